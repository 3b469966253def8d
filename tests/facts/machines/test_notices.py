"""A service's notice without any header is no person's mail; a person's answer above the same words stays one."""

import pytest

from assistant.model import Kind
from tests.given.parties import BECK
from tests.given.understood import QUOTED, received

NOTICES = {
    "en": "Your certificate in our vendor list expires on 3 May.\nThis message was generated automatically.",
    "en, no answer": "Your slot at dock 4 is booked.\nPlease do not reply to this message.",
    "de": "Ihr Zugang läuft in 30 Tagen ab.\nDiese Nachricht wurde automatisch erstellt.",
    "es": "Su documento fue recibido en el portal.\nNo responda a este mensaje.",
    "pt": "O seu registo foi atualizado.\nEsta mensagem foi gerada automaticamente.",
    "fr": "Votre fiche fournisseur est à jour.\nMerci de ne pas répondre à ce message.",
    "it": "Il documento caricato scade a maggio.\nMessaggio generato automaticamente dal sistema.",
    "ru": "Ваша заявка опубликована.\nЭто автоматическое сообщение, отвечать не нужно.",
    "tr": "Belgeniz onaylandı.\nBu mesaj otomatik olarak gönderilmiştir.",
    "pl": "Dokument został przyjęty.\nWiadomość wygenerowana automatycznie, prosimy nie odpowiadać.",
    "zh": "您的快件已由前台签收。\n此邮件由系统发出，请勿回复。",
    "ja": "ご登録の内容が更新されました。\n本メールは送信専用です。",
    "ko": "등록하신 서류가 접수되었습니다.\n본 메일은 발신 전용입니다.",
    "vi": "Hồ sơ của bạn đã được cập nhật.\nĐây là email tự động, vui lòng không trả lời email này.",
    "id": "Dokumen Anda sudah diterima.\nEmail ini dikirim otomatis oleh sistem, mohon tidak membalas email ini.",
    "ar": "تم تحديث ملفكم في البوابة.\nهذه رسالة آلية، يرجى عدم الرد على هذه الرسالة.",
    "signing": "Nora Falk sent you a document to review and sign.\nREVIEW DOCUMENT\nDo not share this email.",
    "payment": "Falk AB sent you 900.00 EUR.\nThe money is in your account.\nThis mailbox is not monitored.",
    "chamber": "Değerli üyelerimiz, toplantı 4 Mayıs'ta.\nE-bülten listesinden çıkmak için tıklayınız.",
}


def kind_of(text: str, sender: str = "Portal <info@portal-demo.eu>") -> Kind:
    return received(text, sender, "Notice", first=True).kind


@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES.keys())
def test_a_notice_that_says_a_machine_sent_it_is_nobodys_mail(text: str) -> None:
    assert kind_of(text) is Kind.BULK


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We went with a local maker, thanks.\n\nThis message was generated automatically.", Kind.REFUSAL),
        ("We take 500 pcs, please send the proforma.\n\nPlease do not reply to this message.", Kind.ORDER),
        ("已经找到别的供应商了，不用再报价了。\n\n本邮件为系统自动发送，请勿直接回复", Kind.REFUSAL),
        ("多谢，收到。\n\n本邮件为系统自动发送，请勿直接回复", Kind.REPLY),
    ],
)
def test_an_answer_to_our_mail_stays_what_it_says_above_such_a_footer(text: str, kind: Kind) -> None:
    assert received(text + QUOTED, BECK).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Please quote 500 pcs LED panel FOB Ningbo.\n\nThis message was generated automatically.",
        "Please do not reply to this address, write to my new address karin@beck-neu.de. Which colours do you have?",
        "The counter on the label is generated automatically, please tell us how it is set.",
        "My colleague sent you a document to sign last week. Did it arrive?",
    ],
)
def test_a_person_who_speaks_of_machines_is_none(text: str) -> None:
    assert kind_of(text, sender=BECK) is not Kind.BULK
