"""Servers that refuse, lie or are not there: what the commands say, and that nothing is lost or tried too often."""

import json
import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant import wiring
from assistant.cli.running import Installation as Parts
from assistant.daemon.lock import holding
from tests.cli.typed import Terminal, refusals
from tests.given.installation import install
from tests.given.letters import letter, quote_and_silence
from tests.given.parties import AT, BECK, THEN
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession


@pytest.fixture
def terminal(dovecot: Dovecot, user: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """An installation over that user's mailbox; nothing was read yet."""
    return Terminal(config=install(tmp_path, dovecot.account(user)).config, capsys=capsys)


def change(terminal: Terminal, **imap: Any) -> None:
    """Change keys of the mailbox's imap section."""
    config = json.loads(terminal.config.read_text())
    config["mailboxes"][0]["imap"].update(imap)
    terminal.config.write_text(json.dumps(config))


def told(terminal: Terminal) -> str:
    """Return what `sync` and `check` say of a mailbox that cannot be opened, in one line."""
    synced, checked = terminal.type("sync"), terminal.type("check", "--json")
    assert (synced.code, checked.code) == (3, 1)
    wrong = [part for part in json.loads(checked.out) if not part["ok"]]
    assert [part["part"] for part in wrong] == ["mailbox lin"]
    assert wrong[0]["next_step"] in synced.out
    return f"{wrong[0]['says']} -> {wrong[0]['next_step']}"


# --- not reached -------------------------------------------------------------------------------------------------
def test_a_host_that_does_not_answer_is_said_with_its_port(terminal: Terminal) -> None:
    change(terminal, port=9)

    assert "127.0.0.1:9 does not answer (Connection refused) -> check host, port and the network" in told(terminal)


def test_a_host_name_that_nobody_knows_is_said(terminal: Terminal) -> None:
    change(terminal, host="imap.no-such-host.invalid", security="tls")

    assert "imap.no-such-host.invalid:" in (says := told(terminal))
    assert "check host, port and the network" in says


def test_tls_on_the_port_without_it_is_said(terminal: Terminal, dovecot: Dovecot) -> None:
    change(terminal, security="tls")

    assert "does not talk TLS on this port" in (says := told(terminal))
    assert "tls belongs to port 993, starttls to port 143" in says


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_ones_own_is_refused_with_the_line_that_pins_it(
    terminal: Terminal, dovecot: Dovecot, security: str
) -> None:
    change(terminal, security=security, port=dovecot.tls_port if security == "tls" else dovecot.port)
    says = told(terminal)

    assert "is not trusted" in says
    assert f"fingerprint: {dovecot.fingerprint}" in says
    change(terminal, fingerprint=dovecot.fingerprint)
    assert terminal.type("sync").code == 0
    change(terminal, fingerprint="0" * 64)
    assert "another certificate than the pinned one" in told(terminal)


# --- secrets -----------------------------------------------------------------------------------------------------
def test_a_password_file_that_is_missing_or_open_to_all_is_said_with_the_command_that_mends_it(
    terminal: Terminal,
) -> None:
    secret = terminal.config.with_name("lin.secret")
    secret.chmod(0o644)
    assert f"-> chmod 600 {secret}" in told(terminal)
    secret.unlink()

    assert "cannot be read (No such file or directory)" in told(terminal)


def test_a_password_command_that_fails_is_said_and_nothing_else_is_tried(terminal: Terminal, dovecot: Dovecot) -> None:
    change(terminal, password={"command": ["false"]})

    assert "the password command ended with 1 -> run the command yourself" in told(terminal)


def test_systemd_credentials_work(terminal: Terminal, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = terminal.config.with_name("credentials")
    folder.mkdir()
    (folder / "imap-password").write_text(f"{dovecot.password}\n")
    change(terminal, password={"credential": "imap-password"})
    assert "add LoadCredential=imap-password" in told(terminal)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))

    assert terminal.type("sync").code == 0


def test_under_systemd_config_and_database_lie_in_its_folders(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant.cli.main import run

    config = json.loads(terminal.config.read_text())
    del config["database"]
    terminal.config.write_text(json.dumps(config))
    monkeypatch.setenv("CONFIGURATION_DIRECTORY", str(terminal.config.parent))
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "var"))
    monkeypatch.delenv("FOLLOWUP_CONFIG", raising=False)

    assert run(["sync"]) == 0
    database = tmp_path / "var" / "followup.db"
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


