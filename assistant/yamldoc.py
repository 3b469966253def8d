"""YAML as people write it, read without surprises: every scalar is text, every value knows its line.

PyYAML alone reads `NO` as false, `13:30` as 810 and keeps the last of two equal keys without a word (style.md), and
expands aliases without bound (reliability 2, row 45). Public: `parse`, `validated`, `problem_at`, `with_item`.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pydantic
import yaml

from assistant.errors import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
Path = tuple[str | int, ...]
_FORBIDDEN = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)  # YAML 1.1, 5.1
_KEYS, _LIST = "keys with values are expected here (key: value)", "a list is expected here, like [a, b]"
_WORDS = {
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dict_type": _KEYS,
    "dataclass_type": "one value is expected here",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "too_short": "at least {min_length} is needed",
    "string_type": "a text is expected here",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "bool_type": "write yes or no",
    "bool_parsing": "write yes or no",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_M = TypeVar("_M", bound=pydantic.BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """A YAML document: dicts, lists, text and None, and where each value and key stands."""

    file: str
    value: Any  # dict | list | str | None
    places: Mapping[Path, tuple[int, int]]  # path -> (line, column), 1-based; of the key where the value has one


def parse(text: str, file: str) -> tuple[Doc | None, tuple[Problem, ...]]:
    """Return the document and everything wrong with its form; None where it cannot be read at all."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return None, (Problem(file=file, line=0, text=f"larger than {MAX_BYTES // 1000} KB: split or shorten it"),)
    problems: list[Problem] = []
    strange = _FORBIDDEN.search(text)
    if strange is not None:
        return None, (_forbidden_character(text, strange, file),)
    try:
        _refuse_aliases(text, file, problems)
        if problems:
            return None, tuple(problems)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, (_syntax_problem(error, file, text),)
    places: dict[Path, tuple[int, int]] = {(): (1, 1)}
    value = _build(node, (), places, problems, file) if node is not None else None
    return Doc(file=file, value=value, places=places), tuple(problems)


def validated(doc: Doc, model: type[_M]) -> tuple[_M | None, tuple[Problem, ...]]:
    """Return the document as `model`, or None and all problems with line, column and the nearest known key."""
    try:
        return model.model_validate(doc.value if doc.value is not None else {}), ()
    except pydantic.ValidationError as error:
        details = error.errors(include_url=False)
        # "too few valid items" says nothing beside what is wrong with the items
        telling = [one for one in details if not any(_is_inside(other["loc"], one["loc"]) for other in details)]
        return None, tuple(sorted({_problem_of(detail, doc, model) for detail in telling}))


def problem_at(doc: Doc, path: Path, text: str) -> Problem:
    """Return a problem at the value that `path` leads to, or at its nearest parent that has a place."""
    for end in range(len(path), -1, -1):
        if path[:end] in doc.places:
            line, column = doc.places[path[:end]]
            return Problem(file=doc.file, line=line, column=column, text=text)
    return Problem(file=doc.file, line=0, text=text)


def nearest(word: str, known: "list[str]", cutoff: float = 0.6) -> str:
    """Return ' (did you mean X?)' for the nearest known word, '' where none is near; 1 is the word itself."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    return f" (did you mean {close[0]}?)" if close else ""


def with_item(text: str, group: str, key: str, item: str, why: str) -> str:
    """Return a document of lists (group: key: [item]) with one more item, everything else as it was written.

    `why` becomes a comment beside the item, in block lists. Raises ValueError where the text has another shape.
    """
    lines = text.splitlines()
    quoted = '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'
    root = yaml.compose(text, Loader=_Loader)
    at, old = _entry(root, group)
    if at is None:
        return "\n".join([*lines, *([""] if lines else []), f"{group}:", f"  {key}:", f"    - {quoted}  # {why}", ""])
    under, held = _entry(old, key)
    if under is None:
        indent = old.value[0][0].start_mark.column if isinstance(old, yaml.MappingNode) and old.value else 2
        new = [f"{' ' * indent}{key}:", f"{' ' * (indent + 2)}- {quoted}  # {why}"]
        lines[at.line + 1 : at.line + 1] = new
    elif isinstance(held, yaml.SequenceNode) and held.flow_style:
        end = held.end_mark
        joint = ", " if held.value else ""
        lines[end.line] = lines[end.line][: end.column - 1] + joint + quoted + lines[end.line][end.column - 1 :]
    else:
        items = held.value if isinstance(held, yaml.SequenceNode) else []
        last = items[-1].end_mark.line if items else under.line
        indent = held.start_mark.column if items else under.column + 2
        lines[last + 1 : last + 1] = [f"{' ' * indent}- {quoted}  # {why}"]
    return "\n".join([*lines, ""])


def _entry(node: Any, name: str) -> tuple[Any, Any]:
    """Return where a key of a mapping stands, and its value; (None, None): there is no such key."""
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return None, None
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("written in another way than one key a line")
    return next(((key.start_mark, value) for key, value in node.value if key.value == name), (None, None))


def _refuse_aliases(text: str, file: str, problems: list[Problem]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark is not None else {"line": 0}
        if isinstance(event, yaml.AliasEvent):
            problems.append(Problem(file=file, text="aliases (*name) are not supported: write the value out", **place))
            return
        tag = getattr(event, "tag", None)
        if tag and tag != "tag:yaml.org,2002:str":
            problems.append(Problem(file=file, text=f"tags ({tag}) are not supported: write the value itself", **place))
            return
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                problems.append(Problem(file=file, text=f"nested deeper than {MAX_DEPTH} levels", **place))
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _build(node: Any, path: Path, places: dict[Path, tuple[int, int]], problems: list[Problem], file: str) -> Any:
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode):
        is_null = not node.style and node.value in ("", "~", "null", "Null", "NULL")
        return None if is_null else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), places, problems, file) for index, item in enumerate(node.value)]
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(file=file, line=line, column=column, text="a key must be a plain word"))
            continue
        key = key_node.value
        if key in built:
            first = places[(*path, key)][0]
            text = f"{key} stands here again; it was already given in line {first}: keep one of them"
            problems.append(Problem(file=file, line=line, column=column, text=text))
            continue
        places[(*path, key)] = (line, column)
        built[key] = _build(value_node, (*path, key), places, problems, file)
    return built


def _forbidden_character(text: str, found: "re.Match[str]", file: str) -> Problem:
    before = text[: found.start()]
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    says = f"a control character (U+{ord(found.group()):04X}) stands in column {column}: take it out"
    return Problem(file=file, line=line, column=column, text=says)


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    if mark is None:
        return Problem(file=file, line=0, text=f"cannot be read as YAML: {what}")
    line, column = mark.line + 1, mark.column + 1
    says = f"cannot be read as YAML (column {column}): {what}{_hint(what, text, mark.line)}"
    return Problem(file=file, line=line, column=column, text=says)


def _hint(what: str, text: str, index: int) -> str:
    """Return '; do this' for the slips that people make most, '' for others."""
    lines = text.splitlines()
    near = "\n".join(lines[max(0, index - 1) : index + 1])
    if "tab" in what or any(line[: len(line) - len(line.lstrip())].count("\t") for line in near.splitlines()):
        return "; indent with spaces, not tabs"
    if "：" in near or "，" in near:
        return "; full-width signs (： ，) are text here: write : and , of the Latin keyboard"
    if "mapping values" in what:
        return "; a value that holds a colon and a space stands in quotes"
    if index >= len(lines) - 1 and "expected" in what:
        return "; the end is missing: was the file saved completely?"
    if "expected key" in what or "block end" in what:
        return "; the indentation differs from the lines around it"
    return ""


def _problem_of(detail: Any, doc: Doc, model: type[pydantic.BaseModel]) -> Problem:
    path: Path = tuple(part for part in detail["loc"] if not _is_union_branch(part, doc))
    dotted = ".".join(str(part) for part in path)
    kind, message = detail["type"], str(detail["msg"])
    if kind == "extra_forbidden":
        siblings = _known_keys(model, path[:-1])
        text = f"unknown key {path[-1]}{nearest(str(path[-1]), siblings)}"
    elif kind == "missing":
        text = f"{dotted} is missing"
    else:
        says = _in_words(kind, message, detail)
        text = f"{dotted}: {says}" if dotted else says
        given = detail.get("input")
        # A refusal of ours (value_error) quotes what may be quoted; what was found may be a password.
        if isinstance(given, str) and kind != "value_error":
            text += f" (found {given!r})"
    return problem_at(doc, path, text)


def _in_words(kind: str, message: str, detail: Any) -> str:
    """Return what pydantic found in the words of somebody who never saw a type."""
    if kind in _WORDS:
        return _WORDS[kind].format(**detail.get("ctx", {}))
    if kind == "literal_error":
        choices = [word.strip("' ") for word in re.split(r",| or ", str(detail["ctx"]["expected"]))]
        return f"must be one of {', '.join(choices)}{nearest(str(detail.get('input')), choices)}"
    return message.removeprefix("Value error, ")


def _is_inside(path: Path, outer: Path) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer


def _is_union_branch(part: str | int, doc: Doc) -> bool:
    """Pydantic adds the name of the tried union branch to the path; it stands in no document."""
    return isinstance(part, str) and not any(part in path for path in doc.places) and not part.isidentifier()


def _known_keys(model: type[pydantic.BaseModel], path: Path) -> list[str]:
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(current, "model_fields", {}).get(part) or next(
            (f for f in getattr(current, "model_fields", {}).values() if f.alias == part), None
        )
        if field is not None:  # else a key of a mapping: its values are of the model at hand
            current = _model_in(field.annotation)
    fields = getattr(current, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
