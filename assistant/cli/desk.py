"""`followup drafts`: our drafts and their fate, and the user's word on an uncertain one."""

from datetime import datetime
from typing import Any

import click

from assistant import wiring
from assistant.cli.look import FOR
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now
from assistant.cli.work import working
from assistant.daemon.desks import desk_of
from assistant.daemon.house import House
from assistant.errors import MailboxBusy, WrongUsage
from assistant.facts.customers.identify import code
from assistant.model import DraftId, DraftState, JournalEntry
from assistant.plan.standing import standing


@click.command()
@common
@at_option
@click.option("--settle", nargs=2, metavar="ID sent|discarded|place", help="say what became of an uncertain draft")
def drafts(options: Options, at: datetime | None, settle: tuple[str, str] | None) -> None:
    """Our drafts and their fate; --settle ends the uncertainty about one."""
    files = wiring.load_files(options.config)
    if settle is not None:
        _settle(files, *settle)
    with wiring.open_house(files) as house:
        entries = house.ledger.entries()
        shown = [_entry(house, entry, at or now()) for entry in entries if at is None or entry.changed_at <= at]
    if options.as_json:
        emit_json(shown)
        return
    columns = ("draft", "customer", "to", "topic", "for", "placed", "state", "changed", "notice")
    keys = ("draft", "customer", "to", "topic", "intends", "placed_at", "state", "changed_at", "notice")
    rows = [[FOR[item[key]] if key == "intends" else item[key] for key in keys] for item in shown]
    emit_table(columns, rows, "no drafts yet", files.config.me.timezone)


def _settle(files: wiring.Files, draft: str, fate: str) -> None:
    if fate not in ("sent", "discarded", "place"):
        raise WrongUsage(f"--settle {draft} {fate}: the word is sent, discarded or place")
    with working(files) as house:
        if isinstance(house, MailboxBusy):
            raise house
        entry = house.ledger.entry(DraftId(draft))
        if entry is None:
            raise WrongUsage(f"there is no draft {draft}", next_step="followup drafts lists them")
        if entry.state is not DraftState.UNCERTAIN:
            raise WrongUsage(f"draft {draft} is {entry.state}, not uncertain: there is nothing to settle")
        desk_of(house, entry.mailbox, now()).settle(entry, fate, now())


def _entry(house: House, entry: JournalEntry, at: datetime) -> dict[str, Any]:
    history = house.ledger.history(entry.customer, at)
    grade = standing(history, house.coverage(), house.rules, house.me, at).grade
    return {
        "draft": entry.draft,
        "customer": code(history.customer.region, history.customer.number, grade),
        "to": next(iter(entry.to), None),
        "topic": entry.topic,
        "intends": entry.intends,
        "placed_at": entry.placed_at.isoformat() if entry.placed_at else None,
        "state": str(entry.state),
        "changed_at": entry.changed_at.isoformat(),
        "notice": entry.notice or _unused(house, entry, at),
    }


def _unused(house: House, entry: JournalEntry, at: datetime) -> str | None:
    """Return a word on a draft that lies untouched for `reminders.unused_draft_after`, which only lists it."""
    if entry.state is not DraftState.WAITING or entry.placed_at is None:
        return None
    days = (at - entry.placed_at).days
    return (
        f"unused for {days} days" if at - entry.placed_at >= house.rules.reminders.unused_draft_after.rough() else None
    )
