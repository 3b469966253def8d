"""Definitions "`quiet`, `follow_ups`", a test for every sentence."""

import pytest

from assistant.model import Coverage, Direction, Kind, Quiet, Settings, Signal, Touch
from tests.given.parties import US
from tests.plan.given import (
    ANNA,
    COMPLETE,
    answer,
    at,
    decided,
    history,
    inquiry,
    ours,
    phoned,
    quote,
    silent,
    stands,
    theirs,
    wrote,
)

LATER = "2025-12-03 14:00"


def test_a_customer_silent_for_quiet_after_working_days_since_our_quote_is_quiet() -> None:
    past = silent()  # quote on Tuesday 4 November, 10:00; three working days are Friday 7 November, 10:00

    assert stands(past, "2025-11-07 09:59").quiet is Quiet.NO
    assert stands(past, "2025-11-07 10:00").quiet is Quiet.YES


def test_quiet_since_is_the_time_of_the_base_mail() -> None:
    assert stands(silent(), LATER).quiet_since == at("2025-11-04 10:00")


def test_follow_ups_do_not_reset_quiet_since() -> None:
    found = stands(silent(wrote("2025-11-12"), wrote("2025-11-20")), LATER)

    assert (found.quiet_since, found.follow_ups) == (at("2025-11-04 10:00"), 2)


def test_the_first_mail_of_ours_is_not_counted_as_a_follow_up() -> None:
    assert stands(silent(), LATER).follow_ups == 0


def test_a_requote_counts_as_a_follow_up_and_becomes_the_base_mail() -> None:
    found = stands(silent(wrote("2025-11-12"), quote("2025-11-20")), LATER)

    assert (found.follow_ups, found.quiet_since) == (2, at("2025-11-20"))


def test_the_sample_sent_mail_is_the_base_where_no_quote_came_after_their_last_mail() -> None:
    past = history(
        inquiry("2025-11-03"), quote("2025-11-04"), theirs(Kind.SAMPLE_REQUEST, "2025-11-05"),
        wrote("2025-11-06"), wrote("2025-11-10 10:00", "sample_sent"),
    )  # fmt: skip
    found = stands(past, "2025-11-17 10:00")

    assert (found.quiet, found.quiet_since, found.follow_ups) == (Quiet.YES, at("2025-11-10 10:00"), 1)
    assert stands(past, "2025-11-17 09:59").quiet is Quiet.NO  # quiet_after.sample: 5 working days


def test_without_quote_and_sample_our_first_mail_is_the_base_and_rests_longer() -> None:
    past = history(inquiry("2025-11-03"), wrote("2025-11-04 10:00", "catalogue_sent"))

    assert stands(past, "2025-11-13 09:59").quiet is Quiet.NO
    assert stands(past, "2025-11-13 10:00").quiet is Quiet.YES


def test_working_days_are_those_of_the_customer() -> None:
    in_riyadh = history(
        inquiry("2025-11-04 09:00"), quote("2025-11-05 10:00"), country="SA", timezone="Asia/Riyadh"
    )  # Wednesday; Thursday, Sunday and Monday follow, Friday and Saturday are free

    assert stands(in_riyadh, "2025-11-10 09:59").quiet is Quiet.NO
    assert stands(in_riyadh, "2025-11-10 10:00").quiet is Quiet.YES


def test_a_customer_who_never_wrote_is_quiet_after_our_first_mail() -> None:
    found = stands(history(quote("2025-11-04"), wrote("2025-11-12")), LATER)

    assert (found.quiet, found.follow_ups) == (Quiet.YES, 1)


def test_a_customer_nobody_ever_wrote_to_is_not_quiet() -> None:
    assert stands(history(), LATER).quiet is Quiet.NO


def test_our_mail_that_bounced_for_all_recipients_does_not_count() -> None:
    found = stands(silent(wrote("2025-11-12", bounced=True)), LATER)

    assert found.follow_ups == 0


def test_a_quote_that_never_arrived_leaves_the_inquiry_unanswered() -> None:
    found = stands(history(inquiry("2025-11-03"), quote("2025-11-04", bounced=True)), LATER)

    assert found.quiet is Quiet.NO
    assert found.owed is not None


def test_each_message_id_counts_once() -> None:
    copy = wrote("2025-11-12")

    assert stands(silent(copy, copy, copy), LATER).follow_ups == 1


def test_mail_to_other_parties_and_colleagues_is_none_of_our_mails_to_the_customer() -> None:
    found = stands(silent(ours(Kind.INTERNAL, "2025-11-12"), ours(Kind.OTHER, "2025-11-13")), LATER)

    assert found.follow_ups == 0


