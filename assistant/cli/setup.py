"""`followup init`: a few questions (or options), then three commented files, a tested login, Sent and Drafts found.

The questions are in asking.py; here stands what is done with the answers.
"""

import os
import shlex
import sys
from pathlib import Path

import click

from assistant import config as configuration
from assistant import wiring
from assistant.cli.asking import MICROSOFT, Answers, answers_of, ask_password, password_source, say
from assistant.cli.examples import config_text, example, inert
from assistant.cli.options import Options, common, emit_json, plain
from assistant.errors import AssistantError, InsecureConnection, LoginRefused, MailboxUnreachable, WrongUsage
from assistant.mail.login import sign_in_to_microsoft
from assistant.mail.mailbox import Folder
from assistant.mail.open import open_mailbox
from assistant.mail.roles import doubts
from assistant.model import Role

SECURITY = ("tls", "starttls", "none")
LOGIN_TRIES = 3  # more lock accounts


@click.command()
@common
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@click.option("--address", help="your mail address")
@click.option("--name", help="your name, as it stands in your mails")
@click.option("--company", help="your company")
@click.option("--timezone", help="for example Asia/Shanghai")
@click.option("--host", help="IMAP server (else it is looked for)")
@click.option("--port", type=click.IntRange(1, 65535))
@click.option("--security", type=click.Choice(SECURITY))
@click.option("--user", help="login, when it is not the address")
@click.option("--client-id", help="of your registered application, for Microsoft's sign-in")
@click.option("--password-file", metavar="PATH", help="a file only you can read that holds the password")
@click.option("--password-env", metavar="NAME")
@click.option("--password-command", metavar="COMMAND", help="prints the password, for example 'pass show mail/lin'")
@click.option("--password-keyring", metavar="SERVICE")
@click.option("--password-credential", metavar="NAME", help="systemd's credential of that name")
@click.option("--no-test", is_flag=True, help="write the files without trying the login")
def init(options: Options, folder: Path | None, no_test: bool, **given: object) -> int:
    """Write config.yaml, rules.yaml and materials.yaml, commented; test the login; find Sent and Drafts."""
    file = _config_file(options.config, folder)
    target = file.parent
    present = [name for name in ("rules.yaml", "materials.yaml") if (target / name).exists()]
    if file.exists():
        step = "edit it and run followup check, or name another folder: followup init DIR"
        raise WrongUsage(f"{file} exists already and is left as it is", next_step=step)
    words = {key: str(value) for key, value in given.items() if value is not None}
    answers = answers_of(words)
    source = password_source(words, answers, target)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    setup = _Setup(file, answers, source)
    setup.write(0, {})
    written = [file.name]
    for name, text in (
        ("rules.yaml", example("rules.example.yaml")),
        ("materials.yaml", inert(example("materials.example.yaml"))),
    ):
        if name not in present:
            (target / name).write_text(text, encoding="utf-8")
            written.append(name)
    problem = None if no_test else setup.find_server()
    return _say(options, setup, written, problem, tested=not no_test)


def _config_file(option: str | None, folder: Path | None) -> Path:
    """Return which file to write: in DIR where that is given, else where every other command will look for it."""
    named = option or os.environ.get("FOLLOWUP_CONFIG")
    if named and folder is None:
        return Path(named).expanduser().absolute()
    return (folder or configuration.config_folder()).absolute() / "config.yaml"


