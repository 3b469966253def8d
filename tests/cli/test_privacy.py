"""What leaves the mailbox: the password never, and logs hold ids and codes, not what people write."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.cli import logs
from tests.given import ROOT
from tests.given.installation import Installation, install
from tests.given.letters import letter
from tests.given.parties import AT, LIN, US
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession

PERSON = "Zephyrine Quollmann <zephyrine@quollmann-canary.de>"
CANARIES = ("quollmann", "zephyrine", "xylograph", "wombatlamp", US)


@pytest.fixture
def installed(dovecot: Dovecot, user: str, session: SecondSession, tmp_path: Path) -> Installation:
    """A mailbox whose every word would be noticed."""
    inquiry = letter(
        PERSON,
        US,
        "Inquiry xylograph",
        "Dear Lin,\n\nplease quote 500 pcs of wombatlamp FOB Ningbo.\n\nBest regards\nZephyrine\n",
        AT - timedelta(days=26),
        message_id="inquiry@quollmann-canary.de",
    )
    quote = letter(
        LIN,
        PERSON,
        "Re: Inquiry xylograph",
        "Dear Ms Quollmann,\n\nour offer: wombatlamp at USD 7.85 per piece FOB Ningbo, 500 pcs.\n\nLin Wei\n",
        AT - timedelta(days=25),
        message_id="quote@brightline.example",
        answers=("inquiry@quollmann-canary.de",),
    )
    noise = b"From: wombatlamp\r\nSubject: xylograph\r\n\r\n" + bytes(range(256))
    session.deliver([("INBOX", inquiry), ("INBOX", noise), ("Sent", quote)])
    return install(tmp_path, dovecot.account(user))


def test_commands_log_no_word_of_any_mail_and_keep_no_password(installed: Installation, dovecot: Dovecot) -> None:
    told = ""
    for words in (
        ("sync",),
        ("draft", "--at", AT.isoformat()),
        ("drafts",),
        ("status",),
        ("plan",),
        ("sync", "--rebuild"),
    ):
        done = installed.run(*words, "-v")
        assert done.returncode == 0, done.stderr
        assert dovecot.password not in done.stdout
        told += done.stderr
    (installed.config.parent / "lin.secret").write_text("wrong" + dovecot.password)
    told += installed.run("sync", "-v").stderr

    assert "draft placed" in told  # the diary is written, and says whose by code
    assert [word for word in (*CANARIES, dovecot.password) if word in told.lower()] == []
    assert kept_with(dovecot.password, installed) == []


def test_the_daemon_logs_no_word_of_any_mail_and_shows_no_password(installed: Installation, dovecot: Dovecot) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(str(installed.config.parent / "notify"))
        channel.settimeout(30)
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "run", "-v", "-c", str(installed.config)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            env={**os.environ, "NOTIFY_SOCKET": str(installed.config.parent / "notify")},
        )
        told = ""
        while "last pass" not in told:
            told += channel.recv(4096).decode()
        time.sleep(0.5)  # the watch has logged in too
        shown = b"".join((Path("/proc") / str(process.pid) / name).read_bytes() for name in ("cmdline", "environ"))
        process.send_signal(signal.SIGTERM)
        told += process.communicate(timeout=20)[1].decode()

    assert process.returncode == 0
    assert "pass done" in told
    assert dovecot.password.encode() not in shown
    assert [word for word in (*CANARIES, dovecot.password) if word in told.lower()] == []
    assert kept_with(dovecot.password, installed) == []


def test_a_failure_is_logged_by_its_place_and_not_by_its_words() -> None:
    formatter = logs.formatter()
    try:
        raise ValueError("Dear Ms Quollmann, our price is 7.85")
    except ValueError:
        record = logging.makeLogRecord({"msg": "mail not understood", "exc_info": sys.exc_info(), "uid": 7})
    shown = formatter.format(record)

    assert "mail not understood uid=7" in shown
    assert "ValueError" in shown
    assert "test_privacy.py" in shown
    assert "Quollmann" not in shown


def kept_with(password: str, installed: Installation) -> list[str]:
    """Return every file of the installation that holds the password, the user's own secret file left out."""
    files = [path for path in installed.config.parent.rglob("*") if path.is_file() and path.name != "lin.secret"]
    assert any(path.name == "followup.db" for path in files)
    return [path.name for path in files if password.encode() in path.read_bytes()]
