"""What an installation gets: every data file is in the wheel, and CI's versions are exact and free of addresses."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest

from tests.given import ROOT

NEEDED = ("assistant", "phrasebook", "pyproject.toml", "README.md", "LICENSE")
EXAMPLES = ("rules.example.yaml", "materials.example.yaml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names in a wheel that is built from a copy of the source."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("made")
    for name in (*NEEDED, *EXAMPLES):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(made.glob("*.whl"))) as archive:
        return frozenset(archive.namelist())


def test_the_wheel_carries_every_file_of_the_package(wheel: frozenset[str]) -> None:
    files = (path for path in (ROOT / "assistant").rglob("*") if path.is_file() and "__pycache__" not in path.parts)

    assert {str(path.relative_to(ROOT)) for path in files} - wheel == set()


def test_the_wheel_carries_the_phrasebook_and_the_examples(wheel: frozenset[str]) -> None:
    book = {f"assistant/{path.relative_to(ROOT)}" for path in (ROOT / "phrasebook").rglob("*") if path.is_file()}

    assert len(book) > 10
    assert book | {f"assistant/examples/{name}" for name in EXAMPLES} <= wheel


def test_the_wheel_carries_lexicon_migrations_demo_and_licence(wheel: frozenset[str]) -> None:
    for pattern in (
        r"assistant/facts/lexicon/inbound\.yaml",
        r"assistant/ledger/migrations/versions/0001\.py",
        r"assistant/demo/customers\.yaml",
        r"followup_assistant-[0-9.]+\.dist-info/licenses/LICENSE",
    ):
        assert any(re.fullmatch(pattern, name) for name in wheel), pattern


def test_nothing_else_is_installed(wheel: frozenset[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"assistant", "followup_assistant"}


def test_the_lock_holds_exact_versions_and_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)] == []


def test_the_lock_covers_every_dependency_we_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    named = {plain(re.split(r"[<>=\[;]", line)[0]) for line in (*project["dependencies"], *extras)}
    locked = {plain(line.split("==")[0]) for line in (ROOT / "requirements.lock").read_text().splitlines()}

    assert named - locked - {"followup-assistant"} == set()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
