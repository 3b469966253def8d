"""The user's side of the demo, acted out: the customer replies, the seller sends, edits or deletes a draft.

Public: `act`. It does what mail clients do (ecosystem.md section 4): Thunderbird's new Message-ID on save and on send,
its dropped X- headers, the token in References that every client keeps.
"""

import secrets
from datetime import datetime
from email import message_from_bytes
from email.message import Message as Mail
from email.utils import format_datetime, parseaddr

from assistant.demo import server
from assistant.errors import AssistantError
from assistant.mail.mailbox import Mailbox
from assistant.model import Uid

WAYS = ("reply", "send", "edit", "delete")
REPLY = (
    "Dear Lin Wei,\n\nthank you for your mail. Is the price still the same for double the quantity?\n\nBest regards\n"
)


def act(port: int, way: str, now: datetime) -> str:
    """Return in words what was done with the newest draft in the demo's Drafts folder.

    Raises AssistantError when there is no draft yet.
    """
    box = server.connect(port)
    try:
        uid, raw = _newest_draft(box)
        mail = message_from_bytes(raw)
        who = parseaddr(str(mail["To"]))[1]
        if way == "reply":
            box.append("INBOX", _reply(mail, now), (), now)
            return f"{who} has answered: the assistant withdraws its draft within seconds"
        if way == "edit":
            box.append("Drafts", _as_client(mail, now, edited=True), ("\\Draft", "\\Seen"), now)
            box.remove("Drafts", uid)
            return f"the draft to {who} was edited and saved: the assistant leaves it to you from now on"
        if way == "send":
            box.append("Sent", _as_client(mail, now, edited=False), ("\\Seen",), now)
        box.remove("Drafts", uid)
        if way == "send":
            return f"the draft to {who} was sent: followup drafts shows it as sent within seconds"
        return f"the draft to {who} was deleted: followup drafts shows it as discarded after an hour, not before"
    finally:
        box.close()


def _newest_draft(box: Mailbox) -> tuple[Uid, bytes]:
    for uid in reversed(box.uids("Drafts")):
        raw = box.whole("Drafts", uid)
        if raw is not None:
            return uid, raw
    raise AssistantError("there is no draft yet", next_step="wait for the daemon's first pass, then try again")


def _as_client(mail: Mail, now: datetime, *, edited: bool) -> bytes:
    """Return the draft as Thunderbird saves or sends it: new Message-ID, no X- headers, References kept."""
    del mail["X-Followup-Draft"]
    domain = parseaddr(str(mail["From"]))[1].rpartition("@")[2]
    mail.replace_header("Message-ID", f"<{secrets.token_hex(12)}@{domain}>")
    mail.replace_header("Date", format_datetime(now))
    raw = mail.as_bytes()
    if edited:
        head, salutation, text = raw.split(b"\n\n", 2)
        raw = b"\n\n".join((head, salutation, b"I hope the new season has begun well for you.", text))
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _reply(draft: Mail, now: datetime) -> bytes:
    answered = draft["In-Reply-To"] or draft["Message-ID"]
    lines = (
        f"From: {draft['To']}",
        f"To: {draft['From']}",
        f"Subject: {draft['Subject']}",
        f"Date: {format_datetime(now)}",
        f"Message-ID: <{secrets.token_hex(12)}@{parseaddr(str(draft['To']))[1].rpartition('@')[2]}>",
        f"In-Reply-To: {answered}",
        f"References: {answered}",
        "Content-Type: text/plain; charset=utf-8",
        "",
        REPLY,
    )
    return "\r\n".join(lines).replace("\r\n\n", "\r\n").encode()
