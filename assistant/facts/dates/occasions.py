"""Feasts and holidays after which, and parts of the year in which, people take up business again.

Public: `after_occasion`, `back_after`, `part_of_year`. The words are the lists `seasons` and `year-parts` of the
lexicon. Where two dates are possible the later one is taken: to wait is the safe mistake.
"""

import re
from datetime import date, timedelta

from assistant.facts.dates.date_lists import first_of, length_of, may_hold

# First days of the Chinese year and of Eid al-Fitr (astronomical tables); what lies outside is not known.
_NEW_YEARS = ("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03")
_SACRIFICES = ("2024-06-16", "2025-06-06", "2026-05-27", "2027-05-16", "2028-05-05", "2029-04-24", "2030-04-13")
_EIDS = ("2024-04-10", "2025-03-31", "2026-03-20", "2027-03-10", "2028-02-27", "2029-02-15", "2030-02-05")
_LIGHTS = ("2024-11-01", "2025-10-21", "2026-11-08", "2027-10-29", "2028-10-17", "2029-11-05", "2030-10-26")  # Diwali
_PASSOVERS = ("2024-04-22", "2025-04-12", "2026-04-01", "2027-04-21", "2028-04-10", "2029-03-30", "2030-04-17")
_CARNIVAL = re.compile(r"carnaval|carnival|carnevale|karneval|fasching|fasnacht|mardi gras")
_WASHED = 45  # days from the Thursday after Carnival, when all are back, to Easter Sunday
# First month of the business year where it is not January; Americans and most of the world mean January or say when.
_FISCAL = {"AU": 7, "NZ": 4, "GB": 4, "IN": 4, "JP": 4, "HK": 4, "SG": 4, "ZA": 3, "PK": 7, "BD": 7, "EG": 7, "CA": 4}
_ANY_HOLIDAYS = re.compile(r"праздник|swiet(?:ach|a)$|liburan|the holidays|feiertag")  # whichever come first


def after_occasion(text: str, sent: date, language: str | None, country: str | None) -> tuple[date, str] | None:
    """Return the first day after the occasion that folded `text` names, with its words; None where it names none.

    `country` (ISO 3166) and `language` tell which Easter is meant. "Holidays" without a name are the next ones, unless
    a name stands beside them ("майских праздников").
    """
    if not may_hold("seasons", text):
        return None
    found = [(index, match) for index in range(length_of("seasons")) if (match := first_of("seasons", index, text))]
    named = [(index, match) for index, match in found if not _ANY_HOLIDAYS.search(match[0])]
    for index, match in named or found:
        if index == _OCTOBER and country == "JP":
            index = _MAY  # Golden Week there
        if index == _FISCAL_YEAR:
            return _first_of_month(_FISCAL.get(country or "", 1), sent), match[0]
        after = first_of("next", _NEXT_YEAR, text)
        told = after is not None and 0 <= after.start() - match.end() <= _BESIDE
        base = date(sent.year, 12, 31) if told else sent  # "after Diwali next year"
        day = _end(index, base, match[0], _easters(text, match, language, country))
        return (day, match[0]) if day else None
    return None


def back_after(text: str, sent: date, language: str | None) -> date | None:
    """Return the first day after the occasion behind "after" (or "in the new year") in folded `text`, else None."""
    found = after_occasion(text, sent, language, None)
    if found is None:
        return None
    start = text.index(found[1])
    end = start + len(found[1])
    told = _AFTER.search(text, 0, start) or _AFTER_BEHIND.match(text, end) or _IN_NEW_YEAR.search(text, 0, end)
    return found[0] if told else None


