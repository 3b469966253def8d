"""A mailbox of mbox files: a single file (INBOX), or a folder with one file per mail folder.

The user's files are only read. Ours (the Drafts file beside them when it is ours to make, and ``Followup/*``) are
written under a lock: dot-lock file and fcntl, as Debian's mail programs agree on. A mail is known by a hash of its
content without the Status headers, which clients rewrite; equal mails are told by their order.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.mail.account import Account
from assistant.mail.connection import decode_name, encode_name
from assistant.mail.local import LocalMailbox
from assistant.mail.mailbox import Abilities, FolderState, MailGone
from assistant.mail.numbering import Numbering
from assistant.mail.roles import OURS, role_by_name
from assistant.mail.stored import Stored, with_crlf
from assistant.model import Role, Uid

LOCK_SECONDS = 10.0
_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_STATUS = re.compile(rb"^(?:X-)?Status: *([A-Z]*)[^\n]*\n", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_TO_QUOTE = re.compile(rb"^(>*From )", re.MULTILINE)
_LETTERS = {"R": "\\Seen", "A": "\\Answered", "F": "\\Flagged", "D": "\\Deleted", "T": "\\Draft"}


class MboxMailbox(LocalMailbox):
    """Fulfils `mailbox.Mailbox` over mbox files."""

    def __init__(self, account: Account, numbering: Numbering) -> None:
        assert account.path is not None
        self._path, self._choice, self._numbering = account.path, account.folders, numbering
        self._name, self._batch = account.name, account.batch
        if not self._path.exists():
            raise MailboxUnreachable(
                f"mailbox {account.name}: there is no mbox at {self._path}", next_step="check mbox: in the config"
            )

    @property
    def abilities(self) -> Abilities:
        """Return what mbox files can: little; only our own folders are writable."""
        return Abilities()

    def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None = None) -> Uid | None:
        """Add a mail to Drafts or a folder of ours, under the lock."""
        path = self._writable(folder)
        moment = (at or datetime.now(UTC)).astimezone(UTC)
        entry = _entry(raw, flags, moment)
        with _locked(path):
            size = path.stat().st_size if path.exists() else 0
            try:
                with path.open("ab") as file:
                    if size and path.read_bytes()[-2:] != b"\n\n":
                        file.write(b"\n")
                    file.write(entry)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as problem:
                with contextlib.suppress(OSError):
                    os.truncate(path, size)
                kind = MailboxFull if problem.errno in {28, 122} else AppendRefused  # ENOSPC, EDQUOT
                raise kind(f"nothing could be stored in {folder} ({problem.strerror})") from problem
        listed = self._shelf(folder).listing()
        return Uid(max(listed)) if listed else None

    def move(self, folder: str, uid: Uid, target: str) -> Uid | None:
        """Move one mail between folders that are ours to write. Raises FolderMissing, MailGone, AppendRefused."""
        self._writable(folder)
        found = self._shelf(folder).read(uid)
        if found is None:
            raise MailGone(folder, uid)
        new = self.append(target, found.raw, sorted(found.flags), found.changed)
        self.remove(folder, uid)
        return new

    def remove(self, folder: str, uid: Uid) -> bool:
        """Remove one mail of a folder of ours; False for the user's files, which are never written."""
        if not self._is_ours(folder):
            return False
        path = self._writable(folder)
        with _locked(path):
            shelf = self._shelf(folder)
            span = shelf.span(uid)
            if span is None:
                return True
            content = path.read_bytes()
            temporary = path.with_name(path.name + ".new")
            temporary.write_bytes(content[: span[0]] + content[span[1] :])
            temporary.replace(path)
        return True

    def create(self, folder: str) -> None:
        """Create an empty file for a folder of ours."""
        if folder in self._files():
            return
        path = self._place(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    def close(self) -> None:
        """Close the file of UIDs."""
        with contextlib.suppress(Exception):
            self._numbering.close()

    def _names(self) -> Iterable[str]:
        return self._files()

    def _shelf(self, folder: str) -> "_Shelf":
        files = self._files()
        if folder not in files:
            raise FolderMissing(folder)
        return _Shelf(files[folder], folder, self._numbering)

    def _is_ours(self, folder: str) -> bool:
        drafts = self._choice.drafts == folder or role_by_name(folder) is Role.DRAFTS
        return drafts or folder == OURS or folder.startswith(OURS + "/")

    def _writable(self, folder: str) -> Path:
        if not self._is_ours(folder):
            raise AppendRefused(f"{folder} is a file of the user's and is only read")
        files = self._files()
        if folder not in files:
            raise FolderMissing(folder)
        return files[folder]

    @property
    def _home(self) -> Path:
        return self._path if self._path.is_dir() else self._path.parent

    def _place(self, folder: str) -> Path:
        return self._home / encode_name(folder).decode()

    def _files(self) -> dict[str, Path]:
        if not self._path.exists():
            raise MailboxUnreachable(f"mailbox {self._name}: {self._path} is gone")
        if self._path.is_file():
            found = {"INBOX": self._path, "Drafts": self._place(self._choice.drafts or "Drafts")}
            found["Drafts"].touch()
            ours = self._home / OURS
            below = sorted(ours.rglob("*")) if ours.is_dir() else []
        else:
            found = {}
            below = sorted(self._home.rglob("*"))
        for path in below:
            if path.is_file() and not path.name.startswith(".") and path.suffix not in {".lock", ".new", ".msf"}:
                name = decode_name(os.fsencode(path.relative_to(self._home)))
                found["INBOX" if name.lower() in {"inbox", "inbox.mbox"} else name.removesuffix(".mbox")] = path
        if not any(role_by_name(name) is Role.DRAFTS for name in found) and self._choice.drafts is None:
            found["Drafts"] = self._place("Drafts")
            found["Drafts"].touch()
        return found


class _Shelf:
    """One mbox file, read once."""

    def __init__(self, path: Path, folder: str, numbering: Numbering) -> None:
        self._path, self._folder, self._numbering = path, folder, numbering
        self._spans: dict[int, tuple[int, int]] | None = None
        self._content = b""

    def state(self) -> FolderState:
        spans = self._scan()
        uidvalidity, uidnext = self._numbering.state(self._folder)
        return FolderState(uidvalidity=uidvalidity, uidnext=uidnext, exists=len(spans))

    def listing(self) -> Mapping[int, frozenset[str]]:
        return {uid: _split(self._content[a:b])[1] for uid, (a, b) in self._scan().items()}

    def span(self, uid: int) -> tuple[int, int] | None:
        return self._scan().get(uid)

    def read(self, uid: int) -> Stored | None:
        span = self._scan().get(uid)
        if span is None:
            return None
        raw, flags = _split(self._content[span[0] : span[1]])
        changed = _envelope_date(self._content[span[0] : span[0] + 200])
        return Stored(raw=with_crlf(raw), flags=flags, changed=changed)

    def _scan(self) -> dict[int, tuple[int, int]]:
        if self._spans is None:
            try:
                self._content = self._path.read_bytes()
            except FileNotFoundError:
                raise FolderMissing(self._folder) from None
            starts = [found.start() for found in _START.finditer(self._content)]
            ends = [*starts[1:], len(self._content)] if starts else []
            copies: Counter[str] = Counter()
            keys: dict[str, tuple[int, int]] = {}
            for start, end in zip(starts, ends, strict=True):
                digest = hashlib.sha256(_split(self._content[start:end])[0]).hexdigest()[:32]
                copies[digest] += 1
                keys[f"{digest}-{copies[digest]}"] = (start, end)
            self._spans = {uid: keys[key] for uid, key in self._numbering.number(self._folder, keys).items()}
        return self._spans


def _split(entry: bytes) -> tuple[bytes, frozenset[str]]:
    """Return an entry's mail, without From_ line, Status headers, ``>From`` quoting and the blank line, and flags."""
    body = entry.split(b"\n", 1)[1] if b"\n" in entry else b""
    body = body.replace(b"\r\n", b"\n")
    body = body[:-1] if body.endswith(b"\n\n") else body
    head, separator, rest = body.partition(b"\n\n")
    head += b"\n" if separator else b""
    letters = "".join(letters.decode() for letters in _STATUS.findall(head))
    head = _STATUS.sub(b"", head)
    flags = frozenset(_LETTERS[letter] for letter in letters if letter in _LETTERS)
    mail = head + b"\n" + rest if separator else head
    return _QUOTED.sub(rb"\1", mail), flags


def _entry(raw: bytes, flags: Sequence[str], at: datetime) -> bytes:
    mail = raw.replace(b"\r\n", b"\n")
    head, _, rest = mail.partition(b"\n\n")
    status = "RO" if "\\Seen" in flags else "O"
    marks = "".join(letter for letter, flag in _LETTERS.items() if letter != "R" and flag in flags)
    head = head.rstrip(b"\n") + f"\nStatus: {status}\nX-Status: {marks}\n".encode()
    quoted = _TO_QUOTE.sub(rb">\1", head + b"\n" + rest)
    ending = b"\n" if quoted.endswith(b"\n") else b"\n\n"
    return f"From followup-assistant {at:%a %b %d %H:%M:%S %Y}\n".encode() + quoted + ending


def _envelope_date(start: bytes) -> datetime:
    line = start.split(b"\n", 1)[0].decode("ascii", "replace")
    found = re.search(r"(\w{3} +\d{1,2} \d\d:\d\d:\d\d \d{4})", line)
    if found:
        with contextlib.suppress(ValueError):
            return datetime.strptime(found[1], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    return datetime.fromtimestamp(0, UTC)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold an mbox file: dot-lock first, then fcntl (Debian policy 11.6)."""
    lock = path.with_name(path.name + ".lock")
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise AppendRefused(f"another program holds the lock {lock}") from None
            time.sleep(0.05)
        except OSError as problem:
            raise AppendRefused(f"the lock {lock} cannot be made ({problem.strerror})") from problem
    try:
        with path.open("ab") as file:
            fcntl.lockf(file, fcntl.LOCK_EX)
            yield
    finally:
        lock.unlink(missing_ok=True)
