"""A draft, a server, a desk: what the desk's tests start from."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from assistant.drafts.desk import Desk, Journal
from assistant.mail.mailbox import Mailbox
from assistant.model import CustomerNumber, Draft, DraftId, DraftState, JournalEntry, MessageId, Uid, Wording

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DRAFTS, SENT, TRASH, WITHDRAWN = "Drafts", "Sent", "Trash", "Followup/Withdrawn"
BODY = "Dear Mr Müller,\r\n\r\naluminium has become cheaper, so BL-2031 costs 4 % less until 15 December.\r\n"


def draft(number: int = 1, *, body: str = BODY, to: str = "hans@kunde.example", at: datetime = NOON) -> Draft:
    """Return a composed draft as compose makes them: threaded, token second to last, one text part."""
    message_id, token = MessageId(f"d{number}@brightline.example"), MessageId(f"fu.{number}x9@brightline.example")
    asked = MessageId(f"ask{number}@kunde.example")
    lines = [
        "From: Lin Wei <lin@brightline.example>",
        f"To: =?utf-8?q?Hans_M=C3=BCller?= <{to}>",
        "Subject: Re: LED panels",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{message_id}>",
        f"In-Reply-To: <{asked}>",
        f"References: <root{number}@kunde.example> <{token}> <{asked}>",
        f"X-Followup-Draft: D{number}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    return Draft(
        draft=DraftId(f"D{number}"),
        customer=CustomerNumber(number),
        mailbox="lin",
        step=f"2026-10-20/{number}",
        topic="price-update",
        material=None,
        wording=Wording(language="en", subject=None, body=body, phrases=(), sentences=()),
        message_id=message_id,
        token=token,
        sender="lin@brightline.example",
        to=(to,),
        cc=(),
        subject="Re: LED panels",
        in_reply_to=asked,
        raw=("\r\n".join(lines) + "\r\n\r\n" + body).encode(),
    )


def edited(raw: bytes, text: str = "Dear Hans", *, message_id: str = "new-1@client.example") -> bytes:
    """Return the draft as Thunderbird saves it after a change: new Message-ID and Date, X- headers dropped."""
    head, _, body = raw.decode().partition("\r\n\r\n")
    kept = [line for line in head.split("\r\n") if not line.startswith(("X-", "Message-ID", "Date"))]
    kept += [f"Message-ID: <{message_id}>", "Date: Tue, 03 Nov 2026 12:20:00 +0000"]
    return ("\r\n".join(kept) + "\r\n\r\n" + body.replace("Dear Mr Müller", text)).encode()


def desk(mailbox: Mailbox, journal: Journal) -> Desk:
    """Return the desk of the mailbox "lin"."""
    return Desk(mailbox, "lin", journal, DRAFTS, (SENT,), (TRASH,), WITHDRAWN)


def placed(mailbox: Mailbox, journal: Journal, one: Draft | None = None, now: datetime = NOON) -> JournalEntry:
    """Return the entry of a draft just placed."""
    entry = desk(mailbox, journal).place(one or draft(), now)
    assert entry is not None
    return entry


def waiting(number: int = 1) -> JournalEntry:
    """Return the entry of a draft that lies in Drafts under UID 1."""
    one = draft(number)
    return JournalEntry(
        draft=one.draft,
        customer=one.customer,
        mailbox="lin",
        step=one.step,
        topic=one.topic,
        material=None,
        message_id=one.message_id,
        token=one.token,
        to=one.to,
        subject=one.subject,
        in_reply_to=one.in_reply_to,
        raw=one.raw,
        state=DraftState.WAITING,
        folder=DRAFTS,
        uidvalidity=8,
        uidnext=1,
        uid=Uid(1),
        placed_at=NOON,
        changed_at=NOON,
    )
