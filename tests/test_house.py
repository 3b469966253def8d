"""The house keeps its own rules: small modules, docstrings, words, no traces of anybody's machine."""

import ast
import re
import subprocess
from pathlib import Path

from tests.given import ROOT

MODULES = sorted((ROOT / "assistant").rglob("*.py"))
WITH_TESTS = [*MODULES, *sorted((ROOT / "bench").rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    too_long = {
        str(path.relative_to(ROOT)): n for path in WITH_TESTS if (n := len(path.read_text().splitlines())) > 400
    }

    assert too_long == {}


def test_every_module_says_what_the_reader_gets() -> None:
    silent = [str(path.relative_to(ROOT)) for path in WITH_TESTS if not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == []


def test_every_public_function_of_the_thinking_part_has_a_docstring() -> None:
    silent = []
    for package in ("facts", "plan", "phrases", "almanac"):
        for path in sorted((ROOT / "assistant" / package).rglob("*.py")):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                    silent.append(f"{path.relative_to(ROOT)}: {node.name}")

    assert silent == []


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = []
    for path in WITH_TESTS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 60:
                    long.append(f"{path.relative_to(ROOT)}: {node.name} has {length} lines")

    assert long == []


def test_no_module_is_called_after_nothing_in_particular() -> None:
    vague = {"utils", "helpers", "manager", "base", "common", "misc"}

    assert [path for path in WITH_TESTS if path.stem in vague] == []


def test_no_test_module_borrows_from_another() -> None:
    borrowed = re.compile(r"^from tests\.(\w+\.)*test_", re.MULTILINE)

    assert [path for path in WITH_TESTS if borrowed.search(path.read_text())] == []


def test_import_contracts_hold() -> None:
    run = subprocess.run(["lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False, env=_with_venv())

    assert run.returncode == 0, run.stdout


def _with_venv() -> dict[str, str]:
    import os
    import sys

    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"}
