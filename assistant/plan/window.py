"""When a follow-up should be in front of the customer: open hours on either clock, shut on days nobody reads.

Public: `Window`, `next_window`, `rule_for`, `closed_on`. Wall times are turned into moments day by day, so a change of
summer time moves no window (domain A.6-3, definitions "Window").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from assistant.almanac import holidays
from assistant.almanac.countries import REGIONS
from assistant.plan.place import Place, regions_of
from assistant.plan.rules import DAYS, MINUTES_A_DAY, Rules, WindowRule

FAR = 500  # days after which no window is looked for: a rule whose only day is always a holiday


Named = tuple[str, WindowRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of moments, half open, on the customer's clock."""

    start: datetime
    end: datetime
    rule: str  # key of rules.yaml `windows` it comes from


def rule_for(country: str | None, rules: Rules) -> tuple[str, WindowRule]:
    """Return the narrowest entry of `windows` for a country: its own, its smallest region's, else `default`.

    Some region codes are country codes too (SA is South Asia and Saudi Arabia): a plain key of that kind means the
    region, `country-SA` the country.
    """
    names = [f"country-{country}"] if country else []
    if country and not _is_region(country, rules):
        names.append(country)
    for name in (*names, *regions_of(country, rules)):
        if name in rules.windows:
            return name, rules.windows[name]
    return "default", rules.windows["default"]


def next_window(
    place: Place, seller: Place, rules: Rules, at: datetime, *, ignore_closed: bool = False, named: Named | None = None
) -> Window | None:
    """Return the window that is open at `at` or the next one; None where none opens within 500 days.

    `named` is what `rule_for` says, where the caller knows it already. Weekends and holidays do not shut it with
    `ignore_closed`: what the weekdays and hours alone would give.
    """
    name, rule = named or rule_for(place.country, rules)
    for start, end in _spans(rule, place, seller, at):
        if end <= at:
            continue
        if ignore_closed or not (
            closed_on(start, place, seller) or closed_on(end - timedelta(seconds=1), place, seller)
        ):
            return Window(start=start.astimezone(place.zone), end=end.astimezone(place.zone), rule=name)
    return None


def closed_on(at: datetime, place: Place, seller: Place) -> str | None:
    """Return why nobody should be written to then, on the customer's local date; None where nothing is shut."""
    return _closed(place.country, seller.country, at.astimezone(place.zone).date())


@lru_cache(maxsize=16384)
def _closed(country: str | None, ours: str | None, day: date) -> str | None:
    if day.weekday() in holidays.weekend(country, day):
        return f"{day:%A} is a weekend day in {country or 'their country'}"
    theirs = holidays.public_holidays(country, day.year).get(day)
    if theirs is not None:
        return f"{day:%d %B} is a public holiday in {country}: {theirs}"
    own = holidays.public_holidays(ours, day.year).get(day)
    return f"{day:%d %B} is a public holiday here ({ours}): {own}" if own is not None else None


def _is_region(name: str, rules: Rules) -> bool:
    return name in REGIONS or name in rules.regions


def _spans(rule: WindowRule, place: Place, seller: Place, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the rule's spans as aware moments, from the day of `at` on the window's clock; none crosses midnight."""
    clock = place.zone if rule.clock == "customer" else seller.zone
    weekdays = {DAYS.index(day) for day in rule.days}
    first = at.astimezone(clock).date()
    for ahead in range(FAR):
        day = first + timedelta(days=ahead)
        if day.weekday() in weekdays:
            start, end = (_moment(day, minutes, clock) for minutes in rule.hours)
            if start < end:  # hours that fall into the gap of a clock put forward may vanish altogether
                yield start, end


def _moment(day: date, minutes: int, clock: ZoneInfo) -> datetime:
    """Return a wall time as a moment; one that does not exist moves forward by the gap."""
    day += timedelta(days=minutes // MINUTES_A_DAY)
    hour, minute = divmod(minutes % MINUTES_A_DAY, 60)
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock)
    return wall.astimezone(_UTC)


_UTC = ZoneInfo("UTC")
