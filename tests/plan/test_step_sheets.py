"""What the seller has in hand for a step that is no draft: a call, a hand-over, a last offer (001-22, 002-20)."""

from dataclasses import replace

from assistant.model import Action, DraftState, Kind, Settings
from assistant.plan.stepsheet import step_sheet
from tests.given.parties import ME
from tests.plan.given import ANNA, answer, at, decided, draft, silent, wrote

SIX = [f"2025-11-{day:02}" for day in (10, 13, 18, 21)] + ["2025-12-02", "2025-12-09", "2025-12-16"]
ELEVEN = [*SIX, "2025-12-23", "2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27"]
LADDER = "ladder: {call: 1, change_person: 2, change_colleague: 6, rest: 11}"


def test_the_hand_over_note_says_who_what_was_said_and_what_is_open() -> None:
    dear = answer("2025-11-05", "price_objection", text="Your price is far above the market.")
    past = silent(dear, *(wrote(day) for day in SIX), drafts=(draft("price-update", DraftState.SENT, "2025-12-02"),))
    past = replace(past, settings=Settings(dossier={"position": "buyer", "phone": "+49 30 1234"}))
    decision = replace(decided(past, "2026-01-07", rule_text=LADDER), action=Action.CHANGE_COLLEAGUE)

    note = "\n".join(step_sheet(decision, past, ME, at("2026-01-07")))

    for told in (ANNA, "+49 30 1234", "buyer", "3 November 2025", '"LED panel"', "USD 3.65", "unanswered, the last on"):
        assert told in note
    assert 'They last wrote on 05 November: "Your price is far above the market."' in note
    assert "they found the price too high" in note
    assert "Told already, so not again: price-update." in note
    assert "my colleague Lin Wei has been in touch with you" in note


def test_what_they_had_against_it_long_ago_is_not_called_open() -> None:
    old = answer("2025-11-05", "price_objection", text="Too dear.")
    later = [answer(f"2025-11-{day}", text="Fine, we are talking.") for day in (10, 11, 12)]
    past = silent(old, *later, *(wrote(day) for day in SIX[2:]))
    decision = replace(decided(past, "2026-01-07"), action=Action.CHANGE_COLLEAGUE)

    assert "too high" not in "\n".join(step_sheet(decision, past, ME, at("2026-01-07")))


def test_at_rest_a_referral_is_offered_as_text_and_names_no_company_of_its_own() -> None:
    past = silent(*(wrote(day) for day in ELEVEN))
    decision = decided(past, "2026-03-03", rule_text=LADDER)

    text = "\n".join(step_sheet(decision, past, ME, at("2026-03-03")))

    assert decision.action is Action.REST
    assert "[COMPANY]" in text
    assert '"LED panel"' in text
    assert text.startswith("12 follow-ups brought no answer")


def test_a_draft_needs_no_sheet() -> None:
    past = silent()
    decision = decided(past, "2025-11-11 14:00")

    assert decision.action is Action.DRAFT
    assert step_sheet(decision, past, ME, at("2025-11-11 14:00")) == ()


def test_an_auto_reply_is_not_taken_for_their_last_word() -> None:
    away = answer("2025-11-20", text="I am out of the office.")
    away = replace(away, kind=Kind.AUTO_REPLY, facts=replace(away.facts, kind=Kind.AUTO_REPLY) if away.facts else None)
    past = silent(away, *(wrote(day) for day in SIX))
    decision = replace(decided(past, "2026-01-07"), action=Action.CHANGE_COLLEAGUE)

    assert "out of the office" not in "\n".join(step_sheet(decision, past, ME, at("2026-01-07")))
