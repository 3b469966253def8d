"""What nobody foresaw: one line and the next step for the seller, the places in a log, no word of any mail."""

import sqlite3
import stat
from pathlib import Path

import pytest

from tests.given.installation import Installation, install
from tests.given.letters import quote_and_silence
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession


@pytest.fixture
def damaged(
    dovecot: Dovecot, user: str, session: SecondSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Installation:
    """A ledger in which what is known of a customer was replaced by something else."""
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "var"))
    session.deliver(quote_and_silence())
    installed = install(tmp_path, dovecot.account(user))
    assert installed.run("sync").returncode == 0
    with sqlite3.connect(tmp_path / "state" / "followup.db") as ledger:
        ledger.execute("UPDATE picture SET body = '{\"beck\": 1}'")
    ledger.close()
    return installed


@pytest.mark.parametrize("command", ["customers", "run"])
def test_it_is_told_in_one_line_with_the_next_step(damaged: Installation, tmp_path: Path, command: str) -> None:
    done = damaged.run(command, "-v")

    log = tmp_path / "var" / "errors.log"
    failed, step = done.stderr.splitlines()[-2:]
    assert (done.returncode, done.stdout) == (1, "")
    assert failed.startswith("followup: failed in a way nobody foresaw (KeyError in picture.py, line ")
    assert step == f"  next: try again; if it fails again, report {log} (places in the program, no word of your mail)"
    assert "Traceback" not in done.stderr
    assert "picture.py" in log.read_text()
    assert "beck" not in log.read_text().lower()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_without_a_place_for_the_log_the_line_itself_is_to_be_reported(
    damaged: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "file" / "var"))

    assert damaged.run("customers").stderr.splitlines()[1] == "  next: try again; if it fails again, report this line"
