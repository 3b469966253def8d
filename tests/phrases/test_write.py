"""Letters as they come out: chosen, filled, in the right tone, never the same twice, and refused with a reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import Occasion, Wording
from assistant.phrases import book as books
from assistant.phrases.samples import ME, NOW, OCCASIONS, PEOPLE, situation
from assistant.phrases.text import words
from assistant.phrases.write import Refused, write
from tests.phrases.given import BOOK, CHEAPER, letter, occasion


def written(about: Occasion, now: datetime = NOW, **changes: object) -> Wording:
    decision, history = situation(PEOPLE[0], about)
    return letter(replace(decision, **changes), history, now=now)  # type: ignore[arg-type]  # fields by name


def test_a_lower_price_is_told_as_lower_with_its_reason() -> None:
    body = written(CHEAPER).body

    assert "4%" in body
    assert "-4" not in body
    assert "aluminium is cheaper this quarter." in body


@pytest.mark.parametrize(
    ("change", "point", "family"),
    [
        ("-4 %", "", "down"),
        ("−4%", "down", "down"),
        ("+3.5 %", "", "up"),
        ("+ USD 0.20", "", "up"),
        ("4 %", "down", "down"),
        ("4 %", "", "other"),
        ("from 4.20 to 4.05 USD", "down", "other"),
        ("4 % less for 1000 pieces and more", "up", "other"),
    ],
)
def test_a_price_is_never_told_in_the_wrong_direction(change: str, point: str, family: str) -> None:
    used = written(occasion("price-update", point, product="LED panel", change=change)).phrases

    assert any(phrase.startswith(f"price-update.{family}.") for phrase in used), used


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("LED panel BL-2031", "our LED panel BL-2031"),
        ("all LED panels", "for all LED panels"),
        ("our panels", "our panels"),
    ],
)
def test_a_product_is_ours_only_once(product: str, expected: str) -> None:
    body = written(occasion("price-update", product=product, change="4.05 instead of 4.20 USD"), step="s").body

    assert expected.removeprefix("for ") in body
    assert "our our" not in body
    assert "our all" not in body


def test_a_full_stop_of_the_seller_is_not_doubled() -> None:
    about = occasion("company-news", what="A second SMT line is running.", means="lead time 18 days.")

    assert ".." not in written(about).body


@pytest.mark.parametrize(
    ("topic", "facts", "subject"),
    [
        ("price-update", {"product": "LED panel", "change": "-4 %"}, None),
        ("correction", {"quote_date": "2026-11-03"}, None),
        ("product-update", {"product": "lamp", "status": "tooling finished"}, None),
        ("company-news", {"what": "a new hall", "means": "shorter lead time"}, "News from Brightline Lighting"),
        (
            "exhibition",
            {"name": "Canton Fair", "place": "Guangzhou", "dates": "15 to 19 April", "booth": "5.2 F31"},
            "Invitation to Canton Fair, booth 5.2 F31",
        ),
        ("visit", {"who": "we", "when": "May", "where": "our factory"}, "An invitation to visit us"),
        ("holiday", {"greeting": "christmas", "holiday": "Christmas"}, "Best wishes for Christmas"),
    ],
)
def test_a_new_topic_brings_its_subject_and_the_others_keep_the_threads(
    topic: str, facts: Mapping[str, str], subject: str | None
) -> None:
    assert written(occasion(topic, **facts)).subject == subject


@pytest.mark.parametrize("empty", ["", " ", "Re:", "Re: AW:", "回复："])
def test_a_thread_without_a_subject_gets_one(empty: str) -> None:
    thread = situation(PEOPLE[0], CHEAPER)[0].thread
    assert thread is not None

    assert written(CHEAPER, thread=replace(thread, subject=empty)).subject == "New price: LED panel BL-2031"


def test_a_fresh_mail_has_a_subject_of_its_own() -> None:
    assert written(CHEAPER, thread=None).subject == "New price: LED panel BL-2031"


@pytest.mark.parametrize("point", ["certificates", "lead-time", "alternative"])
def test_what_was_not_found_in_the_quote_is_never_said_of_it(point: str) -> None:
    only = replace(BOOK, phrases=tuple(p for p in BOOK.phrases if p.role != "topic" or p.point == point))
    quoted = {"quote_date": "2026-11-03", "product": "LED panel"}

    def letter(about: str) -> Wording | Refused:
        decision, history = situation(PEOPLE[0], occasion("correction", about, **quoted))
        return write(decision, history, only, ME, NOW)

    assert isinstance(letter(point), Wording)
    assert isinstance(letter("convenient"), Refused)


def test_a_price_is_never_told_without_the_conditions_it_hangs_on() -> None:
    facts = {"product": "LED panel", "change": "-4 %", "conditions": "orders confirmed by 15 December"}
    cheaper = occasion("price-update", **facts)
    told = replace(cheaper, language="en", translations={"de": {"conditions": "Aufträge bis 15. Dezember"}})
    decision, history = situation(PEOPLE[0], told, "de")
    german = write(decision, history, BOOK, ME, NOW)
    untold = write(replace(decision, occasion=replace(told, translations={})), history, BOOK, ME, NOW)

    assert isinstance(german, Wording)
    assert isinstance(untold, Wording)
    assert (german.language, "Aufträge bis 15. Dezember" in german.body) == ("de", True)
    assert (untold.language, "orders confirmed by 15 December" in untold.body) == ("en", True)


def test_the_same_decision_gives_the_same_letter_and_another_step_other_words() -> None:
    letters = {written(CHEAPER, step=f"spell#{number}").body for number in range(8)}

    assert written(CHEAPER) == written(CHEAPER)
    assert len(letters) > 2


def test_a_soft_season_asks_nothing() -> None:
    soft = written(CHEAPER, soften=True)

    assert "?" not in soft.body
    assert soft.intends == "touch"
    assert any(phrase.startswith("soft.") for phrase in soft.phrases)
    assert written(CHEAPER).intends == "step"


def test_a_greeting_wishes_and_sells_nothing() -> None:
    greeting = written(occasion("holiday", "eid-al-fitr", greeting="eid-al-fitr", holiday="Eid al-Fitr"))

    assert "blessed Eid al-Fitr" in greeting.body
    assert "?" not in greeting.body
    assert greeting.intends == "touch"


def test_a_feast_without_a_wish_in_the_phrasebook_is_refused() -> None:
    decision, history = situation(PEOPLE[0], occasion("holiday", greeting="ashura", holiday="Ashura"))

    assert isinstance(write(decision, history, BOOK, ME, NOW), Refused)


def test_the_sellers_own_text_stands_as_it_is() -> None:
    own = replace(CHEAPER, text={"en": "Our second SMT line is running;\nlead time drops from 25 to 18 days."})

    assert "Our second SMT line is running;\nlead time drops from 25 to 18 days.\n" in written(own).body


def test_own_text_in_another_language_than_the_letters_is_not_used() -> None:
    own = replace(CHEAPER, text={"de": "Unsere zweite SMT-Linie läuft."})

    assert "SMT-Linie" not in written(own).body


def test_a_language_without_a_phrasebook_gets_plain_english() -> None:
    decision, history = situation(PEOPLE[0], CHEAPER, language="fi")
    made = letter(decision, history)

    assert made.language == "en"
    registers = {
        phrase.id: phrase.register for phrase in BOOK.phrases if phrase.language == "en" and phrase.role == "topic"
    }
    assert {registers[one] for one in made.phrases if one in registers} == {"plain"}


@pytest.mark.parametrize(
    ("now", "follow_ups", "opening"),
    [
        (datetime(2026, 11, 18, 6, tzinfo=UTC), 0, "inquiry"),
        (datetime(2026, 11, 18, 6, tzinfo=UTC), 1, None),
        (datetime(2026, 11, 23, 6, tzinfo=UTC), 1, "weekend"),
        (datetime(2027, 1, 5, 6, tzinfo=UTC), 1, "new-year"),
        (datetime(2027, 2, 9, 6, tzinfo=UTC), 0, None),
        (datetime(2026, 12, 28, 9, tzinfo=UTC), 1, "holiday"),
        (datetime(2026, 12, 30, 9, tzinfo=UTC), 1, None),
    ],
)
def test_an_opening_line_needs_an_occasion(now: datetime, follow_ups: int, opening: str | None) -> None:
    decision, history = situation(PEOPLE[0], CHEAPER)
    standing = replace(decision.standing, follow_ups=follow_ups)
    made = letter(replace(decision, standing=standing), history, now=now)
    lines = {p.id: p.occasion for p in BOOK.phrases if p.role == "opening"}
    assert [lines[phrase] for phrase in made.phrases if phrase in lines] == ([opening] if opening else [])


@pytest.mark.parametrize(
    ("subject", "spoken", "told"),
    [
        ("Check valves DN50", "en", "for check valves DN50"),
        ("LED panels", "en", "for LED panels"),
        ("Demande de devis peignoirs", "fr", ""),
        ("見積依頼", "ja", ""),
        ("Quotation 4711", "en", ""),
        ("Inquiry", "en", ""),
    ],
)
def test_a_subject_line_is_a_product_only_where_it_can_be_one(subject: str, spoken: str, told: str) -> None:
    about = occasion(
        "correction", "complete", quote_date="2026-11-03", quote_subject=subject, product=subject, missing="lead time"
    )
    decision, history = situation(PEOPLE[0], about)
    quote = replace(history.touches[1], language=spoken)
    made = letter(replace(decision, standing=replace(decision.standing, quote=quote)), history)

    assert f"our quotation of 3 November {told}".strip() in made.body
    assert subject not in made.body or told


def test_a_colleague_is_not_thanked_for_what_another_wrote() -> None:
    decision, history = situation(PEOPLE[0], CHEAPER)
    other = replace(history.people[0], address="max@nordlicht-leuchten.example")
    made = letter(replace(decision, to=other.address), replace(history, people=(other,)))

    assert "30 October" not in made.body


def test_a_date_of_a_material_is_written_in_words() -> None:
    body = written(occasion("visit", who="we", when="2027-04-12", where="Hamburg")).body

    assert "When: 12 April 2027\n" in body


def test_a_phrasebook_of_theirs_that_lacks_the_topic_leads_to_english(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "salutations.de.yaml").write_text(
        "salutations:\n  - {id: neutral, language: de, occasion: neutral, text: 'Guten Tag,'}\n"
    )
    (tmp_path / "topics" / "price-update.de.yaml").write_text(
        "topic: price-update\nphrases:\n"
        "  - {id: neu, language: de, needs: [product], text: 'Für {{ product }} gilt ein neuer Preis.'}\n"
    )
    book, problems = books.load((tmp_path,))
    assert problems == ()

    def language(about: Occasion) -> str:
        decision, history = situation(PEOPLE[0], about, language="de")
        made = letter(decision, history, book=book)
        return made.language

    assert language(CHEAPER) == "de"
    assert language(occasion("company-news", what="a new hall", means="shorter lead time")) == "en"


def test_a_signature_that_begins_with_a_closing_gets_no_second_one() -> None:
    decision, history = situation(PEOPLE[0], CHEAPER)
    made = write(decision, history, BOOK, replace(ME, signature="Best regards\nLin Wei"), NOW)

    assert isinstance(made, Wording)
    assert "regards" not in made.body
    assert "Yours" not in made.body


def test_letters_are_short_and_ask_at_most_one_thing() -> None:
    for about in OCCASIONS:
        made = written(about)
        assert 40 <= words(made.core) <= 100, made.body
        assert made.body.count("?") <= 1


def test_what_no_phrase_fits_is_refused_with_what_is_known() -> None:
    decision, history = situation(PEOPLE[0], occasion("visit", who="we"))
    made = write(decision, history, BOOK, ME, NOW)

    assert isinstance(made, Refused)
    assert "no phrase of visit fits" in made.findings[0].says


def test_no_occasion_no_letter() -> None:
    decision, history = situation(PEOPLE[0], CHEAPER)

    refused = write(replace(decision, occasion=None), history, BOOK, ME, NOW)

    assert isinstance(refused, Refused)
    assert refused.findings[0].rule == "001-21-3"


@given(value=st.text(max_size=60), reason=st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_a_fact_holds_it_is_printed_as_data_or_the_letter_is_refused(value: str, reason: str) -> None:
    decision, history = situation(PEOPLE[0], occasion("price-update", product=value, change="-4 %", reason=reason))
    made = write(decision, history, BOOK, ME, NOW)

    if isinstance(made, Wording):
        assert not any(ord(c) < 32 and c != "\n" for c in made.body)
        assert "{{" not in made.body
        assert made.body.startswith("Dear Ms Vogt,\n\n")


@pytest.mark.parametrize("code", ["{{ 7*7 }}", "{% for x in y %}", "{{ self }}", "${7*7}", "#{7*7}", "<%= 7*7 %>"])
def test_template_code_in_a_fact_is_never_run(code: str) -> None:
    decision, history = situation(PEOPLE[0], occasion("price-update", product=f"panel {code}", change="-4 %"))
    made = write(decision, history, BOOK, ME, NOW)

    assert isinstance(made, Refused) or ("49" not in made.body and code in made.body)
