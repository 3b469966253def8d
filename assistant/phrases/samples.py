"""Difficult people and honest occasions, invented, to try a phrasebook on (domain 001-25, issue of the drafts).

Public: `PEOPLE` with the salutation that is right for each, `OCCASIONS`, `situation`, `ME`, `NOW`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.model import (
    Action,
    Customer,
    CustomerNumber,
    Decision,
    Direction,
    Grade,
    Heat,
    History,
    Kind,
    Me,
    MessageId,
    Occasion,
    Person,
    PersonName,
    Quiet,
    Stage,
    Standing,
    Touch,
)

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)  # a Wednesday
ME = Me(
    name="Lin Wei",
    company="Brightline Lighting",
    addresses=frozenset({"lin@brightline.example"}),
    domains=frozenset({"brightline.example"}),
    timezone="Asia/Shanghai",
    country="CN",
    signature="Lin Wei\nExport Manager, Brightline Lighting",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A difficult person and the salutation that is right in English; other languages: tests/phrases/salutations."""

    what: str
    name: PersonName | None
    right: str
    country: str | None = "DE"
    company: str | None = "Nordlicht Leuchten GmbH"
    role_account: bool = False
    first_names: bool = False  # both sides already use them


def _name(full: str, given: str | None = None, family: str | None = None, title: str | None = None) -> PersonName:
    return PersonName(full=full, given=given, family=family, title=title, sure=True)


PEOPLE: tuple[Reader, ...] = (
    Reader(what="title known", name=_name("Karin Vogt", "Karin", "Vogt", "Frau"), right="Dear Ms Vogt,"),
    Reader(what="title in their language", name=_name("Juan Pérez", "Juan", "Pérez", "Sr."), right="Dear Mr Pérez,"),
    Reader(what="no title", name=_name("Karin Vogt", "Karin", "Vogt"), right="Dear Karin Vogt,"),
    Reader(
        what="first names on both sides",
        name=_name("Karin Vogt", "Karin", "Vogt", "Frau"),
        right="Hi Karin,",
        first_names=True,
    ),
    Reader(what="no name at all", name=None, right="Hello,"),
    Reader(what="name not sure", name=PersonName(full="Karin Vogt", given="Karin", family="Vogt"), right="Hello,"),
    Reader(what="unknown title", name=_name("Karin Vogt", "Karin", "Vogt", "Baroness"), right="Dear Karin Vogt,"),
    Reader(what="doctor", name=_name("Dr. Abimbola Okafor", "Abimbola", "Okafor", "Dr."), right="Dear Dr Okafor,"),
    Reader(what="role account", name=None, right="Dear Nordlicht Leuchten team,", role_account=True),
    Reader(
        what="role account, company not borne out by the domain",
        name=None,
        right="Hello,",
        company="Import Export",
        role_account=True,
    ),
    Reader(
        what="role account with a name in the header",
        name=_name("Sales"),
        right="Hello,",
        company=None,
        role_account=True,
    ),
    Reader(
        what="one-word name where that is usual", name=_name("Suharto", "Suharto"), right="Dear Suharto,", country="ID"
    ),
    Reader(what="one-word name elsewhere", name=_name("Karin", "Karin"), right="Hello,"),
    Reader(
        what="two family names",
        name=_name("María García López", "María", "García López", "Sra."),
        right="Dear Ms García López,",
        country="ES",
    ),
    Reader(
        what="two family names, no title",
        name=_name("María García López", "María", "García López"),
        right="Dear María García López,",
        country="MX",
    ),
    Reader(what="no country", name=_name("Alex Kim", "Alex", "Kim"), right="Dear Alex Kim,", country=None),
    Reader(
        what="family name first", name=_name("Zhang Wei", "Wei", "Zhang", "先生"), right="Dear Mr Zhang,", country="CN"
    ),
    Reader(what="another script", name=_name("田中", None, "田中", "様"), right="Hello,", country="JP"),
    Reader(
        what="Chinese in its own script",
        name=_name("王伟", "伟", "王", "先生"),
        right="Hello,",
        country="CN",
    ),
    Reader(what="Japanese, whole name", name=_name("佐藤花子", "花子", "佐藤"), right="Hello,", country="JP"),
    Reader(what="Korean in its own script", name=_name("김민준", "민준", "김"), right="Hello,", country="KR"),
    Reader(
        what="Arabic in its own script",
        name=_name("محمد العلي", "محمد", "العلي", "السيد"),
        right="Hello,",
        country="SA",
    ),
    Reader(
        what="Cyrillic with a title",
        name=_name("Иван Петров", "Иван", "Петров", "г-н"),
        right="Hello,",
        country="RU",
    ),
    Reader(
        what="Turkish with a title",
        name=_name("Ayşe Yılmaz", "Ayşe", "Yılmaz", "Hanım"),
        right="Dear Ms Yılmaz,",
        country="TR",
    ),
    Reader(what="Cyrillic", name=_name("Марина Белова", "Марина", "Белова"), right="Hello,", country="RU"),
    Reader(
        what="Gulf: title with the own name",
        name=_name("Faisal Al Hamadi", "Faisal", "Al Hamadi", "Mr"),
        right="Dear Mr Faisal,",
        country="AE",
    ),
    Reader(
        what="Vietnam: title with the own name",
        name=_name("Trần Phúc", "Phúc", "Trần", "Mr"),
        right="Dear Mr Phúc,",
        country="VN",
    ),
    Reader(
        what="Indonesia: title with the own name",
        name=_name("Hendra Wijaya", "Hendra", "Wijaya", "Pak"),
        right="Dear Mr Hendra,",
        country="ID",
    ),
    Reader(
        what="Malaysia: title with the whole name",
        name=_name("Ahmad bin Ismail", "Ahmad", "bin Ismail", "Encik"),
        right="Dear Mr Ahmad bin Ismail,",
        country="MY",
    ),
    Reader(
        what="a title for women and men alike",
        name=_name("Tanaka Yuki", "Yuki", "Tanaka", "さん"),
        right="Dear Tanaka Yuki,",
        country="JP",
    ),
    Reader(
        what="all capitals", name=_name("JAN VAN DAM", "JAN", "VAN DAM", "DHR."), right="Dear Mr van Dam,", country="NL"
    ),
    Reader(what="all small", name=_name("karin vogt", "karin", "vogt"), right="Dear Karin Vogt,"),
    Reader(
        what="small particle",
        name=_name("Kees van Dam", "Kees", "van Dam", "dhr"),
        right="Dear Mr van Dam,",
        country="NL",
    ),
    Reader(
        what="apostrophe and hyphen",
        name=_name("Anne-Marie O'Neill", "Anne-Marie", "O'Neill", "Mrs"),
        right="Dear Mrs O'Neill,",
        country="IE",
    ),
    Reader(what="an address for a name", name=_name("k.vogt@nordlicht.example"), right="Hello,"),
    Reader(what="template code for a name", name=_name("{{ 7 * 7 }} Vogt", "{{ 7 * 7 }}", "Vogt"), right="Hello,"),
    Reader(
        what="line breaks in the name", name=_name("Karin\r\nBcc: a@b.example", "Karin\r\nBcc", "a"), right="Hello,"
    ),
    Reader(what="a department for a name", name=_name("Purchasing Dept. 2"), right="Hello,"),
    Reader(what="a very long name", name=_name("Karin " * 12 + "Vogt", "Karin", "Vogt"), right="Hello,"),
)

