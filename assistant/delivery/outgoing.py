"""What is sent of an approved draft: that very text, without the marks of a draft, dated when it goes out. Pure.

Public: `prepared`, `Outgoing`, `NotSendable`. Works on the bytes: a mail is never taken apart and put together again,
because that changes what the seller approved (ecosystem.md section 4).
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from assistant.facts.parsing.read import read
from assistant.model import Me, Message

# Of no concern to the customer: ours, and what Thunderbird, Roundcube and Apple Mail keep in a draft.
_DROPPED = re.compile(
    rb"(?:x-followup-draft|bcc|date|x-mozilla-[a-z-]+|x-account-key|x-identity-key|x-enigmail-[a-z-]+|status|x-status"
    rb"|x-uniform-type-identifier|x-apple-[a-z-]+|x-universally-unique-identifier|x-draft-info|x-unsent|fcc)\s*:",
    re.IGNORECASE,
)
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A mail ready to be handed over."""

    sender: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    saved_at: datetime  # the draft's own date: when its text was last saved
    raw: bytes  # CRLF lines
    text_hash: str  # of the draft as it lay there: what the seller approved


@dataclass(frozen=True, slots=True)
class NotSendable:
    """Why a mail in the folder is not sent; in words for the seller."""

    says: str


def prepared(draft: bytes, me: Me, now: datetime) -> Outgoing | NotSendable:
    """Return the mail as it goes out at `now`, or why it cannot."""
    raw = re.sub(rb"\r\n|\r|\n", b"\r\n", draft)
    head, found, body = raw.partition(b"\r\n\r\n")
    message = read(raw, complete=True)
    wrong = _wrong(message, me, bool(found and body.strip()))
    if wrong:
        return NotSendable(wrong)
    recipients = dict.fromkeys(one.address for one in (*message.to, *message.cc, *message.bcc) if one.address)
    kept = [field for field in _fields(head) if not _DROPPED.match(field)]
    if message.id_is_ours:  # the draft has none: made of its content, so that a second try is the same mail
        own = hashlib.sha256(draft).hexdigest()[:32]
        message_id = f"{own}@{message.sender.address.rpartition('@')[2]}"
        kept.append(f"Message-ID: <{message_id}>".encode())
    else:
        message_id = message.message_id
    kept.insert(0, f"Date: {format_datetime(now)}".encode())
    return Outgoing(
        sender=message.sender.address,
        recipients=tuple(recipients),
        subject=message.subject,
        message_id=message_id,
        saved_at=message.at,
        raw=b"\r\n".join(kept) + b"\r\n\r\n" + body,
        text_hash=hashlib.sha256(draft).hexdigest(),
    )


def _wrong(message: Message, me: Me, has_body: bool) -> str:
    if message.sender.address not in me.addresses and me.colleague_at(message.sender.address) is None:
        return "its sender is none of your addresses"
    if not any(one.address for one in (*message.to, *message.cc, *message.bcc)):
        return "it has no recipient"
    if not message.subject.strip():
        return "it has no subject"
    if not has_body:
        return "it has no text"
    return ""


def _fields(head: bytes) -> list[bytes]:
    """Return the header fields, each with its continuation lines."""
    fields: list[bytes] = []
    for line in head.split(b"\r\n"):
        if fields and (line[:1] in (b" ", b"\t") or not _FIELD.match(line)):
            fields[-1] += b"\r\n" + line
        else:
            fields.append(line)
    return fields
