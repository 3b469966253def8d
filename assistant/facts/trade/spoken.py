"""Prices as they are spoken: "forty one dollars fifty", "14 euro e 60", "52k/hộp", "ribu". Public: `spoken_prices`.

Numbers below a thousand in words of the languages that write prices so; what stands before the money counts whole, what
stands behind it hundredths.
"""

import re
from decimal import Decimal

from assistant.facts.trade.coins import is_difference
from assistant.facts.trade.digits import matches
from assistant.facts.trade.measures import PER_ONE
from assistant.facts.trade.money import Sum, currency_of, number
from assistant.facts.trade.terms import is_unit

_UNITS = (  # from one to nineteen
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
    "un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve",
    "um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete "
    "dezoito dezenove",
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf",
    "un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto "
    "diciannove",
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать "
    "шестнадцать семнадцать восемнадцать девятнадцать",
    "jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jedenascie dwanascie trzynascie "
    "czternascie pietnascie "
    "szesnascie siedemnascie osiemnascie dziewietnascie",
    "bir iki uc dort bes alti yedi sekiz dokuz",
)
_TENS = (  # from twenty to ninety
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat",
    "yirmi otuz kirk elli altmis yetmis seksen doksan",
)
_HUNDRED = frozenset({"hundred", "hundert", "yuz"})  # behind a number they multiply
_FULL = {
    "cien": 100, "ciento": 100, "cem": 100, "cento": 100, "cent": 100, "sto": 100, "сто": 100, 
    "dwiescie": 200, "двести": 200,
    "fourty": 40, "a": 1, "одна": 1, "две": 2, "dwie": 2, "eine": 1, "einen": 1, "una": 1, "uma": 1, 
    "uno": 1, "duas": 2,
    "dreissig": 30, "dreißig": 30, "zwo": 2, "veintiun": 21, "dezasseis": 16, "dezassete": 17, "dezanove": 19,
}  # fmt: skip


def _words() -> dict[str, int]:
    """Return the value of each word, with what German and Italian write in one."""
    values = dict(_FULL)
    for names in _UNITS:
        values |= {name: value for value, name in enumerate(names.split(), 1)}
    for names in _TENS:
        values |= {name: value * 10 for value, name in enumerate(names.split(), 2)}
    german = [names.split() for names in (_UNITS[1], _TENS[1])]
    italian = [names.split() for names in (_UNITS[5], _TENS[5])]
    for tens in range(8):
        for unit in range(9):
            value = (tens + 2) * 10 + unit + 1
            values[f"{german[0][unit]}und{german[1][tens]}"] = value
            stem = italian[1][tens]
            values[(stem[:-1] if unit in {0, 7} else stem) + (italian[0][unit] + "o" * (unit == 0))] = value
    return values


_VALUES = _words()
_JOINS = frozenset({"and", "und", "y", "e", "et", "i", "и", "ve", "con"})
_MONEY = re.compile(
    r"(?<!\w)(?P<c>(?:us[- ])?dollars?|usd|dolares|dolar(?:dan|a|y|ow)?|dollari|доллар\w*|euros?|eur|€|евро|"
    r"avro(?:ya|dan)?|pounds?|"
    r"lira|рубл\w+|zloty\w*|(?P<coin>(?:us )?cents?|centavos|centimes|centesimi|цент\w*))(?!\w)"
)
_SIGNS = (
    "dol",
    "usd",
    "eur",
    "cent",
    "€",
    "pound",
    "lira",
    "avro",
    "zlot",
    "евро",
    "долл",
    "рубл",
    "цент",
)  # of _MONEY
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DIGITS = re.compile(r"\d{1,4}")
_BEHIND = re.compile(r"\s?(?:(?:and|und|y|e|et|i|и|con|,)\s)?(?P<n>\d{2}(?![\d.,:%/-]?\d)(?!%))\s?(?P<next>[^\W\d_]+)?")
_LIKE_IT = re.compile(r"(?<![\w.,/])(?P<n>\d{1,4}) (?:e|y|et|und|и) (?P<m>\d{2})(?=\s?(?:[.,;)!?]|$|\n))")
_THOUSANDS = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,4}(?:[.,]\d{1,3})?)\s?(?P<k>k|ngan|nghin|trieu|tr|rb|ribu|jt|juta)\s?(?P<per>/\s?|"
    r"mot |moi |1 |per |se)"
    r"(?P<unit>hop|cai|chiec|bo|thung|kg|ky|can|cuon|m2|met|goi|bao|tam|kien|doi|chai|tui|tan|pcs|buah|dus|"
    r"karton|lusin|unit|roll|"
    r"meter|pak|set|ton|lembar|biji|box)(?!\w)"
)
_TR = re.compile(r"(?<![\w.,])(?P<n>\d{1,4})tr(?P<m>\d{1,3})?(?!\w)")  # "12tr5": twelve and a half million dong
_VIETNAMESE = ("gia ", "vnd", "dong")  # what stands in a letter of Vietnam that tells a price
_OF_VIETNAM = frozenset(
    {"hop", "cai", "chiec", "bo", "thung", "ky", "can", "cuon", "met", "goi", "bao", "kien", "doi", "chai", "tui"}
)
_COINS = {"centim": "EUR", "centes": "EUR", "centav": None}  # others are of the dollar
_ONE = frozenset({"a", "un", "una", "um", "uma", "ein", "eine", "one"})  # articles, where they stand alone
_MOST = 50  # prices of a mail
_MOST_WORDS = 6
_LEAST_COINS = 10  # "two dollars five" may be anything


