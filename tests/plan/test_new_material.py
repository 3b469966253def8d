"""A new material is written below what stands there, and nothing else in the file changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plan import materials as material_files
from assistant.plan.new_material import NewMaterial, free_id, with_entry
from tests.plan.given import rules

NEWS = NewMaterial(id="line-2", topic="company-news", facts={"what": "a second line", "means": "18 days: not 25"})
ENTRY = """\
- id: line-2
  topic: company-news
  facts:
    what: a second line
    means: "18 days: not 25"
"""
OLD = """\
# My news.   A remark of mine.
- {id: fair, topic: exhibition, facts: {name: Canton Fair, place: Guangzhou, dates: 15 to 19 April, booth: 5.2 F31}}
"""


def add(text: str, new: NewMaterial = NEWS) -> tuple[str, list[str]]:
    made, wrong = with_entry(text, "materials.yaml", new, rules())
    return made, [problem.text for problem in wrong]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ENTRY),
        ("# only remarks\n", f"# only remarks\n\n{ENTRY}"),
        (OLD, f"{OLD}\n{ENTRY}"),
        (OLD.rstrip("\n"), f"{OLD}\n{ENTRY}"),
        (f"{OLD}\n# a last remark\n\n", f"{OLD}\n# a last remark\n\n{ENTRY}"),
        (OLD.replace("\n", "\r\n"), f"{OLD}\n{ENTRY}".replace("\n", "\r\n")),
    ],
)
def test_the_entry_stands_at_the_end_and_every_remark_stays(before: str, after: str) -> None:
    assert add(before) == (after, [])


def test_an_indented_list_stays_indented() -> None:
    made, wrong = add("  - id: a\n    topic: holiday\n")

    assert wrong == []
    assert made.endswith("\n  - id: line-2\n    topic: company-news\n    facts:\n" + "      what: a second line\n" + (
        '      means: "18 days: not 25"\n'
    ))  # fmt: skip


def test_a_list_in_one_line_is_left_to_its_writer() -> None:
    text = "[{id: a, topic: holiday}]\n"

    assert add(text)[1]


def test_the_same_id_is_refused() -> None:
    text = ENTRY

    made, wrong = add(text)
    assert made == text
    assert wrong == ["there is a material line-2 already: choose another id"]


def test_what_the_topic_needs_and_what_cannot_be_are_said_together() -> None:
    new = NewMaterial(id="a b", topic="price-update", facts={"product": "panel"}, since="tomorrow", countries=["XX"])

    wrong = " | ".join(add("", new)[1])

    assert "write a date as YEAR-MONTH-DAY" in wrong
    new = NewMaterial(id="a b", topic="price-update", facts={"product": "panel"}, countries=["XX"])
    wrong = " | ".join(add("", new)[1])
    for told in ("needs the fact change", "needs the fact reason", "an id is made of", "XX is not a country code"):
        assert told in wrong


def test_a_file_that_is_wrong_already_is_mended_first() -> None:
    text = "- {id: a, topic: holidy}\n"

    made, wrong = add(text)

    assert made == text
    assert "unknown topic holidy" in wrong[0]


def test_an_id_is_made_of_the_facts_and_is_free() -> None:
    assert free_id("Canton Fair 2027: exhibition", []) == "canton-fair-2027-exhibition"
    assert free_id("Canton", ["canton", "canton-2"]) == "canton-3"
    assert free_id("展会", []) == "news"


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_whatever_a_seller_types_is_read_back_as_typed_or_refused(what: str, means: str) -> None:
    made, wrong = add(OLD, NewMaterial(id="x", topic="company-news", facts={"what": what, "means": means}))

    if not wrong:
        found, _ = material_files.load(made, "materials.yaml")
        assert dict(found[-1].facts) == {"what": what, "means": means}
