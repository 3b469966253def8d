"""Which words of the lexicon stand in a text, found without trying a single phrase. Public: `key_of`, `Keys`.

A key is a literal with a mark: "=word" stands as a whole word, "^word" begins one, "~text" stands anywhere (scripts
without spaces, Arabic, signs). Words are looked up as words, what may stand anywhere by its rarest two characters.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise
from operator import add

CYRILLIC = "а-яіїєґјљњћђџ"
_RUNS = re.compile(rf"[a-z0-9]+|[{CYRILLIC}]+")  # of folded text: between them a phrase's words have their edges
_PLAIN = bytes(code if chr(code).isdigit() or "a" <= chr(code) <= "z" else 32 for code in range(256))
_MOST_WORDS = 20_000  # whose keys are remembered
_LONGEST_WORD = 40  # longer ones are no words that come again


def key_of(token: str, *, letters: str, anywhere: bool) -> str:
    """Return the key of a word of a phrase, "*" at its end included: its longest part that is a word by itself.

    `letters`: the class of characters at which its edges are, as pattern.py has them. `anywhere`: it has no edges.
    """
    stem = token.rstrip("*")
    runs = [] if anywhere else [run for run in _RUNS.finditer(stem) if run[0].isascii() or CYRILLIC in letters]
    if not runs:
        return "~" + stem
    longest = max(runs, key=lambda run: len(run[0]))
    return ("^" if stem != token and longest.end() == len(stem) else "=") + longest[0]


class Keys:
    """The keys of a lexicon; `standing` returns those in a text. Safe to share between threads."""

    def __init__(self, keys: Collection[str]) -> None:
        self._words_of: dict[str, dict[str, str]] = {"=": {}, "^": {}}  # whole and begun: word -> key
        self._signs: list[tuple[str, str]] = []  # ":" and the like: plain, and no words
        anywhere = [key for key in keys if key[0] == "~" and not key.isascii()]
        for key in keys:
            if key[0] != "~":
                self._words_of[key[0]][key[1:]] = key
            elif key.isascii():
                self._signs.append((key[1:], key))
        self._anywhere = _by_rarest_pair(anywhere)
        self._others = frozenset(char for pair in self._anywhere for char in pair if not char.isascii())
        self._longest = max(map(len, self._words_of["^"]), default=0)
        self._known: dict[str, tuple[str, ...]] = {}

    def standing(self, text: str) -> frozenset[str]:
        """Return the keys that stand in folded text."""
        plain = text.isascii()
        words = text.encode("ascii").translate(_PLAIN).decode("ascii").split() if plain else _RUNS.findall(text)
        found = {key for literal, key in self._signs if literal in text}
        known = self._known
        for word in set(words):
            keys = known.get(word)
            if keys is None:
                keys = self._look_up(word)
            if keys:
                found.update(keys)
        if not plain and not self._others.isdisjoint(text):
            for pair in self._anywhere.keys() & {*text, *map(add, text, text[1:])}:
                for literal, key in self._anywhere[pair]:
                    if literal == pair or literal in text:
                        found.add(key)
        return frozenset(found)

    def _look_up(self, word: str) -> tuple[str, ...]:
        """Return the keys that a word holds, and remember them: people use few words, and these again and again."""
        whole, begun = self._words_of["="], self._words_of["^"]
        starts = (word[:end] for end in range(1, min(len(word), self._longest) + 1))
        keys = tuple(begun[start] for start in starts if start in begun)
        if word in whole:
            keys += (whole[word],)
        if len(word) <= _LONGEST_WORD:
            if len(self._known) >= _MOST_WORDS:
                self._known = {}  # a new dict: another thread may be reading the old one
            self._known[word] = keys
        return keys


def _by_rarest_pair(keys: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return literals and their keys by those two characters in a row (or the only one) that fewest others hold."""
    pairs_of = {key: [f"{a}{b}" for a, b in pairwise(key[1:]) if not (a + b).isascii()] or [key[1:]] for key in keys}
    common = Counter(pair for pairs in pairs_of.values() for pair in set(pairs))
    found: dict[str, list[tuple[str, str]]] = {}
    for key, pairs in pairs_of.items():
        found.setdefault(min(pairs, key=lambda pair: common[pair]), []).append((key[1:], key))
    return found
