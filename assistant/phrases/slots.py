"""What a letter may print: the facts of the occasion and of the record, made ready for sentences.

Nothing is added to what is known: a slot that is not known is absent, and phrases that need it are not chosen
(design 7). Public: `slots`, `facts_in`, `listed`,
`day_in_words`, `point_of`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.almanac.notation import day, decimals, is_language_free, length, span, sum_of
from assistant.model import Decision, History, Me, Occasion, Touch
from assistant.phrases.nouns import Book, Words
from assistant.phrases.salutation import scripts_of, without_legal_form
from assistant.phrases.text import clean, script_of

_AMOUNT = re.compile(r"(?P<sign>[-+−–]?)\s?(?P<by>(?:[A-Z]{3}\s?|[$€£%]\s?)?\d[\d.,]*\s?(?:%|percent|[A-Z]{3})?)")
_PRODUCT_POINTS = ("specification", "selling_point", "picture", "price", "status", "schedule")
_OURS = re.compile(r"\b(our|ours|us)\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"\b(inquiry|enquiry|rfq|quot\w*|request|offer|price|prices|order|question|help|sample|samples|hello|hi)\b",
    re.IGNORECASE,
)
_STAND = re.compile(r"\b(booth|stand|hall|pavilion)\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_URL = re.compile(r"https://[^\s<>\"]{4,200}$")
# Names are the same in every language; prose is not.
_NAMES = frozenset({
    "product", "name", "place", "about", "inquiry_date", "picture", "quote_date", "quote_subject", "amount", "currency",
    "incoterm", "greeting", "holiday", "point", "every",
})  # fmt: skip
_FIGURES = frozenset({"change", "price"})
_STAND_WORD = re.compile(r"^(?:booth|stand)(?:\s+no\.?)?\s*[:#]?\s*", re.IGNORECASE)


def slots(decision: Decision, history: History, book: Book, me: Me, now: datetime, language: str) -> dict[str, str]:
    """Return every slot that is known, cleaned: one line each, no control characters, no full stop at the end."""
    occasion = decision.occasion
    known: dict[str, str] = {}
    if occasion is not None:
        facts = facts_in(occasion, book, me, language)
        known.update({name: _fact(value, now, language) for name, value in facts.items()})
        known.update(_derived(occasion, facts, book, language))
        if occasion.topic == "correction":
            known["product"] = _quoted_product(decision, known, language)
    zone = zone_of(history, me)
    if known.get("inquiry_date"):
        known["inquiry_day"] = known["inquiry_date"]
    if known.get("quote_date"):
        known["quote_day"] = known["quote_date"]
    elif decision.standing.quote is not None:
        known["quote_day"] = day_in_words(decision.standing.quote.at.astimezone(zone).date(), now, language)
    theirs = last_mail_of_theirs(history, now)
    if theirs is not None and theirs.writer == decision.to:  # a colleague's mail is not thanked for
        known["their_day"] = day_in_words(theirs.at.astimezone(zone).date(), now, language)
    if decision.colleague is not None:
        known["wrote_before"] = clean(me.wrote_before)
    known["me_name"], known["me_company"] = clean(me.name), without_legal_form(me.company)
    return {name: value for name, value in known.items() if value}


def facts_in(occasion: Occasion, book: Book, me: Me, language: str) -> dict[str, str]:
    """Return the facts that may stand in a letter of that language, by the seller's translation where there is one.

    The seller writes facts in one language. In a letter of another one, names, figures and dates can stand; a sentence
    of the seller's language cannot, so it is left out and phrases that need it are not chosen (design 9, 001-24).
    """
    own = {**_missing_in(occasion, book.words.get(language)), **occasion.translations.get(language, {})}
    if language == (occasion.language or (me.language if occasion.material else "en")):  # the plan speaks English
        return {**occasion.facts, **own}
    made = dict(own)
    for name, value in occasion.facts.items():
        if name in made:
            continue
        bare = _bare(value)
        if name == "booth":
            made[name] = _STAND_WORD.sub("", bare)
        elif name in _NAMES or is_language_free(bare):
            made[name] = decimals(value, language) if name in _FIGURES else value
        else:
            made[name] = span(bare, language) or ""
    return {name: value for name, value in made.items() if value}


def _missing_in(occasion: Occasion, words: Words | None) -> dict[str, str]:
    """Return what is missing, in the words of a language; {} where nothing is, or a word is not known."""
    if words is None or not occasion.facts.get("missing"):
        return {}
    terms = [words.terms.get(term.strip(), "") for term in re.split(r",| and ", _bare(occasion.facts["missing"]))]
    return {"missing": listed(terms, words)} if all(terms) else {}


def listed(things: Sequence[str], words: Words) -> str:
    """Return things as a list in a sentence: "a, b and c", in Indonesian "a, b, dan c"."""
    last = words.last if len(things) == 2 else words.last_of_more
    return things[0] if len(things) == 1 else f"{words.comma.join(things[:-1])}{last}{things[-1]}"


def _quoted_product(decision: Decision, known: Mapping[str, str], language: str) -> str:
    """The product of the quote; "" where it is only the subject line, in words that are no product in this letter.

    A thread "Demande de devis peignoirs" must not become "our quotation for Demande de devis peignoirs". In a thread
    of the letter's own language the subject usually names the goods, and stands there in a small letter.
    """
    product = known.get("product", "")
    if any(script_of(letter) not in ("", "LATIN", *scripts_of(language)) for letter in product):
        return ""
    if product.casefold() != known.get("quote_subject", "").casefold():
        return product
    quote = decision.standing.quote
    if quote is None or quote.language != language or _REQUEST.search(product):
        return ""
    first = product.split(" ", 1)[0]
    return product[:1].lower() + product[1:] if first[1:].islower() and language != "de" else product


def zone_of(history: History, me: Me) -> tzinfo:
    """Return the customer's zone, else the seller's (definitions "Zone")."""
    for name in (history.settings.timezone, history.customer.timezone, me.timezone):
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return UTC


def last_mail_of_theirs(history: History, now: datetime) -> Touch | None:
    """Return the customer's last human mail, contacts outside mail not counted."""
    return next((t for t in reversed(history.touches) if t.is_human and t.by == "mail" and t.at <= now), None)


