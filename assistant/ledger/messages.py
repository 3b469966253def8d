"""Small operations on message rows that several parts need.

Public: `freshen`, `drop_messages`, `drop_unsent`.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from assistant.ledger.dialect import chunks, insert_new
from assistant.ledger.tables import CITATION, FRESH, LOCATION, MESSAGE, PARTY, STALE
from assistant.model import Role


def freshen(connection: Connection, messages: Sequence[int]) -> None:
    """Let these messages be attributed again, and with them every company they concern."""
    insert_new(connection, FRESH, [{"message": message} for message in messages])


def drop_unsent(connection: Connection, numbers: Sequence[int]) -> None:
    """Remove those of the messages that were only ever seen among the drafts and lie nowhere any more."""
    lies = select(LOCATION.c.message).where(LOCATION.c.message.in_(numbers))
    unsent = select(MESSAGE.c.id).where(
        MESSAGE.c.id.in_(numbers), MESSAGE.c.roles == Role.DRAFTS, MESSAGE.c.id.not_in(lies)
    )
    drop_messages(connection, list(connection.execute(unsent).scalars()))


def drop_messages(connection: Connection, numbers: Sequence[int]) -> None:
    """Remove messages with all that hangs on them; the companies they concerned are derived again."""
    for part in chunks(numbers):
        keys = connection.execute(select(PARTY.c.key).where(PARTY.c.message.in_(part)).distinct()).scalars()
        insert_new(connection, STALE, [{"key": key} for key in sorted(keys)])
        for table in (PARTY, CITATION, FRESH):
            connection.execute(delete(table).where(table.c.message.in_(part)))
        connection.execute(delete(MESSAGE).where(MESSAGE.c.id.in_(part)))
