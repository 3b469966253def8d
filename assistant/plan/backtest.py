"""What these rules would have done on the recorded past, beside what the seller did.

Public: `backtest`, `Was`. The past is cut at each moment that matters, so that the rules see only what was known then
(definitions "`--at T`": settings, rules and materials count as they are now).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.model import Action, Coverage, CustomerNumber, Direction, History, Kind, Me, Stage, Touch
from assistant.plan.case import Load
from assistant.plan.decide import decide, look_again
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules

WROTE_ANYWAY = timedelta(days=7)  # a follow-up of the seller within a week of ours is the same one
_DAY = timedelta(days=1)
_STEPS = frozenset({Action.DRAFT, Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE, Action.REST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """One step the rules would have taken, or one follow-up the seller wrote against them."""

    at: datetime
    customer: CustomerNumber
    rules_say: str  # draft call change_person change_colleague rest, or the rule that held it back
    topic: str | None
    seller: str  # "wrote" "wrote later" "did not write"
    seller_at: datetime | None
    answered_at: datetime | None  # their next human mail after it
    says: str


def backtest(
    histories: Sequence[History],
    coverage: Coverage,
    rules: Rules,
    materials: Materials,
    me: Me,
    now: datetime,
    since: datetime,
) -> tuple[Was, ...]:
    """Return, in order of time, every step the rules would have taken from `since` to `now`, and the seller's own
    follow-ups that they would have held back. Drafts of ours on record are taken as they were.
    """
    found = [was for history in histories for was in _of_one(history, coverage, rules, materials, me, now, since)]
    return tuple(sorted(found, key=lambda was: (was.at, was.customer, was.rules_say)))


def _of_one(
    history: History, coverage: Coverage, rules: Rules, materials: Materials, me: Me, now: datetime, since: datetime
) -> list[Was]:
    found: list[Was] = []
    seen: set[tuple[str | None, Action]] = set()
    moments = sorted({touch.at for touch in history.touches if since < touch.at <= now})
    at = since
    while at <= now:
        decision = decide(_cut(history, at), coverage, rules, materials, Load(), me, at)
        key = (decision.step, decision.action)
        if decision.action in _STEPS and decision.step is not None and key not in seen:
            seen.add(key)
            step = decision.action.value
            topic = decision.occasion.topic if decision.occasion else None
            found.append(_was(history, max(at, decision.due or at), now, step, topic, decision.because[0].says))
        at = _next_moment(at, look_again(decision, rules), moments)
    found.extend(_against_the_rules(history, coverage, rules, materials, me, now, since))
    return found


def _next_moment(at: datetime, due: datetime | None, moments: Sequence[datetime]) -> datetime:
    """Return the next moment at which the decision can differ: something happened, or time alone opened a rule."""
    happened = next((moment for moment in moments if moment > at), None)
    timed = due if due is not None and due > at else None
    soonest = min((moment for moment in (happened, timed) if moment is not None), default=None)
    return soonest if soonest is not None and soonest > at else at + 30 * _DAY


def _against_the_rules(
    history: History, coverage: Coverage, rules: Rules, materials: Materials, me: Me, now: datetime, since: datetime
) -> list[Was]:
    """Return the seller's own follow-ups that came while the rules said no; quotes and owed answers are none."""
    found = []
    for touch in history.touches:
        is_follow_up = touch.direction is Direction.OUTBOUND and touch.by == "mail" and touch.kind is Kind.REPLY
        serves_an_order = touch.has("order_notice")
        if not is_follow_up or serves_an_order or not since < touch.at <= now:
            continue
        before = touch.at - timedelta(seconds=1)
        decision = decide(_cut(history, before), coverage, rules, materials, Load(), me, before)
        held = decision.action in (Action.WAIT, Action.HOLD) and decision.standing.follow_ups >= 0
        first = decision.because[0] if decision.because else None
        held = held and decision.standing.stage is not Stage.ORDERING  # a running order is served, not chased
        if held and first is not None and decision.standing.base is not None and first.rule not in ("window", "topic"):
            found.append(_was(history, touch.at, now, first.rule, None, first.says, seller_at=touch.at))
    return found


def _was(
    history: History,
    at: datetime,
    now: datetime,
    rules_say: str,
    topic: str | None,
    says: str,
    seller_at: datetime | None = None,
) -> Was:
    wrote = seller_at or next((t.at for t in history.touches if _is_ours(t) and at < t.at <= now), None)
    answered = next((t.at for t in history.touches if t.is_human and at < t.at <= now), None)
    if wrote is None or (answered is not None and answered < wrote):
        seller, wrote = "did not write", None
    else:
        seller = "wrote" if wrote - at <= WROTE_ANYWAY else "wrote later"
    return Was(
        at=at,
        customer=history.customer.number,
        rules_say=rules_say,
        topic=topic,
        seller=seller,
        seller_at=wrote,
        answered_at=answered,
        says=says,
    )


def _is_ours(touch: Touch) -> bool:
    return touch.direction is Direction.OUTBOUND and not touch.bounced


def _cut(history: History, at: datetime) -> History:
    """Return the history as it was known at that moment; unsent drafts of the user leave no trace in the past."""
    return replace(
        history,
        touches=tuple(touch for touch in history.touches if touch.at <= at),
        drafts=tuple(draft for draft in history.drafts if draft.changed_at <= at),
        foreign_drafts=tuple(draft for draft in history.foreign_drafts if draft.at <= at),
        rungs=tuple(rung for rung in history.rungs if rung.shown_at <= at),
    )