def _end(index: int, sent: date, words: str, rites: "frozenset[str]") -> date | None:
    """Return the first day after the coming occasion at that position of the list `seasons`, named by `words`."""
    if _ANY_HOLIDAYS.search(words):
        return min(day for day in (_fixed(place, sent, rites) for place in (0, 2, 3)) if day is not None)
    if index == 0:  # work starts again about eight days after the new year's day
        return next(
            (d + timedelta(days=8) for d in map(date.fromisoformat, _NEW_YEARS) if d + timedelta(days=8) > sent), None
        )
    if index == 1:
        return next(
            (d + timedelta(days=4) for d in map(date.fromisoformat, _eids(words)) if d + timedelta(days=4) > sent), None
        )
    moving = {_DIWALI: (_LIGHTS, 3), _PASSOVER: (_PASSOVERS, 9)}.get(index)
    if moving is not None:
        ends = (date.fromisoformat(day) + timedelta(days=moving[1]) for day in moving[0])
        return next((day for day in ends if day > sent), None)
    if index in _SAME_DAY:
        month, last = _SAME_DAY[index]
        return next(day for year in (sent.year, sent.year + 1) if (day := date(year, month, last)) > sent)
    if _CARNIVAL.search(words):
        years = (_western(year) - timedelta(days=_WASHED) for year in (sent.year, sent.year + 1))
        return next(day for day in years if day > sent)
    return _fixed(index - 2, sent, rites)


def _eids(words: str) -> list[str]:
    """Return the feasts meant: of breaking the fast, of sacrifice, or both where only "the feast" is said."""
    if re.search(r"kurban|adha|bakrid|hajj|haji|اضحي|الحج", words):
        return list(_SACRIFICES)
    if re.search(r"ramazan|رمضان|فطر|lebaran|fitri|ramad|puasa|斋|ラマダン|라마단", words):
        return list(_EIDS)
    return sorted((*_EIDS, *_SACRIFICES))


def _fixed(place: int, sent: date, rites: "frozenset[str]") -> date | None:
    """Return the day after Easter, summer, New Year, the May holidays, those of early October or Thanksgiving."""
    for year in (sent.year, sent.year + 1):
        new_year = date(year + (sent.month > 1), 1, 7)
        thanks = date(year, 11, 26) + timedelta(days=(0 - date(year, 11, 26).weekday()) % 7)  # the Monday after it
        easter = max(_EASTERS[rite](year) for rite in rites) + timedelta(days=2)
        day = (easter, date(year, 9, 1), new_year, date(year, 5, 8), date(year, 10, 8), thanks)[place]
        if day > sent:
            return day
    return None


# Where Easter is kept by the Julian calendar, and where both churches keep theirs.
_JULIAN = frozenset({"BG", "BY", "CY", "ER", "ET", "GE", "GR", "MD", "ME", "MK", "RO", "RS", "RU", "UA"})
_MIXED = frozenset({"AL", "BA", "EE", "EG", "IL", "JO", "KZ", "KG", "LB", "LV", "PS", "SY", "XK"})
_JULIAN_LANGUAGES = frozenset({"ru", "el", "ro", "bg", "uk", "sr", "mk", "be", "ka"})
_JULIAN_WORDS = re.compile(r"пасх|πασχα|великд|великод|vaskrs|pastel|(?:de|dupa) past[ei]")
_SAID = re.compile(r"orthodox|ortodox|ortodoks|orthodoxe|ortodoss|православн|ορθοδοξ|pravoslav")
_BOTH = frozenset({"western", "julian"})


def _easters(text: str, match: "re.Match[str]", language: str | None, country: str | None) -> "frozenset[str]":
    """Return whose Easter can be meant: by what is said, else by the country, else by the language and the word.

    A Russian text from Germany, a country of both churches, or English out of nowhere: in doubt both.
    """
    if _SAID.search(text):
        return frozenset({"julian"})
    speaks = language in _JULIAN_LANGUAGES or _JULIAN_WORDS.search(match[0]) is not None
    if country in _JULIAN:
        return frozenset({"julian"})
    if country is not None:
        return _BOTH if speaks or country in _MIXED else frozenset({"western"})
    if speaks:
        return frozenset({"julian"})
    return _BOTH if language in {None, "en", "ar"} else frozenset({"western"})


