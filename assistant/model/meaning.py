"""What a message means: direction, kind, signals, each with evidence; and whose mailbox it is."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


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
    its time) delivery_place (text = "FOB Ningbo", value = "FOB") stand_in failed (a bounced recipient; value = address,
    text = "permanent 5.1.1" or "temporary 4.2.2") told_date (they named it outside mail, as our own
    words repeat it; value = its day) told_refusal told_stop (so with their
    no) quotes_us (mail of ours stands below, no header says which; value = its time)
    unread_language (a plain reply in a language of which the lexicon has no phrases; value = its code, "" unknown)
    asks_price (ours: we ask for their price, as a buyer).
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
    website: str | None = None  # of their firm, as the signature names it: "www.keller.de"; no profile, no mail host

    def signal(self, name: str) -> Signal | None:
        """Return the first signal of that name."""
        for signal in self.signals:  # a plain loop: asked some hundred times for every judgement
            if signal.name == name:
                return signal
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of our company whose mailbox is configured too, and who may take a silent customer over (001-22)."""

    mailbox: str  # the config's name of it
    name: str
    address: str  # lower case; of our own domains, so that mail from it is ours
    signature: str = ""
    signatures: tuple[tuple[str, str], ...] = ()


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
    signatures: tuple[tuple[str, str], ...] = ()  # (language, signature): instead of `signature` in letters of these
    colleagues: tuple[Colleague, ...] = ()
    wrote_before: str = ""  # whoever wrote so far, where a colleague of his is `name`

    def signature_in(self, language: str) -> str:
        """Return the signature for a letter of that language."""
        return dict(self.signatures).get(language, self.signature)

    def colleague_at(self, address: str) -> Colleague | None:
        """Return the colleague with that address; None where there is none."""
        return next((one for one in self.colleagues if one.address == address), None)

    def as_colleague(self, colleague: Colleague) -> "Me":
        """Return the same company as this colleague writes from it: his name, address and signature, nobody else's."""
        return replace(
            self,
            name=colleague.name,
            addresses=frozenset({colleague.address}),
            signature=colleague.signature,
            signatures=colleague.signatures,
            colleagues=(),
            wrote_before=self.name,
        )
