"""Errands: what is done once for the user besides drafts: the digest of a day, a command mail, an approved send.

Public: `Errands`, `Errand`, `DIGEST`, `COMMAND`, `SEND`. A row is written before the act and changed after it, so that
whoever comes after a crash knows what may have happened (design 1, "a fact row stands between decision and act").
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.ledger import codec
from assistant.ledger.dialect import Doors
from assistant.ledger.tables import ERRAND
from assistant.model import CustomerNumber

DIGEST, COMMAND, SEND = "digest", "command", "send"
# States of a send, and how they are told.
APPROVED, SENDING, SENT, FILED = "approved", "sending", "sent", "filed"
CANCELLED, RETURNED, IN_DOUBT = "cancelled", "returned", "in-doubt"
UNDER_WAY = frozenset({APPROVED, SENDING, SENT})
SHOWN = {
    APPROVED: "goes out",
    SENDING: "is being sent",
    SENT: "sent",
    FILED: "sent and filed in Sent",
    CANCELLED: "taken back by you",
    RETURNED: "not sent, back in Drafts",
    IN_DOUBT: "perhaps sent: look into Sent or ask them; it is never sent again by itself",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One errand. `ref` names it within its kind: a day, the Message-ID of a command mail, the id of a draft."""

    kind: str
    ref: str
    mailbox: str
    customer: CustomerNumber | None = None
    state: str  # begun; then whatever the kind knows: done, in-doubt, cancelled, ...
    at: datetime  # when it was begun
    changed_at: datetime
    body: Mapping[str, Any]  # plain JSON values


class Errands:
    """The errands of one ledger."""

    def __init__(self, doors: Doors) -> None:
        self._reading, self._writing = doors.reading, doors.writing

    def begin(self, errand: Errand) -> bool:
        """Write an errand down before it is done; False where it stands there already: then it is not ours to do."""
        row = {
            "kind": errand.kind,
            "ref": errand.ref,
            "mailbox": errand.mailbox,
            "customer": errand.customer,
            "state": errand.state,
            "at": errand.at,
            "changed_at": errand.changed_at,
            "body": codec.dumps(dict(errand.body)),
        }
        with self._writing() as connection:
            known = select(ERRAND.c.ref).where(ERRAND.c.kind == errand.kind, ERRAND.c.ref == errand.ref)
            if connection.execute(known).first() is not None:
                return False
            try:
                connection.execute(insert(ERRAND), [row])
            except IntegrityError:  # another process was faster
                return False
            return True

    def move(self, errand: Errand, state: str, at: datetime, **body: Any) -> Errand:
        """Store what became of an errand and return it; `body`: values that are added or replaced."""
        after = replace(errand, state=state, changed_at=at, body={**errand.body, **body})
        with self._writing() as connection:
            connection.execute(
                update(ERRAND)
                .where(ERRAND.c.kind == errand.kind, ERRAND.c.ref == errand.ref)
                .values(state=state, changed_at=at, body=codec.dumps(dict(after.body)))
            )
        return after

    def one(self, kind: str, ref: str) -> Errand | None:
        """Return an errand; None: never begun."""
        with self._reading() as connection:
            row = connection.execute(select(ERRAND).where(ERRAND.c.kind == kind, ERRAND.c.ref == ref)).first()
            return None if row is None else _errand(row)

    def all(self, kind: str, states: Collection[str] | None = None) -> tuple[Errand, ...]:
        """Return the errands of a kind (in these states), the oldest first."""
        wanted = select(ERRAND).where(ERRAND.c.kind == kind)
        if states is not None:
            wanted = wanted.where(ERRAND.c.state.in_(sorted(states)))
        with self._reading() as connection:
            return tuple(map(_errand, connection.execute(wanted.order_by(ERRAND.c.at, ERRAND.c.ref))))


def _errand(row: Row[Any]) -> Errand:
    return Errand(
        kind=row.kind,
        ref=row.ref,
        mailbox=row.mailbox,
        customer=None if row.customer is None else CustomerNumber(row.customer),
        state=row.state,
        at=row.at,
        changed_at=row.changed_at,
        body=codec.loads(row.body),
    )
