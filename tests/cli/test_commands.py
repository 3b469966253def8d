"""The commands as a user types them, against a private Dovecot."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.given.installation import Installation, install
from tests.given.letters import letter, quote_and_silence
from tests.given.parties import AT, BECK, THEN, US
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession


@pytest.fixture
def seller(dovecot: Dovecot, user: str, session: SecondSession, tmp_path: Path) -> Installation:
    """One customer who went quiet after a quote, read once."""
    session.deliver(quote_and_silence())
    installed = install(tmp_path, dovecot.account(user))
    assert installed.run("sync").returncode == 0
    return installed


def test_sync_says_how_completely_every_folder_is_read(seller: Installation) -> None:
    result = seller.json("sync")

    assert result["customers"] == 1
    assert result["mailboxes"][0]["complete"]
    folders = {folder["name"]: folder for folder in result["mailboxes"][0]["folders"]}
    assert folders["INBOX"] == {"name": "INBOX", "role": "inbox", "on_server": 1, "held": 1, "complete": True}
    assert folders["Sent"]["role"] == "sent"


def test_the_quiet_customer_is_planned_with_reasons(seller: Installation) -> None:
    entry = seller.json("plan", "--at", THEN)[0]

    assert entry["action"] == "draft"
    assert entry["to"] == "karin@beck-leuchten-demo.de"
    assert entry["because"][0]["rule"] == "quiet_after"


def test_customers_shows_where_everybody_stands(seller: Installation) -> None:
    entry = seller.json("customers", "--at", THEN)[0]

    assert entry["code"] == "EU-001-B"
    assert (entry["stage"], entry["quiet"], entry["follow_ups"]) == ("quoted", "yes", 0)
    assert entry["quote"]["amount"] == "7.85"


def test_the_same_data_gives_the_same_bytes_after_a_rebuild(seller: Installation) -> None:
    looks = (("customers", "--json"), ("customers", "--json", "--at", THEN))
    before = [seller.run(*look).stdout for look in looks]
    assert seller.run("sync", "--rebuild").returncode == 0

    assert [seller.run(*look).stdout for look in looks] == before


def test_a_dry_run_prints_the_very_draft_and_places_nothing(seller: Installation, session: SecondSession) -> None:
    drafts = seller.json("draft", "--dry-run", "--at", THEN)

    assert len(drafts) == 1
    assert "To: Karin Beck <karin@beck-leuchten-demo.de>" in drafts[0]["raw"]
    assert not drafts[0]["placed"]
    assert session.uids("Drafts") == []


def test_the_draft_is_placed_once_however_often_it_is_asked_for(seller: Installation, session: SecondSession) -> None:
    first = seller.json("draft", "--at", THEN)
    again = seller.json("draft", "--at", (AT + timedelta(minutes=10)).isoformat())

    assert [item["placed"] for item in first] == [True]
    assert again == []
    uids = session.uids("Drafts")
    assert len(uids) == 1
    assert session.flags("Drafts")[uids[0]] == {"\\Draft", "\\Seen"}


def test_a_draft_that_nobody_used_is_listed_as_such_and_left_alone(seller: Installation) -> None:
    seller.json("draft", "--at", THEN)
    early = seller.json("drafts", "--at", (AT + timedelta(days=6)).isoformat())
    late = seller.json("drafts", "--at", (AT + timedelta(days=7)).isoformat())

    assert [(one["state"], one["notice"]) for one in early] == [("waiting", None)]
    assert [(one["state"], one["notice"]) for one in late] == [("waiting", "unused for 7 days")]


def test_an_answer_takes_the_draft_back(seller: Installation, session: SecondSession) -> None:
    draft = seller.json("draft", "--at", THEN)[0]
    answer = letter(
        BECK,
        US,
        "Re: Inquiry LED panel",
        "Dear Lin,\n\nis the driver dimmable?\n\nKarin Beck\n",
        AT + timedelta(minutes=5),
        message_id="answer@beck-leuchten-demo.de",
        answers=(draft["in_reply_to"],),
    )
    session.append("INBOX", answer)
    seller.json("draft", "--at", (AT + timedelta(minutes=10)).isoformat())

    assert session.uids("Drafts") == []
    assert len(session.uids("Followup/Withdrawn")) == 1
    fate = seller.json("drafts", "--at", (AT + timedelta(minutes=20)).isoformat())
    assert [one["state"] for one in fate] == ["withdrawn"]


def test_nothing_of_the_user_is_touched(seller: Installation, session: SecondSession) -> None:
    flags = session.flags("INBOX"), session.flags("Sent")
    raw = session.raw("INBOX", 1)
    seller.json("draft", "--at", THEN)

    assert (session.flags("INBOX"), session.flags("Sent")) == flags
    assert session.raw("INBOX", 1) == raw


def test_what_the_user_sets_stands_above_every_inference(seller: Installation) -> None:
    assert seller.run("set", "EU-001", "grade=D", "stop=asked us to stop").returncode == 0

    entry = seller.json("customers", "--at", THEN)[0]
    assert entry["grade"] == "D"
    assert seller.json("plan", "--at", THEN)[0]["action"] == "hold"


@pytest.mark.parametrize(
    "word", ["timezone=Mars/X", "country=Deutschland", "language=klingonish", "grade=Z", "next=soon"]
)
def test_what_cannot_be_is_not_set(seller: Installation, word: str) -> None:
    done = seller.run("set", "EU-001", word)

    assert (done.returncode, word.partition("=")[2] in done.stderr) == (2, True)


def test_a_call_that_the_customer_answered_ends_the_silence(seller: Installation) -> None:
    on = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    assert seller.run("touch", "beck-leuchten-demo.de", "--by", "phone", "--answered", "--on", on).returncode == 0

    assert seller.json("customers")[0]["quiet"] == "no"


def test_a_mark_corrects_what_a_message_was_taken_for(seller: Installation) -> None:
    assert seller.run("mark", "<quote-beck-leuchten-demo.de@brightline.example>", "reply").returncode == 0

    assert seller.json("customers", "--at", THEN)[0]["quote"] is None
    assert [one["kind"] for one in seller.json("classify", "--review")["corrected"]] == ["reply"]


def test_an_unknown_customer_is_wrong_usage(seller: Installation) -> None:
    done = seller.run("explain", "nobody.example")

    assert done.returncode == 2
    assert "nobody.example" in done.stderr


def test_explain_weighs_every_rule_in_its_order(seller: Installation) -> None:
    weighed = [one["rule"] for one in seller.json("explain", "EU-001", "--at", THEN)["weighed"]]

    assert weighed == [
        "coverage",
        "stop",
        "lost",
        "hold",
        "open_draft",
        "owe",
        "named_date",
        "absence",
        "skip",
        "age",
        "quiet_after",
        "cadence",
        "min_gap",
        "ladder",
        "topic",
        "holiday",
        "season",
        "window",
        "limit",
    ]


def test_every_invalid_file_is_reported_with_its_line(seller: Installation) -> None:
    (seller.config.parent / "rules.yaml").write_text("min_gap: soon\nlimit: {}\n")
    done = seller.run("plan")

    assert done.returncode == 2
    assert "rules.yaml:1:" in done.stderr
    assert "rules.yaml:2: unknown key limit (did you mean limits?)" in done.stderr


def test_a_wrong_password_is_said_once_and_clearly(seller: Installation) -> None:
    (seller.config.parent / "lin.secret").write_text("wrong")
    done = seller.run("sync")

    assert done.returncode == 3
    assert "refused the login" in done.stdout
    assert "password" in done.stdout


def test_an_unreachable_host_keeps_what_was_read(seller: Installation) -> None:
    config = json.loads(seller.config.read_text())
    config["mailboxes"][0]["imap"]["port"] = 9
    seller.config.write_text(json.dumps(config))

    assert seller.run("sync").returncode == 3
    assert len(seller.json("customers", "--at", THEN)) == 1
    assert seller.json("plan", "--at", THEN)[0]["action"] == "hold"


def test_check_names_every_part(seller: Installation) -> None:
    parts = {one["part"]: one["ok"] for one in seller.json("check")}

    assert {"config", "rules", "materials", "phrasebook", "database", "mailbox lin"} <= set(parts)
    assert all(parts.values())


def test_a_backup_brings_everything_back_once_the_mailbox_is_read_again(seller: Installation, tmp_path: Path) -> None:
    before = seller.run("customers", "--json", "--at", THEN).stdout
    assert seller.run("backup", str(tmp_path / "copy.db")).returncode == 0
    assert seller.run("forget", "EU-001", "--yes").returncode == 0
    assert seller.json("customers", "--at", THEN) == []
    assert seller.run("restore", str(tmp_path / "copy.db"), "--yes").returncode == 0
    assert seller.json("customers", "--at", THEN)[0]["quiet"] == "unknown"  # old news: nothing is drafted by it
    assert seller.run("sync").returncode == 0

    assert seller.run("customers", "--json", "--at", THEN).stdout == before


def test_a_forgotten_customer_is_not_read_in_again(seller: Installation) -> None:
    assert seller.run("forget", "EU-001", "--yes").returncode == 0
    assert seller.run("sync").returncode == 0

    assert seller.json("customers", "--at", THEN) == []


def test_classify_needs_no_config_and_opens_no_mailbox(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(quote_and_silence()[0][1])
    found = Installation(config=tmp_path / "none.yaml").run("classify", str(tmp_path / "one.eml"), "--me", US, "--json")

    entry = json.loads(found.stdout)[0]
    assert (entry["direction"], entry["kind"], entry["language"]) == ("inbound", "inquiry", "en")
    assert entry["evidence"]


def test_classify_takes_mail_of_the_own_domain_for_a_colleagues_but_names_a_machines_as_it_is(tmp_path: Path) -> None:
    def kind(text: str, sender: str, me: str) -> str:
        to, head = me, f"Message-ID: <1@x.example>\nDate: Tue, 10 Mar 2026 10:00:00 +0000\nFrom: {sender}\n"
        (tmp_path / "one.eml").write_text(f"{head}To: {to}\nSubject: Lamps\n{text}")
        found = Installation(config=tmp_path / "none.yaml").run(
            "classify", str(tmp_path / "one.eml"), "--me", me, "--json"
        )
        return str(json.loads(found.stdout)[0]["kind"])

    ask = "\nPlease quote 400 pcs of the lamp."
    assert kind(ask, "eva@brightline.example", "lin@brightline.example") == "internal"
    assert kind(ask, "eva@gmail.com", "lin@gmail.com") == "inquiry"
    away = "Auto-Submitted: auto-replied\n\nI am out of the office until 14 March."
    assert kind(away, "eva@brightline.example", "lin@brightline.example") == "auto_reply"


def test_init_writes_files_tests_the_login_and_finds_the_folders(dovecot: Dovecot, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text(dovecot.password)
    words = ["init", "--address", "user9@seller.example", "--name", "Lin", "--company", "B"]
    server = ["--host", dovecot.host, "--port", str(dovecot.port), "--security", "none", "--timezone", "Asia/Shanghai"]
    seller = Installation(config=tmp_path / "etc" / "config.yaml")
    done = seller.run(*words, *server, "--password-file", str(secret))

    assert done.returncode == 0, done.stderr
    assert "sent: Sent" in done.stdout
    assert seller.run("rules", "check").returncode == 0
