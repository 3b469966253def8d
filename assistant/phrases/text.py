"""Text as sentences: how two texts are compared, so that nothing is said twice.

Public: `clean`, `sentences`, `questions`, `asked`, `words`, `script_of`, `is_wide`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# "15. Dezember" is no end of a sentence.
_BREAK = re.compile(r"(?<=[.!?])(?<!\b\d\.)(?<!\b\d\d\.)[\"')\]]*\s+|(?<=[。！？])|\n+")
_SPLIT = re.compile(r"(?<=[.!?？؟。！\n])")
_BLANK = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w%]+")
MIN_WORDS = 4  # shorter ones ("Kind regards", "Hello Karin") may come again


def clean(text: str) -> str:
    """Return one line without control or invisible formatting characters, blanks collapsed."""
    if text.isprintable():  # nearly always; nothing in it is invisible then
        return _BLANK.sub(" ", text).strip()
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return _BLANK.sub(" ", "".join(c for c in visible if unicodedata.category(c) not in ("Cf", "Cs"))).strip()


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, normalised for comparison: lower case, words only; very short ones left out."""
    found = (_NOT_WORD.sub(" ", part.casefold()).strip() for part in _BREAK.split(text))
    return tuple(part for part in found if words(part) >= MIN_WORDS)


@lru_cache(maxsize=1024)
def questions(text: str) -> tuple[frozenset[str], ...]:
    """Return each question as the set of its words: the same question in another order is the same question."""
    return tuple(frozenset(_tokens(part.casefold())) for part in asked(text))


def asked(text: str) -> tuple[str, ...]:
    """Return the questions of a text as they stand."""
    # Split, not searched for: a search for "anything up to a question mark" is quadratic in a long line without one.
    return tuple(part for part in _SPLIT.split(text) if part.endswith(("?", "？", "؟", "か。")))


def _tokens(text: str) -> Iterator[str]:
    """Yield the words; of scripts without blanks, every two neighbouring characters."""
    for word in re.findall(r"\w+", text):
        if is_wide(word):
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            yield word


def is_wide(text: str) -> bool:
    """Return whether a text holds characters of a script that is written without blanks: Chinese, Japanese."""
    return not text.isascii() and any(script_of(character) in ("CJK", "HIRAGANA", "KATAKANA") for character in text)


def words(text: str) -> int:
    """Return the number of words; in scripts without blanks, two characters count as one word."""
    wide = sum(unicodedata.east_asian_width(c) == "W" for c in text)
    rest = "".join(" " if unicodedata.east_asian_width(c) == "W" else c for c in text)
    return sum(1 for part in rest.split() if any(c.isalnum() for c in part)) + wide // 2


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Return the script of a letter, by its Unicode name ("LATIN", "CJK"); "" for what is no letter."""
    if not character.isalpha():
        return ""
    script = unicodedata.name(character, "").split(" ")[0]
    return "CJK" if script == "IDEOGRAPHIC" else script  # 々, as in 佐々木
