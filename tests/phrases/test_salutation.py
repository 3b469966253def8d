"""How difficult people are addressed: the table, and the evidence behind a first name or a team."""

from dataclasses import replace

import pytest

from assistant.model import PersonName, Settings
from assistant.phrases.salutation import salutation, sure_company, usable
from assistant.phrases.samples import ME, OCCASIONS, PEOPLE, Reader, situation
from tests.phrases.given import BOOK, first_line, letter


@pytest.mark.parametrize("reader", PEOPLE, ids=lambda reader: reader.what)
def test_difficult_people_are_addressed_rightly(reader: Reader) -> None:
    assert first_line(reader) == reader.right


@pytest.mark.parametrize(
    ("theirs", "ours", "form"),
    [
        ("Hi Wei,\nplease quote.", "Hi Karin,\nhere it is.", "given"),
        ("Dear Lin,\nplease quote.", "Hello Karin, here it is.", "given"),
        ("Hi Wei,\nplease quote.", "Dear Ms Vogt,\nhere it is.", "title.ms"),
        ("Dear Mr. Lin,\nplease quote.", "Hi Karin,\nhere it is.", "title.ms"),
        ("please quote.", "Hi Karin,\nhere it is.", "title.ms"),
        ("Hi Peter,\nplease quote.", "Hi Karin,\nhere it is.", "title.ms"),
    ],
)
def test_first_names_are_used_only_where_both_sides_use_them(theirs: str, ours: str, form: str) -> None:
    _, history = situation(PEOPLE[0], OCCASIONS[0])
    inquiry, quote = history.touches
    history = replace(history, touches=(replace(inquiry, text=theirs), replace(quote, text=ours)))

    assert salutation(history.people[0], history, BOOK, ME, "en").form == form


@pytest.mark.parametrize(
    ("ours", "form"),
    [
        ("Hi Bob,\nhere it is.", "neutral"),
        ("Dear Kárin,\nhere it is.", "title.ms"),
        ("Dear Ms. Vogt,\nhere it is.", "title.ms"),
        ("Hello all,\nhere it is.", "title.ms"),
        ("Vogt, here it is.", "title.ms"),
    ],
)
def test_whoever_our_last_mail_greeted_by_another_name_is_greeted_by_none(ours: str, form: str) -> None:
    _, history = situation(PEOPLE[0], OCCASIONS[0])
    inquiry, quote = history.touches
    history = replace(history, touches=(inquiry, replace(quote, text=ours, to=(history.people[0].address,))))

    assert salutation(history.people[0], history, BOOK, ME, "en").form == form


@pytest.mark.parametrize(
    ("company", "key", "said", "expected"),
    [
        ("Nordlicht Leuchten GmbH", "nordlicht.example", None, "Nordlicht Leuchten"),
        ("Nordlicht Leuchten GmbH & Co. KG", "nordlicht-leuchten.example", None, "Nordlicht Leuchten"),
        ("Import Export Ltd", "nordlicht.example", None, ""),
        (None, "nordlicht.example", None, ""),
        (None, "nordlicht.example", "Nordlicht GmbH", "Nordlicht"),
        ("GmbH", "gmbh.example", None, ""),
        ("Brillux S.A. de C.V.", "brillux.mx", None, "Brillux"),
    ],
)
def test_a_team_is_named_only_where_the_company_is_sure(
    company: str | None, key: str, said: str | None, expected: str
) -> None:
    _, history = situation(PEOPLE[0], OCCASIONS[0])
    customer = replace(history.customer, company=company, key=key)
    history = replace(history, settings=Settings(dossier={"company": said} if said else {}))

    assert sure_company(customer, history) == expected


def test_a_name_in_its_own_script_is_used_where_the_language_has_that_script() -> None:
    assert usable("田中", "ja")
    assert not usable("田中", "en")
    assert usable("Łukasz Żółć", "en")


def test_nobody_known_at_the_address_is_greeted_neutrally() -> None:
    decision, history = situation(PEOPLE[0], OCCASIONS[0])
    made = letter(decision, replace(history, people=()))

    assert made.body.startswith("Hello,\n")


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 7*7 }}",
        "{% for a in b %}",
        "Karin\r\nBcc: x@y.example",
        "Karin\x00Vogt",
        "<b>Karin</b> Vogt",
        "\u202egtoV niraK",
    ],
)
def test_a_hostile_name_never_reaches_the_letter_as_code_or_markup(hostile: str) -> None:
    name = PersonName(full=hostile, given=hostile, family=hostile, title="Ms", sure=True)

    assert first_line(replace(PEOPLE[0], name=name)) == "Hello,"


def test_a_title_never_stands_before_a_first_name_where_people_have_a_family_name() -> None:
    name = PersonName(full="Karin", given="Karin", title="Ms", sure=True)

    assert "Karin" not in first_line(replace(PEOPLE[0], name=name))
