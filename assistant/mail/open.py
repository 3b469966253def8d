"""Opening a mailbox of any kind: `open_mailbox`."""

from assistant.errors import WrongUsage
from assistant.mail.account import Account
from assistant.mail.connection import READ_SECONDS, connect
from assistant.mail.imap import ImapMailbox
from assistant.mail.mailbox import Mailbox
from assistant.mail.maildir import MaildirMailbox
from assistant.mail.mbox import MboxMailbox
from assistant.mail.numbering import Numbering


def open_mailbox(account: Account, *, timeout: float = READ_SECONDS) -> Mailbox:
    """Return a ready mailbox; `timeout` is how many seconds a server may be silent.

    Raises what `connection.connect` raises; for Maildir and mbox MailboxUnreachable when the path is not there.
    """
    if account.kind == "imap":
        return ImapMailbox(connect(account, read_seconds=timeout), account.folders, account.batch)
    if account.kind in {"maildir", "mbox"}:
        if account.path is None or account.state_dir is None:
            raise WrongUsage(f"mailbox {account.name}: a {account.kind} needs its path and a folder for our own state")
        numbering = Numbering(account.state_dir / f"uids-{account.name}.sqlite")
        kind = MaildirMailbox if account.kind == "maildir" else MboxMailbox
        return kind(account, numbering)
    raise WrongUsage(f"mailbox {account.name}: there is no kind of mailbox called {account.kind}")
