"""The taboos as rules: what keeps a letter from being placed, each finding with the rule's id in the domain.

Public: `lint`, `Finding`. A letter with a finding is not placed and is reported (design 9). Words of the taboos are
data (phrasebook/taboos.yaml), because every language has its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from assistant.model import PERSONAL, Direction, DraftState, History, Occasion, Wording
from assistant.phrases.craft import craft
from assistant.phrases.nouns import Book, Finding
from assistant.phrases.salutation import scripts_of
from assistant.phrases.text import asked, clean, is_wide, questions, script_of, sentences
from assistant.phrases.unasked import unasked

_NEVER_READ = frozenset({DraftState.WITHDRAWN, DraftState.DISCARDED})  # what such a draft told is news to them
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_UNFILLED = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bNone\b|\bnull\b|\bundefined\b|\bTODO\b|\bXXX+\b|\[[a-z][a-z' _]*\]|<[a-z][a-z _]*>|(?<=\S)  +"
    r"|\(\s*\)|\s[,.;](?:\s|$)|,\s*,|\.\.(?!\.)|:\s*[.,;:]|^Dear\s*,",
    re.MULTILINE,
)
_CODE = re.compile(r"\b[A-Z]{2}-\d{3,}(?:-[A-D])?\b")
_LABELS = frozenset({"point", "greeting"})  # words of ours about the occasion, not facts that a letter may name
_MONEY = re.compile(
    r"(?:USD|EUR|GBP|CNY|RMB|JPY|US\$|[$€£¥])\s?\d[\d.,]*|\d[\d.,]*\s?(?:USD|EUR|GBP|CNY|RMB|JPY|[$€£¥])"
)
_BASIS = re.compile(r"\b(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DDU)\b|ex.?works|ab werk", re.IGNORECASE)
_UNSAID = tuple(sorted({*PERSONAL, "hearsay", "price_asker"}))  # notes that never reach a customer (domain A.6-7)


def lint(
    wording: Wording, history: History, occasion: Occasion | None, book: Book, known: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Return every rule that a letter breaks; none means that it may be placed.

    `known` are the slots that were at hand; without it only the facts of the occasion may be claimed.
    """
    given = {name: clean(value) for name, value in occasion.facts.items()} if occasion is not None else {}
    facts = {name: value for name, value in {**given, **(known or {})}.items() if name not in _LABELS}
    own_text = tuple(occasion.text.values()) if occasion is not None else ()
    told = (value for name, value in given.items() if name not in _LABELS)
    sources = sorted({*facts.values(), *told, *own_text}, key=lambda source: (-len(source), source))
    bare = wording.body
    for source in sources:
        for part in (source, clean(source)):
            if len(part) > 1:
                bare = bare.replace(part, "¤")
    found = (
        *craft(wording, occasion, known or {}, bare),
        *_questions(wording),
        *_unfilled(wording, bare),
        *_repeats(wording, history),
        *_taboos(wording, book, bare),
        *_claims(wording, sources, history),
        *_script(wording, bare),
        *_prices(wording, occasion),
        *_known_terms(wording, history, book),
        *_dossier(wording, history),
        *_blind(wording, occasion, facts),
    )
    return tuple(sorted(set(found)))


def _questions(wording: Wording) -> Iterator[Finding]:
    count = len(re.findall(r"[?？؟]", wording.body))
    if count > 1:
        yield Finding(rule="design-9", says=f"{count} questions: ask one thing at a time")


def _unfilled(wording: Wording, bare: str) -> Iterator[Finding]:
    found = _UNFILLED.search(bare) or re.search(r"\{\{|\}\}|\{%|%\}", f"{wording.body}{wording.subject or ''}")
    if found:
        yield Finding(rule="reliability-46", says="a slot was not filled", text=found[0])
    code = _CODE.search(bare)
    if code:
        yield Finding(rule="contract-draft", says="a customer code must not reach the customer", text=code[0])


def _repeats(wording: Wording, history: History) -> Iterator[Finding]:
    """Taboo 001-21-2: no sentence twice, no question in nearly the same words twice."""
    before = {sentence for draft in history.drafts if draft.state not in _NEVER_READ for sentence in draft.sentences}
    asked_before: list[frozenset[str]] = []
    for touch in history.touches:
        if touch.direction is Direction.OUTBOUND:
            before.update(sentences(touch.text))
            asked_before += questions(touch.text)
    for sentence in wording.sentences:
        if sentence in before:
            yield Finding(rule="001-21-2", says="this sentence was already written to them", text=sentence)
    for bag in questions(wording.body):
        if any(len(bag) > 3 and len(bag & other) / len(bag | other) >= 0.8 for other in asked_before):
            yield Finding(rule="001-21-2", says="this question was already asked", text=" ".join(sorted(bag)))


