"""Offers told in other words: what a piece goes for, prices in a file of any name or behind a link, promises of one."""

import pytest

from assistant.facts.trade.terms import incoterms
from assistant.model import Kind
from tests.given.understood import ours


@pytest.mark.parametrize(
    "text",
    [
        "The small lamp goes for 27 euro, the floor lamp 64.",
        "You can have it for 18 dollars.",
        "La lámpara se la dejo en 27 dólares.",
        "O candeeiro fica por 27 dólares.",
        "La lampe revient à 27 euros.",
        "Die Leuchte kommt auf 27 Euro.",
        "La lampada gliela lascio a 27 euro.",
        "Светильник обойдется вам в 27 долларов.",
        "Lampa wychodzi 27 zł.",
        "Metresi 270 TL'den çıkar.",
        "الحبة نعطيك إياها بـ 27 دولار",
        "الطن يكلفكم 640 دولار إلى الميناء",
        "27ドルでお出しできます。",
        "27달러까지 맞춰 드릴 수 있습니다.",
    ],
)
def test_what_a_piece_goes_for_is_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Freight to Hamburg now goes for 2,800 USD.",
        "The balance comes to 1,200 USD, please pay.",
        "La factura sale a 1200 USD.",
        "Die Rechnung kommt auf 1.200 EUR.",
        "Saldo wychodzi 41 zł do zapłaty.",
    ],
)
def test_what_freight_or_a_bill_comes_to_is_no_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("PFA our lowest rates for the nine lamps.", "nine lamps.xlsx"),
        ("Attached the costing you wanted, both sizes.", "Book1.xlsx"),
        ("I filled in your spreadsheet, the green column is ours.", "Keller filled.xlsx"),
        ("Prices as per attachment, valid until May.", "villa.pdf"),
        ("Die Preise finden Sie in der Anlage.", "Keller.pdf"),
        ("Les prix sont en pièce jointe.", "lampes.xlsx"),
        ("Los precios van en el archivo adjunto.", "lamparas.xlsx"),
        ("Os preços seguem em anexo.", "lampadas.xlsx"),
        ("I prezzi sono in allegato.", "lampade.xlsx"),
        ("Цены во вложении.", "лампы.xlsx"),
        ("الأسعار في الملف المرفق", "lamps.xlsx"),
        ("Fiyatlarımız ekteki dosyada.", "lamba.xlsx"),
        ("Ceny są w załączniku.", "lampy.xlsx"),
        ("Đơn giá trong file đính kèm ạ.", "den.xlsx"),
        ("Harganya terlampir ya Pak.", "lampu.xlsx"),
        ("单价在附件里，请查收。", "灯具.xlsx"),
        ("単価を記入した表を添付します。", "ランプ.xlsx"),
        ("단가는 첨부 파일에 있습니다.", "램프.xlsx"),
        ("明细发您，请查收。", "灯具价格明细.xlsx"),
    ],
)
def test_prices_in_a_file_of_any_name_are_a_quote(text: str, file: str) -> None:
    assert ours(text, files=[file]).kind is Kind.QUOTE


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Please find attached the figures for the customs declaration.", "doc.pdf"),
        ("Please fill your target prices in the attached sheet.", "form.xlsx"),
        ("Could you give your best prices in the attached file?", "list.xlsx"),
        ("The test figures are attached.", "report.pdf"),
        ("Attached our new catalogue with all models.", "catalogue.pdf"),
        ("Adjunto plano, los precios se los paso mañana.", "plano.pdf"),
        ("附件是装箱明细，请查收。", "装箱.xlsx"),
        ("The prices are in the attached photo.", "photo.jpg"),
    ],
)
def test_a_file_without_our_prices_is_no_quote(text: str, file: str) -> None:
    assert ours(text, files=[file]).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "The numbers for house B are in a sheet:\nhttps://sheets.example/s/77k\nColumn E is what you pay.",
        "Prices for all sizes are here: https://drive.example/x/551",
        "Die Preise finden Sie unter diesem Link: https://cloud.example/s/4z",
        "Los precios están en este enlace: https://nube.example/d/9",
        "Fiyat listemiz bu linkte: https://bulut.example/d/7",
        "单价在这个链接里：https://pan.example/s/1x",
    ],
)
def test_prices_behind_a_link_are_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Our prices are on our website: https://www.brightline.example/prices/all",
        "Prices of all lamps are here: https://marketplace.example/shop/brightline",
        "See our catalogue here: https://drive.example/catalogue.pdf",
        "Prices we talk about in the call: https://meet.example/abc-def",
    ],
)
def test_a_page_for_everybody_is_no_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "I send you the quotation tomorrow morning.",
        "You get our offer on Thursday.",
        "Das Angebot schicke ich Ihnen am Montag.",
        "Mañana le paso la cotización.",
        "Amanhã envio a proposta.",
        "Je vous transmets notre offre lundi au plus tard.",
        "Domani le mando il preventivo.",
        "Завтра отправляем предложение.",
        "غدا نرسل لكم عرض السعر",
        "Teklifi yarın gönderiyorum.",
        "Jutro przesyłam ofertę.",
        "Sáng mai em gửi báo giá cho anh.",
        "Besok kami kirim penawarannya.",
        "明日お見積りをお送りします。",
        "내일 견적을 보내드립니다.",
        "报价下班前发您。",
    ],
)
def test_an_offer_for_a_day_to_come_is_a_promise(text: str) -> None:
    facts = ours(text)

    assert facts.kind is Kind.REPLY
    assert facts.signal("commitment_of_ours")


