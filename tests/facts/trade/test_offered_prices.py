"""Every price that a mail of ours offers is read, and none that it does not: second prices, coins, totals, old ones."""

import pytest

from assistant.facts.trade.amounts import sums
from assistant.model import Kind
from tests.facts.trade.prices import offered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.245 USD each if you take 3k, at 8k we get to 0.219.", [("0.245", "USD"), ("0.219", "USD")]),
        ("USD 5.20 for the short hinge, 5.80 for the long one.", [("5.20", "USD"), ("5.80", "USD")]),
        ("2k/5k/20k: 0.62/0.57/0.51 USD", [("0.62", "USD"), ("0.57", "USD"), ("0.51", "USD")]),
        ("0.83 / 0.79 / 0.74 eur per hinge", [("0.83", "EUR"), ("0.79", "EUR"), ("0.74", "EUR")]),
        ("9,80 €/qm, ab 300 qm 9,10. Leisten 2,40 der lfm", [("9.80", "EUR"), ("9.10", "EUR"), ("2.40", "EUR")]),
        ("6,40 €/m2 départ usine, le mat 5,95.", [("6.40", "EUR"), ("5.95", "EUR")]),
        ("14,20 euros HT la boîte, 13,40 à partir de 80", [("14.20", "EUR"), ("13.40", "EUR")]),
        ("개당 1.45달러, 1천 개 이상은 1.38입니다", [("1.45", "USD"), ("1.38", "USD")]),
        ("単価は4.2ドル、2000個なら4.0です", [("4.2", "USD"), ("4.0", "USD")]),
        ("3,10 €/kg franco Torino, in cisterna 2,85.", [("3.10", "EUR"), ("2.85", "EUR")]),
        ("a 1.85 usd la pieza, por contenedor sale en 1.70.", [("1.85", "USD"), ("1.70", "USD")]),
        ("R$ 14,20 a caixa, acima de mil 13,50.", [("14.20", "BRL"), ("13.50", "BRL")]),
        ("140 руб/шт с НДС, на 2000 дам 128.", [("140", "RUB"), ("128", "RUB")]),
        ("metresi 520 TL'den çıkar, koyu renk 560.", [("520", "TRY"), ("560", "TRY")]),
        ("32 zł za sztukę, przy palecie 29.", [("32", "PLN"), ("29", "PLN")]),
        ("DN40的32块一片，DN65的51，含税", [("32", "CNY"), ("51", "CNY")]),
        ("الكرتون بـ 38 دولار واصل، والكبير 46.", [("38", "USD"), ("46", "USD")]),
        ("Rp 36.500/kg franco Medan, di bawah itu 39 ribu.", [("36500", "IDR"), ("39000", "IDR")]),
        ("em để anh 31.000đ/hộp, lấy nhiều còn 29.500đ.", [("31000", "VND"), ("29500", "VND")]),
    ],
)  # fmt: skip
def test_a_second_price_takes_the_money_of_the_first(text: str, expected: list[tuple[str, str]]) -> None:
    assert offered(text) == (Kind.QUOTE, expected)


@pytest.mark.parametrize(
    "text",
    [
        "USD 5.20 for the hinge, carton 6. MOQ 8. Size 7.",
        "USD 5.20 for the hinge, gross weight 4.5.",
        "USD 52 a set FOB Ningbo, 40 days, page 44.",
        "USD 52 a set, 60 pcs per carton, ready on 30 November 2026.",
        "8,20 €/m2, 9,6 m2 im Karton, Stärke 8,5 mm.",
    ],
)
def test_a_number_of_another_kind_is_no_second_price(text: str) -> None:
    assert len(sums(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.4c each for the short ones, 5.2c for the long, us cents", [("0.034", "USD"), ("0.052", "USD")]),
        ("we can do 14 cents a piece", [("0.14", "USD")]),
        ("Auf 9,6 Cent können wir runter.", [("0.096", "EUR")]),
        ("das Stück kostet 27 ct netto ab 5.000", [("0.27", "EUR")]),
        ("on peut faire 18 centimes la pièce", [("0.18", "EUR")]),
        ("te lo dejo en 45 centavos de dólar la pieza", [("0.45", "USD")]),
        ("siamo a 33 centesimi al pezzo", [("0.33", "EUR")]),
        ("torebka po 36 groszy netto, przy 30 tys. 31 gr", [("0.36", "PLN"), ("0.31", "PLN")]),
        ("пакет выходит 65 копеек за штуку", [("0.65", "RUB")]),
        ("22p each ex works, sterling", [("0.22", "GBP")]),
        ("14 cts départ usine", [("0.14", "EUR")]),
        ("adedi 55 kuruş olur", [("0.55", "TRY")]),
    ],
)
def test_a_price_in_coins_is_told_in_the_money_they_are_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert offered(text) == (Kind.QUOTE, expected)


