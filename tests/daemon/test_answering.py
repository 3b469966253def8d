"""`answer_drafts: yes`: a first answer to an inquiry that waits for us, once, and never in place of a quotation."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from assistant.daemon import cycle, judging
from assistant.model import Action
from tests.given.letters import letter
from tests.given.mailboxes import RULES, house_over, write_maildir
from tests.given.parties import AT, BECK, LIN, US

YES = f"{RULES}answer_drafts: yes\n"
BARE = "Dear Lin,\n\nplease send me your price list.\n\nBest regards\nKarin Beck\n"
OPEN = "Dear Lin,\n\nplease quote your LED panel BL-2031, 4000 K, for our new project.\n\nBest regards\nKarin Beck\n"
WHOLE = "Dear Lin,\n\nplease quote 500 pcs of LED panel BL-2031, 4000 K, FOB Ningbo.\n\nBest regards\nKarin Beck\n"


def asked(folder: Path, text: str) -> None:
    inquiry = letter(
        BECK,
        US,
        "Inquiry LED panel",
        text,
        AT - timedelta(hours=20),
        message_id="inquiry@beck-leuchten-demo.de",
    )
    write_maildir(folder / "mail", [("INBOX", inquiry)])


def drafted(folder: Path, rules: str) -> tuple[list[str], list[Action]]:
    """Return the bodies of the drafts of two passes, and what is planned after them."""
    with house_over(folder, rules) as house:
        bodies = []
        for minutes in (0, 10):
            for item in cycle.run_pass(house, AT + timedelta(minutes=minutes)).placed:
                assert item.draft is not None, item.problem
                part = message_from_bytes(item.draft.raw, policy=policy.default).get_body(("plain",))
                bodies.append(str(part.get_content()) if part is not None else "")
        return bodies, [one.action for one in judging.survey(house, AT + timedelta(minutes=20))]


@pytest.mark.parametrize(("text", "says"), [(BARE, "inquiry of 17 November"), (OPEN, "the quantity")])
def test_a_first_answer_is_laid_out_once_and_the_answer_stays_owed(tmp_path: Path, text: str, says: str) -> None:
    asked(tmp_path, text)
    bodies, actions = drafted(tmp_path, YES)

    assert len(bodies) == 1
    assert says in bodies[0]
    assert "USD" not in bodies[0]
    assert actions == [Action.ANSWER]


def test_a_complete_inquiry_deserves_the_quotation_itself(tmp_path: Path) -> None:
    asked(tmp_path, WHOLE)

    assert drafted(tmp_path, YES) == ([], [Action.ANSWER])


def test_without_the_users_yes_nothing_is_drafted(tmp_path: Path) -> None:
    asked(tmp_path, BARE)

    assert drafted(tmp_path, RULES) == ([], [Action.ANSWER])


def test_an_answer_of_ours_takes_the_draft_back(tmp_path: Path) -> None:
    asked(tmp_path, BARE)
    ours = letter(
        LIN,
        "karin@beck-leuchten-demo.de",
        "Re: Inquiry LED panel",
        "Dear Karin,\n\nour offer: LED panel BL-2031 at USD 7.85 per piece FOB Ningbo.\n",
        AT + timedelta(minutes=5),
        message_id="quote@brightline.example",
        answers=("inquiry@beck-leuchten-demo.de",),
    )
    with house_over(tmp_path, YES) as house:
        cycle.run_pass(house, AT)
        house.connections.get("story", AT).append("Sent", ours, ("\\Seen",), AT + timedelta(minutes=5))
        cycle.run_pass(house, AT + timedelta(minutes=10))
        box = house.connections.get("story", AT)

        assert [str(entry.state) for entry in house.ledger.entries()] == ["withdrawn"]
        assert [one for one in box.headers("Drafts", 1) if "\\Deleted" not in one.flags] == []
