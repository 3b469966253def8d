"""What a customer does with a mail: the acts of definitions.md `kind`, the strongest wins.

Public: `Decision`, `decide`, `question`.

stop_request > refusal > order > sample_request > inquiry > a reply that asks > holding_reply > reply.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.facts.amounts import sums
from assistant.facts.counts import bare_count
from assistant.facts.dates import named_date
from assistant.facts.declining import declined, is_denied
from assistant.facts.lexicon import UNSPACED, Hit
from assistant.facts.lone_dates import lone_date
from assistant.facts.offers import is_offer_file, offer_to_us
from assistant.facts.sentences import Reading, Sentence
from assistant.facts.terms import quantities
from assistant.model import Evidence, Kind, Message

_ORDERS = re.compile(
    r"order|(?<![a-z])l?po(?![a-z])|proforma|pedido|compra|commande|bestell|auftrag|ordin|заказ|инвойс|договор|طلب|شراء|siparis|"
    r"zamow|注文|発注|订|单|合同|发票|발주|주문|dat hang|don hang|pesan|chot"
)


_FOOTER = re.compile(r"http|click|preferences|\b(?:or|to) unsubscribe")
_OF_ONE = re.compile(r" (?:for|to|with) (?:the|a|your)\b")
_PAPER = re.compile(r"\s(?:confirmation|number(?! \d)|no\b(?!\.? ?\d)|status|acknowledg|list\b|details)")
_METRES = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s?(?:(?:m|lm|mtrs?|metr\w*|meters?|метр\w*|м)\b|米|メートル|미터)|метр\w* \d"
)
_MANY = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[. ]\d{3})+|\d{3,6})(?!\d|[.,]\d)|\d+ (?:mil|mila|tys|bin)\b")
_FEW_LETTERS = 40  # of a sentence that leaves to the one before what it is about
_ONE_ITEM = re.compile(r"\bneed(?:ed)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A kind with its reasons."""

    kind: Kind
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def decide(message: Message, reading: Reading, *, is_answer: bool) -> Decision:
    """Return what an inbound mail of a person is; `is_answer`: it answers mail of ours (headers, subject, history)."""
    act = _stop(reading) or _refusal(reading) or _order(message, reading, is_answer=is_answer)
    if act is None and (is_answer or reading.hits("as-before")):
        act = _goods_called_for(reading)
    if act is None and is_answer:
        act = _brief(reading) or _agreed(reading)
    if act is not None:
        return act
    stranger = None if is_answer else _stranger(reading)
    if stranger is not None:
        return stranger
    offer = offer_to_us(message, reading, is_answer=is_answer)
    sample = _sample(reading)
    if sample is not None:
        return sample
    if offer.holds:
        return Decision(kind=Kind.QUOTE, confidence=offer.confidence, evidence=offer.evidence)
    inquiry = _inquiry(message, reading, is_answer=is_answer)
    if inquiry is not None:
        return inquiry
    asked = question(reading)
    if asked is not None:
        return Decision(kind=Kind.REPLY, confidence=0.85, evidence=(_evidence("reply.asks", asked),))
    holding = reading.hits("holding")
    if holding:
        return _decided(Kind.HOLDING_REPLY, 0.85, reading, holding[0])
    deciding = decided_later(message, reading)
    if deciding is not None:
        return _decided(Kind.HOLDING_REPLY, 0.7, reading, deciding)
    if is_answer and lone_date(message, reading) is not None:
        return Decision(kind=Kind.HOLDING_REPLY, confidence=0.6, evidence=(_evidence("holding.date", reading.folded),))
    no = declined(message, reading) if is_answer else None
    if no is not None:
        return _decided(Kind.REFUSAL, 0.6, reading, no)
    return Decision(kind=Kind.REPLY, confidence=0.7)


