"""Terms that count from an order, and orders invited, are no notice of one: the offer is chased like any other."""

import pytest

from tests.given.understood import sent


@pytest.mark.parametrize(
    "text",
    [
        "Valve DN40: USD 6.10 per pc FOB Ningbo, delivery 35 days after order confirmation.",
        "Delivery counts from order confirmation.",
        "DN40: 6,10 EUR/Stück ab Werk, Lieferzeit 5 Wochen nach Auftragsbestätigung.",
        "DN40: 6,10 EUR al pezzo, consegna 40 giorni dalla conferma d'ordine.",
        "DN40 : 6,10 EUR la pièce, délai 5 semaines après confirmation de commande.",
        "DN40: 6,10 USD la pieza, entrega 35 días a partir de la confirmación de pedido.",
        "DN40 单价6.10美元，确认订单后35天交货。",
        "納期はご注文確認後35日です。",
        "납기는 주문 확인 후 35일입니다.",
        "Giao hàng 35 ngày sau khi xác nhận đơn hàng.",
        "Pengiriman 35 hari setelah konfirmasi pesanan.",
        "التسليم خلال 35 يوم بعد استلام الطلب",
        "Mart sonuna kadar verdiğiniz siparişlerde %2 iskonto yapıyoruz.",
        "Any order confirmed before 1 April gets 2% off.",
        "Once your order is shipped you get the AWB number from us.",
        "As soon as your order is confirmed, the goods are ready within a week.",
        "Sobald Ihre Bestellung versendet ist, bekommen Sie die Sendungsnummer.",
    ],
)
def test_an_order_to_come_is_no_notice_of_one(text: str) -> None:
    assert sent(text).signal("order_notice") is None


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your order 1187, the goods will be ready on Friday.",
        "We are pleased to send you our order confirmation.",
        "After the inspection the container was loaded yesterday.",
        "If you need photos, just ask: the goods are ready.",
        "Wir bestätigen Ihre Bestellung 1187.",
        "Pedido confirmado, la mercancía se ha embarcado hoy.",
        "订单已收到，谢谢，已安排生产。",
        "Verdiğiniz sipariş hazır, yarın yola çıkıyor.",
    ],
)
def test_an_order_that_runs_is_told_of(text: str) -> None:
    assert sent(text).signal("order_notice") is not None


@pytest.mark.parametrize("text", ["300 g of the powder left today with FedEx.", "200 ml went out by DHL this morning."])
def test_a_few_grams_with_a_courier_are_a_sample(text: str) -> None:
    assert sent(text).signal("sample_sent") is not None
    assert sent("Two pallets left today by truck.").signal("sample_sent") is None
