"""The lint's own table: what keeps a letter from being placed, and the rule that says so."""

from dataclasses import replace

import pytest

from assistant.model import Direction, DraftId, DraftState, Facts, Kind, Occasion, PastDraft, Settings, Wording
from assistant.phrases import book as books
from assistant.phrases.lint import lint
from assistant.phrases.samples import NOW, OCCASIONS, PEOPLE, situation
from assistant.phrases.text import sentences

BOOK, _ = books.load()
PRICE = next(o for o in OCCASIONS if o.topic == "price-update")  # LED panel BL-2031, -4 %, until 15 December
GOOD = "The price of our LED panel BL-2031 is 4 % lower for orders confirmed by 15 December."
PAST = situation(PEOPLE[0], PRICE)[1]


def letter(text: str, subject: str | None = None, language: str = "en") -> Wording:
    body = f"Dear Ms Vogt,\n\n{text}\n\nKind regards,\n"
    return Wording(language=language, subject=subject, body=body, phrases=(), sentences=sentences(text), core=text)


def rules(wording: Wording, occasion: Occasion = PRICE) -> set[str]:
    return {finding.rule for finding in lint(wording, PAST, occasion, BOOK)}


def _quoted(incoterms: tuple[str, ...]) -> Facts:
    return Facts(direction=Direction.OUTBOUND, kind=Kind.QUOTE, confidence=1.0, incoterms=incoterms)


def test_a_good_letter_has_no_finding() -> None:
    assert rules(letter(f"{GOOD} Shall I send you a new quotation?")) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{GOOD} " + "It is worth a look for you. " * 20, "001-24"),
        ("", "001-24"),
        (f"{GOOD} Is that of interest? Shall I quote?", "design-9"),
        (f"{GOOD} Just checking in.", "001-21-2"),
        (f"{GOOD} I am following up on our offer.", "001-21-2"),
        (f"{GOOD} Did you receive our quotation?", "001-21-2"),
        (f"{GOOD} This is a friendly reminder.", "001-21-2"),
        (f"{GOOD} I haven’t heard from you.", "001-21-2"),
        (f"{GOOD} We are still waiting for your answer.", "001-21-2"),
        (f"{GOOD} Please place your order now.", "001-21-1"),
        (f"{GOOD} You must decide.", "001-21-1"),
        (f"{GOOD} Please answer ASAP.", "001-19"),
        (f"{GOOD} This is your last chance.", "001-19"),
        (f"{GOOD} Great! Really great!", "001-19"),
        (f"{GOOD} IMPORTANT for you.", "001-19"),
        (f"{GOOD} Kindly do the needful.", "001-24"),
        (f"{GOOD} It saves you 12 percent.", "design-7"),
        (f"{GOOD} The lead time is 21 days.", "design-7"),
        (f"{GOOD} The offer ends on 3.12.2026.", "design-7"),
        (f"{GOOD} For {{{{ product }}}} as well.", "reliability-46"),
        (f"{GOOD} Regards from None.", "reliability-46"),
        (f"{GOOD} Hello [name] again.", "reliability-46"),
        (f"{GOOD} The reason: .", "reliability-46"),
        (f"{GOOD} And  the rest.", "reliability-46"),
        (f"{GOOD} Your number is EU-001-A here.", "contract-draft"),
        (f"{GOOD} Мы снизили цену.", "design-9"),
        ("It is a nice day and all of us are well here.", "001-21-3"),
        ("Our price is USD 4.20 per piece FOB Ningbo, for the LED panel BL-2031.", "design-7"),
    ],
)
def test_each_taboo_is_found_and_named(text: str, rule: str) -> None:
    assert rule in rules(letter(text))


def test_a_new_price_without_its_terms_is_found() -> None:
    lamp = Occasion(topic="product-update", point="price", material="m", facts={"product": "lamp", "price": "USD 6.10"})

    assert "003-G4" in rules(letter("Here is a price for our lamp: USD 6.10."), lamp)
    with_terms = replace(lamp, facts={"product": "lamp", "price": "USD 6.10 FOB Ningbo"})
    assert "003-G4" not in rules(letter("Here is a price for our lamp: USD 6.10 FOB Ningbo."), with_terms)


@pytest.mark.parametrize(("told", "again"), [((), False), (("FOB Ningbo",), True)])
def test_a_term_on_record_is_confirmed_and_not_asked_again(told: tuple[str, ...], again: bool) -> None:
    inquiry, quote = PAST.touches
    past = replace(PAST, touches=(inquiry, replace(quote, facts=_quoted(told))))
    asks = letter(f"{GOOD} Which delivery terms would you like?")
    confirms = letter(f"{GOOD} Shall I keep FOB Ningbo as our delivery terms?")

    assert ("003-G2" in {finding.rule for finding in lint(asks, past, PRICE, BOOK)}) is again
    assert "003-G2" not in {finding.rule for finding in lint(confirms, past, PRICE, BOOK)}


@pytest.mark.parametrize(
    ("field", "noted", "rule"), [("religion", "Catholic", "A.6-7"), ("hobbies", "sailing", "A.6-7")]
)
def test_what_was_noted_of_a_person_is_never_said(field: str, noted: str, rule: str) -> None:
    past = replace(PAST, settings=Settings(dossier={field: noted}))
    told = letter(f"{GOOD} As you are fond of {noted}, you will like it.")

    assert rule in {finding.rule for finding in lint(told, past, PRICE, BOOK)}
    assert rule not in {finding.rule for finding in lint(told, PAST, PRICE, BOOK)}


def test_003_k5_who_has_no_design_department_is_not_asked_for_drawings() -> None:
    past = replace(PAST, settings=Settings(dossier={"design_department": "no"}))
    asks = letter(f"{GOOD} Could you send us your drawings?")

    assert "003-K5" in {finding.rule for finding in lint(asks, past, PRICE, BOOK)}
    assert "003-K5" not in {finding.rule for finding in lint(asks, PAST, PRICE, BOOK)}


def test_a_chinese_question_in_other_words_but_the_same_order_of_signs_is_the_same_question() -> None:
    inquiry, quote = PAST.touches
    past = replace(PAST, touches=(inquiry, replace(quote, text="请问您需要多少数量呢？")))
    again = letter("LED panel BL-2031 的价格已下调 4 %。请问您需要多少数量？", language="zh")

    assert "001-21-2" in {finding.rule for finding in lint(again, past, PRICE, BOOK)}


def test_harmless_words_that_hold_a_taboo_are_left_alone() -> None:
    assert rules(letter(f"{GOOD} There is no hurry.")) == set()


def test_a_letter_without_salutation_is_found() -> None:
    naked = replace(letter(GOOD), body=f"{GOOD}\n\nKind regards,\n")

    assert "001-25-2" in rules(naked)


@pytest.mark.parametrize("subject", ["", "  ", "x" * 200, "News\nBcc: a@b.example"])
def test_a_subject_that_cannot_be_sent_is_found(subject: str) -> None:
    assert "001-25-3" in rules(letter(GOOD, subject=subject))


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
