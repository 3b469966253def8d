"""When people want to be written to again; back at work: `returns`. Public: `named_date`, `Named`, `length_in`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from assistant.facts.dates.calendar_words import mentions
from assistant.facts.dates.counted import counted_in_month
from assistant.facts.dates.date_lists import (
    first_of,
    length_of,
    may_hold,
    pattern_of,
    place_of,
    positions,
    starts_of,
    until_before,
)
from assistant.facts.dates.occasions import after_occasion, part_of_year
from assistant.facts.dates.parts_of_months import into_month, this_month
from assistant.facts.lexicon import fold

_DIGIT = re.compile(r"\d")
_DAYS_OF = (1, 7, 30, 91, 365)  # day, week, month, quarter, year
_MONTH = 2  # of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A date somebody named for the next contact."""

    day: date  # the date, the start of the period, or of a span its later end (definitions "quiet")
    text: str  # the words, folded


def named_date(text: str, language: str | None, sent_at: datetime, country: str | None = None) -> Named | None:
    """Return when the writer wants to hear or will answer, read from sentences that put something off.

    The caller passes such sentences only: a delivery date is a date as well. None where no time is named. `country`
    (ISO 3166) of the writer, where known: it tells which Easter is meant, and when autumn is.
    """
    folded, sent = fold(text)[:2048], sent_at.date()
    if language == "de" and ("woche" in folded or "halfte" in folded):
        folded = _COMPOUND.sub(r"\2 \1", folded)
    counted = counted_in_month(folded, sent)
    named = Named(day=counted[0], text=counted[1]) if counted is not None else _calendar_week(folded, sent)
    if named is not None and named.day > sent:
        return named
    period, feast = part_of_year(folded, sent, country), after_occasion(folded, sent, language, country)
    if period is not None and feast is not None and feast[1] in folded[folded.index(period[1]) + len(period[1]) :]:
        period = None  # "at the year's end we are busy, after the New Year we talk": the first is the reason
    if period is not None and _names_day(folded, sent, "month"):
        named = _plain(folded, sent, language, country)  # "no money before Q3, ask me in July"
        return named if named is not None and named.day > sent else Named(day=period[0], text=period[1])
    period = period or feast
    if period is not None and _of_month(folded, period[1], sent):
        period = None
    if period is not None and not _is_absent(folded, period[1], sent):
        return Named(day=period[0], text=period[1])
    for reader in (_coming, _span):
        named = reader(folded, sent)
        if named is not None and named.day > sent:
            return _ends_later(folded, named, sent, language) or named
    named = _plain(folded, sent, language, country)
    return named if named is not None and named.day > sent else None


def _names_day(text: str, sent: date, *precisions: str) -> bool:
    """Return whether a day to come (or a month) is named, which says more than a part of the year."""
    return any(one.precision in {"day", *precisions} and one.day > sent for one in mentions(text, sent))


_COMPOUND = re.compile(  # "in der ersten Septemberwoche", "zweite Märzhälfte"
    r"(?<!\w)(janner|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)"
    r"(woche|halfte)(?!\w)"
)
_OF = re.compile(r"\s(?:in|im|of|de|d'|di|do|em|en|в|w)\s?$|\s$")


def _of_month(text: str, words: str, sent: date) -> bool:
    """Return whether a month right behind an occasion tells another than the usual one: "la rentrée de janvier"."""
    end = text.index(words) + len(words)
    return any(
        one.precision in ("day", "month") and _OF.fullmatch(text, end, one.start) is not None
        for one in mentions(text, sent)
        if one.start >= end
    )


_IN_IT = re.compile(r"\b(?:in|de|en|on|auf)\s$")


def _is_absent(text: str, words: str, sent: date) -> bool:
    """Return whether the holidays are the writer's own, with their last day: "sono in ferie fino al 27 marzo"."""
    return _IN_IT.search(text, 0, text.index(words)) is not None and _names_day(text, sent)


def _ends_later(text: str, named: Named, sent: date, language: str | None) -> Named | None:
    """Return the day that "until" stands before and that lies later: "tomorrow I leave, until 24 August"."""
    until = until_before()
    for one in mentions(text, sent, language):
        if one.precision == "day" and one.day > named.day and until.search(text, max(0, one.start - 24), one.start):
            return Named(day=one.day, text=text[one.start : one.end])
    return None


_YEAR = re.compile(
    r"(?<!\w)(?:in|im jahr|en|em|nel|в|w|nam|tahun|around|until|till|before|bis)\s(20\d\d)(?!\d)|(20\d\d)\s?[年년]"
)


