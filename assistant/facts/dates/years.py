"""Which day figures mean: the year that is left out, the order of 3/12, the value of Chinese numerals.

Public: `dated`, `order_in`, `in_figures`, `hanzi_number`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

_SLACK = timedelta(days=14)  # a date without year may lie a little before the mail: "I am away since 3 March"


def dated(year: str | None, month: int, day: int, sent: date) -> date | None:
    """Return the date; without year the first not more than `_SLACK` before the mail."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        for candidate in _years(sent, month, day):
            if candidate >= sent - _SLACK:
                return candidate
    except ValueError:
        return None
    return None


_MONTH_FIRST = frozenset({"zh", "ja", "ko"})  # 3/12 is the twelfth of March wherever years come first
_MONTH_FIRST_IN = frozenset({"US", "PH", "PW", "FM"})


def order_in(language: str | None, country: str | None) -> str | None:
    """Return what stands first in 3/12, "day" or "month", by the language of the text or the writer's country."""
    if language in _MONTH_FIRST or country in _MONTH_FIRST_IN:
        return "month"
    return "day" if country is not None else None


def in_figures(first: int, second: int, year: str | None, sent: date, order: str | None) -> date | None:
    """Return the day of two numbers; the other order is taken where one gives no day of the calendar.

    Without an order: day first, but with a year that of two readings after the mail which lies nearer to it.
    """
    readings = [dated(year, month, day, sent) for day, month in ((first, second), (second, first))]
    known = [day for day in (reversed(readings) if order == "month" else readings) if day is not None]
    late = [day for day in known if day >= sent] if order is None and year and len(known) == 2 else []
    return min(late, default=known[0] if known else None)


def _years(sent: date, month: int, day: int) -> Iterator[date]:
    for year in (sent.year - 1, sent.year, sent.year + 1):
        yield date(year, month, day)


def hanzi_number(text: str) -> int:
    """Return the value of a Chinese numeral below a hundred: 九, 十二, 二十, 三十一."""
    tens, ten, units = text.rpartition("十")
    digits = "一二三四五六七八九"
    return (
        (digits.find(tens) + 1 if tens else 1) * 10 * bool(ten) + digits.find(units) + 1
        if units
        else ((digits.find(tens) + 1 if tens else 1) * 10)
    )
