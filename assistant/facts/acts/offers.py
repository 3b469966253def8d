"""Whether a mail offers a price for named goods: ours (a quote) or a supplier's to us.

Public: `Finding`, `offer_of_ours`, `offer_to_us`. Scored evidence: understanding.md shows that words alone reach a
precision of 0.2, and money, units, terms and file names together more than 0.9.
"""

import re
from dataclasses import dataclass

from assistant.facts.acts.buying import hands_over, not_bid, was_asked
from assistant.facts.acts.handed import NO_OFFER_FILE, is_document, prices_handed, promised
from assistant.facts.acts.offered import ONE_BEHIND, prices_offered, totals
from assistant.facts.acts.proformas import names_proforma
from assistant.facts.acts.recalled import not_former, not_recalled
from assistant.facts.lexicon import Hit, Lexicon
from assistant.facts.sentences import Reading
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.asides import without_asides
from assistant.facts.trade.desk import bare_prices, basis_price, sellers_prices
from assistant.facts.trade.money import Sum
from assistant.facts.trade.terms import incoterms, quantities
from assistant.model import Amount, Attachment, Evidence, Message

ENOUGH = 2.5  # points that make a quote
_MOST = 12  # sums looked at one by one
_FREIGHT = re.compile(
    r"(?<![a-z])(?:o/f|ocean freight|thc|baf|transit(?: time)? \d+|cut-?off|free time|fuel surcharge)(?![a-z])"
)
_SELLER_ASKS = re.compile(r"(?<![a-z])(?:shall (?:i|we) (?:book|arrange|reserve|proceed)|ok to book)")  # how he closes
_SUPPLIERS_WORDS = ("release po", "valid", "gecerli", "best offer", "+ kdv", "gst", "moq", "量大", "ex works", "exw")
_SUPPLIERS_TERMS = re.compile(
    r"(?<!\w)(?:release po|valid|validity|gecerli\w*|best offer|\+ kdv|gst|moq|量大|ex works|exw)(?!\w)|量大"
)
_CENTS = re.compile(r"[.,]\d{2,4}(?!\d)")
_FEW_WORDS = 12
_ANSWERED = re.compile(
    r"\s*(?:re|aw|antw|sv|vs|rv|rif|r|res|odp|ynt|отв|fwd?|wg|tr|回复|答复|转发|回覆|답장|返信)\s*[:：]", re.I
)
_NO_SUPPLIER = (  # a buyer's words, and what each takes from a supplier's offer
    *(("bargaining", -1.5), ("past-deal", -1.5), ("order", -2.0), ("target", -3.0), ("invites-offers", -3.0)),
    ("their-resale", -3.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What speaks for an offer."""

    points: float
    evidence: tuple[Evidence, ...]
    amounts: tuple[Amount, ...]  # the offered prices

    @property
    def holds(self) -> bool:
        """Whether it is one."""
        return self.points >= ENOUGH

    @property
    def confidence(self) -> float:
        """How sure, 0..1."""
        return round(min(0.99, 0.5 + abs(self.points - ENOUGH) / 8), 2)


def offer_of_ours(message: Message, reading: Reading, accepted: tuple[Hit, ...]) -> Finding:
    """Return what speaks for a quote in an outbound mail (definitions, `quote` outbound and its nots).

    `accepted`: its words that belong to an order given (`settled`).
    """
    tally = _Tally(reading)
    named = not_former(prices_offered(reading) or bare_prices(reading) or totals(reading), reading.folded)
    offered = not_bid(not_recalled(named, message, reading), reading)
    elsewhere = _on_another_matter(offered, accepted, reading)
    if accepted and not elsewhere:
        offered = _beyond_the_order(offered, message, reading)
    tally.money(offered)
    basis = basis_price(reading) if not offered else None
    if basis is not None:
        tally.add(2.5, "quote.basis-price", "new_text", basis)
    if message.has_price_table or (len(offered) >= 2 and "\t" in reading.folded):
        tally.add(2.0, "quote.price-table", "new_text", "a table with prices")
    tally.files(message, is_accepted=bool(accepted))
    if not offered and not tally.points and not accepted and _hands_over(message, reading):
        tally.add(ENOUGH, "quote.handed-over", "subject", message.subject)
    sent = hands_over(reading)
    if sent and not accepted and _is_there(message, reading, sent[0]):
        tally.add(2.5, "quote.offer-sent", "new_text", reading.shown(sent[0]))
    handed_over = prices_handed(message, reading) if not accepted else None
    if handed_over is not None:
        tally.add(2.5, "quote.prices-handed", "new_text", reading.shown(handed_over))
    if accepted and not any(one.per_unit for one in offered) and not elsewhere:
        tally.add(-2.5, "quote.after-acceptance", "new_text", reading.shown(accepted[0]))
    for hit in reading.hits("no-offer")[:1]:
        tally.add(-5.0, "quote.no-offer", "new_text", reading.shown(hit))
    handed = {reading.sentence_of(hit).start for hit in sent}
    for group in ("asked-about-offer", "offer-promised"):
        hits = reading.hits(group)
        apart = handed and not any(reading.sentence_of(hit).start in handed for hit in hits)
        if hits and not offered and not apart:
            tally.add(-2.0, f"quote.{group}", "new_text", reading.shown(hits[0]))
    if tally.points >= ENOUGH and names_proforma(message, reading):
        tally.add(0.0, "quote.proforma", "new_text", "a proforma: before or after their order")  # for the ledger
    return tally.finding(without_asides(offered, reading.folded))


def offer_to_us(message: Message, reading: Reading, *, is_answer: bool) -> Finding:
    """Return what speaks for a supplier's or forwarder's offer in an inbound mail; a buyer's target is none.

    Whether our mail below asked for it is looked for last: most mails are no offer even if it did.
    """
    offered = prices_offered(reading) or (() if is_answer else sellers_prices(reading))
    if not (offered or message.attachments or message.has_price_table):
        return Finding(points=0.0, evidence=(), amounts=())  # words alone make none
    found = _weighed(message, reading, offered, is_answer=is_answer, asked=is_answer)
    if not (is_answer and found.holds):
        return found
    asked = bool(offered or message.attachments) and was_asked(message, reading)
    return found if asked else _weighed(message, reading, offered, is_answer=True, asked=False)


def _weighed(message: Message, reading: Reading, offered: tuple[Sum, ...], *, is_answer: bool, asked: bool) -> Finding:
    """Return what speaks for an offer to us; `asked`: our mail below asks for their price, which speaks for it."""
    tally = _Tally(reading)
    tally.money(offered, needs_unit=not asked)
    if message.has_price_table:
        tally.add(1.0, "supplier-quote.price-table", "new_text", "a table with prices")
    tally.files(message, is_accepted=not asked and (is_answer or bool(reading.hits("request"))))
    for hit in reading.hits("offer-sent")[:1]:
        tally.add(1.5, "supplier-quote.offer-sent", "new_text", reading.shown(hit))
    if any(word in reading.folded for word in _SUPPLIERS_WORDS) and _SUPPLIERS_TERMS.search(reading.folded):
        tally.add(0.5, "supplier-quote.terms", "new_text", "validity or terms")
    if offered and _FREIGHT.search(reading.folded):
        tally.add(2.0, "supplier-quote.freight", "new_text", "words of a forwarder's offer")
    asking = [one for one in reading.sentences if one.asks and not _SELLER_ASKS.search(one.text)]
    if asking:
        tally.add(-2.0, "supplier-quote.asks", "new_text", asking[0].text[:120])
    terms = reading.hits("sellers-terms")
    if offered and terms:
        tally.add(1.0, "supplier-quote.sellers-terms", "new_text", reading.shown(terms[0]))
    for group, weight in _NO_SUPPLIER:
        for hit in [one for one in reading.hits(group) if not _overlaps(one, terms)][:1]:
            tally.add(weight, f"supplier-quote.{group}", "new_text", reading.shown(hit))
    if is_answer and not asked:
        tally.add(-1.0, "supplier-quote.answer", "header", "an answer to mail of ours")
    return tally.finding(offered)


def _is_there(message: Message, reading: Reading, sent: Hit) -> bool:
    """Return whether the offer that words speak of goes along: "may I send you a new quotation?" hands over none."""
    sentence = reading.sentence_of(sent)
    if message.has_price_table or re.search(r"https?://|\.pdf\b", reading.folded):
        return True
    if promised(reading, sentence):
        return any(is_document(one, reading.lexicon) for one in message.attachments)
    told = sentence.asks or reading.within(sentence, "asked-about-offer", "offer-promised")
    return bool(message.attachments) or not told


def _overlaps(hit: Hit, others: tuple[Hit, ...]) -> bool:
    """Return whether a hit is part of longer words: "再谈" of "量大再谈", which a seller says."""
    return any(hit.start < other.end and other.start < hit.end for other in others)


class _Tally:
    """Points and evidence, gathered."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.points = 0.0
        self.evidence: list[Evidence] = []

    def add(self, points: float, what: str, where: str, text: str) -> None:
        self.points += points
        self.evidence.append(Evidence(what=what, where=where, text=" ".join(text.split())[:120]))

    def money(self, offered: tuple[Sum, ...], *, needs_unit: bool = False) -> None:
        """Weigh the sums: by unit, by delivery term, by the words around them, by how many they are."""
        if not offered:
            return
        text = self.reading.folded
        first = offered[0]
        self.add(1.0, "quote.money", "new_text", text[max(0, first.start - 30) : first.end + 20])
        if any(one.per_unit for one in offered):
            self.add(1.5, "quote.money-per-unit", "new_text", text[first.start : first.end + 12])
        elif not needs_unit and (self._reads_as_price(offered) or any(_is_for_one(one, text) for one in offered)):
            self.add(1.5, "quote.price-of-a-piece", "new_text", text[first.start : first.end + 12])
        terms = incoterms(text)
        if terms:
            self.add(1.0, "quote.incoterm", "new_text", " ".join(terms))
        words = self.reading.hits("offer-words")
        if words:
            self.add(1.0, "quote.words", "new_text", self.reading.shown(words[0]))
        here = list(dict.fromkeys(self.reading.at(one.start) for one in offered[:_MOST]))
        if any(incoterms(sentence.text) or self.reading.within(sentence, "offer-words") for sentence in here):
            self.add(0.75, "quote.together", "new_text", here[0].text)
        if not needs_unit and any(quantities(sentence.text) for sentence in here):
            self.add(0.75, "quote.quantity", "new_text", here[0].text)
        if len({one.value for one in offered}) >= 2:
            self.add(0.75, "quote.several-prices", "new_text", f"{len(offered)} prices")
        if not needs_unit and len(text.split()) <= 25 and not words and not terms:
            self.add(0.75, "quote.short-answer", "new_text", text[:60])

    def _reads_as_price(self, offered: tuple[Sum, ...]) -> bool:
        """Return whether a few sums of a mail that speaks of no payment have the shape of a piece's price."""
        few = len(offered) <= 4 and not self.reading.hits("sum-not-offered")
        return few and any(_is_price(one, self.reading.folded) for one in offered)

    def files(self, message: Message, *, is_accepted: bool) -> None:
        """Weigh the names of attachments; after an acceptance a proforma or offer is a paper of the order."""
        for attachment in message.attachments:
            if is_offer_file(attachment, self.reading.lexicon):
                weight = 0.5 if is_accepted else 2.5
                self.add(weight, "quote.attachment", "attachment", attachment.name or attachment.type)
                return

    def finding(self, offered: tuple[Sum, ...]) -> Finding:
        amounts = dict.fromkeys(Amount(value=one.value, currency=one.currency) for one in offered)
        return Finding(points=self.points, evidence=tuple(self.evidence), amounts=tuple(amounts))


def _is_price(one: Sum, text: str) -> bool:
    """Return whether a sum has the shape of a piece's price: cents are named, and it is no invoice's total."""
    return one.currency is not None and one.value < 1000 and bool(_CENTS.search(text, one.start, one.end))


# The piece named before its price: "la caja sale en 12 dólares", "tanesi 12 dolar", "метр обойдется в 41 доллар".
_FOR_ONE = re.compile(
    r"(?:(?<!\w)(?:(?:the|a|each|el|la|le|il|lo|o|das|der|die|ein|mot|moi|satu|per) "
    r"(?:met(?:re|er)|piece|kilo|kg|ton|tonne|"
    r"metro|pieza|caja|tonelada|unidad|par|juego|rollo|millar|saco|peca|caixa|jogo|"
    r"boite|mille|carton|paire|lot|kit|pezzo|scatola|chilo|tonnellata|stuck|karton|paar|satz|quadratmeter|"
    r"kit completo|"
    r"cai|chiec|bo|hop|thung|cuon|tan|buah|dus|lembar|rol|each)|"
    r"(?:tane|kilo|metre|aded|ton|koli|paket|kutu|cift|takim|m2')(?:si|su|i|u)|tanesi|metr|sztuka|tona|karton|"
    r"метр|штука|тонна|лист|килограмм|"
    r"коробка|кубометр|المتر|الكرتون|القطعه|الطن|الحبه|الكيلو|الوحده|العلبه|الطقم|الكيس|للمتر|للقطعه|للطن|"
    r"للحبه)(?!\w)|"
    r"(?:개|장|미터|톤|kg|박스|세트)당|1(?:個|本|枚|箱|台|m|kg|セット)(?:当たり|あたり)?)[^.;!?\n]{0,40}$"
)


_NET = re.compile(
    r"\s?(?:net(?:to)?|ht|h\.t\.?|netti?)(?!\w)(?! (?:weight|amount|payable|to pay))|"
    r"\s?(?:\+|plus|zzgl\.?|excl\.?|ex|mas|piu|oltre) ?(?:vat|mwst|ust|iva|kdv|gst|tva)(?!\w)"
)


def _is_for_one(one: Sum, text: str) -> bool:
    """Return whether words before a sum or right behind it ("12 € pièce", "12 € net") name it as a price."""
    if ONE_BEHIND.match(text, one.end) or _NET.match(text, one.end):
        return True
    return _FOR_ONE.search(text, max(0, one.start - 60), one.start) is not None


def _hands_over(message: Message, reading: Reading) -> bool:
    """Return whether a few words hand over what the subject calls an offer: "Quotation 4711" - "as requested, Kim".

    An answer's subject names their request. A file of another sort (a packing list, a catalogue, a picture) is what is
    handed over then.
    """
    if len(reading.folded.split()) > _FEW_WORDS or _ANSWERED.match(message.subject):
        return False
    if not (reading.hits("hands-over") and reading.lexicon.first("quote-file", message.subject)):
        return False
    if any(sentence.asks for sentence in reading.sentences) or reading.hits("offer-promised"):
        return False
    names = [(one.name or "").replace("_", " ") for one in message.attachments]
    return not any(NO_OFFER_FILE.search(name) or reading.lexicon.first("catalogue-file", name) for name in names)


def is_offer_file(attachment: Attachment, lexicon: Lexicon) -> bool:
    """Return whether an attachment is an offer by its name: a document, not a catalogue, picture or certificate."""
    name = (attachment.name or "").replace("_", " ")
    if not name or NO_OFFER_FILE.search(name):
        return False
    return lexicon.first("quote-file", name) is not None


_RECKONED = re.compile(r"\d[ \w.]{0,20}[x×*]\s?(?:[a-z$€£¥]{0,4}\s?)?[\d.,]+[^=\n]{0,12}=")


def _beyond_the_order(offered: tuple[Sum, ...], message: Message, reading: Reading) -> tuple[Sum, ...]:
    """Return the sums beside an order's paper that are none of its own: neither reckoned there nor told before."""
    kept = tuple(one for one in offered if not _is_reckoned(one, reading))
    before = {one.value for one in sums(message.quoted)} if kept and message.quoted else set()
    return tuple(one for one in kept if one.value not in before)


def _is_reckoned(one: Sum, reading: Reading) -> bool:
    """Return whether a price stands in a line of an order's paper: "800 pcs x 13.40 USD = 10,720 USD"."""
    return _RECKONED.search(reading.at(one.start).text) is not None


def _on_another_matter(offered: tuple[Sum, ...], accepted: tuple[Hit, ...], reading: Reading) -> bool:
    """Return whether prices follow "by the way", in a sentence apart from that which confirms an order."""
    of_order = {reading.sentence_of(hit).start for hit in accepted}
    here = [reading.at(one.start) for one in offered]
    return any(one.start not in of_order and reading.within(one, "by-the-way") for one in here)
