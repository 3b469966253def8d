"""Acts said in passing are understood, and the words of an act that mean something else are none (tests/corpus)."""

import pytest

from tests.facts.acts.tables import mistaken, table
from tests.given.understood import answer

TABLE = table("in_passing")


@pytest.mark.parametrize("part", TABLE)
def test_what_is_said_in_passing_is_taken_for_what_it_means(part: str) -> None:
    assert all("kind" in row for row in TABLE[part]["mails"])
    assert mistaken(TABLE[part]) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("По цене вы не прошли.", {"price_objection"}),
        ("Образец не прошёл испытания.", {"spec_objection"}),
        ("가격이 부담스럽습니다.", {"price_objection"}),
        ("택배비는 저희가 부담합니다.", set()),
    ],
)
def test_a_price_that_lost_is_no_failed_test_and_who_pays_the_parcel_finds_nothing_dear(
    text: str, told: set[str]
) -> None:
    names = {one.name for one in answer(text).signals}

    assert names & {"price_objection", "spec_objection"} == told
