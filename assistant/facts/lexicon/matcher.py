"""A set of phrases, and what of it stands in a text. Public: `Lexicon`, `Likely`, `Hit`, `MAX_TEXT`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.index import Index
from assistant.facts.lexicon.pattern import Phrase, expression

_MOST_HITS = 24  # of one phrase; a text that repeats itself says nothing more
_KEPT_TEXTS = 64
# Groups whose entries are read as lists (`words`, `written`) and never looked for in a text.
_LISTS = frozenset(
    [
        *("language-words", "language-letters", "unread-words", "unread-letters"),
        *("surnames", "particles", "second-givens", "personal-titles", "title-endings", "kin-titles"),
        *("months", "weekdays", "units", "numerals", "next", "seasons", "year-parts"),
    ]
)
MAX_TEXT = 16_384  # characters looked at; a longer new text is cut by `parsing.read` anyway


class Hit(NamedTuple):
    """A phrase found in folded text; a tuple, because a mail has a dozen of them."""

    start: int
    end: int
    group: str
    language: str
    words: str  # the folded words found


class Likely(NamedTuple):
    """What of a lexicon can stand in a text, found without trying a single phrase."""

    text: str  # folded
    words: frozenset[str]  # the keys of the lexicon that stand in it (keys.py)
    phrases: Mapping[str, list[Phrase]]  # by group: those all of whose words are there

    def hits(self, group: str, languages: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """Return what of `group` stands in the text, by place, the longest first; of these languages and of any."""
        hits = []
        for phrase in self.phrases.get(group, ()):
            if languages is None or phrase.language in languages or phrase.language == "any":
                for at in self._matches(phrase):
                    start, end = at.span()
                    hits.append(Hit(start, end, group, phrase.language, self.text[start:end]))
        if len(hits) > 1:
            hits.sort(key=lambda hit: (hit.start, -hit.end, hit.language))
        return tuple(hits)

    def _matches(self, phrase: Phrase) -> list["re.Match[str]"]:
        """Return what `finditer` would give; of several leads each that is there is looked for, and tried there."""
        text = self.text
        if len(phrase.leads) < 2:
            return list(islice(expression(phrase.language, phrase.text).finditer(text), _MOST_HITS))
        starts = []
        for lead, key in phrase.leads:
            place = text.find(lead) if not key or key in self.words else -1
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
        self._index: Index | None = None  # made when the first text is looked at: lists alone need none
        self._likely: dict[str, Likely] = {}  # of the texts asked about last
        self._words: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def __reduce__(self) -> "tuple[type[Lexicon], tuple[tuple[Phrase, ...]]]":
        return Lexicon, (tuple(self.phrases()),)

    def phrases(self) -> Iterator[Phrase]:
        """Yield every phrase, group by group."""
        return (phrase for phrases in self._phrases.values() for phrase in phrases)

    def hits(self, group: str, text: str, *, folded: bool = False) -> tuple[Hit, ...]:
        """Return what of `group` stands in `text`, by place, the longest first; `folded`: the text is folded already.

        One look finds which words of all groups the text holds; only phrases whose words are all there are tried, and
        only where they can begin. That keeps 16 KB within 20 ms. Raises KeyError for a group no file defines.
        """
        within = (text if folded else fold(text))[:MAX_TEXT]
        if group not in self.groups:
            raise KeyError(group)
        return self.likely(within).hits(group)

    def likely(self, text: str) -> Likely:
        """Return what can stand in folded `text`; groups that are lists are not looked for."""
        held = self._likely.get(text)
        if held is not None:
            return held
        if self._index is None:
            self._index = Index(phrase for group in self.groups for phrase in self._phrases[group])
        standing, found = self._index.standing(text)
        by_group: dict[str, list[Phrase]] = {}
        for phrase in found:
            by_group.setdefault(phrase.group, []).append(phrase)
        if len(self._likely) >= _KEPT_TEXTS:
            self._likely = {}  # a new dict: another thread may be reading the old one
        held = self._likely[text] = Likely(text, standing, by_group)
        return held

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
