"""What the seller needs in hand for a step that is no draft. Pure. Public: `step_sheet`."""

from datetime import datetime

from assistant.model import Action, Decision, History, Me
from assistant.plan.callsheet import call_sheet
from assistant.plan.handover import hand_over_note, referral


def step_sheet(decision: Decision, history: History, me: Me, now: datetime) -> tuple[str, ...]:
    """Return the call sheet, the hand-over note or the referral that belongs to the step; () for any other.

    Source: domain 001-22 (another colleague, another company), 002-20 (the phone).
    """
    if decision.action is Action.CALL:
        return call_sheet(decision, history, me, now)
    if decision.action is Action.CHANGE_COLLEAGUE:
        return hand_over_note(decision, history, me, now)
    return referral(decision, history, me) if decision.action is Action.REST else ()
