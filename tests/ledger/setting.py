"""A ledger in a folder of its own, mails on their way into it, and drafts to be placed."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from assistant.ledger import recorded as recording
from assistant.ledger.recorded import Recorded, Restate
from assistant.ledger.store import Ledger, Position
from assistant.model import (
    CustomerNumber,
    Draft,
    DraftId,
    Facts,
    Message,
    MessageId,
    RawMail,
    Reason,
    Role,
    Uid,
    Wording,
)
from tests.given.messages import facts, message
from tests.given.parties import ANNA, ME, US, at

NOW = at("2026-03-20")


def url_of(folder: Path) -> str:
    """Return where the ledger of a folder lies."""
    return f"sqlite:///{folder}/ledger.db"


def recorded(uid: int, what: Message, kind: str = "reply", known: Facts | None = None) -> Recorded:
    """Return a mail as it comes from a folder; who wrote it decides its direction."""
    direction = "outbound" if what.sender.address in ME.addresses else "inbound"
    raw = RawMail(uid=Uid(uid), flags=frozenset({"\\Seen"}), received=what.at, size_bytes=100, raw=b"", complete=True)
    return recording.recorded(raw, what, known or facts(kind, direction))


def by(understand: Callable[[Message, Role], Facts]) -> Restate:
    """Return what rebuilds a ledger by such an understanding."""
    return lambda parts: (recording.restated(part, understand) for part in parts)


def inquiry_and_quote(
    name: str = "anna", host: str = "muster-leuchten.de", day: str = "2026-03-02"
) -> tuple[Recorded, ...]:
    """Return an inquiry, our quote and a question, uids 1 (INBOX), 1 (Sent), 2 (INBOX)."""
    who = f"{name}@{host}"
    return (
        recorded(1, message(f"{name}.1@{host}", f"{day} 09:00", who, text="Price for 500 panels?"), "inquiry"),
        recorded(
            1,
            message(f"{name}.2@us", f"{day} 11:00", US, who, answers=f"{name}.1@{host}", text="USD 9.80 each"),
            "quote",
        ),
        recorded(
            2,
            message(f"{name}.3@{host}", f"{day} 15:00", who, answers=f"{name}.1@{host} {name}.2@us", text="Thanks"),
        ),
    )


def read_in(
    ledger: Ledger,
    mails: Sequence[Recorded],
    role: Role = Role.INBOX,
    folder: str = "",
    when: datetime = NOW,
    mailbox: str = "lin",
) -> int:
    """Record mails as the complete content of a folder."""
    highest = max((one.uid for one in mails), default=0)
    position = Position(uidnext=highest + 1, exists=len(mails))
    return ledger.record(mailbox, folder or role.value, role, 7, mails, position=position, at=when)


def with_anna(folder: Path) -> Ledger:
    """Return a ledger that knows one customer, number 1: Anna, who asked, got a quote and thanked."""
    ledger = Ledger.open(url_of(folder))
    asked, quote, thanked = inquiry_and_quote()
    ledger.folders_seen("lin", [("inbox", Role.INBOX), ("sent", Role.SENT)], NOW)
    read_in(ledger, [asked, thanked])
    read_in(ledger, [quote], Role.SENT)
    ledger.mailbox_checked("lin", NOW, None)
    ledger.derive(ME, NOW)
    return ledger


def content_of(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, but what chance decided."""
    connection = sqlite3.connect(folder / "ledger.db")
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}")) for name in names if name != "meta"}
    finally:
        connection.close()


def draft(name: str = "d1", step: str = "spell/1", to: str = ANNA, customer: int = 1) -> Draft:
    """Return a composed draft."""
    return Draft(
        draft=DraftId(name),
        customer=CustomerNumber(customer),
        mailbox="lin",
        step=step,
        topic="product-update",
        material="led-panel",
        wording=Wording(language="en", subject=None, body="Dear Anna", phrases=("p1",), sentences=("a sentence",)),
        message_id=MessageId(f"{name}@us"),
        token=MessageId(f"{name}.token@us"),
        sender=US,
        to=(to,),
        cc=(),
        subject="Re: LED panels",
        in_reply_to=MessageId("anna.3@muster-leuchten.de"),
        raw=b"From: lin\r\n\r\nDear Anna\r\n",
        because=(Reason(rule="cadence", says="two weeks have passed"),),
    )


def later(**length: float) -> datetime:
    """Return NOW plus a length of time."""
    return NOW + timedelta(**length)


def with_three(folder: Path) -> Ledger:
    """Return a ledger with Anna (1), Bert of bert.example (2) and Cleo at a free-mail host (3)."""
    ledger = with_anna(folder)
    for day, name, host in (("2026-03-03", "bert", "bert.example"), ("2026-03-04", "cleo", "gmail.com")):
        asked, quote, thanked = inquiry_and_quote(name, host, day)
        read_in(ledger, [asked, thanked], folder=f"inbox.{name}")
        read_in(ledger, [quote], Role.SENT, folder=f"sent.{name}")
    ledger.derive(ME, NOW)
    return ledger
