"""The open connections, one per mailbox, and when a broken one may be tried again.

Public: `Connections`. Back-off grows from 5 seconds to 15 minutes with jitter (reliability 2, row 1); a refused login
is tried three times and then not again until the files or the secret change, because more would lock the account
(row 9).
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.errors import AssistantError, LoginRefused, MailboxUnreachable
from assistant.mail.mailbox import Mailbox

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
LOGIN_TRIES = 3


@dataclass(slots=True)
class _Line:
    box: Mailbox | None = None
    failures: int = 0
    refusals: int = 0
    not_before: datetime | None = None
    last_error: str = ""


@dataclass(slots=True)
class Connections:
    """Opens each mailbox when asked and remembers how that went."""

    openers: Mapping[str, Callable[[], Mailbox]]  # name -> connects and logs in
    jitter: Callable[[], float] = random.random
    _lines: dict[str, _Line] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all mailboxes."""
        return tuple(self.openers)

    def get(self, name: str, now: datetime) -> Mailbox:
        """Return the open connection, or open one.

        Raises what opening raises, and MailboxUnreachable while the back-off after a failure lasts.
        """
        line = self._lines.setdefault(name, _Line())
        if line.box is not None:
            return line.box
        if line.refusals >= LOGIN_TRIES:
            raise LoginRefused(line.last_error, next_step="mend user or password; it is tried again once that is saved")
        if line.not_before is not None and _lies_ahead(line.not_before, now):
            raise MailboxUnreachable(f"{line.last_error}; next try at {line.not_before:%H:%M:%S} UTC")
        try:
            line.box = self.openers[name]()
        except AssistantError as error:
            self._note(line, error, now)
            raise
        line.failures = line.refusals = 0
        line.not_before = None
        return line.box

    def failed(self, name: str, error: AssistantError, now: datetime) -> None:
        """Note that the open connection broke: it is void, and the next try waits."""
        if self.is_open(name):
            self.drop(name)
            self._note(self._lines[name], error, now)

    def is_open(self, name: str) -> bool:
        """Return whether the mailbox is connected and logged in."""
        line = self._lines.get(name)
        return line is not None and line.box is not None

    def may_retry(self, now: datetime) -> bool:
        """Return whether a broken connection has waited long enough."""
        return any(
            line.box is None
            and line.refusals < LOGIN_TRIES
            and line.not_before is not None
            and not _lies_ahead(line.not_before, now)
            for line in tuple(self._lines.values())
        )

    def renew(self, openers: Mapping[str, Callable[[], Mailbox]]) -> None:
        """Take over the accounts as configured now: every connection is opened anew, refusals are forgotten."""
        self.close()
        self._lines.clear()
        self.openers = openers

    def _note(self, line: _Line, error: AssistantError, now: datetime) -> None:
        line.failures += 1
        line.refusals += isinstance(error, LoginRefused)
        line.last_error = str(error)
        wait = min(FIRST_WAIT * 2 ** min(line.failures - 1, 10), LONGEST_WAIT)
        line.not_before = now + wait * (0.75 + 0.5 * self.jitter())

    def drop(self, name: str) -> None:
        """Close the connection if it is open; the next `get` opens a new one."""
        line = self._lines.get(name)
        if line is not None and line.box is not None:
            box, line.box = line.box, None
            box.close()

    def close(self) -> None:
        """Close every connection; never raises."""
        for name in self.openers:
            self.drop(name)


def _lies_ahead(moment: datetime, now: datetime) -> bool:
    """Return whether to wait for that moment; one that lies too far ahead was set before the clock was set back."""
    return timedelta(0) < moment - now <= LONGEST_WAIT * 2
