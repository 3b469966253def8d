"""The journal of drafts: what is about to be done is stored durably before it is done (reliability 3.3).

Public: `Journal`, which fulfils the desk's protocol. Every row carries a check sum over all that an act depends on,
because SQLite's own check misses most single damages (reliability 33): a damaged row is reported and never acted upon,
and its customer gets no other draft meanwhile.
"""

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from assistant.ledger import codec, membership, suppression
from assistant.ledger.codec import Plain
from assistant.ledger.dialect import Doors, among, chunks
from assistant.ledger.on_desk import Said, said_in
from assistant.ledger.said import is_stopped, look_again
from assistant.ledger.tables import DRAFT, DRAFT_EVENT, to_micros
from assistant.model import (
    CustomerNumber,
    Draft,
    DraftId,
    DraftState,
    JournalEntry,
    MessageId,
    PastDraft,
    Reason,
    Uid,
)

log = logging.getLogger(__name__)
_OF_CUSTOMER = select(DRAFT).where(DRAFT.c.customer == bindparam("customer"))
_STANDS = select(DRAFT.c.state, DRAFT.c.recorded_at).where(DRAFT.c.draft == bindparam("draft"))
_PAST = (
    select(*(column for column in DRAFT.c if column.name != "raw"))
    .where(among(DRAFT.c.customer))
    .order_by(DRAFT.c.recorded_at, DRAFT.c.draft)
)


