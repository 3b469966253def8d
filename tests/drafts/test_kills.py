"""SIGKILL before and after every step of placing, recovering and withdrawing: the same end as without it.

One test walks all kill points of a scenario, because each point is a tenth of a second. TORTURE=n adds n random kills
of each scenario (`make torture`).
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.drafts.desk import Desk, Journal
from assistant.mail.imap import ImapMailbox
from assistant.mail.wire import Wire
from assistant.model import DraftState, JournalEntry
from tests.drafts.desk_setting import DRAFTS, MINUTE, NOON, SENT, WITHDRAWN, desk, draft, edited
from tests.drafts.imap_setting import live_drafts, mailbox
from tests.drafts.journals import LedgerFile
from tests.drafts.kills import dying_at, in_child
from tests.fakes.journal import FileJournal
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FaultProxy
from tests.servers.session import SecondSession

TORTURE = int(os.environ.get("TORTURE", "0"))
ANSWERED = "the customer has answered"
MINE = b"Subject: the user's own draft\r\n\r\nmine\r\n"


@dataclass
class Place:
    """A fresh mailbox with the user's own draft in it, and a fresh journal."""

    dovecot: Dovecot
    user: str
    journal: Journal
    session: SecondSession
    without: frozenset[str] = frozenset()  # abilities taken away from the server

    def connect(self, wrap: Callable[[Wire], Wire] | None = None) -> ImapMailbox:
        return mailbox(self.dovecot.host, self.dovecot.port, self.user, without=self.without, wrap=wrap)

    def desk(self) -> Desk:
        return desk(self.connect(), self.journal)

    def dying_at(self, fatal: int, act: Callable[[Desk], object]) -> int | None:
        return dying_at(fatal, self.connect, self.journal, act)

    def resume(self, *minutes: int) -> JournalEntry:
        """What the next passes do: finish what is open, then place what is still due (the same step again)."""
        for minute in minutes:
            one = self.desk()
            one.reconcile(NOON + minute * MINUTE)
            one.place(draft(), NOON + minute * MINUTE)
            one.mailbox.close()
        [entry] = self.journal.entries()
        return entry

    def mine(self) -> list[bytes]:
        return [raw for uid in self.session.uids(DRAFTS) if (raw := self.session.raw(DRAFTS, uid)) == MINE]


Fresh = Callable[[], AbstractContextManager[Place]]


@pytest.fixture
def fresh(request: pytest.FixtureRequest, dovecot: Dovecot, tmp_path: Path, empty_ledger: Path) -> Fresh:
    def journal(name: str) -> Journal:
        if getattr(request, "param", "file") == "ledger":
            return LedgerFile(tmp_path, empty_ledger, f"{name}.db")
        return FileJournal(tmp_path / name)

    @contextmanager
    def make() -> Iterator[Place]:
        user = dovecot.user()
        with dovecot.session(user) as session:
            session.append(DRAFTS, MINE, ("\\Draft", "\\Deleted"))  # plain EXPUNGE would take it away
            yield Place(dovecot, user, journal(user), session)

    return make


def every_step(fresh: Fresh, prepare: Callable[[Place], object], act: Callable[[Desk], object]) -> Iterator[Place]:
    """Yield a fresh place for every step of `act`, in which a process has just died at that step."""
    for fatal in range(1, 1000):
        with fresh() as place:
            prepare(place)
            if place.dying_at(fatal, act) is not None:
                assert fatal > MANY
                return
            yield place


MANY = 8  # a scenario of fewer steps would be a test that tests nothing


def nothing(place: Place) -> None:
    """Prepare nothing."""


def placing(one: Desk) -> object:
    return one.place(draft(), NOON)


def placed_before(place: Place) -> None:
    one = place.desk()
    placing(one)
    one.mailbox.close()


def withdrawing(one: Desk) -> object:
    [entry] = one.journal.entries()
    return one.withdraw(entry, ANSWERED, NOON + MINUTE)


def doubted_before(place: Place) -> None:
    """A draft in doubt that is not there, both checks nearly done: the next one tries again."""
    with FaultProxy(place.dovecot.host, place.dovecot.port, "half literal") as proxy:
        desk(mailbox(proxy.host, proxy.port, place.user), place.journal).place(draft(), NOON)
    one = place.desk()
    one.reconcile(NOON + MINUTE)
    one.mailbox.close()


def second_try(one: Desk) -> object:
    return one.reconcile(NOON + 36 * MINUTE)


