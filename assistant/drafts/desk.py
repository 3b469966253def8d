"""Placing drafts exactly once, and taking unused ones back: the only writer of the Drafts folder.

Public: `Desk`, `Journal`. The algorithm is reliability.md 3.3 ("full"): what is about to be done is committed in the
journal before it is done, so that whoever comes after a crash knows where to look.

Phases within `placing`: `intended` (certainly nothing stored), `in_doubt` (APPEND may have been begun; written before
it), `unwanted` (in doubt, and to be withdrawn if it turns up; never tried again). Within `waiting`: `withdrawing`.
Within `withdrawn`: `recheck` (looked at once more in the next pass: a late APPEND or a save may cross the move).
"""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from assistant.drafts.search import Window, elsewhere, look, ours_among, tail, window_start
from assistant.drafts.sighting import Sighting, fate_of, is_same
from assistant.errors import AppendInDoubt, AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.mail.mailbox import Mailbox, MailGone
from assistant.model import OPEN_STATES, Draft, DraftState, JournalEntry, RawMail, Role, Uid

log = logging.getLogger(__name__)
SECOND_TRY_AFTER = timedelta(minutes=35)  # servers log out idle clients after 30 minutes at the earliest (RFC 3501 5.4)
CLEAN_CHECKS = 2  # of the window, before a second try
DOUBLES_FOR = timedelta(days=2)  # so long after a doubt copies of one intent are looked for
FLAGS = ("\\Draft", "\\Seen")  # no keyword: clients lose them (ecosystem.md 4)


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