_CHINESE = re.compile(
    r"(?<![第\d])(?P<n>[一二三四五六七八九十百千两零]{2,9})(?P<c>美元|美金|欧元|元|块)(?:(?<=块)(?P<m>[一二三四五六七八九])(?![个套件只条箱片台米吨公斤把支双百千万十]))?"
)
_HANZI = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_MONEY_OF_CHINA = ("元", "块", "美金")
_POWERS = {"十": 10, "百": 100, "千": 1000}


def spoken_prices(text: str, found: list[Sum]) -> list[Sum]:
    """Return the prices of folded text that are spoken; one that holds a sum of `found` stands in its place."""
    prices = [*_in_thousands(text), *_in_chinese(text)]
    for match in _MONEY.finditer(text) if any(map(text.__contains__, _SIGNS)) else ():
        price = _spelled(text, match) if len(prices) < _MOST else None
        if price is not None and not is_difference(text, price.start, price.end):
            prices.append(price)
    if any(one.per_unit and _DIGITS.match(text, one.start) for one in prices):
        prices += _like_it(text, prices)
    return prices


def _spelled(text: str, match: "re.Match[str]") -> Sum | None:
    """Return the price around a name of money, where its number is in words or its hundredths stand behind it."""
    start, whole, in_words = _before(text, match.start())
    if whole is None:
        return None
    if match["coin"]:
        code = (
            "EUR" if match["c"].startswith(("centim", "centes")) else None if match["c"].startswith("centav") else "USD"
        )
        value = Decimal(whole) / 100
        return Sum(start=start, end=match.end(), value=value, currency=code, per_unit=True) if in_words else None
    end, coins = _behind(text, match.end(), in_words=in_words)
    if coins is None and not in_words:
        return None
    value = Decimal(whole) if coins is None else Decimal(f"{whole}.{coins:02}")
    per_unit = coins is not None or PER_ONE.match(text, end) is not None
    return Sum(start=start, end=end, value=value, currency=currency_of(match["c"]), per_unit=per_unit)


def _before(text: str, place: int) -> tuple[int, int | None, bool]:
    """Return (where it begins, its value, whether it is in words) of the number right before a place."""
    tail = text[max(0, place - 60) : place]
    offset = max(0, place - 60)
    words = [word for word in _WORD.finditer(tail)][-_MOST_WORDS:]
    if words and words[-1].group().isdigit() and len(words[-1].group()) <= 4 and not tail[words[-1].end() :].strip():
        first = words[-1].start()
        alone = not re.search(r"[\d.,]$", tail[:first])
        return offset + first, int(words[-1].group()) if alone else None, False
    taken: list[re.Match[str]] = []
    for word in reversed(words):
        gap = tail[word.end() : taken[0].start() if taken else len(tail)]
        if gap.strip(" -") or (word.group() not in _VALUES and word.group() not in (*_HUNDRED, *_JOINS)):
            break
        taken.insert(0, word)
    while taken and (taken[0].group() in _JOINS or (taken[0].group() in {"a", "e", "i"} and len(taken) > 1)):
        taken.pop(0)
    named = [word.group() for word in taken]
    if (
        not named
        or named == ["a"]
        or (named[0] in {"un", "una", "um", "uma", "ein", "eine", "one"} and len(named) == 1)
    ):
        return place, None, False
    return offset + taken[0].start(), _value(named), True


