"""The words of dates as lists in order (months, weekdays, units, occasions), and where they may stand in a text.

Public: `pattern_of`, `positions`, `place_of`, `may_hold`, `starts_of`, `first_of`,
`length_of`, `until_before`. The lists are groups of the lexicon
(dates.yaml); an alternation of two hundred words is only tried where one of them may begin.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.facts.lexicon import builtin

_NO_EDGES = frozenset({"zh", "ja", "ko", "ar"})  # a word may stand right behind another


@cache
def pattern_of(group: str, index: int | None = None) -> str:
    """Return the alternation of the words of a list, of all or of one position; longest first."""
    found: list[str] = []
    for language, entries in builtin().words(group).items():
        for entry in entries if index is None else entries[index : index + 1]:
            for word in entry.strip("()").split("|"):
                found.append(_word(word, language))
    return "|".join(sorted(set(found), key=lambda word: (-len(word), word)))


def _word(word: str, language: str) -> str:
    source = re.escape(word.rstrip("*")) + (r"\w{0,8}" if word.endswith("*") else "")
    source = source.replace(r"\ ", r"\s{1,2}")
    return source if language in _NO_EDGES else rf"(?<!\w){source}(?!\w)"


_WORD = re.compile(r"\w+")
_LONGEST_WORD = 24
_SOUGHT = ("months", "weekdays", "units", "numerals", "next", "seasons", "year-parts")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sightings:
    """Where words of the lists may stand in a text."""

    starts: dict[str, list[int]]  # by list, in order, each once
    positions: frozenset[tuple[str, int]]  # list and position in it


_Places = tuple[tuple[str, int], ...]  # lists, and positions in them


@cache
def _heads() -> tuple[dict[str, _Places], dict[str, list[tuple[str, _Places]]]]:
    """Return the first words of all entries with their places: those that begin a word, and by first character those
    that may stand anywhere.
    """
    begun: dict[str, dict[tuple[str, int], None]] = {}
    anywhere: dict[str, dict[tuple[str, int], None]] = {}
    for group in _SOUGHT:
        for language, entries in builtin().words(group).items():
            for position, entry in enumerate(entries):
                for word in entry.strip("()").split("|"):
                    head = word.rstrip("*").split(" ")[0]
                    edged = language not in _NO_EDGES and head[0].isalnum()
                    (begun if edged else anywhere).setdefault(head, {})[group, position] = None
    by_first: dict[str, list[tuple[str, _Places]]] = {}
    for head, places in anywhere.items():
        by_first.setdefault(head[0], []).append((head, tuple(places)))
    return {head: tuple(places) for head, places in begun.items()}, by_first


@lru_cache(maxsize=4096)
def _places_of(word: str) -> _Places:
    """Return the places of all heads with which a word of a text begins."""
    begun = _heads()[0]
    return tuple(place for end in range(1, len(word) + 1) for place in begun.get(word[:end], ()))


@lru_cache(maxsize=8)  # several readers ask for one sentence
def _sightings(text: str) -> _Sightings:
    starts: dict[str, set[int]] = {}
    positions: set[tuple[str, int]] = set()

    def see(start: int, places: _Places) -> None:
        positions.update(places)
        for group, _ in places:
            starts.setdefault(group, set()).add(start)

    for word in _WORD.finditer(text):
        places = _places_of(word[0][:_LONGEST_WORD])
        if places:
            see(word.start(), places)
    anywhere = _heads()[1]
    for first in anywhere.keys() & set(text):
        for head, places in anywhere[first]:
            start = text.find(head)
            while start >= 0:
                see(start, places)
                start = text.find(head, start + 1)
    return _Sightings(starts={group: sorted(found) for group, found in starts.items()}, positions=frozenset(positions))


def may_hold(group: str, text: str, index: int | None = None) -> bool:
    """Return whether folded text can hold a word of a list (of one position of it) at all."""
    seen = _sightings(text)
    return group in seen.starts if index is None else (group, index) in seen.positions


def starts_of(group: str, text: str) -> list[int]:
    """Return the places of folded text at which a word of a list may begin, in order."""
    return _sightings(text).starts.get(group, [])


@cache
def positions(group: str) -> tuple["re.Pattern[str]", ...]:
    """Return one expression per position of an ordered list."""
    return tuple(_position(group, index) for index in range(length_of(group)))


@cache
def length_of(group: str) -> int:
    """Return how many positions an ordered list has."""
    return max(len(entries) for entries in builtin().words(group).values())


@cache
def _position(group: str, index: int) -> "re.Pattern[str]":
    return re.compile(pattern_of(group, index))


def first_of(group: str, index: int, text: str) -> "re.Match[str] | None":
    """Return the first word of one position of a list in folded text; tried where one of them may begin."""
    if not may_hold(group, text, index):
        return None
    words = _position(group, index)
    return next((match for start in starts_of(group, text) if (match := words.match(text, start))), None)


@lru_cache(maxsize=1024)
def place_of(group: str, word: str) -> int | None:
    """Return the position in an ordered list at which `word` stands, None for no word of it."""
    return next((index for index, known in enumerate(positions(group)) if known.fullmatch(word)), None)


_STANDS_BEHIND = re.compile(r"kadar|arasi|dahil|まで|까지")  # these follow the date they end


@cache
def until_before() -> "re.Pattern[str]":
    """Return what stands at the end of the words before the last day of something: "until Friday the"."""
    ahead = [word for word in pattern_of("until").split("|") if not _STANDS_BEHIND.search(word)]
    return re.compile(
        rf"(?:(?:{'|'.join(ahead)})[^.!?\n,\d]{{0,14}}"
        r"|(?:until|till|through|thru|up to)[^.!?\n,\d]{0,8}"
        r"(?:close of business|end of (?:business|day|play)|including)[^.!?\n,\d]{0,8})(?:,\s)?$"
    )
