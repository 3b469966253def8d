"""What stands behind "instead of" is not offered; what stands before it is, also where neither names its money."""

import pytest

from assistant.model import Kind
from tests.facts.trade.prices import offered


@pytest.mark.parametrize(
    "text",
    [
        "I can give you 7.35 instead of 7.90 for this lot.",
        "I take them down to 7.35 instead of 8.",
        "We can do 7.35 rather than 7.90.",
        "Ich kann Ihnen 7,35 statt 7,90 geben.",
        "Te lo dejo en 7,35 en vez de 7,90.",
        "Podemos ofrecer 7,35 en lugar de 7,90.",
        "Je peux vous faire 7,35 au lieu de 7,90.",
        "Le faccio 7,35 invece di 7,90.",
        "Posso fazer 7,35 em vez de 7,90.",
        "Могу дать 7,35 вместо 7,90.",
        "原来7.90，现在7.35一个",
    ],
)
def test_the_price_in_place_of_another_is_offered_without_money(text: str) -> None:
    kind, amounts = offered(text)

    assert (kind, [(value.replace(",", "."), code) for value, code in amounts]) == (Kind.QUOTE, [("7.35", None)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir gehen auf 7,35 statt 7,90 € herunter.", ("7.35", "EUR")),
        ("Te puedo dar 7,35 en vez de 7,90 USD.", ("7.35", "USD")),
        ("USD 7.35 instead of the list price of USD 7.90.", ("7.35", "USD")),
        ("7,35 € statt des Listenpreises von 7,90 €.", ("7.35", "EUR")),
        ("Отдам по 735 руб вместо 790.", ("735", "RUB")),
    ],
)
def test_money_named_once_is_that_of_both(text: str, expected: tuple[str, str]) -> None:
    assert offered(text) == (Kind.QUOTE, [expected])


def test_goods_in_place_of_others_leave_both_prices_offered() -> None:
    text = "We offer zinc instead of brass at USD 7.35, stainless at USD 9.10."

    assert offered(text) == (Kind.QUOTE, [("7.35", "USD"), ("9.10", "USD")])


@pytest.mark.parametrize(
    "text",
    [
        "We can do 700 instead of 790.",
        "We can make it in 2.5 instead of 3 weeks.",
        "I can make the wall 7.35 instead of 7.90.",
        "I can pay 7.35 instead of 7.90.",
        "Please make it 7.35 instead of 7.90.",
        "Can you do 7.35 instead of 7.90?",
        "I cannot give you 7.35 instead of 7.90.",
        "The diameter is 7.35 instead of 7.90.",
    ],
)
def test_pieces_sizes_times_and_bids_in_place_of_others_are_no_prices(text: str) -> None:
    assert offered(text)[0] is not Kind.QUOTE
