"""The language of a few words."""

import pytest

from assistant.facts.language import is_read, language_of


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
        ("Bedankt voor uw offerte, wij komen er volgende week op terug.", "nl"),
        ("Gelieve ons geen mails meer te sturen.", "nl"),
        ("Tack för offerten, vi återkommer nästa vecka.", "sv"),
        ("Tak for tilbuddet, vi vender tilbage i næste uge.", "da"),
        ("Vi har dessverre ikke behov for dette nå.", "no"),
        ("Kiitos tarjouksesta, palaamme asiaan ensi viikolla.", "fi"),
        ("Už nám prosím nepište.", "cs"),
        ("Ďakujeme za ponuku, ozveme sa budúci týždeň.", "sk"),
        ("Vă rugăm să nu ne mai trimiteți e-mailuri.", "ro"),
        ("Kérem, ne küldjenek több e-mailt.", "hu"),
        ("Molimo vas da nam više ne šaljete poruke.", "hr"),
        ("Дякуємо за пропозицію, повернемося наступного тижня.", "uk"),
        ("Моля, не ни пишете повече, ще купим от друга фирма.", "bg"),
        ("Хвала на понуди, јавићемо се следеће недеље.", "sr"),
        ("Ευχαριστούμε για την προσφορά, θα επανέλθουμε.", "el"),
        ("תודה על ההצעה, נחזור אליכם בשבוע הבא", "he"),
        ("از پیشنهاد شما متشکریم، هفته آینده با شما تماس می‌گیریم", "fa"),
        ("Ok, thanks Jan. We discuss it with our team in Utrecht.", "en"),
        ("Hallo Frau Lin, die Preise sind in Ordnung, wir melden uns nach der Messe.", "de"),
        ("", None),
        ("12345 !!!", None),
    ],
)
def test_language_is_told_from_one_sentence(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_language_without_phrases_is_named_and_not_read() -> None:
    assert [is_read(code) for code in ("en", "vi", None, "nl", "el")] == [True, True, True, False, False]
