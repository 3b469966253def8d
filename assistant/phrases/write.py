"""From a decision to the words: `write` chooses phrases, fills them, and lets nothing through that the lint names.

Deterministic: the same decision and history give the same letter. Public: `write`, `Refused`.

Subjects: correction, price-update and product-update belong to the quote, so they keep the thread's subject. Company
news, exhibition, visit and holiday are new topics and bring their own (contract "What a draft is"); the mail itself
stays in the thread by its references.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from assistant.almanac.languages import language_of_country
from assistant.model import Decision, Direction, Enclosed, History, Me, Person, Wording
from assistant.phrases.letter import Asked, attempts, begin, person_of, put_together
from assistant.phrases.lint import lint
from assistant.phrases.nouns import Book, Finding

NOTHING_FITS = "design-7-phrase"  # rule of the finding "no phrase fits what is known"
PLAIN = "en"  # where no phrasebook of their language exists (definitions "Zone", language)
BETWEEN_LANGUAGES = "\n\n* * *\n\n"
_MAX_TRIES = 150  # letters composed before giving up; a topic has about ten phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No letter could be written; what stood in the way."""

    findings: tuple[Finding, ...]


def write(
    decision: Decision,
    history: History,
    book: Book,
    me: Me,
    now: datetime,
    register: str | None = None,
    favoured: frozenset[str] = frozenset(),
    files: Sequence[Enclosed] = (),
) -> Wording | Refused:
    """Return the letter for a decision to draft, or the rules that the best attempt would break.

    `register`: a tone to try on, for previews; None: the one that fits the person. `favoured`: see choose.ordered.
    `files`: what will go along; the letter says so, and holds for just these files.
    """
    if decision.occasion is None:
        return _refused("001-21-3", "no occasion: nothing new to say")
    asked = Asked(
        decision=decision,
        occasion=decision.occasion,
        history=history,
        me=me,
        now=now,
        register=register,
        favoured=favoured,
        files=files,
    )
    theirs = _wanted(person_of(decision, history), history, me)
    language = theirs if theirs in book.languages else PLAIN
    if language != theirs:
        return _in_language(PLAIN, _in_plain_words(asked), book)
    made = _in_language(language, asked, book)
    # A phrasebook of theirs that lacks this topic is no reason to be silent.
    if isinstance(made, Refused) and made.findings[0].rule == NOTHING_FITS and language != PLAIN:
        return _in_language(PLAIN, _in_plain_words(asked), book)
    second = _second_language(language, history, book)
    if isinstance(made, Wording) and second is not None:
        return _with_second(made, second, asked, book)
    return made


def _in_plain_words(asked: Asked) -> Asked:
    """Return the same in plain English: whoever writes another language may read little of it (definitions "Zone")."""
    return replace(asked, register=asked.register or "plain")


def _in_language(language: str, asked: Asked, book: Book) -> Wording | Refused:
    book = book.speaking(language)
    letter = begin(language, asked, book)
    if letter is None:
        return _refused(NOTHING_FITS, f"the phrasebook has no salutation in {language}")
    if letter.register == "informal" and next(attempts(letter), None) is None:
        return _in_language(language, replace(asked, register="neutral"), book)
    first: tuple[Finding, ...] = ()
    for attempt in islice(attempts(letter), _MAX_TRIES):
        wording = put_together(letter, attempt)
        findings = lint(wording, asked.history, asked.occasion, book, letter.known)
        if not findings:
            return wording
        first = first or findings
    if first:
        return Refused(findings=first)
    return _refused(
        NOTHING_FITS, f"no phrase of {asked.occasion.topic} fits what is known", ", ".join(sorted(letter.known))
    )


def _second_language(language: str, history: History, book: Book) -> str | None:
    """Return the language of a second half for people with little English (003-C4); None for nearly everybody.

    `followup set CUSTOMER bilingual=yes` asks for it; so does `written_english=low` where the letter is English and
    the country's language has a phrasebook.
    """
    wanted = history.settings.noted("bilingual")
    if wanted in ("no", "none") or not (wanted or history.settings.has_little("written_english")):
        return None
    if language != PLAIN:
        return PLAIN if wanted else None
    country = history.settings.country or history.customer.country
    theirs = wanted if wanted in book.languages else language_of_country(country)
    return theirs if theirs in book.languages and theirs != PLAIN else None


def _with_second(first: Wording, language: str, asked: Asked, book: Book) -> Wording:
    """Return the letter with the same said once more in another language, above the closing; else as it was."""
    again = _in_language(language, replace(asked, register=None), book)
    if isinstance(again, Refused) or first.core not in first.body:
        return first
    core = f"{first.core}{BETWEEN_LANGUAGES}{again.core}"
    return replace(
        first,
        body=first.body.replace(first.core, core, 1),
        core=core,
        phrases=(*first.phrases, *(one for one in again.phrases if one not in first.phrases)),
        sentences=(*first.sentences, *again.sentences),
    )


def _wanted(person: Person | None, history: History, me: Me) -> str:
    """Return the language they should be written in: the user's word, the person's, our last mail's to them, ours.

    Who follows somebody has had no mail of ours yet: that to his firm tells.
    """
    sent = [t for t in history.touches if t.language and t.direction is Direction.OUTBOUND]
    before = [t.language for t in sent if person and person.address in t.to] or [t.language for t in sent]
    ours = before[-1] if before else None
    wanted = history.settings.language or (person.language if person else None) or ours or me.language
    return wanted.split("-")[0].lower()


def _refused(rule: str, says: str, text: str = "") -> Refused:
    return Refused(findings=(Finding(rule=rule, says=says, text=text),))
