"""The phrasebook: every sentence the product may use, as data, checked when it is loaded.

Public: `load`, `check`, `builtin`. `load` reads the built-in phrasebook and the user's folders over it (last wins,
phrase by phrase, by id). A phrase that cannot be used is left out and named with file and line; the others work
(reliability 2, row 46). Any `*.yaml` of a folder is read: `openings.yaml` and `openings.de.yaml` hold the same sort of
thing, and so do `topics/visit.yaml` and `topics/visit.de.yaml`, so a language can come as files of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from assistant import yamldoc
from assistant.errors import Problem
from assistant.phrases import preview, shapes
from assistant.phrases.nouns import Book, Greeting, Manners, Phrase, Taboo
from assistant.phrases.shapes import SLOTS, STANDARD
from assistant.phrases.template import Template, TemplateRefused, compile_text

_Shape = TypeVar("_Shape", bound=pydantic.BaseModel)


@dataclass(slots=True)
class _Collected:
    """What has been read so far; later folders replace by key."""

    phrases: dict[tuple[str, str, str], Phrase] = field(default_factory=dict)  # (role, language, id)
    greetings: dict[tuple[str, str], Greeting] = field(default_factory=dict)
    holidays: dict[str, str] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    manners: dict[str, Manners] = field(default_factory=dict)
    taboos: dict[tuple[str, str, str], Taboo] = field(default_factory=dict)  # (rule, name, language)
    letter: Template | None = None
    here: dict[tuple[str, str, str], str] = field(default_factory=dict)  # ids of this folder, where they stand
    problems: list[Problem] = field(default_factory=list)


def builtin() -> Traversable:
    """Return the folder of the built-in phrasebook: packaged in a wheel, at the top of a source tree."""
    packaged = resources.files("assistant") / "phrasebook"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2] / "phrasebook"


def load(folders: Sequence[Traversable] = ()) -> tuple[Book, tuple[Problem, ...]]:
    """Return the built-in phrasebook with `folders` laid over it, and everything wrong in the user's files."""
    into = _Collected()
    for folder in (builtin(), *folders):
        if not folder.is_dir():
            into.problems.append(Problem(file=str(folder), line=0, text="there is no such phrasebook folder"))
            continue
        into.here.clear()
        for file, name in _files(folder):
            _read(file, name, into)
    if into.letter is None:
        into.problems.append(Problem(file=str(builtin()), line=0, text="letter.txt.j2 is missing"))
        into.letter = compile_text("{{ salutation }}\n\n{{ body }}")
    made = Book(
        phrases=tuple(into.phrases[key] for key in sorted(into.phrases)),
        greetings=into.greetings,
        holidays=into.holidays,
        titles=into.titles,
        manners=into.manners,
        taboos=tuple(into.taboos[key] for key in sorted(into.taboos)),
        letter=into.letter,
    )
    return made, tuple(sorted(into.problems))


def check(book: Book) -> tuple[Problem, ...]:
    """Return what the lint finds in sample letters made with each phrase, at that phrase; `load` finds the rest."""
    return preview.findings(book)


def _files(folder: Traversable) -> Iterable[tuple[Traversable, str]]:
    """Yield every file to read with its sort of content, in a fixed order."""
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name == "letter.txt.j2":
            yield file, "letter"
        elif file.name.endswith(".yaml"):
            yield file, file.name.split(".")[0]
    topics = folder / "topics"
    if topics.is_dir():
        for file in sorted(topics.iterdir(), key=lambda item: item.name):
            if file.name.endswith(".yaml"):
                yield file, "topic"


