"""What the lexicon might learn from the user's corrections: proposals, never more; the user accepts each or none.

Public: `Corrected`, `Entry`, `Proposal`, `proposals`. A proposal is a phrase that stands in a corrected mail and in no
mail of another kind, or the phrase of ours that misled us taken away; and with it that mail is read as the user says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.lexicon.pattern import LANGUAGES, UNSPACED, Phrase, compile_phrase, expression
from assistant.facts.sentences import Reading
from assistant.model import Facts, Kind, Me, Message

TAKEN_AWAY = "! "  # begins an entry that silences a phrase of ours (lexicon/load.py)
TRIES = 6  # candidates tried for one mail, the best first
_GROUPS: Mapping[Kind, tuple[str, ...]] = {  # where words of a kind go; a kind without is only mended by taking away
    Kind.STOP_REQUEST: ("stop-request",),
    Kind.REFUSAL: ("refusal",),
    Kind.ORDER: ("order",),
    Kind.SAMPLE_REQUEST: ("sample-ask",),
    Kind.INQUIRY: ("wants-offer",),
    Kind.HOLDING_REPLY: ("holding",),
    Kind.OTHER: ("other-party",),
    Kind.AUTO_REPLY: ("auto-machine", "away"),
    Kind.BOUNCE: ("bounce-body",),
    Kind.BULK: ("bulk-words",),
    Kind.QUOTE: ("offer-sent", "offer-words"),
}
_SPACED, _GLUED = range(3, 7), range(4, 11)  # lengths of a phrase: in words; in characters, of Chinese and Japanese
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_JOINTS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A mail that the user marked."""

    number: int  # of the correction, as the user sees it
    message: Message
    facts: Facts  # as we understand it without the user
    kind: Kind  # as the user says


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line for the user's lexicon file."""

    group: str
    language: str
    text: str  # a phrase; with TAKEN_AWAY before it one of ours that shall not count


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An entry that mends a correction, and perhaps others like it."""

    number: int  # of the (first) correction it mends: the same as long as the user does not mark that mail again
    entry: Entry
    mends: tuple[int, ...]  # numbers of all corrections that would be understood with it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    entry: Entry
    worth: tuple[int, ...]  # the smallest first
    phrase: Phrase

    @property
    def key(self) -> tuple[str, str]:
        return self.entry.group, _JOINTS.sub("", fold(self.entry.text))


def proposals(
    corrected: Sequence[Corrected],
    others: Iterable[tuple[Message, Facts]],
    me: Me,
    lexicon: Lexicon,
    taken_for: Callable[[Entry, Corrected], Kind],
) -> tuple[Proposal, ...]:
    """Return at most one proposal per correction that understanding still gets wrong, by number.

    `others` are all recorded mails with the kinds they count as, asked for once and only when something is to be
    proposed; `taken_for` says what a corrected mail would be understood as with an entry added.
    """
    wrong = [one for one in corrected if one.facts.kind is not one.kind]
    offered = {one.number: [*_additions(one, me, lexicon), *_removals(one, lexicon)] for one in wrong}
    if not any(offered.values()):
        return ()
    refused = _heard_elsewhere(wrong, offered, others)
    shared = [candidate.key for held in offered.values() for candidate in held]
    found: list[Proposal] = []
    for one in wrong:
        if any(one.number in proposal.mends for proposal in found):
            continue
        fit = [candidate for candidate in offered[one.number] if candidate.key not in refused]
        fit.sort(key=lambda candidate: (-shared.count(candidate.key), candidate.worth))
        for candidate in fit[:TRIES]:
            if taken_for(candidate.entry, one) is one.kind:
                alike = (other.number for other in wrong if _mends(candidate.entry, other, taken_for))
                found.append(Proposal(number=one.number, entry=candidate.entry, mends=tuple(alike)))
                break
    return tuple(found)


def _mends(entry: Entry, other: Corrected, taken_for: Callable[[Entry, Corrected], Kind]) -> bool:
    held = entry.text.startswith(TAKEN_AWAY) or entry.text in " ".join(fold(other.message.new_text).split())
    return held and taken_for(entry, other) is other.kind


# --- candidates ----------------------------------------------------------------------------------------------------
def _additions(one: Corrected, me: Me, lexicon: Lexicon) -> Iterator[_Candidate]:
    """Yield phrases of the mail's sentences, for each group where its kind's words go."""
    language = one.facts.language if one.facts.language in LANGUAGES else "any"
    small = frozenset(lexicon.words("language-words").get(language or "any", ()))
    reading = Reading.of(one.message.new_text, lexicon, one.facts.language)
    matter = frozenset(_WORD.findall(fold(_about(one.message, me)))) - small
    for place, sentence in enumerate(reading.sentences):
        cut = _glued(sentence.text) if language in UNSPACED and language != "ko" else _spaced(sentence.text)
        for text, words in cut:
            telling = [word for word in words if word not in small]
            if matter.intersection(words) or (words and not (words[0] in telling and words[-1] in telling)):
                continue  # names and goods are of this mail alone; small words at the edge say nothing
            worth = (-min(len(telling), 3), abs(len(text) - 6) if not words else len(words), place)
            for group in _GROUPS.get(one.kind, ()):
                phrase = compile_phrase(group, language or "any", text)
                yield _Candidate(
                    entry=Entry(group=group, language=phrase.language, text=text), worth=worth, phrase=phrase
                )


def _about(message: Message, me: Me) -> str:
    people = (message.sender, *message.to, *message.cc)
    return " ".join((message.subject, me.name, me.company, *(one.name for one in people)))


def _spaced(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield runs of plain words of a sentence, as a phrase and word by word."""
    tokens = [token for token in _JOINTS.split(sentence) if token]
    for start in range(len(tokens)):
        for length in _SPACED:
            words = tuple(tokens[start : start + length])
            if len(words) < length or not all(_WORD.fullmatch(word) for word in words):
                break
            yield " ".join(words), words


