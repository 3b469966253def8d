"""What a mailbox shows becomes rows: one transaction per batch, and the same batch twice changes nothing.

Public: `record`, `Place`, `rank_of`. Order does not matter either: when copies of one mail differ (our
Sent copy and the list's copy, a cut one and a whole one), `rank_of` and then the text itself decide which is kept, not
which came first.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from assistant.facts.who.companies import company_key
from assistant.ledger import receipts
from assistant.ledger.dialect import chunks, insert_new, upsert
from assistant.ledger.messages import drop_unsent, freshen
from assistant.ledger.recorded import Recorded, lies_as
from assistant.ledger.suppression import Macs, forgotten
from assistant.ledger.tables import CITATION, LOCATION, MESSAGE, UNREADABLE
from assistant.ledger.values import Position
from assistant.model import Role

_ROLE_RANK = {Role.SENT: 7, Role.INBOX: 6, Role.ARCHIVE: 5, Role.DRAFTS: 3, Role.TRASH: 2, Role.JUNK: 1, Role.OURS: 0}
_OTHER_RANK = 4
Flags = Iterable[tuple[int, frozenset[str]]]
Offer = tuple[int, str, str, Recorded]  # rank, content, facts: the greatest is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folder a batch belongs to, under the numbering it has now."""

    mailbox: str
    folder: str
    role: Role
    uidvalidity: int


def rank_of(recorded: Recorded, role: Role) -> int:
    """Return which of several copies of one mail is kept: whole before cut, Sent before INBOX before the rest.

    Among the drafts the youngest: clients save an edited draft under the same Message-ID and a higher UID.
    """
    where = 10 * recorded.complete + _ROLE_RANK.get(role, _OTHER_RANK)
    return (where << 32) + (recorded.uid if role is Role.DRAFTS else 0)


def record(
    connection: Connection,
    place: Place,
    mails: Sequence[Recorded],
    *,
    gone: Collection[int],
    flags: Flags,
    unreadable: Collection[int],
    suspects: Collection[int],
    position: Position | None,
    remaining: int,
    at: datetime,
) -> int:
    """Return how many messages were new to the ledger."""
    new = 0
    if mails:
        new = _store_mails(connection, place, mails)
    if gone:
        _remove(connection, place, sorted(gone), at)
    _flag(connection, place, flags)
    _suspect(connection, place, suspects, at)
    _count_unreadable(connection, place, unreadable, at)
    if position is not None:  # read to its end: whoever was suspected has come or is not there any more
        receipts.drop_suspects(connection, place.mailbox, place.folder)
    receipts.advance(
        connection, place.mailbox, place.folder, place.role, place.uidvalidity, mails, position, remaining, at
    )
    return new


def _store_mails(connection: Connection, place: Place, mails: Sequence[Recorded]) -> int:
    lost = forgotten(connection)
    best: dict[str, Offer] = {}
    message_of: dict[int, str | None] = {}
    for recorded in mails:
        if lost is not None and _names(recorded, lost):
            message_of[recorded.uid] = None  # of a forgotten customer: that it lies there is all we keep
            continue
        message_id = message_of[recorded.uid] = recorded.message_id
        offer = (rank_of(recorded, lies_as(place.role, recorded.flags)), recorded.content, recorded.facts, recorded)
        if message_id not in best or offer[:3] > best[message_id][:3]:
            best[message_id] = offer
    number_of, new_count = _store_messages(connection, place, best)
    upsert(
        connection,
        LOCATION,
        [
            {
                "mailbox": place.mailbox,
                "folder": place.folder,
                "uidvalidity": place.uidvalidity,
                "uid": recorded.uid,
                "message": number_of.get(message_of[recorded.uid] or ""),
                "flags": recorded.flags,
            }
            for recorded in mails
        ],
    )
    _forget_unreadable(connection, place, [recorded.uid for recorded in mails])
    freshen(connection, list(number_of.values()))
    return new_count


def _names(recorded: Recorded, lost: Macs) -> bool:
    """Return whether the mail is from or to somebody who was forgotten."""
    return any(lost.holds(address) or lost.holds(company_key(address)) for address in recorded.addresses)


def _store_messages(
    connection: Connection,
    place: Place,
    best: dict[str, Offer],
) -> tuple[dict[str, int], int]:
    """Return the row number of every Message-ID, and how many were new."""
    number_of: dict[str, int] = {}
    changed: list[dict[str, Any]] = []
    better: list[str] = []
    for part in chunks(list(best)):
        for row in connection.execute(select(MESSAGE).where(MESSAGE.c.message_id.in_(part))).all():
            message_id = row.message_id
            number_of[message_id] = row.id
            held = dict(row._mapping)
            offered = _message_row(row.id, message_id, place, best[message_id])
            is_better = best[message_id][:3] > (row.rank, row.content, row.facts) and not row.trimmed
            if is_better:
                better.append(message_id)
            merged = (offered if is_better else held) | _whereabouts(held, offered)
            if merged != held:
                changed.append(merged)
    new = [message_id for message_id in best if message_id not in number_of]
    next_number = (connection.execute(select(func.max(MESSAGE.c.id))).scalar() or 0) + 1
    number_of.update({message_id: next_number + index for index, message_id in enumerate(new)})
    for part_of in chunks([number_of[message_id] for message_id in better]):
        connection.execute(delete(CITATION).where(CITATION.c.message.in_(part_of)))
    upsert(connection, MESSAGE, changed)
    if new:
        rows = [_message_row(number_of[message_id], message_id, place, best[message_id]) for message_id in new]
        connection.execute(insert(MESSAGE), rows)
    cited = [
        {"message": number_of[message_id], "cited": one}
        for message_id in better + new
        for one in best[message_id][3].cited
    ]
    insert_new(connection, CITATION, cited)
    return number_of, len(new)