_QUOTE = {"quote_date": "2026-11-03", "quote_subject": "Quotation LED panels"}
_OFFERED = {**_QUOTE, "product": "LED panel BL-2031", "incoterm": "FOB Ningbo", "amount": "4.20", "currency": "USD"}
_PRICE = {"product": "LED panel BL-2031", "reason": "aluminium is cheaper this quarter"}
_NEW = {"product": "garden lamp GL-7"}


def _occasion(topic: str, point: str, facts: dict[str, str]) -> Occasion:
    return Occasion(topic=topic, point=point, material="sample", facts=facts)


OCCASIONS: tuple[Occasion, ...] = (
    _occasion("correction", "complete", {**_OFFERED, "missing": "payment terms and lead time"}),
    _occasion("correction", "complete", dict(_QUOTE)),
    _occasion("correction", "convenient", _OFFERED),
    _occasion("correction", "convenient", dict(_QUOTE)),
    _occasion("correction", "explain", _OFFERED),
    _occasion("correction", "explain", dict(_QUOTE)),
    _occasion("correction", "correct", {"what": "the carton size", "correct": "60 x 40 x 30 cm"}),
    _occasion("correction", "", {**_QUOTE, "what": "the carton size", "correct": "60 x 40 x 30 cm."}),
    _occasion("price-update", "", {**_PRICE, "change": "-4 %", "conditions": "orders confirmed by 15 December"}),
    _occasion("price-update", "", {"product": "all LED panels", "change": "+3.5 %"}),
    _occasion("price-update", "", {**_PRICE, "change": "4.05 instead of 4.20 USD per piece"}),
    _occasion(
        "product-update",
        "",
        {
            **_NEW,
            "specification": "IP65, 7 W",
            "selling_point": "runs three nights on one charge",
            "price": "USD 6.10 FOB Ningbo",
            "status": "tooling finished",
            "schedule": "first shipment in February",
            "picture": "https://brightline.example/gl-7.jpg",
        },
    ),
    _occasion("product-update", "specification", {**_NEW, "specification": "IP65, 7 W"}),
    _occasion("product-update", "selling_point", {**_NEW, "selling_point": "runs three nights on one charge"}),
    _occasion("product-update", "picture", {**_NEW, "picture": "gl-7.jpg"}),
    _occasion("product-update", "price", {**_NEW, "price": "USD 6.10 FOB Ningbo"}),
    _occasion("product-update", "status", {**_NEW, "status": "tooling finished"}),
    _occasion("product-update", "schedule", {**_NEW, "schedule": "first shipment in February"}),
    _occasion("company-news", "", {"what": "a second SMT line is running", "means": "lead time 18 instead of 25 days"}),
    _occasion(
        "exhibition",
        "",
        {"name": "Canton Fair", "place": "Guangzhou", "dates": "15 to 19 April 2027", "booth": "5.2 F31"},
    ),
    _occasion("visit", "", {"who": "our engineer Mr Chen and I", "when": "12 to 16 April", "where": "Hamburg"}),
    _occasion(
        "visit", "", {"who": "you and your colleagues", "when": "any day in May", "where": "our factory in Ningbo"}
    ),
    _occasion(
        "visit",
        "trip",
        {"who": "our engineer Mr Chen and I", "when": "12 to 16 April", "where": "your office in Hamburg"},
    ),
    _occasion("correction", "compare", _OFFERED),
    _occasion("correction", "certificates", _OFFERED),
    _occasion("correction", "alternative", _OFFERED),
    _occasion("correction", "lead-time", {**_OFFERED, "missing": "lead time"}),
    _occasion("correction", "reorder", {**_OFFERED, "every": "3 months", "last_order": "2026-08-12"}),
    _occasion("answer", "holding", {"inquiry_date": "2026-10-30", "about": "LED panels"}),
    _occasion("answer", "details", {"inquiry_date": "2026-10-30", "about": "LED panels", "missing": "quantity"}),
    _occasion("holiday", "", {"greeting": "christmas", "holiday": "Christmas"}),
    _occasion("holiday", "", {"greeting": "eid-al-fitr"}),
    _occasion("holiday", "", {"holiday": "your national day"}),
)


