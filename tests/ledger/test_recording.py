"""What a mailbox shows becomes rows: once, in whatever order, and with a receipt that tells how complete it is."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ledger import codec
from assistant.ledger.recorded import Recorded
from assistant.ledger.store import Ledger, Position
from assistant.model import Role, Uid
from tests.given.messages import message
from tests.given.parties import ANNA, ME, US, at
from tests.ledger.setting import NOW, content_of, inquiry_and_quote, later, read_in, recorded, url_of, with_anna


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(url_of(tmp_path))


def test_recording_the_same_batch_twice_changes_no_byte(tmp_path: Path) -> None:
    with with_anna(tmp_path) as ledger:
        before = content_of(tmp_path)
        asked, quote, thanked = inquiry_and_quote()
        new = read_in(ledger, [asked, thanked]) + read_in(ledger, [quote], Role.SENT)
        ledger.derive(ME, NOW)

        assert new == 0
        assert {**content_of(tmp_path), "customer": before["customer"]} == before  # looked at again, else the same


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reading_does_not_matter(tmp_path: Path, seed: int) -> None:
    mails: list[tuple[Role, str, Recorded]] = []
    for name in ("anna", "bert", "cleo"):
        asked, quote, thanked = inquiry_and_quote(name, f"{name}.example")
        mails += [(Role.INBOX, name, asked), (Role.SENT, name, quote), (Role.ARCHIVE, name, thanked)]
        start = replace(codec.message_from_json(asked.content), complete=False, new_text="Price")
        cut = replace(asked, complete=False, content=codec.message_to_json(start))
        mails.append((Role.TRASH, name, cut))  # a second copy, cut: the whole one is kept
    random.Random(seed).shuffle(mails)
    with Ledger.open(url_of(tmp_path)) as ledger:
        for role, name, one in mails:
            read_in(ledger, [one], role, folder=f"{role.value}.{name}")
        ledger.derive(ME, NOW)
        found = [replace(one, customer=one.customer) for one in ledger.histories()]

    assert [one.customer.key for one in found] == ["anna.example", "bert.example", "cleo.example"]
    assert [touch.text for touch in found[0].touches] == ["Price for 500 panels?", "USD 9.80 each", "Thanks"]
    assert not found[0].touches[0].in_trash


def test_the_same_mail_in_two_mailboxes_is_one_touch(ledger: Ledger) -> None:
    asked, quote, _ = inquiry_and_quote()
    read_in(ledger, [asked], mailbox="lin")
    read_in(ledger, [asked], mailbox="sales")
    read_in(ledger, [quote], Role.SENT)
    ledger.derive(ME, NOW)

    assert len(next(ledger.histories()).touches) == 2


def test_a_draft_saved_again_under_its_message_id_is_the_youngest_version(ledger: Ledger) -> None:
    first = recorded(5, message("d@us", "2026-03-10", US, ANNA, text="zzz as placed"))
    edited = recorded(6, message("d@us", "2026-03-10", US, ANNA, text="as the user edited it"))
    ledger.record("lin", "Drafts", Role.DRAFTS, 7, [edited], at=NOW)
    ledger.record("lin", "Drafts", Role.DRAFTS, 7, [first], at=NOW)
    ledger.record("lin", "Drafts", Role.DRAFTS, 7, [], gone=[5], at=NOW)

    ((found, folder, role, uid, flags),) = ledger.located("lin", {Role.DRAFTS}, NOW)
    assert (found.new_text, folder, role, uid) == ("as the user edited it", "Drafts", Role.DRAFTS, Uid(6))
    assert flags == {"\\Seen"}


def test_an_unsent_draft_that_is_gone_never_happened_but_a_deleted_mail_stays_a_touch(ledger: Ledger) -> None:
    asked, quote, _ = inquiry_and_quote()
    read_in(ledger, [asked])
    read_in(ledger, [quote], Role.SENT)
    read_in(ledger, [recorded(9, message("d@us", "2026-03-10", US, ANNA))], Role.DRAFTS, "Drafts")
    ledger.derive(ME, NOW)
    assert len(next(ledger.histories()).foreign_drafts) == 1

    ledger.record("lin", "Drafts", Role.DRAFTS, 7, [], gone=[9], at=NOW)
    ledger.record("lin", "inbox", Role.INBOX, 7, [], gone=[1], at=NOW)
    ledger.derive(ME, NOW)

    history = next(ledger.histories())
    assert history.foreign_drafts == ()
    assert len(history.touches) == 2
    assert ledger.message("d@us") is None


def test_a_folder_is_complete_only_with_its_last_batch(ledger: Ledger) -> None:
    mails = [recorded(uid, message(f"m{uid}@x", f"2026-03-{uid:02} 09:00")) for uid in range(1, 21)]
    ledger.record("lin", "inbox", Role.INBOX, 7, mails[10:], remaining=10, at=NOW)
    half = ledger.receipt("lin", "inbox")
    ledger.record("lin", "inbox", Role.INBOX, 7, mails[:10], position=Position(uidnext=21, exists=20), at=NOW)
    full = ledger.receipt("lin", "inbox")

    assert half is not None
    assert full is not None
    assert (half.complete, half.on_server, half.held, half.covered_from) == (False, 20, 10, at("2026-03-20"))
    assert (full.complete, full.on_server, full.held, full.uidnext, full.checked_at) == (True, 20, 20, 21, NOW)
    assert ledger.held_uids("lin", "inbox") == frozenset(range(1, 21))


def test_a_mail_that_cannot_be_fetched_is_given_up_after_three_tries(ledger: Ledger) -> None:
    for tries in range(3):
        assert ledger.held_uids("lin", "inbox") == frozenset(), tries
        ledger.record("lin", "inbox", Role.INBOX, 7, [], unreadable=[4], at=NOW)

    assert ledger.held_uids("lin", "inbox") == {4}


def test_a_renumbered_folder_is_a_gap_until_it_is_read_again(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    assert ledger.coverage().complete

    ledger.renumbered("lin", "inbox")
    assert ledger.coverage().gaps == ("lin: inbox was renumbered by the server and is read again",)
    assert ledger.held_uids("lin", "inbox") == frozenset()
    asked, _, thanked = inquiry_and_quote()
    read_in(ledger, [asked, thanked])

    assert ledger.coverage().complete
    assert len(next(ledger.histories()).touches) == 3


def test_a_vanished_folder_is_a_gap_for_a_day_or_until_its_mail_is_seen_elsewhere(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ledger.folders_seen("lin", [("sent", Role.SENT)], NOW)
    assert ledger.coverage().gaps == ("lin: inbox is not on the server any more",)

    ledger.folders_seen("lin", [("sent", Role.SENT)], later(hours=25))
    assert ledger.coverage().complete

    asked, _, thanked = inquiry_and_quote()
    read_in(ledger, [asked, thanked], Role.OTHER, "Old")
    ledger.folders_seen("lin", [("sent", Role.SENT), ("New", Role.OTHER)], later(hours=26))
    read_in(ledger, [asked, thanked], Role.OTHER, "New")
    ledger.folders_seen("lin", [("sent", Role.SENT), ("New", Role.OTHER)], later(hours=27))
    assert ledger.coverage().complete
    assert {receipt.folder for receipt in ledger.receipts()} == {"sent", "New"}


def test_a_folder_that_is_suddenly_empty_is_believed_after_an_hour_or_when_its_mail_lies_elsewhere(
    ledger: Ledger,
) -> None:
    mails = [recorded(uid, message(f"m{uid}@x", "2026-03-05")) for uid in range(1, 13)]
    ledger.mailbox_checked("lin", NOW, None)
    empty = Position(uidnext=13, exists=0)

    read_in(ledger, mails)
    for minutes, believed in ((0, False), (30, False), (61, True)):
        gone = range(1, 13) if minutes == 0 else ()
        when = later(minutes=minutes)
        ledger.folders_seen("lin", [("inbox", Role.INBOX)], when)
        ledger.record("lin", "inbox", Role.INBOX, 7, [], gone=gone, position=empty, at=when)
        assert ledger.coverage().complete == believed, minutes

    read_in(ledger, mails)
    read_in(ledger, mails, Role.ARCHIVE)
    ledger.record("lin", "inbox", Role.INBOX, 7, [], gone=range(1, 13), position=empty, at=NOW)
    assert ledger.coverage().complete


def test_coverage_needs_every_configured_mailbox_and_is_as_old_as_the_oldest(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    assert ledger.coverage(["lin", "sales"]).gaps == ("sales: not read to its end yet",)

    ledger.mailbox_checked("sales", later(hours=1), None)
    assert ledger.coverage().read_at == NOW
    ledger.mailbox_checked("lin", later(hours=2), "the server does not answer")

    assert ledger.coverage().gaps == ("lin: the server does not answer",)
    assert {one.mailbox: one.problem for one in ledger.mailbox_checks()}["lin"] == "the server does not answer"
    assert ledger.checked_at("lin") == NOW


def test_drafts_are_no_place_for_answers(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ledger.record("lin", "Drafts", Role.DRAFTS, 7, [], remaining=3, at=NOW)

    assert ledger.coverage().complete
