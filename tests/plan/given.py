"""Builders for tests of judgement: a test names only what matters to it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from assistant.model import (
    Amount,
    Coverage,
    Customer,
    CustomerNumber,
    Decision,
    Direction,
    DraftId,
    DraftState,
    Facts,
    History,
    Kind,
    Me,
    MessageId,
    PastDraft,
    Person,
    Settings,
    Signal,
    Standing,
    Touch,
)
from assistant.plan import decide as judge
from assistant.plan import materials as material_file
from assistant.plan import rules as rule_file
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules
from assistant.plan.standing import standing
from tests.given.parties import ME, US

ANNA, BERND = "anna@lamp.example.de", "bernd@lamp.example.de"
OPEN = "2025-12-03 14:00"  # a Wednesday; the default window is open in Berlin
COMPLETE = Coverage(complete=True, read_at=datetime(2026, 1, 1, tzinfo=UTC))
NEWS = """
- id: price-nov
  topic: price-update
  facts: {product: LED panel, change: -4 %, reason: aluminium, conditions: orders by 15 December}
- id: panel-2
  topic: product-update
  facts: {product: LED panel, status: in stock}
- id: smt
  topic: company-news
  facts: {what: a second SMT line, means: 18 days}
"""


def at(text: str) -> datetime:
    """A moment: "2025-11-04 14:00" is Berlin's wall clock in winter (+01:00) unless an offset stands there."""
    moment = datetime.fromisoformat(text if len(text) > 10 else f"{text} 14:00")
    return moment if moment.tzinfo else datetime.fromisoformat(f"{moment.isoformat()}+01:00")


def rules(text: str = "") -> Rules:
    """Return the default rules with these laid over them."""
    made, problems = rule_file.load(text, "rules.yaml")
    assert made is not None, problems
    return made


def materials(text: str = NEWS) -> Materials:
    """Return the materials of such a file."""
    made, problems = material_file.load(text, "materials.yaml")
    assert problems == ()
    return made


def facts(kind: Kind, *signals: str | Signal, direction: Direction = Direction.INBOUND, **more: Any) -> Facts:
    """Return facts of a kind with these signals, sure of it."""
    named = tuple(one if isinstance(one, Signal) else Signal(name=one) for one in signals)
    return Facts(direction=direction, kind=kind, confidence=1.0, signals=named, **more)


def _touch(
    moment: str, direction: Direction, kind: Kind, signals: tuple[str | Signal, ...], more: dict[str, Any]
) -> Touch:
    understood = more.pop("facts", None) or facts(kind, *signals, direction=direction, **more.pop("found", {}))
    when = at(moment)
    named = {
        "message_id": MessageId(f"{direction}.{when.timestamp():.0f}@x.example"),
        "thread": "t1",
        "subject": "LED panel",
        **more,
    }
    return Touch(at=when, direction=direction, kind=kind, facts=understood, **named)


def theirs(kind: Kind, moment: str, *signals: str | Signal, **more: Any) -> Touch:
    """A mail of the customer, from Anna unless told."""
    return _touch(moment, Direction.INBOUND, kind, signals, {"writer": ANNA, "to": (US,), **more})


def ours(kind: Kind, moment: str, *signals: str | Signal, **more: Any) -> Touch:
    """A mail of ours, to Anna unless told."""
    return _touch(moment, Direction.OUTBOUND, kind, signals, {"writer": US, "to": (ANNA,), **more})


def inquiry(moment: str, *signals: str | Signal, **more: Any) -> Touch:
    """A mail of theirs that asks for a price."""
    return theirs(Kind.INQUIRY, moment, *signals, **more)


def quote(moment: str, *signals: str | Signal, **more: Any) -> Touch:
    """A mail of ours that offers one."""
    found = {"amounts": (Amount(value=Decimal("3.65"), currency="USD"),), **more.pop("found", {})}
    return ours(Kind.QUOTE, moment, *signals, found=found, **{"text": "USD 3.65 per piece", **more})


def wrote(moment: str, *signals: str | Signal, **more: Any) -> Touch:
    """A plain mail of ours: a follow-up, a catalogue, a promise."""
    return ours(Kind.REPLY, moment, *signals, **more)


def answer(moment: str, *signals: str | Signal, **more: Any) -> Touch:
    """A reply of theirs."""
    return theirs(Kind.REPLY, moment, *signals, **more)


def phoned(moment: str, *, answered: bool = False, by: str = "phone") -> Touch:
    """A talk outside mail, as the seller notes it."""
    direction = Direction.INBOUND if answered else Direction.OUTBOUND
    return Touch(at=at(moment), direction=direction, kind=Kind.REPLY, by=by, answered=answered)


def person(address: str, **more: Any) -> Person:
    """Return a confirmed person, last seen on 1 November 2025."""
    return Person(address=address, **{"confirmed": True, "last_seen": at("2025-11-01"), **more})


def history(*touches: Touch, country: str | None = "DE", settings: Settings | None = None, **more: Any) -> History:
    """A customer with Anna as its person; in Germany unless told."""
    people = more.pop("people", (person(ANNA),))
    number = more.pop("number", 1)
    customer = Customer(
        number=CustomerNumber(number),
        region="EU",
        key="lamp.example.de",
        domain="lamp.example.de",
        country=country,
        timezone=more.pop("timezone", None),
    )
    return History(customer=customer, people=people, touches=touches, settings=settings or Settings(), **more)


def silent(*more_touches: Touch, **more: Any) -> History:
    """Inquiry on Monday 3 November, quote on the 4th, silence since."""
    return history(inquiry("2025-11-03 09:00"), quote("2025-11-04 10:00"), *more_touches, **more)


def draft(topic: str, state: DraftState, moment: str, material: str | None = None) -> PastDraft:
    """Return a draft of the past."""
    when = at(moment)
    return PastDraft(
        draft=DraftId(f"d-{topic}-{moment}"),
        topic=topic,
        material=material,
        state=state,
        placed_at=when,
        changed_at=when,
    )


def stands(past: History, moment: str, coverage: Coverage = COMPLETE, rule_text: str = "", me: Me = ME) -> Standing:
    """Return where a customer stands at a moment."""
    return standing(past, coverage, rules(rule_text), me, at(moment))


def decided(
    past: History,
    moment: str,
    *,
    coverage: Coverage = COMPLETE,
    rule_text: str = "",
    news: str = NEWS,
    load: judge.Load | None = None,
    me: Me = ME,
) -> Decision:
    """Decide with rules laid over the defaults with `lead: 0 hours`, so that a window is open or not."""
    text = rule_text if "lead:" in rule_text else f"lead: 0 hours\n{rule_text}"
    return judge.decide(past, coverage, rules(text), materials(news), load or judge.Load(), me, at(moment))


def first_rule(decision: Decision) -> str:
    """Return the rule that the decision rests on."""
    return decision.because[0].rule


def verdict(decision: Decision, rule: str) -> str:
    """Return what a rule said."""
    return next(one.verdict for one in decision.weighed if one.rule == rule)


def later(moment: str, **span: float) -> str:
    """Return the moment after such a span."""
    return (at(moment) + timedelta(**span)).isoformat()
