"""A simulated year: thirty-nine customers with different fates, a scripted seller, the clock moved day by day.

The real house reads a real Maildir, writes into its Drafts, and is judged after each of some six hundred passes by
`promises`, which know the story and nothing of the assistant. See `cast` for the people, `year` for the clockwork.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.given import ROOT
from tests.stories.cast import CAST
from tests.stories.told import Told, tell

DAYS, FIRST_DAYS = 365, 130  # the second run, under another hash seed, need not go to the end

pytestmark = pytest.mark.timeout(400)  # of the fixtures; the year itself takes about forty seconds
# Name; grade, stage, quiet and follow-ups at the end of the year; the last decision and the rule that made it; drafts.
# Printed by `python -m tests.stories.told 365 fates`: a change of judgement shows here, and has to be looked at.
FATES = """\
silent-for-ever         C quoted   yes  9  hold   age           9 drafts,  9 sent
silent-alone            B quoted   yes  9  hold   age           9 drafts,  9 sent
silent-old-quote        C quoted   yes  0  hold   age           1 drafts,  0 sent
silent-riyadh           B quoted   yes  8  hold   age           8 drafts,  8 sent
silent-shenzhen         C quoted   yes  8  hold   age           8 drafts,  8 sent
silent-hanoi            B quoted   yes  7  hold   age           7 drafts,  7 sent
silent-osaka            B quoted   yes  7  hold   age           7 drafts,  7 sent
silent-denver           B quoted   yes  9  hold   age           9 drafts,  9 sent
silent-bare             B quoted   yes  8  hold   age           9 drafts,  8 sent
silent-person           B quoted   yes  6  hold   age           6 drafts,  6 sent
answers-in-thread       C quoted   yes  5  hold   age           9 drafts,  9 sent
answers-in-new-thread   B quoted   yes  7  hold   age           9 drafts,  9 sent
answers-by-colleague    B quoted   yes  7  hold   age           8 drafts,  8 sent
answers-from-home       B quoted   yes  2  hold   open_draft    6 drafts,  3 sent
answers-second-address  B quoted   yes  6  hold   age           8 drafts,  7 sent
answers-into-junk       B quoted   no   0  answer owe           2 drafts,  1 sent
answers-after-forgotten B quoted   yes  2  hold   open_draft    5 drafts,  2 sent
answers-while-saved     B quoted   yes  8  hold   age           9 drafts,  9 sent
asks-and-waits          B quoted   no   0  answer owe           1 drafts,  1 sent
asks-and-is-promised    C inquiry  no   0  answer owe           0 drafts,  0 sent
out-of-office           B quoted   yes  8  hold   age           8 drafts,  8 sent
receipts-and-tickets    B quoted   yes  8  hold   age           8 drafts,  8 sent
has-left                B quoted   yes  8  hold   age           8 drafts,  8 sent
bounces                 B quoted   yes  0  hold   age           1 drafts,  1 sent
refuses                 D lost     no   0  hold   lost          1 drafts,  1 sent
refuses-and-reopens     B quoted   yes  7  hold   age           8 drafts,  8 sent
stops                   C lost     no   0  hold   stop          2 drafts,  1 sent
stopped-by-seller       B quoted   yes  1  hold   stop          2 drafts,  1 sent
orders                  A ordering yes  0  hold   open_draft    4 drafts,  2 sent
orders-at-once          A ordering yes  1  hold   age           1 drafts,  1 sent
takes-samples           B sample   yes  7  hold   age           7 drafts,  7 sent
holds-without-date      B quoted   yes  5  hold   age           7 drafts,  7 sent
holds-until-a-day       B quoted   yes  5  hold   age           7 drafts,  7 sent
holds-until-a-month     B quoted   yes  3  hold   age           5 drafts,  5 sent
deletes-every-draft     B quoted   yes  0  hold   age           6 drafts,  0 sent
written-by-hand         B quoted   yes 11  hold   age          11 drafts,  5 sent
telephoned              B quoted   yes  9  hold   age           8 drafts,  8 sent
forgotten-for-ever      B quoted   yes  0  hold   age           2 drafts,  0 sent
held-by-seller          B quoted   yes  5  hold   age           5 drafts,  5 sent
"""


@pytest.fixture(scope="module")
def second_run() -> Iterator["subprocess.Popen[str]"]:
    """The same story in a process of its own, beside the first one."""
    command = [sys.executable, "-m", "tests.stories.told", str(FIRST_DAYS)]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT), "TZ": "America/Lima"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.fixture(scope="module")
def told(second_run: "subprocess.Popen[str]") -> Told:
    """The whole year, lived once; the second run goes on meanwhile."""
    return tell(DAYS)


def test_no_promise_is_broken_on_any_day_of_the_year(told: Told) -> None:
    assert told.broken == ()


def test_no_mail_of_the_seller_is_changed_and_nothing_is_left_undone(told: Told) -> None:
    assert told.harmed == ()
    assert told.shelf == ()
    assert told.kept_away == ()


def test_what_became_of_every_draft_is_seen_as_it_was(told: Told) -> None:
    assert told.misread == ()


def test_every_customer_meets_the_fate_of_his_story(told: Told) -> None:
    assert told.fates.splitlines() == FATES.splitlines()


def test_topics_vary_over_the_year(told: Told) -> None:
    topics = Counter(topic for _, _, topic, _, _ in told.lines)

    assert len(CAST) >= 25
    assert len(told.lines) >= 200
    assert set(topics) >= {"correction", "price-update", "product-update", "company-news", "exhibition", "visit"}
    assert max(topics.values()) < len(told.lines) / 3


def test_the_year_is_the_same_whenever_it_is_lived(told: Told, second_run: "subprocess.Popen[str]") -> None:
    printed, _ = second_run.communicate(timeout=100)
    again = [tuple(line) for line in json.loads(printed)]

    assert len(again) > 60
    assert again == list(told.lines[: len(again)])
    assert second_run.returncode == 0
