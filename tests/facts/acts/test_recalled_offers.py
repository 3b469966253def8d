"""A follow-up of ours that only names the old price is no new quote; one with new terms is."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours


@pytest.mark.parametrize(
    "text",
    [
        "Did you look at our quotation of 3 November (USD 7.85)?",
        "I refer to our offer dated 03.11.2026, USD 7.85/pc FOB Ningbo. May I ask where you stand?",
        "Dear Anna, last week we quoted you USD 7.85 per piece for BL-2031. Is there anything you still need from us?",
        "Have you had a chance to check our quotation? The price was USD 7.85 FOB Ningbo.",
        "Just checking if you have seen our offer (USD 7.85).",
        "Konnten Sie unser Angebot vom 3. November (USD 7,85) schon ansehen?",
        "Zu unserem Angebot vom 03.11. über 7,85 EUR pro Stück habe ich noch nichts von Ihnen gehört.",
        "¿Pudo revisar nuestra oferta del 3 de noviembre (USD 7,85)?",
        "Le escribo por nuestra cotización del 3 de noviembre, USD 7,85 la pieza FOB Ningbo. ¿Sigue interesado?",
        "Conseguiu ver a nossa cotação de 3 de novembro (USD 7,85)?",
        "Avez-vous pu regarder notre offre du 3 novembre (7,85 € la pièce) ?",
        "Ha potuto vedere la nostra offerta del 3 novembre (7,85 € cad.)?",
        "Удалось посмотреть наше предложение от 3 ноября (7,85 доллара за штуку)?",
        "هل اطلعتم على عرضنا بتاريخ 3 نوفمبر (7.85 دولار للقطعة)؟",
        "3 Kasım tarihli teklifimizi (7,85 USD) inceleyebildiniz mi?",
        "Czy nasza oferta z 3 listopada (7,85 EUR/szt.) jest nadal aktualna dla Państwa?",
        "11月3日付のお見積り（USD 7.85）はご覧いただけましたでしょうか。",
        "11월 3일자 견적(USD 7.85)은 검토해 보셨는지요?",
        "我们11月3日的报价（USD 7.85）您看了吗？",
        "上周给您报的价格是USD 7.85，请问您考虑得怎么样？",
        "Anh đã xem báo giá ngày 3 tháng 11 của bên em (7,85 USD/cái) chưa ạ?",
        "May we send you a complete offer with all prices? Our quotation of 3 November lacked the lead time.",
        "새 견적서를 보내 드려도 되겠습니까?",
        "Apakah penawaran kami tanggal 3 November (USD 7,85) sudah diterima?",
    ],
)
def test_our_follow_up_that_names_the_old_price_is_no_quote(text: str) -> None:
    assert ours(text, when=LATER).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Regarding our quotation of 3 November: we can do USD 7.40 per piece.",
        "Our offer of 3 November was USD 7.85; our new price is USD 7.40 FOB Ningbo.",
        "As promised, please find our quotation dated 18 November below: BL-2031 USD 7.85/pc FOB Ningbo.",
        "Our quotation of 3 November (USD 7.85/pc) is valid until 30 November.",
        "Our quotation: BL-2031 USD 7.85/pc FOB Ningbo, MOQ 500.",
        "Quotation dated 22 November 2026: BL-2031 USD 7.85/pc FOB Ningbo.",
        "Our offer of 3 November once more: panel USD 7.85, spot USD 4.10, driver USD 2.20, all FOB Ningbo.",
        "Zu unserem Angebot vom 3. November: wir können Ihnen 7,40 EUR pro Stück anbieten.",
        "Sobre nuestra oferta del 3 de noviembre: podemos dejarlo en USD 7,40 la pieza.",
        "Suite à notre offre du 3 novembre, notre nouveau prix est de 7,40 € la pièce.",
        "По нашему предложению от 3 ноября: можем снизить цену до 7,40 доллара за штуку.",
        "关于我们11月3日的报价，可以降到USD 7.40一个。",
        "11月3日のお見積りについて、USD 7.40まで値引きいたします。単価はFOB寧波です。",
    ],
)
def test_new_terms_beside_the_old_offer_are_a_quote_again(text: str) -> None:
    assert ours(text, when=LATER).kind is Kind.QUOTE


LATER = "2026-11-22"  # than the offers they name
HISTORY = (
    "On Mon, 3 Nov 2026 at 14:05, Lin Wei <lin@brightline.example> wrote:\n> Panel BL-2031: USD 7.85/pc FOB Ningbo"
)


def test_the_history_below_tells_an_old_price_from_a_new_one() -> None:
    asked = "Did you receive our offer?"

    assert ours(f"{asked} It says USD 7.85/pc FOB Ningbo for the panel.", quoted=HISTORY, when=LATER).kind is Kind.REPLY
    assert ours(f"{asked} For you USD 7.40/pc FOB Ningbo for the panel.", quoted=HISTORY, when=LATER).kind is Kind.QUOTE
    assert (
        ours("With reference to our quotation of 3 November, USD 7.40/pc FOB Ningbo.", quoted=HISTORY, when=LATER).kind
        is Kind.QUOTE
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vor drei Wochen hatten wir Ihnen die Pumpe zum Preis von 1.240,00 € angeboten. Ist das noch ein Thema?",
        "Im April hatten wir Ihnen 12,50 EUR/Stk. angeboten. Besteht noch Bedarf?",
        "En avril nous vous avions proposé 12,50 €/pièce. Le projet avance-t-il ?",
        "两周前给您报的阀门1240元，项目有进展吗？",
        "2月报给您的树脂14,300元/吨是按当时的行情算的。",
        "2月报的14,300元/吨已经失效。",
        "目前暂停报价，之前的3.5元不能做了。",
        "The USD 3.50/pc is no longer valid, I write again next week.",
        "Die 3,50 EUR/Stk. gilt nicht mehr, ich melde mich mit einer neuen Zahl.",
    ],
)
def test_a_price_told_long_ago_or_gone_is_no_quote(text: str) -> None:
    assert ours(text, when=LATER).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Im April hatten wir Ihnen 12,50 EUR/Stk. angeboten, jetzt können wir 11,80 EUR/Stk. anbieten.",
        "Leider hatten wir Ihnen einen falschen Preis genannt, richtig ist 7,40 EUR/Stk. ab Werk.",
        "Wir hatten Ihnen ein Muster geschickt. Das Teil kostet 7,40 EUR/Stk. ab Werk.",
        "USD 3.50/pc is no longer valid; new price USD 3.80/pc FOB Ningbo.",
        "之前报的3.5元已经失效，现在3.8元/个。",
        "2月报给您的14,300元/吨，现在可以做到13,900元/吨。",
        "给您报的阀门1240元，含税含运费。",
        "2月报价：树脂14,300元/吨，含税出厂。",
    ],
)
def test_the_price_that_holds_now_is_a_quote(text: str) -> None:
    assert ours(text, when=LATER).kind is Kind.QUOTE