class Desk:
    """The Drafts folder of one mailbox, written to by one process at a time.

    After `AppendInDoubt` or `MailboxUnreachable` the connection is void: make a new desk on a new one and `reconcile`.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        name: str,
        journal: Journal,
        drafts_folder: str,
        sent_folders: Sequence[str],
        trash_folders: Sequence[str],
        withdrawn_folder: str = "Followup/Withdrawn",
        unwanted: Callable[[JournalEntry], str | None] | None = None,
    ) -> None:
        """`unwanted` is asked right before every later try: why the draft must not be placed any more; None: it may."""
        self.mailbox, self.name, self.journal = mailbox, name, journal
        self.drafts_folder, self.withdrawn_folder = drafts_folder, withdrawn_folder
        self.sent_folders, self.trash_folders = tuple(sent_folders), tuple(trash_folders)
        self._unwanted = unwanted

    # --- placing ---------------------------------------------------------------------------------------------------
    def place(self, draft: Draft, now: datetime) -> JournalEntry | None:
        """Lay a draft into Drafts; None: the step already has one or the customer said stop.

        The entry returned is `waiting`, or `placing` when the connection broke (then `reconcile` finds out later).
        Raises FolderMissing before anything is intended; AppendRefused, MailboxFull, FolderMissing and
        MailboxUnreachable with the intent kept: the next `reconcile` tries again.
        """
        uidvalidity, uidnext = window_start(self.mailbox, self.drafts_folder)
        entry = self.journal.intend(draft, folder=self.drafts_folder, uidvalidity=uidvalidity, uidnext=uidnext, at=now)
        if entry is None:
            return None
        return self._append(entry, uidvalidity, uidnext, now)

    def recover(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Find out what became of a `placing` draft, and place it where that is certain to make one draft."""
        if entry.state is not DraftState.PLACING:
            return entry
        if entry.phase not in ("in_doubt", "unwanted"):
            return self._try(entry, now)
        window = look(self.mailbox, self.drafts_folder, entry)
        if window.copies:
            return self._found(entry, window, now)
        if window.gap:
            return self._resolve_gap(entry, now)
        return self._not_there(entry, window, now)

    def settle(self, entry: JournalEntry, word: str, now: datetime) -> JournalEntry:
        """Take the user's word on an `uncertain` draft: "sent", "discarded" or "place" (once more)."""
        if entry.state is not DraftState.UNCERTAIN:
            return entry
        if word == "place":
            intent = replace(entry, state=DraftState.PLACING, phase="intended", doubted_at=None, notice="")
            return self._try(self._write(intent, now), now)
        state = {"sent": DraftState.SENT, "discarded": DraftState.DISCARDED}[word]
        return self._write(replace(entry, state=state, phase="", notice=""), now)

    def _try(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        why = self._unwanted(entry) if self._unwanted else None
        if why:
            return self._write(replace(entry, state=DraftState.WITHDRAWN, phase="", notice=why), now)
        return self._append(entry, *window_start(self.mailbox, self.drafts_folder), now)

    def _append(self, entry: JournalEntry, uidvalidity: int, uidnext: int, now: datetime) -> JournalEntry:
        # The doubt is committed first: a kill during APPEND must not look like "certainly nothing stored".
        doubt = replace(
            entry,
            phase="in_doubt",
            folder=self.drafts_folder,
            uidvalidity=uidvalidity,
            uidnext=uidnext,
            uid=None,
            doubted_at=now,
            clean_checks=0,
        )
        self.journal.update(doubt)
        try:
            uid = self.mailbox.append(self.drafts_folder, doubt.raw, FLAGS, now)
        except AppendInDoubt:
            log.warning("draft in doubt", extra={"mailbox": self.name, "draft": entry.draft})
            return doubt
        except (AppendRefused, MailboxFull, FolderMissing, MailboxUnreachable):
            self.journal.update(replace(doubt, phase="intended", doubted_at=entry.doubted_at))
            raise
        return self._confirm(doubt, uid, entry.doubted_at, now)

    def _confirm(
        self, entry: JournalEntry, uid: Uid | None, doubted_at: datetime | None, now: datetime
    ) -> JournalEntry:
        """The server said OK. Read back what it says it stored: APPENDUID may be missing or wrong (fault 26).

        `doubted_at`: of an earlier try that a server may still be holding; doubles are looked for after it.
        """
        try:
            raw = None if uid is None else self.mailbox.whole(self.drafts_folder, uid)
            if uid is not None and raw is not None and self._is_copy(entry, uid, raw):
                return self._placed(replace(entry, doubted_at=doubted_at and now), uid, now)
            window = look(self.mailbox, self.drafts_folder, entry)
        except MailboxUnreachable:
            return entry  # in doubt; found in the next pass
        return self._found(entry, window, now) if window.copies else entry

    def _is_copy(self, entry: JournalEntry, uid: Uid, raw: bytes) -> bool:
        mail = RawMail(uid=uid, flags=frozenset(FLAGS), received=None, size_bytes=len(raw), raw=raw, complete=True)
        return bool(ours_among(entry, (mail,), self.drafts_folder, Role.DRAFTS))

    def _placed(self, entry: JournalEntry, uid: Uid, now: datetime) -> JournalEntry:
        log.info(
            "draft placed", extra={"mailbox": self.name, "draft": entry.draft, "customer": entry.customer, "uid": uid}
        )
        placed = replace(entry, state=DraftState.WAITING, phase="", uid=uid, placed_at=entry.placed_at or now)
        return self._write(placed, now)

    def _found(self, entry: JournalEntry, window: Window, now: datetime) -> JournalEntry:
        """Confirm a draft that turned up: the copy the user edited, else the lowest UID."""
        live = [one for one in window.copies if not one.is_deleted] or list(window.copies)
        chosen, edited = live[0], False
        for copy in live:
            raw = self.mailbox.whole(self.drafts_folder, copy.uid)
            if raw is None:
                return entry  # taken out this very moment: the next pass sees the gap
            if not is_same(raw, entry.raw):
                chosen, edited = copy, True
                break
        found = replace(entry, uidvalidity=window.uidvalidity, uidnext=self._start_of(entry, window))
        if edited:
            state = replace(found, state=DraftState.EDITED, phase="", uid=chosen.uid, placed_at=entry.placed_at or now)
            return self._write(state, now)
        placed = self._placed(found, chosen.uid, now)
        return self.withdraw(placed, entry.notice, now) if entry.phase == "unwanted" else placed

    @staticmethod
    def _start_of(entry: JournalEntry, window: Window) -> int | None:
        return min(one.uid for one in window.copies) if window.renumbered else entry.uidnext

    def _resolve_gap(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Somebody took a mail out of the window, perhaps ours: it was sent, or we ask. Never placed again."""
        seen = self._elsewhere(entry)
        if seen is not None:
            state = fate_of(entry, seen)
            at = seen.at if state is not DraftState.DISCARDED else now
            return self._write(replace(entry, state=state, phase="", placed_at=entry.placed_at or entry.doubted_at), at)
        log.warning("draft uncertain", extra={"mailbox": self.name, "draft": entry.draft})
        return self._write(replace(entry, state=DraftState.UNCERTAIN, phase=""), now)

    def _elsewhere(self, entry: JournalEntry) -> Sighting | None:
        since = entry.doubted_at or entry.changed_at
        for role, folders in ((Role.SENT, self.sent_folders), (Role.TRASH, self.trash_folders)):
            for folder in folders:
                seen = elsewhere(self.mailbox, folder, role, entry, since)
                if seen is not None:
                    return seen
        return None

    def _not_there(self, entry: JournalEntry, window: Window, now: datetime) -> JournalEntry:
        """Nothing of ours, nothing taken out: wait until no server can still be holding the command, then try again."""
        checked = replace(entry, clean_checks=entry.clean_checks + 1)
        waited = now - (entry.doubted_at or entry.changed_at) >= SECOND_TRY_AFTER
        if not waited or checked.clean_checks < CLEAN_CHECKS:
            self.journal.update(checked)
            return checked
        if entry.phase == "unwanted":
            return self._write(replace(checked, state=DraftState.WITHDRAWN, phase=""), now)
        return self._try(checked, now)

    # --- taking back -----------------------------------------------------------------------------------------------
    def withdraw(self, entry: JournalEntry, why: str, now: datetime) -> JournalEntry:
        """Move our untouched draft to Followup/Withdrawn; a draft the user edited stays, with the notice `why`.

        Where the draft is not in Drafts at the moment (the user has it open, or just sent it) the wish stays in the
        journal (`withdrawing`) and is tried again by `reconcile`; `track` sees what became of it.
        """
        if entry.state in (DraftState.EDITED, DraftState.UNCERTAIN):
            return self._write(replace(entry, notice=why), now) if entry.notice != why else entry
        if entry.state is DraftState.PLACING:
            return self._withdraw_unplaced(entry, why, now)
        if entry.state is not DraftState.WAITING:
            return entry
        resumed = entry.phase == "withdrawing"
        entry = replace(entry, phase="withdrawing", notice=why)
        if not resumed:
            self.journal.update(entry)
        elif (moved := self._in_withdrawn(entry)) is not None:
            self._remove_leftover(entry)
            return self._withdrawn(entry, moved, now)
        return self._take_back(entry, now)

    def _withdraw_unplaced(self, entry: JournalEntry, why: str, now: datetime) -> JournalEntry:
        if entry.phase not in ("in_doubt", "unwanted"):
            return self._write(replace(entry, state=DraftState.WITHDRAWN, phase="", notice=why), now)
        unwanted = replace(entry, phase="unwanted", notice=why)
        self.journal.update(unwanted)
        return self.recover(unwanted, now)

    def _take_back(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        window = look(self.mailbox, self.drafts_folder, entry)
        live = [one for one in window.copies if not one.is_deleted]
        same = [one for one in live if self._is_untouched(entry, one)]
        if len(same) < len(live):
            edited = next(one for one in live if one not in same)
            return self._write(replace(entry, state=DraftState.EDITED, phase="", uid=edited.uid), now)
        moved: Uid | None = None
        for copy in same:
            moved = self._move(copy.uid) or moved
        if not same:
            return entry  # opened, sent or deleted by the user: `track` decides, the wish stays
        landed = moved if moved is not None else self._in_withdrawn(entry)
        if landed is None:
            return entry  # taken out between our look and our move
        return self._withdrawn(entry, landed, now)

    def _is_untouched(self, entry: JournalEntry, copy: Sighting) -> bool:
        raw = self.mailbox.whole(self.drafts_folder, copy.uid)
        return raw is None or is_same(raw, entry.raw)

    def _move(self, uid: Uid) -> Uid | None:
        try:
            try:
                return self.mailbox.move(self.drafts_folder, uid, self.withdrawn_folder)
            except FolderMissing:
                self.mailbox.create(self.withdrawn_folder)
                return self.mailbox.move(self.drafts_folder, uid, self.withdrawn_folder)
        except MailGone:
            return None  # the user was quicker

    def _in_withdrawn(self, entry: JournalEntry) -> Uid | None:
        since = entry.placed_at or entry.changed_at
        mails = tuple(tail(self.mailbox, self.withdrawn_folder, since))
        copies = ours_among(entry, mails, self.withdrawn_folder, Role.OURS)
        return copies[-1].uid if copies else None

    def _remove_leftover(self, entry: JournalEntry) -> None:
        """Servers without MOVE copy first: a kill between leaves both copies, and the one in Drafts must go."""
        for copy in look(self.mailbox, self.drafts_folder, entry).copies:
            if not copy.is_deleted and self._is_untouched(entry, copy):
                self.mailbox.remove(self.drafts_folder, copy.uid)

    def _withdrawn(self, entry: JournalEntry, uid: Uid, now: datetime) -> JournalEntry:
        log.info("draft withdrawn", extra={"mailbox": self.name, "draft": entry.draft, "customer": entry.customer})
        return self._write(replace(entry, state=DraftState.WITHDRAWN, phase="recheck", uid=uid), now)

    # --- every pass ------------------------------------------------------------------------------------------------
    def reconcile(self, now: datetime) -> tuple[JournalEntry, ...]:
        """Finish what earlier passes left open, and return the entries that changed.

        Call it after `track` has been heard (a draft whose customer answered must not be placed) and before new ones
        are placed. Raises MailboxUnreachable when the connection is gone; a refusal keeps one entry waiting, no more.
        """
        changed = []
        for entry in self.journal.entries(self.name, OPEN_STATES | {DraftState.WITHDRAWN}):
            after = self._settle_one(entry, now)
            if after != entry:
                changed.append(after)
        return tuple(changed)

    def _settle_one(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        try:
            return self._step(entry, now)
        except (AppendRefused, MailboxFull) as refused:
            log.warning("server refuses", extra={"draft": entry.draft, "error": type(refused).__name__})
            held = self.journal.entry(entry.draft) or entry
            if held.state is DraftState.PLACING:  # a withdrawal keeps its reason as the notice
                held = replace(held, notice=str(refused))
                self.journal.update(held)
            return held

    def _step(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        if entry.state is DraftState.PLACING:
            return self.recover(entry, now)
        if entry.state is DraftState.WAITING and entry.phase == "withdrawing":
            return self.withdraw(entry, entry.notice, now)
        if entry.state is DraftState.WITHDRAWN and entry.phase == "recheck":
            return self._recheck(entry, now)
        if entry.doubted_at is not None and entry.state in (DraftState.WAITING, DraftState.EDITED):
            return self._remove_doubles(entry, now)
        return entry

    def _recheck(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        again = replace(entry, state=DraftState.WAITING, phase="withdrawing", uid=None)
        window = look(self.mailbox, self.drafts_folder, again)
        if any(not one.is_deleted for one in window.copies):
            return self._take_back(again, now)
        done = replace(entry, phase="")
        self.journal.update(done)
        return done

    def _remove_doubles(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Keep one copy of an intent: the edited one, else the lowest UID. Only bytes equal to ours are removed."""
        window = look(self.mailbox, self.drafts_folder, entry)
        live = [one for one in window.copies if not one.is_deleted]
        same = [one for one in live if self._is_untouched(entry, one)]
        spare = same if len(same) < len(live) else same[1:]
        done = all([self.mailbox.remove(self.drafts_folder, one.uid) for one in spare])
        if spare:
            log.warning("double draft removed", extra={"mailbox": self.name, "draft": entry.draft})
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
            self.journal.update(after)
        return after

    def _write(self, entry: JournalEntry, at: datetime) -> JournalEntry:
        entry = replace(entry, changed_at=at)
        self.journal.update(entry)
        return entry
