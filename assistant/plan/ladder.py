"""What to do in place of another mail after so many unanswered ones: call, another person, another colleague, rest.

Public: `rung_at`, `Step`, `is_passed`, `colleague_for`. Domain 001-22, 002-20, 001-21-4 and 7; definitions "Ladder". A
rung is one step in place of a mail: due once, passed when recorded or one `every` after it was first shown; then drafts
go on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.model import Action, Colleague, History, Me, Touch
from assistant.plan.record import Record
from assistant.plan.rules import Rules

STEPS = (Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE, Action.REST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The rung that a number of unanswered follow-ups stands on."""

    action: Action  # one of STEPS
    after: int  # follow-ups from which it holds


def unanswered(record: Record) -> int:
    """Return the unanswered follow-ups that count for the ladder: those after the user's `resume`, if there was one."""
    if record.resumed_at is None:
        return max(0, len(record.ours) - 1)
    later = [touch for touch in record.ours if touch.at > record.resumed_at]
    return max(0, len(record.ours) - 1) if len(later) == len(record.ours) else len(later)


def rung_at(follow_ups: int, rules: Rules) -> Step | None:
    """Return the highest rung reached; None while plain drafts are right."""
    ladder = rules.ladder
    afters = (ladder.call, ladder.change_person, ladder.change_colleague, ladder.rest)
    reached = [Step(action=a, after=n) for a, n in zip(STEPS, afters, strict=True) if follow_ups >= n]
    return reached[-1] if reached else None


def is_passed(
    step: Step, history: History, record: Record, since: datetime, every: Callable[[datetime], datetime], now: datetime
) -> bool:
    """Return whether the rung of the spell that began at `since` is behind us; `every` adds one rest to a moment."""
    if step.action is Action.REST:
        return False
    shown = [
        rung for rung in history.rungs if rung.step == step.action and rung.shown_at >= since and rung.shown_at <= now
    ]
    if any(rung.passed_at is not None and rung.passed_at <= now for rung in shown):
        return True
    if any(every(rung.shown_at) <= now for rung in shown):
        return True
    first_shown = min((rung.shown_at for rung in shown), default=None)
    if step.action is Action.CALL:
        return _spoke_outside_mail(record, first_shown)
    return False


def passes_at(
    step: Step, history: History, since: datetime, every: Callable[[datetime], datetime], now: datetime
) -> datetime:
    """Return when the rung is passed by time alone; counted from `now` where it is shown for the first time."""
    shown = [rung.shown_at for rung in history.rungs if rung.step == step.action and since <= rung.shown_at <= now]
    return every(min(shown, default=now))


def has_colleagues(me: Me) -> bool:
    """Return whether there is another colleague who could write: the config names our company's domains."""
    return bool(me.domains)


def colleague_for(me: Me, record: Record) -> Colleague | None:
    """Return the colleague who takes over, from his own mailbox; None where one of them wrote in this spell already."""
    wrote = any(me.colleague_at(touch.writer) is not None for touch in record.ours)
    return None if wrote else next(iter(me.colleagues), None)


def already_changed(record: Record, usual: str | None) -> bool:
    """Return whether a follow-up of this spell already went to somebody else than the usual person."""
    return usual is not None and any(_is_to_other(touch, usual) for touch in record.ours[1:])


def _is_to_other(touch: Touch, usual: str) -> bool:
    return touch.by == "mail" and bool(touch.to) and usual not in touch.to


def _spoke_outside_mail(record: Record, shown_at: datetime | None) -> bool:
    """A recorded telephone call or visit is the step itself: after it was shown, or as our latest contact."""
    outside = [touch for touch in record.ours if touch.by != "mail"]
    if shown_at is not None and any(touch.at >= shown_at for touch in outside):
        return True
    return bool(outside) and record.ours[-1] is outside[-1]