@pytest.mark.parametrize("kind", [Kind.AUTO_REPLY, Kind.BOUNCE, Kind.BULK, Kind.OTHER, Kind.INTERNAL])
def test_machines_newsletters_and_colleagues_change_nothing(kind: Kind) -> None:
    found = stands(silent(theirs(kind, "2025-11-20")), LATER)

    assert (found.quiet, found.follow_ups, found.last_inbound) == (Quiet.YES, 0, at("2025-11-03 09:00"))


def test_an_answer_of_any_person_in_any_thread_ends_the_silence() -> None:
    found = stands(silent(answer("2025-11-20", "question", writer="bernd@lamp.example.de", thread="t9")), LATER)

    assert found.quiet is Quiet.NO


def test_an_answer_in_trash_is_an_answer() -> None:
    assert stands(silent(answer("2025-11-20", "question", in_trash=True)), LATER).quiet is Quiet.NO


@pytest.mark.parametrize("kind", [Kind.INQUIRY, Kind.HOLDING_REPLY, Kind.ORDER])
def test_a_mail_in_trash_is_never_an_occasion_to_write(kind: Kind) -> None:
    found = stands(silent(theirs(kind, "2025-11-10", in_trash=True)), "2026-05-04")

    assert (found.quiet, found.owed) == (Quiet.NO, None)


@pytest.mark.parametrize("kind", [Kind.REFUSAL, Kind.STOP_REQUEST])
def test_after_a_refusal_or_a_stop_request_nobody_is_quiet(kind: Kind) -> None:
    found = stands(silent(theirs(kind, "2025-11-10"), wrote("2025-11-11")), "2026-03-02")

    assert (found.quiet, found.quiet_since) == (Quiet.NO, None)


def test_resume_lifts_a_refusal_before_it() -> None:
    past = silent(
        theirs(Kind.REFUSAL, "2025-11-10"), wrote("2025-11-11 10:00"), settings=Settings(resumed_at=at("2025-11-12"))
    )

    assert stands(past, "2025-11-21").quiet is Quiet.YES


def test_a_running_order_newer_than_our_quote_is_not_chased_for_90_days() -> None:
    past = silent(theirs(Kind.ORDER, "2025-11-10"), wrote("2025-11-11 10:00", "order_notice"))

    assert stands(past, "2026-02-09 09:00").quiet is Quiet.NO
    assert stands(past, "2026-02-09 11:00").quiet is Quiet.YES


def test_every_mail_of_ours_keeps_the_order_running() -> None:
    past = silent(theirs(Kind.ORDER, "2025-11-10"), wrote("2025-11-11", "order_notice"), wrote("2026-01-20"))

    assert stands(past, "2026-03-02").quiet is Quiet.NO


def test_a_quote_newer_than_the_order_is_followed_up() -> None:
    past = history(theirs(Kind.ORDER, "2025-09-01"), wrote("2025-09-02", "order_notice"), quote("2025-11-04"))

    assert stands(past, LATER).quiet is Quiet.YES


@pytest.mark.parametrize(
    "asked",
    [
        inquiry("2025-11-20"),
        theirs(Kind.SAMPLE_REQUEST, "2025-11-20"),
        answer("2025-11-20", "question"),
        answer("2025-11-20", "price_objection"),
    ],
    ids=["inquiry", "sample request", "question", "bargaining"],
)
def test_a_customer_who_asks_something_is_owed_an_answer(asked):  # type: ignore[no-untyped-def]
    found = stands(silent(asked), "2026-01-12")

    assert (found.quiet, found.owed, found.follow_ups) == (Quiet.NO, asked, 0)


def test_a_question_stays_open_when_a_thank_you_comes_after_it() -> None:
    asked = answer("2025-11-20 09:00", "question")
    found = stands(silent(asked, answer("2025-11-20 09:05")), "2026-01-12")

    assert found.owed == asked


@pytest.mark.parametrize("kind", [Kind.INQUIRY, Kind.SAMPLE_REQUEST])
def test_who_got_only_a_promise_is_owed_an_answer(kind: Kind) -> None:
    found = stands(history(theirs(kind, "2025-11-03"), wrote("2025-11-04", "commitment_of_ours")), LATER)

    assert (found.quiet, found.owed is not None) == (Quiet.NO, True)


@pytest.mark.parametrize("signal", ["catalogue_sent", "question"])
def test_a_catalogue_or_a_question_of_ours_answers_an_inquiry(signal: str) -> None:
    past = history(inquiry("2025-11-03"), wrote("2025-11-04", signal, "commitment_of_ours"))

    assert stands(past, LATER).quiet is Quiet.YES


