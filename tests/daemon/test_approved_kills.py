"""SIGKILL at every step of sending what was approved: never twice, and never lost without a word."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest

from assistant.daemon import approved, commands, cycle
from assistant.daemon.house import House
from assistant.ledger.errands import SEND, Errands
from assistant.mail.maildir import MaildirMailbox
from tests.daemon.sending import OPEN, account, content_of, count, desk, passed
from tests.drafts.kills import Steps, in_child
from tests.given.mailboxes import RULES, house_over
from tests.servers.smtp import PASSWORD, Post, smtp_server

WRITES = ("begin", "move")
ON_THE_MAILBOX = ("append", "move", "remove")
TO_THE_SERVER = ("connect", "login", "mail", "rcpt", "data")


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIN", PASSWORD)


@contextmanager
def again(folder: Path) -> Iterator[House]:
    """The same installation, started anew."""
    with house_over(folder, RULES.replace("0 hours", "12 hours")) as house:
        yield house


def mortal(steps: Steps, act: Callable[..., Any]) -> Callable[..., Any]:
    """Return `act` with a step before and one after it."""

    @wraps(act)
    def acting(*args: Any, **named: Any) -> Any:
        steps.step()
        done = act(*args, **named)
        steps.step()
        return done

    return acting


def mortal_to_the_server(steps: Steps, act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    async def acting(*args: Any, **named: Any) -> Any:
        steps.step()
        done = await act(*args, **named)
        steps.step()
        return done

    return acting


def send_and_die(folder: Path, post: Post, fatal: int) -> int:
    """Do the pass in which the window is open and die at step `fatal`; return the steps it had. For a child process."""
    steps = Steps(0)
    for owner, names in ((Errands, WRITES), (MaildirMailbox, ON_THE_MAILBOX)):
        for name in names:
            setattr(owner, name, mortal(steps, getattr(owner, name)))
    for name in TO_THE_SERVER:
        setattr(aiosmtplib.SMTP, name, mortal_to_the_server(steps, getattr(aiosmtplib.SMTP, name)))
    with again(folder) as house:
        cycle.run_pass(house, OPEN)
        steps.fatal, steps.count = fatal, 0
        approved.send_due(house, "story", account(post), True, OPEN)
    return steps.count


def test_a_process_killed_at_any_step_of_sending_sends_once_or_shows_the_doubt(tmp_path: Path) -> None:
    with desk(tmp_path / "first"):
        pass
    fatal, steps, ends = 0, 1, []
    while fatal <= steps:
        here = tmp_path / str(fatal)
        shutil.copytree(tmp_path / "first", here)
        with smtp_server() as post:
            lived = in_child(partial(send_and_die, here, post, fatal))[1]()
            steps = lived if fatal == 0 and lived is not None else steps
            assert (lived is None) == (fatal > 0)
            with again(here) as house:
                for minutes in (5, 10):
                    states = passed(house, post, OPEN + timedelta(minutes=minutes))
                ends.append((states, len(post.taken), count(house, "Sent"), count(house, commands.SEND_FOLDER)))
                problem = [one.body for one in house.ledger.errands.all(SEND)]
        assert len({content_of(one) for one in post.taken}) == len(post.taken) <= 1, (fatal, problem)
        fatal += 1

    done, in_doubt = (("filed",), 1, 2, 0), (("in-doubt",), 1, 1)  # in doubt: it lies where it lay, Sent has the quote
    doubtful = [end for end in ends if end != done]
    assert steps > 15
    assert all((states, *lies) == in_doubt for states, _, *lies in doubtful), ends
    assert {sent for _, sent, *_ in doubtful} == {0, 1}  # one cannot know, and says so
    assert len(doubtful) <= 4  # between writing down "sending" and writing down "sent"
