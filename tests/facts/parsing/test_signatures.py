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


@pytest.mark.parametrize(
    "added",
    [
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.",
        "Von meinem Samsung Galaxy Smartphone gesendet.",
        "Outlook für iOS beziehen",
        "Envoyé depuis mon smartphone Samsung Galaxy.",
        "Enviado desde Yahoo Mail para iPhone",
        "Enviado do meu iPhone",
        "Inviato da Libero Mail per Android",
        "Отправлено из мобильной Почты Mail.ru",
        "أُرسلت من الـ iPhone",
        "iPhone'umdan gönderildi",
        "iOS için Outlook'u edinin",
        "Wysłane z mojego smartfonu Samsung Galaxy.",
        "iPhoneから送信",
        "네이버 앱에서 보낸 메일입니다.",
        "나의 Galaxy에서 보냄",
        "Đã gửi từ iPhone của tôi",
        "Dikirim dari Yahoo Mail di Android",
        "发自我的小米手机",
        "来自 网易邮箱大师",
        "從我的 iPhone 傳送",
    ],
)
def test_what_a_telephone_adds_below_a_mail_is_no_word_of_the_writer(added: str) -> None:
    found = split(f"Ok, 300.\n\n{added}")

    assert (found.new_text, found.signature) == ("Ok, 300.", added)


@pytest.mark.parametrize(
    "said",
    [
        "Sent via courier on Monday, number 88120.",
        "Von meinem Chef kam leider ein Nein.",
        "Enviado de nuestra bodega el lunes.",
        "Отправлено со склада вчера.",
        "私の上司が断りました。",
        "내 상사가 거절했습니다.",
        "Este mensaje es nuestro pedido de 40 lámparas.",
        "Ce message vaut commande de 40 lampes.",
        "Diese E-Mail gilt als Bestellung von 40 Leuchten.",
        "Esta mensagem confirma a compra de 40 lâmpadas.",
        "Questo messaggio vale come ordine di 40 lampade.",
        "Bu mesaj 40 lambanın siparişidir.",
        "Ta wiadomość to zamówienie 40 lamp.",
        "Это сообщение - заказ на 40 ламп.",
        "本邮件确认订购40盏灯。",
        "このメールでランプ40個を注文します。",
        "이 메일로 램프 40개를 주문합니다.",
        "Thư này xác nhận đặt 40 đèn.",
        "Email ini adalah pesanan 40 lampu.",
        "هذه الرسالة طلب 40 مصباحا.",
    ],
)
def test_who_speaks_of_his_mail_or_of_what_he_sent_is_heard_to_the_end(said: str) -> None:
    assert said in split(f"Hello Lin,\n\n{said}\n\nAna").new_text
