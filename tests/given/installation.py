"""A whole installation for a test: files over a private server, and commands as typed."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.given import ROOT
from tests.given.parties import US

RULES = "lead: 24 hours\nlimits: {open_drafts: 50, per_day: 50, first_day: 50, per_company_per_week: 9}\n"
MATERIALS = """\
- id: second-line
  topic: company-news
  facts: {what: a second SMT line is running, means: lead time 18 instead of 25 days}
  from: 2025-01-01
  until: 2028-12-31
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The user's files in a folder, and the command line over them."""

    config: Path

    def run(self, *words: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        """Return what `followup WORDS -c CONFIG` did."""
        command = [sys.executable, "-m", "assistant", *words, "-c", str(self.config)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, input=stdin, check=False, timeout=90)

    def json(self, *words: str) -> Any:
        """Return the JSON document that a command printed; it must have succeeded."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def install(folder: Path, imap: dict[str, Any], *, rules: str = RULES, materials: str = MATERIALS) -> Installation:
    """Return an installation whose only mailbox is the IMAP account given (host, port, user)."""
    secret = folder / "lin.secret"
    secret.touch(mode=0o600)
    secret.write_text(imap.pop("password"))
    config = {
        "me": {
            "name": "Lin Wei",
            "company": "Brightline Lighting Co., Ltd.",
            "addresses": [US],
            "domains": ["brightline.example"],
            "timezone": "Asia/Shanghai",
            "signature": "Lin Wei\nExport Manager, Brightline Lighting Co., Ltd.\n",
        },
        "mailboxes": [{"name": "lin", "imap": {"security": "none", "password": {"file": secret.name}, **imap}}],
        "poll": "1 minutes",
        "database": "sqlite:///state/followup.db",
    }
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    (folder / "materials.yaml").write_text(materials, encoding="utf-8")
    return Installation(config=folder / "config.yaml")
