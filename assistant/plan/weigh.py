"""The rules of judgement up to the ladder, one small function each: may we write at all, and has the time come?

Each takes a `Case` and returns a `Weighed`: allows, delays (time alone opens it, `until` says when) or stops. The order
in which they are asked stands in `decide.ORDER`; the names are those of definitions.md.
"""

from datetime import datetime

from assistant.clock import Duration
from assistant.model import OPEN_STATES, Direction, Kind, Quiet, Stage, Touch, Weighed
from assistant.plan import quiet, skip
from assistant.plan.case import Case

NO_RETURN_DATE = Duration(number=5, unit="working days")  # definitions: an absence that names no date [choice]


def allows(rule: str, says: str, until: datetime | None = None) -> Weighed:
    """Return that a rule lets it pass; `until` keeps the moment from which it does."""
    return Weighed(rule=rule, verdict="allows", until=until, says=says)


def delays(rule: str, until: datetime, says: str) -> Weighed:
    """Return that time alone opens it."""
    return Weighed(rule=rule, verdict="delays", until=until, says=says)


def stops(rule: str, says: str, until: datetime | None = None) -> Weighed:
    """Return that a fact or a person stops it."""
    return Weighed(rule=rule, verdict="stops", until=until, says=says)


def from_then(rule: str, case: Case, until: datetime, late: str, early: str) -> Weighed:
    """Return allows from `until` on, delays before it."""
    return allows(rule, late, until) if until <= case.now else delays(rule, until, early)


def coverage(case: Case) -> Weighed:
    """Unknown never drafts: every folder that may hold an answer must be read without a gap (design 3.1)."""
    if case.silence.quiet is Quiet.UNKNOWN:
        return stops("coverage", case.silence.says)
    return allows("coverage", "every folder that may hold an answer has been read")


def stop(case: Case) -> Weighed:
    """The user's stop or their stop request: never again without `resume`, in any mailbox (design 3.6)."""
    if case.history.settings.stop is not None:
        return stops("stop", case.standing.hold or "stopped by you")
    asked = next((t for t in reversed(case.record.humans) if t.kind is Kind.STOP_REQUEST), None)
    if asked is not None and not case.record.is_lifted(asked.at):
        return stops("stop", f"they asked us to stop on {_day(asked, case)}; only `resume` lifts it")
    return allows("stop", "nobody asked us to stop")


def lost(case: Case) -> Weighed:
    """A refusal is not chased (design 3.6); an inquiry, sample request or order after it reopens."""
    if case.standing.stage is Stage.LOST:
        return stops("lost", case.standing.hold or "the stage is lost")
    return allows("lost", "they have not refused")


def hold(case: Case) -> Weighed:
    """The user's own `hold` stops, the user's `next` only delays."""
    settings = case.history.settings
    if settings.hold_until is not None and case.today < settings.hold_until:
        until = case.place.start_of(settings.hold_until)
        return stops("hold", f"held by you until {settings.hold_until:%d %B %Y}", until)
    if settings.next is not None and case.today < settings.next:
        until = case.place.start_of(settings.next)
        return delays("hold", until, f"you set the next contact to {settings.next:%d %B %Y}")
    come = case.place.start_of(settings.next) if settings.next is not None else None
    return allows("hold", "nothing is held", come)


def open_draft(case: Case) -> Weighed:
    """One draft at a time for a customer: ours, or the user's own to any person of it."""
    for draft in case.history.drafts:
        if draft.state in OPEN_STATES and not (draft.topic == "answer" and case.standing.owed is not None):
            return stops("open_draft", f"our draft about {draft.topic} is still open ({draft.state})")
    if case.history.foreign_drafts:
        return stops("open_draft", "a draft of your own to them lies in Drafts")
    return allows("open_draft", "no draft to them is open")


def owe(case: Case) -> Weighed:
    """We answer first (definitions "quiet": action answer)."""
    if case.standing.owed is not None:
        return stops("owe", case.silence.says)
    return allows("owe", "we owe them no answer")


def named_date(case: Case) -> Weighed:
    """A date they named is kept ("call me in March")."""
    named = quiet.named_date(case.record)
    if named is None:
        return allows("named_date", "they named no date")
    touch, day = named
    until = case.place.start_of(day)
    if case.record.is_lifted(touch.at):
        return allows("named_date", "they named a date, and you resumed since")
    on = f"on {_day(touch, case)} they named {day:%d %B %Y}"
    if touch.direction is Direction.OUTBOUND:
        on = f"our mail of {_day(touch, case)} tells that they named {day:%d %B %Y}"
    return from_then("named_date", case, until, f"{on}: it has come", f"{on} for the next contact")


