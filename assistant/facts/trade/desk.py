"""Prices as desks write them: without a currency, against an index, refused in the same breath.

Public: `bare_prices`, `sellers_prices`, `basis_price`, `is_refused`. "Ok 9.75 final", "we can do 4.25 for July",
"10k/d at index+2", "LME -180, subject unsold". Who writes so has dealt with the other before: both know the currency.
"""

import re
from dataclasses import replace

from assistant.facts.sentences import Reading
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.digits import matches
from assistant.facts.trade.former import is_replaced
from assistant.facts.trade.measures import SIZES, SPANS
from assistant.facts.trade.money import Sum, number
from assistant.facts.trade.talked import talked_prices

_BARE = re.compile(
    rf"(?<![\w.,/:-])(?P<n>\d{{1,5}}[.,]\d{{2}})(?![\w.,/:-]*\d|\s?(?:%|(?:[ap]\.?m|h|uhr|{SIZES}|{SPANS})(?!\w)))"
)
_CUE_LEFT = re.compile(
    r"(?:\b(?:best|figure|number|price|rate|preis|precio|preco|prix|prezzo)(?: now)? (?:is|ist|es|est|e|"
    r"now)(?: now)?|\b(?:at|ok|okay|price|final|best|do|make it|zu|auf|bei|a|en|por|per|по)|:)\s?$"
)
_CUE_RIGHT = re.compile(
    r"\s?(?:final|net|each|for|per|a piece|all in|das stuck|delivered|is (?:my|our) (?:last|best)|c/u|cada una?|"
    r"la pieza|la piece|al pezzo|a peca|za szt|за шт|\+ iva|mas iva)\b"
)
_CHINESE = re.compile(  # "可以做到4.2", "单价4.2", "不含税7.9"; spoken of as a rule with one decimal
    r"(?:做到|给到|单价|价格是?|按|最低|算你|给您|给你|不?含税|未税|申请到|能到|底价|最终价?|最后价?|今天报)\s?"
    r"(?P<n>\d{1,5}(?:[.,]\d{1,3})?)(?!\d|\s?[%年月日号天个件套台箱柜吨米条折点])"
)
_CHINESE_PIECE = re.compile(  # "现在98一公斤", "0.86一个"
    r"(?<![\d.])(?<!\d,)(?P<n>\d{1,5}(?:\.\d{1,3})?)\s?[块元]?一(?:公斤|千克|平方|平米|个|只|米|件|套|吨|箱|条|张|"
    r"片|盒|卷|瓶|桶|把|台|双|支|根)"
)
_CHINESE_PER = re.compile(
    r"(?<![\d第])一(?:个|只|件|套|箱|张|把|台|双|支|根)\s?(?P<n>\d{1,5}(?:\.\d{1,3})?)(?![\d.%]|\s?[个只件套箱年月天])"
)  # "一个128"
_SELLS = re.compile(r"送货|包邮|送到|今天报|现在报|\d(?:个|只|件|套|张|米|吨|公斤)起|个以上\d|[不]?含税|未税|含运")
_BUYS = re.compile(r"能不能|可不可以|目标|别人|别家|其他家|同行|预算|我们要|我要|想要|贵了|太高|多少")
_ITALIAN_TAX = re.compile(r"(?:\+|piu|oltre|esclusa|escl\.?) ?iva(?!\w)")  # among Italians the money is known
_CHINESE_OR_SHORT = frozenset({"zh", None})
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(  # "offer 500 mt at 612 cfr Antwerp"
    r"\bat (?P<n>\d{2,6}(?:[.,]\d{1,2})?)(?:\s?/\s?\w{1,5})?\s"
    r"(?:cfr|cif|cnf|fob|fca|fot|exw|dap|ddp|cpt|delivered|ex works)\b"
)
_BASIS = re.compile(
    r"\b(?:lme|comex|shfe|mcx|nymex|cbot|index|platts|argus|icis|henry hub|hh|ttf|nbp|brent|wti|gas daily|"
    r"inside ferc|"
    r"futures|midpoint|cash|3m)"
    r"(?: (?:cash|3m|average|avg|price|settlement|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec))?"
    r"\s?(?:[+−–-]\s?|plus |minus |less |over )(?:usd |eur |\$)?\.?\d[\d.,]*|\bindex flat\b"
)
_OFFERS = re.compile(  # who shows a price that the other may take
    r"\b(?:we|i)(?: (?:can|could|would|will))? (?:(?:now|still|also) )?(?:do|show|offer|sell|give|quote|work|hit)\b|"
    r"^\W*offer|\b(?:best (?:we|i) can|firm|(?:new|our|revised|final) (?:figure|number|rate)|subject unsold|"
    r"subject to prior sale|show you|sell you|offer you|can do)\b"
)
_REFUSES = re.compile(
    r"(?:\b(?:can ?not|can ?'?t|couldn ?'?t|could not|unable to|not able to|won ?'?t|will not|"
    r"no way to)(?: \w+){0,4}|\b(?:konnen|kann)(?: \w+){0,3} nicht(?: \w+){0,2}|"
    r"\b(?:no podemos|nao conseguimos|nao podemos|non possiamo|ne pouvons pas)(?: \w+){1,3}|"
    r"не (?:можем|сможем|получится)(?: \w+){1,3}|(?:做不到|做不了|到不了))\s?(?:usd|eur|\$|€)?\s?$"
)
_NEGATIONS = (
    "not",
    "'t ",
    "unable",
    "no way",
    "nicht",
    "no ",
    "nao ",
    "non ",
    "ne ",
    "не ",
    "不",
)  # quicker to look for
_NAMES_SEVERAL = 2  # bare prices of a short mail that need no word beside them
_SHORT = 25  # words
_FAR = 40  # characters before a price in which it is refused


