"""Offers that do not stand in a mail's own words: in a file of any name, behind a link, or only promised for later.

Public: `prices_handed`, `is_document`, `promised`, `promise_in`. Sellers attach "9 models.xlsx" with "PFA our rates" or
share a sheet and tell which column is the price; "I send the offer on Monday" hands over nothing (definitions `quote`).
"""

import re

from assistant.facts.lexicon import Hit, Lexicon
from assistant.facts.sentences import Reading, Sentence
from assistant.model import Attachment, Message

NO_OFFER_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|ics|vcf|p7s|asc|html?)$|"
    r"(?:^|[^a-z])(?:inv|(?<!proforma )(?<!pro forma )(?<!proforma-)invoice|packing|"
    r"bl(?![ -]?\d| price| quot| offer)|coa|msds|certificate|po)(?:[^a-z]|$)",
    re.I,
)
_LINK = re.compile(r"https?://(?P<host>[^\s/>\"')]+)/(?P<page>[^\s>\"')]+)")
# A page for everybody: the shop, the catalogue, the price list of the house.
_PUBLIC = re.compile(r"catalog|katalog|shop|store|price-?list|preisliste|product|alibaba|made-in-china|brochure|youtu")
_FAR = 300  # characters between the words and their link
_BEFORE_A_DAY = 6  # characters between "valid until" and its day
_NOT_HANDED = (
    "without-prices",
    "asked-about-offer",
    "offer-promised",
    "prices-of-others",
    "target",
    "asks-their-price",
)


def prices_handed(message: Message, reading: Reading) -> Hit | None:
    """Return the words that hand over our prices in a document or shared sheet, None where none goes along."""
    hits = reading.hits("prices-handed")
    if not hits:
        return None
    has_file = any(is_document(one, reading.lexicon) for one in message.attachments)
    for hit in hits:
        sentence = reading.sentence_of(hit)
        if sentence.asks or reading.within(sentence, *_NOT_HANDED) or _goes_out_later(reading, sentence):
            continue
        if has_file or _shared(message, reading, hit):
            return hit
    return None


def is_document(attachment: Attachment, lexicon: Lexicon) -> bool:
    """Return whether a file may hold prices: no picture, catalogue, certificate or paper of an order by its name."""
    name = (attachment.name or "").replace("_", " ")
    return bool(name) and not NO_OFFER_FILE.search(name) and lexicon.first("catalogue-file", name) is None


def _shared(message: Message, reading: Reading, hit: Hit) -> bool:
    """Return whether a link to one document stands near the words: neither the sender's own site nor a public page."""
    own = message.sender.address.rpartition("@")[2]
    for link in _LINK.finditer(reading.folded, max(0, hit.start - _FAR), hit.end + _FAR):
        if not (link["host"].endswith(own) or _PUBLIC.search(link.group())):
            return True
    return False


def promised(reading: Reading, sentence: Sentence) -> bool:
    """Return whether an offer goes out only on a day to come: "le envío la oferta el lunes".

    Not where the day ends the offer's term or belongs to a call ("valid until Friday"), or the sentence names a file.
    """
    return not reading.within(sentence, "in-a-file") and _goes_out_later(reading, sentence)


def promise_in(reading: Reading) -> Hit | None:
    """Return the words that promise an offer for a day to come; None where none do."""
    for hit in reading.hits("goes-out") if reading.hits("coming-day") else ():
        sentence = reading.sentence_of(hit)
        if not sentence.asks and promised(reading, sentence):
            return hit
    return None


def _goes_out_later(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence of handing over an offer names a day to come that is not the end of its term."""
    if not reading.within(sentence, "goes-out", "offer-sent"):
        return False
    last = sentence.start + len(sentence.text)
    terms = reading.hits("until-then")
    return any(
        sentence.start <= day.start < last
        and not any(one.start <= day.end and day.start <= one.end + _BEFORE_A_DAY for one in terms)
        for day in reading.hits("coming-day")
    )
