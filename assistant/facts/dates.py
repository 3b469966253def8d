"""When a person is back, and when they want to be written to again. Public: `return_date`, `named_date`, `Named`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from assistant.facts.calendar_words import Mention, mentions
from assistant.facts.date_lists import may_hold, pattern_of, place_of, positions, starts_of
from assistant.facts.lexicon import fold
from assistant.facts.parts_of_months import into_month, this_month

_CUE_REACH = 45  # characters between a word like "back" and its date
# "We answer nothing until Monday": the day named is the first one back, not the last one away.
_NOT_BEFORE = re.compile(
    r"not before|nothing before|no atendere\w*|ne repond\w*|nicht vor|non risponder\w*|не раньше|не ранее"
)
_STANDS_BEHIND = re.compile(r"kadar|arasi|dahil|まで|까지")  # these follow the date they end
_DIGIT = re.compile(r"\d")
_DAYS_OF = (1, 7, 30, 91, 365)  # day, week, month, quarter, year
# First days of the Chinese year and of Eid al-Fitr (astronomical tables); what lies outside is not known.
_NEW_YEARS = ("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03")
_SACRIFICES = ("2024-06-16", "2025-06-06", "2026-05-27", "2027-05-16", "2028-05-05", "2029-04-24", "2030-04-13")
_EIDS = ("2024-04-10", "2025-03-31", "2026-03-20", "2027-03-10", "2028-02-27", "2029-02-15", "2030-02-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A date somebody named for the next contact."""

    day: date  # the date, the start of the period, or of a span its later end (definitions "quiet")
    text: str  # the words, folded


def return_date(text: str, language: str | None, sent_at: datetime) -> date | None:
    """Return the first day back at work that an absence notice names; None where it names none.

    A date beside "back", "wieder", 上班 ... stands; else the day after the last one of "until ...", moved past Saturday
    and Sunday. `language` is not needed to read dates and taken for the order of day and month only where known.
    """
    folded, sent = fold(text)[:4096], sent_at.date()
    found = [mention for mention in mentions(folded, sent, language) if mention.precision != "month"]
    lasts = _by_cue(folded, found, "until")
    for mention in _by_cue(folded, found, "back"):
        if mention.precision == "weekday" and lasts and mention.day <= lasts[-1].day:
            after = lasts[-1].day  # "until Friday the 20th, I answer on Monday": the one that follows
            return after + timedelta(days=(mention.day.weekday() - after.weekday() - 1) % 7 + 1)
        return mention.day + timedelta(days=_is_last_day(folded, mention))
    for mention in reversed(lasts):
        if _is_monday_back(folded, mention, found):
            return mention.day
        return _past_weekend(mention.day + timedelta(days=1))
    return None


def _by_cue(text: str, found: list[Mention], group: str) -> list[Mention]:
    """Return the mentions in the same sentence as a cue of `back`, or beside one of `until`; the likeliest first."""
    cue, until = re.compile(pattern_of(group)), _until_before()
    ranked = []
    for mention in found:
        before, after = _beside(text, mention)
        ends = bool(until.search(before) or _until_after().match(after))
        if group == "until":
            if ends:
                ranked.append((0, mention))
            continue
        if ends and not _NOT_BEFORE.search(before):
            continue  # the last day away, whatever stands near
        gaps = [len(before) - hit.end() for hit in cue.finditer(before)]
        gaps += [hit.start() + 16 for hit in cue.finditer(after)]  # most languages say "back" first
        if gaps and not _is_range_start(text, mention, [held for held in found if held is not mention]):
            ranked.append((100 * (mention.precision == "weekday") + min(gaps), mention))
    return [mention for _, mention in sorted(ranked, key=lambda pair: pair[0])]


@cache
def _until_before() -> "re.Pattern[str]":
    ahead = [word for word in pattern_of("until").split("|") if not _STANDS_BEHIND.search(word)]
    return re.compile(
        rf"(?:(?:{'|'.join(ahead)})[^.!?\n,\d]{{0,14}}"
        r"|(?:until|till|through|thru|up to)[^.!?\n,\d]{0,8}"
        r"(?:close of business|end of (?:business|day|play)|including)[^.!?\n,\d]{0,8})(?:,\s)?$"
    )


@cache
def _until_after() -> "re.Pattern[str]":
    """Return what makes a date behind which it stands the end: "16 Mart Pazartesi gününe kadar", 13日まで."""
    between = rf"(?:{pattern_of('weekdays')}|gunu(?:ne)?|tarihine|aksamina|曜日?|요일|日|일)"
    return re.compile(rf"\W{{0,3}}(?:{between}\W{{0,3}}){{0,2}}(?:{pattern_of('until')})")


def _is_monday_back(text: str, mention: Mention, found: list[Mention]) -> bool:
    """Return whether "away until Monday" means back on it: nobody ends an absence with a Monday, unless he says so."""
    others = [held for held in found if held is not mention]
    last = _is_last_day(text, mention) or any(_is_range_start(text, one, [mention]) for one in others)
    unspaced = re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", text)  # 至, まで, 까지 count the day in
    return mention.day.weekday() == 0 and not last and not unspaced


