"""Digest, command folders and sending stand beside the pass: what goes wrong there is told, and the daemon lives."""

import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import wiring
from assistant.cli.running import Installation
from assistant.daemon import morning
from assistant.daemon.lock import holding
from tests.installation import quote_and_silence
from tests.stories.maildirs import RULES, write_maildir

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
BECK = "Karin Beck <karin@beck-leuchten-demo.de>"


def no_progress(folder: str, read: int, to_come: int) -> None:
    """Nobody watches."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Installation]:
    inquiry, quote = quote_and_silence(BECK, AT - timedelta(days=26), AT - timedelta(days=25))
    write_maildir(tmp_path / "mail", [("INBOX", inquiry), ("Sent", quote)])
    config = {
        "me": {"name": "Lin Wei", "addresses": ["lin@brightline.example"], "timezone": "Asia/Shanghai"},
        "mailboxes": [{"name": "story", "maildir": "mail"}],
        "database": "sqlite:///state/ledger.db",
        "digest": {"at": "08:00", "by": "imap"},
    }
    (tmp_path / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES.replace("0 hours", "12 hours"), encoding="utf-8")
    (tmp_path / "materials.yaml").write_text(
        "- {id: line, topic: company-news, facts: {what: a second line is running, means: lead time is shorter}}\n",
        encoding="utf-8",
    )
    with ExitStack() as stack:
        files = wiring.load_files(str(tmp_path / "config.yaml"))
        locks = stack.enter_context(holding(wiring.state_folder_of(files.config), ["story"]))
        house = stack.enter_context(wiring.open_house(files))
        yield Installation(str(tmp_path / "config.yaml"), files, house.ledger, house.connections, locks)


def shelf(running: Installation) -> list[str]:
    return [item.kind for item in running._ledger.shelf()]


def test_an_error_nobody_foresaw_costs_one_digest_and_is_shown_until_one_comes(
    running: Installation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched, caplog.at_level(logging.INFO):
        patched.setattr(morning, "keep", broken)
        report = running.one_pass(AT, no_progress)
    assert [one.folder for one in report.placed] == ["Drafts"]  # the pass itself did its work
    assert shelf(running) == ["digest"]
    assert "digest not looked after" in caplog.text

    running.one_pass(AT + timedelta(minutes=5), no_progress)
    assert shelf(running) == []
