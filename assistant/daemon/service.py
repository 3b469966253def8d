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
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from assistant.daemon.clocks import ClockWatch, Every
from assistant.daemon.cycle import PassReport
from assistant.daemon.notify import notify
from assistant.daemon.reading import Progress, Stopped
from assistant.errors import AssistantError, InvalidFiles

log = logging.getLogger(__name__)
GRACE_SECONDS = 8.0  # for the running pass after SIGTERM
LOOK_SECONDS = 2.0  # how often wishes and files are looked at
BEAT_SECONDS = 20.0  # longest silence between two signs of progress to the watchdog while idle
NUDGED = timedelta(seconds=30)  # a wall clock moved by more sets the beats anew: they are kept by it
INTERRUPTED = 130


class Parts(Protocol):
    """What the service runs: built by the command line from the user's files, by tests from what they need."""

    @property
    def poll_seconds(self) -> float: ...

    def one_pass(self, now: datetime, progress: Progress, leap: str | None = None) -> PassReport:
        """Fulfil wishes and do one whole pass; after a leap of the clock only read. In the worker thread only."""

    def watch(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Start waiting for notifications (IDLE) and return what stops that."""

    def has_wishes(self) -> bool:
        """Return whether another command waits for a pass."""

    def may_retry(self, now: datetime) -> bool:
        """Return whether the wait after a broken connection is over."""

    def fingerprint(self) -> str:
        """Return a hash of the user's files."""

    def reload(self) -> str:
        """Take over changed files from the next pass on; return what is to be said of it.

        Raises InvalidFiles and keeps the last good set.
        """


async def serve(parts: Parts, clock: ClockWatch | None = None) -> int:
    """Run until SIGTERM or SIGINT and return the exit code: 0, or 130 after SIGINT."""
    return await Service(parts, clock or ClockWatch()).run()


class Service:
    """One running daemon: holds what is loaded now and when to work next."""

    def __init__(self, parts: Parts, clock: ClockWatch) -> None:
        self._parts, self._clock = parts, clock
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self._stopping = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._fingerprint = parts.fingerprint()
        self._exit_code = 0
        self._read_at = clock.since_boot()
        self._beat_at = self._read_at
        self._drift = clock.drift()

    def wake(self) -> None:
        """Ask for a pass soon; may be called from any thread (IDLE watchers do)."""
        self._loop.call_soon_threadsafe(self._wake.set)

    def stop(self, exit_code: int = 0) -> None:
        """Ask for the end."""
        self._exit_code = exit_code
        self._stopping.set()
        self._stop.set()
        self._wake.set()

    async def run(self) -> int:
        """Work until stopped and return the exit code."""
        self._loop.add_signal_handler(signal.SIGTERM, self.stop)
        self._loop.add_signal_handler(signal.SIGINT, self.stop, INTERRUPTED)
        self._loop.add_signal_handler(signal.SIGHUP, self._wake.set)
        scheduler = AsyncIOScheduler(timezone=UTC)
        late = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler.add_job(self._wake.set, Every(self._parts.poll_seconds), id="poll", **late)
        scheduler.start()
        stop_watching = self._parts.watch(self.wake)
        notify("READY=1", "STATUS=started; first reading")
        try:
            await self._work(scheduler)
        finally:
            notify("STOPPING=1", "STATUS=stopping")
            scheduler.shutdown(wait=False)
            stop_watching()
        return self._exit_code

    async def _work(self, scheduler: AsyncIOScheduler) -> None:
        self._wake.set()
        while not self._stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_SECONDS)
            if self._stop.is_set():
                return
            self._look(scheduler)
            if self._wake.is_set():
                self._wake.clear()
                self._read_at = self._clock.since_boot()
                await self._one_pass()
            self._mind_the_clock(scheduler)
            if self._clock.since_boot() - self._beat_at >= BEAT_SECONDS:
                self._beat_at = self._clock.since_boot()
                notify("WATCHDOG=1")

    def _mind_the_clock(self, scheduler: AsyncIOScheduler) -> None:
        """A clock set back must not silence the beats, nor sleep delay the reading that is overdue."""
        drift = self._clock.drift()
        if abs(drift - self._drift) > NUDGED:
            log.warning("clock was set", extra={"seconds": round((drift - self._drift).total_seconds())})
            self._drift = drift
            for job in scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))
        if self._clock.since_boot() - self._read_at > self._parts.poll_seconds + BEAT_SECONDS:
            self._wake.set()

    async def _one_pass(self) -> None:
        work = asyncio.ensure_future(asyncio.to_thread(self._pass))
        stop = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait([work, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not work.done():
            done, _ = await asyncio.wait([work], timeout=GRACE_SECONDS)
            if not done:
                log.warning("pass abandoned at stop")
                os._exit(self._exit_code)  # the journal and the ledger's transactions make this as safe as a kill
        await work

    def _pass(self) -> None:
        """One pass in the worker thread; what goes wrong is remembered in the ledger and tried again."""
        try:
            now, leap = self._clock.now(), self._clock.leap()
            report = self._parts.one_pass(now, self._progress, leap)
            problems = [box.problem for box in report.mailboxes if box.problem]
            placed = sum(item.draft is not None for item in report.placed)
            state = f"last pass {self._clock.now():%H:%M} UTC; {placed} drafts placed"
            if leap is not None:
                state += f"; {leap}"
            notify(
                f"STATUS={state}" + (f"; {len(problems)} mailboxes with problems: followup status" if problems else "")
            )
            log.info("pass done", extra={"placed": placed, "problems": len(problems)})
        except Stopped:
            log.info("pass stopped between two steps")
        except AssistantError as error:
            log.error("pass failed; followup status says why and what to do", extra={"error": type(error).__name__})
            notify(f"STATUS=last pass failed ({type(error).__name__}): followup status")

    def _progress(self, _folder: str, _read: int, _remaining: int) -> None:
        notify("WATCHDOG=1")
        if self._stopping.is_set():
            raise Stopped("stopped between two batches; reading goes on there")

    def _look(self, scheduler: AsyncIOScheduler) -> None:
        """See whether somebody wants something: cheap, because most of the time nobody does."""
        try:
            if self._parts.has_wishes() or self._parts.may_retry(self._clock.now()):
                self._wake.set()
            fingerprint = self._parts.fingerprint()
            if fingerprint != self._fingerprint:
                self._fingerprint = fingerprint
                self._wake.set()
                notify(f"STATUS={self._parts.reload()}")
                log.info("files reloaded")
                scheduler.reschedule_job("poll", trigger=Every(self._parts.poll_seconds))
        except InvalidFiles as error:  # the last good set stays (reliability 2, row 43)
            problems = {"problems": len(error.problems)}
            log.warning("files not reloaded, the last good set stays; followup check names the lines", extra=problems)
            notify(f"STATUS=files have {len(error.problems)} problems, the last good set stays: followup check")
        except AssistantError as error:  # the config is gone, the ledger is locked: the next look is seconds away
            log.warning("files not looked at", extra={"error": type(error).__name__})
