"""The files of a phrasebook, row by row: what is sound is collected, what is not is named with its line.

Public: `Collected`, `read_file`. The reader of a file hangs on its name; see phrasebook/README.md.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import pydantic

from assistant import yamldoc
from assistant.errors import Problem
from assistant.phrases import shapes
from assistant.phrases.nouns import NOBODY, Greeting, Manners, Phrase, Taboo, Words
from assistant.phrases.shapes import SLOTS, STANDARD
from assistant.phrases.template import Template, TemplateRefused, compile_text

_Shape = TypeVar("_Shape", bound=pydantic.BaseModel)
_TOPIC_KEYS = ("topic", "fragments", "subjects", "ways", "phrases")
_SHAPES: dict[str, type[shapes.Row]] = {"topic": shapes.TopicRow}


@dataclass(slots=True)
class Collected:
    """What has been read so far; later folders replace by key."""

    phrases: dict[tuple[str, str, str], Phrase] = field(default_factory=dict)  # (role, language, id)
    greetings: dict[tuple[str, str], Greeting] = field(default_factory=dict)
    holidays: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    manners: dict[str, Manners] = field(default_factory=dict)
    taboos: dict[tuple[str, str, str], Taboo] = field(default_factory=dict)  # (rule, name, language)
    words: dict[str, Words] = field(default_factory=dict)
    hello: set[str] = field(default_factory=set)
    nobody: set[str] = field(default_factory=set)
    samples: dict[str, dict[str, str]] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    letter: Template | None = None
    language: str = "en"  # of the folder that is being read: rows without one have this
    here: dict[tuple[str, str, str], str] = field(default_factory=dict)  # ids of this folder, where they stand
    problems: list[Problem] = field(default_factory=list)


def read_file(file: Traversable, sort: str, into: Collected) -> None:
    """Add the content of one file. `sort`: letter, topic, openings, closings, ... (the name up to its first dot)."""
    name = str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        into.problems.append(Problem(file=name, line=0, text=f"cannot be read: {error}"))
        return
    if sort == "letter":
        _read_letter(text, name, into)
        return
    if sort not in _READERS:
        hint = yamldoc.nearest(sort, list(_READERS))
        into.problems.append(Problem(file=name, line=0, text=f"this file is not part of a phrasebook{hint}"))
        return
    doc, problems = yamldoc.parse(text, name)
    into.problems.extend(problems)
    if doc is not None:
        _READERS[sort](doc, into)


def _read_letter(text: str, name: str, into: Collected) -> None:
    try:
        letter = compile_text(text)
        wrong = _unknown_slots(letter, shapes.LETTER)
        if wrong or "body" not in letter.slots:
            raise TemplateRefused(wrong or "{{ body }} is missing")
        into.letter = letter
    except TemplateRefused as error:
        into.problems.append(Problem(file=name, line=error.line, text=str(error)))


def _valid(doc: yamldoc.Doc, shape: type[_Shape], into: Collected) -> _Shape | None:
    value, problems = yamldoc.validated(doc, shape)
    into.problems.extend(problems)
    return value


def _read_topic(doc: yamldoc.Doc, into: Collected) -> None:
    """Rows are validated one by one: a bad phrase is off, the others of its file work."""
    if not isinstance(doc.value, dict) or doc.value.get("topic") not in SLOTS:
        given = doc.value.get("topic") if isinstance(doc.value, dict) else None
        hint = yamldoc.nearest(str(given), list(SLOTS))
        into.problems.append(yamldoc.problem_at(doc, ("topic",), f"topic must be one of {', '.join(SLOTS)}{hint}"))
        return
    topic = str(doc.value["topic"])
    _only(doc, _TOPIC_KEYS, into)
    known = {*SLOTS[topic], *STANDARD}
    for key, role in (("fragments", "fragment"), ("subjects", "subject"), ("ways", "way"), ("phrases", "topic")):
        for index, row in _rows(doc, key, _SHAPES.get(role, shapes.Row), into):
            _add(into, doc, (key, index), row, role=role, topic=topic, known=known)
            if role == "fragment":
                known.add(row.id)


def _rows(doc: yamldoc.Doc, key: str, shape: type[_Shape], into: Collected) -> Iterable[tuple[int, _Shape]]:
    """Yield the valid rows of a list, in the folder's language where they name none; report the others."""
    rows = doc.value.get(key) if isinstance(doc.value, dict) else None
    if rows is None:
        return
    if not isinstance(rows, list):
        into.problems.append(yamldoc.problem_at(doc, (key,), f"{key} must be a list"))
        return
    for index, value in enumerate(rows):
        if isinstance(value, dict) and "language" in shape.model_fields:
            value = {"language": into.language, **value}
        places = {path[2:]: at for path, at in doc.places.items() if path[:2] == (key, index)}
        row = _valid(yamldoc.Doc(file=doc.file, value=value, places=places), shape, into)
        if row is not None:
            yield index, row


def _add(
    into: Collected, doc: yamldoc.Doc, path: tuple[str | int, ...], row: shapes.Row, known: Iterable[str], **what: str
) -> None:
    line, _ = doc.places.get((*path, "text"), doc.places.get(path, (0, 0)))
    try:
        text = compile_text(row.text.strip())
        ask = compile_text(row.ask.strip()) if row.ask else None
        _check_slots(row, text.slots | (ask.slots if ask else frozenset()), set(known), what["role"])
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
        way=not isinstance(row, shapes.TopicRow) or row.way == "yes",
        offers=row.offers if isinstance(row, shapes.TopicRow) else "",
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


