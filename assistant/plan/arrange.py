"""The order of work over all customers, and the limits of the desk (domain 001-12, 000-03).

Public: `arrange`, `quadrant`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.model import Action, Decision, Grade, Heat, Reason, Stage, Weighed
from assistant.plan.case import Load
from assistant.plan.rules import Rules

_HEAT = {Heat.HOT: 0, Heat.WARM: 1, Heat.COLD: 2}
_FAR = datetime(9999, 1, 1, tzinfo=UTC)
_TIMED = frozenset({"hold", "named_date", "absence", "quiet_after", "cadence", "min_gap"})
_FIRST = {Action.ANSWER: 0, Action.DRAFT: 1, Action.CALL: 1, Action.CHANGE_PERSON: 1, Action.CHANGE_COLLEAGUE: 1}
URGENT_WITHIN = timedelta(days=2)


def arrange(decisions: Sequence[Decision], load: Load, rules: Rules) -> tuple[Decision, ...]:
    """Return all decisions in work order: owed answers, then by heat, grade, overdue; surplus drafts wait.

    The limits are those of one mailbox and of one company; `load` is what lies on the desk already. A draft over a
    limit becomes a wait whose first reason is `limit`.
    """
    ordered = sorted(decisions, key=_place_in_line)
    limits = rules.limits
    today = limits.per_day - load.placed_today
    if load.is_first_day:
        today = min(today, limits.first_day - load.placed_today)
    room = max(0, min(today, limits.open_drafts - load.open_drafts))
    placed = Counter(load.placed_last_week)
    arranged = []
    for decision in ordered:
        if decision.writes:
            if placed[decision.customer] >= limits.per_company_per_week:
                decision = _waits(decision, "this company has had its drafts of the week")
            elif room == 0:
                decision = _waits(decision, "the desk is full; others come first")
            else:
                room -= 1
                placed[decision.customer] += 1
        arranged.append(decision)
    return tuple(arranged)


def quadrant(decision: Decision, now: datetime, great_quotes: frozenset[int] = frozenset()) -> str:
    """Return the quadrant of domain 000-03: critical, high-return, interruption or trivia.

    Urgent: due or owed within 2 working days (weekdays stand for them here). Important: grade A or B, hot, in the
    sample stage, or among `great_quotes`, the customers whose quote is in the top fifth.
    """
    standing = decision.standing
    horizon = now
    left = 2
    while left:
        horizon += timedelta(days=1)
        left -= horizon.weekday() < 5
    urgent = standing.owed is not None or (decision.due is not None and decision.due <= horizon)
    important = (
        standing.grade in (Grade.A, Grade.B)
        or standing.heat is Heat.HOT
        or standing.stage is Stage.SAMPLE
        or decision.customer in great_quotes
    )
    if important:
        return "critical" if urgent else "high-return"
    return "interruption" if urgent else "trivia"


def ripe_since(decision: Decision) -> datetime:
    """Return when the decision became right, apart from windows: the longer ago, the more it is overdue."""
    ripe = [one.until for one in decision.weighed if one.rule in _TIMED and one.until is not None]
    return max(ripe, default=decision.due or _FAR)


def _place_in_line(decision: Decision) -> tuple[int, int, str, datetime, int]:
    standing = decision.standing
    group = _FIRST.get(decision.action, 2)
    since = standing.owed.at if decision.action is Action.ANSWER and standing.owed else ripe_since(decision)
    return group, _HEAT[standing.heat], standing.grade.value, since, decision.customer


def _waits(decision: Decision, says: str) -> Decision:
    if decision.action is Action.ANSWER:
        return replace(decision, occasion=None)  # it is owed all the same; only its draft waits
    weighed = tuple(
        Weighed(rule="limit", verdict="delays", until=one.until or decision.due, says=says)
        if one.rule == "limit"
        else one
        for one in decision.weighed
    )
    others = tuple(reason for reason in decision.because if reason.rule != "limit")
    because = (Reason(rule="limit", says=says), *others)
    return replace(decision, action=Action.WAIT, because=because, weighed=weighed)
