"""Sums that are told and not offered, and prices that stay offered beside words of payment, sizes and decisions."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours, theirs


@pytest.mark.parametrize(
    "text",
    [
        "From June the prices of all panels rise by EUR 0.40 per piece.",
        "An increase of USD 30 per ton applies to the whole range.",
        "Zum 1. Juni heben wir die Preise um 0,40 EUR pro Stück an.",
        "Auf alle Leuchten berechnen wir einen Zuschlag von 0,40 EUR pro Stück.",
        "Los precios suben en 0,40 USD por pieza en toda la línea.",
        "Os preços sobem em 0,40 EUR por peça.",
        "Nos tarifs augmentent de 0,40 € par pièce.",
        "I prezzi aumentano di 0,40 € al pezzo.",
        "Мы повышаем цены на 0,40 евро за штуку.",
        "Tüm ürünlere 0,40 USD zam yapıyoruz.",
        "Podnosimy ceny o 0,40 zł za sztukę.",
        "全部产品上调0.4美元。",
        "全品40円の値上げとなります。",
        "전 제품 40원 인상합니다.",
        "Semua harga naik Rp 500 per pcs.",
        "Giá tăng thêm 2.000đ/cái.",
    ],
)
def test_by_how_much_prices_rise_is_no_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "With the new alloy the price rises to USD 4.20/kg.",
        "Si suben la cantidad a 1000 piezas, el precio queda en USD 4,00 la pieza.",
        "Si vous augmentez la quantité, prix de 4,20 € la pièce.",
        "Our price is USD 4.20/pc, no demurrage on our side.",
        "Price USD 4.20/pc FOB Ningbo; special colours have a surcharge of USD 0.20.",
        "USD 4.20/pc from June, an increase of USD 0.15.",
    ],
)
def test_the_price_after_a_rise_is_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Sign me down for $15.00, and sign me down for $15.00 for Ann.",
        "I chip in $20.00.",
        "If you leave the pallets there, a storage fee of USD 12.00 per day and pallet is due.",
        "The room is EUR 95.00 per night.",
        "Das Zimmer kostet 95,00 € pro Nacht.",
        "La chambre est à 95,00 € la nuit.",
        "We could offer EUR 2,600 per month and a car.",
    ],
)
def test_gifts_fees_nights_and_wages_are_no_quotes(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Please find attached our catalogue (no prices).",
        "Anbei unser Katalog, ohne Preise.",
        "Je vous joins notre brochure sans tarifs.",
        "Le invio il catalogo senza prezzi.",
        "Segue o catálogo sem preços.",
        "Во вложении каталог без цен, прайс обновляем.",
        "附件是我们的目录，不含价格。",
    ],
)
def test_what_goes_along_without_prices_is_no_quote(text: str) -> None:
    assert ours(text, files=("Katalog 2026.pdf",)).kind is Kind.REPLY


@pytest.mark.parametrize(
    "below",
    [
        "From: desk@metals.example\nSubject: market\n\nCopper prices rose to $9.10/kg this week, traders said.",
        "From: Anna Keller\nTo: lin@brightline.example\nSubject: rooms\n\nWe offer chairs at $140.00 each plus tax.",
        "From: inn@harbour.example\nSubject: rooms\n\nWe offer rooms at $140.00 each plus tax.",
        "From: books@carrier.example\nSubject: statement\n\nOpen invoices:\n771\tUSD 1,310.00\n772\tUSD 640.50",
    ],
)
def test_what_others_wrote_below_our_bare_forward_is_no_quote_of_ours(below: str) -> None:
    assert ours("FYI. Kim", subject="FW: for you", quoted=below).kind is Kind.REPLY


def test_our_own_offer_below_a_bare_forward_is_a_quote() -> None:
    below = "From: Lin Wei <lin@brightline.example>\nSubject: panels\n\nBL-2031: USD 7.85/pc FOB Ningbo, MOQ 500."

    assert ours("FYI", subject="FW: panels", quoted=below).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "I wanted to ask whether our offer for the panels at USD 4.20 has reached you.",
        "Any decision on the panels (USD 4.20/pc)?",
        "Any news on the panels at USD 4.20/pc?",
        "Do the USD 4.20 work for your client?",
        "The 42 cents for the spring washers I can keep until Monday. Is there a decision?",
        "We promised you USD 4.20 until June, is it still of interest?",
        "Ich wollte nachfragen, ob unser Angebot über die Leuchten zu EUR 12.40 bei Ihnen liegt.",
        "Wie ist der Stand bei den Leuchten zu 12,40 €/Stück?",
        "Gibt es schon eine Entscheidung zu den Leuchten (12,40 EUR/Stück)?",
        "¿Ya tomaron una decisión sobre los paneles (4,20 USD)?",
        "A proposta de 12,40 euros que enviámos ainda lhe interessa?",
        "Avez-vous pris une décision pour les panneaux (4,20 € pièce) ?",
        "Où en êtes-vous pour les panneaux à 4,20 € pièce ?",
        "Siete ancora interessati ai pannelli a 4,20 €?",
        "Вы приняли решение по панелям (4,20 доллара)?",
        "هل السعر 12 دولار الذي قدمناه مناسب لكم؟",
        "4,20 USD teklifimizi değerlendirebildiniz mi?",
        "Czy podjęli Państwo decyzję w sprawie paneli (4,20 zł/szt.)?",
        "Giá 120.000đ bên em báo tuần trước anh xem được chưa ạ?",
        "Apakah sudah ada keputusan untuk panel USD 4,20?",
        "面板灯（USD 4.20）你们考虑得怎么样了？",
        "先日お送りした単価1,200円の件、ご検討状況はいかがでしょうか。",
        "패널(4.20달러) 건은 결정하셨나요?",
    ],
)
def test_asking_after_an_offer_with_its_price_is_no_new_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Here is the price: USD 4.20/pc. Any comments?",
        "4,20 USD la pieza, ¿qué le parece?",
        "Our new price is USD 4.20/pc. Are you still interested?",
        "We can do USD 4.20 if you are still interested.",
        "Price 4.20 USD FOB, pay by TT in advance",
        "USD 4.20/pc; pay 30% deposit now, balance against BL.",
        "12,40 € Stück, Zahlung 30 Tage netto",
        "12,40 EUR/Stück, Vorkasse per Überweisung.",
        "4,20 USD por pieza FOB, transferencia: anticipo 30%.",
        "12,40 € pièce, virement à la commande",
        "La lampe est à 42 € et le spot à 18.",
        "Prezzo 12,40 € cad., bonifico anticipato.",
        "Birim fiyat 12,40 USD, ödeme peşin havale.",
        "12,40 zł/szt., przelew 14 dni",
        "120.000đ/cái, thanh toán trước 50%",
        "单价12.4元，付款方式月结30天",
        "面板燈 單價 USD 0.85 FOB 寧波, 付款 T/T 出貨前付清",
        'Our offer: ball valve 1/2", USD 11.40 per piece',
        "Our offer: elbow 3/4 brass, USD 2.10 per piece",
        "Nuestra oferta: tornillo 8 x 1 1/2 zincado, USD 9,40 por millar",
        'Our offer of 1/2" valves: USD 3.20 each.',
    ],
)
def test_a_price_with_its_payment_or_beside_a_size_is_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


def test_an_offer_of_a_day_is_one_of_before() -> None:
    assert ours("May I ask where you stand with our offer of 3/9, USD 11.40 per piece?").kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Our shop sells the lamp at 39.90 EUR per piece, so your offer leaves us nothing.",
        "Notre boutique vend la lampe 39,90 € la pièce, votre prix laisse trop peu de marge.",
        "The carrier billed us 90 EUR per pallet for the waiting. Please settle it.",
    ],
)
def test_what_a_customer_sells_for_or_was_charged_is_no_supplier_s_quote(text: str) -> None:
    assert theirs(text, first=True).kind is Kind.REPLY
    assert theirs(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "If you can do USD 2.90/kg CIP for 500 kg and 2.40 for a full container I take it to my director.",
        "We would need USD 2.10/pc FOB for 5000 and USD 1.95/pc for 10000.",
        "Wenn Sie 2,40 EUR FOB für 500 und 2,20 EUR für 1000 anbieten können, nehme ich das mit.",
        "Si pueden llegar a USD 2,40 FOB por 500 y USD 2,20 por 1000, lo presento.",
        "Si vous pouvez faire 2,40 € FOB et 2,20 € pour 1000, je le présente.",
        "Se riuscite a fare 2,40 € FOB e 2,20 € per 1000, lo porto avanti.",
        "如果能做到2.4美元FOB，1000个2.2美元，我就报给老板。",
    ],
)
def test_prices_that_a_customer_wishes_for_are_no_supplier_s_quote(text: str) -> None:
    assert theirs(text).kind in (Kind.REPLY, Kind.HOLDING_REPLY)


def test_a_table_of_quantities_that_asks_for_the_best_numbers_is_an_inquiry() -> None:
    text = (
        "Dear Lin, please let us have your best numbers on:\nItem\tSize\tFinish\tQty sqft\n"
        "Oak board\t12x90\tOiled\t5,400\nAsh board\t12x90\tRaw\t1,800\nCIF Durban please, weights per crate too."
    )

    assert theirs(text, first=True).kind is Kind.INQUIRY


@pytest.mark.parametrize(
    "text",
    [
        "USD 4.20/pc FOB Ningbo, MOQ 500, valid 30 days.",
        "If you can confirm today, we offer USD 2.98/kg CIP.",
        "Dear Lin, thank you for your inquiry. Price USD 4.20/pc FOB, lead time 20 days.",
    ],
)
def test_a_supplier_s_offer_stays_one(text: str) -> None:
    assert theirs(text, first=True).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "For the customs invoice, what value we put? Last time 0.80 usd per piece. If fine for you I write 1.10 fob.",
        "Which value shall we declare on the papers? Last time it was USD 0.80/pc FOB.",
        "Welchen Wert sollen wir auf der Zollrechnung angeben? Letztes Mal waren es 0,80 USD pro Stück.",
        "Quelle valeur devons-nous indiquer pour la douane ? La dernière fois 0,80 USD la pièce FOB.",
        "The inn by the works: they gave us the factory rate of RMB 620 incl. breakfast.",
        "The Lotus has a corporate rate of RMB 450 including breakfast for you.",
    ],
)
def test_values_for_the_customs_and_the_price_of_a_bed_are_no_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "BL-2031: USD 4.20/pc FOB Ningbo. What value shall we declare for the customs?",
        "What value shall we write for the customs?\n\nBL-2031: USD 4.20/pc FOB Ningbo, MOQ 500.",
        "Which price should I put in the offer to your client? Our price is USD 4.20/pc FOB Ningbo.",
        "They gave us a better price for steel, so we offer USD 4.20/pc FOB Ningbo.",
    ],
)
def test_a_price_apart_from_the_value_for_the_customs_is_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Your target of USD 3.10 is too low for us, sorry. How many do you need a year?",
        "You asked for USD 3.10, that is impossible with this steel.",
        "Who offered you USD 1.70? It must be another quality.",
        "Please note that our minimum order value is USD 4,000. Which items do you need?",
        "Ihr Budget von 24.000 EUR haben wir notiert, das Angebot folgt nächste Woche.",
        "您的目标价USD 3.1实在做不了。",
    ],
)
def test_a_sum_that_the_buyer_has_named_is_no_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


def test_the_buyers_target_stands_not_among_the_prices_we_name_against_it() -> None:
    facts = ours("Your target of USD 3.10 is not possible. Our lowest is USD 3.45 for 2000 pcs.")

    assert (facts.kind, [str(one.value) for one in facts.amounts]) == (Kind.QUOTE, ["3.45"])


def test_a_target_that_we_agree_to_is_our_price() -> None:
    assert ours("Your target price USD 3.10/pc is ok for us FOB Ningbo, valid this week.").kind is Kind.QUOTE