def decided_later(message: Message, reading: Reading) -> Hit | None:
    """Return words of deciding that stand in one sentence with a day or period to come: "the budget is in April"."""
    if not reading.hits("deciding"):
        return None
    for sentence in reading.sentences:
        hit = reading.within(sentence, "deciding")
        if hit is not None and named_date(sentence.text, reading.language, message.at) is not None:
            return hit
    return None


def _decided(kind: Kind, confidence: float, reading: Reading, hit: Hit) -> Decision:
    evidence = Evidence(what=hit.group, where="new_text", text=reading.shown(hit))
    return Decision(kind=kind, confidence=confidence, evidence=(evidence,))


_BRIEF = (
    ("brief-stop", Kind.STOP_REQUEST),
    ("brief-refusal", Kind.REFUSAL),
    ("brief-order", Kind.ORDER),
    ("brief-holding", Kind.HOLDING_REPLY),
)
_MOST_BRIEF = 90  # letters of a mail that can be brief
_NO_WORD = re.compile(r"[\W_]+")


def _brief(reading: Reading) -> Decision | None:
    """Return the act of a mail of a few words, one sentence of which is nothing but a bare yes, no, later or stop.

    Where the mail also asks something, only a stop is taken at its word.
    """
    if not any(reading.hits(group) for group, _ in _BRIEF):
        return None
    if len(_NO_WORD.sub("", reading.folded)) > _MOST_BRIEF:
        return None
    asks = any(sentence.asks for sentence in reading.sentences)
    for group, kind in _BRIEF[:1] if asks else _BRIEF:
        for hit in reading.hits(group):
            sentence = reading.sentence_of(hit)
            if _NO_WORD.sub("", sentence.text) == _NO_WORD.sub("", hit.words):
                return _decided(kind, 0.8, reading, hit)
    return None


def _evidence(what: str, text: str) -> Evidence:
    return Evidence(what=what, where="new_text", text=" ".join(text.split())[:120])


def _stop(reading: Reading) -> Decision | None:
    for hit in reading.hits("stop-request"):
        sentence = reading.sentence_of(hit)
        if reading.within(sentence, "stop-trap", "bulk-release"):
            continue
        if hit.words == "unsubscribe" and (len(sentence.text) > 60 or _FOOTER.search(sentence.text)):
            continue  # a footer's offer to us, not a wish of theirs
        return _decided(Kind.STOP_REQUEST, 0.95, reading, hit)
    return None


def _refusal(reading: Reading) -> Decision | None:
    """Return a refusal, or the holding reply it is when they want to be written to later; None while they still ask."""
    if any(one.asks and not reading.within(one, "parting-question") for one in reading.sentences):
        return None
    hits = [hit for hit in reading.hits("refusal") if not is_denied(reading, hit)]
    if not hits or reading.hits("still-wanted"):
        return None
    if all(hit.words.startswith("no thank") and _OF_ONE.match(reading.folded, hit.end) for hit in hits):
        return None  # "no thanks for the sea freight": no to one item
    if all(_ONE_ITEM.search(hit.words) for hit in hits) and reading.hits("holding"):
        return None  # "we don't need the track lights, I check the spots with the client": no to one item
    if reading.hits("bargaining") and reading.hits("request"):
        return None  # "another supplier is cheaper, please revise": they still want it
    later = [hit for hit in reading.hits("back-later") if reading.sentence_of(hit) is not reading.sentence_of(hits[0])]
    if later:
        return _decided(Kind.HOLDING_REPLY, 0.75, reading, later[0])
    return _decided(Kind.REFUSAL, 0.9, reading, hits[0])


# Right before the words of an order: "do not start production yet".
_NEGATED = re.compile(
    r"(?:\b(?:not|don't|dont|never|cannot|can't|nicht|no|nao|ne|non|nie|не|jangan|belum|tidak|gak|khong|chua|dung|khoan)"
    r"(?: (?:yet|noch|ainda|encore|ancora|пока|еще|dulu|voi))?|(?<!\w)(?:لا|لم|لن|ما)) $|(?:不|没|别|勿|不要|先不)$"
)


