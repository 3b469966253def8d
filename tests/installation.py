"""A whole installation for a test: files over a private server, mails as a trade has them, commands as typed."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ME = "lin@brightline.example"
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
            "addresses": [ME],
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


def mail(
    sender: str, to: str, subject: str, text: str, at: datetime, *, message_id: str, answers: tuple[str, ...] = ()
) -> bytes:
    """Return a plain mail as a client sends it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{message_id}>"
    if answers:
        message["In-Reply-To"] = f"<{answers[-1]}>"
        message["References"] = " ".join(f"<{one}>" for one in answers)
    message.set_content(text)
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def quote_and_silence(customer: str, inquiry_at: datetime, quote_at: datetime) -> tuple[bytes, bytes]:
    """Return an inquiry and our quote: the beginning of every silence."""
    domain = customer.rpartition("@")[2].rstrip(">")
    inquiry = mail(
        customer,
        ME,
        "Inquiry LED panel",
        "Dear Lin,\n\nplease quote 500 pcs of LED panel BL-2031 FOB Ningbo.\n\nBest regards\nKarin Beck\n",
        inquiry_at,
        message_id=f"inquiry@{domain}",
    )
    quote = mail(
        f"Lin Wei <{ME}>",
        customer,
        "Re: Inquiry LED panel",
        "Dear Ms Beck,\n\nour offer: LED panel BL-2031 at USD 7.85 per piece FOB Ningbo, 500 pcs.\n\nLin Wei\n",
        quote_at,
        message_id=f"quote-{domain}@brightline.example",
        answers=(f"inquiry@{domain}",),
    )
    return inquiry, quote
