"""Reading a mailbox into the ledger: what changed since the last complete check, folder by folder.

Public: `read_mailbox`, `FolderReport`, `MailboxReport`. Nothing is judged here beyond understanding each mail, and
nothing in the mailbox is changed.
"""

import logging
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.daemon import unread
from assistant.daemon.understanding import Failed, Understanding
from assistant.errors import AssistantError, FetchBroken, FolderMissing, FolderRenumbered
from assistant.ledger.recorded import Recorded
from assistant.ledger.store import FolderReceipt, Ledger, Position, Shelved
from assistant.mail.changes import needs_uids, unchanged
from assistant.mail.mailbox import Batch, Folder, FolderState, Held, Mailbox
from assistant.mail.roles import doubts
from assistant.model import Role, Uid

log = logging.getLogger(__name__)
RETRY_UNREADABLE = timedelta(hours=1)
READ_FIRST = (Role.SENT, Role.INBOX, Role.DRAFTS)


class Stopped(AssistantError):
    """The service was asked to end between two batches; reading goes on there next time."""


Progress = Callable[[str, int, int], None]  # folder, mails read now, mails still to come


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReport:
    """How far one folder is read."""

    name: str
    role: Role
    on_server: int
    held: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxReport:
    """What one reading of a mailbox brought."""

    name: str
    new_messages: int
    folders: tuple[FolderReport, ...]
    problem: str | None  # what kept it from being complete, in words
    advice: tuple[str, ...] = ()  # what the seller should say or mend; the reading itself is complete without it

    @property
    def complete(self) -> bool:
        """Return whether every folder that is read at all is read to its end."""
        return self.problem is None and all(folder.complete for folder in self.folders)