def _taboos(wording: Wording, book: Book, bare: str) -> Iterator[Finding]:
    plain = f" {_plain(bare)} | {_plain(wording.subject or '')} "
    for taboo in book.taboos:
        if taboo.language != wording.language:
            continue
        text = plain
        for harmless in taboo.unless:
            text = text.replace(_sought(harmless), " ¤ ")
        for word in taboo.words:
            if _sought(word) in text:
                yield Finding(rule=taboo.rule, says=f"{taboo.name}: {taboo.says}", text=word)


@lru_cache(maxsize=8192)  # the taboos of all languages: the same few thousand for every letter
def _sought(word: str) -> str:
    """Return how a taboo is looked for in plain text: as a word of its own, where the script has blanks."""
    return _plain(word) if _runs_on(word) else f" {_plain(word)} "


def _runs_on(word: str) -> bool:
    """Return whether a word is looked for inside others: scripts without blanks, and Korean with its endings."""
    return is_wide(word) or any(script_of(letter) == "HANGUL" for letter in word)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w¤]+(?:'\w+)?", text.replace("’", "'").casefold()))


def _claims(wording: Wording, sources: Iterable[str], history: History) -> Iterator[Finding]:
    """Design 7: no number that is not in the facts; days in words are borne out by an ISO date of the facts."""
    names = [p.name.full for p in history.people if p.name is not None]
    record = " ".join((*sources, *names, history.customer.company or "", history.settings.dossier.get("company", "")))
    allowed = set(_NUMBER.findall(record))
    for year, month, day in _ISO_DAY.findall(record):
        allowed.update((year, str(int(month)), str(int(day))))
    for number in _NUMBER.findall(f"{wording.body} {wording.subject or ''}"):
        if number not in allowed:
            yield Finding(rule="design-7", says="a number that stands in no fact and no record", text=number)


def _script(wording: Wording, bare: str) -> Iterator[Finding]:
    """Letters of a foreign script, outside of the facts: the text is not in the language it claims to be."""
    own = scripts_of(wording.language)
    seen = {script_of(character) for character in bare} - {""}
    foreign = sorted(seen - {*own, "LATIN"})
    if foreign:
        yield Finding(rule="design-9", says=f"letters that no {wording.language} text has", text=foreign[0])
    if "LATIN" not in own and not {script_of(character) for character in wording.core} & {*own}:
        yield Finding(rule="design-9", says=f"no letter of this text is in {wording.language}")


def _prices(wording: Wording, occasion: Occasion | None) -> Iterator[Finding]:
    """003-G4: a new price names the terms it stands on. A change of price stands on the terms of the quote."""
    if occasion is not None and occasion.topic == "product-update":
        found = _MONEY.search(wording.core)
        if found and not _BASIS.search(wording.core):
            yield Finding(rule="003-G4", says="a price without its basis: name the incoterm with it", text=found[0])


def _known_terms(wording: Wording, history: History, book: Book) -> Iterator[Finding]:
    """003-G2: what they have already told or been told is confirmed, not asked again."""
    words_of = book.words.get(wording.language)
    question = " ".join(asked(wording.core)).casefold()
    if words_of is None or not question:
        return
    facts = [touch.facts for touch in history.touches if touch.facts is not None]
    noted = history.settings.dossier
    on_record = {
        "delivery terms": [*(term for found in facts for term in found.incoterms), noted.get("incoterm", "")],
        "payment terms": [*(term for found in facts for term in found.payment_terms), noted.get("payment_terms", "")],
    }
    for english, told in on_record.items():
        local, said = words_of.terms.get(english, "").casefold(), [term for term in told if term]
        if local and local in question and said and not any(term in wording.core for term in said):
            yield Finding(rule="003-G2", says=f"asks for {english} that are on record: confirm {said[-1]}", text=local)


def _dossier(wording: Wording, history: History) -> Iterator[Finding]:
    """What the seller noted of a person steers, and is never said (domain A.6-7); what it answers is not asked."""
    dossier = history.settings.dossier
    text = wording.body.casefold()
    for name in _UNSAID:
        noted = dossier.get(name, "").strip().casefold()
        if len(noted) > 2 and re.search(rf"\b{re.escape(noted)}\b", text):
            yield Finding(rule="A.6-7", says=f"your note on {name} stands in the letter", text=noted)
    for rule, says, found in unasked(" ".join(asked(wording.core)), history.settings):
        yield Finding(rule=rule, says=says, text=found)


def _blind(wording: Wording, occasion: Occasion | None, facts: Mapping[str, str]) -> Iterator[Finding]:
    """Taboo 001-21-3: a letter without a reason of its own. Some fact of the occasion must stand in it."""
    if occasion is None:
        yield Finding(rule="001-21-3", says="no occasion: nothing new to say")
        return
    if occasion.topic == "answer":
        return  # their inquiry is the reason
    body = clean(wording.body)
    generic = {"me_name", "me_company", "their_day", "past_holiday"}
    told = [clean(v).rstrip(" .;,") for k, v in facts.items() if k not in generic]
    if not any(len(value) > 1 and value in body for value in (*told, *map(clean, occasion.text.values()))):
        yield Finding(rule="001-21-3", says="the letter names no fact of its occasion")
