"""Money in the ways of many countries, and several prices of which each keeps its own money; what is none of them."""

import pytest

from assistant.facts.trade.amounts import sums


def told(text: str) -> list[str]:
    return [f"{one.value.normalize():f} {one.currency}" for one in sums(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A$18.20 per unit", "18.2 AUD"),
        ("S$ 7.40 each", "7.4 SGD"),
        ("R 210.50 each ex VAT", "210.5 ZAR"),
        ("R95 per unit", "95 ZAR"),
        ("62p each", "0.62 GBP"),
        ("KSh 2,150 per bag", "2150 KES"),
        ("₦ 8,500 per carton", "8500 NGN"),
        ("GHS 64 per piece", "64 GHS"),
        ("SR 22.5 per piece", "22.5 SAR"),
        ("46 Dhs per box", "46 AED"),
        ("95 DH la pièce", "95 MAD"),
        ("320 DA la pièce", "320 DZD"),
        ("8 500 FCFA la pièce", "8500 None"),
        ("RM 18.90 per pc", "18.9 MYR"),
        ("฿ 85 per piece", "85 THB"),
        ("₪ 32 each", "32 ILS"),
        ("620 kr per styck", "620 None"),
        ("2 350 Ft/db", "2350 HUF"),
        ("89 Kč/ks", "89 CZK"),
        ("18 lei/buc", "18 RON"),
        ("S/ 8.50 la unidad", "8.5 PEN"),
        ("Gs. 38.000 la unidad", "38000 PYG"),
        ("1900 тенге за штуку", "1900 KZT"),
        ("380 грн за шт", "380 UAH"),
        ("8,5 у.е. за шт", "8.5 USD"),
        ("السعر 3.2 د.ك للحبة", "3.2 KWD"),
        ("السعر ١٨٫٥ دولار", "18.5 USD"),
        ("INR 2,35,000", "235000 INR"),
        ("Rs 3.5 lakh", "350000 INR"),
        ("개당 45만원입니다", "450000 KRW"),
        ("giá 8tr5 một bộ", "8500000 VND"),
        ("12 juta rupiah", "12000000 IDR"),
        ("2,4 млн руб.", "2400000 RUB"),
        ("u.s. dollar 2.15 per pc", "2.15 USD"),
    ],
)
def test_a_price_in_the_money_of_its_country(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RMB 9.1 / 8.6 / 8.2. Or in USD FOB Ningbo: 1.31 / 1.24 / 1.18", "9.1 8.6 8.2 CNY 1.31 1.24 1.18 USD"),
        ("Prices in EUR, FCA Bremen: 300 pcs 5.10 / 900 pcs 4.80 / 3000 pcs 4.55", "5.1 4.8 4.55 EUR"),
        ("USD/pc FOB Ningbo: 2.18 - 2.02 - 1.90", "2.18 2.02 1.9 USD"),
        ("Цены в юанях 3,15 и 4,40 соответственно", "3.15 4.4 CNY"),
        ("Цена 28 и 43 рубля", "28 43 RUB"),
        ("o branco fica em 38,50 euros/m2 e o preto em 33", "38.5 33 EUR"),
        ("a cadeira sai por R$ 149,00 e a mesa por 390", "149 390 BRL"),
        ("Der Stuhl liegt bei 52 Euro, der Tisch bei 128", "52 128 EUR"),
        ("harga USD 0,41 dan 0,46, turun jadi 0,39 dan 0,44", "0.41 0.46 0.39 0.44 USD"),
        ("tanesi 185 lira, 500 üstü 175 yaparız", "185 175 TRY"),
        ("Small bag 14 cts, big bag 21 cts.", "0.14 0.21 USD"),
        ("6203 2RS at 36 cents, 6204 at 41", "0.36 0.41 USD"),
    ],
)
def test_every_price_of_a_list_is_read(text: str, expected: str) -> None:
    found, values = sums(text), [word for word in expected.split() if word[0].isdigit()]

    assert [f"{one.value.normalize():f}" for one in found] == values
    assert [one for one in found if str(one.currency) not in expected] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6204 2RS: USD 0.41 each", ["0.41 USD"]),
        ("1 USD = 7.1, so RMB 16.3", ["16.3 CNY"]),
        ("EUR 8.20/m2, pallet is 14 EUR extra", ["8.2 EUR"]),
        ("USD 0.60, FOB +0.03", ["0.6 USD"]),
        ("EUR 6.20 extra virgin", ["6.2 EUR"]),
        ("At a $5.20 price", ["5.2 USD"]),
        ("Model R 32 costs USD 61", ["61 USD"]),
        ("RM 405 and SR 1200 are in stock", []),
        ("two 40 ft containers", []),
        ("USD 5 and 10 pcs", ["5 USD"]),
        ("5 kr rabatt", []),
        ("48p per carton", []),
    ],
)
def test_what_only_looks_like_money_is_none(text: str, expected: list[str]) -> None:
    assert told(text) == expected