@pytest.mark.parametrize(
    "text",
    [
        "Please find attached our offer, valid until Thursday.",
        "Here is our quotation, I will call you tomorrow.",
        "As promised on Monday, here is our offer.",
        "Anbei unser Angebot, gültig bis Montag.",
        "Je vous adresse notre offre, valable jusqu'à lundi.",
        "Vi invio la nostra offerta, valida fino a venerdì.",
        "Направляю предложение, действует до пятницы.",
        "Teklifimizi gönderiyorum, cuma gününe kadar geçerli.",
        "Wysyłam ofertę, ważna do piątku.",
        "お見積りをお送りします。有効期限は来週金曜です。",
    ],
)
def test_a_day_that_ends_an_offer_promises_nothing(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize("text", ["货上周五已经到台中仓库了，发票随货。", "资料昨天下午已经发给您了。"])
def test_what_is_done_is_no_promise(text: str) -> None:
    assert ours(text).signal("commitment_of_ours") is None


@pytest.mark.parametrize(
    "text",
    [
        "both ex our works", "ex our factory", "ex-mill, packed", "ab unserem Werk", "départ usine",
        "départ notre usine", "franco fabbrica", "франко-завод", "工廠交貨", "工場渡し", "공장도",
    ],
)  # fmt: skip
def test_works_are_named_in_many_ways(text: str) -> None:
    assert incoterms(text) == ("EXW",)


@pytest.mark.parametrize(
    "text",
    [
        "For your budget please calculate with approx. EUR 27,000 for the line, a firm offer follows after the visit.",
        "As a rough orientation such a dryer is in the region of EUR 64,000, the exact figure needs your drawing.",
        "Für Ihre Planung rechnen Sie bitte mit ca. 27.000 EUR für die Anlage inkl. Steuerung.",
        "Als Richtpreis können Sie mit 9.000 bis 11.000 EUR kalkulieren.",
        "Comptez environ 27 000 € pour la ligne complète, le devis ferme suivra après la visite.",
        "Como precio orientativo considere unos 27.000 euros por la línea.",
        "Ориентировочно закладывайте 700 000 руб. на линию, точная цена после чертежей.",
        "预算可以先按6万元左右考虑，具体看图纸。",
    ],
)
def test_a_price_to_plan_with_is_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE
