"""The daemon in a process of its own, and waiting for what it does."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from tests.given import ROOT
from tests.given.installation import Installation
from tests.given.parties import AT


class Daemon:
    """The running process, and what it told systemd."""

    def __init__(self, process: "subprocess.Popen[bytes]", channel: socket.socket) -> None:
        self.process, self.channel, self.told = process, channel, ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                self.told += self.channel.recv(4096).decode() + "\n"

    def wait_for(self, word: str, seconds: float = 25) -> None:
        """Wait until it told systemd that word."""
        deadline = time.monotonic() + seconds
        while word not in self.told:
            assert time.monotonic() < deadline, f"never said {word}: {self.told}"
            time.sleep(0.02)


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.1)


@contextmanager
def daemon(installed: Installation, at: datetime = AT) -> Iterator[Daemon]:
    """Run the daemon with its clock at `at`; it ends with the block."""
    path = installed.config.parent / "notify"
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(str(path))
        ahead = (at - datetime.now(UTC)).total_seconds()
        command = [sys.executable, "-m", "tests.daemon.service_process", str(installed.config), str(ahead)]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "NOTIFY_SOCKET": str(path)})
        try:
            yield Daemon(process, channel)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
