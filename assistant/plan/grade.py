"""Grade, stage and heat of a customer: three fields (definitions "`stage`, `grade`, `heat`"; domain A.6-1).

Public: `course_of`, `grade_of`, `heat_of`, `stopped_by`. What the user set stands above all of it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.clock import Duration
from assistant.model import Direction, Grade, Heat, Kind, Settings, Stage, Touch
from assistant.plan.place import Place
from assistant.plan.quiet import is_order_event
from assistant.plan.record import Record

A_YEAR = Duration(number=12, unit="months")
NEAR = timedelta(days=4)  # no calendar makes one or two years, or sixty days, differ more from their rough length
TWO_YEARS = Duration(number=24, unit="months")
HOT_FOR = Duration(number=60, unit="days")
REOPENS = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST, Kind.ORDER})
# A specification in an inquiry: a measure, a voltage, a protection class, a norm (domain 004-08).
_SPECIFICATION = re.compile(
    r"\d\s?(mm|cm|m²|µm|um|kw|kv|mah|ah|hz|mhz|lm|bar|psi|ml|gsm|oz|dpi|nm|[vwakg]|inch|\")(?![a-z])"
    r"|\bip\s?\d\d\b|\bdn\s?\d+|\bpn\s?\d+|\b(iso|din|en|astm|ansi|iec|api|jis|gb/t)[ -]?\d|\bral\s?\d{4}"
    r"|\d\s?[x×]\s?\d",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Course:
    stage: Stage = Stage.NEW
    last_trade: datetime | None = None
    lost: Touch | None = None
    stopped: Touch | None = None


def course_of(record: Record, place: Place, now: datetime) -> tuple[Stage, Touch | None]:
    """Return the stage, and the refusal or stop request that still holds.

    The latest event decides, our replies change nothing but sample and order notices. An inquiry, sample request or
    order after a refusal reopens; after a stop request only `resume` does.
    """
    course = _course(record, place, now)
    return course.stage, course.lost


def stopped_by(record: Record) -> Touch | None:
    """Return their stop request that still holds: only `resume` lifts it, no later mail of theirs."""
    return next(
        (t for t in reversed(record.humans) if t.kind is Kind.STOP_REQUEST and not record.is_lifted(t.at)), None
    )


def grade_of(record: Record, settings: Settings, stage: Stage, place: Place, now: datetime) -> Grade:
    """Return the grade (domain 001-01 to 001-04): A trading, B negotiating, C potential, D no two-way contact."""
    if settings.grade is not None:
        return settings.grade
    if any(is_order_event(t) and _within(t, TWO_YEARS, place, now) for t in record.touches):
        grade = Grade.A
    elif record.humans and any(_is_offer(t) and _within(t, A_YEAR, place, now) for t in record.touches):
        grade = Grade.B
    else:
        grade = Grade.C if record.humans else Grade.D
    if stage is Stage.LOST:
        return {Grade.A: Grade.B, Grade.B: Grade.C}.get(grade, Grade.D)
    return grade


def heat_of(record: Record, stage: Stage, place: Place, now: datetime) -> Heat:
    """Return how good their inquiry is (domain 002-03, 004-08)."""
    if stage is Stage.SAMPLE:
        return Heat.HOT
    inquiries = [t for t in record.humans if t.kind is Kind.INQUIRY]
    if any(_within(t, HOT_FOR, place, now) and _is_complete(t) for t in inquiries):  # dates are cheaper than texts
        return Heat.HOT
    if inquiries and len(inquiries) == len(record.humans) and all(is_bare(t) for t in inquiries):
        return Heat.COLD
    return Heat.WARM


def _course(record: Record, place: Place, now: datetime) -> _Course:
    course = _Course()
    for touch in record.touches:
        _lapse(course, place, touch.at)
        if touch.direction is Direction.INBOUND or touch.is_human:
            _their_event(course, touch, record)
        else:
            _our_event(course, touch)
    _lapse(course, place, now)
    return course


def _lapse(course: _Course, place: Place, at: datetime) -> None:
    if course.stage is Stage.ORDERING and course.last_trade and not _within_of(course.last_trade, A_YEAR, place, at):
        course.stage = Stage.LAPSED


def _their_event(course: _Course, touch: Touch, record: Record) -> None:
    if touch.kind in (Kind.REFUSAL, Kind.STOP_REQUEST):
        if record.is_lifted(touch.at):
            return
        course.stage, course.lost = Stage.LOST, touch
        course.stopped = touch if touch.kind is Kind.STOP_REQUEST else course.stopped
        return
    if touch.kind in (Kind.ORDER, Kind.INQUIRY):
        course.last_trade = touch.at
    if course.stage is Stage.LOST:
        if course.stopped is not None or touch.kind not in REOPENS:
            return
        course.lost, course.stage = None, Stage.INQUIRY
    if touch.kind is Kind.ORDER:
        course.stage = Stage.ORDERING
    elif touch.kind is Kind.SAMPLE_REQUEST and course.stage is not Stage.ORDERING:
        course.stage = Stage.SAMPLE
    elif course.stage is Stage.NEW or (course.stage is Stage.LAPSED and touch.kind is Kind.INQUIRY):
        course.stage = Stage.INQUIRY


def _our_event(course: _Course, touch: Touch) -> None:
    if touch.has("order_notice"):
        course.last_trade = touch.at
    if course.stage is Stage.LOST:
        return
    if touch.has("order_notice"):
        course.stage = Stage.ORDERING
    elif touch.has("sample_sent") and course.stage is not Stage.ORDERING:
        course.stage = Stage.SAMPLE
    elif touch.kind is Kind.QUOTE and course.stage in (Stage.NEW, Stage.INQUIRY, Stage.LAPSED):
        course.stage = Stage.QUOTED


def _within(touch: Touch, length: Duration, place: Place, now: datetime) -> bool:
    return _within_of(touch.at, length, place, now)


def _within_of(at: datetime, length: Duration, place: Place, now: datetime) -> bool:
    age, about = now - at, length.rough()
    if abs(age - about) > NEAR:
        return age < about  # the calendar is asked where it matters only
    return now <= place.after(at, length)


def _is_offer(touch: Touch) -> bool:
    return touch.kind in (Kind.QUOTE, Kind.SAMPLE_REQUEST) or touch.has("sample_sent")


def _is_complete(inquiry: Touch) -> bool:
    facts = inquiry.facts
    if facts is None or not facts.products or not facts.quantities:
        return False
    return bool(facts.company) or bool(_SPECIFICATION.search(inquiry.text))


def is_bare(inquiry: Touch) -> bool:
    """Return whether an inquiry names neither product nor quantity: "please send your price list" (002-03)."""
    facts = inquiry.facts
    return facts is not None and not facts.products and not facts.quantities
