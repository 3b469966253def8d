"""A proforma wanted before there is an offer: for a budget, a licence, a bank, customs.

Public: `before_offer`, `wanted_first`, `offered_in`, `is_named`, `names_proforma`.
Who asks for the proforma after an offer orders; who needs one to be granted the money asks for a price (definitions
`inquiry`), and the proforma that we send him is a quote ("a proforma before acceptance").
"""

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.facts.trade.amounts import sums
from assistant.model import Message

_DECIDED = ("accepts", "as-before")  # beside them there was an offer, in whatever mail


def before_offer(message: Message, reading: Reading, *, is_answer: bool) -> Hit | None:
    """Return the words for a proforma that is wanted before any offer of ours; None where it orders, or none is wanted.

    In an answer the history below must show that nothing was offered; where it is left out, an order stays one.
    """
    wanted = wanted_first(reading)  # first, because few mails want one and many have a history
    if wanted is None or (is_answer and (not message.quoted or offered_in(message.quoted, reading))):
        return None
    return wanted


def is_named(reading: Reading, hit: Hit) -> bool:
    """Return whether words hold a name of the proforma or stand beside one: "proforma invoice", "Proforma-Rechnung"."""
    return any(one.start <= hit.end + 1 and hit.start <= one.end + 1 for one in reading.hits("proforma"))


def names_proforma(message: Message, reading: Reading) -> bool:
    """Return whether a mail names a proforma, in its words or as a file."""
    if reading.hits("proforma"):
        return True
    names = [(one.name or "").replace("_", " ") for one in message.attachments]
    return any(reading.lexicon.first("proforma", name) is not None for name in names)


def wanted_first(reading: Reading) -> Hit | None:
    """Return the words for the proforma where a mail says what it is for, agrees to nothing and names no price."""
    asked = reading.hits("proforma")
    if not asked or not (reading.hits("for-budget") or reading.hits("for-formalities")):
        return None
    if any(reading.hits(group) for group in _DECIDED):
        return None
    if any(not is_named(reading, hit) for hit in reading.hits("order")):
        return None
    return None if any(one.per_unit for one in sums(reading.folded, folded_from=reading.original)) else asked[0]


def offered_in(history: str, reading: Reading) -> bool:
    """Return whether a history holds an offer: sums, or words that hand one over."""
    return bool(sums(history)) or reading.lexicon.first("offer-sent", history) is not None
