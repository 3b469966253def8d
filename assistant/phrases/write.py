"""From a decision to the words: `write` chooses phrases, fills them, and lets nothing through that the lint names.

Deterministic: the same decision and history give the same letter. Public: `write`, `Refused`, `language_of`.

Subjects: correction, price-update and product-update belong to the quote, so they keep the thread's subject. Company
news, exhibition, visit and holiday are new topics and bring their own (contract "What a draft is"); the mail itself
stays in the thread by its references.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from assistant.model import Decision, History, Me, Occasion, Person, Wording
from assistant.phrases import choose
from assistant.phrases.lint import Finding, between, lint
from assistant.phrases.nouns import Book, Phrase
from assistant.phrases.occasions import occasions, past_feast
from assistant.phrases.salutation import is_familiar, salutation
from assistant.phrases.slots import point_of, slots
from assistant.phrases.template import Template, TemplateRefused
from assistant.phrases.text import sentences

NOTHING_FITS = "design-7-phrase"  # rule of the finding "no phrase fits what is known"
PLAIN = "en"  # where no phrasebook of their language exists (definitions "Zone", language)
NEW_SUBJECT = frozenset({"company-news", "exhibition", "visit", "holiday"})
# Topics whose points may stand in for each other. Not prices: one that rises must never be told as one that falls.
MIXED = frozenset({"correction", "product-update"})
_SIGN_OFF = re.compile(
    r"\s*(?:(?:with )?(?:kind|best|warm|many)\s+(?:regards|wishes)|regards|yours|sincerely|cheers|best|thanks|thank you"
    r"|mit freundlichen|viele gr|saludos|cordialement|atenciosamente|cordiali|с уважением|此致|祝)\b",
    re.IGNORECASE,
)
# A subject of nothing but such marks names nothing.
_REPLY_MARKS = re.compile(r"^(?:\s*(?:re|aw|sv|fwd?|wg|回复|答复|转发)\s*[:：])+", re.IGNORECASE)
_MAX_TRIES = 40  # letters composed before giving up; a topic has about ten phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No letter could be written; what stood in the way."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """What is the same for every attempt at one letter."""

    decision: Decision
    history: History
    occasion: Occasion
    book: Book
    language: str
    register: str
    known: dict[str, str]
    greeting: tuple[Phrase, str]  # the salutation: phrase and text
    closing: tuple[Phrase, str] | None
    used: list[str]
    seed: str


def write(decision: Decision, history: History, book: Book, me: Me, now: datetime) -> Wording | Refused:
    """Return the letter for a decision to draft, or the rules that the best attempt would break."""
    if decision.occasion is None:
        return _refused("001-21-3", "no occasion: nothing new to say")
    language = language_of(_person(decision, history), history, book, me)
    made = _in_language(language, decision, decision.occasion, history, book, me, now)
    # A phrasebook of theirs that lacks this topic is no reason to be silent.
    if isinstance(made, Refused) and made.findings[0].rule == NOTHING_FITS and language != PLAIN:
        return _in_language(PLAIN, decision, decision.occasion, history, book, me, now)
    return made


def _in_language(
    language: str, decision: Decision, occasion: Occasion, history: History, book: Book, me: Me, now: datetime
) -> Wording | Refused:
    letter = _begun(language, decision, occasion, history, book, me, now)
    if letter is None:
        return _refused(NOTHING_FITS, f"the phrasebook has no salutation in {language}")
    openings = _openings(letter, me, now)
    first: tuple[Finding, ...] = ()
    for body, step in islice(_bodies(letter), _MAX_TRIES):
        for opening in (*openings, None):
            wording = _put_together(letter, opening, body, step)
            findings = lint(wording, history, occasion, book, letter.known)
            if not findings:
                return wording
            first = first or findings
    if first:
        return Refused(findings=first)
    return _refused(NOTHING_FITS, f"no phrase of {occasion.topic} fits what is known", ", ".join(sorted(letter.known)))


def _begun(
    language: str, decision: Decision, occasion: Occasion, history: History, book: Book, me: Me, now: datetime
) -> _Letter | None:
    """Return all that does not depend on the attempt; None where the language has no salutation."""
    person = _person(decision, history)
    known = slots(decision, history, book, me, now, language)
    feast = book.greetings.get((past_feast(decision, history, me, now), language))
    known.update({"past_holiday": feast.holiday} if feast else {})
    known.update(_fragments(book, language, occasion.topic, known))
    register = choose.register_of(history, book, person is not None and is_familiar(person, history, me))
    seed = choose.seed_of(decision)
    greeting = _salutation(person, history, book, me, language, register)
    if greeting is None:
        return None
    closing = None
    if not _SIGN_OFF.match(me.signature):
        # "Yours sincerely" belongs to a letter that began with a name.
        tone = "neutral" if greeting[0].occasion in ("neutral", "team") else register
        ways = choose.ordered(book.of("closing", language), known, (), tone, seed)
        closing = (ways[0], ways[0].text.render({})) if ways else None
    return _Letter(
        decision=decision,
        history=history,
        occasion=occasion,
        book=book,
        language=language,
        register=register,
        known=known,
        greeting=greeting,
        closing=closing,
        used=choose.used_phrases(history),
        seed=seed,
    )


def language_of(person: Person | None, history: History, book: Book, me: Me) -> str:
    """Return the letter's language: the user's word, the person's, our last mail's to them, ours; else English."""
    before = [t.language for t in history.touches if person and t.language and person.address in t.to]
    ours = before[-1] if before else None
    wanted = history.settings.language or (person.language if person else None) or ours or me.language
    wanted = wanted.split("-")[0].lower()
    return wanted if wanted in book.languages else PLAIN


def _person(decision: Decision, history: History) -> Person | None:
    return next((person for person in history.people if person.address == decision.to), None)


def _fragments(book: Book, language: str, topic: str, known: dict[str, str]) -> dict[str, str]:
    """Return the topic's building blocks that can be filled; an empty one counts as not known."""
    made: dict[str, str] = {}
    for fragment in book.of("fragment", language, topic):
        if {*known, *made}.issuperset(fragment.needs):
            text = _render(fragment.text, fragment, {**known, **made})
            if text.strip():
                made[fragment.id] = text.rstrip() if text[:1] == " " else text.strip()
    return made


