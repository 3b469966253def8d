"""The new text of a mail as sentences, folded for the lexicon. Public: `Sentence`, `Reading`, `sentences`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.facts.lexicon import UNSPACED, Hit, Lexicon, Likely, fold

_WRAPPED = re.compile(  # mail clients break lines at 72 columns; "delivery: ..." is a line of its own
    r"\n(?<=[^\n]{50}\n)(?<![.!?:;。！？]\n)(?=[a-zа-я(])(?![a-z ]{3,24}:\s)"
)
_ROW = re.compile(r"[\t|]| {3,}")
_ENDS_IN_NUMBER = re.compile(r"\d[^\w\n]{0,3}(?:[a-z]{1,3})?$")
_END = re.compile(r"[!?。]+\s*|(?<!\d)\.+\s+|(?<=\d)\.\s+(?=\D)|\n+|;\s+|\.$|(?<=[^\s\d])~+\s+")
_MARK = re.compile(r"[!?。.;\n~]")  # with which every end begins
_FEW_WORDS = 9
_FEW_LETTERS = 40
_ROMANCE = frozenset({"es", "pt", "it"})  # told apart by few words, and alike in the phrases
_LONGEST = 4096  # characters judged; model.Message.new_text is cut there anyway
_MOST = 200  # sentences looked at
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:mr|mrs|ms|dr|no|nr|art|sig|rs|co|ltd|ing|st|approx|incl|pls|acc|ca|tel|z\.b|usd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|okt|dez)$"
)
# "3. November" is one date, and so is "vom 03.11.": German alone writes days and months as ordinals.
_ORDINAL = re.compile(r"(?<!\d)(?:[12]?\d|3[01])$")
_GERMAN_DATE = re.compile(r"(?<!\w)(?:vom|am|zum|bis|ab|den|dem) (?:[12]\d|3[01]|0?\d)\.(?:0?[1-9]|1[0-2])$")
_GERMAN_MONTH = re.compile(r"(?:jan|feb|marz|maerz|apr|mai|jun|jul|aug|sep|okt|nov|dez)")


_LIST_MARK = re.compile(r"\s*[([]?\d{1,2}[.)\]]\s*")
_ASKS_FIRST = re.compile(
    r"\s*(?:(?:is|are|was|were|has|does|did|can|could|will|would|should|shall|do|have|"
    r"(?:what|when|where|how|which|why)(?:'s| much| many| long| soon| is| are| do| does| can| will| would)+) "
    r"(?:the|a|an|this|that|these|those|it|they|you|we|i|your|our|there|any|all)|"
    r"(?:ist|sind|wird|werden|gilt|gibt|haben|hat|konnen|kann) (?:der|die|das|es|sie|ihr|ihre|wir|alles|in)|"
    r"(?:wann|was|wie|welche\w?) (?:ist|sind|kann|konnen|wird|lange|viel|hoch)|"
    r"est-ce|est-il|quel\w* (?:est|sont)|combien|cual es|cuanto|qual (?:e|o|a)|quanto|quale|какой|какая|сколько|"
    r"можно ли|czy|jaki\w?|ile|apakah|berapa|kapan)(?!\w)"
)


class Sentence(NamedTuple):
    """A sentence of folded text; a tuple, because a mail has a dozen of them."""

    start: int
    text: str
    asks: bool  # ends with a question mark

    @property
    def leans(self) -> bool:
        """Return whether it is so short that it may leave to the one before what it is about."""
        return len(self.text) < _FEW_LETTERS


def sentences(folded: str) -> tuple[Sentence, ...]:
    """Return the sentences of folded text, in order, at most two hundred."""
    found, start, end = [], 0, 0
    for mark in _MARK.finditer(folded):
        match = _END.match(folded, mark.start()) if mark.start() >= end else None
        if match is None:
            continue
        end = match.end()
        if match.group().startswith(".") and _goes_on(folded, match.start(), end):
            continue
        if folded[start : match.start()].strip():
            text = folded[start : match.start()]
            found.append(Sentence(start=start, text=text, asks="?" in match.group() or _asks_by_ending(text)))
        elif found and "?" in match.group():
            found[-1] = Sentence(start=found[-1].start, text=found[-1].text, asks=True)
        start = match.end()
        if len(found) >= _MOST:
            return tuple(found)
    if folded[start:].strip():
        found.append(Sentence(start=start, text=folded[start:], asks=_asks_by_ending(folded[start:])))
    return tuple(_listed(found) if "2)" in folded or "2. " in folded else found)


def asks_by_beginning(text: str) -> bool:
    """Return whether folded words are put as a question, marked or not: "is the price confirmed"."""
    return _ASKS_FIRST.match(text) is not None


def _listed(found: list[Sentence]) -> list[Sentence]:
    """Return the sentences, those of a numbered list that are put as questions asking, whose mark people leave out."""
    kept = []
    for at, one in enumerate(found):
        mark = _LIST_MARK.match(one.text)
        numbered = at > 0 and found[at - 1].text.strip().isdecimal()  # "1." is a sentence by itself
        if not one.asks and (mark or numbered) and asks_by_beginning(one.text[mark.end() :] if mark else one.text):
            one = one._replace(asks=True)
        kept.append(one)
    return kept


def unwrapped(folded: str) -> str:
    """Return folded text whose lines broken by a mail client are whole again; of the same length. Rows of a table stay.

    Rows have tabs, bars or gaps, or end alike in a number: joined, the price at the end of a row were no longer last.
    """
    return _WRAPPED.sub(lambda mark: mark[0] if _parts_rows(folded, mark.start()) else " ", folded)


def _parts_rows(folded: str, place: int) -> bool:
    after = folded.find("\n", place + 1)
    lines = (
        folded[folded.rfind("\n", 0, place) + 1 : place],
        folded[place + 1 : after if after >= 0 else len(folded)],
    )
    return any(_ROW.search(line) for line in lines) or all(_ENDS_IN_NUMBER.search(line.rstrip()) for line in lines)


# Chinese, Japanese and Korean end a question with a word and often leave out the mark.
_QUESTION_ENDINGS = (
    "吗", "么", "呢", "没有", "多少", "多少钱", "什么价", "几钱",
    "でしょうか", "ですか", "ますか", "ませんか", "까요", "나요", "가요", "니까", "는지요", "인지요",
)  # fmt: skip


def _asks_by_ending(text: str) -> bool:
    return not text.isascii() and text.rstrip(" ~.,)").endswith(_QUESTION_ENDINGS)


def _goes_on(folded: str, stop: int, after: int) -> bool:
    """Return whether a full stop ends no sentence: that of an abbreviation, or of a day before its month."""
    if not folded[stop - 1 : stop].isdigit():
        return _ABBREVIATION.search(folded, max(0, stop - 6), stop) is not None
    if _GERMAN_MONTH.match(folded, after) and _ORDINAL.search(folded, max(0, stop - 3), stop):
        return True
    return _GERMAN_DATE.search(folded, max(0, stop - 9), stop) is not None


@dataclass(slots=True)
class Reading:
    """A text together with the lexicon: asked group by group, each group looked up once."""

    original: str
    lexicon: Lexicon
    language: str | None
    folded: str = ""
    sentences: tuple[Sentence, ...] = ()
    near_languages: frozenset[str] | None = None  # whose phrases are looked for; None: all
    _likely: Likely | None = None  # what of the lexicon can stand there
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, lexicon: Lexicon, language: str | None) -> "Reading":
        """Return the reading of `text`; phrases of its language and of English are looked for."""
        folded = unwrapped(fold(text[:_LONGEST]))
        return cls(text, lexicon, language, folded, sentences(folded), _near(language, folded))

    def hits(self, group: str) -> tuple[Hit, ...]:
        """Return what of `group` stands in the text. Raises KeyError for a group no file defines."""
        held = self._hits.get(group)
        if held is None:
            if self._likely is None:
                self._likely = self.lexicon.likely(self.folded)
            if group not in self.lexicon.groups:
                raise KeyError(group)
            # Small words of one language are other words in the next.
            likely = self._likely
            held = self._hits[group] = likely.hits(group, self.near_languages) if group in likely.phrases else ()
        return held

    def within(self, sentence: Sentence, *groups: str) -> Hit | None:
        """Return the first hit of any of `groups` that begins in `sentence`."""
        end = sentence.start + len(sentence.text)
        for group in groups:
            for hit in self.hits(group):  # by place
                if hit.start >= end:
                    break
                if hit.start >= sentence.start:
                    return hit
        return None

    def sentence_of(self, hit: Hit) -> Sentence:
        """Return the sentence in which a hit begins."""
        return self.at(hit.start)

    def at(self, place: int) -> Sentence:
        """Return the sentence that holds a place of the folded text."""
        return _holding(self.sentences, place)

    def shown(self, hit: Hit) -> str:
        """Return the words of a hit as the writer spelled them where folding kept places, at most 120 characters."""
        same = len(self.original) == len(self.folded)
        return " ".join((self.original[hit.start : hit.end] if same else hit.words).split())[:120]


def _near(language: str | None, folded: str) -> frozenset[str] | None:
    """Return whose phrases to look for: all in a few words, whose language is a guess, else near ones."""
    if language in UNSPACED:  # their script alone tells them, in however few words
        return frozenset({language, "en"})
    if language is None or len(folded.split()) < _FEW_WORDS:
        return None
    return frozenset({language, "en"}) | (_ROMANCE if language in _ROMANCE else frozenset())


def _holding(found: Iterable[Sentence], place: int) -> Sentence:
    last = Sentence(start=0, text="", asks=False)
    for sentence in found:
        if sentence.start > place:
            break
        last = sentence
    return last
