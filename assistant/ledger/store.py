"""The door to the memory: every operation of the ledger, each one transaction, durable when it returns.

Public: `Ledger`, and the values of values.py. The work is done in the modules beside; here stands only what there is.
Any operation may raise LedgerUnusable (disk full, damaged, locked, read-only), with one line and the next step.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import LedgerUnusable
from assistant.ledger import (
    corrections,
    decisions,
    deriving,
    dialect,
    histories,
    membership,
    on_desk,
    outlooks,
    receipts,
    recording,
    said,
    schema,
    shelf,
    suppression,
    upkeep,
)
from assistant.ledger.errands import Errands
from assistant.ledger.journal import Journal
from assistant.ledger.recorded import Recorded, Restate
from assistant.ledger.reviewing import Reviews
from assistant.ledger.values import FolderReceipt, MailboxCheck, Mark, Position, Shelved, Wish
from assistant.model import (
    Coverage,
    Customer,
    CustomerNumber,
    Decision,
    Draft,
    DraftState,
    Facts,
    History,
    JournalEntry,
    Kind,
    Me,
    Message,
    Role,
    Uid,
)
from assistant.plan.outlook import Floors

__all__ = ["FolderReceipt", "Ledger", "MailboxCheck", "Mark", "Position", "Recorded", "Shelved", "Wish"]


class Ledger:
    """One database. May be used from several threads; several processes may read, writers wait for each other."""

    def __init__(self, doors: dialect.Doors) -> None:
        self._doors = doors
        self._reading, self._writing = doors.reading, doors.writing
        self.journal, self.review, self.errands = Journal(doors), Reviews(doors), Errands(doors)

    @classmethod
    def open(cls, url: str) -> "Ledger":
        """Return the ledger at a database URL, made or upgraded where needed.

        Raises LedgerUnusable: newer than this program, damaged, not writable, locked.
        """
        doors = dialect.open_doors(url)
        try:
            schema.bring_up_to_date(doors)
        except LedgerUnusable:
            doors.close()
            raise
        return cls(doors)

    def close(self) -> None:
        """Close all connections."""
        self._doors.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- reading mailboxes -----------------------------------------------------------------------------------------
    def receipt(self, mailbox: str, folder: str) -> FolderReceipt | None:
        """Return how completely a folder is read; None: never looked at."""
        with self._reading() as connection:
            return receipts.one_receipt(connection, mailbox, folder)

    def receipts(self) -> tuple[FolderReceipt, ...]:
        """Return the receipts of all folders of all mailboxes, sorted."""
        with self._reading() as connection:
            return receipts.all_receipts(connection)

    def held_uids(self, mailbox: str, folder: str) -> frozenset[int]:
        """Return the UIDs that need not be fetched again."""
        with self._reading() as connection:
            return receipts.held_uids(connection, mailbox, folder)

    def suspects(self, mailbox: str, folder: str) -> tuple[int, ...]:
        """Return the UIDs to ask for one by one, in that order, because a connection broke over them."""
        with self._reading() as connection:
            return receipts.suspects(connection, mailbox, folder)

    def held_flags(self, mailbox: str, folder: str) -> dict[int, frozenset[str]]:
        """Return the flags of every held mail of a folder, by UID."""
        with self._reading() as connection:
            return receipts.held_flags(connection, mailbox, folder)

    def record(
        self,
        mailbox: str,
        folder: str,
        role: Role,
        uidvalidity: int,
        mails: Sequence[Recorded],
        *,
        gone: Collection[int] = (),
        flags: Iterable[tuple[int, frozenset[str]]] = (),
        unreadable: Collection[int] = (),
        suspects: Collection[int] = (),
        position: Position | None = None,
        remaining: int = 0,
        at: datetime,
    ) -> int:
        """Store a batch; return how many were new. `position` None: `remaining` mails are still to come."""
        place = recording.Place(mailbox=mailbox, folder=folder, role=role, uidvalidity=uidvalidity)
        with self._writing() as connection:
            return recording.record(
                connection,
                place,
                mails,
                gone=gone,
                flags=flags,
                unreadable=unreadable,
                suspects=suspects,
                position=position,
                remaining=remaining,
                at=at,
            )

    def renumbered(self, mailbox: str, folder: str) -> None:
        """Drop the UIDs and the receipt of a folder that the server renumbered; its messages stay."""
        with self._writing() as connection:
            receipts.renumber(connection, mailbox, folder)

    def folders_seen(
        self, mailbox: str, folders: Iterable[tuple[str, Role]], at: datetime
    ) -> tuple[FolderReceipt, ...]:
        """Compare what the server lists with what is held, and return all receipts as they stand then, sorted."""
        return receipts.seen(self._doors, mailbox, tuple(folders), at)

    def mailbox_checked(self, mailbox: str, at: datetime, problem: str | None) -> None:
        """Note that a mailbox was looked through to its end, or what kept us from it."""
        with self._writing() as connection:
            receipts.mailbox_checked(connection, mailbox, at, problem)

    def mailbox_checks(self) -> tuple[MailboxCheck, ...]:
        """Return when each mailbox was last looked through."""
        with self._reading() as connection:
            return receipts.checks(connection)

    def checked_at(self, mailbox: str) -> datetime | None:
        """Return when a mailbox was last looked through to its end; None: never."""
        return next((check.checked_at for check in self.mailbox_checks() if check.mailbox == mailbox), None)

    def coverage(self, mailboxes: Collection[str] | None = None) -> Coverage:
        """Return how completely these mailboxes are read; None: all that the ledger ever met."""
        with self._reading() as connection:
            return receipts.coverage(connection, mailboxes)

    # --- customers -------------------------------------------------------------------------------------------------
    def derive(self, me: Me, at: datetime) -> frozenset[CustomerNumber]:
        """Bring all customers up to date with what was recorded and corrected; return those that were touched."""
        return deriving.derive(self._doors, me, at)

    def rebuild(self, restate: Restate, me: Me, at: datetime) -> None:
        """Understand every recorded message anew and derive all again; codes and whatever the user said stay."""
        upkeep.restate(self._doors, restate)
        with self._writing() as connection:
            deriving.forget_derived(connection)
        self.derive(me, at)

    def numbers(self) -> tuple[CustomerNumber, ...]:
        """Return the numbers of all customers, ascending."""
        with self._reading() as connection:
            return histories.numbers(connection)

    def history(self, number: CustomerNumber, at: datetime | None = None) -> History:
        """Return one customer's history (as it stood at `at`). Raises WrongUsage for an unknown number."""
        with self._reading() as connection:
            return histories.history(connection, number, at)

    def histories(
        self, numbers: Iterable[CustomerNumber] | None = None, at: datetime | None = None, *, words: bool = True
    ) -> Iterator[History]:
        """Yield histories (None: of all customers), some read at a time; those that were none at `at` left out."""
        wanted = list(self.numbers() if numbers is None else numbers)
        for part in dialect.chunks(wanted, histories.AT_ONCE):
            with self._reading() as connection:
                found = tuple(histories.load(connection, part, at, words=words))
            yield from found

    def find(self, text: str) -> Customer:
        """Return the customer meant by a code, domain, address or part of the name. Raises WrongUsage."""
        with self._reading() as connection:
            return histories.find(connection, text)

    def message(self, message_id: str) -> tuple[Message, Facts] | None:
        """Return a recorded message with its facts, marks applied; None: never seen."""
        with self._reading() as connection:
            return histories.message(connection, message_id)

    # --- judgement -------------------------------------------------------------------------------------------------
    def set_due(self, due: Mapping[CustomerNumber, datetime | None], seen: outlooks.Seen = outlooks.NONE_SEEN) -> None:
        """Store when each customer is looked at again (None: not before something changes), and its outlook."""
        with self._writing() as connection:
            decisions.set_due(connection, due, seen)

    def due(self, now: datetime) -> tuple[CustomerNumber, ...]:
        """Return the customers to be looked at now: changed ones first, then the longest due."""
        with self._reading() as connection:
            return decisions.due(connection, now)

    def plan_by(self, floors: Floors, now: datetime) -> None:
        """Let everybody be looked at again for whom rules with these floors may matter, if others were in force."""
        outlooks.plan_by(self._doors, floors, now)

    def all_due_stale(self) -> None:
        """Let the next `plan_by` look at everybody, because rules, phrasebook or materials changed."""
        with self._writing() as connection:
            outlooks.forget_plan(connection)

    def save_decisions(self, at: datetime, decided: Sequence[Decision]) -> int:
        """Store what differs from each customer's last decision; return how many did."""
        with self._writing() as connection:
            return decisions.save(connection, at, decided)

    def last_decision(self, number: CustomerNumber, at: datetime | None = None) -> Decision | None:
        """Return the last decision on a customer (made until `at`); None: none yet."""
        with self._reading() as connection:
            found = decisions.last(connection, number, at)
        return None if found is None else found[1]

    def rung_shown(self, number: CustomerNumber, step: str, spell: datetime, at: datetime) -> None:
        """Note that a step of the ladder was shown; the first time stands."""
        with self._writing() as connection:
            said.rung_shown(connection, number, step, spell, at)

    def rung_passed(self, number: CustomerNumber, step: str, spell: datetime, at: datetime) -> None:
        """Note that a step of the ladder is done; the first time stands."""
        with self._writing() as connection:
            said.rung_passed(connection, number, step, spell, at)

    # --- what the user says ----------------------------------------------------------------------------------------
    def add_touch(
        self, number: CustomerNumber, at: datetime, by: str, answered: bool, note: str, recorded_at: datetime
    ) -> None:
        """Store a contact outside mail."""
        with self._writing() as connection:
            said.add_touch(connection, number, at, by, answered, note, recorded_at)

    def set(self, number: CustomerNumber, key: str, value: str | None, at: datetime) -> None:
        """Store a setting of `followup set`; other keys are dossier fields; None or "" takes it back.

        Raises WrongUsage for a value that cannot be.
        """
        with self._writing() as connection:
            histories.put(connection, number, key, value, at)

    def merge(self, a: CustomerNumber, b: CustomerNumber, at: datetime) -> None:
        """Let customer b be part of a from now on; both codes name it."""
        with self._writing() as connection:
            corrections.merge(connection, membership.root_of(connection, a), membership.root_of(connection, b), at)

    def split(self, address: str, at: datetime) -> None:
        """Let whoever has this address be a customer of their own."""
        with self._writing() as connection:
            corrections.split(connection, address.strip().lower(), at)

    def mark(self, message_id: str, kind: Kind, at: datetime) -> None:
        """Let a message count as this kind. Raises WrongUsage when it was never recorded."""
        with self._writing() as connection:
            corrections.mark(connection, message_id.strip().strip("<>"), kind, at)

    def marks(self) -> tuple[Mark, ...]:
        """Return every mark in force."""
        with self._reading() as connection:
            return corrections.marks(connection)

    def is_suppressed(self, address: str) -> bool:
        """Return whether nobody may write to this address: stopped in any mailbox, or forgotten."""
        with self._reading() as connection:
            return suppression.is_suppressed(connection, address)

    # --- drafts ----------------------------------------------------------------------------------------------------
    def intend(
        self, draft: Draft, *, folder: str, uidvalidity: int | None, uidnext: int | None, at: datetime
    ) -> JournalEntry | None:
        """Store the intent to place a draft; None: it must not be placed (see journal.Journal.intend)."""
        return self.journal.intend(draft, folder=folder, uidvalidity=uidvalidity, uidnext=uidnext, at=at)

    def update(self, entry: JournalEntry) -> None:
        """Store a journal entry as it now stands."""
        self.journal.update(entry)

    def entries(
        self,
        mailbox: str | None = None,
        states: Collection[DraftState] | None = None,
        customers: Collection[CustomerNumber] | None = None,
    ) -> tuple[JournalEntry, ...]:
        """Return journal entries (of some customers), oldest first; damaged ones left out (`integrity` says them)."""
        return self.journal.entries(mailbox, states, customers)

    def entry(self, draft_id: str) -> JournalEntry | None:
        """Return one journal entry; None: unknown or damaged."""
        return self.journal.entry(draft_id)

    def located(
        self, mailbox: str, roles: Collection[Role], since: datetime
    ) -> tuple[tuple[Message, str, Role, Uid, frozenset[str]], ...]:
        """Return (message, folder, role, UID, flags) of the mails in such folders from `since` on; all of Drafts."""
        with self._reading() as connection:
            return tuple(on_desk.located(connection, mailbox, roles, since))

    def on_desk(self, mailbox: str) -> tuple[on_desk.OnDesk, ...]:
        """Return every draft ever intended in a mailbox, as the limits count them."""
        with self._reading() as connection:
            return on_desk.drafts_of(connection, mailbox)

    def whereabouts(self, mailbox: str, message_id: str) -> tuple[tuple[str, Uid], ...]:
        """Return (folder, UID) of every copy of a message in one mailbox, Sent first."""
        with self._reading() as connection:
            return on_desk.whereabouts(connection, mailbox, message_id)

    # --- shelf and wishes ------------------------------------------------------------------------------------------
    def shelve(self, kind: str, ref: str, error_text: str, retry_at: datetime | None, at: datetime) -> None:
        """Put aside what could not be done."""
        with self._writing() as connection:
            shelf.shelve(connection, kind, ref, error_text, retry_at, at)

    def shelf(self) -> tuple[Shelved, ...]:
        """Return what lies on the shelf."""
        with self._reading() as connection:
            return shelf.shelved(connection)

    def unshelve(self, kind: str, ref: str) -> None:
        """Take something off the shelf."""
        with self._writing() as connection:
            shelf.unshelve(connection, kind, ref)

    def wish(self, kind: str, payload: Mapping[str, Any], at: datetime) -> int:
        """Ask the process that holds the mailbox for something; return the id of the wish."""
        with self._writing() as connection:
            return shelf.wish(connection, kind, payload, at)

    def wishes(self) -> tuple[Wish, ...]:
        """Return the wishes that wait, oldest first."""
        with self._reading() as connection:
            return shelf.wishes(connection)

    def fulfil(self, wish: int, result: Any, at: datetime) -> None:
        """Store what came of a wish."""
        with self._writing() as connection:
            shelf.fulfil(connection, wish, result, at)

    def wish_result(self, wish: int) -> Wish | None:
        """Return the wish with its result (`fulfilled_at` None: still waiting); None: no such wish."""
        with self._reading() as connection:
            return shelf.wish_of(connection, wish)

    # --- upkeep ----------------------------------------------------------------------------------------------------
    def backup(self, path: Path | str) -> None:
        """Write a consistent copy of the ledger while others work on."""
        upkeep.backup(self._doors, Path(path))

    @staticmethod
    def restore(url: str, path: Path | str) -> Path | None:
        """Put a backup in the place of the (closed) ledger at `url`, after checking it; return the former file."""
        return upkeep.restore(url, Path(path))

    def integrity(self) -> tuple[str, ...]:
        """Return what is wrong with the database, one line each."""
        return upkeep.integrity(self._doors)

    def forget(self, number: CustomerNumber, at: datetime) -> None:
        """Erase one customer; only keyed hashes stay, so that their mail is not recorded again."""
        upkeep.forget(self._doors, number, at)

    def trim(self, before: datetime) -> int:
        """Cut texts older than `before` to an excerpt, keep the facts; return how many were cut."""
        return upkeep.trim(self._doors, before)
