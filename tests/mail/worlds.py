"""Mailboxes of every kind, each with the hands of its user: a second, independent client (imaplib, stdlib mailbox)."""

import mailbox
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest

from assistant.mail.account import Account, FolderChoice, Secret
from assistant.mail.mailbox import Mailbox
from assistant.mail.open import open_mailbox
from tests.servers.dovecot import Dovecot
from tests.servers.pymap_server import Pymap
from tests.servers.session import SecondSession
from tests.servers.stripping_proxy import StrippingProxy


def mail(subject: str, text: str = "hello", *, headers: str = "") -> bytes:
    """Return a small mail with CRLF."""
    return f"From: ana@buyer.example\nSubject: {subject}\n{headers}\n{text}\n".replace("\n", "\r\n").encode()


def account(port: int, *, security: str = "none", user: str = "lin", password: str = "pw", pin: str = "") -> Account:
    """Return an account on a server of this machine."""
    secret = Secret(source="text", value=password)
    return Account(
        name="lin", host="127.0.0.1", port=port, security=security, user=user, password=secret, pinned_sha256=pin
    )


def subject_of(raw: bytes) -> str:
    """Return a mail's subject as it stands."""
    found = re.search(rb"^Subject: ([^\r\n]*)", raw, re.MULTILINE)
    return found[1].decode() if found else ""


class World(Protocol):
    """One empty mailbox (INBOX, Drafts, Clients) and its user."""

    kind: str
    account: Account

    def open(self) -> Mailbox: ...
    def put(self, folder: str, raw: bytes, flags: Sequence[str] = ()) -> None: ...
    def expunge(self, folder: str, subject: str) -> None: ...
    def flag(self, folder: str, subject: str, flag: str) -> None: ...
    def make(self, folder: str) -> None: ...
    def drop(self, folder: str) -> None: ...
    def renumber(self, folder: str) -> None: ...
    def everything(self, folder: str) -> dict[str, tuple[bytes, frozenset[str]]]: ...
    def end(self) -> None: ...


class ServerWorld:
    """A mailbox on an IMAP server; the user's session goes straight to it, ours perhaps by a proxy."""

    def __init__(self, kind: str, session: SecondSession, user: str, password: str, port: int) -> None:
        self.kind, self.session = kind, session
        self.account = Account(
            name="lin",
            host="127.0.0.1",
            port=port,
            security="none",
            user=user,
            password=Secret(source="text", value=password),
            batch=5,
        )
        if kind == "pymap":
            session.create("Drafts")
        session.create("Clients")

    def open(self) -> Mailbox:
        return open_mailbox(self.account, timeout=10)

    def put(self, folder: str, raw: bytes, flags: Sequence[str] = ()) -> None:
        self.session.append(folder, raw, flags)

    def _uid(self, folder: str, subject: str) -> int:
        return next(u for u in self.session.uids(folder) if subject_of(self.session.raw(folder, u)) == subject)

    def expunge(self, folder: str, subject: str) -> None:
        self.session.expunge(folder, self._uid(folder, subject))

    def flag(self, folder: str, subject: str, flag: str) -> None:
        self.session.flag(folder, self._uid(folder, subject), flag)

    def make(self, folder: str) -> None:
        self.session.create(folder)

    def drop(self, folder: str) -> None:
        self.session.delete(folder)

    def renumber(self, folder: str) -> None:
        kept = self.everything(folder)
        self.session.delete(folder)
        self.session.create(folder)
        for raw, flags in kept.values():
            self.session.append(folder, raw, sorted(flags))

    def everything(self, folder: str) -> dict[str, tuple[bytes, frozenset[str]]]:
        flags = self.session.flags(folder)
        raws = {uid: self.session.raw(folder, uid) for uid in flags}
        return {subject_of(raw): (raw, flags[uid]) for uid, raw in raws.items()}

    def end(self) -> None:
        self.session.imap.logout()


