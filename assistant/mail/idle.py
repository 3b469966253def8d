"""A wake-up when a folder may have changed (IDLE, RFC 2177): a hint only, because notifications get lost.

Servers stop telling without a word (chatmail/core#5093: gaps of 23 minutes), so the caller always polls as well.
"""

import contextlib
import logging
import os
import random
import select
import ssl
import threading
import time
from collections.abc import Callable

from assistant.errors import AssistantError, FolderMissing, LoginRefused
from assistant.mail.account import Account
from assistant.mail.connection import Connection, connect, encode_name
from assistant.mail.wire import quoted

log = logging.getLogger("assistant.mail")

RENEW_SECONDS = 540.0  # NAT routers forget a silent line after 10 minutes, Microsoft after more (imapclient#349)
POLL_SECONDS = 300.0  # where the server has no IDLE
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0
LOGIN_TRIES = 3  # more refused logins lock accounts; from then on the watch only wakes on schedule


class IdleWatch:
    """Watches one folder on a connection and in a thread of its own, which sleeps until the server says something."""

    def __init__(
        self,
        account: Account,
        folder: str = "INBOX",
        *,
        wake: Callable[[], None] | None = None,
        renew_seconds: float = RENEW_SECONDS,
        poll_seconds: float = POLL_SECONDS,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        """`wake` is called in that thread whenever the folder may have changed; `wait` tells it to a caller's own."""
        self._account, self._folder, self._wake = account, folder, wake
        self._renew, self._poll, self._first_pause = renew_seconds, poll_seconds, first_pause
        self._cannot_idle = False
        self._news, self._stop = threading.Event(), threading.Event()
        self._ended, self._open_end = os.pipe()  # closing the open end makes the other one readable: the thread wakes
        self.listening = threading.Event()  # set while the server has promised to tell
        self._thread = threading.Thread(target=self._run, name=f"idle-{account.name}", daemon=True)
        self._thread.start()

    def wait(self, timeout: float) -> bool:
        """Return True as soon as the folder may have changed since the last call, False after `timeout` seconds."""
        woken = self._news.wait(timeout)
        self._news.clear()
        return woken

    def end(self) -> None:
        """Ask the watch to end, without waiting for it."""
        if not self._stop.is_set():
            self._stop.set()
            os.close(self._open_end)
            self._news.set()  # whoever waits goes on

    def stop(self) -> None:
        """End the watch; returns within 2 seconds. A thread stuck in connecting ends by itself later."""
        self.end()
        self._thread.join(timeout=1.8)

    def _tell(self) -> None:
        self._news.set()
        if self._wake is not None and not self._stop.is_set():
            self._wake()

    def _run(self) -> None:
        try:
            self._watch_on()
        finally:
            os.close(self._ended)

    def _watch_on(self) -> None:
        failures = refused = 0
        while not self._stop.is_set():
            if refused >= LOGIN_TRIES or self._cannot_idle:
                self._poll_only()
                continue
            try:
                self._watch()
                failures = refused = 0
            except Exception as problem:  # the named border: one per connection; a hint must never end a daemon
                if self.listening.is_set():
                    failures = refused = 0
                refused += isinstance(problem, LoginRefused)
                self.listening.clear()
                failures += 1
                level = logging.INFO if isinstance(problem, AssistantError) else logging.WARNING
                log.log(level, "idle connection lost", extra={"kind": type(problem).__name__, "failures": failures})
                self._tell()  # something may have been missed: look
                self._stop.wait(pause(failures, self._first_pause))

    def _watch(self) -> None:
        connection = connect(self._account)
        try:
            if "IDLE" not in connection.capabilities:
                self._cannot_idle = True  # then no connection is needed: 163 has none, and counts logins
                return
            answer = connection.wire(f"EXAMINE {quoted(encode_name(self._folder))}")
            if not answer.ok:
                raise FolderMissing(self._folder)
            while not self._stop.is_set():
                self._idle_once(connection)
        finally:
            self.listening.clear()
            with contextlib.suppress(Exception):
                connection.wire.begin("LOGOUT")
            connection.wire.give_up()

    def _poll_only(self) -> None:
        """Wake once, after the time between two polls."""
        if not self._stop.wait(self._poll):
            self._tell()

    def _idle_once(self, connection: Connection) -> None:
        wire = connection.wire
        tag = wire.begin("IDLE")
        line = wire.read_line()
        while line.text.startswith(b"*"):
            line = wire.read_line()
        if not line.text.startswith(b"+"):
            raise ConnectionError("IDLE was refused")
        self.listening.set()
        self._tell()  # what came while nobody listened, or lies behind the "+" in the buffer
        ends = time.monotonic() + self._renew
        while not self._stop.is_set() and time.monotonic() < ends:
            if not self._readable(connection, max(0.0, ends - time.monotonic())):
                continue
            # read_line waits for the rest of a line that came in two segments; imapclient's idle_check does not
            line = wire.read_line()
            if line.text[:6].upper() == b"* BYE ":
                raise ConnectionError("the server said goodbye")
            self._tell()  # whatever it says: a line of news may lie behind it in the buffer
        wire.raw_line(b"DONE")
        wire.end(tag)

    def _readable(self, connection: Connection, seconds: float) -> bool:
        """Return whether bytes wait, in the TLS layer or on the socket; False at the end of the time or of the watch.

        Lines already in imaplib's buffer are not seen here; they came together with one that woke us.
        """
        waiting = connection.socket
        if isinstance(waiting, ssl.SSLSocket) and waiting.pending():
            return True
        number = waiting.fileno()
        return number in select.select([number, self._ended], [], [], seconds)[0]


def pause(failures: int, first: float = FIRST_PAUSE) -> float:
    """Return the seconds to wait after so many failures in a row: doubling to 15 minutes, a quarter of it by chance."""
    whole = min(LONGEST_PAUSE, first * 2.0 ** min(failures - 1, 20))
    return whole * (1 - 0.25 * random.random())