def _read(file: Traversable, sort: str, into: _Collected) -> None:
    name = str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        into.problems.append(Problem(file=name, line=0, text=f"cannot be read: {error}"))
        return
    if sort == "letter":
        try:
            letter = compile_text(text)
            wrong = _unknown_slots(letter, shapes.LETTER)
            if wrong or "body" not in letter.slots:
                raise TemplateRefused(wrong or "{{ body }} is missing")
            into.letter = letter
        except TemplateRefused as error:
            into.problems.append(Problem(file=name, line=error.line, text=str(error)))
        return
    readers = {
        "topic": _read_topic,
        "openings": _read_openings,
        "closings": _read_closings,
        "salutations": _read_salutations,
        "greetings": _read_greetings,
        "holidays": _read_holidays,
        "countries": _read_countries,
        "taboos": _read_taboos,
    }
    if sort not in readers:
        hint = yamldoc.nearest(sort, list(readers))
        into.problems.append(Problem(file=name, line=0, text=f"this file is not part of a phrasebook{hint}"))
        return
    doc, problems = yamldoc.parse(text, name)
    into.problems.extend(problems)
    if doc is not None:
        readers[sort](doc, into)


def _valid(doc: yamldoc.Doc, shape: type[_Shape], into: _Collected) -> _Shape | None:
    value, problems = yamldoc.validated(doc, shape)
    into.problems.extend(problems)
    return value


def _read_topic(doc: yamldoc.Doc, into: _Collected) -> None:
    """Rows are validated one by one: a bad phrase is off, the others of its file work."""
    if not isinstance(doc.value, dict) or doc.value.get("topic") not in SLOTS:
        given = doc.value.get("topic") if isinstance(doc.value, dict) else None
        hint = yamldoc.nearest(str(given), list(SLOTS))
        into.problems.append(yamldoc.problem_at(doc, ("topic",), f"topic must be one of {', '.join(SLOTS)}{hint}"))
        return
    topic = str(doc.value["topic"])
    for key in doc.value:
        if key not in ("topic", "fragments", "subjects", "phrases"):
            hint = yamldoc.nearest(key, ["topic", "fragments", "subjects", "phrases"])
            into.problems.append(yamldoc.problem_at(doc, (key,), f"unknown key {key}{hint}"))
    known = {*SLOTS[topic], *STANDARD}
    for index, row in _rows(doc, "fragments", shapes.Row, into):
        _add(into, doc, ("fragments", index), row, role="fragment", topic=topic, known=known)
        known.add(row.id)
    for index, row in _rows(doc, "subjects", shapes.Row, into):
        _add(into, doc, ("subjects", index), row, role="subject", topic=topic, known=known)
    for index, row in _rows(doc, "phrases", shapes.Row, into):
        _add(into, doc, ("phrases", index), row, role="topic", topic=topic, known=known)


def _rows(doc: yamldoc.Doc, key: str, shape: type[_Shape], into: _Collected) -> Iterable[tuple[int, _Shape]]:
    """Yield the valid rows of a list; report the others with their own line."""
    rows = doc.value.get(key) if isinstance(doc.value, dict) else None
    if rows is None:
        return
    if not isinstance(rows, list):
        into.problems.append(yamldoc.problem_at(doc, (key,), f"{key} must be a list"))
        return
    for index, value in enumerate(rows):
        places = {path[2:]: at for path, at in doc.places.items() if path[:2] == (key, index)}
        row = _valid(yamldoc.Doc(file=doc.file, value=value, places=places), shape, into)
        if row is not None:
            yield index, row


