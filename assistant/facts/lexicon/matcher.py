"""A set of phrases, and what of it stands in a text. Public: `Lexicon`, `Hit`, `MAX_TEXT`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter

import ahocorasick

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.pattern import Phrase, expression

_MOST_HITS = 24  # of one phrase; a text that repeats itself says nothing more
_KEPT_TEXTS = 8
_ANCHOR = itemgetter(1)  # of what the automaton yields: (place, anchor)
MAX_TEXT = 16_384  # characters looked at; a longer new text is cut by `facts.read` anyway


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """A phrase found in folded text."""

    start: int
    end: int
    group: str
    language: str
    words: str  # the folded words found


def _matches(phrase: Phrase, text: str) -> Iterator["re.Match[str]"]:
    """Yield what `finditer` would, looking only where one of the phrase's leads begins."""
    pattern = expression(phrase.source)
    if not phrase.leads:
        yield from pattern.finditer(text)
        return
    starts = []
    for lead in phrase.leads:
        place = text.find(lead)
        while place >= 0:
            starts.append(place)
            place = text.find(lead, place + 1)
    starts.sort()
    end = 0
    for start in starts:
        if start >= end:
            match = pattern.match(text, start)
            if match is not None:
                end = match.end()
                yield match


class Lexicon:
    """Phrases by group; immutable after construction, safe to share between threads."""

    def __init__(self, phrases: Iterable[Phrase], words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._phrases.setdefault(phrase.group, []).append(phrase)
        self._anchored: dict[str, dict[str, list[Phrase]]] = {}
        for group, listed in self._phrases.items():
            by_anchor = self._anchored[group] = {}
            for phrase in listed:
                for anchor in phrase.anchors:
                    by_anchor.setdefault(anchor, []).append(phrase)
        self._anchors = {group: frozenset(by_anchor) for group, by_anchor in self._anchored.items()}
        # The anchors that stand in the texts asked about last: each text is asked about group by group.
        self._present: dict[str, frozenset[str]] = {}
        self._words = words

    @property
    def groups(self) -> frozenset[str]:
        """The names of all groups of phrases."""
        return frozenset(self._phrases)

    def hits(
        self, group: str, text: str, *, folded: bool = False, languages: frozenset[str] | None = None
    ) -> tuple[Hit, ...]:
        """Return what of `group` stands in `text`, by place, the longest first; `folded`: the text is folded already.

        `languages`: only phrases of these and of `any`; small words of one language are other words in the next.

        One pass over the text finds the anchors of all groups; only phrases with an anchor in it are tried, and only
        where they can begin. That keeps 16 KB within 20 ms. Raises KeyError for a group no file defines.
        """
        by_anchor = self._anchored[group]
        within = (text if folded else fold(text))[:MAX_TEXT]
        present = self._present.get(within)
        if present is None:
            present = self._look(within)
        tried: dict[int, Phrase] = {}
        for anchor in present & self._anchors[group]:
            for phrase in by_anchor[anchor]:
                if languages is None or phrase.language in languages or phrase.language == "any":
                    tried[id(phrase)] = phrase  # once, whichever of its anchors are there
        if not tried:
            return ()
        found = [
            Hit(start=at.start(), end=at.end(), group=group, language=phrase.language, words=at.group())
            for phrase in tried.values()
            for at in islice(_matches(phrase, within), _MOST_HITS)
        ]
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end, hit.language)))

    def _look(self, text: str) -> frozenset[str]:
        """Return the anchors that stand in a text, and remember them while that text is asked about."""
        present = frozenset(map(_ANCHOR, self._automaton.iter(text)))
        if len(self._present) >= _KEPT_TEXTS:
            self._present = {}  # a new dict: another thread may be reading the old one
        self._present[text] = present
        return present

    @cached_property
    def _automaton(self) -> "ahocorasick.Automaton":
        """All anchors as one machine, made when a text is first looked through."""
        made = ahocorasick.Automaton()
        for by_anchor in self._anchored.values():
            for anchor in by_anchor:
                made.add_word(anchor, anchor)
        made.make_automaton()
        return made

    def first(self, group: str, text: str, *, folded: bool = False) -> Hit | None:
        """Return the first hit of `group`, None where there is none. Raises KeyError for an unknown group."""
        return next(iter(self.hits(group, text, folded=folded)), None)

    def words(self, group: str) -> Mapping[str, tuple[str, ...]]:
        """Return the plain entries of a group by language, folded, as lists need them (months, titles, units)."""
        return self._words[group]

    def written(self, group: str) -> Mapping[str, tuple[str, ...]]:
        """Return the entries of a group by language as the file has them, where accents are the point."""
        found: dict[str, list[str]] = {}
        for phrase in self._phrases[group]:
            found.setdefault(phrase.language, []).append(phrase.text)
        return {language: tuple(texts) for language, texts in found.items()}
