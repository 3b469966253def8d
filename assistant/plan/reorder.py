"""The occasion that lies in a customer's own rhythm of orders: the next one is near or overdue (domain 004-07). Pure.

Public: `from_orders`, `habit_in`, `POINT`. It is a point of the topic correction ("make convenient", 001-T1): help with
the next order, never a question when it comes. Claimed is the rhythm alone, and only as the record shows it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from assistant.model import Occasion, RunnerUp, Touch
from assistant.plan.place import Place
from assistant.plan.quiet import ASKING
from assistant.plan.rhythm import LEAST_ORDERS, orders_of, rhythm_of

TOPIC, POINT = "correction", "reorder"
THEIRS_FIRST = frozenset({"explain", "alternative", "certificates"})  # points that answer what they said of our quote
_OF_THE_QUOTE = ("quote_date", "quote_subject", "product")


def from_orders(
    humans: Sequence[Touch], ours: Occasion | None, place: Place, now: datetime, *, objected: bool
) -> Occasion | RunnerUp | None:
    """Return the occasion to help with their next order, or why their rhythm is none now; None: too few orders.

    `humans`: their mails, oldest first; `ours`: the occasion that lies in our quote. Whoever had something against it
    (`objected`: of late) is answered first, and whoever has asked for new goods since the last order is preparing the
    next one: our quote is the matter. After twice the usual interval the habit is broken, and nothing is said.
    """
    found = rhythm_of(humans)
    if found is None:
        known = len(orders_of(humans)) >= LEAST_ORDERS
        return _lost("their orders follow no rhythm") if known else None
    quoted = {name: ours.facts[name] for name in _OF_THE_QUOTE if name in ours.facts} if ours is not None else {}
    facts = {**quoted, "every": found.words, "last_order": place.local(found.last).date().isoformat()}
    occasion = Occasion(topic=TOPIC, point=POINT, material=None, facts=facts)
    habit = habit_in(occasion)
    if now < found.near_from:
        return _lost(f"{habit}: not yet near", again=place.local(found.near_from))
    if now >= found.broken_from:
        return _lost(f"{habit}: too long ago for a habit")
    if any(touch.kind in ASKING for touch in humans if touch.at > found.last):
        return _lost(f"{habit}; they have asked for the next one already")
    if objected or (ours is not None and ours.point in THEIRS_FIRST):
        return _lost(f"{habit}; what they said of our offer comes first")
    return occasion


def habit_in(occasion: Occasion) -> str:
    """Return what such an occasion stands on, for the seller; "" for any other."""
    if occasion.point != POINT:
        return ""
    return f"they order about every {occasion.facts['every']}, the last time on {_day(occasion.facts['last_order'])}"


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d %B %Y}"


def _lost(why: str, again: datetime | None = None) -> RunnerUp:
    return RunnerUp(topic=TOPIC, material=None, why=why, again=again)
