"""Prices as they are spoken: in words, with the money in the midst, in thousands that everybody knows."""

import pytest

from tests.facts.trade.prices import prices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thirty two dollars fifty per set", ("32.50", "USD")),
        ("we say three dollars seventy for the grey one", ("3.70", "USD")),
        ("two hundred and ten dollars a set", ("210", "USD")),
        ("twelve hundred usd for the press", ("1200", "USD")),
        ("eighty five cents a piece", ("0.85", "USD")),
        ("elf Euro vierzig das Stück", ("11.40", "EUR")),
        ("zweiunddreißig Euro das Stück", ("32", "EUR")),
        ("se lo dejo en cinco dólares cuarenta", ("5.40", "USD")),
        ("treinta y dos dólares la caja", ("32", "USD")),
        ("trinta e dois dólares cinquenta", ("32.50", "USD")),
        ("trois euros cinquante la pièce", ("3.50", "EUR")),
        ("trentadue euro al pezzo", ("32", "EUR")),
        ("glielo metto a 16 euro e 40", ("16.40", "EUR")),
        ("тридцать два доллара за штуку", ("32", "USD")),
        ("otuz iki dolar elli", ("32.50", "USD")),
        ("十八元一个", ("18", "CNY")),
        ("一百五十块一套", ("150", "CNY")),
        ("二十五美元一套", ("25", "USD")),
        ("48k/hộp nhé", ("48000", "VND")),
        ("còn 2,6 triệu/cái", ("2600000", "VND")),
        ("39 ngàn một hộp", ("39000", "VND")),
        ("52 rb/kg", ("52000", "IDR")),
        ("1,2 juta per unit", ("1200000", "IDR")),
    ],
)
def test_a_spoken_price_is_read(text: str, expected: tuple[str, str]) -> None:
    assert prices(text) == [expected]


def test_the_second_may_leave_out_the_money() -> None:
    assert prices("te lo metto a 16 euro e 40, da mille in su 15 e 10.") == [("16.40", "EUR"), ("15.10", "EUR")]


@pytest.mark.parametrize(
    "text",
    [
        "two dollars cheaper would do",
        "not one dollar was paid",
        "a euro is a euro",
        "lower by three dollars fifty",
        "3 triệu cái",
        "48k pcs",
        "三元电池",
        "二元酸",
    ],
)
def test_a_difference_or_a_number_of_pieces_is_no_price(text: str) -> None:
    assert prices(text) == []


def test_pieces_behind_the_money_are_not_its_cents() -> None:
    assert prices("for ten dollars fifty sets") == [("10", "USD")]
