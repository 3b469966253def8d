"""`followup demo`, as somebody tries it who has just installed the program."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.demo.scene import stage_time
from assistant.demo.seed import mailbox
from tests.given import ROOT

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)


def test_the_mailbox_is_that_of_a_real_exporter_and_the_same_every_time() -> None:
    mails = mailbox(NOW)
    customers = {found[1] for mail in mails for found in [re.search(rb"\nTo: [^<]*<([^>]+)>", mail.raw)] if found}

    assert len(mails) >= 600
    assert len(customers) >= 40
    assert (NOW - mails[0].at).days > 500
    assert mailbox(NOW) == mails


@pytest.mark.parametrize("real", ["2026-11-21T22:00", "2027-02-10T03:00", "2026-12-27T12:00", "2027-05-06T11:00"])
def test_the_demo_plays_on_a_working_day_whatever_the_day_is(real: str) -> None:
    moment = datetime.fromisoformat(real).replace(tzinfo=UTC)
    staged = stage_time(moment)

    assert staged <= moment
    assert staged.weekday() in (2, 3)


class Demo:
    """The demo in one terminal, and a second terminal beside it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "TMPDIR": str(folder)}
        self.process = subprocess.Popen(
            self._words(), cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        self.said = ""

    def act(self, way: str) -> str:
        """Return what `followup demo --act WAY` said in the second terminal."""
        done = subprocess.run(
            self._words("--act", way), cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    def fates(self) -> list[str]:
        """Return the states of all drafts."""
        words = [sys.executable, "-m", "assistant", "drafts", "--json", "-c", self.config]
        done = subprocess.run(words, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return re.findall(r'"state": "(\w+)"', done.stdout)

    @property
    def config(self) -> str:
        found = re.search(r"-c (\S+)", self.said)
        assert found, self.said
        return found[1]

    @staticmethod
    def _words(*more: str) -> list[str]:
        return [sys.executable, "-m", "assistant", "demo", *more]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    running = Demo(tmp_path)
    assert running.process.stdout is not None
    for line in running.process.stdout:
        running.said += line
        if "--act" in line:
            break
    yield running
    running.process.kill()
    running.process.communicate()


def test_drafts_lie_ready_and_everything_the_user_does_is_noticed(demo: Demo) -> None:
    assert int(re.findall(r"(\d+) drafts lie", demo.said)[0]) >= 10
    assert "has answered" in demo.act("reply")
    assert "was sent" in demo.act("send")
    assert "was edited" in demo.act("edit")
    deadline = time.monotonic() + 20
    while not {"withdrawn", "sent", "edited"} <= set(demo.fates()):
        assert time.monotonic() < deadline, demo.fates()
        time.sleep(0.5)

    demo.process.send_signal(signal.SIGTERM)
    assert demo.process.wait(timeout=15) == 0
    assert "no demo is running" in demo.act("reply")
    assert not Path(demo.config).parent.exists()


def test_a_demo_that_was_killed_leaves_no_server_behind(demo: Demo) -> None:
    port = int(re.findall(r"port (\d+)", demo.said)[0])
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
    demo.process.kill()
    demo.process.wait()
    deadline = time.monotonic() + 10
    while _listens(port):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
