"""Where a mail ends and its signature begins; what is said is never taken for one."""

import pytest

from assistant.facts.parsing.body import split


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        ("Saludos Lin,", "El pedido lo dimos a otra fábrica."),
        ("Obrigado,", "fechámos com outra fábrica."),
        ("Obrigado", "fechámos com outra fábrica"),
        ("Merci,", "nous avons pris les lampes ailleurs."),
        ("Saluti Lin,", "le lampade le abbiamo prese altrove."),
        ("Viele Grüße vorab,", "wir haben die Lampen schon woanders genommen."),
        ("Selamlar Lin Bey,", "lambaları başka yerden aldık."),
        ("Salam sejahtera,", "Lampunya sudah kami beli di tempat lain."),
        ("Salam hangat,", "Lampunya sudah kami beli di tempat lain"),
        ("Спасибо,", "лампы мы уже взяли в другом месте."),
        ("Dziękuję,", "lampy wzięliśmy już gdzie indziej."),
        ("谢谢", "灯我们已经在别处买了"),
        ("ありがとうございます。よろしくお願いします", "今回は他社に決めました"),
        ("감사합니다", "이번에는 다른 곳에서 샀습니다"),
        ("Cảm ơn", "Đèn thì bên em mua chỗ khác rồi"),
        ("شكراً", "اشترينا المصابيح من مكان آخر"),
        ("Hello Lin,\n\nThanks.", "We took the lamps from somebody else."),
        ("Yth. Pak Lin,\n\nSalam sejahtera,", "Kami sudah beli lampu dari toko lain."),
    ],
)
@pytest.mark.parametrize("name", ["Ana", "Ana Ruiz\nRuiz S.A.\nTel. +34 600 111 222"])
def test_a_greeting_that_could_end_a_mail_ends_none(greeting: str, said: str, name: str) -> None:
    assert said in split(f"{greeting}\n\n{said}\n\n{name}").new_text


@pytest.mark.parametrize(
    "said",
    [
        "wir bestellen 40 Leuchten.",
        "Leider haben wir die 40 Leuchten woanders bestellt",
        "die Bestellung Nr. 812 wird storniert.",
        "queremos 200 metros de tela azul.",
        "Please tell me what 60 lamps cost",
        "We booked 60 rooms in the hotel: no lamps now.",
        "I took the 60 lamps by e-mail.",
        "The 60 lamps came from www.leuchten.example already, sorry.",
        "We pay +20 000 000 for the whole lot",
        "please put the 2 drawings in the mail.",
        "Bitte an ana@leuchten.example 2 Muster",
        "our 3 lines: tel is broken, we cancel the lamps",
    ],
)
def test_a_last_paragraph_is_text_though_letters_or_numbers_in_it_look_like_a_telephone(said: str) -> None:
    assert said in split(f"Hallo Herr Lin,\n\n{said}\n\nA. Ruiz").new_text


@pytest.mark.parametrize(
    "text",
    [
        "200 Bremen\n180 Kiel\n-------\n380 in all\n\nPlease send the papers.",
        "200 Bremen\n180 Kiel\n_______\n380 in all\n\nPlease send the papers.\n\nAna",
        "Our list:\n--\nLamp A 40 pcs\n--\nLamp B 20 pcs\n\nPlease quote.",
        "3 sets A\n--\n2 sets B\n\nPlease quote.",
        "Lamp A 3.20\n-----------\nLamp B 4.10\n-----------\nWe take both.",
    ],
)
def test_a_rule_above_a_sum_or_between_things_cuts_nothing(text: str) -> None:
    assert split(text).new_text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Yes.\n\nBest regards / Med venlig hilsen\n\nJens Holm\nHolm A/S\nTlf. 33 00 00 00", "Jens Holm"),
        ("Yes.\n\nKind regards, Mit freundlichen Grüßen\nJens Holm\nHolm GmbH", "Jens Holm"),
        ("Yes.\n\nSaludos cordiales | Best regards\n\nAna Ruiz\nRuiz S.A.\nMóvil: 600 111 222", "Ana Ruiz"),
        ("We take 40.\n\n-----------------\nJens Holm\nHolm A/S\n+45 33 00 00 00", "Jens Holm"),
        ("We take 40.\n--\nJens Holm\nWe bring you the light.", "Jens Holm"),
        ("Go on, please.\n\nAna Ruiz\nBuyer\nTEL0755-12345678 FAX0755-12345679", "Ana Ruiz"),
        ("Go on, please.\n\nAna Ruiz\nBuyer\n(713) 853-5849\n(713) 646-2551 Fax", "Ana Ruiz"),
        ("Thanks,\n\nAna Ruiz\nRuiz S.A.\nTel. +34 600 111 222", "Ana Ruiz"),
    ],
)
def test_a_signature_begins_below_the_closing_the_rule_or_with_the_numbers(text: str, left: str) -> None:
    found = split(text)

    assert left not in found.new_text
    assert left in (found.signature or "")


def test_a_signature_may_stand_in_one_line() -> None:
    found = split("Please pop two in the post.\n\nAna Ruiz / Ruiz Bolsos, Calle Mayor 14, 28001 Madrid", "Ana Ruiz")

    assert found.new_text == "Please pop two in the post."
