"""What scripts read: entries of customers, plan and explain; and the two looks along time."""

import json

from assistant.model import Action, DraftState, PersonName, Settings
from assistant.plan.backtest import backtest
from assistant.plan.decide import ORDER, look_again
from assistant.plan.portrait import explain_entry, plan_entry, portrait
from assistant.plan.simulate import simulate
from tests.given.parties import ME
from tests.plan.given import (
    ANNA,
    COMPLETE,
    OPEN,
    answer,
    at,
    decided,
    draft,
    history,
    inquiry,
    materials,
    person,
    quote,
    rules,
    silent,
    wrote,
)


def test_a_portrait_has_the_fields_of_the_contract_in_the_customers_time() -> None:
    past = silent(people=(person(ANNA, name=PersonName(full="Anna Vogt"), language="de"),))
    shown = portrait(past, decided(past, OPEN), ME)

    assert shown == {
        "code": "EU-001-B",
        "company": None,
        "domain": "lamp.example.de",
        "country": "DE",
        "timezone": "Europe/Berlin",
        "language": "de",
        "grade": "B",
        "stage": "quoted",
        "heat": "cold",
        "people": [{"name": "Anna Vogt", "address": ANNA, "last_seen": "2025-11-01T14:00:00+01:00", "dead": False}],
        "last_inbound": "2025-11-03T09:00:00+01:00",
        "last_outbound": "2025-11-04T10:00:00+01:00",
        "quote": {
            "at": "2025-11-04T10:00:00+01:00",
            "subject": "LED panel",
            "message_id": past.touches[1].message_id,
            "amount": "3.65",
            "currency": "USD",
        },
        "quiet": "yes",
        "quiet_since": "2025-11-04T10:00:00+01:00",
        "follow_ups": 0,
        "next": "2025-12-03T13:00:00+01:00",
        "hold": None,
    }


def test_unknown_is_null_never_an_empty_text() -> None:
    past = history(country=None, people=())
    shown = json.dumps(portrait(past, decided(past, OPEN), ME))

    assert '""' not in shown


def test_the_hold_is_told_in_words() -> None:
    past = silent(settings=Settings(stop="no business"))

    assert portrait(past, decided(past, OPEN), ME)["hold"] == "stopped by you: no business"


def test_a_plan_entry_names_the_draft_and_its_reasons() -> None:
    entry = plan_entry(decided(silent(), OPEN), "EU-001-B")

    assert {key: entry[key] for key in ("customer", "action", "topic", "due", "window", "to")} == {
        "customer": "EU-001-B",
        "action": "draft",
        "topic": "correction",
        "due": "2025-12-03T13:00:00+01:00",
        "window": ["2025-12-03T13:00:00+01:00", "2025-12-03T17:30:00+01:00"],
        "to": ANNA,
    }
    assert entry["because"][0] == {"rule": "quiet_after", "says": "no answer since our quote of 04 November 2025"}


def test_explain_shows_every_rule_in_order() -> None:
    entry = explain_entry(decided(silent(), OPEN), "EU-001-B")

    assert [one["rule"] for one in entry["weighed"]] == list(ORDER)
    assert (entry["customer"], entry["quiet"], entry["decision"]) == ("EU-001-B", "yes", "draft")


def test_two_looks_at_the_same_data_print_the_same_bytes() -> None:
    first, second = (json.dumps(explain_entry(decided(silent(), OPEN), "x")) for _ in range(2))

    assert first == second


def test_what_is_due_is_due_since_the_same_moment_whenever_one_looks() -> None:
    owed = history(inquiry("2025-11-03 09:00"))
    called = silent(*(wrote(day) for day in ("2025-11-10", "2025-11-13", "2025-11-18")))

    for past, since in ((silent(), "2025-12-03 13:00"), (owed, "2025-11-03 09:00"), (called, "2025-11-25 14:00")):
        due = {decided(past, moment).due for moment in (OPEN, "2025-12-03 14:01")}
        assert due == {at(since)}, since


def test_looking_again_a_lead_before_the_window_is_when_the_draft_is_placed() -> None:
    made = rules()
    waiting = decided(silent(), "2025-11-08 12:00", rule_text="lead: 12 hours")  # Saturday; Tuesday 11 November, 13:00
    again = look_again(waiting, made)

    assert (waiting.due, again) == (at("2025-11-11 13:00"), at("2025-11-11 01:00"))
    assert decided(silent(), "2025-11-11 01:00", rule_text="lead: 12 hours").action is Action.DRAFT


def test_nothing_that_only_a_person_can_change_is_looked_at_by_the_clock() -> None:
    stopped = decided(silent(settings=Settings(stop="no")), OPEN)
    owed = decided(silent(answer("2025-11-20", "question")), OPEN)

    assert [look_again(one, rules()) for one in (stopped, owed)] == [None, None]


def test_the_calendar_ahead_keeps_the_rest_uses_no_topic_twice_and_climbs_the_ladder() -> None:
    coming = simulate([silent()], COMPLETE, rules(), materials(), ME, at("2025-11-05"), 60)

    assert [(one.action.value, one.topic) for one in coming] == [
        ("draft", "correction"),
        ("draft", "price-update"),
        ("draft", "product-update"),
        ("call", None),
        ("draft", "company-news"),
        ("draft", "holiday"),
    ]
    assert [f"{one.at:%d %b %H:%M}" for one in coming][:3] == ["07 Nov 13:00", "14 Nov 13:00", "21 Nov 13:00"]


def test_the_calendar_ends_where_a_person_must_act() -> None:
    coming = simulate([silent(answer("2025-11-20", "question"))], COMPLETE, rules(), materials(), ME, at(OPEN), 300)

    assert [one.action for one in coming] == [Action.ANSWER]


def test_a_draft_that_lies_open_is_supposed_to_be_sent() -> None:
    past = silent(drafts=(draft("correction", DraftState.WAITING, "2025-12-02"),))
    coming = simulate([past], COMPLETE, rules(), materials(), ME, at(OPEN), 30)

    assert [(f"{one.at:%d %b}", one.topic) for one in coming] == [
        ("10 Dec", "price-update"),
        ("17 Dec", "product-update"),
        ("24 Dec", None),  # a call
        ("31 Dec", "company-news"),
    ]


def test_the_backtest_shows_what_was_missed_and_what_the_seller_did() -> None:
    past = history(
        inquiry("2025-09-01"), quote("2025-09-02 10:00"),  # nobody followed up for five weeks
        wrote("2025-10-09"), wrote("2025-10-10"),  # then twice in two days
        answer("2025-10-20"),
    )  # fmt: skip
    found = backtest([past], COMPLETE, rules(), materials(), ME, at("2025-11-01"), at("2025-08-01"))

    assert [(f"{one.at:%d %b}", one.rules_say, one.seller) for one in found] == [
        ("05 Sep", "draft", "wrote later"),
        ("10 Oct", "cadence", "wrote"),
        ("17 Oct", "draft", "did not write"),
    ]
    assert found[0].answered_at == at("2025-10-20")


def test_the_backtest_never_sees_what_came_later() -> None:
    past = silent(answer("2025-11-06", "question"))
    found = backtest([past], COMPLETE, rules(), materials(), ME, at("2025-12-01"), at("2025-11-01"))

    assert found == ()
