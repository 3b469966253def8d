"""From the messages of one company to its picture: the part of deriving that calls facts.customers.

Public: `draw_some` (stored pictures of stale companies), `draw_at` (pictures as of a moment, not stored), `facts_of`.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select

from assistant.facts.customers.identify import Corrections as Said
from assistant.facts.customers.identify import Known, Seen, assemble
from assistant.facts.customers.roles import MACHINES
from assistant.ledger import codec, membership, suppression
from assistant.ledger.codec import clean
from assistant.ledger.corrections import Corrections, as_marked
from assistant.ledger.dialect import chunks, insert_new, upsert
from assistant.ledger.membership import Membership, numbers_of_keys
from assistant.ledger.picture import Picture, Stored, to_json
from assistant.ledger.quotations import quoted, quoting
from assistant.ledger.recorded import lies_as
from assistant.ledger.said import AT_ONCE, look_again
from assistant.ledger.tables import (
    CITATION,
    CORRECTION,
    DRAFT,
    FOLDER,
    JOINED,
    LOCATION,
    MESSAGE,
    OUTSIDE_TOUCH,
    PARTY,
    PICTURE,
    SETTING,
    STALE,
)
from assistant.model import Customer, CustomerNumber, Direction, Facts, Kind, Me, MessageId, Role

DRAWN_AT_ONCE = 25  # companies in one transaction
MAILS_AT_ONCE = 500  # of those companies: all are in memory then; one company's may be more
CUSTOMER_ROLE = "customer"
_LASTING = frozenset({Role.DRAFTS, Role.SENT})  # to have been there once says something for ever
_ROLES = {role.value: role for role in Role}  # several times faster than Role(...)
_ROUNDS = 4  # of taking in keys that proved to belong to the company


@dataclass(slots=True, kw_only=True)
class _Case:
    """One company on its way to its picture."""

    root: str
    keys: tuple[str, ...]  # the root and what the user merged into it
    messages: set[int] = field(default_factory=set)
    known: Known | None = None  # None: no customer, by the kinds of its mail alone


def draw_some(connection: Connection, me: Me) -> set[str]:
    """Derive some stale companies and store their pictures; return their keys, none when nothing is stale."""
    stale = list(connection.execute(select(STALE.c.key).order_by(STALE.c.key).limit(DRAWN_AT_ONCE)).scalars())
    if not stale:
        return set()
    stale = _as_many_as_fit(connection, stale)
    belongs = membership.load(connection)
    drawing = _Drawing(connection, me, belongs, sorted({belongs.root(key) for key in stale}))
    drawing.draw()
    for part in chunks(stale):
        connection.execute(delete(STALE).where(STALE.c.key.in_(part)))
    drawing.store()
    return {case.root for case in drawing.cases}


def draw_at(connection: Connection, me: Me, roots: Sequence[str], until: datetime) -> dict[str, Picture]:
    """Return the pictures of companies as if no message dated after `until` existed; none where it was no customer."""
    drawing = _Drawing(connection, me, membership.load(connection), roots, until)
    drawing.draw()
    return {
        case.root: picture_of(case.root, case.known)
        for case in drawing.cases
        if case.known is not None and case.known.role == CUSTOMER_ROLE
    }


def picture_of(root: str, known: Known) -> Picture:
    """Return what identification found out as a picture; its number is not given here."""
    return Picture(
        customer=Customer(
            number=CustomerNumber(0),
            region=known.region,
            key=root,
            domain=known.domain,
            domains=known.domains,
            company=known.company,
            country=known.country,
            timezone=known.timezone,
            is_freemail=known.is_freemail,
        ),
        people=known.people,
        touches=known.touches,
        foreign_drafts=known.foreign_drafts,
    )


def facts_of(row: Any, said: Corrections, read: Callable[[str], Facts] = codec.facts_from_json) -> Facts:
    """Return the facts of a message row, with the user's mark laid over them; `read`: as much of them as is wanted."""
    facts = read(row.facts)
    kind = said.kind_of.get(row.message_id)
    return facts if kind is None else as_marked(facts, kind)


