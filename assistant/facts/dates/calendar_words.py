"""Dates as people write them in fifteen languages: every mention in a text, with its place.

Public: `Mention`, `mentions`. A year that is not written is the one that brings the date nearest after
the mail; of 7/5/2025 the reading is taken that lies nearest after the mail, day first where both are as near.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from assistant.facts.dates import other_eras, weeks
from assistant.facts.dates.date_lists import may_hold, pattern_of, place_of, starts_of
from assistant.facts.dates.dotted import may_be_date
from assistant.facts.dates.past import is_past
from assistant.facts.dates.years import dated, hanzi_number, in_figures, order_in

# Words that are something else more often than months.
_OTHER_WORDS = frozenset({"may", "mar", "set", "out", "jan", "gen", "ago", "mars", "marca", "ay"})
_MINE = re.compile(r"\s(?:retour|absence|conge|collegue|bureau|equipe|mobile|portable|adresse|numero|rempla|assistant)")
_IN = {  # what makes a month of such a word
    "may": re.compile(r"(?<!\w)(?:in|until|till|by|from|after|before|during|since|of|mid|early|late|next)[ -]$"),
    "mars": re.compile(
        r"(?<!\w)(?:en|debut|fin|mi|courant|des|d'ici|avant|apres|i|till|fran|efter|innan|"
        r"(?:quinzaine|semaine|lundi|mardi|mercredi|jeudi|vendredi) de)[ -]$"
    ),
    "marca": re.compile(r"(?<!\w)(?:w|do|od|z|po|przed|konca|koncu|polowy|polowie|poczatku|poczatkiem)\s$"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date in a text."""

    start: int
    end: int
    day: date  # of a month alone its first day, of a week its Monday, of a span the last of them
    precision: str  # day, week, month or weekday
    year_given: bool = False
    first: date | None = None  # where a span is named: its first day, of weeks the Monday of the first


_DIGIT = re.compile(r"\d")
_LISTS = ("months", "weekdays")
_HANZI = "(十[一二]|[一二三四五六七八九十])"
# Between the days of a span that share one month: "9-27 March", "9. bis 27. März", "du 9 au 27 mars".
_TO = (
    r"\s?(?:-|–|~|\bal?\b|\bau\b|\bate\b|\be\b|\bbis(?: zum| einschlie\w+)?\b|\bto\b|\bthrough\b|\buntil\b|\band\b|"
    r"\bdo\b|\bдо\b|\bпо\b|\btot(?: en met)?\b|t/m|\btill?(?: og med| och med)?\b|\bsampai\b|\bhingga\b|s/d|\bden\b|"
    r"الي|حتي)\s?"
)
_DAY_AND_MONTH = r"(\d{1,2})[./](\d{1,2})\.?(?:[./]?(20\d\d|(?<=[./])\d\d))?"
_Reader = Callable[["re.Match[str]", date], "Mention | None"]


