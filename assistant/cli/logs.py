"""What the commands log on stderr: levels, names, ids and codes; never what a mail says (house style 9).

Public: `to_stderr`, `formatter`.
"""

import logging
import sys
import traceback
from types import TracebackType

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TALKATIVE = ("apscheduler", "alembic", "imapclient", "sqlalchemy", "msal", "urllib3")


def to_stderr(*, verbose: bool) -> None:
    """Send records to stderr: warnings, with `verbose` also the diary (INFO) of our own packages."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter())
    logging.basicConfig(handlers=[handler], level=logging.INFO if verbose else logging.WARNING, force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(line: str = "%(levelname)s %(name)s: %(message)s") -> logging.Formatter:
    """Return what turns a record into such a line (and the places of an exception into some more)."""
    return _Formatter(line)


class _Formatter(logging.Formatter):
    """Adds the values that ride in `extra`; of an exception it shows where it rose, not its text.

    The text of an exception may quote the mail that caused it; it stands on the shelf, in the private database.
    """

    def format(self, record: logging.LogRecord) -> str:
        values = {key: value for key, value in vars(record).items() if key not in _PLAIN}
        told = " ".join(f"{key}={value}" for key, value in sorted(values.items()))
        record.exc_text = None  # another handler may have written it out in full
        first, *rest = super().format(record).split("\n")
        record.exc_text = None
        return "\n".join((f"{first} {told}".rstrip(), *rest))

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(ei[2])]
        return "\n".join((*frames, ei[0].__name__ if ei[0] is not None else ""))
