"""What a customer wants of us: samples, or offers (definitions `sample_request`, `inquiry`), or only an answer.

Public: `sample`, `inquiry`, `question`.
"""

import re
from itertools import pairwise

from assistant.facts.acts.decision import Decision, decided, shown_as
from assistant.facts.acts.declining import is_bid
from assistant.facts.acts.offers import is_offer_file
from assistant.facts.acts.proformas import before_offer
from assistant.facts.acts.tenders import sets_conditions
from assistant.facts.dates.named import length_in
from assistant.facts.lexicon import UNSPACED, Hit
from assistant.facts.sentences import Reading, Sentence
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.terms import quantities
from assistant.model import Kind, Message

_MEASURES = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s?(?:(?:m|lm|t|mtrs?|metr\w*|meters?|метр\w*|м)\b|米|メートル|미터)|метр\w* \d"
)
_MANY = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[. ]\d{3})+|\d{3,6})(?!\d|[.,]\d)|\d+ (?:mil|mila|tys|bin)\b")


def sample(reading: Reading) -> Decision | None:
    """Return the request for samples, by their name, by words that ask for a piece, or by what a few are for."""
    if not (reading.hits("sample-noun") or reading.hits("sample-ask")):
        return _by_courier(reading) or _trial_piece(reading)
    for sentence in reading.sentences:
        if reading.within(sentence, "sample-done") or _asks_what_a_sample_costs(reading, sentence):
            continue
        noun = reading.within(sentence, "sample-noun")
        asked = sentence.asks or reading.within(sentence, "ask")
        if noun is not None and asked and not _overlapped(reading, noun, "no-sample"):
            return decided(Kind.SAMPLE_REQUEST, 0.9, reading, noun)
        shipped = None if reading.within(sentence, "proforma") else reading.within(sentence, "sample-ask")
        if shipped is not None and not _overlapped(reading, shipped, "no-sample", "not-pieces", "pictures"):
            return decided(Kind.SAMPLE_REQUEST, 0.75, reading, shipped)
    return _few_pieces(reading) or _by_courier(reading) or _trial_piece(reading)


def _by_courier(reading: Reading) -> Decision | None:
    """Return the wish for a few pieces told by how they travel: "courier us two blanks, we have a FedEx account"."""
    for hit in reading.hits("by-courier"):
        if not reading.within(reading.sentence_of(hit), "papers", "sample-done", "complaint"):
            return decided(Kind.SAMPLE_REQUEST, 0.7, reading, hit)
    return None


_NO_TRIAL = ("sample-done", "complaint", "not-pieces", "pictures")
_PIECES = re.compile(
    r"0*(?:[2-9]\d|[1-9]\d{2})[\d.,]*"
    r"(?! ?(?:g|gr|gram\w*|gam|ml|cm|г|гр|грамм|мл|غرام|جرام|克|毫升|グラム|그램)(?!\w))(?![\d.,])"
)


def _many(hit: Hit) -> bool:
    """Return whether so many pieces are wanted that nobody tries them: "200 cái"; grams are none."""
    return _PIECES.match(hit.words) is not None


def _trial_piece(reading: Reading) -> Decision | None:
    """Return the wish for a few pieces told by what they are for: "Could we get two first? To show our client." """
    for hit in reading.hits("few-pieces") if reading.hits("trial-purpose") else ():
        sentence = reading.sentence_of(hit)
        wanted = sentence.asks or reading.within(sentence, "ask", "send-goods", "trial-purpose")
        if wanted and not (_many(hit) or _counts_time(sentence, hit) or reading.within(sentence, *_NO_TRIAL)):
            return decided(Kind.SAMPLE_REQUEST, 0.7, reading, hit)
    return None


def _counts_time(sentence: Sentence, hit: Hit) -> bool:
    """Return whether a number counts weeks or days and no pieces: "the test takes three weeks"."""
    length = length_in(sentence.text)
    return length is not None and sentence.start + length[1] < hit.end and hit.start < sentence.start + length[2]


