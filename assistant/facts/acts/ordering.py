"""Whether a customer commits to buy (definitions `order`). Public: `order`, `goods_called_for`, `agreed`."""

import re

from assistant.facts.acts.awaiting import awaits
from assistant.facts.acts.bidding import bids, sells
from assistant.facts.acts.decision import Decision, decided
from assistant.facts.acts.declining import is_denied
from assistant.facts.acts.in_part import leaves_out
from assistant.facts.acts.later import bought_later, taken_along
from assistant.facts.acts.proformas import before_offer, is_named
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading, Sentence, asks_by_beginning
from assistant.facts.trade.counts import bare_count
from assistant.facts.trade.terms import quantities
from assistant.model import Evidence, Kind, Message

_ORDERS = re.compile(
    r"order|(?<![a-z])l?po(?![a-z])|proforma|pedido|compra|commande|bestell|auftrag|ordin|заказ|инвойс|договор|طلب|شراء|siparis|"
    r"zam[oa]w|注文|発注|订|单|合同|发票|발주|주문|dat hang|don hang|pesan|chot"
)
_PAPER = re.compile(r"\s(?:confirmation|number(?! \d)|no\b(?!\.? ?\d)|status|acknowledg|list\b|details)")

# Right before the words of an order: "do not start production yet".
_NEGATED = re.compile(
    r"(?:\b(?:not|don't|dont|never|cannot|can't|nicht|kein\w{0,2}|no|nao|ne|non|nie|не|jangan|belum|tidak|gak|khong|chua|dung|khoan)"
    r"(?: (?:yet|noch|ainda|encore|ancora|пока|еще|dulu|voi))?|(?<!\w)(?:لا|لم|لن|ما)) $|(?:不|没|别|勿|不要|先不)$"
)
# Between them: "n'envoyez pas encore la proforma", "счет пока не выставляйте".
_NEGATED_WITHIN = re.compile(
    r"\b(?:not|don't|dont|never|nicht|kein\w{0,2}|pas|jamais|nao|non|nie|не|jangan|belum|khong|chua)\b|(?<!\w)(?:لا|لم|لن)(?!\w)|아직"
)
_NEGATED_BEHIND = re.compile(r"\s?지 ?(?:마|말|않|못)|ないで|하지 ?(?:마|말|않|못)")


def _counts_as_before(reading: Reading, sentence: Sentence) -> bool:
    """Return whether somebody who bought before says how many: "same again as last time, 4000 of the small ones"."""
    return reading.within(sentence, "as-before") is not None and bare_count(sentence.text) is not None


def _negated(reading: Reading, hit: Hit) -> bool:
    before = _NEGATED.search(reading.folded, max(0, hit.start - 14), hit.start)
    if before is not None or _NEGATED_WITHIN.search(hit.words) is not None:
        return True
    return not hit.words.isascii() and _NEGATED_BEHIND.match(reading.folded, hit.end) is not None


def _undone(reading: Reading, hit: Hit) -> bool:
    return _negated(reading, hit) or is_denied(reading, hit) or taken_along(reading, hit) or awaits(reading, hit)


