"""A new entry for materials.yaml as a seller would have typed it. Pure.

Public: `NewMaterial`, `with_entry`, `free_id`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant import yamldoc
from assistant.errors import Problem
from assistant.plan.materials import Material, load
from assistant.plan.rules import Rules

# Text that means itself in every YAML reader without quotation marks; all else is quoted.
_PLAIN = re.compile(r"[A-Za-z](?:[\w .%/+()'-]*[\w.%)])?|\d{4}-\d\d-\d\d", re.ASCII)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})  # no text for older editors
_ITEM = re.compile(r"( *)- ")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMaterial:
    """What the user said of the new material; "" and () where nothing was said."""

    id: str
    topic: str
    facts: Mapping[str, str]
    since: str = ""
    until: str = ""
    language: str = ""
    products: Sequence[str] = ()
    regions: Sequence[str] = ()
    countries: Sequence[str] = ()
    customers: Sequence[str] = ()
    text: Mapping[str, str] = field(default_factory=dict)
    attach: Sequence[str] = ()


def with_entry(text: str, file: str, new: NewMaterial, rules: Rules) -> tuple[str, tuple[Problem, ...]]:
    """Return the file's text with the entry at its end, all else as it was written, and what is wrong with the entry.

    The text may be written only where there is no problem: it was read again, and it holds all that was there before
    and the new one. What is wrong with the old text is given first, alone.
    """
    before, wrong = load(text, file, rules)
    if wrong:
        return text, wrong
    if any(material.id == new.id for material in before):
        return text, (Problem(file=file, line=0, text=f"there is a material {new.id} already: choose another id"),)
    same = next((old.id for old in before if new.facts and _told(old) == _told(new)), None)
    if same is not None:  # under two ids one customer would be told it twice
        return text, (Problem(file=file, line=0, text=f"{same} tells the same to the same: change that entry"),)
    made = _appended(text, _lines(new))
    after, wrong = load(made, file, rules)
    if not wrong and (tuple(after[:-1]) != tuple(before) or not after or after[-1].id != new.id):
        shape = "the list is written in another way than one entry a line ('- id: NAME'): add it by hand"
        wrong = (Problem(file=file, line=0, text=shape),)
    return made, wrong


def _told(one: NewMaterial | Material) -> tuple[object, ...]:
    """Return what is told, and to whom."""
    whom = (tuple(one.products), tuple(one.regions), tuple(one.countries), tuple(one.customers))
    return one.topic, dict(one.facts), *whom, one.notes if isinstance(one, Material) else {}


def free_id(text: str, taken: Sequence[str]) -> str:
    """Return an id made of words ("Canton Fair 2027" -> canton-fair-2027) that no other material has."""
    stem = "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].strip("-") or "news"
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)


def _lines(new: NewMaterial) -> list[str]:
    lines = [f"- id: {_scalar(new.id)}", f"  topic: {_scalar(new.topic)}"]
    lines += [f"  {key}: {_scalar(value)}" for key, value in (("language", new.language),) if value]
    for key, said in (("facts", new.facts), ("text", new.text)):
        if said:
            lines += [f"  {key}:", *(f"    {_scalar(name)}: {_scalar(value)}" for name, value in said.items())]
    lines += [f"  {key}: {_scalar(value)}" for key, value in (("from", new.since), ("until", new.until)) if value]
    for key in ("products", "regions", "countries", "customers", "attach"):
        listed = getattr(new, key)
        if listed:
            lines.append(f"  {key}: [{', '.join(_scalar(one) for one in listed)}]")
    return lines


def _scalar(value: str) -> str:
    """Return a value as a YAML scalar that means exactly this text; JSON strings are YAML.

    But for the three line ends that JSON lets stand and YAML 1.1 folds (5.4).
    """
    plain = _PLAIN.fullmatch(value) and value.casefold() not in _WORDS
    if plain:
        return value
    made = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", made)


def _appended(text: str, lines: Sequence[str]) -> str:
    doc, _ = yamldoc.parse(text, "")
    end = "\r\n" if "\r\n" in text else "\n"
    indent = ""
    if doc is not None and isinstance(doc.value, list) and doc.value:
        line, _ = doc.places[(0,)]
        found = _ITEM.match(text.splitlines()[line - 1])
        indent = found[1] if found else ""
    kept = text if not text or text.endswith("\n") else text + end
    gap = end if kept.strip() and not kept.endswith(end * 2) else ""
    return kept + gap + "".join(f"{indent}{line}{end}" for line in lines)
