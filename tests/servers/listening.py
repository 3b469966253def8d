"""What the scripted server and the proxies share: a port of this machine, threads of their own, and an end."""

import contextlib
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Listener(ABC):
    """Accepts connections on a free loopback port until closed; `_meet` is called with each."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self._listener = socket.create_server((self.host, 0))
        self.port = int(self._listener.getsockname()[1])
        self._sockets: list[socket.socket] = []
        beside(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening and cut every connection."""
        for one in (self._listener, *self._sockets):
            hang_up(one)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._sockets.append(client)
                self._meet(client)

    @abstractmethod
    def _meet(self, client: socket.socket) -> None:
        """Go on with a connection that was accepted."""


class Proxy(Listener):
    """Stands before the server at (host, port); `_between` is called with both sides of each connection."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        super().__init__()

    def _meet(self, client: socket.socket) -> None:
        server = socket.create_connection(self._target)
        self._sockets.append(server)
        for side in (client, server):
            side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._between(client, server)

    @abstractmethod
    def _between(self, client: socket.socket, server: socket.socket) -> None:
        """Go on with both sides of a connection."""


def beside(work: Callable[..., object], *words: object) -> None:
    """Do that in a thread of its own."""
    threading.Thread(target=work, args=words, daemon=True).start()


def hang_up(one: socket.socket) -> None:
    """End a connection, whatever state it is in."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