def day_in_words(value: date | str, now: datetime, language: str = "en") -> str:
    """Return "3 November", with the year where it is not this year's; text that is no ISO date stays as it stands."""
    if isinstance(value, str):
        try:
            return day_in_words(date.fromisoformat(value[:10]), now, language)
        except ValueError:
            return value
    return day(value, language, year=value.year != now.year)


def point_of(occasion: Occasion) -> str:
    """Return the sub-point of the topic: the plan's, else what the facts themselves show, else "" (any)."""
    facts = occasion.facts
    if occasion.topic == "price-update":
        return _direction(facts.get("change", ""), occasion.point)
    if occasion.point:
        return occasion.point
    if occasion.topic == "product-update":
        told = [name for name in _PRODUCT_POINTS if facts.get(name)]
        return told[0] if len(told) == 1 else ""
    if occasion.topic == "visit":
        return "invite" if _OURS.search(facts.get("where", "")) else ""
    if occasion.topic == "correction" and "correct" in facts:
        return "correct"
    return ""


def _direction(change: str, point: str) -> str:
    """A price is told as up or down only where the size of the change stands alone; else in the seller's words."""
    found = _AMOUNT.fullmatch(_bare(change))
    if found is None:
        return "other"
    if found["sign"]:
        return "up" if found["sign"] == "+" else "down"
    return point if point in ("up", "down") else "other"


def _fact(value: str, now: datetime, language: str) -> str:
    """Return a fact as it stands inside our sentence; an ISO date in words, as nobody writes 2026-11-03 in a letter."""
    bare = _bare(value)
    return day_in_words(bare, now, language) if _ISO_DAY.fullmatch(bare) else bare


def _bare(value: str) -> str:
    """Facts are the seller's words inside our sentence: the sentence brings its own full stop."""
    return clean(value).rstrip(" .;,")


def _derived(occasion: Occasion, given: Mapping[str, str], book: Book, language: str) -> Mapping[str, str]:
    facts = {name: _bare(value) for name, value in given.items()}
    made: dict[str, str] = {}
    if occasion.topic == "price-update":
        amount = _AMOUNT.fullmatch(facts.get("change", ""))
        made["by"] = decimals(amount["by"].strip(), language) if amount else ""
    elif occasion.topic == "product-update":
        made["picture_link"] = facts.get("picture", "") if _URL.match(facts.get("picture", "")) else ""
    elif occasion.topic == "exhibition" and facts.get("booth") and language == "en":
        made["stand"] = facts["booth"] if _STAND.search(facts["booth"]) else f"booth {facts['booth']}"
    elif occasion.topic == "correction":
        made["every"] = length(facts.get("every", ""), language)
        incoterm = facts.get("incoterm", "")
        made["basis"] = f"{incoterm} terms" if incoterm.isalpha() and language == "en" else incoterm
        if facts.get("amount") and facts.get("currency"):
            made["offer"] = f"{sum_of(facts['amount'], facts['currency'], language)} {incoterm}".strip()
    elif occasion.topic == "holiday":
        key = facts.get("greeting", "")
        if (key, language) not in book.greetings:
            key = book.holidays.get(facts.get("holiday", facts.get("name", key)).casefold(), key)
        greeting = book.greetings.get((key, language))
        made["holiday"], made["wish"] = (greeting.holiday, greeting.wish) if greeting else ("", "")
    return made