def _check_slots(row: shapes.Row, used: frozenset[str], known: set[str], role: str) -> None:
    """Raise TemplateRefused where a slot is used that is not declared, or declared that does not exist."""
    for slot in sorted({*row.needs, *row.may} - known):
        # Materials may carry facts of their own (contract.md), so only a near miss is taken for a slip.
        near = yamldoc.nearest(slot, sorted(known))
        if near or role not in ("topic", "subject", "fragment"):
            raise TemplateRefused(f"unknown slot {slot}{near}")
    for slot in sorted(used - {*row.needs, *row.may}):
        where = "add it to needs (or to may)" if slot in known else "there is no such slot"
        hint = "" if slot in known else yamldoc.nearest(slot, sorted(known))
        raise TemplateRefused(f"{{{{ {slot} }}}} is used in the text: {where}{hint}")


def _unknown_slots(template: Template, known: Iterable[str]) -> str:
    wrong = sorted(template.slots - set(known))
    return f"there is no slot {wrong[0]}{yamldoc.nearest(wrong[0], sorted(known))}" if wrong else ""


def _read_openings(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("openings",), into)
    for index, row in _rows(doc, "openings", shapes.Row, into):
        _add(into, doc, ("openings", index), row, role="opening", known=STANDARD)


def _read_closings(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("closings", "soft", "thanks"), into)
    for key, role in (("closings", "closing"), ("soft", "soft"), ("thanks", "thanks")):
        for index, row in _rows(doc, key, shapes.Row, into):
            _add(into, doc, (key, index), row, role=role, known=STANDARD)


def _read_enclosures(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("enclosed", "files", "here", "named"), into)
    for key, role in (("enclosed", "enclosed"), ("files", "file"), ("here", "here")):
        for index, row in _rows(doc, key, shapes.Row, into):
            _add(into, doc, (key, index), row, role=role, known=(*STANDARD, "files"))
    for _, named in _rows(doc, "named", shapes.NamedRow, into):
        into.named[named.sort] = tuple(word.casefold() for word in named.words)


def _read_salutations(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("salutations", "titles"), into)
    for index, row in _rows(doc, "salutations", shapes.Row, into):
        _add(into, doc, ("salutations", index), row, role="salutation", known=shapes.NAMES)
    for _, title in _rows(doc, "titles", shapes.TitleRow, into):
        into.titles.update({signed.casefold().rstrip("."): title.key for signed in title.signed})


def _read_greetings(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("greetings",), into)
    for _, row in _rows(doc, "greetings", shapes.GreetingRow, into):
        made = Greeting(greeting=row.greeting, language=row.language, holiday=row.holiday, wish=row.wish)
        into.greetings[(row.greeting, row.language)] = made


def _read_holidays(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("holidays",), into)
    for _, row in _rows(doc, "holidays", shapes.HolidayRow, into):
        into.holidays.update({name.casefold(): row.greeting for name in row.names})


def _read_countries(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("countries",), into)
    for _, row in _rows(doc, "countries", shapes.CountryRow, into):
        made = Manners(register=row.register_, title_with=row.title_with, mononyms=row.mononyms == "yes")
        into.manners.update(dict.fromkeys((code.upper() for code in row.codes), made))


def _read_taboos(doc: yamldoc.Doc, into: Collected) -> None:
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


def _read_words(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("words",), into)
    for index, row in _rows(doc, "words", shapes.WordsRow, into):
        try:
            wrote = compile_text(row.wrote)
            wrong = _unknown_slots(wrote, shapes.WROTE)
            if wrong:
                raise TemplateRefused(wrong)
        except TemplateRefused as error:
            into.problems.append(yamldoc.problem_at(doc, ("words", index, "wrote"), str(error)))
            continue
        intimate = _any_of(row.intimate)
        into.words[row.language] = Words(
            language=row.language,
            comma=row.comma,
            last=row.last,
            last_of_more=row.last_of_more or row.last,
            terms=dict(row.terms),
            intimate=re.compile(rf"\b(?:{intimate})\b", re.IGNORECASE) if intimate else NOBODY,
            lower_first=frozenset(word.casefold() for word in row.lower_first),
            wrote=wrote,
        )
        into.hello.update(word.casefold() for word in row.hello)
        into.nobody.update(word.casefold() for word in row.nobody)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _read_samples(doc: yamldoc.Doc, into: Collected) -> None:
    _only(doc, ("samples",), into)
    for _, row in _rows(doc, "samples", shapes.SampleRow, into):
        into.samples.setdefault(row.language, {})[row.english] = row.text


def _only(doc: yamldoc.Doc, keys: tuple[str, ...], into: Collected) -> None:
    given: Any = doc.value if doc.value is not None else {}
    if not isinstance(given, dict):
        into.problems.append(yamldoc.problem_at(doc, (), f"must have the key {' or '.join(keys)}"))
        return
    for key in given:
        if key not in keys:
            into.problems.append(
                yamldoc.problem_at(doc, (key,), f"unknown key {key}{yamldoc.nearest(key, list(keys))}")
            )


_READERS = {
    "topic": _read_topic,
    "openings": _read_openings,
    "closings": _read_closings,
    "enclosures": _read_enclosures,
    "salutations": _read_salutations,
    "greetings": _read_greetings,
    "holidays": _read_holidays,
    "countries": _read_countries,
    "taboos": _read_taboos,
    "words": _read_words,
    "samples": _read_samples,
}