@pytest.mark.server
@pytest.mark.parametrize(
    ("prepare", "act", "fresh"),
    [(nothing, placing, "ledger"), (doubted_before, second_try, "file")],
    ids=["placing", "second try"],
    indirect=["fresh"],
)
def test_killed_while_placing_there_is_one_draft_in_the_end(
    prepare: Callable[[Place], object], act: Callable[[Desk], object], fresh: Fresh
) -> None:
    for place in every_step(fresh, prepare, act):
        entry = place.resume(37, 80)

        assert (entry.state, live_drafts(place.session)) == (DraftState.WAITING, [entry.uid])
        assert place.mine() == [MINE]


@pytest.mark.server
@pytest.mark.parametrize("fate", [DraftState.SENT, DraftState.UNCERTAIN])
def test_killed_while_placing_what_the_user_took_is_not_placed_again(fate: DraftState, fresh: Fresh) -> None:
    taken = 0
    for place in every_step(fresh, nothing, placing):
        [*there] = live_drafts(place.session)
        for uid in there:
            if fate is DraftState.SENT:
                place.session.append(SENT, place.session.raw(DRAFTS, uid))
            place.session.expunge(DRAFTS, uid)
        if not there:
            continue
        entry = place.resume(37, 80)

        taken += 1
        assert entry.state in (fate, DraftState.WAITING)  # waiting: confirmed before the kill, `track` sees its fate
        assert live_drafts(place.session) == []
    assert taken > 1


@pytest.mark.server
@pytest.mark.parametrize(
    ("lacking", "fresh"),
    [(frozenset(), "ledger"), (frozenset({"MOVE"}), "file"), (frozenset({"MOVE", "UIDPLUS"}), "file")],
    ids=["has all", "no MOVE", "no MOVE, no UIDPLUS"],
    indirect=["fresh"],
)
def test_killed_while_withdrawing_it_is_withdrawn_in_the_end(lacking: frozenset[str], fresh: Fresh) -> None:
    def poor(place: Place) -> None:
        place.without = lacking
        placed_before(place)

    for place in every_step(fresh, poor, withdrawing):
        entry = place.resume(2)
        if entry.state is DraftState.WAITING:  # killed before the wish was written: the next pass has it again
            withdrawing(place.desk())
        entry = place.resume(3, 4)

        assert (entry.state, entry.phase, live_drafts(place.session)) == (DraftState.WITHDRAWN, "", [])
        assert [place.session.raw(WITHDRAWN, uid) for uid in place.session.uids(WITHDRAWN)] == [draft().raw]
        assert place.mine() == [MINE]


@pytest.mark.server
def test_killed_while_withdrawing_an_edit_of_the_user_is_kept(fresh: Fresh) -> None:
    kept = 0
    for place in every_step(fresh, placed_before, withdrawing):
        [*there] = live_drafts(place.session)
        for uid in there:
            changed = edited(place.session.raw(DRAFTS, uid))
            place.session.expunge(DRAFTS, uid)
            place.session.append(DRAFTS, changed, ("\\Draft",))
        entry = place.resume(2, 3)
        if there and entry.phase == "":
            withdrawing(place.desk())
            entry = place.resume(4)

        kept += len(there)
        assert len(live_drafts(place.session)) == len(there)
        assert entry.state is (DraftState.EDITED if there else DraftState.WITHDRAWN)
    assert kept > 1


@pytest.mark.server
@pytest.mark.parametrize("sent_bytes", [0, 1, 300, len(draft().raw), len(draft().raw) + 2, -1])
def test_killed_inside_append_there_is_one_draft_in_the_end(sent_bytes: int, fresh: Fresh) -> None:
    with fresh() as place, FaultProxy(place.dovecot.host, place.dovecot.port, f"kill:{sent_bytes}") as proxy:

        def work() -> int:
            placing(desk(mailbox(proxy.host, proxy.port, place.user), place.journal))
            return 0

        proxy.victim, wait = in_child(work)
        assert wait() is None
        entry = place.resume(1, 37, 80)

        assert (entry.state, live_drafts(place.session)) == (DraftState.WAITING, [entry.uid])


@pytest.mark.server
@pytest.mark.parametrize("fresh", ["ledger"], indirect=True)
@pytest.mark.parametrize("seed", range(max(8, 20 * TORTURE)))
def test_killed_at_any_moment_of_placing_and_withdrawing(seed: int, fresh: Fresh) -> None:
    with fresh() as place:

        def work() -> int:
            one = place.desk()
            placing(one)
            withdrawing(one)
            return 0

        pid, wait = in_child(work)
        time.sleep(random.Random(seed).uniform(0.0, 0.08))
        os.kill(pid, signal.SIGKILL)
        wait()
        place.resume(1, 37)
        one = place.desk()
        withdrawing(one)
        one.mailbox.close()
        entry = place.resume(80, 81)

        assert (entry.state, live_drafts(place.session)) == (DraftState.WITHDRAWN, [])
        assert len(place.session.uids(WITHDRAWN)) == 1
        assert place.mine() == [MINE]
