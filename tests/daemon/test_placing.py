"""Placing: the rules that need the mailbox once more."""

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from assistant.daemon import cycle, placing
from assistant.errors import MailboxUnreachable
from assistant.model import DraftState
from tests.given.letters import letter
from tests.given.mailboxes import RULES, house_over, write_maildir
from tests.given.parties import AT, BECK, LIN, US


def silent_mailbox(folder: Path) -> None:
    """A customer who went quiet after a quote that stood in a file."""
    inquiry = letter(
        BECK,
        US,
        "Inquiry",
        "Please quote 500 pcs BL-2031 FOB Ningbo.",
        AT - timedelta(days=26),
        message_id="inquiry@beck-leuchten-demo.de",
    )
    quote = letter(
        LIN,
        BECK,
        "Re: Inquiry",
        "Dear Ms Beck,\n\nour offer is attached.\n",
        AT - timedelta(days=25),
        message_id="quote@brightline.example",
        answers=("inquiry@beck-leuchten-demo.de",),
        files=("Quotation BL-2031.pdf",),
    )
    write_maildir(folder / "mail", [("INBOX", inquiry), ("Sent", quote)])


@pytest.mark.parametrize(("rule", "files"), [("yes", ["Quotation BL-2031.pdf"]), ("no", [])])
def test_the_quote_is_attached_again_where_the_rules_say_so(rule: str, files: list[str], tmp_path: Path) -> None:
    silent_mailbox(tmp_path)
    with house_over(tmp_path, RULES + f"attach_quote: {rule}\n") as house:
        placed = cycle.run_pass(house, AT).placed
        again = cycle.run_pass(house, AT + timedelta(minutes=10))
        states = [entry.state for entry in house.ledger.entries()]

    assert len(placed) == 1
    assert placed[0].draft is not None
    parts = message_from_bytes(placed[0].draft.raw).walk()
    assert [name for part in parts if (name := part.get_filename())] == files
    assert ("a copy of our quotation of 24 October" in placed[0].draft.wording.core) is bool(files)
    assert again.placed == ()
    assert states == [DraftState.WAITING]


def test_an_answer_between_the_decision_and_the_draft_keeps_it_away_whatever_its_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent_mailbox(tmp_path)
    answer = letter(
        BECK,
        US,
        "Re: Inquiry",
        "Is it dimmable?",
        AT + timedelta(minutes=20),
        message_id="answer@beck-leuchten-demo.de",
        answers=("quote@brightline.example",),
    )
    with house_over(tmp_path, RULES) as house:
        real = placing.last_look

        def answered_meanwhile(*words: Any) -> bool:
            (tmp_path / "mail" / "new" / "1700000099.answer.story").write_bytes(answer)
            return real(*words)

        monkeypatch.setattr(placing, "last_look", answered_meanwhile)
        placed = cycle.run_pass(house, AT).placed

        assert [item.problem for item in placed] == [placing.OVERTAKEN]
        assert house.ledger.entries() == ()


def test_a_last_look_that_fails_places_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent_mailbox(tmp_path)
    with house_over(tmp_path, RULES) as house:

        def broken(*_: Any) -> bool:
            raise MailboxUnreachable("the line is dead")

        monkeypatch.setattr(placing, "last_look", broken)
        placed = cycle.run_pass(house, AT).placed

        assert [item.draft for item in placed] == [None]
        assert "the last look at the mailbox failed" in (placed[0].problem or "")
        assert house.ledger.entries() == ()
