"""What day it is for the reader: occasions of an opening line (domain 000-14). Public: `occasions`, `past_feast`."""

from datetime import date, datetime, timedelta

from assistant.almanac.greetings import greetable
from assistant.almanac.holidays import is_working_day, weekend
from assistant.model import Decision, Direction, DraftState, History, Kind, Me, Touch
from assistant.phrases.slots import last_mail_of_theirs, zone_of

_RECENT = timedelta(days=60)  # an older mail of theirs is not thanked for
WENT_OUT = frozenset({DraftState.SENT, DraftState.SENT_EDITED, DraftState.ANSWERED})
_NO_THANKS = frozenset({Kind.REFUSAL, Kind.STOP_REQUEST})
BUSINESS_ONLY = ("strict", "impatient", "fast")  # tempers that want the matter at once (003-C6)
_LONGEST_BREAK = 12  # days: a feast with the weekends around it


def occasions(decision: Decision, history: History, me: Me, now: datetime) -> list[str]:
    """Return the occasions of an opening line that hold on the day of reading, the most telling first."""
    if decision.occasion is not None and decision.occasion.topic in ("holiday", "answer"):
        return []  # the greeting, or the thanks for their inquiry, is the matter; nothing goes before it
    day = _day_of_reading(decision, history, me, now)
    country = _country(history)
    found: list[str] = []
    if _is_first_of_the_year(history, country, day, now):
        found.append("new-year")
    theirs = last_mail_of_theirs(history, now)
    # Thanked for once: in the third follow-up the same thanks are only a reproach.
    if (
        theirs is not None
        and theirs.writer == decision.to
        and _is_thanked_for(theirs, now)
        and decision.standing.follow_ups == 0
    ):
        found.append({Kind.INQUIRY: "inquiry", Kind.SAMPLE_REQUEST: "sample"}.get(theirs.kind, "thanks"))
    if history.settings.is_noted("temper", BUSINESS_ONLY):
        return found  # no small talk
    if past_feast(decision, history, me, now):
        found.append("holiday")
    free = weekend(country, day)
    if (day - timedelta(days=1)).weekday() in free and day.weekday() not in free:
        found.append("weekend")
    if (day + timedelta(days=1)).weekday() in free and day.weekday() not in free:
        found.append("friday")
    return found


def past_feast(decision: Decision, history: History, me: Me, now: datetime) -> str:
    """Return the key of the feast from which they have just come back to their desk; "" where there is none."""
    country = _country(history)
    day = _day_of_reading(decision, history, me, now)
    for back in range(1, _LONGEST_BREAK):
        before = day - timedelta(days=back)
        if is_working_day(country, before) and back > 1:
            return ""  # back 1: the first working day may already be over, the second is still near
        feast = greetable(country, before)
        if feast is not None:
            return "" if feast.key == "new-year" else feast.key
    return ""


def _day_of_reading(decision: Decision, history: History, me: Me, now: datetime) -> date:
    """The customer's day on which the letter will be in front of them: the window's, else today."""
    at = max(decision.window[0], now) if decision.window else now
    return at.astimezone(zone_of(history, me)).date()


def _country(history: History) -> str | None:
    return history.settings.country or history.customer.country


def _is_first_of_the_year(history: History, country: str | None, day: date, now: datetime) -> bool:
    if day.month != 1 or day.day > 20:
        return False
    turned = greetable(country, date(day.year, 1, 1))  # not everywhere does the year turn then
    if country is not None and (turned is None or turned.key != "new-year"):
        return False
    ours = [t.at for t in history.touches if t.direction is Direction.OUTBOUND and t.at <= now]
    ours += [draft.changed_at for draft in history.drafts if draft.state in WENT_OUT]  # perhaps not read in Sent yet
    return not any(at.year == day.year for at in ours)


def _is_thanked_for(theirs: Touch, now: datetime) -> bool:
    return now - theirs.at <= _RECENT and theirs.kind not in _NO_THANKS
