"""Placing a draft so that it is there once, whatever fails in between (reliability.md 3.3, points 1 to 5).

Public: `Placing`. The phases of a `placing` entry: `intended` (certainly nothing stored), `in_doubt` (APPEND may have
been begun; written before it), `unwanted` (in doubt, to be withdrawn if it turns up, never tried again).
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.drafts.search import Window, elsewhere, ours_among, window_start
from assistant.drafts.sighting import Sighting, fate_of
from assistant.drafts.surface import Surface
from assistant.errors import AppendInDoubt, AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.model import Draft, DraftState, JournalEntry, RawMail, Role, Uid

log = logging.getLogger(__name__)
SECOND_TRY_AFTER = timedelta(minutes=35)  # servers log out idle clients after 30 minutes at the earliest (RFC 3501 5.4)
CLEAN_CHECKS = 2  # of the window, before a second try
FLAGS = ("\\Draft", "\\Seen")  # no keyword: clients lose them (ecosystem.md 4)


class Placing:
    """Lays drafts into Drafts and finds out about those in doubt."""

    def __init__(self, surface: Surface, unwanted: Callable[[JournalEntry], str | None] | None) -> None:
        self._on, self._unwanted = surface, unwanted

    def place(self, draft: Draft, now: datetime) -> JournalEntry | None:
        """Commit the intent, then append; see `Desk.place`."""
        uidvalidity, uidnext = window_start(self._on.mailbox, self._on.drafts_folder)
        entry = self._on.journal.intend(
            draft, folder=self._on.drafts_folder, uidvalidity=uidvalidity, uidnext=uidnext, at=now
        )
        if entry is None:
            return None
        return self._append(entry, uidvalidity, uidnext, now)

    def recover(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Find out what became of a `placing` draft, and place it where that is certain to make one draft."""
        if entry.phase not in ("in_doubt", "unwanted"):
            return self.try_now(entry, now)
        window = self._on.look(entry)
        if window.copies:
            return self._found(entry, window, now)
        if window.gap:
            return self._resolve_gap(entry, now)
        return self._not_there(entry, window, now)

    def try_now(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Append a draft that certainly is not there, unless it is no longer wanted. Raises as `place`."""
        why = self._unwanted(entry) if self._unwanted else None
        if why:
            return self._on.write(replace(entry, state=DraftState.WITHDRAWN, phase="", notice=why), now)
        return self._append(entry, *window_start(self._on.mailbox, self._on.drafts_folder), now)

    def _append(self, entry: JournalEntry, uidvalidity: int, uidnext: int, now: datetime) -> JournalEntry:
        # The doubt is committed first: a kill during APPEND must not look like "certainly nothing stored".
        doubt = replace(
            entry,
            phase="in_doubt",
            folder=self._on.drafts_folder,
            uidvalidity=uidvalidity,
            uidnext=uidnext,
            uid=None,
            doubted_at=now,
            clean_checks=0,
        )
        self._on.journal.update(doubt)
        try:
            uid = self._on.mailbox.append(self._on.drafts_folder, doubt.raw, FLAGS, now)
        except AppendInDoubt:
            log.warning("draft in doubt", extra={"mailbox": self._on.name, "draft": entry.draft})
            return doubt
        except (AppendRefused, MailboxFull, FolderMissing, MailboxUnreachable):
            self._on.journal.update(replace(doubt, phase="intended", doubted_at=entry.doubted_at))
            raise
        return self._confirm(doubt, uid, entry.doubted_at, now)

    def _confirm(
        self, entry: JournalEntry, uid: Uid | None, doubted_at: datetime | None, now: datetime
    ) -> JournalEntry:
        """The server said OK. Read back what it says it stored: APPENDUID may be missing or wrong (fault 26).

        `doubted_at`: of an earlier try that a server may still be holding; doubles are looked for after it.
        """
        try:
            raw = None if uid is None else self._on.mailbox.whole(self._on.drafts_folder, uid)
            if uid is not None and raw is not None and self._is_copy(entry, uid, raw):
                return self._placed(replace(entry, doubted_at=doubted_at and now), uid, now)
            window = self._on.look(entry)
        except MailboxUnreachable:
            return entry  # in doubt; found in the next pass
        return self._found(entry, window, now) if window.copies else entry

    def _is_copy(self, entry: JournalEntry, uid: Uid, raw: bytes) -> bool:
        mail = RawMail(uid=uid, flags=frozenset(FLAGS), received=None, size_bytes=len(raw), raw=raw, complete=True)
        return bool(ours_among(entry, (mail,), self._on.drafts_folder, Role.DRAFTS))

    def _placed(self, entry: JournalEntry, uid: Uid, now: datetime) -> JournalEntry:
        log.info(
            "draft placed",
            extra={"mailbox": self._on.name, "draft": entry.draft, "customer": entry.customer, "uid": uid},
        )
        placed = replace(entry, state=DraftState.WAITING, phase="", uid=uid, placed_at=entry.placed_at or now)
        return self._on.write(placed, now)

    def _found(self, entry: JournalEntry, window: Window, now: datetime) -> JournalEntry:
        """Confirm a draft that turned up: the copy the user edited, else the lowest UID."""
        live = [one for one in window.copies if not one.is_deleted] or list(window.copies)
        touched = [one for one in live if not self._on.is_untouched(entry, one)]
        chosen = (touched or live)[0]  # one taken out this very moment is seen by `track`
        found = replace(entry, uidvalidity=window.uidvalidity, uidnext=self._start_of(entry, window))
        if touched:
            state = replace(found, state=DraftState.EDITED, phase="", uid=chosen.uid, placed_at=entry.placed_at or now)
            return self._on.write(state, now)
        return self._placed(found, chosen.uid, now)

    @staticmethod
    def _start_of(entry: JournalEntry, window: Window) -> int | None:
        return min(one.uid for one in window.copies) if window.renumbered else entry.uidnext

    def _resolve_gap(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Somebody took a mail out of the window, perhaps ours: it was sent, or we ask. Never placed again."""
        seen = self._elsewhere(entry)
        if seen is not None:
            state = fate_of(entry, seen)
            at = seen.at if state is not DraftState.DISCARDED else now
            return self._on.write(
                replace(entry, state=state, phase="", placed_at=entry.placed_at or entry.doubted_at), at
            )
        log.warning("draft uncertain", extra={"mailbox": self._on.name, "draft": entry.draft})
        return self._on.write(replace(entry, state=DraftState.UNCERTAIN, phase=""), now)

    def _elsewhere(self, entry: JournalEntry) -> Sighting | None:
        since = entry.doubted_at or entry.changed_at
        for role, folders in ((Role.SENT, self._on.sent_folders), (Role.TRASH, self._on.trash_folders)):
            for folder in folders:
                seen = elsewhere(self._on.mailbox, folder, role, entry, since)
                if seen is not None:
                    return seen
        return None

    def _not_there(self, entry: JournalEntry, window: Window, now: datetime) -> JournalEntry:
        """Nothing of ours, nothing taken out: wait until no server can still be holding the command, then try again."""
        checked = replace(entry, clean_checks=entry.clean_checks + 1)
        waited = now - (entry.doubted_at or entry.changed_at) >= SECOND_TRY_AFTER
        if not waited or checked.clean_checks < CLEAN_CHECKS:
            self._on.journal.update(checked)
            return checked
        if entry.phase == "unwanted":
            return self._on.write(replace(checked, state=DraftState.WITHDRAWN, phase=""), now)
        return self.try_now(checked, now)
