"""Is the customer silent, since when, and do we owe an answer? Definitions "`quiet`, `follow_ups`", line by line.

Public: `Silence`, `silence_of`, `asks`, `named_date`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.clock import Duration
from assistant.model import Coverage, Direction, Kind, Quiet, Touch
from assistant.plan.place import Place
from assistant.plan.record import Record
from assistant.plan.rules import Rules

ORDER_RUNS = timedelta(days=90)  # definitions: an order without any word for so long no longer holds the chase
ASKING = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST})
WANTS_A_WORD = ("question", "price_objection", "spec_objection")
ANSWERS_ALWAYS = ("sample_sent", "question", "order_notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What the turn of the conversation says, and how long it lasts."""

    quiet: Quiet
    since: datetime | None  # time of the base mail; None: there is none
    base: Touch | None
    owed: Touch | None  # their mail that waits for our answer
    until: datetime | None  # when a `no` may turn into `yes` by time alone
    says: str  # why, one sentence for the seller
    follow_ups: int


def silence_of(record: Record, coverage: Coverage, rules: Rules, place: Place, now: datetime) -> Silence:
    """Return the customer's silence at `now`. Every *no* case is tried first, in the order of the definitions."""
    last, ours = record.last_human, record.ours
    follow_ups = max(0, len(ours) - 1)
    base, length, kind = _base(record, rules)
    since = base.at if base else None

    def no(says: str, owed: Touch | None = None, until: datetime | None = None) -> Silence:
        return Silence(quiet=Quiet.NO, since=None, base=base, owed=owed, until=until, says=says, follow_ups=follow_ups)

    def unknown(says: str) -> Silence:
        quiet = Quiet.UNKNOWN
        return Silence(quiet=quiet, since=since, base=base, owed=None, until=None, says=says, follow_ups=follow_ups)

    if last is not None and last.kind is Kind.STOP_REQUEST and not record.is_lifted(last.at):
        return no("their last mail asks us to stop")
    if last is not None and last.kind is Kind.REFUSAL and not record.is_lifted(last.at):
        return no("their last mail is a refusal")
    owed = owed_answer(record, now)
    if owed is not None:
        came_back = record.bounced[-1] if record.bounced and not record.ours else None
        return no(_owed_words(owed, came_back, place), owed=owed)
    running = order_runs_until(record)
    if running is not None and now < running:
        return no("an order newer than our latest quote is running", until=running)
    if not ours and last is not None and last.in_trash:
        return no("their last mail lies in Trash: it is an answer, but no occasion to write")
    if base is None:
        if record.bounced:
            return no("our mail came back undelivered and nobody of them has written")
        return no("we have never written to them and they have not written to us")
    ends = _waits_until(record, base, length, place)
    if now < ends:
        return no(_not_yet_words(kind, base, place), until=ends)
    strange = _unread(record)
    if strange is not None:
        says = (
            f"they wrote on {place.local(strange.at):%d %B %Y} in a language that is not read: followup mark says what"
        )
        return unknown(says)
    if not covered_since(coverage, base.at):
        gaps = "; ".join(coverage.gaps) or "the first reading is not finished"
        says = f"a folder that may hold an answer has not been read completely since then: {gaps}"
        return unknown(says)
    says = f"no answer since our {kind} of {place.local(base.at):%d %B %Y}"
    if not ours:
        says = f"they put it off on {place.local(base.at):%d %B %Y} and nobody has written since"
    return Silence(quiet=Quiet.YES, since=since, base=base, owed=None, until=ends, says=says, follow_ups=follow_ups)


def _unread(record: Record) -> Touch | None:
    """Return their last mail where nobody can know what it says: it may be a refusal. None once we wrote after it."""
    last = record.last_human
    if last is None or record.ours or record.is_lifted(last.at):
        return None
    return last if last.has("unread_language") else None


def covered_since(coverage: Coverage, since: datetime) -> bool:
    """Return whether every folder that may hold an answer is completely read from that time on."""
    return coverage.complete or (coverage.covered_from is not None and coverage.covered_from <= since)


def asks(touch: Touch) -> bool:
    """Return whether a human mail wants an answer from us; an objection to the price does, a thank-you does not."""
    return touch.kind in ASKING or (touch.kind is Kind.REPLY and any(touch.has(name) for name in WANTS_A_WORD))


