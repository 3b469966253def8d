"""The desk on a mail store in memory: one draft, whatever the server does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from assistant.drafts.desk import Desk, Journal
from assistant.errors import AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.mail.mailbox import Abilities
from assistant.model import DraftState, Uid
from tests.drafts.desk_setting import DRAFTS, MINUTE, NOON, SENT, TRASH, WITHDRAWN, desk, draft, edited, placed
from tests.drafts.journals import ledger_journal
from tests.fakes.journal import FileJournal
from tests.fakes.memory_mailbox import EVERYTHING, MemoryMailbox, MemoryServer

LATE = NOON + 40 * MINUTE
POOR = Abilities()


@pytest.fixture(params=["file", "ledger"])
def journal(request: pytest.FixtureRequest, tmp_path: Path, empty_ledger: Path) -> Iterator[Journal]:
    if request.param == "file":
        yield FileJournal(tmp_path / "journal")
        return
    with ledger_journal(tmp_path, empty_ledger) as one:
        yield one


@pytest.fixture
def server() -> MemoryServer:
    return MemoryServer()


def test_draft_lies_in_drafts_with_the_flags_of_a_draft(server: MemoryServer, journal: Journal) -> None:
    entry = placed(MemoryMailbox(server), journal)

    [mail] = server.live(DRAFTS)
    assert (entry.state, entry.uid, entry.placed_at) == (DraftState.WAITING, mail.uid, NOON)
    assert (mail.raw, set(mail.flags)) == (draft().raw, {"\\Draft", "\\Seen"})
    assert journal.entry("D1") == entry


def test_second_draft_for_the_same_step_is_not_placed(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server), journal)

    assert desk(MemoryMailbox(server), journal).place(draft(), NOON) is None
    assert len(server.live(DRAFTS)) == 1


def test_server_without_uidplus_is_asked_where_the_draft_lies(journal: Journal) -> None:
    server = MemoryServer(POOR)
    server.put(DRAFTS, b"Subject: mine\r\n\r\nmine\r\n")

    assert placed(MemoryMailbox(server), journal).uid == 2


@pytest.mark.parametrize(("fault", "error"), [("refused", AppendRefused), ("full", MailboxFull)])
def test_refused_draft_is_tried_again_in_the_next_pass(
    fault: str, error: type[Exception], server: MemoryServer, journal: Journal
) -> None:
    with pytest.raises(error):
        placed(MemoryMailbox(server, fault), journal)
    kept = journal.entry("D1")
    assert kept is not None
    assert kept.phase == "intended"

    [entry] = desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)
    assert entry.state is DraftState.WAITING
    assert len(server.live(DRAFTS)) == 1


def test_full_mailbox_keeps_one_draft_waiting_and_says_so(server: MemoryServer, journal: Journal) -> None:
    with pytest.raises(MailboxFull):
        placed(MemoryMailbox(server, "full"), journal)

    [entry] = desk(MemoryMailbox(server, "full"), journal).reconcile(NOON + MINUTE)

    assert (entry.state, entry.notice) == (DraftState.PLACING, "NO [OVERQUOTA]")


def test_missing_drafts_folder_is_said_before_anything_is_intended(server: MemoryServer, journal: Journal) -> None:
    del server.folders[DRAFTS]

    with pytest.raises(FolderMissing):
        placed(MemoryMailbox(server), journal)
    assert journal.entries() == ()


def test_connection_lost_before_the_command_is_no_doubt(server: MemoryServer, journal: Journal) -> None:
    with pytest.raises(MailboxUnreachable):
        placed(MemoryMailbox(server, "before"), journal)

    desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)
    assert len(server.live(DRAFTS)) == 1


def test_lost_reply_is_found_in_the_window(server: MemoryServer, journal: Journal) -> None:
    assert placed(MemoryMailbox(server, "reply_lost"), journal).phase == "in_doubt"

    [entry] = desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)
    assert (entry.state, entry.uid) == (DraftState.WAITING, 1)
    assert len(server.live(DRAFTS)) == 1


def test_second_try_only_after_35_minutes_and_two_clean_checks(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "lost"), journal)
    one = desk(MemoryMailbox(server), journal)

    for minutes, there in ((40, 0), (41, 1)):
        one.reconcile(NOON + minutes * MINUTE)
        assert len(server.live(DRAFTS)) == there


def test_two_clean_checks_alone_are_not_enough(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "lost"), journal)
    for minutes in (1, 10, 34):
        desk(MemoryMailbox(server), journal).reconcile(NOON + minutes * MINUTE)

    assert server.live(DRAFTS) == []


def test_command_the_server_held_back_leaves_one_draft_in_the_end(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "late"), journal)
    one = desk(MemoryMailbox(server), journal)
    one.reconcile(NOON + MINUTE)
    one.reconcile(LATE)
    server.commit_late()
    assert len(server.live(DRAFTS)) == 2

    one.reconcile(LATE + MINUTE)
    entry = journal.entry("D1")
    assert entry is not None
    assert [mail.uid for mail in server.live(DRAFTS)] == [entry.uid]


def test_of_two_copies_the_edited_one_is_kept(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "late"), journal)
    one = desk(MemoryMailbox(server), journal)
    one.reconcile(NOON + MINUTE)
    one.reconcile(LATE)
    server.take(DRAFTS, 1)
    changed = server.put(DRAFTS, edited(draft().raw))
    server.commit_late()

    one.reconcile(LATE + MINUTE)
    assert [mail.uid for mail in server.live(DRAFTS)] == [changed]


@pytest.mark.parametrize("where", [SENT, TRASH, None])
def test_draft_the_user_took_before_we_recovered_is_never_made_again(
    where: str | None, server: MemoryServer, journal: Journal
) -> None:
    placed(MemoryMailbox(server, "reply_lost"), journal)
    server.take(DRAFTS, 1)
    if where:
        server.put(where, draft().raw, ("\\Draft",) if where == TRASH else ())

    for minutes in (1, 40, 80):
        desk(MemoryMailbox(server), journal).reconcile(NOON + minutes * MINUTE)
    entry = journal.entry("D1")
    expected = {SENT: DraftState.SENT, TRASH: DraftState.DISCARDED, None: DraftState.UNCERTAIN}
    assert entry is not None
    assert entry.state is expected[where]
    assert server.live(DRAFTS) == []


def test_sent_under_other_ids_is_recognised_by_reply_and_recipient(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "reply_lost"), journal)
    server.take(DRAFTS, 1)
    server.put(SENT, edited(draft().raw).replace(b"fu.1x9@brightline.example", b"gone@client.example"))

    [entry] = desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)
    assert entry.state is DraftState.SENT_EDITED


def test_draft_edited_before_we_recovered_is_the_users(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "reply_lost"), journal)
    server.take(DRAFTS, 1)
    changed = server.put(DRAFTS, edited(draft().raw))

    [entry] = desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)
    assert (entry.state, entry.uid) == (DraftState.EDITED, changed)


def test_renumbered_folder_is_searched_as_a_whole(server: MemoryServer, journal: Journal) -> None:
    placed(MemoryMailbox(server, "reply_lost"), journal)
    server.renumber(DRAFTS)

    [entry] = desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)
    assert (entry.state, entry.uidvalidity) == (DraftState.WAITING, server.folders[DRAFTS].uidvalidity)


def test_server_that_hides_uidnext_is_never_given_the_draft_twice(journal: Journal) -> None:
    server = MemoryServer(tells_uidnext=False)
    placed(MemoryMailbox(server, "lost"), journal)
    for minutes in (1, 40, 80):
        desk(MemoryMailbox(server), journal).reconcile(NOON + minutes * MINUTE)

    entry = journal.entry("D1")
    assert entry is not None
    assert (entry.state, server.live(DRAFTS)) == (DraftState.UNCERTAIN, [])


def test_server_that_names_a_wrong_uid_is_not_believed(server: MemoryServer, journal: Journal) -> None:
    server.put(DRAFTS, b"Subject: mine\r\n\r\nmine\r\n")

    class Liar(MemoryMailbox):
        def append(self, *args: object, **more: object) -> Uid:
            super().append(*args, **more)  # type: ignore[arg-type]  # passes through what it got
            return Uid(1)

    assert placed(Liar(server), journal).uid == 2


@pytest.mark.parametrize("fault", ["", "reply_lost"])
def test_server_that_rewrites_what_it_stores_does_not_count_as_the_user(
    fault: str, server: MemoryServer, journal: Journal
) -> None:
    class Exchange(MemoryMailbox):
        def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None = None) -> Uid | None:
            return super().append(folder, raw.replace(b"MIME-Version", b"X-Server: yes\r\nMIME-Version"), flags, at)

    placed(Exchange(server, fault), journal)
    one = desk(MemoryMailbox(server), journal)
    one.reconcile(NOON + MINUTE)
    entry = journal.entry("D1")
    assert entry is not None
    assert entry.state is DraftState.WAITING

    assert one.withdraw(entry, "stop", NOON + MINUTE).state is DraftState.WITHDRAWN
    assert server.live(DRAFTS) == []


@pytest.mark.parametrize(
    ("word", "state", "drafts"),
    [("sent", DraftState.SENT, 0), ("discarded", DraftState.DISCARDED, 0), ("place", DraftState.WAITING, 1)],
)
def test_users_word_settles_an_uncertain_draft(
    word: str, state: DraftState, drafts: int, server: MemoryServer, journal: Journal
) -> None:
    placed(MemoryMailbox(server, "reply_lost"), journal)
    server.take(DRAFTS, 1)
    [entry] = desk(MemoryMailbox(server), journal).reconcile(NOON + MINUTE)

    settled = desk(MemoryMailbox(server), journal).settle(entry, word, LATE)
    assert (settled.state, len(server.live(DRAFTS))) == (state, drafts)


@pytest.mark.parametrize("abilities", [EVERYTHING, POOR], ids=["uidplus and move", "neither"])
def test_withdrawn_draft_lies_in_withdrawn(abilities: Abilities, journal: Journal) -> None:
    server = MemoryServer(abilities)
    entry = placed(MemoryMailbox(server), journal)

    gone = desk(MemoryMailbox(server), journal).withdraw(entry, "the customer has answered", NOON + MINUTE)
    assert (gone.state, gone.notice) == (DraftState.WITHDRAWN, "the customer has answered")
    assert server.live(DRAFTS) == []
    assert [mail.raw for mail in server.live(WITHDRAWN)] == [draft().raw]
    [again] = desk(MemoryMailbox(server), journal).reconcile(NOON + 2 * MINUTE)
    assert again == replace(gone, phase="")


def test_edited_draft_is_left_alone_with_a_notice(server: MemoryServer, journal: Journal) -> None:
    entry = placed(MemoryMailbox(server), journal)
    server.take(DRAFTS, 1)
    changed = server.put(DRAFTS, edited(draft().raw))

    left = desk(MemoryMailbox(server), journal).withdraw(entry, "the customer has answered", NOON + MINUTE)
    assert (left.state, left.uid) == (DraftState.EDITED, changed)
    assert left.notice == "edited by you and left in Drafts: the customer has answered"
    assert len(server.live(DRAFTS)) == 1


def test_draft_the_user_has_open_is_withdrawn_when_it_comes_back_untouched(
    server: MemoryServer, journal: Journal
) -> None:
    entry = placed(MemoryMailbox(server), journal)
    server.take(DRAFTS, 1)
    one = desk(MemoryMailbox(server), journal)
    waiting = one.withdraw(entry, "the customer has answered", NOON + MINUTE)
    assert (waiting.state, waiting.phase) == (DraftState.WAITING, "withdrawing")
    server.put(DRAFTS, draft().raw, ("\\Draft",))

    [gone] = one.reconcile(NOON + 5 * MINUTE)
    assert gone.state is DraftState.WITHDRAWN
    assert server.live(DRAFTS) == []


def test_doubtful_draft_of_a_customer_who_answered_is_withdrawn_when_it_turns_up(
    server: MemoryServer, journal: Journal
) -> None:
    entry = placed(MemoryMailbox(server, "late"), journal)
    one = desk(MemoryMailbox(server), journal)
    assert one.withdraw(entry, "the customer has answered", NOON + MINUTE).phase == "unwanted"
    server.commit_late()

    [gone] = one.reconcile(NOON + 5 * MINUTE)
    assert gone.state is DraftState.WITHDRAWN
    assert server.live(DRAFTS) == []


def test_doubtful_draft_of_a_customer_who_answered_is_never_tried_again(server: MemoryServer, journal: Journal) -> None:
    entry = placed(MemoryMailbox(server, "lost"), journal)
    one = desk(MemoryMailbox(server), journal)
    one.withdraw(entry, "the customer has answered", NOON + MINUTE)

    [gone] = one.reconcile(LATE)
    assert (gone.state, server.live(DRAFTS)) == (DraftState.WITHDRAWN, [])


def test_refused_draft_that_is_no_longer_wanted_is_dropped(server: MemoryServer, journal: Journal) -> None:
    with pytest.raises(MailboxFull):
        placed(MemoryMailbox(server, "full"), journal)
    stopped = Desk(
        MemoryMailbox(server), "lin", journal, DRAFTS, (SENT,), (TRASH,), WITHDRAWN, unwanted=lambda _: "stop"
    )

    [entry] = stopped.reconcile(LATE)
    assert (entry.state, entry.notice, server.live(DRAFTS)) == (DraftState.WITHDRAWN, "stop", [])


def test_mails_of_the_user_are_never_touched(journal: Journal) -> None:
    server = MemoryServer(POOR)
    mine = [server.put(DRAFTS, f"Subject: mine {n}\r\n\r\nmine\r\n".encode(), ("\\Deleted",)) for n in range(3)]
    before = dict(server.folders[DRAFTS].mails)

    entry = placed(MemoryMailbox(server), journal)
    desk(MemoryMailbox(server), journal).withdraw(entry, "stop", NOON + MINUTE)
    assert {uid: server.folders[DRAFTS].mails[uid] for uid in mine} == before
