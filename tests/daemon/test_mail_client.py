"""The seller stays in the mail client: digest, command folders, sending; with a real daemon, Dovecot and SMTP."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemon.running import daemon, until
from tests.given.installation import Installation, install
from tests.given.letters import quote_and_silence
from tests.given.parties import AT
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession
from tests.servers.smtp import PASSWORD, USER, Post, smtp_server


@pytest.fixture
def post() -> Iterator[Post]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def installed(dovecot: Dovecot, user: str, session: SecondSession, post: Post, tmp_path: Path) -> Installation:
    session.deliver(quote_and_silence())
    made = install(tmp_path, dovecot.account(user))
    config = json.loads(made.config.read_text())
    (tmp_path / "smtp.secret").touch(mode=0o600)
    (tmp_path / "smtp.secret").write_text(PASSWORD)
    smtp = {"host": "127.0.0.1", "port": post.port, "security": "none", "user": USER}
    config["mailboxes"][0]["smtp"] = {**smtp, "password": {"file": "smtp.secret"}}
    made.config.write_text(json.dumps({**config, "command_folders": "yes", "digest": {"at": "08:00", "by": "imap"}}))
    return made


def test_a_morning_with_the_assistant(installed: Installation, session: SecondSession, post: Post) -> None:
    with daemon(installed) as running:
        running.wait_for("1 drafts placed")
        until(lambda: len(session.uids("INBOX")) == 2)
        digest = session.raw("INBOX", session.uids("INBOX")[-1])
        assert b"Subject: Follow-up, Wednesday 18 November: 1 draft waits" in digest

        session.move("INBOX", session.uids("INBOX")[0], "Followup/Grade A")
        running.process.send_signal(signal.SIGHUP)
        until(lambda: session.uids("Followup/Grade A") == [] and len(session.uids("INBOX")) == 2)

        session.move("Drafts", session.uids("Drafts")[0], "Followup/Send at best time")
        running.process.send_signal(signal.SIGHUP)
        until(lambda: session.uids("Followup/Send at best time") == [] and len(session.uids("Sent")) == 2)
        until(lambda: installed.json("drafts")[0]["state"] == "sent")

    assert [taken.rcpt_tos for taken in post.taken] == [["karin@beck-leuchten-demo.de"]]
    assert [one["grade"] for one in installed.json("customers", "--at", AT.isoformat())] == ["A"]
    status = json.loads(installed.run("status", "--json").stdout)
    assert status["approved"] == []


def test_check_tries_the_login_for_sending(installed: Installation, post: Post) -> None:
    found = {row["part"]: row for row in json.loads(installed.run("check", "--json").stdout)}

    assert found["mailbox lin, sending"]["ok"] is True
    assert post.taken == []
