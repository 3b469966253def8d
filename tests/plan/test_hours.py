"""Windows on both clocks, over every zone and every change of summer time (domain 004-05, A.6-3)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assistant.almanac import holidays
from assistant.plan.place import Place
from assistant.plan.window import next_window, rule_for
from tests.plan.given import rules

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
)
NIGHTS = "windows: {default: {days: [mon, tue, wed, thu, fri, sat, sun], hours: '00:30-03:15', clock: customer}}"


def place(zone: str, country: str | None = None) -> Place:
    return Place(country=country, zone=ZoneInfo(zone), is_working_day=lambda day: holidays.is_working_day(country, day))


SHANGHAI = place("Asia/Shanghai")


def changes(zone: ZoneInfo, first: int = 2024, last: int = 2030) -> list[datetime]:
    """Every moment in those years at which the zone's offset jumps, to the hour."""
    found, moment = [], datetime(first, 1, 1, tzinfo=UTC)
    while moment.year <= last:
        following = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            found.append(moment)
        moment = following
    return found


@pytest.mark.parametrize(
    ("country", "entry"),
    [
        ("DE", "default"),
        ("US", "americas"),
        ("MX", "americas"),
        ("JM", "americas"),
        ("VN", "southeast-asia"),
        ("TL", "southeast-asia"),
        (None, "default"),
    ],
)
def test_the_country_decides_the_entry(country: str | None, entry: str) -> None:
    assert rule_for(country, rules())[0] == entry


def test_the_narrowest_entry_wins_country_then_region_then_default() -> None:
    text = """
regions: {dach: [DE, AT, CH]}
windows:
  DE: {hours: "10:00-11:00"}
  dach: {hours: "11:00-12:00"}
  EU: {hours: "12:00-13:00"}
"""
    assert [rule_for(code, rules(text))[0] for code in ("DE", "AT", "FR", "KE")] == ["DE", "dach", "EU", "default"]


def test_a_code_that_is_a_region_and_a_country_means_the_region() -> None:
    """SA is South Asia in the regions and Saudi Arabia in ISO 3166; `country-SA` is the country."""
    text = "windows: {SA: {hours: '10:00-11:00'}, country-SA: {hours: '11:00-12:00'}}"

    assert [rule_for(code, rules(text))[0] for code in ("IN", "SA", "AE")] == ["SA", "country-SA", "default"]


def test_the_americas_are_reached_before_the_seller_goes_home() -> None:
    """Domain 004-05: 17:00 to 18:00 on the seller's clock."""
    found = next_window(place("America/Mexico_City", "MX"), SHANGHAI, rules(), datetime(2026, 2, 11, 4, 0, tzinfo=UTC))

    assert found is not None
    assert found.start.astimezone(SHANGHAI.zone) == datetime(2026, 2, 11, 17, 0, tzinfo=SHANGHAI.zone)


def test_a_window_on_the_sellers_clock_is_shut_by_the_date_at_the_customers_place() -> None:
    """17:00 in Shanghai on 5 February 2026 is 03:00 in Mexico; the 2nd is Constitution Day there."""
    monday = datetime(2026, 2, 2, 0, 0, tzinfo=UTC)
    every_day = "windows: {MX: {days: [mon, tue], hours: '17:00-18:00', clock: seller}}"
    found = next_window(place("America/Mexico_City", "MX"), SHANGHAI, rules(every_day), monday)

    assert found is not None
    assert found.start.date() == date(2026, 2, 3)


@settings(max_examples=150, deadline=None)
@for_all(st.sampled_from(ZONES), st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)))
def test_a_window_always_comes_it_is_not_over_and_keeps_its_wall_hours(zone: str, moment: datetime) -> None:
    at = moment.replace(tzinfo=UTC)
    found = next_window(place(zone), SHANGHAI, rules(), at)

    assert found is not None
    assert found.start < found.end
    assert found.end > at
    assert found.start.weekday() in (1, 2, 3, 4)
    assert (found.start.hour, found.start.minute, found.end.hour, found.end.minute) == (13, 0, 17, 30)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
                                  "America/Santiago", "Asia/Beirut", "Africa/Cairo", "Pacific/Chatham"])  # fmt: skip
def test_the_clock_change_at_night_neither_moves_nor_loses_a_window_but_for_the_hour_that_does_not_exist(
    zone: str,
) -> None:
    clock = place(zone)
    for change in changes(clock.zone):
        start = change - timedelta(days=2)
        seen = []
        for _ in range(4):
            found = next_window(clock, SHANGHAI, rules(NIGHTS), start, ignore_closed=True)
            assert found is not None
            seen.append(found)
            start = found.end
        days = [one.start.date() for one in seen]

        assert days == [days[0] + timedelta(days=n) for n in range(4)]
        assert all(timedelta(0) < one.end - one.start <= timedelta(hours=4) for one in seen)


@settings(max_examples=60, deadline=None)
@for_all(st.sampled_from(ZONES))
def test_in_every_zone_the_afternoon_window_of_a_change_day_stays_at_one_o_clock(zone: str) -> None:
    clock = place(zone)
    for change in changes(clock.zone, 2024, 2026):
        found = next_window(clock, SHANGHAI, rules(), change - timedelta(days=1))

        assert found is not None
        assert (found.start.hour, found.start.minute) == (13, 0)


def test_a_rule_whose_only_hours_never_open_gives_no_window() -> None:
    weekend_only = "windows: {default: {days: [sat], hours: '10:00-11:00', clock: customer}}"

    assert (
        next_window(place("Europe/Berlin", "DE"), SHANGHAI, rules(weekend_only), datetime(2026, 1, 1, tzinfo=UTC))
        is None
    )
