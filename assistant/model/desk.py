"""What we would say, the draft composed of it, and the journal entry that follows its fate."""

from dataclasses import dataclass, field
from datetime import datetime

from assistant.model.history import DraftState
from assistant.model.ids import CustomerNumber, DraftId, MessageId, Uid
from assistant.model.judgement import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file that goes along with a letter, as its words know of it."""

    name: str
    type: str  # "application/pdf"
    folder: str = field(default="", compare=False)  # the seller's, where it is one of his own: "certificates"
    again: bool = field(default=False, compare=False)  # it lay under our quote and goes once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What we would say: the text above the signature and history."""

    language: str
    subject: str | None  # None: keep the thread's subject
    body: str  # salutation, opening, topic, closing; no signature
    phrases: tuple[str, ...]  # ids, in order of use
    sentences: tuple[str, ...]  # normalised body sentences
    intends: str = "touch"  # "touch" or "step" (domain 001-09)
    core: str = ""  # the body without salutation and closing
    encloses: tuple[str, ...] = ()  # names of the files for which it was written; it goes with them or not at all
    wrote: str = "On {day} at {time}, {who} wrote:"  # the line above quoted text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A composed draft: the bytes to place and what the ledger must know of it."""

    draft: DraftId
    customer: CustomerNumber
    mailbox: str
    step: str  # UNIQUE with the customer: at most one draft per step
    topic: str
    material: str | None
    wording: Wording
    message_id: MessageId
    token: MessageId  # the opaque id in References
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    in_reply_to: MessageId | None
    raw: bytes
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """A draft as the journal (the ledger) holds it between decision, act and fate (reliability 3.3)."""

    draft: DraftId
    customer: CustomerNumber
    mailbox: str
    step: str
    topic: str
    material: str | None
    message_id: MessageId
    token: MessageId
    to: tuple[str, ...]
    subject: str
    in_reply_to: MessageId | None
    raw: bytes  # the very bytes that were or will be appended
    state: DraftState
    phase: str = ""  # within placing: intended | in_doubt; within waiting: withdrawing; missing counters see below
    folder: str | None = None
    uidvalidity: int | None = None
    uidnext: int | None = None  # of the folder before APPEND: start of the window to look in after doubt
    uid: Uid | None = None
    doubted_at: datetime | None = None
    clean_checks: int = 0  # times the window was searched without a gap and without our draft
    missing_since: datetime | None = None  # gone from Drafts since
    missing_passes: int = 0
    placed_at: datetime | None = None
    changed_at: datetime
    sentences: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    language: str = "en"
    intends: str = "touch"
    notice: str = ""  # for the user: "edited by you; the customer has answered"
