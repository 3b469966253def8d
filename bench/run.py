"""Speed, as ratios against the alternatives in one run: `make bench` (5,000 mails; BENCH=full: 50,000; BENCH=quick: 1,000).

Both sides read the same private Dovecot. What each does: mbsync stores whole messages, notmuch makes a full-text index of
them; we take the first 16 KB of each mail, understand it, and store rows and an excerpt. A machine varies by half between
two minutes, so every pair is measured A B A B and only ratios are worth quoting.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench import inside
from bench.mailbox import ME, mails
from tests.installation import install
from tests.servers.dovecot import Dovecot, running_dovecot
from tests.servers.session import SecondSession

ROOT = Path(__file__).resolve().parent.parent
COUNT = {"full": 50_000, "quick": 1_000}.get(os.environ.get("BENCH", ""), 5_000)
MBSYNC = """
IMAPAccount a
Host 127.0.0.1
Port {port}
User {user}
Pass {password}
SSLType None
AuthMechs LOGIN
PipelineDepth 50
IMAPStore far
Account a
MaildirStore near
Path {path}/mail/
Inbox {path}/mail/INBOX
SubFolders Verbatim
Channel c
Far :far:
Near :near:
Patterns INBOX Sent
Create Near
Sync Pull
SyncState *
"""


def main() -> None:
    """Print every measured goal with its ratio."""
    print(f"{COUNT} mails, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    with running_dovecot() as server, tempfile.TemporaryDirectory(prefix="fu-bench-") as place:
        folder = Path(place)
        user = server.user()
        bytes_ = _fill(server, user)
        print(f"mailbox: {bytes_ / 1e6:.0f} MB, median {_median_kb():.1f} KB")
        _warm(server, user)
        _first_sync(server, user, folder)
        _no_change(server, user, folder)
        _one_new(server, user, folder)
    inside.main(COUNT)


def _first_sync(server: Dovecot, user: str, folder: Path) -> None:
    ours, theirs, drains = [], [], []
    for turn in "ab":
        ours.append(timed(lambda turn=turn: _ours(server, user, folder / f"ours-{turn}")))  # type: ignore[misc]
        theirs.append(timed(lambda turn=turn: _theirs(server, user, folder / f"theirs-{turn}")))  # type: ignore[misc]
        drains.append(timed(lambda: _drain(server, user)))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    us, them, drain = min(ours), min(theirs), min(drains)
    line("first sync vs mbsync + notmuch new", f"{them / us:.1f}x faster", "10x", us, them)
    line("first sync, share of the raw socket drain", f"{drain / us * 100:.0f} %", "15 %", us, drain)
    print(f"    {COUNT / us:.0f} mails/s in a process of its own, start included; peak RSS of any child {peak:.0f} MB")


def _no_change(server: Dovecot, user: str, folder: Path) -> None:
    ours, theirs = [], []
    with inside.opened(folder / "ours-a") as again:
        again()
        for _ in range(5):
            ours.append(timed(again))
            theirs.append(timed(lambda: _mbsync(folder / "theirs-a")))
    us, them = statistics.median(ours), statistics.median(theirs)
    line("no-change reading on the daemon's connection vs mbsync", f"{us / them:.2f}x its time", "0.12x", us, them)


def _one_new(server: Dovecot, user: str, folder: Path) -> None:
    ours, theirs = [], []
    with inside.opened(folder / "ours-a") as again, server.session(user) as session:
        for turn in range(3):
            _deliver(session, turn)
            ours.append(timed(again))
            theirs.append(timed(lambda: _theirs(server, user, folder / "theirs-a")))
    us, them = statistics.median(ours), statistics.median(theirs)
    line("one new mail: stored and judged vs mbsync + notmuch", f"{us / them:.2f}x its time", "0.6x", us, them)


def _deliver(session: SecondSession, turn: int) -> None:
    raw = f"From: Buyer <buyer{turn}@fresh-demo.de>\r\nTo: {ME}\r\nSubject: Inquiry\r\nMessage-ID: <n{turn}@fresh-demo.de>\r\n"
    raw += f"Date: {datetime.now(UTC):%a, %d %b %Y %H:%M:%S +0000}\r\n\r\nPlease quote 500 pcs BL-100 FOB Ningbo.\r\n"
    session.append("INBOX", raw.encode())


def _ours(server: Dovecot, user: str, folder: Path) -> None:
    folder.mkdir()
    account = {"host": server.host, "port": server.port, "user": user, "password": server.password}
    done = install(folder, account).run_long("sync")
    assert done == 0, f"followup sync ended with {done}"


def _theirs(server: Dovecot, user: str, folder: Path) -> None:
    if not folder.exists():
        (folder / "mail").mkdir(parents=True)
        config = MBSYNC.format(port=server.port, user=user, password=server.password, path=folder)
        (folder / "mbsyncrc").write_text(config)
        (folder / "notmuch-config").write_text(f"[database]\npath={folder}/mail\n[new]\ntags=new\n")
    _mbsync(folder)
    env = {**os.environ, "NOTMUCH_CONFIG": str(folder / "notmuch-config")}
    subprocess.run(["notmuch", "new", "--quiet"], check=True, env=env, capture_output=True)


def _mbsync(folder: Path) -> None:
    subprocess.run(["mbsync", "-q", "-c", str(folder / "mbsyncrc"), "c"], check=True, capture_output=True)


def _drain(server: Dovecot, user: str) -> None:
    """Take the first 16 KB of every mail off the socket and look at nothing: the limit of any reader."""
    with server.session(user) as session:
        for folder in ("INBOX", "Sent"):
            session.drain(folder)


def _fill(server: Dovecot, user: str) -> int:
    home = server.maildir(user)
    for part in ("cur", "new", "tmp"):
        for name in ("", "Sent"):
            (home / name / part).mkdir(parents=True, exist_ok=True)
    total = 0
    for number, (folder, raw) in enumerate(mails(COUNT)):
        name = f"{1_700_000_000 + number}.M{number}.bench,S={len(raw)}:2,S"
        (home / ("" if folder == "INBOX" else folder) / "cur" / name).write_bytes(raw)
        total += len(raw)
    server.own(home)
    return total


def _median_kb() -> float:
    return statistics.median(len(raw) for _, raw in mails(min(COUNT, 2_000))) / 1024


def _warm(server: Dovecot, user: str) -> None:
    _drain(server, user)


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def line(what: str, ratio: str, goal: str, ours: float, theirs: float) -> None:
    """Print one measured goal."""
    print(f"{what:<58} {ratio:>14}   goal {goal:<6} ({ours * 1000:.0f} ms : {theirs * 1000:.0f} ms)")




if __name__ == "__main__":
    main()
