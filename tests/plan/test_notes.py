"""What the seller notes of a customer changes the topic, the ladder and what is said; each test names its rule."""

from dataclasses import replace

import pytest

from assistant.model import Action, DraftState, History, Occasion, PersonName, Settings
from assistant.plan import materials as material_file
from assistant.plan.insights import Outcome, rates
from assistant.plan.notes import ADVICE, STEERING
from assistant.plan.stepsheet import step_sheet
from tests.given import ROOT
from tests.given.parties import ME
from tests.plan.given import (
    ANNA,
    BERND,
    NEWS,
    OPEN,
    answer,
    at,
    decided,
    draft,
    history,
    inquiry,
    person,
    quote,
    silent,
    wrote,
)

TOLD = "USD 3.65 FOB Ningbo, 30 % deposit, balance before shipment, lead time 25 days"  # nothing is missing
ALL_NEWS = f"""{NEWS}
- id: light-fair
  topic: exhibition
  facts: {{name: Light Fair, place: Guangzhou, dates: 9 to 12 June 2026, booth: 5.2 F31}}
- id: our-factory
  topic: visit
  facts: {{who: your team, when: any day in May, where: our factory}}
"""


def quoted(dossier: dict[str, str], *more: object, **further: object) -> History:
    touches = (inquiry("2025-11-03 09:00"), quote("2025-11-04 10:00", text=TOLD), *more)
    return history(*touches, settings=Settings(dossier=dossier), **further)  # type: ignore[arg-type]


def topic(past: History, moment: str = OPEN, news: str = ALL_NEWS, rule_text: str = "") -> Occasion | None:
    return decided(past, moment, news=news, rule_text=rule_text).occasion


@pytest.mark.parametrize(
    ("rule", "field", "value", "first"),
    [
        ("003-K8", "supplier", "stable", "company-news"),
        ("003-N4", "minds", "price", "price-update"),
        ("003-N4", "minds", "quality", "product-update"),
        ("003-C8", "visits_china", "often", "visit"),
        ("003-K9", "mould", "public", "product-update"),
        ("003-K12", "exhibits", "yes", "exhibition"),
    ],
)
def test_003_a_note_brings_the_topic_that_fits_it_first_and_says_why(
    rule: str, field: str, value: str, first: str
) -> None:
    order = "topics: [correction, price-update, exhibition, product-update, company-news, visit]"
    if first == "price-update":
        order = "topics: [correction, exhibition, product-update, company-news, visit, price-update]"
    usual, noted = quoted({}), quoted({field: value})
    why = next(row.why for row in STEERING if row.rule == rule and value in row.values)

    found = decided(noted, OPEN, news=ALL_NEWS, rule_text=order)

    assert (topic(usual, rule_text=order) or Occasion(topic="", point="", material=None)).topic != first
    assert found.occasion is not None
    assert found.occasion.topic == first
    assert f"{first} comes first: {why}" in {other.why for other in found.runners_up}


def test_001_14_who_has_a_supplier_is_told_what_makes_trust_first() -> None:
    past = quoted({}, answer("2025-11-05", "has_supplier"), wrote("2025-11-06"))

    found = topic(past, rule_text="topics: [price-update, product-update, company-news]")

    assert found is not None
    assert found.topic == "company-news"


def test_what_they_said_themselves_goes_before_any_note() -> None:
    past = quoted({"supplier": "stable"}, answer("2025-11-05", "price_objection"), wrote("2025-11-06"))

    found = topic(past, rule_text="topics: [company-news, price-update]")

    assert found is not None
    assert found.topic == "price-update"


@pytest.mark.parametrize("field", ["brand", "sales_mode", "taste", "mould", "exhibits", "visits_china", "quality"])
@pytest.mark.parametrize(("noted", "fits"), [("own", True), ("Retail, own", True), ("other", False), ("", False)])
def test_003_k1_k9_k10_n5_news_may_be_meant_for_those_of_whom_something_is_noted(
    field: str, noted: str, fits: bool
) -> None:
    news = f"[{{id: oem, topic: company-news, facts: {{what: w, means: m}}, notes: {{{field}: [own, both]}}}}]"

    found = decided(quoted({field: noted}), OPEN, news=news, rule_text="topics: [company-news]")

    assert (found.occasion is not None) is fits
    assert fits or f"meant for customers with {field}=own or both" in {other.why for other in found.runners_up}


