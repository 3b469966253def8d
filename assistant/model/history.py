"""All that is known of a customer's past: people, touches, settings, drafts, coverage."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assistant.model.ids import CustomerNumber, DraftId, MessageId
from assistant.model.mail import Attachment
from assistant.model.meaning import HUMAN_KINDS, Direction, Facts, Kind, PersonName


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


# Notes that may guide the seller, and neither a letter nor the choice of news (domain A.6-7, 003-C6 to C10).
PERSONAL = frozenset({"religion", "family", "health", "habits", "hobbies", "temper", "age"})
LITTLE = frozenset({"low", "poor", "weak", "basic", "little", "plain", "none", "no"})  # of a skill, as sellers note it


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

    def noted(self, name: str) -> str:
        """Return a note in small letters, to be compared; "" where there is none."""
        return self.dossier.get(name, "").strip().casefold()

    def is_noted(self, name: str, values: Collection[str]) -> bool:
        """Return whether the note is one of the values, or a list that holds one: "own brand, OEM"."""
        noted = self.noted(name)
        return bool(noted) and any(part.strip() in values for part in re.split("[,;]", noted))

    def has_little(self, skill: str) -> bool:
        """Return whether the seller noted that they have little of a skill: spoken_english=poor (003-C4, 003-C5)."""
        return self.noted(skill) in LITTLE


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
    intends: str = "touch"  # "touch" or "step": to keep in touch, or to push the next step (domain 001-09)


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

    def is_shared(self, touch: Touch) -> bool:
        """Return whether somebody of this customer wrote or received that mail, so that it may be answered or quoted.

        A stranger who names our Message-ID stops the chase (definitions "Human mail"), but his words are his own.
        """
        known = {person.address for person in self.people}
        domains = () if self.customer.is_freemail else (self.customer.domain, *self.customer.domains)
        for address in (touch.writer, *touch.to, *touch.cc):
            host = address.rpartition("@")[2]
            if address in known or any(host == domain or host.endswith(f".{domain}") for domain in domains):
                return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far back every folder that may hold an answer has been read without a gap."""

    complete: bool  # every such folder of every mailbox is completely read up to `read_at`
    covered_from: datetime | None = None  # while a first reading goes on (newest first): complete from here on
    read_at: datetime | None = None  # oldest "last full check" over the mailboxes
    gaps: tuple[str, ...] = ()  # what is missing, in words: "lin: Archive was renumbered"
