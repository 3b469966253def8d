"""Prices in steps of quantity: "14.90 at 100, 13.60 at 500", "1-49 pcs 21.5; 50+ pcs 19.8". Public: `steps`.

What falls while the other figure grows is a price, in every language; sizes and weights grow together. Where a sum of
the steps names the money it is that of all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.facts.trade.measures import SIZES, SPANS
from assistant.facts.trade.money import Sum, number

_NUMBER = re.compile(
    r"(?<![\w.,/:x×*#§])(?P<n>\d{1,3}(?:[ .,']\d{3})+(?![.,]?\d)|\d{1,6}(?:[.,]\d{1,4})?(?![.,]?\d))"
    r"(?:\s?[-–]\s?\d[\d.,]*|\+)?\s?(?P<k>k(?!\w))?"
)
_PARTS = re.compile(r"[,;](?=\s)|[\n、，；]|\.(?=\s|$)|\s(?:and|und|y|et|e|и|i|ve|dan|va)\s|\s[/|-]\s")
_DECIMAL = re.compile(r"\d{1,5}[.,]\d{1,2}|0[.,]\d{2,4}")
_NO_PRICE = re.compile(rf"\s?(?:[%°\"]|(?:{SIZES}|{SPANS}|pcs|pieces?|sets?)(?!\w))")
_NO_COUNT = re.compile(rf"\s?(?:[%°\":]|(?:mm|cm|bar|kw|w|v|h|am|pm|uhr|{SPANS}|usd|eur|euro)(?!\w)|[年月日天]|工作日)")
_LONGEST = 60  # characters of a step
_MOST = 1200  # characters in which steps are looked for
_GROWS, _FALLS = Decimal("1.5"), Decimal(3)  # quantity at least, price at most, from one step to the next
_NUMBERS_OF_A_STEP = 2


@dataclass(frozen=True, slots=True)
class _Step:
    first: "re.Match[str]"
    last: "re.Match[str]"
    price_first: bool | None  # None where nothing tells the price from the count
    money: Sum | None  # the sum that stands there

    def price(self) -> "re.Match[str]":
        return self.first if self.price_first else self.last

    def count(self) -> "re.Match[str]":
        return self.last if self.price_first else self.first


def steps(text: str, named: Sequence[Sum] = ()) -> list[Sum]:
    """Return the prices of steps in folded text that are none of the sums `named`, in order of place.

    Without a sum among them only figures with decimals are prices.
    """
    if not named and sum(1 for _ in _DECIMAL.finditer(text)) < _NUMBERS_OF_A_STEP:
        return []
    found: list[Sum] = []
    run: list[_Step] = []
    for step in (*_read(text[:_MOST], named), None):
        if step is not None and run and (joined := _after(run[-1], step)) is not None:
            run.append(joined)
            continue
        found += _prices(run)
        run = [step] if step is not None and step.price_first is not None else []
    return found


def _read(text: str, named: Sequence[Sum]) -> Iterator[_Step | None]:
    """Yield each part of a text as a step; None for what is none, and parts steps from others."""
    start = 0
    ends = [(mark.start(), mark.end()) for mark in _PARTS.finditer(text)]
    for stop, after in (*ends, (len(text), len(text))):
        if stop - start > 1:
            yield _step(text, start, stop, named) if stop - start <= _LONGEST else None
        start = after


def _step(text: str, start: int, stop: int, named: Sequence[Sum]) -> _Step | None:
    numbers = list(_NUMBER.finditer(text, start, stop))
    if len(numbers) != _NUMBERS_OF_A_STEP:
        return None
    sums = [one for one in named if start <= one.start < stop]
    held = [any(one.start < mark.end("n") and mark.start("n") < one.end for one in sums) for mark in numbers]
    if sums:
        price_first = held[0] if held[0] != held[1] else None
        return _Step(numbers[0], numbers[1], price_first, sums[0]) if price_first is not None else None
    decimal = [_DECIMAL.fullmatch(mark["n"]) is not None for mark in numbers]
    return _Step(numbers[0], numbers[1], decimal[0] if decimal[0] != decimal[1] else None, None)


def _after(last: _Step, step: _Step) -> _Step | None:
    """Return a step with the order of the one before it; None where it does not go on from there."""
    if step.price_first is None:
        step = replace(step, price_first=last.price_first)
    if step.price_first != last.price_first or not (_is_step(last) and _is_step(step)):
        return None
    before, here = (_count(last), _price(last)), (_count(step), _price(step))
    (few, dear), (many, cheap) = sorted((before, here))
    return step if few * _GROWS <= many and cheap < dear <= cheap * _FALLS else None


def _price(step: _Step) -> Decimal:
    return number(step.price()["n"]) or Decimal(0)


def _count(step: _Step) -> Decimal:
    counted = step.count()
    return (number(counted["n"]) or Decimal(0)) * (1000 if counted["k"] else 1)


def _is_step(step: _Step) -> bool:
    price, count = step.price(), step.count()
    no_price = step.money is None and _NO_PRICE.match(price.string, price.end("n"))
    return not (no_price or _NO_COUNT.match(count.string, count.end()) or price["k"])


def _prices(run: Sequence[_Step]) -> list[Sum]:
    money = next((step.money for step in run if step.money is not None), None)
    if len(run) <= 1 or (money is None and not all(_DECIMAL.fullmatch(step.price()["n"]) for step in run)):
        return []
    return [
        Sum(
            start=step.price().start("n"),
            end=step.price().end("n"),
            value=_price(step),
            currency=money.currency if money is not None else None,
            per_unit=True,
        )
        for step in run
        if step.money is None
    ]
