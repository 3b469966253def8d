"""Which phrases of a lexicon can stand in a text at all. Public: `Index`.

A phrase can stand where each of its keys does (keys.py). It is filed under its rarest key; the many under one key by a
second one, which of most does not stand there.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.facts.lexicon.keys import Keys
from assistant.facts.lexicon.pattern import Phrase

_MANY = 20  # phrases under one key, from which on a second key is worth its memory


class _Many(NamedTuple):
    """The many phrases under one key."""

    alone: tuple[Phrase, ...]  # which need no other
    seconds: frozenset[str]
    by_second: Mapping[str, list[Phrase]]


class Index:
    """The phrases by their keys; immutable after construction, safe to share between threads."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        under: dict[str, list[Phrase]] = {}
        others: set[str] = set()
        for phrase in phrases:
            for key in dict.fromkeys(phrase.needs[0]):  # one of these every match holds
                under.setdefault(key, []).append(phrase)
            others.update(*phrase.needs[1:])
        self._keys = Keys(others.union(under))
        self._few = {key: tuple(found) for key, found in under.items() if len(found) < _MANY}
        self._many = {key: _parted(found) for key, found in under.items() if len(found) >= _MANY}

    def standing(self, text: str) -> tuple[frozenset[str], list[Phrase]]:
        """Return the keys that stand in folded `text`, and the phrases all of whose keys do."""
        keys = self._keys.standing(text)
        found: dict[int, Phrase] = {}  # each once, whichever of its keys are there
        for phrases in map(self._few.get, keys):
            for phrase in phrases or ():
                for others in phrase.needs[1:]:
                    if keys.isdisjoint(others):
                        break
                else:
                    found[id(phrase)] = phrase
        for many in (self._many[key] for key in self._many.keys() & keys):
            for phrase in many.alone:
                found[id(phrase)] = phrase
            for key in many.seconds & keys:
                for phrase in many.by_second[key]:
                    if len(phrase.needs) == 2 or not any(map(keys.isdisjoint, phrase.needs[2:])):
                        found[id(phrase)] = phrase
        return keys, list(found.values())


def _parted(phrases: Iterable[Phrase]) -> _Many:
    by_second: dict[str, list[Phrase]] = {}
    alone = []
    for phrase in phrases:
        if len(phrase.needs) == 1:
            alone.append(phrase)
        else:
            for key in dict.fromkeys(phrase.needs[1]):
                by_second.setdefault(key, []).append(phrase)
    return _Many(tuple(alone), frozenset(by_second), by_second)