WHO = "buying@nordlicht-leuchten.example"
_US = "lin@brightline.example"


def situation(
    reader: Reader, occasion: Occasion, language: str = "en", variant: int = 0, soften: bool = False
) -> tuple[Decision, History]:
    """Return a decision and a past in which this person gets this occasion: an inquiry, then a quote, then silence."""
    inquiry, quote = _past(reader)
    person = Person(address=WHO, name=reader.name, language=language, confirmed=True, role_account=reader.role_account)
    history = History(customer=_customer(reader), people=(person,), touches=(inquiry, quote))
    standing = Standing(
        grade=Grade.B,
        stage=Stage.QUOTED,
        heat=Heat.WARM,
        quiet=Quiet.YES,
        quiet_since=quote.at,
        follow_ups=variant,
        base=quote,
        quote=quote,
        last_inbound=inquiry.at,
        last_outbound=quote.at,
    )
    decision = Decision(
        customer=history.customer.number,
        action=Action.DRAFT,
        because=(),
        standing=standing,
        to=WHO,
        sender=_US,
        occasion=occasion,
        step=f"{quote.at.isoformat()}#{variant + 1}",
        soften=soften,
        thread=quote,
    )
    return decision, history


def _customer(reader: Reader) -> Customer:
    host = "nordlicht-leuchten.example"
    return Customer(
        number=CustomerNumber(7), region="EU", key=host, domain=host, company=reader.company, country=reader.country
    )


def _past(reader: Reader) -> tuple[Touch, Touch]:
    given = reader.name.given if reader.name else ""
    hers, ours = ("Hi Wei,\n", f"Hi {given},\n") if reader.first_names else ("", "")
    inquiry = Touch(
        at=datetime(2026, 10, 30, 9, 0, tzinfo=UTC),
        direction=Direction.INBOUND,
        kind=Kind.INQUIRY,
        message_id=MessageId("inquiry@nordlicht-leuchten.example"),
        writer=WHO,
        to=(_US,),
        subject="LED panels",
        text=f"{hers}please quote 500 panels.",
    )
    quote = Touch(
        at=datetime(2026, 11, 3, 6, 0, tzinfo=UTC),
        direction=Direction.OUTBOUND,
        kind=Kind.QUOTE,
        message_id=MessageId("quote@brightline.example"),
        references=(MessageId("inquiry@nordlicht-leuchten.example"),),
        writer=_US,
        to=(WHO,),
        subject="Re: LED panels",
        text=f"{ours}our price is USD 4.20 per piece FOB Ningbo.",
    )
    return inquiry, quote