def test_a_side_promise_beside_or_after_a_quote_changes_nothing() -> None:
    beside = silent(wrote("2025-11-05", "commitment_of_ours"))
    within = history(inquiry("2025-11-03"), quote("2025-11-04", "commitment_of_ours"))

    assert [stands(past, LATER).quiet for past in (beside, within)] == [Quiet.YES, Quiet.YES]


@pytest.mark.parametrize("kind", [Kind.HOLDING_REPLY, Kind.REPLY])
def test_who_puts_it_off_or_thanks_is_given_quiet_after_holding_then_is_quiet_from_that_mail(kind: Kind) -> None:
    past = silent(theirs(kind, "2025-11-10 10:00"))

    assert stands(past, "2025-11-24 09:59").quiet is Quiet.NO
    found = stands(past, "2025-11-24 10:00")
    assert (found.quiet, found.quiet_since, found.follow_ups) == (Quiet.YES, at("2025-11-10 10:00"), 0)


def test_who_named_a_date_is_waited_for_until_that_day_begins_with_them() -> None:
    past = silent(theirs(Kind.HOLDING_REPLY, "2025-11-10", Signal(name="named_date", value="2026-03-01")))

    assert stands(past, "2026-02-28 23:59").quiet is Quiet.NO
    assert stands(past, "2026-03-01 00:00").quiet is Quiet.YES


def test_a_holding_reply_sets_the_follow_ups_to_zero() -> None:
    past = silent(wrote("2025-11-12"), wrote("2025-11-20"), theirs(Kind.HOLDING_REPLY, "2025-11-21"))

    assert stands(past, LATER).follow_ups == 0


def test_without_complete_coverage_since_the_base_mail_silence_is_unknown() -> None:
    reading = Coverage(complete=False, covered_from=at("2025-11-10"), gaps=("lin: Archive was renumbered",))

    assert stands(silent(), LATER, reading).quiet is Quiet.UNKNOWN


def test_a_first_reading_that_reached_back_before_the_base_mail_is_enough() -> None:
    reading = Coverage(complete=False, covered_from=at("2025-11-04 09:00"))

    assert stands(silent(), LATER, reading).quiet is Quiet.YES


def test_incomplete_coverage_never_turns_a_no_into_unknown() -> None:
    reading = Coverage(complete=False)

    assert stands(silent(), "2025-11-05", reading).quiet is Quiet.NO


def test_an_answer_in_a_language_that_is_not_read_may_be_a_no_so_silence_is_unknown_until_the_seller_wrote() -> None:
    strange = answer("2025-11-12", Signal(name="unread_language", value="fi"))

    found = stands(silent(strange), "2026-01-20")
    assert (found.quiet, stands(silent(strange), "2025-11-14").quiet) == (Quiet.UNKNOWN, Quiet.NO)
    assert stands(silent(strange, wrote("2025-11-13")), "2026-01-20").quiet is Quiet.YES
    assert decided(silent(strange), "2026-01-20 14:00").because[0].says == (
        "they wrote on 12 November 2025 in a language that is not read: followup mark says what"
    )


def test_a_telephone_call_is_one_of_our_contacts_and_an_answered_one_a_human_mail() -> None:
    assert stands(silent(phoned("2025-11-12")), LATER).follow_ups == 1
    spoke = stands(silent(phoned("2025-12-02", answered=True)), LATER)
    assert (spoke.quiet, spoke.last_inbound) == (Quiet.NO, at("2025-12-02"))


def test_an_answer_known_only_from_our_own_mail_counts_at_its_attribution_date() -> None:
    """`facts` hands it over as a mail of theirs without an id, marked as answered."""
    told = Touch(at=at("2025-12-01"), direction=Direction.INBOUND, kind=Kind.REPLY, writer=ANNA, answered=True)
    found = stands(silent(told, wrote("2025-12-02")), LATER)

    assert (found.last_inbound, found.follow_ups, found.quiet) == (at("2025-12-01"), 0, Quiet.NO)


def test_messages_after_the_moment_do_not_exist() -> None:
    past = silent(answer("2025-12-10", "question"))

    assert stands(past, LATER).quiet is Quiet.YES


def test_mail_of_any_own_address_counts() -> None:
    past = silent(wrote("2025-11-12", writer="sales@brightline.example"), wrote("2025-11-20", writer=US, to=(ANNA,)))

    assert stands(past, LATER, COMPLETE).follow_ups == 2
