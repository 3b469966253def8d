"""Weeks by their number, as Europe counts its leave: "KW 14", "weeks 11-13", "vecka 28", "第14周".

Public: `expression`, `weeks_of`, `ends_with_week`. A week is an ISO 8601 week and stands for its Monday.
"""

import re
from datetime import date, timedelta
from functools import cache

from assistant.facts.dates.date_lists import pattern_of

_NAMES = (
    r"weeks?|wks?|kws?|cw|kalenderwochen?|wochen?|vecka|veckorna|veckor|uke|ukene|uker|uge|ugerne|uger|weken|"
    r"semaines?|sem\.|semanas?|settiman[ae]|sett\.|tydzien|tygodni\w*|tydz\.|tyg\.|tyden|tydny|tyzdne?n?|viikko\w*|"
    r"viikot|viikolla|viikoilla|saptaman\w*|недел\w{1,3}|нед\.|hafta|tuan thu|tuan|minggu ke|minggu|الاسبوع|εβδομαδα"
)
_TO = (
    r"(?:\s?(?:-|/|&|\+|~)\s?|\s(?:to|through|and|bis|bis einschlie\w+|und|a|al|au|ate|e|y|et|tot en met|t/m|til|till|"
    r"og|och|do|i|до|по|и|s/d|sampai|den|ve)\s)"
)
_NUMBERED = re.compile(
    rf"(?<![\w.])(?:{_NAMES})(?:\s?(?:nr|no|n)?[.°º#-]?)?\s?(\d{{1,2}})(?:{_TO}(?:(?:{_NAMES})\s)?(\d{{1,2}}))?"
)
_EAST = re.compile(r"第\s?(\d{1,2})(?:\s?[-~至到]\s?第?(\d{1,2}))?\s?(?:周|週)|(\d{1,2})주차")
_BEHIND = re.compile(  # "14. KW", "14. uge", "14-я неделя"
    r"(?<![\w.,])(\d{1,2})(?:\.?\s?-\s?(\d{1,2}))?(?:\.\s?|-?(?:я|и|ю|ои|ую|еи)\s)"
    r"(?:kw|kalenderwoche|uke|uge|vecka|tydzien|tygodni\w*|tyden|tydnu|viikko\w*|viikolla|hafta\w*|het\w{0,3}|недел\w{1,3})(?!\w)"
)
_OTHER_COUNT = re.compile(  # a stretch of weeks, or the weeks of a month, and no number of the calendar
    r"(?:\d|next|this|last|per|each|every|coming|following|diese[rn]?|nachste[rn]?|kommende[rn]?|pro|je|jede|"
    r"proxima|prochaine|prossima|depan|ini)\s$"
)
_LEAST = 6  # "3. uge" may count the weeks of a month


@cache
def expressions() -> tuple["re.Pattern[str]", ...]:
    """Return what finds a numbered week or a stretch of them in folded text, for `weeks_of`."""
    return (_NUMBERED, _EAST, _BEHIND)


@cache
def _goes_on() -> "re.Pattern[str]":
    """Return what follows a number that is none of a week: "week 14-16 April", "semana 14 de abril", "14.4."."""
    return re.compile(rf"\w|[.,/:-]\s?\d|\s?%|\.?\s?(?:de\s|of\s|d')?(?:{pattern_of('months')})|\s?(?:pcs|days|h)\b")


def weeks_of(match: "re.Match[str]", sent: date) -> tuple[date, date] | None:
    """Return the Mondays of the first and the last week that a match names, the ones that lie nearest after the mail.

    None where the number counts something else. A week that has just passed is still meant ("I was away in week 10").
    """
    first, last = (int(number) for number in _numbers(match))
    if not 1 <= first <= last <= 53 or _OTHER_COUNT.search(match.string, 0, match.start()):
        return None
    if match.re is _BEHIND and "kw" not in match[0] and "kalenderwoche" not in match[0] and first < _LEAST:
        return None
    if match.re is not _EAST and _goes_on().match(match.string, match.end()):
        return None
    for year in (sent.year - 1, sent.year, sent.year + 1):
        try:
            start, end = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 1)
        except ValueError:  # not every year has a week 53
            continue
        if end + timedelta(days=20) >= sent:
            return start, end
    return None


def _numbers(match: "re.Match[str]") -> tuple[str, str]:
    found = [number for number in match.groups() if number]
    return found[0], found[-1]


_NAME_BEFORE = re.compile(rf"(?<!\w)(?:{_NAMES})(?:\s?(?:nr|no|n)?[.°º#-]?)?\s?$|第\s?$")


def ends_with_week(text: str, place: int) -> bool:
    """Return whether a word for a week stands right before a place: the "11-13" behind it is no 13 November."""
    return _NAME_BEFORE.search(text, max(0, place - 24), place) is not None