# --- wrong password ----------------------------------------------------------------------------------------------
def test_a_wrong_password_is_tried_three_times_by_the_daemon_until_it_is_mended(
    terminal: Terminal, dovecot: Dovecot, user: str
) -> None:
    secret = terminal.config.with_name("lin.secret")
    secret.write_text("wrong")
    files = wiring.load_files(str(terminal.config))
    with holding(wiring.state_folder_of(files.config), ["lin"]) as locks, wiring.open_house(files) as house:
        parts = Parts(str(terminal.config), files, house.ledger, house.connections, locks)
        before = parts.fingerprint()
        stop = parts.watch(lambda: None)
        try:
            for hour in range(8):
                report = parts.one_pass(AT + timedelta(hours=hour), lambda *_: None)
        finally:
            stop()

        assert len(refusals(dovecot, user)) == 3
        assert "mend user or password" in str(report.mailboxes[0].problem)
        secret.write_text(dovecot.password)
        assert parts.fingerprint() != before
        parts.reload()
        assert parts.one_pass(AT + timedelta(hours=9), lambda *_: None).mailboxes[0].complete


# --- folders and space -------------------------------------------------------------------------------------------
def test_a_named_drafts_folder_that_is_not_there_keeps_the_draft_and_says_so(
    terminal: Terminal, session: SecondSession
) -> None:
    session.deliver(quote_and_silence())
    good = terminal.config.read_text()
    config = json.loads(good)
    config["mailboxes"][0]["folders"] = {"drafts": "Entwurf"}
    terminal.config.write_text(json.dumps(config))
    said = terminal.type("draft", "--at", THEN)

    assert said.code == 1
    assert "folders, drafts" in " ".join(said.out.split())
    terminal.config.write_text(good)
    assert terminal.type("draft", "--at", THEN).code == 0
    assert len(session.uids("Drafts")) == 1


def test_a_full_mailbox_is_said_and_the_draft_comes_when_there_is_space(
    dovecot: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user = dovecot.user(quota_bytes=60_000)
    terminal = Terminal(config=install(tmp_path, dovecot.account(user)).config, capsys=capsys)
    with dovecot.session(user) as session:
        session.deliver(quote_and_silence())
        filler = letter(BECK, BECK, "x", "x" * 70 + "\n", AT - timedelta(days=30), message_id="filler@x.example")
        big = filler + b"filler\r\n" * ((58_200 - len(filler)) // 8)
        uid = session.append("Trash", big)
        said = terminal.type("draft", "--at", THEN)

        assert said.code == 1, said
        assert "full" in said.out.lower()
        assert session.uids("Drafts") == []
        session.expunge("Trash", uid)
        terminal.type("draft", "--at", (AT + timedelta(minutes=10)).isoformat())
        assert len(session.uids("Drafts")) == 1


# --- mail that cannot be had ---------------------------------------------------------------------------------------
def test_a_mail_that_makes_the_server_hang_up_is_said_and_read_when_it_is_mended(
    terminal: Terminal, session: SecondSession, dovecot: Dovecot, user: str
) -> None:
    session.deliver(quote_and_silence())
    session.append("INBOX", letter(BECK, BECK, "x", "x\n", AT, message_id="locked@beck.example"))
    files = [path for path in dovecot.maildir(user).rglob("*") if path.is_file()]
    hidden = next(path for path in files if b"locked@beck.example" in path.read_bytes())
    os.chmod(hidden, 0)
    synced, status = terminal.type("sync"), terminal.type("status")

    assert (synced.code, status.code) == (3, 1)
    for told_by in (synced, status):
        assert "folder INBOX, mail with UID 2 could not be read: the connection breaks when" in told_by.out
        assert "the server said goodbye" in told_by.out
    os.chmod(hidden, 0o644)
    assert (terminal.type("sync").code, terminal.type("status").code) == (0, 0)


def test_a_mail_that_makes_the_server_hang_up_three_times_is_left_out_and_told_until_it_is_deleted(
    terminal: Terminal, session: SecondSession, dovecot: Dovecot, user: str
) -> None:
    session.deliver(quote_and_silence())
    uid = session.append("INBOX", letter(BECK, BECK, "x", "x\n", AT, message_id="locked@beck.example"))
    files = [path for path in dovecot.maildir(user).rglob("*") if path.is_file()]
    os.chmod(next(path for path in files if b"locked@beck.example" in path.read_bytes()), 0)

    assert [terminal.type("sync").code for _ in range(3)] == [3, 3, 0]
    status = terminal.type("status")
    assert status.code == 1
    assert "mailbox lin: folder INBOX, mail with UID 2 is left out after 3 tries" in status.out
    assert "look at it in your mail program" in status.out
    session.expunge("INBOX", uid)
    assert (terminal.type("sync").code, terminal.type("status").code) == (0, 0)


def test_mail_that_is_no_mail_stops_nothing(terminal: Terminal, session: SecondSession) -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1000))
    session.append("INBOX", bytes(range(1, 256)) * 40)
    session.append("INBOX", b"Subject: " + b"x" * 3_000_000 + b"\r\n\r\nhi\r\n")
    session.append("INBOX", b"From: a@b.example\r\n" + nested)
    session.deliver(quote_and_silence())
    said = terminal.type("sync", "--json")

    assert said.code == 0, said
    assert json.loads(said.out)["mailboxes"][0]["new_messages"] == 5
    assert "beck-leuchten" in terminal.type("customers", "--json").out
