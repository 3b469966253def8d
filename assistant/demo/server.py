"""The demo's IMAP server: pymap in a process of its own on loopback, in memory, gone when the demo ends.

Public: `running`, `account`, `fill`, `USER`, `PASSWORD`. pymap is a deliberately poor server (no CONDSTORE, no
SPECIAL-USE): what works here works anywhere.
"""

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.demo.seed import Seeded
from assistant.errors import AssistantError, MailboxUnreachable
from assistant.mail.account import Account, Secret
from assistant.mail.mailbox import Mailbox
from assistant.mail.open import open_mailbox

HOST, USER, PASSWORD = "127.0.0.1", "lin", "demo"
START_SECONDS = 20.0
# The server ends when the demo does, even one that was killed: its end of this pipe closes with the process.
_MAIN = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
from pymap.main import main
main()
"""
FOLDERS = ("Sent", "Drafts", "Archive", "Junk", "Trash")


@contextmanager
def running(log: Path) -> Iterator[int]:
    """Run the server on a free port, give the port, and end it. Raises AssistantError when it is not installed."""
    if importlib.util.find_spec("pymap") is None:
        raise AssistantError(
            "the demo's mail server is not installed", next_step="pip install 'followup-assistant[demo]'"
        )
    port = _free_port()
    options = ["--no-service", "admin", "--host", HOST, "--port", str(port), "--no-tls"]
    command = [sys.executable, "-c", _MAIN, *options, "dict"]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [*command, "--demo-user", USER, "--demo-password", PASSWORD],
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=sink,
        )
    try:
        _wait_until_it_listens(port, process, log)
        yield port
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def account(port: int, name: str = "demo", state_dir: Path | None = None) -> Account:
    """Return how to reach the demo's mailbox."""
    secret = Secret(source="text", value=PASSWORD)
    return Account(name=name, host=HOST, port=port, security="none", user=USER, password=secret, state_dir=state_dir)


def connect(port: int) -> Mailbox:
    """Return a session of its own, as the seller's mail client would have one."""
    return open_mailbox(account(port, "client"))


def fill(port: int, mails: Sequence[Seeded]) -> None:
    """Put the invented mails into their folders."""
    box = connect(port)
    try:
        for folder in FOLDERS:
            box.create(folder)
        for mail in mails:
            box.append(mail.folder, mail.raw, ("\\Seen",), mail.at)
    finally:
        box.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_it_listens(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise MailboxUnreachable(f"the demo's mail server ended at once; its words are in {log}")
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise MailboxUnreachable(f"the demo's mail server does not answer on port {port}")
