"""The wall clock against the time since boot, which nobody can set (reliability 2, rows 7 and 39).

Public: `ClockWatch`, `Every`, `LEAP`. A laptop that slept is no leap: the time since boot counts sleep too.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger

LEAP = timedelta(days=1)
_BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # macOS: the monotonic clock goes on in sleep


def seconds_since_boot() -> float:
    """Return the seconds since this machine was started, sleep included."""
    return time.clock_gettime(_BOOT)


class ClockWatch:
    """Tells the time, and whether the wall clock still agrees with itself as it was at the start."""

    def __init__(
        self, wall: Callable[[], float] = time.time, since_boot: Callable[[], float] = seconds_since_boot
    ) -> None:
        self._wall, self.since_boot = wall, since_boot
        self._apart = wall() - since_boot()

    def drift(self) -> timedelta:
        """Return by how much the wall clock was set ahead (negative: back) since the start."""
        return timedelta(seconds=self._wall() - self.since_boot() - self._apart)

    def now(self) -> datetime:
        """Return the present moment: by the wall clock, and after a leap by the clock as it went before."""
        moment = datetime.fromtimestamp(self._apart + self.since_boot(), UTC)
        drift = self.drift()
        return moment if abs(drift) > LEAP else moment + drift

    def leap(self) -> str | None:
        """Return what is to be said while the clock is more than a day from where it should be; None: all is well."""
        drift = self.drift()
        if abs(drift) <= LEAP:
            return None
        days, way = abs(drift).days, "ahead" if drift > timedelta(0) else "back"
        return f"this machine's clock was set {way} by {days} days; mail is only read, nothing is drafted"


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 has no types
    """A beat that never makes up for beats it missed: after ten years of leap there is one, not 300 million."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next beat, always after `now`."""
        return now + self._pause
