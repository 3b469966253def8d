"""A phrase as a compiled template that can do little: print slots, choose between texts, and nothing else.

Jinja's sandbox stops attribute tricks but not blow-ups: 'a' * 200000000 renders for seconds and eats the memory
(reliability 2, row 47). So a phrase may not loop, calculate, call or look into a value at all: its syntax tree is
checked against a short list before it is compiled, and what remains can only print as much as its slots hold.
Data is never compiled (row 64). Public: `Template`, `compile_text`, `TemplateRefused`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_SOURCE = 4_000  # characters of one phrase
MAX_OUTPUT = 64_000  # characters of one rendering (reliability 2, row 47)
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)
_POSSESSED = re.compile(
    r"(?:our|the|all|every|each|any|a|an|my|your|this|these|both|several|some|new)\b", re.IGNORECASE
)


class TemplateRefused(ValueError):
    """The text cannot be a phrase; `line` counts from the first line of the text."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Template:
    """A checked and compiled text."""

    source: str
    slots: frozenset[str]  # every name it prints or asks for

    def render(self, values: Mapping[str, str]) -> str:
        """Return the text with its slots filled. Raises TemplateRefused for a missing slot or too much output."""
        pieces: list[str] = []
        size = 0
        try:
            for piece in _compiled(self.source).generate(values):
                size += len(piece)
                if size > MAX_OUTPUT:
                    raise TemplateRefused(f"prints more than {MAX_OUTPUT // 1000} KB")
                pieces.append(piece)
        except jinja2.UndefinedError as error:
            raise TemplateRefused(str(error)) from error
        return "".join(pieces)


def compile_text(text: str) -> Template:
    """Return the text as a template. Raises TemplateRefused with the line and what is not allowed."""
    if len(text) > MAX_SOURCE:
        raise TemplateRefused(f"longer than {MAX_SOURCE} characters")
    try:
        slots = set()
        for node in _walk(_environment.parse(text)):
            _check(node)
            if isinstance(node, nodes.Name):  # nothing that is allowed gives a value to a name
                slots.add(node.name)
        return Template(text, frozenset(slots))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateRefused(error.message or "cannot be read", error.lineno) from error
    except RecursionError as error:
        raise TemplateRefused("nested too deeply") from error


@lru_cache(maxsize=2048)
def _compiled(source: str) -> jinja2.Template:
    """Compiled when first rendered: of a whole book, few phrases are ever printed by one process."""
    return _environment.from_string(source)


def _walk(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _walk(child)


def _check(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        what = {"Mul": "*", "Mod": "%", "Pow": "**", "For": "a loop", "Call": "a call", "Getattr": "a dot"}
        kind = type(node).__name__
        raise TemplateRefused(f"{what.get(kind, kind)} is not allowed in a phrase", node.lineno)
    if isinstance(node, nodes.Filter) and node.name not in _environment.filters:
        raise TemplateRefused(f"there is no filter {node.name}", node.lineno)
    if isinstance(node, nodes.Filter) and (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs):
        raise TemplateRefused(f"filter {node.name} takes no arguments here", node.lineno)


def _ours(product: str) -> str:
    """Return "our LED panel"; left alone where the words already say whose it is."""
    return product if _POSSESSED.match(product) else f"our {product}"


def _begin(text: str) -> str:
    """Return the text with a capital first letter: for a slot that begins a sentence."""
    return text[:1].upper() + text[1:]


def _environment_with(filters: Iterable[tuple[str, Any]]) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,  # the default prints "Dear ," (reliability 2, row 46)
        autoescape=False,  # plain text for a mail, never HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=0,
    )
    made.globals.clear()  # no range, lipsum, namespace
    made.filters.clear()
    made.filters.update(filters)
    made.tests.clear()
    return made


_environment = _environment_with((("ours", _ours), ("begin", _begin)))
