"""A desk over a real server: connections, straight or through the fault proxy."""

from assistant.mail.account import Account, Secret
from assistant.mail.connection import connect
from assistant.mail.imap import ImapMailbox
from tests.drafts.desk_setting import DRAFTS
from tests.servers.dovecot import PASSWORD
from tests.servers.session import SecondSession

READ_SECONDS = 1.0  # a blackhole costs a test no more


def mailbox(host: str, port: int, user: str) -> ImapMailbox:
    """Return a logged-in mailbox on a plain loopback port."""
    account = Account(
        name="lin",
        host=host,
        port=port,
        security="none",
        user=user,
        password=Secret(source="text", value=PASSWORD),
    )
    return ImapMailbox(connect(account, read_seconds=READ_SECONDS))


def live_drafts(session: SecondSession, marker: bytes = b"fu.1x9@brightline.example") -> list[int]:
    """Return the UIDs of the drafts that carry our token and are not flagged for removal."""
    flags = session.flags(DRAFTS)
    return [uid for uid in session.uids(DRAFTS) if "\\Deleted" not in flags[uid] and marker in session.raw(DRAFTS, uid)]
