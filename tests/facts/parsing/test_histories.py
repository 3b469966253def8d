"""Whose words stand below: history of clients that quote nothing with ">", memos, answers within the history."""

import pytest

from assistant.facts.parsing.body import split

BOX = """|---------+--------------------------->
|         |          "Lin Wei"        |
|         |          <lin@brightline.e|
|         |          xample>          |
|         |          03/02/2026       |
|         |          03:18 PM         |
|---------+--------------------------->
  >-----------------------------------------------|
  |       To:     Ana Ruiz/RUIZ@RUIZ               |
  |       cc:                                      |
  |       Subject:     Lamps                       |
  >-----------------------------------------------|"""


@pytest.mark.parametrize(
    "heading",
    [
        '>>> "Lin Wei" <lin@brightline.example> 03/02/26 10:32AM >>>',
        ">>> Lin Wei <lin@brightline.example> 02.03.2026 10:32 >>>",
        ">>> Lin Wei 02.03.2026 10:32 >>>",
        '>>> "Lin Wei of the Brightline lamps" <lin@brightline.example>\n03/02/26 10:32 AM >>>',
        '>>> On 3/2/2026 at 10:32 AM, in message <1@b.example>, Lin Wei\n<lin@brightline.example> wrote:',
        BOX,
        '"Lin Wei" <lin@brightline.example> on 03/02/2026 08:48:01 AM\n'
        'Please respond to "Lin Wei" <lin@brightline.example>\nTo:\t"Ana Ruiz" <ana@ruiz.example>\ncc:\n\n'
        "Subject:\tLamps",
        "Lin Wei <lin@brightline.example> am 02.03.2026 08:48:01\n\nBitte antworten an Lin Wei\n\nAn:\tAna Ruiz\n"
        "Kopie:\nThema:\tLampen",
    ],
)  # fmt: skip
def test_our_own_words_below_the_headings_of_groupwise_and_notes_are_not_the_customers(heading: str) -> None:
    found = split(
        f"We tell you on Friday.\n\nAna\n\n\n{heading}\n\n\nDear Ana,\nthe lamp is USD 9.10. Or do you stop?\n\nLin"
    )

    assert found.new_text == "We tell you on Friday.\n\nAna"
    assert "USD 9.10" in found.quoted


def test_a_thrice_quoted_line_or_a_groupwise_heading_above_quoted_lines_keeps_the_answers_between() -> None:
    assert split("Hello,\n>>> 40 or 60?\n40.\n").new_text == "Hello,\n40."
    assert split(">>> Lin Wei 02.03.2026 10:32 >>>\n> 40 or 60?\n40.\n").new_text == "40."


@pytest.mark.parametrize(
    "heading",
    [
        "TO: Lin Wei\nFROM: Ana Ruiz\nDATE: 2 March 2026\nRE: your offer",
        "To:\tBrightline Lamps\nFrom:\tRuiz S.A.\nSubject:\tLamps",
        "An: Lin Wei\nVon: Ana Ruiz\nBetreff: Ihr Angebot",
        "De: Ana Ruiz\nPara: Lin Wei\nFecha: 2 de marzo\nAsunto: su oferta",
        "To: Lin Wei\nFrom: Ana Ruiz <ana@ruiz.example>\nSubject: your offer",
        "TO: All lamp makers\nDATE: 2 March\nSUBJECT: lamps",
    ],
)
def test_a_memos_heading_above_the_writers_own_words_hides_them_not(heading: str) -> None:
    found = split(f"{heading}\n\nWe take the 40 lamps.\n\nAna", "Ana Ruiz", "ana@ruiz.example")

    assert "We take the 40 lamps." in found.new_text
    assert "From:" not in found.new_text
    assert "offer" not in found.new_text


@pytest.mark.parametrize(
    "heading",
    [
        "From: Lin Wei <lin@brightline.example>\nSent: Monday, 2 March 2026 10:40\nTo: Ana Ruiz\nSubject: Lamps",
        "Von: Lin Wei\nGesendet: Montag, 2. März 2026 10:40\nAn: Einkauf\nBetreff: Lampen",
        "From: Lin Wei\nTo: Ana Ruiz\nSubject: Lamps",
    ],
)
def test_a_mail_handed_on_without_a_word_stays_anothers(heading: str) -> None:
    assert split(f"{heading}\n\nWe cancel it.", "Ana Ruiz", "ana@ruiz.example").new_text == ""


OUTLOOK = (
    "-----Original Message-----\nFrom: Lin Wei\nSent: Monday, 2 March 2026 10:40\nTo: Ana Ruiz\nSubject: Lamps\n\n"
)


@pytest.mark.parametrize(
    "leading",
    [
        "See my answers in blue below.",
        "Please find our comments below",
        "Antworten siehe unten in rot.",
        "Réponses ci-dessous en rouge.",
        "Respuestas abajo en azul",
        "Respostas abaixo, em vermelho.",
        "Risposte in rosso qui sotto",
        "Ответы ниже красным.",
        "Cevaplarım aşağıda",
        "Odpowiedzi poniżej na czerwono",
        "答复见下红字",
        "下記に回答しました。",
        "아래에 답변 드립니다",
        "Em trả lời bên dưới ạ",
        "Jawaban saya di bawah",
        "ردودي أدناه باللون الأحمر",
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        "> 40 or 60 lamps?\n\nsixty pieces\n\n> With plug?\n\nyes, type F",
        "40 or 60 lamps? [Ana] sixty pieces\nWith plug? [Ruiz, Ana] yes, type F",
        "40 or 60 lamps?\n==> sixty pieces\nWith plug?\n==> yes, type F",
        "40 or 60 lamps?\nAna: sixty pieces\nWith plug?\nAna: yes, type F",
    ],
)
def test_answers_within_the_history_are_found_where_the_writer_says_so_and_marks_tell_them(
    leading: str, below: str
) -> None:
    found = split(f"{leading}\n\nAna\n\n{OUTLOOK}{below}", "Ana Ruiz")

    assert found.new_text.startswith(leading)
    assert "sixty pieces" in found.new_text
    assert "type F" in found.new_text
    assert "40 or 60" not in found.new_text


@pytest.mark.parametrize(
    ("leading", "below"),
    [
        ("See my answers in blue below.", "40 or 60 lamps?\nsixty pieces\nWith plug?\nyes"),
        ("See my answers below.", "> Can you stop it?\n\nDear Ana,\nwe can cancel it for USD 20."),
        ("We tell you on Friday.", "> Can you stop it?\n\nwe can cancel it for USD 20."),
    ],
)
def test_where_nobody_can_tell_whose_a_line_is_it_is_not_the_writers(leading: str, below: str) -> None:
    assert split(f"{leading}\n\n{OUTLOOK}{below}", "Ana Ruiz").new_text == leading
