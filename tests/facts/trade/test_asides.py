"""What a quote names besides the price of its goods is not taken for that price; a letter may repeat the first one."""

import pytest

from assistant.model import Kind
from tests.facts.trade.prices import offered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sample fee is USD 45 (refundable). The bag in bulk is USD 11.80 FOB Xiamen.", [("11.80", "USD")]),
        ("Tooling cost EUR 3,900 once. The part itself will be EUR 1.85/pc.", [("1.85", "EUR")]),
        ("Resin is at USD 1,240/ton, so we must quote USD 1.76/kg CFR Tema.", [("1.76", "USD")]),
        ("Freight to you is about USD 2,300 per container now. Goods: USD 7.20/set FOB Ningbo.", [("7.20", "USD")]),
        ("Last year you bought at USD 88/cbm; the new price is USD 93/cbm.", [("93", "USD")]),
        ("The list price is 4.40 EUR, for you 3.95 EUR net per piece.", [("3.95", "EUR")]),
        ("Model A 21.5 USD, model B 20.9 USD, plus USD 0.4 for the colour box.", [("21.5", "USD"), ("20.9", "USD")]),
        ("Muster berechnen wir mit 30 €, Serie 3,60 €/Stück.", [("3.60", "EUR")]),
        ("El precio es 2,90 €/ud; el molde cuesta 1.500 € una sola vez.", [("2.90", "EUR")]),
        ("La bougie est à 6,20 €/pièce, port 14 € par carton.", [("6.20", "EUR")]),
        ("单价6.4元，开模费2500元，量大可退。", [("6.4", "CNY")]),
        ("Tişört 3,15 USD/adet; numune kargo ücreti 40 USD size ait.", [("3.15", "USD")]),
    ],
)
def test_samples_tools_freight_and_markets_stand_not_among_the_prices(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert offered(text) == (Kind.QUOTE, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mould for the 8-cavity cap USD 6,800 FOB Ningbo.", [("6800", "USD")]),
        ("Mould included USD 2.40/pc, without mould USD 2.15/pc.", [("2.40", "USD"), ("2.15", "USD")]),
        ("USD 5.40/pc FOB, with delivery USD 5.95/pc.", [("5.40", "USD"), ("5.95", "USD")]),
        ("Up to 499 pcs $2.3\n500 pcs $2.1\nSample 12$ with freight", [("2.3", "USD"), ("2.1", "USD")]),
        ("Same finish as the last time: 15.20 at 100, 14.10 at 400.", [("15.20", None), ("14.10", None)]),
    ],
)
def test_what_is_sold_keeps_its_price(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert offered(text) == (Kind.QUOTE, expected)


def test_a_sum_net_of_tax_is_a_price() -> None:
    assert offered("The seal kit is 1.380,- EUR net, on stock.") == (Kind.QUOTE, [("1380", "EUR")])
