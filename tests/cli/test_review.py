"""`classify --review`: the least certain decisions, the corrections, and words that are learned only when accepted."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant import wiring
from assistant.cli.running import Installation as Parts
from assistant.daemon.lock import holding
from assistant.errors import InvalidFiles
from tests.cli.typed import Terminal, seller_of
from tests.given.letters import letter
from tests.given.parties import US

WHEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
QUOTE = "Dear Karin,\n\nour offer: LED panel BL-2031 at USD 7.85 per piece FOB Ningbo, 500 pcs.\n\nLin Wei\n"
PARKED = "Hello Lin,\n\nthe board has mothballed the whole undertaking.\n\nKarin\n"
FINE = "Hello Lin,\n\nthe panels of last spring hang in our lobby.\n\nKarin\n"
BUYER, PARKED_ID = "karin@beck-leuchten-demo.de", "parked@beck-leuchten-demo.de"


@pytest.fixture
def seller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A Maildir with a quote and two answers, read once."""
    offer = ("quote@brightline.example",)
    sent = [
        ("INBOX", BUYER, US, PARKED, PARKED_ID, offer),
        ("INBOX", BUYER, US, FINE, "fine@beck-leuchten-demo.de", offer),
        ("Sent", US, BUYER, QUOTE, *offer, ()),
    ]
    mails = [
        (folder, letter(sender, to, "LED panel", text, WHEN - timedelta(days=age), message_id=name, answers=answers))
        for age, (folder, sender, to, text, name, answers) in enumerate(sent)
    ]
    return seller_of(tmp_path, capsys, mails, {"name": "Lin Wei", "addresses": [US], "domains": ["brightline.example"]})


