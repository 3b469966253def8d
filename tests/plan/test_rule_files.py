"""rules.yaml and materials.yaml as people write them: laid over the defaults, every problem at once with its line."""

import jsonschema  # type: ignore[import-untyped]  # its stubs are another package
import pytest
import yaml

from assistant.plan import materials, rules
from tests.given import ROOT


def problems(text: str) -> list[str]:
    found = rules.load(text, "rules.yaml")
    assert found[0] is None
    return [str(problem) for problem in found[1]]


def test_an_empty_file_is_the_defaults() -> None:
    assert rules.load("", "rules.yaml") == (rules.default(), ())


def test_the_example_file_says_what_the_defaults_are() -> None:
    text = (ROOT / "rules.example.yaml").read_text("utf-8")

    assert rules.load(text, "rules.example.yaml") == (rules.default(), ())


def test_a_partial_file_is_laid_over_the_defaults_at_every_depth() -> None:
    text = """
every: {B: 10 days}
windows:
  default: {hours: "09:00-11:00"}
  DE: {days: [mon]}
limits:
  per_day: 3
seasons: {august: skip}
skip:
"""
    made, found = rules.load(text, "rules.yaml")

    assert made is not None
    assert found == ()
    assert (str(made.every.B), str(made.every.A), made.limits.per_day, made.limits.open_drafts) == (
        "10 days", "2 weeks", 3, 8,
    )  # fmt: skip
    assert (made.windows["default"].hours, made.windows["default"].days) == ((540, 660), ("tue", "wed", "thu", "fri"))
    assert (made.windows["DE"].days, made.windows["DE"].hours) == (("mon",), (540, 660))
    assert made.windows["americas"].clock == "seller"
    assert (made.seasons["august"], made.seasons["ramadan"], made.skip) == ("skip", "soften", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quiet_aftr: {}", "rules.yaml:1: unknown key quiet_aftr (did you mean quiet_after?)"),
        ("quiet_after: {sampel: 3 days}", "rules.yaml:1: unknown key sampel (did you mean sample?)"),
        ("attach_at_most: 5", 'rules.yaml:1: attach_at_most: write a size like "5 MB" or "800 KB", at most 20 MB'),
        ("attach_at_most: 50 MB", 'rules.yaml:1: attach_at_most: write a size like "5 MB" or "800 KB", at most 20 MB'),
        ("lead: soon", "rules.yaml:1: lead: 'soon' is not a length of time"),
        (
            "windows:\n  default: {hours: '17:00-13:00'}",
            "rules.yaml:2: windows.default.hours: the window must end after",
        ),
        ("windows:\n  default: {hours: 1300}", "rules.yaml:2: windows.default.hours: hours are written like"),
        ("windows:\n  default: {days: [tuesday]}", "rules.yaml:2: windows.default.days.0"),
        ("windows:\n  Germany: {hours: '9:00-10:00'}", "rules.yaml:2: unknown place Germany"),
        ("topics: [pricing]", "rules.yaml:1: topics.0"),
        ("topics: [visit, visit]", "rules.yaml:1: visit stands in the list twice"),
        ("ladder:\n  call: 5", "rules.yaml:1: ladder: change_person (4) must come after call (5)"),
        ("min_gap: 0 days", "rules.yaml:1: min_gap must be at least 1 hour"),
        ("min_gap: 6 weeks", "rules.yaml:1: min_gap (6 weeks) is longer than every rest"),
        ("every: {hot: 0 days}", "rules.yaml:1: a rest of nothing"),
        ("seasons: {easter: skip}", "rules.yaml:1: unknown season easter"),
        ("seasons: {august: sleep}", "rules.yaml:1: seasons.august"),
        ("regions: {EU: [DE, XQ]}", "rules.yaml:1: XQ is not a country code"),
        ("skip:\n  - if: {country: [Germany]}", "rules.yaml:2: GERMANY is not a country code"),
        ("skip:\n  - if: {quote_below: 200}", "rules.yaml:2: skip.0.if.quote_below: write a sum with its currency"),
        ("skip:\n  - {because: bored}", "rules.yaml:2: skip.0.if is missing"),
        ("skip:\n  - if: {}", "rules.yaml:2: a skip rule without a condition would skip everybody"),
        ("limits: {per_day: -1}", "rules.yaml:1: limits.per_day"),
        ("limits: {per_day: many}", "rules.yaml:1: limits.per_day"),
        ("grading: {credit: 50}", "rules.yaml:1: the weights must make 100 together, they make 140"),
        ("grading: {cuts: {A: 10}}", "rules.yaml:1: cuts must descend from A to C"),
        ("answer_drafts: perhaps", "rules.yaml:1: answer_drafts"),
        ("every: [1 week]", "rules.yaml:1: every"),
        ("- a list", "rules.yaml:1: "),
        ("lead: 1 day\nlead: 2 days", "rules.yaml:2: lead stands here again"),
        ("lead: *anchor", "rules.yaml:1: aliases"),
        ("lead: }", "rules.yaml:1: cannot be read as YAML (column 7)"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_nearest_name(text: str, expected: str) -> None:
    assert any(problem.startswith(expected) for problem in problems(text)), problems(text)


@pytest.mark.parametrize(("text", "size"), [("800 KB", 800_000), ("2.5 MB", 2_500_000), ("20MB", 20_000_000)])
def test_sizes_are_written_as_people_write_them(text: str, size: int) -> None:
    made, found = rules.load(f"attach_at_most: {text}", "rules.yaml")

    assert (made and made.attach_at_most, found) == (size, ())


def test_all_problems_come_at_once() -> None:
    assert len(problems("lead: soon\ntopics: [x]\nmin_gapp: 1 day")) == 3


def test_norway_is_a_country_and_no_is_no() -> None:
    """YAML 1.1 reads a bare NO as false (style.md)."""
    made, _ = rules.load("skip: [{if: {country: NO}}]\nanswer_drafts: no", "rules.yaml")

    assert made is not None
    assert (made.skip[0].when.country, made.answer_drafts) == (("NO",), False)


def test_the_schema_accepts_the_example_and_refuses_what_the_loader_refuses() -> None:
    validator = jsonschema.Draft202012Validator(rules.schema())
    example = yaml.safe_load((ROOT / "rules.example.yaml").read_text("utf-8"))

    assert list(validator.iter_errors(example)) == []
    for wrong in ({"lead": "soon"}, {"leed": "1 day"}, {"windows": {"DE": {"hours": "9"}}}, {"topics": ["x"]}):
        assert list(validator.iter_errors(wrong))


def told(text: str) -> list[str]:
    return [str(problem) for problem in materials.load(text, "materials.yaml")[1]]


def test_the_example_of_materials_is_sound() -> None:
    found, wrong = materials.load((ROOT / "materials.example.yaml").read_text("utf-8"), "materials.example.yaml")

    assert wrong == ()
    assert {material.topic for material in found} >= {"price-update", "product-update", "company-news", "exhibition"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {id: a, topic: price-updat}", "materials.yaml:1: unknown topic price-updat (did you mean price-update?)"),
        ("- {topic: holiday}", "materials.yaml:1: id is missing"),
        ("- {id: a}", "materials.yaml:1: topic is missing"),
        ("- id: a\n  topic: visit\n  facts: {who: Lin, when: May}", "materials.yaml:3: a: a visit needs"),
        ("- {id: a, topic: product-update, facts: {product: p}}", "materials.yaml:1: a: a product-update needs"),
        ("- {id: a, topic: company-news}", "materials.yaml:1: a: a company-news needs the fact what"),
        ("- {id: a, topic: holiday, untill: 2026-01-01}", "materials.yaml:1: unknown key untill (did you mean until?)"),
        ("- {id: a, topic: holiday, from: tomorrow}", "materials.yaml:1: from: write a date"),
        ("- {id: a, topic: holiday, from: 2026-02-01, until: 2026-01-01}", "materials.yaml:1: a: until"),
        ("- {id: a, topic: holiday}\n- {id: a, topic: holiday}", "materials.yaml:2: id a stands here again"),
        ("- {id: a, topic: holiday, regions: [Europe]}", "materials.yaml:1: a: unknown region Europe"),
        ("- {id: a, topic: holiday, countries: [GERMANY]}", "materials.yaml:1: a: GERMANY is not a country code"),
        ("- {id: a, topic: holiday, text: {german: x}}", "materials.yaml:1: a: german is not a language code"),
        ("- just text", "materials.yaml:1: an occasion has keys"),
        ("materials: []", "materials.yaml:1: a list is expected here"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_occasion_is_told(text: str, expected: str) -> None:
    assert any(problem.startswith(expected) for problem in told(text)), told(text)


def test_sound_occasions_are_kept_beside_broken_ones() -> None:
    found, wrong = materials.load("- {id: a, topic: holiday}\n- {id: b, topic: x}", "materials.yaml")

    assert ([material.id for material in found], len(wrong)) == (["a"], 1)


def test_an_empty_file_of_materials_is_no_problem() -> None:
    assert materials.load("# nothing yet\n", "materials.yaml") == (materials.Materials(), ())
