"""The morning digest: one mail to the seller with what waits, why, and what became of yesterday's. Pure.

Public: `Digest`, `Section`, `Line`, `composed`, `message_id_of`. The mail goes to the seller alone; it is read back as
a mail of his own to himself and changes nothing (design 3, parties).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo

import jinja2

from assistant.delivery.calls import Call, as_calendar
from assistant.model import Me, MessageId

HEADER = "X-Followup-Digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to know or to do."""

    code: str = ""  # of the customer, EU-001-A; "" where it is about no customer
    who: str = ""  # company, person
    what: str
    why: str = ""
    more: tuple[str, ...] = ()  # lines below: what to say on the phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines of one sort; one without lines is left out."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a morning's mail says."""

    mailbox: str
    day: date  # on the seller's calendar
    headline: str  # for the subject: "3 drafts wait, 1 answer owed"
    sections: tuple[Section, ...]
    calls: tuple[Call, ...] = ()  # for the seller's calendar

    @property
    def shown(self) -> tuple[Section, ...]:
        """Return the sections that have something to say."""
        return tuple(section for section in self.sections if section.lines)


def headline(counts: Sequence[tuple[int, str, str]]) -> str:
    """Return "1 answer owed, 3 drafts wait"; of each (count, word for one, words for many) only what there is."""
    told = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    return ", ".join(told) or "nothing waits for you"


def message_id_of(mailbox: str, day: date, address: str) -> MessageId:
    """Return the id of a day's digest: the same for every try, so that two copies would be one mail."""
    mark = hashlib.sha256(f"{mailbox}|{day.isoformat()}|{address}".encode()).hexdigest()[:24]
    return MessageId(f"digest.{mark}@{address.rpartition('@')[2]}")


def composed(digest: Digest, me: Me, address: str, now: datetime) -> bytes:
    """Return the digest as a mail from the seller's own address to itself: text, the same as HTML, calls.ics if any."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = mail["To"] = address
    mail["Subject"] = f"Follow-up, {digest.day:%A} {digest.day.day} {digest.day:%B}: {digest.headline}"
    mail["Date"] = now.astimezone(ZoneInfo(me.timezone))
    mail["Message-ID"] = f"<{message_id_of(digest.mailbox, digest.day, address)}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's vacation notice answers it
    mail[HEADER] = digest.day.isoformat()
    values = {"digest": digest, "me": me}
    mail.set_content(_squeezed(_templates().get_template("digest.txt.j2").render(values)))
    mail.add_alternative(_templates().get_template("digest.html.j2").render(values), subtype="html")
    if digest.calls:
        # Bytes, not text: line breaks and folding are part of the format, and a mail would set its own.
        params = {"charset": "utf-8", "method": "PUBLISH"}  # RFC 6047, 2.4: the method stands here too
        ics = as_calendar(digest.calls, address, now)
        mail.add_attachment(ics, maintype="text", subtype="calendar", filename="calls.ics", params=params)
    return mail.as_bytes()


def _squeezed(text: str) -> str:
    """Return the text without runs of empty lines."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for before, line in pairwise(["x", *lines]) if before or line) + "\n"


@cache
def _templates() -> jinja2.Environment:
    folder = resources.files("assistant.delivery") / "templates"
    sources = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".j2")}
    return jinja2.Environment(
        loader=jinja2.DictLoader(sources),
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
