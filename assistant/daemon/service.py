"""`followup run`: the pass on schedule and on notification, hot reload, wishes of other commands, a clean stop.

Public: `serve`, `Parts`. Async only here: the loop waits, one worker thread does the passes (design 3.13). APScheduler
only beats; due dates live in the ledger. A pass that does not end in time after SIGTERM is abandoned: the journal makes
that as safe as a kill.
"""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from assistant.daemon.cycle import PassReport
from assistant.daemon.notify import notify
from assistant.daemon.reading import Progress, Stopped
from assistant.errors import AssistantError, InvalidFiles

log = logging.getLogger(__name__)
GRACE_SECONDS = 8.0  # for the running pass after SIGTERM
LOOK_SECONDS = 1.0  # how often wishes and files are looked at
BEAT_SECONDS = 20.0  # longest silence between two signs of progress to the watchdog while idle


class Parts(Protocol):
    """What the service runs: built by the command line from the user's files, by tests from what they need."""

    @property
    def poll_seconds(self) -> float: ...

    def one_pass(self, now: datetime, progress: Progress) -> PassReport:
        """Fulfil wishes and do one whole pass. Called in the worker thread only."""

    def watch(self, wake: Callable[[], None]) -> Sequence[Callable[[], None]]:
        """Start waiting for notifications (IDLE) and return what stops that."""

    def has_wishes(self) -> bool:
        """Return whether another command waits for a pass."""

    def fingerprint(self) -> str:
        """Return a hash of the user's files."""

    def reload(self) -> None:
        """Take over changed files from the next pass on; raises InvalidFiles and keeps the last good set."""


async def serve(parts: Parts) -> int:
    """Run until SIGTERM or SIGINT and return the exit code."""
    return await Service(parts).run()


class Service:
    """One running daemon: holds what is loaded now and when to work next."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self._stopping = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._fingerprint = parts.fingerprint()

    def wake(self) -> None:
        """Ask for a pass soon; may be called from any thread (IDLE watchers do)."""
        self._loop.call_soon_threadsafe(self._wake.set)

    def stop(self) -> None:
        """Ask for the end."""
        self._stopping.set()
        self._stop.set()
        self._wake.set()

    async def run(self) -> int:
        """Work until stopped and return the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.add_signal_handler(number, self.stop)
        self._loop.add_signal_handler(signal.SIGHUP, self._wake.set)
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.add_job(self._wake.set, "interval", seconds=self._parts.poll_seconds, id="poll")
        scheduler.add_job(self._look, "interval", seconds=LOOK_SECONDS, id="look", max_instances=1, coalesce=True)
        scheduler.start()
        watchers = self._parts.watch(self.wake)
        notify("READY=1", "STATUS=started; first reading")
        try:
            await self._work()
        finally:
            notify("STOPPING=1", "STATUS=stopping")
            scheduler.shutdown(wait=False)
            for watcher in watchers:
                watcher()
        return 0

    async def _work(self) -> None:
        self._wake.set()
        while not self._stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), BEAT_SECONDS)
            if self._stop.is_set():
                return
            if self._wake.is_set():
                self._wake.clear()
                await self._one_pass()
            notify("WATCHDOG=1")

    async def _one_pass(self) -> None:
        work = asyncio.ensure_future(asyncio.to_thread(self._pass))
        stop = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait([work, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not work.done():
            done, _ = await asyncio.wait([work], timeout=GRACE_SECONDS)
            if not done:
                log.warning("pass abandoned at stop")
                os._exit(0)  # the journal and the ledger's transactions make this as safe as a kill
        await work

    def _pass(self) -> None:
        """One pass in the worker thread; what goes wrong is remembered in the ledger and tried again."""
        try:
            report = self._parts.one_pass(datetime.now(UTC), self._progress)
            problems = [box.problem for box in report.mailboxes if box.problem]
            placed = sum(item.draft is not None for item in report.placed)
            state = f"last pass {datetime.now(UTC):%H:%M} UTC; {placed} drafts placed"
            notify(
                f"STATUS={state}" + (f"; {len(problems)} mailboxes with problems: followup status" if problems else "")
            )
            log.info("pass done", extra={"placed": placed, "problems": len(problems)})
        except AssistantError as error:
            log.error("pass failed", extra={"error": type(error).__name__})
            notify(f"STATUS=last pass failed ({type(error).__name__}): followup status")

    def _progress(self, _folder: str, _read: int, _remaining: int) -> None:
        notify("WATCHDOG=1")
        if self._stopping.is_set():
            raise Stopped("stopped between two batches; reading goes on there")

    async def _look(self) -> None:
        try:
            if self._parts.has_wishes():
                self._wake.set()
            fingerprint = self._parts.fingerprint()
            if fingerprint != self._fingerprint:
                self._fingerprint = fingerprint
                self._wake.set()
                self._parts.reload()
                log.info("files reloaded")
                notify("STATUS=rules reloaded")
        except InvalidFiles as error:  # the last good set stays (reliability 2, row 43)
            log.warning("files not reloaded: they have problems", extra={"problems": len(error.problems)})
            notify(f"STATUS=files have {len(error.problems)} problems, the last good set stays: followup check")
        except AssistantError as error:  # the config is gone, the ledger is locked: the next look is a second away
            log.warning("files not looked at", extra={"error": type(error).__name__})
