"""Weekends and public holidays: which day is a working day, where.

Public: `weekend`, `public_holidays`, `is_working_day`, `working_days_between`, `next_working_day`. Days are local
dates of the country. Holidays of single provinces are left out: a customer's province is not known.
"""

import sys
import warnings
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType, ModuleType

from assistant.almanac.countries import codes

_SATURDAY_SUNDAY = frozenset({5, 6})
_FRIDAY_SATURDAY = frozenset({4, 5})
# What holds today where it is not Saturday and Sunday. Countries with a free half Saturday count as Saturday-Sunday:
# an office that is perhaps closed is no place for a follow-up. Iran: Thursday is the half day, Friday the holiday.
_OTHER_WEEKENDS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        **dict.fromkeys(codes("BD BH DZ EG IL IQ JO KW LY MV OM PS QA SA SD SY YE"), _FRIDAY_SATURDAY),
        "AF": frozenset({3, 4}),
        "BN": frozenset({4, 6}),
        "DJ": frozenset({4, 5}),
        "IR": frozenset({3, 4}),
        "NP": frozenset({5}),
        "SO": frozenset({4}),
    }
)
# Before that first day another weekend held.
_BEFORE: Mapping[str, tuple[date, frozenset[int]]] = MappingProxyType(
    {
        "AE": (date(2022, 1, 1), _FRIDAY_SATURDAY),
        "SA": (date(2013, 6, 29), frozenset({3, 4})),
        "OM": (date(2013, 5, 1), frozenset({3, 4})),
    }
)


def weekend(country: str | None, on: date | None = None) -> frozenset[int]:
    """Return the free weekdays of a country (Monday is 0); on a past day, those of then.

    An unknown country has Saturday and Sunday.
    """
    if country is None:
        return _SATURDAY_SUNDAY
    if on is not None and country in _BEFORE and on < _BEFORE[country][0]:
        return _BEFORE[country][1]
    return _OTHER_WEEKENDS.get(country, _SATURDAY_SUNDAY)


@lru_cache(maxsize=2048)
def public_holidays(country: str | None, year: int) -> Mapping[date, str]:
    """Return the nationwide public holidays of one year with their English names, ascending.

    Days that hang on the moon are the library's estimate where they are not yet announced. Empty: the country is
    unknown, or no calendar of it exists.
    """
    if country is None:
        return MappingProxyType({})
    holidays = _library()
    with warnings.catch_warnings():
        # The library warns of years that a country's calendar does not reach; then it has none, and we say so.
        warnings.simplefilter("ignore")
        try:
            found = holidays.country_holidays(country, years=year, language="en_US")
        except NotImplementedError:
            return MappingProxyType({})
    return MappingProxyType({day: str(name) for day, name in sorted(found.items()) if day.year == year})


@cache
def _library() -> ModuleType:
    """Return the library of holidays, so that it loads the countries that are asked for and not all 249.

    Its package of countries names every one of them when imported: 8 MB and a tenth of a second. A package of the same
    name that only says where the modules lie is enough for its own registry, which asks for them one by one.
    """
    import holidays

    if "holidays.countries" not in sys.modules:
        package = ModuleType("holidays.countries")
        package.__path__ = [str(Path(str(holidays.__file__)).parent / "countries")]
        sys.modules[package.__name__] = package
    return holidays


def is_working_day(country: str | None, day: date) -> bool:
    """Return whether offices of the country are open that day; an unknown country has only its weekend free."""
    return day.weekday() not in weekend(country, day) and day not in public_holidays(country, day.year)


def working_days_between(country: str | None, start: date, end: date) -> int:
    """Return how many working days lie after `start`, up to and including `end`; 0 where `end` is not later."""
    return sum(is_working_day(country, start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def next_working_day(country: str | None, day: date) -> date:
    """Return the first working day on or after `day`."""
    while not is_working_day(country, day):
        day += timedelta(days=1)
    return day
