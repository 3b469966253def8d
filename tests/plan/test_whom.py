"""To whom a draft goes, and the ladder (definitions "To", "Ladder"; domain 001-22, 002-20)."""

from dataclasses import replace

from assistant.model import Action, DraftState, Kind, Me, Rung, Settings, Signal
from tests.given.parties import ME
from tests.plan.given import (
    ANNA,
    BERND,
    OPEN,
    answer,
    at,
    decided,
    draft,
    first_rule,
    history,
    inquiry,
    person,
    phoned,
    quote,
    silent,
    theirs,
    wrote,
)

BOTH = (person(ANNA), person(BERND))
INFO = "info@lamp.example.de"


def chased(times: int, **more):  # type: ignore[no-untyped-def]
    """Silent since 4 November 2025, with so many follow-ups, the last on 26 November."""
    return silent(*(wrote(f"2025-11-{26 - times + n:02}") for n in range(1, times + 1)), **more)


def test_the_draft_goes_to_the_writer_of_their_last_mail_with_their_people_in_copy() -> None:
    past = history(
        inquiry("2025-11-03", writer=BERND, cc=(ANNA, "lin@brightline.example", "stranger@x.example")),
        quote("2025-11-04", to=(BERND,)),
        people=BOTH,
    )
    found = decided(past, OPEN)

    assert (found.to, found.cc) == (BERND, (ANNA,))


def test_it_is_sent_from_the_own_address_that_carried_the_thread() -> None:
    past = silent(wrote("2025-11-20", writer="sales@brightline.example"))

    assert decided(past, OPEN).sender == "sales@brightline.example"


def test_it_answers_the_last_message_of_the_quotes_thread() -> None:
    follow_up, elsewhere = wrote("2025-11-12"), wrote("2025-11-20", thread="t2")
    found = decided(silent(follow_up, elsewhere), OPEN)

    assert found.thread == follow_up


def test_a_stranger_who_stops_the_chase_with_our_thread_is_not_answered_to_the_customer() -> None:
    stranger = theirs(Kind.HOLDING_REPLY, "2025-11-12", writer="chen@profiles.example")
    found = decided(silent(stranger), OPEN)

    assert found.to == ANNA
    assert found.thread is not None
    assert found.thread.kind is Kind.QUOTE


def test_nobody_unconfirmed_is_written_to() -> None:
    private = "anna@gmail.com"
    past = history(
        inquiry("2025-11-03"), quote("2025-11-04"), answer("2025-11-05", writer=private), quote("2025-11-06"),
        people=(person(ANNA), person(private, confirmed=False)),
    )  # fmt: skip

    assert decided(past, OPEN).to == ANNA


def test_a_dead_address_is_replaced_by_the_successor_named() -> None:
    gone = person(ANNA, dead=True, successor=BERND)
    found = decided(silent(people=(gone, person(BERND), person("carl@lamp.example.de"))), OPEN)

    assert (found.action, found.to) == (Action.DRAFT, BERND)
    assert any("change_person" in reason.says for reason in found.because)


def test_without_a_successor_the_confirmed_person_last_seen_in_the_thread_is_written_to() -> None:
    seen = person(BERND, last_seen=at("2025-10-01"))
    elsewhere = person("carl@lamp.example.de", last_seen=at("2025-11-30"))
    past = history(
        inquiry("2025-11-03", cc=(BERND,)), quote("2025-11-04"), people=(person(ANNA, dead=True), seen, elsewhere)
    )

    assert decided(past, OPEN).to == BERND


def test_a_role_address_is_used_only_when_no_person_is_known() -> None:
    gone, role = person(ANNA, dead=True), person(INFO, role_account=True, last_seen=at("2025-11-30"))

    assert decided(silent(people=(gone, role, person(BERND))), OPEN).to == BERND
    assert decided(silent(people=(gone, role)), OPEN).to == INFO


def test_a_dead_address_without_anybody_else_asks_for_another_person_and_drafts_nothing() -> None:
    found = decided(silent(people=(person(ANNA, dead=True),)), OPEN)

    assert (found.action, found.to, first_rule(found)) == (Action.CHANGE_PERSON, None, "ladder")


def test_a_replacement_is_written_to_at_once_whatever_the_cadence_and_the_ladder_say() -> None:
    gone = person(ANNA, dead=True, successor=BERND)
    past = chased(3, people=(gone, person(BERND)))

    assert decided(past, "2025-11-28 14:00").action is Action.DRAFT


def test_up_to_two_follow_ups_are_answered_with_a_draft() -> None:
    """Domain 001-21-4: three mails are no reason to give up."""
    assert [decided(chased(n), OPEN).action for n in (0, 1, 2)] == [Action.DRAFT] * 3


