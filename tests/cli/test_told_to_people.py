"""What a seller reads at the terminal: his own clock, firms by a name, one thing said once, and what to do next."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.typed import Terminal, seller_of
from tests.given.letters import letter, quote_and_silence
from tests.given.parties import AT, THEN, US

RAW_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT")
FRIEND = letter(
    "Ngozi Umeh <ngozi.umeh@gmail.com>",
    US,
    "Inquiry",
    "Hello,\n\nplease quote 300 LED spots BL-77.\n\nNgozi\n",
    AT,
    message_id="1@gmail.com",
)


@pytest.fixture
def seller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A seller in Shanghai with one silent customer in Germany and an inquiry from a private address, read in."""
    return seller_of(tmp_path, capsys, [*quote_and_silence(), ("INBOX", FRIEND)])


@pytest.mark.parametrize(
    "words",
    [
        ("customers", "--at", THEN),
        ("plan", "--all", "--at", THEN),
        ("show", "EU-001", "-v", "--at", THEN),
        ("explain", "EU-001", "--at", THEN),
        ("drafts",),
        ("status",),
        ("rules", "simulate", "--at", THEN),
        ("rules", "backtest", "--since", "2026-01-01", "--at", THEN),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_moments_are_told_to_the_minute_and_never_as_a_machine_writes_them(
    seller: Terminal, words: tuple[str, ...]
) -> None:
    assert seller.type("draft", "--at", THEN).code == 0
    told = seller.type(*words).out

    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", told)
    assert not RAW_MOMENT.search(told)


def test_one_mail_has_one_time_and_it_is_on_the_sellers_clock(seller: Terminal) -> None:
    told = seller.type("show", "EU-001", "--at", THEN).out

    assert told.count("2026-10-24 21:30") == 2  # their country's 15:30: the quote, and when Ms Beck was last seen
    assert not re.search(r"2026-10-24 (13|15):30", told)


def test_who_gives_no_name_of_a_firm_is_told_by_domain_or_address(seller: Terminal) -> None:
    told = seller.type("customers", "--at", THEN).out

    assert "beck-leuchten-demo.de" in told
    assert "ngozi.umeh@gmail.com" in told


def test_drafts_say_to_whom(seller: Terminal) -> None:
    assert seller.type("draft", "--at", THEN).code == 0

    assert "karin@beck-leuchten-demo.de" in seller.type("drafts").out
    assert '"to": "karin@beck-leuchten-demo.de"' in seller.type("drafts", "--json").out


def test_a_mailbox_in_trouble_is_named_once_and_nothing_is_called_not_due(seller: Terminal) -> None:
    (seller.config.parent / "mail").rename(seller.config.parent / "elsewhere")
    synced, drafted, status = seller.type("sync"), seller.type("draft"), seller.type("status")

    assert (synced.code, drafted.code, status.code) == (3, 3, 1)
    for told in (synced.out, drafted.err, status.out):
        assert "there is no Maildir at" in " ".join(told.split())
        assert "mailbox story: mailbox" not in told
    assert "nothing is due" not in drafted.out
    assert "not everything could be read" in drafted.out


def test_who_asks_for_one_customer_is_told_where_the_reason_stands(seller: Terminal) -> None:
    assert "followup explain EU-001" in seller.type("draft", "--customer", "EU-001", "--at", "2026-10-26T09:00Z").out


def test_who_got_no_draft_and_why_is_one_command_away(seller: Terminal) -> None:
    assert "who waits, and why: followup plan" in seller.type("draft", "--at", THEN).out


def test_nothing_to_try_out_is_said_too(seller: Terminal) -> None:
    said = seller.type("draft", "--dry-run", "--at", "2026-10-26T09:00Z")

    assert (said.code, said.out, said.err) == (0, "", "nothing is due\n")


def test_who_was_no_customer_yet_is_told_with_the_day(seller: Terminal) -> None:
    said = seller.type("show", "EU-001", "--at", "2020-01-01T00:00Z")

    assert (said.code, "EU-001 was no customer yet on 01 January 2020" in said.err) == (2, True)


@pytest.mark.parametrize(("option", "known"), [("--topic", "price-update"), ("--language", "zh")])
def test_a_sample_letter_that_cannot_be_is_answered_with_those_that_can(
    seller: Terminal, option: str, known: str
) -> None:
    said = seller.type("phrases", "preview", option, "xx")

    assert (said.code, known in said.err) == (2, True)


def test_a_folder_that_vanished_is_told_while_it_holds_all_drafts_back(seller: Terminal) -> None:
    mail = seller.config.parent / "mail"
    for part in ("cur", "new", "tmp"):
        (mail / ".Customers" / part).mkdir(parents=True)
    (mail / ".Customers" / "cur" / "1.x:2,S").write_bytes(FRIEND.replace(b"1@gmail", b"2@gmail"))
    assert seller.type("sync").code == 0
    shutil.rmtree(mail / ".Customers")
    synced, status = seller.type("sync"), seller.type("status")

    assert (synced.code, status.code) == (0, 1)
    for told in (synced.out, status.out):
        assert "folder Customers is not on the server any more" in told
        assert "nothing is drafted for a day or until it is back" in told
