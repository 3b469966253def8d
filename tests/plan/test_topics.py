"""Every follow-up has a real reason, and none is used twice (domain 001-17, 001-T1 to T7; design 3.7)."""

from dataclasses import replace

import pytest

from assistant.model import DraftState
from tests.plan.chosen import TOLD, both, chosen, topic_of
from tests.plan.given import (
    OPEN,
    answer,
    at,
    decided,
    draft,
    first_rule,
    history,
    inquiry,
    materials,
    quote,
    silent,
    wrote,
)

SENT = DraftState.SENT
PRICE = "topic: price-update, facts: {product: panels, change: -3 %, reason: cheaper aluminium, conditions: orders"


def test_the_topics_come_in_the_order_of_the_rules() -> None:
    assert topic_of(chosen(silent())) == ("correction", None)
    assert topic_of(chosen(silent(), rule_text="topics: [company-news, correction]")) == ("company-news", "smt")


def test_no_topic_comes_twice_within_repeat_topic_after() -> None:
    drafts = (draft("correction", SENT, "2025-11-10"), draft("price-update", SENT, "2025-11-20", "price-nov"))

    assert topic_of(chosen(silent(drafts=drafts))) == ("product-update", "panel-2")


def test_the_time_until_a_topic_repeats_counts_from_the_day_the_draft_was_sent() -> None:
    laid_out = at("2025-09-02 09:00")  # ninety-two days before
    late = replace(draft("company-news", SENT, "2025-09-22 09:00"), placed_at=laid_out)
    answered = replace(draft("company-news", DraftState.ANSWERED, "2025-10-30 09:00"), placed_at=laid_out)
    only_news = "topics: [company-news]"

    assert chosen(silent(drafts=(late,)), rule_text=only_news) is None
    assert chosen(silent(wrote("2025-09-22 09:00"), drafts=(answered,)), rule_text=only_news) is None
    assert topic_of(chosen(silent(drafts=(answered,)), rule_text=only_news)) == ("company-news", "smt")


def test_no_material_is_told_twice_to_one_customer() -> None:
    old = draft("price-update", SENT, "2025-05-10", "price-nov")
    found, others = both(silent(drafts=(old,)), rule_text="topics: [price-update, company-news]")

    assert topic_of(found) == ("company-news", "smt")
    assert "told to this customer before" in {other.why for other in others}


def test_a_discarded_topic_is_spent_for_the_spell_only() -> None:
    thrown = draft("correction", DraftState.DISCARDED, "2025-10-20")

    assert topic_of(chosen(silent(drafts=(thrown,)))) == ("correction", None)
    in_spell = draft("correction", DraftState.DISCARDED, "2025-11-20")
    assert topic_of(chosen(silent(drafts=(in_spell,)))) == ("price-update", "price-nov")


def test_a_withdrawn_draft_spends_nothing() -> None:
    assert topic_of(chosen(silent(drafts=(draft("correction", DraftState.WITHDRAWN, "2025-11-20"),)))) == (
        "correction",
        None,
    )


@pytest.mark.parametrize(
    ("scope", "fits"),
    [
        ("from: 2025-12-03", True),
        ("from: 2025-12-04", False),
        ("until: 2025-12-03", True),
        ("until: 2025-12-02", False),
        ("countries: DE", True),
        ("countries: [FR, AT]", False),
        ("regions: [EU, NA]", True),
        ("regions: americas", False),
        ("customers: EU-001", True),
        ("customers: [EU-001-B]", True),
        ("customers: EU-002", False),
        ("customers: lamp.example.de", True),
        ("products: [led-panel]", True),
        ("products: [BL-9]", False),
    ],
)
def test_a_material_fits_by_dates_places_customers_and_words_of_the_quote(scope: str, fits: bool) -> None:
    news = materials(f"[{{id: n, topic: company-news, facts: {{what: w, means: m}}, {scope}}}]")

    assert (chosen(silent(), news=news, rule_text="topics: [company-news]") is not None) is fits


@pytest.mark.parametrize(
    ("news", "fits"),  # on 3 December 2025
    [
        ("topic: exhibition, facts: {name: Fair, place: Bonn, dates: 4 to 6 December 2025, booth: A1}", True),
        ("topic: exhibition, facts: {name: Fair, place: Bonn, dates: 3 to 6 December 2025, booth: A1}", False),
        ("topic: exhibition, facts: {name: Fair, place: Bonn, dates: 2 to 6 December, booth: A1}", True),
        ("topic: visit, facts: {who: Lin, when: 1 to 2 December 2025, where: Bonn}", False),
        (f"{PRICE} by 3 December }}, from: 2025-11-05", True),
        (f"{PRICE} by 2 December }}, from: 2025-11-01", False),
        (f"{PRICE} until December 2 2025 }}", False),
        (f"{PRICE} by 2 December }}", True),
    ],
)
def test_what_its_own_facts_say_is_over_is_told_to_nobody(news: str, fits: bool) -> None:
    one = materials(f"[{{id: n, {news}}}]")

    assert (chosen(silent(), news=one, rule_text="topics: [exhibition, visit, price-update]") is not None) is fits


