"""What transport sees and reading makes of it: raw mail, addresses, attachments, the message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant.model.ids import MessageId, Uid


class Role(StrEnum):
    """What a folder is for; every folder but `drafts` and `ours` may hold a customer's answer."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"
    ARCHIVE = "archive"
    JUNK = "junk"
    TRASH = "trash"
    ALL = "all"  # Gmail's All Mail
    OTHER = "other"  # filters' folders
    OURS = "ours"  # Followup/*


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """One mail as it lies in a folder, perhaps cut: what transport hands to understanding."""

    uid: Uid
    flags: frozenset[str]  # as the server spells them: \\Seen, \\Draft, ...
    received: datetime | None  # INTERNALDATE, aware
    size_bytes: int  # of the whole mail on the server
    raw: bytes  # the first 16 KB, cut at the last CRLF, or all of it
    complete: bool  # False: `raw` was cut
    attachments: "tuple[Attachment, ...] | None" = None  # from BODYSTRUCTURE, where a cut mail hid them


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A mailbox address with the name its owner shows."""

    address: str  # addr-spec in lower case, "" where unreadable
    name: str = ""  # decoded display name, "" where none


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An attached file, known by name, type and size; its content is never opened here."""

    name: str | None
    type: str  # "application/pdf"
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What we saw of one mail: headers we use and its text, split. Pure function of the bytes (facts.parsing)."""

    message_id: MessageId
    id_is_ours: bool = False  # True: the mail had no usable Message-ID, `message_id` is a content hash
    in_reply_to: tuple[MessageId, ...] = ()
    references: tuple[MessageId, ...] = ()  # oldest first
    at: datetime  # the time of the message: Date, else INTERNALDATE (definitions "Time"); aware
    date_offset_minutes: int | None = None  # UTC offset of the Date header: a sign of the writer's zone
    sender: Address
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)  # lower-case names of further headers we judge by
    new_text: str = ""  # what this writer wrote in this mail, at most 4 KB; no history, no signature
    quoted: str = ""  # the start of the history below it, at most 2 KB ("" = none)
    signature: str | None = None
    has_price_table: bool = False  # an HTML table with amounts stands in the new part
    attachments: tuple[Attachment, ...] = ()
    report: Mapping[str, str] = field(default_factory=dict)  # fields of a DSN or MDN part, lower-case names
    size_bytes: int = 0
    complete: bool = True
    problems: tuple[str, ...] = ()  # what could not be read; never a reason to stop
