"""A bound is sound: whatever happened to a customer and whatever the rules are, nothing is due before it.

Customers and rules are drawn at random from seeds; what `decide` says exactly is held against the bound of an outlook
that was made at another moment and under other rules.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.model import Action, Decision, Grade, Kind, Person, Settings
from assistant.plan.case import Load
from assistant.plan.decide import ORDER, decide
from assistant.plan.outlook import floors_of, silent_until
from tests.given.parties import ME
from tests.plan.drawn import NEWS, NOW, outlook, some_customer, some_rules
from tests.plan.given import ANNA, COMPLETE, ours, rules, theirs

DUE = frozenset({Action.DRAFT, Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE})
CUSTOMERS = 400


def moments_before(bound: datetime | None, dice: random.Random) -> Iterator[datetime]:
    """Now, then at random, the last of them right before the bound; four months where time alone changes nothing."""
    end = NOW + timedelta(days=120) if bound is None else bound
    yield NOW
    yield from (NOW + (end - NOW) * dice.random() for _ in range(4))
    yield end - timedelta(minutes=1)


def may_be_due(decision: Decision) -> bool:
    """Return whether every rule up to `min_gap` allows it, and the ladder does not say rest: it hangs on the hour."""
    up_to_gap = decision.weighed[: ORDER.index("ladder")]
    return all(one.verdict == "allows" for one in up_to_gap) and decision.action is not Action.REST


def test_nobody_is_due_before_the_bound_whatever_the_rules_are() -> None:
    asked: Counter[str] = Counter()
    for seed in range(CUSTOMERS):
        dice = random.Random(seed)
        history, made_by, other = some_customer(dice), some_rules(dice), some_rules(dice)
        bound = silent_until(outlook(history, made_by, NOW), floors_of(other), NOW)
        if bound is not None and bound <= NOW:
            asked["judged"] += 1
            continue
        asked["never" if bound is None else "later"] += 1
        for moment in moments_before(bound, dice):
            decision = decide(history, COMPLETE, other, NEWS, Load(), ME, moment)
            assert decision.action not in DUE, f"seed {seed} at {moment}, bound {bound}: {decision.because[0]}"
            assert not may_be_due(decision), f"seed {seed} at {moment}, bound {bound}: only the hour is wrong"

    assert min(asked["judged"], asked["later"], asked["never"]) > CUSTOMERS / 10, asked


def test_bounds_are_close_enough_to_be_worth_their_while() -> None:
    """Of the customers who are judged because their bound has come, many could be written to within five days."""
    soon = judged = 0
    for seed in range(CUSTOMERS):
        dice = random.Random(seed)
        history, made_by, other = some_customer(dice), some_rules(dice), some_rules(dice)
        bound = silent_until(outlook(history, made_by, NOW), floors_of(other), NOW)
        if bound is None or bound > NOW:
            continue
        judged += 1
        soon += may_be_due(decide(history, COMPLETE, other, NEWS, Load(), ME, NOW + timedelta(days=5)))

    assert soon > judged * 0.6, (soon, judged)


def test_a_grade_that_runs_out_meanwhile_may_shorten_the_rest() -> None:
    """Their last order is two years old in two days; the letter below rests two days only."""
    grades = rules("every: {A: 2 months, B: 2 days, hot: 2 months}\n")
    past = (ours(Kind.REPLY, "2024-03-12", "order_notice"), theirs(Kind.REPLY, "2024-04-01"),
            ours(Kind.QUOTE, "2026-02-20"), ours(Kind.REPLY, "2026-03-06"))  # fmt: skip
    history = replace(some_customer(random.Random(0)), touches=past, drafts=(), settings=Settings(), rungs=(),
                      people=(Person(address=ANNA, confirmed=True),), foreign_drafts=())  # fmt: skip
    hours = [NOW + timedelta(hours=n) for n in range(24 * 6)]
    decisions = {at: decide(history, COMPLETE, grades, NEWS, Load(), ME, at) for at in hours}
    bound = silent_until(outlook(history, grades, NOW), floors_of(grades), NOW)

    assert decisions[NOW].standing.grade is Grade.A
    assert bound is not None
    assert bound <= min(at for at, decision in decisions.items() if may_be_due(decision))