def _message_row(number: int, message_id: str, place: Place, offer: Offer) -> dict[str, Any]:
    rank, content, facts, recorded = offer
    return {
        "id": number,
        "message_id": message_id,
        "at": recorded.at,
        "direction": recorded.direction,
        "kind": recorded.kind,
        "roles": lies_as(place.role, recorded.flags).value,
        "mailbox": place.mailbox,
        "received": recorded.received,
        "role": lies_as(place.role, recorded.flags).value,
        "rank": rank,
        "trimmed": False,
        "content": content,
        "facts": facts,
    }


def _whereabouts(held: dict[str, Any], offered: dict[str, Any]) -> dict[str, Any]:
    """Return where all copies lay, the same in whatever order they were met."""
    times = [moment for moment in (held["received"], offered["received"]) if moment is not None]
    return {
        "roles": " ".join(sorted({*held["roles"].split(), *offered["roles"].split()})),
        "mailbox": min(held["mailbox"], offered["mailbox"]),
        "received": min(times, default=None),
    }


def _here(place: Place) -> Any:
    return and_(
        LOCATION.c.mailbox == place.mailbox,
        LOCATION.c.folder == place.folder,
        LOCATION.c.uidvalidity == place.uidvalidity,
    )


def _remove(connection: Connection, place: Place, gone: Sequence[int], at: datetime) -> None:
    """Forget where mails lay; the messages stay, but for unsent drafts that now lie nowhere: they never happened."""
    removed: list[int] = []
    for part in chunks(gone):
        where = and_(_here(place), LOCATION.c.uid.in_(part))
        numbers = list(
            connection.execute(select(LOCATION.c.message).where(where, LOCATION.c.message.is_not(None))).scalars()
        )
        removed += numbers
        freshen(connection, numbers)
        connection.execute(delete(LOCATION).where(where))
        if numbers:
            drop_unsent(connection, numbers)
    _forget_unreadable(connection, place, gone)
    receipts.note_emptied(connection, place.mailbox, place.folder, removed, at)


def _flag(connection: Connection, place: Place, flags: Flags) -> None:
    rows = [{"at_uid": uid, "new_flags": " ".join(sorted(names))} for uid, names in flags]
    if not rows:
        return
    connection.execute(
        update(LOCATION)
        .where(_here(place), LOCATION.c.uid == bindparam("at_uid"))
        .values(flags=bindparam("new_flags")),
        rows,
    )
    if place.role is Role.DRAFTS:  # elsewhere flags mean nothing to judgement
        for part in chunks([row["at_uid"] for row in rows]):
            numbers = select(LOCATION.c.message).where(_here(place), LOCATION.c.uid.in_(part))
            freshen(connection, [number for number in connection.execute(numbers).scalars() if number is not None])


def _suspect(connection: Connection, place: Place, uids: Collection[int], at: datetime) -> dict[str, Any]:
    """Note mails during whose fetch the connection broke; nothing is counted against them. Returns the place's key."""
    where = {"mailbox": place.mailbox, "folder": place.folder, "uidvalidity": place.uidvalidity}
    insert_new(connection, UNREADABLE, [{**where, "uid": uid, "tries": 0, "at": at} for uid in sorted(uids)])
    return where


def _count_unreadable(connection: Connection, place: Place, uids: Collection[int], at: datetime) -> None:
    """Count how often the server listed a mail and did not hand it out (reliability 18)."""
    if not uids:
        return
    where = _suspect(connection, place, uids, at)
    for part in chunks(sorted(uids)):
        connection.execute(
            update(UNREADABLE)
            .where(*(UNREADABLE.c[name] == value for name, value in where.items()), UNREADABLE.c.uid.in_(part))
            .values(tries=UNREADABLE.c.tries + 1, at=at)
        )


def _forget_unreadable(connection: Connection, place: Place, uids: Sequence[int]) -> None:
    if connection.execute(select(UNREADABLE.c.uid).limit(1)).first() is None:
        return
    for part in chunks(uids):
        connection.execute(
            delete(UNREADABLE).where(
                UNREADABLE.c.mailbox == place.mailbox, UNREADABLE.c.folder == place.folder, UNREADABLE.c.uid.in_(part)
            )
        )
