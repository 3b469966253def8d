"""What is to be reached is reached: the whole table of `make accuracy`, on whatever labelled sets lie at hand."""

from assistant.facts import lexicon
from bench import goals


def test_every_decision_that_can_be_measured_reaches_its_goal() -> None:
    table = list(goals.reached(lexicon.builtin()))

    assert [(one.decision, one.goal, one.reached) for one in table if not one.holds] == []
