"""Options that every command takes, and how results leave: a table for people or one JSON document for scripts."""

import functools
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from assistant.cli import logs
from assistant.cli.table import table
from assistant.errors import WrongUsage

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d")  # as ISO 8601 and str() write it
_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for beside the command itself."""

    config: str | None
    as_json: bool
    verbose: bool


def common(function: _F) -> _F:
    """Give a command -c/--config, --json and -v, handed over as one `Options` first argument."""

    @click.option("-c", "--config", metavar="FILE", help="config file (else $FOLLOWUP_CONFIG, else the XDG place)")
    @click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout, nothing else")
    @click.option("-v", "--verbose", is_flag=True, help="say more on stderr")
    @functools.wraps(function)
    def with_options(*args: Any, config: str | None, as_json: bool, verbose: bool, **kwargs: Any) -> Any:
        logs.to_stderr(verbose=verbose)
        return function(Options(config=config, as_json=as_json, verbose=verbose), *args, **kwargs)

    return with_options  # type: ignore[return-value]  # click replaces the signature


def at_option(function: _F) -> _F:
    """Give a command --at ISO-8601: "as if it were then"."""
    return click.option("--at", "at", metavar="ISO-8601", callback=_moment, help="as if it were then")(function)


def _moment(_ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise WrongUsage(f"--{param.name} {value}: write a moment like 2026-11-21T14:00+01:00") from None
    if moment.tzinfo is None:
        example = f"{moment.isoformat(timespec='minutes')}+01:00"
        raise WrongUsage(f"--{param.name} {value}: add the UTC offset, for example {example}")
    return moment.astimezone(UTC)


def now() -> datetime:
    """Return the present moment; the only clock of the command line."""
    return datetime.now(UTC)


def emit_json(value: object) -> None:
    """Print one JSON document, the same bytes for the same data."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def emit_table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str, zone: str = "UTC") -> None:
    """Print a table for people, or `empty` when there is nothing to show; moments stand on the clock of `zone`."""
    cells = [[plain(on_clock(cell, zone)) for cell in row] for row in rows]
    if not cells:
        click.echo(empty)
        return
    heading, *lines = table(columns, cells, shutil.get_terminal_size().columns if sys.stdout.isatty() else 160)
    click.echo("\n".join((click.style(heading, bold=True), *lines)))


def on_clock(value: object, zone: str) -> str:
    """Return a moment to the minute as the clock of `zone` shows it, anything else as it is, "" for None."""
    text = "" if value is None else str(value)
    if _MOMENT.fullmatch(text) is None:
        return text
    return f"{datetime.fromisoformat(text).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def plain(text: str) -> str:
    """Return text without control characters, so that no mail can drive the terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() or character == "\n" else "�" for character in text)
