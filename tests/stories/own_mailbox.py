"""Our own stories: a YAML file is one mailbox, each story in it one customer with a moment and what is right then.

Public: `Story`, `load`, `mails_of`. A mail is written `WHO DATE | SUBJECT | TEXT` (subject `Re` answers the mail before
it) or with keys: who, date, subject, text, to, cc, re (number of the mail answered, 1 is the first), folder, headers,
attachments, quote (no: without the history below), id. WHO is a name from `people`, `lin`, `sales`, or a whole address.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

from assistant import yamldoc

ME: dict[str, Any] = {
    "name": "Lin Wei",
    "company": "Brightline Lighting Co., Ltd.",
    "addresses": ["lin@brightline.example", "sales@brightline.example", "lin.brightline@gmail.com"],
    "domains": ["brightline.example"],
    "timezone": "Asia/Shanghai",
    "country": "CN",
    "language": "en",
}
OURS = {
    "lin": "Lin Wei <lin@brightline.example>",
    "sales": "Lin Wei <sales@brightline.example>",
    "gmail": "Lin Wei <lin.brightline@gmail.com>",
    "mei": "Mei Tan <mei@brightline.example>",
}
OUR_OFFSET = "+08:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One customer's mails, what the user said about it, and what is right at a moment."""

    name: str
    domain: str
    person: str | None  # of a free-mail customer
    mails: list[tuple[str, bytes]]
    said: list[dict[str, str]]
    checks: list[dict[str, Any]] = field(default_factory=list)  # at, rule (the sentence), then what is right


def load(file: Path) -> list[Story]:
    """Return the stories of a file; a mistake in the file fails loudly."""
    doc, problems = yamldoc.parse(file.read_text("utf-8"), str(file))
    assert not problems, problems
    assert doc is not None
    return [_story(told) for told in doc.value]


def _story(told: dict[str, Any]) -> Story:
    people = OURS | dict(told.get("people", {}))
    theirs = next((who for who in people if who not in OURS), "")
    built: list[_Mail] = []
    for number, entry in enumerate(told["mails"], 1):
        built.append(_Mail(told, number, _keys(entry), people, theirs, built))
    checks = told["expect"] if isinstance(told["expect"], list) else [told["expect"]]
    return Story(
        name=told["story"],
        domain=told.get("domain") or _address(people[theirs]).rpartition("@")[2],
        person=told.get("person"),
        mails=[(mail.folder, mail.raw()) for mail in built],
        said=told.get("said", []),
        checks=checks,
    )


def _keys(entry: Any) -> dict[str, Any]:
    if isinstance(entry, dict):
        return entry
    head, subject, text = (part.strip() for part in entry.split("|", 2))
    who, _, date = head.partition(" ")
    return {"who": who, "date": date, "subject": subject, "text": text}


def _address(shown: str) -> str:
    return parseaddr(shown)[1]


class _Mail:
    """One mail of a story, as it would lie in the mailbox."""

    def __init__(
        self,
        told: dict[str, Any],
        number: int,
        entry: dict[str, Any],
        people: dict[str, str],
        theirs: str,
        before: list["_Mail"],
    ) -> None:
        self.entry = entry
        self.who = people.get(entry["who"], entry["who"])
        ours = entry["who"] in OURS
        self.folder = entry.get("folder", "Sent" if ours and entry["who"] != "mei" else "INBOX")
        offset = OUR_OFFSET if ours else told.get("zone", "+01:00")
        date = entry["date"]
        self.at = datetime.fromisoformat(date if "+" in date or date.count("-") > 2 else f"{date}{offset}")
        answers = int(entry["re"]) if "re" in entry else (len(before) if entry.get("subject", "Re") == "Re" else 0)
        self.answered = before[answers - 1] if answers else None
        subject = entry.get("subject", "Re")
        if subject == "Re" and self.answered:
            subject = "Re: " + self.answered.subject.removeprefix("Re: ")
        self.subject: str = subject
        name = hashlib.sha1(told["story"].encode()).hexdigest()[:12]
        self.id = entry.get("id", f"<{number}.{name}@{_address(self.who).rpartition('@')[2]}>")
        default = people[theirs] if ours else OURS["lin"]
        self.to = [people.get(one, one) for one in _listed(entry.get("to", default))]
        self.cc = [people.get(one, one) for one in _listed(entry.get("cc", []))]

    def raw(self) -> bytes:
        """Return the mail as its bytes."""
        mail = EmailMessage()
        headers = dict(self.entry.get("headers", {}))
        mail["From"] = headers.pop("From", self.who)
        mail["To"] = ", ".join(self.to)
        if self.cc:
            mail["Cc"] = ", ".join(self.cc)
        mail["Subject"] = self.subject
        mail["Date"] = format_datetime(self.at)
        mail["Message-ID"] = self.id
        if self.answered:
            mail["In-Reply-To"] = self.answered.id
            mail["References"] = " ".join(self.chain())
        for key, value in headers.items():
            mail[key] = value
        mail.set_content(self.text(), cte="8bit")
        for name in _listed(self.entry.get("attachments", [])):
            mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=name)
        return mail.as_bytes()

    def chain(self) -> list[str]:
        """Return the ids that References holds, oldest first."""
        return [*self.answered.chain(), self.answered.id] if self.answered else []

    def text(self) -> str:
        """Return the text with the history below it, as clients put it there."""
        text = str(self.entry.get("text", "")).rstrip() + "\n"
        if self.answered is None or self.entry.get("quote") == "no":
            return text
        head = f"On {self.answered.at:%a, %d %b %Y at %H:%M}, {self.answered.who} wrote:"
        return f"{text}\n{head}\n" + "".join(f"> {line}\n" for line in self.answered.text().splitlines())


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [value]
