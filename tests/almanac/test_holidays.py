"""Weekends, public holidays, working days, greetings and seasons, in the years 2020 to 2037."""

import subprocess
import sys
from datetime import date, timedelta

import holidays as library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.almanac.countries import REGIONS
from assistant.almanac.greetings import greetable, greeting_ahead
from assistant.almanac.holidays import is_working_day, next_working_day, public_holidays, weekend, working_days_between
from assistant.almanac.seasons import seasons
from tests.given import ROOT

COUNTRIES = sorted(country for members in REGIONS.values() for country in members)
TRADERS = ["DE", "US", "CN", "SA", "AE", "IN", "JP", "BR", "TR", "IL", "IR", "EG", "NP", "VN", "RU", "ZZ", None]
DAYS = st.dates(date(2020, 1, 1), date(2037, 12, 31))


def test_only_the_calendars_asked_for_are_loaded() -> None:
    asks = (
        "import sys; from assistant.almanac.holidays import public_holidays as of;"
        "print(bool(of('DE', 2026)), bool(of('AX', 2026)));"  # Aland's calendar leans on Finland's
        "print(sum(name.startswith('holidays.countries.') for name in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert told.split() == ["True", "True", "3"]


def test_weekends_agree_with_the_librarys_but_where_we_know_better() -> None:
    known_better = {
        "AF", "DJ", "IR", "LY", "NP", "PS", "SO",  # half days and Friday countries that it has as Saturday-Sunday
        "MR",  # Saturday and Sunday since October 2014
            "AI", "CD", "HK", "KN", "NE", "PY", "TK", "VE",  # there offices mostly close on Saturday too
    }  # fmt: skip
    for country in COUNTRIES:
        if country in library.list_supported_countries() and country not in known_better:
            assert weekend(country) == getattr(library, country).weekend, country


def test_weekends_of_the_past_are_those_of_then() -> None:
    assert weekend("AE") == {5, 6}
    assert weekend("AE", date(2021, 12, 31)) == {4, 5}
    assert not is_working_day("AE", date(2021, 12, 31))  # a Friday
    assert is_working_day("AE", date(2022, 1, 7))  # the first working Friday
    assert weekend("SA") == {4, 5}
    assert weekend("SA", date(2013, 6, 27)) == {3, 4}
    assert weekend(None) == {5, 6}


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("CN", date(2027, 2, 6), "Chinese New Year (Spring Festival)"),
        ("AE", date(2026, 5, 27), "Eid al-Adha"),
        ("SA", date(2026, 9, 23), "National Day Holiday"),
        ("PL", date(2026, 11, 11), "National Independence Day"),
        ("JP", date(2026, 5, 5), "Children's Day"),
        ("VN", date(2027, 2, 6), "Lunar New Year"),
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
    ],
)
def test_holidays_have_english_names(country: str, day: date, name: str) -> None:
    assert public_holidays(country, day.year)[day] == name
    assert not is_working_day(country, day)


def test_a_country_without_a_calendar_has_only_its_weekend() -> None:
    assert public_holidays("ZZ", 2026) == public_holidays(None, 2026) == {}
    assert is_working_day(None, date(2026, 12, 25))
    assert not is_working_day(None, date(2026, 12, 26))  # a Saturday


def test_every_country_of_every_region_has_holidays_for_years_ahead() -> None:
    empty = [country for country in COUNTRIES if not public_holidays(country, 2030)]

    assert len(empty) <= 6, empty


@given(country=st.sampled_from(TRADERS), day=DAYS)
@settings(deadline=None, derandomize=True, database=None, max_examples=200)
def test_the_next_working_day_is_the_first_one(country: str | None, day: date) -> None:
    found = next_working_day(country, day)

    assert is_working_day(country, found)
    assert not any(is_working_day(country, day + timedelta(days=n)) for n in range((found - day).days))
    assert (found - day).days <= 20


@given(country=st.sampled_from(TRADERS), day=DAYS, first=st.integers(0, 30), second=st.integers(0, 30))
@settings(deadline=None, derandomize=True, database=None, max_examples=200)
def test_working_days_add_up(country: str | None, day: date, first: int, second: int) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = working_days_between(country, day, end)

    assert whole == working_days_between(country, day, middle) + working_days_between(country, middle, end)
    assert working_days_between(country, end, day) == 0


