"""A set of phrases, and what of it stands in a text. Public: `Lexicon`, `Hit`, `MAX_TEXT`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import ahocorasick

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.pattern import Phrase, expression

_MOST_HITS = 24  # of one phrase; a text that repeats itself says nothing more
_KEPT_SCANS = 8
MAX_TEXT = 16_384  # characters looked at; a longer new text is cut by `facts.read` anyway


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """A phrase found in folded text."""

    start: int
    end: int
    group: str
    language: str
    words: str  # the folded words found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scan:
    """What one pass over a text found."""

    places: dict[str, list[int]]  # literal -> where it begins, ascending
    phrases: dict[str, tuple[Phrase, ...]]  # group -> those with an anchor in the text


def _literals(phrase: Phrase) -> Iterator[str]:
    yield from phrase.anchors
    yield from phrase.leads


def _matches(phrase: Phrase, text: str, places: Mapping[str, list[int]]) -> Iterator["re.Match[str]"]:
    """Yield what `finditer` would, looking only where one of the phrase's leads begins."""
    pattern = expression(phrase.source)
    if not phrase.leads:
        yield from pattern.finditer(text)
        return
    starts = [place for lead in phrase.leads for place in places.get(lead, ())]
    if len(phrase.leads) > 1:
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
        literals = sorted({word for listed in self._phrases.values() for one in listed for word in _literals(one)})
        self._automaton = ahocorasick.Automaton()
        for literal in literals:
            self._automaton.add_word(literal, literal)
        self._automaton.make_automaton()
        self._anchored: dict[str, list[Phrase]] = {}
        for listed in self._phrases.values():
            for phrase in listed:
                for anchor in phrase.anchors:
                    self._anchored.setdefault(anchor, []).append(phrase)
        self._scans: dict[str, _Scan] = {}  # of the texts asked about last; each is asked about group by group
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

        One pass over the text finds all literals of all groups; only phrases with an anchor in it are tried, and only
        where they can begin. That keeps 16 KB within 20 ms. Raises KeyError for a group no file defines.
        """
        if group not in self._phrases:
            raise KeyError(group)
        within = (text if folded else fold(text))[:MAX_TEXT]
        scan = self._scan(within)
        found: list[Hit] = []
        for phrase in scan.phrases.get(group, ()):
            if languages is not None and phrase.language not in languages and phrase.language != "any":
                continue
            found += [
                Hit(start=at.start(), end=at.end(), group=group, language=phrase.language, words=at.group())
                for at in islice(_matches(phrase, within, scan.places), _MOST_HITS)
            ]
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end, hit.language)))

    def _scan(self, text: str) -> "_Scan":
        held = self._scans.get(text)
        if held is not None:
            return held
        places: dict[str, list[int]] = {}
        for end, literal in self._automaton.iter(text):
            places.setdefault(literal, []).append(end - len(literal) + 1)
        phrases: dict[str, dict[int, Phrase]] = {}
        for literal in places:
            for phrase in self._anchored.get(literal, ()):
                phrases.setdefault(phrase.group, {})[id(phrase)] = phrase  # once, whichever anchors are there
        scan = _Scan(places=places, phrases={group: tuple(found.values()) for group, found in phrases.items()})
        if len(self._scans) >= _KEPT_SCANS:
            self._scans = {}  # a new dict: another thread may be reading the old one
        self._scans[text] = scan
        return scan

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
