"""The nouns of the phrasebook: a phrase, a taboo, a finding, a greeting, manners, and the book that holds them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.phrases.template import Template

NOBODY = re.compile(r"(?!)")  # matches nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One thing to say. `needs` must all be known, `may` are empty where unknown."""

    id: str
    role: str  # topic way fragment subject opening soft thanks closing salutation
    language: str
    topic: str = ""  # of topic, way, fragment and subject
    point: str = ""  # sub-point of the topic, "" = any
    occasion: str = ""  # of openings and thanks: weekend new-year inquiry ...; of salutations: their form
    register: str = "neutral"  # formal neutral informal plain
    relation: str = "any"  # any new familiar
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    text: Template
    ask: Template | None = None  # the one question, the step it pushes (domain 001-09)
    way: bool = True  # of topics: a way into the subject may stand before it; False: it brings its own
    offers: str = ""  # of topics: the sort of file it offers to send; not said where such a file goes along
    where: str = ""  # FILE:LINE, for the preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """How one holiday is wished in one language."""

    greeting: str  # key: christmas, eid-al-fitr
    language: str
    holiday: str  # the day's name in a sentence
    wish: str  # what follows "I wish you"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Small words of one language, from which what no phrase holds is made."""

    language: str
    comma: str  # between the things of a list
    last: str  # before the last of them
    last_of_more: str  # before the last of three and more
    terms: Mapping[str, str]  # what a quote may leave open, in English -> in this language
    intimate: re.Pattern[str]  # words by which close people address each other: du, tú, tu; NOBODY where there are none
    lower_first: frozenset[str]  # words that stand in a small letter behind the comma of the salutation
    wrote: Template  # above quoted text; slots day, time, who


@dataclass(frozen=True, slots=True, kw_only=True)
class Taboo:
    """Words that no letter holds, and the rule they would break."""

    rule: str  # id in the domain
    name: str
    says: str
    language: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()  # longer phrases in which the words are harmless


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One rule that a letter breaks."""

    rule: str  # id in the domain or the design: 001-21-2, design-7
    says: str  # for the seller
    text: str = ""  # the words found


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What a country expects of a letter."""

    register: str = "neutral"
    title_with: str = "family"  # "given": Mr Hendra, not Mr Wijaya; "full": Mr Ahmad bin Ismail
    mononyms: bool = False  # a single name is a whole name there


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All usable phrases. Lookups are by role; order is the order of ids, so that a choice is repeatable."""

    phrases: tuple[Phrase, ...] = ()
    greetings: Mapping[tuple[str, str], Greeting] = field(default_factory=dict)  # (greeting, language)
    holidays: Mapping[str, str] = field(default_factory=dict)  # calendar name in lower case -> greeting key
    titles: Mapping[str, str] = field(default_factory=dict)  # title as signed -> key: mr, ms, dr, dr.ms
    words: Mapping[str, Words] = field(default_factory=dict)  # by language
    hello: re.Pattern[str] = NOBODY  # how a mail of any language begins, with the group `name`
    nobody: frozenset[str] = frozenset()  # words that stand there and are no name
    samples: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language -> English fact -> the same there
    manners: Mapping[str, Manners] = field(default_factory=dict)  # ISO country
    taboos: tuple[Taboo, ...] = ()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # sort of file -> words of its name
    letter: Template
    more: Mapping[str, Callable[[], "Book"]] = field(default_factory=dict)  # further languages, read when asked for

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which a whole letter can be written, sorted."""
        topics = {phrase.language for phrase in self.phrases if phrase.role == "topic"}
        whole = topics & {phrase.language for phrase in self.phrases if phrase.role == "salutation"}
        return tuple(sorted({*whole, *self.more}))

    def speaking(self, language: str) -> "Book":
        """Return the book with that language in it; itself where it has it already or never will."""
        return self.more[language]() if language in self.more else self

    def tongue(self, language: str) -> Words | None:
        """Return the small words of a language; None where the phrasebook has none."""
        return self.words.get(language)

    def of(self, role: str, language: str, topic: str = "") -> tuple[Phrase, ...]:
        """Return the phrases of one role in one language, sorted by id."""
        return tuple(p for p in self.phrases if p.role == role and p.language == language and p.topic == topic)
