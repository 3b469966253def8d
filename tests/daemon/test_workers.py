"""Much mail is understood by worker processes: the rows are the same, and nothing is lost when one of them dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.daemon import reading
from assistant.daemon.house import House
from assistant.daemon.understanding import TASK, Understanding
from assistant.daemon.workers import granted
from assistant.errors import MailboxUnreachable
from assistant.mail.mailbox import Batch
from assistant.model import RawMail, Role, Uid
from bench.mailbox import mails
from tests.given import ROOT
from tests.given.mailboxes import house_over, write_maildir
from tests.ledger.setting import content_of

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
MAILS = list(mails(4 * TASK))
Rows = dict[str, list[tuple[object, ...]]]


def read(house: House, understanding: Understanding, progress: reading.Progress | None = None) -> reading.MailboxReport:
    box = house.connections.get("story", NOW)
    report = reading.read_mailbox(box, "story", house.ledger, understanding, NOW, progress)
    house.ledger.derive(house.me, NOW)
    return report


def test_whoever_understands_the_rows_are_the_same(tmp_path: Path) -> None:
    write_maildir(tmp_path / "mail", MAILS)
    found: list[Rows] = []
    for workers in range(3):
        for file in (tmp_path / "state").glob("ledger.db*"):
            file.unlink()
        with house_over(tmp_path) as house, house.understanding() as understanding:
            understanding.many, understanding.count = 1, workers
            assert read(house, understanding).complete
            assert len(understanding.pids) == workers
        found.append(content_of(tmp_path / "state"))

    assert len(found[0]["message"]) == len(MAILS)
    assert found[0] == found[1] == found[2]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    write_maildir(tmp_path / "mail", MAILS)
    with house_over(tmp_path) as built:
        yield built


def raw(number: int) -> RawMail:
    text = MAILS[number][1]
    return RawMail(uid=Uid(number + 1), flags=frozenset(), received=NOW, size_bytes=9, raw=text, complete=True)


def batches(understanding: Understanding) -> Iterator[Batch]:
    """Yield a batch, kill the workers, yield another."""
    yield Batch(mails=tuple(map(raw, range(TASK * 2))), remaining=TASK * 2)
    for pid in understanding.pids:
        os.kill(pid, signal.SIGKILL)
    yield Batch(mails=tuple(map(raw, range(TASK * 2, TASK * 4))))


def test_what_a_killed_worker_was_asked_is_done_here(house: House) -> None:
    with house.understanding() as understanding:
        understanding.many, understanding.count = 1, 2
        found = [one for _, done in understanding.batches(batches(understanding), Role.INBOX) for one in done]

    assert [one.uid for one in found] == list(range(1, TASK * 4 + 1))


def test_what_came_before_the_line_broke_is_kept(house: House) -> None:
    def breaking() -> Iterator[Batch]:
        yield Batch(mails=(raw(0),), remaining=1)
        raise MailboxUnreachable("the line broke")

    came = []
    with house.understanding() as understanding:
        understanding.many, understanding.count = 1, 1
        done = understanding.batches(breaking(), Role.INBOX)
        came += [one.uid for one in next(done)[1]]
        with pytest.raises(MailboxUnreachable):
            next(done)

    assert came == [1]


def test_an_interrupted_reading_leaves_no_process_behind_and_goes_on_later(house: House, tmp_path: Path) -> None:
    seen: list[int] = []
    with house.understanding() as understanding:
        understanding.many, understanding.count = 1, 2

        def interrupt(_folder: str, _read: int, _remaining: int) -> None:
            seen.extend(understanding.pids)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read(house, understanding, interrupt)
    assert len(seen) == 2
    assert not any(map(is_there, seen))
    with house.understanding() as understanding:
        assert read(house, understanding).complete
    assert len(content_of(tmp_path / "state")["message"]) == len(MAILS)


def test_a_worker_ends_when_the_one_who_started_it_is_killed() -> None:
    start = "from assistant.daemon.workers import Workers; w = Workers(1, 0); w.begin(repr).result(); "
    command = [sys.executable, "-c", start + "print(w.pids[0], flush=True); input()"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        worker = int(starter.stdout.readline())
        starter.kill()
    deadline = time.monotonic() + 10
    while is_there(worker) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not is_there(worker)


def is_there(pid: int) -> bool:
    """Return whether a process runs; one that ended and is not fetched yet does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_a_rebuild_by_workers_gives_the_same_customers(house: House, tmp_path: Path) -> None:
    with house.understanding() as understanding:
        assert read(house, understanding).complete
    before = content_of(tmp_path / "state")
    with house.understanding() as understanding:
        understanding.many, understanding.count = 1, 2
        house.ledger.rebuild(understanding.anew, house.me, NOW)

    assert content_of(tmp_path / "state") == before


@pytest.mark.parametrize(
    ("cpu_max", "grants"), [("80000 100000\n", 0.8), ("200000 100000\n", 2.0), ("max 100000\n", float("inf"))]
)
def test_a_quota_of_systemd_or_a_container_counts_as_cores(cpu_max: str, grants: float) -> None:
    assert granted(cpu_max) == grants


def test_a_few_mails_start_no_process(house: House) -> None:
    with house.understanding() as understanding:
        understanding.count = 2
        assert read(house, understanding).complete
        assert understanding.pids == ()


def test_workers_are_started_by_what_all_folders_hold_before_the_first_is_read(house: House) -> None:
    with house.understanding() as understanding:
        understanding.many, understanding.count = len(MAILS), 1
        assert read(house, understanding).complete
        assert len(understanding.pids) == 1
