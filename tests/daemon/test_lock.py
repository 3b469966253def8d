"""Two processes never work on one mailbox."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.daemon.lock import holder, holding
from assistant.errors import LedgerUnusable, MailboxBusy

HOLDER = """
import sys, pathlib
from assistant.daemon.lock import holding
with holding(pathlib.Path(sys.argv[1]), ["lin"]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_process_is_told_who_holds_the_mailbox(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    with pytest.raises(MailboxBusy) as busy, holding(tmp_path, ["lin"]):
        pass

    assert busy.value.pid == holder.pid
    holder.communicate()


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()

    with holding(tmp_path, ["lin"]):
        pass


def test_a_mailbox_can_be_held_later_and_let_go_of_alone(tmp_path: Path) -> None:
    with holding(tmp_path, ["lin"]) as locks:
        locks.hold("sales")
        assert (holder(tmp_path, "lin"), holder(tmp_path, "sales")) == (os.getpid(), os.getpid())
        locks.keep(["sales"])

        assert (holder(tmp_path, "lin"), holder(tmp_path, "sales")) == (None, os.getpid())
    assert holder(tmp_path, "sales") is None


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(LedgerUnusable, match="cannot write in"), holding(blocked / "state", ["lin"]):
        pass
