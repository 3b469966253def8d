"""`followup init`: a few questions (or options), then three commented files, a tested login, Sent and Drafts found."""

import os
import sys
from pathlib import Path
from zoneinfo import available_timezones

import click

from assistant import config as configuration
from assistant import wiring
from assistant.cli.examples import config_text, example, inert, quoted
from assistant.cli.options import Options, common, emit_json
from assistant.errors import AssistantError, InvalidFiles, WrongUsage
from assistant.facts.companies import is_freemail
from assistant.mail.mailbox import Folder
from assistant.mail.open import open_mailbox
from assistant.mail.quirks import Provider, provider_for
from assistant.model import Role

SECURITY = ("tls", "starttls", "none")


@click.command()
@common
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@click.option("--address", help="your mail address")
@click.option("--name", help="your name, as it stands in your mails")
@click.option("--company", help="your company")
@click.option("--timezone", help="for example Asia/Shanghai")
@click.option("--host", help="IMAP server")
@click.option("--port", type=click.IntRange(1, 65535))
@click.option("--security", type=click.Choice(SECURITY))
@click.option("--user", help="login, when it is not the address")
@click.option("--password-file", metavar="PATH", help="a file only you can read that holds the password")
@click.option("--password-env", metavar="NAME")
@click.option("--password-command", metavar="COMMAND", help="prints the password, for example 'pass show mail/lin'")
@click.option("--password-keyring", metavar="SERVICE")
@click.option("--no-test", is_flag=True, help="write the files without trying the login")
def init(options: Options, folder: Path | None, no_test: bool, **given: object) -> int:
    """Write config.yaml, rules.yaml and materials.yaml, commented; test the login; find Sent and Drafts."""
    target = folder or configuration.config_folder()
    present = [name for name in ("config.yaml", "rules.yaml", "materials.yaml") if (target / name).exists()]
    if "config.yaml" in present:
        raise WrongUsage(f"{target / 'config.yaml'} exists already", next_step="edit it, or name another folder")
    answers = _answers({key: str(value) for key, value in given.items() if value is not None})
    password = _password(given, target, answers["mailbox"])
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = [_write(target / "config.yaml", config_text(answers, password, {}))]
    for name, text in (
        ("rules.yaml", example("rules.example.yaml")),
        ("materials.yaml", inert(example("materials.example.yaml"))),
    ):
        if name not in present:
            written.append(_write(target / name, text))
    problem, found = (None, {}) if no_test else _try(target / "config.yaml")
    if found:
        _write(target / "config.yaml", config_text(answers, password, found))
    return _say(options, target, written, found, problem)


def _answers(given: dict[str, str]) -> dict[str, str]:
    address = given.get("address") or _ask("Your mail address", "--address")
    if address.count("@") != 1:
        raise WrongUsage(f"{address!r} is not a mail address")
    address = address.lower()
    local, _, domain = address.partition("@")
    provider = provider_for(domain)
    return {
        "address": address,
        "mailbox": "".join(c for c in local if c.isalnum() or c in "._-") or "mail",
        "name": given.get("name") or _ask("Your name", "--name"),
        "company": given.get("company") or _ask("Your company", "--company", default=""),
        "timezone": _zone(given.get("timezone") or _ask("Your time zone", "--timezone", default=_local_zone())),
        "host": given.get("host") or _ask("IMAP server", "--host", default=_host(provider, domain)),
        "port": given.get("port") or str(provider.imap.port if provider and not given.get("host") else _port(given)),
        "security": given.get("security") or (provider.imap.security if provider and not given.get("host") else "tls"),
        "user": given.get("user") or (local if provider and provider.user != "address" else address),
        "freemail": "yes" if is_freemail(domain) else "",
    }


def _host(provider: Provider | None, domain: str) -> str:
    return provider.imap.host if provider is not None else f"imap.{domain}"


def _port(given: dict[str, str]) -> int:
    return 993 if given.get("security", "tls") == "tls" else 143


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise WrongUsage(f"{name!r} is no time zone: write one like Asia/Shanghai")
    return name


def _local_zone() -> str:
    target = os.path.realpath("/etc/localtime")
    name = target.partition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def _ask(question: str, option: str, default: str | None = None) -> str:
    if not sys.stdin.isatty():
        if default:
            return default
        if default == "":
            return ""
        raise WrongUsage(f"{question.lower()} is needed: give {option}")
    return str(click.prompt(question, default=default))


def _password(given: dict[str, object], target: Path, mailbox: str) -> str:
    """Return the password's source as YAML; asked for on a terminal, it goes into a file only the user can read."""
    sources = {key: given.get(f"password_{key}") for key in ("file", "env", "command", "keyring")}
    named = [(key, str(value)) for key, value in sources.items() if value]
    if len(named) > 1:
        raise WrongUsage("give one source of the password, not several")
    if named:
        key, value = named[0]
        value = str(Path(value).expanduser().absolute()) if key == "file" else value
        words = ", ".join(quoted(word) for word in value.split())
        return f"{{command: [{words}]}}" if key == "command" else f"{{{key}: {quoted(value)}}}"
    if not sys.stdin.isatty():
        raise WrongUsage(
            "where is the password? --password-file, --password-command, --password-env or --password-keyring"
        )
    secret = click.prompt("Password (for many providers an app password or authorisation code)", hide_input=True)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = target / f"{mailbox}.secret"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(f"{secret}\n")
    return f"{{file: {quoted(path.name)}}}"


def _write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return path.name


def _try(config: Path) -> tuple[AssistantError | None, dict[str, str]]:
    """Return what went wrong with the login, and the folders found (empty where `auto` finds them again)."""
    try:
        files = wiring.load_files(str(config))
        account = wiring.account_of(files.config.mailboxes[0], wiring.state_folder_of(files.config))
        box = open_mailbox(account)
    except InvalidFiles:
        raise
    except AssistantError as error:
        return error, {}
    try:
        return None, _sent_and_drafts(box.folders())
    finally:
        box.close()


def _sent_and_drafts(folders: tuple[Folder, ...]) -> dict[str, str]:
    found = {}
    for role in (Role.SENT, Role.DRAFTS):
        names = [folder.name for folder in folders if folder.role is role and folder.selectable]
        if not names and sys.stdin.isatty():
            choices = [folder.name for folder in folders if folder.selectable]
            names = [click.prompt(f"Which folder is {role}?", type=click.Choice(choices))]
        if names:
            found[str(role)] = names[0]
    return found


def _say(
    options: Options, target: Path, written: list[str], found: dict[str, str], problem: AssistantError | None
) -> int:
    if options.as_json:
        emit_json(
            {"folder": str(target), "written": written, "folders": found, "problem": str(problem) if problem else None}
        )
    else:
        click.echo(f"written in {target}: {', '.join(written)}")
        for role, name in found.items():
            click.echo(f"{role}: {name}")
        if problem is None:
            click.echo("next: followup sync reads the mailbox (it only reads); then followup plan, then followup draft")
    if problem is not None:
        click.echo(f"the login did not work: {problem}", err=True)
        click.echo(f"  next: {problem.next_step or 'mend config.yaml, then followup check'}", err=True)
        return 1
    return 0
