"""Answers that name a day and nothing else, ask for other goods, or leave through a purchasing system."""

from email.message import EmailMessage

import pytest

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Facts, Kind, Me

LIN = "lin@brightline.example"
ME = Me(addresses=frozenset({LIN}), domains=frozenset({"brightline.example"}))


def mail(text: str, **fields: str) -> Facts:
    letter = EmailMessage()
    letter["To"], letter["Message-ID"], letter["Date"] = LIN, "<a@keller.example>", "Tue, 10 Mar 2026 10:00:00 +0000"
    for name, value in fields.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    return understand(read(letter.as_bytes()), ME, lexicon.builtin())


def answer(text: str) -> Facts:
    anna = "Anna Keller <a.keller@keller.example>"
    return mail(text, From=anna, Subject="Re: offer", In_Reply_To="<offer@brightline.example>")


def first(text: str, sender: str, reply_to: str) -> Facts:
    return mail(text, From=sender, Reply_To=reply_to, Subject="Request 4711")


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
    facts = answer(text)
    named = facts.signal("named_date")

    assert facts.kind is Kind.HOLDING_REPLY
    assert named is not None
    assert named.value == day


@pytest.mark.parametrize("text", ["Delivery 15 April.", "March 12 received.", "Monday is fine.", "Ok, April?"])
def test_a_day_of_something_else_puts_nothing_off(text: str) -> None:
    assert answer(text).kind is Kind.REPLY


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
    assert answer(text).kind is Kind.INQUIRY


def test_a_question_about_the_goods_on_the_table_stays_a_reply() -> None:
    assert answer("Do you also have this one in 4000K?").kind is Kind.REPLY


def test_a_wish_sent_by_a_purchasing_system_is_that_of_the_buyer_it_names() -> None:
    told = "Please quote 400 pcs LED panel 600x600, DAP Brno."
    system = "Procurement <noreply@keller.example>"

    assert first(told, system, "Anna Keller <a.keller@keller.example>").kind is Kind.INQUIRY
    assert first(told, system, "noreply@keller.example").kind is Kind.BULK
    assert first("New catalogue online, have a look.", system, "a.keller@keller.example").kind is Kind.BULK
