"""Tables of the corpus that hold mails by what they mean, and which of them are taken for something else."""

from collections.abc import Collection, Iterable
from typing import Any

import yaml

from assistant.model import Kind
from tests.given.corpus import CORPUS
from tests.given.understood import answer, received


def table(name: str) -> dict[str, Any]:
    """Return the parts of a table by their names."""
    held: dict[str, Any] = yaml.load((CORPUS / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return held


def mistaken(part: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """Return the mails of a part that are of another kind than told, or owe an answer where they do not (or not)."""
    wrong = {}
    for row in part["mails"]:
        facts = answer(row["text"], first=row.get("first", False))
        owed = facts.signal("question") is not None
        if facts.kind != row.get("kind", facts.kind) or owed != row.get("asks", owed):
            wrong[row["text"]] = (str(facts.kind), owed)
    return wrong


def misses(entries: Iterable[dict[str, Any]], wanted: Collection[Kind]) -> list[str]:
    """Return the answers that are of no such kind, or whose day is not the one they name."""
    wrong = []
    for entry in entries:
        day = entry.get("day")
        text = next(value for key, value in entry.items() if key != "day")
        facts = received(text)
        named = facts.signal("named_date")
        if facts.kind not in wanted or (day is not None and (named is None or named.value != str(day))):
            wrong.append(f"{facts.kind} {named.value if named else None}: {text}")
    return wrong