def _negated(reading: Reading, hit: Hit) -> bool:
    return _NEGATED.search(reading.folded, max(0, hit.start - 14), hit.start) is not None


def _asks_how_to_pay(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Return whether a question is one that only buyers ask: for the proforma, or where to pay."""
    return "proforma" in hit.words or reading.within(sentence, "order-question") is not None


def _about_sample(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence asks for a sample, not for goods; one of a few words may name it just before."""
    told = [sentence]
    if len(sentence.text) < _FEW_LETTERS:
        told += [one for one in reading.sentences if one.start < sentence.start][-1:]
    if reading.within(sentence, "sample-done", "accepts"):
        return False
    return any(reading.within(one, "sample-noun") and not reading.within(one, "sample-done") for one in told)


def _order(message: Message, reading: Reading, *, is_answer: bool) -> Decision | None:
    """Return an order: said in a sentence that is neither conditional nor about an old one, or attached by name."""
    about_old = reading.hits("delivered")
    for hit in reading.hits("order"):
        sentence = reading.sentence_of(hit)
        if reading.within(sentence, "delivered") or _about_sample(reading, sentence):
            continue
        if sentence.asks and not _asks_how_to_pay(reading, sentence, hit):
            continue
        if reading.within(sentence, "condition", "own-condition", "still-open"):
            continue  # "ok if you can do 2.20" is a bid
        if not is_answer and any(one.asks and reading.within(one, "wants-offer") for one in reading.sentences):
            continue  # "we need 500. What do they cost?" is a first question
        if _PAPER.match(reading.folded, hit.end):
            continue  # "I need the order confirmation"
        if _negated(reading, hit) or is_denied(reading, hit):
            continue
        if hit.words == "po" and reading.language == "pl" and reading.shown(hit) != "PO":
            continue  # the Polish word for "after"
        if not is_answer and not message.attachments and not (_ORDERS.search(hit.words) or quantities(sentence.text)):
            continue  # "go ahead" means something only to somebody who has made an offer
        return _decided(Kind.ORDER, 0.9, reading, hit)
    for attachment in message.attachments:
        name = (attachment.name or "").replace("_", " ")
        if (
            not about_old
            and reading.lexicon.first("po-file", name)
            and not re.search(r"quot|offer|invoice", name, re.I)
        ):
            evidence = Evidence(what="po-file", where="attachment", text=name[:120])
            return Decision(kind=Kind.ORDER, confidence=0.8, evidence=(evidence,))
    return None


# Where one stands in the same sentence, goods that are called for are asked about, tried, replaced or only imagined.
_NOT_CALLED_FOR = (
    *("price-ask", "wants-offer", "sample-noun", "trial-purpose", "condition", "own-condition", "delivered"),
    "complaint",
)


def _goods_called_for(reading: Reading) -> Decision | None:
    """Return the order in an imperative with a quantity ("put us down for 500 kg"), to whom we made an offer before."""
    if any(one.asks and reading.within(one, "price-ask", "wants-offer") for one in reading.sentences):
        return None  # "How much is the large one? We need 15."
    for hit in reading.hits("send-goods"):
        sentence = reading.sentence_of(hit)
        if sentence.asks or _negated(reading, hit) or is_denied(reading, hit) or _about_sample(reading, sentence):
            continue
        if not (quantities(sentence.text) or _counts_goods(reading, sentence)):
            continue
        against = [group for group in _NOT_CALLED_FOR if reading.within(sentence, group)]
        if not against or (against == ["price-ask"] and reading.within(sentence, "accepts")):
            return _decided(Kind.ORDER, 0.75, reading, hit)  # "send 50 sets at the agreed price" asks for none
    return None


def _counts_goods(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a number without a unit counts goods: not in "send invoice 1043", "the papers by 25 April"."""
    count, papers = bare_count(sentence.text), reading.within(sentence, "not-goods")
    return count is not None and (papers is None or papers.start - sentence.start > sentence.text.index(count))


def _agreed(reading: Reading) -> Decision | None:
    """Return the order that an agreement makes together with an order's papers or a quantity: "deal, 200 units".

    A question is no hindrance where it is about those papers: "deal, 200 units. Can we have the PI today?"
    """
    hits = [hit for hit in reading.hits("accepts") if not (_negated(reading, hit) or is_denied(reading, hit))]
    if not hits or any(one.asks and not reading.within(one, "order-paper") for one in reading.sentences):
        return None
    if any(reading.hits(group) for group in ("receipt", "delivered", "sample-noun", "bargaining", "price-objection")):
        return None
    if any(reading.hits(group) for group in ("condition", "own-condition", "holding", "still-open")):
        return None
    if any(reading.hits(group) for group in ("target", "sample-ask", "complaint")) or _wants_more(reading, hits):
        return None
    if reading.hits("order-paper") or quantities(reading.folded) or bare_count(reading.folded):
        return _decided(Kind.ORDER, 0.7, reading, hits[0])
    return None


def _wants_more(reading: Reading, agreed: list[Hit]) -> bool:
    """Return whether another price or offer is asked for: "that is fine, please quote 200 of the large one too"."""
    accepting = {reading.sentence_of(hit).start for hit in agreed}
    wishes = (*reading.hits("wants-offer"), *reading.hits("new-goods"))
    return any(reading.sentence_of(hit).start not in accepting for hit in wishes)


def _sample(reading: Reading) -> Decision | None:
    if not (reading.hits("sample-noun") or reading.hits("sample-ask")):
        return _trial_piece(reading)
    for sentence in reading.sentences:
        if reading.within(sentence, "sample-done"):
            continue
        noun = reading.within(sentence, "sample-noun")
        asked = sentence.asks or reading.within(sentence, "ask")
        if noun is not None and asked:
            return _decided(Kind.SAMPLE_REQUEST, 0.9, reading, noun)
        shipped = reading.within(sentence, "sample-ask")
        if shipped is not None:
            return _decided(Kind.SAMPLE_REQUEST, 0.75, reading, shipped)
    return _few_pieces(reading) or _trial_piece(reading)


def _trial_piece(reading: Reading) -> Decision | None:
    """Return the wish for a few pieces told by what they are for: "Could we get two first? To show our client." """
    for hit in reading.hits("few-pieces") if reading.hits("trial-purpose") else ():
        sentence = reading.sentence_of(hit)
        wanted = sentence.asks or reading.within(sentence, "ask", "send-goods", "trial-purpose")
        if wanted and not reading.within(sentence, "sample-done", "complaint"):
            return _decided(Kind.SAMPLE_REQUEST, 0.7, reading, hit)
    return None


def _few_pieces(reading: Reading) -> Decision | None:
    """Return the request for samples told in two sentences: "We want to see it first. Please send 2 pieces." """
    for before, sentence in pairwise(reading.sentences):
        noun = reading.within(before, "sample-noun")
        if noun is None or reading.within(before, "sample-done") or len(sentence.text) >= _FEW_LETTERS:
            continue
        asked = sentence.asks or reading.within(sentence, "ask")
        if asked and quantities(sentence.text) and not reading.within(sentence, "price-ask", "order-paper"):
            return _decided(Kind.SAMPLE_REQUEST, 0.7, reading, noun)
    return None


def _inquiry(message: Message, reading: Reading, *, is_answer: bool) -> Decision | None:
    """Return an inquiry: asks for price, offer or goods; in an answer only for goods beside those on the table."""
    for sentence in reading.sentences if reading.hits("price-ask") else ():
        wish = reading.within(sentence, "price-ask")
        if wish is None or not (sentence.asks or reading.within(sentence, "ask")):
            continue
        if not is_answer:
            return _decided(Kind.INQUIRY, 0.9, reading, wish)
        other = any(_named_before(reading, hit, sentence) for hit in reading.hits("other-matter"))
        if reading.within(sentence, "bargaining") and not other:
            continue
        fresh = _named_before(reading, reading.within(sentence, "new-goods"), sentence)
        if fresh is None and other:
            fresh = reading.within(sentence, "wants-offer")
        if fresh is not None:
            return _decided(Kind.INQUIRY, 0.75, reading, fresh)
        if message.quoted and reading.within(sentence, "wants-offer") and not sums(message.quoted):
            return _decided(Kind.INQUIRY, 0.7, reading, wish)
    return _other_goods(reading) if is_answer else _first_word(message, reading)


def _named_before(reading: Reading, fresh: Hit | None, sentence: Sentence) -> Hit | None:
    """Return words of other goods, if a price is asked behind them: where commas part sentences, order tells."""
    if fresh is None or reading.language not in UNSPACED:
        return fresh
    end = sentence.start + len(sentence.text)
    return fresh if any(fresh.start <= hit.start < end for hit in reading.hits("price-ask")) else None


def _other_goods(reading: Reading) -> Decision | None:
    """Return an inquiry for goods beside those on the table: asked whether we have them, and told how many."""
    beside = bool(reading.hits("other-matter")) and _MANY.search(reading.folded) is not None
    for hit in reading.hits("also-make"):
        counted = beside or _METRES.search(reading.folded) or quantities(reading.folded)
        if reading.sentence_of(hit).asks and counted:
            return _decided(Kind.INQUIRY, 0.7, reading, hit)
    return None


def _first_word(message: Message, reading: Reading) -> Decision | None:
    """Return an inquiry for a first mail that names goods without the usual words: a form, a list, target prices."""
    for hit in (*reading.hits("target"), *reading.hits("wants-offer")):
        return _decided(Kind.INQUIRY, 0.85, reading, hit)
    if any(is_offer_file(attachment, reading.lexicon) for attachment in message.attachments):
        asks = reading.hits("ask")
        return _decided(Kind.INQUIRY, 0.6, reading, asks[0]) if asks else None
    words = reading.hits("price-ask")
    goods = quantities(reading.folded)
    if goods and words and len(reading.folded.split()) < 120:
        return Decision(kind=Kind.INQUIRY, confidence=0.6, evidence=(_evidence("inquiry.goods", goods[0]),))
    asked = question(reading)
    made = reading.hits("can-you-make")
    short = len(reading.folded.split()) <= 40
    if made and reading.sentence_of(made[0]).asks and len(reading.folded) <= 160:
        return _decided(Kind.INQUIRY, 0.6, reading, made[0])
    if short and asked is not None and (words or goods or reading.lexicon.first("price-ask", message.subject)):
        return Decision(kind=Kind.INQUIRY, confidence=0.55, evidence=(_evidence("inquiry.first-question", asked),))
    if short and not reading.hits("order-accepted") and reading.lexicon.first("wants-offer", message.subject):
        return Decision(kind=Kind.INQUIRY, confidence=0.55, evidence=(_evidence("inquiry.subject", message.subject),))
    return None


def _stranger(reading: Reading) -> Decision | None:
    hits = reading.hits("other-party")
    if not hits:
        return None
    return _decided(Kind.OTHER, 0.75, reading, hits[0])


def question(reading: Reading) -> str | None:
    """Return the words that ask us something we must answer; None where nothing does. Greetings are no questions."""
    for sentence in reading.sentences:
        if sentence.asks and not (reading.within(sentence, "rhetorical") and len(sentence.text.split()) <= 8):
            return sentence.text.strip()
    if not (reading.hits("request") or reading.hits("condition")):
        return None
    for sentence in reading.sentences:
        asked = reading.within(sentence, "request", "condition")
        if asked is not None and not reading.within(sentence, "patience"):
            return sentence.text.strip()
    return None
