"""What goods a mail names, and that the words of a question are none."""

import pytest

from assistant.facts.language import language_of
from assistant.facts.trade.goods import products


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 pcs of LED panel please", ("led panel",)),
        ("500 pcs LED panel 60x60 for Hamburg", ("led panel",)),
        ("500 Stück LED-Panel", ("led-panel",)),
        ("500 piezas de panel LED", ("panel led",)),
        ("500 buah lampu LED", ("lampu led",)),
        ("Đặt hàng 500 cái đèn LED giao Cát Lái", ("den led",)),
        ("请报价500个LED面板灯多少钱？", ("led面板灯",)),
        ("我们要LED面板灯500个", ("led面板灯",)),
        ("LEDパネルを500個お願いします。", ("ledパネル",)),
        ("LED 패널 500개입니다", ("led 패널",)),
        ("Em cần 100 cái được không ạ?", ()),
        ("500개 보내주실 수 있나요?", ()),
        ("Can you do 500 pcs for me?", ()),
        ("20 ctns set", ()),
        ("2 pallets 60 boxes", ()),
        ("300 Stück gemischt", ()),
        ("20 sets as agreed", ()),
        ("20 set sofa", ("sofa",)),
        ("50 pcs pallet racks", ("pallet racks",)),
    ],
)
def test_goods_stand_beside_their_quantity_and_questions_are_none(text: str, expected: tuple[str, ...]) -> None:
    assert products(text, "", language_of(text)) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Quotation LED panel", ("LED panel",)),
        ("Re: Inquiry for LED panels 60x60", ("LED panels 60x60",)),
        ("LED panel price request", ("LED panel",)),
        ("Báo giá máy thổi chai", ("máy thổi chai",)),
        ("藤编沙发 报价", ("藤编沙发",)),
        ("Quotation WL-20", ("WL-20",)),
        ("Angebot 10457", ()),
        ("RE: New order", ()),
    ],
)
def test_a_subject_names_goods_without_the_words_of_asking(subject: str, expected: tuple[str, ...]) -> None:
    assert products("See below.", subject, "en") == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Zapytanie ofertowe - łożyska kulkowe 6205", "łożyska kulkowe 6205"),
        ("Zapytanie o uszczelki", "uszczelki"),
        ("Prośba o ofertę na rury stalowe", "rury stalowe"),
        ("offer for gate valves - visit in Vienna", "gate valves"),
        ("Looking for garden chairs", "garden chairs"),
        ("Keller GmbH - Anfrage Dichtungen", "Dichtungen"),
        ("Bitte um Angebot: Faltkartons", "Faltkartons"),
        ("Anfrage bzgl. Faltkartons", "Faltkartons"),
        ("Solicitud de presupuesto: bombas de agua", "bombas de agua"),
        ("Consulta de precio por bombas", "bombas"),
        ("Solicitação de orçamento - cadeiras", "cadeiras"),
        ("Demande d'offre : joints toriques", "joints toriques"),
        ("Richiesta di offerta - pompe sommerse", "pompe sommerse"),
        ("Запрос коммерческого предложения - насосы", "насосы"),
        ("Запрос на КП: насосы", "насосы"),
        ("Pompa için fiyat teklifi", "Pompa"),
        ("طلب عرض أسعار مضخات مياه", "مضخات مياه"),
        ("طلب تسعيرة للمضخات", "مضخات"),
        ("Xin báo giá máy bơm", "máy bơm"),
        ("Minta penawaran harga pompa air", "pompa air"),
        ("水泵询价", "水泵"),
        ("關於水泵的報價", "水泵"),
        ("関節継手のお見積り依頼の件", "関節継手"),
        ("펌프 견적서 요청의 건", "펌프"),
    ],
)
def test_the_words_of_asking_are_cut_off_whole(subject: str, expected: str) -> None:
    assert products("", subject) == (expected,)


@pytest.mark.parametrize(
    "subject",
    ["Inquiry from Keller GmbH", "Anfrage von Keller", "Duda sobre el pedido", "Zapytanie ofertowe nr 12/2026"],
)
def test_half_a_phrase_is_no_name_of_goods(subject: str) -> None:
    assert products("", subject) == ()


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Counter offer",
        "Re: target price",
        "RE: delivery of item 2 + new item",
        "PI for your order confirmation",
        "Re: HS code and value",
        "Price list valid from 1 March",
        "AW: Auftragsbestätigung 88120",
        "RE: Livraison",
        "Re: Envío de muestras",
        "RE: образцы",
        "YNT: numune",
        "回复: 订单确认",
        "Re: 請求書",
        "Re: 샘플 발송",
    ],
)
def test_what_a_deal_consists_of_besides_its_goods_is_no_name_of_them(subject: str) -> None:
    assert products("", subject) == ()


@pytest.mark.parametrize(
    "subject",
    ["kitchen counter", "delivery pipes", "shipping boxes", "packing machine", "time relay", "transport crates"],
)
def test_goods_that_are_named_with_such_a_word_keep_their_name(subject: str) -> None:
    assert products("", f"Re: {subject}") == (subject,)


def test_numbers_of_papers_and_standards_are_no_articles() -> None:
    assert products("Quotation QT-2291 for BL-2031 as per ISO-9001, IP-65.", "") == ("BL-2031",)
