"""One or two words are an act when they are all that an answer says, and none when they stand in something longer."""

import pytest

from assistant.model import Kind
from tests.given.understood import answer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("STOP", Kind.STOP_REQUEST),
        ("unsubscribe", Kind.STOP_REQUEST),
        ("退订", Kind.STOP_REQUEST),
        ("Bitte abmelden.", Kind.STOP_REQUEST),
        ("Not interested.", Kind.REFUSAL),
        ("No, thanks.", Kind.REFUSAL),
        ("No gracias, ya compramos.", Kind.REFUSAL),
        ("Non merci", Kind.REFUSAL),
        ("Kein Bedarf.", Kind.REFUSAL),
        ("不需要了", Kind.REFUSAL),
        ("Нет, спасибо.", Kind.REFUSAL),
        ("Confirmed. Please send PI.", Kind.ORDER),
        ("Onaylıyoruz.", Kind.ORDER),
        ("确认下单", Kind.ORDER),
        ("Maybe later", Kind.HOLDING_REPLY),
        ("再说", Kind.HOLDING_REPLY),
        ("Kindly hold on until our budget is approved", Kind.HOLDING_REPLY),
    ],
)
def test_a_bare_word_is_taken_for_what_it_says(text: str, kind: Kind) -> None:
    assert answer(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "No, the colour is fine. Please tell us the delivery time.",
        "Stop the production of item 4, please change the label first.",
        "Not needed: the extra carton. What is the price without it?",
        "We confirm the label. Which colour is the box?",
        "We are still waiting for your sample",
        "Thanks, received.",
    ],
)
def test_the_same_word_in_something_longer_ends_nothing(text: str) -> None:
    assert answer(text).kind is Kind.REPLY


def test_a_bare_yes_means_nothing_from_somebody_who_has_no_offer() -> None:
    assert answer("Confirmed.", first=True).kind is not Kind.ORDER
