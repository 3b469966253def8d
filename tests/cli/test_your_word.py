"""What the seller says about a customer: taken as a whole or not at all, and a slip of the pen is answered."""

from pathlib import Path

import pytest

from tests.cli.typed import Terminal, seller_of
from tests.given.letters import quote_and_silence

QUOTE = "quote-beck-leuchten-demo.de@brightline.example"
INQUIRY = "inquiry@beck-leuchten-demo.de"


@pytest.fixture
def seller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A seller with one silent customer, read in."""
    return seller_of(tmp_path, capsys, quote_and_silence())


def test_of_several_words_with_one_wrong_none_is_kept(seller: Terminal) -> None:
    assert seller.type("set", "EU-001", "grade=D", "note=likes tea", "stage=friend").code == 2

    shown = seller.type("show", "EU-001").out
    assert "EU-001-B" in shown
    assert "likes tea" not in shown


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("sotp=asked us to stop", "did you mean stop?"),
        ("contry=DE", "did you mean country?"),
        ("spoken_englisch=poor", "did you mean spoken_english?"),
        ("spoken_english=so so", "basic, little, low, no, none, plain, poor, weak"),
        ("mould=secret", "public"),
    ],
)
def test_a_note_that_changes_nothing_is_kept_and_said(seller: Terminal, word: str, says: str) -> None:
    said = seller.type("set", "EU-001", word)

    assert (said.code, word.partition("=")[0] in said.out) == (0, True)
    assert says in said.err


@pytest.mark.parametrize("word", ["note=likes tea", "brand=OEM, own", "hobbies=chess", "dog=Rex", "grade=A", "stop="])
def test_a_note_that_is_meant_so_is_kept_without_a_word(seller: Terminal, word: str) -> None:
    assert seller.type("set", "EU-001", word).err == ""


def test_capital_letters_of_a_key_do_not_matter(seller: Terminal) -> None:
    assert seller.type("set", "EU-001", "Grade=d").code == 0

    assert "EU-001-D" in seller.type("show", "EU-001").out


def test_a_language_that_nobody_speaks_is_not_set(seller: Terminal) -> None:
    said = seller.type("set", "EU-001", "language=xx")

    assert (said.code, "language cannot be 'xx'" in said.err) == (2, True)


def test_an_address_that_nobody_wrote_from_is_not_split_off(seller: Terminal) -> None:
    said = seller.type("split", "karen@beck-leuchten-demo.de")

    assert (said.code, "no mail" in said.err, "followup show" in said.err) == (2, True, True)
    assert seller.type("split", "Karin@beck-leuchten-demo.de").code == 0


@pytest.mark.parametrize("kind", ["order", "refusal", "inquiry", "stop_request", "holding_reply", "sample_request"])
def test_a_mail_of_ours_is_no_act_of_the_customer(seller: Terminal, kind: str) -> None:
    said = seller.type("mark", QUOTE, kind)

    assert (said.code, "our own mail" in said.err, "quote, reply" in said.err) == (2, True, True)
    assert seller.type("mark", INQUIRY, kind).code == 0


def test_the_ids_for_mark_are_found_where_its_message_says(seller: Terminal) -> None:
    assert "followup show CUSTOMER -v lists them" in seller.type("mark", "nobody@nowhere.example", "reply").err
    assert QUOTE in seller.type("show", "EU-001", "-v").out
    assert QUOTE not in seller.type("show", "EU-001").out


def test_a_contact_outside_mail_stands_in_the_timeline_by_its_name(seller: Terminal) -> None:
    assert seller.type("touch", "EU-001", "--by", "whatsapp", "--note", "will ask his boss").code == 0

    [line] = [line for line in seller.type("show", "EU-001").out.splitlines() if "will ask his boss" in line]
    assert "whatsapp" in line
