"""New text, history and signature of mails as clients write them."""

import pytest

from assistant.facts.parsing.body import split
from assistant.facts.parsing.read import read
from tests.given.corpus import CORPUS


@pytest.mark.parametrize(
    ("name", "new_text"),
    [
        ("split-gmail-en", "Thanks, the 40 W version fits. We discuss it on Monday."),
        (
            "split-outlook-de",
            "Guten Tag Herr Lin,\n\nder Preis passt, bitte noch die Lieferzeit.\n\nMit freundlichen Grüßen",
        ),
        ("split-163-zh", "林先生，样品收到了，质量不错。"),
        ("split-qq-zh", "可以，先发两个。"),
        ("split-inline", "Hello Lin,\n\n4000 K.\n\n600 pieces, maybe 800.\n\nAna"),
        ("split-bottom", "Too high for us, we pay 10.20 today."),
        ("split-forward", "Can you offer items 3 and 4?"),
        ("split-notes", "Fine with me."),
        ("split-mobile-fr", "Oui pour 200 pièces."),
        ("split-ru-mailru", "Добрый день! Цена устраивает."),
        ("split-ja", "承知いたしました。来週ご連絡いたします。"),
        ("split-signature", "Please send the test report.\n\nBest regards,"),
        ("split-name-only", "We keep the old price until March.\n\nThanks\nAna"),
        (
            "split-marked-answers",
            "Answers below.\n\nIs the driver included?\n>> yes, Lifud\nPrice for 1000?\n>> USD 10.90",
        ),
        ("split-html-gmail", "Go ahead with two samples."),
        ("internal-colleague", "Lin, stack-up ok. Do not promise 8 days."),
    ],
)
def test_new_text_is_what_the_writer_wrote_now(name: str, new_text: str) -> None:
    assert read((CORPUS / f"{name}.eml").read_bytes()).new_text == new_text


def test_history_is_kept_apart_and_known() -> None:
    message = read((CORPUS / "split-outlook-de.eml").read_bytes())

    assert message.quoted.startswith("Von: Lin Wei")
    assert message.signature == "Jörg Ahrens\nEinkauf\nTel. +49 30 0000000"


def test_cells_of_a_price_table_stay_apart_and_outlooks_reply_header_ends_the_new_text() -> None:
    message = read((CORPUS / "split-html-outlook.eml").read_bytes())

    assert "500 pcs\tUSD 4.10\n1000 pcs\tUSD 3.85" in message.new_text
    assert "9.99" not in message.new_text
    assert message.has_price_table


@pytest.mark.parametrize(
    "text",
    [
        "Please see below.\nFrom: our side everything is fine.",
        "On Monday I wrote: the price is ok.",
        "Thanks for the update, we wait for the samples.\n\nThe second point: who pays the freight?",
        "Our terms:\n- 30 days net\n- FOB Ningbo\n\nTo: be discussed next week.",
        "Many thanks\n\nI forgot one thing: the boxes must carry our logo, as last time.",
    ],
)
def test_a_text_that_only_looks_like_history_stays_whole(text: str) -> None:
    assert split(text).new_text == text


@pytest.mark.parametrize(
    "heading",
    [
        "W dniu 09.02.2026 o 16:12, Lin Wei pisze:",
        "El lun, 9 feb 2026 a las 16:12, Lin Wei (<lin@brightline.example>) escribió:",
        "Em seg., 9 de fev. de 2026 às 16:12, Lin Wei <lin@brightline.example> escreveu:",
        "Il giorno lun 9 feb 2026 alle ore 16:12 Lin Wei <lin@brightline.example> ha scritto:",
        "Lin Wei <lin@brightline.example>, 9 Şub 2026 Pzt, 16:12 tarihinde şunu yazdı:",
        "Op ma 9 feb. 2026 om 16:12 schreef Lin Wei <lin@brightline.example>:",
        "2026년 2월 9일 (월) 오후 4:12, Lin Wei <lin@brightline.example>님이 작성:",
        "Vào Th 2, 9 thg 2, 2026 vào lúc 16:12 Lin Wei <lin@brightline.example> đã viết:",
        "Pada Sen, 9 Feb 2026 pukul 16.12 Lin Wei <lin@brightline.example> menulis:",
        "---- On Mon, 09 Feb 2026 16:12:00 +0800 Lin Wei <lin@brightline.example> wrote ----",
        "-----Mensaje original-----",
        "---------- Пересылаемое сообщение ----------",
        "________________________________\nDa: Lin Wei\nInviato: lunedì 9 febbraio 2026\nA: Ana\nOggetto: x",
        "Kimden: Lin Wei\nGönderildi: 9 Şubat 2026\nKime: Ana\nKonu: x",
        "差出人: Lin Wei\n送信日時: 2026年2月9日 16:12\n宛先: Ana\n件名: x",
        "من: Lin Wei\nتم الإرسال: 9 فبراير 2026\nإلى: Ana\nالموضوع: x",
        "\u202bבתאריך יום ב׳, 9 בפבר׳ 2026 ב-16:12 מאת \u202aLin Wei\u202c\u200f\n<lin@brightline.example>:\u202c",
        "در تاریخ دوشنبه ۹ فوریهٔ ۲۰۲۶، ۱۶:۱۲ Lin Wei\n<lin@brightline.example> نوشت:",
        "V V pon., 9. feb. 2026 ob 16:12 je oseba Lin Wei\n<lin@brightline.example> napisala:",
        '----------------\nКому: Ana (ana@lux.example);\nТема: x;\n09.02.2026, 16:12, "Lin" <lin@brightline.example>:',
        "---- Replied Message ----\n| From | Lin Wei<lin@brightline.example> |\n| Date | 02/09/2026 16:12 |",
        '------------------&nbsp;Original&nbsp;------------------\nFrom: "Lin" <lin@brightline.example>;',
        "----- Mail original -----\nDe: Lin Wei\nÀ: Ana",
        "-------- 원본 이메일 --------",
        "---------[ 받은 메일 내용 ]----------\n제목 : x\n보낸이 : Lin Wei",
        "---Lin Wei---02/09/2026 04:12:00 PM---Dear Ana, please find our offer",
        "Quoting Lin Wei <lin@brightline.example>:",
        "Zitat von Lin Wei <lin@brightline.example>:",
    ],
)
def test_history_begins_at_headings_of_many_languages(heading: str) -> None:
    parts = split(f"Yes, fine.\n\n{heading}\n\nUSD 11.40 FOB Ningbo")

    assert parts.new_text == "Yes, fine."
    assert "11.40" in parts.quoted


