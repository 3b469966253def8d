"""The questions of `followup init`, each of which an option answers too; prompts go to stderr, stdout stays clean.

Public: `Answers`, `answers_of`, `password_source`, `ask_password`, `say`.
"""

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

import click

from assistant import yamldoc
from assistant.cli.examples import quoted
from assistant.errors import WrongUsage
from assistant.facts.who.companies import is_freemail
from assistant.mail.quirks import Provider, Server, guesses, provider_for

MICROSOFT = "microsoft"
SOURCES = ("file", "env", "command", "keyring", "credential")
PORTS = {"tls": 993, "starttls": 143, "none": 143}


@dataclass(slots=True, kw_only=True)
class Answers:
    """What is known before anything is tried."""

    address: str
    mailbox: str  # the config's name for it
    name: str
    company: str
    timezone: str
    user: str
    servers: tuple[Server, ...]  # to be tried in turn
    is_freemail: bool
    auth: str = "password"  # password or microsoft
    client_id: str = ""
    hint: str = ""  # about the password of this provider
    asked_password: bool = False  # typed here, so it may be typed again


def answers_of(given: dict[str, str]) -> Answers:
    """Return the answers; what no option gives is asked for on a terminal. Raises WrongUsage."""
    address = _checked(given.get("address"), _address, "Your mail address", "--address")
    local, _, domain = address.partition("@")
    provider = provider_for(domain)
    own_server = bool(given.get("host"))
    if provider is not None and not own_server:
        say(f"{provider.name}: {provider.imap.host}" + (f". {provider.hint}" if provider.hint else ""))
    name = given.get("name") or _ask("Your name", "--name")
    company = given.get("company") or _ask("Your company", "--company", default="")
    zone = _checked(given.get("timezone"), _zone, "Your time zone", "--timezone", _local_zone())
    by_microsoft = provider is not None and provider.auth == MICROSOFT and not own_server
    return Answers(
        address=address,
        mailbox="".join(c for c in local if c.isascii() and (c.isalnum() or c in "._-"))[:40] or "mail",
        name=name,
        company=company,
        timezone=zone,
        user=given.get("user") or (local if provider is not None and provider.user != "address" else address),
        servers=_servers(given, provider, domain),
        is_freemail=is_freemail(domain),
        auth=MICROSOFT if by_microsoft else "password",
        client_id=given.get("client_id", ""),
        hint=provider.hint if provider is not None else "",
    )


def password_source(given: dict[str, str], answers: Answers, target: Path) -> str:
    """Return where the password comes from, as YAML; typed on a terminal, it goes into a file only the user can read.

    '' where none is needed: Microsoft's sign-in by a code. Raises WrongUsage.
    """
    named = [(key, given[f"password_{key}"]) for key in SOURCES if given.get(f"password_{key}")]
    if len(named) > 1:
        raise WrongUsage("give one source of the password, not several")
    if named:
        key, value = named[0]
        if key == "command":
            return f"{{command: [{', '.join(map(quoted, _words(value)))}]}}"
        value = str(Path(value).expanduser().absolute()) if key == "file" else value
        return f"{{{key}: {quoted(value)}}}"
    if answers.auth == MICROSOFT:
        _need_client_id(answers)
        return ""
    if not sys.stdin.isatty():
        options = ", ".join(f"--password-{key}" for key in SOURCES)
        raise WrongUsage("where is the password?", next_step=f"give one of {options}")
    answers.asked_password = True
    return f"{{file: {quoted(ask_password(answers, target).name)}}}"


def ask_password(answers: Answers, target: Path) -> Path:
    """Ask for the password on the terminal and write it into a file that only the user can read; return the file."""
    what = "Password" if answers.hint else "Password (many providers want an app password or authorisation code)"
    secret = click.prompt(what, hide_input=True, err=True)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = target / f"{answers.mailbox}.secret"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        os.fchmod(descriptor, 0o600)  # a file that was there keeps its mode otherwise
        handle.write(f"{secret}\n")
    return path


def say(text: str) -> None:
    """Show a line to whoever sits there; scripts find it on stderr."""
    click.echo(text, err=True)


def _need_client_id(answers: Answers) -> None:
    if not answers.client_id and sys.stdin.isatty():
        say("Microsoft signs in registered applications only; your organisation's administrator has the id.")
        answers.client_id = click.prompt("Application (client) id", err=True)
    if not answers.client_id:
        raise WrongUsage(
            "Microsoft accepts no password here, only OAuth 2",
            next_step="--client-id ID of a registered application (you sign in with a code), or --password-command "
            "with a program that prints an access token; docs/providers.md says more",
        )


def _servers(given: dict[str, str], provider: Provider | None, domain: str) -> tuple[Server, ...]:
    security = given.get("security") or ("starttls" if given.get("port") == "143" else "tls")
    port = int(given.get("port") or PORTS[security])
    host = given.get("host", "")
    if not host and provider is not None:
        return (provider.imap,)
    if not host and sys.stdin.isatty():
        host = click.prompt("IMAP server (Enter: look for it)", default="", show_default=False, err=True).strip()
    if host:
        return (Server(host=host, port=port, security=security),)
    return tuple(dict.fromkeys(imap for imap, _ in guesses(domain)))


def _words(command: str) -> list[str]:
    """Return a command's words as a shell takes them apart. Raises WrongUsage."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise WrongUsage(f"--password-command {command}: {error}", next_step="close every quotation mark") from error
    if not words:
        raise WrongUsage("--password-command is empty", next_step="for example --password-command 'pass show mail/lin'")
    return words


def _checked(
    given: str | None, check: Callable[[str], str], question: str, option: str, default: str | None = None
) -> str:
    """Return an answer that can be; at a terminal a slip is asked for again, the other answers are not lost."""
    while True:
        try:
            return check(given or _ask(question, option, default))
        except WrongUsage as error:
            if given is not None or not sys.stdin.isatty():
                raise
            say(str(error))


def _address(text: str) -> str:
    address = text.strip().lower()
    local, at, domain = address.partition("@")
    if not (local and at and domain) or "@" in domain or any(character.isspace() for character in address):
        raise WrongUsage(f"{address!r} is not a mail address: write it like lin@brightline.example")
    return address


def _zone(name: str) -> str:
    if name not in available_timezones():
        near = yamldoc.nearest(name, sorted(available_timezones()))
        raise WrongUsage(f"{name!r} is no time zone{near}: write one like Asia/Shanghai")
    return name


def _local_zone() -> str:
    name = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def _ask(question: str, option: str, default: str | None = None) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(question, default=default, show_default=bool(default), err=True))
    if default is None:
        raise WrongUsage(f"{question.lower()} is needed", next_step=f"give {option}")
    return default
