"""The rules of judgement from the ladder on: what the step is, about what, and whether now is the hour for it.

Public: `ladder`, `topic`, `holiday`, `season`, `window`, `limit`. See `weigh` for the shape.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.almanac.seasons import seasons
from assistant.model import Action, Colleague, Occasion, RunnerUp, Weighed
from assistant.plan import ladder as rungs
from assistant.plan import reorder, topics
from assistant.plan.case import OURS_TOO, Case, season_with
from assistant.plan.recipient import other_person
from assistant.plan.rules import Rules
from assistant.plan.weigh import allows, delays, stops
from assistant.plan.window import Window, closed_on

A_WEEK = timedelta(days=7)  # definitions "Limits": per_company_per_week in 7 x 24 h


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """What the ladder says: an action in place of a draft, or a draft, perhaps to another person."""

    weighed: Weighed
    action: Action | None = None  # in place of a draft
    other: str | None = None  # draft to this person instead
    colleague: Colleague | None = None  # draft by this colleague of ours instead


def ladder(case: Case) -> Climb:
    """Return the step that the number of unanswered follow-ups calls for (domain 001-22, 002-20)."""
    if case.recipient.to is None:
        says = f"{case.recipient.changed}, and nobody else is known: find another person"
        return Climb(weighed=stops("ladder", says), action=Action.CHANGE_PERSON)
    sent = rungs.unanswered(case.record)
    count = f"{sent} unanswered follow-up{'' if sent == 1 else 's'}"
    step = rungs.rung_at(sent, case.rules)
    if step is not None and step.action is Action.REST:
        return Climb(weighed=stops("ladder", f"{count}: rest; only `resume` goes on"), action=Action.REST)
    if case.recipient.changed:
        return Climb(weighed=allows("ladder", f"change_person: {case.recipient.changed}"))
    if step is None:
        return Climb(weighed=allows("ladder", f"{count}: a draft"))
    if step.action is Action.CALL and case.history.settings.has_little("spoken_english"):  # 003-C5
        return Climb(weighed=allows("ladder", f"{count}: no call, they speak too little English, so a draft"))
    since = case.spell_start or case.record.all_ours[0].at
    if rungs.is_passed(step, case.history, case.record, since, case.one_rest_after, case.now):
        return Climb(weighed=allows("ladder", f"{count}: {step.action} is behind us, a draft again"))
    return _climb(case, step, count, since)


def _climb(case: Case, step: rungs.Step, count: str, since: datetime) -> Climb:
    if step.action is Action.CHANGE_PERSON:
        usual = case.recipient.to
        other = other_person(case.history, case.record, without=usual)
        if other is None:
            return Climb(weighed=allows("ladder", f"{count}: nobody else of them is known, so a draft again"))
        if rungs.already_changed(case.record, usual):
            return Climb(weighed=allows("ladder", f"{count}: another person was written to, so a draft again"))
        return Climb(weighed=allows("ladder", f"change_person: {count}, so to {other} instead of {usual}"), other=other)
    if step.action is Action.CHANGE_COLLEAGUE and not rungs.has_colleagues(case.me):
        return Climb(weighed=allows("ladder", f"{count}: no colleague of ours is known, so a draft again"))
    if step.action is Action.CHANGE_COLLEAGUE and case.me.colleagues:
        taking_over = rungs.colleague_for(case.me, case.record)
        if taking_over is None:
            return Climb(weighed=allows("ladder", f"{count}: a colleague has written, so a draft again"))
        says = f"change_colleague: {count}, so {taking_over.name} writes"
        return Climb(weighed=allows("ladder", says), colleague=taking_over)
    until = rungs.passes_at(step, case.history, since, case.one_rest_after, case.now)
    words = {
        Action.CALL: "call them in place of another mail",
        Action.CHANGE_COLLEAGUE: "let a colleague of yours write",
    }
    return Climb(weighed=stops("ladder", f"{count}: {words[step.action]}", until), action=step.action)


def topic(case: Case) -> tuple[Weighed, Occasion | None, tuple[RunnerUp, ...]]:
    """Return whether an honest topic is left (domain 001-17, design 3.7), which, and the occasions that lost."""
    found, others = topics.choose_for(
        case.history,
        case.standing,
        case.record,
        case.rules,
        case.materials,
        case.place,
        case.now,
        case.me.language,
    )
    if found is not None:
        source = found.material or reorder.habit_in(found)
        return allows("topic", f"{found.topic} ({source})" if source else found.topic), found, others
    again = min((other.again for other in others if other.again is not None), default=None)
    why = "; ".join(dict.fromkeys(f"{other.topic}: {other.why}" for other in others)) or "no occasion is known"
    return stops("topic", f"no honest topic is left: {why}", again), None, others


def holiday(case: Case, ready: datetime, opens: Window | None) -> Weighed:
    """Weekends and public holidays of the customer, public holidays of the seller: nobody reads (design 3.5)."""
    plain = case.next_window(ready, ignore_closed=True)
    if plain is None:
        return allows("holiday", "no window at all")
    shut = closed_on(plain.start, case.place, case.seller)
    shut = shut or closed_on(plain.end - timedelta(seconds=1), case.place, case.seller)
    today = closed_on(case.now, case.place, case.seller)
    if shut is not None and opens is not None and not _is_near(opens, case):
        return delays("holiday", opens.start, shut)
    return allows("holiday", today if today and shut else "offices are open on both sides")


def season(case: Case, ready: datetime, opens: Window | None) -> tuple[Weighed, datetime]:
    """Return whether a long season rests the chase (domain 003-N2), and from when the window is to be looked for."""
    at = opens.start if opens is not None else ready
    name = season_with("skip", case.place, case.seller, case.rules, max(at, ready))
    if name is not None:
        ends = _season_ends(name, case, max(at, ready))
        return delays("season", ends, f"{name}: no follow-ups"), ends
    if case.season is not None:
        return allows("season", f"{case.season}: lighter words and twice the rest"), ready
    return allows("season", "no season stands against it"), ready


def _season_ends(name: str, case: Case, at: datetime) -> datetime:
    day = case.place.local(at).date()
    for _ in range(400):
        day += timedelta(days=1)
        own = name in OURS_TOO and name in seasons(case.seller.country, day)
        if not own and name not in seasons(case.place.country, day):
            break
    return case.place.start_of(day)


def window(case: Case, found: Window | None) -> Weighed:
    """Return whether the next window is open now or opens within `lead` (domain 004-05, A.6-3, A.6-5)."""
    name, rule = case.hours
    unknown = "; the country is unknown, so the default window on your clock" if case.place.country is None else ""
    if found is None:
        return stops("window", f"window {name} never opens: every day of it is a holiday")
    clock = case.place if rule.clock == "customer" else case.seller
    start, end = found.start.astimezone(clock.zone), found.end.astimezone(clock.zone)
    whose = "their" if rule.clock == "customer" else "your"
    span = f"{start:%A %d %B %H:%M} to {end:%H:%M} {whose} time ({name}){unknown}"
    if _is_near(found, case):
        return allows("window", f"window {span}", found.start)
    return delays("window", found.start, f"next window {span}")


def _is_near(found: Window, case: Case) -> bool:
    return opens_for_placing(found, case.rules) <= case.now < found.end


def opens_for_placing(found: Window, rules: Rules) -> datetime:
    """Return from when a draft for that window is placed: `lead` before it opens."""
    return found.start - rules.lead.rough()


def limit(case: Case) -> Weighed:
    """Not more on the desk than the seller wants; over a limit it waits."""
    week = [
        draft.placed_at
        for draft in case.history.drafts
        if draft.placed_at is not None and timedelta(0) <= case.now - draft.placed_at < A_WEEK
    ]
    allowed = case.rules.limits.per_company_per_week
    if len(week) >= allowed:
        until = sorted(week)[len(week) - max(allowed, 1)] + A_WEEK if allowed else case.now + A_WEEK
        return delays("limit", case.place.local(until), f"{len(week)} drafts to this company within a week")
    full = desk_is_full(case)
    if full is not None:
        return delays("limit", *full)
    return allows("limit", "the desk has room")


def desk_is_full(case: Case) -> tuple[datetime, str] | None:
    """Return until when and why no draft fits on the mailbox's desk; None where one does."""
    limits, load = case.rules.limits, case.load
    tomorrow = case.seller.start_of(case.seller.local(case.now).date() + timedelta(days=1))
    if load.open_drafts >= limits.open_drafts:
        return case.now, f"{load.open_drafts} drafts are open, the limit is {limits.open_drafts}"
    if load.placed_today >= limits.per_day:
        return tomorrow, f"{load.placed_today} drafts placed today, the limit is {limits.per_day}"
    if load.is_first_day and load.placed_today >= limits.first_day:
        return tomorrow, f"{load.placed_today} drafts on the first day, the limit is {limits.first_day}"
    return None
