"""One process per mailbox: file locks beside the database, with the holder's process id inside.

Public: `holding`, `Locks`, `holder`. A lock dies with its process (flock): nothing has to be cleaned up
after a crash.
"""

import fcntl
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.errors import LedgerUnusable, MailboxBusy


class Locks:
    """The mailboxes that are ours now; which ones may change while we run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, ExitStack] = {}

    @property
    def names(self) -> frozenset[str]:
        """Return the mailboxes we hold."""
        return frozenset(self._held)

    def hold(self, name: str) -> None:
        """Hold a mailbox too. Raises MailboxBusy with the holder's process id, LedgerUnusable."""
        if name not in self._held:
            with ExitStack() as stack:
                stack.enter_context(_one(self._folder, name))
                self._held[name] = stack.pop_all()

    def keep(self, names: Collection[str]) -> None:
        """Let go of all others."""
        for name in self.names.difference(names):
            self._held.pop(name).close()


@contextmanager
def holding(folder: Path, mailboxes: Sequence[str]) -> Iterator[Locks]:
    """Hold every one of the mailboxes for us. Raises MailboxBusy with the holder's process id, LedgerUnusable."""
    locks = Locks(folder)
    try:
        for name in sorted(mailboxes):
            locks.hold(name)
        yield locks
    finally:
        locks.keep(())


@contextmanager
def _one(folder: Path, name: str) -> Iterator[None]:
    path = folder / f"{name}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LedgerUnusable(
            f"cannot write in {folder}: {error.strerror}", next_step="give this user write permission, or free the disk"
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MailboxBusy(name, _pid_in(handle)) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _pid_in(handle: int) -> int | None:
    text = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    return int(text) if text.isdigit() else None


def holder(folder: Path, name: str) -> int | None:
    """Return the process id that holds the mailbox now, or None."""
    try:
        with _one(folder, name):
            return None
    except MailboxBusy as busy:
        return busy.pid
    except LedgerUnusable:
        return None
