"""The morning digest: one mail a day to the seller, with what waits and why; never twice, never read as an answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.daemon import cycle, morning
from assistant.daemon.judging import survey
from assistant.errors import LoginRefused
from assistant.mail.account import Account, Secret
from assistant.model import Quiet
from tests.daemon.digests import digests, keep, mailbox, text_of
from tests.given.letters import letter
from tests.given.mailboxes import RULES, house_over, write_maildir
from tests.given.parties import AT, US
from tests.servers.smtp import PASSWORD, USER, smtp_server


def test_it_says_what_is_owed_what_waits_and_why(tmp_path: Path) -> None:
    mailbox(tmp_path)
    with house_over(tmp_path, RULES) as house:
        cycle.run_pass(house, AT)
        assert keep(house)
    (digest,) = digests(tmp_path)

    assert digest["Subject"] == "Follow-up, Wednesday 18 November: 1 answer owed, 1 draft waits"
    assert digest["To"] == digest["From"] == "lin@brightline.example"
    text = text_of(digest)
    assert text.index("You owe an answer") < text.index("Drafts waiting for you")
    assert '"Lámparas" of Wed 18 Nov' in text
    assert "Karin Beck" in text
    assert "They wrote since yesterday" in text
    assert "inquiry" in text


def test_the_html_part_says_the_same_and_holds_no_code_of_a_mail(tmp_path: Path) -> None:
    mailbox(tmp_path)
    evil = letter(
        "Eve <eve@evil-demo.com>",
        US,
        "<script>alert(1)</script>",
        "Please quote 300 pcs of LED panel BL-2031.",
        AT - timedelta(hours=2),
        message_id="evil@evil-demo.com",
    )
    (tmp_path / "mail" / "new").mkdir(parents=True, exist_ok=True)
    (tmp_path / "mail" / "new" / "1700000050.evil.story").write_bytes(evil)
    with house_over(tmp_path, RULES) as house:
        cycle.run_pass(house, AT)
        keep(house)
    html = text_of(digests(tmp_path)[0], "html")

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "Drafts waiting for you" in html


def test_it_comes_once_a_day_and_not_before_its_hour(tmp_path: Path) -> None:
    mailbox(tmp_path)
    early = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)  # 07:30 of the 19th in Shanghai
    with house_over(tmp_path, RULES) as house:
        cycle.run_pass(house, AT)

        assert keep(house)
        assert not keep(house, AT + timedelta(minutes=20))
        assert not keep(house, early)
        assert keep(house, early + timedelta(hours=1))
    assert len(digests(tmp_path)) == 2


def test_it_is_read_back_as_nobodys_answer(tmp_path: Path) -> None:
    mailbox(tmp_path)
    with house_over(tmp_path, RULES) as house:
        cycle.run_pass(house, AT)
        before = len(house.ledger.numbers())
        keep(house)
        report = cycle.run_pass(house, AT + timedelta(minutes=5))
        beck = house.ledger.find("karin@beck-leuchten-demo.de").number
        quiet = [one.standing.quiet for one in survey(house, AT + timedelta(minutes=6)) if one.customer == beck]

        assert report.mailboxes[0].new_messages >= 1
        assert len(house.ledger.numbers()) == before
    assert quiet == [Quiet.YES]


def test_a_quiet_day_says_so(tmp_path: Path) -> None:
    write_maildir(tmp_path / "mail", [])
    with house_over(tmp_path, RULES) as house:
        cycle.run_pass(house, AT)
        keep(house)
    (digest,) = digests(tmp_path)

    assert "nothing waits for you" in digest["Subject"]
    assert "Nothing waits for you today" in text_of(digest)


def test_a_wrong_password_for_sending_it_is_not_tried_all_day_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox(tmp_path)
    monkeypatch.setenv("LIN", "wrong")
    secret = Secret(source="env", value="LIN")
    with house_over(tmp_path, RULES) as house, smtp_server() as post:
        cycle.run_pass(house, AT)
        account = Account(name="story", host="127.0.0.1", port=post.port, security="none", user=USER, password=secret)
        refused = 0
        for minutes in range(0, 120, 5):
            try:
                at = AT + timedelta(minutes=minutes)
                assert not morning.keep(house, "story", "08:00", "lin@brightline.example", account, at)
            except LoginRefused:
                refused += 1

        assert refused == 3
        assert post.taken == []


def test_sent_by_smtp_it_goes_to_the_seller_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox(tmp_path)
    monkeypatch.setenv("LIN", PASSWORD)
    secret = Secret(source="env", value="LIN")
    with house_over(tmp_path, RULES) as house, smtp_server() as post:
        cycle.run_pass(house, AT)
        account = Account(name="story", host="127.0.0.1", port=post.port, security="none", user=USER, password=secret)

        assert morning.keep(house, "story", "08:00", "lin@brightline.example", account, AT)
    assert [taken.rcpt_tos for taken in post.taken] == [["lin@brightline.example"]]
    assert digests(tmp_path) == []
