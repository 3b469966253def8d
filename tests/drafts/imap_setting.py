"""A desk over a real server: connections, straight or through the fault proxy."""

from collections.abc import Callable
from dataclasses import replace

from assistant.mail.account import Account, Secret
from assistant.mail.connection import connect
from assistant.mail.imap import ImapMailbox
from assistant.mail.wire import Wire
from tests.drafts.desk_setting import DRAFTS
from tests.servers.dovecot import PASSWORD
from tests.servers.session import SecondSession


def mailbox(
    host: str,
    port: int,
    user: str,
    *,
    without: frozenset[str] = frozenset(),
    wrap: Callable[[Wire], Wire] | None = None,
    read_seconds: float = 20.0,
) -> ImapMailbox:
    """Return a logged-in mailbox on a plain loopback port.

    `without`: abilities the server is not to have. `wrap`: puts something between the mailbox and its connection.
    """
    account = Account(
        name="lin",
        host=host,
        port=port,
        security="none",
        user=user,
        password=Secret(source="text", value=PASSWORD),
    )
    connection = connect(account, read_seconds=read_seconds)
    wire = wrap(connection.wire) if wrap else connection.wire
    return ImapMailbox(replace(connection, wire=wire, capabilities=connection.capabilities - without))


def live_drafts(session: SecondSession, marker: bytes = b"fu.1x9@brightline.example") -> list[int]:
    """Return the UIDs of the drafts that carry our token and are not flagged for removal."""
    flags = session.flags(DRAFTS)
    return [uid for uid in session.uids(DRAFTS) if "\\Deleted" not in flags[uid] and marker in session.raw(DRAFTS, uid)]