def bare_prices(reading: Reading) -> tuple[Sum, ...]:
    """Return prices of a line that takes the currency as known ("ok 9.75 final", "14.20 for the round one")."""
    text = reading.folded
    if sums(text, folded_from=reading.original):
        return ()
    marked, found = [], []
    for match in matches(_BARE, text):
        value, sentence = number(match["n"]), reading.at(match.start())
        before = _CUE_LEFT.search(text, max(0, match.start() - 12), match.start())
        beside = before or _CUE_RIGHT.match(text, match.end())
        if value is None or not beside or is_refused(text, match.start()) or is_replaced(text, match.start()):
            continue
        if reading.within(sentence, "order-accepted", "asked-about-offer"):
            continue
        one = Sum(start=match.start(), end=match.end(), value=value, currency=None, per_unit=True)
        marked.append(one)
        if reading.within(sentence, "offer-words") or _OFFERS.search(sentence.text):
            found.append(one)
    if not found and len(marked) >= _NAMES_SEVERAL and len(text.split()) <= _SHORT:
        found = [] if any(sentence.asks for sentence in reading.sentences) else marked
    named = tuple(found) or _whole_prices(reading) or talked_prices(reading)
    if reading.language == "it" and _ITALIAN_TAX.search(text):
        return tuple(replace(one, currency="EUR") for one in named)
    return named


def _whole_prices(reading: Reading) -> tuple[Sum, ...]:
    """Return prices that a delivery term or a Chinese word for price marks, where cents do not."""
    text = reading.folded
    found = []
    for mark in (
        () if not _DIGIT.search(text) else (_WHOLE, _CHINESE) if reading.language in _CHINESE_OR_SHORT else (_WHOLE,)
    ):
        for match in mark.finditer(text):
            value, sentence = number(match["n"]), reading.at(match.start())
            offers = mark is _CHINESE or reading.within(sentence, "offer-words") or _OFFERS.search(sentence.text)
            if value is None or not offers or is_refused(text, match.start("n")):
                continue
            if not reading.within(sentence, "order-accepted", "sum-not-offered"):
                found.append(Sum(start=match.start("n"), end=match.end("n"), value=value, currency=None, per_unit=True))
    if not found and "一" in text and not any(sentence.asks for sentence in reading.sentences):
        return () if reading.hits("order-accepted") else _of_pieces(text)
    return tuple(found)


def sellers_prices(reading: Reading) -> tuple[Sum, ...]:
    """Return the prices of pieces that a Chinese supplier tells without their money ("现在98一公斤，要的话早点定").

    Only beside words that sellers use: buyers name what others ask in the same way.
    """
    pieces = _of_pieces(reading.folded) if "一" in reading.folded else ()
    if not pieces or reading.hits("price-objection") or reading.hits("has-supplier"):
        return ()
    if reading.hits("sellers-terms"):
        return pieces
    sells = _SELLS.search(reading.folded) and not _BUYS.search(reading.folded)
    return pieces if sells and not any(sentence.asks for sentence in reading.sentences) else ()


def _of_pieces(text: str) -> tuple[Sum, ...]:
    """Return the Chinese prices of one piece, in order of place: "大号68一只", "一个128"."""
    found = [*matches(_CHINESE_PIECE, text), *_CHINESE_PER.finditer(text)]
    return tuple(
        Sum(start=match.start("n"), end=match.end("n"), value=value, currency=None, per_unit=True)
        for match in sorted(found, key=lambda match: match.start())
        if (value := number(match["n"])) is not None
    )


def basis_price(reading: Reading) -> str | None:
    """Return the words of a price against an index that we offer ("10k/d at index+2"), None where there is none."""
    for match in _BASIS.finditer(reading.folded) if reading.hits("basis") else ():
        sentence = reading.at(match.start())
        settled = reading.within(sentence, "order-accepted", "asked-about-offer")
        if _OFFERS.search(sentence.text) and not settled and not is_refused(reading.folded, match.start()):
            return match[0]
    return None


def is_refused(text: str, place: int) -> bool:
    """Return whether the words right before a price say that we cannot do it. `text` is folded."""
    before = text[max(0, place - _FAR) : place]
    return any(word in before for word in _NEGATIONS) and _REFUSES.search(before) is not None
