"""Our own buying: whether we ask somebody for his price, and the price we bargain for.

Public: `asks_their_price`, `not_bid`, `hands_over`, `was_asked`. Outbound mail has no kind of its own for it; who is
first written to so is a supplier and never chased (definitions "Customer"). In doubt we buy: then nothing is drafted.
"""

import re

from assistant.facts.language import language_of
from assistant.facts.lexicon import Hit
from assistant.facts.parsing.body import below_heading
from assistant.facts.sentences import Reading
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.money import Sum
from assistant.model import Message

_OTHERWISE = ("asked-about-offer", "offer-promised")  # beside them the price is ours
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HEADING_LINES = 6  # of history, in which its writer is named


def asks_their_price(reading: Reading) -> Hit | None:
    """Return the words of an outbound mail that ask for the other's price, rate or quotation; None where none do.

    Naming the price we would pay asks for it as well.
    """
    asked = _asked(reading)
    if asked:
        return asked[0]
    bids = reading.hits("our-bid")
    if not bids:
        return None
    priced = {reading.at(one.start).start for one in sums(reading.folded, folded_from=reading.original)}
    return next((hit for hit in bids if reading.sentence_of(hit).start in priced), None)


def not_bid(offered: tuple[Sum, ...], reading: Reading) -> tuple[Sum, ...]:
    """Return the sums of an outbound mail without those that we would pay: "can you do it for 1.20?" offers nothing."""
    if not offered or not reading.hits("our-bid"):
        return offered
    return tuple(one for one in offered if reading.within(reading.at(one.start), "our-bid") is None)


def hands_over(reading: Reading) -> tuple[Hit, ...]:
    """Return the words that hand over an offer of ours.

    "견적서 보내 주세요" and "attached our drawing, please send your best offer" hold such words, and ask for one;
    "attached our catalogue (without prices)" hands over none.
    """
    sent = reading.hits("offer-sent")
    others = (*_asked(reading), *reading.hits("without-prices")) if sent else ()
    return tuple(hit for hit in sent if not any(one.start < hit.end and hit.start < one.end for one in others))


def _asked(reading: Reading) -> tuple[Hit, ...]:
    return tuple(hit for hit in reading.hits("asks-their-price") if not _is_ours(reading, hit))


def _is_ours(reading: Reading, hit: Hit) -> bool:
    """Return whether the price spoken of is ours, or what a buyer is willing to pay."""
    sentence = reading.sentence_of(hit)
    if reading.within(sentence, "not-their-price"):
        return True
    found = [other for group in _OTHERWISE if (other := reading.within(sentence, group)) is not None]
    return not all(hit.start <= other.start and other.end <= hit.end for other in found)


def was_asked(message: Message, reading: Reading) -> bool:
    """Return whether an inbound mail answers one of ours that asks for their price, as the history below it shows.

    History that its sender wrote himself is his own asking, and shows nothing.
    """
    heading = "\n".join(message.quoted.split("\n")[:_HEADING_LINES])
    writer = _ADDRESS.search(heading)
    if not message.quoted or (writer is not None and writer.group().lower() == message.sender.address):
        return False
    ours = below_heading(message.quoted)
    return bool(ours) and asks_their_price(Reading.of(ours, reading.lexicon, language_of(ours))) is not None
