"""Broken connections are tried again after growing waits; a refused login is not hammered."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.daemon.connections import Connections
from assistant.errors import LoginRefused, MailboxUnreachable
from assistant.mail.mailbox import Mailbox

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


class Doors:
    """Refuses to open with the errors given, counting the knocks."""

    def __init__(self, error: Exception) -> None:
        self.error, self.knocks = error, 0

    def open(self) -> Mailbox:
        self.knocks += 1
        raise self.error


def test_the_wait_doubles_from_five_seconds_to_a_quarter_of_an_hour() -> None:
    doors = Doors(MailboxUnreachable("offline"))
    connections = Connections(openers={"lin": doors.open}, jitter=lambda: 0.5)
    now, waits = NOW, []
    for _ in range(12):
        knocks = doors.knocks
        start = now
        while doors.knocks == knocks:
            now += timedelta(seconds=1)
            with pytest.raises(MailboxUnreachable):
                connections.get("lin", now)
        waits.append(round((now - start).total_seconds()))

    assert waits[:4] == [1, 5, 10, 20]
    assert max(waits) == 900


def test_a_refused_login_is_tried_three_times_and_then_not_again() -> None:
    doors = Doors(LoginRefused("wrong password"))
    connections = Connections(openers={"lin": doors.open})
    for day in range(10):
        with pytest.raises(LoginRefused):
            connections.get("lin", NOW + timedelta(days=day))

    assert doors.knocks == 3


def test_a_clock_set_back_does_not_keep_a_mailbox_waiting_for_years() -> None:
    doors = Doors(MailboxUnreachable("offline"))
    connections = Connections(openers={"lin": doors.open}, jitter=lambda: 0.5)
    for now in (NOW, NOW - timedelta(days=3650)):
        with pytest.raises(MailboxUnreachable):
            connections.get("lin", now)

    assert doors.knocks == 2


def test_a_retry_is_due_when_its_wait_is_over() -> None:
    connections = Connections(openers={"lin": Doors(MailboxUnreachable("offline")).open}, jitter=lambda: 0.5)
    assert not connections.may_retry(NOW)
    with pytest.raises(MailboxUnreachable):
        connections.get("lin", NOW)

    assert [connections.may_retry(NOW + timedelta(seconds=s)) for s in (0, 4, 5)] == [False, False, True]
