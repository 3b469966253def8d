"""In a table with a head only what stands below price or money is a price."""

import pytest

from assistant.facts.parsing.html import text_of
from assistant.facts.sentences import unwrapped
from tests.facts.trade.prices import prices


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Ref\tm3/ctn\tFOB Xiamen, US$\nT-10\t0.094\t17.20\nT-12\t0.121\t19.90", [("17.20", "USD"), ("19.90", "USD")]),
        ("Ref | N.W. kg | Price EUR\nT-10 | 10.5 | 17,20\nT-12 | 12.5 | 19,90", [("17.20", "EUR"), ("19.90", "EUR")]),
        ("| Ref | Pallet m2 | €/m2 |\n|---|---|---|\n| T-10 | 51.8 | 7,10 |", [("7.10", "EUR")]),
        ("Ref    G.W. kg    Unit price USD\nT-10    10.5    17.20", [("17.20", "USD")]),
        ("USD FOB Xiamen\n\nBag\t2,000\t5,000\n250 g\t0.21\t0.19", [("0.21", "USD"), ("0.19", "USD")]),
        ("Pos.\tArtikel\tMenge\tEP €\tGP €\n1\tHahn\t40\t9,50\t380,00\nSumme\t\t\t\t380,00", [("9.50", "EUR")]),
        ("Art\tPrecio unit. (USD)\tTotal USD\nA\t2,10\t2.100,00", [("2.10", "USD")]),
        ("Наименование\tКол-во\tЦена, руб\tСумма, руб\nМанжета\t100\t95\t9500", [("95", "RUB")]),
        ("型号\t规格\t单价(元)\nA1\t60V 三元\t96.50", [("96.50", "CNY")]),
        ("品名\t数量\t単価(円)\t金額(円)\n箱\t500\t38\t19000", [("38", "JPY")]),
        ("Tên hàng\tSố lượng\tĐơn giá (VND)\nThùng\t500\t12.500", [("12500", "VND")]),
        ("Ref\tOld price\tNew price, USD\nT-10\t17.90\t17.20", [("17.20", "USD")]),
        ("Lot\tQty\tAmount USD\nValves\t100\t1,250.00", [("1250.00", "USD")]),
        ("Model | T-10 | T-12\nCBM | 0.094 | 0.121\nFOB USD | 17.20 | 19.90", [("17.20", "USD"), ("19.90", "USD")]),
    ],
)  # fmt: skip
def test_only_columns_of_price_are_read(table: str, expected: list[tuple[str, str]]) -> None:
    assert prices(table) == expected


def test_the_last_number_of_a_long_row_stays_its_price() -> None:
    rows = (
        "T-10 | folding table, oak veneer, black legs, flat pack | 0.094 | 17.20\n"
        "t-12 | folding table, oak veneer, white legs, flat pack | 0.121 | 19.90\nusd fob xiamen"
    )

    assert prices(unwrapped(rows.lower())) == [("17.20", "USD"), ("19.90", "USD")]


def test_lines_that_end_alike_in_a_price_are_rows() -> None:
    rows = (
        "folding table in oak veneer with black powder coated legs 17.20\nfolding table in beech with white legs 16.10"
    )

    assert unwrapped(rows) == rows


def test_a_sentence_broken_by_the_mail_client_is_whole_again() -> None:
    text = "we can do 17.20 for the table if you take a full container of\nboth colours"

    assert unwrapped(text) == text.replace("\n", " ")


def test_a_table_from_outlook_has_its_cells_in_rows() -> None:
    html = (
        "<table><tr><td><p class=MsoNormal>Ref<o:p></o:p></p></td><td><p class=MsoNormal>Price USD</p></td></tr>"
        "<tr><td><p class=MsoNormal>T-10</p></td><td><p class=MsoNormal>17.20</p></td></tr></table>"
    )

    assert text_of(html).text == "Ref\tPrice USD\nT-10\t17.20"
    assert prices(text_of(html).text) == [("17.20", "USD")]
