"""Samples of the phrasebook: every topic and point rendered for people whose names are difficult.

Public: `preview` (for `followup phrases preview`), `every_phrase`, `findings` (what the lint says about them).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.errors import Problem
from assistant.model import Occasion, Wording
from assistant.phrases.nouns import Book, Finding, Phrase
from assistant.phrases.samples import ME, NOW, OCCASIONS, PEOPLE, Reader, situation
from assistant.phrases.write import NOTHING_FITS, Refused, write

ENGLISH = "en"  # the language of the sample facts
TONES = ("formal", "neutral", "informal", "plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One rendered letter, or what kept it from being written."""

    topic: str
    point: str
    language: str
    register: str
    person: str  # who it was written to, in words
    subject: str | None  # None: keeps the thread's
    body: str  # "" where it was refused
    wording: Wording | None
    findings: tuple[Finding, ...] = ()


def preview(
    book: Book,
    topic: str | None = None,
    language: str | None = None,
    *,
    register: str | None = None,
    turns: int = len(PEOPLE),
    variants: int = 1,
    soften: bool = False,
) -> Iterator[Sample]:
    """Yield sample letters: every occasion in every tone for `turns` people, `variants` choices of words each.

    People turn with the occasions, so that the first few samples already show many of both.
    """
    for spoken in book.languages:
        if language not in (None, spoken):
            continue
        speaking = book.speaking(spoken)
        for turn in range(turns):
            for tone in [tone for tone in tones(speaking, spoken) if register in (None, tone)]:
                for variant in range(variants):
                    for number, occasion in enumerate(OCCASIONS):
                        if topic in (None, occasion.topic) and speaking.of("topic", spoken, occasion.topic):
                            reader = PEOPLE[(number + turn) % len(PEOPLE)]
                            yield _sample(speaking, reader, occasion, spoken, tone, variant, soften)


def tones(book: Book, language: str) -> list[str]:
    """Return the registers in which a language has phrases, in a fixed order."""
    has = {phrase.register for phrase in book.phrases if phrase.language == language and phrase.role == "topic"}
    return [tone for tone in TONES if tone in has]


def every_phrase(book: Book, language: str | None = None) -> Iterator[tuple[Phrase, Sample]]:
    """Yield, for each topic phrase, the letters made with it for every sample occasion that it fits."""
    for spoken in book.languages:
        if language not in (None, spoken):
            continue
        speaking = book.speaking(spoken)
        mine = [phrase for phrase in speaking.phrases if phrase.role == "topic" and phrase.language == spoken]
        rest = tuple(p for p in speaking.phrases if p.role != "topic" or p.language != spoken)
        for phrase in mine:
            alone = replace(speaking, phrases=(*rest, phrase))
            for occasion in OCCASIONS:
                if occasion.topic == phrase.topic:
                    sample = _sample(alone, PEOPLE[0], occasion, spoken, phrase.register, 0, False)
                    if sample.wording is not None or sample.findings[0].rule != NOTHING_FITS:
                        yield phrase, sample


def findings(book: Book) -> tuple[Problem, ...]:
    """Return a problem for every rule that a sample letter breaks, at the phrase it was made with."""
    found: set[Problem] = set()
    for phrase, sample in every_phrase(book):
        file, _, line = phrase.where.rpartition(":")
        for finding in sample.findings:
            text = f"{phrase.id}: {finding.says} ({finding.rule}) {finding.text}".rstrip()
            found.add(Problem(file=file, line=int(line), text=text))
    return tuple(sorted(found))


def _sample(
    book: Book, reader: Reader, occasion: Occasion, language: str, register: str, variant: int, soften: bool
) -> Sample:
    known = book.samples.get(language, {})
    there = {name: known[value] for name, value in occasion.facts.items() if value in known}
    occasion = replace(occasion, language=ENGLISH, translations={language: there} if there else {})
    decision, history = situation(reader, occasion, language, variant, soften)
    made = write(decision, history, book, ME, NOW, register)
    if isinstance(made, Wording) and made.language != language:
        made = Refused(findings=(Finding(rule=NOTHING_FITS, says=f"no phrase of {occasion.topic} in {language} fits"),))
    return Sample(
        topic=occasion.topic,
        point=occasion.point,
        language=language,
        register=register,
        person=reader.what,
        subject=None if isinstance(made, Refused) else made.subject,
        body="" if isinstance(made, Refused) else made.body,
        wording=None if isinstance(made, Refused) else made,
        findings=made.findings if isinstance(made, Refused) else (),
    )