def _plain(text: str, sent: date, language: str | None, country: str | None) -> Named | None:
    found = mentions(text, sent, language, country)
    if all(mention.precision == "weekday" for mention in found):
        part = this_month(text, sent)
        if part is not None:
            return Named(day=part[0], text=part[1])
    if not found:
        year = _YEAR.search(text) if _DIGIT.search(text) else None
        number = int(year[1] or year[2]) if year else 0
        return Named(day=date(number, 1, 1), text=year[0]) if year and number > sent.year else None
    best = min(found, key=lambda mention: (mention.precision == "weekday", mention.start))
    day = best.day
    if best.precision == "month":
        day += into_month(text, best.start, best.end)
    return Named(day=day, text=text[max(0, best.start - 12) : best.end].strip())


def _calendar_week(text: str, sent: date) -> Named | None:
    found = [one for one in mentions(text, sent) if one.precision == "week"]
    return Named(day=found[0].day, text=text[found[0].start : found[0].end]) if found else None


_TOMORROW_WORDS = (
    "tomorrow", "morgen", "manana", "amanha", "demain", "domani", "yarin", "jutro", "завтра", "besok", "明天", "明日",
    "내일",
)  # fmt: skip
_TOMORROW = re.compile(
    r"(?<!\w)(?:tomorrow|morgen|manana|amanha|demain|domani|yarin|jutro|завтра|besok)(?!\w)|明天|明日|내일"
)


# 再来週, 下下周, 다다음 주, übernächste Woche: one further than the next.
_AFTER_NEXT = re.compile(
    r"(?<!\w)(?:the )?week after next(?!\w)|ubernachste[rn]?\s(?:woche|\w+tag|mittwoch)|再来週|下下个?(?:周|星期|礼拜)|"
    r"다다음\s?주"
)
_SIGNS_OF_FURTHER = ("after next", "ubernachst", "再来", "下下", "다다음")
_MEETS = re.compile(
    r"(?:の|的)?(?:社内|部内|内部)?(?:会[议議]|打ち?合わせ|ミーティング|定例|役員会|取締役|審議|検討会)"
)


