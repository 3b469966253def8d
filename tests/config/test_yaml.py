"""YAML as sellers write it: every mistake is named with its line, and nothing means something else than it says."""

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import yamldoc


class Window(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    days: list[str]
    hours: str


class Rules(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    min_gap: str = ""
    windows: dict[str, Window] = {}
    most: int = 1


def wrong(text: str) -> list[str]:
    doc, problems = yamldoc.parse(text, "rules.yaml")
    if doc is None:
        return [str(problem) for problem in problems]
    return [str(problem) for problem in (*problems, *yamldoc.validated(doc, Rules)[1])]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min_gap: NO", "NO"),
        ("min_gap: 13:30", "13:30"),
        ("min_gap: +86", "+86"),
        ("min_gap: on", "on"),
        ("min_gap: 1e3", "1e3"),
    ],
)
def test_a_scalar_means_what_it_says(text: str, value: str) -> None:
    doc, problems = yamldoc.parse(text, "rules.yaml")

    assert doc is not None
    assert doc.value == {"min_gap": value}
    assert problems == ()


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    assert wrong("min_gap: 1\nwindwos: {}") == ["rules.yaml:2: unknown key windwos (did you mean windows?)"]


def test_a_nested_unknown_key_is_found_in_its_line() -> None:
    assert wrong("windows:\n  default:\n    days: [tue]\n    hours: 8\n    hour: 9") == [
        "rules.yaml:5: unknown key hour (did you mean hours?)"
    ]


def test_a_key_given_twice_is_reported_and_not_silently_replaced() -> None:
    assert wrong("min_gap: 1\nmost: 2\nmin_gap: 3") == [
        "rules.yaml:3: min_gap stands here again; it was already given in line 1: keep one of them"
    ]


def test_all_problems_are_reported_at_once() -> None:
    found = wrong("most: many\nwindows: {a: {days: [tue]}}\nnonsense: 1")

    assert [line.split(":")[1] for line in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text", ["a: [1", "a: 'x", "\tmin_gap: 1", "a: b: c", "- 1\nb: 2", "{", "a: &x 1\nb: *x", "[" * 50]
)
def test_what_is_no_yaml_is_refused_with_a_line(text: str) -> None:
    found = wrong(text)

    assert len(found) == 1
    assert found[0].startswith("rules.yaml:")
    assert found[0].split(":")[1].isdigit()


def test_a_bomb_is_refused_quickly() -> None:
    assert wrong("x" * 1_000_001) == ["rules.yaml: larger than 1000 KB: split or shorten it"]


@given(st.text(max_size=300))
def test_no_text_breaks_the_loader(text: str) -> None:
    yamldoc.parse(text, "any.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'order:\n  en:\n    - "deal"  # why\n'),
        ("# mine\nask:\n  en: [x]\n", '# mine\nask:\n  en: [x]\n\norder:\n  en:\n    - "deal"  # why\n'),
        ("order:\n  es: [a]\n# end\n", 'order:\n  en:\n    - "deal"  # why\n  es: [a]\n# end\n'),
        ("order:\n  en:\n  - a  # old\n", 'order:\n  en:\n  - a  # old\n  - "deal"  # why\n'),
        ("order:\n  en: [a, b]  # old", 'order:\n  en: [a, b, "deal"]  # old\n'),
        ("order:\n  en:\n  es: []\n", 'order:\n  en:\n    - "deal"  # why\n  es: []\n'),
    ],
)
def test_an_item_is_added_and_everything_else_stays_as_it_was_written(before: str, after: str) -> None:
    assert yamldoc.with_item(before, "order", "en", "deal", "why") == after


def test_what_is_written_in_braces_is_not_changed() -> None:
    with pytest.raises(ValueError, match="one key a line"):
        yamldoc.with_item("order: {en: [a]}", "order", "es", "trato", "why")
