"""After six unanswered follow-ups a colleague writes, from the own mailbox and in the own name (001-22, first step)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from assistant import config as configuration
from assistant import wiring
from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.model import Colleague, DraftState, Wording
from assistant.phrases.book import load
from assistant.phrases.samples import ME as SELLER
from assistant.phrases.samples import NOW, OCCASIONS, PEOPLE, situation
from assistant.phrases.write import write
from tests.given.installation import Installation
from tests.given.letters import letter, quote_and_silence
from tests.given.mailboxes import MATERIALS, RULES, write_maildir
from tests.given.parties import AT, BECK, LIN, US
from tests.servers.dovecot import Dovecot

CHEN = "chen@brightline.example"
QUOTED = datetime(2026, 8, 4, 13, 0, tzinfo=UTC)
COLLEAGUE = {"name": "Chen Hao", "address": CHEN, "signature": "Chen Hao\nBrightline Lighting Co., Ltd."}
ME = {
    "name": "Lin Wei",
    "company": "Brightline Lighting Co., Ltd.",
    "addresses": [US],
    "domains": ["brightline.example"],
    "timezone": "Asia/Shanghai",
    "signature": "Lin Wei\nBrightline Lighting Co., Ltd.",
}
LADDER = "only_quotes_younger_than: 300 days\nladder: {call: 0, change_person: 1, change_colleague: 6, rest: 11}\n"


def silent_for(follow_ups: int) -> list[tuple[str, bytes]]:
    """An inquiry, a quote and so many follow-ups that nobody answered."""
    silence = quote_and_silence(BECK, QUOTED + timedelta(days=25))
    written = [
        letter(
            LIN,
            BECK,
            "Re: Inquiry LED panel",
            f"Dear Ms Beck,\n\nhere is news number {number} about our panels.\n\nLin Wei\n",
            QUOTED + timedelta(days=10 * number),
            message_id=f"follow-up-{number}@brightline.example",
            answers=("inquiry@beck-leuchten-demo.de", "quote-beck-leuchten-demo.de@brightline.example"),
        )
        for number in range(1, follow_ups + 1)
    ]
    return [*silence, *(("Sent", one) for one in written)]


@contextmanager
def two_mailboxes(folder: Path, colleague: dict[str, str] | None) -> Iterator[House]:
    chens: dict[str, Any] = {"name": "chen", "maildir": "chen"}
    boxes = [{"name": "lin", "maildir": "lin"}, chens | ({"colleague": colleague} if colleague else {})]
    config = {"me": ME, "mailboxes": boxes, "database": "sqlite:///state/ledger.db"}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES + LADDER, encoding="utf-8")
    (folder / "materials.yaml").write_text(MATERIALS, encoding="utf-8")
    with wiring.open_house(wiring.load_files(str(folder / "config.yaml"))) as house:
        yield house


def lying_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and b"X-Followup-Draft" in path.read_bytes()]


def read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=default)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_maildir(tmp_path / "lin", silent_for(6))
    write_maildir(tmp_path / "chen", [])
    return tmp_path


def test_the_draft_lies_with_the_colleague_who_says_who_he_is(folder: Path) -> None:
    with two_mailboxes(folder, COLLEAGUE) as house:
        report = cycle.run_pass(house, AT)
        again = cycle.run_pass(house, AT + timedelta(minutes=10))

    (draft,) = lying_in(folder / "chen" / ".Drafts")
    assert lying_in(folder / "lin") == []
    assert again.placed == ()
    assert "change_colleague: 6 unanswered follow-ups, so Chen Hao writes" in [
        reason.says for reason in report.decisions[0].because
    ]
    message = read(draft)
    assert (message["From"], message["To"]) == (f"Chen Hao <{CHEN}>", BECK)
    text = message.get_content()
    own = text.partition("\n>")[0]
    assert "Chen Hao" in own.split("\n\n")[1]
    assert "Lin Wei" in own.split("\n\n")[1]
    assert "Chen Hao\nBrightline" in own
    assert "Lin Wei\nBrightline" not in own


def test_once_the_colleague_has_written_he_goes_on_without_introducing_himself_again(folder: Path) -> None:
    with two_mailboxes(folder, COLLEAGUE) as house:
        cycle.run_pass(house, AT)
        (draft,) = lying_in(folder / "chen" / ".Drafts")
        draft.rename(folder / "chen" / ".Sent" / "cur" / f"{draft.name.partition(':')[0]}:2,S")
        cycle.run_pass(house, AT + timedelta(hours=2))
        states = [entry.state for entry in house.ledger.entries()]
        for day in range(1, 22):
            cycle.run_pass(house, AT + timedelta(days=day))
        entries = house.ledger.entries()

    assert states == [DraftState.SENT]
    assert [entry.mailbox for entry in entries] == ["chen", "chen"]
    text = read(lying_in(folder / "chen" / ".Drafts")[0]).get_content().partition("\n>")[0]
    assert "My name is" not in text
    assert "Lin Wei" not in text.partition("\n\nOn ")[0]


def test_without_a_colleagues_mailbox_it_stays_a_step_with_a_hand_over_note(folder: Path) -> None:
    with two_mailboxes(folder, None) as house:
        report = cycle.run_pass(house, AT)

    assert [str(one.action) for one in report.decisions] == ["change_colleague"]
    assert lying_in(folder) == []


def test_a_copy_in_the_colleagues_mailbox_makes_nobody_his_customer(tmp_path: Path) -> None:
    held = silent_for(1)
    write_maildir(tmp_path / "lin", held)
    write_maildir(tmp_path / "chen", [("INBOX", raw) for _, raw in held])
    with two_mailboxes(tmp_path, COLLEAGUE) as house:
        cycle.run_pass(house, datetime(2026, 9, 2, 13, 30, tzinfo=UTC))

    assert lying_in(tmp_path / "chen") == []
    assert [read(path)["From"] for path in lying_in(tmp_path / "lin" / ".Drafts")] == [LIN]


LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "vi", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_both_names_stand_in_the_first_lines(language: str) -> None:
    decision, history = situation(PEOPLE[2], OCCASIONS[0], language, 6)
    chen = Colleague(mailbox="chen", name="Chen Hao", address=CHEN)
    made = write(replace(decision, colleague=chen), history, load()[0], SELLER.as_colleague(chen), NOW)

    assert isinstance(made, Wording)
    assert made.language in (language, "en")
    opening = made.core.partition("\n\n")[0]
    assert "Chen Hao" in opening
    assert "Lin Wei" in opening


@pytest.mark.parametrize(
    ("colleague", "says"),
    [
        ({"name": "Chen", "address": "chen@elsewhere.example"}, "is at none of me.domains"),
        ({"name": "Lin", "address": US}, "is one of your own addresses"),
        ({"name": "Chen", "address": "chen"}, "is not a mail address"),
    ],
)
def test_a_colleague_is_somebody_of_our_company(colleague: dict[str, str], says: str, tmp_path: Path) -> None:
    boxes = [{"name": "lin", "maildir": "lin"}, {"name": "chen", "maildir": "chen", "colleague": colleague}]

    found, problems = configuration.load(json.dumps({"me": ME, "mailboxes": boxes}), tmp_path / "config.yaml")

    assert found is None
    assert says in " ".join(problem.text for problem in problems)


def test_on_a_server_the_draft_lies_in_the_colleagues_account_once(dovecot: Dovecot, tmp_path: Path) -> None:
    lin, chen = dovecot.user(), dovecot.user()
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text(dovecot.password)
    server = {"host": dovecot.host, "port": dovecot.port, "security": "none", "password": {"file": secret.name}}
    boxes = [
        {"name": "lin", "imap": server | {"user": lin}},
        {"name": "chen", "imap": server | {"user": chen}, "colleague": COLLEAGUE},
    ]
    config = {"me": ME, "mailboxes": boxes, "database": "sqlite:///state/ledger.db"}
    (tmp_path / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES + LADDER, encoding="utf-8")
    (tmp_path / "materials.yaml").write_text(MATERIALS, encoding="utf-8")
    seller = Installation(config=tmp_path / "config.yaml")
    with dovecot.session(lin) as lins, dovecot.session(chen) as chens:
        for folder, raw in silent_for(6):
            lins.append(folder, raw, ("\\Seen",))
        placed = seller.json("draft", "--at", AT.isoformat())
        seller.json("draft", "--at", (AT + timedelta(minutes=5)).isoformat())
        (uid,) = chens.uids("Drafts")
        message = message_from_bytes(chens.raw("Drafts", uid), policy=default)

        assert lins.uids("Drafts") == []
    assert [(one["placed"], one["to"]) for one in placed] == [(True, "karin@beck-leuchten-demo.de")]
    assert message["From"] == f"Chen Hao <{CHEN}>"
    assert message["In-Reply-To"] == "<follow-up-6@brightline.example>"
