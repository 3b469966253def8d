"""Rows become History: what is derived, what the user said, and our drafts, put together for judgement.

Public: `numbers`, `load`, `history`, `find`, `message`, `put`. With `at`, messages dated after it do not exist (the
picture is drawn again from the earlier ones); drafts, touches and rungs count as they stood then; settings and
corrections as now. Without `words`, touches tell what happened and not in which words: no subject, text or attachment,
and of the facts the acts alone; enough for `plan.standing.quiet`, at half the cost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, literal, select

from assistant.errors import WrongUsage
from assistant.facts.customers.identify import code, parse_code
from assistant.ledger import codec, corrections, journal, membership, picture, said, suppression
from assistant.ledger.codec import clean
from assistant.ledger.corrections import Corrections
from assistant.ledger.deriving import known_me
from assistant.ledger.dialect import among, chunks, insert_new
from assistant.ledger.drawing import draw_at, facts_of
from assistant.ledger.membership import Membership, numbers_of_keys
from assistant.ledger.picture import Picture, Stored
from assistant.ledger.tables import CUSTOMER, MESSAGE, PARTY, PICTURE, STALE
from assistant.model import Customer, CustomerNumber, Facts, History, Message, Touch

AT_ONCE = 24  # customers loaded together; fewer ask the database too often, more have too many mails for the caches
_GIVEN = select(CUSTOMER.c.number, CUSTOMER.c.key).where(among(CUSTOMER.c.number))
_NAMED = select(CUSTOMER.c.number, CUSTOMER.c.region, CUSTOMER.c.key).where(among(CUSTOMER.c.key))
_DRAWN = select(PICTURE.c.key, PICTURE.c.body).where(among(PICTURE.c.key))
_WORDS = select(MESSAGE.c.message_id, MESSAGE.c.content, MESSAGE.c.facts).where(among(MESSAGE.c.message_id))
_ACTS = select(MESSAGE.c.message_id, literal("{}").label("content"), MESSAGE.c.facts).where(among(MESSAGE.c.message_id))
_YOUNGEST = select(func.max(MESSAGE.c.at))


def numbers(connection: Connection) -> tuple[CustomerNumber, ...]:
    """Return the numbers of all customers there are now, ascending."""
    wanted = select(CUSTOMER.c.number).join(PICTURE, PICTURE.c.key == CUSTOMER.c.key).order_by(CUSTOMER.c.number)
    return tuple(CustomerNumber(number) for number in connection.execute(wanted).scalars())


def history(connection: Connection, number: int, at: datetime | None) -> History:
    """Return one customer's history. Raises WrongUsage for a number that no customer has (any more)."""
    found = next(iter(load(connection, [number], at)), None)
    if found is None:
        raise WrongUsage(f"there is no customer number {number}", next_step="see followup customers")
    return found


def load(
    connection: Connection, wanted: Sequence[int], at: datetime | None, *, words: bool = True
) -> Iterator[History]:
    """Yield histories in the order asked; the number of a merged customer gives the one it became part of."""
    belongs = membership.load(connection)
    for part in chunks(wanted, AT_ONCE):
        yield from _load_part(connection, part, at, belongs, words)


def _load_part(
    connection: Connection, part: Sequence[int], at: datetime | None, belongs: Membership, words: bool
) -> Iterator[History]:
    root_of = {row.number: belongs.root(row.key) for row in connection.execute(_GIVEN, {"values": part})}
    roots = sorted(set(root_of.values()))
    pictures = _pictures(connection, roots, at, belongs.said, words)
    members = {root: belongs.members(root) for root in roots}
    numbers_of = numbers_of_keys(connection, [key for keys in members.values() for key in keys])
    all_numbers = sorted(set(numbers_of.values()))
    settings = said.settings(connection, all_numbers)
    touches = said.outside_touches(connection, all_numbers, at)
    rungs = said.rungs(connection, all_numbers, at)
    drafts = journal.past_drafts(connection, all_numbers, at)
    for number in part:
        shown = pictures.get(root_of.get(number, ""))
        if shown is None:
            continue
        mine = [numbers_of[key] for key in members[root_of[number]] if key in numbers_of]
        values: dict[str, str] = {}
        for one in reversed(mine):  # what was said of the root stands above what was said of merged ones
            values |= settings.get(one, {})
        outside = [touch for one in mine for touch in touches.get(one, ())]
        yield History(
            customer=shown.customer,
            people=shown.people,
            touches=tuple(sorted((*shown.touches, *outside), key=_order)) if outside else shown.touches,
            settings=said.to_settings(values),
            drafts=tuple(
                sorted(
                    (draft for one in mine for draft in drafts.get(one, ())),
                    key=lambda draft: (draft.placed_at or draft.changed_at, draft.draft),
                )
            )
            if len(mine) > 1
            else tuple(drafts.get(mine[0], ())),
            foreign_drafts=shown.foreign_drafts,
            rungs=tuple(
                sorted(
                    (rung for one in mine for rung in rungs.get(one, ())),
                    key=lambda rung: (rung.spell, rung.shown_at, rung.step),
                )
            ),
        )


def _order(touch: Touch) -> tuple[datetime, str]:
    return touch.at, touch.message_id or ""


