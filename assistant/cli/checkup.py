"""`followup check`: for every part: ok, or what is wrong and what to do. Names the step that failed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from assistant import wiring
from assistant.cli.options import Options, common, emit_json, emit_table, now
from assistant.config import Config, Folders
from assistant.drafts.own_files import with_files_there
from assistant.errors import AssistantError, InvalidFiles
from assistant.ledger.store import Ledger
from assistant.mail.account import Account
from assistant.mail.mailbox import Mailbox
from assistant.mail.open import open_mailbox
from assistant.mail.roles import doubts
from assistant.model import Role
from assistant.plan.materials import Unready

CLOCK_TOLERANCE_SECONDS = 300
WRITTEN = ("config", "rules", "materials", "phrasebook", "lexicon")  # what the user writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One part that was looked at."""

    part: str
    ok: bool
    says: str
    next_step: str = ""


@click.command()
@common
def check(options: Options) -> int:
    """Look at config, rules, phrasebook, materials, secrets, login, folders, server abilities, database and clock."""
    findings = list(examine(options.config))
    if options.as_json:
        emit_json([{"part": f.part, "ok": f.ok, "says": f.says, "next_step": f.next_step or None} for f in findings])
    else:
        rows = [
            (f.part, "ok" if f.ok else "WRONG", f.says + (f" -> {f.next_step}" if f.next_step else ""))
            for f in findings
        ]
        emit_table(("part", "", ""), rows, "")
    if any(not f.ok and f.part in WRITTEN for f in findings):
        return 2
    return 0 if all(f.ok for f in findings) else 1


def examine(option: str | None) -> Iterator[Finding]:
    """Yield what was found, part by part; a part that cannot be looked at without another is left out."""
    try:
        files = wiring.load_files(option)
    except InvalidFiles as error:
        for problem in error.problems:
            yield Finding(part=_part_of(problem.file), ok=False, says=str(problem))
        return
    yield Finding(part="config", ok=True, says=str(files.config.file))
    for name, path, without in (
        ("rules", files.config.rules, "the defaults are used"),
        ("materials", files.config.materials, "there is no news to tell"),
    ):
        yield Finding(part=name, ok=True, says=str(path) if path.is_file() else f"not there: {without}")
    yield from _files_along(files)
    yield from _phrasebook(files)
    own = files.config.lexicon
    yield Finding(part="lexicon", ok=True, says=str(own) if own.is_file() else "built in; no words of yours")
    yield from _database(files)
    for mailbox in files.config.mailboxes:
        account = wiring.account_of(mailbox, wiring.state_folder_of(files.config))
        yield from _mailbox(f"mailbox {mailbox.name}", mailbox.folders, partial(open_mailbox, account))
        yield from _sending(f"mailbox {mailbox.name}, sending", wiring.outgoing(mailbox, files.config), files.config)


def _part_of(file: str) -> str:
    stem = Path(file).stem
    return stem if stem in WRITTEN else "phrasebook"


def _files_along(files: wiring.Files) -> Iterator[Finding]:
    """Yield the materials whose own files cannot be sent along: they are not told meanwhile."""
    for material in with_files_there(files.materials, files.rules.attach_at_most):
        if isinstance(material, Unready):
            step = "put the file there, or change `attach`; until then this material is not told"
            yield Finding(part="materials", ok=False, says=f"{material.id}: {material.why}", next_step=step)


def _phrasebook(files: wiring.Files) -> Iterator[Finding]:
    if not files.warnings:
        yield Finding(
            part="phrasebook", ok=True, says="built in" if not files.config.phrasebook else "with your folders"
        )
    for problem in files.warnings:
        yield Finding(part="phrasebook", ok=False, says=str(problem), next_step="this phrase is off, the others work")


def _database(files: wiring.Files) -> Iterator[Finding]:
    try:
        ledger = Ledger.open(files.config.database)
    except AssistantError as error:
        yield Finding(part="database", ok=False, says=str(error), next_step=error.next_step)
        return
    try:
        damage = ledger.integrity()
        says = "; ".join(damage) or files.config.database
        yield Finding(part="database", ok=not damage, says=says, next_step="followup restore FILE" if damage else "")
    finally:
        ledger.close()


