"""Who bought elsewhere, puts it off, only takes it along, or wants to be left alone, in fifteen languages and more.

A wrong refusal or order silences a customer whom the next letter would have won; a missed no or stop sends him one that
he must not get.
"""

import pytest

from assistant.model import Kind
from tests.facts.acts.tables import misses, table
from tests.given.understood import received

HELD = table("later_or_never")
PUTS_OFF = frozenset({Kind.HOLDING_REPLY})
NO_ACT = frozenset({Kind.HOLDING_REPLY, Kind.REPLY, Kind.INQUIRY})


def test_who_bought_elsewhere_declines_however_kindly_he_keeps_the_door_open() -> None:
    assert misses(HELD["bought-elsewhere"], frozenset({Kind.REFUSAL})) == []


def test_an_offer_taken_along_noted_or_looked_at_is_not_bought() -> None:
    assert misses(HELD["taken-along"], NO_ACT) == []


def test_who_tells_when_he_will_order_is_written_to_then() -> None:
    assert misses(HELD["ordered-later"], PUTS_OFF) == []


def test_the_number_of_a_paper_or_a_line_orders_no_goods() -> None:
    assert misses(HELD["papers-with-numbers"], NO_ACT) == []


def test_a_no_for_now_puts_off_until_the_day_it_names() -> None:
    assert misses(HELD["not-now"], PUTS_OFF) == []


def test_a_wish_to_be_left_alone_is_heard_also_in_languages_without_a_lexicon() -> None:
    assert misses(HELD["left-alone"], frozenset({Kind.STOP_REQUEST})) == []


def test_what_only_has_the_words_of_a_no_or_a_stop_is_none() -> None:
    assert misses(HELD["looks-alike"], NO_ACT) == []


def test_orders_with_a_day_of_delivery_stay_orders() -> None:
    assert misses(HELD["orders"], frozenset({Kind.ORDER})) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We bought from a local dealer. Please contact us for the next project.", Kind.REFUSAL),
        ("We bought from a local dealer. Please contact us again in September.", Kind.HOLDING_REPLY),
        ("We bought from a local dealer, please contact us again in September.", Kind.HOLDING_REPLY),
        ("We could not wait until July and bought elsewhere.", Kind.REFUSAL),
        ("We will not buy anything before July.", Kind.HOLDING_REPLY),
        ("We will not buy anything.", Kind.REFUSAL),
    ],
)
def test_only_a_day_or_period_makes_a_no_one_for_now(text: str, kind: Kind) -> None:
    assert received(text).kind is kind
