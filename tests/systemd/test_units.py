"""The units as systemd itself judges them: no mistake in them, and little that a broken service could reach."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.given import ROOT

SYSTEM, USER = ROOT / "systemd" / "followup.service", ROOT / "systemd" / "user" / "followup.service"


@pytest.fixture
def analyze() -> str:
    """systemd's own judge. Missing: fails in CI, is skipped elsewhere (a desktop without systemd)."""
    program = shutil.which("systemd-analyze")
    if program is None:
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail("systemd-analyze is missing: run scripts/install-test-servers")
        pytest.skip("systemd-analyze is not installed")
    return program


@pytest.mark.parametrize(("unit", "manager"), [(SYSTEM, "--system"), (USER, "--user")])
def test_systemd_finds_nothing_wrong_with_the_unit(analyze: str, unit: Path, manager: str, tmp_path: Path) -> None:
    copy = tmp_path / "followup.service"  # the program is not installed where the unit looks for it
    copy.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", unit.read_text(), flags=re.M))
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    command = [analyze, manager, "verify", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize(("unit", "most"), [(SYSTEM, 1.5), (USER, 5.0)])
def test_little_is_exposed(analyze: str, unit: Path, most: float) -> None:
    command = [analyze, "security", "--offline=true", "--no-pager", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    score = re.search(r"exposure level for followup\.service: ([0-9.]+)", done.stdout)

    assert score is not None, done.stderr
    assert float(score[1]) <= most


@pytest.mark.parametrize("unit", [SYSTEM, USER])
def test_a_pass_that_hangs_is_restarted_and_a_stop_has_time_to_end(unit: Path) -> None:
    given = dict(line.split("=", 1) for line in unit.read_text().splitlines() if "=" in line and line[0] not in "#[")

    assert (given["Type"], given["WatchdogSec"], given["Restart"]) == ("notify", "120", "on-failure")
    assert (given["TimeoutStopSec"], given["KillMode"]) == ("45", "mixed")
    assert given["ExecStart"].endswith("followup run")