def _mailbox(part: str, choice: Folders, connect: Callable[[], Mailbox]) -> Iterator[Finding]:
    try:
        box = connect()
    except AssistantError as error:
        yield Finding(part=part, ok=False, says=f"{type(error).__name__}: {error}", next_step=error.next_step)
        return
    try:
        yield Finding(part=part, ok=True, says="reached, TLS and login are good")
        yield from _folders(part, box, choice)
        yield _abilities(part, box)
        yield _clock(part, box)
    except AssistantError as error:
        yield Finding(part=part, ok=False, says=str(error), next_step=error.next_step)
    finally:
        box.close()


def _sending(part: str, account: Account | None, config: Config) -> Iterator[Finding]:
    """Whether mail can be sent, where the config asks for it: approved drafts, the digest by SMTP."""
    if account is None:
        wants = "digest: {by: smtp}" if config.digest.by == "smtp" else "command_folders: yes"
        if config.digest.by == "smtp" or config.command_folders:
            step = f"name the server in config.yaml under mailboxes: smtp; {wants} needs it to send"
            yield Finding(part=part, ok=config.digest.by != "smtp", says="no smtp server is named", next_step=step)
        return
    from assistant.mail.smtp import try_login  # needed by nobody else here

    try:
        try_login(account)
    except AssistantError as error:
        yield Finding(part=part, ok=False, says=f"{type(error).__name__}: {error}", next_step=error.next_step)
    else:
        yield Finding(part=part, ok=True, says="reached, TLS and login are good; nothing was sent")


def _folders(part: str, box: Mailbox, choice: Folders) -> Iterator[Finding]:
    folders = box.folders()
    asked = {doubt.role: doubt for doubt in doubts(folders)}
    for role in (Role.SENT, Role.DRAFTS):
        names = [folder.name for folder in folders if folder.role is role]
        if role is Role.SENT and len(names) == len(choice.sent) and set(names) == set(choice.sent):
            asked.pop(role, None)  # the user named several on purpose
        step = "" if role not in asked else f"say which in config.yaml under folders: {role}"
        if not names:
            step = f"create it in your mail client, or name it in config.yaml under folders: {role}"
        says = asked[role].says if names and role in asked else ", ".join(names) or "not found"
        yield Finding(part=f"{part}, {role}", ok=role not in asked, says=says, next_step=step)
    yield from _named_and_absent(part, {folder.name for folder in folders}, choice)
    others = [folder.name for folder in folders if folder.role not in (Role.SENT, Role.DRAFTS, Role.OURS)]
    yield Finding(part=f"{part}, read for answers", ok=True, says=", ".join(others))


def _named_and_absent(part: str, there: set[str], choice: Folders) -> Iterator[Finding]:
    """Yield what the config names and the mailbox does not have: answers there would never be read."""
    for key, named in (
        ("inbox", choice.inbox),
        ("sent", choice.sent),
        ("drafts", (choice.drafts,)),
        ("also", choice.also),
    ):
        absent = [name for name in named if name not in there | {"auto", "all", "none"} and name.upper() != "INBOX"]
        if absent:
            says = f"config.yaml names {', '.join(absent)}, and there is: {', '.join(sorted(there))}"
            yield Finding(part=f"{part}, folders: {key}", ok=False, says=says, next_step="name what is there")


def _abilities(part: str, box: Mailbox) -> Finding:
    wanted = ("uidplus", "move", "condstore", "idle", "special_use")
    missing = [name.upper().replace("_", "-") for name in wanted if not getattr(box.abilities, name)]
    says = "all" if not missing else f"without {', '.join(missing)}: slower ways are used instead"
    return Finding(part=f"{part}, server abilities", ok=True, says=says)


def _clock(part: str, box: Mailbox) -> Finding:
    server = getattr(box, "server_time", None)
    told: datetime | None = server() if callable(server) else None
    if told is None:
        return Finding(
            part=f"{part}, clock", ok=True, says=f"{now():%Y-%m-%d %H:%M} UTC; the server does not tell its own"
        )
    apart = abs((told.astimezone(UTC) - now()).total_seconds())
    step = "" if apart <= CLOCK_TOLERANCE_SECONDS else "set this machine's clock (timedatectl set-ntp true)"
    return Finding(
        part=f"{part}, clock", ok=not step, says=f"{apart:.0f} seconds apart from the server", next_step=step
    )
