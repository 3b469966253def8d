"""The questions of `followup materials add`, each of which an option answers too, and the entry they make.

Prompts go to stderr. Public: `ask`, `write`.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from assistant import wiring
from assistant.cli.writing import replace_text
from assistant.drafts.own_files import fault
from assistant.errors import InvalidFiles, Problem, WrongUsage
from assistant.plan import materials as material_files
from assistant.plan.materials import FACTS
from assistant.plan.new_material import NewMaterial, free_id, with_entry


def ask(
    files: wiring.Files,
    topic: str | None,
    facts: Sequence[str],
    name: str | None,
    *,
    since: str | None,
    until: str | None,
    products: Sequence[str],
    regions: Sequence[str],
    countries: Sequence[str],
    customers: Sequence[str],
    language: str,
    texts: Sequence[str],
    attach: Sequence[str],
) -> NewMaterial:
    """Return the new material; what no option gives is asked for on a terminal. Raises WrongUsage."""
    asked = topic is None and not facts and sys.stdin.isatty()
    if topic is None:
        topic = _topic() if asked else ""
    if not topic:
        raise WrongUsage("what kind of news is it?", next_step=f"give --topic: {', '.join(FACTS)}")
    told = _facts(topic, _pairs(facts, "--fact"))
    taken = [material.id for material in files.materials]
    stem = " ".join(word for word in (told.get("product") or told.get("name") or told.get("what"), topic) if word)
    proposed = free_id(stem, taken)
    if asked:
        name = name or _said("Its name in the file", proposed)
        since, until = (
            since or _said("First day to tell it (2026-11-01; Enter: now)"),
            until or _said("Last day (Enter: no end)"),
        )
        products = products or _listed("Only for these products, separated by commas (Enter: for all)")
        regions = regions or _listed("Only for these regions, like EU, NA (Enter: for all)")
        attach = attach or _listed("Files that go along (Enter: none)")
    return NewMaterial(
        id=name or proposed,
        topic=topic,
        facts=told,
        since=since or "",
        until=until or "",
        language=language,
        products=products,
        regions=regions,
        countries=countries,
        customers=customers,
        text=_pairs(texts, "--text"),
        attach=[_beside(path, files.config.materials) for path in attach],
    )


def write(files: wiring.Files, new: NewMaterial) -> int:
    """Write the entry at the end of materials.yaml and return its line. Raises WrongUsage where it is not right.

    The file is read at the last moment and written whole or not at all; nothing wrong is ever written.
    """
    file = files.config.materials
    held, mark = _as_it_stands(file)
    made, wrong = with_entry(held, str(file), new, files.rules)
    if wrong:
        if made == held and any(problem.line for problem in wrong):
            raise InvalidFiles(wrong)  # the file itself is to be mended first
        raise WrongUsage("not written: " + "; ".join(problem.text for problem in wrong))
    paths = [str(file.parent / path) for path in new.attach]
    missing = fault(paths, files.rules.attach_at_most)
    if missing is not None:
        raise WrongUsage(f"not written: {missing}")
    replace_text(file, mark + made)
    return material_files.lines(made, str(file)).get((new.id, ""), 0)


def _as_it_stands(file: Path) -> tuple[str, str]:
    """Return the text with its own line ends, and the mark that some editors put before it."""
    if not file.exists():
        return "", ""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidFiles((Problem(file=str(file), line=0, text="not UTF-8: save the file as UTF-8"),)) from None
    return text.removeprefix("\ufeff"), "\ufeff" if text.startswith("\ufeff") else ""


def _topic() -> str:
    return str(click.prompt("Kind of news", type=click.Choice(list(FACTS)), err=True))


def _facts(topic: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the facts given, those that the topic needs asked for on a terminal; the file's reader checks them."""
    required, any_of = FACTS[topic]
    told = dict(given)
    if not sys.stdin.isatty():
        return told
    for name in required:
        told[name] = told.get(name) or str(click.prompt(_words(name), err=True)).strip()
    for name in any_of if not any(told.get(name) for name in any_of) else ():
        said = _said(f"{_words(name)} (Enter: nothing to say)")
        if said:
            told[name] = said
    return told


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _said(question: str, default: str = "") -> str:
    return str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip()


def _listed(question: str) -> list[str]:
    return [one.strip() for one in _said(question).split(",") if one.strip()]


def _pairs(given: Sequence[str], option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise WrongUsage(f"{option} {one}: write NAME=VALUE")
        pairs[name.strip()] = value.strip()
    return pairs


def _beside(path: str, file: Path) -> str:
    """Return a path as materials.yaml tells it: relative where the file lies beside or below it, else whole."""
    whole = os.path.abspath(os.path.expanduser(path))
    below = os.path.relpath(whole, file.parent)
    return whole if below.startswith("..") else below
