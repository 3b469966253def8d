"""Money of countries less traded with, and money by a letter or two: "KSh 1,250", "450 грн", "R 145.00 each", "38 Dhs".
Public: `rare_moneys`.

Looked for beside each number of a mail in which no other money stands. Single letters are part of article numbers and
measures as well ("R 32", "20 ft", "RM 405"): weak ones count with cents, a unit or a tax behind them, or a word for
price before. Source: trade usage of each country, ISO 4217.
"""

import re

from assistant.facts.trade.digits import matches
from assistant.facts.trade.money import GROUPED, Sum, number, words_of

_NAMES = {  # in small letters; None where several countries write so
    "AUD": "a$ au$", "CAD": "c$ ca$", "NZD": "nz$", "SGD": "s$ sg$", "MXN": "mx$", "NGN": "₦ naira",
    "GHS": "₵ ghs cedi cedis", "KES": "ksh kshs", "ILS": "₪ nis shekel shekels", "THB": "฿ baht", "PHP": "₱",
    "MYR": "ringgit", "KZT": "₸ тенге тг", "UAH": "₴ грн гривен гривень гривны", "BGN": "лв bgn", "USD": "у.е",
    "XOF": "xof", "XAF": "xaf", "PYG": "guaranies pyg gs.", "HUF": "forint", "SAR": "ر.س", "AED": "د.إ dhs",
    "KWD": "د.ك", "OMR": "omr", "BHD": "bhd", "TND": "tnd", "DZD": "dzd", "LKR": "lkr", "BDT": "bdt", "PKR": "pkr",
    "UGX": "ugx", "TZS": "tzs", "BYN": "byn", "AZN": "azn", "UZS": "uzs", "RSD": "rsd", "UYU": "uyu", "GTQ": "gtq",
    "CZK": "kč", None: "fcfa cfa kr دينار",
}  # fmt: skip
_WEAK = {  # as written, for capitals tell them from words
    "R": "ZAR", "RM": "MYR", "SR": "SAR", "S/": "PEN", "S/.": "PEN", "DA": "DZD", "Ft": "HUF", "lei": "RON",
    "Lei": "RON", "DH": None, "Dh": None,
}  # fmt: skip
_OF = {name: code for code, names in _NAMES.items() for name in names.split()}
_WORDS = frozenset({"r", "rm", "sr", "da", "ft", "lei", "kc", "dh", "gs"}) | {name for name in _OF if name.isascii()}
_SIGNS = tuple(name for name in _OF if not name.isascii() and name != "kč")
_SIGN = re.compile("[₦₵₪฿₱₸₴]")
_ALONE = re.compile(rf"(?P<n>{GROUPED}|\d{{1,7}}(?:[.,]\d{{1,3}})?(?!\d))(?:,-|:-)?")
_BEFORE = re.compile(r"(?<![^\s(:=])[^\s\d(:=]{1,10} ?$")
_BEHIND = re.compile(r"\s?([^\s\d/,;:()+*-]{1,10})")
_CENTS = re.compile(r"[.,]\d\d$")
_PROOF = re.compile(
    r"\s?(?:,-\s?|:-\s?)?(?:/\s?[^\W\d_]|(?:each|ea|per|apiece|a piece|cada|por|pentru|bucata|net|за|"
    r"(?:la|le|el) (?:piece|metre|kilo|kg|metro|unidad|pieza|caja|boite|carton|paire|m[23]|lot|sac|tonne)|"
    r"(?:\+|ex\.?|excl\.?|excluding|incl\.?|plus) ?(?:vat|tva|igv|dph|afa|moms|tax))(?!\w)|لل)"
)
_PRICE_BEFORE = re.compile(r"(?:\bat|@|\b(?:price|prix|precio|pret|rate)(?: (?:is|est|es))?|[:=])\s$")
_MEASURE = re.compile(r"\s?(?:mm|cm|m\b|kg|g\b|bar|°|\")")
_FRENCH = re.compile(r"(?<!\w)(?:la piece|le kilo|le metre|prix|ht|ttc|bonjour|cordialement|pour|l'unite|les)(?!\w)")


def rare_moneys(text: str, original: str) -> list[Sum]:
    """Return the sums in rare money of folded text, which `original` was as written; none where lengths differ."""
    if len(text) != len(original) or not _may_stand(text):
        return []
    found = []
    for match in matches(_ALONE, text):
        named = _named(original, match.start(), match.end())
        value = number(match["n"])
        if named is None or value is None:
            continue
        name, start, end = named
        if _MEASURE.match(text, end) or not (name not in _WEAK or _reads_as_price(text, match["n"], start, end)):
            continue
        currency = _WEAK[name] if name in _WEAK else _OF[name]
        if name.lower().startswith("dh") and _FRENCH.search(text):
            currency = "MAD"
        each = _PROOF.match(text, end) is not None
        found.append(Sum(start=start, end=end, value=value, currency=currency, per_unit=each))
    return found


def _named(original: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Return (name, begin, end) of the money beside a number; None where the words there are no money."""
    before = _BEFORE.search(original, max(0, start - 11), start)
    if before is not None and (name := _money(before.group().rstrip())):
        return name, before.start(), end
    behind = _BEHIND.match(original, end)
    if behind is not None and (name := _money(behind[1])):
        return name, start, behind.start(1) + len(name)
    return None


def _money(word: str) -> str | None:
    """Return a word as one of the names of money here; None for any other."""
    if word in _WEAK:
        return word
    small = word.lower()
    return next((name for name in (small, small.rstrip(".")) if name in _OF), None)


def _may_stand(text: str) -> bool:
    if not _WORDS.isdisjoint(words_of(text)) or "$" in text or "s/" in text:
        return True
    if text.isascii():
        return False
    if "е" in text or "د" in text:  # Cyrillic, Arabic
        return any(sign in text for sign in _SIGNS)
    return _SIGN.search(text) is not None


def _reads_as_price(text: str, written: str, start: int, end: int) -> bool:
    """Return whether a number beside weak letters is a price by what stands around it."""
    if _PROOF.match(text, end):
        return True
    return _CENTS.search(written) is not None and _PRICE_BEFORE.search(text, max(0, start - 12), start) is not None
