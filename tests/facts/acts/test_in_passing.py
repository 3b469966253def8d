"""Acts said in passing are understood, and the words of an act that mean something else are none (tests/corpus)."""

from typing import Any

import pytest
import yaml

from tests.given.corpus import CORPUS
from tests.given.understood import answer

TABLE: dict[str, Any] = yaml.safe_load((CORPUS / "in_passing.yaml").read_text("utf-8"))


@pytest.mark.parametrize("part", TABLE)
def test_what_is_said_in_passing_is_taken_for_what_it_means(part: str) -> None:
    wrong = {}
    for row in TABLE[part]["mails"]:
        facts = answer(row["text"], first=row.get("first", False))
        owed = any(one.name == "question" for one in facts.signals)
        if facts.kind != row["kind"] or (row.get("asks") and not owed):
            wrong[row["text"]] = (facts.kind, owed)

    assert wrong == {}


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
