"""Days, spans of days and sums as each language writes them (CLDR, through babel); and what no language owns.

Public: `day`, `decimals`, `clock_time`, `weekday_date`, `span`, `is_span`, `first_day`, `deadline`, `length`,
`sum_of`, `is_language_free`.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # babel weighs much, and who only plans prints nothing
    from babel import Locale

_LOCALES = {"en": "en_GB", "zh": "zh_Hans"}  # British days: 3 November cannot be misread anywhere
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + r"|sept)\.?"
_TO = r"\s*(?:-|–|—|to|until|till|through)\s*"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(
    rf"{_DAY}(?:\s+({_MONTH}))?(?:\s+(\d{{4}}))?(?:{_TO}{_DAY}\s+({_MONTH})(?:,?\s+(\d{{4}}))?)?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"({_MONTH})\s+{_DAY}(?:{_TO}(?:({_MONTH})\s+)?{_DAY})?(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_ISO = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?:{_TO}(\d{{4}}-\d\d-\d\d))?")
_INCOTERMS = frozenset(["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DDU"])
_UNITS = frozenset({
    "x", "pc", "pcs", "mm", "cm", "m", "km", "kg", "g", "mg", "t", "l", "ml", "kw", "kwh", "w", "wh", "v", "kv",
    "a", "ma", "hz", "khz", "lm", "lx", "nm", "bar", "psi", "mpa", "rpm", "db", "k", "usd", "eur", "cny", "rmb",
    "gbp", "jpy", "ctn", "cbm", "dn", "pn", "ip", "ral", "iso", "ce", "rohs",
})  # fmt: skip
# Where a span is spoken, and a dash between days looks like a table; "dal 8" melts to "dall'8" as it is spoken.
_FROM_TO = {
    "fr": "du {first} au {last}",
    "it": "dal {first} al {last}",
    "es": "del {first} al {last}",
    "pt": "{first} a {last}",
}
_MELTS = re.compile(r"\b([dD]?al) (?=(?:8|11)\b)")
_CLOSE_PERCENT = frozenset({"en", "zh", "it", "pt", "ja", "ko", "vi", "id", "pl", "ar"})  # CLDR: "4%"; others "4 %"
_PERCENT = re.compile(r"(?<=\d)\s*%")
_PERCENT_FIRST = re.compile(r"(\d[\d.,]*)\s*%")  # Turkish: "%4"
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d{1,2}(?!\d|[.\d]))")
_SPLIT = re.compile(r"[\s,;:()/+]+")


def day(value: date, language: str, *, year: bool) -> str:
    """Return a day as it stands in a sentence: "3 November", "3. November", "11月3日"; with its year where wanted."""
    from babel import dates

    locale = _locale(language)
    if year:
        text = _plain(dates.format_date(value, "long", locale=locale))
    else:
        text = _plain(dates.format_skeleton("MMMMd", value, locale=locale))
    if language == "ru":
        return text.replace(" г.", " года")  # in full, as in a sentence; its full stop would be taken for an end
    if language == "vi":
        return text.replace(", ", " năm ")  # CLDR sets a comma that no Vietnamese letter has
    return text.replace("1 ", "1er ", 1) if language == "fr" and value.day == 1 else text


def weekday_date(value: date, language: str) -> str:
    """Return a day with its weekday, short, as mail clients put it above quoted text: "Tue, 3 Nov 2026"."""
    from babel import dates

    return _plain(dates.format_skeleton("yMMMEd", value, locale=_locale(language)))


def clock_time(at: datetime) -> str:
    """Return the time of day, "09:00": 24 hours are read in every language."""
    return at.strftime("%H:%M")


def span(text: str, language: str) -> str | None:
    """Return a day or a span of days ("15 to 19 April 2027") in that language's notation; None where it is neither."""
    found = _days(text)
    if found is None:
        return None
    first, last, year = found
    if first == last:
        return day(first, language, year=year)
    whole = day(last, language, year=year)
    if language in _FROM_TO:
        same = (first.year, first.month) == (last.year, last.month)
        begin = str(first.day) if same else day(first, language, year=year and first.year != last.year)
        if same and language == "fr" and first.day == 1:
            begin = "1er"
        spoken = _FROM_TO[language].format(first=begin, last=whole)
        return _MELTS.sub(r"\1l'", spoken) if language == "it" else spoken
    if (first.year, first.month) != (last.year, last.month):
        return f"{day(first, language, year=year and first.year != last.year)} – {whole}"
    if whole.startswith(str(last.day)):  # the day comes first: "15–19 April 2027", "15.–19. April 2027"
        dot = "." if whole[len(str(last.day)) :].startswith(".") else ""
        return f"{first.day}{dot}–{whole}"
    from babel import dates

    return _plain(dates.format_interval(first, last, "yMMMd" if year else "MMMd", locale=_locale(language)))


def is_span(text: str) -> bool:
    """Return whether `span` can write a text in other languages."""
    return _days(text) is not None


def first_day(text: str) -> date | None:
    """Return the day on which "8 to 13 March 2026" begins; None where no span with its year is read."""
    found = _days(text)
    return found[0] if found is not None and found[2] else None


