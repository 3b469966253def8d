"""A TCP proxy that holds every byte back for half a round trip in each direction: a server far away.

Public: `slow_line`. It delays and does not thin: no window, no slow start, no loss.
"""

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Iterator

Parcel = tuple[float, bytes]  # when it may go on; b"" = the other side closed


@contextlib.contextmanager
def slow_line(host: str, port: int, round_trip_seconds: float) -> Iterator[int]:
    """Give the loopback port behind which (host, port) is `round_trip_seconds` away."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(
        target=_accept, args=(listener, (host, port), round_trip_seconds / 2), name="slow-line", daemon=True
    ).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.close()


def _accept(listener: socket.socket, target: tuple[str, int], delay: float) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        far = socket.create_connection(target)
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for source, sink in ((near, far), (far, near)):
            held: queue.SimpleQueue[Parcel] = queue.SimpleQueue()
            threading.Thread(target=_take, args=(source, held, delay), daemon=True).start()
            threading.Thread(target=_give, args=(sink, held), daemon=True).start()


def _take(source: socket.socket, held: "queue.SimpleQueue[Parcel]", delay: float) -> None:
    data = b"-"
    while data:
        try:
            data = source.recv(1 << 18)
        except OSError:
            data = b""
        held.put((time.monotonic() + delay, data))


def _give(sink: socket.socket, held: "queue.SimpleQueue[Parcel]") -> None:
    while True:
        at, data = held.get()
        time.sleep(max(0.0, at - time.monotonic()))
        try:
            if not data:
                sink.shutdown(socket.SHUT_WR)
                return
            sink.sendall(data)
        except OSError:
            return
