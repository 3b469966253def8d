"""A mail that makes the server hang up is found, tried three times and left out; the mailbox is read around it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from assistant import wiring
from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.reading import MailboxReport
from assistant.mail.account import Account, Secret
from assistant.mail.open import open_mailbox
from tests.given.installation import install
from tests.given.letters import letter
from tests.given.parties import US
from tests.servers.dovecot import Dovecot
from tests.servers.poison_proxy import PoisonProxy
from tests.servers.session import SecondSession

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
GARBAGE = b"* 1 FETCH (UID 1 BODY[]<0> {no number}\r\n((((\r\nfu9999 OK\r\n"


def inquiry(number: int) -> bytes:
    who = f"Buyer <buyer@firm{number}-demo.de>"
    return letter(who, US, f"Inquiry {number}", "Please quote.", NOW, message_id=f"m{number}@x.de")


@contextmanager
def standing(
    dovecot: Dovecot, folder: Path, poisoned: Collection[int] | None, answer: bytes = b""
) -> Iterator[tuple[House, PoisonProxy, SecondSession]]:
    """Give a house over a mailbox with 40 mails in INBOX, read in batches of 6 through the proxy."""
    user = dovecot.user()
    with dovecot.session(user) as session, PoisonProxy(dovecot.host, dovecot.port, poisoned, answer) as proxy:
        for number in range(1, 41):
            session.append("INBOX", inquiry(number))
        session.append("Archive", inquiry(99))
        server = {"host": proxy.host, "port": proxy.port, "user": user, "password": dovecot.password}
        files = wiring.load_files(str(install(folder, server).config))
        account = Account(
            name="lin",
            host=proxy.host,
            port=proxy.port,
            security="none",
            user=user,
            password=Secret(source="text", value=dovecot.password),
            batch=6,
        )
        with wiring.open_house(files) as house:
            house.connections.renew({"lin": partial(open_mailbox, account)})
            yield house, proxy, session


def read(house: House, turn: int) -> MailboxReport:
    """Return the report of the n-th pass; they follow each other every ten minutes."""
    (report,) = cycle.read_all(house, NOW + turn * timedelta(minutes=10))
    return report


def held(report: MailboxReport) -> dict[str, tuple[int, bool]]:
    return {folder.name: (folder.held, folder.complete) for folder in report.folders}


@pytest.mark.parametrize("answer", [b"", GARBAGE])
def test_all_other_mail_is_read_at_once_and_the_folder_is_complete_after_three_tries(
    dovecot: Dovecot, tmp_path: Path, answer: bytes
) -> None:
    with standing(dovecot, tmp_path, {17}, answer) as (house, proxy, session):
        reports = [read(house, turn) for turn in range(3)]

        assert reports[0].new_messages == 40
        assert (held(reports[0])["INBOX"], held(reports[0])["Archive"]) == ((39, False), (1, True))
        assert [report.problem for report in reports] == [None, None, None]
        assert [report.complete for report in reports] == [False, False, True]
        assert house.coverage().complete
        assert [(item.kind, item.ref, item.tries) for item in house.ledger.shelf()] == [("message", "lin:INBOX:17", 3)]

        struck = proxy.struck
        session.append("INBOX", inquiry(41))
        after = read(house, 4)
        assert (after.new_messages, after.complete, proxy.struck) == (1, True, struck)


def test_twelve_such_mails_are_all_found_while_each_pass_ends(dovecot: Dovecot, tmp_path: Path) -> None:
    poisoned = {3, 4, 5, 9, 16, 17, 18, 22, 30, 35, 39, 40}
    with standing(dovecot, tmp_path, poisoned) as (house, _, _):
        complete = [read(house, turn).complete for turn in range(9)]

        assert complete[-1]
        assert {item.ref for item in house.ledger.shelf()} == {f"lin:INBOX:{uid}" for uid in poisoned}


def test_a_new_mail_that_hangs_up_alone_is_left_out_after_three_passes(dovecot: Dovecot, tmp_path: Path) -> None:
    with standing(dovecot, tmp_path, {41}) as (house, _, session):
        assert read(house, 0).complete
        session.append("INBOX", inquiry(41))

        assert [read(house, turn).complete for turn in (1, 2, 3)] == [False, False, True]
        assert house.ledger.receipts()


def test_a_server_that_hangs_up_at_every_mail_is_waited_for_and_no_mail_is_blamed(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    with standing(dovecot, tmp_path, ()) as (house, proxy, session):
        assert read(house, 0).complete
        proxy.poisoned = None
        session.append("INBOX", inquiry(41))
        sick = [read(house, turn) for turn in range(1, 6)]

        assert all("closed the connection" in str(report.problem) for report in sick)
        assert house.ledger.shelf() == ()
        struck = proxy.struck
        cycle.read_all(house, NOW + timedelta(minutes=50, seconds=1))
        assert proxy.struck == struck  # the wait after a failure lasts
        proxy.poisoned = ()
        assert read(house, 6).complete
        assert house.ledger.receipt("lin", "INBOX").held == 41  # type: ignore[union-attr]


def test_a_mail_that_comes_after_all_or_is_deleted_leaves_the_shelf(dovecot: Dovecot, tmp_path: Path) -> None:
    with standing(dovecot, tmp_path, {17, 20}) as (house, proxy, session):
        read(house, 0)
        assert len(house.ledger.shelf()) == 2
        proxy.poisoned = {20}
        session.expunge("INBOX", 20)

        assert read(house, 1).complete
        assert house.ledger.shelf() == ()
