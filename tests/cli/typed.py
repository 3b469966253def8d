"""A command line as typed, run in this process: quick, and its three outcomes in one value."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli.main import run


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
