"""Days and weeks counted within a month: "the first Monday of December", "Ocak ayının ikinci haftası".

Public: `counted_in_month`. The first week begins with the first Monday, the last one with the last.
"""

import re
from datetime import date, timedelta
from functools import cache

from assistant.facts.dates.calendar_words import mentions
from assistant.facts.dates.date_lists import may_hold, pattern_of, place_of

_COUNTS = (
    r"1st|first|erste\w*|primer\w*|primeira|premiere?|prim[ao]|перв\w+|pierwsz\w+|ilk|birinci|pertama|dau tien|dau|"
    r"الاولي?|첫째?",
    r"2nd|second|zweite\w*|segund[ao]|deuxieme|second[ao]|втор\w+|drug\w+|ikinci|kedua|thu hai|الثانيه?|الثاني|둘째",
    r"3rd|third|dritte\w*|tercer\w*|terceir[ao]|troisieme|terz[ao]|трет\w+|trzeci\w+|ucuncu|ketiga|thu ba"
    r"|الثالثه?|셋째",
    r"last|4th|fourth|letzte\w*|ultim[ao]|dernier\w*|последн\w+|ostatni\w*|son|terakhir|cuoi|الاخيره?|마지막|넷째",
)
_WEEK = r"week|woche|semana|semaine|settimana|недел\w+|tygod\w+|tydzien|hafta\w*|minggu|tuan|(?:ال)?اسبوع|주"
_SIGNS = re.compile(
    r"1st|2nd|3rd|4th|first|second|third|fourth|last|erst|zweit|dritt|letzt|prim|prem|segund|ultim|terc|terz|deuxi|troisi"
    r"|dernier|перв|втор|трет|послед|pierw|drug|trzec|ostat|ilk|birinci|ikinci|ucuncu|son |pertama|kedua|ketiga"
    r"|terakhir|dau|thu |cuoi|الا|الث|째|마지막"
)
_REACH = 24  # characters between the week and its month


@cache
def _counted(place: int) -> "re.Pattern[str]":
    """Return what finds a count with its week or weekday, the count before or behind it."""
    unit = rf"(?:({pattern_of('weekdays')})|(?:{_WEEK}))"
    return re.compile(
        rf"(?<!\w)(?:{_COUNTS[place]})\s{unit}|(?<!\w)(?:minggu|tuan|الاسبوع)\s(?:{_COUNTS[place]})(?!\w)"
    )


def counted_in_month(text: str, sent: date) -> tuple[date, str] | None:
    """Return the day that folded `text` counts within a month beside it, with its words; None where it counts none."""
    if not may_hold("months", text) or _SIGNS.search(text) is None:
        return None
    for place in range(len(_COUNTS)):
        match = _counted(place).search(text)
        if match is None:
            continue
        months = [one for one in mentions(text, sent) if one.precision == "month"]
        near = [one for one in months if match.start() - _REACH <= one.end and one.start <= match.end() + _REACH]
        if near:
            weekday = place_of("weekdays", match[1]) if match[1] else None
            start, end = min(match.start(), near[0].start), max(match.end(), near[0].end)
            return _nth(near[0].day, place, weekday or 0), text[start:end]
    return None


def _nth(first: date, place: int, weekday: int) -> date:
    """Return the weekday of that place in the month that begins with `first`; of the last place the last one."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=place)
    later = day + timedelta(weeks=1)
    return later if place == len(_COUNTS) - 1 and later.month == first.month else day