def _render(template: Template, phrase: Phrase, known: dict[str, str]) -> str:
    return template.render({**dict.fromkeys(phrase.may, ""), **known})


def _salutation(
    person: Person | None, history: History, book: Book, me: Me, language: str, register: str
) -> tuple[Phrase, str] | None:
    address = salutation(person, history, book, me, language)
    ways = [p for p in book.of("salutation", language) if p.occasion == address.form]
    ways.sort(key=lambda p: (p.register != register, p.register != "neutral", p.id))
    if not ways and address.form != "neutral":
        ways = [p for p in book.of("salutation", language) if p.occasion == "neutral" and not p.needs]
    return (ways[0], ways[0].text.render(address.values)) if ways else None


def _openings(letter: _Letter, me: Me, now: datetime) -> list[tuple[Phrase, str]]:
    """Return the opening lines that have an occasion today, the most telling first."""
    lines = letter.book.of("opening", letter.language)
    found: list[tuple[Phrase, str]] = []
    for occasion in occasions(letter.decision, letter.history, me, now):
        fitting = [line for line in lines if line.occasion == occasion]
        for phrase in choose.ordered(fitting, letter.known, letter.used, letter.register, letter.seed):
            if phrase.id not in letter.used:
                found.append((phrase, _render(phrase.text, phrase, letter.known)))
    return found[:6]


def _bodies(letter: _Letter) -> Iterator[tuple[list[tuple[Phrase | None, str]], bool]]:
    """Yield what the letter may say, best first: the seller's own words, else phrases; with whether it asks a step."""
    own = letter.occasion.text.get(letter.language)
    if own and own.strip():
        yield [(None, own.strip())], False
        return
    for phrase in _fitting(letter):
        try:
            text = _render(phrase.text, phrase, letter.known).strip()
            ask = _render(phrase.ask, phrase, letter.known).strip() if phrase.ask else ""
        except TemplateRefused:
            continue  # the phrase passed the check of the book; a fact of today makes it too long
        if not letter.decision.soften or not ask:
            yield [(phrase, text), *([(None, ask)] if ask else [])], bool(ask)
            continue
        soft = letter.book.of("soft", letter.language)
        for line in choose.ordered(soft, letter.known, letter.used, letter.register, letter.seed):
            yield [(phrase, text), (line, _render(line.text, line, letter.known))], False
        yield [(phrase, text)], False


def _fitting(letter: _Letter) -> Sequence[Phrase]:
    """Return the topic's phrases in order: of the very point, for any point, then other points where they may mix."""
    point = point_of(letter.occasion)
    every = letter.book.of("topic", letter.language, letter.occasion.topic)

    def ordered(points: Sequence[str]) -> list[Phrase]:
        chosen = [phrase for phrase in every if phrase.point in points]
        return choose.ordered(chosen, letter.known, letter.used, letter.register, letter.seed)

    exact, general = ordered((point,)), ordered(("",)) if point else []
    others = {phrase.point for phrase in every} - {point, ""}
    return exact + general + (ordered(sorted(others)) if letter.occasion.topic in MIXED else [])


def _put_together(
    letter: _Letter, opening: tuple[Phrase, str] | None, body: list[tuple[Phrase | None, str]], step: bool
) -> Wording:
    parts = {
        "salutation": letter.greeting[1].strip(),
        "opening": opening[1].strip() if opening else "",
        "body": "\n\n".join(text.strip() for _, text in body),
        "closing": letter.closing[1].strip() if letter.closing else "",
    }
    text = re.sub(r"\n{3,}", "\n\n", letter.book.letter.render(parts)).strip() + "\n"
    used = (letter.greeting[0], opening[0] if opening else None, *(p for p, _ in body))
    last = (letter.closing[0],) if letter.closing else ()
    return Wording(
        language=letter.language,
        subject=_subject(letter),
        body=text,
        phrases=tuple(phrase.id for phrase in (*used, *last) if phrase is not None),
        sentences=sentences(between(text)),
        intends="step" if step else "touch",
    )


def _subject(letter: _Letter) -> str | None:
    """Return a new subject for a new topic or a fresh mail; None keeps the thread's."""
    topic = letter.occasion.topic
    thread = letter.decision.thread
    if topic not in NEW_SUBJECT and thread is not None and _REPLY_MARKS.sub("", thread.subject).strip():
        return None
    lines = letter.book.of("subject", letter.language, topic)
    fitting = choose.ordered(lines, letter.known, (), letter.register, letter.seed)
    point = point_of(letter.occasion)
    best = sorted((p for p in fitting if p.point in (point, "")), key=lambda p: (p.point == "", -len(p.needs), p.id))
    return _render(best[0].text, best[0], letter.known).strip() if best else ""


def _refused(rule: str, says: str, text: str = "") -> Refused:
    return Refused(findings=(Finding(rule=rule, says=says, text=text),))
