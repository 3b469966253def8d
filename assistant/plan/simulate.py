"""The calendar of coming follow-ups if every customer stays silent and every draft is sent at its hour.

Public: `simulate`, `Coming`, `suppose_sent`, `suppose_shown`. Pure: it plays the rules against an imagined future and
writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.model import (
    OPEN_STATES,
    Action,
    Coverage,
    CustomerNumber,
    Decision,
    Direction,
    DraftId,
    DraftState,
    History,
    Kind,
    Me,
    MessageId,
    PastDraft,
    Rung,
    Touch,
)
from assistant.plan.case import Load
from assistant.plan.decide import decide, look_again
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules

STEPS = frozenset({Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE})
_MOST = 400  # steps per customer: a simulated year of daily looks ends
_AT_LEAST = timedelta(hours=1)  # time always goes on, whatever the rules say


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One entry of the calendar."""

    at: datetime  # on the customer's clock
    customer: CustomerNumber
    action: Action  # draft, call, change_person, change_colleague, rest, answer
    topic: str | None
    to: str | None
    says: str  # the first reason


def simulate(
    histories: Sequence[History],
    coverage: Coverage,
    rules: Rules,
    materials: Materials,
    me: Me,
    now: datetime,
    days: int,
) -> tuple[Coming, ...]:
    """Return what would be due within `days`, in order of time, if nobody answers and every draft is sent.

    Limits of the desk are left out: the calendar shows what the rules want. An answer we owe, a rest and a hold end the
    future of a customer, for what comes then is up to a person.
    """
    end = now + timedelta(days=days)
    found = [
        coming for history in histories for coming in _future_of(history, coverage, rules, materials, me, now, end)
    ]
    return tuple(sorted(found, key=lambda coming: (coming.at, coming.customer)))


def _future_of(
    history: History, coverage: Coverage, rules: Rules, materials: Materials, me: Me, now: datetime, end: datetime
) -> list[Coming]:
    found: list[Coming] = []
    at = now
    history = _suppose_desk_cleared(history, now)
    for _ in range(_MOST):
        if at > end:
            break
        decision = decide(history, coverage, rules, materials, Load(), me, at)
        if decision.action is Action.DRAFT and decision.due is not None:
            sent = max(decision.due, at)
            if sent > end:
                break
            found.append(_coming(decision, sent))
            history = suppose_sent(history, decision, sent)
            at = sent + _AT_LEAST
            continue
        if decision.action in STEPS:
            if not (found and found[-1].action is decision.action and _same_spell(found[-1], decision)):
                found.append(_coming(decision, at))
                history = suppose_shown(history, decision, at)
        elif decision.action in (Action.ANSWER, Action.REST):
            found.append(_coming(decision, at))
            break
        following = look_again(decision, rules)
        if following is None:
            break
        at = max(following, at + _AT_LEAST)
    return found


def suppose_sent(history: History, decision: Decision, at: datetime) -> History:
    """Return the history as it would be had the draft of this decision been sent at that moment."""
    occasion, thread = decision.occasion, decision.thread
    mail = Touch(
        at=at,
        direction=Direction.OUTBOUND,
        kind=Kind.REPLY,
        message_id=MessageId(f"supposed.{decision.customer}.{at.timestamp():.0f}"),
        thread=thread.thread if thread else "",
        writer=decision.sender or "",
        to=(decision.to,) if decision.to else (),
        cc=decision.cc,
    )
    draft = PastDraft(
        draft=DraftId(f"supposed-{len(history.drafts)}"),
        topic=occasion.topic if occasion else "",
        material=occasion.material if occasion else None,
        state=DraftState.SENT,
        placed_at=at,
        changed_at=at,
    )
    return replace(history, touches=(*history.touches, mail), drafts=(*history.drafts, draft))


def suppose_shown(history: History, decision: Decision, at: datetime) -> History:
    """Return the history as it would be had this rung of the ladder been shown at that moment and done by nobody."""
    spell = decision.standing.quiet_since or at
    return replace(history, rungs=(*history.rungs, Rung(step=decision.action.value, shown_at=at, spell=spell)))


def _suppose_desk_cleared(history: History, now: datetime) -> History:
    """What lies in Drafts today is supposed to be sent today: the silence is the customer's, not the seller's."""
    waiting = [draft for draft in history.drafts if draft.state in OPEN_STATES]
    if not waiting and not history.foreign_drafts:
        return history
    known = tuple(draft for draft in history.drafts if draft.state not in OPEN_STATES)
    sent = tuple(replace(draft, state=DraftState.SENT, changed_at=now) for draft in waiting)
    last = next((t for t in reversed(history.touches) if t.direction is Direction.OUTBOUND), None)
    mail = Touch(
        at=now,
        direction=Direction.OUTBOUND,
        kind=Kind.REPLY,
        message_id=MessageId(f"supposed.{history.customer.number}.desk"),
        thread=last.thread if last else "",
        writer=last.writer if last else "",
        to=last.to if last else (),
    )
    return replace(history, touches=(*history.touches, mail), drafts=(*known, *sent), foreign_drafts=())


def _coming(decision: Decision, at: datetime) -> Coming:
    return Coming(
        at=at.astimezone(decision.due.tzinfo) if decision.due is not None else at,
        customer=decision.customer,
        action=decision.action,
        topic=decision.occasion.topic if decision.occasion else None,
        to=decision.to,
        says=decision.because[0].says if decision.because else "",
    )


def _same_spell(last: Coming, decision: Decision) -> bool:
    since = decision.standing.quiet_since
    return since is not None and last.at > since
