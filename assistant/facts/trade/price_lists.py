"""Prices in a line that a name of money heads: "Prices in EUR, FCA Hamburg: 500 pcs 4.20 / 1000 pcs 3.95", "USD/pc FOB
Shenzhen: 1.18 - 1.02 - 0.90". Public: `headed_prices`.

Every head counts for its own line, so that a second list in other money keeps its own.
"""

import re

from assistant.facts.trade.money import NAMED, Sum, currency_of, number

_HEAD_GOES_ON = re.compile(r"[^\d\n:;!?]{0,50}:\s*")
_ITEM = re.compile(  # a quantity may stand before the price
    r"\s*(?:(?:from |ab |od |от |>=? ?|[≥>])?\d[\d.,]*\s?k?\+?\s?(?:pcs|pc|pieces|units|sets|stk|stuck|uds|pz|шт|adet|"
    r"szt|个|件|개|cai|kg|m|t|ton|mt)\.?\+?\s?[:=@-]?\s?(?:at |a |zu |по |= ?)?)?"
    r"(?P<n>\d{1,5}[.,]\d{1,4})(?![\w.,]*\d|\s?(?:%|x\d|mm|cm|m\b|kg|pcs|w\b|v\b|g\b))"
)
_PARTS = re.compile(r"\s?(?:/|\||;|,(?=\s)|、| - | – )\s?")
_FEWEST = 2


def headed_prices(text: str) -> list[Sum]:
    """Return the prices of folded text that stand in lists of two or more behind a head with a name of money."""
    found: list[Sum] = []
    for head in NAMED.finditer(text) if ":" in text else ():
        goes_on = _HEAD_GOES_ON.match(text, head.end())
        if goes_on is None or any(one.start >= head.end() and one.start <= goes_on.end() for one in found):
            continue
        prices = _listed(text, goes_on.end(), currency_of(head.group()))
        found += prices if len(prices) >= _FEWEST else []
    return found


def _listed(text: str, place: int, currency: str | None) -> list[Sum]:
    prices: list[Sum] = []
    item = _ITEM.match(text, place)
    while item is not None and (value := number(item["n"])) is not None:
        prices.append(Sum(start=item.start("n"), end=item.end("n"), value=value, currency=currency, per_unit=True))
        parted = _PARTS.match(text, item.end())
        item = _ITEM.match(text, parted.end()) if parted else None
    return prices
