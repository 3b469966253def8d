"""A proforma wanted before any offer asks for the price; ours in answer to it is a quote. After an offer it orders."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours, theirs

BEFORE = [
    "We must ask our committee for the budget of a new hall. Please issue a proforma invoice for 40 panels 60x60.",
    "Please send us a pro forma invoice for 500 panels, we need it for the import licence.",
    "Kindly prepare PI for 2 x 40HQ of panels for our bank loan.",
    "Para solicitar el presupuesto del año que viene necesitamos una factura proforma de 300 paneles.",
    "Por favor emitan una proforma por 200 paneles para la licencia de importación.",
    "Precisamos de uma fatura proforma de 300 painéis para pedir a verba à direção.",
    "Merci d'établir une facture proforma pour 300 panneaux, c'est pour notre demande de financement.",
    "Veuillez nous envoyer une proforma de 300 panneaux pour la banque.",
    "Für unseren Budgetantrag benötigen wir eine Proforma über 300 Panels.",
    "Ci serve una fattura proforma per 300 pannelli da presentare al consiglio per il budget.",
    "Для согласования бюджета просим выставить проформу на 300 панелей.",
    "نحتاج فاتورة مبدئية لعدد 300 لوحة لاعتماد الميزانية.",
    "Bütçe onayı için 300 panel için proforma fatura rica ederiz.",
    "Proszę o proformę na 300 paneli do wniosku o dofinansowanie.",
    "Vui lòng gửi proforma 300 đèn panel để xin ngân sách.",
    "Mohon dibuatkan proforma invoice 300 panel untuk pengajuan anggaran.",
    "我们要申请预算，请做一份 300 盏面板灯的形式发票。",
    "予算申請のため、パネル300枚のプロフォーマインボイスをお願いします。",
    "예산 신청을 위해 패널 300개 견적송장을 보내 주세요.",
]
ORDERS = [
    "Deal. Please send the proforma for 500 panels.",
    "We accept your offer, please issue the PI for our bank.",
    "Please send the proforma for 500 pcs at USD 12.40/pc, we need it for the import licence.",
    "Please issue the proforma for 500 panels, we apply for the import licence this week.",
    "Por favor emitan la proforma por 200 paneles, es para la licencia de importación.",
    "我们同意这个价格，请做一份形式发票，我们要申请进口许可证。",
]
HEAD = "On Mon, Mar 9, 2026 at 9:00 AM {} wrote:\n\n> "
OURS = HEAD.format("Lin Wei <lin@brightline.example>")
THEIRS = HEAD.format("Anna Keller <a.keller@keller.example>")


@pytest.mark.parametrize("text", BEFORE)
def test_a_proforma_for_a_budget_a_licence_or_a_bank_is_an_inquiry_before_any_offer(text: str) -> None:
    assert theirs(text, first=True).kind is Kind.INQUIRY
    assert theirs(text, quoted=f"{OURS}Thank you for your mail. Where are you located?").kind is Kind.INQUIRY


@pytest.mark.parametrize("text", ORDERS)
def test_after_an_offer_the_same_wish_is_an_order(text: str) -> None:
    assert theirs(text, quoted=f"{OURS}Panel 60x60: USD 12.40/pc FOB Ningbo.").kind is Kind.ORDER
    assert theirs(text).kind is Kind.ORDER


def test_an_offer_that_went_as_a_file_is_an_offer() -> None:
    assert theirs(ORDERS[3], quoted=f"{OURS}Please find attached our quotation.").kind is Kind.ORDER


@pytest.mark.parametrize("text", BEFORE[:2])
def test_our_proforma_for_their_budget_is_a_quote(text: str) -> None:
    facts = ours(
        "Dear Anna, please find attached the proforma invoice as requested.",
        files=("Proforma BL-4711.pdf",),
        quoted=THEIRS + text,
    )

    assert facts.kind is Kind.QUOTE
    assert facts.signal("order_notice") is None


def test_our_proforma_for_their_order_is_none() -> None:
    facts = ours(
        "Dear Anna, please find attached the proforma invoice as requested.",
        files=("Proforma BL-4711.pdf",),
        quoted=f"{THEIRS}We take 500 panels. Please send the proforma.",
    )

    assert facts.kind is Kind.REPLY
    assert facts.signal("order_notice") is not None
