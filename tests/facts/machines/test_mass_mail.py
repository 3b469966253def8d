"""Newsletters, invitations and cold offers that no header gives away, and people's letters that look like them."""

import pytest

from assistant.model import Facts, Kind
from tests.given.parties import US
from tests.given.understood import received


def judged(text: str, subject: str = "News", to: str = US, sender: str = "Eva <eva@verband.example>") -> Facts:
    return received(text, sender, subject, first=True, to=to)


@pytest.mark.parametrize(
    "footer",
    [
        "If you no longer wish to receive this bulletin, reply with REMOVE.",
        "Sie möchten den Branchenbrief nicht mehr erhalten? Eine kurze Nachricht genügt.",
        "Si no desea recibir más información, responda con la palabra BAJA.",
        "如不需要此类信息，回复TD退订。",
        "더 이상 수신을 원하지 않으시면 무료수신거부를 눌러주세요.",
        "Если вы не хотите получать наши приглашения, ответьте словом «отписка».",
    ],
)
def test_a_footer_that_lets_readers_go_stops_nobody(footer: str) -> None:
    assert judged(f"Here is our report.\n\n{footer}").kind is not Kind.STOP_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "If you do not stop your mails I will report you. Take me off.",
        "我不需要此类信息，请不要再发。",
        "配信停止をお願いします。",
        "Bitte nehmen Sie mich aus dem Verteiler, ich möchte nichts mehr erhalten.",
    ],
)
def test_who_really_wants_out_is_heard(text: str) -> None:
    assert judged(text, subject="Re: offer").kind is Kind.STOP_REQUEST


def test_an_announcement_to_nobody_by_name_is_mass_mail() -> None:
    sheet = "TOPIC: Tariffs\nSPEAKER: Prof. Stein\nDATE: 14 June\nPLACE: Club House\n\nRSVP by Monday. Fee USD 45."

    assert judged(sheet, subject="June luncheon", to="undisclosed-recipients:;").kind is Kind.BULK


def test_a_post_to_a_list_is_list_mail_by_its_tag() -> None:
    post = judged("Good game on Saturday.", subject="[club] the match", to="club@groups.example")

    assert post.kind is Kind.BULK


def test_a_buyer_may_have_a_footer_and_hide_the_other_recipients() -> None:
    asked = judged(
        "Please quote 400 pcs LED floodlight, DAP Brno.\n\nIf you do not want to receive our mails, reply with STOP.",
        subject="RFQ for 3 suppliers",
        to="undisclosed-recipients:;",
    )

    assert asked.kind is Kind.INQUIRY


def test_a_letter_above_a_pasted_page_is_a_persons() -> None:
    page = "All rights reserved. Privacy policy. Click here. Special offer. Register today. Newsletter.\n" * 12
    letter = judged(f"Lin,\n\nsee what they write about you.\n\nBest regards,\nEva\n\n{page}")

    assert letter.kind is Kind.REPLY


def test_a_cold_offer_through_a_list_is_no_inquiry() -> None:
    pitch = "Are you interested in purchasing USB sticks? Factory direct price. Click to get a quote."

    assert judged(pitch, to="users@lists.example").kind is Kind.BULK


def test_many_words_of_an_organiser_are_needed_where_nothing_else_speaks() -> None:
    assert judged("Please join us for a lunch on Monday, the agenda follows.").kind is Kind.REPLY
    assert judged("The market notice is attached.", to="participants@verband.example").kind is not Kind.BULK
