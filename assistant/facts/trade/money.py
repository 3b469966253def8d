"""Money: its names and signs as people write them, numbers in all notations, a sum in a text.

Public: `Sum`, `number`, `times`, `currency_of`, `may_name_money`, `names_money`, `lower_case_words`, `words_of`, and
the parts of expressions `NAMED`, `ANY_NAME`, `TIMES`, `GROUPED`.
Source: ISO 4217 for the codes, the labelled trade set for the names.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_CODES = (
    "usd|eur|gbp|cny|rmb|jpy|inr|try|krw|brl|mxn|aed|sar|qar|kwd|egp|pln|chf|rub|cad|aud|nzd|"
    "sek|nok|dkk|czk|huf|ron|hkd|twd|sgd|myr|thb|idr|vnd|php|zar|ngn|kes|mad|ils|clp|cop|pen|ars|uah|kzt|"
    "ghs|omr|bhd|jod|tnd|dzd|lkr|bdt|pkr|ugx|tzs|xof|xaf|byn|azn|uzs|bgn|rsd|isk|uyu|pyg|gtq"
)
_NAMES: tuple[tuple[str, str], ...] = (
    (
        "USD",
        r"us\s?\$|u\$s?|usd\$|dollars?|bucks|"
        r"dolares(?: americanos)?|dolar(?:es|ow|y|ach|dan|lik|in|[ai])?|dll?s\.?|"
        r"доллар\w*(?:\s+сша)?|долл\.?|"
        r"دولار(?:\s?امريكي)?|美金|美元|미국\s?달러|달러|불(?![\uac00-\ud7a3])|불(?=까지|에|로|이|입|씩|정도|대)|米ドル|ドル|us-?dollar|"
        r"dolari|usdt?|"
        # Vietnamese đô: folded it is a word of English, Portuguese and Polish ("we can do 4.25", "od 3.85 do 4.25")
        r"do(?:\s?la\b|(?=\s?(?:[/),;.!?\n]|$|(?:mot|moi|tren|cho|nhe|nha|thoi)\b)))",
    ),
    ("EUR", r"€|euros?|avro(?:ya|dan|luk|nun|yu)?|евро|يورو|欧元|유로|ユーロ"),
    ("GBP", r"£|pounds?|英镑"),
    ("CNY", r"rmb|cny|yuan|人民币|юан\w*|块钱|块(?!\s?\d)|(?<![三二多单四])元(?![件素器])"),
    ("HKD", r"hk\s?\$|港币|港元|港纸"),
    ("TWD", r"nt\s?\$|ntd|新台币|台币"),
    ("JPY", r"円|yen|日元"),
    ("INR", r"₹|(?<!-\d)rs\.?|inr|rupees?"),
    ("TRY", r"₺|tl|lira(?:ya|dan|lik|nin)?"),
    ("RUB", r"₽|руб\w*\.?|rub"),
    ("KRW", r"₩|원"),
    ("BRL", r"r\$|reais"),
    ("PLN", r"zl|zlot(?:ych|e|y)"),
    ("IDR", r"rp\.?|rupiah"),
    ("VND", r"vnd|₫|dong"),
    ("CHF", r"chf|sfr\.?"),
    ("MXN", r"pesos mexicanos"), ("COP", r"pesos colombianos"), ("CLP", r"pesos chilenos"),
    ("ARS", r"pesos argentinos"),
    ("", r"pesos"),  # of a country that is not told
    ("SAR", r"ريال|ر\.س"), ("AED", r"درهم|د\.ا"), ("KWD", r"د\.ك|دينار كويتي"), ("", r"دينار|dinars?"),
    ("AUD", r"au?\$"), ("CAD", r"ca?\$"), ("NZD", r"nz\$"), ("SGD", r"sg?\$"), ("MXN", r"mx\$"),
    ("NGN", r"₦|naira"), ("GHS", r"₵|cedis?"), ("KES", r"kshs?\.?"), ("ILS", r"₪|shekels?|nis"), ("THB", r"฿|baht"),
    ("PHP", r"₱"), ("MYR", r"ringgit"), ("KZT", r"₸|тенге|тг"), ("UAH", r"₴|грн\.?|гривн\w*|гривен"), ("BGN", r"лв\.?"),
    ("USD", r"у\. ?е\."), ("", r"f\s?cfa|cfa"), ("PYG", r"guaranies"), ("HUF", r"forint(?:os)?"),
    ("USD", r"\$"),
    ("CNY", r"¥|￥"),
)  # fmt: skip
ANY_NAME = "|".join(["(?:" + _CODES + r")\b", *(words for _, words in _NAMES)])
# Without one of these no name of money can stand in a text; that is quicker looked up than an alternation is tried.
_MONEY_SIGNS = (
    "€", "£", "₹", "₺", "₽", "₩", "¥", "￥", "доллар", "долл", "евро", "юан", "руб", "دولار", "يورو", "ريال",
    "درهم", "美金", "美元", "米ドル", "ドル", "欧元", "ユーロ", "英镑", "人民币", "块", "元", "円", "미국", "달러",
    "유로", "원", "불", "港币", "港元", "港纸", "台币", "₫", "ر.س", "د.", "دينار", "₦", "₵", "₪", "฿", "₱", "₸",
    "тенге", "тг", "₴", "грн", "грив", "лв", "у.е", "у. е",
)  # fmt: skip
_MONEY_NAMES = (
    "ntd|dollar|dollars|bucks|dolares|dolar|dolari|dolarow|usdollar|do|dola|usdt|euro|euros|pound|pounds|yuan|yen|rs|rupee|rupees|tl|lira|"
    "reais|zl|zlotych|zlote|zloty|rp|rupiah|dong|sfr|dolary|dolarach|dolardan|dolarlik|dolarin|dolara|dls|dlls|"
    "avro|avroya|avrodan|avroluk|avronun|avroyu|liraya|liradan|liralik|liranin|pesos|"
    "dinar|dinars|naira|cedi|cedis|ksh|kshs|shekel|shekels|nis|baht|ringgit|cfa|fcfa|guaranies|forint|forintos"
)
# Codes that are words as well ("we can try 4.25", "pen 0.35", "2,10 cad.") mean money only in capitals.
_CAPITALS = frozenset({"try", "pen", "mad", "cop", "ron", "ils", "cad", "jod", "isk", "nis"})
ONLY_BEHIND = frozenset({"dong"})  # "500 dong"; "Mr Dong, 500 pcs" is a name
_MONEY_WORDS = frozenset(
    f"{lead}{name}"
    for name in f"{_CODES}|{_MONEY_NAMES}".split("|")
    for lead in ("", "k")  # "5kusd"
)
# Of thousands. One mark parts all groups, and behind spaces no more than cents follow: "320 168.000" are two numbers.
GROUPED = (
    r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d{1,2})?(?![.,]?\d)|"
    r"\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+|(?:'\d{3})+)(?:[.,]\d{1,4})?(?!\d)|"
    r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?(?!\d)"
)
_TO_LETTERS = bytes(code if 97 <= code <= 122 else 32 for code in range(256))
NAMED = re.compile(rf"(?<![a-z])(?:{ANY_NAME})(?:(?<=[^\x00-\x7f])|(?![a-z]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum in folded text."""

    start: int
    end: int
    value: Decimal
    currency: str | None  # ISO 4217
    per_unit: bool  # "/pc", "each", "cad." beside it


