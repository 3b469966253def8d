"""The 16 faults of APPEND (reliability.md 3.2) in front of a real server: one draft in the end, whatever happened."""

import contextlib
import os
import time
from pathlib import Path

import pytest

from assistant.errors import MailboxUnreachable
from assistant.model import DraftState
from tests.drafts.desk_setting import DRAFTS, MINUTE, NOON, SENT, desk, draft, edited
from tests.drafts.imap_setting import live_drafts, mailbox
from tests.fakes.journal import FileJournal
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FAULTS, FaultProxy
from tests.servers.session import SecondSession

TORTURE = int(os.environ.get("TORTURE", "1"))
READ_SECONDS = 0.5  # through the proxy: a blackhole costs a test no more
LIKE_163 = frozenset({"MOVE", "IDLE", "CONDSTORE", "QRESYNC"})
LIKE_QQ = frozenset({"MOVE", "UIDPLUS", "CONDSTORE", "QRESYNC"})


def strike(
    dovecot: Dovecot, user: str, journal: FileJournal, fault: str, without: frozenset[str] = frozenset()
) -> FaultProxy:
    """Place a draft while the fault strikes; the connection is gone afterwards."""
    proxy = FaultProxy(dovecot.host, dovecot.port, fault, zombie_seconds=0.6)
    box = mailbox(proxy.host, proxy.port, user, without=without, read_seconds=READ_SECONDS)
    with contextlib.suppress(MailboxUnreachable):
        desk(box, journal).place(draft(), NOON)
    box.close()
    assert fault in ("none", "APPENDUID stripped") or proxy.struck.wait(5)
    return proxy


def passes(
    dovecot: Dovecot, user: str, journal: FileJournal, *minutes: int, without: frozenset[str] = frozenset()
) -> None:
    """Let the desk reconcile on a fresh connection at these minutes after the draft."""
    for minute in minutes:
        box = mailbox(dovecot.host, dovecot.port, user, without=without)
        desk(box, journal).reconcile(NOON + minute * MINUTE)
        box.close()


@pytest.mark.server
@pytest.mark.parametrize("again", range(TORTURE))
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("without", [frozenset[str](), LIKE_163, LIKE_QQ], ids=["dovecot", "like 163", "like QQ"])
def test_one_draft_whatever_happens_to_the_append(
    without: frozenset[str], fault: str, again: int, dovecot: Dovecot, tmp_path: Path
) -> None:
    user, journal = dovecot.user(), FileJournal(tmp_path / "journal")
    with strike(dovecot, user, journal, fault, without) as proxy, dovecot.session(user) as session:
        passes(dovecot, user, journal, 1, 36, without=without)
        assert fault != "zombie" or proxy.zombie_done.wait(5)
        passes(dovecot, user, journal, 37, 38, without=without)

        [entry] = journal.entries()
        assert (entry.state, live_drafts(session)) == (DraftState.WAITING, [entry.uid])


@pytest.mark.server
@pytest.mark.parametrize("act", ["sent", "edited", "deleted"])
@pytest.mark.parametrize("fault", ["drop after literal", "reply cut in the middle"])
def test_what_the_user_did_in_the_gap_is_not_undone(act: str, fault: str, dovecot: Dovecot, tmp_path: Path) -> None:
    user, journal = dovecot.user(), FileJournal(tmp_path / "journal")
    with strike(dovecot, user, journal, fault), dovecot.session(user) as session:
        [uid] = _arrived(session)
        changed = edited(session.raw(DRAFTS, uid))
        session.expunge(DRAFTS, uid)
        if act != "deleted":
            session.append(SENT if act == "sent" else DRAFTS, changed)

        passes(dovecot, user, journal, 1, 36, 40, 80)
        [entry] = journal.entries()
        expected = {"sent": DraftState.SENT_EDITED, "edited": DraftState.EDITED, "deleted": DraftState.UNCERTAIN}
        assert entry.state is expected[act]
        assert len(live_drafts(session)) == (act == "edited")


@pytest.mark.server
def test_unrelated_autosaves_of_the_user_do_not_disturb_recovery(dovecot: Dovecot, tmp_path: Path) -> None:
    user, journal = dovecot.user(), FileJournal(tmp_path / "journal")
    with strike(dovecot, user, journal, "drop after literal"), dovecot.session(user) as session:
        _arrived(session)
        for version in range(3):
            mine = session.append(DRAFTS, b"Subject: mine %d\r\n\r\nmine\r\n" % version, ("\\Draft",))
            if version:
                session.expunge(DRAFTS, mine - 1)

        passes(dovecot, user, journal, 1)
        [entry] = journal.entries()
        assert (entry.state, live_drafts(session)) == (DraftState.WAITING, [entry.uid])
        assert session.raw(DRAFTS, mine) == b"Subject: mine 2\r\n\r\nmine\r\n"


def _arrived(session: SecondSession) -> list[int]:
    """Wait until the server has committed what it was sent before the connection broke."""
    deadline = time.monotonic() + 3
    while not (found := live_drafts(session)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found