def owed_answer(record: Record, now: datetime) -> Touch | None:
    """Return their mail that we must answer first; None where the turn is theirs.

    What the seller put into Trash is owed nothing. All mails of their last turn are looked at: a question stays open
    when "sorry, attached now" comes after it. An order that nobody confirmed is owed an answer while it runs.
    """
    if not record.ours:
        asked = (touch for touch in reversed(record.last_turn) if asks(touch) and not touch.in_trash)
        open_question = next(asked, None)
        if open_question is not None and not record.is_lifted(open_question.at):
            return open_question
        last = record.last_human
        if last is None or last.kind is not Kind.ORDER or last.in_trash:
            return None
        return last if now - last.at < ORDER_RUNS else None
    last = record.last_human
    if last is not None and last.kind in ASKING and not last.in_trash and _only_promised(last, record.ours):
        return last
    return None


def _only_promised(asked: Touch, ours: tuple[Touch, ...]) -> bool:
    return not any(_answers(touch, asked) for touch in ours) and any(t.has("commitment_of_ours") for t in ours)


def _answers(ours: Touch, asked: Touch) -> bool:
    if ours.kind is Kind.QUOTE or any(ours.has(name) for name in ANSWERS_ALWAYS):
        return True
    if ours.has("catalogue_sent"):
        return asked.kind is Kind.INQUIRY
    return not ours.has("commitment_of_ours")


def order_runs_until(record: Record) -> datetime | None:
    """Return until when their order holds the chase; None where none is newer than our youngest quote."""
    youngest_quote = max((t.at for t in record.all_ours if t.kind is Kind.QUOTE), default=None)
    orders = [t for t in record.touches if is_order_event(t)]
    if not orders or (youngest_quote is not None and orders[-1].at < youngest_quote):
        return None
    last_word = max([orders[-1].at, *(touch.at for touch in record.all_ours[-1:])])
    return last_word + ORDER_RUNS


def is_order_event(touch: Touch) -> bool:
    """Return whether the touch is their order, or our confirmation, shipment or invoice of one."""
    if touch.direction is Direction.INBOUND:
        return touch.kind is Kind.ORDER
    return touch.has("order_notice")


def named_date(record: Record) -> tuple[Touch, date] | None:
    """Return the day they named in their last turn ("call me in March"), its period's start; None where none is.

    Or as our mail after it repeats what they said elsewhere ("as you said on the phone, you wait until September").
    """
    for touch in reversed((*record.last_turn, *record.ours)):
        name = "told_date" if touch.direction is Direction.OUTBOUND else "named_date"
        signal = touch.facts.signal(name) if touch.facts else None
        try:
            if signal is not None and signal.value:
                return touch, date.fromisoformat(signal.value[:10])
        except ValueError:
            continue
    return None


def _base(record: Record, rules: Rules) -> tuple[Touch | None, Duration, str]:
    """Return the base mail, the silence that counts for its kind, and its name in a sentence."""
    ours, after = record.ours, rules.quiet_after
    for touch in reversed(ours):
        if touch.kind is Kind.QUOTE:
            return touch, after.quote, "quote"
    for touch in reversed(ours):
        if touch.has("sample_sent"):
            return touch, after.sample, "sample"
    if ours:
        return ours[0], after.other, "mail" if ours[0].by == "mail" else "contact"
    return record.last_human, after.holding, "last mail"


def _waits_until(record: Record, base: Touch, length: Duration, place: Place) -> datetime:
    if record.ours:
        return place.after(base.at, length)
    if record.is_lifted(base.at):
        return base.at  # the user said `resume`: no further patience
    named = named_date(record)
    return place.start_of(named[1]) if named else place.after(base.at, length)


def _owed_words(owed: Touch, came_back: Touch | None, place: Place) -> str:
    day = f"{place.local(owed.at):%d %B %Y}"
    if came_back is not None:
        return f"our answer to their mail of {day} came back undelivered on {place.local(came_back.at):%d %B %Y}"
    if owed.kind is Kind.ORDER:
        return f"their order of {day} is not confirmed{_odd_writer(owed)}"
    if owed.kind is Kind.SAMPLE_REQUEST:
        return f"they asked for a sample on {day}: it is our turn{_odd_writer(owed)}"
    return f"they asked something on {day}: it is our turn{_odd_writer(owed)}"


def _not_yet_words(kind: str, base: Touch, place: Place) -> str:
    day = f"{place.local(base.at):%d %B %Y}"
    if kind == "last mail":
        return f"they wrote on {day} and asked nothing: too early to write again{_odd_writer(base)}"
    return f"our {kind} is of {day}: too early to call it silence"


def _odd_writer(touch: Touch) -> str:
    """Return who wrote it, where the seller would not look for it: an answer from an address that is not theirs."""
    return f" (from {touch.writer}, {touch.note})" if touch.note and touch.message_id is not None else ""