# Words and signs that multiply the number before them: "Rs 2.4 lakh", "60만원", "1,2 млн руб.", "45 juta rupiah".
TIMES = (
    r"k(?![a-z])|万|만|천(?=원)|millions?|mio\.?|mln\.?|mn|millionen|millones(?: de)?|milhoes(?: de)?|milioni(?: di)?|"
    r"mil(?= (?:dolares|dolar|euros|reais|pesos|usd|eur))|lakhs?|lacs?|"
    r"crores?|juta|jt|ribu|rb|trieu|tr|nghin|ngan|млн\.?|тыс\.?|тысяч[аи]?|миллион\w*|bin"
)
_FACTORS = {
    1000: "mil ribu rb nghin ngan тыс тысяч тысяча тысячи bin",
    10_000: "万 만",
    100_000: "lakh lakhs lac lacs",
    10**6: "million millions mio mln mn millionen millones milhoes milioni juta jt trieu tr млн",
    10**7: "crore crores",
}
_FACTOR = {word: factor for factor, words in _FACTORS.items() for word in words.split()} | {"k": 1000, "천": 1000}


def times(word: str | None) -> int:
    """Return by how much a word of `TIMES` multiplies; 1 for None and for no word."""
    if not word or not word.strip():
        return 1
    head = word.split()[0].rstrip(".")
    return 10**6 if head.startswith("миллион") else _FACTOR.get(head, 1)


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """Return the value of "1.234,56", "1,200.00", "28 600", "0.042"; None for what is no number.

    A single separator before three digits is one of thousands, unless only zero stands before it; India groups by two
    ("1,24,500").
    """
    plain = re.sub(r"[\s'\u00a0]", "", text)
    if "," in plain and "." in plain:
        mark = max(plain.rfind(","), plain.rfind("."))
        plain = re.sub(r"[.,]", "", plain[:mark]) + "." + plain[mark + 1 :]
    elif re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+|[1-9]\d?(?:,\d\d)+,\d{3}", plain):
        plain = re.sub(r"[.,]", "", plain)
    else:
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


@lru_cache(maxsize=1024)
def currency_of(text: str) -> str | None:
    """Return the ISO code of a currency's name or sign in folded text; None for none, and for pesos of any country."""
    word = text.strip()
    if re.fullmatch(_CODES, word):
        return "CNY" if word == "rmb" else word.upper()
    return next((code for code, words in _NAMES if re.fullmatch(words, word)), None) or None


def may_name_money(text: str) -> bool:
    """Return whether a name or sign of money can stand in folded text."""
    if "$" in text or (not text.isascii() and any(map(text.__contains__, _MONEY_SIGNS))):
        return True
    return not _MONEY_WORDS.isdisjoint(words_of(text))


@lru_cache(maxsize=4)  # names and short names of money are looked for one after the other
def words_of(text: str) -> list[str]:
    """Return the words of plain letters in folded text, digits and signs left out: "38dhs" is "dhs"."""
    return text.encode("ascii", "replace").translate(_TO_LETTERS).decode("ascii").split()


def lower_case_words(original: str) -> frozenset[str]:
    """Return the codes that are words in this text: nowhere in it they stand in capitals."""
    return frozenset(code for code in _CAPITALS if code.upper() not in original)


def names_money(text: str) -> bool:
    """Return whether a name or sign of money stands in folded text."""
    return may_name_money(text) and NAMED.search(text) is not None
