"""Answers that name a day and nothing else, ask for other goods, or leave through a purchasing system."""

import pytest

from assistant.model import Kind
from tests.given.understood import received


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In September then.\n\nAnna", "2026-09-01"),
        ("Not before June, thanks", "2026-06-01"),
        ("Im Mai dann wieder.", "2026-05-01"),
        ("En septiembre mejor.", "2026-09-01"),
        ("В сентябре тогда", "2026-09-01"),
        ("Next week.", "2026-03-16"),
    ],
)
def test_a_day_to_come_and_nothing_else_puts_off_until_then(text: str, day: str) -> None:
    facts = received(text)
    named = facts.signal("named_date")

    assert facts.kind is Kind.HOLDING_REPLY
    assert named is not None
    assert named.value == day


@pytest.mark.parametrize("text", ["Delivery 15 April.", "March 12 received.", "Monday is fine.", "Ok, April?"])
def test_a_day_of_something_else_puts_nothing_off(text: str) -> None:
    assert received(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Do you also make track rails? Need 300 m.",
        "Führen Sie auch Notleuchten? Wir bräuchten 80 Stück.",
        "¿También fabrican rieles? Serían 300 metros.",
        "Fazem também trilhos? Preciso de 300 metros.",
        "Vous faites aussi des rails ? Il nous faudrait 300 m.",
        "Fate anche binari? Ce ne servono 300 metri.",
        "Шинопровод тоже делаете? Нужно метров 300.",
        "Ray da yapıyor musunuz? 300 metre lazım.",
        "Czy macie też szynoprzewody? Potrzebujemy 300 m.",
        "你们也做轨道条吗？要300米。",
    ],
)
def test_other_goods_with_a_quantity_are_an_inquiry_within_a_thread(text: str) -> None:
    assert received(text).kind is Kind.INQUIRY


def test_a_question_about_the_goods_on_the_table_stays_a_reply() -> None:
    assert received("Do you also have this one in 4000K?").kind is Kind.REPLY


def test_a_wish_sent_by_a_purchasing_system_is_that_of_the_buyer_it_names() -> None:
    told = "Please quote 400 pcs LED panel 600x600, DAP Brno."
    system = "Procurement <noreply@keller.example>"

    assert (
        received(
            told, system, "Request 4711", first=True, headers={"Reply-To": "Anna Keller <a.keller@keller.example>"}
        ).kind
        is Kind.INQUIRY
    )
    assert (
        received(told, system, "Request 4711", first=True, headers={"Reply-To": "noreply@keller.example"}).kind
        is Kind.BULK
    )
    assert (
        received(
            "New catalogue online, have a look.",
            system,
            "Request 4711",
            first=True,
            headers={"Reply-To": "a.keller@keller.example"},
        ).kind
        is Kind.BULK
    )