class Journal:
    """Every draft from intent to fate."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def intend(
        self, draft: Draft, *, folder: str, uidvalidity: int | None, uidnext: int | None, at: datetime
    ) -> JournalEntry | None:
        """Store the intent to place, durably, and return its entry (`placing`, `intended`).

        None: this step of this customer already has a draft (unless that one was given up before its APPEND began), the
        customer or a recipient said stop, or a row of this customer is damaged. This is the single gate to Drafts.
        """
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
            sentences=draft.wording.sentences,
            phrases=draft.wording.phrases,
            because=draft.because,
            language=draft.wording.language,
            intends=draft.wording.intends,
        )
        with self._doors.writing() as connection:
            if not self._may(connection, draft):
                return None
            connection.execute(insert(DRAFT), [_to_row(entry, at)])
            connection.execute(insert(DRAFT_EVENT), [{"draft": entry.draft, "state": entry.state, "at": at}])
            look_again(connection, [entry.customer])
        return entry

    @staticmethod
    def _may(connection: Connection, draft: Draft) -> bool:
        if is_stopped(connection, membership.numbers_with(connection, draft.customer)):
            return False
        if any(suppression.is_suppressed(connection, address) for address in draft.to + draft.cc):
            return False
        rows = connection.execute(_OF_CUSTOMER, {"customer": draft.customer}).all()
        for row in rows:
            entry = _from_row(row)
            if entry is None:
                return False
            if row.step != draft.step:
                continue
            given_up = entry.state is DraftState.WITHDRAWN and entry.placed_at is None and entry.doubted_at is None
            if not given_up:
                return False
            for table in (DRAFT_EVENT, DRAFT):
                connection.execute(delete(table).where(table.c.draft == row.draft))
        return True

    def update(self, entry: JournalEntry) -> None:
        """Store the entry as it now stands, durably; a change of state is kept with its time."""
        with self._doors.writing() as connection:
            before = connection.execute(_STANDS, {"draft": entry.draft}).first()
            if before is None:
                return  # its customer was forgotten meanwhile
            row = _to_row(entry, before.recorded_at)
            del row["draft"], row["recorded_at"]
            connection.execute(update(DRAFT).where(DRAFT.c.draft == entry.draft).values(**row))
            if before.state != entry.state:
                event = {"draft": entry.draft, "state": entry.state, "at": entry.changed_at}
                connection.execute(insert(DRAFT_EVENT), [event])
                look_again(connection, [entry.customer])

    def said(self, states: Collection[DraftState]) -> tuple[Said, ...]:
        """Return which phrases the drafts in these states held, in all mailboxes."""
        with self._doors.reading() as connection:
            return tuple(said_in(connection, states))

    def entries(
        self,
        mailbox: str | None = None,
        states: Collection[DraftState] | None = None,
        customers: Collection[CustomerNumber] | None = None,
    ) -> tuple[JournalEntry, ...]:
        """Return the entries of a mailbox, in some states, of some customers (None: any); oldest first, none damaged.

        A customer is meant under the number that the draft was written for, also when it was merged since.
        """
        wanted = select(DRAFT).order_by(DRAFT.c.recorded_at, DRAFT.c.draft)
        if mailbox is not None:
            wanted = wanted.where(DRAFT.c.mailbox == mailbox)
        if states is not None:
            wanted = wanted.where(DRAFT.c.state.in_(sorted(states)))
        with self._doors.reading() as connection:
            if customers is None:
                found = [_from_row(row) for row in connection.execute(wanted)]
            else:
                parts = [wanted.where(DRAFT.c.customer.in_(part)) for part in chunks(sorted(customers))]
                found = [_from_row(row) for part in parts for row in connection.execute(part)]
        return tuple(entry for entry in found if entry is not None)

    def entry(self, draft_id: str) -> JournalEntry | None:
        """Return one entry; None: unknown or damaged."""
        with self._doors.reading() as connection:
            row = connection.execute(select(DRAFT).where(DRAFT.c.draft == draft_id)).first()
        return None if row is None else _from_row(row)


def damaged(connection: Connection) -> tuple[str, ...]:
    """Return the ids of the rows whose check sum does not hold."""
    rows = connection.execute(select(DRAFT).order_by(DRAFT.c.draft))
    return tuple(str(row.draft) for row in rows if _from_row(row) is None)


def past_drafts(connection: Connection, numbers: Collection[int], at: datetime | None) -> dict[int, list[PastDraft]]:
    """Return the drafts per customer number as they stood at `at` (None: now), oldest first.

    A damaged row counts as `uncertain`: it stops every further draft until somebody looked.
    """
    found: dict[int, list[PastDraft]] = {}
    for part in chunks(sorted(numbers)):
        rows = connection.execute(_PAST, {"values": part}).all()
        events = _events(connection, [row.draft for row in rows]) if at is not None else {}
        for row in rows:
            past = _past(row, at, events.get(row.draft, ()))
            if past is not None:
                found.setdefault(row.customer, []).append(past)
    return found


def _events(connection: Connection, drafts: list[str]) -> dict[str, list[tuple[str, datetime]]]:
    found: dict[str, list[tuple[str, datetime]]] = {}
    for part in chunks(drafts):
        rows = connection.execute(select(DRAFT_EVENT).where(DRAFT_EVENT.c.draft.in_(part)).order_by(DRAFT_EVENT.c.id))
        for row in rows:
            found.setdefault(row.draft, []).append((row.state, row.at))
    return found


def _past(row: Row[Any], at: datetime | None, events: Iterable[tuple[str, datetime]]) -> PastDraft | None:
    state, changed_at = row.state, row.changed_at
    if at is not None:
        if row.recorded_at > at:
            return None
        passed = [event for event in events if event[1] <= at]
        state, changed_at = passed[-1] if passed else (DraftState.PLACING, row.recorded_at)
    try:
        plain: Plain = codec.loads(row.body)
        placed_at = codec.moment(plain.get("placed_at"))
        return PastDraft(
            draft=DraftId(row.draft),
            topic=plain["topic"],
            material=plain.get("material"),
            state=DraftState(state),
            placed_at=None if at is not None and placed_at is not None and placed_at > at else placed_at,
            changed_at=changed_at,
            sentences=tuple(plain.get("sentences", ())),
            phrases=tuple(plain.get("phrases", ())),
            intends=plain.get("intends", "touch"),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return PastDraft(
            draft=DraftId(row.draft),
            topic="",
            material=None,
            state=DraftState.UNCERTAIN,
            placed_at=None,
            changed_at=changed_at,
        )


_OPTIONAL: dict[str, Callable[[Any], Any]] = {
    "folder": str,
    "uidvalidity": int,
    "uidnext": int,
    "uid": lambda value: Uid(int(value)),
    "doubted_at": datetime.fromisoformat,
    "missing_since": datetime.fromisoformat,
    "placed_at": datetime.fromisoformat,
    "material": str,
    "in_reply_to": lambda value: MessageId(str(value)),
}
_COUNTS = ("clean_checks", "missing_passes")
_TEXTS = ("phase", "topic", "subject", "language", "intends", "notice")


def _to_row(entry: JournalEntry, recorded_at: datetime) -> dict[str, Any]:
    plain: Plain = {name: getattr(entry, name) for name in _TEXTS + _COUNTS}
    for name in _OPTIONAL:
        value = getattr(entry, name)
        if value is not None:
            plain[name] = value.isoformat() if isinstance(value, datetime) else value
    plain |= {
        "to": entry.to,
        "sentences": entry.sentences,
        "phrases": entry.phrases,
        "because": [[reason.rule, reason.says] for reason in entry.because],
    }
    row = {
        "draft": entry.draft,
        "customer": entry.customer,
        "mailbox": entry.mailbox,
        "step": entry.step,
        "state": entry.state.value,
        "message_id": entry.message_id,
        "token": entry.token,
        "recorded_at": recorded_at,
        "changed_at": entry.changed_at,
        "body": codec.dumps(plain),
        "raw": entry.raw,
    }
    return row | {"check_sum": _check_sum(row)}


def _check_sum(row: dict[str, Any]) -> str:
    names = ("draft", "customer", "mailbox", "step", "state", "message_id", "token", "body")
    parts = [str(row[name]) for name in names] + [str(to_micros(row[name])) for name in ("recorded_at", "changed_at")]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    digest.update(row["raw"])
    return digest.hexdigest()


def _from_row(row: Row[Any]) -> JournalEntry | None:
    """Return the entry of a row; None (and an error in the log) where its check sum does not hold."""
    try:
        if _check_sum(dict(row._mapping)) != row.check_sum:
            raise ValueError("check sum")
        plain: Plain = codec.loads(row.body)
        bare = JournalEntry(
            draft=DraftId(row.draft),
            customer=CustomerNumber(row.customer),
            mailbox=row.mailbox,
            step=row.step,
            topic=plain["topic"],
            material=None,
            message_id=MessageId(row.message_id),
            token=MessageId(row.token),
            to=tuple(plain["to"]),
            subject=plain["subject"],
            in_reply_to=None,
            raw=bytes(row.raw),
            state=DraftState(row.state),
            changed_at=row.changed_at,
            sentences=tuple(plain["sentences"]),
            phrases=tuple(plain["phrases"]),
            because=tuple(Reason(rule=rule, says=says) for rule, says in plain["because"]),
        )
        further = {name: plain[name] for name in _TEXTS + _COUNTS}
        further |= {name: read(plain[name]) for name, read in _OPTIONAL.items() if name in plain}
        return replace(bare, **further)
    except (ValueError, KeyError, TypeError, AttributeError):
        log.error("draft row is damaged and not used", extra={"draft": str(row.draft)})
        return None