def _beside(text: str, mention: Mention) -> tuple[str, str]:
    """Return the words of the same sentence before and after a date, at most `_CUE_REACH` characters each."""
    start = max(text.rfind(mark, 0, mention.start) for mark in ("\n", "! ", "? ", "。"))
    before = re.split(r"(?<!\d)[.]\s", text[max(start + 1, mention.start - _CUE_REACH) : mention.start])[-1]
    stop = re.search(r"[.!?]\s|[\n。]", text[mention.end : mention.end + _CUE_REACH])
    return before, text[mention.end : mention.end + (stop.start() if stop else _CUE_REACH)]


def _is_range_start(text: str, mention: Mention, others: list[Mention]) -> bool:
    """Return whether another date follows with "to", "until" or a dash between: the first day away."""
    joint = re.compile(rf"\W{{0,3}}(?:-|{pattern_of('until')}|から|부터)\W{{0,3}}\w{{0,12}}\W?$")
    return any(0 <= held.start - mention.end <= 18 and joint.match(text[mention.end : held.start]) for held in others)


def _is_last_day(text: str, mention: Mention) -> bool:
    """Return whether the words make it the last day away ("until the 4th inclusive")."""
    before, after = text[max(0, mention.start - 24) : mention.start], text[mention.end : mention.end + 16]
    words = r"inclusive|einschlie\w+|inclus\w*|incluid\w+|including|включительно|wlacznie|dahil|compr[ei]s[oa]?"
    return bool(
        re.search(rf"(?:{words})\W{{0,2}}(?:den |dem |the )?$", before)
        or re.match(rf"[\s,(]{{0,3}}(?:gunu )?(?:{words})", after)
    )


def _past_weekend(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() >= 5 else 0)


def named_date(text: str, language: str | None, sent_at: datetime) -> Named | None:
    """Return when the writer wants to hear or will answer, read from sentences that put something off.

    The caller passes such sentences only: a delivery date is a date as well. None where no time is named.
    """
    folded, sent = fold(text)[:2048], sent_at.date()
    for reader in (_week_of_month, _calendar_week, _after_season, _coming, _span):
        named = reader(folded, sent)
        if named is not None and named.day > sent:
            return named
    named = _plain(folded, sent, language)
    return named if named is not None and named.day > sent else None


def _plain(text: str, sent: date, language: str | None) -> Named | None:
    found = mentions(text, sent, language)
    if all(mention.precision == "weekday" for mention in found):
        part = this_month(text, sent)
        if part is not None:
            return Named(day=part[0], text=part[1])
    if not found:
        return None
    best = min(found, key=lambda mention: (mention.precision == "weekday", mention.start))
    day = best.day
    if best.precision == "month":
        day += into_month(text, best.start, best.end)
    return Named(day=day, text=text[max(0, best.start - 12) : best.end].strip())


_WEEK_ORDINALS = (
    r"1st|first|erste\w*|primer\w*|premiere|prima|перв\w+", r"2nd|second|zweite\w*|segunda|deuxieme|seconda|втор\w+",
    r"3rd|third|dritte\w*|tercera|terceira|troisieme|terza|треть\w+",
    r"last|4th|fourth|letzte\w*|ultima|derniere|последн\w+",
)  # fmt: skip


_WEEKS = ("week", "woche", "semana", "semaine", "settimana", "недел")


def _week_of_month(text: str, sent: date) -> Named | None:
    if not any(word in text for word in _WEEKS):
        return None
    for week, words in enumerate(_WEEK_ORDINALS):
        match = re.search(rf"(?:{words})\s(?:week|woche|semana|semaine|settimana|недел\w+)[^.!?\n]{{0,12}}", text)
        if match:
            found = [m for m in mentions(text, sent) if m.precision == "month" and m.start >= match.start()]
            if found:
                first = found[0].day
                monday = first + timedelta(days=(7 - first.weekday()) % 7)
                return Named(day=monday + timedelta(weeks=week), text=text[match.start() : found[0].end])
    return None


_NUMBERED_WEEK = re.compile(r"(?<!\w)(?:week|kw|wk|v\.|hafta|semaine|sem\.)\s?(\d{1,2})(?!\d)")


def _calendar_week(text: str, sent: date) -> Named | None:
    match = _NUMBERED_WEEK.search(text) if _DIGIT.search(text) else None
    if match is None or not 1 <= int(match[1]) <= 52:
        return None
    for year in (sent.year, sent.year + 1):
        monday = date.fromisocalendar(year, int(match[1]), 1)
        if monday > sent:
            return Named(day=monday, text=match[0])
    return None


