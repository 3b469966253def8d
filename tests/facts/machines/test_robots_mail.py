"""Machines' mail against people's: bounces, automatic answers, mass mail, and the traps between them."""

from datetime import date

import pytest

from assistant.facts.parsing.read import read
from assistant.model import HUMAN_KINDS, Direction, Facts, Kind, Role
from tests.given.corpus import CORPUS
from tests.given.letters import letter
from tests.given.parties import US
from tests.given.understood import understood


def judged(name: str, role: Role | None = None) -> Facts:
    return understood((CORPUS / f"{name}.eml").read_bytes(), role)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("auto-de", Kind.AUTO_REPLY),
        ("auto-no-header-ko", Kind.AUTO_REPLY),
        ("auto-left", Kind.AUTO_REPLY),
        ("auto-ticket", Kind.AUTO_REPLY),
        ("auto-receipt", Kind.AUTO_REPLY),
        ("bounce-dsn", Kind.BOUNCE),
        ("bounce-full", Kind.BOUNCE),
        ("bounce-delay", Kind.BOUNCE),
        ("bounce-zh", Kind.BOUNCE),
        ("bounce-pt", Kind.BOUNCE),
        ("complaint-arf", Kind.BULK),
        ("bulk-fair", Kind.BULK),
        ("bulk-courier", Kind.BULK),
        ("internal-colleague", Kind.INTERNAL),
        ("other-forged", Kind.OTHER),
    ],
)
def test_machines_colleagues_and_forgers_are_told_from_customers(name: str, kind: Kind) -> None:
    facts = judged(name)

    assert facts.kind is kind
    assert facts.direction is Direction.INBOUND
    assert facts.evidence


@pytest.mark.parametrize(
    "name",
    [
        "trap-person-holiday",
        "trap-subject-auto",
        "trap-colleague-ooo",
        "trap-person-bounce",
        "trap-unsubscribe-footer",
        "trap-portal",
        "trap-form-own-domain",
    ],
)
def test_people_are_not_taken_for_machines(name: str) -> None:
    assert judged(name).kind in HUMAN_KINDS


@pytest.mark.parametrize(
    ("name", "failed"),
    [
        ("bounce-dsn", ("ana@casaluz.example", "permanent 5.1.1")),
        ("bounce-said-below", ("gino.russo@lampen.example", "permanent 5.1.1")),
        ("bounce-full", ("ana@casaluz.example", "permanent 5.2.2")),
        ("bounce-zh", ("liu@huadeng.example", "permanent 5.1.1")),
        ("bounce-pt", ("marcos@luzes.example", "permanent 5.1.1")),
        ("bounce-delay", None),
    ],
)
def test_a_bounce_names_the_address_and_how_dead_it_is_and_a_delay_names_none(
    name: str, failed: tuple[str, str] | None
) -> None:
    signal = judged(name).signal("failed")

    assert (signal and (signal.value, signal.text)) == failed


def test_an_absence_tells_the_day_of_return_and_who_stands_in() -> None:
    facts = judged("auto-de")
    stand_in = facts.signal("stand_in")

    assert facts.return_date == date(2026, 2, 23)
    assert stand_in is not None
    assert stand_in.value == "meier@lichthof.example"


def test_one_who_has_left_names_a_successor() -> None:
    facts = judged("auto-left")
    successor = facts.signal("successor")

    assert facts.signal("left_company")
    assert successor is not None
    assert successor.value == "gemma@oldfirm.example"


def machine(text: str, subject: str = "Automatic reply: offer", head: str = "Auto-Submitted: auto-replied") -> Facts:
    headers = dict([head.split(": ", 1)])
    raw = letter("Paul <paul@oldfirm.example>", US, subject, text, "2026-02-10 08:30", headers=headers)
    return understood(raw, Role.INBOX)


