"""Deals of before, choices of third parties, tenders' limits, suppliers' words and pieces by courier."""

import pytest

from assistant.model import Kind
from tests.given.understood import theirs


@pytest.mark.parametrize(
    "text",
    [
        "Last season we closed at 4.20, you remember.",
        "El año pasado cerramos a 4.20 la lámpara.",
        "Com o outro fornecedor fechamos a 4,20 no ano passado.",
        "Con otro proveedor cerramos en 4.20 el año pasado.",
        "La dernière fois nous avons conclu à 4,20.",
        "Letztes Mal haben wir bei 4,20 abgeschlossen.",
        "L'anno scorso abbiamo chiuso a 4,20.",
        "В прошлом году договорились по 420.",
        "Geçen sezon 420'ye bağlamıştık.",
        "W zeszłym roku zapłaciliśmy 4,20.",
        "العام الماضي اتفقنا على 4.20",
        "Năm ngoái bên anh chốt 4,2.",
        "Tahun lalu kita deal 4,2.",
        "上次我们谈的4.2",
    ],
)
def test_a_deal_of_before_is_bargaining_and_no_order(text: str) -> None:
    facts = theirs(text)

    assert facts.kind is Kind.REPLY
    assert facts.signal("price_objection")


@pytest.mark.parametrize(
    "text",
    [
        "Last year we bought 300 from you, please repeat the same order for 300 pcs.",
        "Cerramos a 4.20, manda la proforma.",
        "Fechamos a 4,20, pode mandar a proforma.",
        "Договорились, берем 200 штук, выставляйте счет.",
    ],
)
def test_a_deal_of_today_is_an_order(text: str) -> None:
    assert theirs(text).kind is Kind.ORDER


@pytest.mark.parametrize(
    "text",
    [
        "The owner chose an Italian lamp, sorry.",
        "My boss gave the order to the Koreans, nothing I can do.",
        "Der Architekt hat sich für Einbauleuchten entschieden.",
        "La clienta no, el dueño prefirió otra marca.",
        "O arquiteto escolheu outra marca.",
        "Le client a choisi un autre fournisseur.",
        "Il cliente ha scelto un'altra marca.",
        "Заказчик выбрал другого поставщика.",
        "المالك اختار ماركة أخرى",
        "Müşterimiz başka bir marka seçti.",
        "Klient wybrał innego dostawcę.",
        "Khách chọn bên khác rồi em ạ.",
        "Klien memilih merek lain.",
        "业主选了另一家的灯。",
        "施主が他社に決めました。",
        "건축주가 다른 브랜드로 결정했습니다.",
    ],
)
def test_a_third_partys_choice_of_another_is_a_refusal(text: str) -> None:
    assert theirs(text).kind is Kind.REFUSAL


@pytest.mark.parametrize(
    "text",
    [
        "Our client chose another colour, please requote.",
        "The architect took the Italian version of your catalogue with him.",
        "Der Bauherr hat sich für die graue Variante entschieden.",
        "Der Kunde hat sich für das Modell B entschieden.",
        "Le client a choisi la version mate.",
        "客户选了别的颜色，重新报一下",
    ],
)
def test_a_choice_among_our_goods_is_no_refusal(text: str) -> None:
    assert theirs(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Please submit your lowest offer for 80 street lamps. DAP Accra only. Budget limit USD 40,000.", "RFQ 77"),
        ("Tender for 900 m of cable, max. 7 USD/m DAP Mombasa. Bids close on Monday.", "Tender"),
        ("Please quote 4 chandeliers FOB Ningbo. Estimated value USD 21,000.", "RFQ"),
        ("Solicitamos presentar su oferta: 90 faroles DAP Lima, precio tope 88 USD por unidad.", "Licitación"),
        ("Bitte um Ihr Angebot bis 4. Mai: 90 Leuchten DAP Hamburg, max. 38 EUR/Stück.", "Anfrage Leuchten"),
        ("Merci de remettre votre offre : 90 lampes DAP Lyon, prix plafond 45 € pièce.", "Consultation lampes"),
        ("Просим направить КП: 90 светильников, DAP Москва. Предельная цена 900 руб/шт.", "Закупка"),
        ("请报价：筒灯900只，最高限价45元/只，含运费。", "询价"),
    ],
)
def test_a_tender_with_a_limit_is_an_inquiry(text: str, subject: str) -> None:
    assert theirs(text, first=True, subject=subject).kind is Kind.INQUIRY


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Thanks for your RFQ. Our offer for your tender: 900 m of cable at 7 USD/m FOB Ningbo, valid 15 days.",
            "Offer",
        ),
        ("林小姐，灯罩2.6元/个，含13个点的票，量大再谈。", "灯罩"),
        ("铜线涨了，现在71一公斤，要的话早点定。", "铜线"),
        ("灯罩的价格算出来了，1.35一个，开模费另收800", "灯罩"),
    ],
)
def test_a_suppliers_price_is_a_quote_to_us(text: str, subject: str) -> None:
    assert theirs(text, first=True, subject=subject).kind is Kind.QUOTE


@pytest.mark.parametrize("text", ["人家现在71一公斤，你们能做吗", "别家71一公斤，你们太贵了"])
def test_a_price_that_a_buyer_holds_against_ours_is_no_quote(text: str) -> None:
    assert theirs(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Could you courier us three shades, any light colour?",
        "Please send one ceiling rose, we have a UPS account.",
        "Bitte schicken Sie uns zwei Schirme per DHL.",
        "¿Nos podrían mandar dos pantallas por courier?",
        "Pouvez-vous nous envoyer deux abat-jour par DHL ?",
        "Potete spedirci due paralumi con corriere?",
        "Proszę przesłać dwa klosze kurierem.",
        "Bisa kirim dua kap lampu lewat kurir?",
        "寄两个灯罩过来，运费到付",
    ],
)
def test_a_few_pieces_by_courier_are_samples_whatever_they_are(text: str) -> None:
    assert theirs(text).kind is Kind.SAMPLE_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "Please courier us two sets of original documents.",
        "Could you DHL us one copy of the B/L?",
        "Bitte schicken Sie zwei Rechnungen per Kurier.",
        "Please send 2 spare parts by DHL, the old ones failed.",
    ],
)
def test_papers_and_spare_parts_by_courier_are_none(text: str) -> None:
    assert theirs(text).kind is not Kind.SAMPLE_REQUEST


def test_a_polish_question_whether_something_can_be_done_is_about_the_price_only_where_it_names_it() -> None:
    assert theirs("Da się coś zrobić?").signal("price_objection") is None
    assert theirs("Da się coś zrobić z ceną?").signal("price_objection")
