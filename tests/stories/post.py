"""The mailbox of the simulated year as its owner's mail program sees it: files of a Maildir.

Public: `Post`, `as_client`. Everything put here is remembered byte by byte, so that the year can prove at its end that
the assistant changed none of it.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import format_datetime
from pathlib import Path

FOLDERS = ("INBOX", "Sent", "Drafts", "Archive", "Junk", "Trash")


@dataclass(slots=True)
class Post:
    """A Maildir++ and what its owner put into it."""

    root: Path
    owned: dict[Path, str] = field(default_factory=dict)  # file -> hash, of every mail that is not the assistant's
    _count: int = 0

    def __post_init__(self) -> None:
        for name in FOLDERS:
            for part in ("cur", "new", "tmp"):
                (self._folder(name) / part).mkdir(parents=True, exist_ok=True)

    def put(self, folder: str, raw: bytes, at: datetime, letters: str = "S") -> Path:
        """Deliver a mail and return its file."""
        self._count += 1
        unique = f"{1_700_000_000 + self._count}.M{self._count}P1.year"
        path = self._folder(folder) / "cur" / f"{unique}:2,{letters}"
        path.write_bytes(raw.replace(b"\r\n", b"\n"))
        os.utime(path, (at.timestamp(), at.timestamp()))
        self.owned[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        return path

    def take(self, path: Path) -> None:
        """Remove a mail, as its owner may."""
        path.unlink()
        self.owned.pop(path, None)

    def drafts(self) -> list[Path]:
        """Return the files in Drafts, oldest first."""
        return sorted((self._folder("Drafts") / "cur").iterdir())

    def strangers(self) -> list[Path]:
        """Return every mail outside Drafts and Followup that its owner did not put there."""
        places = [self._folder(name) for name in FOLDERS if name != "Drafts"]
        files = [path for place in places for part in ("cur", "new") for path in (place / part).iterdir()]
        return [path for path in files if path not in self.owned]

    def harmed(self) -> list[Path]:
        """Return the owner's mails that are gone, renamed or changed."""
        return [
            path
            for path, digest in self.owned.items()
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest
        ]

    def missing(self) -> list[Path]:
        """Return the owner's mails that are gone or renamed: the quick look of every pass."""
        return [path for path in self.owned if not path.exists()]

    def _folder(self, name: str) -> Path:
        return self.root if name == "INBOX" else self.root / f".{name}"


def as_client(client: str, raw: bytes, at: datetime, serial: int, more: str = "") -> bytes:
    """Return our draft as a mail program saves or sends it (ecosystem.md 4); `more` is written above the closing.

    Thunderbird gives a new Message-ID, all but neomutt drop X- headers, each keeps References.
    """
    mail = message_from_bytes(raw)
    if client != "neomutt":
        for name in [name for name in mail if name.lower().startswith("x-")]:
            del mail[name]
    if client == "thunderbird":
        mail.replace_header("Message-ID", f"<{serial}.c0ffee@brightline.example>")
        mail["User-Agent"] = "Mozilla Thunderbird"
    mail.replace_header("Date", format_datetime(at))
    if more:
        text = body_of(mail)
        head, _, rest = text.partition("\n\n")
        del mail["Content-Transfer-Encoding"], mail["Content-Type"], mail["MIME-Version"]
        new = EmailMessage(policy=policy.default)
        new.set_content(f"{head}\n\n{more}\n\n{rest}")
        for name in ("Content-Type", "Content-Transfer-Encoding", "MIME-Version"):
            mail[name] = str(new[name])
        mail.set_payload(new.get_payload())
    return mail.as_bytes()


def body_of(mail: "Message[str, str]") -> str:
    """Return the text of a mail of one part."""
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8").replace("\r\n", "\n")


def own_words(text: str) -> str:
    """Return what stands between salutation and closing, without the history below."""
    above = re.split(r"\n(?:On .{5,120} wrote:|> )", text.replace(",\n<", ", <"), maxsplit=1)[0]
    paragraphs = [part for part in above.strip().split("\n\n") if part.strip()]
    return "\n\n".join(paragraphs[1:-1])


def sentences_of(words: str) -> list[str]:
    """Return the sentences, folded so that two equal ones are equal."""
    parts = re.split(r"(?<=[.!?])\s+", " ".join(words.split()))
    return [part.lower() for part in parts if part.strip()]