def test_a_writer_named_without_a_day_stands_above_history_where_quoted_words_follow() -> None:
    assert split("Lin Wei wrote:\n> USD 4.20 FOB\n\nNo thanks, we bought elsewhere.").new_text == (
        "No thanks, we bought elsewhere."
    )
    assert split("As my boss wrote:\nwe take 500.").new_text == "As my boss wrote:\nwe take 500."


def test_a_request_under_a_heading_of_its_own_is_new_though_its_day_is_written_with_dots() -> None:
    typed = "Subject: request\nTo: Sales\nDate: 2.11.2026\n\nPlease quote 500 pcs BL-641."

    assert split(typed, "Ana Ruiz", "ana@lux.example").new_text == "Please quote 500 pcs BL-641."


@pytest.mark.parametrize(
    ("begins", "heading", "ends"),
    [
        ("Your message", "To: Ana Ruiz\n   Subject: Lamps\n   Sent: Monday, 2 March 2026 10:40",
         "was read on 3 March 2026."),
        ("Ihre Nachricht", "An: Jörg Ahrens\n   Betreff: Lampen\n   Gesendet: Montag, 2. März 2026",
         "wurde am 3. März gelesen."),
        ("El mensaje", "Para: Ana Ruiz\n   Asunto: Faros\n   Enviado: lunes, 2 de marzo de 2026",
         "fue leído el martes."),
        ("Votre message", "À : Anne Roux\n   Objet : Lampes\n   Envoyé : lundi 2 mars 2026",
         "a été lu le mardi 3 mars."),
    ],
)  # fmt: skip
def test_a_receipt_keeps_its_end_below_the_heading_of_our_mail(begins: str, heading: str, ends: str) -> None:
    found = split(f"{begins}\n\n   {heading}\n\n {ends}")

    assert found.new_text.split("\n")[0] == begins
    assert found.new_text.endswith(ends)
    assert "2026" in found.quoted


def test_our_own_question_whether_they_read_it_stays_history() -> None:
    text = "Ja.\n\nVon: Lin Wei <lin@brightline.example>\nGesendet: Montag, 2. März 2026\nAn: Jörg\nBetreff: Lampen\n\n"

    assert split(f"{text}Haben Sie unser Angebot gelesen?").new_text == "Ja."


@pytest.mark.parametrize(
    "disclaimer",
    [
        "This e-mail and its attachments are confidential and meant for the person named above.",
        "This mail is confidential and intended for its addressee alone.",
        "This communication may hold\nprivileged matter.",
        "Diese Mail ist vertraulich und nur für den Empfänger bestimmt.",
        "El presente correo es confidencial.",
        "A presente mensagem destina-se apenas ao seu destinatário.",
        "Le présent courriel est confidentiel.",
        "La presente e-mail è riservata a chi la riceve.",
        "Настоящее электронное письмо является конфиденциальным.",
        "Данное письмо предназначено только тому, кому оно направлено.",
        "Bu elektronik posta gizlidir.",
        "Niniejszy e-mail ma charakter poufny.",
        "Email này có nội dung bảo mật.",
        "Surat elektronik ini bersifat rahasia.",
        "本电邮及附件属机密资料。",
        "この電子メールには機密情報が含まれます。",
        "이 이메일에는 기밀 정보가 있습니다.",
        "هذا البريد الإلكتروني سري.",
    ],
)
def test_a_disclaimer_is_no_word_of_the_writer_with_or_without_a_signature_above(disclaimer: str) -> None:
    assert split(f"Hello Lin,\n\nthe price is fine.\n\n{disclaimer}").new_text == "Hello Lin,\n\nthe price is fine."
    assert (
        "price is fine"
        in split(f"The price is fine.\n\nBest regards\nAna Ruiz\nTel. +34 600 000\n\n{disclaimer}").new_text
    )


@pytest.mark.parametrize(
    "last",
    [
        "This mail is short because I am on the road.",
        "Данное письмо прошу считать заказом.",
        "Bitte behandeln Sie diese Nachricht vertraulich, unser Ziel ist 3,20.",
        "这封邮件请转给您的老板。",
    ],
)
def test_what_a_person_says_of_his_mail_stays_his(last: str) -> None:
    assert last in split(f"Hello Lin,\n\nthe price is fine.\n\n{last}").new_text
