"""A draft is recognised after what Thunderbird, Roundcube and neomutt do to it (ecosystem.md 4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.drafts.track import sightings_of, track
from assistant.facts.parsing.read import read
from assistant.model import Draft, DraftState, JournalEntry
from tests.drafts.clients import Client, Neomutt, Roundcube, Thunderbird
from tests.drafts.desk_setting import BODY, DRAFTS, NOON, draft, placed
from tests.fakes.journal import FileJournal
from tests.fakes.memory_mailbox import ROLES, MemoryMailbox, MemoryServer

OWN = frozenset({"lin@brightline.example", "user1@seller.example"})
TAIL = (
    "\r\n-- \r\nLin Wei\r\nExport Manager\r\n\r\nOn Tue, 20 Oct 2026, Hans Müller wrote:\r\n"
    "> please send your price for 500 LED panels\r\n"
)
CLIENTS = pytest.mark.parametrize("client", [Thunderbird, Roundcube, Neomutt])


def letter() -> Draft:
    return draft(body=BODY + TAIL)


def shorter(body: str) -> str:
    return body.replace("aluminium has become cheaper, so ", "")


def without_history(body: str) -> str:
    return body.partition("\r\nOn Tue, 20 Oct")[0]


class Desk:
    """A placed draft, and passes over the whole mailbox."""

    def __init__(self, folder: Path, one: Draft | None = None) -> None:
        self.server = MemoryServer()
        self.server.put(DRAFTS, b"Subject: something of the user's own\r\n\r\nmine\r\n", ("\\Draft",))
        self.entry = placed(MemoryMailbox(self.server), FileJournal(folder / "journal"), one or letter())

    def uid(self) -> int:
        assert self.entry.uid is not None
        return self.entry.uid

    def passes(self, *minutes: int) -> JournalEntry:
        for minute in minutes:
            located = [
                (read(mail.raw, received=mail.received), folder, role, mail.uid, mail.flags)
                for folder, role in ROLES.items()
                for mail in self.server.folders[folder].mails.values()
            ]
            self.entry = track(self.entry, sightings_of(located, OWN), None, None, NOON + timedelta(minutes=minute))
        return self.entry


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@CLIENTS
def test_opening_a_draft_alone_is_no_fate(client: type[Client], desk: Desk) -> None:
    before = desk.entry
    client(desk.server).open(desk.uid())

    assert desk.passes(60, 61).state is before.state


@CLIENTS
@pytest.mark.parametrize("change", [str, shorter])
def test_saved_draft_is_the_users(change: Callable[[str], str], client: type[Client], desk: Desk) -> None:
    hand = client(desk.server)
    hand.open(desk.uid())
    uid = hand.save(change)

    entry = desk.passes(60, 61)
    assert (entry.state, entry.uid) == (DraftState.EDITED, uid)


@CLIENTS
def test_saved_again_and_again_it_is_still_the_same_draft(client: type[Client], desk: Desk) -> None:
    hand = client(desk.server)
    hand.open(desk.uid())
    hand.save(shorter)
    desk.passes(60)
    hand.open(hand.save())
    uid = hand.save(lambda body: body.replace("Dear Mr Müller", "Dear Hans"))

    entry = desk.passes(180, 300)
    assert (entry.state, entry.uid) == (DraftState.EDITED, uid)


@CLIENTS
@pytest.mark.parametrize("change", [str, without_history])
def test_sent_as_it_was_is_sent(change: Callable[[str], str], client: type[Client], desk: Desk) -> None:
    hand = client(desk.server)
    hand.open(desk.uid())
    hand.send(change)

    entry = desk.passes(61)
    assert (entry.state, entry.changed_at) == (DraftState.SENT, hand.now)


@CLIENTS
def test_sent_with_other_words_is_sent_edited(client: type[Client], desk: Desk) -> None:
    hand = client(desk.server)
    hand.open(desk.uid())
    hand.save(shorter)
    desk.passes(30)
    hand.open(hand.save())
    hand.send()

    assert desk.passes(61).state is DraftState.SENT_EDITED


@CLIENTS
def test_thrown_away_is_discarded_only_after_an_hour(client: type[Client], desk: Desk) -> None:
    desk.server.take(DRAFTS, desk.uid())

    assert [desk.passes(minute).state for minute in (5, 10, 66)] == [
        DraftState.WAITING,
        DraftState.WAITING,
        DraftState.DISCARDED,
    ]


def test_draft_open_in_neomutt_for_an_afternoon_and_then_sent_is_sent(desk: Desk) -> None:
    hand = Neomutt(desk.server)
    hand.open(desk.uid())
    assert desk.passes(30, 240).state is DraftState.DISCARDED
    hand.send()

    assert desk.passes(241).state is DraftState.SENT


def test_fresh_letter_sent_by_thunderbird_is_known_by_the_token_it_answers(tmp_path: Path) -> None:
    fresh = letter()
    lines = [line for line in fresh.raw.split(b"\r\n") if not line.startswith((b"In-Reply-To", b"References"))]
    raw = b"\r\n".join([f"References: <{fresh.token}>".encode(), *lines])
    desk = Desk(tmp_path, replace(fresh, raw=raw, in_reply_to=None))
    hand = Thunderbird(desk.server)
    hand.open(desk.uid())
    hand.send()

    assert desk.passes(61).state is DraftState.SENT


def test_customers_answer_in_any_folder_is_not_taken_for_the_sent_draft(desk: Desk) -> None:
    answer = letter().raw.replace(b"From: Lin Wei <lin@brightline.example>", b"From: hans@kunde.example")
    desk.server.put("INBOX", answer)
    desk.server.put("Trash", answer)

    assert desk.passes(61).state is DraftState.WAITING