@given(country=st.sampled_from(COUNTRIES), day=DAYS)
@settings(deadline=None, derandomize=True, database=None, max_examples=400)
def test_only_free_days_are_greeted_and_never_days_of_mourning(country: str, day: date) -> None:
    greeting = greetable(country, day)

    if greeting is not None:
        names = public_holidays(country, day.year)[day]
        assert greeting.day == day
        assert not any(word in names for word in ("Memorial", "Good Friday", "Ashura", "Martyr", "Armistice", "Dead"))


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("DE", date(2026, 4, 3)),  # Good Friday
        ("IR", date(2026, 6, 25)),  # Ashura
        ("US", date(2026, 5, 25)),  # Memorial Day
        ("FR", date(2026, 11, 11)),  # Armistice
        ("AU", date(2026, 4, 25)),  # Anzac Day
        ("IL", date(2026, 9, 21)),  # Yom Kippur
        ("MY", date(2026, 3, 21)),  # Eid, but whose?
        ("IN", date(2026, 12, 25)),  # Christmas, but whose?
        ("SA", date(2026, 1, 1)),
        ("RU", date(2026, 5, 9)),
        ("TW", date(2026, 10, 10)),
        ("DE", date(2026, 5, 1)),
        ("DE", date(2026, 12, 26)),  # the feast began the day before
        (None, date(2026, 12, 25)),
    ],
)
def test_these_days_are_not_greeted(country: str | None, day: date) -> None:
    assert greetable(country, day) is None


@pytest.mark.parametrize(
    ("country", "day", "key"),
    [
        ("DE", date(2026, 12, 25), "christmas"),
        ("ZA", date(2026, 12, 25), "christmas"),
        ("RU", date(2027, 1, 7), "christmas"),
        ("JP", date(2027, 1, 1), "new-year"),
        ("CN", date(2026, 2, 16), "spring-festival"),
        ("VN", date(2026, 2, 16), "tet"),
        ("KR", date(2026, 9, 24), "chuseok"),
        ("AE", date(2026, 3, 19), "eid-al-fitr"),
        ("TR", date(2026, 5, 27), "eid-al-adha"),
        ("IN", date(2026, 11, 8), "diwali"),
        ("US", date(2026, 11, 26), "thanksgiving"),
        ("TH", date(2026, 4, 13), "songkran"),
        ("FR", date(2026, 7, 14), "national-day"),
    ],
)
def test_these_feasts_are_greeted(country: str, day: date, key: str) -> None:
    found = greetable(country, day)

    assert found is not None
    assert found.key == key


def test_a_feast_is_ahead_for_the_five_working_days_before_it() -> None:
    # Christmas 2026 is a Friday: the five working days before it begin with Friday the 18th.
    assert greeting_ahead("DE", date(2026, 12, 17)) is None
    assert [greeting_ahead("DE", date(2026, 12, day)) is not None for day in (18, 19, 21, 24)] == [True] * 4
    after = greeting_ahead("DE", date(2026, 12, 28))
    assert after is not None
    assert after.key == "new-year"
    assert greeting_ahead(None, date(2026, 12, 18)) is None


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("AE", date(2026, 2, 18), ("ramadan",)),
        ("AE", date(2026, 2, 17), ()),
        ("ID", date(2026, 3, 19), ("ramadan",)),
        ("AE", date(2026, 3, 20), ()),
        ("TR", date(2030, 1, 10), ("ramadan",)),
        ("TR", date(2030, 12, 30), ("ramadan",)),  # the second Ramadan of 2030
        ("DE", date(2026, 3, 1), ()),
        ("CN", date(2026, 2, 18), ("chinese-new-year",)),
        ("CN", date(2026, 2, 10), ("chinese-new-year",)),
        ("CN", date(2026, 2, 9), ()),
        ("CN", date(2026, 3, 3), ("chinese-new-year",)),
        ("CN", date(2026, 3, 4), ()),
        ("IT", date(2026, 8, 1), ("august",)),
        ("DE", date(2026, 8, 1), ()),
        ("JP", date(2026, 5, 6), ("golden-week",)),
        ("JP", date(2026, 5, 7), ()),
        ("CN", date(2026, 10, 5), ("golden-week",)),
        ("DE", date(2026, 12, 22), ("christmas",)),
        ("SA", date(2026, 12, 22), ()),
        ("RU", date(2026, 1, 5), ("christmas",)),
        (None, date(2026, 8, 1), ()),
    ],
)
def test_seasons(country: str | None, day: date, expected: tuple[str, ...]) -> None:
    assert seasons(country, day) == expected


def test_every_year_has_a_ramadan_and_a_spring_festival() -> None:
    for year in range(2020, 2038):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
        assert 29 <= sum("ramadan" in seasons("SA", day) for day in days) <= 60
        assert sum("chinese-new-year" in seasons("CN", day) for day in days) == 22
