"""Who must never be written to again, kept as HMAC so that nothing can be read from it (and it outlives `forget`).

Public: `Macs`, `macs`, `forgotten`, `is_suppressed`, `suppress`, `lift`. Both an address and its company's domain (not
a free-mail host) may be stopped. A stop holds in every mailbox of the ledger.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, select

from assistant.ledger.dialect import among, chunks, insert_new
from assistant.ledger.tables import META, SUPPRESSION

BY_MAIL = "mail"  # a stop request of theirs; derived again with its customer
BY_USER = "user"  # `followup set CUSTOMER stop=...`
FORGOTTEN = "forgotten"  # `followup forget`: lasts, and keeps their mail from being recorded again


class Macs:
    """Keyed hashes of addresses and domains, and a set of them to look in."""

    def __init__(self, secret: bytes, held: frozenset[str] = frozenset()) -> None:
        self._secret = secret
        self._held = held
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the keyed hash of an address or domain, in any case."""
        name = name.strip().lower()
        if name not in self._known:
            self._known[name] = hmac.new(
                self._secret, name.encode("utf-8", "surrogatepass"), hashlib.sha256
            ).hexdigest()
        return self._known[name]

    def holds(self, name: str) -> bool:
        """Return whether the address or domain is in the set."""
        return bool(name) and self.of(name) in self._held


def macs(connection: Connection, held: frozenset[str] = frozenset()) -> Macs:
    """Return the hashes under this ledger's secret, or under "" when it has none yet."""
    secret = connection.execute(select(META.c.value).where(META.c.key == "secret")).scalar()
    return Macs(bytes.fromhex(secret or ""), held)


def make_secret(connection: Connection) -> None:
    """Give the ledger its secret, once."""
    insert_new(connection, META, [{"key": "secret", "value": secrets.token_hex(32)}])


def forgotten(connection: Connection) -> Macs | None:
    """Return the set of what was forgotten; None: nothing was."""
    held = connection.execute(select(SUPPRESSION.c.mac).where(SUPPRESSION.c.why == FORGOTTEN)).scalars().all()
    return macs(connection, frozenset(held)) if held else None


_FOUND = select(SUPPRESSION.c.mac).where(among(SUPPRESSION.c.mac))


def is_suppressed(connection: Connection, address: str) -> bool:
    """Return whether this address, or the host behind its @, is stopped or forgotten."""
    hashes = macs(connection)
    names = {address, address.rpartition("@")[2]}
    labels = address.rpartition("@")[2].split(".")
    names |= {".".join(labels[start:]) for start in range(1, len(labels) - 1)}  # mail.acme.example -> acme.example
    return connection.execute(_FOUND, {"values": [hashes.of(name) for name in names if name]}).first() is not None


def suppress(connection: Connection, names: Iterable[str], why: str, owner: str, at: datetime) -> None:
    """Stop these addresses and domains."""
    hashes = macs(connection)
    rows = [{"mac": hashes.of(name), "why": why, "owner": owner, "at": at} for name in sorted(set(names)) if name]
    insert_new(connection, SUPPRESSION, rows)


def lift(connection: Connection, owners: Iterable[str], why: str) -> None:
    """Take back the stops of some customers (by key); what was forgotten stays so."""
    for part in chunks(sorted(set(owners))):
        connection.execute(delete(SUPPRESSION).where(SUPPRESSION.c.owner.in_(part), SUPPRESSION.c.why == why))
