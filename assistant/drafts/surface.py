"""What placing and withdrawing both work on: the connection, the folders by their purpose, and the journal.

Public: `Journal`, `Surface`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from assistant.drafts.search import Window, look
from assistant.drafts.sighting import Sighting, is_as_placed, is_same, sighting_in
from assistant.mail.mailbox import Mailbox
from assistant.model import Draft, DraftState, JournalEntry, RawMail, Role


class Journal(Protocol):
    """What the desk remembers across crashes; every write is durable when it returns (the ledger fulfils it)."""

    def intend(
        self, draft: Draft, *, folder: str, uidvalidity: int | None, uidnext: int | None, at: datetime
    ) -> JournalEntry | None:
        """Store the intent to place; None: this step already has a draft, or the customer said stop."""

    def update(self, entry: JournalEntry) -> None:
        """Store the entry as it now stands."""

    def entries(
        self, mailbox: str | None = None, states: Collection[DraftState] | None = None
    ) -> tuple[JournalEntry, ...]:
        """Return the entries of a mailbox in some states, oldest first; None: of all."""

    def entry(self, draft_id: str) -> JournalEntry | None:
        """Return one entry; None: unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """One mailbox as the desk sees it, for the length of a connection."""

    mailbox: Mailbox
    name: str  # the config's name of the mailbox
    journal: Journal
    drafts_folder: str
    sent_folders: tuple[str, ...]
    trash_folders: tuple[str, ...]
    withdrawn_folder: str

    def look(self, entry: JournalEntry) -> Window:
        """Return what Drafts holds of this draft. Raises FolderMissing."""
        return look(self.mailbox, self.drafts_folder, entry)

    def is_identical(self, entry: JournalEntry, copy: Sighting) -> bool:
        """Return whether a copy in Drafts has our very bytes, fetched now: only such a one may be deleted.

        True also when it is gone.
        """
        raw = self.mailbox.whole(self.drafts_folder, copy.uid)
        return raw is None or is_same(raw, entry.raw)

    def is_untouched(self, entry: JournalEntry, copy: Sighting) -> bool:
        """Return whether the user left a copy in Drafts as we placed it; True also when it is gone.

        Our very bytes, or our Message-ID, Date and text where the server rewrote the mail while storing it (Exchange
        does); whatever a client saves gets a new Date.
        """
        raw = self.mailbox.whole(self.drafts_folder, copy.uid)
        if raw is None or is_same(raw, entry.raw):
            return True
        whole = RawMail(uid=copy.uid, flags=copy.flags, received=None, size_bytes=len(raw), raw=raw, complete=True)
        return is_as_placed(entry, sighting_in(whole, self.drafts_folder, Role.DRAFTS))

    def write(self, entry: JournalEntry, at: datetime) -> JournalEntry:
        """Store a change of state that happened at `at` and return the entry."""
        entry = replace(entry, changed_at=at)
        self.journal.update(entry)
        return entry
