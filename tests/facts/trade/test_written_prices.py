"""Prices beside digits that look like theirs: article numbers, addresses of the web, years, strokes for cents."""

import pytest

from assistant.facts.trade.terms import incoterms
from assistant.model import Kind
from tests.facts.trade.prices import offered, prices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bột KP410 215.000đ/bao", [("215000", "VND")]),
        ("powder KP410 215.50 USD/bag", [("215.50", "USD")]),
        ("USD 41 300,50 per set", [("41300.50", "USD")]),
        ("41 300 690 руб.", [("41300690", "RUB")]),
        ("EUR 41.300,50", [("41300.50", "EUR")]),
        ("CHF 1'215.50", [("1215.50", "CHF")]),
    ],
)
def test_the_groups_of_a_number_are_parted_by_one_mark(text: str, expected: list[tuple[str, str]]) -> None:
    assert prices(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Drawing: https://files.example.com/d/7hRpp64/edit, delivery CIF Antwerp",
        "Drawing: files.example.com/d/7hRpp64/edit, delivery CIF Antwerp",
        "CIF Antwerp, write to desk-usd.450@mill.example.com",
    ],
)
def test_no_sum_stands_in_an_address(text: str) -> None:
    assert prices(text) == []


def test_the_price_behind_an_address_is_read() -> None:
    assert prices("see www.mill.example/p/12，一个5元; or desk@mill.example at USD 4.40") == [
        ("5", "CNY"),
        ("4.40", "USD"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ref\t2025 EUR\t2026 EUR\nHK-7\t8.20\t8.60", [("8.60", "EUR")]),
        ("Ref | 2025 EUR | New EUR\nHK-7 | 8.20 | 8.60", [("8.60", "EUR")]),
        ("Ref\tSeal\t2025 EUR\tNew EUR\n6305\t2RS C3\t8.20\t8.60", [("8.60", "EUR")]),
        ("2025 EUR / 2026 EUR", []),
        ("The press is 2025 EUR", [("2025", "EUR")]),
        ("Press | 2025 EUR\nPump | 1140 EUR", [("2025", "EUR"), ("1140", "EUR")]),
    ],
)
def test_a_year_above_a_column_is_no_price_and_the_earlier_ones_are_old(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert prices(text) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("HK7\tEUR   8.20", [("8.20", "EUR")]),
        ("HK7\tEUR\n8.20", [("8.20", "EUR")]),
        ("HK-12-7\tEUR 9", [("9", "EUR")]),
        ("7\tEUR 9", [("9", "EUR")]),
        ("9\tEUR", [("9", "EUR")]),
    ],
)
def test_digits_that_end_the_cell_before_are_no_price(row: str, expected: list[tuple[str, str]]) -> None:
    assert prices(row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir können Ihnen die Presse für 7.640,- überlassen.", [("7640", None)]),
        ("Die Presse kostet 7.640,- netto.", [("7640", None)]),
        ("Die Presse zum Preis von 7.640,-- EUR netto ab Werk.", [("7640", "EUR")]),
        ("Die Presse bieten wir zu 7.640,-- Euro an.", [("7640", "EUR")]),
        ("Die Presse bieten wir frei Haus für 7.640,- € an.", [("7640", "EUR")]),
    ],
)
def test_a_stroke_may_stand_for_the_cents(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert offered(text) == (Kind.QUOTE, expected)


@pytest.mark.parametrize(
    "text", ["Die Rechnung über 7.640,- ist noch offen.", "Wir haben 7.640,- überwiesen.", "Pos. 7,- entfällt."]
)
def test_a_round_sum_that_sells_nothing_is_no_quote(text: str) -> None:
    assert offered(text)[0] is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EUR 8.20 each, ex our Kolhapur works", ("EXW",)),
        ("EUR 8.20 each ex warehouse", ("EXW",)),
        ("EUR 8.20 each, ex-warehouse Venlo", ("EXW",)),
        ("he is the ex of our works manager", ()),
    ],
)
def test_what_is_taken_at_our_door_is_ex_works(text: str, expected: tuple[str, ...]) -> None:
    assert incoterms(text) == expected
