"""`followup rules`: check what the user wrote, the schema for editors, what these rules will do and would have done."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time

import click

from assistant import wiring
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now
from assistant.daemon.house import House
from assistant.errors import InvalidFiles, WrongUsage
from assistant.facts.customers.identify import code
from assistant.model import CustomerNumber
from assistant.plan import rules as rule_files
from assistant.plan.backtest import Was
from assistant.plan.backtest import backtest as run_backtest
from assistant.plan.simulate import Coming
from assistant.plan.simulate import simulate as run_simulate


@click.group()
def rules() -> None:
    """Check, explain and try the rules."""


@rules.command()
@common
def check(options: Options) -> int:
    """Validate config, rules, materials, phrasebook and lexicon: every problem with file and line."""
    try:
        files = wiring.load_files(options.config)
    except InvalidFiles as error:
        if not options.as_json:
            raise
        emit_json([_plain(problem) for problem in error.problems])
        return 2
    if options.as_json:
        emit_json([_plain(problem) for problem in files.warnings])
    else:
        for warning in files.warnings:
            click.echo(str(warning))
        click.echo("rules: ok")
    return 2 if files.warnings else 0


def _plain(problem: object) -> dict[str, object]:
    fields = ("file", "line", "column", "text")
    return {name: getattr(problem, name) for name in fields}


@rules.command()
@common
def schema(options: Options) -> None:
    """Print the JSON Schema of rules.yaml, for editors."""
    emit_json(rule_files.schema())


@rules.command()
@common
@at_option
@click.option("--days", type=click.IntRange(min=1, max=366), default=30, show_default=True)
def simulate(options: Options, at: datetime | None, days: int) -> None:
    """The calendar of coming follow-ups if nobody answers."""
    with wiring.open_house(wiring.load_files(options.config)) as house:
        moment = at or now()
        events = run_simulate(
            tuple(house.ledger.histories(None, moment)),
            house.coverage(),
            house.rules,
            house.occasions,
            house.me,
            moment,
            days,
        )
        _say(options, house, events, "nothing comes due")


@rules.command()
@common
@at_option
@click.option("--since", required=True, metavar="DATE", help="first day, for example 2026-01-01")
def backtest(options: Options, at: datetime | None, since: str) -> None:
    """What these rules would have done on the recorded past, beside what was done."""
    try:
        first = datetime.combine(date.fromisoformat(since), time(), UTC)
    except ValueError:
        raise WrongUsage(f"--since {since}: write a date like 2026-01-01") from None
    with wiring.open_house(wiring.load_files(options.config)) as house:
        moment = at or now()
        events = run_backtest(
            tuple(house.ledger.histories(None, moment)),
            house.coverage(),
            house.rules,
            house.occasions,
            house.me,
            moment,
            first,
        )
        _say(options, house, events, "no quote in that time went unanswered")


def _say(options: Options, house: House, events: Sequence[Coming | Was], empty: str) -> None:
    codes = {number: _code(house, number) for number in {event.customer for event in events}}
    rows = [
        {name: _shown(value) for name, value in asdict(event).items()} | {"customer": codes[event.customer]}
        for event in events
    ]
    if options.as_json:
        emit_json(rows)
        return
    emit_table(tuple(rows[0]) if rows else (), [list(row.values()) for row in rows], empty, house.me.timezone)


def _code(house: House, number: CustomerNumber) -> str:
    customer = house.ledger.history(number).customer
    return code(customer.region, customer.number)


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
