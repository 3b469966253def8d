"""What a mail says beside its kind (model.Signal names). Public: `of_theirs`, `of_ours`."""

import re
from functools import partial

from assistant.almanac.countries import country_of_domain
from assistant.almanac.languages import language_of_country
from assistant.facts.acts.asking import question
from assistant.facts.acts.buying import asks_their_price
from assistant.facts.acts.declining import is_denied
from assistant.facts.acts.handed import promise_in
from assistant.facts.acts.later import putting_off
from assistant.facts.acts.objections import objections
from assistant.facts.acts.promises import is_promise
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
_SUPPOSES = re.compile(  # "if you decide before 30 September" is our offer's term, not their plan
    r"\b(?:if|when|once|should|unless|in case|please|wenn|falls|sobald|bitte|si|cuando|se|quando|quand|lorsque|"
    r"merci de|jesli|jezeli|gdy|prosze|eger|neu|khi|jika|kalau|mohon)\b|"
    r"если|когда|пожалуйста|如果|若|请|もし|만약|اذا|لو "
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
    found += _told(message, reading)
    found += _told_no(reading)
    found += answered_below(message, me)
    found += _delivery(message)
    return tuple(found)


def _told(message: Message, reading: Reading) -> list[Signal]:
    """Return the date that they named outside mail, as our own words repeat it: "you want to wait until September"."""
    for hit in reading.hits("told-put-off"):
        sentence = reading.sentence_of(hit)
        if sentence.asks or _SUPPOSES.search(reading.folded, sentence.start, hit.start):
            continue
        country = country_of_domain(message.to[0].address.rpartition("@")[2]) if message.to else None
        named = named_date(sentence.text, reading.language, message.at, country)
        if named is not None:
            return [Signal(name="told_date", text=named.text[:120], value=named.day.isoformat())]
    return []


_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|whether|vielleicht|eventuell|quizas?|talvez|peut-etre|forse|moze|belki)\b|"
    r"возможно|也许|可能|是否"
)


_OURSELVES = re.compile(
    r"\b(?:we|our|us|wir|uns|unser\w*|nous|notre|avons|nosotros|nuestr\w+|hemos|temos|noi|abbiamo|nostr\w+|biz|kami|"
    r"chung toi|my|nasz\w*|\w{3,}(?:amos|iamo|ismy|lismy))\b|(?<!\w)(?:мы|нас|наш\w*)(?!\w)|我们|我司|弊社|当社|저희|당사|نحن"
)
_THANKED = re.compile(r"merci de (?:m'|nous |l')avoir")  # and no "merci de", please
_WHATEVER = re.compile(r"(?:another|other|otro|otra|autre|altro|altra|outro|outra|andere\w?)$")  # address, size, colour
_FORMERLY = re.compile(
    r"\b(?:last (?:year|time|season)|previously|in the past|so far|until now|used to|letztes (?:jahr|mal)|bisher|fruher|"
    r"el ano pasado|la ultima vez|antes|ano passado|l'an dernier|l'annee derniere|auparavant|l'anno scorso|in passato|"
    r"w zeszlym roku|dotychczas|gecen (?:yil|sene)|nam ngoai|tahun lalu)\b|прошл\w+ год|раньше|去年|以前|昨年|작년|العام الماضي"
)


def _told_no(reading: Reading) -> list[Signal]:
    """Return the no, or the wish for no more mail, that our own words repeat: "pity that you bought elsewhere".

    Beside words for such forms it is any no of theirs in a sentence that regrets it or repeats what they said.
    """
    for name, group in (("told_stop", "told-stop"), ("told_refusal", "told-refusal")):
        for hit in reading.hits(group):
            if _is_told(reading, hit):
                return [Signal(name=name, text=reading.shown(hit))]
    for marker in reading.hits("told-marker"):
        sentence = reading.sentence_of(marker)
        hit = reading.within(sentence, "refusal")
        if hit is None or _WHATEVER.search(hit.words) or _OURSELVES.search(sentence.text):
            continue
        if _is_told(reading, hit):
            return [Signal(name="told_refusal", text=reading.shown(hit))]
    return []


def _is_told(reading: Reading, hit: Hit) -> bool:
    """Return whether words of a no tell of one: neither asked after, nor supposed, nor one of another year."""
    sentence = reading.sentence_of(hit)
    before = _THANKED.sub("", reading.folded[sentence.start : hit.start])
    if sentence.asks or _SUPPOSES.search(before) or _PERHAPS.search(before) or _FORMERLY.search(sentence.text):
        return False
    return not is_denied(reading, hit)


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
