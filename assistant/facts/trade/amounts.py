"""Sums of money as people write them in mail. Public: `sums`.

"USD 3.85/pc", "3,85 €", "¥12", "RMB 5", "1.234,56", "28 600 долларов", "一毛三", and bare decimals in a list whose head
or neighbour names the currency. Source: the labelled trade set; ISO 4217 for the codes.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.facts.lexicon import fold
from assistant.facts.trade.coins import in_coins
from assistant.facts.trade.digits import matches
from assistant.facts.trade.further import further_prices
from assistant.facts.trade.measures import PER_ONE, SIZES, SPANS
from assistant.facts.trade.money import (
    ANY_NAME,
    GROUPED,
    NAMED,
    ONLY_BEHIND,
    TIMES,
    Sum,
    currency_of,
    lower_case_words,
    may_name_money,
    number,
    times,
)
from assistant.facts.trade.no_prices import is_surcharge, western_digits, without_addresses, without_rates
from assistant.facts.trade.price_lists import headed_prices
from assistant.facts.trade.price_tables import price_tables
from assistant.facts.trade.rare_moneys import rare_moneys
from assistant.facts.trade.round_prices import ROUND, round_prices
from assistant.facts.trade.spoken import spoken_prices

__all__ = ["Sum", "number", "sums"]
_CJK = r"[\u3040-\u9fff\uac00-\ud7a3]"  # a comma behind these parts words, never a number
_NUMBER = rf"{GROUPED}|\d+(?:[.,]\d{{1,4}})?(?!\d)|(?<!{_CJK})[.,]\d{{2,4}}(?!\d)"
_BEFORE = re.compile(rf"(?<![a-z])(?P<c>{ANY_NAME})\s{{0,2}}(?P<n>{_NUMBER})(?P<k>\s?(?:{TIMES})(?![a-z]))?")
_AFTER = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?<!\.)(?:(?<![a-z])|(?!\d+ \d))"  # the digits of "WW320 168.00 USD" are two numbers
    rf"(?P<n>{_NUMBER}){ROUND}\s?(?P<k>{TIMES})?\s?(?:\.{{3}}\s?)?(?P<c>{ANY_NAME})(?:(?<=[^\x00-\x7f])|(?![a-z]))"
)
_BARE = re.compile(
    rf"(?<![\d.,/x*+-])(?P<n>\d{{1,6}}[.,]\d{{1,4}}|\d{{2,6}})"
    rf"(?![\d]|[.,]\d| ?(?:[%\"°]|x\s?\d|(?:{SIZES}|{SPANS})(?!\w)|"
    r"pcs|pc\b|pieces|units|sets?|adet|szt|st\b|stuck|шт|个|件|套|台|pallets?))"
)
_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"\s?%")
_CENTS = re.compile(r"[.,]\d{2}(?!\d)")
_ARTICLE_BEFORE = re.compile(r"(?:[a-z]-?|[a-z]{2} |no\.? ?|#)$")
_TERMS = ("fob", "cif", "cfr", "exw", "fca", "c&f", "cnf", "ex works")
_TERM = re.compile(r"(?<![a-z])(?:fob|cif|cfr|exw|fca|c&f|cnf|ex works)(?![a-z])")
_HEADING = re.compile(rf"^[^\n\t]*\t[^\n]*?(?<![a-z])({ANY_NAME})(?![a-z])[^\n]*\n", re.M)  # tried once a line
_TABLE_HEAD = re.compile(rf"(?<![a-z])(?:{ANY_NAME})[^\n]{{0,20}}\n")
_HANZI = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_SPOKEN = re.compile(
    r"([一二两三四五六七八九]|\d+)块([一二三四五六七八九]|\d)?|"
    r"([一二两三四五六七八九])毛([一二三四五六七八九])?|"
    r"(?<![十百钟\d])([一二两三四五六七八九])分(?![钟之析别布期店公])"
)


@lru_cache(maxsize=16)  # the offer, the inquiry and the acts each ask for the same text
def sums(text: str, *, folded_from: str | None = None) -> tuple[Sum, ...]:
    """Return the sums that stand in a text, in order of place, none twice; at most a hundred.

    `folded_from`: what `text` was written like where it is folded already; its capitals tell codes from words.
    """
    within = _parted(text if folded_from is not None else fold(text), folded_from or text)[:16_384]
    within = western_digits(without_addresses(within))
    found: list[Sum] = []
    if not _DIGIT.search(within):
        found = [*_spoken(within, found), *spoken_prices(within, found)]
        return tuple(sorted(found, key=lambda one: one.start)[:100])
    may = may_name_money(within)
    within = without_rates(within) if may else within
    words = lower_case_words(text if folded_from is None else folded_from) if may else frozenset()
    named = [match.group() for match in NAMED.finditer(within) if match.group() not in words] if may else []
    for expression in (_BEFORE, _AFTER) if named else (_AFTER,) if may else ():
        for match in expression.finditer(within):
            value = number(match["n"])
            code = _code_behind(within, match) or currency_of(match["c"])
            if value is None or match["c"] in words or (expression is _BEFORE and match["c"] in ONLY_BEHIND):
                continue
            if expression is _BEFORE and _PERCENT.match(within, match.end("n")):  # "CAD 100%": cash against documents
                continue
            if (_belongs_left if expression is _BEFORE else _ends_a_name)(within, match):
                continue
            if any(match.start("n") < held.end and held.start < match.end("n") for held in found):
                continue
            rival = next((held for held in found if held.start < match.end() and match.start("c") < held.end), None)
            if rival is not None and _is_article(within, match, rival):
                continue
            if rival is not None and _CENTS.search(match["n"]) and not _CENTS.search(within, rival.start, rival.end):
                found.remove(rival)  # "7.85 USD 1000 pcs"
            per_unit = bool(PER_ONE.match(within, match.end()))
            found.append(
                Sum(
                    start=match.start(),
                    end=match.end(),
                    value=value * times(match["k"]),
                    currency=code,
                    per_unit=per_unit,
                )
            )
    found += _spoken(within, found)
    found += in_coins(within, found)
    found += round_prices(within, found, _only_money(named))
    found = found or rare_moneys(within, (folded_from or text)[:16_384])
    told = spoken_prices(within, found)
    found = [one for one in found if not any(one.start < price.end and price.start < one.end for price in told)] + told
    if ":" in within and named:
        lists = headed_prices(within)
        found += [one for one in lists if not any(one.start < held.end and held.start < one.end for held in found)]
    found, within = _of_tables(within, found, named)
    found += _listed(within, found, named)
    found += further_prices(within, found)
    found = [one for one in found if not is_surcharge(within, one.end)]
    return tuple(sorted(found, key=lambda one: one.start)[:100])


def _of_tables(text: str, found: list[Sum], names: Sequence[str]) -> tuple[list[Sum], str]:
    """Return the sums with those of price columns and without others of their rows; and the text with tables blank.

    What a table leaves out of its head is named by the text, where that names one money.
    """
    tables = price_tables(text)
    if not tables:
        return found, text
    only = _only_money(names)
    silent = [row for table in tables for row in table.rows]
    kept = [one for one in found if not any(start < one.end and one.start < end for start, end in silent)]
    for cell in (cell for table in tables for cell in table.cells):
        written = [one for one in found if cell.start <= one.start and one.end <= cell.end]
        kept += written or [
            Sum(start=start, end=end, value=value, currency=cell.currency or only, per_unit=cell.per_unit)
            for start, end, value in cell.numbers
        ]
    for table in tables:
        text = f"{text[: table.start]}{' ' * (table.end - table.start)}{text[table.end :]}"
    return kept, text


def _only_money(names: Sequence[str]) -> str | None:
    """Return the code of the only money among names of money; None for none, and for several."""
    known = {currency_of(name) for name in names} - {None}
    return next(iter(known)) if len(known) == 1 else None


_DOLLAR_OF = re.compile(r"\s?(mxn|usd|cad|aud|nzd|hkd|sgd|twd|clp|cop|ars|brl)(?![a-z])")


def _code_behind(text: str, match: "re.Match[str]") -> str | None:
    """Return the code that tells whose dollar or peso a sign means: "$48.00 MXN"; None where there is none."""
    behind = _DOLLAR_OF.match(text, match.end()) if match["c"] == "$" and match.start("c") < match.start("n") else None
    return behind[1].upper() if behind else None


_FULL_WIDTH_COMMA = re.compile(r"(?<=\d)[，、](?=\d)")


_NUMBER_LEFT = re.compile(r"\d\s?$")
_SAME_BEHIND = re.compile(r"\s?(?:€|\$|£|[a-z]{2,4}(?![a-z]))")


def _belongs_left(text: str, match: "re.Match[str]") -> bool:
    """Return whether the money is that of the number before: "12,50 € 500,00 €", or the next number begins a line."""
    if not _NUMBER_LEFT.search(text, max(0, match.start("c") - 2), match.start("c")):
        return False
    behind = _SAME_BEHIND.match(text, match.end("n"))
    return "\n" in match.group() or (behind is not None and behind.group().strip() == match["c"])


def _parted(folded: str, original: str) -> str:
    """Return folded text in which full-width commas between digits part numbers: "¥680、500本" are two."""
    if len(folded) != len(original) or not ("，" in original or "、" in original):
        return folded
    for mark in _FULL_WIDTH_COMMA.finditer(original):
        folded = f"{folded[: mark.start()]};{folded[mark.end() :]}"
    return folded


def _is_article(text: str, match: "re.Match[str]", rival: Sum) -> bool:
    """Return whether a number is no sum, because the currency behind it belongs to the number after that.

    "BL-2031 USD 7.85": letters stand before it, or it is whole and the other has cents, or it ends the cell before.
    """
    other_cell = "\t" in text[match.end("n") : match.start("c")] and "\t" not in text[rival.start : rival.end]
    named = _ARTICLE_BEFORE.search(text, max(0, match.start("n") - 6), match.start("n")) is not None
    whole = "." not in match["n"] and "," not in match["n"]
    return named or other_cell or (whole and _CENTS.search(text, rival.start, rival.end) is not None)


_PART_OF_NAME = re.compile(r"[a-z]-?$")
_CENTS_BEHIND = re.compile(r"\s+\d+[.,]\d")


def _ends_a_name(text: str, match: "re.Match[str]") -> bool:
    """Return whether whole digits belong to the article before them, and the money to the next cell."""
    if not match["n"].isdigit() or not _PART_OF_NAME.search(text, max(0, match.start("n") - 2), match.start("n")):
        return False
    return bool({"\t", "\n"} & set(text[match.end("n") : match.start("c")])) or bool(
        _CENTS_BEHIND.match(text, match.end("c"))
    )


def _spoken(text: str, found: list[Sum]) -> list[Sum]:
    """Return prices in spoken Chinese: 三块六, 一毛三, 九分 (the last only beside one of the others)."""
    if "块" not in text and "毛" not in text:
        return []
    matches = [
        m for m in _SPOKEN.finditer(text) if not any(m.start() < held.end and held.start < m.end() for held in found)
    ]
    if not any(match[1] or match[3] for match in matches):
        return []
    return [
        Sum(start=match.start(), end=match.end(), value=_spoken_value(match), currency="CNY", per_unit=True)
        for match in matches
    ]


def _spoken_value(match: "re.Match[str]") -> Decimal:
    def digit(text: str | None) -> Decimal:
        return Decimal(0) if not text else Decimal(_HANZI.get(text, int(text) if text.isdigit() else 0))

    if match[1]:
        return digit(match[1]) + digit(match[2]) / 10
    if match[3]:
        return digit(match[3]) / 10 + digit(match[4]) / 100
    return digit(match[5]) / 100


_UNIT_LEFT = re.compile(r"(?:\bat|@|->|=>|=|:|\bto|-|–|\t| {2,}|单价|价)\s*(?:about\s|approx\.?\s)?$")
_TERM_RIGHT = re.compile(
    r"\s?(?:/\s?(?:pc|pcs|kg|set|unit|mt|ton|box|m|pair|szt|шт|pz|l)\b|(?:per|for|each|ea|fob|exw|cif|"
    r"cfr|fca|dap|ddp|cpt|c&f|cnf)\b|\(|,|$|\n|;| and\b| y\b|\t)"
)


# Words that make a bare number a price where everybody knows the money: domestic offers name none.
_PRICED = re.compile(
    r"含税|未税|含运费|出厂价|批发价|单价|с ндс|без ндс|за (?:штуку|шт|метр|тонну|лист|кг)|\+ ?kdv|kdv dahil|"
    r"netto|za (?:sztuke|szt|kg)|税別|税込|부가세|包安装|包邮|包运费|包送"
)
_TEN_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,3})?)万(?![个件台套米只片张条吨双年公次像人平])")
_PER_BEFORE = re.compile(
    r"(?:[一每](?:平方米|平方|平米|公斤|[个套件台箱米条盒只双卷吨张片克斤瓶把包枚本平])|개당|[让降做给惠]到)\s?$"
)
_PER_BEHIND = re.compile(r"\s?(?:за (?:штуку|шт|метр|тонну|лист|кг)|za (?:sztuke|szt|kg)|[一每]个)")


def _unnamed(text: str) -> list[Sum]:
    """Return the prices of an offer that names no currency: 一平方68, "по 2 340 за штуку с НДС"."""
    if not _PRICED.search(text):
        return []
    found = []
    for match in re.finditer(rf"(?<![\d.])(?:{_NUMBER})", text):
        value = number(match.group())
        behind, before = _PER_BEHIND.match(text, match.end()), text[max(0, match.start() - 5) : match.start()]
        if value is not None and (behind or _PER_BEFORE.search(before)):
            found.append(Sum(start=match.start(), end=match.end(), value=value, currency=None, per_unit=True))
    for match in _TEN_THOUSANDS.finditer(text):  # machines are priced in 万, and only in yuan
        value = Decimal(match[1]) * 10_000
        found.append(Sum(start=match.start(), end=match.end(), value=value, currency="CNY", per_unit=True))
    return found


_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}$")
_BIG_FIGURES = frozenset({"VND", "IDR", "KRW", "JPY", "CLP", "COP"})  # money whose prices run into thousands


def _listed(text: str, found: list[Sum], names: Sequence[str]) -> list[Sum]:
    """Return bare numbers that are prices by their place: in a list or table whose currency stands beside or above."""
    heads = {one.currency for one in found if one.currency}
    named = {currency_of(name) for name in dict.fromkeys(names)} - {None}
    terms = _TERM.search(text) if any(map(text.__contains__, _TERMS)) else None
    heading = _HEADING.search(text) if "\t" in text else None
    if heading:  # the head of a table decides, whatever money the terms below it name
        named = {currency_of(heading[1])}
    if not heads and not named and not terms:
        return _unnamed(text)
    if len(heads | named) > 1:
        return []
    code = next(iter(heads | named), "USD")  # with nothing but an incoterm the world trades in dollars
    table = not heads and bool(heading or _TABLE_HEAD.search(text))
    bare = []
    for match in matches(_BARE, text):
        value = number(match["n"])
        if value is None or any(match.start() < held.end and held.start < match.end() for held in found):
            continue
        decimal = ("." in match["n"] or "," in match["n"]) and (
            code in _BIG_FIGURES or not _THOUSANDS.match(match["n"])
        )
        line_end = text.find("\n", match.end())
        last = not text[match.end() : line_end if line_end >= 0 else len(text)].strip()
        left = _UNIT_LEFT.search(text, max(0, match.start() - 14), match.start())
        per_unit = bool(PER_ONE.match(text, match.end()))
        followed = any(
            0 < one.start - match.end() < 60 and "." not in text[match.end() : one.start].replace(". ", "\n")
            for one in found
        )
        is_price = per_unit or (
            decimal and bool(left or last or followed) and bool(_TERM_RIGHT.match(text, match.end()))
        )
        if (
            is_price
            or (table and last and text[max(0, match.start() - 1) : match.start()] in ("\t", " ", "|"))
            or (decimal and not heads and bool(named or terms) and bool(_TERM_RIGHT.match(text, match.end())))
        ):
            bare.append(Sum(start=match.start(), end=match.end(), value=value, currency=code, per_unit=per_unit))
    return bare
