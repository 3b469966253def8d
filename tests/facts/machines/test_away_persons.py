"""Who tells us himself that he is away and looks at it afterwards is a person; an absence note is a machine's."""

import pytest

from assistant.model import Facts, Kind
from tests.given.parties import KELLER
from tests.given.understood import QUOTED, received


def answer(text: str, *, quotes: bool = True, sender: str = KELLER) -> Facts:
    return received(text + (QUOTED if quotes else ""), sender)


def named(facts: Facts) -> str | None:
    return next((signal.value for signal in facts.signals if signal.name == "named_date"), None)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you. I am on a business trip until 20 March and study the offer when I am back.",
        "Danke für das Angebot. Bis zum 20. März bin ich im Urlaub, nach meiner Rückkehr sehe ich es mir an.",
        "Gracias. Hasta el 20 de marzo estoy fuera, lo vemos a la vuelta.",
        "Obrigado. Estou em viagem até 20 de março, analiso a proposta quando voltar.",
        "Merci bien. Je suis en congés jusqu'au 20 mars, je l'étudie à mon retour.",
        "Grazie. Sono in viaggio fino al 20 marzo, la valuto al mio rientro.",
        "Спасибо. Я в командировке до 20 марта, рассмотрю по возвращении.",
        "شكرا. أنا في إجازة حتى 20 مارس وسأدرس العرض بعد عودتي.",
        "Teşekkürler. 20 Mart'a kadar izindeyim, dönüşte incelerim.",
        "Dziękuję. Do 20 marca jestem na urlopie, przejrzę ofertę po powrocie.",
        "Cảm ơn. Tôi đi công tác đến hết ngày 20/3, khi về sẽ xem báo giá.",
        "Terima kasih. Saya cuti sampai 20 Maret, setelah kembali saya pelajari penawarannya.",
        "谢谢，我出差到3月20号，回来后再看。",
        "ありがとうございます。3月20日まで出張のため、戻り次第検討いたします。",
        "감사합니다. 3월 20일까지 출장이라 돌아와서 검토하겠습니다.",
    ],
)
def test_who_looks_at_it_after_his_leave_puts_it_off_until_then(text: str) -> None:
    facts = answer(text)

    assert (facts.kind, named(facts)) == (Kind.HOLDING_REPLY, "2026-03-20")


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office until 20 March. I will reply when I am back.",
        "Ich bin bis 20. März im Urlaub und ab 23. März wieder erreichbar.",
        "Estoy de vacaciones hasta el 20 de marzo. Regreso el 23 de marzo.",
        "Je suis en congés jusqu'au 20 mars, de retour le 23 mars.",
    ],
)
def test_a_note_of_absence_without_our_mail_below_it_is_a_machine_s(text: str) -> None:
    assert answer(text, quotes=False).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the offer, we resume this subject in June.",
        "Danke, das Thema kommt im Juni wieder auf den Tisch.",
        "Gracias por la oferta. Retomamos el tema en junio.",
        "Obrigado pela proposta. Retomaremos o assunto em junho.",
        "Merci pour l'offre, nous reprendrons le dossier en juin.",
        "Grazie dell'offerta, ne riparleremo a giugno.",
        "Спасибо за предложение, вернёмся к вопросу в июне.",
        "شكرا على العرض. سنعود للموضوع في يونيو.",
        "Teklif için teşekkürler, konuyu haziranda tekrar ele alacağız.",
        "Dziękuję za ofertę, do tematu wrócimy w czerwcu.",
        "Bedankt voor de offerte, in juni komen wij erop terug.",
        "Tack för offerten, vi återkommer i juni.",
        "Tak for tilbuddet, vi vender tilbage i juni.",
        "Děkujeme za nabídku, v červnu se ozveme.",
    ],
)
def test_taking_the_matter_up_again_in_june_puts_it_off_until_june(text: str) -> None:
    facts = answer(text)

    assert (facts.kind, named(facts)) == (Kind.HOLDING_REPLY, "2026-06-01")


def test_then_means_the_time_of_the_sentence_before() -> None:
    assert named(answer("The project starts in autumn. We will come back to you then.")) == "2026-09-01"


@pytest.mark.parametrize(("sender", "day"), [("ion@surub.ro", "2026-04-14"), ("ann@bolts.co.uk", "2026-04-07")])
def test_easter_is_that_of_the_country_of_the_address(sender: str, day: str) -> None:
    assert named(answer("We will come back to you after Easter.", sender=sender)) == day


def test_easter_is_that_of_the_country_in_the_signature() -> None:
    text = "We will come back to you after Easter.\n\nBest regards\nNikos Pappas\nTel +30 21 0123 4567"

    assert named(answer(text, sender="nikos@vides.com")) == "2026-04-14"
