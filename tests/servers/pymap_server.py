"""pymap, a second and poorer IMAP server (no CONDSTORE, no SPECIAL-USE), in a process of its own on loopback.

Run as a program it serves; `running_pymap()` starts that program and ends it.
"""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from tests.servers.dovecot import PASSWORD, free_port
from tests.servers.session import SecondSession

_USERS = 60


class Pymap:
    """A running pymap; `user()` gives a fresh empty mailbox."""

    host = "127.0.0.1"
    password = PASSWORD

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self._process, self._users = port, process, 0

    def user(self) -> str:
        """Return the name of a user nobody has used."""
        self._users += 1
        assert self._users <= _USERS, "raise _USERS"
        return f"user{self._users}"

    def session(self, user: str) -> SecondSession:
        """Return a second client on that mailbox."""
        return SecondSession(self.host, self.port, user, PASSWORD)

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        try:
            self._process.wait(timeout=0.5)  # open sessions hold it up
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def start_pymap() -> Pymap:
    """Start pymap and return it ready for logins."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.servers.pymap_server", str(port)])
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return Pymap(port, process)
        time.sleep(0.05)
    process.kill()
    raise RuntimeError("pymap did not start")


@contextlib.contextmanager
def running_pymap() -> Iterator[Pymap]:
    """Run pymap for the length of a `with`."""
    server = start_pymap()
    try:
        yield server
    finally:
        server.stop()


def _serve(port: int) -> None:
    from pymap.backend.dict import DictBackend
    from pymap.main import main
    from pymap.user import UserMetadata
    from pysasl.hashing import BuiltinHash

    async def add_users(cls: Any, config: Any, login: Any) -> None:
        hashed = BuiltinHash(rounds=1).hash(PASSWORD)  # as many rounds as for real users cost 0.3 s per login
        for number in range(1, _USERS + 1):
            name = f"user{number}"
            login.users_dict[name] = UserMetadata(config, name, password=hashed)

    backend: Any = DictBackend
    backend._add_demo_user = classmethod(add_users)
    sys.argv = ["pymap", "--no-service", "admin", "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict"]
    main()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
