"""Where a customer is on the map and on the clock: country, zone, working days, regions.

Public: `Place`, `place_of`, `regions_of`. Definitions "Zone": the user > the country > what the ledger found > ours.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.almanac import countries, holidays, zones
from assistant.clock import Duration, add
from assistant.model import History, Me
from assistant.plan.rules import GROUPS, Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country and its clock."""

    country: str | None  # ISO 3166; None = unknown
    zone: ZoneInfo
    is_working_day: Callable[[date], bool]

    def local(self, at: datetime) -> datetime:
        """Return the moment on this place's wall clock."""
        return at.astimezone(self.zone)

    def after(self, at: datetime, length: Duration) -> datetime:
        """Return the moment `length` after `at` on this place's calendar, on its wall clock."""
        return add(at, length, self.zone, self.is_working_day).astimezone(self.zone)

    def start_of(self, day: date) -> datetime:
        """Return when that day begins here."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)


@lru_cache(maxsize=1024)
def _place(country: str | None, zone: str) -> Place:
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        clock = ZoneInfo("UTC")
    return Place(country=country, zone=clock, is_working_day=partial(holidays.is_working_day, country))


def place_of(history: History, me: Me) -> Place:
    """Return where the customer is: what the user set stands first, the seller's zone last."""
    customer, settings = history.customer, history.settings
    country = settings.country or customer.country
    zone = settings.timezone
    if zone is None and settings.country and settings.country != customer.country:
        zone = zones.main_zone(settings.country)
    return _place(country, zone or customer.timezone or (country and zones.main_zone(country)) or me.timezone)


def seller_place(me: Me) -> Place:
    """Return where the seller is."""
    return _place(me.country, me.timezone)


def countries_of(region: str, rules: Rules) -> frozenset[str]:
    """Return the countries of a region name, the user's `regions` standing above the almanac's; empty for no region."""
    return _countries_of(region, rules.regions)


def _countries_of(region: str, own: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    if region in own:
        return frozenset(own[region])
    if region == "americas":
        return _countries_of("NA", own) | _countries_of("LA", own)
    if region == "southeast-asia":
        return _countries_of("SEA", own)
    return countries.REGIONS.get(region, frozenset())


def regions_of(country: str | None, rules: Rules) -> tuple[str, ...]:
    """Return the names of the regions a country belongs to, narrowest first; () where it is unknown."""
    if country is None:
        return ()
    return _regions_of(country, tuple(rules.regions.items()))


@lru_cache(maxsize=2048)
def _regions_of(country: str, own: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    names = [*countries.REGIONS, *GROUPS, *(name for name, _ in own)]
    within = {name: _countries_of(name, dict(own)) for name in names}
    return tuple(sorted((n for n, listed in within.items() if country in listed), key=lambda n: (len(within[n]), n)))