@cache
def _expressions() -> tuple[tuple[str, "re.Pattern[str]", _Reader], ...]:
    """Return (what a text must hold, see `_holds`; expression; what makes a date of a match)."""
    month = pattern_of("months")
    ordinal = r"(?:st|nd|rd|th|er|o|a|\.|º|ª|-?го|-?е)?"
    return (
        *(("digit", expression, _week) for expression in weeks.expressions()),
        ("digit", other_eras.EXPRESSION, _of_other_era),
        ("digit", re.compile(r"(?<![\d.])(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), _iso),
        ("digit 月|월", re.compile(r"(?:(20\d\d)\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]"), _iso),
        (
            "digit months",
            re.compile(
                rf"(?<!\d)(\d{{1,2}}){ordinal}(?:{_TO}(\d{{1,2}}){ordinal})?"
                rf"\s{{0,2}}(?:of\s|de\s|d')?({month})(?!\scity)(?:,?\s(?:de\s|del\s)?(20\d\d))?"
            ),
            _day_month,
        ),
        (
            "months",
            re.compile(
                rf"({month})(?:(?<=\b\w\w\w)(?<!may)\.)?\s(\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO}(\d{{1,2}})(?:st|nd|rd|th)?)?(?!\d|[.:]\d)(?:,?\s(20\d\d))?"
            ),
            _month_day,
        ),
        *_figures(),
        ("months", re.compile(rf"({month})(?!\scity)(?:,?\s(?:de\s|del\s)?(20\d\d))?"), _month_only),
        (
            "digit 月|월",
            re.compile(
                r"(?:(20\d\d)\s?[年년]\s?)?(?<!\d)(\d{1,2})\s?[月월](?!\s?\d)\s?([上中下]旬|[초중하]순|[份中初에])?"
            ),
            _cjk_month,
        ),
        (
            "digit thang",
            re.compile(r"(?<!\d)(\d{1,2})\s(?:thang\s)(\d{1,2})(?!\d)(?:(?:/|\s?nam\s|\s)(20\d\d))?"),
            _vi_day_month,
        ),
        ("digit thang", re.compile(r"(?<!\w)thang\s(\d{1,2})(?!\d)(?:/(20\d\d))?"), _vi_month),
        (
            "月",
            re.compile(rf"(?<![一二三四五六七八九十个]){_HANZI}月(?:([一二三四五六七八九十]{{1,3}})[日号])?"),
            _hanzi,
        ),
        *_days(),
    )


def _figures() -> tuple[tuple[str, "re.Pattern[str]", _Reader], ...]:
    """Return the same for days and months in figures: a stretch with both months, one with its month once, a day."""
    return (
        (
            "digit",
            re.compile(rf"(?<![\d.,/:-]){_DAY_AND_MONTH}\s?[-~]\s?{_DAY_AND_MONTH}(?![\d%/:])"),
            _numeric_stretch,
        ),
        (
            "digit",
            re.compile(
                rf"(?<![\d.,/:-])(\d{{1,2}})\.?{_TO}(\d{{1,2}})[./](\d{{1,2}})(?:[./](20\d\d|\d\d))?(?![\d%/:])"
            ),
            _numeric_span,
        ),
        (
            "digit",
            re.compile(r"(?<![\d./:-])(?<!\d,)(\d{1,2})[./-](\d{1,2})(?:[./-](20\d\d|\d\d))?(?![\d%/:]|[.,]\d)"),
            _numeric,
        ),
    )


def _days() -> tuple[tuple[str, "re.Pattern[str]", _Reader], ...]:
    """Return the same for days named without their month: by weekday, by number, by both."""
    return (
        (
            "weekdays",
            re.compile(
                rf"({pattern_of('weekdays')}),?\s(?:the\s|den\s|dem\s|le\s|el\s|il\s|dia\s)?(\d{{1,2}})"
                r"(?:st|nd|rd|th|\.)?(?![\d.,/:%])"
            ),
            _weekday_and_day,
        ),
        ("weekdays", re.compile(rf"{pattern_of('weekdays')}"), _weekday),
        (
            "digit",
            re.compile(
                r"(?<!\w)(?:(?:the|am|el|le|dia|den|ab dem|il|d\.)\s|ab\s(?=\d{1,2}\.\s))(\d{1,2})(?:st|nd|rd|th|\.)?"
                r"(?![\d.,/:%]|\s?(?:%|pcs))"
            ),
            _day_only,
        ),
        (
            "digit ngay|tanggal|tgl|dnia|ayin|يوم|الموافق",
            re.compile(
                r"(?:(?<!\w)(?:ngay|tanggal|tgl|dnia|ayin|يوم|الموافق)\s)(\d{1,2})(?:'\w+)?"
                r"(?![\d.,/:%]|\s?(?:thang|pcs|%))"
            ),
            _day_only,
        ),
        (
            "digit wrac|wroc|'|го",  # "wracam 24", "23'unde", "выхожу 24-го"
            re.compile(
                r"(?:(?<=wracam )|(?<=wracamy )|(?<=wroce )|(?<=wrocimy )|(?<=выхожу )|(?<=выходим )|(?<=вернусь )"
                r"|(?<=вернемся )|(?<=буду ))(\d{1,2})(?:\.|-?го|-go|-ego)?(?![\w/:%-]|[.,]\d|\s\w)"
                r"|(?<![\d.,:/%-])(?<!saat )(\d{1,2})'s?"
                r"(?:[iu]nde|[iu]nda|[iu]ndan|[iu]nden|te|ta|de|da)(?!\w)"
            ),
            _day_only,
        ),
        (
            "digit 号|일|日|числа|go",
            re.compile(
                r"(?<![\d/月월-])(?<!\d[.,])(?<![月월]\s)(\d{1,2})(?:"
                r"\s?(?:号|일|日)(?!\s?(?:간|間|间|内|이내|以内|后|後|뒤|후|동안|정도|ほど|程|くらい|자|분))"
                r"|-?(?:го|ого)?\sчисла|-(?:go|ego|tego))"
            ),
            _day_only,
        ),
    )


def mentions(text: str, sent: date, language: str | None = None, country: str | None = None) -> list[Mention]:
    """Return the dates that stand in folded `text`, in order of place; overlapping ones by the fuller reading.

    `language` of the text and `country` of the writer: for the order of day and month in 3/12; None: as most write it.
    """
    digit = _DIGIT.search(text) is not None
    if not (digit or "月" in text or may_hold("months", text) or may_hold("weekdays", text)):
        return []
    found: list[Mention] = []
    held: dict[str, bool] = {}
    for needs, expression, reader in _expressions():
        if needs not in held:
            held[needs] = all(digit if need == "digit" else _holds(text, need) for need in needs.split(" "))
        if not held[needs] or (language == "vi" and reader is _month_only):
            continue  # Vietnamese counts its months; its "sếp" is the boss, not September
        for match in _matches(expression, text, needs):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            if reader is _numeric and not may_be_date(match, language):
                continue
            base = _anchor(found, match.start(), sent) if reader in (_day_only, _weekday_and_day) else sent
            mention = _numeric(match, sent, order_in(language, country)) if reader is _numeric else reader(match, base)
            behind = reader in (_month_only, _weekday) and is_past(text, *match.span())
            if mention is not None and not behind:
                found.append(mention)
    return _joined(text, sorted(found, key=lambda mention: mention.start))


def _anchor(found: list[Mention], start: int, sent: date) -> date:
    """Return the day from which a day without its month counts: "3 to 21 August, back on the 24th"."""
    before = [one for one in found if one.end <= start and one.precision == "day"]
    return max(sent, max(before, key=lambda one: one.start).day) if before else sent


_APART = re.compile(r"[\s,(]{0,3}(?:the |den |dem |le |el |il |ngay |tanggal )?$")


def _joined(text: str, found: list[Mention]) -> list[Mention]:
    """Return the mentions with a weekday beside a date as part of it: "thứ Hai 4/5" is one day, not two."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and _APART.match(text[last.end : mention.start]):
            if last.precision == "weekday" and mention.precision == "day":
                joined[-1] = replace(mention, start=last.start)
                continue
            same = mention.day.weekday() == last.day.weekday()
            if last.precision == "day" and mention.precision == "weekday" and same:
                joined[-1] = replace(last, end=mention.end)
                continue
        joined.append(mention)
    return joined


def _holds(text: str, need: str) -> bool:
    """Return whether a text holds a word of a list, or one of the signs between bars."""
    if need in _LISTS:
        return may_hold(need, text)
    return any(sign in text for sign in need.split("|"))


def _matches(expression: "re.Pattern[str]", text: str, needs: str) -> Iterator["re.Match[str]"]:
    """Yield what `finditer` would; an expression that begins with a word of a list is tried where one may begin."""
    if needs not in _LISTS:
        yield from expression.finditer(text)
        return
    end = 0
    for start in starts_of(needs, text):
        match = expression.match(text, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match


def _mention(match: "re.Match[str]", day: date | None, *, year: bool, precision: str = "day") -> Mention | None:
    if day is None:
        return None
    return Mention(start=match.start(), end=match.end(), day=day, precision=precision, year_given=year)


def _iso(match: "re.Match[str]", sent: date) -> Mention | None:
    return _mention(match, dated(match[1], int(match[2]), int(match[3]), sent), year=bool(match[1]))


def _day_month(match: "re.Match[str]", sent: date) -> Mention | None:
    month = place_of("months", match[3])
    if month is None:
        return None
    return _span(match, (match[1], match[2]), month + 1, match[4], sent)


def _month_day(match: "re.Match[str]", sent: date) -> Mention | None:
    month = place_of("months", match[1])
    if month is None:
        return None
    return _span(match, (match[2], match[3]), month + 1, match[4], sent)


def _numeric_span(match: "re.Match[str]", sent: date) -> Mention | None:
    """Return "9.-27.3." or "9-27/03": two days that share a month."""
    month = int(match[3])
    return _span(match, (match[1], match[2]), month, match[4], sent) if int(match[1]) < int(match[2]) else None


def _numeric_stretch(match: "re.Match[str]", sent: date) -> Mention | None:
    """Return "29.6.-3.7." or "15/06/2026 - 03/07/2026": two days with a dash between; the later one ends it."""
    years = match[3] or match[6], match[6] or match[3]
    readings = []
    for day, month in ((0, 1), (1, 0)):  # both day first, or both month first
        ends = ((int(match[1]), int(match[2])), (int(match[4]), int(match[5])))
        first, last = (dated(year, end[month], end[day], sent) for year, end in zip(years, ends, strict=True))
        if first is not None and last is not None and first < last:
            readings.append((first, last))
    if not readings:
        return None
    first, last = min(readings, key=lambda reading: abs(reading[0] - sent))
    whole = _mention(match, last, year=years[1] is not None)
    return replace(whole, first=first) if whole is not None else None


def _span(
    match: "re.Match[str]", days: tuple[str, str | None], month: int, year: str | None, sent: date
) -> Mention | None:
    """Return one day, or a span of days with its later end as its day (definitions: "a span to its later end")."""
    first, last = int(days[0]), int(days[1] or days[0])
    found = _mention(match, dated(year, month, last, sent), year=bool(year))
    if found is None or not 1 <= first < last:
        return found
    return replace(found, first=found.day - timedelta(days=last - first))


def _week(match: "re.Match[str]", sent: date) -> Mention | None:
    found = weeks.weeks_of(match, sent)
    if found is None:
        return None
    first, last = found
    whole = _mention(match, last, year=False, precision="week")
    return replace(whole, first=first) if whole is not None and first < last else whole


def _numeric(match: "re.Match[str]", sent: date, order: str | None = None) -> Mention | None:
    if weeks.ends_with_week(match.string, match.start()):
        return None
    day = in_figures(int(match[1]), int(match[2]), match[3], sent, "day" if "." in match[0] and not order else order)
    return _mention(match, day, year=bool(match[3])) if day is not None else None


def _of_other_era(match: "re.Match[str]", sent: date) -> Mention | None:
    day = other_eras.day_of(match)
    return _mention(match, day, year=True) if day is not None and abs(day.year - sent.year) <= 2 else None


def _hanzi(match: "re.Match[str]", sent: date) -> Mention | None:
    month = hanzi_number(match[1])
    if match[2]:
        return _mention(match, dated(None, month, hanzi_number(match[2]), sent), year=False)
    return _month_start(match, None, month, sent)


def _month_only(match: "re.Match[str]", sent: date) -> Mention | None:
    month = place_of("months", match[1])
    inside = match[1] in _IN and _IN[match[1]].search(match.string, 0, match.start())
    if month is None or (match[1] in _OTHER_WORDS and not match[2] and not inside):
        return None
    return _month_start(match, match[2], month + 1, sent)


def _cjk_month(match: "re.Match[str]", sent: date) -> Mention | None:
    whole = _month_start(match, match[1], int(match[2]), sent)
    third = {"中": 10, "중": 10, "下": 20, "하": 20}.get((match[3] or "")[:1], 0) if len(match[3] or "") == 2 else 0
    return replace(whole, day=whole.day + timedelta(days=third)) if whole is not None and third else whole


def _vi_month(match: "re.Match[str]", sent: date) -> Mention | None:
    return _month_start(match, match[2], int(match[1]), sent)


def _vi_day_month(match: "re.Match[str]", sent: date) -> Mention | None:
    return _mention(match, dated(match[3], int(match[2]), int(match[1]), sent), year=bool(match[3]))


def _month_start(match: "re.Match[str]", year: str | None, month: int, sent: date) -> Mention | None:
    if not 1 <= month <= 12:
        return None
    written = int(year) if year else sent.year + (month < sent.month)
    return _mention(match, date(written, month, 1), year=bool(year), precision="month")


def _weekday(match: "re.Match[str]", sent: date) -> Mention | None:
    index = place_of("weekdays", match[0])
    if index is None or (match[0] == "mon" and _MINE.match(match.string, match.end())):
        return None
    ahead = (index - sent.weekday()) % 7 or 7
    return _mention(match, sent + timedelta(days=ahead), year=False, precision="weekday")


def _weekday_and_day(match: "re.Match[str]", sent: date) -> Mention | None:
    """Return the date of "Thursday 19th"; None where no such day falls on that weekday ("Friday 3 pcs")."""
    day, weekday = int(match[2]), place_of("weekdays", match[1])
    for ahead in range(62):
        candidate = sent + timedelta(days=ahead)
        if candidate.day == day and candidate.weekday() == weekday:
            return _mention(match, candidate, year=False)
    return None


def _day_only(match: "re.Match[str]", sent: date) -> Mention | None:
    day = int(next(filter(None, match.groups())))
    for ahead in range(62):
        candidate = sent + timedelta(days=ahead)
        if candidate.day == day:
            return _mention(match, candidate, year=False)
    return None
