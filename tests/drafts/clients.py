"""Three mail clients as scripted users of a mailbox: what each was observed to do to our drafts (ecosystem.md 4).

Each has `open`, `save`, `send`; the text they write may be changed by the caller. Recorded with Thunderbird ESR 153.7,
Roundcube 1.6.5 and neomutt 20220429 on Dovecot.
"""

import re
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from assistant.model import RawMail
from tests.fakes.memory_mailbox import MemoryServer

Fields = list[tuple[str, str]]


def taken_apart(raw: bytes) -> tuple[Fields, str]:
    """Return header fields and body."""
    head, _, body = raw.decode().partition("\r\n\r\n")
    return [(name, value) for name, _, value in (line.partition(": ") for line in head.split("\r\n"))], body


def put_together(fields: Fields, body: str) -> bytes:
    """Return the mail."""
    return ("\r\n".join(f"{name}: {value}" for name, value in fields) + "\r\n\r\n" + body).encode()


def with_fields(fields: Fields, **changed: str) -> Fields:
    """Return the fields with some replaced; underscores stand for hyphens."""
    new = {name.replace("_", "-").lower(): value for name, value in changed.items()}
    kept = [(name, value) for name, value in fields if name.lower() not in new]
    return kept + [(name, value) for name, value in new.items() if value]


@dataclass(slots=True)
class Client(ABC):
    """One client on one mailbox. `serial` makes its Message-IDs."""

    server: MemoryServer
    now: datetime = datetime(2026, 11, 3, 13, tzinfo=UTC)
    serial: int = 0
    opened: RawMail | None = None

    def open(self, uid: int) -> None:
        """Open a draft for editing."""
        self.opened = self.server.folders["Drafts"].mails[uid]

    def save(self, change: Callable[[str], str] = str) -> int:
        """Save the open draft and return its new UID."""
        raw, flags = self.saved(change)
        self._remove_old()
        new = self.server.put("Drafts", raw, flags, self.now)
        self.opened = self.server.folders["Drafts"].mails[new]
        return new

    def send(self, change: Callable[[str], str] = str) -> int:
        """Send the open draft: a copy goes to Sent, the draft is removed."""
        uid = self.server.put("Sent", self.sent(change), ("\\Seen",), self.now)
        self._remove_old()
        return uid

    @abstractmethod
    def saved(self, change: Callable[[str], str]) -> tuple[bytes, tuple[str, ...]]:
        """Return what it writes into Drafts."""

    @abstractmethod
    def sent(self, change: Callable[[str], str]) -> bytes:
        """Return what it writes into Sent."""

    def _remove_old(self) -> None:
        assert self.opened is not None
        if self.server.folders["Drafts"].mails.get(self.opened.uid) == self.opened:
            self.server.take("Drafts", self.opened.uid)

    def _parts(self, change: Callable[[str], str]) -> tuple[Fields, str]:
        assert self.opened is not None
        fields, body = taken_apart(self.opened.raw)
        return with_fields(fields, date=format_datetime(self.now)), change(body)

    def _new_id(self) -> str:
        self.serial += 1
        return f"<{self.serial}c0ffee@client.example>"


class Thunderbird(Client):
    """New Message-ID on every save and on sending; X- headers and keywords go; rebuilds In-Reply-To from References."""

    def saved(self, change: Callable[[str], str]) -> tuple[bytes, tuple[str, ...]]:
        fields, body = self._kept(change)
        more = [("X-Mozilla-Draft-Info", "internal/draft; vcard=0"), ("X-Identity-Key", "id1"), ("Fcc", "imap://Sent")]
        return put_together([*more, *fields], body), ("\\Draft", "\\Seen")

    def sent(self, change: Callable[[str], str]) -> bytes:
        return put_together(*self._kept(change))

    def _kept(self, change: Callable[[str], str]) -> tuple[Fields, str]:
        fields, body = self._parts(change)
        fields = [(name, value) for name, value in fields if not name.lower().startswith("x-") and name != "Fcc"]
        last = next((value.split()[-1] for name, value in fields if name == "References"), "")
        return with_fields(fields, message_id=self._new_id(), user_agent="Mozilla Thunderbird", in_reply_to=last), body


class Roundcube(Client):
    """Keeps the Message-ID, replaces From by its login, drops X- headers and \\Draft, wraps as format=flowed."""

    def saved(self, change: Callable[[str], str]) -> tuple[bytes, tuple[str, ...]]:
        return self.sent(change), ("\\Seen",)

    def sent(self, change: Callable[[str], str]) -> bytes:
        fields, body = self._parts(change)
        fields = [(name, value) for name, value in fields if not name.lower().startswith("x-")]
        return put_together(
            with_fields(
                fields,
                x_sender="user1@seller.example",
                **{"from": "user1@seller.example", "content_type": "text/plain; charset=UTF-8; format=flowed"},
            ),
            _flowed(body),
        )


class Neomutt(Client):
    """Deletes the draft the moment it is opened; keeps Message-ID and X- headers; puts it back when postponed."""

    def open(self, uid: int) -> None:
        self.opened = self.server.take("Drafts", uid)

    def saved(self, change: Callable[[str], str]) -> tuple[bytes, tuple[str, ...]]:
        fields, body = self._parts(change)
        return put_together([*with_fields(fields, x_mutt_fcc="=Sent")], body), ("\\Draft", "\\Seen")

    def sent(self, change: Callable[[str], str]) -> bytes:
        fields, body = self._parts(change)
        return put_together(with_fields(fields, x_mutt_fcc=""), body)


def _flowed(body: str) -> str:
    """Return the text as RFC 3676 wraps it: soft line ends after a space; quoted lines and the signature mark stay."""
    lines = []
    for line in re.split(r"\r?\n", body):
        wrapped = [line] if line.startswith((">", "-- ")) else textwrap.wrap(line, 60, break_long_words=False) or [""]
        lines += [part + " " for part in wrapped[:-1]] + wrapped[-1:]
    return "\r\n".join(lines)
