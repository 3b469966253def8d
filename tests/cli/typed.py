"""A command line as typed, run in this process: quick, and its three outcomes in one value."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import run
from tests.given.mailboxes import configured, write_maildir
from tests.given.parties import OWNER
from tests.servers.dovecot import Dovecot


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Types commands over one config file."""

    config: Path
    capsys: pytest.CaptureFixture[str]

    def type(self, *words: str) -> Said:
        """Return the exit code and both outputs of `followup WORDS -c CONFIG`."""
        self.capsys.readouterr()
        code = run([*words, "-c", str(self.config)])
        out, err = self.capsys.readouterr()
        return Said(code=code, out=out, err=err)

    def lines(self, *words: str) -> list[str]:
        """Return what a command that must end with 2 says on stderr, the folder of the config left out."""
        said = self.type(*words)
        assert said.code == 2, said
        return said.err.replace(f"{self.config.parent}/", "").splitlines()


def seller_of(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    mails: Sequence[tuple[str, bytes]],
    me: Mapping[str, Any] = OWNER,
) -> Terminal:
    """Return the command line of a seller whose Maildir holds these mails and was read once."""
    write_maildir(folder / "mail", mails)
    terminal = Terminal(config=configured(folder, me=me), capsys=capsys)
    assert terminal.type("sync").code == 0
    return terminal


def refusals(dovecot: Dovecot, user: str) -> list[str]:
    """Return the lines in which the server tells that it refused this user, after a moment for it to write them."""
    time.sleep(0.7)
    return [line for line in dovecot.log().splitlines() if "auth failed" in line and f"<{user}>" in line]
