"""The language of a few words."""

import pytest

from assistant.facts.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thanks, we will look at it next week.", "en"),
        ("Vielen Dank für das Angebot, wir melden uns.", "de"),
        ("Gracias por la oferta, la revisamos esta semana.", "es"),
        ("Obrigado pela proposta, vamos analisar.", "pt"),
        ("Merci pour votre offre, nous revenons vers vous.", "fr"),
        ("Grazie per l'offerta, vi faremo sapere.", "it"),
        ("Спасибо, получили.", "ru"),
        ("شكراً لكم على العرض", "ar"),
        ("Teklifiniz için teşekkürler, size dönüş yapacağız.", "tr"),
        ("Dziękuję za ofertę, odezwę się jutro.", "pl"),
        ("見積ありがとうございます。", "ja"),
        ("견적 감사합니다.", "ko"),
        ("Cảm ơn anh, em đã nhận được báo giá.", "vi"),
        ("Terima kasih atas penawarannya, kami pelajari dulu.", "id"),
        ("收到报价，谢谢。", "zh"),
        ("價格OK，麻煩寄BL-2031樣品", "zh"),
        ("", None),
        ("12345 !!!", None),
    ],
)
def test_language_is_told_from_one_sentence(text: str, code: str | None) -> None:
    assert language_of(text) == code