class _Drawing:
    """Some companies drawn together, because their rows are loaded together."""

    def __init__(
        self, connection: Connection, me: Me, belongs: Membership, roots: Sequence[str], until: datetime | None = None
    ) -> None:
        self.connection, self.me, self.belongs, self.until = connection, me, belongs, until
        self.cases = [_Case(root=root, keys=belongs.said.members(root)) for root in roots]
        self.stored: dict[str, Stored] = {}
        self._seen: dict[int, Seen] = {}
        self._messages: dict[str, set[int]] = {}
        keys = {key for case in self.cases for key in case.keys}
        self.numbers = numbers_of_keys(connection, keys)
        self._declared = _declared(connection, list(self.numbers.values()))
        self._own_ids = _own_ids(connection, list(self.numbers.values()))
        self._resumed = _resumed(connection, list(self.numbers.values()))

    def draw(self) -> None:
        """Assemble every case, with the keys that prove to be of the same customer.

        Newsletters are most of some mailboxes' mail: whom only machines write from is no customer, and not read.
        """
        speaking = _speaking(self.connection, [key for case in self.cases for key in case.keys])
        cases = [case for case in self.cases if not speaking.isdisjoint(case.keys) or self._is_declared(case)]
        self._load_messages({key for case in cases for key in case.keys})
        for case in cases:
            keys = set(case.keys)
            for _ in range(_ROUNDS):
                self._load_messages(keys - self._messages.keys())
                case.messages = set().union(*(self._messages[key] for key in keys))
                case.known = self._assemble(case, keys)
                more = {key for key in case.known.keys if self.belongs.said.root(key) in (key, case.root)}
                if more <= keys:
                    break
                keys |= more

    def _load_messages(self, keys: Collection[str]) -> None:
        """Load what concerns these keys and is not loaded yet."""
        if not keys:
            return
        for key in keys:
            self._messages[key] = set()
        for key, message in _concerned(self.connection, sorted(keys), self.until):
            self._messages[key].add(message)
        missing = sorted({message for key in keys for message in self._messages[key]} - self._seen.keys())
        for number, seen, stored in _load_seen(self.connection, missing, self.belongs.said):
            self._seen[number] = seen
            self.stored[seen.message.message_id] = stored

    def _assemble(self, case: _Case, keys: Collection[str]) -> Known:
        numbers = [self.numbers[key] for key in case.keys if key in self.numbers]
        ours = frozenset(one for number in numbers for one in self._own_ids.get(number, ()))
        said = Said(split=self.belongs.said.alone, declared=self._is_declared(case))
        seen = [self._seen[message] for message in sorted(case.messages)]
        return assemble(sorted(keys), seen, self.me, ours=ours, tokens=ours, corrections=said)

    def _is_declared(self, case: _Case) -> bool:
        return any(self.numbers.get(key) in self._declared for key in case.keys)

    def store(self) -> None:
        """Write the pictures, what joined whom, and the stops."""
        pictures: list[dict[str, Any]] = []
        gone: set[str] = set()
        joins: dict[str, str] = {}
        for case in self.cases:
            found = case.known.keys if case.known is not None else frozenset()
            proved = {key for key in found - set(case.keys) if not self._is_claimed_by(key, case.root)}
            joins |= {key: case.root for key in sorted(proved)}
            parted = {key for key, root in self.belongs.joined.items() if root == case.root} - proved
            insert_new(self.connection, STALE, [{"key": key} for key in sorted(parted)])
            gone |= (proved | set(case.keys)) - {case.root}
            if case.known is not None and case.known.role == CUSTOMER_ROLE:
                pictures.append(self._row(case.root, case.known))
            else:
                gone.add(case.root)
        for part in chunks([case.root for case in self.cases]):
            self.connection.execute(delete(JOINED).where(JOINED.c.root.in_(part)))
        upsert(self.connection, JOINED, [{"key": key, "root": root} for key, root in joins.items()])
        upsert(self.connection, PICTURE, [row for row in pictures if row["key"] not in gone])
        for part in chunks(sorted(gone)):
            self.connection.execute(delete(PICTURE).where(PICTURE.c.key.in_(part)))
        self._stop()
        look_again(self.connection, self.numbers.values())

    def _is_claimed_by(self, key: str, root: str) -> bool:
        """Return whether `key` proved just as well that `root` is part of it, and stands before it."""
        other = next((case for case in self.cases if case.root == key), None)
        if other is None or other.known is None or root not in other.known.keys:
            return False
        return ("@" in key, key) < ("@" in root, root)

    def _row(self, root: str, known: Known) -> dict[str, Any]:
        times = [touch.at for touch in known.touches] or [AT_ONCE]
        names = [known.company, known.domain, *known.domains, *known.reached_at]
        for person in known.people:
            names += [person.address, person.name.full if person.name else None]
        return {
            "key": root,
            "first_at": times[0],
            "last_at": times[-1],
            "region": known.region,
            "domain": clean(known.domain),
            "searched": clean("\n".join(dict.fromkeys(name.casefold() for name in names if name))),
            "body": to_json(picture_of(root, known), self.stored.get),
        }

    def _stop(self) -> None:
        """Keep the stop requests that no later `resume` lifted."""
        suppression.lift(self.connection, (key for case in self.cases for key in case.keys), suppression.BY_MAIL)
        for case in self.cases:
            if case.known is None:
                continue
            resumed = [self._resumed[self.numbers[key]] for key in case.keys if self.numbers.get(key) in self._resumed]
            stops = [
                touch
                for touch in case.known.touches
                if touch.kind is Kind.STOP_REQUEST and touch.is_human and not any(touch.at <= at for at in resumed)
            ]
            if stops:
                names = {touch.writer for touch in stops}
                names |= set() if case.known.is_freemail else set(case.known.domains)
                suppression.suppress(self.connection, names, suppression.BY_MAIL, case.root, stops[-1].at)


