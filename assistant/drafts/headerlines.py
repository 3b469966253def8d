"""Header lines of a draft as bytes: encoded, folded and safe, whatever names, subjects and ids hold.

Python's EmailMessage is not used for writing: it turns a Message-ID of more than 78 characters, as Exchange makes
them, into =?utf-8?q?...?= in In-Reply-To and References (bpo-35805; measured on 3.11), which breaks the customer's
thread; and it takes NUL in a value (reliability 7). Reading it back with EmailMessage is the test.
Public: `line`, `addresses`, `ids`, `is_id`, `clean_header`, `dated`.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime

from assistant.model import Address, MessageId

MAX_VALUE = 900  # characters of a subject or a name (reliability 60): RFC 5322 2.1.1 allows a line 998 octets
MAX_REFERENCES = 50  # ids; the first and the last are what clients thread by (RFC 5322 3.6.4 sets no limit)
_FOLD = 76
_ENCODED = 45  # octets per encoded word: 60 characters of base64 and 12 around it are at most 75 (RFC 2047 2)
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]*")
_ID = re.compile(r"[!-;=?-~]{1,240}")  # printable ASCII without < and >
_SPEC = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]{1,64}@[A-Za-z0-9.\-\[\]:]{1,253}")


def clean_header(value: str) -> str:
    """Return one line without control, line-break or invisible direction characters: nothing can begin a new header."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in value)
    text = "".join(c for c in kept if unicodedata.category(c) not in ("Cs", "Co") and not _turns(c))
    return " ".join(text.split())[:MAX_VALUE].rstrip()


def line(name: str, value: str) -> bytes:
    """Return an unstructured header, encoded where it is not ASCII (RFC 2047), folded (RFC 5322 2.2.3)."""
    text = clean_header(value)
    # "=?" in plain text would be read as an encoded word by the other side, so it is encoded itself.
    words = _encoded(text) if not text.isascii() or "=?" in text else text.split(" ")
    return _folded(name, words)


def addresses(name: str, people: Iterable[Address]) -> bytes:
    """Return an address header. Raises ValueError for an address that cannot stand in one (reliability 7)."""
    words: list[str] = []
    for person in people:
        if not _SPEC.fullmatch(person.address):
            raise ValueError("not an address that a header can hold")
        if words:
            words[-1] += ","
        words.extend(_phrase(clean_header(person.name)[:200]))
        words.append(f"<{person.address}>" if person.name.strip() else person.address)
    return _folded(name, words)


def ids(name: str, found: Iterable[MessageId]) -> bytes:
    """Return a header of message ids, one to a line; ids are never encoded and never broken."""
    lines = [f"<{one}>" for one in found]
    return f"{name}: {(chr(13) + chr(10) + ' ').join(lines)}\r\n".encode("ascii")


def is_id(message_id: str) -> bool:
    """Return whether a message id can be repeated in a header as it stands."""
    return _ID.fullmatch(message_id) is not None


def dated(at: datetime) -> bytes:
    """Return the Date header; the zone is that of `at`."""
    return f"Date: {format_datetime(at)}\r\n".encode("ascii")


def _turns(character: str) -> bool:
    """Bidirectional overrides can make a name read as another; ZWJ and ZWNJ belong to Persian and Hindi and stay."""
    return unicodedata.category(character) == "Cf" and character not in "\u200c\u200d"


def _phrase(name: str) -> list[str]:
    if not name:
        return []
    if not name.isascii() or "=?" in name:
        return _encoded(name)
    if _ATOMS.fullmatch(name):
        return name.split(" ")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return [f'"{quoted}"']


def _encoded(text: str) -> list[str]:
    """Return encoded words of whole characters; B, because it has no characters that a phrase forbids."""
    pieces: list[str] = []
    piece = b""
    for character in text:
        octets = character.encode("utf-8")
        if len(piece) + len(octets) > _ENCODED:
            pieces.append(piece.decode("utf-8"))
            piece = b""
        piece += octets
    pieces.append(piece.decode("utf-8"))
    return [f"=?utf-8?b?{base64.b64encode(one.encode()).decode('ascii')}?=" for one in pieces]


def _folded(name: str, words: list[str]) -> bytes:
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _FOLD and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
