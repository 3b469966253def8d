"""What brought answers: rates with honest intervals, and nothing ordered by chance."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.model import DraftState
from assistant.plan.insights import favourites, interval

NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)
Said = tuple[str, tuple[str, ...], DraftState, datetime]


def letters(phrase: str, answered: int, silent: int) -> list[Said]:
    yes: Said = ("en", (phrase, "title.mr"), DraftState.ANSWERED, LONG_AGO)
    no: Said = ("en", (phrase, "title.mr"), DraftState.SENT, LONG_AGO)
    return [yes] * answered + [no] * silent


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596)],
)
def test_an_interval_is_wide_where_little_is_known(hits: int, tries: int, low: float, high: float) -> None:
    assert interval(hits, tries) == pytest.approx((low, high), abs=0.001)


def test_a_phrase_that_brings_clearly_more_answers_goes_before_its_equals() -> None:
    said = letters("good", 12, 3) + letters("usual", 6, 40)

    assert favourites(said, NOW) == {"en:good"}


def test_a_few_lucky_letters_order_nothing() -> None:
    assert favourites(letters("lucky", 4, 0) + letters("usual", 6, 40), NOW) == frozenset()


def test_a_letter_that_had_no_time_to_be_answered_is_no_failure() -> None:
    young: Said = ("en", ("fresh",), DraftState.SENT, NOW - timedelta(days=3))
    said = letters("good", 12, 3) + [young] * 30

    assert favourites(said, NOW) == frozenset()  # all others are "good": nothing to be better than
    assert favourites(said + letters("usual", 6, 40), NOW) == {"en:good"}