def said(terminal: Terminal, *words: str) -> Any:
    done = terminal.type(*words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def lexicon_of(terminal: Terminal) -> Path:
    return terminal.config.with_name("lexicon.yaml")


def test_the_least_certain_decisions_come_first_with_their_evidence(seller: Terminal) -> None:
    listed = said(seller, "classify", "--review")["least_certain"]

    assert [one["confidence"] for one in listed] == sorted(one["confidence"] for one in listed)
    assert {one["party"] for one in listed} == {"EU-001"}
    assert listed[0]["evidence"][0]["what"] == "reply.no_other_act"
    assert len(said(seller, "classify", "--review", "--limit", "1")["least_certain"]) == 1


def test_a_decision_that_the_user_confirmed_is_not_asked_again(seller: Terminal) -> None:
    assert seller.type("mark", PARKED_ID, "reply").code == 0

    review = said(seller, "classify", "--review")

    assert PARKED_ID not in [one["message_id"] for one in review["least_certain"]]
    assert review["proposals"] == []


def test_a_correction_becomes_a_proposal_and_nothing_is_written(seller: Terminal) -> None:
    seller.type("mark", PARKED_ID, "refusal")

    review = said(seller, "classify", "--review")

    assert [(one["was"], one["kind"]) for one in review["corrected"]] == [("reply", "refusal")]
    (proposal,) = review["proposals"]
    assert (proposal["group"], proposal["language"], proposal["mends"]) == ("refusal", "en", [PARKED_ID])
    assert proposal["entry"] in PARKED
    assert proposal["diff"].startswith("--- lexicon.yaml\n+++ lexicon.yaml\n")
    assert not lexicon_of(seller).exists()
    assert "--accept NUMBER" in seller.type("classify", "--review").out


def test_an_accepted_proposal_is_written_and_understood_by_at_once(seller: Terminal) -> None:
    seller.type("mark", PARKED_ID, "refusal")

    done = said(seller, "classify", "--review", "--accept", "1")

    assert done["understood_anew"] is True
    written = lexicon_of(seller).read_text("utf-8")
    assert f'- "{done["accepted"]["entry"]}"  # from your correction of ' in written
    review = said(seller, "classify", "--review")
    assert [(one["was"], one["kind"]) for one in review["corrected"]] == [("refusal", "refusal")]
    assert review["proposals"] == []
    assert seller.type("rules", "check").code == 0


def test_a_phrase_that_a_mail_of_another_kind_holds_is_not_proposed(seller: Terminal) -> None:
    other = letter(
        BUYER, US, "Hall 5", "Hello Lin,\n\nthe board has mothballed the whole undertaking of hall 5, so use hall 6.\n",
        WHEN + timedelta(days=1), message_id="hall@beck-leuchten-demo.de",
    )  # fmt: skip
    (seller.config.parent / "mail" / "cur" / "9.m:2,S").write_bytes(other)
    seller.type("sync")
    seller.type("mark", PARKED_ID, "refusal")

    assert said(seller, "classify", "--review")["proposals"] == []


def test_a_phrase_of_ours_that_misled_is_proposed_to_be_taken_away(seller: Terminal) -> None:
    lexicon_of(seller).write_text("refusal:\n  en:\n    - hang in our lobby  # a joke of mine\n", "utf-8")
    seller.type("sync")
    assert seller.type("mark", "fine@beck-leuchten-demo.de", "reply").code == 0

    (proposal,) = said(seller, "classify", "--review")["proposals"]

    assert proposal["entry"] == "! hang in our lobby"


def test_a_proposal_that_is_not_there_cannot_be_accepted(seller: Terminal) -> None:
    done = seller.type("classify", "--review", "--accept", "7")

    assert (done.code, "no proposal 7" in done.err) == (2, True)


def test_words_changed_by_hand_are_understood_by_at_the_next_reading(seller: Terminal) -> None:
    lexicon_of(seller).write_text("refusal:\n  en: [hang in our lobby]\n", "utf-8")

    seller.type("sync")

    kinds = {one["message_id"]: one["kind"] for one in said(seller, "classify", "--review")["least_certain"]}
    assert kinds["fine@beck-leuchten-demo.de"] == "refusal"


def test_every_slip_in_the_users_words_is_said_with_its_line(seller: Terminal) -> None:
    lexicon_of(seller).write_text("refusl:\n  en: [x]\norder:\n  en:\n    - '(go'\n", "utf-8")

    lines = seller.lines("rules", "check")

    assert [line.partition(": ")[0] for line in lines] == ["lexicon.yaml:1", "lexicon.yaml:5"]
    assert "did you mean refusal?" in lines[0]
    checked = seller.type("check")
    assert (checked.code, "lexicon.yaml:1" in checked.out) == (2, True)


def test_classify_reads_files_with_the_users_words_too(seller: Terminal) -> None:
    lexicon_of(seller).write_text("refusal:\n  en: [hang in our lobby]\n", "utf-8")
    lying = (seller.config.parent / "mail" / "cur").iterdir()
    file = next(one for one in lying if FINE.splitlines()[2].encode() in one.read_bytes())

    assert said(seller, "classify", str(file))[0]["kind"] == "refusal"


def test_the_running_daemon_takes_changed_words_over_and_keeps_the_last_good_ones(seller: Terminal) -> None:
    files = wiring.load_files(str(seller.config))
    with holding(wiring.state_folder_of(files.config), ["story"]) as locks, wiring.open_house(files) as house:
        parts = Parts(str(seller.config), files, house.ledger, house.connections, locks)
        before = parts.fingerprint()
        lexicon_of(seller).write_text("refusal:\n  en: [hang in our lobby]\n", "utf-8")
        assert parts.fingerprint() != before
        parts.reload()
        parts.one_pass(WHEN + timedelta(days=2), lambda *_: None)

        lexicon_of(seller).write_text("refusal: oops\n", "utf-8")
        with pytest.raises(InvalidFiles):
            parts.reload()
        parts.one_pass(WHEN + timedelta(days=3), lambda *_: None)

        recorded = house.ledger.message("fine@beck-leuchten-demo.de")
        assert recorded is not None
        assert recorded[1].kind == "refusal"