class _Setup:
    """The config while its server and folders are being found."""

    def __init__(self, file: Path, answers: Answers, source: str) -> None:
        self.file, self.target, self.answers, self.source = file, file.parent, answers, source
        self.server = 0  # which of the answers' servers the config names
        self.folders: dict[str, str] = {}
        self.questions: list[str] = []

    def write(self, server: int, folders: dict[str, str]) -> None:
        """Write config.yaml with that server."""
        self.server, self.folders = server, folders
        text = config_text(self.answers, self.answers.servers[server], self.source, folders)
        self.file.write_text(text, encoding="utf-8")

    @property
    def option(self) -> str:
        """Return what other commands must be told to find this config: "" where they look for it by themselves."""
        try:
            found = configuration.find(None).absolute()
        except WrongUsage:
            found = None
        return "" if found == self.file else f" -c {shlex.quote(str(self.file))}"

    def find_server(self) -> AssistantError | None:
        """Try the servers in turn; None: one let us in, and the config names it and its folders."""
        first: AssistantError | None = None
        for number, server in enumerate(self.answers.servers):
            say(f"trying {server.host}:{server.port} ({server.security})")
            self.write(number, {})
            problem = self._log_in()
            if problem is None:
                return None
            first = first or problem
            if not isinstance(problem, MailboxUnreachable | InsecureConnection):
                return problem  # it is the right server: only the login is wrong
        self.write(0, {})
        return first

    def _log_in(self) -> AssistantError | None:
        problem = None
        for attempt in range(LOGIN_TRIES):
            problem = self._try()
            if not isinstance(problem, LoginRefused) or not self.answers.asked_password or attempt == LOGIN_TRIES - 1:
                break
            say(str(problem))
            ask_password(self.answers, self.target)
        return problem

    def _try(self) -> AssistantError | None:
        try:
            files = wiring.load_files(str(self.file))
            account = wiring.account_of(files.config.mailboxes[0], wiring.state_folder_of(files.config))
            if account.auth == MICROSOFT and account.password is None:
                sign_in_to_microsoft(account, say)
            box = open_mailbox(account)
        except AssistantError as error:
            return error
        try:
            self._choose(box.folders())
        except AssistantError as error:
            return error
        finally:
            box.close()
        self.write(self.server, self.folders)
        return None

    def _choose(self, folders: tuple[Folder, ...]) -> None:
        """Note which folders are Sent and Drafts; ask where that is not clear, or leave the question to `check`."""
        names = {role: [f.name for f in folders if f.role is role and f.selectable] for role in Role}
        unclear = {doubt.role: doubt for doubt in doubts(folders)}
        for role in (Role.SENT, Role.DRAFTS):
            if role not in unclear:
                self.folders[str(role)] = names[role][0]
            elif sys.stdin.isatty():
                choices = list(unclear[role].candidates) or [folder.name for folder in folders if folder.selectable]
                say(unclear[role].says)
                question = f"Which folder is {role}?"
                self.folders[str(role)] = click.prompt(question, type=click.Choice(choices), err=True)
            else:
                self.questions.append(unclear[role].says)


def _say(options: Options, setup: _Setup, written: list[str], problem: AssistantError | None, *, tested: bool) -> int:
    server = setup.answers.servers[setup.server]
    if options.as_json:
        emit_json(
            {
                "folder": str(setup.target),
                "written": written,
                "server": {"host": server.host, "port": server.port, "security": server.security},
                "folders": setup.folders,
                "questions": setup.questions,
                "problem": str(problem) if problem else None,
            }
        )
    else:
        click.echo(f"written in {setup.target}: {', '.join(written)}")
        if tested and problem is None:
            click.echo(f"server: {server.host}:{server.port} ({server.security}), login is good")
        for role, name in setup.folders.items():
            click.echo(plain(f"{role}: {name}"))
        for question in setup.questions:
            click.echo(plain(f"to do: {question}"))
        if problem is None:
            step = f"followup check{setup.option}; then " if not tested else ""
            reads = f"followup sync{setup.option} reads the mailbox (it only reads)"
            click.echo(f"next: {step}{reads}; then followup plan and draft")
    if problem is not None:
        click.echo(f"the login did not work: {plain(str(problem))}", err=True)
        for line in (problem.next_step, f"mend {setup.file}, then followup check{setup.option}"):
            if line:
                click.echo(f"  next: {line}", err=True)
        return 1
    return 0
