"""`followup run`: the daemon over the user's files."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import partial

import click

from assistant import wiring
from assistant.cli.options import Options, common, plain
from assistant.daemon import cycle, wishes
from assistant.daemon.connections import Connections
from assistant.daemon.lock import holding
from assistant.daemon.reading import Progress
from assistant.ledger.store import Ledger
from assistant.mail.idle import IdleWatch
from assistant.mail.mailbox import Mailbox


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
        poll: timedelta | None = None,
    ) -> None:
        """`ahead`: how much later it is here than in the world; `poll` goes before the config's: both for the demo."""
        self._option, self._files, self._ledger, self._connections = option, files, ledger, connections
        self._ahead, self._poll = ahead, poll
        self._trimmed_on: date | None = None
        self._said_leap: str | None = "not known"  # what the shelf says about the clock; a former run may have left it
        self._at_start = files.config.mailboxes
        self._stale = False  # the files changed: the worker thread opens the connections anew before its next pass

    @property
    def poll_seconds(self) -> float:
        """Return the longest time between two readings."""
        return (self._poll or self._files.config.poll.rough()).total_seconds()

    def one_pass(self, now: datetime, progress: Progress, leap: str | None = None) -> cycle.PassReport:
        """Fulfil the wishes of other commands, then do one whole pass; while `leap` says so only read."""
        now += self._ahead
        if self._stale:
            self._stale = False
            self._connections.renew(self._openers())
            self._ledger.all_due_stale()  # here, because a pass that ran meanwhile judged by the former rules
        house = wiring.house_of(self._files, self._ledger, self._connections)
        self._say_leap(leap, now)
        if leap is not None:
            wishes.fulfil(house, now, progress, leap)
            return cycle.PassReport(mailboxes=cycle.read_all(house, now, progress))
        if self._trimmed_on != now.date():  # once a day is enough for what is kept for months
            self._ledger.trim(now - self._files.config.retention.rough())
            self._trimmed_on = now.date()
        wishes.fulfil(house, now, progress)
        return cycle.run_pass(house, now, progress=progress)

    def _say_leap(self, leap: str | None, now: datetime) -> None:
        """Leave word for `followup status`."""
        if leap == self._said_leap:
            return
        self._said_leap = leap
        if leap is None:
            self._ledger.unshelve("clock", "leap")
        else:
            self._ledger.shelve("clock", "leap", leap, None, now)

    def watch(self, wake: Callable[[], None]) -> Sequence[Callable[[], None]]:
        """Wait for notifications on a connection of its own per IMAP mailbox; return what ends that."""
        names = [box.name for box in self._files.config.mailboxes if box.imap is not None]
        return [
            _Watcher(partial(self._listen, name), partial(self._connections.is_open, name), wake).stop for name in names
        ]

    def _listen(self, name: str) -> IdleWatch:
        state = wiring.state_folder_of(self._files.config)
        known = (*self._files.config.mailboxes, *self._at_start)
        return IdleWatch(next(wiring.account_of(box, state) for box in known if box.name == name))

    def _openers(self) -> dict[str, Callable[[], Mailbox]]:
        """Return the accounts as configured now, of the mailboxes whose locks we hold: others need a restart."""
        now = wiring.openers(self._files.config)
        return {name: now.get(name, opener) for name, opener in self._connections.openers.items()}

    def has_wishes(self) -> bool:
        """Return whether another command waits for a pass."""
        return bool(self._ledger.wishes())

    def may_retry(self, now: datetime) -> bool:
        """Return whether the wait after a broken connection is over."""
        return self._connections.may_retry(now + self._ahead)

    def fingerprint(self) -> str:
        """Return a hash of the user's files."""
        return wiring.fingerprint(self._files.config)

    def reload(self) -> None:
        """Take over changed files, whole sets only; raises InvalidFiles and keeps the last good one."""
        self._files = wiring.load_files(self._option)
        self._stale = True


class _Watcher:
    """Passes the notifications of one mailbox on; a poll always follows, so a deaf watch only makes it later.

    It listens only while the reading connection is logged in: a wrong password is then tried by the reading alone.
    """

    def __init__(self, listen: Callable[[], IdleWatch], is_open: Callable[[], bool], wake: Callable[[], None]) -> None:
        self._listen, self._is_open, self._wake, self._ended = listen, is_open, wake, threading.Event()
        threading.Thread(target=self._pass_on, name="idle-wake", daemon=True).start()

    def stop(self) -> None:
        """End it; the thread and its connection follow within 2 seconds."""
        self._ended.set()

    def _pass_on(self) -> None:
        watch: IdleWatch | None = None
        while not self._ended.is_set():
            if not self._is_open():
                if watch is not None:
                    watch.stop()
                    watch = None
                self._ended.wait(0.2)
                continue
            watch = watch or self._listen()
            if watch.wait(1.0) and not self._ended.is_set():
                self._wake()
        if watch is not None:
            watch.stop()
