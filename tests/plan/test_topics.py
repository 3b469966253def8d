"""Every follow-up has a real reason, and none is used twice (domain 001-17, 001-T1 to T7; design 3.7)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.model import Amount, Attachment, DraftState, History, Occasion, RunnerUp, Settings
from assistant.plan.correction import stem
from assistant.plan.materials import Materials
from assistant.plan.standing import standing
from assistant.plan.topics import choose
from tests.given.parties import ME
from tests.plan.given import (
    COMPLETE,
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
    rules,
    silent,
    wrote,
)

SENT = DraftState.SENT
PRICE = "topic: price-update, facts: {product: panels, change: -3 %, reason: cheaper aluminium, conditions: orders"


def chosen(past: History, moment: str = OPEN, news: Materials | None = None, rule_text: str = "") -> Occasion | None:
    return both(past, moment, news, rule_text)[0]


def both(
    past: History, moment: str = OPEN, news: Materials | None = None, rule_text: str = ""
) -> tuple[Occasion | None, tuple[RunnerUp, ...]]:
    made, now = rules(rule_text), at(moment)
    stood = standing(past, COMPLETE, made, ME, now)
    return choose(past, stood, made, materials() if news is None else news, ME, now)


def topic_of(found: Occasion | None) -> tuple[str, str | None] | None:
    return (found.topic, found.material) if found else None


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


def test_an_objection_to_the_specification_brings_a_correction_first() -> None:
    past = history(
        inquiry("2025-11-03"), quote("2025-11-04"), answer("2025-11-05", "spec_objection"), quote("2025-11-06")
    )

    assert topic_of(chosen(past, rule_text="topics: [price-update, correction]")) == ("correction", None)


def test_a_quote_that_lacks_terms_is_completed_with_recorded_facts_only() -> None:
    """Domain 001-T1 "complete"."""
    priced = {"products": ("LED panel BL-2031",), "amounts": (Amount(value=Decimal("3.65"), currency="USD"),)}
    past = history(inquiry("2025-11-03"), quote("2025-11-04", subject="AW: Re: LED panel", found=priced))
    found = chosen(past)

    assert found is not None
    assert found.facts == {
        "quote_date": "2025-11-04",
        "quote_subject": "LED panel",
        "product": "LED panel BL-2031",
        "amount": "3.65",
        "currency": "USD",
        "missing": "payment terms, delivery terms and lead time",
        "point": "complete",
    }


def test_nothing_is_called_missing_that_stands_in_the_quote_or_may_stand_in_its_attachment() -> None:
    told = quote("2025-11-04", text="USD 3.65 FOB Ningbo, 30 % deposit, balance before shipment, lead time 25 days")
    attached = quote("2025-11-04", attachments=(Attachment(name="quote.pdf", type="application/pdf", size_bytes=9),))
    pasts = [history(inquiry("2025-11-03"), told), history(inquiry("2025-11-03"), attached)]
    points = [found.point for past in pasts if (found := chosen(past, news=Materials()))]

    assert points == ["convenient", "convenient"]


def test_real_news_goes_before_the_courtesy_of_another_form_of_the_quote() -> None:
    told = quote("2025-11-04", text="USD 3.65 FOB Ningbo, 30 % deposit, balance before shipment, lead time 25 days")

    assert topic_of(chosen(history(inquiry("2025-11-03"), told))) == ("price-update", "price-nov")


@pytest.mark.parametrize(
    ("named", "product"),
    [
        (("unit price",), None),
        (("LED panel offer",), None),
        (("unit price", "BL-2031"), "BL-2031"),
        (("panel",), "panel"),
    ],
)
def test_goods_are_named_only_by_a_name_that_both_sides_used(named: tuple[str, ...], product: str | None) -> None:
    past = quote("2025-11-04", subject="Re: LED panel offer", found={"products": named})
    found = chosen(history(inquiry("2025-11-03"), past), news=Materials())

    assert found is not None
    assert found.facts.get("product") == product


@pytest.mark.parametrize(
    ("subject", "left"),
    [("Re: panels", "panels"), ("AW: WG: Fwd: panels", "panels"), ("回复：报价", "报价"), ("RE[2]: RE: x", "x"),
     ("Reference 12", "Reference 12"), ("Ynt: teklif", "teklif"), ("", "")],
)  # fmt: skip
def test_reply_marks_are_taken_off_a_subject(subject: str, left: str) -> None:
    assert stem(subject) == left


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


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("USD 3.65 per piece FOB Ningbo", "payment terms and lead time"),
        ("USD 3.65 FOB Ningbo. One third when you order, the rest before the ship leaves.", "lead time"),
        ("USD 3.65 FOB Ningbo, 30/70, 25 days", None),
    ],
)
def test_only_what_the_quote_leaves_open_is_called_missing(told: str, missing: str | None) -> None:
    found = chosen(history(inquiry("2025-11-03"), quote("2025-11-04", text=told)))

    assert found is not None
    assert found.facts.get("missing") == missing


def test_a_term_told_elsewhere_in_the_talk_is_not_missing() -> None:
    past = history(
        inquiry("2025-11-03", text="Please quote 500 pcs, payment 30/70 as always."),
        quote("2025-11-04", text="USD 3.65 per piece FOB Ningbo"),
        wrote("2025-11-05", text="I forgot: the lead time is 25 days."),
    )
    found = chosen(past, rule_text="topics: [correction]")

    assert found is not None
    assert (found.topic, found.facts.get("missing")) == ("correction", None)


TOLD = "USD 3.65 FOB Ningbo, 30 % deposit, balance before shipment, lead time 25 days"
DEAR = answer("2025-11-05", "price_objection")


def point_of(past: History) -> str | None:
    found = chosen(past, news=Materials())
    return found.point if found else None


def test_004_02_who_finds_it_too_dear_again_is_offered_a_choice() -> None:
    explained = replace(draft("correction", SENT, "2025-08-01"), phrases=("correction.explain.choice",))
    asked = (inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), DEAR, quote("2025-11-06", text=TOLD))

    assert point_of(history(*asked)) == "explain"
    assert point_of(history(*asked, drafts=(explained,))) == "alternative"


def test_certificates_they_asked_for_and_we_never_spoke_of_are_offered() -> None:
    asked = inquiry("2025-11-03", text="Please quote 500 pcs. Do you have CE and RoHS certificates?")
    spoken = quote("2025-11-04", text=f"{TOLD}. CE and RoHS certificates on request.")

    later = answer("2025-11-05", text="Do you have the CE certificate?")
    told = wrote("2025-11-06", text="Yes, it is attached.")

    assert point_of(history(inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), later, told)) == "convenient"
    assert point_of(history(asked, quote("2025-11-04", text=TOLD))) == "certificates"
    assert point_of(history(asked, spoken)) == "convenient"


def test_a_quote_that_lacks_only_the_lead_time_is_told_it() -> None:
    told = "USD 3.65 FOB Ningbo, 30 % T/T in advance, balance against copy of B/L"

    assert point_of(history(inquiry("2025-11-03"), quote("2025-11-04", text=told))) == "lead-time"


@pytest.mark.parametrize(
    ("dossier", "point"),
    [
        ({}, "convenient"),
        ({"price_asker": "comparing"}, "compare"),
        ({"price_asker": "comparing", "position": "Purchasing assistant"}, "compare"),
    ],
)
def test_002_19_who_compares_suppliers_is_offered_a_comparison(dossier: dict[str, str], point: str) -> None:
    past = history(inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), settings=Settings(dossier=dossier))

    assert point_of(past) == point


def test_003_c2_an_assistant_gets_what_is_easy_to_report() -> None:
    sums = tuple(Amount(value=Decimal(value), currency="USD") for value in ("3.65", "3.40", "3.20"))
    many = quote("2025-11-04", text=TOLD, found={"amounts": sums})
    assistant = Settings(dossier={"position": "Purchasing Assistant"})

    assert point_of(history(inquiry("2025-11-03"), many)) == "compare"
    assert point_of(history(inquiry("2025-11-03"), many, settings=assistant)) == "convenient"


def test_004_03_who_only_asks_for_prices_is_passed_over() -> None:
    fishing = history(
        inquiry("2025-11-03"), quote("2025-11-04", text=TOLD), settings=Settings(dossier={"price_asker": "fishing"})
    )

    assert first_rule(decided(fishing, OPEN)) == "skip"


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
