"""Prices in hundredths: "4.5c each", "38 ct netto", "12 centimes la pièce", "85 копеек". Public: `in_coins`,
`is_difference`.

A sum of cents is the price of a piece, and no total; its value is told in the money it is the hundredth of.
"""

import re
from decimal import Decimal

from assistant.facts.trade.digits import matches
from assistant.facts.trade.money import Sum, names_money, number

_COINS: tuple[tuple[str, str | None], ...] = (
    (r"us[- ]?cents?|us[- ]?c|us\s?¢|u\.s\. cents?|centavos? de dolar|centavos? (?:usd|dolar)|美分|us ct", "USD"),
    (r"euro ?-?cents?|eurocents?|centesimi|centesimo|centimos?(?: de euro)?|centimes?(?: d'euro)?|евроцент\w*", "EUR"),
    (r"groszy|grosze|grosz|gr", "PLN"),
    (r"копеек|копейк\w+|коп\.?", "RUB"),
    (r"kurus\w{0,3}", "TRY"),
    (r"pence|p", "GBP"),
    (r"هلله|هللات", "SAR"),
    (r"قرش|قروش", "EGP"),
    (r"cents?|¢|цент\w*|سنتات|سنت|セント|센트|sent(?:ten|e)?|xu", None),
    (r"centavos?", ""),
    (r"cts?|c", None),
)
_ANY = "|".join(f"(?:{words})" for words, _ in _COINS)
_COIN = re.compile(
    r"(?<![\d.,/x*-])(?<![a-z])(?P<n>\d{1,3}(?:[.,]\d{1,3})?)(?:\s?(?:-|/|to|bis|"
    r"a)\s?(?P<m>\d{1,3}(?:[.,]\d{1,3})?))?\s?"
    rf"(?P<c>{_ANY})(?:(?<=[^\x00-\x7f])|(?![a-z0-9]))"
)
_EACH = re.compile(
    r"\s?(?:net\s|netto\s)?(?:/\s?[a-z1]|(?:each|ea|per|a|apiece|pro|je|das|die|la|le|l'|il|al|por|cada|za|una|"
    r"the|mot|moi|"
    r"netto|net|fob|exw|cif|ex works)(?!\w)|一?个)"
)
_PIECE = re.compile(
    r"\s?(?:/|netto|net\b|each|ea\b|per\b|a piece|apiece|pro\b|je\b|das stuck|la piece|al pezzo|fob|exw|depart|franco)"
)
_SAYS_CENTS = re.compile(r"(?<!\w)(?:us )?(?:cents?|centimes?|groszy|grosze|centavos?)(?!\w)|¢")
_MEANS_SOMETHING_ELSE = frozenset({"c", "p", "ct", "cts", "gr", "xu", "sent"})  # degrees, carats, grams
_BY = re.compile(
    r"(?<!\w)(?:by|um|of|another|extra|additional|plus|minus|more|less|weitere|noch mal|nochmal|otros?|altri|encore|"
    r"на|o|about|differ\w*|save|saving|sparen)\s$"
)
_MORE = re.compile(
    r"\s?(?:/?\s?[a-z]{0,5}\s)?(?:more|less|cheaper|lower|higher|too (?:high|much)|off|discount|extra|difference|"
    r"weniger|mehr|gunstiger|teurer|billiger|nachlass|rabatt|zu (?:hoch|teuer)|mas|menos|de descuento|de plus|"
    r"de moins|"
    r"in piu|in meno|wiecej|mniej|taniej|drozej|дешевле|дороже|меньше|больше)(?!\w)"
)
_PENCE = re.compile(r" ?(?:each|ea|apiece|a (?:piece|unit|metre)|(?:\+|ex|excl|plus|inc|incl)\.? ?vat|delivered)(?!\w)")
_CENTS_OF_A_LIST = re.compile(r"\d cts,[^.;\n]{1,30}\d cts(?=\s?(?:[.,;]|$|\n|each|fob))")  # cartons are of something
_AT = re.compile(
    r"(?<!\w)(?:at|bei|zu|a|por|po|по) (?P<n>\d{1,3}(?:[.,]\d)?)(?=\s?(?:[.;](?!\d)|,(?!\d)|$|\n|fob|and\b))"
)
_NEAR = 120  # characters behind a price in which the next leaves out the coin
_MOST = 50  # prices of a mail
_EUROPEAN = re.compile(
    r"(?<!\w)(?:netto|auf|wir|ab|das|die|der|und|stuck|depart usine|franco|ht|la piece|al pezzo)(?!\w)"
)