@pytest.mark.parametrize(
    "text",
    [
        "I have left Severn Controls. Please contact Priti Shah.",
        "Je ne fais plus partie de la société.",
        "Não faço mais parte da empresa.",
        "Şirketten ayrıldım.",
        "Amy has left Ross Stores. Please contact Joe Ross, joe@oldfirm.example.",
    ],
)
def test_one_who_writes_of_himself_that_he_left_has_left(text: str) -> None:
    assert machine(text).signal("left_company")


@pytest.mark.parametrize("text", ["I have left for today.", "I have left the office for a trip, back on 16 February."])
def test_one_who_left_for_today_has_not_left_the_company(text: str) -> None:
    assert machine(text).signal("left_company") is None


def test_an_absence_without_a_date_is_told_from_a_ticket_also_where_a_header_shows_the_machine() -> None:
    away = machine("Ich bin derzeit nicht im Büro und antworte nach meiner Rückkehr.", "Abwesenheitsnotiz")
    ticket = machine("Your request has been received, ticket number 4711.")

    assert any(one.what == "auto.away" for one in away.evidence)
    assert not any(one.what == "auto.away" for one in ticket.evidence)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The showroom is shut for Easter. We re-open on 7 April.", "Re: offer"),
        (
            "Thanks for writing to Lampworks. We are away for the holidays and open again 5 January.",
            "Closed for Christmas",
        ),
        (
            "Wir haben Betriebsferien bis 21.8.2026. Ihre E-Mails werden nicht weitergeleitet.",
            "Betriebsferien Re: Lampen",
        ),
        ("Nous sommes fermés jusqu'au 23 août. Votre message ne sera pas transféré.", "Fermeture annuelle Re: lampes"),
        ("Siamo chiusi per ferie fino al 28 agosto.", "Chiusura estiva: Re: lampade"),
    ],
)
def test_a_notice_that_a_house_is_closed_is_a_machines_without_any_header(text: str, subject: str) -> None:
    facts = machine(text, subject, "X-Mailer: none")

    assert facts.kind is Kind.AUTO_REPLY
    assert facts.return_date is not None


@pytest.mark.parametrize(
    "text",
    [
        "The showroom is shut for Easter, can you deliver after the 7th?",
        "We are away for the fair next week, please confirm the delivery date.",
        "Betriebsferien sind bei uns im August, bitte liefern Sie vorher.",
    ],
)
def test_who_tells_that_his_house_is_closed_and_wants_something_is_heard(text: str) -> None:
    assert machine(text, "Re: offer", "X-Mailer: none").kind in HUMAN_KINDS


def test_a_read_receipt_is_no_answer() -> None:
    assert judged("auto-receipt").signal("read_receipt")


def test_our_own_mail_is_outbound_by_address_or_by_the_folder_sent() -> None:
    assert judged("other-forged", Role.SENT).direction is Direction.OUTBOUND


@pytest.mark.parametrize(
    ("final", "original", "named"),
    [
        ("rfc822;@relay.firm.de:anna@ims_daemon", "rfc822;anna@firm.de", "anna@firm.de"),
        ("rfc822;anna@server", "rfc822;anna@firm.de", "anna@firm.de"),
        ("rfc822;anna@firm.de", "rfc822;group@firm.de", "anna@firm.de"),
        ("rfc822;anna@server", "", "anna@server"),
    ],
)
def test_a_report_that_names_an_inner_address_is_read_for_the_one_outside(
    final: str, original: str, named: str
) -> None:
    fields = [f"Final-Recipient: {final}", *([f"Original-Recipient: {original}"] if original else [])]
    raw = (
        "From: MAILER-DAEMON@firm.de\r\nTo: lin@brightline.example\r\nSubject: Delivery failed\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nIt failed.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.firm.de\r\n\r\n"
        + "\r\n".join([*fields, "Action: failed", "Status: 5.1.1"])
        + "\r\n\r\n--b--\r\n"
    )

    message = read(raw.encode())

    assert message.report["recipients"] == f"{named} failed 5.1.1"
