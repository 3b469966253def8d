"""People behind addresses, headers and lists that look like a machine's; and the machines' mail beside them."""

from typing import Any

import pytest

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.facts.who.parties import parties
from assistant.model import Facts, Kind, Message
from tests.given.letters import letter
from tests.given.parties import LIN, ME
from tests.given.understood import OFFER, QUOTED

GROUP = {"List-ID": "<buying.firm.example>", "Mailing-List": "list buying@firm.example", "Precedence": "list"}
SERVICE = {"Feedback-ID": "1.eu-west-1.x:AmazonSES", "List-Unsubscribe": "<https://firm.example/u>", "X-SG-EID": "x"}


def written(sender: str, text: str, subject: str = "Lamps", *, to: str = LIN, **more: Any) -> Message:
    return read(letter(sender, to, subject, text, **more))


def judged(message: Message) -> Facts:
    return understand(message, ME, lexicon.builtin())


@pytest.mark.parametrize(
    ("office", "text", "kind"),
    [
        ("billing", "Dear Lin, we decided for another supplier and will not order.", Kind.REFUSAL),
        ("marketing", "Please take us off your list, we do not want any more offers.", Kind.STOP_REQUEST),
        ("events", "Hello Lin,\n\nplease quote 300 pcs LED panel.\n\nBest regards\nTom Hale", Kind.INQUIRY),
        ("events", "Guten Tag, bitte ein Muster der Leuchte.\n\nViele Grüße\nEva Lang", Kind.SAMPLE_REQUEST),
        ("promo", "Hello Lin, we decide after the fair and come back to you.", Kind.HOLDING_REPLY),
        ("marketing", "Guten Tag Frau Wei, wir haben uns für einen anderen Anbieter entschieden.", Kind.REFUSAL),
        ("mag.lang", "Bitte schreiben Sie uns nicht mehr.", Kind.STOP_REQUEST),
        ("eventos.marketing", "Estimada Lin: hemos comprado las lámparas a otro proveedor.", Kind.REFUSAL),
        ("marketing", "Bonjour Lin, nous avons choisi un autre fournisseur.", Kind.REFUSAL),
        ("promo", "Gentile Lin, abbiamo già acquistato da un altro fornitore.", Kind.REFUSAL),
        ("marketing", "Prezada Lin, já compramos de outro fornecedor.", Kind.REFUSAL),
        ("marketing", "Уважаемая Лин, мы уже купили у другого поставщика.", Kind.REFUSAL),
        ("bilgi", "Sayın Lin, lambaları başka bir tedarikçiden aldık.", Kind.REFUSAL),
        ("marketing", "Dzień dobry, wybraliśmy innego dostawcę.", Kind.REFUSAL),
        ("marketing", "林小姐，我们已经从别家采购了，不需要了。", Kind.REFUSAL),
        ("expo", "今回は他社に決定いたしました。", Kind.REFUSAL),
        ("marketing", "죄송하지만 다른 업체로 결정했습니다.", Kind.REFUSAL),
        ("marketing", "Chào chị Lin, chúng tôi đã chọn nhà cung cấp khác.", Kind.REFUSAL),
        ("marketing", "Halo Lin, kami sudah membeli dari pemasok lain.", Kind.REFUSAL),
        ("marketing", "السيدة لين، لقد اشترينا من مورد آخر.", Kind.REFUSAL),
    ],
)
def test_an_office_is_judged_by_what_it_writes(office: str, text: str, kind: Kind) -> None:
    assert judged(written(f"{office}@firm.example", text)).kind is kind


