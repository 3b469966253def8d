"""Speed, as ratios against the alternatives in one run: `make bench` (5,000 mails; BENCH=full 50,000, quick 1,000).

Both sides read the same private Dovecot. What each does: mbsync stores whole messages, notmuch makes a full-text index
of them; we take the first 16 KB of each mail, understand it, and store rows and an excerpt. A machine varies by half
between two minutes, so every pair is measured A B A B and only ratios are worth quoting.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from assistant.mail.idle import IdleWatch
from assistant.wiring import account_of
from bench import desk, inside, rivals
from bench.floor import floor
from bench.lines import line, said, timed
from bench.mailbox import ME
from bench.rivals import Site
from bench.slow_line import slow_line
from tests.given.installation import install
from tests.servers.dovecot import running_dovecot
from tests.servers.session import SecondSession

SIZE = os.environ.get("BENCH", "")
COUNT = {"full": 50_000, "quick": 1_000}.get(SIZE, 5_000)
ROUND_TRIP_SECONDS = 0.05


def main() -> None:
    """Print every measured goal with its ratio."""
    print(f"{COUNT} mails, {os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}")
    print("A: mbsync 'pull, whole messages' and notmuch 'new, full text'; B: followup, 16 KB of each mail understood")
    inside.understanding(min(COUNT, 5_000))
    with running_dovecot() as server, tempfile.TemporaryDirectory(prefix="fu-bench-") as place:
        site = rivals.fill(server, Path(place), COUNT)
        print(f"mailbox: {site.bytes / 1e6:.0f} MB, median {site.median_bytes / 1024:.1f} KB")
        first = first_sync(site)
        no_change(site)
        one_new(site)
        woken(site)
        far_away(site)
        if SIZE == "full":
            ten_times(rivals.fill(server, Path(place) / "tenth", COUNT // 10), first)
        inside.idle(site.folder / "ours-a" / "config.yaml")
        inside.cold_start(site.folder / "ours-a" / "config.yaml")
        desk.placed(server, Path(place) / "desk", 40 if SIZE == "quick" else 150)
    with tempfile.TemporaryDirectory(prefix="fu-bench-") as place:
        inside.planning(Path(place), 10_000 if SIZE == "quick" else 100_000)


def first_sync(site: Site) -> rivals.Ran:
    """Measure an empty ledger against an empty Maildir and index; return our better run."""
    theirs, drains, ours = [], [], []
    for turn in "ab":
        theirs.append(timed(partial(rivals.rival, site, f"theirs-{turn}")))
        ours.append(rivals.first_sync(site, f"ours-{turn}"))
        drains.append(timed(lambda: rivals.drain(site)))
    us, them, limit = min(ours, key=lambda ran: ran.seconds), min(theirs), min(drains)
    pairs = ", ".join(f"{a:.2f} : {b.seconds:.2f}" for a, b in zip(theirs, ours, strict=True))
    line("first sync vs mbsync + notmuch new", f"{them / us.seconds:.1f}x", ">= 10x", f"A B A B {pairs} s")
    line("first sync, share of the raw socket drain", f"{limit / us.seconds * 100:.1f} %", ">= 15 %", f"{limit:.2f} s")
    most = max(ours, key=lambda ran: ran.together_mb)
    how = f"{most.processes} process(es) together {most.together_mb:.0f} MB"
    line("peak memory of the first sync, largest process", f"{most.peak_mb:.0f} MB", "<= 120 MB", how)
    said(
        f"{site.count / us.seconds:.0f} mails/s, process start included; {us.cpu_seconds:.2f} s CPU "
        f"in {us.processes} process(es): one reads and stores, the others understand"
    )
    least = min(timed(partial(floor, site, f"floor-{turn}")) for turn in "ab")
    said(
        f"fetched, parsed and stored in one process, nothing understood: {them / least:.1f}x, "
        f"{limit / least * 100:.1f} % of the drain, {least / site.count * 1000:.2f} ms a mail"
    )
    return us


def no_change(site: Site) -> None:
    """Measure a reading that finds nothing: ours on the daemon's open connection, mbsync as a process with a login."""
    ours, theirs = [], []
    with inside.opened(site.folder / "ours-a" / "config.yaml") as again:
        again()
        rivals.pull(site, "theirs-a")
        for _ in range(5):
            theirs.append(timed(lambda: rivals.pull(site, "theirs-a")))
            ours.append(timed(again))
    us, them = statistics.median(ours), statistics.median(theirs)
    how = f"{them * 1000:.0f} : {us * 1000:.1f} ms, kept connection, judged"
    line("no-change reading vs mbsync no-change", f"{us / them:.2f}x", "<= 0.12x", how)


