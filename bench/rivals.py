"""What is measured against what: our own first sync as a process, mbsync with notmuch, and the bare socket.

Public: `Site` (a filled private Dovecot and a folder to work in), `fill`, `first_sync`, `rival`, `pull`, `drain`.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.mailbox import mails
from bench.processes import Memory
from tests.given import ROOT
from tests.given.installation import install
from tests.servers.dovecot import Dovecot

_MAIL = ROOT / "tests" / "corpus" / "auto-de.eml"
_MBSYNC = """
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
_ITEMS = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.16384>)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A filled mailbox on a private server, and a folder for the files of both sides."""

    server: Dovecot
    user: str
    folder: Path
    count: int
    bytes: int
    median_bytes: int

    def account(self, port: int | None = None) -> dict[str, object]:
        """Return the account as config.yaml has it, at the server itself or behind a proxy's `port`."""
        server = self.server
        return {"host": server.host, "port": port or server.port, "user": self.user, "password": server.password}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a process of ours ran."""

    seconds: float  # wall, from before its start to after its end
    cpu_seconds: float
    peak_mb: float  # of the resident memory of the largest process, as the kernel tells at its end
    together_mb: float  # peak of all its processes together, pages that they share counted once
    processes: int  # at one moment


def fill(server: Dovecot, folder: Path, count: int) -> Site:
    """Return a mailbox of `count` mails, laid into the server's own store and looked through by it once."""
    user = server.user()
    home = server.maildir(user)
    folders = {"INBOX": home / "cur", "Sent": home / "Sent" / "cur"}
    for cur in folders.values():
        for part in ("cur", "new", "tmp"):
            (cur.parent / part).mkdir(parents=True, exist_ok=True)
    sizes = []
    for number, (name, raw) in enumerate(mails(count)):
        (folders[name] / f"{1_700_000_000 + number}.M{number}.bench,S={len(raw)}:2,S").write_bytes(raw)
        sizes.append(len(raw))
    _give_to_server(server, home)
    site = Site(
        server=server,
        user=user,
        folder=folder,
        count=count,
        bytes=sum(sizes),
        median_bytes=int(statistics.median(sizes)),
    )
    drain(site)
    return site


def first_sync(site: Site, name: str) -> Ran:
    """Return how `followup sync` ran on an empty ledger: start of Python, files, download, understanding, storing."""
    folder = site.folder / name
    folder.mkdir()
    config = install(folder, site.account()).config
    compiled = site.folder / "compiled"
    if not compiled.exists():  # as an installation is: compiled before its first command, which costs 20 MB too
        few = fill(site.server, site.folder / "few", 200)
        (few.folder / "ours").mkdir(parents=True)
        for words in (("classify", str(_MAIL)), ("sync",), ("sync", "--rebuild")):
            run_followup(install(few.folder / "ours", few.account()).config, *words, compiled=compiled)
    return run_followup(config, "sync", compiled=compiled)


def run_followup(config: Path, *words: str, compiled: Path | None = None) -> Ran:
    """Return how one command ran in a process of its own. Raises RuntimeError when it failed.

    `compiled`: where Python may keep what it compiled, for the runs after this one; a source tree that keeps nothing
    compiles a hundred modules at each start, which an installed package never does.
    """
    kept = keeping(compiled) if compiled is not None else {}
    command = [sys.executable, "-m", "assistant", *words, "-c", str(config)]
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | kept, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        memory = Memory(process.pid)
        told = process.stderr.read()
        memory.end()
        _, status, usage = os.wait4(process.pid, 0)  # the kernel's account of this child alone
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"followup {' '.join(words)} ended with {process.returncode}: {told.decode()[-2000:]}")
    return Ran(
        seconds=time.perf_counter() - start,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss / 1024,
        together_mb=memory.peak_mb,
        processes=memory.processes,
    )


def keeping(compiled: Path) -> dict[str, str]:
    """Return the environment in which Python keeps what it compiled in that folder, as an installation does."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}


def rival(site: Site, name: str) -> None:
    """Let mbsync pull whatever is new as whole messages, then notmuch index it in full text."""
    folder = site.folder / name
    if not folder.exists():
        (folder / "mail").mkdir(parents=True)
        server = site.server
        config = _MBSYNC.format(port=server.port, user=site.user, password=server.password, path=folder)
        (folder / "mbsyncrc").write_text(config)
        (folder / "notmuch-config").write_text(f"[database]\npath={folder}/mail\n[new]\ntags=new\n")
    pull(site, name)
    env = {**os.environ, "NOTMUCH_CONFIG": str(folder / "notmuch-config")}
    _checked(["notmuch", "new", "--quiet"], env)


def pull(site: Site, name: str) -> None:
    """Let mbsync alone look for what is new."""
    _checked(["mbsync", "-q", "-c", str(site.folder / name / "mbsyncrc"), "c"], dict(os.environ))


def drain(site: Site) -> None:
    """Take the first 16 KB of every mail off the socket and look at nothing: the limit of any reader."""
    with socket.create_connection((site.server.host, site.server.port)) as line:
        _command(line, b"a", f"LOGIN {site.user} {site.server.password}")
        for folder in ("INBOX", "Sent"):
            _command(line, b"b", f"EXAMINE {folder}")
            _command(line, b"c", f"UID FETCH 1:* {_ITEMS}")
        _command(line, b"d", "LOGOUT")


def _command(line: socket.socket, tag: bytes, text: str) -> None:
    line.sendall(tag + b" " + text.encode() + b"\r\n")
    done = re.compile(rb"(?:^|\r\n)" + tag + rb" (OK|NO|BAD)[^\r\n]*\r\n$")
    end = b""
    while not (found := done.search(end)):
        part = line.recv(1 << 18)
        if not part:
            raise RuntimeError(f"the server broke off: {text}")
        end = (end + part)[-600:] if len(part) < 600 else part[-600:]
    assert found[1] == b"OK", end


def _checked(command: Sequence[str], env: dict[str, str]) -> None:
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")


def _give_to_server(server: Dovecot, home: Path) -> None:
    """Let the server's own user own the mail: as root we wrote it as root."""
    owner = server.at.stat()
    if os.geteuid() == owner.st_uid:
        return
    for path, folders, files in os.walk(home):
        os.chown(path, owner.st_uid, owner.st_gid)
        for name in (*folders, *files):
            os.chown(os.path.join(path, name), owner.st_uid, owner.st_gid)
