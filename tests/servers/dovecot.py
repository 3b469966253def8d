"""A private Dovecot on loopback: free ports, own folder, own users, no root rights needed, ended with the test run.

Run as root it starts Dovecot under an unprivileged system user, because mail processes refuse uid 0.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.servers.session import SecondSession

PASSWORD = "not-a-secret"
HOW_TO_INSTALL = "Dovecot is not installed: run scripts/install-test-servers"
_SYSTEM_USERS = ("dovecot", "mail", "nobody")  # the first that exists serves when we are root

_CONFIG = """
base_dir = {at}/run
state_dir = {at}/state
log_path = {at}/dovecot.log
listen = 127.0.0.1
protocols = imap
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  client_limit = 500
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service auth {{
  user = {user}
}}
service auth-worker {{
  user = {user}
}}
ssl = yes
ssl_cert = <{at}/cert.pem
ssl_key = <{at}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
first_valid_uid = 1
mail_fsync = never
mail_location = maildir:{at}/mail/%u:LAYOUT=fs
mail_max_userip_connections = 100
mail_plugins = quota
protocol imap {{
  mail_plugins = quota imap_quota
}}
plugin {{
  quota = count:User quota
  quota_vsizes = yes
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {at}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={at}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    special_use = \\Drafts
    auto = subscribe
  }}
  mailbox Sent {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = subscribe
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = subscribe
  }}
  mailbox Archive {{
    special_use = \\Archive
    auto = subscribe
  }}
}}
"""


class ServerMissing(RuntimeError):
    """The server program is not installed; the message says how to get it."""


class Dovecot:
    """A running private server. `user()` makes a fresh empty mailbox, so tests never see each other."""

    host = "127.0.0.1"
    password = PASSWORD

    def __init__(self, at: Path, port: int, tls_port: int, process: "subprocess.Popen[bytes]", owner: tuple[int, int]):
        self.at, self.port, self.tls_port = at, port, tls_port
        self._process, self._owner = process, owner
        self._users = 0

    @property
    def certificate(self) -> Path:
        """Return the self-made certificate (PEM)."""
        return self.at / "cert.pem"

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the certificate in hex, as a user would pin it."""
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.certificate.read_text())).hexdigest()

    def user(self, *, quota_bytes: int | None = None) -> str:
        """Return the name of a new user with an empty mailbox (INBOX, Drafts, Sent, Trash, Junk, Archive)."""
        self._users += 1
        name = f"user{self._users}@seller.example"
        if quota_bytes is not None:
            uid, gid = self._owner
            quota = f"userdb_quota_rule=*:bytes={quota_bytes}"
            with (self.at / "users").open("a") as users:
                users.write(f"{name}::{uid}:{gid}::{self.at}/mail/{name}::{quota}\n")
            time.sleep(1.1)  # Dovecot looks at the file at most once a second
        return name

    def maildir(self, user: str) -> Path:
        """Return where that user's mail lies on disk (Maildir with subfolders)."""
        return self.at / "mail" / user

    def session(self, user: str) -> SecondSession:
        """Return a second client on that mailbox: the user's own hands."""
        return SecondSession(self.host, self.port, user, PASSWORD)

    def account(self, user: str) -> dict[str, Any]:
        """Return how to reach that mailbox, as a config names it."""
        return {"host": self.host, "port": self.port, "user": user, "password": PASSWORD}

    def log(self) -> str:
        """Return the server's log so far."""
        path = self.at / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.5)
        with contextlib.suppress(ProcessLookupError):  # sessions that tests left open hold it up for 5 seconds
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self.at, ignore_errors=True)


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_dovecot() -> Dovecot:
    """Start a private Dovecot and return it ready for logins. Raises ServerMissing where it is not installed."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    if program is None or not _has_imap(program):
        raise ServerMissing(HOW_TO_INSTALL)
    at = Path(tempfile.mkdtemp(prefix="fu-dc-", dir="/tmp"))  # short: unix socket paths end at 108 bytes
    who = _unprivileged()
    port, tls_port = free_port(), free_port()
    (at / "mail").mkdir()
    (at / "users").touch()
    make_certificate(at)
    config = at / "dovecot.conf"
    group = subprocess.run(["id", "-gn", who.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    config.write_text(
        _CONFIG.format(at=at, user=who.pw_name, group=group, port=port, tls_port=tls_port, password=PASSWORD)
    )
    if os.geteuid() == 0:
        for path in (at, *at.iterdir()):
            os.chown(path, who.pw_uid, who.pw_gid)
    process = _spawn(program, config, who)
    server = Dovecot(at, port, tls_port, process, (who.pw_uid, who.pw_gid))
    for number in (port, tls_port):
        _wait_for(server, process, number)
    return server


@contextlib.contextmanager
def running_dovecot() -> Iterator[Dovecot]:
    """Run a private Dovecot for the length of a `with`."""
    server = start_dovecot()
    try:
        yield server
    finally:
        server.stop()


def make_certificate(at: Path) -> None:
    """Write cert.pem and key.pem for localhost and 127.0.0.1, valid for two days."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(at / "key.pem"), "-out", str(at / "cert.pem"), "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)


def _spawn(program: str, config: Path, who: pwd.struct_passwd) -> "subprocess.Popen[bytes]":
    command = [program, "-F", "-c", str(config)]
    quiet = subprocess.DEVNULL
    if os.geteuid() == 0:
        return subprocess.Popen(
            command,
            stdout=quiet,
            stderr=quiet,
            user=who.pw_uid,
            group=who.pw_gid,
            extra_groups=[],
            cwd="/",
            start_new_session=True,
        )
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd="/", start_new_session=True)


def _wait_for(server: Dovecot, process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    log = server.log()
    server.stop()
    raise RuntimeError(f"Dovecot did not start:\n{log}")


def _unprivileged() -> pwd.struct_passwd:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in _SYSTEM_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError(f"none of the system users {_SYSTEM_USERS} exists")


def _has_imap(program: str) -> bool:
    places = (Path(program).parent.parent / "lib" / "dovecot" / "imap", Path("/usr/libexec/dovecot/imap"))
    return any(place.exists() for place in places)