def _western(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Gauss, in the form of Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _julian(year: int) -> date:
    """Return Easter Sunday of the Julian calendar (Meeus), as a Gregorian date: thirteen days later until 2099."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


_EASTERS = {"western": _western, "julian": _julian}

# First month and length in months of each part in the list `year-parts`.
_PARTS = (
    (1, 6), (7, 6), (3, 3), (6, 3), (9, 3), (12, 3), (1, 3), (4, 3), (7, 3), (10, 3), (12, 1), (4, 6), (10, 6),
)  # fmt: skip
_MAY, _OCTOBER, _DIWALI, _NOWRUZ, _SONGKRAN, _PASSOVER, _FISCAL_YEAR = 5, 6, 8, 9, 10, 11, 12  # in the list `seasons`
_SAME_DAY = {_NOWRUZ: (4, 4), _SONGKRAN: (4, 16)}  # month and first day after it
_BESIDE = 12  # characters between an occasion and "next year"
_SEASONS = range(2, 6)  # of them: spring to winter
_WINTER = 5
_NEXT_YEAR = 3  # in the list `next`
_SOUTH = frozenset({"AR", "AU", "BO", "BR", "BW", "CL", "LS", "MZ", "NA", "NZ", "PE", "PY", "SZ", "UY", "ZA", "ZW"})
_DIGIT = re.compile(r"\d")
_QUARTERS = (
    r"(?:quarter|quartal(?:et|s)?|trimestr\w{0,3}|trimester|tromesecj\w*|квартал\w*|тримесечи\w*|kwarta[al]l?(?:e|u)?|"
    r"ceyre\w*|kvart[ai]l\w{0,3}|kvartaali\w*|ctvrtlet\w*|stvrtrok\w*|negyedev\w*|neljann\w*|τριμην\w*)"
)
_ROMAN = r"(i{1,3}|iv)"
_QUARTER = re.compile(
    rf"(?<!\w)(?:q([1-4])|([1-4])(?:\.|-?[a-zйигомо]{{1,2}})?\s?{_QUARTERS}|{_ROMAN}\.?(?:-?[йигомо]{{1,2}})?\s{_QUARTERS}(?!\s(?:[1-4]|i|v))|"
    rf"(?!quarter){_QUARTERS}\s(?:al\s)?(?:([1-4])|{_ROMAN})|"
    r"(?<=\b(?:au|du|en|le|ao|do|no|al|el|il) )(?:t([1-4])|([1-4])t)|(?<=\b(?:nel|del|per) )t([1-4]))(?![\w%])"
)
_SIGNS_OF_QUARTERS = (
    "quart",
    "trim",
    "кварт",
    "трим",
    "kwart",
    "ceyr",
    "kvart",
    "tvrt",
    "negye",
    "neljan",
    "τριμ",
    "tromes",
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4} | {number: place + 1 for place, number in enumerate("一二三四")}
_QUARTER_EAST = re.compile(r"(?:第\s?|(?<![\d个一二三四]))([1-4一二三四])\s?(?:季度|四半期|분기)")
_HALF = re.compile(
    r"(?<!\w)(?:h([12])[\s/'-]{0,2}(?=20\d\d)|([12])(?:\.|-?[мгеои]{1,2}|o|e|eme|er|do)?\s?"
    r"(?:halbjahr\w*|jahreshalfte|hj\.?|semest\w+|polrocz\w*|полугоди\w*|yariyil\w*|halvar\w*|felev\w*))"
)
_OF_A_MONTH = re.compile(
    r"\s?(?:of|de|des|der|del|du|di|do)\s(?:the|this|next|el|la|le)?\s?(?:month|week|monat|mes|mois|mese)"
)
_NO_SEASON = re.compile(r"\s?(?:festival|fair|show|canton|交易|广交|展|拍卖|steel|washer|collection)")
_AFTER = re.compile(
    r"(?:after|past|nach|tras|despues de|depois d[aeo]|apos|apres|dopo|после|setelah|بعد|efter|na|"
    r"po|sau|dupa|nakon|μετα|lendemain d[eu])\W(?:\w{1,4}\W){0,2}$"
)
_AFTER_BEHIND = re.compile(r"\s?(?:이후|지나|後|后|过后|明け|sonrasi|sonra)")
_IN_NEW_YEAR = re.compile(r"(?<!\w)in the new year$")  # not on its first day
_YEAR = re.compile(r"20\d\d")


def part_of_year(text: str, sent: date, country: str | None) -> tuple[date, str] | None:
    """Return the first day of the half, season or quarter that folded `text` names; None where it names none.

    Of a part that has begun: the start of its last month. `country`: below the equator autumn begins in March.
    """
    found = _part(text)
    if found is None:
        return None
    index, start, end = found
    first, months = _PARTS[index]
    if index in _SEASONS and country in _SOUTH:
        first = (first + 5) % 12 + 1
    if _AFTER.search(text, 0, start) or _AFTER_BEHIND.match(text, end):
        first, months = (first + months - 1) % 12 + 1, 1
    year = _year_beside(text, start, end, sent)
    before = sent.year - (index == _WINTER)  # the one part that lies in two years
    for each in (year,) if year else range(before, sent.year + 2):
        begins, ends = date(each, first, 1), _later(date(each, first, 1), months)
        if begins > sent:
            return begins, text[start:end]
        if ends > sent:  # in the middle of it
            last_month = _later(begins, months - 1)
            return last_month if last_month > sent else ends - timedelta(days=1), text[start:end]
    return None


def _part(text: str) -> tuple[int, int, int] | None:
    """Return the position in `year-parts` and the place of the first part named; of months and weeks are no parts."""
    matches = [(index, m.start(), m.end()) for index, m in _numbered(text)]
    if may_hold("year-parts", text):
        listed = ((index, first_of("year-parts", index, text)) for index in range(length_of("year-parts")))
        matches += [(index, m.start(), m.end()) for index, m in listed if m is not None]
    for index, start, end in sorted(matches, key=lambda one: (one[1], -one[2])):
        if _NO_SEASON.match(text, end) or (index < 2 and _OF_A_MONTH.match(text, end)):
            continue
        return index, start, end
    return None


def _numbered(text: str) -> list[tuple[int, "re.Match[str]"]]:
    """Return the quarters and halves written with a number, with their positions in `year-parts`."""
    found = []
    told = _DIGIT.search(text) or any(sign in text for sign in _SIGNS_OF_QUARTERS)
    quarter = (_QUARTER.search(text) if told else None) or _QUARTER_EAST.search(text)
    if quarter:
        digit = next(filter(None, quarter.groups()))
        found.append((5 + (_NUMBERS.get(digit) or int(digit)), quarter))
    half = _HALF.search(text) if _DIGIT.search(text) else None
    if half:
        found.append((int(half[1] or half[2]) - 1, half))
    return found


def _year_beside(text: str, start: int, end: int, sent: date) -> int | None:
    """Return the year written beside a part, or the next one where "next year" is; None where no year is named."""
    written = _YEAR.search(text, end, end + 12) or _YEAR.search(text, max(0, start - 8), start)
    if written:
        return int(written[0])
    if "来年度" in text:  # the Japanese business year begins in April
        return sent.year + (sent.month > 3)
    return sent.year + 1 if first_of("next", _NEXT_YEAR, text) else None


def _first_of_month(month: int, sent: date) -> date:
    return next(day for year in (sent.year, sent.year + 1) if (day := date(year, month, 1)) > sent)


def _later(day: date, months: int) -> date:
    whole = day.month - 1 + months
    return date(day.year + whole // 12, whole % 12 + 1, 1)
