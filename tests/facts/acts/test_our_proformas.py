"""Our proforma is an offer before they accept, and a paper of the order after: by its words, or by theirs below."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours

FILES = ("Proforma 4711.pdf",)
THEIRS = "On Mon, Mar 9, 2026 at 9:00 AM Anna Keller <a.keller@keller.example> wrote:\n\n> "


@pytest.mark.parametrize(
    "text",
    [
        "Please find the PI for your order attached.",
        "Attached the proforma invoice for PO 4711, USD 12,430.00 as ordered.",
        "Proforma enclosed; kindly arrange the down payment.",
        "Anbei die Proforma zu Ihrer Bestellung.",
        "Anbei die Proforma-Rechnung, bitte überweisen Sie die Anzahlung.",
        "Adjunto la proforma de su pedido, por favor realice el anticipo.",
        "Confirmo a encomenda dos 300 painéis. Envio a fatura proforma em anexo.",
        "Ci-joint la proforma pour votre commande, merci de verser l'acompte.",
        "In allegato la proforma per il vostro ordine.",
        "Во вложении проформа по вашему заказу.",
        "مرفق الفاتورة المبدئية لأمر الشراء",
        "Proformanızı siparişiniz için ekte sunarız.",
        "Zgodnie z zamówieniem wysyłam proformę.",
        "Em gửi proforma theo đơn hàng của anh.",
        "Terlampir proforma untuk PO Bapak.",
        "附件是贵司订单的形式发票，请安排定金。",
        "ご注文のプロフォーマを添付します。前金のお振込をお願いします。",
        "주문하신 건의 프로포마 첨부드립니다.",
    ],
)
def test_a_proforma_for_an_order_is_no_quote(text: str) -> None:
    assert ours(text, files=FILES).kind is Kind.REPLY
    assert ours(text, files=FILES).signal("order_notice") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Enclosed is the proforma BL-26-11, total USD 8,240.00 CIF Mombasa. Once you confirm we reserve the lot.",
        "Attached the proforma invoice as per your request. We wait for your order.",
        "Anbei unsere Proforma-Rechnung, wir freuen uns auf Ihre Bestellung.",
        "Adjunto la factura proforma, quedo a la espera de su confirmación.",
        "Segue a fatura proforma.",
        "Ci-joint la facture proforma, dès votre accord nous lançons la production.",
        "In allegato la fattura proforma.",
        "Proforma fatura ektedir, onayınızı bekliyoruz.",
        "W załączniku faktura proforma, czekamy na potwierdzenie.",
        "附件是形式发票，请确认。",
        "プロフォーマを添付します。ご確認ください。",
        "견적송장 첨부드립니다. 확인 부탁드립니다.",
    ],
)
def test_a_proforma_that_they_have_yet_to_accept_is_a_quote(text: str) -> None:
    facts = ours(text, files=FILES)

    assert facts.kind is Kind.QUOTE
    assert facts.signal("order_notice") is None


@pytest.mark.parametrize(
    "theirs",
    [
        "OK, please go ahead.",
        "Wir bestellen 500 Stück, bitte um die Proforma.",
        "Adelante con las 500 piezas, mándeme la proforma.",
        "Согласны, выставляйте инвойс.",
        "Onaylıyoruz, proforma gönderin.",
        "确认下单，请做PI。",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Please find attached the PI.",
        "Attached PI with bank details, please check and sign.",
        "PI: 500 pcs x USD 12.40 = USD 6,200.00 FOB Ningbo.",
        "Panel 60x60, USD 12.40/pc FOB Ningbo, total USD 6,200. PI attached.",
    ],
)
def test_a_proforma_in_answer_to_their_order_is_no_quote(text: str, theirs: str) -> None:
    ours_before = (
        "\n>\n> On Mon, Mar 2, 2026 Lin Wei <lin@brightline.example> wrote:\n>> Panel: USD 12.40/pc FOB Ningbo."
    )

    assert ours(text, files=FILES, quoted=f"{THEIRS}{theirs}{ours_before}").kind is Kind.REPLY


def test_a_proforma_in_answer_to_their_question_is_a_quote() -> None:
    text, theirs = "Please find attached the PI as requested.", "What would 500 panels cost CIF Durban?"

    assert ours(text, files=FILES, quoted=THEIRS + theirs).kind is Kind.QUOTE


def test_new_goods_beside_the_papers_of_an_order_are_offered() -> None:
    text = "Attached the PI. For the 200 pcs of BL-9 we offer USD 8.20/pc FOB Ningbo."

    assert ours(text, files=FILES, quoted=f"{THEIRS}Please go ahead with 500 panels.").kind is Kind.QUOTE
