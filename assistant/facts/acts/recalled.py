"""Prices of an offer made before that a later mail of ours names again: "our quotation of 3 November (USD 7.85)".

Public: `not_recalled`, `not_former`. Such a mail is a follow-up (definitions: "did you get our offer" is a reply); were
it taken for a quote, the silence would begin anew and an old quote would stay young for ever. New terms beside it make
it an offer again, and in doubt it stays one.
"""

import re
from decimal import Decimal

from assistant.facts.dates.calendar_words import Mention, mentions
from assistant.facts.sentences import Reading, Sentence
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.former import is_replaced
from assistant.facts.trade.money import Sum
from assistant.model import Message

_RECALLS = ("own-offer", "asked-about-offer", "decision-asked")
_BESIDE = 40  # characters between the words for the offer and its day
_MOST_VALUES = 1  # a list of prices is given again, not mentioned
_A_DAY = 1  # an offer dated today, or yesterday in the writer's zone, is this one


def not_recalled(offered: tuple[Sum, ...], message: Message, reading: Reading) -> tuple[Sum, ...]:
    """Return the sums without those that only repeat an offer of before; all of them where a list is repeated."""
    asked_for = tuple(one for one in offered if _is_asked_for(one, reading))
    if not asked_for and not (offered and any(reading.hits(group) for group in _RECALLS)):
        return offered
    history = {one.value for one in sums(message.quoted)} if message.quoted else set()
    pointing = [sentence for sentence in reading.sentences if _points_back(sentence, message, reading)]
    spoken_of = bool(pointing or reading.hits("asked-about-offer") or reading.hits("decision-asked"))
    old = [one for one in offered if one in asked_for or _is_old(one, reading, pointing, history, spoken_of=spoken_of)]
    if len({one.value for one in old}) > _MOST_VALUES:
        return offered
    repeated = {one.value for one in old}
    return tuple(one for one in offered if one.value not in repeated)


_FORMER_BEFORE = re.compile(
    r"(?:(?<!\w)(?:instead of|rather than|in place of|was|were|previously|formerly|earlier|before|used to be|"
    r"old price|former price|"
    r"statt|anstatt|anstelle von|bisher|vorher|fruher|war|waren|zuvor|en lugar de|en vez de|antes(?: era)?|era|"
    r"eran|em vez de|"
    r"ao inves de|au lieu de|contre|avant|etait|etaient|auparavant|invece di|anziche|prima(?: era)?|"
    r"вместо|было|была|раньше|прежде|прежняя цена|zamiast|wczesniej|bylo|byla|poprzednio|eskiden|onceden|eski fiyat|"
    r"thay vi|truoc day|truoc la|sebelumnya|tadinya|dulu|بدلا من|بدل|كان|كانت|سابقا)(?: (?:the|de|di|von|em|at|"
    r"bei|par|по|la|los))?|"
    r"原价|原来|之前|以前|上次|而不是|従来|以前は|기존|이전|종전)(?:是|的|은|는)?[\s:]{0,2}(?:usd|eur|us\$|\$|€)?\s?$"
)
_FORMER_BEHIND = re.compile(
    r"(?: ?/ ?\w{1,5})?\s?(?:(?:yerine|yerineydi|before|earlier|previously|formerly|vorher|zuvor|antes|auparavant|"
    r"раньше|wczesniej)(?!\w)|の代わり|ではなく|から|대신|에서|가 아니라|降到|降为|降至)"
)
_DOWN_TO = re.compile(
    r"(?: ?/ ?\w{1,5})?\s(?:(?:down )?(?:to|auf|na|a|au|до|ke|xuong|الى)|->|=>|→)\s(?:usd |eur |us\$|\$|€)?\s?"
)
_NEAR = 30  # characters before a price in which it is called the former one


def not_former(offered: tuple[Sum, ...], text: str) -> tuple[Sum, ...]:
    """Return the sums without those that folded `text` tells beside a new price: "3.15 instead of 3.32", "was 4.45".

    A former price alone stays: whether it is offered still is for others to judge.
    """
    former = {
        one.value
        for at, one in enumerate(offered)
        if _FORMER_BEFORE.search(text, max(0, one.start - _NEAR), one.start)
        or _FORMER_BEHIND.match(text, one.end)
        or is_replaced(text, one.start)
        or (at + 1 < len(offered) and _falls(one, offered[at + 1], text))
    }
    return tuple(one for one in offered if one.value not in former) or offered


