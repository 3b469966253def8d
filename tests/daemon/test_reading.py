"""Reading a mailbox into the ledger: what cannot be understood is tried again, and until then nothing is certain."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.daemon import reading
from assistant.daemon.house import House
from assistant.facts import understand as understanding
from assistant.model import Facts, Message, Role
from tests.given.letters import letter
from tests.given.mailboxes import house_over, write_maildir
from tests.given.parties import US

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def inquiry(number: int) -> bytes:
    who = f"Buyer <buyer@firm{number}-demo.de>"
    text = "Please quote 500 pcs."
    return letter(who, US, f"Inquiry {number}", text, NOW, message_id=f"m{number}@firm{number}-demo.de")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    write_maildir(tmp_path / "mail", [("INBOX", inquiry(number)) for number in range(3)])
    with house_over(tmp_path) as built:
        yield built


def read(house: House) -> reading.MailboxReport:
    with house.understanding() as understanding:
        return reading.read_mailbox(house.connections.get("story", NOW), "story", house.ledger, understanding, NOW)


def test_one_poisoned_mail_does_not_stop_the_others_and_leaves_the_folder_incomplete(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = understanding.understand

    def poisoned(message: Message, *rest: object) -> Facts:
        if message.subject == "Inquiry 1":
            raise RecursionError("a thousand parts")
        return real(message, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(understanding, "understand", poisoned)
    first = read(house)

    assert first.new_messages == 2
    assert not first.complete
    assert not house.coverage().complete
    assert [item.kind for item in house.ledger.shelf()] == ["message"]


def test_a_poisoned_mail_is_given_up_after_three_tries_and_stays_visible(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Facts:
        raise ValueError("poison")

    monkeypatch.setattr(understanding, "understand", broken)
    states = [read(house).complete for _ in range(4)]

    assert states == [False, False, False, True]
    assert len(house.ledger.shelf()) == 3


def test_a_mail_that_is_understood_at_the_second_try_completes_the_folder(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(understanding, "understand", lambda *_: (_ for _ in ()).throw(ValueError("poison")))
        assert not read(house).complete

    assert read(house).complete
    assert house.ledger.shelf() == ()
    assert house.coverage().complete
    assert Role.INBOX in {receipt.role for receipt in house.ledger.receipts()}