def one_new(site: Site) -> None:
    """Measure one new mail: ours read, understood, stored, its customer judged; theirs pulled and indexed."""
    ours, theirs = [], []
    with inside.opened(site.folder / "ours-a" / "config.yaml") as again, site.server.session(site.user) as session:
        again()
        rivals.rival(site, "theirs-a")
        for turn in range(4):
            _deliver(session, f"new{turn}")
            if turn % 2:  # who comes first pays for the server's look at its folder
                theirs.append(timed(lambda: rivals.rival(site, "theirs-a")))
                ours.append(timed(again))
            else:
                ours.append(timed(again))
                theirs.append(timed(lambda: rivals.rival(site, "theirs-a")))
    us, them = statistics.mean(ours), statistics.mean(theirs)
    how = f"{them * 1000:.0f} : {us * 1000:.0f} ms"
    line("one new mail: stored and judged vs mbsync + notmuch", f"{us / them:.2f}x", "<= 0.6x", how)


def woken(site: Site) -> None:
    """Measure from the notification at our IDLE connection to the row stored and the customer judged again."""
    spent = []
    with inside.house(site.folder / "ours-a" / "config.yaml") as (house, config):
        inside.look(house)
        watch = IdleWatch(account_of(config.mailboxes[0], site.folder))
        try:
            watch.listening.wait(10)
            with site.server.session(site.user) as session:
                for turn in range(5):
                    watch.wait(0.05)
                    _deliver(session, f"woken{turn}")
                    assert watch.wait(10), "no notification came"
                    spent.append(timed(lambda: inside.look(house)))
        finally:
            watch.stop()
    line("EXISTS -> row stored and customer judged again", f"{statistics.median(spent) * 1000:.0f} ms", "<= 50 ms")


def far_away(site: Site) -> None:
    """Measure a first reading over a line with a long round trip against the same on loopback."""
    near, far = [], []
    with slow_line(site.server.host, site.server.port, ROUND_TRIP_SECONDS) as port:
        for turn in "ab":
            near.append(_first_reading(site, f"near-{turn}", None))
            far.append(_first_reading(site, f"far-{turn}", port))
    how = f"{site.count / min(near):.0f} : {site.count / min(far):.0f} mails/s, start of workers counted"
    line("mails/s at 50 ms round trip vs loopback", f"{min(near) / min(far) * 100:.0f} %", ">= 80 %", how)


def _first_reading(site: Site, name: str, port: int | None) -> float:
    folder = site.folder / name
    folder.mkdir()
    with inside.house(install(folder, site.account(port)).config) as (house, _):
        return timed(lambda: inside.read_all(house))


def ten_times(tenth: Site, whole: rivals.Ran) -> None:
    """Measure how time and memory grow when the mailbox is ten times as large."""
    tenth.folder.mkdir()
    small = min((rivals.first_sync(tenth, f"ours-{turn}") for turn in "ab"), key=lambda ran: ran.seconds)
    line("10x mail, time", f"{whole.seconds / small.seconds:.1f}x", "<= 10.5x", f"{small.seconds:.1f} s for a tenth")
    how = f"largest process {small.peak_mb:.0f} MB for a tenth; together {whole.together_mb / small.together_mb:.2f}x"
    line("10x mail, peak memory", f"{whole.peak_mb / small.peak_mb:.2f}x", "<= 1.2x", how)


def _deliver(session: SecondSession, name: str) -> None:
    at = datetime.now(UTC)
    raw = (
        f"From: Buyer <buyer@{name}-demo.de>\r\nTo: {ME}\r\nSubject: Inquiry\r\n"
        f"Message-ID: <{time.time_ns()}@{name}-demo.de>\r\nDate: {at:%a, %d %b %Y %H:%M:%S +0000}\r\n\r\n"
        "Please quote 500 pcs BL-100 FOB Ningbo.\r\n"
    )
    session.append("INBOX", raw.encode())


if __name__ == "__main__":
    main()
