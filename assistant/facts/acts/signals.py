"""What a mail says beside its kind (model.Signal names). Public: `of_theirs`, `of_ours`."""

import re
from functools import partial

from assistant.almanac.countries import country_of_domain
from assistant.almanac.languages import language_of_country
from assistant.facts.acts.asking import question
from assistant.facts.acts.buying import asks_their_price
from assistant.facts.acts.handed import promise_in
from assistant.facts.acts.later import putting_off
from assistant.facts.acts.objections import objections
from assistant.facts.acts.promises import is_promise
from assistant.facts.acts.retold import retold
from assistant.facts.dates.date_lists import may_hold
from assistant.facts.dates.lone_dates import lone_date
from assistant.facts.dates.named import named_date
from assistant.facts.language import is_strange
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.facts.trade.terms import delivery_place
from assistant.facts.who.contacts import contact_of
from assistant.facts.who.echoes import echo_of
from assistant.facts.who.quoted_answers import answered_below
from assistant.model import HUMAN_KINDS, Kind, Me, Message, Signal

_OURS = (
    ("sample_sent", "sample-sent"), ("commitment_of_ours", "commitment"), ("catalogue_sent", "catalogue-sent"),
    ("order_notice", "order-accepted"), ("spoken_answer", "spoken-answer"),
)  # fmt: skip
_TO_COME = re.compile(
    r"\b(?:will|shall|to) be\b|\bwerden\b|\bwird\b|\bser[aá]n?\b|\bseront?\b|\bбуд(?:ут|ет)\b|将|明天|下周"
)
_SHARE = re.compile(r"\d\s?%|\bdeposit\b|\bdown payment\b")
_ORDERED = re.compile(
    r"\b(?:orders?|po|goods|invoice|container|b/l)\b|bestellung|pedido|commande|ordine|заказ|груз|siparis|订单|货柜|大货"
)
_PUTS_OFF = frozenset({Kind.HOLDING_REPLY, Kind.REPLY, Kind.REFUSAL})


def of_theirs(message: Message, me: Me, reading: Reading, kind: Kind) -> tuple[Signal, ...]:
    """Return the signals of an inbound mail."""
    found = []
    asked = question(reading)
    if asked is not None and kind is not Kind.HOLDING_REPLY:
        found.append(Signal(name="question", text=asked[:120]))
    found += objections(reading)
    if kind in _PUTS_OFF:
        found += _named(message, me, reading)
    echo = echo_of(message, me) if kind in HUMAN_KINDS else None
    if echo is not None:
        found.append(Signal(name="quotes_us", text=echo.text[:120], value=echo.at.isoformat() if echo.at else None))
    found += _delivery(message)
    if kind is Kind.REPLY and is_strange(message.new_text, lambda: language_of_country(_home(message, me))):
        found.append(Signal(name="unread_language", text=message.new_text.strip()[:120], value=reading.language or ""))
    return tuple(found)


def _delivery(message: Message) -> list[Signal]:
    """Return the delivery term with its place: "FOB Ningbo" says more than the code alone."""
    place = delivery_place(message.new_text)
    return [Signal(name="delivery_place", text=place[1][:120], value=place[0])] if place is not None else []


_BACK_TO = re.compile(  # "The project starts in summer. We will come back to you then."
    r"\b(?:then|dann|entonces|entao|alors|allora|wtedy)\b|o zaman|luc do|"
    r"saat itu|тогда|到时|届时|那时|その際|その時|그때|عندها|حينها"
)


