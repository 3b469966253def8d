"""Outlooks as rows, and the one statement by which other rules find those customers for whom they may matter.

Public: `keep`, `plan_by`, `forget_plan`. An outlook stands as long as its customer's due time lies ahead: whatever
happens to a customer makes it due at once, and judgement writes both anew in one transaction.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from assistant.ledger import codec
from assistant.ledger.dialect import Doors, chunks, latest, upsert
from assistant.ledger.tables import CUSTOMER, META, OUTLOOK, PICTURE, to_micros
from assistant.model import CustomerNumber
from assistant.plan.outlook import Floors, Outlook

Seen = Mapping[CustomerNumber, Outlook]
NONE_SEEN: Seen = MappingProxyType({})
PLANNED_BY = "planned by"  # the floors of the rules by which the due times were set
NEVER = 253_402_300_799_000_000  # the end of the year 9999
_NOTHING_ASKED = literal(0, BigInteger)
_SEEN = tuple(field.name for field in fields(Outlook))  # `asdict` copies every value in depth: a twentieth of judging


def keep(connection: Connection, judged: Collection[CustomerNumber], outlooks: Seen) -> None:
    """Store the outlooks of those who were judged; whoever is given none has none any more."""
    for part in chunks(sorted(set(judged) - outlooks.keys())):
        connection.execute(delete(OUTLOOK).where(OUTLOOK.c.number.in_(part)))
    seen = sorted(outlooks.items())
    upsert(
        connection, OUTLOOK, [{"number": number} | {name: getattr(one, name) for name in _SEEN} for number, one in seen]
    )


def plan_by(doors: Doors, floors: Floors, now: datetime) -> None:
    """Let judgement look again, not later than they may be due, at all who may be due earlier by these floors.

    Nothing is done where the same floors were in force the last time.
    Those whose due time has come stay due. Due times are never put off here: judgement does that. A customer without
    an outlook is due now. Says the same as `plan.outlook.silent_until`.
    """
    told = _told(floors)
    with doors.reading() as connection:
        if connection.execute(select(META.c.value).where(META.c.key == PLANNED_BY)).scalar() == told:
            return
    with doors.writing() as connection:
        _bring_forward(connection, floors, now)
        upsert(connection, META, [{"key": PLANNED_BY, "value": told}])


def forget_plan(connection: Connection) -> None:
    """Let the next `plan_by` look at everybody, though its floors may be the same: something else has changed."""
    connection.execute(delete(META).where(META.c.key == PLANNED_BY))


def _bring_forward(connection: Connection, floors: Floors, now: datetime) -> None:
    found = select(_silent_until(floors, now, connection.dialect.name)).where(OUTLOOK.c.number == CUSTOMER.c.number)
    when = func.coalesce(found.scalar_subquery(), _NOTHING_ASKED)
    due = type_coerce(CUSTOMER.c.next_due, BigInteger)
    earlier = and_(due > to_micros(now), when < due)
    left_alone = and_(due.is_(None), CUSTOMER.c.key.in_(select(PICTURE.c.key)))
    connection.execute(update(CUSTOMER).where(or_(earlier, left_alone)).values(next_due=when))


def _silent_until(floors: Floors, now: datetime, dialect: str) -> ColumnElement[int]:
    held = {name: type_coerce(OUTLOOK.c[name], BigInteger) for name in ("opens", "base_at", "contact_at", "rest_from")}
    never = [OUTLOOK.c.shut, OUTLOOK.c.climbed >= floors.top]
    if floors.oldest is not None:
        never.append(type_coerce(OUTLOOK.c.asked_at, BigInteger) < to_micros(now - floors.oldest))
    quiet = case(_micros(floors.quiet), value=OUTLOOK.c.base, else_=0)
    rest = case(_micros(floors.rest), value=OUTLOOK.c.rest, else_=0)
    asked = (
        held["opens"],
        held["base_at"] + quiet,
        held["contact_at"] + _micros_of(floors.gap),
        held["rest_from"] + rest,
    )
    # Where nothing stands in a column, nothing is asked for.
    bound = latest(dialect, [func.coalesce(one, _NOTHING_ASKED) for one in asked])
    return case((or_(*never), NEVER), else_=bound)


def _micros_of(length: timedelta) -> int:
    return length // timedelta(microseconds=1)


def _micros(lengths: Mapping[str, timedelta]) -> dict[Any, int]:
    return {key: _micros_of(length) for key, length in lengths.items()}


def _told(floors: Floors) -> str:
    lengths = (_micros(floors.quiet), _micros(floors.rest), _micros_of(floors.gap))
    return codec.dumps([*lengths, None if floors.oldest is None else _micros_of(floors.oldest), floors.top])
