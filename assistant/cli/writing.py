"""Writing a file of the user's: whole or not at all. Public: `replace_text`."""

import os
from pathlib import Path

from assistant.errors import AssistantError


def replace_text(file: Path, text: str) -> None:
    """Write the text in the file's place; links, the file's mode and its line ends stay as they are given.

    Raises AssistantError where the disk or the folder does not let us; the old file is there then.
    """
    target = file.resolve()
    partly = target.with_name(target.name + ".part")
    try:
        with partly.open("w", encoding="utf-8", newline="") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        if target.exists():
            partly.chmod(target.stat().st_mode & 0o777)
        os.replace(partly, target)
    except OSError as error:
        raise AssistantError(f"cannot write {target}: {error.strerror}", next_step="free it for writing") from error
