"""The ledger's own journal, on a fresh database copied from an empty one (making one takes longer than a test)."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from assistant.ledger import dialect, schema
from assistant.ledger.journal import Journal
from assistant.model import Draft, DraftState, JournalEntry


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
    if not path.exists():  # whole or not at all: a process may die while it copies
        whole = Path(shutil.copy(empty, f"{path}.{os.getpid()}"))
        whole.replace(path)
    doors = dialect.open_doors(f"sqlite:///{path}")
    try:
        yield Journal(doors)
    finally:
        doors.close()


class LedgerFile:
    """The ledger's journal, opened anew for every call: a process may fork or die at any moment."""

    def __init__(self, folder: Path, empty: Path, name: str) -> None:
        self._where = (folder, empty, name)

    def intend(
        self, draft: Draft, *, folder: str, uidvalidity: int | None, uidnext: int | None, at: datetime
    ) -> JournalEntry | None:
        with ledger_journal(*self._where) as journal:
            return journal.intend(draft, folder=folder, uidvalidity=uidvalidity, uidnext=uidnext, at=at)

    def update(self, entry: JournalEntry) -> None:
        with ledger_journal(*self._where) as journal:
            journal.update(entry)

    def entries(
        self, mailbox: str | None = None, states: Collection[DraftState] | None = None
    ) -> tuple[JournalEntry, ...]:
        with ledger_journal(*self._where) as journal:
            return journal.entries(mailbox, states)

    def entry(self, draft_id: str) -> JournalEntry | None:
        with ledger_journal(*self._where) as journal:
            return journal.entry(draft_id)