def _coming(text: str, sent: date) -> Named | None:
    further = _AFTER_NEXT.search(text) if any(sign in text for sign in _SIGNS_OF_FURTHER) else None
    if further is not None:
        return Named(day=_weekday_within(text, sent + timedelta(days=14 - sent.weekday())), text=further[0])
    for index in range(length_of("next")):
        match = first_of("next", index, text)
        if match is None or (_MEETS.match(text, match.end()) and (this_month(text, sent) or mentions(text, sent))):
            continue  # "next week's meeting" is not yet the day of the answer named behind it
        monday = sent + timedelta(days=7 - sent.weekday())
        month = date(sent.year + sent.month // 12, sent.month % 12 + 1, 1) + into_month(text, *match.span())
        quarter = (sent.month - 1) // 3 + 1
        starts = (monday, month, date(sent.year + quarter // 4, quarter % 4 * 3 + 1, 1), date(sent.year + 1, 1, 1))
        if text[match.end() : match.end() + 1] == "度":  # 来年度: the Japanese business year begins in April
            return Named(day=date(sent.year + (sent.month > 3), 4, 1), text=f"{match[0]}度")
        if index == 3 and (within := _within_next_year(text, match, sent)) is not None:
            return within
        return Named(day=_weekday_within(text, monday) if index == 0 else starts[index], text=match[0])
    tomorrow = _TOMORROW.search(text) if any(word in text for word in _TOMORROW_WORDS) else None
    return Named(day=sent + timedelta(days=1), text=tomorrow[0]) if tomorrow else None


_FOR_IT = re.compile(r"(?<!\w)(?:for|fur|para|pour|per|для|на|icin|untuk|cho)(?!\w)|为|の予算")


def _within_next_year(text: str, match: "re.Match[str]", sent: date) -> Named | None:
    """Return the day or month that stands beside "next year": "明年3月", "im März nächsten Jahres"."""
    for one in mentions(text, sent):
        if one.precision not in {"day", "month"} or one.year_given:
            continue
        between = text[match.end() : one.start] if one.start >= match.end() else text[one.end : match.start()]
        if len(between) <= 10 and not _FOR_IT.search(between) and not re.search(r"[.;\n]", between):
            start, end = min(match.start(), one.start), max(match.end(), one.end)
            return Named(day=_in_year(one.day, sent.year + 1), text=text[start:end])
    return None


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _weekday_within(text: str, monday: date) -> date:
    """Return the weekday named beside "next week", else its Monday."""
    found = [index for index, words in enumerate(positions("weekdays")) if words.search(text)]
    return monday + timedelta(days=found[0]) if found else monday


@cache
def _span_expression() -> "re.Pattern[str]":
    number = rf"(\d{{1,2}}|{pattern_of('numerals')})"
    joint = r"(?:\s?-\s?|\s(?:to|or|bis|oder|a|o|ou|do|или|den|sampai|veya)\s|[到至~])"
    return re.compile(rf"{number}(?:{joint}{number})?\s?({pattern_of('units')})")


_DUAL = re.compile(r"(يومين)|(اسبوعين)|(شهرين)|(سنتين)")  # Arabic says two by an ending


def _first_span(text: str) -> "re.Match[str] | None":
    """Return the first number with its unit; looked for where a digit stands or a numeral may begin."""
    starts = {found.start() for found in _DIGIT.finditer(text)}
    starts = {start for start in starts if not text[start - 1 : start].isdigit()}  # "2027年" is no stretch of 27 years
    for start in sorted(starts.union(starts_of("numerals", text))):
        match = _span_expression().match(text, start)
        if match is not None:
            return match
    return None


# "Une quinzaine de jours", "entro una decina di giorni", "sous huitaine"; half a month of a name is none.
_ABOUT = re.compile(
    r"(?<!\w)(?:(quinzaine de jours|sous quinzaine|(?:una )?quindicina di giorni|en (?:una )?quincena|"
    r"(?:em|daqui a|dentro de) (?:uma )?quinzena|fortnight|quince dias|quinze (?:dias|jours)|quindici giorni"
    r"|vierzehn tagen?)|(dizaine de jours|decina di giorni|dezena de dias|decena de dias)|(huitaine))(?!\w)"
)


@cache
def _week_from() -> "re.Pattern[str]":
    """Return what counts weeks from a weekday: "a week from Thursday", "two weeks on Monday", "Friday week"."""
    day = pattern_of("weekdays", None)
    return re.compile(rf"(?<!\w)(?:(a|one|two) weeks? (?:from|on) ({day})|({day}) week)(?!\w)")


_SIGNS_OF_ABOUT = ("quin", "dizain", "decin", "dezen", "decen", "huit", "fortn", "vierz")


def _span(text: str, sent: date) -> Named | None:
    from_day = _week_from().search(text) if " week" in text and may_hold("weekdays", text) else None
    if from_day is not None:
        weekday = place_of("weekdays", from_day[2] or from_day[3]) or 0
        weeks = 2 if from_day[1] == "two" else 1
        return Named(day=sent + timedelta(days=(weekday - sent.weekday()) % 7, weeks=weeks), text=from_day[0])
    match = _first_span(text) if may_hold("units", text) else None
    if match is None:
        about = _ABOUT.search(text) if any(sign in text for sign in _SIGNS_OF_ABOUT) else None
        if about is not None:
            return Named(day=sent + timedelta(days=14 if about[1] else 10 if about[2] else 8), text=about[0])
        dual = None if text.isascii() else _DUAL.search(text)
        days = (1, 7, 30, 365)[(dual.lastindex or 1) - 1] if dual else 0
        return Named(day=sent + timedelta(days=2 * days), text=dual[0]) if dual else None
    days, months = _days(match), _months(match)
    day = _months_later(sent, min(months, 24)) if months else sent + timedelta(days=min(days, 730))
    return Named(day=day, text=match[0]) if days else None


def _months(match: "re.Match[str]") -> int:
    """Return the months of a stretch of whole months, which are of the calendar; 0 of other ones."""
    return _days(match) // _DAYS_OF[_MONTH] if place_of("units", match[3]) == _MONTH else 0


def _months_later(day: date, months: int) -> date:
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return min(date(year, month, 1) + timedelta(days=day.day - 1), _last_day(year, month))


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _days(match: "re.Match[str]") -> int:
    unit, number = place_of("units", match[3]), match[2] or match[1]
    count = int(number) if number.isdigit() else (place_of("numerals", number) or 0) + 1
    return count * _DAYS_OF[unit] if unit is not None else 0


def length_in(text: str) -> tuple[int, int, int] | None:
    """Return the days of the first stretch of time in folded text ("for three weeks"), and its place; None for none."""
    match = _first_span(text)
    days = _days(match) if match is not None else 0
    return (days, match.start(), match.end()) if match is not None and days else None
