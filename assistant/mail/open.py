"""Opening a mailbox of any kind: `open_mailbox`."""

from assistant.errors import WrongUsage
from assistant.mail.account import Account
from assistant.mail.connection import READ_SECONDS, connect
from assistant.mail.imap import ImapMailbox
from assistant.mail.mailbox import Mailbox


def open_mailbox(account: Account, *, timeout: float = READ_SECONDS) -> Mailbox:
    """Return a ready mailbox; `timeout` is how many seconds a server may be silent.

    Raises what `connection.connect` raises; for Maildir and mbox FolderMissing when the path is not there.
    """
    if account.kind == "imap":
        return ImapMailbox(connect(account, read_seconds=timeout), account.folders)
    raise WrongUsage(f"mailbox {account.name}: there is no kind of mailbox called {account.kind}")
