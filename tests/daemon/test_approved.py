"""Sending what was approved: that very text, in the customer's window, at most once, and nothing after an answer."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from assistant.daemon import approved, commands, cycle
from assistant.ledger.errands import SEND, Errand
from assistant.model import DraftState
from tests.daemon.sending import AT, OPEN, account, content_of, count, desk, passed, sent_and_not_yet_filed
from tests.given.letters import letter
from tests.given.parties import BECK, LIN, US
from tests.servers.smtp import PASSWORD, smtp_server


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIN", PASSWORD)


def test_the_very_text_goes_out_when_their_window_opens_and_is_filed_in_sent(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        (entry,) = house.ledger.entries()
        assert passed(house, post, AT + timedelta(minutes=5)) == ("approved",)
        assert post.taken == []
        assert passed(house, post, OPEN) == ("filed",)
        assert passed(house, post, OPEN + timedelta(minutes=5)) == ("filed",)
        cycle.run_pass(house, OPEN + timedelta(minutes=10))
        (after,) = house.ledger.entries()

        assert count(house, commands.SEND_FOLDER) == count(house, "Drafts") == 0
        assert count(house, "Sent") == 2
    (taken,) = post.taken
    sent = message_from_bytes(content_of(taken), policy=policy.default)
    was = message_from_bytes(entry.raw, policy=policy.default)
    assert sent.get_payload() == was.get_payload()
    assert [sent[name] for name in ("Message-ID", "Subject", "References")] == [
        was[name] for name in ("Message-ID", "Subject", "References")
    ]
    assert sent["X-Followup-Draft"] is None
    assert sent["Date"] == "Wed, 18 Nov 2026 13:00:00 +0000"
    assert taken.rcpt_tos == ["karin@beck-leuchten-demo.de"]
    assert after.state is DraftState.SENT


def test_whoever_answers_first_gets_nothing_and_the_draft_is_back_in_drafts(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        passed(house, post, AT + timedelta(minutes=5))
        answer = letter(
            BECK,
            US,
            "Re: Inquiry LED panel",
            "Is it dimmable?",
            AT + timedelta(hours=1),
            message_id="answer@beck-leuchten-demo.de",
        )
        house.connections.get("story", AT).append("INBOX", answer, (), AT + timedelta(hours=1))

        assert passed(house, post, OPEN) == ("returned",)
        assert count(house, commands.SEND_FOLDER) == 0
    assert post.taken == []


def test_moving_it_back_cancels_it_and_moving_it_again_approves_it_anew(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        passed(house, post, AT + timedelta(minutes=5))
        box = house.connections.get("story", AT)
        box.move(commands.SEND_FOLDER, box.headers(commands.SEND_FOLDER, 1)[0].uid, "Drafts")
        assert passed(house, post, OPEN) == ("cancelled",)
        box.move("Drafts", box.headers("Drafts", 1)[0].uid, commands.SEND_FOLDER)

        assert passed(house, post, OPEN + timedelta(minutes=5)) == ("cancelled", "filed")
    assert len(post.taken) == 1


def test_an_unclear_end_is_shown_and_never_tried_again(tmp_path: Path) -> None:
    with desk(tmp_path) as house:
        with smtp_server("drop-after-data") as broken:
            assert passed(house, broken, OPEN) == ("in-doubt",)
        with smtp_server() as post:
            for hours in (1, 2, 26):
                assert passed(house, post, OPEN + timedelta(hours=hours)) == ("in-doubt",)
    assert post.taken == []


def test_a_process_that_died_while_sending_leaves_it_in_doubt(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        passed(house, post, AT + timedelta(minutes=5))
        (errand,) = house.ledger.errands.all(SEND)
        house.ledger.errands.move(errand, "sending", AT + timedelta(minutes=6))

        assert passed(house, post, OPEN) == ("in-doubt",)
    assert post.taken == []


def test_a_process_that_died_after_sending_files_it_and_sends_nothing_more(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        passed(house, post, AT + timedelta(minutes=5))
        sent_and_not_yet_filed(house)

        assert passed(house, post, OPEN) == ("filed",)
        assert count(house, "Sent") == 2
    assert post.taken == []


def test_a_refusal_for_now_is_tried_again_and_one_for_good_goes_back(tmp_path: Path) -> None:
    with desk(tmp_path) as house:
        with smtp_server("later") as busy:
            assert passed(house, busy, OPEN) == ("approved",)
        with smtp_server("refuse-recipient") as no:
            assert passed(house, no, OPEN + timedelta(minutes=5)) == ("returned",)
        assert count(house, "Drafts") == 1


def test_a_wrong_password_is_tried_three_times_and_the_draft_goes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        monkeypatch.setenv("LIN", "wrong")
        states = [passed(house, post, OPEN + timedelta(minutes=5 * number)) for number in range(5)]
        logins = len(post.logins)

        assert states == [("approved",), ("approved",), ("returned",), ("returned",), ("returned",)]
        assert count(house, "Drafts") == 1
        assert passed(house, post, OPEN + timedelta(minutes=30)) == ("returned",)
        assert len(post.logins) == logins


def test_two_copies_of_one_mail_in_the_folder_go_out_once(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        box = house.connections.get("story", AT)
        whole = box.whole(commands.SEND_FOLDER, box.headers(commands.SEND_FOLDER, 1)[0].uid)
        assert whole is not None
        box.append(commands.SEND_FOLDER, whole, ("\\Draft", "\\Seen"), AT)

        assert sorted(passed(house, post, OPEN)) == ["filed", "returned"]
    assert len(post.taken) == 1


def _own_draft(subject: str = "Prices", to: str = BECK, text: str = "Dear Karin,\n\nnew prices.\n") -> bytes:
    return letter(LIN, to, subject, text, OPEN, message_id="own@brightline.example")


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (_own_draft(subject=""), "it has no subject"),
        (_own_draft(text=""), "it has no text"),
        (_own_draft(to="stranger@nowhere-demo.com"), "no customer is known"),
        (_own_draft().replace(b"lin@bright", b"eve@bright"), "none of your addresses"),
    ],
)
def test_what_cannot_be_sent_goes_back_to_drafts_with_the_reason(tmp_path: Path, draft: bytes, why: str) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        box = house.connections.get("story", AT)
        box.remove(commands.SEND_FOLDER, box.headers(commands.SEND_FOLDER, 1)[0].uid)
        box.append(commands.SEND_FOLDER, draft, ("\\Draft",), OPEN)
        passed(house, post, OPEN)
        found: list[Errand] = [one for one in house.ledger.errands.all(SEND) if one.state == "returned"]

        assert [why in str(one.body["why"]) for one in found] == [True]
        assert count(house, "Drafts") == 1
    assert post.taken == []


def test_a_draft_of_the_sellers_own_hand_is_sent_as_well(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        box = house.connections.get("story", AT)
        box.remove(commands.SEND_FOLDER, box.headers(commands.SEND_FOLDER, 1)[0].uid)
        box.append(commands.SEND_FOLDER, _own_draft(), ("\\Draft",), OPEN)

        assert passed(house, post, OPEN + timedelta(minutes=5)) == ("filed",)
    assert [taken.rcpt_tos for taken in post.taken] == [["karin@beck-leuchten-demo.de"]]


def test_where_the_provider_files_what_it_sends_no_second_copy_is_put_there(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        passed(house, post, AT + timedelta(minutes=5))
        sent_and_not_yet_filed(house)
        approved.send_due(house, "story", replace(account(post), host="smtp.gmail.com"), True, OPEN)

        assert [one.state for one in house.ledger.errands.all(SEND)] == ["filed"]
        assert count(house, "Sent") == 1


def test_without_a_complete_reading_nothing_goes_out(tmp_path: Path) -> None:
    with desk(tmp_path) as house, smtp_server() as post:
        approved.send_due(house, "story", account(post), False, OPEN)

    assert post.taken == []