def test_news_meant_for_a_note_goes_before_news_for_everybody() -> None:
    news = """
- {id: general, topic: company-news, facts: {what: w, means: m}}
- {id: oem, topic: company-news, facts: {what: w, means: m}, notes: {brand: own}}
"""
    found = topic(quoted({"brand": "own"}), news=news, rule_text="topics: [company-news]")

    assert found is not None
    assert found.material == "oem"


@pytest.mark.parametrize("field", ["products", "best_seller", "interest"])
def test_003_k6_k11_news_about_goods_they_sell_fits_though_they_never_asked_for_them(field: str) -> None:
    news = (
        "[{id: rails, topic: product-update, facts: {product: track rails, status: in stock}, products: [track rail]}]"
    )
    only = "topics: [product-update]"

    assert topic(quoted({field: "Track rails, spots"}), news=news, rule_text=only) is not None
    assert topic(quoted({}), news=news, rule_text=only) is None


def test_a_6_7_what_is_personal_chooses_nobodys_news() -> None:
    text = "[{id: n, topic: company-news, facts: {what: w, means: m}, notes: {religion: any}}]"

    _, problems = material_file.load(text, "materials.yaml")

    says = "n: what you noted of religion chooses nobody's news: it is personal"
    assert [problem.text for problem in problems] == [says]


def test_003_k12_their_own_news_is_told_in_the_sellers_words_before_anything_general() -> None:
    news = """
- {id: general, topic: company-news, facts: {what: w, means: m}}
- id: lamp-30-years
  topic: company-news
  facts: {what: your thirty years, means: thirty years of lamps}
  customers: [EU-001]
  text: {en: "Thirty years of lamps: we raise a glass to you and your team."}
"""
    found = topic(quoted({}), news=news, rule_text="topics: [company-news]")

    assert found is not None
    assert found.material == "lamp-30-years"


@pytest.mark.parametrize(("religion", "greeted"), [("", True), ("Catholic", True), ("Muslim", False), ("none", False)])
def test_003_c9_a_feast_is_wished_to_nobody_of_whom_another_faith_is_noted(religion: str, greeted: bool) -> None:
    found = decided(quoted({"religion": religion}), "2025-12-18 14:00", rule_text="topics: [holiday]")

    assert (found.occasion is not None) is greeted
    assert greeted or "Christmas is no feast of theirs" in {other.why for other in found.runners_up}


def test_003_k4_in_place_of_who_is_silent_the_one_who_decides_is_written_to() -> None:
    people = (person(ANNA), person(BERND), person("dora@lamp.example.de", name=PersonName(full="Dora Lamp")))
    four = [wrote(day) for day in ("2025-11-10", "2025-11-13", "2025-11-18", "2025-11-21")]
    ladder = "ladder: {call: 3, change_person: 4, change_colleague: 9, rest: 11}"

    def to(dossier: dict[str, str]) -> str | None:
        return decided(silent(*four, people=people, settings=Settings(dossier=dossier)), OPEN, rule_text=ladder).to

    assert to({"decision_maker": BERND}) == BERND
    assert to({"decision_maker": "Dora Lamp"}) == "dora@lamp.example.de"
    assert to({"decision_maker": "somebody else"}) == to({})


def point(dossier: dict[str, str], **further: object) -> str | None:
    found = topic(quoted(dossier, **further), news="[]", rule_text="topics: [correction]")
    return found.point if found else None


def test_002_21_where_our_price_stands_above_theirs_it_is_explained_before_they_complain() -> None:
    explained = replace(draft("correction", DraftState.SENT, "2025-08-01"), phrases=("correction.explain.choice",))

    assert point({}) == "convenient"
    assert point({"our_price": "above"}) == "explain"
    assert point({"our_price": "above"}, drafts=(explained,)) == "alternative"  # 004-02: a choice, the second time
    assert point({"our_price": "below"}) == "convenient"  # nothing to explain away; the call sheet says what to say


@pytest.mark.parametrize(
    ("asker", "follows"), [("real", True), ("comparing", True), ("collecting", False), ("fishing", False), ("", True)]
)
def test_002_19_and_004_03_of_the_three_kinds_of_askers_who_only_collects_prices_is_left_alone(
    asker: str, follows: bool
) -> None:
    found = decided(quoted({"price_asker": asker}), OPEN)

    assert (found.action is Action.DRAFT) is follows
    assert follows or found.because[0].rule == "skip"


