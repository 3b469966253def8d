"""What transport must know of one mailbox: plain values that `wiring` builds from the config."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Where a password or token comes from; exactly one source, and never another one when it fails."""

    source: str  # file, env, command, keyring, credential; `text` only for tests and the demo
    value: str = field(default="", repr=False)  # path, variable, keyring service, credential name
    command: tuple[str, ...] = ()  # of source command: argv, run without a shell at every login

    def __str__(self) -> str:
        return f"{self.source} {self.value}" if self.source in {"file", "env", "keyring", "credential"} else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChoice:
    """The user's word about folders; None or empty means: found by SPECIAL-USE, then by known names."""

    inbox: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    drafts: str | None = None
    also: tuple[str, ...] | None = None  # None: every other folder is read; (): none
    ignore: tuple[str, ...] = ()  # never listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One mailbox to open."""

    name: str  # the config's name of it
    kind: str = "imap"  # imap, maildir, mbox
    host: str = ""
    port: int = 0  # 0: 993 for tls, else 143
    security: str = "tls"  # tls, starttls, none (refused unless the host is loopback)
    user: str = ""
    password: Secret | None = None
    auth: str = "password"  # password; google or microsoft: OAuth 2 (XOAUTH2)
    client_id: str = ""  # of the OAuth application, for microsoft
    pinned_sha256: str = ""  # hex SHA-256 of the server's certificate: trusted in place of the authorities
    path: Path | None = None  # of maildir and mbox
    state_dir: Path | None = None  # where UIDs of Maildir and mbox and OAuth tokens are kept; never inside the mailbox
    folders: FolderChoice = FolderChoice()
    batch: int = 250  # mails per part of a reading: 4 MB at most (performance.md 2a: 200-500)
