"""The nouns of the phrasebook: a phrase, a taboo, a greeting, manners, and the book that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.phrases.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One thing to say. `needs` must all be known, `may` are empty where unknown."""

    id: str
    role: str  # topic fragment subject opening soft closing salutation
    language: str
    topic: str = ""  # of topic, fragment and subject
    point: str = ""  # sub-point of the topic, "" = any
    occasion: str = ""  # of openings: weekend new-year thanks ...; of salutations: their form
    register: str = "neutral"  # formal neutral informal
    relation: str = "any"  # any new familiar
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    text: Template
    ask: Template | None = None  # the one question, the step it pushes (domain 001-09)
    where: str = ""  # FILE:LINE, for the preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """How one holiday is wished in one language."""

    greeting: str  # key: christmas, eid-al-fitr
    language: str
    holiday: str  # the day's name in a sentence
    wish: str  # what follows "I wish you"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taboo:
    """Words that no letter holds, and the rule they would break."""

    rule: str  # id in the domain
    name: str
    says: str
    language: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()  # longer phrases in which the words are harmless


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
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language -> title as signed -> as written
    manners: Mapping[str, Manners] = field(default_factory=dict)  # ISO country
    taboos: tuple[Taboo, ...] = ()
    letter: Template

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which a whole letter can be written, sorted."""
        topics = {phrase.language for phrase in self.phrases if phrase.role == "topic"}
        return tuple(sorted(topics & {phrase.language for phrase in self.phrases if phrase.role == "salutation"}))

    def of(self, role: str, language: str, topic: str = "") -> tuple[Phrase, ...]:
        """Return the phrases of one role in one language, sorted by id."""
        return tuple(p for p in self.phrases if p.role == role and p.language == language and p.topic == topic)
