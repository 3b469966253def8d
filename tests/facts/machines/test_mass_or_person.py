"""Mass mail that no header gives away, and people's mail to many that only looks like it."""

import pytest

from assistant.model import Kind
from tests.given.understood import received, understood


def kind(text: str, *, sender: str = "eva@verband.example", subject: str = "Lamps", others: int = 0) -> Kind:
    copies = ", ".join(f"person{one}@firm{one}.example" for one in range(others))
    return received(text, sender, subject, first=True, cc=copies).kind


@pytest.mark.parametrize("others", [0, 17, 23])
@pytest.mark.parametrize(
    "text",
    [
        "Dial-in is 800-555-0134, the agenda is attached.\n\nEva",
        "The call-in number for Thursday's conference call is 877-555-0187, code 4681. The file holds the agenda and "
        "the attendees.\n\nEva",
        "We meet on Monday at two. Attendees in Vienna sit in room 7, all others use the bridge 866-555-0123.\n\nEva",
    ],
)
def test_who_calls_twenty_people_to_a_conference_is_a_person(text: str, others: int) -> None:
    assert kind(text, subject="Conference call", others=others) is not Kind.BULK


@pytest.mark.parametrize(
    "text",
    [
        "Today's prices and news stand at www.zinkblatt.example. mailto:leave-zink-7979W@lists.example to unsubscribe.",
        "Zinc USD 2,900, copper USD 9,100. To unsubscribe from the list: zink-unsubscribe@lists.example",
    ],
)
def test_a_list_that_names_an_address_for_leaving_is_mass_mail(text: str) -> None:
    assert kind(text) is Kind.BULK


def test_an_advert_of_one_line_is_known_by_the_office_that_sends_it() -> None:
    assert kind("Our countdown to spring! Send joy to all.", sender="special@funpages.example") is Kind.BULK


def test_a_notice_to_those_who_registered_is_mass_mail() -> None:
    text = (
        "TO: CONFERENCE REGISTRANTS\nThe lamp conference moves to May. We keep your registration.\n\nBest regards,\nEva"
    )
    notice = (
        f"From: eva@verband.example\nTo: eva@verband.example\nSubject: Conference\nMessage-ID: <2@v.example>\n\n{text}"
    )

    assert understood(notice.encode()).kind is Kind.BULK


@pytest.mark.parametrize(
    "text",
    [
        "We sell e-mail lists of lamp importers, 10,000 addresses for US$ 900. Shall I send a sample?\n\nJoe",
        "Would you like the attendees list of the spring lamp fair? 12,000 contacts, USD 700.\n\nJoe",
        "Our verified email database has 3,000 lamp buyers. What is your target market?\n\nJoe",
    ],
)
def test_who_sells_lists_of_addresses_is_no_customer(text: str) -> None:
    assert kind(text, sender="Joe <joe@datalists.example>") in {Kind.OTHER, Kind.BULK}


def test_a_buyer_with_such_an_address_below_his_words_is_heard() -> None:
    text = "Hi Lin,\n\nplease quote 400 pcs of the lamp.\n\nEva\n\nremove@verband.example takes you off our list."

    assert kind(text) is Kind.INQUIRY


@pytest.mark.parametrize("to", ["", "To: undisclosed-recipients:;\n", "To: All staff\n"])
def test_a_colleagues_circular_with_hidden_recipients_is_internal(to: str) -> None:
    head = f"From: Bo <bo@brightline.example>\n{to}Subject: Fire drill\nMessage-ID: <3@b.example>\n"
    found = understood(f"{head}\nPlease leave the house at ten.".encode())

    assert found.kind is Kind.INTERNAL


def test_a_form_of_our_own_site_without_a_recipient_is_still_the_buyers() -> None:
    form = "Name: Ana Ruiz\nE-mail: ana@ruiz.example\nMessage: Please quote 400 pcs of the lamp."
    head = "From: Site <web@brightline.example>\nSubject: Form\nMessage-ID: <4@b.example>\n"

    assert understood(f"{head}\n{form}".encode()).kind is Kind.INQUIRY
