"""What only looks like a price: an exchange rate, a bearing's seals, addresses, by how much a price differs.

Public: `without_rates`, `without_addresses`, `is_surcharge`, `western_digits`. What is no price gives way to `_`, which
parts no cells of a table as blanks would.
"""

import re

from assistant.facts.trade.money import ANY_NAME

_NUMBER = r"\d+(?:[.,]\d+)*"
_RATE = re.compile(
    rf"(?<![\d.,a-z])(?:1(?:[.,]00?)?\s?(?:{ANY_NAME})|(?:{ANY_NAME})\s?1(?:[.,]00?)?(?!\d))"
    rf"\s?[=≈]\s?(?:{ANY_NAME})?\s?{_NUMBER}(?:\s?(?:{ANY_NAME})(?![a-z]))?"
)
_YEARS = re.compile(rf"(?<![\w.,])20[12]\d\s?(?:{ANY_NAME})\s?/\s?20[12]\d\s?(?:{ANY_NAME})(?![\w/.,])")
_YEAR = re.compile(r"20\d\d")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|(?<![\w@.-])(?:[a-z0-9-]{2,}\.)+(?:com|net|org|io|cn|de|eu|example)/)[!#-&(-;=?-{}~]+|"
    r"(?<![a-z0-9_.+-])(?=[0-9_.+-]*[a-z])[a-z0-9_.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}"
)
_EQUALS = re.compile("[=≈]")
_SEALED = re.compile(r"(?<![\d.,])2 ?rs\d?(?![a-z])")  # both sides of a bearing, no rupees
_SURCHARGE = re.compile(
    r"\s?(?:/\s?[a-z]{1,5}\s|(?:per|each) [a-z]{1,8}\s)?(?:"
    r"more|less|cheaper|lower|higher|too (?:high|much|expensive)|off(?! the| spec)|discount|surcharge|difference|"
    r"extra(?=\s*(?:[.,;)\n]|$|per\b|for\b|if\b|charges?\b|costs?\b|each\b|a\b))|"
    r"weniger|mehr|gunstiger|teurer|billiger|nachlass|rabatt|aufpreis|zuschlag|zu (?:hoch|teuer)|"
    r"mas (?:caro|barato|por)|menos|de (?:descuento|recargo|desconto|acrescimo|plus|moins|remise|sconto)|de supplement|"
    r"en sus|en moins|in piu|in meno|di (?:sconto|supplemento)|wiecej|mniej|taniej|drozej|doplaty|rabatu|"
    r"дешевле|дороже|меньше|больше|скидк\w+|доплат\w+|indirim\w*|daha (?:ucuz|pahali)|(?:lebih|diskon) )(?![^\W_])"
)
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ","} | {chr(0x660 + digit): str(digit) for digit in range(10)})
_ARABIC_DIGIT = re.compile("[٠-٩]")
_ARABIC_COMMA = re.compile(r"(?<=[٠-٩])،(?=[٠-٩])")


def without_rates(text: str) -> str:
    """Return folded text with what only looks like a sum blank, of the same length: "1 USD = 7.1" and "6205 2RS"."""
    if "2rs" in text or "2 rs" in text:
        text = _SEALED.sub(_blank, text)
    if "/" in text:  # "2025 USD / 2026 USD" heads columns
        text = _YEARS.sub(lambda years: _YEAR.sub(_blank, years[0]), text)
    for mark in _EQUALS.finditer(text) if "=" in text or "≈" in text else ():
        rate = _RATE.search(text, max(0, mark.start() - 14), mark.end() + 20)
        if rate is not None:
            text = f"{text[: rate.start()]}{_blank(rate)}{text[rate.end() :]}"
    return text


def without_addresses(text: str) -> str:
    """Return folded text with addresses of the web and of mail blank, of the same length."""
    return _ADDRESS.sub(_blank, text) if "/" in text or "@" in text or "www." in text else text


def _blank(match: "re.Match[str]") -> str:
    return "_" * len(match[0])


def is_surcharge(text: str, end: int) -> bool:
    """Return whether the sum that ends there is added to a price or taken off: "12 EUR extra", "0.20 less"."""
    return _SURCHARGE.match(text, end) is not None


def western_digits(text: str) -> str:
    """Return text with the digits and decimal marks of Arabic as we write them, of the same length: "٢٢٫٥" is 22.5."""
    if text.isascii() or not ("ا" in text and _ARABIC_DIGIT.search(text)):
        return text
    return _ARABIC_COMMA.sub(".", text).translate(_ARABIC_MARKS)
