"""Prices of people who deal with each other daily: no currency, an index, a month; and what only looks like them."""

from email.message import EmailMessage

import pytest

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Facts, Kind, Me

LIN = "lin@brightline.example"
ME = Me(addresses=frozenset({LIN}), domains=frozenset({"brightline.example"}))


def ours(text: str, subject: str = "Re: July", files: tuple[str, ...] = ()) -> Facts:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = LIN, "anna@keller.example", subject
    letter["Message-ID"], letter["Date"] = "<d@brightline.example>", "Tue, 10 Mar 2026 10:00:00 +0000"
    letter.set_content(text)
    for name in files:
        letter.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    return understand(read(letter.as_bytes()), ME, lexicon.builtin())


@pytest.mark.parametrize(
    "text",
    [
        "We can do 4.25 for July, 4.31 for August. Firm until noon.",
        "Best we can do today is LME -180, 2 x 20ft, subject unsold.",
        "I can show you 10k/d at index+2 for next month.",
        "We can sell 5,000 mt at Platts plus 12 for April.",
        "Offer 500 mt HRC 3.0mm at 612 cfr Antwerp, April shipment.",
        "0.62 for the small, 0.88 for the big ones. Same terms as last year.",
        "Bei Abnahme von 5000 gehe ich auf 2,85.",
        "这个数量可以做到4.2，含税。",
    ],
)
def test_a_price_between_traders_is_a_quote(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, we cannot do 4.25 for July. What would be your best number?",
        "We are not able to sell at index+2 this month.",
        "Index settled at 4.25 yesterday, your June invoice follows.",
        "The market traded LME -180 last week, we wait.",
        "Bis 4.25 Uhr hat niemand geantwortet.",
    ],
)
def test_a_price_refused_or_reported_is_none(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


def test_a_few_words_under_the_subject_quotation_hand_one_over() -> None:
    assert ours("Please find attached.\n\nLin", subject="Quotation 4711", files=("scan0001.pdf",)).kind is Kind.QUOTE
    assert ours("Let me know if you need anything else - Lin", subject="price indications").kind is Kind.QUOTE


def test_the_subject_of_an_answer_or_another_file_hands_over_no_offer() -> None:
    assert ours("Please find attached.\n\nLin", subject="Re: quotation request").kind is Kind.REPLY
    assert ours("Please find attached.\n\nLin", subject="Offer 12", files=("packing list.pdf",)).kind is Kind.REPLY
    assert ours("Did you see the attached? Let me know.", subject="Quotation 4711").kind is Kind.REPLY
