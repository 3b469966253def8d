"""Taking a draft back: our untouched mail is moved to Followup/Withdrawn, an edited one is the user's and stays.

Public: `Withdrawing`. Within `waiting` the phase `withdrawing` says that the wish is journalled and the move under way;
within `withdrawn` the phase `recheck` asks for one more look in the next pass (reliability.md 3.3, points 6 and 7).
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.drafts.search import ours_among, tail
from assistant.drafts.surface import Surface
from assistant.drafts.track import EDITED_STAYS
from assistant.errors import FolderMissing
from assistant.mail.mailbox import MailGone
from assistant.model import DraftState, JournalEntry, Role, Uid

log = logging.getLogger(__name__)
DOUBLES_FOR = timedelta(days=2)  # so long after a doubt copies of one intent are looked for


class Withdrawing:
    """Takes waiting drafts back and removes second copies."""

    def __init__(self, surface: Surface) -> None:
        self._on = surface

    def withdraw(self, entry: JournalEntry, why: str, now: datetime) -> JournalEntry:
        """Take a `waiting` draft back; resumes where an earlier process died."""
        resumed = entry.phase == "withdrawing"
        entry = replace(entry, phase="withdrawing", notice=why)
        if not resumed:
            self._on.journal.update(entry)
        elif (moved := self._in_withdrawn(entry)) is not None:
            self._remove_leftover(entry)
            return self._withdrawn(entry, moved, now)
        return self._take_back(entry, now)

    def _take_back(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        window = self._on.look(entry)
        live = [one for one in window.copies if not one.is_deleted]
        same = [one for one in live if self._on.is_untouched(entry, one)]
        if len(same) < len(live):
            edited = next(one for one in live if one not in same)
            notice = EDITED_STAYS.format(why=entry.notice)
            return self._on.write(replace(entry, state=DraftState.EDITED, phase="", uid=edited.uid, notice=notice), now)
        moved: Uid | None = None
        for copy in same:
            moved = self._move(copy.uid) or moved
        if not same:
            return entry  # opened, sent or deleted by the user: `track` decides, the wish stays
        landed = moved if moved is not None else self._in_withdrawn(entry)
        if landed is None:
            return entry  # taken out between our look and our move
        return self._withdrawn(entry, landed, now)

    def _move(self, uid: Uid) -> Uid | None:
        try:
            try:
                return self._on.mailbox.move(self._on.drafts_folder, uid, self._on.withdrawn_folder)
            except FolderMissing:
                self._on.mailbox.create(self._on.withdrawn_folder)
                return self._on.mailbox.move(self._on.drafts_folder, uid, self._on.withdrawn_folder)
        except MailGone:
            return None  # the user was quicker

    def _in_withdrawn(self, entry: JournalEntry) -> Uid | None:
        since = entry.placed_at or entry.changed_at
        mails = tuple(tail(self._on.mailbox, self._on.withdrawn_folder, since))
        copies = ours_among(entry, mails, self._on.withdrawn_folder, Role.OURS)
        return copies[-1].uid if copies else None

    def _remove_leftover(self, entry: JournalEntry) -> None:
        """Servers without MOVE copy first: a kill between leaves both copies, and the one in Drafts must go."""
        for copy in self._on.look(entry).copies:
            if not copy.is_deleted and self._on.is_identical(entry, copy):
                self._on.mailbox.remove(self._on.drafts_folder, copy.uid)

    def _withdrawn(self, entry: JournalEntry, uid: Uid, now: datetime) -> JournalEntry:
        log.info("draft withdrawn", extra={"mailbox": self._on.name, "draft": entry.draft, "customer": entry.customer})
        return self._on.write(replace(entry, state=DraftState.WITHDRAWN, phase="recheck", uid=uid), now)

    def recheck(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Look once more after a withdrawal: a late APPEND or a save of the user may have crossed the move."""
        again = replace(entry, state=DraftState.WAITING, phase="withdrawing", uid=None)
        window = self._on.look(again)
        if any(not one.is_deleted for one in window.copies):
            return self._take_back(again, now)
        done = replace(entry, phase="")
        self._on.journal.update(done)
        return done

    def remove_doubles(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Keep one copy of an intent: the edited one, else the lowest UID. Only bytes equal to ours are removed."""
        window = self._on.look(entry)
        live = [one for one in window.copies if not one.is_deleted]
        same = [one for one in live if self._on.is_identical(entry, one)]
        spare = same if len(same) < len(live) else same[1:]
        done = all([self._on.mailbox.remove(self._on.drafts_folder, one.uid) for one in spare])
        if spare:
            log.warning("double draft removed", extra={"mailbox": self._on.name, "draft": entry.draft})
        notice = entry.notice if done else "a second copy is only marked as deleted: this server cannot remove it"
        kept = [one for one in live if one not in spare]
        settled = entry.doubted_at is not None and now - entry.doubted_at > DOUBLES_FOR
        after = replace(
            entry,
            uid=kept[0].uid if kept else entry.uid,
            doubted_at=None if settled else entry.doubted_at,
            notice=notice,
        )
        if after != entry:
            self._on.journal.update(after)
        return after
