"""What the seller is told when a command or the daemon fails in a way that nobody foresaw.

Public: `told`. One line, the next step, and a file to report: types and places in the program only, because the text
of an exception may quote the mail that caused it.
"""

import logging
import logging.handlers
import os
import traceback
from pathlib import Path

from assistant.cli import logs

LOG = "errors.log"
_LOG_BYTES = 100_000  # then it begins anew, the former one beside it

log = logging.getLogger("followup.unforeseen")


def told(error: Exception) -> str:
    """Return two lines for the seller: what failed and where, what to do and where the log is."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    file = _written(error)
    if file is None:
        step = "try again; if it fails again, report this line"
    else:
        step = f"try again; if it fails again, report {file} (places in the program, no word of your mail)"
    return f"followup: failed in a way nobody foresaw ({where}); what was stored before is kept\n  next: {step}"


def _written(error: Exception) -> Path | None:
    """Write the places into the log, at level debug; return the file, None where it cannot be written."""
    try:
        from assistant.config import state_folder

        file = state_folder() / LOG
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except (OSError, ImportError):  # a full disk; a library that is missing may be why we are here
        return None
    handler.setFormatter(logs.formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.debug("not foreseen", exc_info=error)
    log.removeHandler(handler)
    handler.close()
    return file
