"""Which of our own mails offer a price, and what else they say."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours, received

QUOTES = [
    "Panel 60x60, 40 W: USD 12.40/pc FOB Ningbo, MOQ 500, valid 30 days.",
    "We can do 11.90 USD each if you take a full container.",
    "Our best price for BL-2031 is EUR 8.20 per piece, DAP Hamburg.",
    "12.5 usd fob shanghai",
    "Das Panel kostet 12,40 € pro Stück, Lieferzeit 4 Wochen.",
    "El panel le queda en USD 12,40 la pieza, FOB Ningbo.",
    "O painel sai por US$ 12,40 a peça, FOB Ningbo.",
    "Le panneau est à 12,40 € la pièce, délai 4 semaines.",
    "Il pannello viene 12,40 € cad., resa FCA Ningbo.",
    "Панель 40 Вт: цена 12,40 доллара за штуку, FOB Нинбо.",
    "سعر اللوحة 12.40 دولار للقطعة، FOB نينغبو.",
    "Panelin birim fiyatı 12,40 USD, teslim süresi 30 gün.",
    "Panel kosztuje 12,40 EUR/szt., termin 30 dni.",
    "パネルの単価は1,200円です。納期は30日です。",
    "패널 단가는 12.4달러입니다 (FOB 닝보).",
    "Đèn panel giá 12,40 USD/cái, FOB Ninh Ba.",
    "Harga panel USD 12,40 per pcs, FOB Ningbo.",
    "面板灯单价85元，含税，500个起订。",
    "面板燈一個美金12.4元，FOB寧波。",
]
REPLIES = [
    "Did you have a chance to look at our quotation?",
    "We will send you our quotation by Friday.",
    "Thank you for your order PO 4711. Total USD 6,200.00, ships on 20 March.",
    "The balance of USD 4,340 is due before shipment.",
    "Please find our new catalogue attached.",
    "Sea freight is USD 3,200 per 40HQ this week, better wait until April.",
    "We will credit EUR 120 on your next invoice.",
    "All prices go up by 3 % from 1 June.",
    "The customs value of the samples is 5 USD.",
    "Haben Sie unser Angebot erhalten?",
    "Vielen Dank für Ihre Bestellung, die Auftragsbestätigung folgt.",
    "¿Pudo revisar nuestra oferta?",
    "Avez-vous reçu notre offre ?",
    "Удалось посмотреть наше предложение?",
    "Teklifimizi inceleyebildiniz mi?",
    "报价您看了吗？",
    "尾款12,000元请尽快安排。",
    "お見積りはご確認いただけましたでしょうか。",
]


@pytest.mark.parametrize("text", QUOTES)
def test_a_price_for_named_goods_is_a_quote(text: str) -> None:
    facts = ours(text)

    assert facts.kind is Kind.QUOTE
    assert facts.amounts


@pytest.mark.parametrize("text", REPLIES)
def test_sums_and_offers_that_are_only_mentioned_are_no_quote(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


def test_a_quote_may_stand_in_the_attachment_alone() -> None:
    assert ours("Dear Anna, please see attached.", files=("Quotation BL-2031.pdf",)).kind is Kind.QUOTE
    assert ours("您好，请查收附件。", files=("报价单-0310.xlsx",)).kind is Kind.QUOTE
    assert ours("Dear Anna, please see attached.", files=("Catalogue 2026.pdf",)).kind is Kind.REPLY


def test_a_proforma_is_a_quote_before_the_order_and_a_paper_after_it() -> None:
    assert ours("Enclosed our PI, please check.", files=("PI-0310.pdf",)).kind is Kind.QUOTE
    assert ours("Thank you for your order! Proforma attached.", files=("PI-0310.pdf",)).kind is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The samples were sent by DHL today, tracking 123.", "sample_sent"),
        ("Muster sind heute verschickt worden.", "sample_sent"),
        ("样品今天已寄出，顺丰单号123。", "sample_sent"),
        ("We will send the drawings on Friday.", "commitment_of_ours"),
        ("Please find attached our catalogue.", "catalogue_sent"),
        ("Thank you for your order, production starts today.", "order_notice"),
        ("As discussed on the phone, we keep the old colour.", "spoken_answer"),
        ("Which colour do you need?", "question"),
    ],
)
def test_our_own_mail_carries_signals(text: str, name: str) -> None:
    assert ours(text).signal(name) is not None


def test_an_answer_known_only_as_history_is_seen_with_its_time() -> None:
    history = "On Mon, 9 Mar 2026 at 14:05, Anna Keller <a.keller@keller.example> wrote:\n> please wait till April"

    signal = ours("Thanks Anna, noted.", quoted=history).signal("quoted_answer")

    assert signal is not None
    assert signal.value is not None
    assert signal.value.startswith("2026-03-09T14:05")


def test_our_own_earlier_mail_below_is_no_answer() -> None:
    history = "On Mon, 9 Mar 2026 at 14:05, Lin Wei <lin@brightline.example> wrote:\n> USD 3.85/pc"

    assert ours("Any news?", quoted=history).signal("quoted_answer") is None


@pytest.mark.parametrize(
    "terms",
    [
        "Payment: 30% deposit, balance before shipment\n\nThe price is valid for 60 days.",
        "Payment: 30% deposit, the balance is due before shipment",
        "Terms: 30 % T/T in advance, balance due against copy of B/L",
    ],
)
def test_the_terms_of_payment_of_a_quote_are_no_running_order(terms: str) -> None:
    facts = ours(f"Dear Anna,\n\nwe are pleased to quote:\n\nLED panel: USD 7.85 per piece, FOB Ningbo\n{terms}\n")

    assert facts.kind is Kind.QUOTE
    assert facts.signal("order_notice") is None


def test_a_balance_that_is_asked_for_is_one() -> None:
    assert ours("The balance of USD 4,340 is due before shipment.").signal("order_notice") is not None
    assert ours("Goods are ready. Please arrange the balance USD 12,400.").signal("order_notice") is not None


def test_a_mail_among_us_tells_whose_answer_it_hands_on() -> None:
    below = "From: Anna Keller <a.keller@keller.example>\nSent: Monday, 9 March 2026 14:05\nTo: Amy\n\nNo, thanks."
    facts = received(f"Lin, for you.\n\n{below}\n", "Amy <amy@brightline.example>", "FW: Lamps", first=True)
    signal = facts.signal("quoted_answer")

    assert facts.kind is Kind.INTERNAL
    assert signal is not None
    assert signal.value is not None
    assert signal.value.startswith("2026-03-09T14:05")
