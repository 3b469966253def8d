"""Our mail that only the history explains: the proforma after an order, and answers to people outside any trade."""

from dataclasses import replace

import pytest

from assistant.facts import lexicon
from assistant.facts.acts.act import judge
from assistant.facts.customers.evidence import Seen
from assistant.model import Attachment, Direction, Kind
from tests.given.customers import known_of, mail
from tests.given.messages import message
from tests.given.parties import ANNA, ME, US

PI = "Dear Anna, please find attached the PI."


def ours(text: str, *, file: str = "", when: str = "2026-03-20", message_id: str = "o9") -> Seen:
    """Return our mail to Anna, understood by itself."""
    files = (Attachment(name=file, type="application/pdf", size_bytes=1000),) if file else ()
    written = replace(message(message_id, when, US, ANNA, text=text), attachments=files)
    return mail(written, known=judge(written, ME, lexicon.builtin(), Direction.OUTBOUND))


def last_kind(*seen: Seen) -> Kind:
    """Return what our last mail to Anna counts as."""
    return [one.kind for one in known_of(*seen).touches if one.direction is Direction.OUTBOUND][-1]


OFFER = ours("Panel: USD 12.40/pc FOB Ningbo, MOQ 500.", when="2026-03-03", message_id="o1")
ORDER = mail(message("i2", "2026-03-10"), "order")
QUESTION = mail(message("i2", "2026-03-10"), "reply")


@pytest.mark.parametrize("text", [PI, "PI attached: 500 panels, USD 12.40/pc FOB Ningbo, total USD 6,200."])
def test_the_proforma_that_follows_their_order_is_no_quote(text: str) -> None:
    assert last_kind(OFFER, ORDER, ours(text, file="PI 4711.pdf")) is Kind.REPLY
    assert last_kind(OFFER, QUESTION, ours(text, file="PI 4711.pdf")) is Kind.QUOTE


def test_what_they_say_after_their_order_leaves_it_one() -> None:
    when = mail(message("i3", "2026-03-12"), "reply")

    assert last_kind(OFFER, ORDER, when, ours(PI, file="PI 4711.pdf")) is Kind.REPLY


def test_a_proforma_for_goods_asked_for_after_the_order_is_a_quote() -> None:
    other_goods = mail(message("i3", "2026-03-12"), "inquiry")

    assert last_kind(OFFER, ORDER, other_goods, ours(PI, file="PI 4711.pdf")) is Kind.QUOTE


def test_a_proforma_with_a_price_never_told_is_a_quote() -> None:
    assert last_kind(OFFER, ORDER, ours("PI attached: BL-9 at USD 8.20/pc.", file="PI 4711.pdf")) is Kind.QUOTE


def test_an_offer_after_an_order_is_a_quote() -> None:
    assert last_kind(OFFER, ORDER, ours("The larger panel is USD 18.90/pc FOB Ningbo.")) is Kind.QUOTE


def test_what_the_user_says_of_a_proforma_stands() -> None:
    marked = mail(ours(PI, file="PI 4711.pdf").message, "quote")

    assert last_kind(OFFER, ORDER, marked) is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your application. We could offer EUR 2,400 and 2 % commission on each piece of USD 3.20/pc.",
        "A panel costs about USD 3.05 to make. When shall we talk?",
        "Thank you, we keep your papers on file.",
    ],
)
def test_our_answer_to_somebody_outside_trade_is_no_trade_either(text: str) -> None:
    application, thanks = mail(message("i1", "2026-03-02"), "other"), mail(message("i2", "2026-03-25"), "reply")

    assert last_kind(application, ours(text), thanks) is Kind.OTHER
    assert known_of(application, ours(text), thanks).role == "known"


@pytest.mark.parametrize(
    "text", ["Panel: USD 12.40/pc FOB Ningbo.", "Please find attached our quotation.", "Our best price is attached."]
)
def test_an_offer_in_the_forms_of_trade_shows_that_their_mail_was_of_it(text: str) -> None:
    strange = mail(message("i1", "2026-03-02"), "other")

    assert last_kind(strange, ours(text, file="Quotation 12.pdf")) is Kind.QUOTE


def test_who_asked_for_goods_before_stays_a_customer_whatever_else_he_writes() -> None:
    asked, applied = mail(message("i1", "2026-03-02"), "inquiry"), mail(message("i2", "2026-03-10"), "other")

    assert last_kind(asked, applied, ours("The panel is USD 12.40 each.")) is Kind.QUOTE
