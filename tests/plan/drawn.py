"""Customers, rules and moments drawn at random from seeds."""

import random
from datetime import UTC, date, datetime, timedelta

from assistant.model import (
    Customer,
    CustomerNumber,
    Direction,
    DraftId,
    DraftState,
    ForeignDraft,
    Grade,
    History,
    Kind,
    PastDraft,
    Person,
    Rung,
    Settings,
    Signal,
    Stage,
    Touch,
)
from assistant.plan.case import Load, case_of
from assistant.plan.outlook import Outlook, outlook_of
from assistant.plan.rules import Rules
from tests.given.parties import ME
from tests.plan.given import ANNA, BERND, COMPLETE, facts, materials, ours, rules, theirs

NEWS = materials()


NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


THEIRS = (Kind.INQUIRY, Kind.REPLY, Kind.REPLY, Kind.HOLDING_REPLY, Kind.SAMPLE_REQUEST, Kind.ORDER, Kind.REFUSAL,
          Kind.STOP_REQUEST)  # fmt: skip


SAID_BY_THEM = ("question", "price_objection", "named_date", "")


SAID_BY_US = ("sample_sent", "catalogue_sent", "commitment_of_ours", "order_notice", "question", "", "", "")


UNITS = ("hours", "days", "working days", "weeks", "months")


def some_rules(dice: random.Random) -> Rules:
    """Return rules with lengths drawn at random."""

    def length(most: int = 6) -> str:
        unit = dice.choice(UNITS)
        return f"{dice.randint(1, 2 if unit == 'months' else most)} {unit}"

    every = ", ".join(f"{key}: {length()}" for key in ("A", "B", "C", "hot", "sample"))
    quiet = ", ".join(f"{key}: {length()}" for key in ("quote", "sample", "other", "holding"))
    steps = sorted(dice.sample(range(1, 9), 4))
    ladder = dict(zip(("call", "change_person", "change_colleague", "rest"), steps, strict=True))
    young = dice.choice(("180 days", "2 weeks", "3 months", "20 working days", "2000 hours"))
    return rules(
        f"quiet_after: {{{quiet}}}\nevery: {{{every}, D: {dice.randint(1, 9)} days}}\n"
        f"min_gap: {dice.randint(1, 20)} hours\n"
        f"only_quotes_younger_than: {young}\nladder: {{{', '.join(f'{k}: {n}' for k, n in ladder.items())}}}\n"
        f"lead: {dice.choice(('12 hours', '14 days'))}\n"
    )


def some_customer(dice: random.Random) -> History:
    """A customer with a past of up to eight mails, most of it in the last two months, and perhaps a setting."""
    reach = dice.choice((3, 10, 30, 60, 60, 120, 400, 900))
    times = [NOW - timedelta(days=dice.random() * reach) for _ in range(dice.randint(1, 8))]
    if dice.random() < 0.4:  # a grade or a heat is about to run out
        times.insert(0, NOW - timedelta(days=dice.choice((729, 364, 59))))
    times.sort()
    country = dice.choice(("DE", "SA", "CN", "US", None))
    drafts = tuple(_draft(dice, index, dice.choice(times)) for index in range(dice.choice((0, 0, 0, 1, 2))))
    return History(
        customer=Customer(number=CustomerNumber(1), region="EU", key="lamp.example.de", domain="lamp.example.de",
                          country=country, timezone=dice.choice(("Europe/Berlin", "Pacific/Apia", None))),
        people=(
            Person(address=ANNA, confirmed=True, dead=dice.random() < 0.1, successor=BERND),
            *((Person(address=BERND, confirmed=True),) if dice.random() < 0.5 else ()),
        ),
        touches=tuple(_touch(dice, moment) for moment in times),
        settings=_settings(dice),
        drafts=drafts,
        foreign_drafts=(ForeignDraft(at=times[-1], to=(ANNA,)),) if dice.random() < 0.03 else (),
        rungs=tuple(Rung(step=step, shown_at=times[-1], spell=times[0]) for step in ("call",) if dice.random() < 0.2),
    )  # fmt: skip


def _touch(dice: random.Random, moment: datetime) -> Touch:
    when, roll = moment.isoformat(), dice.random()
    if roll < 0.08:
        returns = dice.choice((None, (moment + timedelta(days=9)).date()))
        away = facts(Kind.AUTO_REPLY, return_date=returns)
        return theirs(Kind.AUTO_REPLY, when, facts=away)
    if roll < 0.13:
        return Touch(at=moment, direction=Direction.OUTBOUND, kind=Kind.REPLY, by="phone", answered=roll < 0.1)
    if roll < 0.4:
        said = dice.choice(SAID_BY_THEM)
        value = (moment.date() + timedelta(days=dice.randint(0, 60))).isoformat() if said == "named_date" else None
        kind = dice.choice(THEIRS[:6] if dice.random() < 0.8 else THEIRS)
        return theirs(kind, when, *([Signal(name=said, value=value)] if said else []), in_trash=dice.random() < 0.05)
    said = dice.choice(SAID_BY_US)
    kind = Kind.QUOTE if roll < 0.7 else Kind.REPLY
    return ours(kind, when, *([said] if said else []), bounced=dice.random() < 0.05)


def _draft(dice: random.Random, index: int, moment: datetime) -> PastDraft:
    states = (DraftState.SENT, DraftState.DISCARDED, DraftState.WITHDRAWN, DraftState.WAITING)
    state = dice.choices(states, (5, 3, 2, 1))[0]
    return PastDraft(draft=DraftId(f"d{index}"), topic="correction", material=None, state=state, placed_at=moment,
                     changed_at=moment + timedelta(hours=dice.randint(1, 40)))  # fmt: skip


def _settings(dice: random.Random) -> Settings:
    def sometimes(value: date) -> date | None:
        return value if dice.random() < 0.06 else None

    return Settings(
        grade=dice.choice((None, None, None, Grade.A, Grade.C)),
        stage=Stage.QUOTED if dice.random() < 0.05 else None,
        next=sometimes(NOW.date() + timedelta(days=dice.randint(-3, 20))),
        hold_until=sometimes(NOW.date() + timedelta(days=dice.randint(-3, 20))),
        stop="they asked" if dice.random() < 0.02 else None,
        resumed_at=NOW - timedelta(days=dice.randint(0, 30)) if dice.random() < 0.1 else None,
    )


def outlook(history: History, made_by: Rules, now: datetime) -> Outlook:
    """Return the outlook that is made of a customer by these rules."""
    return outlook_of(case_of(history, COMPLETE, made_by, NEWS, Load(), ME, now))