def _asks_what_a_sample_costs(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence names samples only to ask their price; asked for as well, it is a request for one."""
    costs = [hit for hit in reading.hits("sample-cost") if reading.sentence_of(hit) is sentence]
    named = [hit for hit in reading.hits("sample-noun") if reading.sentence_of(hit) is sentence]
    told = all(any(one.start <= hit.start and hit.end <= one.end for one in costs) for hit in named)
    return bool(costs) and told and reading.within(sentence, "sample-ask") is None


def _few_pieces(reading: Reading) -> Decision | None:
    """Return the request for samples told in two sentences: "We want to see it first. Please send 2 pieces." """
    for before, sentence in pairwise(reading.sentences):
        noun = reading.within(before, "sample-noun")
        if noun is None or reading.within(before, "sample-done") or not sentence.leans:
            continue
        asked = sentence.asks or reading.within(sentence, "ask")
        if asked and quantities(sentence.text) and not reading.within(sentence, "price-ask", "order-paper"):
            return decided(Kind.SAMPLE_REQUEST, 0.7, reading, noun)
    return None


def inquiry(message: Message, reading: Reading, *, is_answer: bool) -> Decision | None:
    """Return an inquiry: asks for price, offer or goods; in an answer only for goods beside those on the table."""
    proforma = before_offer(message, reading, is_answer=is_answer)
    if proforma is not None:
        return decided(Kind.INQUIRY, 0.75, reading, proforma)
    for sentence in reading.sentences if reading.hits("price-ask") else ():
        wish = _meant(reading, sentence, "price-ask")
        if wish is None or not (sentence.asks or reading.within(sentence, "ask")):
            continue
        if not is_answer:
            return decided(Kind.INQUIRY, 0.9, reading, wish)
        beside = [hit for hit in reading.hits("other-matter") if not _overlapped(reading, hit, "no-inquiry")]
        other = any(_named_before(reading, hit, sentence) for hit in beside)
        if reading.within(sentence, "sample-cost") or (reading.within(sentence, "bargaining") and not other):
            continue
        fresh = _named_before(reading, _meant(reading, sentence, "new-goods"), sentence)
        if fresh is None and other:
            fresh = reading.within(sentence, "wants-offer")
        if fresh is not None:
            return decided(Kind.INQUIRY, 0.75, reading, fresh)
        if message.quoted and reading.within(sentence, "wants-offer") and not sums(message.quoted):
            return decided(Kind.INQUIRY, 0.7, reading, wish)
    return (_other_goods(reading) if is_answer else _first_word(message, reading)) or _tender(reading, is_answer)


def _tender(reading: Reading, is_answer: bool) -> Decision | None:
    """Return an inquiry for conditions set for offers to come; in an answer only where ours is asked for."""
    if is_answer and not reading.hits("invites-offers"):
        return None
    set_down = next((hit for hit in reading.hits("refusal") if sets_conditions(reading, hit)), None)
    return decided(Kind.INQUIRY, 0.6, reading, set_down) if set_down is not None else None


def _overlapped(reading: Reading, hit: Hit, *groups: str) -> bool:
    """Return whether words are part of longer ones that mean something else: "rate" of "exchange rate"."""
    return any(one.start < hit.end and hit.start < one.end for group in groups for one in reading.hits(group))


def _meant(reading: Reading, sentence: Sentence, group: str) -> Hit | None:
    """Return the first hit of `group` in a sentence that asks for something."""
    if not reading.hits("no-inquiry"):
        return reading.within(sentence, group)
    end = sentence.start + len(sentence.text)
    here = (hit for hit in reading.hits(group) if sentence.start <= hit.start < end)
    return next((hit for hit in here if not _overlapped(reading, hit, "no-inquiry")), None)


def _named_before(reading: Reading, fresh: Hit | None, sentence: Sentence) -> Hit | None:
    """Return words of other goods, if a price is asked behind them: where commas part sentences, order tells."""
    if fresh is None or reading.language not in UNSPACED:
        return fresh
    end = sentence.start + len(sentence.text)
    return fresh if any(fresh.start <= hit.start < end for hit in reading.hits("price-ask")) else None


def _other_goods(reading: Reading) -> Decision | None:
    """Return an inquiry for goods beside those on the table: asked whether we have them, and told how many."""
    beside = bool(reading.hits("other-matter")) and _MANY.search(reading.folded) is not None
    asked_for = (*reading.hits("also-make"), *(reading.hits("can-you-make") if reading.hits("other-matter") else ()))
    for hit in asked_for:
        counted = beside or _MEASURES.search(reading.folded) or quantities(reading.folded)
        if reading.sentence_of(hit).asks and counted:
            return decided(Kind.INQUIRY, 0.7, reading, hit)
    return None


def _first_word(message: Message, reading: Reading) -> Decision | None:
    """Return an inquiry for a first mail that names goods without the usual words: a form, a list, target prices."""
    counts_none = not any(sign.isdigit() for sign in reading.folded)
    complains = reading.hits("complaint") and not any(mark in reading.folded for mark in "?？؟")
    if complains or (counts_none and reading.hits("holding") and question(reading) is None):
        return None  # goods or prices are named, and none are asked for
    for hit in (*reading.hits("target"), *reading.hits("wants-offer")):
        if not _overlapped(reading, hit, "no-inquiry"):
            return decided(Kind.INQUIRY, 0.85, reading, hit)
    if any(is_offer_file(attachment, reading.lexicon) for attachment in message.attachments):
        asks = reading.hits("ask")
        return decided(Kind.INQUIRY, 0.6, reading, asks[0]) if asks else None
    words = [hit for hit in reading.hits("price-ask") if not _overlapped(reading, hit, "no-inquiry")]
    goods = quantities(reading.folded)
    if goods and words and len(reading.folded.split()) < 120:
        return Decision(kind=Kind.INQUIRY, confidence=0.6, evidence=(shown_as("inquiry.goods", goods[0]),))
    asked = question(reading) if not reading.hits("tells-bounce") else None
    made = reading.hits("can-you-make")
    short = len(reading.folded.split()) <= 40
    if made and reading.sentence_of(made[0]).asks and len(reading.folded) <= 160:
        return decided(Kind.INQUIRY, 0.6, reading, made[0])
    if short and asked is not None and (words or goods or reading.lexicon.first("price-ask", message.subject)):
        return Decision(kind=Kind.INQUIRY, confidence=0.55, evidence=(shown_as("inquiry.first-question", asked),))
    if short and not reading.hits("order-accepted") and reading.lexicon.first("wants-offer", message.subject):
        return Decision(kind=Kind.INQUIRY, confidence=0.55, evidence=(shown_as("inquiry.subject", message.subject),))
    return None


def question(reading: Reading) -> str | None:
    """Return the words that ask us something we must answer; None where nothing does. Greetings are no questions."""
    for sentence in reading.sentences:
        if sentence.asks and not _needs_no_answer(reading, sentence):
            return sentence.text.strip()
    bid = next((hit for hit in reading.hits("refusal") if is_bid(reading, hit)), None)
    if bid is not None:
        return reading.sentence_of(bid).text.strip()
    if not (reading.hits("request") or reading.hits("condition")):
        return None
    for sentence in reading.sentences:
        asked = reading.within(sentence, "request", "condition")
        if asked is None or reading.within(sentence, "patience"):
            continue
        courtesy = reading.within(sentence, "courtesy")  # "should there be questions, please call me"
        if courtesy is None or asked.start < courtesy.start:
            return sentence.text.strip()
    return None


def _needs_no_answer(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a short question is a phrase, or only proposes to put off: "Circle back in the new year?" """
    if len(sentence.text.split()) > _SHORT:
        return False
    held = reading.within(sentence, "holding", "back-later")
    opens = held is not None and not reading.folded[sentence.start : held.start].strip(" \n¿'")
    return opens or reading.within(sentence, "rhetorical") is not None


_SHORT = 8  # words; Chinese and Japanese write a sentence in one or two
