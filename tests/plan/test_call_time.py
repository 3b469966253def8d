"""When the telephone is right: in their window, on their clock, never at night or on a holiday (002-20, 004-05)."""

import pytest

from assistant.plan.calltime import call_at
from tests.given.parties import ME
from tests.plan.given import at, rules, silent


@pytest.mark.parametrize(
    ("country", "now", "call"),
    [
        ("DE", "2025-12-03 08:00", "2025-12-03 13:00+01:00"),  # before their window: when it opens
        ("DE", "2025-12-03 14:07", "2025-12-03 14:15+01:00"),  # within it: the next quarter of an hour
        ("DE", "2025-12-03 17:20", "2025-12-04 13:00+01:00"),  # too late for a quarter of an hour
        ("DE", "2025-12-05 18:00", "2025-12-09 13:00+01:00"),  # over a weekend, and Mondays are no day of the window
        ("DE", "2025-12-24 18:00", "2025-12-30 13:00+01:00"),  # over Christmas
        ("US", "2025-12-03 08:00", "2025-12-03 13:00-05:00"),  # their mail window is 04:00 there: nobody is called then
        ("TH", "2025-12-03 02:00", "2025-12-03 13:00+07:00"),  # 08:00 in Shanghai is 07:00 there
        (None, "2025-12-03 02:00", "2025-12-03 13:00+08:00"),  # where they are is not known: on the seller's clock
    ],
)
def test_a_call_lies_in_their_window_on_their_clock(country: str | None, now: str, call: str) -> None:
    assert call_at(silent(country=country), rules(), ME, at(now)) == at(call)


def test_a_window_at_night_is_for_mails_only() -> None:
    text = 'windows: {DE: {hours: "05:00-07:00"}}'

    assert call_at(silent(), rules(text), ME, at("2025-12-03 04:00")) == at("2025-12-03 13:00")


def test_where_every_day_of_the_window_is_closed_there_is_no_hour_for_a_call() -> None:
    assert call_at(silent(), rules("windows: {DE: {days: [sun]}}"), ME, at("2025-12-03 04:00")) is None
