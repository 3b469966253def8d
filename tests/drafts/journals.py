"""The ledger's own journal, on a fresh database copied from an empty one (making one takes longer than a test)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.ledger import dialect, schema
from assistant.ledger.journal import Journal


def make_empty(path: Path) -> Path:
    """Make an empty ledger and return its path."""
    doors = dialect.open_doors(f"sqlite:///{path}")
    schema.bring_up_to_date(doors)
    doors.close()
    return path


@contextmanager
def ledger_journal(folder: Path, empty: Path, name: str = "ledger.db") -> Iterator[Journal]:
    """Give the journal of a fresh ledger in that folder, or of the one that is there."""
    path = folder / name
    if not path.exists():
        shutil.copy(empty, path)
    doors = dialect.open_doors(f"sqlite:///{path}")
    try:
        yield Journal(doors)
    finally:
        doors.close()