def _value(words: list[str]) -> int | None:
    """Return what number words come to: "one hundred and five", "fifteen hundred"; None for none."""
    total = 0
    for word in words:
        if word in _HUNDRED:
            total = max(total, 1) * 100
        elif word not in _JOINS:
            total += _VALUES[word]
    return total or None


def _behind(text: str, place: int, *, in_words: bool) -> tuple[int, int | None]:
    """Return (end, hundredths) of what stands behind the money; None where it counts pieces or is no such number."""
    digits = _BEHIND.match(text, place)
    if digits:
        unit = digits["next"] is not None and is_unit(digits["next"])
        return (place, None) if unit else (digits.end("n"), int(digits["n"]))
    if not in_words:
        return place, None
    words: list[str] = []
    end = place
    for word in list(_WORD.finditer(text, place, place + 40)):
        if text[end : word.start()].strip(" -") or (word.group() not in _VALUES and word.group() not in _JOINS):
            if word.group() in {"cents", "cent"} and words:
                end = word.end()
            elif is_unit(word.group()) and not text[end : word.start()].strip():
                return place, None
            break
        if word.group() == "a":
            break
        words.append(word.group())
        end = word.end()
    coins = _value(words) if words else None
    return (end, coins) if coins is not None and _LEAST_COINS <= coins < 100 else (place, None)


def _like_it(text: str, prices: list[Sum]) -> list[Sum]:
    """Return the prices that leave out the money between: "14 euro e 60, ... 13 e 20"."""
    money = prices[0].currency
    return [
        Sum(
            start=match.start(),
            end=match.end(),
            value=Decimal(f"{match['n']}.{match['m']}"),
            currency=money,
            per_unit=True,
        )
        for match in _LIKE_IT.finditer(text)
        if not any(match.start() < one.end and one.start < match.end() for one in prices)
    ]


def _in_chinese(text: str) -> list[Sum]:
    """Return prices written in Chinese numerals above nine: 十二元一个, 一百二十块; one alone is part of a word."""
    prices = []
    for match in _CHINESE.finditer(text) if any(map(text.__contains__, _MONEY_OF_CHINA)) else ():
        value = Decimal(_hanzi_value(match["n"])) + Decimal(_HANZI.get(match["m"] or "", 0)) / 10
        code = currency_of("元" if match["c"] == "块" else match["c"])
        if value >= _LEAST_COINS:
            prices.append(Sum(start=match.start(), end=match.end(), value=value, currency=code, per_unit=True))
    return prices


def _hanzi_value(text: str) -> int:
    """Return the value of a Chinese numeral below ten thousand; 0 for characters that make none ("一一")."""
    total, digit = 0, 0
    for char in text:
        if char in _POWERS:
            total += max(digit, 1) * _POWERS[char]
            digit = 0
        elif digit:
            return 0
        else:
            digit = _HANZI[char]
    return total + digit


def _in_thousands(text: str) -> list[Sum]:
    """Return prices of Vietnam and Indonesia told in thousands of money that everybody knows: "52k/hộp", "48 rb/kg"."""
    prices = []
    for match in matches(_THOUSANDS, text):
        value, short = number(match["n"]), match["k"]
        if value is None or (short in {"k", "tr"} and match["unit"] not in _OF_VIETNAM):
            continue
        code = "IDR" if short in {"rb", "ribu", "jt", "juta"} else "VND"
        value = Decimal(int(value * (1_000_000 if short in {"trieu", "tr", "jt", "juta"} else 1000)))
        prices.append(Sum(start=match.start(), end=match.end("k"), value=value, currency=code, per_unit=True))
    for match in matches(_TR, text) if any(map(text.__contains__, _VIETNAMESE)) else ():
        value = Decimal(f"{match['n']}.{match['m'] or 0}") * 1_000_000
        if not any(match.start() < one.end and one.start < match.end() for one in prices):
            prices.append(Sum(start=match.start(), end=match.end(), value=value, currency="VND", per_unit=True))
    return prices
