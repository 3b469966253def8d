"""`followup run`: the daemon over the user's files."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import partial

import click

from assistant import wiring
from assistant.cli.options import Options, common, plain
from assistant.daemon import commands, cycle, own_words, wishes
from assistant.daemon.connections import Connections
from assistant.daemon.house import House
from assistant.daemon.lock import Locks, holding
from assistant.daemon.reading import Progress
from assistant.errors import AssistantError, InvalidFiles, MailboxBusy, MailboxUnreachable
from assistant.ledger import dialect
from assistant.ledger.store import Ledger
from assistant.mail.idle import IdleWatch
from assistant.mail.mailbox import Mailbox

log = logging.getLogger(__name__)


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
        locks = stack.enter_context(holding(wiring.state_folder_of(files.config), names))
        house = stack.enter_context(wiring.open_house(files))
        return asyncio.run(serve(Installation(options.config, files, house.ledger, house.connections, locks)))


class Installation:
    """The user's files, ledger and connections as the service runs them; files may be exchanged while it does."""

    def __init__(
        self,
        option: str | None,
        files: wiring.Files,
        ledger: Ledger,
        connections: Connections,
        locks: Locks,
        *,
        ahead: timedelta = timedelta(0),
        poll: timedelta | None = None,
    ) -> None:
        """`ahead`: how much later it is here than in the world; `poll` goes before the config's: both for the demo."""
        self._option, self._files, self._ledger = option, files, ledger
        self._connections, self._locks = connections, locks
        self._ahead, self._poll = ahead, poll
        self._trimmed_on: date | None = None
        self._said_leap: str | None = "not known"  # what the shelf says about the clock; a former run may have left it
        self._database = files.config.database
        self._stale = False  # the files changed: the worker thread opens the connections anew before its next pass
        self._wake: Callable[[], None] | None = None
        self._watches: dict[str, IdleWatch] = {}
        self._signs: object = None  # of the user's files, when the fingerprint was last taken
        self._fingerprint = ""
        self._without_wishes: object = None  # the state of the database in which nobody waited

    @property
    def poll_seconds(self) -> float:
        """Return the longest time between two readings."""
        return (self._poll or self._files.config.poll.rough()).total_seconds()

    def one_pass(self, now: datetime, progress: Progress, leap: str | None = None) -> cycle.PassReport:
        """Fulfil the wishes of other commands, then do one whole pass; while `leap` says so only read."""
        now += self._ahead
        self._take_over()
        try:
            return self._pass(now, progress, leap)
        finally:
            self._listen()

    def _take_over(self) -> None:
        """Let changed files be in force: accounts, and which mailboxes are ours."""
        if self._stale or self._locks.names != {box.name for box in self._files.config.mailboxes}:
            self._stop_listening()
            self._connections.renew(self._ours())
        if self._stale:
            self._stale = False
            self._ledger.all_due_stale()

    def _ours(self) -> dict[str, Callable[[], Mailbox]]:
        """Return the configured accounts whose mailboxes we could lock; one that is new may be in use just now."""
        configured = wiring.openers(self._files.config)
        self._locks.keep(configured)
        for name in configured.keys() - self._locks.names:
            try:
                self._locks.hold(name)
                log.info("mailbox added", extra={"mailbox": name})
            except MailboxBusy as busy:
                log.warning("mailbox is in use, tried again", extra={"mailbox": name, "process": busy.pid})
        return {name: opener for name, opener in configured.items() if name in self._locks.names}

    def _pass(self, now: datetime, progress: Progress, leap: str | None) -> cycle.PassReport:
        house = wiring.house_of(self._files, self._ledger, self._connections)
        own_words.keep_up(house, now)
        self._say_leap(leap, now)
        if leap is not None:
            wishes.fulfil(house, now, progress, leap)
            return cycle.PassReport(mailboxes=cycle.read_all(house, now, progress))
        if self._trimmed_on != now.date():  # once a day is enough for what is kept for months
            self._ledger.trim(now - self._files.config.retention.rough())
            self._trimmed_on = now.date()
        wishes.fulfil(house, now, progress)
        self._obey_folders(house, now)
        report = cycle.run_pass(house, now, progress=progress)
        self._send_approved(house, report, now)
        self._keep_digests(house, report, now)
        return report

    def _obey_folders(self, house: House, now: datetime) -> None:
        """Do what the seller said by moving mails; a mailbox that cannot be reached is told by the reading after it."""
        for name in house.connections.names if self._files.config.command_folders else ():
            self._beside("command folders", house, name, now, partial(commands.obey, house, name, now))

    def _send_approved(self, house: House, report: cycle.PassReport, now: datetime) -> None:
        """Send what the seller approved by moving it; only while every mailbox is read to its end."""
        config = self._files.config
        if not config.command_folders:
            return
        from assistant.daemon import approved  # with the SMTP library

        is_read = all(box.complete and box.problem is None for box in report.mailboxes)
        for mailbox in config.mailboxes:
            send = partial(approved.send_due, house, mailbox.name, wiring.outgoing(mailbox, config), is_read, now)
            self._beside("approved drafts", house, mailbox.name, now, send)

    def _keep_digests(self, house: House, report: cycle.PassReport, now: datetime) -> None:
        """Deliver the digest of each mailbox that was read; one that cannot be delivered stops nothing."""
        config = self._files.config
        if config.digest.by == "none":
            return
        from assistant.daemon import morning  # with the mail and template libraries: once a day is enough

        read = {box.name for box in report.mailboxes if box.problem is None}
        for mailbox in config.mailboxes:
            if mailbox.name in read:
                account = wiring.outgoing(mailbox, config) if config.digest.by == "smtp" else None
                address = wiring.own_address(mailbox, config)
                keep = partial(morning.keep, house, mailbox.name, config.digest.at, address, account, now)
                self._beside("digest", house, mailbox.name, now, keep)

    def _beside(self, what: str, house: House, mailbox: str, now: datetime, act: Callable[[], object]) -> None:
        """Do something beside the pass for one mailbox; what goes wrong there never ends the daemon."""
        try:
            act()
        except AssistantError as error:
            log.warning("%s not looked after", what, extra={"mailbox": mailbox, "error": type(error).__name__})
            if isinstance(error, MailboxUnreachable):
                house.connections.drop(mailbox)  # it may be void; the next pass opens another one
        except Exception as error:  # the border per mailbox
            log.exception("%s not looked after", what, extra={"mailbox": mailbox})
            house.ledger.shelve(what, mailbox, repr(error), None, now)
        else:
            if any((item.kind, item.ref) == (what, mailbox) for item in house.ledger.shelf()):
                house.ledger.unshelve(what, mailbox)

    def _say_leap(self, leap: str | None, now: datetime) -> None:
        """Leave word for `followup status`."""
        if leap == self._said_leap:
            return
        self._said_leap = leap
        if leap is None:
            self._ledger.unshelve("clock", "leap")
        else:
            self._ledger.shelve("clock", "leap", leap, None, now)

    def watch(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Have `wake` called on notifications from the next pass on; return what ends that."""
        self._wake = wake
        return self._stop_listening

    def _listen(self) -> None:
        """Watch each IMAP mailbox that is logged in, on a connection of its own.

        Those that are not must wait for the reading: a wrong password is then tried by the reading alone.
        """
        for name in [name for name in self._watches if not self._connections.is_open(name)]:
            self._watches.pop(name).end()
        state = wiring.state_folder_of(self._files.config)
        for box in self._files.config.mailboxes:
            new = box.name not in self._watches and self._connections.is_open(box.name)
            if self._wake is not None and box.imap is not None and new:
                self._watches[box.name] = IdleWatch(wiring.account_of(box, state), wake=self._wake)

    def _stop_listening(self) -> None:
        while self._watches:
            self._watches.popitem()[1].end()

    def has_wishes(self) -> bool:
        """Return whether another command waits for a pass; asks the ledger only where somebody wrote into it."""
        state = dialect.stamp(self._database)
        if state is not None and state == self._without_wishes:
            return False
        found = bool(self._ledger.wishes())
        self._without_wishes = None if found else state  # of before: a wish left meanwhile changes it
        return found

    def may_retry(self, now: datetime) -> bool:
        """Return whether the wait after a broken connection is over."""
        return self._connections.may_retry(now + self._ahead)

    def fingerprint(self) -> str:
        """Return a hash of the user's files; they are read only where one of them looks changed."""
        signs = wiring.signs(self._files.config)
        if signs != self._signs:
            self._signs, self._fingerprint = signs, wiring.fingerprint(self._files.config)
        return self._fingerprint

    def reload(self) -> str:
        """Take over changed files, whole sets only; return what is to be said of it.

        Raises InvalidFiles and keeps the last good set.
        """
        files = wiring.load_files(self._option)
        gone = wiring.gone_since(self._files, files)
        if gone:
            raise InvalidFiles(gone)
        self._files = files
        self._stale = True
        if self._files.config.database != self._database:
            log.warning("another database is used after a restart")
            return "files reloaded; the other database is used once followup is restarted"
        return "files reloaded"
