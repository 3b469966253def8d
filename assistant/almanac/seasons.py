"""The long seasons in which business of a country runs slow or rests. Public: `SEASONS`, `seasons`.

The caller asks for the customer's country and, for the seller's own rest, for the seller's (domain 004, design 3.5).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from assistant.almanac.countries import codes
from assistant.almanac.greetings import greetable
from assistant.almanac.holidays import public_holidays

SEASONS = ("ramadan", "chinese-new-year", "august", "golden-week", "christmas")

_RAMADAN = codes(
    "AE AF BD BH BN DJ DZ EG ID IQ IR JO KM KW LB LY MA ML MR MV MY NE OM PK PS QA SA SD SN SO SY TN TR YE"
)
_CHINESE_NEW_YEAR = codes("CN HK MO SG TW VN")
_AUGUST = codes("AD BE CY ES FR GR HR IT LU MC MT PT SM VA")


@lru_cache(maxsize=64)
def _ramadan_spans(year: int) -> tuple[tuple[date, date], ...]:
    """Return the fasting months that touch that year: the 30 days before each Eid al-Fitr.

    The Emirates' calendar stands for all: others begin a day later at most, and an estimate is good to a day anyway.
    """
    feasts = [
        day
        for then in (year, year + 1)
        for day, name in public_holidays("AE", then).items()
        if "Eid al-Fitr" in name and "Holiday" not in name
    ]
    return tuple((feast - timedelta(days=30), feast - timedelta(days=1)) for feast in feasts)


@lru_cache(maxsize=64)
def _spring_festival(year: int) -> date | None:
    """Return the first day of the Chinese lunar year that begins in `year`."""
    days = (day for day, name in public_holidays("CN", year).items() if name.startswith("Chinese New Year (Spring"))
    return min(days, default=None)


def _is_golden_week(country: str, day: date) -> bool:
    if country == "JP":
        return date(day.year, 4, 29) <= day <= date(day.year, 5, 6)
    return country == "CN" and date(day.year, 10, 1) <= day <= date(day.year, 10, 7)


def _is_new_year_shut_down(day: date) -> bool:
    # Factories empty about a week before the day and fill again after the Lantern Festival, two weeks later.
    first = _spring_festival(day.year)
    return first is not None and first - timedelta(days=7) <= day <= first + timedelta(days=14)


def _is_christmas(country: str, day: date) -> bool:
    if greetable(country, date(day.year, 12, 25)) is not None:
        return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2)
    # Orthodox countries that keep 7 January rest from New Year on.
    return greetable(country, date(day.year, 1, 7)) is not None and day.month == 1 and day.day <= 8


@lru_cache(maxsize=4096)
def seasons(country: str | None, day: date) -> tuple[str, ...]:
    """Return the seasons that lie over that day in that country, in the order of `SEASONS`; () for none or unknown."""
    if country is None:
        return ()
    spans = _ramadan_spans(day.year) if country in _RAMADAN else ()
    holds: Mapping[str, bool] = MappingProxyType(
        {
            "ramadan": any(start <= day <= end for start, end in spans),
            "chinese-new-year": country in _CHINESE_NEW_YEAR and _is_new_year_shut_down(day),
            "august": country in _AUGUST and day.month == 8,
            "golden-week": _is_golden_week(country, day),
            "christmas": _is_christmas(country, day),
        }
    )
    return tuple(name for name in SEASONS if holds[name])