def _glued(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield runs of characters of a script without spaces; its words are not told apart."""
    for run in _HAN.findall(sentence):
        if len(run) in _GLUED:
            yield run, ()
        yield from ((run[at : at + size], ()) for size in (6, 8, 4) for at in range(len(run) - size))


def _removals(one: Corrected, lexicon: Lexicon) -> Iterator[_Candidate]:
    """Yield the phrases of ours that spoke for the wrong kind, to be taken away."""
    for piece in one.facts.evidence:
        if piece.what not in lexicon.groups:
            continue
        for language, texts in lexicon.written(piece.what).items():
            for text in texts:
                phrase = compile_phrase(piece.what, language, text)
                if expression(language, text).fullmatch(fold(piece.text)):
                    entry = Entry(group=piece.what, language=language, text=f"{TAKEN_AWAY}{text}")
                    yield _Candidate(entry=entry, worth=(1,), phrase=phrase)


# --- what other mails say ------------------------------------------------------------------------------------------
def _heard_elsewhere(
    wrong: Sequence[Corrected],
    offered: Mapping[int, Sequence[_Candidate]],
    others: Iterable[tuple[Message, Facts]],
) -> set[tuple[str, str]]:
    """Return the candidates (by key) that would change other mails: said in another kind, or the reason of its own."""
    kind_of = {candidate.key: one.kind for one in wrong for candidate in offered[one.number]}
    misread = {candidate.key: one.facts.kind for one in wrong for candidate in offered[one.number]}
    added = {c.key: c for held in offered.values() for c in held if not c.entry.text.startswith(TAKEN_AWAY)}
    removed = [c for held in offered.values() for c in held if c.entry.text.startswith(TAKEN_AWAY)]
    finder = Lexicon(candidate.phrase for candidate in added.values())
    refused: set[tuple[str, str]] = set()
    for message, facts in others:
        text = fold(message.new_text)
        for group in finder.groups:
            for hit in finder.hits(group, text, folded=True):
                key = (group, _JOINTS.sub("", hit.words))
                if kind_of.get(key) is not facts.kind:
                    refused.add(key)
        for candidate in removed:
            if facts.kind is misread[candidate.key] and _speaks_for(candidate, facts):
                refused.add(candidate.key)
    return refused


def _speaks_for(candidate: _Candidate, facts: Facts) -> bool:
    """Return whether a phrase of ours is a reason for what a mail counts as."""
    phrase = candidate.phrase
    named = (piece.text for piece in facts.evidence if piece.what == candidate.entry.group)
    return any(expression(phrase.language, phrase.text).fullmatch(fold(text)) for text in named)
