"""The daemon as a process: woken by mail, careful with files, quick to stop, alone with its mailbox."""

import copy
import json
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.daemon.lock import holder
from tests.daemon.running import daemon, until
from tests.given.installation import Installation, install
from tests.given.letters import letter, quote_and_silence
from tests.given.parties import AT, BECK, US
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession


@pytest.fixture
def installed(dovecot: Dovecot, user: str, session: SecondSession, tmp_path: Path) -> Installation:
    session.deliver(quote_and_silence())
    return install(tmp_path, dovecot.account(user))


def test_it_reads_places_the_draft_and_takes_it_back_when_the_answer_comes(
    installed: Installation, session: SecondSession
) -> None:
    with daemon(installed) as running:
        running.wait_for("READY=1")
        running.wait_for("1 drafts placed")
        assert len(session.uids("Drafts")) == 1
        answer = letter(
            BECK,
            US,
            "Re: Inquiry LED panel",
            "Dear Lin,\n\nis it dimmable?\n\nKarin\n",
            AT + timedelta(minutes=1),
            message_id="answer@beck-leuchten-demo.de",
            answers=("quote-beck-leuchten-demo.de@brightline.example",),
        )
        session.append("INBOX", answer)
        until(lambda: session.uids("Drafts") == [])

        assert len(session.uids("Followup/Withdrawn")) == 1


def test_it_stops_within_seconds_of_sigterm(installed: Installation) -> None:
    with daemon(installed) as running:
        running.wait_for("last pass")
        start = time.monotonic()
        running.process.send_signal(signal.SIGTERM)

        assert running.process.wait(timeout=15) == 0
        assert time.monotonic() - start < 10
        running.wait_for("STOPPING=1")


def test_a_second_one_is_told_who_holds_the_mailbox(installed: Installation) -> None:
    with daemon(installed) as running:
        running.wait_for("READY=1")
        second = installed.run("run")

        assert second.returncode == 1
        assert str(running.process.pid) in second.stderr


def test_while_the_clock_is_years_off_mail_is_only_read(installed: Installation, session: SecondSession) -> None:
    leap = installed.config.with_name("leap")
    with daemon(installed, AT - timedelta(days=25)) as running:  # nobody is due yet
        running.wait_for("last pass")
        leap.write_text(str(25 * 86_400))  # now the quote is old enough
        session.deliver(quote_and_silence("Jo <jo@new-demo.com>")[:1])
        running.wait_for("clock was set ahead by 25 days")

        assert installed.json("sync")["customers"] == 2
        assert session.uids("Drafts") == []
        assert "clock was set ahead" in installed.run("draft").stderr
        assert "clock was set ahead" in installed.run("status").stdout
        running.told = ""
        leap.write_text("0")
        installed.json("sync")
        running.wait_for("0 drafts placed\n")
        assert "clock" not in installed.run("status").stdout


def test_a_wish_that_cannot_be_fulfilled_is_answered_like_the_command_itself(installed: Installation) -> None:
    with daemon(installed) as running:
        running.wait_for("last pass")
        unknown = installed.run("draft", "--customer", "nobody.example")

        assert (unknown.returncode, "nobody.example" in unknown.stderr) == (2, True)
        assert installed.run("sync", "--rebuild").returncode == 0
        before_its_draft = (AT - timedelta(minutes=1)).isoformat()
        assert "To: Karin Beck" in installed.json("draft", "--dry-run", "--at", before_its_draft)[0]["raw"]


def test_sync_leaves_a_wish_and_prints_what_the_daemon_did(installed: Installation) -> None:
    with daemon(installed) as running:
        running.wait_for("last pass")
        result = installed.json("sync")

        assert result["mailboxes"][0]["complete"]
        assert result["customers"] == 1


def test_a_broken_rules_file_leaves_the_last_good_rules_in_force(installed: Installation) -> None:
    with daemon(installed) as running:
        running.wait_for("last pass")
        rules = installed.config.parent / "rules.yaml"
        good = rules.read_text()
        rules.write_text("min_gap: [")
        running.wait_for("the last good set stays")
        rules.write_text(good + "min_gap: 3 working days\n")
        running.wait_for("files reloaded")

        assert running.process.poll() is None


def test_a_mailbox_written_into_the_config_is_read_at_once_and_let_go_when_it_is_taken_out(
    installed: Installation, dovecot: Dovecot
) -> None:
    alone = installed.config.read_text()
    both = json.loads(alone)
    both["mailboxes"].append(copy.deepcopy(both["mailboxes"][0]) | {"name": "sales"})
    both["mailboxes"][1]["imap"]["user"] = dovecot.user()
    state = installed.config.parent / "state"
    with daemon(installed) as running:
        running.wait_for("last pass")
        installed.config.write_text(json.dumps(both))
        until(lambda: holder(state, "sales") == running.process.pid)
        read = installed.json("sync")["mailboxes"]
        installed.config.write_text(alone)
        until(lambda: holder(state, "sales") is None)

        assert [(box["name"], box["complete"]) for box in read] == [("lin", True), ("sales", True)]
        assert holder(state, "lin") == running.process.pid


def test_after_a_kill_the_next_one_goes_on_without_a_second_draft(
    installed: Installation, session: SecondSession
) -> None:
    with daemon(installed) as running:
        running.wait_for("1 drafts placed")
        running.process.kill()
        running.process.wait()
    with daemon(installed, AT + timedelta(minutes=5)) as running:
        running.wait_for("last pass")

        assert len(session.uids("Drafts")) == 1
