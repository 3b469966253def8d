"""Text as sentences: how two texts are compared, so that nothing is said twice.

Public: `clean`, `sentences`, `words`, `script_of`.
"""

import re
import unicodedata
from functools import lru_cache

_BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+|(?<=[。！？])|\n+")
_BLANK = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w%]+")
MIN_WORDS = 4  # shorter ones ("Kind regards", "Hello Karin") may come again


def clean(text: str) -> str:
    """Return one line without control or invisible formatting characters, blanks collapsed."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return _BLANK.sub(" ", "".join(c for c in visible if unicodedata.category(c) not in ("Cf", "Cs"))).strip()


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, normalised for comparison: lower case, words only; very short ones left out."""
    found = (_NOT_WORD.sub(" ", part.casefold()).strip() for part in _BREAK.split(text))
    return tuple(part for part in found if words(part) >= MIN_WORDS)


def words(text: str) -> int:
    """Return the number of words; in scripts without blanks, two characters count as one word."""
    wide = sum(unicodedata.east_asian_width(c) == "W" for c in text)
    rest = "".join(" " if unicodedata.east_asian_width(c) == "W" else c for c in text)
    return sum(1 for part in rest.split() if any(c.isalnum() for c in part)) + wide // 2


def script_of(character: str) -> str:
    """Return the script of a letter, by its Unicode name ("LATIN", "CJK"); "" for what is no letter."""
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").split(" ")[0]
