"""`classify --review` as a person meets it: a real terminal asks, and a daemon may be at work meanwhile."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import wiring
from assistant.cli.main import run
from assistant.daemon.lock import holder
from tests.given.letters import letter
from tests.given.mailboxes import configured, write_maildir
from tests.given.parties import US

WHEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
OWNER = {"name": "Lin Wei", "addresses": [US], "domains": ["brightline.example"], "timezone": "Asia/Shanghai"}
BUYER = "karin@beck-leuchten-demo.de"
LETTERS = {
    "parked@beck": "Hello Lin,\n\nthe board has mothballed the whole undertaking.\n\nKarin\n",
    "drawer@beck": "Hello Lin,\n\nour lobby sleeps in a drawer from now onwards.\n\nKarin\n",
}
ASKED = b"write it into lexicon.yaml? [y/N]: "
PATIENCE = 100  # seconds for a loaded machine
UNHEARD = 20  # seconds after which a key is pressed again: what is typed while a terminal is set up may be dropped


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Two mails taken for plain replies, and corrected."""
    written = [
        ("INBOX", letter(BUYER, US, "LED panel", text, WHEN + timedelta(days=day), message_id=name, answers=("q@x",)))
        for day, (name, text) in enumerate(LETTERS.items())
    ]
    write_maildir(tmp_path / "mail", written)
    configured(tmp_path, me=OWNER)
    config = tmp_path / "config.yaml"
    for words in (["sync"], *(["mark", name, "refusal"] for name in LETTERS)):
        assert run([*words, "-c", str(config)]) == 0
    return config


def command(config: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "assistant", *words, "-c", str(config)]


def typed(config: Path, answers: list[bytes]) -> tuple[int, str]:
    """Return exit code and screen of `classify --review` in a terminal where each question gets its answer."""
    child, screen = pty.fork()
    if child == 0:
        os.execv(sys.executable, command(config, "classify", "--review"))
    shown, given, until = b"", 0, time.monotonic() + PATIENCE
    pressed, stood_at = 0.0, 0
    while time.monotonic() < until:
        ready, _, _ = select.select([screen], [], [], 0.2)
        try:
            new = os.read(screen, 4096) if ready else b" "
        except OSError:  # Linux: the other side of the terminal is closed
            break
        if not new:
            break
        shown += new if ready else b""
        unheard = given > 0 and len(shown) == stood_at and time.monotonic() - pressed > UNHEARD
        if unheard or (given < len(answers) and shown.count(ASKED) > given):
            given += not unheard
            pressed, stood_at = time.monotonic(), len(shown)
            os.write(screen, answers[given - 1])
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode().replace("\r\n", "\n")


def kinds(config: Path) -> dict[str, str]:
    """Return what the corrected mails are taken for now, without the corrections."""
    with wiring.open_house(wiring.load_files(str(config))) as house:
        return {one.message_id: str(one.facts.kind) for one in house.ledger.review.marked() if one.facts is not None}


def test_yes_writes_that_proposal_and_no_leaves_the_other(config: Path) -> None:
    code, screen = typed(config, [b"y\n", b"n\n"])

    assert code == 0
    assert "all recorded mail was understood anew with it" in screen
    assert config.with_name("lexicon.yaml").read_text("utf-8").count("# from your correction of ") == 1
    assert kinds(config) == {"parked@beck": "refusal", "drawer@beck": "reply"}


def test_an_answer_that_is_none_is_asked_again_and_no_writes_nothing(config: Path) -> None:
    code, screen = typed(config, [b"maybe\n", b"n\n", b"n\n"])

    assert (code, config.with_name("lexicon.yaml").exists()) == (0, False)
    assert "nothing was written; later: followup classify --review --accept NUMBER" in screen


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_what_was_accepted_before_an_interruption_counts(config: Path, key: bytes) -> None:
    code, screen = typed(config, [b"y\n", key])

    assert code == 130
    assert "all recorded mail was understood anew with it" in screen
    assert kinds(config) == {"parked@beck": "refusal", "drawer@beck": "reply"}


@pytest.fixture
def daemon(config: Path) -> Iterator[None]:
    """The daemon at work on the same mailbox."""
    running = subprocess.Popen(command(config, "run"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: holder(wiring.state_folder_of(wiring.load_files(str(config)).config), "story") == running.pid)
        yield
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(PATIENCE)


def wait_for(comes: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not comes():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.2)


@pytest.mark.parametrize("way", ["terminal", "script"])
def test_the_running_daemon_takes_over_what_was_accepted(config: Path, daemon: None, way: str) -> None:
    if way == "terminal":
        code, said = typed(config, [b"y\n", b"n\n"])
    else:
        done = subprocess.run(
            command(config, "classify", "--review", "--accept", "1"), capture_output=True, text=True, timeout=PATIENCE
        )
        code, said = done.returncode, done.stdout

    assert (code, "the running daemon takes it over within seconds" in said) == (0, True)
    wait_for(lambda: kinds(config)["parked@beck"] == "refusal")
