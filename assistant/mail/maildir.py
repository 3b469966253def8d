"""A mailbox as Maildir: Maildir++ (``.Sent``) or one folder per subdirectory (``Sent/``).

Nothing but our own drafts is ever written: reading does not move mails from new to cur, and UIDs are kept elsewhere
(numbering.py). A mail is known by its unique name, the part before ``:2,`` (https://cr.yp.to/proto/maildir.html).
"""

import contextlib
import itertools
import os
import re
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.mail.account import Account
from assistant.mail.connection import decode_name, encode_name
from assistant.mail.local import LocalMailbox
from assistant.mail.mailbox import Abilities, FolderState, MailGone
from assistant.mail.numbering import Numbering
from assistant.mail.stored import Stored, with_crlf
from assistant.model import Uid

_FLAGS = {"D": "\\Draft", "F": "\\Flagged", "R": "\\Answered", "S": "\\Seen", "T": "\\Deleted"}
_LETTERS = {flag: letter for letter, flag in _FLAGS.items()}
_DEEPEST = 6
_count = itertools.count(1)


class MaildirMailbox(LocalMailbox):
    """Fulfils `mailbox.Mailbox` over a Maildir."""

    def __init__(self, account: Account, numbering: Numbering) -> None:
        assert account.path is not None
        self._root, self._choice, self._numbering = account.path, account.folders, numbering
        self._name, self._batch = account.name, account.batch
        if not self._root.is_dir():
            raise MailboxUnreachable(
                f"mailbox {account.name}: there is no Maildir at {self._root}", next_step="check maildir: in the config"
            )
        self._plus_plus = _is_maildir(self._root) and not any(_is_maildir(p) for p in _plain_children(self._root))

    @property
    def abilities(self) -> Abilities:
        """Return what a Maildir can: everything but waiting for news."""
        return Abilities(uidplus=True, move=True)

    def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None = None) -> Uid | None:
        """Deliver a mail by tmp and rename: it is there as a whole or not at all, never in doubt."""
        path = self._path(folder)
        unique = _unique_name()
        letters = "".join(sorted(_LETTERS[flag] for flag in flags if flag in _LETTERS))
        temporary = path / "tmp" / unique
        try:
            with temporary.open("xb") as file:
                file.write(raw.replace(b"\r\n", b"\n"))  # local line ends, as every Maildir client writes them
                file.flush()
                os.fsync(file.fileno())
            if at is not None:
                os.utime(temporary, (at.timestamp(), at.timestamp()))
            temporary.rename(path / "cur" / f"{unique}:2,{letters}")
        except OSError as problem:
            with contextlib.suppress(OSError):
                temporary.unlink()
            full = problem.errno in {28, 122}  # ENOSPC, EDQUOT
            kind = MailboxFull if full else AppendRefused
            raise kind(f"nothing could be stored in {folder} ({problem.strerror})") from problem
        return self._shelf(folder).uid(unique)

    def move(self, folder: str, uid: Uid, target: str) -> Uid | None:
        """Move one mail by rename, flags unchanged. Raises FolderMissing, MailGone."""
        shelf, goal = self._shelf(folder), self._path(target)
        file = shelf.file(uid)
        if file is None:
            raise MailGone(folder, uid)
        name = file.name if ":2," in file.name else f"{file.name}:2,"
        try:
            file.rename(goal / "cur" / name)
        except FileNotFoundError as problem:
            raise MailGone(folder, uid) from problem
        return self._shelf(target).uid(_unique(name))

    def remove(self, folder: str, uid: Uid) -> bool:
        """Remove one mail."""
        file = self._shelf(folder).file(uid)
        if file is not None:
            file.unlink(missing_ok=True)
        return True

    def create(self, folder: str) -> None:
        """Create a folder in the style of this Maildir."""
        if folder in self._paths():
            return
        encoded = encode_name(folder).decode()
        path = self._root / ("." + encoded.replace("/", ".") if self._plus_plus else encoded)
        for part in ("tmp", "new", "cur"):
            (path / part).mkdir(parents=True, exist_ok=True)
        if self._plus_plus:
            (path / "maildirfolder").touch()  # Maildir++: tells a subfolder from a mailbox of its own

    def close(self) -> None:
        """Close the file of UIDs."""
        with contextlib.suppress(Exception):
            self._numbering.close()

    def _names(self) -> Iterable[str]:
        return self._paths()

    def _shelf(self, folder: str) -> "_Shelf":
        return _Shelf(self._path(folder), folder, self._numbering)

    def _path(self, folder: str) -> Path:
        try:
            return self._paths()[folder]
        except KeyError:
            raise FolderMissing(folder) from None

    def _paths(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        if not self._root.is_dir():
            raise MailboxUnreachable(f"mailbox {self._name}: the Maildir {self._root} is gone")
        if _is_maildir(self._root):
            found["INBOX"] = self._root
        if self._plus_plus:
            for path in self._root.iterdir():
                if path.name.startswith(".") and len(path.name) > 1 and _is_maildir(path):
                    found[decode_name(os.fsencode(path.name[1:].replace(".", "/")))] = path
            return found
        for path in _maildirs_below(self._root, 1):
            name = decode_name(os.fsencode(path.relative_to(self._root)))
            found["INBOX" if name.upper() == "INBOX" and "INBOX" not in found else name] = path
        return found


class _Shelf:
    """One Maildir folder, scanned once."""

    def __init__(self, path: Path, folder: str, numbering: Numbering) -> None:
        self._path, self._folder, self._numbering = path, folder, numbering
        self._files: dict[int, Path] | None = None

    def state(self) -> FolderState:
        files = self._scan()
        uidvalidity, uidnext = self._numbering.state(self._folder)
        return FolderState(uidvalidity=uidvalidity, uidnext=uidnext, exists=len(files))

    def listing(self) -> Mapping[int, frozenset[str]]:
        return {uid: _flags(file.name) for uid, file in self._scan().items()}

    def file(self, uid: int) -> Path | None:
        return self._scan().get(uid)

    def uid(self, unique: str) -> Uid | None:
        return next((Uid(uid) for uid, file in self._scan().items() if _unique(file.name) == unique), None)

    def read(self, uid: int) -> Stored | None:
        for _ in range(3):  # a client may rename the file (flags) between our look and our reading
            file = self._scan().get(uid)
            if file is None:
                return None
            try:
                content = file.read_bytes()
                changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            except FileNotFoundError:
                self._files = None
                continue
            except OSError:
                return None
            return Stored(raw=with_crlf(content), flags=_flags(file.name), changed=changed)
        return None

    def _scan(self) -> dict[int, Path]:
        if self._files is None:
            by_name: dict[str, Path] = {}
            for part in ("new", "cur"):  # in this order: a mail that moves meanwhile is seen in cur
                try:
                    names = os.listdir(self._path / part)
                except FileNotFoundError:
                    raise FolderMissing(self._folder) from None
                by_name.update((_unique(name), self._path / part / name) for name in names if name[:1] != ".")
            order = sorted(by_name, key=_delivered)
            self._files = {uid: by_name[key] for uid, key in self._numbering.number(self._folder, order).items()}
        return self._files


def _delivered(unique: str) -> list[str | int]:
    """Sort by the numbers in a unique name: seconds, then microseconds, process and count (not zero-padded)."""
    parts = re.split(r"([0-9]{1,18})", unique)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]


def _unique(name: str) -> str:
    return name.split(":2,", 1)[0]


def _flags(name: str) -> frozenset[str]:
    letters = name.rsplit(":2,", 1)[1] if ":2," in name else ""
    return frozenset(_FLAGS[letter] for letter in letters if letter in _FLAGS)


def _unique_name() -> str:
    now = time.time_ns()
    host = socket.gethostname().replace("/", "\\057").replace(":", "\\072")
    return f"{now // 10**9}.M{now // 1000 % 10**6}P{os.getpid()}Q{next(_count)}.{host}"


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _plain_children(path: Path) -> list[Path]:
    inside = {"cur", "new", "tmp"}
    return [p for p in path.iterdir() if p.name[0] != "." and p.name not in inside and p.is_dir()]


def _maildirs_below(path: Path, depth: int) -> Iterator[Path]:
    for child in sorted(_plain_children(path)) if depth <= _DEEPEST else ():
        if _is_maildir(child):
            yield child
        yield from _maildirs_below(child, depth + 1)