_QUARTER = re.compile(r"(?<!\w)(?:q([1-4])|([1-4])\.?\s?(?:quarter|quartal|trimest\w+|квартал\w*))(?!\w)")
_QUARTER_EAST = re.compile(r"(?:第\s?|(?<![\d个一二三四]))([1-4一二三四])\s?(?:季度|四半期|분기)")
_TOMORROW_WORDS = (
    "tomorrow", "morgen", "manana", "amanha", "demain", "domani", "yarin", "jutro", "завтра", "besok", "明天", "明日",
    "내일",
)  # fmt: skip
_TOMORROW = re.compile(
    r"(?<!\w)(?:tomorrow|morgen|manana|amanha|demain|domani|yarin|jutro|завтра|besok)(?!\w)|明天|明日|내일"
)


def _coming(text: str, sent: date) -> Named | None:
    for index, words in enumerate(positions("next")):
        match = _first(words, "next", index, text)
        if match is None:
            continue
        monday = sent + timedelta(days=7 - sent.weekday())
        month = date(sent.year + sent.month // 12, sent.month % 12 + 1, 1) + into_month(text, *match.span())
        quarter = (sent.month - 1) // 3 + 1
        starts = (monday, month, date(sent.year + quarter // 4, quarter % 4 * 3 + 1, 1), date(sent.year + 1, 1, 1))
        return Named(day=_weekday_within(text, monday) if index == 0 else starts[index], text=match[0])
    named_quarter = (_QUARTER.search(text) if _DIGIT.search(text) else None) or _QUARTER_EAST.search(text)
    if named_quarter:
        digit = next(filter(None, named_quarter.groups()))
        number = int(digit) if digit.isdigit() else "一二三四".index(digit) + 1
        start = date(sent.year, number * 3 - 2, 1)
        return Named(day=start if start > sent else start.replace(year=sent.year + 1), text=named_quarter[0])
    tomorrow = _TOMORROW.search(text) if any(word in text for word in _TOMORROW_WORDS) else None
    return Named(day=sent + timedelta(days=1), text=tomorrow[0]) if tomorrow else None


def _first(words: "re.Pattern[str]", group: str, index: int, text: str) -> "re.Match[str] | None":
    """Return what `words.search` would, for the words at one position of a list: tried where one of them may begin."""
    starts = starts_of(group, text) if may_hold(group, text, index) else ()
    return next((match for start in starts if (match := words.match(text, start))), None)


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
    for start in sorted(starts.union(starts_of("numerals", text))):
        match = _span_expression().match(text, start)
        if match is not None:
            return match
    return None


def _span(text: str, sent: date) -> Named | None:
    match = _first_span(text) if may_hold("units", text) else None
    if match is None:
        dual = None if text.isascii() else _DUAL.search(text)
        days = (1, 7, 30, 365)[(dual.lastindex or 1) - 1] if dual else 0
        return Named(day=sent + timedelta(days=2 * days), text=dual[0]) if dual else None
    unit = place_of("units", match[3])
    number = match[2] or match[1]
    count = int(number) if number.isdigit() else (place_of("numerals", number) or 0) + 1
    if unit is None:
        return None
    return Named(day=sent + timedelta(days=min(count * _DAYS_OF[unit], 730)), text=match[0])


def _after_season(text: str, sent: date) -> Named | None:
    for index, words in enumerate(positions("seasons")):
        match = _first(words, "seasons", index, text)
        if match:
            day = _season_end(index, sent, match[0])
            return Named(day=day, text=match[0]) if day else None
    return None


_ANY_HOLIDAYS = re.compile(r"праздник|swiet(?:ach|a)$|liburan|the holidays|feiertag")  # whichever come first


def _season_end(index: int, sent: date, words: str) -> date | None:
    """Return the first day after the coming occasion at that position of the list `seasons`, named by `words`."""
    if _ANY_HOLIDAYS.search(words):
        return min(day for day in (_fixed(place, sent) for place in (0, 2, 3)) if day is not None)
    if index == 0:  # work starts again about eight days after the new year's day
        return next(
            (d + timedelta(days=8) for d in map(date.fromisoformat, _NEW_YEARS) if d + timedelta(days=8) > sent), None
        )
    if index == 1:
        return next(
            (d + timedelta(days=4) for d in map(date.fromisoformat, _eids(words)) if d + timedelta(days=4) > sent), None
        )
    return _fixed(index - 2, sent)


def _eids(words: str) -> list[str]:
    """Return the feasts meant: of breaking the fast, of sacrifice, or both where only "the feast" is said."""
    if re.search(r"kurban|adha|haji|اضحي|الحج", words):
        return list(_SACRIFICES)
    if re.search(r"ramazan|رمضان|فطر|lebaran|fitri|ramad|puasa|斋|ラマダン|라마단", words):
        return list(_EIDS)
    return sorted((*_EIDS, *_SACRIFICES))


def _fixed(place: int, sent: date) -> date | None:
    """Return the day after Easter, the summer, New Year, the May holidays or those of early October."""
    for year in (sent.year, sent.year + 1):
        new_year = date(year + (sent.month > 1), 1, 7)
        day = (_easter(year) + timedelta(days=2), date(year, 9, 1), new_year, date(year, 5, 8), date(year, 10, 8))[
            place
        ]
        if day > sent:
            return day
    return None


def _easter(year: int) -> date:
    """Return western Easter Sunday (Gauss, in the form of Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
