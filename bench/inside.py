"""What is measured inside one process of ours: understanding, planning, idling, starting.

Public: `house`, `opened`, `look`, `read_all` (an installation ready to work), and one function per measured goal:
`understanding`, `planning`, `idle`, `cold_start`.
"""

import contextlib
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from assistant import wiring
from assistant.config import Config
from assistant.daemon import reading
from assistant.daemon.house import House
from assistant.daemon.judging import judge, survey
from assistant.daemon.understanding import TASK
from assistant.facts import lexicon as lexicons
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.mail.fetching import LIMIT_BYTES, cut_at_line
from assistant.model import CustomerNumber, Kind, Me, Role
from assistant.plan import rules as rule_files
from assistant.plan.outlook import floors_of
from bench import crowd
from bench.lines import line, said, timed
from bench.mailbox import ME, mails
from bench.rivals import keeping, run_followup
from tests.given import ROOT

WE = Me(addresses=frozenset({ME}), domains=frozenset({"brightline.example"}), timezone="Asia/Shanghai", country="CN")
_SETTLED = frozenset({Kind.BULK, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.INTERNAL})  # by headers, before any words


@contextlib.contextmanager
def house(config: Path) -> Iterator[tuple[House, Config]]:
    """Give an installation's parts, as the daemon holds them."""
    files = wiring.load_files(str(config))
    with wiring.open_house(files) as parts:
        yield parts, files.config


@contextlib.contextmanager
def opened(config: Path) -> Iterator[Callable[[], None]]:
    """Give a function that reads every mailbox on the open connection and judges whom that concerns."""
    with house(config) as (parts, _):
        yield lambda: look(parts)


def look(parts: House) -> None:
    """Read every mailbox up to date and judge the customers this concerns, as a pass of the daemon does."""
    now = datetime.now(UTC)
    touched = read_all(parts)
    if touched:
        judge(parts, now, touched)


def read_all(parts: House) -> frozenset[CustomerNumber]:
    """Read every mailbox up to date; return the customers this concerns. Raises AssistantError."""
    now = datetime.now(UTC)
    for name in parts.connections.names:
        box = parts.connections.get(name, now)
        with parts.understanding() as understanding:
            reading.read_mailbox(box, name, parts.ledger, understanding, now)
    return parts.ledger.derive(parts.me, now)


# --- understanding -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Seconds of CPU per mail, in order of the mailbox."""

    reading: list[float]
    judging: list[float]
    full: list[float]  # both, of those mails that ran the full cascade

    @property
    def mean(self) -> float:
        """Return the mean over all mails."""
        return (sum(self.reading) + sum(self.judging)) / len(self.reading)


def costs(count: int) -> Costs:
    """Return what understanding each mail of a bench mailbox costs, from the bytes that transport hands over.

    One task after the other, as they are handed to a worker: to make a mail between two measures would measure how the
    processor's caches forget.
    """
    lexicon = lexicons.builtin()
    parsing, judging, full = [], [], []
    handed = (_handed(folder, raw) for folder, raw in mails(count))
    while task := tuple(islice(handed, TASK)):
        for part, size, role in task:
            start = time.thread_time()
            message = read(part, complete=len(part) == size, size_bytes=size)
            middle = time.thread_time()
            facts = understand(message, WE, lexicon, role)
            end = time.thread_time()
            parsing.append(middle - start)
            judging.append(end - middle)
            if facts.kind not in _SETTLED:
                full.append(end - start)
    return Costs(reading=parsing, judging=judging, full=full)


def _handed(folder: str, raw: bytes) -> tuple[bytes, int, Role]:
    """Return a mail as transport hands it over: what of it is read, the size of the whole, the role of its folder."""
    part = raw if len(raw) < LIMIT_BYTES else cut_at_line(raw[:LIMIT_BYTES])
    return part, len(raw), Role.SENT if folder == "Sent" else Role.INBOX


def understanding(count: int) -> None:
    """Measure what understanding costs per mail: reading (MIME, text, history) and judging (kind, facts)."""
    costs(300)  # expressions are compiled when a text first needs them
    spent = costs(count)
    parsing, judging = statistics.mean(spent.reading) * 1000, statistics.mean(spent.judging) * 1000
    line(
        "understanding, mean per mail",
        f"{spent.mean * 1000:.2f} ms",
        "<= 0.12 ms",
        f"{parsing:.2f} read + {judging:.2f} judged",
    )
    full = statistics.median(spent.full) * 1000
    line("understanding, median of the full cascade", f"{full:.2f} ms", "<= 0.6 ms", f"{len(spent.full)} of {count}")


