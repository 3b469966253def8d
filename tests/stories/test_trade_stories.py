"""The story mailboxes of the trade, each as a real Maildir through all of reading and judging: how many come out right.

Without the data folder the project's own small stories of the same form stand for them. `python -m bench.stories`
prints every disagreement.
"""

import os
from pathlib import Path

import pytest

from tests.given import ROOT
from tests.stories.verdicts import Verdict, run_story

TRADE = Path(os.environ.get("FOLLOWUP_DATA", ROOT.parent / "shared" / "data")) / "trade" / "stories"
OWN = Path(__file__).parent / "own"
FULLY_RIGHT = 0.95


def stories_in(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/story.json"))


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    stories = [*stories_in(TRADE), *stories_in(OWN)]
    return [one for story in stories for one in run_story(story, tmp_path_factory.mktemp("story"))]


def test_nineteen_of_twenty_stories_come_out_fully_right(verdicts: list[Verdict]) -> None:
    wrong = [f"{one.story} {one.customer}: {one.wrong}; {one.because}" for one in verdicts if one.wrong]

    assert len(verdicts) >= 4
    assert 1 - len(wrong) / len(verdicts) >= FULLY_RIGHT, wrong


def test_nobody_gets_a_draft_who_must_not_get_one(verdicts: list[Verdict]) -> None:
    pestered = [
        f"{one.story} {one.customer}: {one.because}"
        for one in verdicts
        if one.wanted.get("draft") is False and one.got["draft"]
    ]

    assert pestered == []


def test_the_projects_own_stories_all_come_out_right(tmp_path: Path) -> None:
    own = [one for number, story in enumerate(stories_in(OWN)) for one in run_story(story, _folder(tmp_path, number))]

    assert [f"{one.story}: {one.wrong}; {one.because}" for one in own if one.wrong] == []


def _folder(parent: Path, number: int) -> Path:
    folder = parent / str(number)
    folder.mkdir()
    return folder
