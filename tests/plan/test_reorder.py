"""004-07: the moment of the next order is told from their own orders alone, and never invented."""

from datetime import timedelta

import pytest

from assistant.model import DraftState, History, Kind, Occasion, Touch
from assistant.plan.rhythm import rhythm_of
from tests.plan.given import answer, at, decided, draft, history, inquiry, quote, theirs, wrote

QUARTERLY = ("2025-01-08", "2025-04-09", "2025-07-10")  # the next one is near from about 16 September on
OPEN = "2025-10-14 14:00+02:00"  # a Tuesday: a quote of September is unanswered, and a window is open
A_YEAR_AND_MORE = ("2024-01-08", "2024-04-09", "2024-07-10", "2024-10-08", "2025-01-08", "2025-04-09")
ONLY_QUOTE = "topics: [correction, price-update, company-news]"


def orders(*days: str) -> list[Touch]:
    return [theirs(Kind.ORDER, f"{day} 10:00") for day in days]


def told(*days: str) -> str | None:
    found = rhythm_of(orders(*days))
    return found.words if found else None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (QUARTERLY, "3 months"),
        (("2025-01-08", "2025-02-20", "2025-04-01"), "6 weeks"),
        (("2024-01-10", "2025-01-15", "2026-01-07"), "12 months"),
        (QUARTERLY[:2], None),  # one interval is no habit
        (("2025-01-08", "2025-03-12", "2025-07-10"), None),  # irregular: two months, then four
        (("2025-01-08", "2025-01-24", "2025-02-09"), None),  # too close to be told apart from parts of one order
        (("2022-01-08", "2023-08-08", "2025-03-08"), None),  # too far between for a habit
        (("2025-01-08", "2025-01-15", *QUARTERLY[1:]), "3 months"),  # the PO came twice
        (("2025-01-08", "2025-02-09", *QUARTERLY[1:]), "3 months"),  # a part was ordered later
        (("2025-01-08", "2025-01-15", "2025-04-09"), None),  # with the double taken off two orders are left
        (("2023-01-08", "2023-02-20", "2023-06-09", *A_YEAR_AND_MORE), "3 months"),  # habits change
    ],
)  # fmt: skip
def test_004_07_a_rhythm_is_what_at_least_three_orders_show(days: tuple[str, ...], words: str | None) -> None:
    assert told(*days) == words


def test_the_next_order_is_counted_from_the_last_one_even_if_it_was_a_part() -> None:
    found = rhythm_of(orders(*QUARTERLY, "2025-08-08"))

    assert found is not None
    assert found.last == at("2025-08-08 10:00")
    assert found.near_from - found.last < found.every < found.broken_from - found.last
    assert found.every - (found.near_from - found.last) <= timedelta(weeks=4)


def buyer(*more: Touch, days: tuple[str, ...] = QUARTERLY, **further: object) -> History:
    """Orders in the past, then a quote of September that nobody asked for and nobody answered."""
    offered = quote("2025-09-23", text="USD 3.65 FOB Ningbo, 30 % deposit, 25 days")
    first = inquiry("2024-12-02")
    return history(first, *orders(*days), offered, *more, **further)  # type: ignore[arg-type]


def topic(past: History, moment: str = OPEN) -> tuple[Occasion | None, list[str]]:
    found = decided(past, moment)
    return found.occasion, [other.why for other in found.runners_up]


def test_a_near_order_is_the_topic_and_the_reason_names_what_it_stands_on() -> None:
    found = decided(buyer(), OPEN, rule_text=ONLY_QUOTE)

    assert found.action == "draft"
    assert found.occasion is not None
    assert (found.occasion.topic, found.occasion.point) == ("correction", "reorder")
    assert found.occasion.facts["every"] == "3 months"
    says = next(reason.says for reason in found.because if reason.rule == "topic")
    assert says == "correction (they order about every 3 months, the last time on 10 July 2025)"
    assert "correction comes first: the rhythm of their orders" in [other.why for other in found.runners_up]


def test_the_rhythm_makes_nothing_due_before_the_rules_do() -> None:
    with_rhythm, without = decided(buyer(), "2025-09-24 14:00+02:00"), decided(buyer(days=()), "2025-09-24 14:00+02:00")

    assert (with_rhythm.action, with_rhythm.due) == (without.action, without.due)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (("2025-03-09", "2025-06-09", "2025-09-10"), "not yet near"),
        (("2024-06-09", "2024-09-09", "2024-12-10"), "too long ago for a habit"),
        (("2025-01-08", "2025-03-12", "2025-07-10"), "their orders follow no rhythm"),
    ],
)
def test_a_rhythm_that_is_not_near_broken_or_none_says_so_and_nothing_else(days: tuple[str, ...], why: str) -> None:
    found, others = topic(buyer(days=days))

    assert found is not None
    assert found.point != "reorder"
    assert any(why in other for other in others)


def test_of_two_orders_nothing_is_said_at_all() -> None:
    found, others = topic(buyer(days=QUARTERLY[:2]))

    assert found is not None
    assert found.point != "reorder"
    assert not any("order" in other for other in others)


def test_whoever_found_the_price_too_high_is_answered_first() -> None:
    dear = answer("2025-09-24", "price_objection")

    found, others = topic(buyer(dear, wrote("2025-09-25")))

    assert found is not None
    assert found.point != "reorder"
    assert any("what they said of our offer comes first" in other for other in others)


def test_who_asked_for_the_next_goods_already_is_answered_about_them() -> None:
    past = buyer(inquiry("2025-09-24"), quote("2025-09-25"))

    found, others = topic(past)

    assert found is not None
    assert found.point != "reorder"
    assert any("they have asked for the next one already" in other for other in others)


def test_a_quarterly_buyer_is_due_by_the_rules_and_told_by_his_rhythm() -> None:
    """Orders, confirmations, and nothing for ninety days: the silence is one, and the next order is near."""
    offered = quote("2025-07-01")
    confirmed = wrote("2025-07-11", "order_notice")
    past = history(inquiry("2024-12-02"), *orders(*QUARTERLY[:2]), offered, *orders(QUARTERLY[2]), confirmed)

    early, due = decided(past, "2025-10-01 14:00+02:00"), decided(past, "2025-10-14 14:00+02:00")

    assert early.action == "wait"
    assert due.action == "draft"
    assert due.occasion is not None
    assert due.occasion.point == "reorder"


def test_a_reorder_is_offered_once_and_not_again_in_the_same_silence() -> None:
    past = buyer(wrote("2025-09-29"), drafts=(draft("correction", DraftState.SENT, "2025-09-29"),))

    found, _ = topic(past, "2025-10-21 14:00+02:00")

    assert found is None or found.point != "reorder"