# --- planning ------------------------------------------------------------------------------------------------------
def planning(folder: Path, customers: int) -> None:
    """Measure the list of who is due, and a change of rules, over a ledger of that many customers (bench.crowd)."""
    now = datetime.now(UTC)
    made = crowd.crowded(folder, customers, now)
    with house(made.config) as (parts, _):
        ledger = parts.ledger
        due = min(timed(lambda: ledger.due(now)) for _ in range(20))
        found = ledger.due(now)
        line(f"who is due among {customers} customers", f"{due * 1000:.2f} ms", "<= 1 ms", f"{len(found)} due")
        other, _ = rule_files.load("every: {B: 5 days}\nquiet_after: {quote: 2 working days}\n", "rules.yaml")
        assert other is not None
        changed = replace(parts, rules=other)
        survey(parts, now, ledger.numbers()[: len(crowd.FATES)])  # a daemon has its calendars loaded
        finding = timed(lambda: ledger.plan_by(floors_of(other), now))
        count = len(ledger.due(now))
        judging = timed(lambda: judge(changed, now))
    how = f"{finding:.2f} s to find the {count} it may concern, then {judging / count * 1000:.2f} ms each, reasons kept"
    line(f"{customers} customers under other rules", f"{finding + judging:.1f} s", "<= 1 s", how)
    said(f"who the {customers} are: {', '.join(f'{fate.of_thousand / 10:g} % {fate.name}' for fate in crowd.FATES)}")


# --- processes -----------------------------------------------------------------------------------------------------
def idle(config: Path, seconds: float = 60) -> None:
    """Measure the daemon on one mailbox while nothing happens, modules compiled as pip leaves them."""
    with _daemon(config):  # the first run compiles them: 10 MB that an installation never sees
        pass
    with _daemon(config) as pid:
        before = _cpu_seconds(pid)
        time.sleep(seconds)
        share = (_cpu_seconds(pid) - before) / seconds
        status = Path(f"/proc/{pid}/status").read_text()
    resident = next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS"))
    line("daemon idle, CPU", f"{share * 100:.2f} %", "<= 0.05 %", f"over {seconds:.0f} s")
    line("daemon idle, memory", f"{resident / 1024:.0f} MB", "<= 80 MB", "after its first pass")


@contextlib.contextmanager
def _daemon(config: Path) -> Iterator[int]:
    """Give the id of a daemon that has ended its first pass; stop it afterwards."""
    command = [sys.executable, "-m", "assistant", "run", "-c", str(config)]
    env = os.environ | keeping(config.parent.parent / "compiled")
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _settled(process.pid)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _settled(pid: int) -> None:
    """Wait until the first pass is over: no CPU used for three seconds, or two minutes."""
    quiet, last = 0, -1.0
    for _ in range(120):
        time.sleep(1)
        spent = _cpu_seconds(pid)
        quiet = quiet + 1 if spent - last < 0.02 else 0
        last = spent
        if quiet >= 3:
            return


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cold_start(config: Path) -> None:
    """Measure two commands from nothing to their end, files in the page cache, modules compiled as pip leaves them."""
    shown = min(timed(lambda: _help()) for _ in range(5))
    line("followup --help, cold start", f"{shown:.2f} s", "<= 0.15 s")
    compiled = config.parent / "compiled"
    planned = [run_followup(config, "plan", compiled=compiled) for _ in range(5)]
    fresh = [run_followup(config, "rules", "check", compiled=compiled) for _ in range(3)]
    how = f"{min(one.cpu_seconds for one in planned):.2f} s of CPU, on the bench ledger"
    line("followup plan, cold start", f"{min(one.seconds for one in planned):.2f} s", "<= 0.6 s", how)
    said(f"of that, before any customer is judged: {min(one.seconds for one in fresh):.2f} s (rules check)")


def _help() -> None:
    subprocess.run([sys.executable, "-m", "assistant", "--help"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
