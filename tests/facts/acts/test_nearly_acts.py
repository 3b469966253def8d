"""Mail that is nearly an act is taken for what it is (tests/corpus/nearly_acts.yaml).

A false order or refusal silences a customer, a false inquiry brings a lost one back, a lost answer starts a chase.
"""

from typing import Any

import pytest
import yaml

from tests.given.corpus import CORPUS
from tests.given.understood import answer

TABLE: dict[str, Any] = yaml.safe_load((CORPUS / "nearly_acts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("part", TABLE)
def test_mail_that_is_nearly_an_act_is_taken_for_what_it_is(part: str) -> None:
    wrong = {}
    for row in TABLE[part]["mails"]:
        facts = answer(row["text"], first=row.get("first", False))
        owed = any(one.name == "question" for one in facts.signals)
        if facts.kind != row.get("kind", facts.kind) or owed != row.get("asks", owed):
            wrong[row["text"]] = (facts.kind, owed)

    assert wrong == {}
