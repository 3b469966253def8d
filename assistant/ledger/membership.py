"""Which company keys are derived as one customer: what the user merged and what the mail itself proved.

Public: `Membership`, `load`, `root_of`, `numbers_with`, `numbers_of_keys`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from assistant.errors import WrongUsage
from assistant.ledger import corrections
from assistant.ledger.corrections import Corrections
from assistant.ledger.dialect import among, chunks
from assistant.ledger.tables import CUSTOMER, JOINED


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Keys and the root under which they are derived."""

    said: Corrections
    joined: dict[str, str] = field(default_factory=dict)  # key -> root, proved by the mail (facts.identify)

    def root(self, key: str) -> str:
        """Return the key of the picture that this key is part of."""
        merged = self.said.root(key)
        return self.said.root(self.joined.get(merged, merged))

    def members(self, root: str) -> tuple[str, ...]:
        """Return all keys that belong to a root, the root first."""
        proved = {key for key, other in self.joined.items() if other == root}
        return (root, *sorted({*self.said.members(root), *proved} - {root}))


_PROVED = select(JOINED)
_KEY_OF = select(CUSTOMER.c.key).where(CUSTOMER.c.number == bindparam("number"))
_GIVEN = select(CUSTOMER.c.key, CUSTOMER.c.number).where(among(CUSTOMER.c.key))


def load(connection: Connection) -> Membership:
    """Return who belongs to whom now."""
    joined = {row.key: row.root for row in connection.execute(_PROVED)}
    return Membership(said=corrections.load(connection), joined=joined)


def root_of(connection: Connection, number: int) -> str:
    """Return the key a customer is derived under. Raises WrongUsage for an unknown number."""
    key = connection.execute(_KEY_OF, {"number": number}).scalar()
    if key is None:
        raise WrongUsage(f"there is no customer number {number}", next_step="see followup customers")
    return load(connection).root(key)


def numbers_with(connection: Connection, number: int) -> tuple[int, ...]:
    """Return a customer's number with those of all that became part of it."""
    key = connection.execute(_KEY_OF, {"number": number}).scalar()
    if key is None:
        return (number,)
    belongs = load(connection)
    return tuple(sorted({number, *numbers_of_keys(connection, belongs.members(belongs.root(key))).values()}))


def numbers_of_keys(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the customer numbers that these keys were given."""
    found: dict[str, int] = {}
    for part in chunks(sorted(set(keys))):
        found.update((row.key, row.number) for row in connection.execute(_GIVEN, {"values": part}))
    return found
