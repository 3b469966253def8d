"""A journal of drafts in one append-only file: survives SIGKILL at any byte; the ledger is the other implementation."""

import os
import pickle
import struct
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from assistant.model import Draft, DraftState, JournalEntry


class FileJournal:
    """Every state of every entry, one record after the other; the last one of a draft counts, a torn tail does not."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def intend(
        self, draft: Draft, *, folder: str, uidvalidity: int | None, uidnext: int | None, at: datetime
    ) -> JournalEntry | None:
        if any((one.customer, one.step) == (draft.customer, draft.step) for one in self.entries()):
            return None
        entry = JournalEntry(
            draft=draft.draft,
            customer=draft.customer,
            mailbox=draft.mailbox,
            step=draft.step,
            topic=draft.topic,
            material=draft.material,
            message_id=draft.message_id,
            token=draft.token,
            to=draft.to,
            subject=draft.subject,
            in_reply_to=draft.in_reply_to,
            raw=draft.raw,
            state=DraftState.PLACING,
            phase="intended",
            folder=folder,
            uidvalidity=uidvalidity,
            uidnext=uidnext,
            changed_at=at,
        )
        self.update(entry)
        return entry

    def update(self, entry: JournalEntry) -> None:
        record = pickle.dumps(entry)
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, struct.pack(">I", len(record)) + record)
        finally:
            os.close(handle)

    def entries(
        self, mailbox: str | None = None, states: Collection[DraftState] | None = None
    ) -> tuple[JournalEntry, ...]:
        return tuple(
            one
            for one in self._read().values()
            if (mailbox is None or one.mailbox == mailbox) and (states is None or one.state in states)
        )

    def entry(self, draft_id: str) -> JournalEntry | None:
        return self._read().get(draft_id)

    def _read(self) -> dict[str, JournalEntry]:
        data = self.path.read_bytes() if self.path.exists() else b""
        held: dict[str, JournalEntry] = {}
        at = 0
        while at + 4 <= len(data):
            (length,) = struct.unpack_from(">I", data, at)
            if at + 4 + length > len(data):
                break
            entry: JournalEntry = pickle.loads(data[at + 4 : at + 4 + length])
            held[entry.draft] = entry
            at += 4 + length
        return held