def test_after_three_a_call_is_due() -> None:
    found = decided(chased(3), OPEN)

    assert (found.action, first_rule(found)) == (Action.CALL, "ladder")


def test_003_c5_who_speaks_too_little_english_is_written_to_in_place_of_a_call() -> None:
    past = chased(3)
    mute = replace(past, settings=replace(past.settings, dossier={"spoken_english": "poor"}))

    assert decided(past, OPEN).action is Action.CALL
    assert decided(mute, OPEN).action is Action.DRAFT


def test_the_call_is_passed_one_every_after_it_was_first_shown() -> None:
    shown = Rung(step="call", shown_at=at("2025-12-03 14:00"), spell=at("2025-11-04 10:00"))
    past = chased(3, rungs=(shown,))

    assert decided(past, "2025-12-09 14:00").action is Action.CALL
    assert decided(past, "2025-12-10 14:00").action is Action.DRAFT


def test_the_call_is_passed_when_it_was_recorded() -> None:
    passed = Rung(step="call", shown_at=at(OPEN), passed_at=at("2025-12-04"), spell=at("2025-11-04 10:00"))

    assert decided(chased(3, rungs=(passed,)), "2025-12-05 14:00").action is Action.DRAFT


def test_a_rung_of_an_earlier_spell_is_not_passed_in_this_one() -> None:
    old = Rung(step="call", shown_at=at("2025-08-01"), passed_at=at("2025-08-02"), spell=at("2025-07-01"))

    assert decided(chased(3, rungs=(old,)), OPEN).action is Action.CALL


def test_a_recorded_telephone_call_is_the_step() -> None:
    past = silent(wrote("2025-11-10"), wrote("2025-11-14"), phoned("2025-11-20"))

    assert decided(past, OPEN).action is Action.DRAFT


def test_after_four_the_draft_goes_to_another_confirmed_person() -> None:
    found = decided(chased(4, people=BOTH), OPEN)

    assert (found.action, found.to) == (Action.DRAFT, BERND)
    assert "change_person" in found.because[0].says


def test_after_four_with_nobody_else_known_the_rung_is_skipped() -> None:
    found = decided(chased(4), OPEN)

    assert (found.action, found.to) == (Action.DRAFT, ANNA)


def test_once_another_person_was_written_to_drafts_go_on() -> None:
    past = silent(*(wrote(f"2025-11-{day}") for day in (10, 12, 14, 18)), wrote("2025-11-24", to=(BERND,)), people=BOTH)

    assert decided(past, OPEN).to == ANNA


def test_after_six_a_colleague_should_write_unless_we_have_none() -> None:
    alone: Me = replace(ME, domains=frozenset())

    assert decided(chased(6), OPEN).action is Action.CHANGE_COLLEAGUE
    assert decided(chased(6), OPEN, me=alone).action is Action.DRAFT


def test_after_eleven_it_rests_until_resume() -> None:
    resting = decided(chased(11), OPEN)
    resumed = decided(chased(11, settings=Settings(resumed_at=at("2025-12-01"))), OPEN)

    assert (resting.action, first_rule(resting), resting.due) == (Action.REST, "ladder", None)
    assert resumed.action is Action.DRAFT


def test_their_answer_starts_the_ladder_anew() -> None:
    past = chased(3)
    answered = replace(past, touches=(*past.touches, theirs(Kind.HOLDING_REPLY, "2025-11-28")))

    assert decided(answered, "2025-12-16 14:00").action is Action.DRAFT


def test_somebody_who_is_merely_away_keeps_the_draft() -> None:
    notice = theirs(Kind.AUTO_REPLY, "2025-11-05", Signal(name="stand_in", value=BERND))

    assert decided(silent(notice, people=BOTH), OPEN).to == ANNA


def test_the_number_of_the_step_grows_with_every_mail_and_every_draft_that_came_to_nothing() -> None:
    """Else the journal, which allows one draft for a step, would keep the next one away for ever."""
    steps = [
        decided(chased(0), OPEN).step,
        decided(chased(1), OPEN).step,
        decided(chased(1, drafts=(draft("visit", DraftState.DISCARDED, "2025-11-27"),)), OPEN).step,
        decided(chased(1, drafts=(draft("visit", DraftState.WITHDRAWN, "2025-11-27"),)), OPEN).step,
        decided(silent(wrote("2025-11-12", bounced=True), people=(person(ANNA, dead=True), person(BERND))), OPEN).step,
    ]

    assert [step.rsplit("#", 1)[1] for step in steps if step] == ["1", "2", "3", "3", "2"]
