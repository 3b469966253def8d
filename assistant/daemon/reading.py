"""Reading a mailbox into the ledger: what changed since the last complete check, folder by folder.

Public: `read_mailbox`, `FolderReport`, `MailboxReport`. Nothing is judged here beyond understanding each mail, and
nothing in the mailbox is changed.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.errors import AssistantError, FolderMissing, FolderRenumbered
from assistant.facts.lexicon import Lexicon
from assistant.facts.read import read
from assistant.facts.understand import understand
from assistant.ledger.store import FolderReceipt, Ledger, Position, Recorded
from assistant.mail.changes import needs_uids
from assistant.mail.mailbox import Batch, Folder, FolderState, Held, Mailbox
from assistant.model import Me, RawMail, Role

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

    @property
    def complete(self) -> bool:
        """Return whether every folder that is read at all is read to its end."""
        return self.problem is None and all(folder.complete for folder in self.folders)


def read_mailbox(
    mailbox: Mailbox,
    name: str,
    ledger: Ledger,
    me: Me,
    lexicon: Lexicon,
    at: datetime,
    progress: Progress | None = None,
) -> MailboxReport:
    """Return the report after bringing the ledger up to date with one mailbox.

    Raises MailboxUnreachable when the connection breaks; what was read until then is kept and reading goes on there.
    """
    folders = [folder for folder in mailbox.folders() if folder.selectable]
    folders.sort(key=lambda folder: (READ_FIRST.index(folder.role) if folder.role in READ_FIRST else 9, folder.name))
    ledger.folders_seen(name, [(folder.name, folder.role) for folder in folders], at)
    new, problems = 0, []
    for folder in folders:
        try:
            new += _read_folder(mailbox, name, folder, ledger, me, lexicon, at, progress)
        except FolderMissing as gone:  # vanished between LIST and STATUS: the next pass lists again
            problems.append(f"{gone}")
    reports = _reports(ledger.receipts(), name, folders)
    problem = "; ".join(problems) or None
    ledger.mailbox_checked(name, at, problem)
    return MailboxReport(name=name, new_messages=new, folders=reports, problem=problem)


def _read_folder(
    mailbox: Mailbox,
    name: str,
    folder: Folder,
    ledger: Ledger,
    me: Me,
    lexicon: Lexicon,
    at: datetime,
    progress: Progress | None,
) -> int:
    new = 0
    for forgotten in (False, True):
        state = mailbox.state(folder.name)
        held = _held(ledger, name, folder, state, forgotten)
        try:
            for batch in mailbox.changes(folder.name, held):
                new += _record(ledger, name, folder, state, batch, me, lexicon, at)
                if progress is not None:
                    progress(folder.name, len(batch.mails), batch.remaining)
            return new
        except FolderRenumbered as renumbered:
            # Every UID we hold is void (RFC 3501 2.3.1.1); messages stay, and are found again by Message-ID.
            log.warning("folder renumbered", extra={"mailbox": name, "was": renumbered.was, "now": renumbered.now})
            ledger.renumbered(name, folder.name)
    raise FolderMissing(folder.name, next_step="the server renumbers it at every look; ask its operator")


def _held(ledger: Ledger, name: str, folder: Folder, state: FolderState, forgotten: bool) -> Held:
    """Return our side of the comparison; the UIDs, which may be many, only where the two states do not decide."""
    receipt = None if forgotten else ledger.receipt(name, folder.name)
    if receipt is None or receipt.uidvalidity is None:
        return Held(state=None)
    if receipt.uidvalidity != state.uidvalidity:
        raise_for = FolderState(uidvalidity=receipt.uidvalidity, uidnext=None, exists=0)
        return Held(state=raise_for)  # `changes` refuses it, also while a first reading is unfinished
    then = _state_of(receipt) if receipt.complete else None
    flags = ledger.held_flags(name, folder.name) if folder.role is Role.DRAFTS else None
    uids = ledger.held_uids(name, folder.name) if needs_uids(then, state) else frozenset()
    return Held(state=then, uids=uids, flags_of=flags)


def _record(
    ledger: Ledger, name: str, folder: Folder, state: FolderState, batch: Batch, me: Me, lexicon: Lexicon, at: datetime
) -> int:
    recorded = list(_understood(ledger, batch.mails, folder.role, me, lexicon, at))
    final = batch.state
    return ledger.record(
        name,
        folder.name,
        folder.role,
        (final or state).uidvalidity,
        recorded,
        gone=batch.gone,
        flags=batch.flags,
        unreadable=batch.unreadable,
        position=_position(final) if final is not None else None,
        remaining=batch.remaining,
        at=at,
    )


def _understood(
    ledger: Ledger, mails: Iterable[RawMail], role: Role, me: Me, lexicon: Lexicon, at: datetime
) -> Iterable[Recorded]:
    for raw in mails:
        try:
            message = read(
                raw.raw,
                received=raw.received,
                complete=raw.complete,
                attachments=raw.attachments,
                size_bytes=raw.size_bytes,
            )
            yield Recorded(raw=raw, message=message, facts=understand(message, me, lexicon, role))
        except AssistantError:
            raise
        except Exception as error:  # the border per message: one poisoned mail must not stop the mailbox
            log.exception("mail not understood", extra={"uid": raw.uid})
            ledger.shelve("message", f"{role}:{raw.uid}", repr(error), at + RETRY_UNREADABLE, at)


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
