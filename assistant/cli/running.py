"""`followup run`: the daemon over the user's files."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta

import click

from assistant import wiring
from assistant.cli.options import Options, common, plain
from assistant.daemon import cycle, wishes
from assistant.daemon.connections import Connections
from assistant.daemon.lock import holding
from assistant.daemon.reading import Progress
from assistant.ledger.store import Ledger
from assistant.mail.idle import IdleWatch


@click.command()
@common
def run(options: Options) -> int:
    """Run the daemon: read on notification and on schedule, plan, place, track, withdraw. Stop it with SIGTERM."""
    from assistant.daemon.service import serve  # APScheduler is not needed by any other command

    files = wiring.load_files(options.config)
    for warning in files.warnings:
        click.echo(plain(str(warning)), err=True)
    names = [mailbox.name for mailbox in files.config.mailboxes]
    with ExitStack() as stack:
        stack.enter_context(holding(wiring.state_folder_of(files.config), names))
        house = stack.enter_context(wiring.open_house(files))
        return asyncio.run(serve(Installation(options.config, files, house.ledger, house.connections)))


class Installation:
    """The user's files, ledger and connections as the service runs them; files may be exchanged while it does."""

    def __init__(
        self,
        option: str | None,
        files: wiring.Files,
        ledger: Ledger,
        connections: Connections,
        *,
        ahead: timedelta = timedelta(0),
    ) -> None:
        """`ahead` is how much later it is here than in the world: the demo plays on a working day."""
        self._option, self._files, self._ledger, self._connections = option, files, ledger, connections
        self._ahead = ahead

    @property
    def poll_seconds(self) -> float:
        """Return the longest time between two readings."""
        return self._files.config.poll.rough().total_seconds()

    def one_pass(self, now: datetime, progress: Progress) -> cycle.PassReport:
        """Fulfil the wishes of other commands, then do one whole pass."""
        now += self._ahead
        house = wiring.house_of(self._files, self._ledger, self._connections)
        wishes.fulfil(house, now)
        return cycle.run_pass(house, now, progress=progress)

    def watch(self, wake: Callable[[], None]) -> Sequence[Callable[[], None]]:
        """Wait for notifications on a connection of its own per IMAP mailbox; return what ends that."""
        state = wiring.state_folder_of(self._files.config)
        boxes = [box for box in self._files.config.mailboxes if box.imap is not None]
        return [_Watcher(IdleWatch(wiring.account_of(box, state)), wake).stop for box in boxes]

    def has_wishes(self) -> bool:
        """Return whether another command waits for a pass."""
        return bool(self._ledger.wishes())

    def fingerprint(self) -> str:
        """Return a hash of the user's files."""
        return wiring.fingerprint(self._files.config)

    def reload(self) -> None:
        """Take over changed files, whole sets only; raises InvalidFiles and keeps the last good one."""
        self._files = wiring.load_files(self._option)
        self._ledger.all_due_stale()


class _Watcher:
    """Passes the notifications of one mailbox on; a poll always follows, so a deaf watch only makes it later."""

    def __init__(self, watch: IdleWatch, wake: Callable[[], None]) -> None:
        self._watch, self._wake, self._ended = watch, wake, threading.Event()
        threading.Thread(target=self._pass_on, name="idle-wake", daemon=True).start()

    def stop(self) -> None:
        """End it; returns within 2 seconds."""
        self._ended.set()
        self._watch.stop()

    def _pass_on(self) -> None:
        while not self._ended.is_set():
            if self._watch.wait(1.0) and not self._ended.is_set():
                self._wake()
