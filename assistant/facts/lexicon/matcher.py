"""A set of phrases, and what of it stands in a text. Public: `Lexicon`, `Hit`, `found`, `MAX_TEXT`."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.keys import Keys
from assistant.facts.lexicon.pattern import Phrase, expression

_MOST_HITS = 24  # of one phrase; a text that repeats itself says nothing more
_KEPT_TEXTS = 64
# Groups whose entries are read as lists (`words`, `written`) and never looked for in a text.
_LISTS = frozenset(
    [
        *("language-words", "language-letters", "surnames", "particles", "second-givens", "title-endings"),
        *("months", "weekdays", "units", "numerals", "next", "seasons"),
    ]
)
MAX_TEXT = 16_384  # characters looked at; a longer new text is cut by `facts.read` anyway


class Hit(NamedTuple):
    """A phrase found in folded text; a tuple, because a mail has a dozen of them."""

    start: int
    end: int
    group: str
    language: str
    words: str  # the folded words found


def found(phrases: Iterable[Phrase], text: str) -> tuple[Hit, ...]:
    """Return what of `phrases` stands in folded `text`, by place, the longest first."""
    hits = []
    for phrase in phrases:
        for at in _matches(phrase, text):
            start, end = at.span()
            hits.append(Hit(start, end, phrase.group, phrase.language, text[start:end]))
    if len(hits) > 1:
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.language))
    return tuple(hits)


def _matches(phrase: Phrase, text: str) -> list["re.Match[str]"]:
    """Return what `finditer` would give; of several leads each is looked for, and the phrase tried only there."""
    if len(phrase.leads) < 2:
        return list(islice(expression(phrase.language, phrase.text).finditer(text), _MOST_HITS))
    starts = []
    for lead in phrase.leads:
        place = text.find(lead)
        while place >= 0:
            starts.append(place)
            place = text.find(lead, place + 1)
    if len(starts) > 1:
        starts.sort()
    matches = []
    end = 0
    look = expression(phrase.language, phrase.text).match
    for start in starts:
        if start >= end:
            match = look(text, start)
            if match is not None:
                end = match.end()
                matches.append(match)
                if len(matches) >= _MOST_HITS:
                    break
    return matches


class Lexicon:
    """Phrases by group; immutable after construction, safe to share between threads."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._phrases.setdefault(phrase.group, []).append(phrase)
        self.groups = self._phrases.keys() - _LISTS  # the names of all groups of phrases
        self._under: dict[str, list[Phrase]] = {}  # each of its rarest keys, one of which every match holds
        others: set[str] = set()
        for phrase in (phrase for group in self.groups for phrase in self._phrases[group]):
            for key in dict.fromkeys(phrase.needs[0]):
                self._under.setdefault(key, []).append(phrase)
            others.update(*phrase.needs[1:])
        self._keys = Keys(others.union(self._under))
        self._likely: dict[str, Mapping[str, list[Phrase]]] = {}  # of the texts asked about last, each group by group
        self._words: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def hits(self, group: str, text: str, *, folded: bool = False) -> tuple[Hit, ...]:
        """Return what of `group` stands in `text`, by place, the longest first; `folded`: the text is folded already.

        One look finds which words of all groups the text holds; only phrases whose words are all there are tried, and
        only where they can begin. That keeps 16 KB within 20 ms. Raises KeyError for a group no file defines.
        """
        within = (text if folded else fold(text))[:MAX_TEXT]
        phrases = self.likely(within).get(group)
        if phrases is None:
            if group not in self.groups:
                raise KeyError(group)
            return ()
        return found(phrases, within)

    def likely(self, text: str) -> Mapping[str, list[Phrase]]:
        """Return the phrases, by group, all of whose words stand in folded `text`; lists are no phrases."""
        held = self._likely.get(text)
        if held is not None:
            return held
        standing = self._keys.standing(text)
        found: dict[int, Phrase] = {}  # each once, whichever of its keys are there
        for phrases in map(self._under.get, standing):
            for phrase in phrases or ():
                for others in phrase.needs[1:]:
                    if standing.isdisjoint(others):
                        break
                else:
                    found[id(phrase)] = phrase
        by_group: dict[str, list[Phrase]] = {}
        for phrase in found.values():
            by_group.setdefault(phrase.group, []).append(phrase)
        if len(self._likely) >= _KEPT_TEXTS:
            self._likely = {}  # a new dict: another thread may be reading the old one
        self._likely[text] = by_group
        return by_group

    def first(self, group: str, text: str, *, folded: bool = False) -> Hit | None:
        """Return the first hit of `group`, None where there is none. Raises KeyError for an unknown group."""
        return next(iter(self.hits(group, text, folded=folded)), None)

    def words(self, group: str) -> Mapping[str, tuple[str, ...]]:
        """Return the plain entries of a group by language, folded, as lists need them (months, titles, units)."""
        held = self._words.get(group)
        if held is None:
            written = self.written(group).items()
            held = self._words[group] = {language: tuple(map(fold, texts)) for language, texts in written}
        return held

    def written(self, group: str) -> Mapping[str, tuple[str, ...]]:
        """Return the entries of a group by language as the file has them, where accents are the point."""
        found: dict[str, list[str]] = {}
        for phrase in self._phrases[group]:
            found.setdefault(phrase.language, []).append(phrase.text)
        return {language: tuple(texts) for language, texts in found.items()}
