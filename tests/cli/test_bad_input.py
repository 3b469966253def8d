"""What people get wrong in their files and on the command line: each answered with the place and the next step."""

import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.ledger import dialect
from tests.cli.typed import Terminal
from tests.given import ROOT
from tests.given.letters import letter
from tests.given.parties import US

CONFIG = """\
me:
  name: Lin Wei
  addresses: [lin@brightline.example]
  domains: [brightline.example]
  timezone: Asia/Shanghai
mailboxes:
  - name: lin
    maildir: Mail
database: sqlite:///state/followup.db
phrasebook: [words]
"""
AT = datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A valid installation over an empty Maildir with Sent and Drafts."""
    for folder in ("Mail", "Mail/.Sent", "Mail/.Drafts"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / folder / part).mkdir(parents=True)
    (tmp_path / "words").mkdir()
    (tmp_path / "config.yaml").write_text(CONFIG)
    return Terminal(config=tmp_path / "config.yaml", capsys=capsys)


def deliver(terminal: Terminal, name: str, raw: bytes, folder: str = "Mail") -> None:
    (terminal.config.parent / folder / "new" / name).write_bytes(raw)


def from_customer(number: int, sender: str) -> bytes:
    text = "Dear Lin,\n\nplease quote 500 pcs of LED panel BL-2031.\n\nBest regards\n"
    at = AT + timedelta(minutes=number)
    return letter(sender, US, "Inquiry LED panel", text, at, message_id=f"{number}@buyer.example")


# --- config.yaml -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  name: Lin Wei", "\tname: Lin Wei", "config.yaml:2: cannot be read as YAML (column 1)"),
        ("  name: Lin Wei", "\tname: Lin Wei", "indent with spaces, not tabs"),
        ("name: Lin Wei", "name: Lin: Wei", "config.yaml:2: cannot be read as YAML (column 12)"),
        ("name: Lin Wei", "name：Lin Wei", "write : and , of the Latin keyboard"),
        ("phrasebook: [words]", "phrasebook: [words", "was the file saved completely?"),
        (
            "name: Lin Wei",
            "name: Lin Wei\n  name: Lin",
            "config.yaml:3: name stands here again; it was already given in",
        ),
        ("name: Lin Wei", "name: &me Lin\n  company: *me", "config.yaml:3: aliases (*name) are not supported"),
        ("name: Lin Wei", "name: !secret lin", "config.yaml:2: tags (!secret) are not supported"),
        ("name: Lin Wei", "name: Lin\aWei", "config.yaml:2: a control character (U+0007) stands in column 12"),
        ("me:\n", "mee:\n", "config.yaml:1: unknown key mee (did you mean me?)"),
        ("timezone: Asia/Shanghai", "timezone: Shanghai", "config.yaml:5: me.timezone: 'Shanghai' is no time zone"),
        ("timezone:", "country: XQ\n  timezone:", "config.yaml:5: me.country: 'XQ' is no country code"),
        ("timezone:", "language: german\n  timezone:", "config.yaml:5: me.language: 'german' is no language code"),
        ("[lin@brightline.example]", "{a: b}", "config.yaml:3: me.addresses: a list is expected here, like [a, b]"),
        ("mailboxes:", "poll: soon\nmailboxes:", "config.yaml:6: poll: 'soon' is not a length of time"),
        (
            "mailboxes:",
            "poll: 0 minutes\nmailboxes:",
            "config.yaml:6: poll: 0 minutes is not between 1 minute and 1 day",
        ),
        ("mailboxes:", "poll: [5]\nmailboxes:", "config.yaml:6: poll: write a length of time, like 5 minutes"),
        ("mailboxes:", "command_folders: 7\nmailboxes:", "config.yaml:6: command_folders: write yes or no"),
        ("mailboxes:", "rules: ruels.yaml\nmailboxes:", "config.yaml:6: rules: ruels.yaml is not there"),
        ("mailboxes:", "materials: news.yaml\nmailboxes:", "config.yaml:6: materials: news.yaml is not there"),
        ("maildir: Mail", "maildirs: Mail", "config.yaml:8: unknown key maildirs (did you mean maildir?)"),
        ("name: lin", "name: lin/wei", "config.yaml:7: mailboxes.0.name: 'lin/wei': a mailbox's name is made of"),
        ("sqlite:///state", "/state", "config.yaml:9: database: write sqlite:///PATH or postgresql"),
    ],
)
def test_a_mistake_in_the_config_is_told_with_its_line(terminal: Terminal, old: str, new: str, says: str) -> None:
    terminal.config.write_text(CONFIG.replace(old, new))

    assert any(says in line for line in terminal.lines("plan"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "config.yaml:1: mailboxes is missing"),
        (b"# nothing yet\n", "config.yaml:1: me is missing"),
        (b"- me\n- mailboxes\n", "config.yaml:1: keys with values are expected here (key: value)"),
        (b"me:\n  name: Lin W\xe9i\n", "config.yaml:2: not UTF-8: save the file as UTF-8"),
        (CONFIG.encode("utf-16"), "config.yaml:1: not UTF-8: save the file as UTF-8"),
        (CONFIG.partition("mailboxes")[0].encode(), "config.yaml:1: mailboxes is missing"),
        (CONFIG.encode() + b"---\n" + CONFIG.encode(), "but found another document"),
        (b"a: " + b"[" * 500, "config.yaml:1: nested deeper than 20 levels"),
    ],
)
def test_a_config_that_is_none_is_refused(terminal: Terminal, content: bytes, says: str) -> None:
    terminal.config.write_bytes(content)

    assert any(says in line for line in terminal.lines("status"))


def test_a_file_that_notepad_saved_with_a_mark_in_front_is_read(terminal: Terminal) -> None:
    terminal.config.write_bytes(b"\xef\xbb\xbf" + CONFIG.replace("\n", "\r\n").encode())

    assert terminal.type("rules", "check").code == 0


def test_everything_wrong_in_all_files_is_told_at_once(terminal: Terminal) -> None:
    terminal.config.write_text(CONFIG.replace("me:\n", "mee:\n"))
    terminal.config.with_name("rules.yaml").write_text("min_gap: soon\nlimit: {}\n")
    terminal.config.with_name("materials.yaml").write_text("- {id: a, topic: visits}\n")

    told = {":".join(line.split(":")[:2]) for line in terminal.lines("draft")}
    assert told == {"config.yaml:1", "materials.yaml:1", "rules.yaml:1", "rules.yaml:2"}


# --- rules.yaml, materials.yaml, phrasebook ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("rules.yaml", "- min_gap\n", "rules.yaml:1: keys with values are expected here"),
        ("rules.yaml", "limits: {per_day: many}\n", "rules.yaml:1: limits.per_day: a whole number is expected here"),
        ("rules.yaml", "limits: {per_day: -1}\n", "rules.yaml:1: limits.per_day: must be at least 0"),
        ("rules.yaml", "topics: [vizit]\n", "(did you mean visit?)"),
        (
            "rules.yaml",
            "windows: {default: {clock: custmer}}\n",
            "must be one of customer, seller (did you mean customer?)",
        ),
        ("rules.yaml", "skip:\n- if: {country: [XQ]}\n", "rules.yaml:2: XQ is not a country code"),
        ("rules.yaml", "min_gap: 2 days\nmin_gap: 3 days\n", "rules.yaml:2: min_gap stands here again"),
        ("materials.yaml", "id: a\n", "materials.yaml:1: a list is expected here"),
        ("materials.yaml", "- {id: a, topic: visit, from: 2026-13-01}\n", "materials.yaml:1: from: write a date as"),
        ("materials.yaml", "- id: a\n  topic: visit\n  topic: holiday\n", "materials.yaml:3: topic stands here again"),
    ],
)
def test_a_mistake_in_rules_or_materials_is_told_with_its_line(
    terminal: Terminal, file: str, text: str, says: str
) -> None:
    terminal.config.with_name(file).write_text(text)

    assert any(says in line for line in terminal.lines("rules", "check"))


def test_a_phrase_with_a_mistake_is_off_and_the_others_work(terminal: Terminal) -> None:
    words = terminal.config.with_name("words")
    (words / "openings.yaml").write_text("openings:\n\t- id: a\n")
    (words / "closing.yaml").write_text("closings: []\n")
    (words / "taboos.yaml").write_bytes(b"taboos: [\xff]\n")
    checked = terminal.type("phrases", "check")

    assert checked.code == 2
    assert "openings.yaml:2: cannot be read as YAML (column 1)" in checked.out
    assert "closing.yaml: this file is not part of a phrasebook (did you mean closings?)" in checked.out
    assert "taboos.yaml" in checked.out
    assert terminal.type("plan").code == 0


def test_a_phrasebook_that_is_not_there_is_said_and_the_built_in_one_works(terminal: Terminal) -> None:
    terminal.config.with_name("words").rmdir()

    assert "there is no such phrasebook folder" in terminal.type("rules", "check").out
    assert terminal.type("plan").code == 0


def test_check_says_the_same_part_by_part(terminal: Terminal) -> None:
    terminal.config.with_name("rules.yaml").write_text("min_gap: soon\n")
    said = terminal.type("check")

    assert said.code == 2
    assert "WRONG" in said.out


# --- what is typed -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("plan", "--at", "2026-11-21T14:00"), "add the UTC offset, for example 2026-11-21T14:00+01:00"),
        (("plan", "--at", "yesterday"), "--at yesterday: write a moment like"),
        (("touch", "x", "--by", "phone", "--on", "2026-11-21"), "--on 2026-11-21: add the UTC offset"),
        (("plam",), "there is no command plam (did you mean plan?)"),
        (("plan", "--day", "3"), "--days"),
        (("drafts", "--settle", "d1", "sent"), "there is no draft d1"),
        (("drafts", "--settle", "d1", "gone"), "the word is sent, discarded or place"),
        (("set", "EU-001", "grade"), "write KEY=VALUE"),
        (("forget", "EU-001"), "followup forget CUSTOMER --yes"),
        (("explain", "nobody"), "nobody"),
        (("rules", "backtest", "--since", "spring"), "write a date like 2026-01-01"),
    ],
)
def test_a_command_that_cannot_be_is_answered_with_what_to_type(
    terminal: Terminal, words: tuple[str, ...], says: str
) -> None:
    assert any(says in line for line in terminal.lines(*words))


def test_an_ambiguous_customer_is_answered_with_the_candidates(terminal: Terminal) -> None:
    deliver(terminal, "1", from_customer(1, "Karin Beck <karin@beck-leuchten.example>"))
    deliver(terminal, "2", from_customer(2, "Jan Beck <jan@beck-handel.example>"))
    assert terminal.type("sync").code == 0
    said = " ".join(terminal.lines("explain", "beck"))

    assert "beck-leuchten" in said
    assert "beck-handel" in said


def test_a_missing_config_names_every_place_that_was_tried(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("FOLLOWUP_CONFIG", raising=False)
    monkeypatch.delenv("CONFIGURATION_DIRECTORY", raising=False)
    from assistant.cli.main import run

    assert run(["plan"]) == 2
    told = capsys.readouterr().err
    assert all(place in told for place in ("--config", "$FOLLOWUP_CONFIG", str(tmp_path / "followup" / "config.yaml")))
    assert "followup init" in told


def test_placing_by_an_old_reading_is_refused(terminal: Terminal) -> None:
    said = terminal.type("draft", "--no-sync")

    assert said.code == 1
    assert "not read in the last 5 minutes" in said.err


# --- folders of the mailbox --------------------------------------------------------------------------------------
def test_a_mailbox_without_sent_counts_as_not_read_and_says_what_to_do(terminal: Terminal) -> None:
    (terminal.config.parent / "Mail" / ".Sent").rename(terminal.config.parent / "Mail" / ".Kram")
    synced, checked, status = terminal.type("sync"), terminal.type("check"), terminal.type("status")

    assert (synced.code, checked.code, status.code) == (3, 1, 1)
    assert "no folder for sent was found: name one that is there under folders: sent" in synced.out
    assert "under folders: sent" in " ".join(checked.out.split())
    assert "no folder for sent was found" in " ".join(status.out.split())


def test_a_mailbox_without_drafts_is_read_and_says_where_drafts_cannot_go(terminal: Terminal) -> None:
    (terminal.config.parent / "Mail" / ".Drafts").rename(terminal.config.parent / "Mail" / ".Kram")
    synced, checked, status, drafted = (terminal.type(word) for word in ("sync", "check", "status", "draft"))

    assert (synced.code, checked.code, status.code, drafted.code) == (0, 1, 1, 0)  # nothing was due
    for told in (synced.out, status.out, drafted.err):
        assert "no folder for drafts was found" in " ".join(told.split())
    assert "under folders: drafts" in " ".join(checked.out.split())


def test_two_folders_that_may_be_sent_are_asked_for(terminal: Terminal) -> None:
    for part in ("cur", "new", "tmp"):
        (terminal.config.parent / "Mail" / ".Gesendet" / part).mkdir(parents=True)
    checked = terminal.type("check")

    assert checked.code == 1
    assert "more than one folder may be sent (Gesendet, Sent)" in " ".join(checked.out.split())
    named = CONFIG.replace("    maildir: Mail", "    maildir: Mail\n    folders: {sent: [Sent, Gesendet]}")
    terminal.config.write_text(named)
    assert terminal.type("check").code == 0


@pytest.mark.parametrize("folders", ["{sent: Gesendet}", "{drafts: Entwurf}", "{also: [Archiv]}"])
def test_a_folder_that_is_named_and_not_there_is_told_beside_those_that_are(terminal: Terminal, folders: str) -> None:
    terminal.config.write_text(CONFIG.replace("    maildir: Mail", f"    maildir: Mail\n    folders: {folders}"))
    checked = terminal.type("check")
    told = " ".join(checked.out.split())

    assert checked.code == 1
    assert f"config.yaml names {folders.strip('{}').partition(': ')[2].strip('[]')}, and there is:" in told


# --- mail that nobody can read -----------------------------------------------------------------------------------
def test_mail_that_is_no_mail_stops_nothing(terminal: Terminal) -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1000))
    deliver(terminal, "1", bytes(range(256)) * 40)
    deliver(terminal, "2", b"Subject: " + b"x" * 3_000_000 + b"\r\n\r\nhi\r\n")
    deliver(terminal, "3", b"From: a@b.example\r\n" + nested)
    deliver(terminal, "4", b"From: a@b.example\r\nSubject: \0\0\r\n\r\n" + b"\0" * 5000)
    deliver(terminal, "5", b"")
    deliver(terminal, "6", from_customer(6, "Karin Beck <karin@beck-leuchten.example>"))
    said = terminal.type("sync")

    assert said.code == 0, said
    assert "lin: 6 new messages, complete" in said.out
    assert "beck-leuchten" in terminal.type("customers", "--json").out


# --- disk and database -------------------------------------------------------------------------------------------
def test_a_state_folder_that_cannot_be_written_is_named(terminal: Terminal) -> None:
    terminal.config.with_name("state").write_text("a file stands where the folder should be")

    for words in (("sync",), ("plan",), ("status",), ("check",)):
        said = terminal.type(*words)
        assert said.code == 1, words
        assert "cannot write" in said.err + " ".join(said.out.split())


def test_a_database_of_a_newer_version_is_refused_and_left_alone(terminal: Terminal) -> None:
    assert terminal.type("sync").code == 0
    file = terminal.config.with_name("state") / "followup.db"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    said = terminal.type("plan")

    assert said.code == 1
    assert "version 9999, newer than this program knows" in said.err
    assert "next: install the newer followup-assistant again" in said.err
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", [b"this is no database" * 300, None])
def test_a_damaged_database_is_said_and_a_backup_puts_it_right(terminal: Terminal, damage: bytes | None) -> None:
    deliver(terminal, "1", from_customer(1, "Karin Beck <karin@beck-leuchten.example>"))
    assert terminal.type("sync").code == 0
    copy = str(terminal.config.with_name("copy.db"))
    assert terminal.type("backup", copy).code == 0
    file = terminal.config.with_name("state") / "followup.db"
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:4096] + b"\xff" * (len(whole) - 4096))
    said = terminal.type("plan")

    assert said.code == 1
    assert "followup restore FILE" in said.err
    assert terminal.type("restore", copy, "--yes").code == 0
    assert terminal.type("sync").code == 0
    assert "beck-leuchten" in terminal.type("customers", "--json").out


def test_a_ledger_that_somebody_holds_is_said_with_the_process(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert terminal.type("sync").code == 0
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.2)
    held = sqlite3.connect(terminal.config.with_name("state") / "followup.db", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    said = terminal.type("sync")
    held.close()

    assert said.code == 1
    assert "is in use by" in said.err
    assert terminal.type("sync").code == 0


# --- interruption ------------------------------------------------------------------------------------------------
def test_ctrl_c_in_the_first_reading_ends_with_130_and_reading_goes_on_there(terminal: Terminal) -> None:
    for number in range(3000):
        deliver(terminal, f"{number:05}", from_customer(number, f"Karin <k{number}@beck-leuchten.example>"))
    command = [sys.executable, "-m", "assistant", "sync", "-c", str(terminal.config)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    file = terminal.config.with_name("state") / "followup.db"
    while process.poll() is None and held(file) < 200:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=20)[1]

    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert 200 <= held(file) < 3000
    assert terminal.type("sync").code == 0
    assert held(file) == 3000


def held(file: Path) -> int:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM location").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_a_reader_that_goes_away_is_no_failure(terminal: Terminal) -> None:
    command = f"{sys.executable} -m assistant rules schema | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