def test_001_15_and_002_22_our_own_side_comes_first() -> None:
    """What we owe before what we want, and what our quote lacks before any news."""
    owed = history(inquiry("2025-11-03 09:00"))
    lacking = history(inquiry("2025-11-03 09:00"), quote("2025-11-04 10:00", text="USD 3.65 per piece"))

    assert decided(owed, OPEN).action is Action.ANSWER
    assert decided(owed, OPEN).because[0].rule == "owe"
    found = topic(lacking)
    assert found is not None
    assert (found.topic, found.point) == ("correction", "complete")


THREE = ("2025-11-10", "2025-11-13", "2025-11-18")


@pytest.mark.parametrize("row", ADVICE, ids=lambda row: f"{row.rule}-{row.field}-{'-'.join(row.values[:1])}")
def test_003_what_is_noted_is_minded_on_the_telephone_and_by_the_colleague_who_takes_over(row: object) -> None:
    assert isinstance(row, type(ADVICE[0]))
    noted = row.values[0] if row.values else "Kühne, Shanghai"
    past = silent(*(wrote(day) for day in THREE), settings=Settings(dossier={row.field: noted}))
    call = decided(past, OPEN)
    line = row.says.format(noted=noted)

    assert call.action is Action.CALL
    assert line in step_sheet(call, past, ME, at(OPEN))
    assert line in step_sheet(replace(call, action=Action.CHANGE_COLLEAGUE), past, ME, at(OPEN))
    bare = replace(past, settings=Settings())
    assert line not in step_sheet(decided(bare, OPEN), bare, ME, at(OPEN))


def test_003_g1_a_forwarder_who_is_known_is_confirmed_and_where_there_is_none_several_are_recommended() -> None:
    def said(noted: str) -> str:
        past = silent(*(wrote(day) for day in THREE), settings=Settings(dossier={"forwarder": noted}))
        return "\n".join(step_sheet(decided(past, OPEN), past, ME, at(OPEN)))

    assert "recommend several" in said("None")
    assert "recommend several" not in said("Kühne")
    assert "Their forwarder is Kühne: confirm it" in said("Kühne")


def test_003_g6_a_note_that_changes_changes_what_is_done() -> None:
    before, after = quoted({"price_asker": "fishing"}), quoted({"price_asker": "real"})

    assert (decided(before, OPEN).action, decided(after, OPEN).action) == (Action.HOLD, Action.DRAFT)


def test_003_c1_answers_are_counted_by_where_customers_came_from() -> None:
    def one(source: str, answered: bool) -> Outcome:
        return Outcome(
            topic="visit", phrases=(), language="en", number=1, country="DE", weekday="tue", source=source,
            answered=answered,
        )  # fmt: skip

    found = rates([one("exhibition", True), one("exhibition", False), one("google", False), one("", True)])

    by_source = {rate.value: (rate.answered, rate.sent) for rate in found if rate.by == "source"}
    assert by_source == {"exhibition": (1, 2), "google": (0, 1)}


def test_every_note_that_steers_stands_in_the_sellers_manual() -> None:
    manual = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in manual.splitlines() if line.startswith("| `")}

    for one in (*STEERING, *ADVICE):
        if one.field:
            row = next((line for names, line in rows.items() if f"`{one.field}`" in names), "")
            assert one.rule in row, f"{one.field} ({one.rule})"


def test_003_n2_in_ramadan_the_rest_is_doubled_and_the_words_are_calm() -> None:
    """Ramadan of 2026 begins on 18 February; in Turkey the working week goes on."""
    turkish = history(inquiry("2026-02-02"), quote("2026-02-03", text=TOLD), wrote("2026-02-11"), country="TR")

    found = decided(turkish, "2026-02-24 10:00", news=ALL_NEWS)

    assert found.soften
    assert any(one.rule == "cadence" and "doubled for ramadan" in one.says for one in found.weighed)


def test_003_g5_whoever_takes_over_reads_where_it_stuck() -> None:
    dear = answer("2025-11-05", "price_objection", text="Your price is far above the market.")
    past = silent(dear, *(wrote(day) for day in THREE))
    taken_over = replace(decided(past, OPEN), action=Action.CHANGE_COLLEAGUE)

    note = "\n".join(step_sheet(taken_over, past, ME, at(OPEN)))

    assert "they found the price too high" in note
    assert "Your price is far above the market." in note
