"""A set of phrases, and what of it stands in a text. Public: `Lexicon`, `Hit`, `found`, `MAX_TEXT`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.keys import Keys
from assistant.facts.lexicon.pattern import Phrase, expression

_MOST_HITS = 24  # of one phrase; a text that repeats itself says nothing more
_KEPT_TEXTS = 8
_KEPT_LANGUAGES = 32
MAX_TEXT = 16_384  # characters looked at; a longer new text is cut by `facts.read` anyway


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """A phrase found in folded text."""

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
            hit = Hit(start=start, end=end, group=phrase.group, language=phrase.language, words=text[start:end])
            hits.append(hit)
    if len(hits) > 1:
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.language))
    return tuple(hits)


def _matches(phrase: Phrase, text: str) -> list["re.Match[str]"]:
    """Return what `finditer` would give, looking only where one of the phrase's leads begins."""
    if not phrase.leads:
        return list(islice(expression(phrase.source).finditer(text), _MOST_HITS))
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
    look = expression(phrase.source).match
    for start in starts:
        if start >= end:
            match = look(text, start)
            if match is not None:
                end = match.end()
                matches.append(match)
                if len(matches) >= _MOST_HITS:
                    break
    return matches


# A phrase as it is entered under each of its rarest keys, and sets of keys of each of which one must stand as well.
_Entry = tuple[Phrase, tuple[frozenset[int], ...]]


class Lexicon:
    """Phrases by group; immutable after construction, safe to share between threads."""

    def __init__(self, phrases: Iterable[Phrase], words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._phrases.setdefault(phrase.group, []).append(phrase)
        every = [phrase for listed in self._phrases.values() for phrase in listed]
        self._keys = Keys(key for phrase in every for keys in phrase.needs for key in keys)
        self._entries: Sequence[list[_Entry]] = [[] for _ in self._keys.number]
        self._near: dict[frozenset[str], list[tuple[_Entry, ...]]] = {}  # the same for some languages, once asked for
        for phrase in every:
            self._enter(phrase)
        # Of the texts asked about last, each about group by group: the keys that stand there, and the phrases.
        self._standing: dict[str, frozenset[int]] = {}
        self._likely: dict[str, Mapping[str, list[Phrase]]] = {}
        self._words = words
        self.groups = frozenset(self._phrases)  # the names of all groups

    def _enter(self, phrase: Phrase) -> None:
        """Enter a phrase under its rarest keys."""
        first, *rest = ({self._keys.number[key] for key in keys} for keys in phrase.needs)
        others = tuple(frozenset(keys) for keys in rest if not keys >= first)
        for number in first:
            self._entries[number].append((phrase, others))

    def hits(
        self, group: str, text: str, *, folded: bool = False, languages: frozenset[str] | None = None
    ) -> tuple[Hit, ...]:
        """Return what of `group` stands in `text`, by place, the longest first; `folded`: the text is folded already.

        `languages`: only phrases of these and of `any`; small words of one language are other words in the next.

        One look finds which words of all groups the text holds; only phrases whose words are all there are tried, and
        only where they can begin. That keeps 16 KB within 20 ms. Raises KeyError for a group no file defines.
        """
        within = (text if folded else fold(text))[:MAX_TEXT]
        by_group = self._likely.get(within)
        if by_group is None:
            by_group = self.likely(within, None)
            if len(self._likely) >= _KEPT_TEXTS:
                self._likely = {}  # a new dict: another thread may be reading the old one
            self._likely[within] = by_group
        phrases = by_group.get(group)
        if phrases is None:
            if group not in self.groups:
                raise KeyError(group)
            return ()
        if languages is not None:
            phrases = [phrase for phrase in phrases if phrase.language in languages or phrase.language == "any"]
        return found(phrases, within)

    def likely(self, text: str, languages: frozenset[str] | None) -> Mapping[str, list[Phrase]]:
        """Return the phrases, by group, all of whose words stand in folded `text`; `languages` as for `hits`."""
        standing = self._look(text)
        entries: Sequence[Sequence[_Entry]] = (
            self._entries if languages is None else self._near.get(languages) or self._entries_near(languages)
        )
        likely: dict[int, Phrase] = {}  # each once, whichever of its keys are there
        for key in standing:
            for phrase, others in entries[key]:
                for other in others:
                    if other.isdisjoint(standing):
                        break
                else:
                    likely[id(phrase)] = phrase
        by_group: dict[str, list[Phrase]] = {}
        for phrase in likely.values():
            by_group.setdefault(phrase.group, []).append(phrase)
        return by_group

    def _entries_near(self, languages: frozenset[str]) -> list[tuple[_Entry, ...]]:
        """Return the entries of phrases of some languages and of `any`, and remember them."""
        wanted = languages | {"any"}
        kept = [tuple(entry for entry in listed if entry[0].language in wanted) for listed in self._entries]
        if len(self._near) >= _KEPT_LANGUAGES:
            self._near = {}
        self._near[languages] = kept
        return kept

    def _look(self, text: str) -> frozenset[int]:
        """Return the keys that stand in a text, and remember them while that text is asked about."""
        standing = self._standing.get(text)
        if standing is None:
            standing = self._keys.standing(text)
            if len(self._standing) >= _KEPT_TEXTS:
                self._standing = {}  # a new dict: another thread may be reading the old one
            self._standing[text] = standing
        return standing

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
