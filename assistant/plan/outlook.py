"""Until when a customer stays silent whatever the rules say in detail: what a change of rules need not judge anew.

Public: `Outlook`, `outlook_of`, `Floors`, `floors_of`, `silent_until`. Silent means: no draft and no step of the
ladder. Both need every rule up to `min_gap` to allow it (`decide`), so the latest moment that any of them asks for at
least is a bound. An outlook holds what those rules look at and no rule's value; floors hold the values of the rules,
rounded down. Topics, materials, windows, holidays, seasons, skip rules, coverage and limits only ever hold a draft
back: they are left out, so none of them can make the bound too late.

A bound never lies after the first moment at which `decide` says otherwise (tests/plan/test_outlook.py), as long as
nothing happens to the customer; what happens makes it due at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.clock import Duration
from assistant.model import OPEN_STATES, Grade, Heat, Kind, Stage, Touch
from assistant.plan import weigh
from assistant.plan.case import Case
from assistant.plan.grade import stopped_by
from assistant.plan.ladder import unanswered
from assistant.plan.quiet import ORDER_RUNS, named_date, order_runs_until
from assistant.plan.rules import Rules

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
GRADES = tuple(Grade)
CLOCKS_MOVE = timedelta(hours=3)  # no zone has moved its clock by more since Samoa crossed the date line in 2011
LONGEST_MONTH, SHORTEST_MONTH = timedelta(days=31), timedelta(days=28)
LONGEST_WAIT_DAYS = 3660  # where `clock.add` stops to look for working days


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the rules up to `min_gap` would look at, for one customer."""

    shut: bool  # no rule and no date opens it: stopped, refused, our turn, a draft open, never quoted
    opens: datetime | None = None  # not before: hold, next, a named date, an absence, a running order
    base: str = ""  # key of `quiet_after` that counts from `base_at`; "" = no silence is asked for
    base_at: datetime | None = None
    asked_at: datetime | None = None  # the mail whose age counts
    contact_at: datetime | None = None  # the last contact either way
    rest: str = "A"  # keys of `every` that may apply now or later: a grade for itself and all below, h hot, s sample
    rest_from: datetime | None = None  # since when a follow-up rests; None: the next one is the first
    climbed: int = -1  # follow-ups that the ladder counts; -1: nobody can be written to, so it says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The least that rules ask for, whatever calendar and zone it is counted on."""

    quiet: Mapping[str, timedelta]  # by key of `quiet_after`
    rest: Mapping[str, timedelta]  # by `Outlook.rest`
    gap: timedelta
    oldest: timedelta | None  # after that age a quote is never chased; None: cannot be told without a calendar
    top: int  # follow-ups after which nothing comes any more


def silent_until(outlook: Outlook, floors: Floors, now: datetime) -> datetime | None:
    """Return a moment before which neither a draft nor a step of the ladder is due; None: time alone brings neither.

    The moment may lie in the past. ledger/outlooks.py says the same in SQL, for all customers at once.
    """
    if outlook.shut or outlook.climbed >= floors.top:
        return None
    if outlook.asked_at is not None and floors.oldest is not None and outlook.asked_at + floors.oldest < now:
        return None
    asked = (
        (LONG_AGO, timedelta(0)),
        (outlook.opens, timedelta(0)),
        (outlook.base_at, floors.quiet.get(outlook.base, timedelta(0))),
        (outlook.contact_at, floors.gap),
        (outlook.rest_from, floors.rest[outlook.rest]),
    )
    return max(at + least for at, least in asked if at is not None)


# --- what the rules ask for at least -------------------------------------------------------------------------------
def floors_of(rules: Rules) -> Floors:
    """Return the floors of the rules that an outlook is held against."""
    every = {key: _at_least(getattr(rules.every, key)) for key in ("A", "B", "C", "D", "hot", "sample")}
    rest = {}
    for index, grade in enumerate(GRADES):
        below = [every[lower.value] for lower in GRADES[index:]]
        for mark, further in (("", []), ("h", ["hot"]), ("s", ["sample"]), ("hs", ["hot", "sample"])):
            rest[grade.value + mark] = min(*below, *(every[key] for key in further), timedelta.max)
    return Floors(
        quiet={key: _at_least(getattr(rules.quiet_after, key)) for key in ("quote", "sample", "other", "holding")},
        rest=rest,
        gap=_at_least(rules.min_gap),
        oldest=_at_most(rules.only_quotes_younger_than),
        top=rules.ladder.rest,
    )