def _as_many_as_fit(connection: Connection, keys: Sequence[str]) -> list[str]:
    """Return the first of these companies, as many as have so many mails that may be read together; at least one."""
    counted = select(PARTY.c.key, func.count().label("mails")).where(PARTY.c.key.in_(keys)).group_by(PARTY.c.key)
    mails = {row.key: row.mails for row in connection.execute(counted)}
    so_far = list(accumulate(mails.get(key, 0) for key in keys))
    return list(keys[: max(1, bisect_right(so_far, MAILS_AT_ONCE))])


def _speaking(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Return the companies of which the ledger holds anything but inbound mail of machines, or a mail the user marked.

    The others are no customers: `roles.MACHINES`.
    """
    found: set[str] = set()
    marked = select(CORRECTION.c.id).where(CORRECTION.c.what == "mark", CORRECTION.c.a == MESSAGE.c.message_id)
    spoken = or_(
        MESSAGE.c.direction.is_(None),
        MESSAGE.c.direction != Direction.INBOUND,
        MESSAGE.c.kind.not_in(sorted(MACHINES)),
        marked.exists(),
    )
    for part in chunks(keys):
        wanted = select(PARTY.c.key).join(MESSAGE, MESSAGE.c.id == PARTY.c.message)
        found.update(connection.execute(wanted.where(PARTY.c.key.in_(part), spoken).distinct()).scalars())
    return found


def _concerned(connection: Connection, keys: Sequence[str], until: datetime | None) -> Iterable[tuple[str, int]]:
    """Yield (key, message) for every message that concerns a company, answers a mail of ours to it, or is answered.

    What it answers may be mail of ours to another company, and then it is that one's answer. Whether a mail that only
    quotes ours of some day answers it is for identification to say.
    """
    answer = MESSAGE.alias()
    for part in chunks(keys):
        taking_part = select(PARTY.c.key, PARTY.c.message).where(PARTY.c.key.in_(part))
        answers = (
            select(PARTY.c.key, CITATION.c.message)
            .join(MESSAGE, MESSAGE.c.id == PARTY.c.message)
            .join(CITATION, CITATION.c.cited == MESSAGE.c.message_id)
            .where(PARTY.c.key.in_(part), MESSAGE.c.direction == Direction.OUTBOUND)
        )
        echoes = quoting(PARTY.c.key.in_(part))
        answered = (
            select(PARTY.c.key, MESSAGE.c.id.label("message"))
            .join(CITATION, CITATION.c.message == PARTY.c.message)
            .join(MESSAGE, MESSAGE.c.message_id == CITATION.c.cited)
            .where(PARTY.c.key.in_(part), PARTY.c.part == "from", MESSAGE.c.direction == Direction.OUTBOUND)
        )
        if until is not None:
            taking_part = taking_part.join(MESSAGE, MESSAGE.c.id == PARTY.c.message).where(MESSAGE.c.at <= until)
            answers = answers.join(answer, answer.c.id == CITATION.c.message).where(answer.c.at <= until)
            echoes = echoes.join(answer, answer.c.id == CITATION.c.message).where(answer.c.at <= until)
            answered = answered.where(MESSAGE.c.at <= until)
        for statement in (taking_part.union(answers, answered), echoes):
            yield from ((row.key, row.message) for row in connection.execute(statement))
        yield from quoted(connection, part)


def _load_seen(
    connection: Connection, messages: Sequence[int], said: Corrections
) -> Iterable[tuple[int, Seen, Stored]]:
    """Yield every message as identification wants it, and as pictures refer to it."""
    for part in chunks(messages):
        lying: dict[int, set[Role]] = {}
        places = (
            select(LOCATION.c.message, FOLDER.c.role, LOCATION.c.flags)
            .join(FOLDER, (FOLDER.c.mailbox == LOCATION.c.mailbox) & (FOLDER.c.name == LOCATION.c.folder))
            .where(LOCATION.c.message.in_(part))
        )
        for number, role, flags in connection.execute(places):
            lying.setdefault(number, set()).add(lies_as(_ROLES[role], flags))
        for row in connection.execute(select(MESSAGE).where(MESSAGE.c.id.in_(part))):
            facts = facts_of(row, said)
            # Identification asks for new text and signature, and for the history only where it answers.
            asked = facts.signal("quotes_us") is not None or facts.signal("quoted_answer") is not None
            content = codec.message_plain(row.content, with_history=asked)
            ever = frozenset(_ROLES[role] for role in row.roles.split())
            now = lying.get(row.id)
            seen = Seen(
                message=codec.message_from_plain(content),
                facts=facts,
                roles=ever if now is None else frozenset(now) | (ever & _LASTING),
                mailbox=row.mailbox,
                received=row.received,
            )
            yield row.id, seen, Stored(content=content, facts=facts)


def _declared(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Return those customers of whom the user said anything."""
    found: set[int] = set()
    for part in chunks(numbers):
        for table in (SETTING, OUTSIDE_TOUCH):
            found.update(connection.execute(select(table.c.number).where(table.c.number.in_(part))).scalars())
    return found


def _own_ids(connection: Connection, numbers: Sequence[int]) -> dict[int, set[MessageId]]:
    """Return Message-IDs and tokens of the assistant's own drafts, per customer."""
    found: dict[int, set[MessageId]] = {}
    for part in chunks(numbers):
        rows = select(DRAFT.c.customer, DRAFT.c.message_id, DRAFT.c.token).where(DRAFT.c.customer.in_(part))
        for number, message_id, token in connection.execute(rows):
            found.setdefault(number, set()).update((MessageId(message_id), MessageId(token)))
    return found


def _resumed(connection: Connection, numbers: Sequence[int]) -> dict[int, datetime]:
    """Return when the user last said `resume`, per customer."""
    found: dict[int, datetime] = {}
    for part in chunks(numbers):
        rows = select(SETTING.c.number, SETTING.c.value).where(
            SETTING.c.number.in_(part), SETTING.c.key == "resumed_at"
        )
        found.update((number, datetime.fromisoformat(value)) for number, value in connection.execute(rows))
    return found
