"""Words of buying that commit to nothing: a bid after a complaint about the price, and what a seller says of his goods.

Public: `bids`, `sells`. "Too dear, at 230 I take them" names a price that nobody has offered (definitions `order`:
a price of their own is none); who names his own price and his stock offers.
"""

import re

from assistant.facts.acts.objections import objections
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.facts.trade.amounts import sums

_PRICE = (
    r"[$€£]?\s?\d[\d.,]*\s?(?:[$€£]|usd|eur|euros?|dolar(?:es|ow)?|dollar[is]?|dolari|dollars|zl|zlotych|pln|pesos|soles|"
    r"reais|brl|tl|lira)?"
)
# A price named right before the verb with which it would be bought; "at 4.20 we take", "za 6,50 biore", "160 thi lay".
_AT_A_PRICE = re.compile(
    rf"(?<!\w)(?:at|for|a|por|da|zu|fur|za|bei|mit|po) {_PRICE},? "
    r"(?:(?:i|we|i'll|we'll|me|j'en|te|le|les|los|las|lo|la|se|je|nous|on|vous|vi|ve|ne|eu|nos|yo) ){0,2}(?:will )?"
    r"(?:take|buy|compr[oa]\w*|tom[oa]\w*|llev[oa]\w*|lev[oa]\w*|prends?|prenons|achet\w+|prend(?:o|iamo)|"
    r"pren[do]\w*|nehm\w*|kauf\w*|bior[ea]|bierzemy|wezm\w+|kupi\w*|kupuj\w*|zamawia\w*)(?!\w)|"
    r"(?<![\w.,])\d[\d.,]* ?(?:rb|ribu|jt|juta|k|usd|dolar)? (?:saya|kami|aku|kita) (?:langsung |mau |akan )?"
    r"(?:ambil|beli|order|pesan)(?!\w)|"
    r"(?<![\w.,])\d[\d.,]* ?(?:k|nghin|ngan|tr|trieu|do|dong|usd)? thi (?:\w+ ){0,3}(?:lay|mua|dat|chot)(?!\w)|"
    rf"(?<!\w)по {_PRICE},? (?:мы |я )?(?:возьм|бер|забер|куп|закаж)\w+|"
    r"(?:علي|بسعر) ?\d[\d.,]* (?:\w+ )?(?:ناخ[ذد]|نطلب|نشتري)"
)


def bids(reading: Reading, hit: Hit) -> bool:
    """Return whether words of buying hang on a price of theirs, in a mail that finds ours too high."""
    if not reading.hits("price-objection") or not _AT_A_PRICE.search(reading.sentence_of(hit).text):
        return False
    return any(one.name == "price_objection" for one in objections(reading))


_OWN_PRICE = re.compile(r"\b(?:our|my)\b[^.;!?\n]{0,40}?\b(?:is|are|costs?|goes for)\b|以上.{0,3}[做给] ?\d|我们报")
_OWN_STOCK = re.compile(
    r"\bstock:? (?:of )?\d|\d ?\w{1,6} (?:in|on|ex) stock\b|要的话|需要的话|现货|库存 ?\d|月结 ?\d+ ?天没问题"
)


def sells(reading: Reading) -> bool:
    """Return whether the writer names a price of his own and what he has of the goods, or how they are to be had."""
    text = reading.folded
    if not (_OWN_STOCK.search(text) and _OWN_PRICE.search(text)):
        return False
    return any(one.per_unit for one in sums(text, folded_from=reading.original))
