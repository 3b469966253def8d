"""What a Maildir and mbox files have in common as mailboxes: everything that only reads.

Public: `LocalMailbox`. A kind of store says where its folders lie (`_names`, `_shelf`) and how it writes.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from assistant.mail import stored
from assistant.mail.account import FolderChoice
from assistant.mail.mailbox import Batch, Folder, FolderState, Held
from assistant.mail.roles import Listed, decide_roles
from assistant.model import RawMail, Uid


class LocalMailbox(ABC):
    """The reading half of `mailbox.Mailbox` over files."""

    _choice: FolderChoice
    _batch: int

    @abstractmethod
    def _names(self) -> Iterable[str]:
        """Return the names of all folders there are now."""

    @abstractmethod
    def _shelf(self, folder: str) -> stored.Shelf:
        """Return a folder's mails as they lie there now. Raises FolderMissing."""

    def folders(self) -> tuple[Folder, ...]:
        """Return all folders with roles, sorted by name."""
        listed = [Listed(name=name) for name in sorted(self._names())]
        roles = decide_roles(listed, self._choice)
        return tuple(Folder(name=item.name, role=roles[item.name]) for item in listed if item.name in roles)

    def state(self, folder: str) -> FolderState:
        """Return the folder's state, counted this moment."""
        return self._shelf(folder).state()

    def states(self, folders: Iterable[str]) -> dict[str, FolderState]:
        """Return the states of the folders that are there."""
        names = frozenset(self._names())
        return {folder: self.state(folder) for folder in folders if folder in names}

    def changes(self, folder: str, held: Held, now: FolderState | None = None) -> Iterator[Batch]:
        """Yield what changed since `held`; files are looked at anew, whatever `now` says."""
        yield from stored.changes(folder, self._shelf(folder), held, self._batch)

    def headers(self, folder: str, first: int, last: int | None = None) -> tuple[RawMail, ...]:
        """Return mails by UID range, headers only, oldest first."""
        return stored.headers(self._shelf(folder), first, last)

    def uids(self, folder: str) -> tuple[Uid, ...]:
        """Return every UID in the folder now, ascending."""
        return tuple(Uid(uid) for uid in sorted(self._shelf(folder).listing()))

    def whole(self, folder: str, uid: Uid) -> bytes | None:
        """Return one whole mail with CRLF line ends, without the store's own headers; None when it is not there."""
        found = self._shelf(folder).read(uid)
        return found.raw if found else None
