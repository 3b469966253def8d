"""The nouns of the house: frozen values, standard library only, no behaviour beyond tiny derivations.

Order of the file is the order of the flow: mail -> facts -> history -> judgement -> words -> draft -> outcome.
The words are those of docs/glossary.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

Uid = NewType("Uid", int)
MessageId = NewType("MessageId", str)  # without angle brackets; made from a content hash where the mail has none
CustomerNumber = NewType("CustomerNumber", int)
DraftId = NewType("DraftId", str)


# --- mail ----------------------------------------------------------------------------------------------------------
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
    """What we saw of one mail: headers we use and its text, split. Pure function of the bytes (facts.read)."""

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


# --- facts ---------------------------------------------------------------------------------------------------------
class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Kind(StrEnum):
    """What a message is (definitions "kind")."""

    QUOTE = "quote"
    INQUIRY = "inquiry"
    SAMPLE_REQUEST = "sample_request"
    ORDER = "order"
    REFUSAL = "refusal"
    STOP_REQUEST = "stop_request"
    HOLDING_REPLY = "holding_reply"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    BULK = "bulk"
    INTERNAL = "internal"
    OTHER = "other"


HUMAN_KINDS = frozenset(
    {Kind.INQUIRY, Kind.SAMPLE_REQUEST, Kind.ORDER, Kind.REFUSAL, Kind.STOP_REQUEST, Kind.HOLDING_REPLY, Kind.REPLY}
)  # inbound mail of these kinds is human mail (definitions "Human mail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why we believe something: shown to the user as it is."""

    what: str  # the rule or lexicon group, "quote.money-per-unit"
    where: str  # header, subject, new_text, attachment, quoted, report
    text: str  # the words found, at most 120 characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something a message says beside its kind.

    Names: sample_sent question price_objection spec_objection has_supplier named_date left_company successor
    read_receipt commitment_of_ours catalogue_sent order_notice (our confirmation, shipment or invoice of an order)
    spoken_answer (our words tell of an answer outside mail) quoted_answer (an answer known only as history; value =
    its time) stand_in failed (a bounced recipient; value = address, text = "permanent 5.1.1" or "temporary 4.2.2").
    """

    name: str
    text: str = ""
    value: str | None = None  # ISO date of named_date, address of successor, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    value: Decimal
    currency: str | None  # ISO 4217


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """What a writer may be called, from header and signature."""

    full: str
    given: str | None = None
    family: str | None = None
    title: str | None = None  # Mr, Ms, Dr, Herr, 先生 ... as they sign, never guessed
    sure: bool = False  # False: use the neutral salutation


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one message means, with evidence. Pure function of (Message, Me, lexicon)."""

    direction: Direction | None
    kind: Kind
    confidence: float  # 0..1
    evidence: tuple[Evidence, ...] = ()
    language: str | None = None  # ISO 639-1 of the new text
    amounts: tuple[Amount, ...] = ()
    incoterms: tuple[str, ...] = ()
    payment_terms: tuple[str, ...] = ()
    products: tuple[str, ...] = ()  # as the writer named them, at most 5
    quantities: tuple[str, ...] = ()
    return_date: date | None = None
    signals: tuple[Signal, ...] = ()
    name: PersonName | None = None  # of the writer of an inbound human mail
    job_title: str | None = None
    company: str | None = None  # as their signature or display name has it
    phone: str | None = None  # E.164, from the signature
    country: str | None = None  # ISO 3166 from phone or signature; the domain is judged elsewhere

    def signal(self, name: str) -> Signal | None:
        """Return the first signal of that name."""
        return next((signal for signal in self.signals if signal.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Whose mailbox it is."""

    name: str = ""
    company: str = ""
    addresses: frozenset[str] = frozenset()  # lower case; mail from these is outbound
    domains: frozenset[str] = frozenset()  # colleagues
    timezone: str = "UTC"
    country: str | None = None
    language: str = "en"
    signature: str = ""


# --- history -------------------------------------------------------------------------------------------------------
class Grade(StrEnum):
    """Domain 001-01 to 001-04: trading, negotiating, potential, industry."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Stage(StrEnum):
    NEW = "new"
    INQUIRY = "inquiry"
    QUOTED = "quoted"
    SAMPLE = "sample"
    ORDERING = "ordering"
    LAPSED = "lapsed"
    LOST = "lost"


class Heat(StrEnum):
    HOT = "hot"
    WARM = "warm"
    COLD = "cold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at a customer, one address each."""

    address: str
    name: PersonName | None = None
    language: str | None = None  # majority of the new text of their last five human mails
    last_seen: datetime | None = None  # last mail from, to or naming them
    confirmed: bool = False  # definitions "Confirmed recipient"
    dead: bool = False  # bounced 5.1.x/5.2.1, or has left the company
    role_account: bool = False  # info@, sales@
    successor: str | None = None  # address named by their "has left" reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One contact with a customer, mail or not, in or out. Each Message-ID is one touch, wherever its copies lie."""

    at: datetime
    direction: Direction
    kind: Kind  # contacts outside mail are `reply`
    by: str = "mail"  # mail phone whatsapp wechat visit other
    message_id: MessageId | None = None
    thread: str = ""  # id of the thread's root message
    references: tuple[MessageId, ...] = ()  # the chain *including* this message's parents, oldest first
    writer: str = ""  # inbound: their address; outbound: our address
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""  # new text, at most 4 KB
    language: str | None = None
    facts: Facts | None = None  # None for contacts outside mail
    bounced: bool = False  # outbound, failed for all recipients
    answered: bool = False  # contact outside mail on which the customer spoke
    attachments: tuple[Attachment, ...] = ()
    in_trash: bool = False  # an answer, but never an occasion to write
    note: str = ""
    mailbox: str = ""  # config name of the mailbox that holds it

    @property
    def is_human(self) -> bool:
        """Return whether this is human mail of the customer (definitions) or an answer outside mail."""
        return self.answered or (self.direction is Direction.INBOUND and self.kind in HUMAN_KINDS)

    def has(self, signal: str) -> bool:
        """Return whether understanding saw that signal in it."""
        return self.facts is not None and self.facts.signal(signal) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user said about a customer; stands above every inference (`followup set`)."""

    grade: Grade | None = None
    stage: Stage | None = None
    country: str | None = None
    language: str | None = None
    timezone: str | None = None
    next: date | None = None  # do not write before; a date on the customer's calendar
    hold_until: date | None = None
    stop: str | None = None  # reason; None = no stop
    resumed_at: datetime | None = None  # `resume`: lifts stop, hold, rest and refusals before it
    dossier: Mapping[str, str] = field(default_factory=dict)  # note and any further field


class DraftState(StrEnum):
    """Fate of a draft (definitions)."""

    PLACING = "placing"
    UNCERTAIN = "uncertain"
    WAITING = "waiting"
    EDITED = "edited"
    SENT = "sent"
    SENT_EDITED = "sent_edited"
    ANSWERED = "answered"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({DraftState.PLACING, DraftState.UNCERTAIN, DraftState.WAITING, DraftState.EDITED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDraft:
    """What judgement needs to know of a draft of ours."""

    draft: DraftId
    topic: str
    material: str | None
    state: DraftState
    placed_at: datetime | None
    changed_at: datetime
    sentences: tuple[str, ...] = ()  # body sentences, so that none is used twice
    phrases: tuple[str, ...] = ()  # ids of the phrases it was made of


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDraft:
    """An unsent draft of the user's own (not ours) to somebody of this customer."""

    at: datetime
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the ladder that was shown or passed in place of a mail (domain 001-22)."""

    step: str  # call change_person change_colleague
    shown_at: datetime
    passed_at: datetime | None = None
    spell: datetime  # quiet_since of the silent spell it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A company (or a free-mail person) we may sell to."""

    number: CustomerNumber
    region: str  # EU NA LA ... or XX where the country is unknown; part of the code, fixed when the code was given
    key: str  # registrable domain, or the address at a free-mail host
    domain: str  # for free-mail the host
    domains: tuple[str, ...] = ()  # all of them, confirmed ones only
    company: str | None = None
    country: str | None = None
    timezone: str | None = None  # by definitions "Zone"; None = the seller's is used
    is_freemail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that is known of one customer's past, for `plan`: touches oldest first."""

    customer: Customer
    people: tuple[Person, ...] = ()
    touches: tuple[Touch, ...] = ()
    settings: Settings = Settings()
    drafts: tuple[PastDraft, ...] = ()  # oldest first
    foreign_drafts: tuple[ForeignDraft, ...] = ()
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far back every folder that may hold an answer has been read without a gap."""

    complete: bool  # every such folder of every mailbox is completely read up to `read_at`
    covered_from: datetime | None = None  # while a first reading goes on (newest first): complete from here on
    read_at: datetime | None = None  # oldest "last full check" over the mailboxes
    gaps: tuple[str, ...] = ()  # what is missing, in words: "lin: Archive was renumbered"


# --- judgement -----------------------------------------------------------------------------------------------------
class Quiet(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Action(StrEnum):
    ANSWER = "answer"
    DRAFT = "draft"
    CALL = "call"
    CHANGE_PERSON = "change_person"
    CHANGE_COLLEAGUE = "change_colleague"
    REST = "rest"
    WAIT = "wait"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    rule: str  # a rule name of definitions.md: coverage stop lost hold open_draft owe ...
    says: str  # one sentence for the seller


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One rule as it was weighed, for `followup explain`."""

    rule: str
    verdict: str  # allows delays stops
    until: datetime | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a customer stands at a moment: the three fields, and the silence."""

    grade: Grade
    stage: Stage
    heat: Heat
    quiet: Quiet
    quiet_since: datetime | None  # time of the base mail
    follow_ups: int
    base: Touch | None  # the mail whose silence is counted
    quote: Touch | None  # the latest quote of ours
    last_inbound: datetime | None  # last human mail
    last_outbound: datetime | None
    owed: Touch | None = None  # their mail that we must answer first
    hold: str | None = None  # a fact or person that stops it, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An honest reason to write: topic with the facts that may be claimed, and nothing else."""

    topic: str  # correction price-update product-update company-news exhibition visit holiday
    point: str  # sub-point of the topic ("complete", "up", "down", ...), "" = any
    material: str | None  # id in materials.yaml; None: from the calendar or the quote
    facts: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)  # the seller's own wording by language


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do about a customer now, always with reasons; the first reason is the rule that decided."""

    customer: CustomerNumber
    action: Action
    because: tuple[Reason, ...]
    weighed: tuple[Weighed, ...] = ()
    standing: Standing
    due: datetime | None = None  # when it would be right to write, window included
    window: tuple[datetime, datetime] | None = None  # the window of `due`
    to: str | None = None
    cc: tuple[str, ...] = ()
    sender: str | None = None  # our address that carried the thread
    occasion: Occasion | None = None
    step: str | None = None  # key of this step: spell start + number within the spell; at most one draft for it
    soften: bool = False
    thread: Touch | None = None  # the message a draft answers


# --- words and drafts ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What we would say: the text above the signature and history."""

    language: str
    subject: str | None  # None: keep the thread's subject
    body: str  # salutation, opening, topic, closing; no signature
    phrases: tuple[str, ...]  # ids, in order of use
    sentences: tuple[str, ...]  # normalised body sentences
    intends: str = "touch"  # "touch" or "step" (domain 001-09)


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
