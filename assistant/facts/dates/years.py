"""Which year a day without one means, and the value of Chinese numerals. Public: `dated`, `hanzi_number`."""

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
