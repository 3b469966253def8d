"""The journal is the single gate to Drafts: one draft per step, none to whoever said stop, none on damaged ground."""

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from assistant.ledger.store import Ledger
from assistant.model import CustomerNumber, Draft, DraftState, JournalEntry, Role, Uid
from tests.given.messages import message
from tests.given.parties import ANNA, ME, US
from tests.ledger.setting import NOW, draft, later, read_in, recorded, url_of, with_anna


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return with_anna(tmp_path)


def intend(ledger: Ledger, what: Draft, when: datetime = NOW) -> JournalEntry | None:
    return ledger.intend(what, folder="Drafts", uidvalidity=9, uidnext=4, at=when)


def placed(ledger: Ledger, what: Draft, when: datetime = NOW) -> JournalEntry:
    """Return the entry of a draft that lies in Drafts."""
    entry = intend(ledger, what, when)
    assert entry is not None
    entry = replace(entry, state=DraftState.WAITING, phase="", uid=Uid(4), placed_at=when, changed_at=when)
    ledger.update(entry)
    return entry


def test_an_intent_is_kept_with_all_its_fields_across_a_restart(ledger: Ledger, tmp_path: Path) -> None:
    entry = intend(ledger, draft())
    assert entry is not None
    assert (entry.state, entry.phase, entry.uidnext, entry.raw) == (DraftState.PLACING, "intended", 4, draft().raw)

    full = replace(
        entry,
        phase="in_doubt",
        uid=Uid(4),
        doubted_at=later(hours=1),
        clean_checks=2,
        missing_since=later(hours=2),
        missing_passes=1,
        placed_at=later(hours=3),
        changed_at=later(hours=3),
        notice="edited by you",
    )
    ledger.update(full)
    ledger.close()

    with Ledger.open(url_of(tmp_path)) as again:
        assert again.entry("d1") == full
        assert again.entries() == again.entries("lin", {DraftState.PLACING}) == (full,)
        assert again.entries("sales") == again.entries(states={DraftState.SENT}) == ()


def test_a_step_gets_one_draft_and_another_one_only_if_the_first_was_never_begun(ledger: Ledger) -> None:
    entry = intend(ledger, draft("d1"))
    assert entry is not None
    assert intend(ledger, draft("d2")) is None
    assert intend(ledger, draft("d2", step="spell/2")) is not None

    begun = replace(entry, state=DraftState.WITHDRAWN, phase="", doubted_at=NOW)
    ledger.update(begun)
    assert intend(ledger, draft("d3")) is None
    ledger.update(replace(begun, doubted_at=None))
    assert intend(ledger, draft("d3")) is not None
    assert ledger.entry("d1") is None


def test_nobody_who_said_stop_gets_a_draft(ledger: Ledger) -> None:
    read_in(ledger, [recorded(9, message("stop@x", "2026-03-05"), "stop_request")], folder="more")
    ledger.derive(ME, NOW)
    assert intend(ledger, draft()) is None

    ledger.set(CustomerNumber(1), "resume", None, NOW)
    assert intend(ledger, draft()) is not None

    ledger.set(CustomerNumber(1), "stop", "asked us to stop", NOW)
    assert intend(ledger, draft("d2", step="spell/2")) is None
    assert intend(ledger, draft("d3", step="spell/3", to="somebody@gmail.com")) is None


def test_a_merged_customer_is_stopped_with_the_one_it_became_part_of(ledger: Ledger) -> None:
    read_in(ledger, [recorded(9, message("b@x", "2026-03-05", "bert@bert.example"), "inquiry")], folder="more")
    ledger.derive(ME, NOW)
    ledger.set(CustomerNumber(2), "stop", "no", NOW)
    ledger.merge(CustomerNumber(1), CustomerNumber(2), NOW)
    ledger.derive(ME, NOW)

    assert intend(ledger, draft()) is None


def test_a_damaged_row_is_reported_never_used_and_stops_its_customer(ledger: Ledger, tmp_path: Path) -> None:
    placed(ledger, draft())
    assert ledger.integrity() == ()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("UPDATE draft SET raw = replace(raw, 'Anna', 'Anni')")
    connection.commit()
    connection.close()

    assert ledger.entries() == ()
    assert ledger.entry("d1") is None
    assert ledger.integrity() == ("draft d1: its row is damaged and not used",)
    assert intend(ledger, draft("d2", step="spell/2")) is None


def test_history_tells_the_drafts_as_they_stood_then(ledger: Ledger) -> None:
    entry = placed(ledger, draft())
    ledger.update(replace(entry, state=DraftState.SENT, changed_at=later(days=2)))

    def states(when: datetime | None) -> list[DraftState]:
        return [past.state for past in ledger.history(CustomerNumber(1), when).drafts]

    assert states(later(hours=-1)) == []
    assert states(later(days=1)) == [DraftState.WAITING]
    assert states(None) == [DraftState.SENT]
    (past,) = ledger.history(CustomerNumber(1)).drafts
    assert (past.topic, past.material, past.sentences, past.phrases) == (
        "product-update",
        "led-panel",
        ("a sentence",),
        ("p1",),
    )


def test_our_own_draft_in_drafts_is_no_draft_of_the_users(ledger: Ledger) -> None:
    placed(ledger, draft())
    ours = recorded(4, message("d1@us", "2026-03-20", US, ANNA))
    edited = recorded(5, message("new-id@client", "2026-03-20", US, ANNA, answers="d1.token@us"))
    theirs = recorded(6, message("mine@client", "2026-03-20", US, ANNA))
    read_in(ledger, [ours, edited, theirs], Role.DRAFTS, "Drafts")
    ledger.derive(ME, NOW)

    assert len(ledger.history(CustomerNumber(1)).foreign_drafts) == 1
