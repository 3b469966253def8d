"""A proxy before a real IMAP server that spoils the fetch of some mails: it hangs up, or answers what is no IMAP."""

import contextlib
import re
import socket
import threading
from collections.abc import Collection
from types import TracebackType

_FETCH = re.compile(rb"UID FETCH ([0-9:,]+) [^\r\n]*BODY", re.I)


class PoisonProxy:
    """The proxy, in threads of its own until closed.

    `poisoned`: the UIDs; None: every mail. May be changed while it runs. `answer`: what is sent before hanging up.
    `struck` counts the spoilt fetches, `fetches` are the UIDs of every fetch of bodies that came by, in order.
    """

    def __init__(self, host: str, port: int, poisoned: Collection[int] | None, answer: bytes = b"") -> None:
        self._target, self.poisoned, self._answer = (host, port), poisoned, answer
        self.struck = 0
        self.fetches: list[tuple[int, ...]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = "127.0.0.1", int(self._listener.getsockname()[1])
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "PoisonProxy":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for one in (self._listener, *self._sockets):
            _close(one)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
            except OSError:
                return
            self._sockets += [client, server]
            threading.Thread(target=self._upward, args=(client, server), daemon=True).start()
            threading.Thread(target=self._downward, args=(server, client), daemon=True).start()

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
        _close(server)
        _close(client)

    def _downward(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)
        _close(client)


def _uids(text: bytes) -> tuple[int, ...]:
    spans = [part.split(b":") for part in text.split(b",")]
    return tuple(uid for span in spans for uid in range(int(span[0]), int(span[-1]) + 1))


def _close(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
