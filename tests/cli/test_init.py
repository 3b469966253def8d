"""`followup init` as a new user meets it: on a terminal, by options, and where something is wrong."""

import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli.main import run
from tests.cli.typed import refusals
from tests.given import ROOT
from tests.given.parties import US
from tests.servers.dovecot import Dovecot

WHO = (
    "--address",
    US,
    "--name",
    "Lin Wei",
    "--company",
    "Brightline",
    "--timezone",
    "Asia/Shanghai",
)


class Conversation:
    """A command whose input and messages are a terminal, and whose stdout is a pipe."""

    def __init__(self, *words: str) -> None:
        self._keys, terminal = pty.openpty()
        command = [sys.executable, "-m", "assistant", *words]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE)
        os.close(terminal)
        self.shown = ""
        self._answered = 0  # how much of what was shown has been answered

    def answer(self, question: str, words: str) -> None:
        """Wait until the question is shown, and type the words."""
        self.wait_for(question)
        os.write(self._keys, f"{words}\n".encode())

    def interrupt(self, question: str) -> None:
        """Wait until the question is shown, and press Ctrl+C until that is heard (not yet reading: it is not)."""
        self.wait_for(question)
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            time.sleep(0.5)

    def end(self) -> tuple[int, str]:
        """Return exit code and stdout."""
        assert self.process.stdout is not None
        out = self.process.stdout.read().decode()
        code = self.process.wait(timeout=30)
        while select.select([self._keys], [], [], 0.1)[0] and self._more():
            pass
        os.close(self._keys)
        return code, out

    def wait_for(self, question: str) -> None:
        """Wait until the words are shown (behind those waited for before)."""
        deadline = time.monotonic() + 30
        while question not in self.shown[self._answered :]:
            assert time.monotonic() < deadline, f"never asked {question!r}: {self.shown}"
            if select.select([self._keys], [], [], 0.5)[0]:
                assert self._more(), self.shown
        self._answered = self.shown.index(question, self._answered) + len(question)

    def _more(self) -> bool:
        try:
            self.shown += os.read(self._keys, 4096).decode(errors="replace")
        except OSError:  # the other side is closed
            return False
        return True


def test_a_new_user_answers_a_few_questions_and_mistypes_the_password_once(dovecot: Dovecot, tmp_path: Path) -> None:
    user, target = dovecot.user(), tmp_path / "etc"
    talk = Conversation("init", str(target), "--port", str(dovecot.port), "--security", "none")
    talk.answer("Your mail address", user)
    talk.answer("Your name", "Lin Wei")
    talk.answer("Your company", "Brightline")
    talk.answer("Your time zone", "Asia/Shanghai")
    talk.answer("IMAP server", dovecot.host)
    talk.answer("Password", "mistyped")
    talk.wait_for("refused the login")
    talk.answer("Password", dovecot.password)
    code, out = talk.end()

    assert code == 0, talk.shown
    assert "login is good" in out
    assert "sent: Sent" in out
    assert "drafts: Drafts" in out
    assert dovecot.password not in talk.shown + out
    secret = target / f"{user.partition('@')[0]}.secret"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert dovecot.password not in (target / "config.yaml").read_text()
    assert run(["check", "-c", str(target / "config.yaml")]) == 0


def test_ctrl_c_at_a_question_writes_nothing(tmp_path: Path) -> None:
    talk = Conversation("init", str(tmp_path / "etc"))
    talk.interrupt("Your mail address")

    assert talk.end()[0] == 130
    assert not (tmp_path / "etc").exists()


def test_a_second_run_refuses_kindly_and_leaves_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["init", str(tmp_path), *WHO, "--password-env", "X", "--no-test"]
    assert run(words) == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert run(words) == 2

    assert "exists already and is left as it is" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_rules_that_were_there_are_kept(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("min_gap: 4 working days\n")
    assert run(["init", str(tmp_path), *WHO, "--password-env", "X", "--no-test"]) == 0

    assert (tmp_path / "rules.yaml").read_text() == "min_gap: 4 working days\n"


def test_the_written_files_are_valid_and_claim_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = ("--name", 'Lin: "Wei" #1', "--company", "Müller & Söhne {x}")
    assert run(["init", str(tmp_path), *WHO, *odd, "--password-command", "pass show 'mail lin'", "--no-test"]) == 0
    config = str(tmp_path / "config.yaml")
    assert run(["rules", "check", "-c", config]) == 0

    from assistant import wiring

    files = wiring.load_files(config)
    assert files.materials == ()
    assert (files.config.me.name, files.config.me.company) == ('Lin: "Wei" #1', "Müller & Söhne {x}")
    imap = files.config.mailboxes[0].imap
    assert imap is not None
    assert imap.password is not None
    assert imap.password.command == ("pass", "show", "mail lin")


@pytest.mark.parametrize(
    ("address", "says", "host"),
    [
        ("lin@163.com", "use the authorisation code shown there in place of the password", "imap.163.com"),
        ("lin@gmail.com", "make an app password", "imap.gmail.com"),
        ("lin@icloud.com", "make an app password", "imap.mail.me.com"),
    ],
)
def test_a_known_provider_is_named_with_what_it_wants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, says: str, host: str
) -> None:
    assert run(["init", str(tmp_path), *WHO, "--address", address, "--password-env", "X", "--no-test", "--json"]) == 0
    out, err = capsys.readouterr()

    assert says in err
    assert json.loads(out)["server"]["host"] == host
    assert "domains: []" in (tmp_path / "config.yaml").read_text()  # a free-mail host is nobody's company


