"""Definitions "When a draft is right": every rule by itself, and which of two speaks first."""

from datetime import date

import pytest

from assistant.model import (
    Action,
    Coverage,
    DraftState,
    Evidence,
    Facts,
    ForeignDraft,
    Kind,
    Settings,
    Signal,
    Stage,
    Touch,
)
from assistant.plan.case import Load
from assistant.plan.decide import ORDER
from tests.plan.given import (
    ANNA,
    OPEN,
    answer,
    at,
    decided,
    draft,
    facts,
    first_rule,
    history,
    inquiry,
    phoned,
    quote,
    silent,
    theirs,
    verdict,
    wrote,
)


def away(moment: str, back: str | None = None, **more: object) -> Touch:
    """An out-of-office notice of Anna."""
    understood = Facts(
        direction=facts(Kind.AUTO_REPLY).direction,
        kind=Kind.AUTO_REPLY,
        confidence=1.0,
        evidence=(Evidence(what="auto.away", where="new_text", text="out of office"),),
        return_date=date.fromisoformat(back) if back else None,
    )
    return theirs(Kind.AUTO_REPLY, moment, facts=understood, **more)


def test_a_silent_customer_in_an_open_window_gets_a_draft_with_everything_it_needs() -> None:
    found = decided(silent(), OPEN)

    assert found.action is Action.DRAFT
    assert (found.to, found.sender, found.thread) == (ANNA, "lin@brightline.example", silent().touches[-1])
    assert found.occasion is not None
    assert found.step == "2025-11-04T09:00:00+00:00#1"
    assert found.window == (at("2025-12-03 13:00"), at("2025-12-03 17:30"))


def test_all_rules_are_weighed_in_the_order_of_the_definitions() -> None:
    assert tuple(one.rule for one in decided(silent(), OPEN).weighed) == ORDER


def test_unknown_silence_is_held_for_coverage() -> None:
    found = decided(silent(), OPEN, coverage=Coverage(complete=False, gaps=("lin: Archive is gone",)))

    assert (found.action, first_rule(found)) == (Action.HOLD, "coverage")
    assert "Archive is gone" in found.because[0].says


def test_a_stop_of_the_user_or_of_theirs_holds_for_ever() -> None:
    by_user = decided(silent(settings=Settings(stop="no business")), OPEN)
    by_them = decided(silent(theirs(Kind.STOP_REQUEST, "2025-11-10"), inquiry("2025-11-20")), OPEN)

    assert [(d.action, first_rule(d), d.due) for d in (by_user, by_them)] == [(Action.HOLD, "stop", None)] * 2


def test_a_lost_customer_is_held() -> None:
    found = decided(silent(theirs(Kind.REFUSAL, "2025-11-10"), answer("2025-11-11"), wrote("2025-11-12")), OPEN)

    assert (found.action, first_rule(found)) == (Action.HOLD, "lost")


def test_a_hold_of_the_user_ends_on_its_date() -> None:
    past = silent(settings=Settings(hold_until=date(2025, 12, 10)))

    held = decided(past, OPEN)
    assert (held.action, first_rule(held), held.due) == (Action.HOLD, "hold", at("2025-12-10 00:00"))
    assert decided(past, "2025-12-10 14:00").action is Action.DRAFT


def test_the_next_date_the_user_set_only_delays() -> None:
    found = decided(silent(settings=Settings(next=date(2025, 12, 20))), OPEN)  # a Saturday

    assert (found.action, first_rule(found), found.due) == (Action.WAIT, "hold", at("2025-12-23 13:00"))


@pytest.mark.parametrize(
    "state", [DraftState.PLACING, DraftState.UNCERTAIN, DraftState.WAITING, DraftState.EDITED], ids=str
)
def test_an_open_draft_of_ours_holds(state: DraftState) -> None:
    found = decided(silent(drafts=(draft("visit", state, "2025-12-01"),)), OPEN)

    assert (found.action, first_rule(found)) == (Action.HOLD, "open_draft")


def test_a_draft_of_the_users_own_holds() -> None:
    found = decided(silent(foreign_drafts=(ForeignDraft(at=at("2025-12-01"), to=(ANNA,)),)), OPEN)

    assert (found.action, first_rule(found)) == (Action.HOLD, "open_draft")


def test_an_owed_answer_is_an_action_of_its_own() -> None:
    found = decided(silent(answer("2025-11-20", "question")), OPEN)

    assert (found.action, first_rule(found)) == (Action.ANSWER, "owe")


def test_a_date_they_named_is_kept_also_when_we_thanked_them_for_it() -> None:
    past = silent(
        theirs(Kind.HOLDING_REPLY, "2025-11-10", Signal(name="named_date", value="2026-04-01")), wrote("2025-11-11")
    )
    found = decided(past, "2026-01-21")

    assert (found.action, first_rule(found), found.due) == (Action.WAIT, "named_date", at("2026-04-01T13:00+02:00"))


