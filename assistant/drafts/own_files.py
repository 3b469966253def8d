"""The seller's own files that a material sends along (001-07, 001-23 D): looked for, and read when a draft is made.

Public: `FileNotAttached`, `fault`, `with_files_there`, `read`. Only what the user named is ever opened, and only plain
files: a pipe or a device would hold the pass. A symbolic link is the user's word for the file it leads to.
"""

import mimetypes
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.plan.materials import Material, Materials, Unready

if TYPE_CHECKING:
    from assistant.drafts.enclosures import Enclosure

# What sellers send and the table of Python 3.11 does not know; the machine's own table is not asked, so that the same
# file has the same type everywhere (IANA media types).
_TYPES = mimetypes.MimeTypes()
for _ending, _type in {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".dwg": "image/vnd.dwg",
    ".dxf": "image/vnd.dxf",
    ".step": "model/step",
    ".stp": "model/step",
    ".7z": "application/x-7z-compressed",
    ".rar": "application/vnd.rar",
}.items():
    _TYPES.add_type(_type, _ending)
_PACKED = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}
_STRANGE = "application/octet-stream"


class FileNotAttached(AssistantError):
    """A file that the material sends along is not there, cannot be read, or is too large."""


def fault(paths: Sequence[str], at_most: int) -> str | None:
    """Return what stands against sending these files along, with the path; None: nothing does. Reads no content."""
    total = 0
    for path in dict.fromkeys(paths):
        try:
            found = _place(path).stat()
        except (OSError, ValueError) as error:
            return f"{path} cannot be attached: {_told(error)}"
        if not stat.S_ISREG(found.st_mode):
            return f"{path} cannot be attached: it is no file"
        if not os.access(_place(path), os.R_OK):
            return f"{path} cannot be attached: it may not be read"
        if found.st_size == 0:
            return f"{path} cannot be attached: it is empty"
        total += found.st_size
        if total > at_most:
            return f"{path} cannot be attached: {_too_large(total, at_most)}"
    return None


def with_files_there(materials: Materials, at_most: int) -> Materials:
    """Return the materials, those marked `Unready` whose files cannot be sent along now."""
    if not any(material.attach for material in materials):
        return materials
    return Materials(_looked_at(material, at_most) for material in materials)


def _looked_at(material: Material, at_most: int) -> Material:
    why = fault(material.attach, at_most) if material.attach else None
    return material if why is None else Unready.model_construct(**dict(material), why=why)


def read(paths: Sequence[str], at_most: int) -> "tuple[Enclosure, ...]":
    """Return the files as they are now, each named once. Raises FileNotAttached, which names the path."""
    from assistant.drafts.enclosures import Enclosure  # with the mail parser, which showing a plan does not need

    found: list[Enclosure] = []
    left = at_most
    for path in dict.fromkeys(paths):
        content = _content(path, left)
        if len(content) > left:
            raise _refused(path, _too_large(at_most - left + len(content), at_most, "more than "))
        left -= len(content)
        place = _place(path)
        found.append(Enclosure(name=place.name, type=type_of(path), content=content, folder=place.parent.name))
    return tuple(found)


def _content(path: str, at_most: int) -> bytes:
    """Return at most one byte more than allowed; a pipe put there since the last look does not hold us (O_NONBLOCK)."""
    try:
        descriptor = os.open(_place(path), os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _refused(path, "it is no file")
            content = file.read(at_most + 1)
    except (OSError, ValueError) as error:
        raise _refused(path, _told(error)) from error
    if not content:
        raise _refused(path, "it is empty")
    return content


def type_of(path: str) -> str:
    """Return the MIME type by the name's ending: what mail clients go by too."""
    kind, packed = _TYPES.guess_type(Path(path).name)
    return _PACKED.get(packed, _STRANGE) if packed else kind or _STRANGE


def _place(path: str) -> Path:
    return Path(path).expanduser()


def _refused(path: str, why: str) -> FileNotAttached:
    return FileNotAttached(f"{path} cannot be attached: {why}", next_step="followup materials check names every file")


def _too_large(total: int, at_most: int, more: str = "") -> str:
    return f"{more}{total / 1e6:.3g} MB together, attach_at_most is {at_most / 1e6:g} MB"


def _told(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else "the name is not possible"