def _named(message: Message, me: Me, reading: Reading) -> list[Signal]:
    """Return the date they name, read in the sentences that put something off and in those beside them.

    The one before counts where they point back to it, or where it tells of an absence and this one of the time after.
    """
    country = _country(message, me, reading)
    told = partial(named_date, language=reading.language, sent_at=message.at, country=country)
    sentences = dict.fromkeys(reading.sentence_of(hit) for hit in putting_off(message, reading))
    for sentence in sentences:  # each once, however many of its words put something off
        further = reading.folded[sentence.start : sentence.start + len(sentence.text) + 60]
        named = told(further)
        if named is not None:
            named = told(sentence.text) or named
        else:
            before = next((one for one in reversed(reading.sentences) if one.start < sentence.start), None)
            if before is not None and (_BACK_TO.search(sentence.text) or reading.within(before, "away")):
                named = told(before.text)
        if named is not None:
            return [Signal(name="named_date", text=named.text[:120], value=named.day.isoformat())]
    alone = lone_date(message, reading, country)
    return [Signal(name="named_date", text=alone.text[:120], value=alone.day.isoformat())] if alone is not None else []


_FIGURES = re.compile(r"\d[/-]\d{1,2}[/-](?:20)?\d\d")


def _country(message: Message, me: Me, reading: Reading) -> str | None:
    """Return the writer's country where a feast, a part of the year or 3/12/2026 is named: of domain or signature."""
    told = may_hold("seasons", reading.folded) or may_hold("year-parts", reading.folded)
    if not told and _FIGURES.search(reading.folded) is None:
        return None
    return _home(message, me)


def _home(message: Message, me: Me) -> str | None:
    host = message.sender.address.rpartition("@")[2]
    return country_of_domain(host) or contact_of(message.signature or "", host, me.domains).country


def of_ours(message: Message, me: Me, reading: Reading, accepted: tuple[Hit, ...]) -> tuple[Signal, ...]:
    """Return the signals of an outbound mail; `accepted`: its words that belong to an order given."""
    found = []
    for name, group in _OURS:
        said = accepted if name == "order_notice" else reading.hits(group)
        hits = [hit for hit in said if not reading.sentence_of(hit).asks]
        if name == "sample_sent":
            hits = [hit for hit in hits if not _TO_COME.search(hit.words)]
        elif name == "commitment_of_ours":
            hits = [hit for hit in hits if is_promise(reading, hit)]
        elif name == "order_notice":
            hits = [hit for hit in hits if not (_is_of_a_sample(reading, hit) or _is_a_term(reading, hit))]
        found += [Signal(name=name, text=reading.shown(hit)) for hit in hits[:1]]
    promise = promise_in(reading) if not any(signal.name == "commitment_of_ours" for signal in found) else None
    if promise is not None:
        found.append(Signal(name="commitment_of_ours", text=reading.shown(promise)))
    if not any(signal.name == "catalogue_sent" for signal in found):
        found += _catalogue_file(message, reading)
    asked = question(reading)
    if asked is not None:
        found.append(Signal(name="question", text=asked[:120]))
    wished = asks_their_price(reading)
    if wished is not None:
        found.append(Signal(name="asks_price", text=reading.shown(wished)))
    found += retold(message, reading)
    found += answered_below(message, me)
    found += _delivery(message)
    return tuple(found)


def _is_of_a_sample(reading: Reading, hit: Hit) -> bool:
    """Return whether a parcel's number or a shipment stands beside a sample alone: that tells of no order."""
    sentence = reading.sentence_of(hit)
    of_sample = reading.within(sentence, "sample-sent", "sample-noun") is not None
    return of_sample and not _ORDERED.search(sentence.text)


def _is_a_term(reading: Reading, hit: Hit) -> bool:
    """Return whether "balance due" is one of the terms that every quote has: "30% deposit, balance before shipment"."""
    return "balance" in hit.words and _SHARE.search(reading.sentence_of(hit).text) is not None


def _catalogue_file(message: Message, reading: Reading) -> list[Signal]:
    for attachment in message.attachments:
        name = re.sub(r"[_-]", " ", attachment.name or "")
        hit: Hit | None = reading.lexicon.first("catalogue-file", name)
        if hit is not None:
            return [Signal(name="catalogue_sent", text=name[:120])]
    return []