_BY = re.compile(
    rf"\b(?:by|until|till|before|through)\s+(?:the\s+)?(?:{_DAY}\s+({_MONTH})|({_MONTH})\s+{_DAY})(?:,?\s+(\d{{4}}))?(?!\d)",
    re.IGNORECASE,
)


def deadline(text: str, since: date | None) -> date | None:
    """Return the day of "orders confirmed by 15 December"; without its year the first such day from `since` on.

    None where no day is named so, or its year cannot be known.
    """
    found = _BY.search(text)
    if found is None or not (found[5] or since):
        return None
    month, day = _month(found[2] or found[3]), int(found[1] or found[4])
    try:
        if found[5] or since is None:
            return date(int(found[5]), month, day)
        told = date(since.year, month, day)
        return told if told >= since else date(since.year + 1, month, day)
    except ValueError:  # 31 June
        return None


_LENGTH = re.compile(r"(\d{1,2}) (week|month)s")
# From two to twelve, where a letter spells them and they stand alike beside weeks and months ("duas semanas" apart).
_SPOKEN = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
}


def length(text: str, language: str) -> str:
    """Return "3 months" as the language writes it: "drei Monate", "3 месяца"; other text as it stands."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        return text
    number = int(found[1])
    words = _SPOKEN.get(language, "").split()
    spoken = words[number - 2] if 2 <= number < len(words) + 2 else ""
    if language == "en":
        return f"{spoken} {found[2]}s" if spoken else text
    from babel import dates

    unit: Literal["week", "month"] = "week" if found[2] == "week" else "month"
    whole = timedelta(days=number * (7 if unit == "week" else 30))
    told = _plain(dates.format_timedelta(whole, granularity=unit, threshold=1000, locale=_locale(language)))
    if spoken:
        told = told.replace(str(number), "duas" if (spoken, unit) == ("dois", "week") else spoken, 1)
    return told.replace(" ", "") if language == "ja" else told


def _days(text: str) -> tuple[date, date, bool] | None:
    try:
        return _iso_days(text) or _day_first(text) or _month_first(text)
    except ValueError:
        return None


def sum_of(value: str, currency: str, language: str) -> str:
    """Return "USD 4,20" in German, "USD 4.20" in English: the code stays, it is the one sign nobody misreads."""
    from babel import numbers

    try:
        exact = Decimal(value)
    except InvalidOperation:
        return f"{currency} {value}"
    places = max(0, -int(exact.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return f"{currency} {_plain(numbers.format_decimal(exact, format=pattern, locale=_locale(language)))}"


def decimals(text: str, language: str) -> str:
    """Return a text with its figures as the language writes them: "3.5 %" is "3,5 %" in German, "3.5%" in English."""
    from babel import numbers

    if language == "tr":
        text = _PERCENT_FIRST.sub(r"%\1", text)
    else:
        text = _PERCENT.sub("%" if language in _CLOSE_PERCENT else " %", text)
    sign = numbers.get_decimal_symbol(_locale(language))
    return text if sign == "." else _DECIMAL.sub(sign, text)


def is_language_free(text: str) -> bool:
    """Return whether a text reads the same everywhere: figures, units, codes, and places behind an incoterm."""
    after_term = False
    for word in _SPLIT.split(text):
        bare = word.strip(".,;%$€£¥'\"–-")
        if not bare or any(letter.isdigit() for letter in bare) or bare.casefold() in _UNITS:
            continue
        if bare in _INCOTERMS:
            after_term = True
        elif not (after_term and bare[:1].isupper()) and not (bare.isupper() and len(bare) <= 5 and bare.isascii()):
            return False
    return True


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    code = language.replace("-", "_")
    try:
        return Locale.parse(_LOCALES.get(code, code))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _plain(text: str) -> str:
    """Return the text with ordinary blanks: narrow and fixed ones of the tables break in some mail clients."""
    return re.sub(r"[\u00a0\u2009\u202f]", " ", text)


def _iso_days(text: str) -> tuple[date, date, bool] | None:
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    first = date.fromisoformat(found[1])
    return first, date.fromisoformat(found[2]) if found[2] else first, True


def _day_first(text: str) -> tuple[date, date, bool] | None:
    found = _DAY_FIRST.fullmatch(text.strip())
    if found is None or not (found[2] or found[5]):
        return None
    year = found[6] or found[3]
    last_day, last_month = (found[4], found[5]) if found[4] else (found[1], found[2])
    return _made(found[1], found[2] or found[5], last_day, last_month, year, found[3])


def _month_first(text: str) -> tuple[date, date, bool] | None:
    found = _MONTH_FIRST.fullmatch(text.strip())
    if found is None:
        return None
    return _made(found[2], found[1], found[4] or found[2], found[3] or found[1], found[5], None)


def _made(
    day_one: str, month_one: str, day_two: str, month_two: str, year: str | None, first_year: str | None
) -> tuple[date, date, bool] | None:
    at = int(year or 2000)  # a year in which every day exists; not printed
    first = date(int(first_year or at), _month(month_one), int(day_one))
    last = date(at, _month(month_two), int(day_two))
    return (first, last, year is not None) if first <= last else None


def _month(name: str) -> int:
    return next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name[:3].lower()))
