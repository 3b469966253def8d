"""A second mail client: what the user's own program does to the mailbox while we work on it (stdlib imaplib)."""

import base64
import imaplib
import re
import socket
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any


class SecondSession:
    """One plain IMAP session. Every method raises AssertionError when the server refuses."""

    def __init__(self, host: str, port: int, user: str, password: str) -> None:
        self.imap = imaplib.IMAP4(host, port, timeout=20)
        self.imap.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # imaplib sends a literal in two pieces
        self.imap.login(user, password)

    def __enter__(self) -> "SecondSession":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.imap.logout()

    def append(self, folder: str, raw: bytes, flags: Sequence[str] = (), at: str | None = None) -> int:
        """Store a mail and return its UID; `at` is an IMAP date-time in quotes."""
        answer = self._ok(self.imap.append(quoted(folder), f"({' '.join(flags)})", at, raw))
        found = re.search(rb"APPENDUID \d+ (\d+)", answer[0])
        assert found, answer
        return int(found[1])

    def deliver(self, mails: Iterable[tuple[str, bytes]]) -> None:
        """Store mails in their folders; what we sent was seen."""
        for folder, raw in mails:
            self.append(folder, raw, ("\\Seen",) if folder == "Sent" else ())

    def uids(self, folder: str) -> list[int]:
        """Return all UIDs of a folder."""
        self._open(folder)
        return [int(uid) for uid in self._ok(self.imap.uid("SEARCH", "ALL"))[0].split()]

    def raw(self, folder: str, uid: int) -> bytes:
        """Return one whole mail without marking it as read."""
        self._open(folder)
        answer = self._ok(self.imap.uid("FETCH", str(uid), "(BODY.PEEK[])"))
        return bytes(answer[0][1])

    def flags(self, folder: str) -> dict[int, frozenset[str]]:
        """Return the flags of every mail (without \\Recent, which belongs to sessions)."""
        self._open(folder)
        found: dict[int, frozenset[str]] = {}
        for line in self._ok(self.imap.uid("FETCH", "1:*", "(FLAGS)")):
            text = (line if isinstance(line, bytes) else b"").decode("ascii", "replace")
            uid, flags = re.search(r"UID (\d+)", text), re.search(r"FLAGS \(([^)]*)\)", text)
            if uid and flags:
                found[int(uid[1])] = frozenset(flags[1].split()) - {"\\Recent"}
        return found

    def flag(self, folder: str, uid: int, *flags: str) -> None:
        """Add flags."""
        self._open(folder, readonly=False)
        self._ok(self.imap.uid("STORE", str(uid), "+FLAGS", f"({' '.join(flags)})"))

    def unflag(self, folder: str, uid: int, *flags: str) -> None:
        """Take flags away."""
        self._open(folder, readonly=False)
        self._ok(self.imap.uid("STORE", str(uid), "-FLAGS", f"({' '.join(flags)})"))

    def expunge(self, folder: str, uid: int) -> None:
        """Delete one mail for good."""
        self.flag(folder, uid, "\\Deleted")
        self._ok(self.imap.uid("EXPUNGE", str(uid)))

    def move(self, folder: str, uid: int, target: str) -> None:
        """Move one mail."""
        self._open(folder, readonly=False)
        self._ok(self.imap.uid("MOVE", str(uid), quoted(target)))

    def create(self, folder: str) -> None:
        """Create a folder."""
        self._ok(self.imap.create(quoted(folder)))

    def delete(self, folder: str) -> None:
        """Delete a folder with all mails in it."""
        self._leave()
        self._ok(self.imap.delete(quoted(folder)))

    def rename(self, folder: str, name: str) -> None:
        """Rename a folder."""
        self._leave()
        self._ok(self.imap.rename(quoted(folder), quoted(name)))

    def subscribed(self) -> list[str]:
        """Return the subscribed folders as the server spells them."""
        lines = self._ok(self.imap.lsub())
        return [line.decode("ascii").rsplit(" ", 1)[1].strip('"') for line in lines if line]

    def _leave(self) -> None:
        if self.imap.state != "SELECTED":
            return
        try:
            self.imap.unselect()
        except imaplib.IMAP4.error:  # no UNSELECT; CLOSE would expunge unless the folder is open read-only
            self.imap.select(readonly=True)
            self.imap.close()

    def _open(self, folder: str, *, readonly: bool = True) -> None:
        self._leave()  # so that a new SELECT sees what other sessions did
        self._ok(self.imap.select(quoted(folder), readonly=readonly))

    @staticmethod
    def _ok(answer: tuple[str, Any]) -> list[Any]:
        assert answer[0] == "OK", answer
        return list(answer[1])


def quoted(folder: str) -> str:
    """Return a folder name as IMAP wants it: modified UTF-7 (RFC 3501 5.1.3) in quotes."""
    out: list[str] = []
    for run in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", folder):
        if run[0].isascii():
            out.append(run.replace("&", "&-"))
        else:
            code = run.encode("utf-16-be")
            out.append("&" + base64.b64encode(code).decode().rstrip("=").replace("/", ",") + "-")
    return '"' + "".join(out).replace("\\", "\\\\").replace('"', '\\"') + '"'
