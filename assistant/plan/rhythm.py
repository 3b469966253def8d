"""How often a customer orders, told from their orders alone, and when the next one is near (domain 004-07). Pure.

Public: `rhythm_of`, `Rhythm`. A rhythm decides no date of its own: a draft is due by the rules, and only where it is
due anyway may the rhythm be its topic. What is not regular is no rhythm: nothing is claimed that the record does not
show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from assistant.model import Kind, Touch

LEAST_ORDERS = 3  # two intervals: one alone is no habit
LATELY = 6  # orders that count: habits change
SAME_ORDER = timedelta(days=14)  # a PO sent twice, its correction, the second part of it
STRAYS = 4  # an interval may differ from the usual one by a quarter of it
SHORTEST, LONGEST = timedelta(weeks=3), timedelta(days=400)
EARLY = timedelta(weeks=4)  # at most so long before the next one it is near, and never more than a quarter of the rest
_WEEKS_UNTIL = timedelta(weeks=11)  # shorter ones are told in weeks
_MONTH_DAYS = 30.44


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """A regular habit of ordering."""

    every: timedelta  # the usual interval: the median
    last: datetime  # of their last order, a part or a repetition too: the next one is not counted too early

    @property
    def near_from(self) -> datetime:
        """Return from when the next order is near."""
        return self.last + self.every - min(EARLY, self.every / 4)

    @property
    def broken_from(self) -> datetime:
        """Return from when so much time has passed that it is a habit no longer."""
        return self.last + 2 * self.every

    @property
    def words(self) -> str:
        """Return the interval in round figures, in English: "6 weeks", "3 months"; never one of them."""
        if self.every < _WEEKS_UNTIL:
            return f"{round(self.every / timedelta(weeks=1))} weeks"
        return f"{round(self.every.days / _MONTH_DAYS)} months"


def rhythm_of(humans: Sequence[Touch]) -> Rhythm | None:
    """Return the rhythm of a customer's orders; None where there are too few, or they follow none.

    `humans`: their mails, oldest first. Orders that follow another by much less than the usual interval belong to it
    (a part shipment, a PO sent twice), so they make no rhythm shorter than it is.
    """
    orders = orders_of(humans)
    if len(orders) < LEAST_ORDERS:
        return None
    gaps = _gaps(orders)
    usual = _median(gaps)
    regular = all(abs(gap - usual) <= usual / STRAYS for gap in gaps) and SHORTEST <= usual <= LONGEST
    if not regular:
        return None
    return Rhythm(every=usual, last=max(touch.at for touch in humans if touch.kind is Kind.ORDER))


def orders_of(humans: Sequence[Touch]) -> list[datetime]:
    """Return the days on which an order of its own began, oldest first, the latest few."""
    orders = _apart([touch.at for touch in humans if touch.kind is Kind.ORDER], SAME_ORDER)[-LATELY:]
    while len(orders) >= LEAST_ORDERS:
        fewer = _apart(orders, _median(_gaps(orders)) * 3 / 5)
        if len(fewer) == len(orders):
            break
        orders = fewer
    return orders


def _apart(orders: Sequence[datetime], least: timedelta) -> list[datetime]:
    """Return the orders without those that follow the one before within less than `least`."""
    kept: list[datetime] = []
    for at in orders:
        if not kept or at - kept[-1] >= least:
            kept.append(at)
    return kept


def _gaps(orders: Sequence[datetime]) -> list[timedelta]:
    return [after - before for before, after in pairwise(orders)]


def _median(gaps: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(gap.total_seconds() for gap in gaps))
