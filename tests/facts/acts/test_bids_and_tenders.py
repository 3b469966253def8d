"""What bargains, sells or sets conditions commits to nothing, and a no to one item leaves the order an order."""

import pytest

from assistant.model import Kind
from tests.given.understood import answer, sent


@pytest.mark.parametrize(
    "text",
    [
        "Fechado no verde a 41, 150 caixas. Podes emitir o contrato. O azul fica para a próxima.",
        "Fechado. Pode fazer o pedido. O modelo grande fica para a próxima.",
        "Vamos com os dois primeiros, o de metal fica pra outra vez.",
        "ok for the small ones, 250 pcs. The tall ones maybe next time.",
    ],
)
def test_a_no_to_one_item_leaves_the_order_an_order(text: str) -> None:
    assert answer(text).kind is Kind.ORDER


@pytest.mark.parametrize(
    "text",
    [
        "Desta vez fica para a próxima, obrigado.",
        "O pedido fica para a próxima.",
        "Fechei com outro fornecedor, 150 caixas. Fica para a próxima.",
        "Ya me arreglé con un proveedor de la zona",
        "Ya nos arreglamos con otra fábrica, gracias igual.",
    ],
)
def test_a_no_to_all_of_it_is_a_refusal(text: str) -> None:
    assert answer(text).kind is Kind.REFUSAL


@pytest.mark.parametrize(
    "text",
    [
        "Cao quá em, 95 thì anh lấy 3 tấn",
        "giảm còn 7 đô thì chị lấy 400 cái",
        "mahal sekali, 21 ribu saya ambil 3 ton",
        "za drogo, za 4,80 biorę trzy palety",
        "caro, a 35 dólares te compro 150",
        "trop cher, à 120 je prends 40 000",
        "too expensive, at 2.20 we take 500 pcs",
    ],
)
def test_a_price_of_their_own_after_a_complaint_about_ours_is_no_order(text: str) -> None:
    assert answer(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "too expensive last year, but now fine: we take 300",
        "At 3.65 we take 300 pcs.",
        "à 3,65 je prends 40 000 pièces",
        "Okay so 250 of the small at $3.65 and 80 of the big. Shall I pay 30% to the same account? Send me the invoice",
        "含税12.2元一件可以，月结30天没问题，我们下单3000件",
    ],
)
def test_who_takes_the_goods_orders(text: str) -> None:
    assert answer(text).kind is Kind.ORDER


@pytest.mark.parametrize(
    "text",
    [
        "含税送到贵司12.5元一件，3000件以上可以做12.2，月结30天没问题，今天下单明天送",
        "our yarn 20/1 is 2.90 usd/kg, stock 8 ton, let me know today and I reserve",
    ],
)
def test_who_names_his_own_price_and_stock_orders_nothing(text: str) -> None:
    assert answer(text).kind is not Kind.ORDER
    assert answer(text, first=True).kind is not Kind.ORDER


@pytest.mark.parametrize(
    "text",
    [
        "Bids exceeding the estimate by more than 5% will not be considered.",
        "Late quotations will not be considered. Kindly submit your best offer",
        "Les offres hors délai ne seront pas retenues. Merci de remettre votre meilleure offre.",
        "Verspätete Angebote werden nicht berücksichtigt. Bitte reichen Sie Ihr Angebot ein.",
        "Предложения, поступившие после срока, не рассматриваются. Просим направить предложение.",
        "逾期报价不予考虑。请报最优价格。",
    ],
)
def test_conditions_for_offers_to_come_are_an_inquiry(text: str) -> None:
    assert answer(text, first=True).kind is Kind.INQUIRY
    assert answer(text).kind is not Kind.REFUSAL


@pytest.mark.parametrize(
    "text",
    [
        "We regret to inform you that your offer will not be considered.",
        "Your offers will not be considered.",
        "Further bids will not be considered, thank you.",
        "Ihr Angebot wurde nicht berücksichtigt.",
    ],
)
def test_an_offer_turned_down_is_a_refusal(text: str) -> None:
    assert answer(text).kind is Kind.REFUSAL


@pytest.mark.parametrize(
    "text",
    [
        "您看行的话先打两成，我们这边就排产",
        "定下来我就安排排产",
        "您确认后我们就排产",
        "收到定金就排产",
        "没问题的话我今天就排产",
    ],
)
def test_what_we_would_do_is_no_notice_of_an_order(text: str) -> None:
    assert sent(text).signal("order_notice") is None


@pytest.mark.parametrize("text", ["定金收到，已经排产了", "您昨天确认的订单已经排产"])
def test_what_is_under_way_is_one(text: str) -> None:
    assert sent(text).signal("order_notice") is not None
