"""Where a customer stands at a moment: grade, stage, heat, and the silence. Public: `standing`, `quiet`."""

from datetime import datetime

from assistant.model import Coverage, History, Kind, Me, Quiet, Standing, Touch
from assistant.plan.grade import course_of, grade_of, heat_of, stopped_by
from assistant.plan.place import Place, place_of
from assistant.plan.quiet import Silence, silence_of
from assistant.plan.record import Record, record_of
from assistant.plan.rules import Rules


def standing(history: History, coverage: Coverage, rules: Rules, me: Me, now: datetime) -> Standing:
    """Return the standing by the definitions `quiet`, `follow_ups`, `stage`, `grade` and `heat`, word for word."""
    record, place = record_of(history, now), place_of(history, me)
    return standing_of(history, record, silence_of(record, coverage, rules, place, now), place, now)


def quiet(history: History, coverage: Coverage, rules: Rules, me: Me, now: datetime) -> Quiet:
    """Return whether the customer is silent: what `standing` says of it, for a history without words too."""
    return silence_of(record_of(history, now), coverage, rules, place_of(history, me), now).quiet


def standing_of(history: History, record: Record, silence: Silence, place: Place, now: datetime) -> Standing:
    """Return the standing of a record whose silence is already known."""
    stage, lost = course_of(record, place, now)
    stage = history.settings.stage or stage
    return Standing(
        grade=grade_of(record, history.settings, stage, place, now),
        stage=stage,
        heat=heat_of(record, stage, place, now),
        quiet=silence.quiet,
        quiet_since=silence.since,
        follow_ups=silence.follow_ups,
        base=silence.base,
        quote=next((t for t in reversed(record.all_ours) if t.kind is Kind.QUOTE), None),
        last_inbound=record.humans[-1].at if record.humans else None,
        last_outbound=record.all_ours[-1].at if record.all_ours else None,
        owed=silence.owed,
        hold=hold_of(history, record, lost, place, now),
    )


def hold_of(history: History, record: Record, lost: Touch | None, place: Place, now: datetime) -> str | None:
    """Return what a person said that stops every draft: the user's stop or hold, their stop request or refusal."""
    settings = history.settings
    if settings.stop is not None:
        return f"stopped by you: {settings.stop}" if settings.stop else "stopped by you"
    stop = stopped_by(record)
    if stop is not None:
        return f"they asked us to stop on {place.local(stop.at):%d %B %Y}"
    if lost is not None:
        return f"they refused on {place.local(lost.at):%d %B %Y}"
    if settings.hold_until is not None and place.local(now).date() < settings.hold_until:
        return f"held by you until {settings.hold_until:%d %B %Y}"
    return None
