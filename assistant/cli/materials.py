"""`followup materials`: the seller's news. What is wrong with the file, what each is good for now, and a new one.

Public: `materials` with `check`, `list`, `add`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from assistant import wiring
from assistant.cli import new_news
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now, plain
from assistant.daemon.reach import Reach, reach
from assistant.errors import InvalidFiles, Problem
from assistant.plan.materials import FACTS, Material, Unready, lines

_STATES = {
    "valid": "valid",
    "later": "begins later",
    "expired": "expired",
    "unready": "a file is missing",
    "unused": "its topic is not among yours",
}


@click.group()
def materials() -> None:
    """Check, list and add your news (materials.yaml)."""


@materials.command()
@common
@at_option
def check(options: Options, at: datetime | None) -> int:
    """Say everything that is wrong with materials.yaml, and what each material is good for now."""
    try:
        files = wiring.load_files(options.config)
    except InvalidFiles as error:
        if not options.as_json:
            raise
        emit_json({"file": None, "problems": [_problem(one) for one in error.problems], "materials": []})
        return 2
    with wiring.open_house(files) as house:
        found = reach(house, at or now())
    file = files.config.materials
    held = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    stands = lines(held, str(file))
    problems = [
        Problem(file=str(file), line=stands.get((one.id, "attach"), 0), text=f"{one.id}: {one.why}")
        for one in (each.material for each in found)
        if isinstance(one, Unready)
    ]
    if options.as_json:
        entries = [_entry(one.material, stands) | _use(one) for one in found]
        emit_json({"file": str(file), "problems": [_problem(one) for one in problems], "materials": entries})
    else:
        _print_check(found, problems, stands)
    return 2 if problems else 0


def _print_check(found: Sequence[Reach], problems: Sequence[Problem], stands: Mapping[tuple[str, str], int]) -> None:
    for problem in problems:
        click.echo(plain(str(problem)))
    rows = [
        (
            stands.get((one.material.id, "")),
            one.material.id,
            one.material.topic,
            _span(one),
            one.fits,
            one.told,
            " ".join(one.languages) or "none",
            ", ".join(f"{language}: {count}" for language, count in one.lacks.items()),
        )
        for one in found
    ]
    columns = ("line", "material", "topic", "now", "fits", "told", "can be told in", "but they read")
    emit_table(columns, rows, "no materials yet: followup materials add asks for one")
    if any(one.lacks for one in found):
        click.echo(
            "For other languages give the sentences again, under translations: or text: (docs/howto/materials.md)"
        )


def _span(one: Reach) -> str:
    material, told = one.material, _STATES[one.state]
    if one.state == "later":
        return f"{told}, {material.since}"
    return f"{told} until {material.until}" if one.state == "valid" and material.until else told


def _use(one: Reach) -> dict[str, Any]:
    return {
        "state": one.state,
        "fits": one.fits,
        "told_to": one.told,
        "languages": list(one.languages),
        "lacks": [{"language": language, "customers": count} for language, count in one.lacks.items()],
        "problem": one.material.why if isinstance(one.material, Unready) else None,
    }


@materials.command("list")
@common
def list_(options: Options) -> None:
    """List the materials of the file as they are written."""
    files = wiring.load_files(options.config)
    file = files.config.materials
    stands = lines(file.read_text(encoding="utf-8-sig") if file.exists() else "", str(file))
    if options.as_json:
        emit_json([_entry(material, stands) for material in files.materials])
        return
    rows = [
        (one.id, one.topic, one.since, one.until, "; ".join(f"{name}: {said}" for name, said in one.facts.items()))
        for one in files.materials
    ]
    emit_table(("material", "topic", "from", "until", "facts"), rows, "no materials yet: followup materials add")


def _entry(material: Material, stands: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    return {
        "id": material.id,
        "line": stands.get((material.id, "")),
        "topic": material.topic,
        "facts": dict(material.facts),
        "from": material.since.isoformat() if material.since else None,
        "until": material.until.isoformat() if material.until else None,
        "products": list(material.products),
        "regions": list(material.regions),
        "countries": list(material.countries),
        "customers": list(material.customers),
        "language": material.language or None,
        "text": dict(material.text),
        "translations": {language: dict(said) for language, said in material.translations.items()},
        "attach": list(material.attach),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "line": problem.line, "column": problem.column, "text": problem.text}


@materials.command()
@common
@click.option("--topic", type=click.Choice(list(FACTS)), help="what kind of news it is")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="a fact of the topic; may be given often")
@click.option("--id", "name", metavar="ID", help="its name in the file (default: made of the facts)")
@click.option("--from", "since", metavar="DATE", help="first day on which it may be told, 2026-11-01")
@click.option("--until", metavar="DATE", help="last day")
@click.option("--product", "products", multiple=True, help="only where the quote or its thread names this product")
@click.option("--region", "regions", multiple=True, help="only for this region: EU, NA, ...")
@click.option("--country", "countries", multiple=True, help="only for this country: DE, MX, ...")
@click.option("--customer", "customers", multiple=True, help="only for this customer: code, domain or address")
@click.option("--language", default="", help="of the facts (default: yours)")
@click.option("--text", "texts", multiple=True, metavar="LANGUAGE=TEXT", help="your own wording, used as it stands")
@click.option("--attach", multiple=True, metavar="PATH", help="a file of yours that goes along")
def add(options: Options, topic: str | None, facts: tuple[str, ...], name: str | None, **narrow: Any) -> None:
    """Add a material at the end of the file; asks for what no option gives. Your comments stay as they are."""
    files = wiring.load_files(options.config)
    new = new_news.ask(files, topic, facts, name, **narrow)
    line = new_news.write(files, new)
    if options.as_json:
        emit_json({"id": new.id, "topic": new.topic, "file": str(files.config.materials), "line": line})
    else:
        click.echo(f"{new.id} is added: {files.config.materials}:{line}; followup materials check says whom it fits")
