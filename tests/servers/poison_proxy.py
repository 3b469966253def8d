"""A proxy before a real IMAP server that spoils the fetch of some mails: it hangs up, or answers what is no IMAP."""

import contextlib
import re
import socket
from collections.abc import Collection

from tests.servers.listening import Proxy, beside, hang_up

_FETCH = re.compile(rb"UID FETCH ([0-9:,]+) [^\r\n]*BODY", re.I)


class PoisonProxy(Proxy):
    """The proxy, in threads of its own until closed.

    `poisoned`: the UIDs; None: every mail. May be changed while it runs. `answer`: what is sent before hanging up.
    `struck` counts the spoilt fetches, `fetches` are the UIDs of every fetch of bodies that came by, in order.
    """

    def __init__(self, host: str, port: int, poisoned: Collection[int] | None, answer: bytes = b"") -> None:
        self.poisoned, self._answer = poisoned, answer
        self.struck = 0
        self.fetches: list[tuple[int, ...]] = []
        super().__init__(host, port)

    def _between(self, client: socket.socket, server: socket.socket) -> None:
        beside(self._upward, client, server)
        beside(self._downward, server, client)

    def _upward(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), client.makefile("rb") as lines:
            for line in lines:
                found = _FETCH.search(line)
                uids = _uids(found[1]) if found else ()
                if uids:
                    self.fetches.append(uids)
                if uids and (self.poisoned is None or set(uids) & set(self.poisoned)):
                    self.struck += 1
                    client.sendall(self._answer)
                    break
                server.sendall(line)
        hang_up(server)
        hang_up(client)

    def _downward(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)
        hang_up(client)


def _uids(text: bytes) -> tuple[int, ...]:
    spans = [part.split(b":") for part in text.split(b",")]
    return tuple(uid for span in spans for uid in range(int(span[0]), int(span[-1]) + 1))
