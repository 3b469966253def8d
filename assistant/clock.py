"""Lengths of time as sellers write them ("2 weeks", "3 working days"), and how to add them on a wall clock.

Public: `Duration`, `parse_duration`, `add`. Working days need a calendar, so the caller passes `is_working_day`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

UNITS = ("minutes", "hours", "days", "working days", "weeks", "months")
_SYNTAX = re.compile(r"(?P<n>\d{1,4}) +(?P<unit>minutes?|hours?|days?|working +days?|weeks?|months?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time in the unit the user chose; the unit decides how it is added."""

    number: int
    unit: str  # one of UNITS

    def __str__(self) -> str:
        return f"{self.number} {self.unit[:-1] if self.number == 1 else self.unit}"

    def rough(self) -> timedelta:
        """Return about how long it is, to compare two durations (a working day counts 1.4 days, a month 30.4)."""
        days = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "working days": 1.4, "weeks": 7.0, "months": 30.4}[
            self.unit
        ]
        return timedelta(days=self.number * days)


def parse_duration(text: str) -> Duration:
    """Return the duration that text like "3 working days" names. Raises ValueError with what is allowed."""
    found = _SYNTAX.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(
            f"{text!r} is not a length of time: write a number and hours, days, working days, weeks or months"
        )
    unit = re.sub(r" +", " ", found["unit"]).rstrip("s") + "s"
    return Duration(number=int(found["n"]), unit=unit)


def add(at: datetime, length: Duration, zone: ZoneInfo, is_working_day: Callable[[date], bool]) -> datetime:
    """Return the moment `length` after `at`, as UTC, on the wall clock of `zone` (definitions "Durations").

    Days, weeks and months keep the wall time: seven days across the end of summer time are 169 hours. A wall time
    that does not exist (clocks put forward) moves forward by the gap. Working days skip what `is_working_day` denies.
    """
    if length.unit in ("minutes", "hours"):
        return at.astimezone(UTC) + length.rough()
    local = at.astimezone(zone)
    if length.unit == "working days":
        day = local.date()
        left = length.number
        for _ in range(3660):
            if left == 0:
                break
            day += timedelta(days=1)
            left -= is_working_day(day)
        wall = datetime.combine(day, local.timetz().replace(tzinfo=None))
    elif length.unit == "months":
        wall = _add_months(local.replace(tzinfo=None), length.number)
    else:
        wall = local.replace(tzinfo=None) + timedelta(days=length.number * (7 if length.unit == "weeks" else 1))
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _add_months(wall: datetime, months: int) -> datetime:
    year, month = divmod(wall.year * 12 + wall.month - 1 + months, 12)
    day = wall.day
    while True:
        try:
            return wall.replace(year=year, month=month + 1, day=day)
        except ValueError:  # 31 January + 1 month is the last day of February
            day -= 1
