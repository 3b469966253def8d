"""What judgement promises whatever the past looks like (hypothesis draws pasts, rules stay the defaults)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assistant.model import (
    Action,
    Coverage,
    Direction,
    DraftId,
    DraftState,
    History,
    Kind,
    MessageId,
    PastDraft,
    Quiet,
    Signal,
    Touch,
)
from assistant.plan.case import Load
from assistant.plan.decide import ORDER, decide, look_again
from assistant.plan.place import place_of, seller_place
from assistant.plan.rules import TOPICS
from assistant.plan.simulate import simulate
from assistant.plan.window import closed_on, rule_for
from tests.given.parties import ME, US
from tests.plan.given import ANNA, BERND, COMPLETE, facts, history, materials, person, rules

START = datetime(2025, 6, 2, 8, tzinfo=UTC)
RULES, NEWS = rules(), materials()
SIGNALS = ("sample_sent", "catalogue_sent", "commitment_of_ours", "order_notice", "question", "price_objection")
OPEN_STATES = (DraftState.PLACING, DraftState.UNCERTAIN, DraftState.WAITING, DraftState.EDITED)
SENT_STATES = (DraftState.SENT, DraftState.SENT_EDITED, DraftState.ANSWERED)


@st.composite
def touches(draw: st.DrawFn) -> Touch:
    moment = START + timedelta(minutes=draw(st.integers(0, 220 * 24 * 60)))
    direction = draw(st.sampled_from(Direction))
    kinds = list(Kind) if direction is Direction.INBOUND else [Kind.QUOTE, Kind.REPLY, Kind.REPLY, Kind.INTERNAL]
    kind = draw(st.sampled_from(kinds))
    named: list[str | Signal] = list(draw(st.lists(st.sampled_from(SIGNALS), max_size=2, unique=True)))
    if kind is Kind.HOLDING_REPLY and draw(st.booleans()):
        named.append(Signal(name="named_date", value=(moment + timedelta(days=40)).date().isoformat()))
    return Touch(
        at=moment,
        direction=direction,
        kind=kind,
        message_id=MessageId(f"{moment.timestamp():.0f}.{direction}"),
        thread=draw(st.sampled_from(["t1", "t2"])),
        writer=draw(st.sampled_from([ANNA, BERND])) if direction is Direction.INBOUND else US,
        to=(US,) if direction is Direction.INBOUND else (ANNA,),
        facts=facts(kind, *named, direction=direction),
        bounced=direction is Direction.OUTBOUND and draw(st.integers(0, 9)) == 0,
    )


@st.composite
def drafts(draw: st.DrawFn) -> PastDraft:
    moment = START + timedelta(minutes=draw(st.integers(0, 220 * 24 * 60)))
    return PastDraft(
        draft=DraftId(f"d{moment.timestamp():.0f}"),
        topic=draw(st.sampled_from(TOPICS)),
        material=None,
        state=draw(st.sampled_from(DraftState)),
        placed_at=moment,
        changed_at=moment,
    )


pasts = st.builds(
    lambda mails, placed, country, dead: history(
        *sorted(mails, key=lambda touch: touch.at),
        country=country,
        people=(person(ANNA, dead=dead), person(BERND)),
        drafts=tuple(sorted(placed, key=lambda one: one.changed_at)),
    ),
    st.lists(touches(), max_size=8),
    st.lists(drafts(), max_size=3),
    st.sampled_from(["DE", "SA", "US", "VN", "JP", None]),
    st.sampled_from([False, False, False, True]),
)
moments = st.integers(0, 240 * 24 * 4).map(lambda quarters: START + timedelta(minutes=15 * quarters))


def judged(past: History, now: datetime, coverage: Coverage = COMPLETE):  # type: ignore[no-untyped-def]
    return decide(past, coverage, RULES, NEWS, Load(), ME, now)


@settings(max_examples=400, deadline=None)
@for_all(pasts, moments)
def test_every_decision_has_reasons_and_all_rules_in_order(past: History, now: datetime) -> None:
    found = judged(past, now)

    assert tuple(one.rule for one in found.weighed) == ORDER
    assert found.because
    assert all(reason.says for reason in found.because)
    assert (found.action is Action.DRAFT) == all(one.verdict == "allows" for one in found.weighed)


@settings(max_examples=400, deadline=None)
@for_all(pasts, moments)
def test_a_draft_is_never_decided_after_a_human_mail_that_nobody_waited_out(past: History, now: datetime) -> None:
    """No human mail after the base mail; never after a stop, a refusal, or for what we owe."""
    found = judged(past, now)
    if found.action is not Action.DRAFT:
        return
    base = found.standing.base
    humans = [touch for touch in past.touches if touch.is_human and touch.at <= now]

    assert base is not None
    assert not any(touch.at > base.at for touch in humans)
    assert not any(touch.kind is Kind.STOP_REQUEST for touch in humans)
    assert not (humans and humans[-1].kind is Kind.REFUSAL)
    assert found.standing.quiet is Quiet.YES
    assert found.standing.owed is None


@settings(max_examples=400, deadline=None)
@for_all(pasts, moments)
def test_a_draft_is_never_outside_its_window_nor_on_a_closed_day(past: History, now: datetime) -> None:
    found = judged(past, now)
    if found.action is not Action.DRAFT:
        return
    place, seller = place_of(past, ME), seller_place(ME)
    assert found.window is not None
    start, end = found.window
    _, rule = rule_for(place.country, RULES)
    clock = place if rule.clock == "customer" else seller

    assert start - timedelta(hours=12) <= now < end
    assert f"{clock.local(start):%a}".lower() in rule.days
    assert clock.local(start).hour * 60 + clock.local(start).minute == rule.hours[0]
    assert closed_on(start, place, seller) is None


@settings(max_examples=400, deadline=None)
@for_all(pasts, moments)
def test_a_draft_is_never_earlier_than_min_gap_after_any_contact(past: History, now: datetime) -> None:
    found = judged(past, now)
    if found.action is not Action.DRAFT:
        return
    contacts = [found.standing.last_inbound, found.standing.last_outbound]
    last = max(moment for moment in contacts if moment is not None)

    assert place_of(past, ME).after(last, RULES.min_gap) <= now


@settings(max_examples=300, deadline=None)
@for_all(pasts, moments)
def test_a_draft_is_never_a_second_one_nor_on_a_spent_topic_nor_to_somebody_dead(past: History, now: datetime) -> None:
    found = judged(past, now)
    if found.action is not Action.DRAFT:
        return
    assert found.occasion is not None
    assert not any(draft.state in OPEN_STATES for draft in past.drafts)
    for draft in past.drafts:
        if draft.topic == found.occasion.topic and draft.state in SENT_STATES and draft.changed_at <= now:
            assert draft.changed_at <= now - timedelta(days=89)
    dead = {one.address for one in past.people if one.dead}
    assert found.to is not None
    assert not {found.to, *found.cc} & dead
    assert found.step is not None


@settings(max_examples=300, deadline=None)
@for_all(pasts, moments)
def test_unread_folders_never_lead_to_a_draft(past: History, now: datetime) -> None:
    assert judged(past, now, Coverage(complete=False)).action is not Action.DRAFT


@settings(max_examples=200, deadline=None)
@for_all(pasts, moments)
def test_a_wait_always_knows_when_to_look_again(past: History, now: datetime) -> None:
    found = judged(past, now)
    if found.action is Action.WAIT:
        again = look_again(found, RULES)
        assert found.due is not None
        assert again is not None
        assert found.because[0].rule == "limit" or again > now


@settings(max_examples=40, deadline=None)
@for_all(pasts)
def test_the_imagined_future_never_uses_a_topic_twice_within_repeat_topic_after(past: History) -> None:
    coming = simulate([past], COMPLETE, RULES, NEWS, ME, START + timedelta(days=221), 200)
    last: dict[str, datetime] = {}
    for one in coming:
        if one.topic is not None and one.action is Action.DRAFT:
            assert one.topic not in last or one.at - last[one.topic] >= timedelta(days=89)
            last[one.topic] = one.at