def in_coins(text: str, found: list[Sum]) -> list[Sum]:
    """Return the prices in hundredths of folded text that are not among the sums `found`; a difference is none."""
    prices: list[Sum] = []
    said: bool | None = None  # looked for where it matters
    for match in matches(_COIN, text):
        if len(prices) >= _MOST:
            break
        if any(match.start() < held.end and held.start < match.end() for held in found):
            continue
        each = bool(_EACH.match(text, match.end()))
        if match["c"] in _MEANS_SOMETHING_ELSE:
            said = _SAYS_CENTS.search(text) is not None if said is None else said
            if not _is_coin(match, said=said or bool(prices), each=each):
                continue
        currency = _currency(match, text)
        if is_difference(text, match.start(), match.end()):
            continue
        for group in ("n", "m"):
            value = number(match[group]) if match[group] else None
            if value is not None:
                start, end = match.start(group), match.end() if group == "n" and not match["m"] else match.end(group)
                prices.append(Sum(start=start, end=end, value=value / 100, currency=currency, per_unit=True))
    return [*prices, *_in_the_same(text, prices)] if prices else prices


def _in_the_same(text: str, prices: list[Sum]) -> list[Sum]:
    """Return the prices that leave the coin out behind one that names it: "6205 at 38 cents, 6206 at 52"."""
    first, more = prices[0], []
    for match in _AT.finditer(text, first.end, first.end + _NEAR):
        value = (number(match["n"]) or Decimal(0)) / 100
        if first.value / 5 <= value <= first.value * 5 and not any(
            match.start() < one.end and one.start < match.end() for one in prices
        ):
            more.append(
                Sum(start=match.start("n"), end=match.end("n"), value=value, currency=first.currency, per_unit=True)
            )
    return more


def is_difference(text: str, start: int, end: int) -> bool:
    """Return whether the sum from `start` to `end` is by how much a price differs: "2 cents more", "by 3 cents"."""
    return _MORE.match(text, end) is not None or _BY.search(text, max(0, start - 14), start) is not None


def _is_coin(match: "re.Match[str]", *, said: bool, each: bool) -> bool:
    """Return whether a short sign means money: "4.5c each" among cents, never 25 °C, 250 gr or a box of 100 ct."""
    text = match.string
    tight = match.end("m" if match["m"] else "n") == match.start("c")
    if match["c"] == "gr":
        return (each and not text.startswith(" per", match.end())) or "grosz" in text
    if match["c"] in {"xu", "sent"}:
        return each
    if match["c"] == "p":  # "48p per carton" are pieces
        sterling = re.search(r"(?<!\w)(?:gbp|pence|sterling|pounds?)(?!\w)|£", text) is not None
        return tight and ((each and sterling) or _PENCE.match(text, match.end()) is not None)
    if match["c"] == "cts" and _CENTS_OF_A_LIST.search(text):
        return True
    if match["c"] == "c":
        return tight and (each or (said and bool(re.search(r"[.,]", match["n"]))))
    return _PIECE.match(text, match.end()) is not None or (said and "." in match["n"])


def _currency(match: "re.Match[str]", text: str) -> str | None:
    """Return whose hundredths they are: by name, else by the money the text names, else as the language has it."""
    named = next(code for words, code in _COINS if re.fullmatch(words, match["c"]))
    if named:
        return named
    if re.search(r"us[- ]?c(?:ents?)?(?!\w)|usd|us\$|\$|dollar|dolar", text):
        return "USD"
    if named == "":
        return None  # centavos of one peso or another
    if re.search(r"(?<!\w)(?:eur|euros?)(?!\w)|€", text):
        return "EUR"
    if match["c"] in {"cent", "ct", "cts"} and _EUROPEAN.search(text) and not names_money(text):
        return "EUR"
    return None if re.search(r"(?<!\w)(?:aud|cad|zar|nzd|sgd|hkd|rand)(?!\w)", text) else "USD"