def test_microsoft_is_explained_and_configured_for_its_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["init", str(tmp_path), *WHO, "--address", "lin@outlook.com", "--no-test"]
    assert run(words) == 2
    assert "only OAuth 2" in (err := capsys.readouterr().err)
    assert "--client-id" in err
    assert run([*words, "--client-id", "11-22"]) == 0

    assert run(["rules", "check", "-c", str(tmp_path / "config.yaml")]) == 0
    assert "auth: oauth2" in (tmp_path / "config.yaml").read_text()


def test_servers_of_an_unknown_company_are_tried_in_turn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["init", str(tmp_path), *WHO, "--address", "lin@no-such-company.invalid", "--password-env", "X"]
    code = run(words)
    err = capsys.readouterr().err

    assert code == 1
    assert err.count("trying ") == 3
    assert "the login did not work" in err
    assert "followup check" in err
    assert 'host: "imap.no-such-company.invalid"' in (tmp_path / "config.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "your mail address is needed"),
        (("--address", "lin"), "is not a mail address"),
        (("--address", "lin@x.example"), "your name is needed"),
        ((*WHO, "--timezone", "Shanghai"), "is no time zone (did you mean Asia/Shanghai?)"),
        (WHO, "--password-file, --password-env, --password-command"),
        ((*WHO, "--password-env", "A", "--password-file", "b"), "give one source of the password"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert run(["init", str(tmp_path / "etc"), *words]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "etc").exists()


def test_a_wrong_password_by_options_is_tried_once_and_the_files_stay(
    dovecot: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    user = dovecot.user()
    monkeypatch.setenv("WRONG", "wrong")
    server = ["--host", dovecot.host, "--port", str(dovecot.port), "--security", "none"]
    code = run(["init", str(tmp_path), *WHO, "--address", user, *server, "--password-env", "WRONG", "--json"])
    out, err = capsys.readouterr()

    assert code == 1
    assert len(refusals(dovecot, user)) == 1
    assert "refused the login" in json.loads(out)["problem"]
    assert "next: check user and password" in err


def test_a_slip_at_a_question_is_asked_again_and_no_answer_is_lost(tmp_path: Path) -> None:
    typed = Conversation("init", str(tmp_path / "etc"), "--no-test", "--password-env", "PW", "--host", "127.0.0.1")
    typed.answer("Your mail address", "lin at brightline")
    typed.answer("is not a mail address", "lin@brightline.example")
    typed.answer("Your name", "Lin Wei")
    typed.answer("Your company", "Brightline")
    typed.answer("Your time zone", "Shanghai")
    typed.answer("did you mean Asia/Shanghai?", "Asia/Shanghai")

    assert typed.end()[0] == 0
    assert "lin@brightline.example" in (tmp_path / "etc" / "config.yaml").read_text()


@pytest.mark.parametrize("way", ["option", "environment"])
def test_the_config_is_written_where_the_other_commands_are_told_to_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    config = tmp_path / "etc" / "mine.yaml"
    named = ("-c", str(config)) if way == "option" else ()
    if way == "environment":
        monkeypatch.setenv("FOLLOWUP_CONFIG", str(config))

    assert run(["init", *named, *WHO, "--host", "127.0.0.1", "--password-env", "PW", "--no-test"]) == 0
    assert (config.is_file(), (tmp_path / "etc" / "rules.yaml").is_file()) == (True, True)
    assert (f"followup sync -c {config}" in capsys.readouterr().out) is (way == "option")
    other = ("--host", "127.0.0.1", "--password-env", "PW", "--no-test")
    assert run(["init", str(tmp_path / "dir"), *named, *WHO, *other]) == 0  # DIR goes before both
    assert (tmp_path / "dir" / "config.yaml").is_file()


def test_a_password_command_with_an_open_quotation_mark_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "etc"), *WHO, "--password-command", "pass show 'mail"]) == 2
    assert "close every quotation mark" in capsys.readouterr().err
    assert not (tmp_path / "etc").exists()
