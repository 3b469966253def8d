"""Prices of an offer made before that a later mail of ours names again: "our quotation of 3 November (USD 7.85)".

Public: `not_recalled`. Such a mail is a follow-up (definitions: "did you get our offer" is a reply); were it taken for
a quote, the silence would begin anew and an old quote would stay young for ever. New terms beside it make it an offer
again, and in doubt it stays one.
"""

from decimal import Decimal

from assistant.facts.amounts import sums
from assistant.facts.calendar_words import mentions
from assistant.facts.money import Sum
from assistant.facts.sentences import Reading, Sentence
from assistant.model import Message

_BESIDE = 40  # characters between the words for the offer and its day
_MOST_VALUES = 1  # a list of prices is given again, not mentioned
_A_DAY = 1  # an offer dated today, or yesterday in the writer's zone, is this one


def not_recalled(offered: tuple[Sum, ...], message: Message, reading: Reading) -> tuple[Sum, ...]:
    """Return the sums without those that only repeat an offer of before; all of them where a list is repeated."""
    if not offered or not (reading.hits("own-offer") or reading.hits("asked-about-offer")):
        return offered
    history = {one.value for one in sums(message.quoted)} if message.quoted else set()
    pointing = [sentence for sentence in reading.sentences if _points_back(sentence, message, reading)]
    spoken_of = bool(pointing or reading.hits("asked-about-offer"))
    old = [one for one in offered if _is_old(one, reading, pointing, history, spoken_of=spoken_of)]
    if len({one.value for one in old}) > _MOST_VALUES:
        return offered
    repeated = {one.value for one in old}
    return tuple(one for one in offered if one.value not in repeated)


def _is_old(one: Sum, reading: Reading, pointing: list[Sentence], history: set[Decimal], *, spoken_of: bool) -> bool:
    """Return whether a sum is that of the earlier offer, by its own sentence and by the history below the mail."""
    sentence = reading.at(one.start)
    if (history and one.value not in history) or reading.within(sentence, "new-terms", "offer-sent"):
        return False
    if sentence in pointing:
        return True
    return spoken_of and (one.value in history or reading.within(sentence, "price-before") is not None)


def _points_back(sentence: Sentence, message: Message, reading: Reading) -> bool:
    """Return whether a sentence speaks of our offer as made before: asks after it, or names its day."""
    own = reading.within(sentence, "own-offer")
    asked = reading.within(sentence, "asked-about-offer")
    if asked is not None and (own or reading.within(sentence, "offer-words")) and _asks(sentence, asked.words):
        return True
    if own is None:
        return False
    if reading.within(sentence, "some-time-ago"):
        return True
    sent = message.at.date()
    start, end = own.start - sentence.start, own.end - sentence.start
    return any(
        found.precision == "day"
        and abs((found.day - sent).days) > _A_DAY
        and found.start - _BESIDE < end
        and start < found.end + _BESIDE
        for found in mentions(sentence.text, sent, reading.language)
    )


def _asks(sentence: Sentence, words: str) -> bool:
    """Return whether the words ask: "regarding our offer" alone opens a new one as well."""
    return sentence.asks or not words.startswith(
        ("basis", "per", "as per", "thanks", "about", "regarding", "reference")
    )