def _pictures(
    connection: Connection, roots: Sequence[str], at: datetime | None, marked: Corrections, words: bool = True
) -> dict[str, Picture]:
    named: dict[str, Any] = {}
    for part in chunks(roots):
        named.update((row.key, row) for row in connection.execute(_NAMED, {"values": part}))
    if at is not None and _is_past(connection, at):
        drawn = draw_at(connection, known_me(connection), roots, at)
        return {
            root: replace(one, customer=_numbered(one.customer, named[root].number, named[root].region))
            for root, one in drawn.items()
            if root in named
        }
    plain: dict[str, Any] = {}
    wanted_ids: set[str] = set()
    for part in chunks(roots):
        for row in connection.execute(_DRAWN, {"values": part}):
            plain[row.key], ids = picture.message_ids(row.body)
            wanted_ids.update(map(clean, ids))
    stored: dict[str, Stored] = {}
    for part in chunks(sorted(wanted_ids)):
        for message_row in connection.execute(_WORDS if words else _ACTS, {"values": part}):
            facts = facts_of(message_row, marked, codec.facts_from_json if words else codec.acts_from_json)
            stored[message_row.message_id] = Stored(content=codec.told(message_row.content), facts=facts)
    return {
        root: picture.from_plain(one, named[root].number, named[root].region, lambda name: stored.get(clean(name)))
        for root, one in plain.items()
        if root in named
    }


def _is_past(connection: Connection, at: datetime) -> bool:
    """Return whether the ledger holds anything dated after `at`."""
    youngest = connection.execute(_YOUNGEST).scalar()
    return youngest is not None and youngest > at


def _numbered(customer: Customer, number: int, region: str) -> Customer:
    return replace(customer, number=CustomerNumber(number), region=region)


# --- find ----------------------------------------------------------------------------------------------------------
def find(connection: Connection, text: str) -> Customer:
    """Return the customer that a user means: code, domain, address, or a unique part of the name.

    Raises WrongUsage with the candidates when several fit, or when none does.
    """
    wanted = text.strip().casefold()
    belongs = membership.load(connection)
    for search in (_by_code, _by_address_or_domain, _by_part):
        keys = search(connection, wanted) if wanted else set()
        roots = sorted({belongs.root(key) for key in keys})
        found = [one.customer for one in _pictures(connection, roots, None, belongs.said).values()]
        if len(found) == 1:
            return found[0]
        if found:
            found.sort(key=lambda customer: customer.number)
            named = ", ".join(f"{code(one.region, one.number)} {one.company or one.key}" for one in found[:10])
            more = f" and {len(found) - 10} more" if len(found) > 10 else ""
            raise WrongUsage(f"{text!r} may be {named}{more}", next_step="name one by its code")
    raise WrongUsage(f"there is no customer {text!r}", next_step="see followup customers")


def _by_code(connection: Connection, text: str) -> set[str]:
    parsed = parse_code(text)
    if parsed is None:
        return set()
    region, number = parsed
    wanted = select(CUSTOMER.c.key).where(CUSTOMER.c.number == number, CUSTOMER.c.region == region)
    return set(connection.execute(wanted).scalars())


def _by_address_or_domain(connection: Connection, text: str) -> set[str]:
    keys = set(connection.execute(select(PICTURE.c.key).where(PICTURE.c.key == text)).scalars())
    keys |= set(connection.execute(select(CUSTOMER.c.key).where(CUSTOMER.c.key == text)).scalars())
    if not keys and "@" in text:
        keys = set(connection.execute(select(PARTY.c.key).where(PARTY.c.address == text)).scalars())
    line = _lines_like(text)
    if not keys and "." in text:
        keys = set(connection.execute(select(PICTURE.c.key).where(line)).scalars())
    return keys


def _lines_like(text: str) -> Any:
    """A whole line of what can be searched: a domain, an address."""
    return (("\n" + PICTURE.c.searched) + "\n").contains(f"\n{text}\n", autoescape=True)


def _by_part(connection: Connection, text: str) -> set[str]:
    wanted = select(PICTURE.c.key).where(PICTURE.c.searched.contains(text, autoescape=True))
    return set(connection.execute(wanted).scalars())


# --- beside histories ----------------------------------------------------------------------------------------------
def message(connection: Connection, message_id: str) -> tuple[Message, Facts] | None:
    """Return a recorded message with its facts as the user corrected them; None: never seen."""
    row = connection.execute(select(MESSAGE).where(MESSAGE.c.message_id == clean(message_id))).first()
    if row is None:
        return None
    return codec.message_from_json(row.content), facts_of(row, corrections.load(connection))


def put(connection: Connection, number: int, key: str, value: str | None, at: datetime) -> None:
    """Store a setting and what follows from it: `stop` closes every address of the customer, `resume` opens them."""
    belongs = membership.load(connection)
    own = connection.execute(select(CUSTOMER.c.key).where(CUSTOMER.c.number == number)).scalar()
    if own is None:
        raise WrongUsage(f"there is no customer number {number}", next_step="see followup customers")
    root = belongs.root(own)
    keys = belongs.members(root)
    said.put(connection, numbers_of_keys(connection, [root]).get(root, number), key, value, at)
    insert_new(connection, STALE, [{"key": root}])  # `declared` and `resume` change what is derived
    if key in ("stop", "resume"):
        suppression.lift(connection, keys, suppression.BY_USER)
    if key == "resume":
        suppression.lift(connection, keys, suppression.BY_MAIL)
    elif key == "stop" and value:
        shown = _pictures(connection, [root], None, belongs.said).get(root)
        names = {root} if shown is None else {person.address for person in shown.people}
        names |= set() if shown is None or shown.customer.is_freemail else set(shown.customer.domains)
        suppression.suppress(connection, names, suppression.BY_USER, root, at)