def read_mailbox(
    mailbox: Mailbox,
    name: str,
    ledger: Ledger,
    understanding: Understanding,
    at: datetime,
    progress: Progress | None = None,
    spared: Collection[tuple[str, int]] = (),
) -> MailboxReport:
    """Return the report after bringing the ledger up to date with one mailbox.

    `spared`: (folder, UID) of mails that are not asked for this time, because each broke a connection in this pass.
    Raises MailboxUnreachable when the connection breaks; what was read until then is kept and reading goes on there.
    As FetchBroken it is noted who was under way: they are asked for alone next time, and whoever breaks the connection
    alone three times, while the server hands out other mail, is given up.
    """
    shelf = ledger.shelf()
    shelved = frozenset(item.ref for item in shelf if item.kind == unread.KIND)
    return _Reading(mailbox, name, ledger, understanding, at, progress, shelf, shelved, frozenset(spared)).run()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of one mailbox."""

    mailbox: Mailbox
    name: str
    ledger: Ledger
    understanding: Understanding
    at: datetime
    progress: Progress | None
    shelf: tuple[Shelved, ...]  # what was put aside in earlier passes
    shelved: frozenset[str]  # the mails of it
    spared: frozenset[tuple[str, int]]

    def run(self) -> MailboxReport:
        folders = [folder for folder in self.mailbox.folders() if folder.selectable]
        folders.sort(
            key=lambda folder: (READ_FIRST.index(folder.role) if folder.role in READ_FIRST else 9, folder.name)
        )
        receipts = self.ledger.folders_seen(self.name, [(folder.name, folder.role) for folder in folders], self.at)
        open_questions = doubts(folders)
        # Without Sent nobody knows what we wrote last: that is a gap, not an empty folder (design 3.1).
        problems = [doubt.says for doubt in open_questions if doubt.role is Role.SENT and not doubt.candidates]
        known = {receipt.folder: receipt for receipt in receipts if receipt.mailbox == self.name}
        states = self.mailbox.states([folder.name for folder in folders])
        # A pass without news writes nothing but that it was there, and asks the server twice.
        changed = [one for one in folders if not _is_read(known.get(one.name), one.role, states.get(one.name))]
        self.understanding.prepare(sum(_to_come(known.get(one.name), states.get(one.name)) for one in changed))
        new = 0
        for folder in changed:
            try:
                new += self._folder(folder, states.get(folder.name))
            except FetchBroken as broken:
                broken.new_messages += new
                raise
            except FolderMissing as gone:  # vanished between LIST and STATUS: the next pass lists again
                problems.append(f"{gone}")
        advice = [doubt.says for doubt in open_questions if doubt.role is Role.DRAFTS]
        advice += [
            unread.told(item)
            for item in (self.ledger.shelf() if changed else self.shelf)
            if item.kind == unread.KIND and item.ref.startswith(f"{self.name}:") and not unread.is_given_up(item)
        ]
        advice += unread.vanished(receipts, self.name)
        reports = _reports(self.ledger.receipts() if changed else receipts, self.name, folders)
        problem = "; ".join(problems) or None
        self.ledger.mailbox_checked(self.name, self.at, problem)
        return MailboxReport(name=self.name, new_messages=new, folders=reports, problem=problem, advice=tuple(advice))

    def _folder(self, folder: Folder, told: FolderState | None) -> int:
        new = 0
        for forgotten in (False, True):
            state = told if told is not None and not forgotten else self.mailbox.state(folder.name)
            receipt = None if forgotten else self.ledger.receipt(self.name, folder.name)
            suspects = self.ledger.suspects(self.name, folder.name)
            spared = {uid for uid in suspects if (folder.name, uid) in self.spared}
            held = _held(self.ledger, receipt, folder, state, suspects, spared)
            if set(suspects) - spared:
                self._prove_server(folder)
            bad: list[Uid] = []
            try:
                changes = self.mailbox.changes(folder.name, held, state)
                for batch, mails in self.understanding.batches(changes, folder.role):
                    new += self._batch(folder, state, batch, mails, bad, held)
                    if self.progress is not None:
                        self.progress(folder.name, len(batch.mails), batch.remaining)
                return new
            except FetchBroken as broken:
                broken.new_messages = new
                self._note(broken, folder, state, suspects)
                raise
            except FolderRenumbered as renumbered:
                # Every UID we hold is void (RFC 3501 2.3.1.1); messages stay, and are found again by Message-ID.
                was_now = {"mailbox": self.name, "was": renumbered.was, "now": renumbered.now}
                log.warning("folder renumbered", extra=was_now)
                self.ledger.renumbered(self.name, folder.name)
                for ref in self.shelved:
                    if ref.startswith(unread.reference(self.name, folder.name, "")):
                        self.ledger.unshelve(unread.KIND, ref)
        raise FolderMissing(folder.name, next_step="the server renumbers it at every look; ask its operator")

    def _prove_server(self, folder: Folder) -> None:
        """Fetch a mail we hold, before a broken connection is counted against another.

        A server in trouble breaks off here: then it is unreachable, and no mail is to blame.
        """
        known = self.ledger.held_flags(self.name, folder.name)
        if known:
            self.mailbox.whole(folder.name, Uid(random.choice(sorted(known))))  # never hangs on one mail for ever

    def _note(self, broken: FetchBroken, folder: Folder, state: FolderState, suspects: Collection[int]) -> None:
        """Remember who was being fetched when the connection broke; a suspect that was alone is counted a try."""
        alone = broken.uids if len(broken.uids) == 1 and broken.uids[0] in suspects else ()
        receipt = self.ledger.receipt(self.name, folder.name)
        log.warning("connection broke at a fetch", extra={"mailbox": self.name, "uids": len(broken.uids)})
        broken.counted = bool(alone)
        for uid in alone:
            self._shelve(folder, uid, unread.broke(str(broken)))
        self.ledger.record(
            self.name,
            folder.name,
            folder.role,
            state.uidvalidity,
            (),
            unreadable=alone,
            suspects=broken.uids,
            remaining=max(len(broken.uids), state.exists - (receipt.held if receipt is not None else 0)),
            at=self.at,
        )

    def _shelve(self, folder: Folder, uid: int, error: str) -> None:
        ref = unread.reference(self.name, folder.name, uid)
        self.ledger.shelve(unread.KIND, ref, error, self.at + RETRY_UNREADABLE, self.at)

    def _unshelve(self, folder: Folder, uid: int) -> None:
        ref = unread.reference(self.name, folder.name, uid)
        if ref in self.shelved:
            self.ledger.unshelve(unread.KIND, ref)

    def _batch(
        self,
        folder: Folder,
        state: FolderState,
        batch: Batch,
        mails: Sequence[Recorded | Failed],
        bad: list[Uid],
        held: Held,
    ) -> int:
        """Record one batch. A folder with mails that could not be read or understood is not complete yet.

        They are tried again in the next passes; the ledger gives up after three tries (reliability 18).
        """
        recorded = [one for one in mails if isinstance(one, Recorded)]
        for one in mails:
            if isinstance(one, Failed):
                log.error("mail not understood\n%s", one.trace, extra={"uid": one.uid})
                self._shelve(folder, one.uid, one.error)
                bad.append(Uid(one.uid))
            else:
                self._unshelve(folder, one.uid)
        bad.extend(batch.unreadable)
        for uid in batch.unreadable:
            self._shelve(folder, uid, unread.NOT_HANDED_OUT)
        for uid in batch.gone:
            self._unshelve(folder, uid)
        spared = sum(name == folder.name and uid in held.suspects for name, uid in self.spared)
        is_complete = batch.state is not None and not bad and not spared
        for suspect in held.suspects if is_complete else ():  # it came, or it is not there any more
            self._unshelve(folder, suspect)
        return self.ledger.record(
            self.name,
            folder.name,
            folder.role,
            (batch.state or state).uidvalidity,
            recorded,
            gone=batch.gone,
            flags=batch.flags,
            unreadable=bad if batch.state is not None else (),
            position=_position(batch.state) if is_complete and batch.state is not None else None,
            remaining=batch.remaining + len(bad) + spared,
            at=self.at,
        )


def _held(
    ledger: Ledger,
    receipt: FolderReceipt | None,
    folder: Folder,
    state: FolderState,
    suspects: tuple[int, ...],
    spared: Collection[int],
) -> Held:
    """Return our side of the comparison; the UIDs, which may be many, only where the two states do not decide.

    The spared pass for held: transport does not ask for them.
    """
    if receipt is None or receipt.uidvalidity is None:
        return Held(state=None)
    if receipt.uidvalidity != state.uidvalidity:
        raise_for = FolderState(uidvalidity=receipt.uidvalidity, uidnext=None, exists=0)
        return Held(state=raise_for)  # `changes` refuses it, also while a first reading is unfinished
    then = _state_of(receipt) if receipt.complete else None
    flags = ledger.held_flags(receipt.mailbox, receipt.folder) if folder.role is Role.DRAFTS else None
    uids = ledger.held_uids(receipt.mailbox, receipt.folder) if needs_uids(then, state) or spared else frozenset()
    return Held(state=then, uids=uids.union(spared), flags_of=flags, suspects=suspects)


def _is_read(receipt: FolderReceipt | None, role: Role, now: FolderState | None) -> bool:
    """Return whether a folder is completely read and its state proves that nothing happened since."""
    if receipt is None or now is None or not receipt.complete or receipt.problem is not None:
        return False
    flags: dict[int, frozenset[str]] | None = {} if role is Role.DRAFTS else None
    return unchanged(Held(state=_state_of(receipt), flags_of=flags), now)


def _to_come(receipt: FolderReceipt | None, now: FolderState | None) -> int:
    """Return how many mails more a folder holds than we do, as far as its state tells."""
    return max(0, now.exists - (receipt.held if receipt is not None else 0)) if now is not None else 0


def _state_of(receipt: FolderReceipt) -> FolderState | None:
    if receipt.uidvalidity is None:
        return None
    return FolderState(
        uidvalidity=receipt.uidvalidity,
        uidnext=receipt.uidnext,
        exists=receipt.exists or 0,
        highestmodseq=receipt.highestmodseq,
    )


def _position(state: FolderState) -> Position:
    return Position(uidnext=state.uidnext, exists=state.exists, highestmodseq=state.highestmodseq)


def _reports(receipts: Iterable[FolderReceipt], name: str, folders: list[Folder]) -> tuple[FolderReport, ...]:
    by_name = {receipt.folder: receipt for receipt in receipts if receipt.mailbox == name}
    return tuple(
        FolderReport(
            name=folder.name,
            role=folder.role,
            on_server=by_name[folder.name].on_server,
            held=by_name[folder.name].held,
            complete=by_name[folder.name].complete,
        )
        for folder in sorted(folders, key=lambda folder: folder.name)
        if folder.name in by_name
    )