@pytest.mark.parametrize(
    "text",
    ["Store below 25c.", "bags of 250 gr, 100 ct a box", "we can go down by 2 cents", "you are 3 cents too high"],
)
def test_degrees_grams_and_differences_are_no_price_in_coins(text: str) -> None:
    assert sums(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our new price is USD 5.05 per set instead of USD 5.30.", "5.05"),
        ("USD 5.05 now, was 5.30.", "5.05"),
        ("We lowered it from USD 5.30 to USD 5.05 per set.", "5.05"),
        ("Updated: $5.30 -> $5.05 per set", "5.05"),
        ("Neuer Preis 5,05 € das Stück statt 5,30 €.", "5.05"),
        ("El nuevo precio es 5,05 € la pieza en lugar de 5,30 €.", "5.05"),
        ("O novo preço é 5,05 € a peça em vez de 5,30 €.", "5.05"),
        ("Le nouveau prix est de 5,05 € la pièce au lieu de 5,30 €.", "5.05"),
        ("Il nuovo prezzo è 5,05 € al pezzo invece di 5,30 €.", "5.05"),
        ("Новая цена 505 руб/шт вместо 530 руб.", "505"),
        ("Nowa cena 5,05 zł za sztukę zamiast 5,30 zł.", "5.05"),
        ("Yeni fiyatımız 5,30 USD yerine 5,05 USD/adet.", "5.05"),
        ("新价格是5.05美元一个，原价5.30美元。", "5.05"),
        ("新単価は5.30ドルから5.05ドル/個になります。", "5.05"),
        ("Giá mới là 5,05 USD/cái thay vì 5,30 USD.", "5.05"),
    ],
)
def test_the_former_price_is_not_offered(text: str, expected: str) -> None:
    kind, amounts = offered(text)

    assert (kind, [value for value, _ in amounts]) == (Kind.QUOTE, [expected])


@pytest.mark.parametrize(
    "text",
    [
        "Our price is from USD 5.05 to USD 5.30 per set.",
        "USD 5.05-5.30 per set, by colour.",
        "5.05 - 5.30 usd per set, by colour.",
    ],
)
def test_a_range_of_prices_is_offered_whole(text: str) -> None:
    assert offered(text)[1] == [("5.05", "USD"), ("5.30", "USD")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the new figure is 5.05 per set instead of 5.30", [("5.05", None)]),
        ("our best is 5.05 (old price 5.30)", [("5.05", None)]),
        ("le dejo la bisagra en 5.05 c/u más IVA, por caja sale en 4.80", [("5.05", None), ("4.80", None)]),
    ],
)
def test_a_price_may_leave_out_the_money_where_both_know_it(text: str, expected: list[tuple[str, None]]) -> None:
    assert offered(text) == (Kind.QUOTE, expected)


def test_the_price_of_others_is_not_offered() -> None:
    assert offered("They sell it at 12 cents, we will check with the factory.")[0] is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Total comes to USD 9,480.00 CIF Mombasa for the two sizes.", "9480.00"),
        ("For both lines together the total is EUR 6,200 DAP Lyon, valid 3 weeks.", "6200"),
    ],
)
def test_a_total_is_offered_where_no_piece_has_a_price(text: str, value: str) -> None:
    kind, amounts = offered(text)

    assert (kind, [str(amount) for amount, _ in amounts]) == (Kind.QUOTE, [value])


@pytest.mark.parametrize(
    "text",
    [
        "Your order is confirmed, the total comes to USD 9,480.00 CIF Mombasa.",
        "The balance of invoice 4711 is due, total USD 9,480.00.",
    ],
)
def test_a_total_that_is_owed_is_not_offered(text: str) -> None:
    assert offered(text)[0] is Kind.REPLY
