"""What the lint compares a letter with: earlier drafts, facts, the seller's own words. Rules: test_lint_table."""

from dataclasses import replace

import pytest

from assistant.model import DraftId, DraftState, Occasion, PastDraft, Wording
from assistant.phrases.lint import lint
from assistant.phrases.samples import NOW, PEOPLE, situation
from assistant.phrases.text import sentences
from tests.phrases.given import BOOK, news

PRICE = news("price-update")  # LED panel BL-2031, -4 %, until 15 December
GOOD = "The price of our LED panel BL-2031 is 4 % lower for orders confirmed by 15 December."
PAST = situation(PEOPLE[0], PRICE)[1]


def letter(text: str, subject: str | None = None, language: str = "en") -> Wording:
    body = f"Dear Ms Vogt,\n\n{text}\n\nKind regards,\n"
    return Wording(language=language, subject=subject, body=body, phrases=(), sentences=sentences(text), core=text)


def rules(wording: Wording, occasion: Occasion = PRICE) -> set[str]:
    return {finding.rule for finding in lint(wording, PAST, occasion, BOOK)}


def test_a_good_letter_has_no_finding() -> None:
    assert rules(letter(f"{GOOD} Shall I send you a new quotation?")) == set()


@pytest.mark.parametrize("claim", ["The lead time is 21 days.", "The offer ends on 3.12.2026.", "USD 4.20 FOB Ningbo."])
def test_a_number_that_nobody_gave_is_found(claim: str) -> None:
    assert "design-7" in rules(letter(f"{GOOD} {claim}"))


@pytest.mark.parametrize("gap", ["Regards from None.", "The reason: .", "And  the rest.", "For { x }}.", "Dear ,"])
def test_an_empty_place_is_found(gap: str) -> None:
    assert "reliability-46" in rules(letter(f"{GOOD} {gap}"))


def test_a_sentence_of_an_earlier_draft_is_not_written_again() -> None:
    earlier = PastDraft(
        draft=DraftId("d"),
        topic="price-update",
        material="m",
        state=DraftState.SENT,
        placed_at=NOW,
        changed_at=NOW,
        sentences=sentences(GOOD),
    )

    found = lint(letter(GOOD), replace(PAST, drafts=(earlier,)), PRICE, BOOK)

    assert [finding.rule for finding in found] == ["001-21-2"]


@pytest.mark.parametrize("state", [DraftState.WITHDRAWN, DraftState.DISCARDED])
def test_a_draft_that_never_left_takes_no_sentence_with_it(state: DraftState) -> None:
    earlier = PastDraft(
        draft=DraftId("d"),
        topic="price-update",
        material="m",
        state=state,
        placed_at=NOW,
        changed_at=NOW,
        sentences=sentences(GOOD),
    )

    assert lint(letter(GOOD), replace(PAST, drafts=(earlier,)), PRICE, BOOK) == ()


def test_a_sentence_or_question_of_our_earlier_mails_is_not_written_again() -> None:
    inquiry, quote = PAST.touches
    asked = replace(quote, text=f"Hello,\n{GOOD}\nShall I send you a new quotation on this basis?\n")
    past = replace(PAST, touches=(inquiry, asked))

    found = lint(letter(f"{GOOD} Shall I send you a new quotation on this basis, please?"), past, PRICE, BOOK)

    assert {finding.says for finding in found} == {
        "this sentence was already written to them",
        "this question was already asked",
    }


def test_numbers_of_the_sellers_own_text_and_of_facts_may_be_claimed() -> None:
    own = replace(PRICE, text={"en": "We ship 500 pieces within 18 days."})

    assert rules(letter("We ship 500 pieces within 18 days."), own) == set()


def test_words_of_the_facts_are_the_sellers_and_not_judged_as_ours() -> None:
    named = replace(PRICE, facts={**PRICE.facts, "product": "LAMPEN URGENT 2031"})

    assert rules(letter("The price of our LAMPEN URGENT 2031 is 4 % lower."), named) == set()
