"""The measurements themselves: the same mailbox every time, and figures that are figures."""

import hashlib
from email import message_from_bytes
from email.policy import compat32
from pathlib import Path

from bench import inside, rivals
from bench.lines import timed
from bench.mailbox import mails
from bench.slow_line import slow_line
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession


def test_the_bench_mailbox_is_the_same_every_time() -> None:
    first, second = list(mails(200)), list(mails(200))

    assert first == second
    assert {folder for folder, _ in first} == {"INBOX", "Sent"}
    assert len({hashlib.sha256(raw).digest() for _, raw in first}) == 200


def test_every_mail_of_the_bench_mailbox_is_a_mail() -> None:
    for _, raw in mails(100):
        message = message_from_bytes(raw, policy=compat32)
        assert message["Message-ID"]
        assert not message.defects


def test_understanding_is_measured_mail_by_mail() -> None:
    costs = inside.costs(200)

    assert len(costs.reading) == len(costs.judging) == 200
    assert 0 < costs.mean < 0.1, "seconds per mail"
    assert 100 < len(costs.full) < 200, "robots are settled by their headers"


def test_a_slow_line_is_as_slow_as_it_says(dovecot: Dovecot) -> None:
    with (
        slow_line(dovecot.host, dovecot.port, 0.05) as port,
        SecondSession(dovecot.host, port, dovecot.user(), dovecot.password) as session,
    ):
        assert timed(lambda: session.imap.noop()) >= 0.05


def test_a_fresh_installation_reads_the_bench_mailbox_to_its_end(tmp_path: Path, dovecot: Dovecot) -> None:
    (tmp_path / "ours").mkdir()
    site = rivals.fill(dovecot, tmp_path / "ours", 100)
    ran = rivals.first_sync(site, "a")

    assert ran.peak_mb > 10
    assert ran.cpu_seconds <= ran.seconds * 2.5
    with inside.opened(tmp_path / "ours" / "a" / "config.yaml") as again:
        assert timed(again) < 5
