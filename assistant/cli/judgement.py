"""`followup rules`: check what the user wrote, the schema for editors, what these rules will do and would have done."""

from datetime import UTC, date, datetime, time

import click

from assistant import wiring
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now
from assistant.errors import InvalidFiles, WrongUsage
from assistant.plan import rules as rule_files
from assistant.plan.simulate import backtest as run_backtest
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
            house.ledger.coverage(),
            house.rules,
            house.materials,
            house.me,
            moment,
            days,
        )
    _say(options, events, "nothing comes due")


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
            house.ledger.coverage(),
            house.rules,
            house.materials,
            house.me,
            first,
            moment,
        )
    _say(options, events, "no quote in that time went unanswered")


def _say(options: Options, events: list[dict[str, object]], empty: str) -> None:
    if options.as_json:
        emit_json(events)
        return
    columns = tuple(events[0]) if events else ()
    emit_table(columns, [list(event.values()) for event in events], empty)
