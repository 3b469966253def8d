"""A clock that is set must neither fake silence nor stop the beats."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.daemon.clocks import ClockWatch, Every

START = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
DAY = 86_400.0


class Machine:
    """A computer whose wall clock can be set."""

    def __init__(self) -> None:
        self.wall, self.boot = START.timestamp(), 5_000.0

    def passes(self, seconds: float) -> None:
        self.wall, self.boot = self.wall + seconds, self.boot + seconds

    def watch(self) -> ClockWatch:
        return ClockWatch(lambda: self.wall, lambda: self.boot)


@pytest.mark.parametrize(("days", "says"), [(3650.0, "ahead by 3650 days"), (-400.0, "back by 400 days")])
def test_a_clock_set_by_more_than_a_day_is_not_believed(days: float, says: str) -> None:
    machine = Machine()
    watch = machine.watch()
    machine.passes(60)
    machine.wall += days * DAY

    assert says in (watch.leap() or "")
    assert watch.now() == START + timedelta(seconds=60)


def test_it_is_believed_again_as_soon_as_it_agrees() -> None:
    machine = Machine()
    watch = machine.watch()
    machine.wall += 3650 * DAY
    machine.passes(60)
    machine.wall -= 3650 * DAY

    assert watch.leap() is None
    assert watch.now() == START + timedelta(seconds=60)


def test_sleep_is_no_leap_and_small_corrections_are_followed() -> None:
    machine = Machine()
    watch = machine.watch()
    machine.passes(3 * DAY)
    machine.wall += 3_600

    assert watch.leap() is None
    assert watch.now() == START + timedelta(days=3, hours=1)


def test_a_beat_never_makes_up_for_those_it_missed() -> None:
    ten_years_on = START + timedelta(days=3650)

    assert Every(1).get_next_fire_time(START, ten_years_on) == ten_years_on + timedelta(seconds=1)
