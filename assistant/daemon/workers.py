"""Processes that understand while this one reads and stores: both ends of the pipe between them.

Public: `Workers`, `cores`, `granted`; `main` is the other end. A worker is a fresh interpreter (not a fork: threads and
connections may exist here), fed through its standard input and gone when that is closed, whoever closed it: an end of
this process, also by SIGKILL, ends it. A worker that dies takes nothing with it: what it was asked is done here.
"""

import contextlib
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")
END_SECONDS = 2.0  # for a killed worker to be gone
_FIRST = "import sys; sys.path[:] = {path!r}; from assistant.daemon.workers import main; main()"
_BROKEN = (OSError, EOFError, ValueError, pickle.UnpicklingError)  # ValueError: the pipe is closed on our side


class Workers:
    """Some worker processes that hold one value each (`given`) and call functions of it."""

    def __init__(self, count: int, given: object) -> None:
        self._given = pickle.dumps(given, pickle.HIGHEST_PROTOCOL)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._own = threading.local()  # each thread minds one worker: asks, waits, hands over
        self._ending = False
        self._threads = ThreadPoolExecutor(count, "worker", initializer=self._start)
        for _ in range(count):
            self._threads.submit(int)  # so that each thread starts its worker now

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the ids of all processes started."""
        return tuple(process.pid for process in self._processes)

    def begin(self, work: Callable[..., T], *args: object) -> "Future[T | None]":
        """Let a worker call `work(given, *args)`, a function it can import; None: the worker died, do it here."""
        return self._threads.submit(self._ask, work, *args)

    def close(self) -> None:
        """End all workers; never raises. What was asked and not done yet is not done."""
        self._ending = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._kill()  # what the threads wait for ends with it
        self._threads.shutdown(wait=True)
        self._kill()  # one that was only being started
        for process in self._processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(END_SECONDS)
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(*_BROKEN):
                    _pipe(pipe).close()

    def _kill(self) -> None:
        for process in tuple(self._processes):
            with contextlib.suppress(OSError):
                process.kill()  # it holds nothing that could be lost

    def _start(self) -> None:
        self._own.process = None
        command = [sys.executable, "-c", _FIRST.format(path=sys.path)]
        quiet = subprocess.DEVNULL  # what goes wrong there is done, and said, here
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet)
        except OSError as error:  # no interpreter to start, no more processes allowed: it is done here
            log.warning("no worker process", extra={"error": type(error).__name__})
            return
        self._processes.append(process)
        with contextlib.suppress(*_BROKEN):
            _pipe(process.stdin).write(self._given)
            self._own.process = process

    def _ask(self, work: Callable[..., T], *args: object) -> T | None:
        process: subprocess.Popen[bytes] | None = self._own.process
        if process is None or self._ending:
            return None
        try:
            _send(_pipe(process.stdin), (work, args))
            answer: T = pickle.load(_pipe(process.stdout))
            return answer
        except _BROKEN:
            self._own.process = None
            if not self._ending:
                log.warning("worker process died", extra={"pid": process.pid})
            return None


def cores() -> float:
    """Return how many cores this process may use: its own share where systemd or a container sets one."""
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        group = Path("/proc/self/cgroup").read_text().strip().rpartition("::")[2]
        return min(float(able), granted(Path(f"/sys/fs/cgroup{group}/cpu.max").read_text()))
    except (OSError, ValueError):  # not Linux, or control groups of the first kind
        return float(able)


def granted(cpu_max: str) -> float:
    """Return the cores that a control group's `cpu.max` grants: CPUQuota=80% is "80000 100000"; "max": any number."""
    quota, _, period = cpu_max.partition(" ")
    return float("inf") if quota == "max" else int(quota) / int(period)


def _send(pipe: IO[bytes], value: object) -> None:
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("no pipe")
    return pipe


# --- the other end -------------------------------------------------------------------------------------------------
def main() -> None:
    """Do what is asked through standard input until that ends; answers go to what was standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches everybody in the terminal: who started us ends us
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not get between the answers
    try:
        given: Any = pickle.load(source)
        while True:
            work, args = pickle.load(source)
            _send(sink, work(given, *args))
    except (EOFError, BrokenPipeError):
        os._exit(0)
