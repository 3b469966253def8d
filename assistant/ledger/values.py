"""What goes through the ledger's door and is not a noun of the whole house: receipts, positions, rows of the shelf,
wishes. Mail on its way in: recorded.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.model import Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Up to where a folder is completely read."""

    uidnext: int | None
    exists: int
    highestmodseq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReceipt:
    """How completely one folder is read: the ground on which "no answer came" may stand."""

    mailbox: str
    folder: str
    role: Role
    uidvalidity: int | None
    uidnext: int | None  # as of the last complete check, like `exists` and `highestmodseq`
    exists: int | None
    highestmodseq: int | None
    complete: bool
    checked_at: datetime | None  # last complete check that found anything; MailboxCheck stands for the later ones
    covered_from: datetime | None  # while a first reading goes on: complete from here on; None: nothing certain
    on_server: int
    held: int
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxCheck:
    """When a mailbox was last looked through, and what was wrong then."""

    mailbox: str
    checked_at: datetime | None  # None: never to its end
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """Something that could not be read or planned, put aside visibly."""

    kind: str  # message customer draft ...
    ref: str
    error: str  # with traceback
    tries: int
    at: datetime
    retry_at: datetime | None  # None: not again by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What another process asks the one that holds the mailbox to do."""

    id: int
    kind: str
    payload: dict[str, Any]
    at: datetime
    fulfilled_at: datetime | None
    result: Any  # plain JSON value; None until fulfilled


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A correction of what a message was taken for (`followup mark`)."""

    message_id: str
    was: Kind | None  # as we understand it; None: the message is not held any more
    kind: Kind
    at: datetime
