"""Prices in tables with a head: only what stands below a head of price or money is one. Public: `Cell`, `PriceTable`,
`price_tables`.

A table of goods holds volumes, weights, packings and totals beside its prices; by their looks all are decimals.
Cells are parted by tabs, bars or two spaces; steps of quantity ("1,000 | 5,000 | 10,000") head prices as well.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.facts.trade.money import ANY_NAME, NAMED, currency_of, may_name_money, number

_PARTED = re.compile(r"\t| {2,}")
_BARS = re.compile(r"\|")
_PRICE = re.compile(
    r"(?<!\w)(?:price|prices|pricing|cost|rate|rates|unit ?price|u/p|e-?preis|ep|vk|net|netto|offer|"
    r"\w*preis(?:e|en)?|precio|precios|pvp|p\.? ?u\.?|p\. ?unit\.?|costo|"
    r"preco|precos|valor unit\w*|prix|tarif|tarifs|pu|prezzo|prezzi|"
    r"цена|цены|стоимость|سعر|السعر|الاسعار|fiyat\w*|birim fiyat\w*|cena|ceny|cena jedn\w*|"
    r"don gia|gia|harga|fob|cif|cfr|exw|fca|dap|ddp|cpt|"
    r"c&f|cnf|ex works|ab werk)(?!\w)|单价|价格|报价|含税价|出厂价|批发价|售价|价$|単価|価格|値段|단가|가격"
)
_TOTAL = re.compile(
    r"(?<!\w)(?:total|totals|amount|sum|subtotal|ext\.?|extended|line value|gesamt\w*|gp|g-?preis|summe|betrag|"
    r"importe|totale|importo|montant|"
    r"сумма|итого|всего|الاجمالي|المجموع|المبلغ|tutar\w*|toplam\w*|kwota|wartosc|razem|thanh tien|tong|jumlah)(?!\w)|"
    r"金额|合计|总价|总额|小计|合計|金額|小計|합계|금액"
)
_NOT_OFFERED = re.compile(
    r"(?<!\w)(?:target|budget|old|previous|former|last|was|until now|ziel\w*|alt\w*|bisher\w*|anterior|objetivo|"
    r"ancien\w*|vecchi\w*|"
    r"стар\w*|прежн\w*|eski|poprzedni\w*|stara|cu|lama|freight|discount|rabatt|duty|vat|tax|mwst|iva|tva|кдс|ндс|kdv)(?!\w)|原价|目标价|旧"
)
_STEP = re.compile(
    r"\W{0,2}(\d{1,3}(?:[., ]\d{3})+|\d{1,6})\s?(k)?\+?\s?"
    r"(?:pcs|pieces|units|sets|stuck|stk|uds|pz|шт|adet|szt|个|件|個|개|cai)?\.?\+?"
)
_NUMBER = re.compile(r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,4})?(?!\d)|\d+(?:[.,]\d{1,4})?(?!\d)")
_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_AMOUNT = re.compile(r"(?<![\w/])(?<!/ )(?<!per )\d")  # "USD 85" is a price, "USD/1000" and "USD per 100 m" are heads
_YEAR = re.compile(r"(?<![\d.,])20[12]\d(?![\d.,])")
_LETTERS = re.compile(r"[^\W\d_]")
_MONEY = re.compile(ANY_NAME)
_FEWEST = 2  # cells of a row
_LONGEST_HEAD = 40  # characters of a cell that names its column
_LEAST_STEP = 10  # pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a price column in folded text."""

    start: int
    end: int
    numbers: tuple[tuple[int, int, Decimal], ...]
    currency: str | None  # named by the head
    per_unit: bool  # no total of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTable:
    """A table that names its prices, in folded text."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    rows: tuple[tuple[int, int], ...]  # lines that hold no further sum: the head, those of the cells, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    at: int
    currency: str | None
    per_unit: bool


_Row = list[tuple[int, str]]  # where each cell begins, and its words


def price_tables(text: str) -> tuple[PriceTable, ...]:
    """Return the tables that have a head of price or money, in order of place."""
    if "\t" not in text and "|" not in text and "  " not in text:
        return ()
    found: list[PriceTable | None] = []
    block: list[_Row] = []
    start = 0
    for line in text.split("\n"):
        row = _row(line, start)
        if len(row) >= _FEWEST:
            block.append(row)
        else:
            found.append(_table(block))
            block = []
        start += len(line) + 1
    return tuple(table for table in (*found, _table(block)) if table is not None)


def _table(block: list[_Row]) -> PriceTable | None:
    """Return the table that rows without a gap make; None where they name no price."""
    cells: list[Cell] = []
    rows: list[tuple[int, int]] = []
    columns: tuple[_Column, ...] = ()
    for row in block:
        head = _head(row)
        here = [] if head else _read(row, columns) if columns else _across(row)
        columns = head or columns
        cells += here
        if head or here or _TOTAL.match(row[0][1].strip()):
            rows.append(_span(row))
    if not cells:
        return None
    return PriceTable(start=_span(block[0])[0], end=_span(block[-1])[1], cells=tuple(cells), rows=tuple(rows))


def _span(row: _Row) -> tuple[int, int]:
    return row[0][0], row[-1][0] + len(row[-1][1])


def _across(row: _Row) -> list[Cell]:
    """Return the cells of a line that begins with the name of a price and goes on in numbers alone."""
    name = row[0][1].strip()
    numbers = all(number(_MONEY.sub("", words).strip()) is not None for _, words in row[1:])
    if not numbers or len(row) <= _FEWEST or not _PRICE.search(name) or _NOT_OFFERED.search(name):
        return []
    columns = [_Column(at=at, currency=_money(name), per_unit=True) for at in range(1, len(row))]
    return [cell for column in columns if (cell := _cell(row, column)) is not None]


def _row(line: str, start: int) -> _Row:
    """Return the cells of a line; of one parted by nothing the whole line."""
    marks = list((_BARS if "|" in line else _PARTED).finditer(line))
    begins = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line)]
    cells = [(start + begin, line[begin:end]) for begin, end in zip(begins, ends, strict=True)]
    if "|" in line or "\t" not in line:  # frames and indentation
        cells = cells[1:] if cells and not cells[0][1].strip() else cells
        cells = cells[:-1] if cells and not cells[-1][1].strip() else cells
    return cells


def _head(row: _Row) -> tuple[_Column, ...]:
    """Return the columns of prices that a line heads; none where it is no head of a table."""
    words = _without_years([cell.strip() for _, cell in row])
    steps = _steps(words)
    if any(_DECIMAL.search(word) or len(word) > _LONGEST_HEAD for word in words):
        return ()
    if any(word.isdigit() for at, word in enumerate(words) if at not in steps):
        return ()
    shared = next((code for word in words if (code := _money(word)) is not None), None)
    named = [
        _Column(at=at, currency=_money(word) or shared, per_unit=not _TOTAL.search(word))
        for at, word in enumerate(words)
        if at not in steps and (_PRICE.search(word) or _TOTAL.search(word) or _names_money(word))
        if not _NOT_OFFERED.search(word)
    ]
    if len(steps) >= _FEWEST:
        return tuple(_Column(at=at, currency=shared, per_unit=True) for at in sorted(steps))
    each = tuple(column for column in named if column.per_unit)
    return each or tuple(named)


def _without_years(words: list[str]) -> list[str]:
    """Return the cells of a head with the latest of its years left out: "2025 USD | 2026 USD", "2025 USD | new USD".

    Prices of an earlier year are old ones. Where a single cell names money, its number may be the price.
    """
    plain = [_YEAR.sub("", word).strip() for word in words]
    years = [
        found[0] if (found := _YEAR.search(word)) and _names_money(bare) else ""
        for word, bare in zip(words, plain, strict=True)
    ]
    named = [at for at, bare in enumerate(plain) if _names_money(bare)]
    if len(named) < _FEWEST or not any(years):
        return words
    latest = max(years) if all(years[at] for at in named) else None
    return [
        (bare if year == latest else "old") if year else word
        for word, bare, year in zip(words, plain, years, strict=True)
    ]


def _steps(words: list[str]) -> frozenset[int]:
    """Return which cells of a head are growing numbers of pieces."""
    found, last = [], Decimal(_LEAST_STEP) - 1
    for at, word in enumerate(words):
        match = _STEP.fullmatch(word)
        value = number(match[1]) if match else None
        if match is None or value is None:
            continue
        value *= 1000 if match[2] else 1
        if value <= last:
            return frozenset()
        last = value
        found.append(at)
    return frozenset(found) if len(found) >= _FEWEST else frozenset()


def _money(word: str) -> str | None:
    match = NAMED.search(word) if may_name_money(word) else None
    return currency_of(match.group()) if match else None


def _names_money(word: str) -> bool:
    """Return whether a cell holds little but a name of money: "USD", "US$/pc", "in €"."""
    rest = _MONEY.sub("", word) if may_name_money(word) else word
    return rest != word and len(_LETTERS.findall(rest)) <= 6 and not _AMOUNT.search(rest)


def _read(row: _Row, columns: tuple[_Column, ...]) -> list[Cell]:
    """Return the prices of a row; none of one that adds up."""
    if _TOTAL.match(row[0][1].strip()):
        return []
    return [cell for column in columns if column.at < len(row) if (cell := _cell(row, column)) is not None]


def _cell(row: _Row, column: _Column) -> Cell | None:
    """Return a cell with its numbers; None for one that holds none, or a share."""
    start, words = row[column.at]
    matches = [] if "%" in words else list(_NUMBER.finditer(words))
    if len(matches) > 1 and _LETTERS.search(_MONEY.sub("", words)):
        matches = matches[:1]  # "3.20 from 500 pcs"
    numbers = [
        (start + match.start(), start + match.end(), value)
        for match in matches
        if (value := number(match.group())) is not None
    ]
    if not numbers:
        return None
    end = start + len(words)
    return Cell(start=start, end=end, numbers=tuple(numbers), currency=column.currency, per_unit=column.per_unit)
