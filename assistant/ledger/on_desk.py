"""What lies on the seller's desk: our mails as they lie in Drafts, Sent and Trash, and drafts counted for the limits.

Public: `located`, `drafts_of`, `said_in`, `whereabouts`. Slim queries that every pass asks; no draft's bytes are read.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from assistant.ledger.codec import loads, message_from_json
from assistant.ledger.tables import DRAFT, FOLDER, LOCATION, MESSAGE
from assistant.model import CustomerNumber, DraftState, Message, Role, Uid


class OnDesk(NamedTuple):
    """One draft of ours, as the limits count it."""

    customer: CustomerNumber
    state: DraftState
    intended_at: datetime


class Said(NamedTuple):
    """The phrases of one draft and what became of it."""

    language: str
    phrases: tuple[str, ...]
    state: DraftState
    changed_at: datetime


def located(
    connection: Connection, mailbox: str, roles: Collection[Role], since: datetime
) -> Iterator[tuple[Message, str, Role, Uid, frozenset[str]]]:
    """Yield (message, folder, role, UID, flags) of every mail in such folders that is dated, or came, since then.

    All of Drafts is given whatever its date: clients keep the old Date when a draft is saved again.
    """
    query = (
        select(MESSAGE.c.content, LOCATION.c.folder, FOLDER.c.role, LOCATION.c.uid, LOCATION.c.flags)
        .join(LOCATION, LOCATION.c.message == MESSAGE.c.id)
        .join(FOLDER, and_(FOLDER.c.mailbox == LOCATION.c.mailbox, FOLDER.c.name == LOCATION.c.folder))
        .where(LOCATION.c.mailbox == mailbox, FOLDER.c.role.in_([role.value for role in roles]))
        .where(or_(FOLDER.c.role == Role.DRAFTS.value, MESSAGE.c.at >= since, MESSAGE.c.received >= since))
        .order_by(LOCATION.c.folder, LOCATION.c.uid)
    )
    for content, folder, role, uid, flags in connection.execute(query):
        yield message_from_json(content), folder, Role(role), Uid(uid), frozenset(flags.split())


def drafts_of(connection: Connection, mailbox: str) -> tuple[OnDesk, ...]:
    """Return every draft ever placed or intended in a mailbox, without its bytes."""
    query = select(DRAFT.c.customer, DRAFT.c.state, DRAFT.c.recorded_at).where(DRAFT.c.mailbox == mailbox)
    return tuple(
        OnDesk(CustomerNumber(customer), DraftState(state), intended_at)
        for customer, state, intended_at in connection.execute(query)
    )


def said_in(connection: Connection, states: Collection[DraftState]) -> Iterator[Said]:
    """Yield what the drafts in these states said, without their bytes; damaged rows are left out."""
    query = select(DRAFT.c.state, DRAFT.c.changed_at, DRAFT.c.body).where(DRAFT.c.state.in_(sorted(states)))
    for state, changed_at, body in connection.execute(query):
        try:
            plain = loads(body)
            yield Said(plain["language"], tuple(plain["phrases"]), DraftState(state), changed_at)
        except (ValueError, KeyError, TypeError):
            continue


def whereabouts(connection: Connection, mailbox: str, message_id: str) -> tuple[tuple[str, Uid], ...]:
    """Return (folder, UID) of every copy of a message in one mailbox, Sent first."""
    query = (
        select(LOCATION.c.folder, LOCATION.c.uid, FOLDER.c.role)
        .join(MESSAGE, LOCATION.c.message == MESSAGE.c.id)
        .join(FOLDER, and_(FOLDER.c.mailbox == LOCATION.c.mailbox, FOLDER.c.name == LOCATION.c.folder))
        .where(LOCATION.c.mailbox == mailbox, MESSAGE.c.message_id == message_id)
    )
    rows = sorted(connection.execute(query), key=lambda row: (row.role != Role.SENT.value, row.folder, row.uid))
    return tuple((row.folder, Uid(row.uid)) for row in rows)
