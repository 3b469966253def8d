"""What a customer does with a mail: the acts of definitions.md `kind`, the strongest wins.

Public: `decide`. Orders are in `ordering`, samples, inquiries and questions in `asking`, what is put off in `later`.

stop_request > refusal > order > sample_request > inquiry > a reply that asks > holding_reply > reply.
"""

import re

from assistant.facts.acts.asking import inquiry, question, sample
from assistant.facts.acts.awaiting import awaited
from assistant.facts.acts.decision import Decision, decided, shown_as
from assistant.facts.acts.declining import declined, is_bid, is_denied
from assistant.facts.acts.in_part import refuses_a_part
from assistant.facts.acts.later import decided_later, no_for_now
from assistant.facts.acts.offers import offer_to_us
from assistant.facts.acts.ordering import agreed, goods_called_for, order
from assistant.facts.acts.stopping import stop
from assistant.facts.acts.tenders import sets_conditions
from assistant.facts.dates.lone_dates import lone_date
from assistant.facts.lexicon import Hit, fold
from assistant.facts.sentences import Reading
from assistant.model import Kind, Message

_OF_ONE = re.compile(r" (?:for|to|with) (?:the|a|your)\b")
_ONE_ITEM = re.compile(r"\bneed(?:ed)?\b")


def decide(message: Message, reading: Reading, *, is_answer: bool) -> Decision:
    """Return what an inbound mail of a person is; `is_answer`: it answers mail of ours (headers, subject, history)."""
    act = stop(message, reading) or _refusal(message, reading)
    if act is None or act.kind is Kind.REFUSAL:
        act = _bought(message, reading, act, is_answer=is_answer)
    if act is None and (is_answer or reading.hits("as-before")):
        act = goods_called_for(reading)
    if act is None and is_answer:
        act = _brief(reading) or agreed(reading)
    if act is not None:
        return act
    stranger = None if is_answer else _stranger(reading)
    if stranger is not None:
        return stranger
    offer = offer_to_us(message, reading, is_answer=is_answer)
    wished = sample(reading)
    if wished is not None:
        return wished
    if offer.holds:
        return Decision(kind=Kind.QUOTE, confidence=offer.confidence, evidence=offer.evidence)
    wished = inquiry(message, reading, is_answer=is_answer)
    if wished is not None:
        return wished
    asked = question(reading)
    if asked is not None:
        return Decision(kind=Kind.REPLY, confidence=0.85, evidence=(shown_as("reply.asks", asked),))
    helps = bool(reading.hits("courtesy") and reading.hits("request"))  # "any questions, call me" ends what is told
    held = None if helps else _put_off(message, reading)
    if held is not None:
        return held
    if is_answer and lone_date(message, reading) is not None:
        return Decision(kind=Kind.HOLDING_REPLY, confidence=0.6, evidence=(shown_as("holding.date", reading.folded),))
    no = declined(message, reading) if is_answer else None
    if no is not None:
        return decided(Kind.REFUSAL, 0.6, reading, no)
    return Decision(kind=Kind.REPLY, confidence=0.7)


def _put_off(message: Message, reading: Reading) -> Decision | None:
    """Return the holding reply of a mail that asks nothing: an answer promised, an order awaited, a day to decide."""
    holding = [hit for hit in reading.hits("holding") if not _is_told_to_us(reading, hit)]
    holding += (*reading.hits("taken-along"), *awaited(reading))
    if holding:
        return decided(Kind.HOLDING_REPLY, 0.85, reading, holding[0])
    deciding = decided_later(message, reading)
    if deciding is not None and not _is_told_to_us(reading, deciding):
        return decided(Kind.HOLDING_REPLY, 0.7, reading, deciding)
    return None


def _bought(message: Message, reading: Reading, no: Decision | None, *, is_answer: bool) -> Decision | None:
    """Return the order of a mail, or its refusal `no`; both may stand in it, where some of the goods are left out."""
    bought = order(message, reading, is_answer=is_answer)
    if bought is None and no is not None and is_answer:
        bought = agreed(reading)
    if no is None or bought is None:
        return bought or no
    return bought if refuses_a_part(reading, fold(bought.evidence[0].text)) else no


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
                return decided(kind, 0.8, reading, hit)
    return None


def _is_told_to_us(reading: Reading, hit: Hit) -> bool:
    """Return whether words of putting off are told to us or of others: "you have to check this first"."""
    return any(one.start <= hit.end + 1 and one.end + 1 >= hit.start for one in reading.hits("not-holding"))


def _refusal(message: Message, reading: Reading) -> Decision | None:
    """Return a refusal, or the holding reply it is when they want to be written to later; None while they still ask."""
    if any(one.asks and not reading.within(one, "parting-question") for one in reading.sentences):
        return None
    hits = [hit for hit in reading.hits("refusal") if not (is_denied(reading, hit) or is_bid(reading, hit))]
    hits = [hit for hit in hits if not sets_conditions(reading, hit)]
    if not hits or any(not _is_of_old_order(reading, hit) for hit in reading.hits("still-wanted")):
        return None
    if all(hit.words.startswith("no thank") and _OF_ONE.match(reading.folded, hit.end) for hit in hits):
        return None  # "no thanks for the sea freight": no to one item
    if all(_ONE_ITEM.search(hit.words) for hit in hits) and reading.hits("holding"):
        return None  # "we don't need the track lights, I check the spots with the client": no to one item
    if reading.hits("bargaining") and reading.hits("request"):
        return None  # "another supplier is cheaper, please revise": they still want it
    later = no_for_now(message, reading, hits)
    if later is not None:
        return decided(Kind.HOLDING_REPLY, 0.75, reading, later)
    return decided(Kind.REFUSAL, 0.9, reading, hits[0])


def _is_of_old_order(reading: Reading, wanted: Hit) -> bool:
    """Return whether what stands is an order of before: "we bought elsewhere, the old order stands" buys nothing."""
    return any(old.start < wanted.end and wanted.start < old.end for old in reading.hits("old-order"))


def _stranger(reading: Reading) -> Decision | None:
    hits = reading.hits("other-party")
    if not hits:
        return None
    return decided(Kind.OTHER, 0.75, reading, hits[0])