def absence(case: Case) -> Weighed:
    """Out of office is no answer: wait until the return date and a grace (design 3.6)."""
    away = last_absence(case)
    if away is None:
        return allows("absence", "nobody is away")
    returns = away.facts.return_date if away.facts else None
    grace = case.rules.reminders.out_of_office_grace
    if returns is not None:
        # The return date is the first day back at work; the grace counts from there.
        until = case.place.after(case.place.start_of(returns), grace)
        return from_then(
            "absence", case, until, f"back since {returns:%d %B %Y}", f"away, back on {returns:%d %B %Y}, then {grace}"
        )
    until = case.place.after(away.at, NO_RETURN_DATE)
    late, early = f"away notice of {_day(away, case)} has run out", f"away since {_day(away, case)}, no date of return"
    return from_then("absence", case, until, late, early)


def skipped(case: Case) -> Weighed:
    """The user's skip rules (domain 004-11); none by default (A.6-6)."""
    because = skip.skipped_because(case)
    return stops("skip", because) if because else allows("skip", "no skip rule applies")


def age(case: Case) -> Weighed:
    """Only young quotes are chased; without a quote only after a sample or an answered inquiry, just as young."""
    limit = case.rules.only_quotes_younger_than
    subject, word = case.standing.quote, "quote"
    if subject is None:
        subject, word = sample_or_answer(case)
    if subject is None:
        came_back = "; our mail came back undelivered" if case.record.bounced else ""
        return stops("age", f"there is no quote, no sample and no answered inquiry to follow up{came_back}")
    old = (case.now - subject.at).days
    if case.now > case.place.after(subject.at, limit):
        return stops("age", f"the {word} is {old} days old, the limit is {limit}")
    return allows("age", f"the {word} is {old} days old")


def quiet_after(case: Case) -> Weighed:
    """Silence must have lasted `quiet_after` before it is called silence."""
    silence = case.silence
    if silence.quiet is Quiet.YES:
        return allows("quiet_after", silence.says, silence.until)
    if silence.until is not None and case.now < silence.until:
        return delays("quiet_after", silence.until, silence.says)
    return stops("quiet_after", silence.says)


def cadence(case: Case) -> Weighed:
    """Later follow-ups rest one `every` after the last contact either way (001-20), a discarded draft too."""
    rest = case.rest
    name = f"{rest.key} rests {rest.length}" + (f", doubled for {case.season}" if rest.doubled else "")
    start = rests_from(case)
    if start is None:
        return allows("cadence", f"first follow-up; later ones: {name}")
    if case.recipient.changed and case.recipient.to is not None:
        return allows("cadence", "another person is written to at once")
    until = case.one_rest_after(start)
    last = f"{name}; last contact {case.place.local(start):%d %B %Y}"
    return from_then("cadence", case, until, last, last)


def rests_from(case: Case) -> datetime | None:
    """Return what the rest between follow-ups counts from; None: the next one would be the first."""
    start = case.record.last_contact if len(case.record.ours) > 1 else None
    thrown_away = case.discarded()
    return max(filter(None, (start, thrown_away[-1].changed_at))) if thrown_away else start


def min_gap(case: Case) -> Weighed:
    """Never closer than `min_gap` after any contact (domain 001-21-5)."""
    last = case.record.last_contact
    if last is None:
        return allows("min_gap", "no contact yet")
    until = case.place.after(last, case.rules.min_gap)
    says = f"at least {case.rules.min_gap} after the last contact of {case.place.local(last):%d %B %Y}"
    return from_then("min_gap", case, until, says, says)


def _day(touch: Touch, case: Case) -> str:
    return f"{case.place.local(touch.at):%d %B %Y}"


def sample_or_answer(case: Case) -> tuple[Touch | None, str]:
    """Return what is followed up where no quote was ever sent: the sample notice, else our answer to their inquiry."""
    for ours in reversed(case.record.all_ours):
        if ours.has("sample_sent"):
            return ours, "sample notice"
    inquiry = next((t for t in case.record.humans if t.kind in (Kind.INQUIRY, Kind.SAMPLE_REQUEST)), None)
    answers = [ours for ours in case.record.all_ours if inquiry is not None and ours.at > inquiry.at]
    return (answers[0], "answer to their inquiry") if answers else (None, "")


def last_absence(case: Case) -> Touch | None:
    """Return the last notice that the person we would write to is away; a human mail after it ends the absence.

    Receipts and ticket systems are machines that answer too, but nobody is away (definitions "To").
    """
    since = case.standing.last_inbound
    for notice in reversed(case.record.notices):
        if since is not None and notice.at <= since:
            return None
        facts = notice.facts
        if notice.kind is not Kind.AUTO_REPLY or facts is None or notice.writer not in ("", case.recipient.to):
            continue
        if facts.signal("left_company") or facts.signal("read_receipt"):
            continue
        if facts.return_date is not None or any(seen.what == "auto.away" for seen in facts.evidence):
            return notice
    return None
