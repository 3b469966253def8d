"""Whether a mail of ours confirms, ships or bills an order, with a proforma or without. Public: `settled`.

Definitions `quote`: a proforma before acceptance offers, one after it does not. Its own words tell ("for your order"),
or their mail below it ("go ahead, send the proforma"); where neither does, the ledger knows (customers/reconsidered).
"""

from dataclasses import replace

from assistant.facts.acts.deeds import decide
from assistant.facts.acts.proformas import is_named, names_proforma, offered_in, wanted_first
from assistant.facts.acts.supposed import is_supposed
from assistant.facts.language import language_of
from assistant.facts.lexicon import Hit
from assistant.facts.parsing.body import below_heading
from assistant.facts.sentences import Reading
from assistant.model import Kind, Message


def settled(message: Message, reading: Reading) -> tuple[Hit, ...]:
    """Return the words of an outbound mail that belong to an order given; () where it confirms, ships or bills none.

    Those of an order to come are none. "Attached the proforma invoice" bills none by itself; it does where they
    ordered, by its own words or theirs below.
    """
    hits = tuple(hit for hit in reading.hits("order-accepted") if not is_named(reading, hit))
    hits = tuple(hit for hit in hits if not is_supposed(reading, hit))
    if hits or not names_proforma(message, reading):
        return hits
    told = () if reading.hits("to-be-confirmed") else reading.hits("of-an-order")
    told = tuple(hit for hit in told if not is_supposed(reading, hit) and not reading.sentence_of(hit).asks)
    return told if told or not _ordered_below(message, reading) else _handed_over(reading)


def _handed_over(reading: Reading) -> tuple[Hit, ...]:
    """Return the words with which the proforma goes out; of a mail that only carries it as a file, all of them."""
    whole = Hit(0, len(reading.folded), "proforma", "any", reading.folded)
    return reading.hits("proforma")[:1] or (whole,)


def _ordered_below(message: Message, reading: Reading) -> bool:
    """Return whether the mail right below ours orders."""
    theirs = below_heading(message.quoted) if message.quoted else ""
    if not theirs:
        return False
    below = Reading.of(theirs, reading.lexicon, language_of(theirs))
    if wanted_first(below) is not None and not offered_in(message.quoted, reading):
        return False  # for a budget or a licence, before any offer
    answer = replace(message, new_text=theirs, quoted="", attachments=(), has_price_table=False)
    return decide(answer, below, is_answer=True).kind is Kind.ORDER