@pytest.mark.parametrize("headers", [SERVICE, {"Feedback-ID": "1.eu-west-1.x:AmazonSES"}])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dear Lin, we bought elsewhere, thank you.", Kind.REFUSAL),
        ("Dear Lin, please do not write to us again.", Kind.STOP_REQUEST),
        ("Dear Lin,\n\nplease quote 300 pcs LED panel CIF Hamburg.\n\nEva", Kind.INQUIRY),
        ("Hi Lin, are you looking for more clients? We get you 20 leads a month. When can we talk?", Kind.BULK),
        ("Hi Lin, we offer drivers at USD 2.10 FOB Shenzhen, MOQ 500 pcs. What quantity do you need?", Kind.BULK),
        ("Hi Lin, 12 new requests match. 500 pcs LED panel, please quote. Click here to quote now.", Kind.BULK),
        ("Dear exporter, a buyer in Peru asks for a price for 2,000 pcs LED lamps. Please quote.", Kind.BULK),
    ],
)
def test_a_buyer_whose_firm_sends_through_a_service_is_told_from_cold_mail(
    headers: dict[str, str], text: str, kind: Kind
) -> None:
    assert judged(written("Eva Lis <eva@firm.example>", text, headers=headers)).kind is kind


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("marketing@firm.example", "Our spring lamps", "Discover our spring lamps. Twelve new colours."),
        ("events@chamber.example", "Buyers wanted", "A buyer from Peru is looking for 2,000 lamps. Send your offer."),
        ("events@chamber.example", "Mission to Kenya", "We travel to Kenya in May. Would you like to take part?"),
        ("billing@host.example", "Invoice 2231", "Your invoice 2231 is due. Please pay 29.00 EUR by 14 March."),
        ("billing@host.example", "Order 88", "Your order 88 has been cancelled. The amount will be refunded."),
        ("offers@shop.example", "Deals", "Dear Lin, take 2 lamps, pay 1. Click here. Unsubscribe."),
        ("noreply@shop.example", "Order 10023", "Your order 10023 has been cancelled."),
        ("noreply@market.example", "You have a new order", "You have received a new order 4471 for 2 pcs lamp."),
        ("noreply@supplier.example", "Order 881", "We confirm your purchase order 881. It ships on Monday."),
        ("noreply@boutique.example", "Commande 881", "Votre commande 881 est confirmée."),
        ("noreply@laden.example", "Bestellung 881", "Ihre Bestellung 881 ist unterwegs zu Ihnen."),
        ("noreply@tienda.example", "Pedido 881", "Su pedido 881 ha sido enviado."),
        ("noreply@shop.example", "订单881", "您的订单881已发货。"),
        ("noreply@forum.example", "New answer", "Someone answered below your post: no thanks, I bought another one."),
        ("noreply@bank.example", "Advice", "We received an incoming transfer of EUR 12,000.00."),
        ("news@firm.example", "Good bye", "We will not write to you any more. You were removed from our list."),
    ],
)
def test_mass_mail_and_notices_stay_what_they_are(sender: str, subject: str, text: str) -> None:
    assert judged(written(sender, text, subject)).kind is Kind.BULK


ORDERS = [
    "Dear supplier, please find our purchase order 4711. Kindly confirm the delivery date.",
    "Sehr geehrte Damen und Herren, anbei unsere Bestellung 4711. Bitte senden Sie uns Ihre Auftragsbestätigung.",
    "Estimado proveedor: adjuntamos nuestro pedido de compra 4711. Rogamos confirmen la entrega.",
    "Bonjour, veuillez trouver ci-joint notre bon de commande 4711. Merci de confirmer le délai.",
    "Buongiorno, in allegato il nostro ordine d'acquisto 4711.",
    "Prezado fornecedor, segue em anexo o nosso pedido de compra 4711.",
    "Уважаемый поставщик, во вложении наш заказ № 4711. Просим подтвердить срок.",
    "Sayın tedarikçimiz, 4711 numaralı satın alma siparişimiz ektedir.",
    "Szanowni Państwo, w załączeniu przesyłamy zamówienie nr 4711.",
    "尊敬的供应商，附件是我司采购订单4711，请确认交期。",
    "お取引先様 注文書4711を添付いたします。",
    "협력업체 귀하, 발주서 4711을 첨부합니다.",
    "Kính gửi nhà cung cấp, đính kèm là đơn đặt hàng 4711 của chúng tôi.",
    "Kepada pemasok, terlampir pesanan pembelian kami nomor 4711.",
    "السادة المورد، مرفق أمر الشراء رقم 4711.",
]


@pytest.mark.parametrize("text", ORDERS)
@pytest.mark.parametrize("sender", ["noreply@firm.example", "erp-noreply@firm.example"])
def test_the_order_of_a_purchasing_system_is_an_order(sender: str, text: str) -> None:
    assert judged(written(sender, text, "4711", files=("4711.pdf",))).kind is Kind.ORDER


@pytest.mark.parametrize("headers", [{"Auto-Submitted": "auto-generated"}, {"Feedback-ID": "1.eu:AmazonSES"}])
def test_an_order_is_one_whatever_sent_it(headers: dict[str, str]) -> None:
    text = "Our purchase order 4711 is attached.\n\nThis mail was generated automatically, please do not reply."

    for sender in ("buying@firm.example", "noreply@firm.example"):
        assert judged(written(sender, text, "PO 4711", files=("PO_4711.pdf",), headers=headers)).kind is Kind.ORDER


