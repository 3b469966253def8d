"""`followup materials`: what is wrong with the news, what each is good for, and a new one."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import run
from tests.given.mailboxes import configured, silent_customer
from tests.given.parties import AT

NEWS = """\
# My news
- id: line
  topic: company-news
  facts: {what: a second SMT line is running, means: orders leave a week earlier}
  until: 2026-12-31

- {id: old, topic: holiday, until: 2026-01-01}
- {id: soon, topic: price-update, from: 2027-01-01, products: [bath towel], facts: {product: Bath towel, change: -4 %, reason: cotton is cheaper, conditions: until March}}
- id: certified
  topic: product-update
  facts: {product: LED panel BL-2031, status: certified}
  attach: [ce.pdf]
"""  # noqa: E501


@pytest.fixture
def config(tmp_path: Path) -> str:
    silent_customer(tmp_path)
    return str(configured(tmp_path, materials=NEWS))


def told(config: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["materials", *words, "-c", config])
    said = capsys.readouterr()
    return code, said.out, said.err


def as_json(config: str, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(told(config, capsys, *words, "--json")[1])


def test_check_says_what_each_material_is_good_for_now(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(config).with_name("ce.pdf").write_bytes(b"%PDF")
    assert run(["sync", "-c", config]) == 0

    found = as_json(config, capsys, "check", "--at", AT.isoformat())

    assert found["problems"] == []
    by_id = {one["id"]: one for one in found["materials"]}
    assert {name: (one["state"], one["fits"], one["told_to"]) for name, one in by_id.items()} == {
        "line": ("valid", 1, 0),
        "old": ("expired", 1, 0),
        "soon": ("later", 0, 0),
        "certified": ("valid", 1, 0),
    }
    assert by_id["line"]["line"] == 2
    assert by_id["line"]["languages"] == ["en"]


def test_a_draft_that_lies_on_the_desk_has_told_nobody_yet(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(config).with_name("ce.pdf").write_bytes(b"%PDF")
    run(["draft", "-c", config, "--at", AT.isoformat()])
    drafts = json.loads(told_all(config, capsys, "drafts", "--json"))

    found = as_json(config, capsys, "check", "--at", (AT + timedelta(hours=1)).isoformat())

    assert len(drafts) == 1
    assert {one["told_to"] for one in found["materials"]} == {0}


def told_all(config: str, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    run([*words, "-c", config])
    return capsys.readouterr().out


def test_a_missing_file_is_named_with_its_line(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(config, capsys, "check", "--at", AT.isoformat())

    file = Path(config).with_name("materials.yaml")
    assert code == 2
    assert f"{file}:12: certified: {file.with_name('ce.pdf')} cannot be attached: it is not there" in out
    assert "a file is missing" in out


def test_a_wrong_file_is_told_with_every_line(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(config).with_name("materials.yaml")
    file.write_text("- {id: a, topic: holidy}\n- {id: b, topic: visit, facts: {who: us}}\n")

    code, _, err = told(config, capsys, "check")

    assert code == 2
    assert f"{file}:1: unknown topic holidy" in err
    assert f"{file}:2: b: a visit needs the fact when" in err


def test_add_writes_an_entry_that_reads_back_and_keeps_the_rest(
    config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(config).with_name("materials.yaml")
    facts = ("--fact", "name=Canton Fair", "--fact", "place=Guangzhou", "--fact", "dates=15 to 19 April 2027")
    made = as_json(config, capsys, "add", "--topic", "exhibition", *facts, "--fact", "booth=5.2 F31", "--region", "EU")

    assert made["id"] == "canton-fair-exhibition"
    assert file.read_text().startswith(NEWS)
    listed = as_json(config, capsys, "list")
    assert [one["id"] for one in listed] == ["line", "old", "soon", "certified", "canton-fair-exhibition"]
    assert listed[-1]["facts"]["booth"] == "5.2 F31"
    assert listed[-1]["line"] == made["line"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--topic", "visit", "--fact", "who=Lin Wei"), "needs the fact when"),
        (("--topic", "holiday", "--id", "line"), "there is a material line already"),
        (("--topic", "holiday", "--attach", "gone.pdf"), "gone.pdf cannot be attached: it is not there"),
        (("--topic", "holiday", "--until", "soon"), "write a date as YEAR-MONTH-DAY"),
        (("--topic", "holiday", "--fact", "nothing"), "write NAME=VALUE"),
        ((), "give --topic"),
    ],
)
def test_nothing_wrong_is_ever_written(
    words: tuple[str, ...], says: str, config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(config, capsys, "add", *words)

    assert code == 2
    assert says in err
    assert Path(config).with_name("materials.yaml").read_text() == NEWS


def test_a_file_of_the_sellers_is_named_from_where_the_news_lies(
    config: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(config).parent
    (folder / "pictures").mkdir()
    (folder / "pictures" / "panel 2040.jpg").write_bytes(b"x")
    monkeypatch.chdir(folder / "pictures")
    facts = ("--fact", "product=LED panel BL-2040", "--fact", "status=in stock")
    code, _, err = told(config, capsys, "add", "--topic", "product-update", *facts, "--attach", "panel 2040.jpg")

    assert (code, err) == (0, "")
    assert "attach: [pictures/panel 2040.jpg]" in (folder / "materials.yaml").read_text().replace('"', "")


def test_followup_check_names_the_file_that_is_missing(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told_all(config, capsys, "check", "--json"))

    wrong = [one["says"] for one in found if one["part"] == "materials" and not one["ok"]]
    assert wrong == [f"certified: {Path(config).with_name('ce.pdf')} cannot be attached: it is not there"]


def test_the_same_news_is_not_written_twice(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(config).with_name("materials.yaml").read_text(encoding="utf-8")
    facts = ("--fact", "what=a second SMT line is running", "--fact", "means=orders leave a week earlier")
    words = ("add", "--topic", "company-news", *facts)
    code, _, said = told(config, capsys, *words)

    assert (code, "line tells the same" in said) == (2, True)
    assert Path(config).with_name("materials.yaml").read_text(encoding="utf-8") == before
    assert told(config, capsys, *words, "--region", "EU")[0] == 0
