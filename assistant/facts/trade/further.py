"""Prices that take the money of the one named before: "0.118 USD each, at 10k 0.104". Public: `further_prices`.

Who has named the money once leaves it out with the second price: "8,35 €/m2, mat 7,90", "0.31/0.28/0.25 USD",
"48 злотых... при 3000 дам 44". A bare number is one where it ends its clause and is of the size of the first.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.facts.trade.former import INSTEAD, is_replaced
from assistant.facts.trade.measures import SIZES, SPANS
from assistant.facts.trade.money import Sum, number
from assistant.facts.trade.steps import steps
from assistant.facts.trade.terms import is_unit

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?![\d.,]?\d)|\d{1,5}(?:[.,]\d{1,4})?(?![.,]?\d)"
_BARE = re.compile(
    rf"(?<![\w.,/:x×*#+§-])(?<![x×*/:#] )(?<!\d )(?P<n>{_NUMBER})(?P<k>\s?(?:ribu|rb|тыс\.?|ngan|nghin|k(?!\w)))?"
)
_AFTER_CJK = re.compile(rf"(?<=[\u3040-\u9fff\uac00-\ud7a3\u0620-\u064a])(?P<n>{_NUMBER})(?P<k>万)?")
_ENDS = re.compile(
    r"\s?(?:$|[.!?](?:\s|$)|[,;)](?!\d)|\n|\s-\s|(?:for|each|per|ea|and|und|y|et|e|и|i|ve|dan|va|fob|exw|cif|cfr|dap|ddp|fca|"
    r"net|netto|vat|"
    r"lacak|olur|yap\w{1,6}|ver\w{1,6}|without|соответственно|respectively|resp|"
    r"за|за шт|будет|руб|with|bei|ab|from|if|when|wenn|si|se|a partir|a partire|desde|para|pour|fur|"
    r"от|при|od|przy|mulai|apiece|a piece|inkl|zzgl|plus|mas iva)(?!\w)|"
    r"(?:der|die|das|the|la|el|le|il|al|o|a) [a-z²2]{2,9}(?=[.,;\n]|$)|/\s?[a-z]{1,6}\d?(?!\w)|[一每]?[个片件套米只条]|"
    r"입니다|원|です)"
)
_NO_PRICE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:moq|min|minimum|mindest\w*|max|maximum|qty|quantity|lead time|page|order|po|pi|invoice|inv|"
    r"no|nr|num|art|item|"
    r"model|typ|type|size|sizes|dn|pn|id|od|thickness|weight|nw|gw|n\.w|g\.w|net weight|gross weight|cbm|volume|"
    r"version|"
    r"ral|iso|din en|bs en|din|astm|aisi|grade|hs|code|tel|phone|fax|ext|kw|week|cw|room|hall|booth|stand|lot|"
    r"batch|carton|cartons|ctn|container|pallet|box|ref|call|"
    r"on|until|till|since|dated|um|am|vom|bis|dia|ngay|tanggal|dnia|числа|of|over|above|under|below|about|from|ab|"
    r"desde|a partir de|oltre|uber|unter|mindestens|от|до|свыше|более|od|powyzej|ponad|tren|duoi|di atas|minimal|"
    r"take|buy|another|by|increase|reduce|discount|rabatt|minus|margin|share|duty|vat|mwst|iva|tax|density|"
    r"was|were|instead(?: of)?|previously|statt|anstatt|zamiast|вместо|было|au lieu de|en lugar de|em vez de|invece di)"
    r"|[%°(=~<>≤≥]|满|超过|以上|低于|起订|最低|第|原价|原来)\.?:?\s?$"
)
# A number joined to a sum is of the same money: "31 и 47 рублей", "2,75 и 4,15 соответственно", "4,20 statt 4,55 €".
_JOIN = r"(?:and|und|y|et|e|и|i|ve|dan|va|bzw|resp|или|or|oder|o|ou|hoac|atau|veya)"
_TO = r"to|bis|a|hasta|ate|jusqu'a|до|do|sampai|den"  # of a range, which rises
_JOINED_BEFORE = re.compile(
    rf"(?<![\w.,/:x×*#+§-])(?<!\d )(?P<n>{_NUMBER}) (?:(?:{_JOIN}|{INSTEAD}|(?P<to>{_TO})) |[和与及、と] ?)$"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CLAUSE = re.compile(rf"[,;.!?\n(](?!\d)| (?={_JOIN} )")
_AT = re.compile(  # "the table at 118", "e a mesa por 340": goods and a word that names their price
    r"[^\W\d_]{3,} (?:at|for|bei|zu|auf|por|em|en|a|fur|is|ist|ist bei|liegt bei|sale en|fica em|sai por|viene|по|за) $"
)
_NO_GOODS = re.compile(
    r"(?:rabatt|discount|moq|descuento|desconto|remise|sconto|minimum|order|скидк|indirim|lead|days)"
)
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff]")
_CHAIN_BEFORE = re.compile(
    r"(?:(?:\d+(?:[.,]\d{1,4})?\s?/\s?)+|(?<![\d.,-])\d+[.,]\d{1,4}\s?-\s?)(?:usd|eur|us\$|\$|€)?\s?$"
)
_CHAIN_BEHIND = re.compile(
    r"(?:(?:\s?/\s?\d+(?:[.,]\d{1,4})?(?![\d.,]*\d))+|\s?-\s?\d+[.,]\d{1,4}(?![\d.,]*\d))(?!\s?(?:mm|cm|m|kg|g|"
    r"pcs)\b)"
)
_ONE = re.compile(r"\d+(?:[.,]\d{1,4})?")
_LONGEST_CHAIN = 60  # characters
_MOST = 100  # sums of a text in which more are looked for
_STEPS = 2  # bare numbers at least, where prices go in steps
_FAR = 200  # characters behind the price that names the money
_WIDE, _NARROW = Decimal(5), Decimal(2)  # times dearer or cheaper: with decimals, of whole numbers
_TWO_DIGITS = 10


def further_prices(text: str, found: list[Sum]) -> list[Sum]:
    """Return the prices of folded text whose money another sum names: those parted by strokes or joined to it, and,
    where no other money is named, those of later clauses.
    """
    named = sorted(found, key=lambda one: one.start)
    if not named or len(named) > _MOST:
        return []
    bare = [match for match in (*_BARE.finditer(text), *_AFTER_CJK.finditer(text)) if not _is_within(match, named)]
    more = steps(text, named) if len(bare) >= _STEPS else []
    for one in (near for held in named for near in (*_chain(text, held), *_joined(text, held))):
        if not _overlaps(one.start, one.end, (*named, *more)):
            more.append(one)
    if len({one.currency for one in named}) > 1:
        return more
    for match in bare:
        if _is_within(match, more):
            continue
        first = max((one for one in named if one.end <= match.start()), key=lambda one: one.end, default=None)
        if first is not None and (price := _price(text, match, first)) is not None:
            more.append(price)
    return more


def _is_within(match: "re.Match[str]", held: Sequence[Sum]) -> bool:
    return _overlaps(match.start(), match.end(), held)


def _overlaps(start: int, end: int, held: Sequence[Sum]) -> bool:
    return any(start < one.end and one.start < end for one in held)


def _chain(text: str, one: Sum) -> list[Sum]:
    """Return the prices parted by strokes before and behind a sum: "0.31/0.28/0.25 USD"."""
    before, behind = (
        _CHAIN_BEFORE.search(text, max(0, one.start - _LONGEST_CHAIN), one.start),
        _CHAIN_BEHIND.match(text, one.end),
    )
    prices = []
    for run in (before, behind):
        for match in _ONE.finditer(text, run.start(), run.end()) if run else ():
            value = number(match.group())
            if value is None or not _alike(value, one.value, _WIDE):
                break
            prices.append(_sum(match.start(), match.end(), value, one))
    return prices


def _joined(text: str, one: Sum) -> list[Sum]:
    """Return the price that a conjunction joins to a sum behind it, or that takes its place: "31 и 47 рублей"."""
    match = _JOINED_BEFORE.search(text, max(0, one.start - 28), one.start)
    value = number(match["n"]) if match else None
    if match is None or value is None or not _alike(value, one.value, _NARROW) or (match["to"] and value >= one.value):
        return []
    if _NO_PRICE_BEFORE.search(text, max(0, match.start() - 18), match.start()):
        return []
    return [_sum(match.start("n"), match.end("n"), value, one)]


def _price(text: str, match: "re.Match[str]", first: Sum) -> Sum | None:
    """Return the price a bare number is, by its clause and by the price before it; None for any other number."""
    value = number(match["n"])
    if value is None or match.start() - first.end > _FAR or _YEAR.match(match["n"]):
        return None
    if (
        is_replaced(text, match.start())
        or not (_ENDS.match(text, match.end()) or _is_second(text, match, first))
        or _NO_PRICE_BEFORE.search(text, max(0, match.start() - 18), match.start())
    ):
        return None
    if match["k"]:
        value *= 10_000 if match["k"] == "万" else 1000
    whole = _is_whole(match)
    marks = [mark.end() for mark in _CLAUSE.finditer(text, first.end, match.start())]
    clause = text[marks[-1] if marks else first.end : match.start()]
    named = bool(marks) and _AT.search(clause) is not None and _NO_GOODS.search(clause) is None
    if not _alike(value, first.value, _WIDE if named or not whole else _NARROW) or (whole and value < _TWO_DIGITS):
        return None
    if whole and not (
        marks and (_LETTERS.search(clause) or _OR.search(text, max(0, match.start() - 8), match.start()))
    ):
        return None
    return _sum(match.start(), match.end(), value, first)


# Beside the first price the same goods in another finish or packing: "5,20 € matt oder 4,90 in verzinkt".
_OR = re.compile(r"[\s,;](?:or|oder|o|ou|или|lub|albo|veya|atau|hoac|hay) $")
_UP_TO = re.compile(rf"\s?(?:{_TO}|-|–)\s?")
_NEXT = re.compile(r" ([^\W\d_]{2,})")
_MEASURES = re.compile(rf"{SIZES}|{SPANS}|percent|prozent|times|mal|layers?|colou?rs?")


def _is_second(text: str, match: "re.Match[str]", first: Sum) -> bool:
    """Return whether a number that words follow is the price of another form or the end of a range: "13,2 oiled"."""
    value, after, whole = number(match["n"]), _NEXT.match(text, match.end()), _is_whole(match)
    if value is None or after is None or not _alike(value, first.value, _NARROW):
        return False
    if _MEASURES.fullmatch(after[1]) or is_unit(after[1]):
        return False
    if _UP_TO.fullmatch(text, first.end, match.start()):
        return value > first.value and not whole
    before = text[max(0, match.start() - 8) : match.start()]
    return _OR.search(before) is not None or (not whole and before.endswith((", ", "; ")))


def _is_whole(match: "re.Match[str]") -> bool:
    return "." not in match["n"] and "," not in match["n"]


def _alike(value: Decimal, other: Decimal, times: Decimal) -> bool:
    """Return whether two prices are of one size, the dearer no more than `times` the cheaper."""
    return bool(value) and other / times <= value <= other * times


def _sum(start: int, end: int, value: Decimal, first: Sum) -> Sum:
    return Sum(start=start, end=end, value=value, currency=first.currency, per_unit=False)
