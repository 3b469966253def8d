"""Other rules under a thousand customers: few are judged anew, nobody is missed, and reasons follow the new rules."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant import wiring
from assistant.daemon.house import House
from assistant.daemon.judging import judge, silences, survey
from assistant.model import Action, CustomerNumber, Decision, Quiet
from assistant.plan import rules as rule_files
from bench.crowd import FATES, crowded

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)  # a Wednesday
STEPS = frozenset({Action.DRAFT, Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house whose ledger was judged by the rules as they come, and which now has others."""
    made = crowded(tmp_path_factory.mktemp("crowd"), 1000, NOW)
    with wiring.open_house(wiring.load_files(str(made.config))) as parts:
        yield parts


def under(house: House, text: str) -> House:
    rules, problems = rule_files.load(text, "rules.yaml")
    assert rules is not None, problems
    return replace(house, rules=rules)


def first_of(house: House, fate: str) -> CustomerNumber:
    index = [one.name for one in FATES].index(fate)
    return house.ledger.find(f"firm{index}.de").number


def would_write(decision: Decision) -> bool:
    return decision.action in STEPS or decision.because[0].rule in ("topic", "holiday", "season", "window", "limit")


def test_a_change_of_rules_judges_few_and_misses_nobody(house: House) -> None:
    changed = under(house, "every: {B: 5 days}\n")
    judged = {decision.customer for decision in judge(changed, NOW)}
    others = [one for one in survey(changed, NOW) if one.customer not in judged]

    assert len(judged) == 20  # two in a hundred were silent long enough under any rules like these
    assert not [one for one in others if would_write(one)]


def test_longer_ages_and_shorter_rests_reach_whom_they_concern(house: House) -> None:
    changed = under(house, "only_quotes_younger_than: 12 months\nevery: {B: 1 day}\nmin_gap: 1 hour\n")
    judged = {decision.customer for decision in judge(changed, NOW + timedelta(minutes=1))}

    assert first_of(house, "quoted long ago") in judged
    assert first_of(house, "followed up just now") in judged
    assert not judged & {first_of(house, fate) for fate in ("refused", "stopped", "our turn", "named a month")}


def test_whoever_was_not_judged_is_explained_by_the_new_rules(house: House) -> None:
    number = first_of(house, "followed up just now")
    (decision,) = survey(under(house, "every: {B: 6 days}\n"), NOW, (number,))

    assert decision.action is Action.WAIT
    assert any(one.rule == "cadence" and one.says.startswith("B rests 6 days") for one in decision.because)


def test_who_is_silent_is_counted_as_judgement_says_it(house: House) -> None:
    changed = under(house, "quiet_after: {quote: 40 days}\n")
    judged = Counter(decision.standing.quiet for decision in survey(changed, NOW))

    assert silences(changed, NOW) == judged
    assert min(judged[Quiet.YES], judged[Quiet.NO]) > 0


def test_a_longer_ladder_reaches_those_who_rested(house: House) -> None:
    number = first_of(house, "chased to the end")
    judged = judge(under(house, "ladder: {rest: 20}\n"), NOW + timedelta(minutes=2))

    assert number in {decision.customer for decision in judged}
