"""The desk: drafts placed exactly once, looked after, and taken back. The only writer of the Drafts folder.

Public: `Desk`, `Journal`. The algorithm is reliability.md 3.3 ("full"): what is about to be done is committed in the
journal before it is done, so that whoever comes after a crash knows where to look. The phases of an entry are told in
`placing` and `withdrawing`.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from assistant.drafts.placing import Placing
from assistant.drafts.surface import Journal, Surface
from assistant.drafts.track import EDITED_STAYS
from assistant.drafts.withdrawing import Withdrawing
from assistant.errors import AppendRefused, MailboxFull
from assistant.mail.mailbox import Mailbox
from assistant.model import OPEN_STATES, Draft, DraftState, JournalEntry

__all__ = ["Desk", "Journal"]

log = logging.getLogger(__name__)


class Desk:
    """The Drafts folder of one mailbox, written to by one process at a time.

    After an entry came back `in_doubt`, or MailboxUnreachable was raised, the connection is void: make a new desk on a
    new one and `reconcile`.
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
        self._on = Surface(
            mailbox=mailbox,
            name=name,
            journal=journal,
            drafts_folder=drafts_folder,
            sent_folders=tuple(sent_folders),
            trash_folders=tuple(trash_folders),
            withdrawn_folder=withdrawn_folder,
        )
        self._placing, self._withdrawing = Placing(self._on, unwanted), Withdrawing(self._on)

    def place(self, draft: Draft, now: datetime) -> JournalEntry | None:
        """Lay a draft into Drafts; None: the step already has one or the customer said stop.

        The entry returned is `waiting`, or `placing` when the connection broke (then `reconcile` finds out later).
        Raises FolderMissing before anything is intended; AppendRefused, MailboxFull, FolderMissing and
        MailboxUnreachable with the intent kept: the next `reconcile` tries again.
        """
        return self._placing.place(draft, now)

    def recover(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        """Find out what became of a `placing` draft, and place it where that is certain to make one draft."""
        if entry.state is not DraftState.PLACING:
            return entry
        after = self._placing.recover(entry, now)
        if entry.phase == "unwanted" and after.state is DraftState.WAITING:
            return self.withdraw(after, entry.notice, now)
        return after

    def settle(self, entry: JournalEntry, word: str, now: datetime) -> JournalEntry:
        """Take the user's word on an `uncertain` draft: "sent", "discarded" or "place" (once more)."""
        if entry.state is not DraftState.UNCERTAIN:
            return entry
        if word == "place":
            intent = replace(entry, state=DraftState.PLACING, phase="intended", doubted_at=None, notice="")
            return self._placing.try_now(self._on.write(intent, now), now)
        state = {"sent": DraftState.SENT, "discarded": DraftState.DISCARDED}[word]
        return self._on.write(replace(entry, state=state, phase="", notice=""), now)

    def withdraw(self, entry: JournalEntry, why: str, now: datetime) -> JournalEntry:
        """Move our untouched draft to Followup/Withdrawn; a draft the user edited stays, with the notice `why`.

        Where the draft is not in Drafts at the moment (the user has it open, or just sent it) the wish stays in the
        journal (`withdrawing`) and is tried again by `reconcile`; `track` sees what became of it.
        """
        if entry.state in (DraftState.EDITED, DraftState.UNCERTAIN):
            edited = entry.state is DraftState.EDITED
            told = replace(entry, notice=EDITED_STAYS.format(why=why) if edited else why)
            self._on.journal.update(told)
            return told
        if entry.state is DraftState.PLACING:
            return self._withdraw_unplaced(entry, why, now)
        if entry.state is not DraftState.WAITING:
            return entry
        return self._withdrawing.withdraw(entry, why, now)

    def _withdraw_unplaced(self, entry: JournalEntry, why: str, now: datetime) -> JournalEntry:
        if entry.phase not in ("in_doubt", "unwanted"):
            return self._on.write(replace(entry, state=DraftState.WITHDRAWN, phase="", notice=why), now)
        unwanted = replace(entry, phase="unwanted", notice=why)
        self._on.journal.update(unwanted)
        return self.recover(unwanted, now)

    def reconcile(self, now: datetime) -> tuple[JournalEntry, ...]:
        """Finish what earlier passes left open, and return the entries that changed.

        Call it after `track` has been heard (a draft whose customer answered must not be placed) and before new ones
        are placed. Raises MailboxUnreachable when the connection is gone; a refusal keeps one entry waiting, no more.
        """
        changed = []
        for entry in self._on.journal.entries(self._on.name, OPEN_STATES | {DraftState.WITHDRAWN}):
            after = self._settle_one(entry, now)
            if after != entry:
                changed.append(after)
        return tuple(changed)

    def _settle_one(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        try:
            return self._step(entry, now)
        except (AppendRefused, MailboxFull) as refused:
            log.warning("server refuses", extra={"draft": entry.draft, "error": type(refused).__name__})
            held = self._on.journal.entry(entry.draft) or entry
            if held.state is DraftState.PLACING:  # a withdrawal keeps its reason as the notice
                held = replace(held, notice=str(refused))
                self._on.journal.update(held)
            return held

    def _step(self, entry: JournalEntry, now: datetime) -> JournalEntry:
        if entry.state is DraftState.PLACING:
            return self.recover(entry, now)
        if entry.state is DraftState.WAITING and entry.phase == "withdrawing":
            return self.withdraw(entry, entry.notice, now)
        if entry.state is DraftState.WITHDRAWN and entry.phase == "recheck":
            return self._withdrawing.recheck(entry, now)
        if entry.doubted_at is not None and entry.state in (DraftState.WAITING, DraftState.EDITED):
            return self._withdrawing.remove_doubles(entry, now)
        return entry
