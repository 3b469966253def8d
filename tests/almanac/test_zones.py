"""Zones of countries, and zones by the offset of a Date header, over all zones and the years 2020 to 2037."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.almanac.countries import REGIONS
from assistant.almanac.zones import main_zone, zone_by_offset, zones_of

COUNTRIES = sorted(country for members in REGIONS.values() for country in members)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))


@given(country=st.sampled_from(COUNTRIES), moment=MOMENTS)
@settings(deadline=None, derandomize=True, database=None, max_examples=300)
def test_the_offset_of_a_country_leads_back_to_one_of_its_zones(country: str, moment: datetime) -> None:
    for zone in zones_of(country):
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
        assert offset is not None

        found = zone_by_offset(int(offset.total_seconds() // 60), moment, country)

        assert found in zones_of(country)
        assert moment.astimezone(ZoneInfo(found or "")).utcoffset() == offset


@given(minutes=st.integers(-48, 56).map(lambda quarters: quarters * 15), moment=MOMENTS)
@settings(deadline=None, derandomize=True, database=None, max_examples=300)
def test_a_zone_found_by_offset_has_that_offset(minutes: int, moment: datetime) -> None:
    found = zone_by_offset(minutes, moment)

    if found is not None:
        assert moment.astimezone(ZoneInfo(found)).utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize("hours", range(-11, 14))
def test_every_full_hour_has_a_zone_in_winter(hours: int) -> None:
    assert zone_by_offset(hours * 60, datetime(2026, 1, 15, tzinfo=UTC)) is not None or hours == -2


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("US", "America/New_York"),
        ("RU", "Europe/Moscow"),
        ("BR", "America/Sao_Paulo"),
        ("AU", "Australia/Sydney"),
        ("ID", "Asia/Jakarta"),
        ("CN", "Asia/Shanghai"),
        ("XX", None),
        (None, None),
    ],
)
def test_the_main_zone_is_where_the_business_is(country: str | None, zone: str | None) -> None:
    assert main_zone(country) == zone


def test_an_offset_means_other_zones_in_summer_and_winter() -> None:
    winter, summer = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)

    assert (zone_by_offset(60, winter), zone_by_offset(120, summer)) == ("Europe/Berlin", "Europe/Berlin")
    assert (zone_by_offset(420, winter, "RU"), zone_by_offset(420, winter)) == ("Asia/Novosibirsk", "Asia/Bangkok")
    assert zone_by_offset(480, winter, "DE") is None