def _asks_how_to_pay(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Return whether a question is one that only buyers ask: for the proforma, or where to pay."""
    return "proforma" in hit.words or reading.within(sentence, "order-question") is not None


def _about_sample(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence asks for a sample, not for goods; one of a few words may name it just before."""
    told = [sentence]
    if sentence.leans:
        told += [one for one in reading.sentences if one.start < sentence.start][-1:]
    if reading.within(sentence, "sample-done", "accepts"):
        return False
    return any(reading.within(one, "sample-noun") and not reading.within(one, "sample-done") for one in told)


def order(message: Message, reading: Reading, *, is_answer: bool) -> Decision | None:
    """Return an order: said in a sentence that is neither conditional nor about an old one, or attached by name."""
    proforma = before_offer(message, reading, is_answer=is_answer)
    for hit in reading.hits("order") if not sells(reading) else ():
        sentence = reading.sentence_of(hit)
        if reading.within(sentence, "delivered") or _about_sample(reading, sentence):
            continue
        if proforma is not None and is_named(reading, hit):
            continue  # "for our budget, please prepare a proforma"
        if (sentence.asks or asks_by_beginning(sentence.text)) and not _asks_how_to_pay(reading, sentence, hit):
            continue
        if reading.within(sentence, "condition", "own-condition", "still-open", "past-deal"):
            continue  # "ok if you can do 2.20" is a bid, "last year we closed at 2.20" another
        if not is_answer and any(
            (one.asks or reading.within(one, "asks-their-price")) and reading.within(one, "wants-offer")
            for one in reading.sentences
        ):
            continue  # "we need 500. What do they cost?" is a first question
        if _PAPER.match(reading.folded, hit.end):
            continue  # "I need the order confirmation"
        if _undone(reading, hit) or _numbers_a_paper(reading, sentence, hit) or bids(reading, hit):
            continue
        if bought_later(message, reading, hit):
            continue  # "we order in autumn"
        if hit.words == "po" and reading.language == "pl" and reading.shown(hit) != "PO":
            continue  # the Polish word for "after"
        if (
            not is_answer
            and not message.attachments
            and not (_ORDERS.search(sentence.text) or quantities(sentence.text) or _counts_as_before(reading, sentence))
        ):
            continue  # "go ahead" means something only to somebody who has made an offer
        return decided(Kind.ORDER, 0.9, reading, hit)
    return _paid_on_paper(reading) or _attached(message, reading)


def _attached(message: Message, reading: Reading) -> Decision | None:
    """Return the order that a file's name tells; none where an old order is spoken of."""
    for attachment in message.attachments if not reading.hits("delivered") else ():
        name = (attachment.name or "").replace("_", " ")
        if reading.lexicon.first("po-file", name) and not re.search(r"quot|offer|invoice", name, re.I):
            evidence = Evidence(what="po-file", where="attachment", text=name[:120])
            return Decision(kind=Kind.ORDER, confidence=0.8, evidence=(evidence,))
    return None


def _paid_on_paper(reading: Reading) -> Decision | None:
    """Return the order of one who pays as soon as he has the proforma: "PI 주시면 오늘 입금할게요"."""
    for hit in reading.hits("pays-on-paper"):
        sentence = reading.sentence_of(hit)
        if sentence.asks or _undone(reading, hit) or reading.within(sentence, "condition", "delivered", "past-deal"):
            continue
        return decided(Kind.ORDER, 0.8, reading, hit)
    return None


# Where one stands in the same sentence, goods that are called for are asked about, tried, replaced or only imagined.
_NOT_CALLED_FOR = (
    *("price-ask", "wants-offer", "sample-noun", "trial-purpose", "condition", "own-condition", "delivered"),
    *("complaint", "by-courier", "past-deal", "pictures"),
)


def goods_called_for(reading: Reading) -> Decision | None:
    """Return the order in an imperative with a quantity ("put us down for 500 kg"), to whom we made an offer before.

    A few pieces are spares, and no samples, where a machine stands still: "the press is down, send 2 pcs".
    """
    if any(one.asks and reading.within(one, "price-ask", "wants-offer") for one in reading.sentences):
        return None  # "How much is the large one? We need 15."
    if reading.hits("send-goods") and sells(reading):
        return None  # "our yarn is 3.20 a kilo, stock 12 tons, let me know and I reserve"
    spares = ("sample-ask", "few-pieces", "by-courier") if reading.hits("breakdown") else ()
    for hit in (one for group in ("send-goods", *spares) for one in reading.hits(group)):
        sentence = reading.sentence_of(hit)
        if sentence.asks or _undone(reading, hit) or _about_sample(reading, sentence) or bids(reading, hit):
            continue
        if not (quantities(sentence.text) or _counts_goods(reading, sentence)):
            continue
        against = [one for one in _NOT_CALLED_FOR if one not in spares and reading.within(sentence, one)]
        if not against or (against == ["price-ask"] and reading.within(sentence, "accepts", "as-offered")):
            return decided(Kind.ORDER, 0.75, reading, hit)  # "send 50 sets at the agreed price" asks for none
    return None


def _counts_goods(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a number without a unit counts goods: not in "send invoice 1043", "the papers by 25 April"."""
    count, papers = bare_count(sentence.text), reading.within(sentence, "not-goods")
    return count is not None and (papers is None or papers.start - sentence.start > sentence.text.index(count))


def _numbers_a_paper(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Return whether the number in the words of an order belongs to a paper or a line: "send us the 3 data sheets"."""
    number = _NUMBER.search(hit.words)
    if number is None or quantities(sentence.text) or _counts_goods(reading, sentence):
        return False
    start, end = hit.start + number.start(), hit.start + number.end()
    near = reading.folded[max(sentence.start, start - _BESIDE) : start].rpartition(",")[2]
    behind = reading.folded[end : end + _BESIDE].partition(",")[0]
    return any(start - len(near) <= one.start < end + len(behind) for one in reading.hits("not-goods"))


_NUMBER = re.compile(r"\d+")
_BESIDE = 25  # characters around a number in which its noun stands


_BUYERS_ASK = ("order-paper", "order-question")  # "deal, 200 units. What was your bank again?"


def agreed(reading: Reading) -> Decision | None:
    """Return the order that an agreement makes together with an order's papers or a quantity: "deal, 200 units".

    A question is no hindrance where it is about those papers: "deal, 200 units. Can we have the PI today?"
    """
    hits = [hit for hit in reading.hits("accepts") if not _undone(reading, hit)]
    hits = [hit for hit in hits if not asks_by_beginning(reading.sentence_of(hit).text)]
    if not hits or any(one.asks and not reading.within(one, *_BUYERS_ASK) for one in reading.sentences):
        return None
    if any(reading.hits(group) for group in ("receipt", "delivered", "sample-noun", "bargaining", "price-objection")):
        return None
    for hit in (
        one for group in ("condition", "own-condition", "holding", "still-open") for one in reading.hits(group)
    ):
        if not leaves_out(reading, hit):
            return None
    if any(reading.hits(group) for group in ("taken-along", "past-deal", "order-awaits")):
        return None
    if any(reading.hits(group) for group in ("target", "sample-ask", "complaint")) or _wants_more(reading, hits):
        return None
    if reading.hits("order-paper") or quantities(reading.folded) or bare_count(reading.folded):
        return decided(Kind.ORDER, 0.7, reading, hits[0])
    return None


def _wants_more(reading: Reading, agreed: list[Hit]) -> bool:
    """Return whether another price or offer is asked for: "that is fine, please quote 200 of the large one too"."""
    accepting = {reading.sentence_of(hit).start for hit in agreed}
    wishes = (*reading.hits("wants-offer"), *reading.hits("new-goods"))
    return any(reading.sentence_of(hit).start not in accepting for hit in wishes)
