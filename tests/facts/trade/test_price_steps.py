"""Prices in steps of quantity, second prices beside a first one, ranges; and figures that only look like them."""

import pytest

from assistant.model import Kind
from tests.facts.trade.prices import offered, prices
from tests.given.understood import ours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Same clip as in spring: 6.40 at 200, 5.90 at 800.", ["6.40", "5.90"]),
        ("1-99 sets 31.5; 100+ sets 28.9", ["31.5", "28.9"]),
        ("7,45 bei 250, 6,95 bei 1.000 Stück", ["7.45", "6.95"]),
        ("5k 0.221, 20k 0.198", ["0.221", "0.198"]),
        ("300 adet 8,20\n1.200 adet 7,60", ["8.20", "7.60"]),
    ],
)
def test_what_falls_while_the_quantity_grows_is_a_price(text: str, expected: list[str]) -> None:
    facts = ours(text)

    assert facts.kind is Kind.QUOTE
    assert [(str(one.value), one.currency) for one in facts.amounts] == [(value, None) for value in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Holes: 6.5 mm at 200, 5.5 mm at 800.",
        "The carton weighs 6.4 kg at 20, 5.9 kg at 18.",
        "Speed 5.90 at 200, 6.40 at 800.",
        "We can meet 5.11 at 10, 4.11 at 14.",
        "Is it 6.40 at 200, 5.90 at 800?",
    ],
)
def test_sizes_days_and_questions_are_no_steps(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EUR 3.10 (500 pcs), 2.95 (2,000 pcs), 2.80 (8,000 pcs)", ["3.10", "2.95", "2.80"]),
        ("$64 each for 12 units; 59 if you take 60.", ["64", "59"]),
        ("USD 402/ton in 20 kg, or 415 in the 40 kg sack", ["402", "415"]),
        ("7,60 € matt oder 8,10 in glänzend", ["7.60", "8.10"]),
        ("3,40 € blank, 3,95 verchromt", ["3.40", "3.95"]),
        ("the press is in the range of EUR 84,000 to 96,000 depending on the tools", ["84000", "96000"]),
        ("zwischen 9.500 bis 11.000 EUR je nach Ausführung", ["9500", "11000"]),
    ],
)
def test_a_price_takes_its_money_from_the_one_beside_it(text: str, expected: list[str]) -> None:
    assert [value for value, _ in prices(text)] == expected
    assert len({money for _, money in prices(text)}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USD 41.5 for the cover, 24 in a carton, 30 cartons a pallet", ["41.5"]),
        ("USD 2.10 per metre, 1.5 wide, 2.2 kg", ["2.10"]),
        ("Price USD 402/ton, payment CAD 100%", ["402"]),
        ("cut from EUR 9.50 to 8.90 per box", ["9.50", "8.90"]),
    ],
)
def test_pieces_measures_and_shares_are_no_second_prices(text: str, expected: list[str]) -> None:
    assert [value for value, _ in prices(text)] == expected


def test_a_share_behind_cash_against_documents_is_no_canadian_money() -> None:
    assert offered("Sesame seeds USD 1,540/MT CIF Mersin, CAD 100%.")[1] == [("1540", "USD")]


def test_a_line_that_begins_with_at_least_is_no_history() -> None:
    listed = "Our prices:\n100-999 pcs $2.60\n1000-1999 pcs $2.45\n>=2000 pcs $2.30\nThanks"

    assert offered(listed)[1] == [("2.60", "USD"), ("2.45", "USD"), ("2.30", "USD")]
