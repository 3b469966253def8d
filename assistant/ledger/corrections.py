"""What the user corrected: merge, split, mark. Rows of their own, laid over every derivation, never overwritten by it.

Public: `Corrections`, `as_marked`, `load`, `merge`, `split`, `mark`, `marks`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from assistant.errors import WrongUsage
from assistant.ledger.codec import clean
from assistant.ledger.dialect import insert_new
from assistant.ledger.messages import freshen
from assistant.ledger.tables import CORRECTION, MESSAGE, PARTY, STALE
from assistant.ledger.values import Mark
from assistant.model import Direction, Facts, Kind

OURS = (Kind.QUOTE, Kind.REPLY, Kind.AUTO_REPLY, Kind.BULK, Kind.INTERNAL, Kind.OTHER)  # what a mail of ours can be


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections, ready to be asked."""

    root_of: dict[str, str] = field(default_factory=dict)  # company key -> the key it was merged into
    alone: frozenset[str] = frozenset()  # addresses split off: each is a company of its own
    kind_of: dict[str, Kind] = field(default_factory=dict)  # Message-ID -> what the user says it is

    def root(self, key: str) -> str:
        """Return the key under which this company is derived."""
        return self.root_of.get(key, key)

    def members(self, root: str) -> tuple[str, ...]:
        """Return all keys that are derived as one company under `root`, sorted."""
        return tuple(sorted({root, *(key for key, other in self.root_of.items() if other == root)}))


_ALL = select(CORRECTION).order_by(CORRECTION.c.id)


def as_marked(facts: Facts, kind: Kind) -> Facts:
    """Return facts as the user says they are; whoever said so has read the mail, whatever its language."""
    known = tuple(one for one in facts.signals if one.name != "unread_language")
    return replace(facts, kind=kind, confidence=1.0, signals=known)


def load(connection: Connection) -> Corrections:
    """Return all corrections; the later of two that disagree stands."""
    rows = connection.execute(_ALL).all()
    root_of: dict[str, str] = {}
    alone: set[str] = set()
    kind_of: dict[str, Kind] = {}
    for row in rows:
        if row.what == "merge":
            into, other = root_of.get(row.a, row.a), root_of.get(row.b, row.b)
            if into != other:
                root_of.update({key: into for key, root in root_of.items() if root == other})
                root_of[other] = into
                root_of.pop(into, None)
        elif row.what == "split":
            alone.add(row.a)
            if row.a in root_of:  # was merged as a company of its own before: out again
                del root_of[row.a]
        else:
            kind_of[row.a] = Kind(row.b)
    return Corrections(root_of=root_of, alone=frozenset(alone), kind_of=kind_of)


def merge(connection: Connection, into: str, other: str, at: datetime) -> None:
    """Let the company of key `other` be part of the one of key `into`."""
    _add(connection, "merge", into, other, at)
    _stale(connection, (into, other))


def split(connection: Connection, address: str, at: datetime) -> None:
    """Let whoever has this address be a customer of their own. Raises WrongUsage when no mail names it."""
    mails = list(connection.execute(select(PARTY.c.message).where(PARTY.c.address == address)).scalars())
    if not mails:
        step = "followup show CUSTOMER lists the addresses of a customer"
        raise WrongUsage(f"no mail was read from or to {address}", next_step=step)
    _add(connection, "split", address, "", at)
    _stale(connection, (address,))
    freshen(connection, mails)


def mark(connection: Connection, message_id: str, kind: Kind, at: datetime) -> None:
    """Let a message count as `kind` from now on. Raises WrongUsage when it was never recorded, or cannot be that."""
    message_id = clean(message_id)
    meant = connection.execute(
        select(MESSAGE.c.id, MESSAGE.c.direction).where(MESSAGE.c.message_id == message_id)
    ).first()
    if meant is None:
        raise WrongUsage(f"there is no message {message_id}", next_step="followup show CUSTOMER -v lists them")
    if meant.direction == Direction.OUTBOUND and kind not in OURS:
        step = f"a mail of ours is one of {', '.join(OURS)}"
        raise WrongUsage(f"{message_id} is our own mail: it cannot be {kind}", next_step=step)
    _add(connection, "mark", message_id, kind.value, at)
    freshen(connection, [meant.id])


def marks(connection: Connection) -> tuple[Mark, ...]:
    """Return every mark in force, oldest first, for `classify --review`."""
    rows = connection.execute(
        select(CORRECTION.c.a, CORRECTION.c.b, CORRECTION.c.at, MESSAGE.c.kind)
        .outerjoin(MESSAGE, MESSAGE.c.message_id == CORRECTION.c.a)
        .where(CORRECTION.c.what == "mark")
        .order_by(CORRECTION.c.id)
    )
    last = {
        row.a: Mark(message_id=row.a, was=None if row.kind is None else Kind(row.kind), kind=Kind(row.b), at=row.at)
        for row in rows
    }
    return tuple(last.values())


def _add(connection: Connection, what: str, a: str, b: str, at: datetime) -> None:
    connection.execute(insert(CORRECTION), [{"what": what, "a": a, "b": b, "at": at}])


def _stale(connection: Connection, keys: Iterable[str]) -> None:
    rows: Sequence[dict[str, str]] = [{"key": key} for key in sorted(set(keys))]
    insert_new(connection, STALE, rows)
