"""Which public holidays a seller may greet, and which never.

Public: `Greeting`, `greetable`, `greeting_ahead`. A day is greeted only when it stands in the tables below: a feast
that nearly everybody of the country keeps. Days of mourning and of remembrance, working people's and women's days, and
feasts of one faith in a country of several are never greeted (definitions "Holiday topic": unknown faith).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from assistant.almanac.countries import REGIONS, codes
from assistant.almanac.holidays import is_working_day, public_holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """A feast that may be wished well for, on its first day in that country."""

    key: str  # christmas new-year spring-festival eid-al-fitr eid-al-adha diwali thanksgiving ... national-day
    name: str  # in English, as it stands in a sentence: "Christmas", "the Spring Festival"
    day: date  # local date of its first day; of moon feasts perhaps an estimate, so never write the date itself


# Christian by a great majority; the Orthodox ones keep the date of their own calendar, which the library knows.
_CHRISTIAN = (
    (REGIONS["EU"] - {"AL", "BA", "MK", "XK"})
    | REGIONS["NA"]
    | REGIONS["LA"]
    | (REGIONS["OC"] - {"FJ", "CC", "CX"})
    | codes("AM AO BI BW BY CD CG CV GA GE GQ KE LS MD MW NA PH RU RW SC ST SZ TL UG ZA ZM ZW")
)
# Muslim by a great majority. Left out although the days are free there: MY SG NG LB KZ AL BA and others of many faiths.
_MUSLIM = codes("AE AF BD BH DJ DZ EG ID IQ JO KM KW LY MA ML MR MV NE OM PK PS QA SA SD SN SO SY TN TR UZ YE")
# No New Year's wish on 1 January where the year turns on another day.
_OTHER_NEW_YEAR = codes("AF BD ET IL IR NP SA")
# National days of these touch wars or quarrels of the present: better no word.
_NATIONAL_DAY_UNWISE = codes("AF BY CU CY HK IL IQ IR KP LY MM MO PS RU SD SS SY TW UA VE XK YE")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feast:
    key: str
    name: str
    countries: frozenset[str] | None  # None: everywhere but `without`
    pattern: re.Pattern[str]  # the library's English names of its days
    without: frozenset[str] = frozenset()


def _feast(key: str, name: str, countries: str | frozenset[str] | None, pattern: str, without: str = "") -> _Feast:
    chosen = codes(countries) if isinstance(countries, str) else countries
    return _Feast(key=key, name=name, countries=chosen, pattern=re.compile(pattern), without=codes(without))


_NATIONAL_NAMES = (
    r"^(the )?(National Day( Holiday| of Spain)?|Independence( and Unity)? Day|Republic Day|National Independence Day"
    r"|Bastille Day|German Unity Day|Canada Day|Day of the Republic|Statehood Day|Swiss National Day|Founding Day"
    r"|Independence Restoration Day)( Holiday)?( \(|$)"
)
# The name alone is not enough: these days are free to remember the dead, or stand for a war or a coup.
_REMEMBRANCE = re.compile(
    r"Memorial|Remembrance|Martyr|Victim|Mourning|Armistice|Death|Ashura|Good Friday|All Saints|All Souls|Genocide"
    r"|Anzac|Veterans|Fallen|Atonement|Yom Kippur|Victory|Revolution|Liberation"
)
_CHRISTMAS = _feast("christmas", "Christmas", _CHRISTIAN, r"^(Orthodox )?Christmas( Day)?( \(|$)|^Nativity")
_NEW_YEAR = _feast("new-year", "the New Year", None, r"^New Year's Day$", " ".join(_OTHER_NEW_YEAR))
_FEASTS = (
    _CHRISTMAS,
    _feast("easter", "Easter", _CHRISTIAN, r"^(Orthodox )?Easter (Sunday|Monday)|^Easter( Day)?$"),
    _feast("spring-festival", "the Spring Festival", "CN HK MO TW", r"^(Chinese|Lunar) New Year"),
    _feast("chinese-new-year", "Chinese New Year", "SG", r"^Chinese New Year"),
    _feast("tet", "Tet", "VN", r"^(Second Day of )?Lunar New Year|^Tet"),
    _feast("seollal", "Seollal", "KR", r"Korean New Year"),
    _feast("chuseok", "Chuseok", "KR", r"Chuseok"),
    _feast("mid-autumn", "the Mid-Autumn Festival", "CN TW HK MO", r"Mid-Autumn"),
    _feast("eid-al-fitr", "Eid al-Fitr", _MUSLIM, r"Eid al-Fitr"),
    _feast("eid-al-adha", "Eid al-Adha", _MUSLIM, r"Eid al-Adha"),
    _feast("diwali", "Diwali", "IN NP", r"Diwali|Deepavali"),
    _feast("nowruz", "Nowruz", "IR AZ UZ KZ KG TM TJ", r"Nowruz|Novruz|Nauryz"),
    _feast("rosh-hashanah", "Rosh Hashanah", "IL", r"^Rosh Hashanah"),
    _feast("songkran", "Songkran", "TH", r"^Songkran"),
    _feast("khmer-new-year", "Khmer New Year", "KH", r"Khmer New Year"),
    _feast("lao-new-year", "Lao New Year", "LA", r"Lao New Year"),
    _feast("thingyan", "Thingyan", "MM", r"Thingyan|Myanmar New Year"),
    _feast("thanksgiving", "Thanksgiving", "US CA", r"^Thanksgiving"),
    _feast("national-day", "your national day", "NO", r"^Constitution Day"),
    _feast("national-day", "your national day", None, _NATIONAL_NAMES, " ".join(_NATIONAL_DAY_UNWISE)),
)  # fmt: skip


@lru_cache(maxsize=1024)
def _greetings(country: str, year: int) -> Mapping[date, Greeting]:
    found: dict[date, Greeting] = {}
    last: dict[str, date] = {}
    for day, names in public_holidays(country, year).items():
        feast = _feast_of(country, day, names)
        if feast is None:
            continue
        before = last.get(feast.key)
        # Only the first day of a feast; a national day has one date a year, and two Eids in a year are far apart.
        if before is None or (day - before).days > 14:
            found.setdefault(day, Greeting(key=feast.key, name=feast.name, day=day))
            last[feast.key] = day
    return MappingProxyType(found)


def _feast_of(country: str, day: date, names: str) -> _Feast | None:
    if (day.month, day.day) == (12, 25) and country in _CHRISTIAN:
        return _CHRISTMAS  # by its date: some calendars of the library have no English names
    if (day.month, day.day) == (1, 1):
        return None if country in _OTHER_NEW_YEAR else _NEW_YEAR
    if (day.month, day.day) == (5, 1) or _REMEMBRANCE.search(names):
        return None  # Labour Day is called national day here and there
    for name in names.split("; "):
        if "observed" in name or "substituted" in name:
            continue
        for feast in _FEASTS:
            allowed = feast.countries is None or country in feast.countries
            if allowed and country not in feast.without and feast.pattern.search(name):
                return feast
    return None


def greetable(country: str | None, day: date) -> Greeting | None:
    """Return the feast that begins in that country on that day and may be greeted.

    None: no holiday, a later day of the feast, a day of mourning, or a faith we cannot know of.
    """
    return _greetings(country, day.year).get(day) if country else None


@lru_cache(maxsize=16384)
def greeting_ahead(country: str | None, day: date, working_days: int = 5) -> Greeting | None:
    """Return the next feast to greet that begins after `day` with at most `working_days` working days to it.

    `day` itself counts when it is a working day (definitions "Holiday topic": the 5 working days before the day).
    """
    if not country:
        return None
    seen = int(is_working_day(country, day))
    for ahead in range(1, 31):
        then = day + timedelta(days=ahead)
        greeting = greetable(country, then)
        if greeting is not None:
            return greeting
        seen += is_working_day(country, then)
        if seen > working_days:
            return None
    return None
