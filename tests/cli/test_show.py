"""`followup show` and `classify --json` tell what people sign with, and which customers may be one firm."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.typed import Terminal, seller_of
from tests.given.letters import letter
from tests.given.parties import BECK, US

WHEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
OWNER = {"name": "Lin Wei", "addresses": [US], "domains": ["brightline.example"], "timezone": "Asia/Shanghai"}
GERMANY = (
    "Hello Lin,\n\nplease quote 500 LED panels.\n\nBest regards\nKarin Beck\nPurchasing Manager\nBeck Leuchten GmbH\n"
    "Tel. +49 40 1234560\nwww.beck-leuchten-demo.de | linkedin.com/in/karin\n"
)
FRANCE = (
    "Hello,\n\nplease quote 300 LED spots.\n\nBest regards\nLuc Petit\nBuyer\nBeck Leuchten France SARL\n"
    "Tel. +49 40 1234560\nwww.beck-eclairage-demo.fr\n"
)


@pytest.fixture
def seller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    letters = [
        ("INBOX", letter(BECK, US, "panels", GERMANY, WHEN, message_id="1@beck")),
        ("INBOX", letter("Luc Petit <luc@beck-eclairage-demo.fr>", US, "spots", FRANCE, WHEN, message_id="2@beck")),
    ]
    return seller_of(tmp_path, capsys, letters, OWNER)


def shown(seller: Terminal, customer: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(seller.type("show", customer, "--json").out)
    return found


def test_a_person_is_shown_with_job_title_phone_and_the_firms_site(seller: Terminal) -> None:
    (karin,) = shown(seller, "beck-leuchten-demo.de")["people"]

    assert (karin["job_title"], karin["phone"]) == ("Purchasing Manager", "+49401234560")
    assert karin["website"] == "www.beck-leuchten-demo.de"
    told = seller.type("show", "beck-leuchten-demo.de").out
    assert "Purchasing Manager" in told
    assert "web site www.beck-leuchten-demo.de" in told


def test_another_customer_that_may_be_the_same_firm_is_named_with_the_reason_and_the_command(seller: Terminal) -> None:
    (other,) = shown(seller, "beck-leuchten-demo.de")["perhaps_same"]

    assert (other["domain"], other["because"]) == ("beck-eclairage-demo.fr", "both sign with +49401234560")
    said = seller.type("show", "beck-leuchten-demo.de").out
    code = other["customer"]
    assert f"perhaps the same firm: {code} Beck Leuchten France SARL" in said
    assert seller.type("merge", "beck-leuchten-demo.de", code).code == 0
    assert shown(seller, "beck-leuchten-demo.de")["perhaps_same"] == []


def test_classify_tells_what_a_mail_is_signed_with(seller: Terminal) -> None:
    file = next(iter((seller.config.parent / "mail" / "cur").iterdir()))

    (row,) = json.loads(seller.type("classify", str(file), "--json").out)

    assert row["signed"]["company"] in ("Beck Leuchten GmbH", "Beck Leuchten France SARL")
    assert row["signed"]["phone"] == "+49401234560"
    assert row["signed"]["website"].startswith("www.beck-")
