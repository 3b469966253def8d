"""One letter and every way to write it: what is the same for all attempts, and the attempts, best first.

A letter is salutation, opening, way into the subject, body with its one question, thanks, closing. Only body and
salutation must be there. Public: `Asked`, `Letter`, `Attempt`, `begin`, `attempts`, `put_together`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assistant.model import Decision, DraftState, Enclosed, History, Me, Occasion, Person, Wording
from assistant.phrases import choose
from assistant.phrases.enclosing import named_files, not_shown, picture_shown, says_attached, sort_of
from assistant.phrases.nouns import NOBODY, Book, Phrase
from assistant.phrases.occasions import occasions, past_feast
from assistant.phrases.salutation import is_familiar, salutation
from assistant.phrases.slots import point_of, slots
from assistant.phrases.template import Template, TemplateRefused
from assistant.phrases.text import sentences

NEW_SUBJECT = frozenset({"company-news", "exhibition", "visit", "holiday"})
# Topics whose points may stand in for each other. Not prices: one that rises must never be told as one that falls.
MIXED = frozenset({"correction", "product-update"})
BINDING = "conditions"  # a price without the conditions it hangs on is a promise that nobody made (001-T2)
# What these say of the quote (nothing about certificates, no date, too dear) is true only where that was found.
FOUND = frozenset({"certificates", "lead-time", "alternative"})
# Said once: who was told that the terms of payment are missing must not read a second time that we have just noticed.
ONCE = FOUND | {"complete"}
NEVER_READ = frozenset({DraftState.WITHDRAWN, DraftState.DISCARDED})
THANKS_FOR = frozenset({"inquiry", "sample", "thanks"})  # openings that thank; a letter thanks once
_SIGN_OFF = re.compile(  # signatures may begin with such a line of their own
    r"\s*(?:(?:with )?(?:kind|best|warm|many)\s+(?:regards|wishes)|regards|yours|sincerely|cheers|best|thanks|thank you"
    r"|mit freundlichen|viele gr|beste gr|saludos|un (?:cordial )?saludo|reciba un|un abrazo|abraços|com os melhores"
    r"|atentamente|cordialement|bien cordialement|atenciosamente"
    r"|cumprimentos|cordiali|distinti|с уважением|saygılar|z poważaniem|pozdraw|此致|祝|よろしく|敬具|감사합니다"
    r"|trân trọng|serdecznie|z wyrazami|iyi çalışmalar|sevgiler|selamlar|всего доброго"
    r"|хорошего дня|hormat|salam|مع |وتفضل)",
    re.IGNORECASE,
)
# A subject of nothing but such marks names nothing.
_REPLY_MARKS = re.compile(r"^(?:\s*(?:re|aw|sv|fwd?|wg|回复|答复|转发)\s*[:：])+", re.IGNORECASE)

Said = tuple[Phrase | None, str]  # None: the seller's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a letter is asked for."""

    decision: Decision
    occasion: Occasion  # the decision's
    history: History
    me: Me
    now: datetime
    register: str | None = None  # the tone; None: the one that fits the person
    favoured: frozenset[str] = frozenset()  # see choose.ordered
    files: Sequence[Enclosed] = ()  # that go along


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
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
    openings: list[Said]
    favoured: frozenset[str] = frozenset()  # phrases that brought more answers than others
    files: Sequence[Enclosed] = ()

    def ordered(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """Return those that can be said, best first (choose.ordered).

        Among people who say du, tu or tú to each other nothing polite is mixed in.
        """
        words = self.book.words.get(self.language)
        if self.register == "informal" and words is not None and words.intimate is not NOBODY:
            phrases = [phrase for phrase in phrases if phrase.register == "informal"]
        return choose.ordered(phrases, self.known, self.used, self.register, self.seed, self.favoured)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One choice of words, in the order of the letter."""

    opening: Said | None = None
    way: Said | None = None
    body: tuple[Said, ...]
    thanks: Said | None = None
    step: bool  # it asks for a next step (domain 001-09)
    parts: tuple[Said, ...] = field(init=False)

    def __post_init__(self) -> None:
        said = (self.opening, self.way, *self.body, self.thanks)
        object.__setattr__(self, "parts", tuple(one for one in said if one is not None))


def begin(language: str, asked: Asked, book: Book) -> Letter | None:
    """Return all that does not depend on the attempt; None where the language has no salutation.

    `book` speaks that language.
    """
    decision, history, me, now = asked.decision, asked.history, asked.me, asked.now
    person = person_of(decision, history)
    known = slots(decision, history, book, me, now, language)
    feast = book.greetings.get((past_feast(decision, history, me, now), language))
    known.update({"past_holiday": feast.holiday} if feast else {})
    known.update(_fragments(book, language, asked.occasion.topic, known))
    known.update(picture_shown(asked.files, known, book, language))
    familiar = person is not None and is_familiar(person, history, book, me)
    register = asked.register or choose.register_of(history, book, familiar, language)
    seed = choose.seed_of(decision)
    greeting = _salutation(person, history, book, me, language, register)
    if greeting is None:
        return None
    closing = None
    if not _SIGN_OFF.match(me.signature_in(language)):
        # "Yours sincerely" belongs to a letter that began with a name.
        tone = "neutral" if greeting[0].occasion in ("neutral", "team") else register
        ways = choose.ordered(book.of("closing", language), known, (), tone, seed)
        closing = (ways[0], ways[0].text.render({})) if ways else None
    used = choose.used_phrases(history)
    letter = Letter(
        decision=decision,
        history=history,
        occasion=asked.occasion,
        book=book,
        language=language,
        register=register,
        known=known,
        greeting=greeting,
        closing=closing,
        used=used,
        seed=seed,
        openings=[],
        favoured=asked.favoured,
        files=asked.files,
    )
    letter.openings.extend(_openings(letter, me, now))
    return letter


def person_of(decision: Decision, history: History) -> Person | None:
    """Return whom the letter goes to; None where nobody is known at the address."""
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


def _enclosed(letter: Letter, attempt: Attempt) -> Said | None:
    """Return the sentence that names the files; None without any, and where the letter's other words say it."""
    if not letter.files:
        return None
    body = " ".join(text for _, text in attempt.body)
    here = letter.known.get("picture_link", "")
    rest = not_shown(letter.files, letter.book) if here and here in body else letter.files
    own = [body] if attempt.body[0][0] is None else [fact for fact in letter.known.values() if fact in body]
    lines = letter.book.of("enclosed", letter.language)
    files = named_files(rest, letter.known, letter.book, letter.language)
    if not files or not lines or any(says_attached(text) for text in own if text != here):
        return None
    # They fit every tone; one comes again when all have been used, because a file must not go along unsaid.
    line = choose.ordered(lines, {"files"}, letter.used, letter.register, letter.seed)[0]
    return line, _render(line.text, line, {"files": files})


def _render(template: Template, phrase: Phrase, known: dict[str, str]) -> str:
    return template.render({**dict.fromkeys(phrase.may, ""), **known})


def _salutation(
    person: Person | None, history: History, book: Book, me: Me, language: str, register: str
) -> tuple[Phrase, str] | None:
    address = salutation(person, history, book, me, language)
    known = set(address.values)
    for form in address.occasions:
        ways = [p for p in book.of("salutation", language) if p.occasion == form and known.issuperset(p.needs)]
        if ways:
            best = min(ways, key=lambda p: (p.register != register, p.register != "neutral", -len(p.needs), p.id))
            return best, best.text.render(address.values)
    return None


def _openings(letter: Letter, me: Me, now: datetime) -> list[Said]:
    """Return the opening lines that have an occasion today, the most telling first."""
    lines = letter.book.of("opening", letter.language)
    found: list[Said] = []
    # Whoever writes for the first time says who he is; nothing else goes before that (001-22).
    takes_over = letter.decision.colleague is not None
    for occasion in ["handover"] if takes_over else occasions(letter.decision, letter.history, me, now):
        for phrase in letter.ordered([line for line in lines if line.occasion == occasion]):
            if phrase.id not in letter.used:
                found.append((phrase, _render(phrase.text, phrase, letter.known)))
    return found[:6]


def attempts(letter: Letter) -> Iterator[Attempt]:
    """Yield the choices of words, best first: the whole letter, then one without its trimmings."""
    for body, step in _bodies(letter):
        first = body[0][0]
        ways = _unused(letter, "way") if first is not None and first.way else []
        for opening in letter.openings if letter.decision.colleague is not None else (*letter.openings, None):
            thanks = _thanks(letter, opening) if first is not None else []
            for way in (*ways[:2], None):
                for thank in (*thanks[:1], None):
                    yield Attempt(opening=opening, way=way, body=body, thanks=thank, step=step)


def _unused(letter: Letter, role: str) -> list[Said]:
    lines = letter.book.of(role, letter.language, letter.occasion.topic if role == "way" else "")
    fitting = [line for line in lines if line.point in ("", point_of(letter.occasion))]
    return [
        (phrase, _render(phrase.text, phrase, letter.known))
        for phrase in letter.ordered(fitting)
        if phrase.id not in letter.used
    ]


def _thanks(letter: Letter, opening: Said | None) -> list[Said]:
    """Return lines of thanks for the end (000-16); none under a greeting, nor where the opening thanked already."""
    said = opening[0].occasion if opening is not None and opening[0] is not None else ""
    if letter.occasion.topic in ("holiday", "answer") or said in THANKS_FOR:
        return []
    return _unused(letter, "thanks")


def _bodies(letter: Letter) -> Iterator[tuple[tuple[Said, ...], bool]]:
    """Yield what the letter may say, best first: the seller's own words, else phrases; with whether it asks a step."""
    own = letter.occasion.text.get(letter.language)
    if own and own.strip():
        yield ((None, own.strip()),), False
        return
    for phrase in _fitting(letter):
        try:
            text = _render(phrase.text, phrase, letter.known).strip()
            ask = _render(phrase.ask, phrase, letter.known).strip() if phrase.ask else ""
        except TemplateRefused:
            continue  # the phrase passed the check of the book; a fact of today makes it too long
        if not letter.decision.soften or not ask:
            yield ((phrase, text), *(((None, ask),) if ask else ())), bool(ask)
            continue
        for line in letter.ordered(letter.book.of("soft", letter.language)):
            yield ((phrase, text), (line, _render(line.text, line, letter.known))), False
        yield ((phrase, text),), False


def _fitting(letter: Letter) -> Sequence[Phrase]:
    """Return the topic's phrases in order: of the very point, for any point, then other points where they may mix.

    None where a condition of the seller's cannot be told in this language: without it the news is another.
    """
    if BINDING in letter.occasion.facts and BINDING not in letter.known:
        return []
    point = point_of(letter.occasion)
    seen = letter.occasion.facts.get("picture") or letter.known.get("picture_link")
    topic = letter.book.of("topic", letter.language, letter.occasion.topic)
    enclosed = {sort_of(file, letter.book) for file in letter.files}
    every = [
        phrase
        for phrase in topic
        if (phrase.point != "picture" or seen)  # none is offered that is not there
        and phrase.offers not in enclosed  # nor what goes along anyway
    ]

    def of(points: Sequence[str]) -> list[Phrase]:
        return letter.ordered([phrase for phrase in every if phrase.point in points])

    told = {phrase for draft in letter.history.drafts if draft.state not in NEVER_READ for phrase in draft.phrases}
    over = point in ONCE and any(phrase.id in told for phrase in every if phrase.point == point)
    exact, general = [] if over else of((point,)), of(("",)) if point else []
    others = {phrase.point for phrase in every} - {point, ""} - ONCE
    return exact + general + (of(sorted(others)) if letter.occasion.topic in MIXED else [])


def put_together(letter: Letter, attempt: Attempt) -> Wording:
    """Return the letter of an attempt; nothing is checked yet."""
    before = " ".join(said[1].strip() for said in (attempt.opening,) if said is not None)
    way = f"{attempt.way[1].strip()}{_gap(letter.language)}" if attempt.way is not None else ""
    middle = [way + attempt.body[0][1].strip(), *(text.strip() for _, text in attempt.body[1:])]
    plain = "\n\n".join((before, *middle, attempt.thanks[1] if attempt.thanks else ""))
    enclosed = _enclosed(letter, attempt)
    # Behind the question: "shall I send it?" must not be read as asking about the file.
    ending = _gap(letter.language).join(said[1].strip() for said in (enclosed, attempt.thanks) if said is not None)
    after = [ending] if ending else []
    before, middle = _after_comma(letter, before, middle)
    core = "\n\n".join(text for text in (before, *middle, *after) if text)
    parts = {
        "salutation": letter.greeting[1].strip(),
        "opening": before,
        "body": "\n\n".join((*middle, *after)),
        "closing": letter.closing[1].strip() if letter.closing else "",
    }
    text = re.sub(r"\n{3,}", "\n\n", letter.book.letter.render(parts)).strip() + "\n"
    parts_said = (*attempt.parts, *((enclosed,) if enclosed is not None else ()))
    used = (letter.greeting[0], *(phrase for phrase, _ in parts_said), letter.closing[0] if letter.closing else None)
    words = letter.book.words.get(letter.language)
    wrote = words.wrote.render({"day": "{day}", "time": "{time}", "who": "{who}"}) if words else None
    return Wording(
        language=letter.language,
        subject=_subject(letter),
        body=text,
        phrases=tuple(phrase.id for phrase in used if phrase is not None),
        sentences=sentences(plain),  # without the one about the files, which may come again
        intends="step" if attempt.step else "touch",
        core=core,
        encloses=tuple(file.name for file in letter.files),
        **({"wrote": wrote} if wrote else {}),
    )


def _after_comma(letter: Letter, before: str, middle: list[str]) -> tuple[str, list[str]]:
    """Return opening and texts with the first word in a small letter, where the language wants it behind a comma."""
    words = letter.book.words.get(letter.language)
    if words is None or not letter.greeting[1].rstrip().endswith(","):
        return before, middle
    text = before or middle[0]
    first = re.match(r"\w+", text)
    if first is None or first[0].casefold() not in words.lower_first:
        return before, middle
    text = text[:1].lower() + text[1:]
    return (text, middle) if before else (before, [text, *middle[1:]])


def _gap(language: str) -> str:
    """What stands between two sentences: nothing in Chinese and Japanese."""
    return "" if language in ("zh", "ja") else " "


def _subject(letter: Letter) -> str | None:
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
