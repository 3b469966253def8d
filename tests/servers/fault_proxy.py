"""A TCP proxy in front of a real IMAP server that injects the faults of reliability.md 3.2 into one APPEND.

`FaultProxy(host, port, fault)` listens on a free loopback port. Only the first APPEND that comes by is struck; all
other traffic, before and after, passes unchanged. Faults are named in `FAULTS`; "kill:N" kills the client's process
(`victim`) with SIGKILL when N bytes of the literal have gone to the server, -1: when the server has answered OK.
"""

import contextlib
import os
import re
import signal
import socket
import struct
import threading
import time

from tests.servers.listening import Proxy, beside, hang_up

FAULTS = (
    "none",
    "drop before command",
    "BYE before command",
    "drop after command",
    "drop after continuation",
    "half literal",
    "literal without CRLF",
    "drop after literal",
    "RST after literal",
    "client side dropped",
    "blackhole",
    "reply cut in the middle",
    "reply without CRLF",
    "BYE after commit",
    "APPENDUID stripped",
    "zombie",
)
ZOMBIE_SECONDS = 1.5  # so long the proxy holds the second half of the literal back
_APPEND = re.compile(rb"(?:^|\r\n)([A-Za-z0-9.]+) (?:UID )?APPEND .*?\{(\d+)(\+?)\}\r\n", re.S | re.I)
_BYE = b"* BYE server shutting down\r\n"


class FaultProxy(Proxy):
    """The proxy, running in threads of its own until closed. `struck`: the fault has happened."""

    def __init__(self, host: str, port: int, fault: str = "none", *, zombie_seconds: float = ZOMBIE_SECONDS) -> None:
        self.fault, self.zombie_seconds = fault, zombie_seconds
        self.victim = 0  # process id of the client, for "kill:N"
        self.struck = threading.Event()
        self.zombie_done = threading.Event()
        self._lock = threading.Lock()
        self._armed = fault != "none"
        super().__init__(host, port)

    def claim(self) -> bool:
        """Return whether this APPEND is the one to strike; True only once."""
        with self._lock:
            mine, self._armed = self._armed, False
            return mine

    def _between(self, client: socket.socket, server: socket.socket) -> None:
        _Wire(self, client, server).start()


class _Wire:
    """One connection: two pumps, and the fault once an APPEND begins on it."""

    def __init__(self, proxy: FaultProxy, client: socket.socket, server: socket.socket) -> None:
        self.proxy, self.client, self.server = proxy, client, server
        self._tag = b""  # of the struck APPEND; "" = none
        self._swallow_replies = False

    def start(self) -> None:
        beside(self._upward)
        beside(self._downward)

    # --- client to server ------------------------------------------------------------------------------------------
    def _upward(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.client.recv(65536):
                found = _APPEND.search(data)
                if found and self.proxy.claim():
                    self._strike(data, found)
                    if self.proxy.fault not in _REPLY_FAULTS:
                        return
                else:
                    self.server.sendall(data)
        hang_up(self.server)

    def _strike(self, data: bytes, found: re.Match[bytes]) -> None:
        fault, wait = self.proxy.fault, self._cut
        self._tag = found[1]
        command, literal, size = data[: found.end()], data[found.end() :], int(found[2])
        if fault == "drop before command":
            return wait()
        if fault == "BYE before command":
            self.client.sendall(_BYE)
            return wait()
        if fault == "drop after command":
            self._swallow_replies = True  # the client must not see the "+"
        self.server.sendall(command)
        if fault == "drop after command":
            time.sleep(0.05)
            return wait()
        if fault == "drop after continuation" and found[3]:
            return wait()  # LITERAL+: there is no continuation to wait for
        while len(literal) < size + 2:
            if fault == "drop after continuation":
                time.sleep(0.1)
                return wait()
            more = self.client.recv(65536)
            if not more:
                return wait()
            literal += more
        self._literal(literal, size)

    def _literal(self, literal: bytes, size: int) -> None:
        fault = self.proxy.fault
        if fault.startswith("kill:") and int(fault[5:]) >= 0:
            self.server.sendall(literal[: int(fault[5:])])
            return self._kill()
        if fault == "half literal":
            self.server.sendall(literal[: size // 2])
            return self._cut()
        if fault == "literal without CRLF":
            self.server.sendall(literal[:size])
            return self._cut()
        if fault == "zombie":
            return self._zombie(literal, size)
        if fault in ("drop after literal", "RST after literal", "client side dropped", "blackhole"):
            self._swallow_replies = True
        self.server.sendall(literal)
        if fault == "RST after literal":
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return self._cut()
        if fault == "drop after literal":
            return self._cut()
        if fault == "client side dropped":
            hang_up(self.client)
            self.proxy.struck.set()
            time.sleep(0.2)  # the server goes on with an open connection
            return self._cut()
        self.proxy.struck.set()  # blackhole and the reply faults: the rest happens on the way down
        return None

    def _zombie(self, literal: bytes, size: int) -> None:
        self._swallow_replies = True
        self.server.sendall(literal[: size // 2])
        hang_up(self.client)
        self.proxy.struck.set()

        def finish() -> None:
            time.sleep(self.proxy.zombie_seconds)
            with contextlib.suppress(OSError):
                self.server.sendall(literal[size // 2 :])
                time.sleep(0.3)
            hang_up(self.server)
            self.proxy.zombie_done.set()

        threading.Thread(target=finish, daemon=True).start()

    def _kill(self) -> None:
        while not self.proxy.victim:
            time.sleep(0.005)
        os.kill(self.proxy.victim, signal.SIGKILL)
        self._cut()

    def _cut(self) -> None:
        hang_up(self.client)
        hang_up(self.server)
        self.proxy.struck.set()

    # --- server to client ------------------------------------------------------------------------------------------
    def _downward(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.server.recv(65536):
                reply = re.search(rb"(?:^|\r\n)" + re.escape(self._tag) + rb" OK[^\r\n]*\r\n", data)
                if self._tag and reply:
                    left = self._reply(data, reply)
                    if left is None:
                        return
                    data = left
                if not self._swallow_replies:
                    self.client.sendall(data)
        if not self._swallow_replies:
            hang_up(self.client)

    def _reply(self, data: bytes, reply: re.Match[bytes]) -> bytes | None:
        """Return what is left of the OK; None: the connection is cut."""
        fault, text = self.proxy.fault, reply[0]
        if fault == "kill:-1":
            self._kill()
            return None
        if fault == "APPENDUID stripped":
            return data.replace(text, re.sub(rb" \[APPENDUID[^\]]*\]", b"", text))
        left = {
            "reply cut in the middle": text[: len(text) // 2],
            "reply without CRLF": text.rstrip(b"\r\n"),
            "BYE after commit": _BYE,
        }.get(fault)
        if left is None:
            return data
        self.client.sendall(data[: reply.start()] + left)
        self._cut()
        return None


_REPLY_FAULTS = (*FAULTS[10:15], "kill:-1")  # they strike on the way down: the client's bytes go on
