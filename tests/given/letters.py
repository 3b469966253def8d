"""Mails as bytes, as a client sends them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from tests.given.parties import AT, BECK, LIN, US, at


def letter(
    sender: str,
    to: str,
    subject: str,
    text: str,
    when: datetime | str = "2026-03-10 10:00",
    *,
    message_id: str = "letter@mail.example",
    answers: tuple[str, ...] = (),
    cc: str = "",
    headers: Mapping[str, str] | None = None,
    files: tuple[str, ...] = (),
) -> bytes:
    """Return a mail with CRLF; `answers` are the ids of its thread, `headers` more lines of its head."""
    mail = EmailMessage()
    named = {"From": sender, "To": to, "Cc": cc, "Subject": subject}
    named["Date"] = format_datetime(at(when) if isinstance(when, str) else when)
    named["Message-ID"] = f"<{message_id}>"
    if answers:
        named["In-Reply-To"] = f"<{answers[-1]}>"
        named["References"] = " ".join(f"<{one}>" for one in answers)
    for name, value in (named | dict(headers or {})).items():
        if value:
            mail[name] = value
    mail.set_content(text)
    for name in files:
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def quote_and_silence(customer: str = BECK, now: datetime = AT) -> list[tuple[str, bytes]]:
    """Return an inquiry and our quote of 25 days ago with their folders: the beginning of every silence."""
    domain = customer.rpartition("@")[2].rstrip(">")
    inquiry = letter(
        customer,
        US,
        "Inquiry LED panel",
        "Dear Lin,\n\nplease quote 500 pcs of LED panel BL-2031 FOB Ningbo.\n\nBest regards\nKarin Beck\n",
        now - timedelta(days=26),
        message_id=f"inquiry@{domain}",
    )
    quote = letter(
        LIN,
        customer,
        "Re: Inquiry LED panel",
        "Dear Ms Beck,\n\nour offer: LED panel BL-2031 at USD 7.85 per piece FOB Ningbo, 500 pcs.\n\nLin Wei\n",
        now - timedelta(days=25),
        message_id=f"quote-{domain}@brightline.example",
        answers=(f"inquiry@{domain}",),
    )
    return [("INBOX", inquiry), ("Sent", quote)]
