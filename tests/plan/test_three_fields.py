"""Definitions "`stage`, `grade`, `heat`": three fields (domain A.6-1)."""

import pytest

from assistant.model import Grade, Heat, Kind, Settings, Stage, Touch
from tests.plan.given import answer, at, history, inquiry, ours, quote, silent, stands, theirs, wrote

ORDER = theirs(Kind.ORDER, "2025-11-10")
REFUSAL = theirs(Kind.REFUSAL, "2025-11-20")
STOP = theirs(Kind.STOP_REQUEST, "2025-11-20")
LATER = "2025-12-03 14:00"


@pytest.mark.parametrize(
    ("stage", "touches"),
    [
        (Stage.NEW, ()),
        (Stage.NEW, (wrote("2025-11-03"),)),
        (Stage.INQUIRY, (inquiry("2025-11-03"), wrote("2025-11-04"))),
        (Stage.INQUIRY, (inquiry("2025-11-03"), quote("2025-11-04", bounced=True))),
        (Stage.QUOTED, (inquiry("2025-11-03"), quote("2025-11-04"), answer("2025-11-05", "question"))),
        (Stage.QUOTED, (quote("2025-11-04"), theirs(Kind.HOLDING_REPLY, "2025-11-06"), inquiry("2025-11-07"))),
        (Stage.SAMPLE, (quote("2025-11-04"), theirs(Kind.SAMPLE_REQUEST, "2025-11-06"), quote("2025-11-07"))),
        (Stage.SAMPLE, (quote("2025-11-04"), wrote("2025-11-07", "sample_sent"))),
        (Stage.ORDERING, (quote("2025-11-04"), ORDER, quote("2025-11-12"))),
        (
            Stage.ORDERING,
            (quote("2025-11-04"), wrote("2025-11-12", "order_notice"), wrote("2025-11-13", "sample_sent")),
        ),
        (Stage.LOST, (quote("2025-11-04"), ORDER, REFUSAL)),
        (Stage.LOST, (quote("2025-11-04"), REFUSAL, answer("2025-11-21"), wrote("2025-11-22", "sample_sent"))),
        (Stage.INQUIRY, (quote("2025-11-04"), REFUSAL, inquiry("2025-11-25"))),
        (Stage.QUOTED, (quote("2025-11-04"), REFUSAL, inquiry("2025-11-25"), quote("2025-11-26"))),
        (Stage.ORDERING, (quote("2025-11-04"), REFUSAL, theirs(Kind.ORDER, "2025-11-25"))),
        (Stage.LOST, (quote("2025-11-04"), STOP, inquiry("2025-11-25"))),
    ],
    ids=lambda value: value.value if isinstance(value, Stage) else None,
)
def test_the_latest_event_decides_the_stage(stage: Stage, touches: tuple[Touch, ...]) -> None:
    assert stands(history(*touches), LATER).stage is stage


def test_a_trading_customer_without_any_trade_for_12_months_has_lapsed() -> None:
    past = history(theirs(Kind.ORDER, "2024-11-20"), wrote("2024-12-02", "order_notice"), wrote("2025-11-01"))

    assert stands(past, "2025-12-01").stage is Stage.ORDERING
    assert stands(past, "2025-12-03 14:01").stage is Stage.LAPSED


def test_an_inquiry_of_a_lapsed_customer_begins_anew() -> None:
    past = history(theirs(Kind.ORDER, "2024-01-10"), inquiry("2025-11-20"))

    assert stands(past, LATER).stage is Stage.INQUIRY


def test_resume_lifts_a_stop_request_before_it() -> None:
    past = silent(STOP, settings=Settings(resumed_at=at("2025-11-25")))

    assert stands(past, LATER).stage is Stage.QUOTED


@pytest.mark.parametrize(
    ("grade", "touches"),
    [
        (Grade.A, (theirs(Kind.ORDER, "2024-02-10"),)),
        (Grade.B, (theirs(Kind.ORDER, "2023-02-10"), quote("2025-11-04"))),
        (Grade.C, (theirs(Kind.ORDER, "2023-02-10"),)),
        (Grade.B, (inquiry("2025-11-03"), quote("2025-11-04"))),
        (Grade.C, (inquiry("2024-09-01"), quote("2024-09-02"))),
        (Grade.C, (inquiry("2025-11-03"),)),
        (Grade.D, (quote("2025-11-04"),)),
        (Grade.B, (theirs(Kind.ORDER, "2025-02-10"), REFUSAL)),
        (Grade.C, (inquiry("2025-11-03"), quote("2025-11-04"), REFUSAL)),
        (Grade.D, (answer("2025-11-03"), REFUSAL)),
    ],
)
def test_the_grade_follows_orders_and_two_way_contact_and_a_refusal_lowers_it(
    grade: Grade, touches: tuple[Touch, ...]
) -> None:
    """Domain 001-01 to 001-04."""
    assert stands(history(*touches), LATER).grade is grade


FULL = {"products": ("LED panel",), "quantities": ("500 pcs",)}


@pytest.mark.parametrize(
    ("heat", "asked"),
    [
        (Heat.HOT, inquiry("2025-11-03", found=FULL, text="500 pcs LED panel 60 x 60 cm, 40 W")),
        (Heat.HOT, inquiry("2025-11-03", found={**FULL, "company": "Lamp GmbH"}, text="500 LED panel please")),
        (Heat.WARM, inquiry("2025-11-03", found=FULL, text="500 LED panel please")),
        (Heat.WARM, inquiry("2025-09-03", found=FULL, text="500 pcs LED panel 60 x 60 cm, 40 W")),
        (Heat.COLD, inquiry("2025-11-03", text="please send me price list")),
    ],
    ids=["specification", "company", "neither", "older than 60 days", "bare price request"],
)
def test_the_heat_follows_the_quality_of_the_inquiry(heat: Heat, asked: Touch) -> None:
    """Domain 002-03, 004-08."""
    assert stands(history(asked, quote("2025-11-04")), "2025-11-20").heat is heat


def test_a_customer_in_the_sample_stage_is_hot() -> None:
    """Domain 004-09."""
    assert stands(silent(wrote("2025-11-07", "sample_sent")), LATER).heat is Heat.HOT


def test_what_the_user_set_stands() -> None:
    found = stands(silent(settings=Settings(grade=Grade.A, stage=Stage.SAMPLE)), LATER)

    assert (found.grade, found.stage, found.heat) == (Grade.A, Stage.SAMPLE, Heat.HOT)


def test_an_internal_mail_is_no_quote() -> None:
    assert stands(history(inquiry("2025-11-03"), ours(Kind.INTERNAL, "2025-11-04")), LATER).stage is Stage.INQUIRY
