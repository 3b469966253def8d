"""The language of a few words."""

import pytest

from assistant.facts.language import is_read, is_strange, language_of


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tak, vi har valgt en anden.", "da"),
        ("Tak, modtaget.", "da"),
        ("Nei takk, ikke i år.", "no"),
        ("Tack, men vi köpte redan.", "sv"),
        ("Te duur voor ons.", "nl"),
        ("Kiitos, mutta emme tarvitse.", "fi"),
        ("Nemáme zájem.", "cs"),
        ("Sajnos túl drága.", "hu"),
        ("Nažalost, preskupo.", "hr"),
        ("Gràcies, però és massa car.", "ca"),
        ("Хвала, узели смо другог добављача.", "sr"),
        ("Благодарам, цената ни е висока.", "mk"),
        ("Благодаря, избрахме друга фирма.", "bg"),
        ("На жаль, задорого для нас.", "uk"),
        ("Дзякуй, мы ўжо купілі.", "be"),
        ("Salam, qiymət bizim üçün yüksəkdir.", "az"),
    ],
)
def test_a_short_answer_in_a_language_that_is_not_read_is_taken_for_none_that_is(text: str, code: str) -> None:
    assert (language_of(text), is_strange(text)) == (code, True)


@pytest.mark.parametrize("text", ["Mteja amechagua nafuu zaidi.", "þeir fóru annað svona"])
def test_words_of_no_language_that_is_read_are_strange_whatever_they_resemble(text: str) -> None:
    assert (language_of(text), is_strange(text)) == (None, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ok gracias", "es"), ("Recibido, saludos", "es"), ("Muy caro", "es"), ("ok obrigado", "pt"),
        ("Muito caro", "pt"), ("merci", "fr"), ("Bien noté", "fr"), ("Trop cher", "fr"), ("Danke, passt", "de"),
        ("Zu teuer.", "de"), ("Kein Bedarf", "de"), ("Grazie mille", "it"), ("Ricevuto", "it"), ("Troppo caro", "it"),
        ("Tamam", "tr"), ("Çok pahalı", "tr"), ("Dzięki", "pl"), ("Za drogo", "pl"), ("Mắc quá", "vi"),
        ("Baik pak", "id"), ("ok makasih", "id"), ("Спасибо!", "ru"), ("Спасибо, Андрій", "ru"), ("Дорого", "ru"),
        ("شكرا", "ar"), ("了解しました", "ja"), ("감사합니다", "ko"), ("收到", "zh"),
        ("ok thx", "en"), ("Too expensive", "en"), ("Noted, Jason Lee", "en"),
        ("ETA Ho Chi Minh 4/5. Tks", "en"), ("Carton 5 ply. Logo print 2 col. Tks", "en"),
        ("Sipariş formunuzu yarın imzalayıp yollarız.", "tr"),
        ("Vielen Dank Frau Lin", "de"), ("Grazie Anna De Luca", "it"),
    ],
)  # fmt: skip
def test_an_answer_of_few_words_is_no_stranger_in_the_languages_that_are_read(text: str, code: str) -> None:
    assert (language_of(text), is_strange(text)) == (code, False)


def test_one_unknown_word_is_strange_only_from_where_no_language_that_is_read_is_spoken() -> None:
    assert is_strange("ok kuitattu", lambda: "fi")
    assert not is_strange("ok kuitattu", lambda: "en")
    assert not is_strange("Ok, thanks!", lambda: "fi")
    assert not is_strange("BL-2031", lambda: "fi")