def test_an_absence_delays_until_the_return_date_and_a_grace() -> None:
    past = silent(away("2025-11-05", back="2025-12-05"))  # back on Friday; one working day later is Monday the 8th

    assert (decided(past, "2025-12-05 14:00").action, first_rule(decided(past, OPEN))) == (Action.WAIT, "absence")
    assert decided(past, OPEN).due == at("2025-12-09 13:00")
    assert decided(past, "2025-12-09 14:00").action is Action.DRAFT


def test_an_absence_without_a_date_delays_five_working_days() -> None:
    past = silent(away("2025-12-01 10:00"))

    assert decided(past, OPEN).due == at("2025-12-09 13:00")


def test_a_ticket_number_or_a_receipt_is_no_absence() -> None:
    ticket = theirs(Kind.AUTO_REPLY, "2025-12-02")
    receipt = theirs(Kind.AUTO_REPLY, "2025-12-02", "read_receipt")

    assert [decided(silent(notice), OPEN).action for notice in (ticket, receipt)] == [Action.DRAFT] * 2


def test_the_absence_of_somebody_else_does_not_delay() -> None:
    assert decided(silent(away("2025-12-02", writer="bernd@lamp.example.de")), OPEN).action is Action.DRAFT


def test_a_human_mail_after_the_notice_ends_the_absence() -> None:
    past = silent(away("2025-11-05", back="2026-01-05"), answer("2025-11-06"), quote("2025-11-07"))

    assert decided(past, OPEN).action is Action.DRAFT


@pytest.mark.parametrize(
    ("condition", "action"),
    [
        ("country: DE", Action.HOLD),
        ("country: [FR, DE]", Action.HOLD),
        ("country: FR", Action.DRAFT),
        ("domain: lamp.example.de", Action.HOLD),
        ("domain: amp.example.de", Action.DRAFT),
        ("stage: [sample, quoted]", Action.HOLD),
        ("grade: A", Action.DRAFT),
        ("quote_below: 4 USD", Action.HOLD),
        ("quote_below: 4 EUR", Action.DRAFT),
        ("quote_above: 3 USD", Action.HOLD),
        ("products: [led-panel]", Action.HOLD),
        ("products: [valve]", Action.DRAFT),
        ("country: DE, grade: A", Action.DRAFT),
    ],
)
def test_a_skip_rule_holds_when_all_its_keys_do(condition: str, action: Action) -> None:
    """Domain 004-11; lists mean any, sums compare only in the same currency."""
    found = decided(silent(), OPEN, rule_text=f"skip: [{{if: {{{condition}}}, because: too small}}]")

    assert found.action is action
    assert (first_rule(found) == "skip") is (action is Action.HOLD)


def test_an_old_quote_is_not_chased() -> None:
    past = history(inquiry("2025-03-03"), quote("2025-03-04"))
    found = decided(past, OPEN)

    assert (found.standing.quiet, found.action, first_rule(found), found.due) == ("yes", Action.HOLD, "age", None)


def test_without_a_quote_only_a_sample_or_an_answered_inquiry_is_followed_up() -> None:
    first_letter = decided(history(wrote("2025-11-04")), OPEN)
    answered_inquiry = decided(history(inquiry("2025-11-03"), wrote("2025-11-04")), OPEN)
    sample = decided(history(wrote("2025-11-04", "sample_sent")), OPEN)

    assert (first_letter.action, first_rule(first_letter)) == (Action.HOLD, "age")
    assert (verdict(answered_inquiry, "age"), verdict(sample, "age")) == ("allows", "allows")


def test_an_old_sample_or_answer_is_not_chased_either() -> None:
    found = decided(history(inquiry("2025-03-03"), wrote("2025-03-04", "catalogue_sent")), OPEN)

    assert (found.action, first_rule(found)) == (Action.HOLD, "age")


def test_too_early_waits_for_quiet_after_and_then_for_the_window() -> None:
    found = decided(silent(), "2025-11-05")

    assert (found.action, first_rule(found), found.due) == (Action.WAIT, "quiet_after", at("2025-11-07 13:00"))


def test_later_follow_ups_rest_one_every_after_the_last_contact() -> None:
    past = silent(wrote("2025-11-26 10:00"))  # grade B rests a week

    assert (first_rule(decided(past, "2025-12-02 14:00")), decided(past, OPEN).action) == ("cadence", Action.DRAFT)


def test_the_shortest_matching_rest_wins_but_never_below_min_gap() -> None:
    """Domain A.6-2: a sample customer with 3 days of `hot`; two working days over a weekend are more."""
    past = silent(wrote("2025-11-07", "sample_sent"), wrote("2025-11-28 10:00"))
    monday = decided(past, "2025-12-01 14:00")
    tuesday = decided(past, "2025-12-02 14:00")

    assert (verdict(monday, "cadence"), first_rule(monday), tuesday.action) == ("allows", "min_gap", Action.DRAFT)


def test_a_telephone_call_restarts_the_rest() -> None:
    found = decided(silent(phoned("2025-12-02")), OPEN)

    assert (found.action, first_rule(found)) == (Action.WAIT, "cadence")


