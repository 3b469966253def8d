"""Processes that die at a chosen step: every journal write and every IMAP command is a step, before and after."""

import os
import signal
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any, cast

from assistant.drafts.desk import Desk, Journal
from assistant.mail.answers import Answer
from assistant.mail.mailbox import Mailbox
from assistant.mail.wire import Wire
from assistant.model import Draft, DraftState, JournalEntry
from tests.drafts.desk_setting import desk

STEPS_MAX = 250  # the count comes back as an exit code


class Steps:
    """Counts steps; at step `fatal` the process kills itself. 0: never."""

    def __init__(self, fatal: int) -> None:
        self.fatal, self.count = fatal, 0

    def step(self) -> None:
        """Count one; perhaps die."""
        self.count += 1
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


class MortalJournal:
    """A journal whose writes are steps."""

    def __init__(self, journal: Journal, steps: Steps) -> None:
        self.journal, self.steps = journal, steps

    def intend(
        self, draft: Draft, *, folder: str, uidvalidity: int | None, uidnext: int | None, at: datetime
    ) -> JournalEntry | None:
        self.steps.step()
        entry = self.journal.intend(draft, folder=folder, uidvalidity=uidvalidity, uidnext=uidnext, at=at)
        self.steps.step()
        return entry

    def update(self, entry: JournalEntry) -> None:
        self.steps.step()
        self.journal.update(entry)
        self.steps.step()

    def entries(
        self, mailbox: str | None = None, states: Collection[DraftState] | None = None
    ) -> tuple[JournalEntry, ...]:
        return self.journal.entries(mailbox, states)

    def entry(self, draft_id: str) -> JournalEntry | None:
        return self.journal.entry(draft_id)


class MortalWire:
    """A connection on which every command, every part of an APPEND and every awaited answer is a step."""

    def __init__(self, wire: Wire, steps: Steps) -> None:
        self._wire, self._steps = wire, steps

    def __getattr__(self, name: str) -> Any:  # hands the rest through
        return getattr(self._wire, name)

    def __call__(self, command: str | bytes) -> Answer:
        self._steps.step()
        answer = self._wire(command)
        self._steps.step()
        return answer

    def append(self, command: str, raw: bytes) -> Iterator[str]:
        self._steps.step()
        for part in self._wire.append(command, raw):
            self._steps.step()
            yield part
            self._steps.step()

    def end(self, tag: bytes) -> Answer:
        answer = self._wire.end(tag)
        self._steps.step()
        return answer


def in_child(work: Callable[[], int]) -> tuple[int, Callable[[], int | None]]:
    """Run `work` in a child process; return its id and a function that waits and gives the result (None: killed)."""
    pid = os.fork()
    if pid == 0:
        code = 255
        try:
            code = work()
        finally:
            os._exit(code)

    def wait() -> int | None:
        _, status = os.waitpid(pid, 0)
        return None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)

    return pid, wait


def dying_at(
    fatal: int, connect: Callable[[Callable[[Wire], Wire]], Mailbox], journal: Journal, act: Callable[[Desk], object]
) -> int | None:
    """Let a child process act at its desk and die at step `fatal`; returns the number of steps when it lived."""

    def work() -> int:
        steps = Steps(fatal)
        box = connect(lambda wire: cast(Wire, MortalWire(wire, steps)))
        act(desk(box, MortalJournal(journal, steps)))
        assert steps.count < STEPS_MAX
        return steps.count

    return in_child(work)[1]()