@pytest.mark.parametrize(
    ("begins", "told"),  # our quote is of 4 November
    [("2025-10-20", False), ("2025-11-04", False), ("2025-11-05", True)],
)
def test_a_price_that_changed_before_our_quote_is_no_change_since_it(begins: str, told: bool) -> None:
    news = materials(f"[{{id: n, {PRICE} by 15 December }}, from: {begins}}}]")

    found, others = both(silent(), news=news, rule_text="topics: [price-update]")
    assert (found is not None) is told
    assert told or "older than our quote of 04 November 2025, which has that price" in {other.why for other in others}


def test_of_two_that_fit_the_more_closely_aimed_one_wins() -> None:
    news = materials(
        """
- {id: general, topic: company-news, facts: {what: w, means: m}}
- {id: aimed, topic: company-news, facts: {what: w, means: m}, products: [led panel]}
"""
    )

    assert topic_of(chosen(silent(), news=news, rule_text="topics: [company-news]")) == ("company-news", "aimed")


def test_a_price_objection_brings_a_price_update_first() -> None:
    """Domain 001-13-3, 001-14: the reason of the silence steers the topic."""
    past = history(
        inquiry("2025-11-03"), quote("2025-11-04"), answer("2025-11-05", "price_objection"), quote("2025-11-06")
    )

    found = chosen(past)
    assert topic_of(found) == ("price-update", "price-nov")
    assert found is not None
    assert found.point == "down"


def test_real_news_goes_before_the_courtesy_of_another_form_of_the_quote() -> None:
    told = quote("2025-11-04", text="USD 3.65 FOB Ningbo, 30 % deposit, balance before shipment, lead time 25 days")

    assert topic_of(chosen(history(inquiry("2025-11-03"), told))) == ("price-update", "price-nov")


def test_a_holiday_is_greeted_in_the_five_working_days_before_it_and_not_on_the_day() -> None:
    """Domain 001-T7; Christmas 2025 is a Thursday."""
    only = "topics: [holiday]"

    greeted = [chosen(silent(), f"2025-12-{day} 14:00", rule_text=only) for day in (17, 18, 24, 25)]

    assert [found and found.facts["greeting"] for found in greeted] == [None, "christmas", "christmas", "new-year"]


def test_a_holiday_is_greeted_once_a_year() -> None:
    past = silent(drafts=(draft("holiday", SENT, "2025-12-20"),))

    assert chosen(past, "2026-04-01T14:00+02:00", rule_text="topics: [holiday]") is None


def test_an_unknown_country_is_never_greeted() -> None:
    past = history(inquiry("2025-11-03"), quote("2025-11-04"), country=None)

    assert chosen(past, "2025-12-23 14:00", rule_text="topics: [holiday]") is None


def test_a_season_to_greet_puts_the_holiday_first() -> None:
    text = "seasons: {christmas: greet}"

    assert topic_of(chosen(silent(), "2025-12-22 14:00", rule_text=text)) == ("holiday", None)
    assert topic_of(chosen(silent(), "2025-12-22 14:00")) == ("correction", None)


def test_without_an_honest_topic_it_holds_and_tells_when_there_will_be_one() -> None:
    news = "[{id: n, topic: company-news, facts: {what: w, means: m}, from: 2025-12-20}]"
    found = decided(silent(), OPEN, news=news, rule_text="topics: [company-news]")

    assert (found.action.value, first_rule(found), found.due) == ("hold", "topic", at("2025-12-20 00:00"))


def test_every_loser_says_why() -> None:
    _, others = both(silent())

    assert {other.topic for other in others} == {"price-update", "product-update", "company-news", "holiday"}
    assert all(other.why for other in others)


def test_news_that_is_not_written_in_their_language_comes_after_what_is() -> None:
    spanish = (replace(history(inquiry("2025-11-03")).people[0], language="es"),)
    past = history(inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), people=spanish, country="ES")
    text = "- {id: smt, topic: company-news, facts: {what: a second line, means: shorter lead times}%s}"
    translated = ", translations: {es: {what: una segunda línea, means: plazos más cortos}}"

    assert topic_of(chosen(past, news=materials(text % ""))) == ("correction", None)
    assert topic_of(chosen(past, news=materials(text % translated))) == ("company-news", "smt")


def test_what_can_be_said_in_their_language_goes_before_english_that_would_fit_them_better() -> None:
    spanish = (replace(history(inquiry("2025-11-03")).people[0], language="es"),)
    talk = (inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), answer("2025-11-05", "has_supplier"))
    past = history(*talk, wrote("2025-11-06"), people=spanish, country="ES")
    text = "- {id: smt, topic: company-news, facts: {what: a second line, means: shorter lead times}}"

    assert topic_of(chosen(past, news=materials(text))) == ("correction", None)


@pytest.mark.parametrize(("fact", "told"), [("status: in stock", False), ("price: USD 6.10 FOB Ningbo", True)])
def test_news_of_a_product_needs_one_fact_that_their_language_can_tell(fact: str, told: bool) -> None:
    spanish = (replace(history(inquiry("2025-11-03")).people[0], language="es"),)
    past = history(inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), people=spanish, country="ES")
    text = f"- {{id: gl-7, topic: product-update, facts: {{product: GL-7, {fact}}}}}"

    found = topic_of(chosen(past, news=materials(text)))
    assert found == (("product-update", "gl-7") if told else ("correction", None))
