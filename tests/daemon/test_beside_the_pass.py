"""Digest, command folders and sending stand beside the pass: what goes wrong there is told, and the daemon lives."""

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
from assistant.errors import InvalidFiles
from tests.given.mailboxes import RULES, configured, silent_customer

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def no_progress(folder: str, read: int, to_come: int) -> None:
    """Nobody watches."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Installation]:
    silent_customer(tmp_path)
    digest = {"at": "08:00", "by": "imap"}
    config = str(configured(tmp_path, RULES.replace("0 hours", "12 hours"), digest=digest))
    with ExitStack() as stack:
        files = wiring.load_files(config)
        locks = stack.enter_context(holding(wiring.state_folder_of(files.config), ["story"]))
        house = stack.enter_context(wiring.open_house(files))
        yield Installation(config, files, house.ledger, house.connections, locks)


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


@pytest.mark.parametrize("name", ["rules.yaml", "materials.yaml", "lexicon.yaml"])
def test_a_file_that_vanishes_while_the_daemon_runs_stays_in_force(running: Installation, name: str) -> None:
    file = Path(str(running._option)).with_name(name)
    file.touch()
    running.reload()
    before, text = running._files, file.read_text(encoding="utf-8")

    file.unlink()
    with pytest.raises(InvalidFiles, match=f"{name}: is gone: what it said stays in force"):
        running.reload()
    assert running._files is before

    file.write_text(text, encoding="utf-8")
    assert running.reload() == "files reloaded"
