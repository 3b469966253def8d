"""Which words of the lexicon stand in a text, found without trying a single phrase. Public: `key_of`, `Keys`.

A key is a literal with a mark: "=word" stands as a whole word, "^word" begins one, "~text" stands anywhere (scripts
without spaces, Arabic, signs). Words are looked up as words, what may stand anywhere by its first character.
"""

import re
from collections.abc import Iterable

_RUNS = re.compile(r"[a-z0-9]+|[а-я]+")  # folded text; the letters between which a phrase's words have their edges
_PLAIN = bytes(code if chr(code).isdigit() or "a" <= chr(code) <= "z" else 32 for code in range(256))
_MOST_WORDS = 20_000  # whose keys are remembered
_LONGEST_WORD = 40  # longer ones are no words that come again


def key_of(token: str, *, letters: str, anywhere: bool) -> str:
    """Return the key of a word of a phrase, "*" at its end included: its longest part that is a word by itself.

    `letters`: the class of characters at which its edges are, as pattern.py has them. `anywhere`: it has no edges.
    """
    stem = token.rstrip("*")
    runs = [] if anywhere else [run for run in _RUNS.finditer(stem) if run[0].isascii() or "а-я" in letters]
    if not runs:
        return "~" + stem
    longest = max(runs, key=lambda run: len(run[0]))
    return ("^" if stem != token and longest.end() == len(stem) else "=") + longest[0]


class Keys:
    """Numbered keys; `standing` returns the numbers of those in a text. Safe to share between threads."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.number = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        self._whole = {key[1:]: at for key, at in self.number.items() if key[0] == "="}
        self._begun = {key[1:]: at for key, at in self.number.items() if key[0] == "^"}
        self._longest = max(map(len, self._begun), default=0)
        self._anywhere: dict[str, list[tuple[str, int]]] = {}  # by first character
        for key, at in self.number.items():
            if key[0] == "~":
                self._anywhere.setdefault(key[1], []).append((key[1:], at))
        self._words: dict[str, tuple[int, ...]] = {}

    def standing(self, text: str) -> frozenset[int]:
        """Return the numbers of the keys that stand in folded text."""
        plain = text.isascii()
        words = text.encode("ascii").translate(_PLAIN).decode("ascii").split() if plain else _RUNS.findall(text)
        found: set[int] = set()
        known = self._words
        for word in set(words):
            numbers = known.get(word)
            if numbers is None:
                numbers = self._look_up(word)
            if numbers:
                found.update(numbers)
        for first in self._anywhere.keys() & set(text):
            for literal, at in self._anywhere[first]:
                if literal in text:
                    found.add(at)
        return frozenset(found)

    def _look_up(self, word: str) -> tuple[int, ...]:
        """Return the keys that a word holds, and remember them: people use few words, and these again and again."""
        numbers = [
            self._begun[word[:end]] for end in range(1, min(len(word), self._longest) + 1) if word[:end] in self._begun
        ]
        if word in self._whole:
            numbers.append(self._whole[word])
        if len(word) <= _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words = {}  # a new dict: another thread may be reading the old one
            self._words[word] = tuple(numbers)
        return tuple(numbers)