class MaildirWorld:
    """A Maildir++; its user works with Python's own mailbox module."""

    kind = "maildir"

    def __init__(self, at: Path) -> None:
        self.root = at / "Maildir"
        self.account = Account(name="lin", kind="maildir", path=self.root, state_dir=at / "state", batch=5)
        mailbox.Maildir(self.root, create=True)
        self.make("Drafts")
        self.make("Clients")

    def _folder(self, folder: str) -> "mailbox.Maildir":
        from assistant.mail.connection import encode_name

        name = encode_name(folder).decode().replace("/", ".")
        return mailbox.Maildir(self.root if folder == "INBOX" else self.root / f".{name}", create=False)

    def open(self) -> Mailbox:
        return open_mailbox(self.account)

    def put(self, folder: str, raw: bytes, flags: Sequence[str] = ()) -> None:
        message = mailbox.MaildirMessage(raw.replace(b"\r\n", b"\n"))
        for flag in flags:
            message.add_flag({"\\Seen": "S", "\\Draft": "D", "\\Deleted": "T", "\\Answered": "R"}[flag])
        if flags:
            message.set_subdir("cur")
        self._folder(folder).add(message)

    def _key(self, folder: str, subject: str) -> str:
        return next(k for k, m in self._folder(folder).items() if m["Subject"] == subject)

    def expunge(self, folder: str, subject: str) -> None:
        self._folder(folder).remove(self._key(folder, subject))

    def flag(self, folder: str, subject: str, flag: str) -> None:
        key = self._key(folder, subject)
        box = self._folder(folder)
        message = box[key]
        message.add_flag({"\\Seen": "S", "\\Draft": "D", "\\Deleted": "T"}[flag])
        message.set_subdir("cur")
        box[key] = message

    def make(self, folder: str) -> None:
        from assistant.mail.connection import encode_name

        mailbox.Maildir(self.root / f".{encode_name(folder).decode().replace('/', '.')}", create=True)

    def drop(self, folder: str) -> None:
        shutil.rmtree(self.root / f".{folder}")

    def renumber(self, folder: str) -> None:
        assert self.account.state_dir is not None
        shutil.rmtree(self.account.state_dir)  # our numbers are lost

    def everything(self, folder: str) -> dict[str, tuple[bytes, frozenset[str]]]:
        box = self._folder(folder)
        found = {}
        for key, message in box.items():
            where = message.get_subdir() + message.get_flags()
            found[str(message["Subject"])] = (box.get_bytes(key), frozenset({where}))
        return found

    def end(self) -> None:
        pass


class MboxWorld:
    """A folder of mbox files; its user works with Python's own mailbox module."""

    kind = "mbox"

    def __init__(self, at: Path) -> None:
        self.root = at / "mail"
        self.root.mkdir()
        self.account = Account(
            name="lin", kind="mbox", path=self.root, state_dir=at / "state", batch=5, folders=FolderChoice()
        )
        for name in ("inbox", "Drafts", "Clients"):
            (self.root / name).touch()

    def _folder(self, folder: str) -> "mailbox.mbox":
        from assistant.mail.connection import encode_name

        return mailbox.mbox(self.root / ("inbox" if folder == "INBOX" else encode_name(folder).decode()), create=False)

    def open(self) -> Mailbox:
        return open_mailbox(self.account)

    def put(self, folder: str, raw: bytes, flags: Sequence[str] = ()) -> None:
        message = mailbox.mboxMessage(raw.replace(b"\r\n", b"\n"))
        for flag in flags:
            message.add_flag({"\\Seen": "R", "\\Deleted": "D", "\\Answered": "A", "\\Draft": "T"}[flag])
        box = self._folder(folder)
        box.add(message)
        box.close()

    def _key(self, box: "mailbox.mbox", subject: str) -> object:
        return next(k for k, m in box.items() if m["Subject"] == subject)

    def expunge(self, folder: str, subject: str) -> None:
        box = self._folder(folder)
        box.remove(self._key(box, subject))  # type: ignore[arg-type]  # typeshed calls the integer keys of mbox str
        box.close()

    def flag(self, folder: str, subject: str, flag: str) -> None:
        box = self._folder(folder)
        key = self._key(box, subject)
        message = box[key]  # type: ignore[index]
        message.add_flag({"\\Seen": "R", "\\Deleted": "D"}[flag])
        box[key] = message  # type: ignore[index]
        box.close()

    def make(self, folder: str) -> None:
        from assistant.mail.connection import encode_name

        (self.root / encode_name(folder).decode()).touch()

    def drop(self, folder: str) -> None:
        (self.root / folder).unlink()

    def renumber(self, folder: str) -> None:
        assert self.account.state_dir is not None
        shutil.rmtree(self.account.state_dir)

    def everything(self, folder: str) -> dict[str, tuple[bytes, frozenset[str]]]:
        box = self._folder(folder)
        return {str(m["Subject"]): (box.get_bytes(k), frozenset(m.get_flags())) for k, m in box.items()}

    def end(self) -> None:
        pass


def make_world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    """Return the world of the kind that a fixture is parametrised with."""
    kind: str = request.param
    if kind == "maildir":
        return MaildirWorld(tmp_path)
    if kind == "mbox":
        return MboxWorld(tmp_path)
    server: Dovecot | Pymap = request.getfixturevalue("pymap" if kind == "pymap" else "dovecot")
    user = server.user()
    port = server.port
    if kind in {"stripped", "condstore"}:
        proxy: StrippingProxy = request.getfixturevalue("stripped" if kind == "stripped" else "without_qresync")
        port = proxy.port
    return ServerWorld(kind, server.session(user), user, server.password, port)
