"""Samples of the phrasebook: every topic and point rendered for people whose names are difficult.

Public: `preview` (for `followup phrases preview`), `every_phrase`, `findings` (what the lint says about them).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.errors import Problem
from assistant.model import Occasion, Wording
from assistant.phrases.lint import Finding
from assistant.phrases.nouns import Book, Phrase
from assistant.phrases.samples import ME, NOW, OCCASIONS, PEOPLE, Reader, situation
from assistant.phrases.write import NOTHING_FITS, Refused, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One rendered letter, or what kept it from being written."""

    topic: str
    point: str
    language: str
    person: str  # who it was written to, in words
    subject: str | None  # None: keeps the thread's
    body: str  # "" where it was refused
    wording: Wording | None
    findings: tuple[Finding, ...] = ()


def preview(
    book: Book, topic: str | None = None, language: str | None = None, *, variants: int = 1, soften: bool = False
) -> tuple[Sample, ...]:
    """Return sample letters: every occasion for every person, `variants` different choices of words each.

    People turn with the occasions, so that the first few samples already show many of both.
    """
    return tuple(
        _sample(book, PEOPLE[(number + turn) % len(PEOPLE)], occasion, spoken, variant, soften)
        for spoken in book.languages
        if language in (None, spoken)
        for variant in range(variants)
        for turn in range(len(PEOPLE))
        for number, occasion in enumerate(OCCASIONS)
        if topic in (None, occasion.topic)
    )


def every_phrase(book: Book, language: str | None = None) -> Iterator[tuple[Phrase, Sample]]:
    """Yield, for each topic phrase, the letters made with it for every sample occasion that it fits."""
    for phrase in book.phrases:
        if phrase.role != "topic" or language not in (None, phrase.language) or phrase.language not in book.languages:
            continue
        rest = (p for p in book.phrases if p.role != "topic" or p.language != phrase.language)
        alone = replace(book, phrases=(*rest, phrase))
        for occasion in OCCASIONS:
            if occasion.topic == phrase.topic:
                sample = _sample(alone, PEOPLE[0], occasion, phrase.language, 0, False)
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


def _sample(book: Book, reader: Reader, occasion: Occasion, language: str, variant: int, soften: bool) -> Sample:
    decision, history = situation(reader, occasion, language, variant, soften)
    made = write(decision, history, book, ME, NOW)
    return Sample(
        topic=occasion.topic,
        point=occasion.point,
        language=language,
        person=reader.what,
        subject=None if isinstance(made, Refused) else made.subject,
        body="" if isinstance(made, Refused) else made.body,
        wording=None if isinstance(made, Refused) else made,
        findings=made.findings if isinstance(made, Refused) else (),
    )
