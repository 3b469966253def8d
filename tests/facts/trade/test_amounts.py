"""Sums of money, delivery and payment terms, as trade mail writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts.lexicon import builtin
from assistant.facts.trade import money
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.goods import products
from assistant.facts.trade.money import number
from assistant.facts.trade.terms import delivery_place, incoterms, quantities
from assistant.facts.understand import understand
from assistant.model import Kind
from tests.given.messages import message
from tests.given.parties import ANNA, ME, US


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USD 3.85/pc", [("3.85", "USD")]),
        ("US$ 1,200.00", [("1200.00", "USD")]),
        ("$1,200.00", [("1200.00", "USD")]),
        ("3,85 €", [("3.85", "EUR")]),
        ("1.234,56 EUR", [("1234.56", "EUR")]),
        ("28 600 долларов", [("28600", "USD")]),
        ("5000 руб.", [("5000", "RUB")]),
        ("¥12.5", [("12.5", "CNY")]),
        ("RMB 85", [("85", "CNY")]),
        ("85元", [("85", "CNY")]),
        ("一毛三", [("0.13", "CNY")]),
        ("980円", [("980", "JPY")]),
        ("620 TL", [("620", "TRY")]),
        ("Rs. 142 per kg", [("142", "INR")]),
        ("12.4달러", [("12.4", "USD")]),
        ("8.40 دولار", [("8.40", "USD")]),
        ("the premium would be $.48", [("0.48", "USD")]),
        ("trowel 1.22 / fork 1.48, fob ningbo usd", [("1.48", "USD"), ("1.22", "USD")]),
        ("4000 K, 60x60 cm, 30 days, IP54", []),
        ("BL-2031 USD 7.85", [("7.85", "USD")]),
        ("BL2031 $7.85", [("7.85", "USD")]),
        ("item 2031 USD 7.85", [("7.85", "USD")]),
        ("7.85 USD 1000 pcs", [("7.85", "USD")]),
        ("1 Hahn DN25 30 Stk 8,50 € 255,00 €\n2 Ring", [("8.50", "EUR"), ("255.00", "EUR")]),
        ("50.000 adet: 2,10 TL / 20.000 adet: 2,35 TL / 10.000 adet", [("2.10", "TRY"), ("2.35", "TRY")]),
    ],
)
def test_sums_are_read_in_common_notations(text: str, expected: list[tuple[str, str]]) -> None:
    found = {(one.value, one.currency) for one in sums(text)}

    assert {(Decimal(value), code) for value, code in expected} >= found
    assert found or not expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We can do 4.25 for 1000 pcs", []),
        ("at 4.25 do you accept?", []),
        ("we can try 4.25", []),
        ("we can try TRY 4.25", [("4.25", "TRY")]),
        ("pen 0.35, pencil 0.12", []),
        ("2,10 cad.", []),
        ("CAD 3.50", [("3.50", "CAD")]),
        ("od 3,85 do 4,25 zł", [("4.25", "PLN")]),
        ("the real price is 4.25 real soon", []),
        ("Mr Dong, 500 pcs", []),
        ("500 đồng", [("500", "VND")]),
        ("giá 1,18 đô một bộ", [("1.18", "USD")]),
        ("gia 1.18 do la", [("1.18", "USD")]),
    ],
)
def test_a_word_that_is_also_a_name_of_money_makes_no_currency(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(one.value), one.currency) for one in sums(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la caja sale en 3.40 dlls", [("3.40", "USD")]),
        ("1.75 dls por metro", [("1.75", "USD")]),
        ("120 pesos la caja", [("120", None)]),
        ("120 pesos mexicanos la caja", [("120", "MXN")]),
        ("$52.50 MXN por pieza", [("52.50", "MXN")]),
        ("$3.10 CAD each", [("3.10", "CAD")]),
        ("$3.10 each", [("3.10", "USD")]),
        ("kilosu 3,90 avroya gelir", [("3.90", "EUR")]),
        ("tanesi 9 dolardan", [("9", "USD")]),
        ("metresi 340 liradan", [("340", "TRY")]),
        ("giá 48.000đ/hộp", [("48000", "VND")]),
        ("còn 1.150.000 đ một thùng", [("1150000", "VND")]),
        ("48V20Ah 三元 | 80", []),
        ("多元 300, 单元 200", []),
        ("3元一个", [("3", "CNY")]),
    ],
)
def test_names_of_money_are_known_as_people_write_them(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(str(one.value), one.currency) for one in sums(text)] == expected


def test_a_price_without_currency_is_a_quote_whose_currency_is_unknown() -> None:
    sent = message("q1", "2026-03-03", US, ANNA, text="Hi Anna,\n\nwe can do 4.25 for 1000 pcs, delivery 20 days.")

    found = understand(sent, ME, builtin())

    assert (found.kind, [(str(one.value), one.currency) for one in found.amounts]) == (Kind.QUOTE, [("4.25", None)])


def test_a_table_names_its_currency_once() -> None:
    table = "Item\tPrice, USD\nGT-101\t1.22\nGT-104\t1.48\n"

    assert [(str(one.value), one.currency) for one in sums(table)] == [("1.22", "USD"), ("1.48", "USD")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("28 600", "28600"), ("0.042", "0.042"), ("1.250", "1250")],
)
def test_separators_are_told_apart(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


def test_terms_and_goods_are_named() -> None:
    text = "500 pcs of LED panel, Ex works Shenzhen or CIF Hamburg, 30% deposit, balance before shipment"

    assert incoterms(text) == ("EXW", "CIF")
    assert quantities(text) == ("500 pcs",)
    assert products(text, "Re: LED panel BL-2031")[0].startswith("led panel")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đặt hàng 500 cái, giao Cát Lái", ()),
        ("Xin đáp ứng sớm", ()),
        ("DAT Hamburg or DAP Berlin", ("DPU", "DAP")),
        ("dap berlin", ("DAP",)),
    ],
)
def test_words_that_only_fold_to_a_delivery_term_are_none(text: str, expected: tuple[str, ...]) -> None:
    assert incoterms(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("USD 7.85/pc FOB Ningbo, MOQ 500", "FOB Ningbo"),
        ("cif Valencia, Spain", "CIF Valencia"),
        ("FCA Ho Chi Minh City.", "FCA Ho Chi Minh City"),
        ("FOB Cát Lái", "FOB Cát Lái"),
        ("FOB宁波港", "FOB 宁波"),
        ("FOB Нинбо", "FOB Нинбо"),
        ("FOB price USD 7.85", None),
        ("FOB USD 7.85", None),
        ("EXW our factory", None),
        ("Term: FOB Lead time: 30 days", None),
        ("FOB Payment 30% in advance", None),
        ("FOB Qingdao Packing: bags of 25 kg", "FOB Qingdao"),
        ("USD 12.40 FOB Izmir Saygılarımızla", "FOB Izmir"),
        ("FOB USD 610 and CIF Tema USD 655 per MT", None),  # the place belongs to the second price
        ("FOB Mersin USD 610, CIF Tema USD 655", "FOB Mersin"),
    ],
)
def test_a_delivery_term_is_known_with_its_place(text: str, place: str | None) -> None:
    found = delivery_place(text)

    assert (found[1] if found else None) == place


@pytest.mark.parametrize("subject", ["Price list", "Re: Anfrage", "Request for quotation", "询价", "Catalogue request"])
def test_a_subject_of_trade_words_alone_names_no_goods(subject: str) -> None:
    assert products("Please send it.", subject) == ()


@given(st.from_regex(money.NAMED, fullmatch=True))
def test_no_name_of_money_is_overlooked_by_the_quick_look(name: str) -> None:
    assert money.may_name_money(f"12 {name}")
    assert money.may_name_money(f"12k{name}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("السعر 18 دولار التسليم سيف الدمام", ("CIF",)),
        ("السعر 18 دولار فوب بيروت", ("FOB",)),
        ("السعر 18 دولار سي اف ار جدة", ("CFR",)),
        ("السعر 18 دولار تسليم المصنع", ("EXW",)),
        ("2,10 USD/cái, giao tại xưởng Bình Dương", ("EXW",)),
        ("2,10 EUR/Stück ab Lager", ("EXW",)),
        ("2,10 PLN, loco magazyn Łódź", ("EXW",)),
        ("2,10 EUR franco partenza", ("EXW",)),
        ("210 руб., самовывоз со склада", ("EXW",)),
        ("sofort ab Lager lieferbar", ()),
        ("giao tại xưởng của anh", ()),
        ("الاستاذ سيف", ()),
    ],
)
def test_delivery_terms_in_the_words_of_a_country(text: str, expected: tuple[str, ...]) -> None:
    assert incoterms(text) == expected
