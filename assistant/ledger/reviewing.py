"""The ledger as `followup classify --review` asks it: how sure we were, what the user corrected, what all mails say.

Public: `Reviews`, `Judged`, `Marked`. Also which words of the user's own the recorded mail was understood with.
"""

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select

from assistant.facts.customers.identify import code
from assistant.facts.customers.kinship import Firm
from assistant.ledger import codec, corrections, membership
from assistant.ledger.dialect import Doors, upsert
from assistant.ledger.drawing import facts_of
from assistant.ledger.tables import CUSTOMER, MESSAGE, META, PARTY, PICTURE
from assistant.model import CustomerNumber, Direction, Facts, Kind, Message, Role

AT_ONCE = 500  # messages
_SURE = re.compile(r'"sure":([0-9.e-]+)')  # as codec.facts_to_json writes it
_WORDS = "own words"  # key in META


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One message and how sure we are of its kind."""

    message_id: str
    at: datetime
    direction: Direction | None
    party: str | None  # code of the customer, else the address outside our house; None: nobody's
    subject: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A message that the user corrected (the last word stands), as it was understood without him."""

    number: int  # 1 for the first message ever marked: stays
    message_id: str
    kind: Kind  # as the user says
    at: datetime  # when he said so
    message: Message | None  # None: not held any more
    facts: Facts | None
    role: Role | None


class Reviews:
    """Questions of the review, over the doors of one ledger."""

    def __init__(self, doors: Doors) -> None:
        self._reading, self._writing = doors.reading, doors.writing

    def least_certain(self, limit: int) -> tuple[Judged, ...]:
        """Return the least certain decisions, the least certain first and then the youngest; marked ones left out."""
        with self._reading() as connection:
            said = corrections.load(connection).kind_of
            listed = select(MESSAGE.c.id, MESSAGE.c.message_id, MESSAGE.c.at, MESSAGE.c.facts)
            rows = connection.execute(listed.where(MESSAGE.c.kind != Kind.INTERNAL).order_by(MESSAGE.c.id))
            open_rows = (row for row in rows if row.message_id not in said)
            ranked = ((_sure_of(row.facts), -row.at.timestamp(), row.id) for row in open_rows)
            first = heapq.nsmallest(limit, ranked)
            wanted = select(MESSAGE).where(MESSAGE.c.id.in_([number for _, _, number in first]))
            found = {row.id: row for row in connection.execute(wanted)}
            parties = _parties(connection, list(found))
        return tuple(_judged(found[number], parties.get(number)) for _, _, number in first)

    def marked(self) -> tuple[Marked, ...]:
        """Return every message the user corrected, in the order in which he first did."""
        with self._reading() as connection:
            found = []
            for number, mark in enumerate(corrections.marks(connection), 1):
                row = connection.execute(select(MESSAGE).where(MESSAGE.c.message_id == mark.message_id)).first()
                found.append(
                    Marked(
                        number=number,
                        message_id=mark.message_id,
                        kind=mark.kind,
                        at=mark.at,
                        message=None if row is None else codec.message_from_json(row.content),
                        facts=None if row is None else codec.facts_from_json(row.facts),
                        role=None if row is None else Role(row.role),
                    )
                )
        return tuple(found)

    def spoken(self) -> Iterator[tuple[Message, Facts]]:
        """Yield every recorded message with its facts, marks applied."""
        after = 0
        while True:
            with self._reading() as connection:
                said = corrections.load(connection)
                wanted = select(MESSAGE).where(MESSAGE.c.id > after).order_by(MESSAGE.c.id).limit(AT_ONCE)
                rows = connection.execute(wanted).all()
            if not rows:
                return
            after = rows[-1].id
            yield from ((codec.message_from_json(row.content), facts_of(row, said)) for row in rows)

    def domains(self) -> tuple[str, ...]:
        """Return the domain of every customer that has one, sorted."""
        with self._reading() as connection:
            keys = connection.execute(select(CUSTOMER.c.key).order_by(CUSTOMER.c.key)).scalars()
            return tuple(key for key in keys if "@" not in key and not key.startswith("#"))

    def firms(self) -> tuple[Firm, ...]:
        """Return every customer as it is searched for, by number."""
        wanted = select(CUSTOMER.c.number, PICTURE.c.domain, PICTURE.c.searched)
        wanted = wanted.join(PICTURE, PICTURE.c.key == CUSTOMER.c.key).order_by(CUSTOMER.c.number)
        with self._reading() as connection:
            return tuple(
                Firm(number=CustomerNumber(row.number), domain=row.domain, known_as=tuple(row.searched.split("\n")))
                for row in connection.execute(wanted)
            )

    def understood_with(self) -> str:
        """Return the hash of the user's own words that the recorded mail was understood with; "" = none."""
        with self._reading() as connection:
            return connection.execute(select(META.c.value).where(META.c.key == _WORDS)).scalar() or ""

    def note_understood(self, words: str) -> None:
        """Note that all recorded mail is now understood with these words."""
        with self._writing() as connection:
            upsert(connection, META, [{"key": _WORDS, "value": words}])


def _sure_of(facts: str) -> float:
    """Return the confidence alone: a tenth of the cost of all facts, for every mail of the ledger."""
    found = _SURE.search(facts)
    return float(found.group(1)) if found else 0.0


def _judged(row: "Row[tuple[object, ...]]", party: str | None) -> Judged:
    message, facts = codec.message_from_json(row.content), codec.facts_from_json(row.facts)
    return Judged(
        message_id=row.message_id,
        at=row.at,
        direction=facts.direction,
        party=party,
        subject=message.subject,
        facts=facts,
    )


def _parties(connection: Connection, messages: Sequence[int]) -> dict[int, str]:
    """Return, per message, the code of the customer it concerns, else the first address outside our house."""
    belongs = membership.load(connection)
    rows = connection.execute(
        select(PARTY.c.message, PARTY.c.address, PARTY.c.key)
        .where(PARTY.c.message.in_(messages))
        .order_by(PARTY.c.message, PARTY.c.address)
    ).all()
    roots = {row.key: belongs.root(row.key) for row in rows}
    given = select(CUSTOMER.c.key, CUSTOMER.c.number, CUSTOMER.c.region).where(CUSTOMER.c.key.in_(set(roots.values())))
    codes = {row.key: code(row.region, row.number) for row in connection.execute(given)}
    found: dict[int, str] = {}
    for row in rows:
        named = codes.get(roots[row.key])
        if named is not None and "@" in found.get(row.message, "@"):
            found[row.message] = named
        else:
            found.setdefault(row.message, row.address)
    return found
