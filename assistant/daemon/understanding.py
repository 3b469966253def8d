"""Batches of mail in, understood mail out: here, or in worker processes where much is to be read.

Public: `Understanding`, `Failed`, `Meaning`, `built_in_lexicon`, `given_lexicon`. Whoever does it, the same mails give
the same rows in the same order.
"""

import logging
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import AssistantError
from assistant.ledger.recorded import Held, Recorded, Restated, recorded, restated
from assistant.mail.mailbox import Batch
from assistant.model import Facts, Me, Message, RawMail, Role

if TYPE_CHECKING:
    from concurrent.futures import Future

    from assistant.daemon.workers import Workers
    from assistant.facts.lexicon import Lexicon

log = logging.getLogger(__name__)
MANY = 1_000  # mails to be understood from which on workers pay: they need half a second of each core to be ready
MOST = 2  # workers: each holds 70 MB, and a machine lends us two of its cores at most
AHEAD = 3  # batches handed to workers before the first of them is waited for
TASK = 50  # mails in one task: a twentieth of a second, so that a kill or a stop waits for no longer
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A mail that could not be understood."""

    uid: int
    error: str
    trace: str


@dataclass(slots=True, kw_only=True)
class Meaning:
    """What a mail is understood by: whose mailbox it is and which words mean what."""

    me: Me
    source: "Callable[[], Lexicon]"  # can be handed to another process: `built_in_lexicon`, or `given_lexicon` with one
    _lexicon: "Lexicon | None" = None

    @property
    def lexicon(self) -> "Lexicon":
        """Return the lexicon, read when first asked for."""
        if self._lexicon is None:
            self._lexicon = self.source()
        return self._lexicon

    def __reduce__(self) -> "tuple[Callable[..., Meaning], tuple[Me, Callable[[], Lexicon]]]":
        return _meaning, (self.me, self.source)


def _meaning(me: Me, source: "Callable[[], Lexicon]") -> Meaning:
    return Meaning(me=me, source=source)


def built_in_lexicon() -> "Lexicon":
    """Return the lexicon that comes with the house; five thousand phrases, so not before they are needed."""
    from assistant.facts import lexicon as lexicons

    return lexicons.builtin()


def given_lexicon(lexicon: "Lexicon") -> "Callable[[], Lexicon]":
    """Return a source that gives this lexicon, here and in a worker."""
    return partial(_same, lexicon)


def _same(lexicon: "Lexicon") -> "Lexicon":
    return lexicon


def understood(meaning: Meaning, mails: Sequence[RawMail], role: Role) -> list[Recorded | Failed]:
    """Return each mail as the ledger stores it, or why it could not be understood."""
    if not mails:  # a pass without news, of a folder that had to be compared: no lexicon, 17 MB
        return []
    from assistant.facts.parsing.read import read  # hundreds of expressions: not for those who only show the ledger
    from assistant.facts.understand import understand

    found: list[Recorded | Failed] = []
    for raw in mails:
        try:
            message = read(
                raw.raw,
                received=raw.received,
                complete=raw.complete,
                attachments=raw.attachments,
                size_bytes=raw.size_bytes,
            )
            found.append(recorded(raw, message, understand(message, meaning.me, meaning.lexicon, role)))
        except Exception as error:  # the border per message: one poisoned mail must not stop the mailbox
            found.append(Failed(uid=raw.uid, error=repr(error), trace=traceback.format_exc()))
    return found


def understood_anew(meaning: Meaning, part: Sequence[Held]) -> list[Restated]:
    """Return what changes when these recorded messages are understood anew."""
    from assistant.facts.understand import understand

    def again(message: Message, role: Role) -> Facts:
        return understand(message, meaning.me, meaning.lexicon, role)

    return restated(part, again)


@dataclass(slots=True)
class Understanding:
    """Understands batch after batch; starts workers when there is much to do and ends them with itself."""

    meaning: Meaning
    many: int = MANY
    count: int | None = None  # of workers; None: as many as this machine lends us
    _workers: "Workers | None" = field(default=None)

    def __enter__(self) -> "Understanding":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, if there are any."""
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the ids of the worker processes there are now."""
        return self._workers.pids if self._workers is not None else ()

    def batches(self, batches: Iterable[Batch], role: Role) -> Iterator[tuple[Batch, list[Recorded | Failed]]]:
        """Yield each batch with its mails understood, in order.

        With workers the next batches are taken off the wire meanwhile. What came before the wire broke is still given.
        """

        def task(batch: Batch) -> "_Task[Recorded | Failed]":
            self.prepare(len(batch.mails) + batch.remaining)
            return self._task(understood, batch.mails, role)

        return self._ahead(batches, task)

    def anew(self, parts: Iterable[Sequence[Held]]) -> Iterator[list[Restated]]:
        """Yield, part by part, what changes when recorded messages are understood anew (`Ledger.rebuild`)."""

        def task(part: Sequence[Held]) -> "_Task[Restated]":
            self.prepare(len(part) * 2)  # a full part: more are likely to follow
            return self._task(understood_anew, part)

        return (changed for _, changed in self._ahead(parts, task))

    def prepare(self, coming: int) -> None:
        """Start workers where so many mails are to come, so that they get ready while the first are on their way."""
        if self._workers is not None or coming < self.many:
            return
        from assistant.daemon.workers import Workers, cores  # most passes bring a mail or two

        if self.count is None:
            self.count = min(MOST, int(cores())) if cores() >= 2 else 0
        if self.count:
            log.info("worker processes started", extra={"workers": self.count})
            self._workers = Workers(self.count, self.meaning)

    def _task(self, work: Callable[..., list[R]], items: Sequence[T], *more: object) -> "_Task[R]":
        if self._workers is None:
            return [(partial(work, self.meaning, items, *more), None)]
        begin = self._workers.begin
        parts = [items[at : at + TASK] for at in range(0, len(items), TASK)]
        return [(partial(work, self.meaning, part, *more), begin(work, part, *more)) for part in parts]

    def _ahead(self, source: Iterable[T], task: "Callable[[T], _Task[R]]") -> Iterator[tuple[T, list[R]]]:
        waiting: deque[tuple[T, _Task[R]]] = deque()
        broken: AssistantError | None = None
        try:
            for one in source:
                waiting.append((one, task(one)))
                while len(waiting) > (0 if self._workers is None else AHEAD):
                    yield _done(*waiting.popleft())
        except AssistantError as error:
            broken = error
        while waiting:
            yield _done(*waiting.popleft())
        if broken is not None:
            raise broken


_Task = list[tuple[Callable[[], list[R]], "Future[list[R] | None] | None"]]  # how to do it here; who does it there


def _done(one: T, task: "_Task[R]") -> tuple[T, list[R]]:
    """Return the result of a task; what no worker did is done here."""
    results: list[R] = []
    for do, asked in task:
        found = asked.result() if asked is not None else None
        results += do() if found is None else found
    return one, results
