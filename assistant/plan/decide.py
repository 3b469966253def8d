"""What to do about a customer now, always with reasons: the judgement on one screen.

Public: `decide`, `decided`, `arrange`, `look_again`, `ORDER`, `Load`. The rules are asked in the order of
definitions.md; the first that fails is the action or the hold, and all of them are kept for `followup explain`.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.model import Action, Coverage, Decision, History, Me, Reason, Weighed
from assistant.plan import weigh, weigh_step
from assistant.plan.answering import first_answer
from assistant.plan.arrange import arrange, quadrant
from assistant.plan.case import Case, Load, case_of
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules
from assistant.plan.window import Window

__all__ = ["ORDER", "Load", "arrange", "decide", "decided", "look_again", "quadrant"]

ORDER = (
    "coverage", "stop", "lost", "hold", "open_draft", "owe", "named_date", "absence", "skip", "age", "quiet_after",
    "cadence", "min_gap", "ladder", "topic", "holiday", "season", "window", "limit",
)  # fmt: skip
_MAY_WE = (
    weigh.coverage, weigh.stop, weigh.lost, weigh.hold, weigh.open_draft, weigh.owe, weigh.named_date, weigh.absence,
    weigh.skipped, weigh.age, weigh.quiet_after, weigh.cadence, weigh.min_gap,
)  # fmt: skip


def decide(
    history: History, coverage: Coverage, rules: Rules, materials: Materials, load: Load, me: Me, now: datetime
) -> Decision:
    """Return the action for one customer at `now`, with every rule that was weighed.

    `due` is since when, or from when, it is right to act, the window included, on the customer's clock; None where time
    alone changes nothing. A draft is decided only when every rule allows it.
    """
    return decided(case_of(history, coverage, rules, materials, load, me, now))


def decided(case: Case) -> Decision:
    """Return the decision on a case that is already put in order."""
    weighed = [rule(case) for rule in _MAY_WE]
    climb = weigh_step.ladder(case)
    topic, occasion, runners_up = weigh_step.topic(case)
    since = _latest(weighed)
    ready = max(case.place.local(case.now), since or case.now)
    opens = case.next_window(ready)
    holiday = weigh_step.holiday(case, ready, opens)
    season, after = weigh_step.season(case, ready, opens)
    if after > ready:
        since, opens = after, case.next_window(after)
    window = weigh_step.window(case, opens)
    weighed += [climb.weighed, topic, holiday, season, window, weigh_step.limit(case)]

    failed = next((one for one in weighed if one.verdict != "allows"), None)
    action = _action(failed, climb)
    if action is Action.ANSWER:
        occasion = first_answer(case) if weighed[-1].verdict == "allows" else None
    return Decision(
        customer=case.history.customer.number,
        action=action,
        because=_reasons(failed, weighed),
        weighed=tuple(weighed),
        standing=case.standing,
        due=_due(case, action, failed, weighed, opens, since),
        window=(opens.start, opens.end) if opens is not None and action in (Action.DRAFT, Action.WAIT) else None,
        to=climb.other or case.recipient.to,
        cc=tuple(address for address in case.recipient.cc if address != climb.other),
        sender=case.recipient.sender,
        occasion=occasion if action in (Action.DRAFT, Action.WAIT, Action.ANSWER) else None,
        step=_answer_step(case) if action is Action.ANSWER else _step(case),
        soften=case.season is not None,
        thread=case.recipient.thread,
        colleague=climb.colleague,
        runners_up=runners_up,
    )


def look_again(decision: Decision, rules: Rules) -> datetime | None:
    """Return when the decision may change by time alone: what the ledger's due column should hold.

    A wait for a window ends `lead` before it opens, because the draft is placed then. None: never by time alone.
    """
    if decision.due is None or decision.action is Action.ANSWER:
        return None
    if decision.action in (Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE):
        return next((one.until for one in decision.weighed if one.rule == "ladder"), None)
    first = decision.because[0].rule if decision.because else ""
    if decision.action is not Action.WAIT or first == "limit":
        return decision.due
    blocking = [one.until for one in decision.weighed if one.verdict == "delays" and one.until and one.rule in _TIMED]
    placed_from = decision.due - rules.lead.rough()
    return max([placed_from, *blocking])


_TIMED = frozenset({"hold", "named_date", "absence", "quiet_after", "cadence", "min_gap"})


def _latest(weighed: Sequence[Weighed]) -> datetime | None:
    """Return the moment from which the rules that only wait all allow it; None where none of them names one."""
    return max((one.until for one in weighed if one.until is not None), default=None)


def _action(failed: Weighed | None, climb: weigh_step.Climb) -> Action:
    if failed is None:
        return Action.DRAFT
    if failed.rule == "owe":
        return Action.ANSWER
    if failed.rule == "ladder" and climb.action is not None:
        return climb.action
    return Action.WAIT if failed.verdict == "delays" else Action.HOLD


def _reasons(failed: Weighed | None, weighed: Sequence[Weighed]) -> tuple[Reason, ...]:
    """The rule that decided first, then the others that fail too, then what allows it, the most telling first."""
    others = [one for one in weighed if one is not failed]
    failing = [one for one in others if one.verdict != "allows"]
    allowing = sorted((one for one in others if one.verdict == "allows"), key=_how_telling)
    ordered = [*([failed] if failed else []), *failing, *allowing]
    return tuple(Reason(rule=one.rule, says=one.says) for one in ordered)


def _how_telling(one: Weighed) -> int:
    if one.rule == "ladder" and one.says.startswith(("change_person", "change_colleague")):
        return -1  # definitions: `because` says change_person
    return _TELLING.get(one.rule, len(_TELLING))


_TELLING = {"quiet_after": 0, "topic": 1, "cadence": 2, "window": 3, "ladder": 4, "age": 5, "absence": 6}


def _due(
    case: Case,
    action: Action,
    failed: Weighed | None,
    weighed: Sequence[Weighed],
    span: Window | None,
    since: datetime | None,
) -> datetime | None:
    """Return it without a look at the clock where that can be: what is due is due since one moment all day long."""
    now = case.place.local(case.now)
    if action is Action.ANSWER and case.standing.owed is not None:
        return case.place.local(case.standing.owed.at)
    if action in (Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE):
        return min(case.place.local(since or now), now)
    if action in (Action.DRAFT, Action.WAIT):
        limit = weighed[-1].until if weighed[-1].verdict == "delays" else None
        moments = [span.start if span is not None else None, since, limit]
        return case.place.local(max((one for one in moments if one is not None), default=now))
    return failed.until if failed is not None else None


def _answer_step(case: Case) -> str | None:
    """Return the key of a first answer: one for each mail that waits for us."""
    owed = case.standing.owed
    return None if owed is None else f"{owed.at.astimezone(UTC).isoformat()}#answer"


def _step(case: Case) -> str | None:
    """Return the key of this step: at most one draft is ever placed for it.

    The number counts what was done in this spell: follow-ups sent, those that came back, drafts thrown away or
    withdrawn. So the draft after any of them is a new step; the journal refuses a second one for the same.
    """
    since = case.standing.quiet_since
    if since is None:
        return None
    number = 1 + case.standing.follow_ups + len(case.record.bounced) + len(case.retired())
    return f"{since.astimezone(UTC).isoformat()}#{number}"
