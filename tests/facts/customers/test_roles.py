"""Who becomes a customer, and who is a supplier, a service or merely known (definitions "Customer")."""

import pytest

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import Corrections, code, parse_code
from assistant.model import Grade, Role, Signal
from tests.given.customers import known_of, mail
from tests.given.messages import facts, message
from tests.given.parties import ANNA, US


@pytest.mark.parametrize("kind", ["inquiry", "sample_request", "order", "refusal", "reply", "holding_reply"])
def test_who_writes_to_us_about_buying_is_a_customer(kind: str) -> None:
    assert known_of(mail(message("i1", "2026-03-02"), kind)).role == "customer"


@pytest.mark.parametrize("kind", ["bulk", "auto_reply", "other"])
def test_machines_and_matters_outside_trade_make_no_customer(kind: str) -> None:
    assert known_of(mail(message("i1", "2026-03-02"), kind)).role in ("service", "known")


def test_our_first_letter_makes_a_customer() -> None:
    letter = mail(message("o1", "2026-03-02", US, ANNA, text="We make LED panels. Please contact us for a quotation."))

    assert known_of(letter).role == "customer"


def asking(message_id: str, when: str, *, answers: str = "") -> Seen:
    """Return a mail of ours that asks for a price; by which words is in test_our_buying."""
    wish = facts("reply", "outbound", signals=[Signal(name="asks_price")])
    return mail(message(message_id, when, US, ANNA, answers=answers), known=wish)


def test_who_was_first_asked_for_a_price_is_a_supplier() -> None:
    ask = asking("o1", "2026-03-02")
    answer = mail(message("r1", "2026-03-03", answers="o1"), "quote")

    assert known_of(ask, answer).role == "supplier"
    assert known_of(ask).role == "supplier"


def test_a_supplier_stays_one_through_bargaining_and_delivery() -> None:
    ask, answer = asking("o1", "2026-03-02"), mail(message("r1", "2026-03-03", answers="o1"), "reply")
    bid = mail(message("o2", "2026-03-04", US, ANNA, answers="r1"), "quote")

    assert known_of(ask, answer, bid).role == "supplier"


def test_whose_newsletter_came_before_we_asked_him_for_a_price_is_a_supplier() -> None:
    assert known_of(mail(message("i1", "2026-03-02"), "bulk"), asking("o1", "2026-03-04")).role == "supplier"


def test_who_introduced_himself_and_was_asked_for_his_price_is_a_supplier() -> None:
    hello = mail(message("i1", "2026-03-02"), "reply")

    assert known_of(hello, asking("o1", "2026-03-04", answers="i1")).role == "supplier"


def test_a_customer_asked_for_a_price_later_stays_a_customer() -> None:
    asked = mail(message("i1", "2026-03-02"), "inquiry")
    quoted = mail(message("o1", "2026-03-03", US, ANNA, answers="i1"), "quote")

    assert known_of(asked, asking("o2", "2026-05-04")).role == "customer"
    assert known_of(quoted, asking("o2", "2026-05-04")).role == "customer"


def test_who_quotes_to_us_unasked_is_a_supplier() -> None:
    offer = mail(message("i1", "2026-03-02"), "quote")
    thanks = mail(message("o1", "2026-03-03", US, ANNA, answers="i1"))

    assert known_of(offer, thanks).role == "supplier"


def test_a_customer_who_later_offers_us_something_stays_a_customer() -> None:
    asked = mail(message("i1", "2026-03-02"), "inquiry")
    offer = mail(message("i2", "2026-05-02"), "quote")

    assert known_of(asked, offer).role == "customer"


def test_an_answer_to_a_matter_outside_trade_makes_no_customer() -> None:
    ours = mail(message("o1", "2026-03-02", US, ANNA), "other")

    assert known_of(ours, mail(message("r1", "2026-03-03", answers="o1"), "reply")).role == "known"


def test_a_company_that_only_takes_part_in_anothers_thread_is_no_second_customer() -> None:
    asked = mail(message("i1", "2026-03-02", cc="ines@other-group.com"), "inquiry")
    quote = mail(message("q1", "2026-03-03", US, ANNA, cc="ines@other-group.com", answers="i1"), "quote")
    answer = mail(message("r1", "2026-03-20", "ines@other-group.com", answers="i1 q1"), "reply")
    ours = mail(message("o1", "2026-03-21", US, "ines@other-group.com", answers="i1 q1 r1"), "reply")
    own = mail(message("i2", "2026-06-01", "ines@other-group.com", subject="spots"), "inquiry")

    assert known_of(asked, quote, answer, ours, keys=["other-group.com"]).role == "known"
    assert known_of(asked, quote, answer, ours, own, keys=["other-group.com"]).role == "customer"


def test_whom_the_user_declares_is_a_customer() -> None:
    assert known_of(mail(message("i1", "2026-03-02"), "bulk"), said=Corrections(declared=True)).role == "customer"
    assert known_of(said=Corrections(declared=True)).touches == ()


def test_a_mailing_list_brings_nobody() -> None:
    poster = message("i1", "2026-03-02", ANNA, "makers@lists.openhw.example")
    ours = message("o1", "2026-03-03", US, "makers@lists.openhw.example", answers="i1")
    stamped = message("i2", "2026-03-02", ANNA, "makers@openhw.example", headers={"list-id": "<makers.openhw.example>"})

    assert known_of(mail(poster, "inquiry"), mail(ours, "quote"), mail(stamped, "inquiry")).role == "known"
    assert known_of(mail(ours, "quote"), keys=["openhw.example"]).role == "known"


def test_our_own_group_mailbox_is_no_mailing_list() -> None:
    stamp = {"list-id": "<team.brightline.example>"}
    through = message("i1", "2026-03-02", ANNA, "team@brightline.example", headers=stamp)

    assert known_of(mail(through, "inquiry")).role == "customer"


def test_our_own_domain_is_no_customer() -> None:
    ours = mail(message("i1", "2026-03-02", "mei@brightline.example"), "inquiry")

    assert known_of(ours, keys=["brightline.example"]).role == "colleague"


def test_a_mailing_by_bcc_to_ourselves_is_a_first_letter() -> None:
    mailing = mail(message("o1", "2026-03-02", US, US, bcc=f"{ANNA}, b@b-two.de"))

    assert known_of(mailing, mail(message("r1", "2026-03-03", answers="o1"))).role == "customer"


def test_mail_that_only_lies_in_drafts_makes_no_customer() -> None:
    assert known_of(mail(message("d1", "2026-03-02", US, ANNA), "quote", Role.DRAFTS)).role == "known"


def test_codes_are_read_with_any_or_no_grade() -> None:
    assert code("EU", 1, Grade.A) == "EU-001-A"
    assert code("SEA", 1234) == "SEA-1234"
    assert [parse_code(text) for text in ("EU-001-A", "eu-1", " SEA-1234-d ")] == [("EU", 1), ("EU", 1), ("SEA", 1234)]
    assert [parse_code(text) for text in ("EU-001-X", "muster.de", "EU", "EU-")] == [None] * 4
