"""Upkeep of the ledger: status, backup, restore, forget."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from assistant import wiring
from assistant.cli.options import Options, common, emit_json, emit_table, now, on_clock
from assistant.daemon import unread
from assistant.daemon.house import House
from assistant.daemon.lock import holder, holding
from assistant.errors import WrongUsage
from assistant.ledger.errands import IN_DOUBT, SEND, SHOWN, UNDER_WAY, Errand
from assistant.ledger.store import Ledger, MailboxCheck, Shelved
from assistant.mail.roles import Doubt
from assistant.model import DraftState, Role


@click.command()
@common
def status(options: Options) -> int:
    """Last full reading per mailbox, what is wrong and what to do next. Exit 1 when something needs you."""
    files = wiring.load_files(options.config)
    folder = wiring.state_folder_of(files.config)
    names = [mailbox.name for mailbox in files.config.mailboxes]
    with wiring.open_house(files) as house:
        checks = {check.mailbox: check for check in house.ledger.mailbox_checks()}
        mailboxes = [_mailbox(name, checks.get(name), holder(folder, name)) for name in names]
        uncertain = [entry.draft for entry in house.ledger.entries(states={DraftState.UNCERTAIN})]
        asked = [f"mailbox {name}: {line}" for name in names for line in _unclear(house, name)]
        put_aside = house.ledger.shelf()
        sends = [_send(one) for one in house.ledger.errands.all(SEND) if one.state in (*UNDER_WAY, IN_DOUBT)]
    shelved = [item for item in put_aside if item.kind != "clock"]
    shelf = [{"kind": item.kind, "ref": item.ref, "error": item.error} for item in shelved]
    leap = next((item.error for item in put_aside if item.kind == "clock"), None)
    if not any(box["daemon_pid"] for box in mailboxes):
        leap = None  # the daemon that said so has ended
    todo = _todo(mailboxes, uncertain, shelved) + asked
    todo += [f'approved draft "{one["subject"]}": {SHOWN[IN_DOUBT]}' for one in sends if one["state"] == IN_DOUBT]
    if leap is not None:
        todo.append(f"{leap}: set the clock right, or restart followup once it is right")
    if options.as_json:
        emit_json(
            {
                "mailboxes": mailboxes,
                "uncertain": uncertain,
                "shelf": shelf,
                "clock": leap,
                "todo": todo,
                "approved": sends,
            }
        )
    else:
        zone = files.config.me.timezone
        rows = [
            (m["name"], m["last_full_check"] or "never", m["daemon_pid"] or "-", m["problem"] or "ok")
            for m in mailboxes
        ]
        emit_table(("mailbox", "last full check", "daemon", "state"), rows, "no mailbox configured", zone)
        for one in sends:
            click.echo(
                f'approved draft "{one["subject"]}": {SHOWN[str(one["state"])]} {on_clock(one["due"], zone)}'.rstrip()
            )
        for line in todo:
            click.echo(f"to do: {line}")
    return 1 if todo else 0


def _send(errand: Errand) -> dict[str, object]:
    due = errand.body.get("due")
    why = errand.body.get("problem")
    return {"subject": errand.body["subject"], "state": errand.state, "due": due, "problem": why}


def _mailbox(name: str, check: MailboxCheck | None, pid: int | None) -> dict[str, object]:
    checked = check.checked_at if check is not None else None
    return {
        "name": name,
        "last_full_check": checked.isoformat() if checked else None,
        "problem": check.problem if check is not None else None,
        "daemon_pid": pid,
    }


def _unclear(house: House, mailbox: str) -> list[str]:
    """Return what the seller should say about folders, as far as the last reading listed them."""
    seen = [receipt for receipt in house.ledger.receipts() if receipt.mailbox == mailbox]
    gone = unread.vanished(seen, mailbox)
    if not seen or any(receipt.role is Role.DRAFTS for receipt in seen):
        return gone
    return [*gone, Doubt(role=Role.DRAFTS, candidates=()).says]


def _todo(mailboxes: list[dict[str, object]], uncertain: Sequence[str], shelved: Sequence[Shelved]) -> list[str]:
    todo = [f"mailbox {m['name']}: {m['problem']} (followup check says more)" for m in mailboxes if m["problem"]]
    todo += [
        f"mailbox {m['name']} was never read to its end: followup sync" for m in mailboxes if not m["last_full_check"]
    ]
    todo += [
        f"draft {draft}: what became of it? followup drafts --settle {draft} sent|discarded|place"
        for draft in uncertain
    ]
    todo += [unread.told(item) for item in shelved if item.kind == unread.KIND]
    others = sum(item.kind != unread.KIND for item in shelved)
    if others:
        todo.append(f"{others} items could not be judged, tried again by themselves: followup status --json lists them")
    return todo


@click.command()
@common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(options: Options, file: Path) -> None:
    """Write a consistent copy of the ledger; may run beside the daemon."""
    if file.exists():
        raise WrongUsage(f"{file} exists: name a new file")
    with wiring.open_house(wiring.load_files(options.config)) as house:
        house.ledger.backup(file)
    click.echo(f"written: {file}", err=options.as_json)
    if options.as_json:
        emit_json({"file": str(file)})


@click.command()
@common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="do not ask")
def restore(options: Options, file: Path, yes: bool) -> None:
    """Put a backup in the ledger's place; the present one is kept beside it."""
    files = wiring.load_files(options.config)
    if not yes:
        if not sys.stdin.isatty():
            raise WrongUsage("restore replaces the ledger: say followup restore FILE --yes")
        click.confirm(f"Replace the ledger {files.config.database} by {file}?", abort=True)
    names = [mailbox.name for mailbox in files.config.mailboxes]
    with holding(wiring.state_folder_of(files.config), names):  # the ledger itself may be what cannot be opened
        Ledger.restore(files.config.database, file)
    if options.as_json:
        emit_json({"restored": str(file)})
    else:
        click.echo("restored: followup sync brings it up to date before anything is drafted")


@click.command()
@common
@click.argument("customer")
@click.option("--yes", is_flag=True, help="really erase")
def forget(options: Options, customer: str, yes: bool) -> None:
    """Erase one customer's data; only a hash stays, so that he is not read in again."""
    if not yes:
        raise WrongUsage("forget erases for ever: say followup forget CUSTOMER --yes")
    files = wiring.load_files(options.config)
    with wiring.open_house(files) as house:
        house.ledger.forget(house.ledger.find(customer).number, now())
    if options.as_json:
        emit_json({"forgotten": customer})
    else:
        click.echo("erased")
