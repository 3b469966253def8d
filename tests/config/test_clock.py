"""Lengths of time on a wall clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clock import Duration, add, parse_duration

BERLIN = ZoneInfo("Europe/Berlin")


def weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize("text", ["3 working days", "1 week", "12 hours", "2 months", "5 minutes", "1 day"])
def test_a_duration_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_duration(text)) == text


@pytest.mark.parametrize("text", ["", "3", "three days", "-1 days", "3 fortnights", "1.5 hours"])
def test_what_is_no_duration_says_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="working days"):
        parse_duration(text)


def test_a_week_across_the_end_of_summer_time_has_169_hours_and_keeps_the_wall_time() -> None:
    before = datetime(2026, 10, 20, 13, 0, tzinfo=BERLIN)

    after = add(before, parse_duration("1 week"), BERLIN, weekdays)

    assert after - before.astimezone(UTC) == timedelta(hours=169)
    assert after.astimezone(BERLIN).hour == 13


def test_working_days_skip_the_weekend() -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    assert add(friday, parse_duration("3 working days"), ZoneInfo("UTC"), weekdays) == datetime(
        2026, 11, 25, 9, tzinfo=UTC
    )


def test_a_month_after_the_31st_is_the_last_day_of_the_next() -> None:
    assert add(datetime(2027, 1, 31, tzinfo=UTC), parse_duration("1 month"), ZoneInfo("UTC"), weekdays).day == 28


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),
    st.integers(0, 60),
    st.sampled_from(["hours", "days", "working days", "weeks", "months"]),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "America/Sao_Paulo"]),
)
def test_adding_time_never_goes_back(at: datetime, number: int, unit: str, zone: str) -> None:
    length = Duration(number=number, unit=unit)

    assert add(at, length, ZoneInfo(zone), weekdays) >= at - timedelta(hours=1)
