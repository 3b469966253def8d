"""When to call somebody: in the customer's window, on the customer's clock, and never at night. Pure.

Public: `call_at`, `LENGTH`. A window on the seller's clock says when a mail should lie there (17:00 in Shanghai is
04:00 in New York), so the telephone does not follow it (domain 002-20, 004-05, A.6-3).
"""

from datetime import UTC, datetime, timedelta

from assistant.model import History, Me
from assistant.plan.place import place_of, seller_place
from assistant.plan.rules import Rules, WindowRule
from assistant.plan.window import next_window, rule_for

LENGTH = timedelta(minutes=15)
AT_WORK = (8 * 60, 18 * 60)  # minutes after midnight: nobody is called at other hours, whatever a window says
AFTERNOON = (13 * 60, 17 * 60 + 30)  # domain 004-05, where a window says nothing that can be used
_QUARTER = timedelta(minutes=15)


def call_at(history: History, rules: Rules, me: Me, now: datetime) -> datetime | None:
    """Return when a call should begin, on a quarter of an hour and the customer's clock; None where nothing opens."""
    place, seller = place_of(history, me), seller_place(me)
    name, rule = rule_for(place.country, rules)
    asked = place.local(_next_quarter(now.astimezone(UTC)))
    found = next_window(place, seller, rules, asked + LENGTH - timedelta(seconds=1), named=(name, _by_day(rule)))
    return max(found.start, asked) if found is not None else None


def _by_day(rule: WindowRule) -> WindowRule:
    """Return the hours of a window at which somebody there is at work."""
    start, end = rule.hours if rule.clock == "customer" else AFTERNOON
    start, end = max(start, AT_WORK[0]), min(end, AT_WORK[1])
    hours = (start, end) if end - start >= LENGTH.seconds // 60 else AFTERNOON
    return rule.model_copy(update={"hours": hours, "clock": "customer"})


def _next_quarter(at: datetime) -> datetime:
    """Return the moment, or the next quarter of an hour after it."""
    over = timedelta(minutes=at.minute, seconds=at.second, microseconds=at.microsecond) % _QUARTER
    return at + (_QUARTER - over) if over else at
