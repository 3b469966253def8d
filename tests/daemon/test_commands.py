"""Command folders: a moved mail is a command, obeyed once, filed back where it lay; in doubt nothing is set."""

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.daemon import commands, cycle
from assistant.daemon.house import House
from assistant.model import Action, Customer, Settings
from tests.given.letters import letter
from tests.given.mailboxes import RULES, house_over, silent_customer
from tests.given.parties import AT, US


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A mailbox with one customer silent since a quote."""
    silent_customer(tmp_path)
    return tmp_path


def moved(house: House, subject: str, source: str, target: str) -> None:
    """Do what the seller does: move the mail of that subject to a folder."""
    box = house.connections.get("story", AT)
    for one in box.headers(source, 1):
        if subject.encode() in one.raw:
            box.move(source, one.uid, target)
            return
    raise AssertionError(f"no mail {subject!r} in {source}")


def lies_in(house: House, folder: str) -> int:
    return len(house.connections.get("story", AT).headers(folder, 1))


def beck(house: House) -> tuple[Customer, Settings]:
    customer = house.ledger.find("karin@beck-leuchten-demo.de")
    return customer, house.ledger.history(customer.number).settings


@pytest.mark.parametrize(
    ("folder", "key", "value"),
    [
        ("Grade A", "grade", "A"),
        ("Snooze 1 week", "hold_until", "2026-11-25"),
        ("Snooze 1 month", "hold_until", "2026-12-18"),
        ("Never again", "stop", "you moved a mail to Followup/Never again"),
        ("Supplier", "stop", "a supplier of ours, not a customer"),
    ],
)
def test_a_mail_moved_to_a_command_folder_is_obeyed_and_filed_back(
    desk: Path, folder: str, key: str, value: str
) -> None:
    with house_over(desk, RULES) as house:
        cycle.run_pass(house, AT)
        commands.obey(house, "story", AT)
        moved(house, "Inquiry LED panel", "INBOX", f"Followup/{folder}")

        assert commands.obey(house, "story", AT) == 1
        assert str(getattr(beck(house)[1], key)) == value
        assert lies_in(house, f"Followup/{folder}") == 0
        assert lies_in(house, "INBOX") == 1
        assert commands.obey(house, "story", AT) == 0


def test_a_sent_mail_or_a_draft_of_ours_speaks_of_whom_it_goes_to_and_returns_to_its_folder(desk: Path) -> None:
    with house_over(desk, RULES) as house:
        cycle.run_pass(house, AT)
        commands.obey(house, "story", AT)
        moved(house, "Re: Inquiry LED panel", "Sent", "Followup/Never again")

        assert commands.obey(house, "story", AT) == 1
        assert beck(house)[1].stop is not None
        assert lies_in(house, "Sent") == 1
        later = cycle.run_pass(house, AT + timedelta(hours=1))
        assert [one.action for one in later.decisions] == [Action.HOLD]


def test_the_same_mail_moved_again_is_a_new_command(desk: Path) -> None:
    week = AT + timedelta(days=7)
    with house_over(desk, RULES) as house:
        cycle.run_pass(house, AT)
        commands.obey(house, "story", AT)
        for at in (AT, week):
            moved(house, "Inquiry LED panel", "INBOX", "Followup/Snooze 1 week")
            assert commands.obey(house, "story", at) == 1
            cycle.read_all(house, at)

        assert str(beck(house)[1].hold_until) == "2026-12-02"


def test_a_mail_of_nobody_known_sets_nothing_and_goes_to_the_inbox(desk: Path) -> None:
    stranger = letter(
        "News <news@somewhere-demo.com>",
        US,
        "Offer",
        "Buy!",
        AT,
        message_id="n@somewhere-demo.com",
    )
    with house_over(desk, RULES) as house:
        cycle.run_pass(house, AT)
        commands.obey(house, "story", AT)
        house.connections.get("story", AT).append("Followup/Grade A", stranger, (), AT)

        assert commands.obey(house, "story", AT) == 0
        assert lies_in(house, "Followup/Grade A") == 0
        assert lies_in(house, "INBOX") == 2
        (told,) = commands.obeyed_lately(house, "story", AT - timedelta(days=1))
        assert (told.state, told.body["subject"]) == ("nobody", "Offer")


def test_a_folder_that_the_seller_removed_stays_removed(desk: Path) -> None:
    with house_over(desk, RULES) as house:
        cycle.run_pass(house, AT)
        commands.obey(house, "story", AT)
        names = {folder.name for folder in house.connections.get("story", AT).folders()}

        assert {*commands.FOLDERS, commands.SEND_FOLDER} <= names
