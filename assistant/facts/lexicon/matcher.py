"""A set of phrases, and what of it stands in a text. Public: `Lexicon`, `Hit`, `MAX_TEXT`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.pattern import Phrase, expression

_MOST_HITS = 24  # of one phrase; a text that repeats itself says nothing more
MAX_TEXT = 16_384  # characters looked at; a longer new text is cut by `facts.read` anyway


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """A phrase found in folded text."""

    start: int
    end: int
    group: str
    language: str
    words: str  # the folded words found


class Lexicon:
    """Phrases by group; immutable after construction, safe to share between threads."""

    def __init__(self, phrases: Iterable[Phrase], words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._phrases.setdefault(phrase.group, []).append(phrase)
        # A text in plain letters cannot hold the words of other scripts: a third of all phrases need no look.
        self._plain = {
            group: [phrase for phrase in listed if any(anchor.isascii() for anchor in phrase.anchors)]
            for group, listed in self._phrases.items()
        }
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

        A phrase whose anchor is not in the text costs one substring search, which is what keeps 16 KB within 20 ms.
        Raises KeyError for a group no file defines.
        """
        within = (text if folded else fold(text))[:MAX_TEXT]
        found: list[Hit] = []
        for phrase in (self._plain if within.isascii() else self._phrases)[group]:
            if languages is not None and phrase.language not in languages and phrase.language != "any":
                continue
            for anchor in phrase.anchors:  # a plain loop: this line runs a thousand times per mail
                if anchor in within:
                    break
            else:
                continue
            found += [
                Hit(start=at.start(), end=at.end(), group=group, language=phrase.language, words=at.group())
                for at in islice(expression(phrase.source).finditer(within), _MOST_HITS)
            ]
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end, hit.language)))

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
