"""Commands that do the work: sync, draft, run."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

import click

from assistant import wiring
from assistant.cli import wishes
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now, plain
from assistant.cli.progress import reading_bar
from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.lock import holding
from assistant.daemon.own_words import keep_up
from assistant.daemon.reading import MailboxReport
from assistant.daemon.reports import draft_result, said_of, sync_result
from assistant.daemon.wishes import rebuild as rebuild_ledger
from assistant.errors import MailboxBusy

EXIT_INCOMPLETE = 3


@click.command()
@common
@click.option("--rebuild", is_flag=True, help="understand every recorded message anew; needs no server")
def sync(options: Options, rebuild: bool) -> int:
    """Read every mailbox once up to date. The first time: the whole history; it goes on where it was interrupted."""
    files = wiring.load_files(options.config)
    with working(files) as house:
        if isinstance(house, MailboxBusy):
            answer = wishes.ask(files, "sync", {"rebuild": rebuild}, house)
            return _say_sync(options, answer["result"])
        at = now()
        if rebuild:
            rebuild_ledger(house, at)
            reports: tuple[MailboxReport, ...] = ()
        else:
            with reading_bar(quiet=options.as_json) as progress:
                reports = cycle.read_all(house, at, progress)
        return _say_sync(options, sync_result(house, reports, at))


def _say_sync(options: Options, result: dict[str, Any]) -> int:
    if options.as_json:
        emit_json(result)
    else:
        for box in result["mailboxes"]:
            state = "complete" if box["complete"] else f"INCOMPLETE: {box['problem'] or 'a folder is still to be read'}"
            click.echo(plain(f"{box['name']}: {box['new_messages']} new messages, {state}"))
            for line in box["advice"]:
                click.echo(plain(f"{box['name']}: {line}"))
        click.echo(
            f"{result['customers']} customers, {result['quiet']} of them quiet, {result['shelved']} on the shelf"
        )
    return 0 if all(box["complete"] for box in result["mailboxes"]) else EXIT_INCOMPLETE


@click.command()
@common
@at_option
@click.option("--dry-run", is_flag=True, help="print the drafts as RFC 5322 text; nothing is placed")
@click.option("--limit", type=click.IntRange(min=1), help="at most so many")
@click.option("--customer", help="only this customer")
@click.option("--no-sync", is_flag=True, help="do not read first (refused unless read in the last 5 minutes)")
def draft(
    options: Options, at: datetime | None, dry_run: bool, limit: int | None, customer: str | None, no_sync: bool
) -> int:
    """Read every mailbox, then place the due drafts in Drafts."""
    files = wiring.load_files(options.config)
    asked = {"limit": limit, "customer": customer, "dry_run": dry_run, "no_sync": no_sync}
    with working(files) as house:
        if isinstance(house, MailboxBusy):
            moment = at.isoformat() if at is not None else None
            answer = wishes.ask(files, "draft", {**asked, "at": moment}, house)
            return _say_all(options, asked, answer["result"], answer["said"], answer["incomplete"])
        only = house.ledger.find(customer).number if customer else None
        with reading_bar(quiet=options.as_json) as progress:
            report = cycle.run_pass(
                house, now(), at=at, read=not no_sync, dry_run=dry_run, limit=limit, only=only, progress=progress
            )
        incomplete = not all(box.complete for box in report.mailboxes)
        result = draft_result(house, report.placed, with_raw=dry_run)
        return _say_all(options, asked, result, said_of(report.mailboxes), incomplete)


def _say_all(
    options: Options, asked: dict[str, Any], result: list[dict[str, Any]], said: list[str], incomplete: bool
) -> int:
    for line in said:
        click.echo(plain(line), err=True)
    empty = "nothing is due" if not incomplete else "nothing is drafted where not everything could be read"
    failed = _say_drafts(options, result, asked["dry_run"], empty)
    if not options.as_json and not asked["dry_run"]:
        one = asked["customer"]
        click.echo(f"why: followup explain {one}" if one else "who waits, and why: followup plan")
    return max(failed, EXIT_INCOMPLETE if incomplete else 0)


def _say_drafts(options: Options, result: list[dict[str, Any]], dry_run: bool, empty: str) -> int:
    if options.as_json:
        emit_json(result)
    elif dry_run:
        if not result:
            click.echo(empty, err=True)
        for item in result:
            click.echo(item["raw"] or f"{item['customer']}: {item['problem']}")
            click.echo("-" * 72)
    else:
        rows = [
            (i["customer"], i["topic"], i["language"], i["subject"], i["folder"] if i["placed"] else i["problem"])
            for i in result
        ]
        emit_table(("customer", "topic", "language", "subject", "where"), rows, empty)
    return 1 if any(item["problem"] for item in result) else 0


@contextmanager
def working(files: wiring.Files) -> Iterator[House | MailboxBusy]:
    """Give the house with every mailbox locked for us, or who holds them."""
    with ExitStack() as stack:
        try:
            names = [mailbox.name for mailbox in files.config.mailboxes]
            stack.enter_context(holding(wiring.state_folder_of(files.config), names))
        except MailboxBusy as busy:
            yield busy
            return
        for warning in files.warnings:
            click.echo(plain(str(warning)), err=True)
        house = stack.enter_context(wiring.open_house(files))
        keep_up(house, now())
        yield house
