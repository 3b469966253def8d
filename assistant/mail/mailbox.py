"""What the rest of the house may ask of a mail store; IMAP, Maildir and mbox fulfil it (one contract suite)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.errors import AssistantError
from assistant.model import RawMail, Role, Uid


class MailGone(AssistantError):
    """A mail that was to be moved is not in its folder any more: the user was quicker."""

    def __init__(self, folder: str, uid: Uid) -> None:
        super().__init__(f"{folder}: mail {uid} is not there any more")
        self.folder, self.uid = folder, uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder as listed."""

    name: str  # decoded, as the user sees it: "Entwürfe", "[Gmail]/Sent Mail"
    role: Role
    selectable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """What STATUS tells: enough to know that nothing changed."""

    uidvalidity: int
    uidnext: int | None  # None: the server does not say
    exists: int
    highestmodseq: int | None = None  # None: no CONDSTORE (RFC 7162)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the ledger holds of a folder: the other side of the comparison."""

    state: FolderState | None  # as of the last complete check; None: never completely read
    uids: frozenset[int] = frozenset()  # may be empty where `state` alone decides; see `changes.needs_uids`
    flags_of: "dict[int, frozenset[str]] | None" = None  # of Drafts only: flags decide a draft's fate
    suspects: tuple[int, ...] = ()  # UIDs during whose fetch a connection broke: asked for last, one by one, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One bounded part of a folder's changes; recording it and its position is one transaction."""

    mails: tuple[RawMail, ...]  # newest first
    gone: tuple[Uid, ...] = ()  # no longer on the server
    flags: tuple[tuple[Uid, frozenset[str]], ...] = ()  # changed flags of held mails (\\Deleted, \\Draft, \\Seen)
    unreadable: tuple[Uid, ...] = ()  # the server lists them but does not hand them out
    remaining: int = 0  # mails still to come after this batch
    state: FolderState | None = None  # set in the last batch only: the folder is complete up to this state


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What the server can; everything has a fallback."""

    uidplus: bool = False
    move: bool = False
    condstore: bool = False
    qresync: bool = False
    idle: bool = False
    special_use: bool = False
    literal_plus: bool = False
    names: frozenset[str] = frozenset()  # all capabilities as announced


class Mailbox(Protocol):
    """A connection to one mailbox. Not thread-safe. Every method may raise MailboxUnreachable; then it is void.

    Folders are opened read-only (EXAMINE, BODY.PEEK) except while writing a draft: \\Seen never changes.
    """

    @property
    def abilities(self) -> Abilities: ...

    def folders(self) -> tuple[Folder, ...]:
        """Return all folders, roles decided (SPECIAL-USE, then known names, then the user's word), sorted by name."""

    def state(self, folder: str) -> FolderState:
        """Return the folder's state without opening it. Raises FolderMissing."""

    def states(self, folders: Iterable[str]) -> Mapping[str, FolderState]:
        """Return the states of several folders, asked in one go; one that is not told is left out."""

    def changes(self, folder: str, held: Held, now: FolderState | None = None) -> Iterator[Batch]:
        """Yield what changed since `held`, newest mails first, bounded parts; nothing changed: one empty last batch.

        `now`: the folder's state as it was just told; None: it is asked.
        A first reading that was interrupted goes on: only UIDs not in `held.uids` are fetched.
        Raises FolderRenumbered when UIDVALIDITY differs from `held.state`, FolderMissing, and FetchBroken when the
        connection breaks while mails are on their way.
        """

    def headers(self, folder: str, first: int, last: int | None = None) -> tuple[RawMail, ...]:
        """Return mails with UID first..last (None: all from `first`), headers only (`complete` False), oldest first."""

    def uids(self, folder: str) -> tuple[Uid, ...]:
        """Return every UID in the folder now, ascending, without SEARCH."""

    def whole(self, folder: str, uid: Uid) -> bytes | None:
        """Return one whole mail; None when it is not there (any more)."""

    def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None = None) -> Uid | None:
        """Store a mail; None where the server does not tell the UID (no UIDPLUS).

        Raises AppendRefused, MailboxFull or FolderMissing (certainly not stored), AppendInDoubt (perhaps stored),
        MailboxUnreachable (the command was never begun).
        """

    def move(self, folder: str, uid: Uid, target: str) -> Uid | None:
        """Move one mail (MOVE, else COPY and `remove`); None: moved, but the new UID is unknown.

        Raises FolderMissing (source or target), MailGone, MailboxFull, AppendRefused.
        """

    def remove(self, folder: str, uid: Uid) -> bool:
        """Remove one mail by UID EXPUNGE; False where the server cannot (then it is only flagged \\Deleted)."""

    def create(self, folder: str) -> None:
        """Create and subscribe a folder; no error when it exists."""

    def close(self) -> None:
        """Log out; never raises."""
