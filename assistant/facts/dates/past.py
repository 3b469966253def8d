"""Months and weekdays that lie behind the writer: "last April", "lundi dernier". Public: `is_past`.

A month without a year is else the next of its name, and "we ordered last April" would wait for a year.
"""

import re

_BEFORE = re.compile(
    r"(?:\b(?:last|past|previous|letzte[nmr]?|vergangene[nmr]?|vorige[nmr]?|pasado|scors[oa]|passad[oa]|gecen|ubieg\w{2,5}|"
    r"zesz\w{2,5}|minion\w{1,4})|(?<!\w)(?:прошл\w{2,3}|минувш\w{2,3}))\s$"
)
_BEHIND = re.compile(r"\s?(?:\b(?:pasado|passad[oa]|dernier|scors[oa]|lalu)\b|(?:الماضي|الماضيه)(?!\w))")
_OF_A_MONTH = re.compile(r"\s(?:of|in|im|des|vor|before)\b")  # "the last Friday in March" is yet to come
_LONGEST = 12  # letters of the words before


def is_past(text: str, start: int, end: int) -> bool:
    """Return whether the month or weekday at a place of folded text is called the last of its name."""
    if _BEHIND.match(text, end):
        return True
    return _BEFORE.search(text, max(0, start - _LONGEST), start) is not None and not _OF_A_MONTH.match(text, end)