def _falls(one: Sum, after: Sum, text: str) -> bool:
    """Return whether a price falls to the one behind it: "from 3.32 to 3.15"; growing figures are a range."""
    return after.value < one.value and _DOWN_TO.fullmatch(text[one.end : after.start]) is not None


_NOW = re.compile(  # "... holds no longer, now 3.80"
    r"(?<!\w)(?:now|jetzt|ahora|agora|maintenant|adesso|сейчас|теперь|simdi|teraz)\W{1,2}"
    r"(?:(?:at|nur|zu|a|por|usd|eur|us\$|\$|€)\s?){0,2}$|(?:现在|现价|目前)(?:是|为|要)?[:：]?\s?$"
)
_SHORTLY = 20  # characters


def _is_old(one: Sum, reading: Reading, pointing: list[Sentence], history: set[Decimal], *, spoken_of: bool) -> bool:
    """Return whether a sum is that of the earlier offer, by its own sentence and by the history below the mail."""
    sentence = reading.at(one.start)
    if _NOW.search(reading.folded, max(0, one.start - _SHORTLY), one.start):
        return False
    if (history and one.value not in history) or reading.within(sentence, "new-terms", "offer-sent"):
        return False
    if sentence in pointing:
        return True
    known = one.value in history or _is_known(one, reading)
    return spoken_of and bool(known or reading.within(sentence, "price-before"))


# "The 38 cents I can hold till Friday": with its article a price is one that was told before.
_KNOWN = re.compile(
    r"(?<!\w)(?:the|those|that|die|der|den|dem|los|las|os|les|ces|i|gli|эти|те|te|o|这个?|那个?|あの|그)\s?$"
)
_ARTICLE = 6  # characters of the longest of these


def _is_known(one: Sum, reading: Reading) -> bool:
    return _KNOWN.search(reading.folded, max(0, one.start - _ARTICLE), one.start) is not None


def _is_asked_for(one: Sum, reading: Reading) -> bool:
    """Return whether a question names the price as one told before: "do the USD 4.20 work for your client?"."""
    if not _is_known(one, reading):
        return False
    sentence = reading.at(one.start)
    return sentence.asks and reading.within(sentence, "new-terms", "offer-sent") is None


def _points_back(sentence: Sentence, message: Message, reading: Reading) -> bool:
    """Return whether a sentence speaks of our offer as made before: asks after it, or names its day."""
    own = reading.within(sentence, "own-offer")
    asked = reading.within(sentence, "asked-about-offer")
    if asked is not None and (own or reading.within(sentence, "offer-words")) and _asks(sentence, asked.words):
        return True
    if sentence.asks and reading.within(sentence, "decision-asked"):
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
        and not _is_size(sentence.text, found)
        and found.start - _BESIDE < end
        and start < found.end + _BESIDE
        for found in mentions(sentence.text, sent, reading.language)
    )


_SLASHED = re.compile(r"\d{1,2}/\d{1,2}")
_BEFORE_A_DAY = re.compile(
    r"(?<!\w)(?:of|from|dated|date|sent|on|vom|am|datum|del|fecha|do|de|data|du|le|il|от|z|dnia|ngay|tanggal|tgl|"
    r"em|في|بتاريخ|المورخ)\s?$"
)
_INCH_BEHIND = re.compile(r"\s?(?:[\"”″]|''|inch|zoll|npt|bsp|pulg|pouce|polleg|pollic|дюйм|寸|인치|インチ)")
_DAY_BEHIND = re.compile(r"\s?(?:tarihli|付|の|的|에|일자|报价|见积|견적)")


def _is_size(text: str, found: Mention) -> bool:
    """Return whether "1/2" is a part of an inch and no day: "our offer: ball valve 1/2", USD 11.40".

    Without its year a day has a word of days beside it: "our offer of 3/11".
    """
    if not _SLASHED.fullmatch(text, found.start, found.end):
        return False
    if _INCH_BEHIND.match(text, found.end):
        return True
    before = _BEFORE_A_DAY.search(text, max(0, found.start - 10), found.start)
    return before is None and _DAY_BEHIND.match(text, found.end) is None


def _asks(sentence: Sentence, words: str) -> bool:
    """Return whether the words ask: "regarding our offer" alone opens a new one as well."""
    return sentence.asks or not words.startswith(
        ("basis", "per", "as per", "thanks", "about", "regarding", "reference")
    )
