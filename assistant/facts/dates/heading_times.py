"""When a quoted mail was written, as the heading above it says: "Le mer. 15 oct. 2025 à 08:30, ... a écrit :".

Public: `time_of`. Mail programs write such headings by the calendar of their user's language (CLDR), in
full or short months, with hours of twelve or of twenty-four. Prose is read elsewhere (calendar_words): there "mar" may
be Tuesday and a day may lack its year; a heading names day, month and year side by side.
"""

import email.utils
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from importlib import resources

from assistant.facts.lexicon import fold

_FILE = resources.files("assistant.facts.dates").joinpath("months.json")  # of a word that two know the earlier has it
_SHORTEST = 3  # letters of a month that tell it: "juin" and "juil", never "ju"
# What babel does not know: Outlook's Vietnamese words, short forms of older calendars.
_MORE = {
    "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "agt": 8, "sept": 9, "mrt": 3, "maa": 3,
}  # fmt: skip
_NUMBERED = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?(?:[-/.年년]|\.\s)\s?(?P<month>\d{1,2})\s?(?:[-/.月월]|\.\s)\s?(?P<day>\d{1,2})(?!\d)"
    r"|(?<![\d.])(?P<first>\d{1,2})(?P<mark>[-/.])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<after>\d{4}|\d\d)(?![\d.:])"
)
_IN_WORDS = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\.|er|º|°)?,?\s{1,2}(?:de\s|of\s|thang\s|thg\s)?(?P<month>(?:[^\W\d_]|\s(?=mot|hai)){2,14}|\d{1,2})\.?,?"
    r"\s{1,2}(?:de\s|del\s|nam\s)?(?P<year>\d{4})(?!\d)"
    r"|(?<!\w)(?P<month_first>[^\W\d_]{3,14})\.?\s{1,2}(?P<day_second>\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?P<year_last>\d{4})(?!\d)"
    r"|(?<!\d)(?P<year_first>\d{4})\.\s(?P<month_mid>[^\W\d_]{3,14})\.?\s(?P<day_last>\d{1,2})(?!\d)"
)
_MORNING = r"a\.? ?m\.?(?!\w)|上午|午前|早上|凌晨|오전|ص(?!\w)|صباحا|π\.?\s?μ\.?|sa(?!\w)|de\.|oo(?!\w)"
_EVENING = r"p\.? ?m\.?(?!\w)|下午|午后|晚上|傍晚|中午|오후|م(?!\w)|مساء|μ\.?\s?μ\.?|ch(?!\w)|du\.|os(?!\w)"
_CLOCK = re.compile(
    rf"(?:(?P<am>{_MORNING})|(?P<pm>{_EVENING}))?\s?(?<![\d:.,])(?P<hour>\d{{1,2}})(?:[:h時时시]|[.](?=\d\d(?![.\d])))\s?"
    rf"(?P<minute>\d\d)(?!\d)(?:[:.]\d\d(?!\d))?분?\s?(?:(?P<am_after>{_MORNING})|(?P<pm_after>{_EVENING}))?"
    r"\s?\(?(?:(?:gmt|utc)\s?)?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?(?!\d)"
)
_REACH = 48  # characters behind the day within which its hour stands


def time_of(head: str, sent: datetime) -> datetime | None:
    """Return the time a heading names, in the offset of `sent` where it names none; never after `sent`.

    Noon of the day where it names no hour; None where it names no day with its year, or a later one than `sent`.
    """
    for line in head.split("\n"):
        parsed = _rfc_time(line.split(":", 1)[-1].strip())
        if parsed is not None and parsed <= sent:
            return parsed
    folded = fold(head).replace("\xa0", " ")
    for day, end in sorted(_days(folded, sent.date()), key=lambda found: found[1]):
        stamp = _with_clock(day, folded[end : end + _REACH], sent)
        if stamp <= sent + timedelta(days=1):
            return min(stamp, sent)
    return None


def _rfc_time(text: str) -> datetime | None:
    try:
        parsed = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return parsed if parsed.tzinfo else None


def _days(head: str, sent: date) -> Iterator[tuple[date, int]]:
    """Yield the days of folded text, each with the place where it ends."""
    for match in _NUMBERED.finditer(head):
        if match["year"]:
            read = [_day(int(match["year"]), int(match["month"]), int(match["day"]))]
        else:
            year = int(match["after"]) + (2000 if len(match["after"]) == 2 else 0)
            first, second = int(match["first"]), int(match["second"])
            # With dots the day stands first everywhere; else that order is meant which lies nearest before our mail.
            read = [_day(year, second, first), _day(year, first, second) if match["mark"] != "." else None]
        known = [day for day in read if day is not None]
        if known:
            yield max(known, key=lambda day: (day <= sent, day if day <= sent else sent)), match.end()
    for match in _IN_WORDS.finditer(head):
        word = match["month"] or match["month_first"] or match["month_mid"]
        number = int(word) if word.isdigit() else _month(word)
        year_of, day_of = (
            _first(match, "year", "year_last", "year_first"),
            _first(match, "day", "day_second", "day_last"),
        )
        named = _day(year_of, number, day_of) if number else None
        if named is not None:
            yield named, match.end()


def _first(match: "re.Match[str]", *groups: str) -> int:
    return int(next(match[group] for group in groups if match[group]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int | None:
    """Return the number of the month that a folded word, whole or short, names in one of the languages."""
    whole, names = _months()
    if word in whole:
        return whole[word]
    if len(word) < _SHORTEST:
        return None
    for calendar in names:
        found = {number for name, number in calendar if name.startswith(word)}
        if len(found) == 1:
            return found.pop()
    return None


@cache
def _months() -> tuple[dict[str, int], tuple[tuple[tuple[str, int], ...], ...]]:
    """Return the months by each of their words, and per language its full names.

    From a file, because to load the calendars of two dozen languages takes as long as a hundred mails; a test keeps it
    equal to what babel knows.
    """
    whole: dict[str, int] = dict(_MORE)
    names = []
    for calendar in json.loads(_FILE.read_text("utf-8")).values():
        for word, number in (*calendar["short"].items(), *calendar["full"].items()):
            whole.setdefault(word, number)
        names.append(tuple(calendar["full"].items()))
    return whole, tuple(names)


def _with_clock(day: date, behind: str, sent: datetime) -> datetime:
    clock = _CLOCK.search(behind)
    zone = sent.tzinfo or UTC
    if clock is None:
        return datetime.combine(day, time(12), zone)
    hour = int(clock["hour"]) % 24
    if hour <= 12 and (clock["pm"] or clock["pm_after"]):
        hour = hour % 12 + 12
    elif hour == 12 and (clock["am"] or clock["am_after"]):
        hour = 0
    if clock["offset"]:
        sign, digits = clock["offset"][0], clock["offset"][1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        if hours <= 14 and minutes < 60:
            ahead = timedelta(hours=hours, minutes=minutes)
            zone = timezone(ahead if sign == "+" else -ahead)
    return datetime.combine(day, time(hour, int(clock["minute"]) % 60), zone)
