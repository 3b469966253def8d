"""config.yaml: what is accepted, and what each mistake is answered with."""

from pathlib import Path

import pytest

from assistant import config
from assistant.errors import WrongUsage
from tests.given import ROOT

GOOD = """\
me:
  name: Lin Wei
  addresses: [Lin@Brightline.example]
  domains: [brightline.example]
  timezone: Asia/Shanghai
mailboxes:
  - name: lin
    imap: {host: imap.brightline.example, user: lin, password: {file: lin.secret}}
"""
FILE = Path("/etc/followup/config.yaml")


def problems(text: str) -> list[str]:
    loaded, found = config.load(text, FILE)
    assert (loaded is None) == bool(found)
    return [str(problem).removeprefix(f"{FILE}:") for problem in found]


def test_paths_are_meant_from_the_config_files_folder() -> None:
    loaded, found = config.load(GOOD, FILE)

    assert found == ()
    assert loaded is not None
    assert loaded.rules == FILE.parent / "rules.yaml"
    assert loaded.mailboxes[0].imap is not None
    assert loaded.mailboxes[0].imap.password is not None
    assert loaded.mailboxes[0].imap.password.source == ("file", str(FILE.parent / "lin.secret"))


def test_the_sellers_country_comes_from_the_time_zone() -> None:
    loaded, _ = config.load(GOOD, FILE)

    assert loaded is not None
    assert loaded.owner.country == "CN"
    assert loaded.owner.addresses == {"lin@brightline.example"}


def test_a_password_in_the_file_is_refused_and_never_repeated_in_the_message() -> None:
    found = problems(GOOD.replace("{file: lin.secret}", "hunter2"))

    assert len(found) == 1
    assert "a password never stands in this file" in found[0]
    assert "hunter2" not in found[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("timezone: Asia/Shanghai", "timezone: Asia/Shangai", "did you mean Asia/Shanghai?"),
        ("user: lin,", "", "imap needs user and password"),
        (
            "host: imap.brightline.example",
            "host: h.example, security: none",
            "security: none is allowed for this machine",
        ),
        ("name: lin\n", "name: lin\n    maildir: /mail\n", "exactly one of imap, maildir or mbox"),
        ("addresses: [Lin@Brightline.example]", "addresses: [nobody]", "is not a mail address"),
        ("  domains:", "  domanis:", "unknown key domanis (did you mean domains?)"),
        ("{file: lin.secret}", "{file: a, env: B}", "exactly one source"),
    ],
)
def test_a_mistake_is_answered_with_its_line_and_what_to_do(old: str, new: str, says: str) -> None:
    found = problems(GOOD.replace(old, new))

    assert any(says in line and line.split(":")[0].isdigit() for line in found), found


def test_a_missing_config_names_every_place_that_was_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("FOLLOWUP_CONFIG", raising=False)
    monkeypatch.delenv("CONFIGURATION_DIRECTORY", raising=False)

    with pytest.raises(WrongUsage, match="FOLLOWUP_CONFIG") as raised:
        config.find(None)

    assert str(tmp_path / "followup" / "config.yaml") in str(raised.value)


def test_the_example_in_the_project_is_valid() -> None:
    example = ROOT / "config.example.yaml"

    loaded, found = config.load(example.read_text(encoding="utf-8"), example)

    assert found == ()
    assert loaded is not None
