"""When the rules change, the ledger finds whom that may concern from what judgement last saw of each."""

import random
from datetime import timedelta
from pathlib import Path

from assistant.model import CustomerNumber
from assistant.plan.outlook import Outlook, floors_of, silent_until
from assistant.plan.rules import Rules
from tests.ledger.setting import NOW, later, with_anna, with_three
from tests.plan.drawn import NOW as DRAWN_AT
from tests.plan.drawn import outlook, some_customer, some_rules

ONE, TWO, THREE = CustomerNumber(1), CustomerNumber(2), CustomerNumber(3)


def test_other_rules_bring_forward_whom_they_may_concern_and_nobody_else(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    quoted = Outlook(shut=False, base="quote", base_at=NOW, asked_at=NOW, contact_at=NOW)
    ledger.set_due(dict.fromkeys((ONE, TWO, THREE), later(days=9)), {ONE: quoted, TWO: Outlook(shut=True)})
    ledger.set_due({THREE: NOW})
    slow, quick = Rules(), Rules.model_validate({"quiet_after": {"quote": "2 days"}, "min_gap": "1 hour"})

    ledger.plan_by(floors_of(slow), later(hours=1))
    assert ledger.due(later(days=1)) == (3,)
    ledger.plan_by(floors_of(quick), later(hours=1))
    assert ledger.due(later(hours=44)) == (3,)
    assert ledger.due(later(hours=45)) == (3, 1)  # two days, less what a clock may be moved
    assert ledger.due(later(days=8)) == (3, 1)


def test_rows_and_values_tell_the_same_bound(tmp_path: Path) -> None:
    """`plan_by` in SQL and `silent_until` in Python, for customers of every kind, to the microsecond."""
    ledger = with_three(tmp_path)
    for seed in range(60):
        dice = random.Random(seed)
        seen = outlook(some_customer(dice), some_rules(dice), DRAWN_AT)
        floors = floors_of(some_rules(dice))
        bound = silent_until(seen, floors, DRAWN_AT)
        far = DRAWN_AT + timedelta(days=400)
        ledger.set_due({ONE: far}, {ONE: seen})
        ledger.all_due_stale()
        ledger.plan_by(floors, DRAWN_AT)

        due_at = far if bound is None else bound
        assert ONE in ledger.due(due_at), f"seed {seed}"
        assert ONE not in ledger.due(due_at - timedelta(microseconds=1)), f"seed {seed}"


def test_a_customer_to_whom_anything_happened_stays_due_whatever_the_rules(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ledger.set_due({ONE: later(days=9)}, {ONE: Outlook(shut=True)})
    ledger.add_touch(ONE, NOW, "phone", False, "", NOW)
    ledger.plan_by(floors_of(Rules()), NOW)

    assert ledger.due(NOW) == (1,)


def test_of_a_forgotten_customer_no_outlook_stays_and_no_rule_makes_it_due(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    ledger.set_due(dict.fromkeys((ONE, TWO, THREE), later(days=9)), {ONE: Outlook(shut=True)})
    ledger.forget(ONE, NOW)
    ledger.plan_by(floors_of(Rules()), NOW)

    assert ledger.due(later(days=30)) == (2, 3)
