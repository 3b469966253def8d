"""Mail that is nearly an act is taken for what it is (tests/corpus/nearly_acts.yaml).

A false order or refusal silences a customer, a false inquiry brings a lost one back, a lost answer starts a chase.
"""

import pytest

from tests.facts.acts.tables import mistaken, table

TABLE = table("nearly_acts")


@pytest.mark.parametrize("part", TABLE)
def test_mail_that_is_nearly_an_act_is_taken_for_what_it_is(part: str) -> None:
    assert mistaken(TABLE[part]) == {}