def test_a_discarded_draft_spends_its_topic_and_one_every() -> None:
    past = silent(drafts=(draft("correction", DraftState.DISCARDED, "2025-12-01 14:00"),))
    too_early, week_later = decided(past, OPEN), decided(past, "2025-12-09 14:00")

    assert first_rule(too_early) == "cadence"
    assert week_later.action is Action.DRAFT
    assert week_later.occasion is not None
    assert week_later.occasion.topic != "correction"
    assert week_later.step == "2025-11-04T09:00:00+00:00#2"


def test_a_public_holiday_of_the_customer_is_named() -> None:
    found = decided(history(inquiry("2025-09-01"), quote("2025-09-02")), "2025-10-03 14:00")

    assert (found.action, first_rule(found)) == (Action.WAIT, "holiday")
    assert "German Unity" in found.because[0].says or "public holiday in DE" in found.because[0].says


def test_the_weekend_of_the_customer_closes_a_window_day() -> None:
    past = history(inquiry("2025-11-03"), quote("2025-11-04"), country="SA", timezone="Asia/Riyadh")
    friday = decided(past, "2025-12-05T14:00+03:00")

    assert (friday.action, first_rule(friday)) == (Action.WAIT, "holiday")
    assert friday.due == at("2025-12-09T13:00+03:00")


def test_a_public_holiday_of_the_seller_closes_it_too() -> None:
    past = history(inquiry("2025-09-01"), quote("2025-09-02"))
    found = decided(past, "2025-10-01 14:00", rule_text="seasons: {golden-week: ignore}")

    assert first_rule(found) == "holiday"
    assert "(CN)" in found.because[0].says


def test_a_season_to_skip_waits_for_its_end() -> None:
    past = history(inquiry("2026-01-12"), quote("2026-01-13"))
    found = decided(past, "2026-02-12 14:00")  # the seller's Chinese New Year

    assert (found.action, first_rule(found)) == (Action.WAIT, "season")
    assert found.due is not None
    assert found.due > at("2026-02-23")


def test_a_season_to_soften_doubles_the_rest_and_asks_for_lighter_words() -> None:
    past = history(inquiry("2025-07-01"), quote("2025-07-02"), wrote("2025-08-04 10:00"), country="FR")
    after_a_week, after_two = decided(past, "2025-08-12 14:00"), decided(past, "2025-08-19 14:00")

    assert (first_rule(after_a_week), after_a_week.soften) == ("cadence", True)
    assert (after_two.action, after_two.soften) == (Action.DRAFT, True)


def test_outside_the_hours_it_waits_for_the_next_window() -> None:
    found = decided(silent(), "2025-12-03 17:30")

    assert (found.action, first_rule(found), found.due) == (Action.WAIT, "window", at("2025-12-04 13:00"))


def test_a_draft_is_placed_within_lead_before_the_window() -> None:
    too_early = decided(silent(), "2025-12-03 00:59", rule_text="lead: 12 hours")
    in_time = decided(silent(), "2025-12-03 01:00", rule_text="lead: 12 hours")

    assert (too_early.action, in_time.action, in_time.due) == (Action.WAIT, Action.DRAFT, at("2025-12-03 13:00"))


def test_an_unknown_country_uses_the_default_window_on_the_sellers_clock_and_says_so() -> None:
    found = decided(history(inquiry("2025-11-03"), quote("2025-11-04"), country=None), "2025-12-03T14:00+08:00")

    assert found.action is Action.DRAFT
    assert "country is unknown" in next(one.says for one in found.weighed if one.rule == "window")


@pytest.mark.parametrize(
    ("load", "action"),
    [
        (Load(open_drafts=8), Action.WAIT),
        (Load(placed_today=20), Action.WAIT),
        (Load(placed_today=5, is_first_day=True), Action.WAIT),
        (Load(open_drafts=7, placed_today=19), Action.DRAFT),
    ],
)
def test_over_a_limit_it_waits(load: Load, action: Action) -> None:
    found = decided(silent(), OPEN, load=load)

    assert found.action is action
    assert (first_rule(found) == "limit") is (action is Action.WAIT)


def test_two_drafts_to_a_company_within_seven_days_are_enough() -> None:
    drafts = (draft("visit", DraftState.WITHDRAWN, "2025-11-28"), draft("holiday", DraftState.WITHDRAWN, "2025-12-01"))
    found = decided(silent(drafts=drafts), OPEN)

    assert (found.action, first_rule(found), found.due) == (Action.WAIT, "limit", at("2025-12-05 14:00"))


def test_the_first_rule_that_fails_is_named_first_then_the_others_that_fail() -> None:
    found = decided(
        history(inquiry("2025-03-03"), quote("2025-03-04"), settings=Settings(stop="no")), "2025-12-06 14:00"
    )

    assert [reason.rule for reason in found.because][:3] == ["stop", "age", "window"]


def test_a_stage_set_to_lost_by_the_user_holds() -> None:
    assert first_rule(decided(silent(settings=Settings(stage=Stage.LOST)), OPEN)) == "lost"
