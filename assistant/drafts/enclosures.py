"""Files under a draft: the quote's own once more (`attach_quote: yes`), and those a material sends along. Pure.

Public: `Enclosure`, `enclosures_of`, `together`, `enclosed`. Files are copied as they are, never opened or changed.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from urllib.parse import quote

from assistant.model import Enclosed

MAX_BYTES = 8_000_000  # of all files together: what every customer's server takes
MAX_PARTS = 200
MAX_NAME = 100  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(Enclosed):
    """One file to send along, with its content."""

    content: bytes


def enclosures_of(raw: bytes) -> tuple[Enclosure, ...]:
    """Return the files attached to a whole mail, to go once more; () where none is, or all are too large.

    Pictures inside the text (with a Content-ID) are no files. Never raises: what cannot be decoded is left out.
    """
    found: list[Enclosure] = []
    for count, part in enumerate(message_from_bytes(raw).walk()):  # compat32: any bytes are a message
        if count > MAX_PARTS:
            break
        name = part.get_filename()
        if not name or part.is_multipart() or (part.get("Content-ID") and part.get_content_maintype() == "image"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            found.append(Enclosure(name=_readable(name), type=part.get_content_type(), content=content, again=True))
    return tuple(found) if sum(len(one.content) for one in found) <= MAX_BYTES else ()


def together(first: Sequence[Enclosure], more: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """Return `first`, and `more` too where all of them fit into one mail; a file of equal name and bytes goes once."""
    new = [one for one in more if one not in first]
    fits = sum(len(one.content) for one in (*first, *new)) <= MAX_BYTES
    return (*first, *new) if fits else tuple(first)


def enclosed(text_part: bytes, files: Sequence[Enclosure], boundary: str) -> bytes:
    """Return the MIME headers and body of a draft: the text part as it is, then the files (RFC 2046 5.1.3).

    `text_part` begins with its own MIME headers; `boundary` is random and tells nothing.
    """
    if not files:
        return text_part
    mark = f"--{boundary}".encode("ascii")
    text = text_part.replace(b"MIME-Version: 1.0\r\n", b"", 1)
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    parts = [mark + b"\r\n" + text, *(mark + b"\r\n" + _part(one) for one in files), mark + b"--\r\n"]
    return head + b"".join(part if part.endswith(b"\r\n") else part + b"\r\n" for part in parts)


def _part(file: Enclosure) -> bytes:
    kind = file.type if "/" in file.type and file.type.isascii() else "application/octet-stream"
    headers = (
        f"Content-Type: {kind}\r\n"
        f"Content-Disposition: attachment;\r\n {_named(file.name)}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return headers.encode("ascii") + base64.encodebytes(file.content).replace(b"\n", b"\r\n")


def _named(name: str) -> str:
    """Return the name as every client reads it: as it stands where it is plain ASCII, else by RFC 2231.

    A line ends after 998 octets (RFC 5322 2.1.1), so a long name loses its middle and keeps its ending.
    """
    if len(name) > MAX_NAME:
        name = name[: MAX_NAME - 20] + name[-20:]
    if name.isascii() and name.isprintable() and not set(name) & set('"\\'):
        return f'filename="{name}"'
    return f"filename*=utf-8''{quote(name.encode('utf-8', 'replace'), safe='')}"


def _readable(name: str) -> str:
    try:
        name = str(make_header(decode_header(name)))
    except (LookupError, ValueError):
        name = name.encode("ascii", "replace").decode("ascii")
    safe = "".join(c for c in name if c.isprintable() and c not in '/\\:*?"<>|')
    return safe.encode("utf-8", "ignore").decode("utf-8")[:150] or "attachment"