def _add(
    into: _Collected, doc: yamldoc.Doc, path: tuple[str | int, ...], row: shapes.Row, known: Iterable[str], **what: str
) -> None:
    line, _ = doc.places.get((*path, "text"), doc.places.get(path, (0, 0)))
    known = set(known)
    try:
        text = compile_text(row.text.strip())
        ask = compile_text(row.ask.strip()) if row.ask else None
        used = text.slots | (ask.slots if ask else frozenset())
        for slot in sorted({*row.needs, *row.may} - known):
            # Materials may carry facts of their own (contract.md), so only a near miss is taken for a slip.
            near = yamldoc.nearest(slot, sorted(known))
            if near or what["role"] not in ("topic", "subject", "fragment"):
                raise TemplateRefused(f"unknown slot {slot}{near}")
        for slot in sorted(used - {*row.needs, *row.may}):
            where = "add it to needs (or to may)" if slot in known else "there is no such slot"
            hint = "" if slot in known else yamldoc.nearest(slot, sorted(known))
            raise TemplateRefused(f"{{{{ {slot} }}}} is used in the text: {where}{hint}")
    except TemplateRefused as error:
        begins = line + ("\n" in row.text)  # a block (|) begins in the line after its key
        at = Problem(file=doc.file, line=begins + error.line - 1, text=f"{row.id}: {error}")
        into.problems.append(at)
        return
    phrase = Phrase(
        id=row.id,
        language=row.language,
        point=row.point,
        occasion=row.occasion,
        register=row.register_,
        relation=row.relation,
        needs=tuple(row.needs),
        may=tuple(row.may),
        text=text,
        ask=ask,
        where=f"{doc.file}:{line}",
        **what,
    )
    key = (phrase.role, phrase.language, phrase.id)
    if key in into.here:
        says = f"{phrase.id} is already the id of another phrase ({into.here[key]}): give each its own"
        into.problems.append(Problem(file=doc.file, line=line, text=says))
        return
    into.here[key] = phrase.where
    into.phrases[key] = phrase


def _unknown_slots(template: Template, known: Iterable[str]) -> str:
    wrong = sorted(template.slots - set(known))
    return f"there is no slot {wrong[0]}{yamldoc.nearest(wrong[0], sorted(known))}" if wrong else ""


def _read_openings(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("openings",), into)
    for index, row in _rows(doc, "openings", shapes.Row, into):
        _add(into, doc, ("openings", index), row, role="opening", known=STANDARD)


def _read_closings(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("closings", "soft"), into)
    for key, role in (("closings", "closing"), ("soft", "soft")):
        for index, row in _rows(doc, key, shapes.Row, into):
            _add(into, doc, (key, index), row, role=role, known=STANDARD)


def _read_salutations(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("salutations", "titles"), into)
    for index, row in _rows(doc, "salutations", shapes.Row, into):
        _add(into, doc, ("salutations", index), row, role="salutation", known=shapes.NAMES)
    for _, titles in _rows(doc, "titles", shapes.Titles, into):
        table = into.titles.setdefault(titles.language, {})
        for written, signed in titles.written.items():
            table.update({title.lower().rstrip("."): written for title in (written, *signed)})


def _read_greetings(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("greetings",), into)
    for _, row in _rows(doc, "greetings", shapes.GreetingRow, into):
        made = Greeting(greeting=row.greeting, language=row.language, holiday=row.holiday, wish=row.wish)
        into.greetings[(row.greeting, row.language)] = made


def _read_holidays(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("holidays",), into)
    for _, row in _rows(doc, "holidays", shapes.HolidayRow, into):
        into.holidays.update({name.casefold(): row.greeting for name in row.names})


def _read_countries(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("countries",), into)
    for _, row in _rows(doc, "countries", shapes.CountryRow, into):
        made = Manners(register=row.register_, title_with=row.title_with, mononyms=row.mononyms == "yes")
        into.manners.update(dict.fromkeys((code.upper() for code in row.codes), made))


def _read_taboos(doc: yamldoc.Doc, into: _Collected) -> None:
    _only(doc, ("taboos",), into)
    for _, row in _rows(doc, "taboos", shapes.TabooRow, into):
        made = Taboo(
            rule=row.rule,
            name=row.name,
            says=row.says,
            language=row.language,
            words=tuple(row.words),
            unless=tuple(row.unless),
        )
        into.taboos[(row.rule, row.name, row.language)] = made


def _only(doc: yamldoc.Doc, keys: tuple[str, ...], into: _Collected) -> None:
    given: Any = doc.value if doc.value is not None else {}
    if not isinstance(given, dict):
        into.problems.append(yamldoc.problem_at(doc, (), f"must have the key {' or '.join(keys)}"))
        return
    for key in given:
        if key not in keys:
            into.problems.append(
                yamldoc.problem_at(doc, (key,), f"unknown key {key}{yamldoc.nearest(key, list(keys))}")
            )
