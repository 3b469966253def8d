"""The quote itself as a reason: what it lacks, what they said against it, another form of it (domain 001-17, 004)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.model import Amount, Attachment, DraftState, Settings
from assistant.plan.correction import stem
from assistant.plan.materials import Materials
from tests.plan.chosen import TOLD, chosen, point_of, topic_of
from tests.plan.given import OPEN, answer, decided, draft, first_rule, history, inquiry, quote, wrote


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


DEAR = answer("2025-11-05", "price_objection")


def test_004_02_who_finds_it_too_dear_again_is_offered_a_choice() -> None:
    explained = replace(draft("correction", DraftState.SENT, "2025-08-01"), phrases=("correction.explain.choice",))
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
