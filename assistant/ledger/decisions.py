"""What was decided about each customer, and when judgement looks again.

Public: `save`, `last`, `set_due`, `due`. A decision is stored only when it says something else than the last
one. Touches inside it are kept by Message-ID and read from their rows again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from assistant.ledger import codec, corrections
from assistant.ledger.codec import Plain, clean, moment
from assistant.ledger.dialect import chunks
from assistant.ledger.drawing import facts_of
from assistant.ledger.outlooks import Seen, keep
from assistant.ledger.picture import Lookup, Stored, touch_from, touch_to
from assistant.ledger.tables import CUSTOMER, DECISION, MESSAGE
from assistant.model import (
    Action,
    CustomerNumber,
    Decision,
    Grade,
    Heat,
    Occasion,
    Quiet,
    Reason,
    Stage,
    Standing,
    Touch,
    Weighed,
)


# --- due -----------------------------------------------------------------------------------------------------------
def set_due(connection: Connection, due: Mapping[CustomerNumber, datetime | None], outlooks: Seen) -> None:
    """Store when judgement looks at each customer again (None: not before something changes), and its outlook."""
    rows = [{"of": number, "when": when} for number, when in sorted(due.items())]
    if rows:
        changed = update(CUSTOMER).where(CUSTOMER.c.number == bindparam("of")).values(next_due=bindparam("when"))
        connection.execute(changed, rows)
        keep(connection, due.keys(), outlooks)


def due(connection: Connection, now: datetime) -> tuple[CustomerNumber, ...]:
    """Return the customers to look at now, the longest due first."""
    wanted = (
        select(CUSTOMER.c.number).where(CUSTOMER.c.next_due <= now).order_by(CUSTOMER.c.next_due, CUSTOMER.c.number)
    )
    return tuple(CustomerNumber(number) for number in connection.execute(wanted).scalars())


# --- decisions -----------------------------------------------------------------------------------------------------
def save(connection: Connection, at: datetime, decisions: Sequence[Decision]) -> int:
    """Store the decisions that differ from the last one of their customer; return how many did."""
    stored = 0
    for part in chunks(decisions):
        youngest = (
            select(func.max(DECISION.c.id))
            .where(DECISION.c.number.in_([decision.customer for decision in part]))
            .group_by(DECISION.c.number)
        )
        before = {
            row.number: row.body
            for row in connection.execute(select(DECISION.c.number, DECISION.c.body).where(DECISION.c.id.in_(youngest)))
        }
        rows = []
        for decision in part:
            body = codec.dumps(_to_plain(decision))
            if before.get(decision.customer) != body:
                rows.append(
                    {
                        "number": decision.customer,
                        "at": at,
                        "action": decision.action,
                        "body": body,
                        "weighed": codec.dumps([_weighed_to(one) for one in decision.weighed]),
                    }
                )
        if rows:
            connection.execute(insert(DECISION), rows)
        stored += len(rows)
    return stored


def last(connection: Connection, number: int, at: datetime | None = None) -> tuple[datetime, Decision] | None:
    """Return the last decision on a customer (made until `at`) and when it was first made; None: none yet."""
    wanted = select(DECISION).where(DECISION.c.number == number).order_by(DECISION.c.id.desc()).limit(1)
    if at is not None:
        wanted = wanted.where(DECISION.c.at <= at)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    plain: Plain = codec.loads(row.body)
    touches = [plain.get("thread"), *(plain["standing"].get(name) for name in ("base", "quote", "owed"))]
    stored = _stored(connection, [touch["id"] for touch in touches if touch and "id" in touch])
    return row.at, _from_plain(row.number, plain, codec.loads(row.weighed), lambda name: stored.get(clean(name)))


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, Stored]:
    said = corrections.load(connection)
    found: dict[str, Stored] = {}
    for part in chunks([clean(one) for one in ids]):
        for row in connection.execute(select(MESSAGE).where(MESSAGE.c.message_id.in_(part))):
            found[row.message_id] = Stored(content=codec.told(row.content), facts=facts_of(row, said))
    return found


def _touch(touch: Touch | None) -> Plain | None:
    if touch is None:
        return None
    plain = touch_to(touch, lambda _: None)
    if touch.message_id is not None:
        for name in ("text", "subject", "files", "facts"):
            plain.pop(name, None)
    return plain


def _time(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()


def _to_plain(decision: Decision) -> Plain:
    standing, occasion = decision.standing, decision.occasion
    return {
        "action": decision.action.value,
        "because": [[reason.rule, reason.says] for reason in decision.because],
        "standing": {
            "grade": standing.grade.value,
            "stage": standing.stage.value,
            "heat": standing.heat.value,
            "quiet": standing.quiet.value,
            "quiet_since": _time(standing.quiet_since),
            "follow_ups": standing.follow_ups,
            "base": _touch(standing.base),
            "quote": _touch(standing.quote),
            "last_inbound": _time(standing.last_inbound),
            "last_outbound": _time(standing.last_outbound),
            "owed": _touch(standing.owed),
            "hold": standing.hold,
        },
        "due": _time(decision.due),
        "window": None if decision.window is None else [_time(end) for end in decision.window],
        "to": decision.to,
        "cc": decision.cc,
        "sender": decision.sender,
        "occasion": None
        if occasion is None
        else {
            "topic": occasion.topic,
            "point": occasion.point,
            "material": occasion.material,
            "facts": dict(occasion.facts),
            "text": dict(occasion.text),
        },
        "step": decision.step,
        "soften": decision.soften,
        "thread": _touch(decision.thread),
    }


def _weighed_to(weighed: Weighed) -> list[Any]:
    return [weighed.rule, weighed.verdict, _time(weighed.until), weighed.says]


def _from_plain(number: int, plain: Plain, weighed: list[list[Any]], stored: Lookup) -> Decision:
    def touch(held: Plain | None) -> Touch | None:
        return None if held is None else touch_from(held, stored)

    standing, window = plain["standing"], plain["window"]
    return Decision(
        customer=CustomerNumber(number),
        action=Action(plain["action"]),
        because=tuple(Reason(rule=rule, says=says) for rule, says in plain["because"]),
        weighed=tuple(
            Weighed(rule=rule, verdict=verdict, until=moment(until), says=says)
            for rule, verdict, until, says in weighed
        ),
        standing=Standing(
            grade=Grade(standing["grade"]),
            stage=Stage(standing["stage"]),
            heat=Heat(standing["heat"]),
            quiet=Quiet(standing["quiet"]),
            quiet_since=moment(standing["quiet_since"]),
            follow_ups=standing["follow_ups"],
            base=touch(standing["base"]),
            quote=touch(standing["quote"]),
            last_inbound=moment(standing["last_inbound"]),
            last_outbound=moment(standing["last_outbound"]),
            owed=touch(standing["owed"]),
            hold=standing["hold"],
        ),
        due=moment(plain["due"]),
        window=None if window is None else (datetime.fromisoformat(window[0]), datetime.fromisoformat(window[1])),
        to=plain["to"],
        cc=tuple(plain["cc"]),
        sender=plain["sender"],
        occasion=None if plain["occasion"] is None else Occasion(**plain["occasion"]),
        step=plain["step"],
        soften=plain["soften"],
        thread=touch(plain["thread"]),
    )