@pytest.mark.parametrize("headers", [GROUP, SERVICE, GROUP | SERVICE, {"Precedence": "bulk", "List-Id": "<x.y>"}])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thank you, but we bought elsewhere.", Kind.REFUSAL),
        ("Please do not write to us again.", Kind.STOP_REQUEST),
        ("Go ahead with 400 pcs, please send the proforma.", Kind.ORDER),
        ("Która wersja jest na 230 V?", Kind.REPLY),
        ("Wir melden uns nach der Messe.", Kind.HOLDING_REPLY),
        ("我们收到了，谢谢。", Kind.REPLY),
    ],
)
def test_who_answers_us_is_heard_through_any_header(headers: dict[str, str], text: str, kind: Kind) -> None:
    named = written("'Eva Lis' via Buying <buying@firm.example>", text, "Re: Lamps", answers=(OFFER,), headers=headers)
    quoting = written("buying@firm.example", text + QUOTED, "Re: Lamps", answers=("x@y.example",), headers=headers)

    assert judged(named).kind is kind
    assert judged(quoting).kind is kind


def test_who_answers_through_the_group_of_his_firm_keeps_his_name_and_address() -> None:
    headers = GROUP | {"Reply-To": "Eva Lis <eva.lis@firm.example>"}
    mail = written(
        "'Eva Lis' via Buying <buying@firm.example>", "Which CRI?\n\nEva Lis", answers=(OFFER,), headers=headers
    )
    facts = judged(mail)

    assert facts.name is not None
    assert facts.name.full == "Eva Lis"
    assert [one.address for one in parties(mail, facts, ME)] == ["eva.lis@firm.example"]


@pytest.mark.parametrize("text", ["We have bought elsewhere, thank you.", "Please take us off your mailing list."])
def test_a_fresh_mail_through_the_group_of_a_firm_is_heard_where_it_ends_a_matter(text: str) -> None:
    headers = GROUP | {"List-Unsubscribe": "<mailto:buying+unsubscribe@firm.example>"}

    assert judged(written("'Eva Lis' via Buying <buying@firm.example>", text, headers=headers)).kind is not Kind.BULK


@pytest.mark.parametrize(
    ("sender", "to", "cc", "subject"),
    [
        ("tom@maker.example", "led@lists.hobby.example", "", "[led] group buy"),
        ("tom@maker.example", "led@lists.hobby.example", LIN, "Re: group buy"),
        ("tom@maker.example", LIN, "led@hobby.example", "Re: group buy"),
        ("led-bounces@hobby.example", "led@hobby.example", "", "Re: group buy"),
    ],
)
def test_what_is_said_on_a_public_list_is_said_to_many(sender: str, to: str, cc: str, subject: str) -> None:
    headers = {"List-Id": "<led.hobby.example>", "List-Post": "<mailto:led@hobby.example>", "Precedence": "list"}
    mail = written(
        sender, "I bought mine elsewhere." + QUOTED, subject, to=to, cc=cc, answers=(OFFER,), headers=headers
    )

    assert judged(mail).kind is Kind.BULK


@pytest.mark.parametrize("group", ["buying@lists.firm.example", "firm-buying@googlegroups.com", "team@groups.io"])
@pytest.mark.parametrize("subject", ["Re: Lamps", "Lamps"])
def test_a_buyer_who_copies_a_list_writes_to_us(group: str, subject: str) -> None:
    mail = written("Eva Lis <eva@firm.example>", "Is the driver included?", subject, cc=group)

    assert [one.address for one in parties(mail, judged(mail), ME)] == ["eva@firm.example"]


def test_our_mail_to_a_buyer_and_his_list_concerns_the_buyer_alone() -> None:
    mail = written(LIN, "LED panel: USD 9.80 FOB Ningbo.", to="eva@firm.example", cc="buying@lists.firm.example")

    assert [one.address for one in parties(mail, judged(mail), ME)] == ["eva@firm.example"]


@pytest.mark.parametrize(
    ("to", "cc", "subject"),
    [
        ("led@lists.hobby.example", "", "group buy"),
        ("led@lists.hobby.example", LIN, "group buy"),
        (LIN, "led@lists.hobby.example", "Re: [led] group buy"),
    ],
)
def test_who_writes_to_a_list_does_not_write_to_us(to: str, cc: str, subject: str) -> None:
    mail = written("tom@maker.example", "What would 200 lamps cost?", subject, to=to, cc=cc)

    if judged(mail).kind is not Kind.BULK:
        assert parties(mail, judged(mail), ME) == ()
