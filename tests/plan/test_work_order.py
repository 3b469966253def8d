"""The order of work over all customers, the limits of the desk, and the quadrants (domain 001-12, 000-03)."""

from assistant.model import Action, Decision, Grade, Kind, Settings
from assistant.plan.arrange import quadrant
from assistant.plan.case import Load
from assistant.plan.decide import arrange
from tests.plan.given import (
    OPEN,
    answer,
    at,
    decided,
    first_rule,
    history,
    inquiry,
    quote,
    rules,
    silent,
    theirs,
    verdict,
    wrote,
)

NOW = at(OPEN)


def due(number: int, **more: object) -> Decision:
    return decided(silent(number=number, **more), OPEN)


def numbers(decisions: tuple[Decision, ...]) -> list[int]:
    return [int(decision.customer) for decision in decisions]


def test_owed_answers_come_first_then_heat_then_grade_then_the_longest_overdue() -> None:
    owed = decided(silent(answer("2025-11-20", "question"), number=1), OPEN)
    hot = decided(silent(wrote("2025-11-07", "sample_sent"), number=2), OPEN)
    grade_a = due(3, settings=Settings(grade=Grade.A))
    overdue = decided(history(inquiry("2025-09-01"), quote("2025-09-02"), number=4), OPEN)
    plain = due(5)
    waiting = decided(history(inquiry("2025-12-01"), quote("2025-12-02"), number=6), OPEN)
    arranged = arrange([waiting, plain, overdue, grade_a, hot, owed], Load(), rules())

    assert numbers(arranged) == [1, 2, 3, 4, 5, 6]


def test_drafts_over_the_limit_of_the_desk_wait_the_last_in_line_first() -> None:
    arranged = arrange([due(n) for n in range(1, 6)], Load(open_drafts=6), rules())

    assert [one.action for one in arranged] == [Action.DRAFT] * 2 + [Action.WAIT] * 3
    assert {first_rule(one) for one in arranged[2:]} == {"limit"}
    assert {verdict(one, "limit") for one in arranged[2:]} == {"delays"}


def test_the_day_and_the_first_day_have_their_own_limits() -> None:
    drafts = [due(n) for n in range(1, 9)]

    def placed(load: Load) -> int:
        return sum(one.action is Action.DRAFT for one in arrange(drafts, load, rules()))

    assert placed(Load()) == 8
    assert placed(Load(is_first_day=True)) == 5
    assert placed(Load(is_first_day=True, placed_today=4)) == 1
    assert placed(Load(placed_today=18)) == 2
    assert placed(Load(placed_today=25)) == 0


def test_a_company_gets_no_more_than_its_drafts_of_the_week() -> None:
    load = Load(placed_last_week={due(1).customer: 2})

    assert [one.action for one in arrange([due(1), due(2)], load, rules())] == [Action.WAIT, Action.DRAFT]


def test_the_order_does_not_hang_on_the_order_given() -> None:
    decisions = [due(n) for n in (3, 1, 2)]

    assert arrange(decisions, Load(), rules()) == arrange(decisions[::-1], Load(), rules())


def test_urgent_and_important_make_four_quadrants() -> None:
    """Domain 000-03; grade A or B, hot or sample is important, due or owed within two working days is urgent."""
    later = decided(history(inquiry("2025-12-02"), quote("2025-12-03 10:00"), number=6), OPEN)
    small = due(2, settings=Settings(grade=Grade.D))
    small_later = decided(
        history(inquiry("2025-12-02"), quote("2025-12-03 10:00"), number=3, settings=Settings(grade=Grade.D)), OPEN
    )

    assert [quadrant(one, NOW) for one in (due(1), later, small, small_later)] == [
        "critical",
        "high-return",
        "interruption",
        "trivia",
    ]
    assert quadrant(small, NOW, frozenset({2})) == "critical"


def test_a_refused_customer_stands_last() -> None:
    lost = decided(silent(theirs(Kind.REFUSAL, "2025-11-10"), number=1), OPEN)

    assert numbers(arrange([lost, due(2)], Load(), rules())) == [2, 1]
