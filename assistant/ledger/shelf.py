"""What could not be done is put aside visibly; what another process wants done is written down as a wish.

Public: `shelve`, `shelved`, `unshelve`, `wish`, `wishes`, `fulfil`, `wish_of`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from assistant.ledger import codec
from assistant.ledger.dialect import upsert
from assistant.ledger.tables import SHELF, WISH
from assistant.ledger.values import Shelved, Wish


def shelve(
    connection: Connection, kind: str, ref: str, error_text: str, retry_at: datetime | None, at: datetime
) -> None:
    """Put something aside; the same thing again counts one try more."""
    tries = connection.execute(select(SHELF.c.tries).where(SHELF.c.kind == kind, SHELF.c.ref == ref)).scalar() or 0
    row = {"kind": kind, "ref": ref, "error": error_text, "tries": tries + 1, "at": at, "retry_at": retry_at}
    upsert(connection, SHELF, [row])


_SHELVED = select(SHELF).order_by(SHELF.c.kind, SHELF.c.ref)


def shelved(connection: Connection) -> tuple[Shelved, ...]:
    """Return all that lies on the shelf, sorted by kind and reference."""
    rows = connection.execute(_SHELVED)
    return tuple(Shelved(**row._mapping) for row in rows)


def unshelve(connection: Connection, kind: str, ref: str) -> None:
    """Take something off the shelf: it was done, or nobody wants it any more."""
    connection.execute(delete(SHELF).where(SHELF.c.kind == kind, SHELF.c.ref == ref))


def wish(connection: Connection, kind: str, payload: Mapping[str, Any], at: datetime) -> int:
    """Store a wish (plain JSON values) and return its id."""
    row = {"kind": kind, "payload": codec.dumps(dict(payload)), "at": at}
    done = connection.execute(insert(WISH).returning(WISH.c.id), [row])
    return int(done.scalar_one())


def wishes(connection: Connection) -> tuple[Wish, ...]:
    """Return the wishes that are not fulfilled, oldest first."""
    rows = connection.execute(select(WISH).where(WISH.c.fulfilled_at.is_(None)).order_by(WISH.c.id))
    return tuple(_wish(row) for row in rows)


def fulfil(connection: Connection, number: int, result: Any, at: datetime) -> None:
    """Store what came of a wish (a plain JSON value); the first result stands."""
    connection.execute(
        update(WISH)
        .where(WISH.c.id == number, WISH.c.fulfilled_at.is_(None))
        .values(fulfilled_at=at, result=codec.dumps(result))
    )


def wish_of(connection: Connection, number: int) -> Wish | None:
    """Return a wish with its result; None: there is none with this id."""
    row = connection.execute(select(WISH).where(WISH.c.id == number)).first()
    return None if row is None else _wish(row)


def _wish(row: Row[Any]) -> Wish:
    return Wish(
        id=row.id,
        kind=row.kind,
        payload=codec.loads(row.payload),
        at=row.at,
        fulfilled_at=row.fulfilled_at,
        result=None if row.result is None else codec.loads(row.result),
    )
