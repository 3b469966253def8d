"""Who the customers are, derived from the recorded messages: only what changed, and always the same from the same rows.

Public: `derive`, `forget_derived`, `known_me`. Two steps. *Attribute*: each fresh message gets its parties, and the
companies it concerns become stale. *Draw*: for each stale company all its messages go through facts.identify, and its
picture is stored (drawing.py). Numbers are given at the end, to new customers in order of their first touch. Each part
is a transaction of its own; a crash in between leaves the rest fresh or stale.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from assistant.facts.customers.identify import parties
from assistant.ledger import codec, corrections
from assistant.ledger.codec import clean
from assistant.ledger.dialect import Doors, chunks, insert_new, upsert
from assistant.ledger.drawing import draw_some
from assistant.ledger.membership import numbers_of_keys
from assistant.ledger.quotations import quoting
from assistant.ledger.said import AT_ONCE
from assistant.ledger.tables import CITATION, CUSTOMER, FRESH, JOINED, MESSAGE, META, PARTY, PICTURE, STALE
from assistant.model import CustomerNumber, Direction, Me

log = logging.getLogger(__name__)
ATTRIBUTED_AT_ONCE = 1000  # messages
UNNUMBERED = "unnumbered"  # there are pictures whose customers may have no number yet


def derive(doors: Doors, me: Me, at: datetime) -> frozenset[CustomerNumber]:
    """Return the customers derived again: those whose messages or corrections changed since the last time."""
    with doors.reading() as connection:
        if _is_up_to_date(connection, me):
            return frozenset()
    with doors.writing() as connection:
        _notice_changed_me(connection, me)
        attributed = _attribute(connection, me)
    while attributed == ATTRIBUTED_AT_ONCE:
        with doors.writing() as connection:
            attributed = _attribute(connection, me)
    drawn: set[str] = set()
    while True:
        with doors.writing() as connection:
            roots = draw_some(connection, me)
            if not roots:
                _give_numbers(connection, at)
                connection.execute(delete(META).where(META.c.key == UNNUMBERED))
                numbers = numbers_of_keys(connection, drawn).values()
                return frozenset(map(CustomerNumber, numbers))
            upsert(connection, META, [{"key": UNNUMBERED, "value": "1"}])
            drawn |= roots


def _meta(key: str) -> Any:
    return select(META.c.value).where(META.c.key == key).scalar_subquery()


_WAITING = select(
    _meta("me").label("me"),
    _meta(UNNUMBERED).label("unnumbered"),
    select(FRESH).exists().label("fresh"),
    select(STALE).exists().label("stale"),
)


def _is_up_to_date(connection: Connection, me: Me) -> bool:
    """Return whether nothing waits: no mail, no company, and no picture that a kill left without its number."""
    row = connection.execute(_WAITING).one()
    return (row.me, row.unnumbered, row.fresh, row.stale) == (me_to_json(me), None, False, False)


def _notice_changed_me(connection: Connection, me: Me) -> None:
    """Who we are decides who is not us: other own addresses, domains or home let everything be derived again."""
    value = me_to_json(me)
    held = connection.execute(select(META.c.value).where(META.c.key == "me")).scalar()
    if held != value:
        upsert(connection, META, [{"key": "me", "value": value}])
        if held is not None:
            forget_derived(connection)


def me_to_json(me: Me) -> str:
    """Return what identification knows of us; names and signature do not matter to it."""
    return codec.dumps([sorted(me.addresses), sorted(me.domains), me.timezone, me.country, me.language])


def known_me(connection: Connection) -> Me:
    """Return who we were at the last derivation, as far as identification is concerned."""
    held = connection.execute(select(META.c.value).where(META.c.key == "me")).scalar()
    if held is None:
        return Me()
    addresses, domains, timezone, country, language = codec.loads(held)
    return Me(
        addresses=frozenset(addresses),
        domains=frozenset(domains),
        timezone=timezone,
        country=country,
        language=language,
    )


def forget_derived(connection: Connection) -> None:
    """Throw away all that is derived, to be derived again. Codes stay."""
    for table in (PARTY, PICTURE, JOINED, STALE, FRESH):
        connection.execute(delete(table))
    connection.execute(insert(FRESH).from_select(["message"], select(MESSAGE.c.id)))


def _attribute(connection: Connection, me: Me) -> int:
    wanted = select(FRESH.c.message).order_by(FRESH.c.message).limit(ATTRIBUTED_AT_ONCE)
    numbers = list(connection.execute(wanted).scalars())
    if not numbers:
        return 0
    said = corrections.load(connection)
    rows: list[Any] = []
    for part in chunks(numbers):
        rows += connection.execute(
            select(MESSAGE.c.id, MESSAGE.c.message_id, MESSAGE.c.content, MESSAGE.c.facts).where(MESSAGE.c.id.in_(part))
        ).all()
        _make_stale(connection, select(PARTY.c.key).where(PARTY.c.message.in_(part)))  # whom it concerned so far
        connection.execute(delete(PARTY).where(PARTY.c.message.in_(part)))
    found = []
    for row in rows:
        facts = codec.acts_from_json(row.facts)
        if row.message_id in said.kind_of:
            facts = corrections.as_marked(facts, said.kind_of[row.message_id])
        for party in parties(codec.message_from_json(row.content), facts, me, said.alone):
            found.append(
                {"message": row.id, "address": clean(party.address), "key": clean(party.key), "part": party.part}
            )
    insert_new(connection, PARTY, found)
    insert_new(connection, STALE, [{"key": key} for key in sorted({party["key"] for party in found})])
    for part in chunks(numbers):
        # Mail that cites ours is an answer to it whoever wrote it (definitions "Human mail").
        _make_stale(
            connection,
            select(PARTY.c.key)
            .join(MESSAGE, MESSAGE.c.id == PARTY.c.message)
            .join(CITATION, CITATION.c.cited == MESSAGE.c.message_id)
            .where(CITATION.c.message.in_(part), MESSAGE.c.direction == Direction.OUTBOUND),
        )
        _make_stale(connection, quoting(CITATION.c.message.in_(part)))
        for answers in (_naming(part), quoting(MESSAGE.c.id.in_(part)).with_only_columns(CITATION.c.message)):
            # Who answered mail of ours to another company before we had read that mail is no customer of his own.
            _make_stale(connection, select(PARTY.c.key).where(PARTY.c.message.in_(answers), PARTY.c.part == "from"))
        connection.execute(delete(FRESH).where(FRESH.c.message.in_(part)))
    return len(numbers)


def _naming(ours: Sequence[int]) -> Any:
    """The mails whose headers name one of these of ours."""
    named = select(MESSAGE.c.message_id).where(MESSAGE.c.id.in_(ours), MESSAGE.c.direction == Direction.OUTBOUND)
    return select(CITATION.c.message).where(CITATION.c.cited.in_(named))


def _make_stale(connection: Connection, keys: Any) -> None:
    insert_new(connection, STALE, [{"key": key} for key in sorted(set(connection.execute(keys).scalars()))])


def _give_numbers(connection: Connection, at: datetime) -> None:
    """Give each new customer the next number, in order of first touch, and judgement something to look at."""
    new = connection.execute(
        select(PICTURE.c.key, PICTURE.c.region)
        .outerjoin(CUSTOMER, CUSTOMER.c.key == PICTURE.c.key)
        .where(CUSTOMER.c.number.is_(None))
        .order_by(PICTURE.c.first_at, PICTURE.c.key)
    ).all()
    if not new:
        return
    last = connection.execute(select(CUSTOMER.c.number).order_by(CUSTOMER.c.number.desc()).limit(1)).scalar() or 0
    rows = [
        {"number": last + index, "key": row.key, "region": row.region, "given_at": at, "next_due": AT_ONCE}
        for index, row in enumerate(new, start=1)
    ]
    connection.execute(insert(CUSTOMER), rows)
    log.info("customers found", extra={"new": len(rows)})
