"""plan, explain, show and drafts tell which other occasions there were, and what a draft is for."""

from pathlib import Path

import pytest

from tests.given.installation import Installation
from tests.given.mailboxes import configured, silent_customer
from tests.given.parties import THEN


@pytest.fixture
def seller(tmp_path: Path) -> Installation:
    silent_customer(tmp_path)
    configured(tmp_path)
    installed = Installation(config=tmp_path / "config.yaml")
    assert installed.run("sync").returncode == 0
    return installed


def test_the_plan_names_the_runners_up_and_why_they_lost(seller: Installation) -> None:
    entry = seller.json("plan", "--at", THEN)[0]

    lost = {one["topic"]: one["why"] for one in entry["runners_up"] if one["material"]}
    assert lost == {
        "price-update": "older than our quote of 24 October 2026, which has that price",
        "product-update": "correction comes first",
        "company-news": "correction comes first",
    }
    assert seller.json("explain", "EU-001", "--at", THEN)["runners_up"] == entry["runners_up"]


def test_explain_says_it_in_words_and_the_plan_with_v(seller: Installation) -> None:
    told = "Other occasions, and why they were not taken:"

    assert told in seller.run("explain", "EU-001", "--at", THEN).stdout
    assert told in seller.run("plan", "-v", "--at", THEN).stdout
    assert told not in seller.run("plan", "--at", THEN).stdout


def test_each_draft_says_what_it_is_for(seller: Installation) -> None:
    placed = seller.json("draft", "--at", THEN)

    intended = placed[0]["intends"]
    assert intended in ("touch", "step")
    assert [one["intends"] for one in seller.json("drafts")] == [intended]
    assert [one["intends"] for one in seller.json("show", "EU-001")["drafts"]] == [intended]
    words = {"touch": "keep in touch", "step": "next step"}[intended]
    assert words in seller.run("show", "EU-001").stdout