def _at_least(length: Duration) -> timedelta:
    """Return a length that no calendar undercuts; a working day counts as a day, for weekends only lengthen it."""
    if length.unit in ("minutes", "hours"):
        return length.rough()
    if length.unit == "months":
        least = length.number * SHORTEST_MONTH
    else:
        least = timedelta(days=min(length.number, LONGEST_WAIT_DAYS) * (7 if length.unit == "weeks" else 1))
    return max(timedelta(0), least - CLOCKS_MOVE)


def _at_most(length: Duration) -> timedelta | None:
    """Return a length that no calendar exceeds; None for working days, of which holidays may take any number."""
    if length.unit == "working days":
        return None
    if length.unit in ("minutes", "hours"):
        return length.rough()
    return CLOCKS_MOVE + (length.number * LONGEST_MONTH if length.unit == "months" else length.rough())


# --- what the rules look at ----------------------------------------------------------------------------------------
def outlook_of(case: Case) -> Outlook:
    """Return the outlook of a customer as it stands now; it holds until something happens to the customer."""
    asked = case.standing.quote or weigh.sample_or_answer(case)[0]
    dates = [*_held(case), *_dates_of_theirs(case)]
    opens = max(dates, default=None)
    if asked is None or _is_shut(case):
        return Outlook(shut=True)
    if _waits_for_us(case):
        # It says `answer` at once, or when the user's own date has come; both are no draft.
        return Outlook(shut=not _held(case), opens=opens)
    base, base_at = _base(case)
    changed = case.recipient.changed and case.recipient.to is not None  # another person is written to at once
    return Outlook(
        shut=False,
        opens=opens,
        base=base,
        base_at=base_at,
        asked_at=asked.at,
        contact_at=case.record.last_contact,
        rest=_rest(case),
        rest_from=None if changed else weigh.rests_from(case),
        climbed=unanswered(case.record) if case.recipient.to is not None else -1,
    )


def _is_shut(case: Case) -> bool:
    """Return whether a fact or a person stops every draft until something happens."""
    settings, record, last = case.history.settings, case.record, case.record.last_human
    refused = last is not None and last.kind in (Kind.STOP_REQUEST, Kind.REFUSAL) and not record.is_lifted(last.at)
    in_trash = not record.ours and last is not None and last.in_trash
    open_draft = bool(case.history.foreign_drafts) or any(d.state in OPEN_STATES for d in case.history.drafts)
    return (
        settings.stop is not None
        or stopped_by(record) is not None
        or case.standing.stage is Stage.LOST
        or refused
        or in_trash
        or open_draft
        or case.silence.base is None
    )


def _waits_for_us(case: Case) -> bool:
    """Return whether we owe them an answer for good; an order without a word from us is owed one while it runs."""
    return case.silence.owed is not None and case.silence.owed.kind is not Kind.ORDER


def _held(case: Case) -> list[datetime]:
    """Return the user's own dates that lie ahead."""
    days = (case.history.settings.hold_until, case.history.settings.next)
    return [case.place.start_of(day) for day in days if day is not None and day > case.today]


def _dates_of_theirs(case: Case) -> list[datetime]:
    """Return the moments before which what they said or did holds us back, whatever the rules are."""
    found = []
    named = named_date(case.record)
    if named is not None and not case.record.is_lifted(named[0].at):
        found.append(case.place.start_of(named[1]))
    away = weigh.last_absence(case)
    if away is not None:
        returns = away.facts.return_date if away.facts else None
        found.append(case.place.start_of(returns) if returns is not None else away.at)
    owed, running = case.silence.owed, order_runs_until(case.record)
    found += [] if owed is None else [owed.at + ORDER_RUNS]
    found += [] if running is None else [running]
    return found


def _base(case: Case) -> tuple[str, datetime | None]:
    """Return which silence counts and from when, as quiet.py reads it."""
    ours, last = case.record.ours, case.silence.base
    if last is None or (not ours and (case.record.is_lifted(last.at) or named_date(case.record) is not None)):
        return "", None
    return _kind_of(last, ours), last.at


def _kind_of(base: Touch, ours: tuple[Touch, ...]) -> str:
    if not ours:
        return "holding"
    if base.kind is Kind.QUOTE:
        return "quote"
    return "sample" if base.has("sample_sent") else "other"


def _rest(case: Case) -> str:
    """Return the keys of `every` that may ever apply: time only lowers a grade, and cools an inquiry down."""
    standing = case.standing
    hot = "h" if standing.heat is Heat.HOT else ""
    return standing.grade.value + hot + ("s" if standing.stage is Stage.SAMPLE else "")
