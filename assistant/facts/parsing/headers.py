"""Header fields: picking them from the raw block, decoding words, addresses, dates and message ids. All total.

Public: `pick`, `words`, `addresses`, `mail_date`, `message_ids`. Written by hand because `email.utils.getaddresses`
was the largest single cost of reading a mailbox and `email.policy.default` raises on odd input (performance.md 3).
"""

import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from assistant.facts.parsing.charsets import decode, repair
from assistant.model import Address, MessageId

_FIELD = re.compile(r"^([!-9;-~]{1,76})[ \t]*:[ \t]*(.*)", re.M)  # RFC 5322 3.6.8
_WORD = re.compile(r"=\?([^?\s]*)\?([bBqQ])\?([^?\r\n]*?)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]*\?[bBqQ]\?)")
_BREAKS = re.compile(r"[\0\r\n\t\u2028\u2029]+")
MAX_HEADER_BYTES = 65_536
MAX_ADDRESSES = 500  # per field: 16,000 recipients are not read one by one (reliability 58)


def pick(raw: bytes) -> dict[str, list[str]]:
    """Return all header fields by lower-case name, unfolded but not decoded; 8-bit bytes as surrogate escapes."""
    start = 0
    if raw[:5] == b"From " or raw[:6] == b">From ":  # an mbox line before the header
        start = raw.find(b"\n") + 1
    while raw[start : start + 1] in (b"\r", b"\n"):
        start += 1
    limit = start + MAX_HEADER_BYTES
    end = raw.find(b"\n\r\n", start, limit)
    for mark in (b"\n\n", b"\r\r"):  # of other systems; above the end that is known, the rest need not be searched
        nearer = raw.find(mark, start, end + 1 if end >= 0 else limit)
        end = nearer if nearer >= 0 else end
    block = raw[start : end if end >= 0 else limit].removesuffix(b"\r")
    text = block.decode("ascii", "surrogateescape")
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    # A folded line is joined with a sign between that no header holds, so that no name is made of two lines.
    text = text.replace("\0", " ").replace("\r\n", "\n").replace("\n ", "\0 ").replace("\n\t", "\0\t")
    fields: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(text):
        if "\0" in value:
            value = value.replace("\0", "")
        fields.setdefault(name.lower(), []).append(value.rstrip("\r \t"))
    return fields


def words(value: str) -> str:
    """Return a header value with encoded words and raw 8-bit bytes decoded (RFC 2047, and what clients really do)."""
    if not value.isascii():
        value = repair(value)
    if "=?" in value:
        value = _decoded_words(_BETWEEN_WORDS.sub(r"\1", value))
    if not value.isprintable():  # line breaks are not: header injection through a name (reliability 60)
        value = _BREAKS.sub(" ", value)
    return value.strip()


def _decoded_words(value: str) -> str:
    """Return the value with each run of encoded words decoded; neighbours of one charset are joined as bytes first.

    Clients split multi-byte characters between two words although RFC 2047 section 5 forbids it.
    """
    pieces: list[str] = []
    pending: tuple[str, bytes] | None = None
    end = 0
    for found in _WORD.finditer(value):
        between = value[end : found.start()]
        label = found[1].split("*")[0].lower()  # RFC 2231 section 5: language after *
        raw = _word_bytes(found[2], found[3])
        if pending and (between or pending[0] != label):
            pieces.append(decode(pending[1], pending[0])[0])
            pending = None
        pieces.append(between)
        pending = (label, (pending[1] if pending else b"") + raw)
        end = found.end()
    if pending:
        pieces.append(decode(pending[1], pending[0])[0])
    pieces.append(value[end:])
    return "".join(pieces)


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return binascii.a2b_qp(raw.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        kept = kept[: len(kept) - (len(kept) % 4 == 1)]
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


# --- addresses -----------------------------------------------------------------------------------------------------
_PLAIN = re.compile(r'\s*(?:"([^"\\]*)"|([^"<>,;:@()\\]*?))\s*<\s*([^<>\s,;:"@()]+@[^<>\s,;:"@()]+)\s*>\s*')
_BARE = re.compile(r"\s*([^<>\s,;:\"@()]+@[^<>\s,;:\"@()]+)\s*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|\((?:[^()\\]|\\.)*\)?|<[^<>]*>?|[,;:]|[^",;:<(]+|.', re.S)
MAX_PHRASE = 998  # characters before an address: a line of RFC 5322 2.1.1; no name is longer
_UNQUOTE = re.compile(r"\\(.)", re.S)


@lru_cache(maxsize=8192)
def addresses(value: str) -> tuple[Address, ...]:
    """Return the mailboxes of an address field, group members included, names decoded; unreadable ones are left out.

    A name without any address comes back with address "" only where the field holds nothing else.
    """
    found = _PLAIN.fullmatch(value)
    if found:
        return (Address(address=_spec(found[3]), name=_name(found[1] or found[2] or "")),)
    found = _BARE.fullmatch(value)
    if found:
        return (Address(address=_spec(found[1])),)
    return _tokenised(value[:MAX_HEADER_BYTES])


def _tokenised(value: str) -> tuple[Address, ...]:
    """Return addresses of any RFC 5322 or broken list: quotes, comments, groups, routes, semicolons as commas."""
    listed: list[Address] = []
    phrase: list[str] = []
    comment = angle = ""

    def flush() -> None:
        nonlocal comment, angle
        address = _from_parts("".join(phrase), angle, comment)
        if address is not None:
            listed.append(address)
        phrase.clear()
        comment = angle = ""

    for token in _TOKEN.findall(value):
        first = token[0]
        if first == "<" and len(token) > 1:
            angle = token.strip("<> ") or angle
        elif first == "(" and len(token) > 1:
            comment = token.strip("()")
        elif token in {",", ";"}:
            flush()
        elif token == ":":
            phrase.clear()  # the name of a group (RFC 5322 3.4)
        elif first == '"':
            phrase.append(_UNQUOTE.sub(r"\1", token.strip('"')))
        else:
            phrase.append(token)
        if len(listed) >= MAX_ADDRESSES:
            break
    flush()
    named = [one for one in listed if one.address]
    return tuple(named or listed[:1])


def _from_parts(phrase: str, angle: str, comment: str) -> Address | None:
    phrase = phrase.strip()[:MAX_PHRASE]
    if angle:
        angle = angle.rsplit(":", 1)[-1]  # <@relay,@relay:user@host>, <mailto:user@host>
        if "@" in angle:
            return Address(address=_spec(angle), name=_name(phrase or comment))
    bare = re.search(r"[^\s<>\"]+@[^\s<>\"]+", phrase)
    if bare:
        rest = (phrase[: bare.start()] + phrase[bare.end() :]).strip()
        return Address(address=_spec(bare[0]), name=_name(rest or comment))
    text = _name(phrase or angle or comment)
    return Address(address="", name=text) if text else None


def _spec(address: str) -> str:
    return words(address).replace(" ", "").strip("'\"").replace("\\", "").rstrip(".").lower()[:320]


def _name(name: str) -> str:
    text = words(_UNQUOTE.sub(r"\1", name)).strip()
    while len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    return text[:200]


# --- dates ---------------------------------------------------------------------------------------------------------
_DATE = re.compile(
    r"(?:[^\W\d_]{2,12}[.,]*\s*,?\s*)?(\d{1,2})[\s\-.]+([A-Za-z]{3,9})[\s\-.,]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?"
    r"(?:\.\d+)?\s*(AM|PM|am|pm)?\s*(.*)"
)
_ASCTIME = re.compile(
    r"[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+([A-Z]{2,5}\s+)?(\d{4})\s*(.*)"
)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2})?.*"
)
_MONTHS = {
    name: at + 1
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "bst": 60, "cet": 60, "met": 60, "mez": 60, "cest": 120, "mest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "msd": 240, "ist": 330, "hkt": 480, "sgt": 480, "jst": 540,
    "kst": 540, "aest": 600, "aedt": 660, "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "art": -180,
}  # fmt: skip
_OFFSET = re.compile(r"([+-])\s?(\d{2}):?(\d{2})")


@lru_cache(maxsize=1024)
def mail_date(value: str) -> tuple[datetime, int | None] | None:
    """Return the moment of a Date header (UTC) and its offset in minutes; None where it cannot be read.

    The offset is None for `-0000` (RFC 5322 3.3: nothing is said about the zone) and unknown zone names (read as UTC).
    """
    try:
        return _read_date(value.strip())
    except (ValueError, OverflowError):
        return None


def _read_date(value: str) -> tuple[datetime, int | None] | None:
    found = _DATE.match(value)
    if found:
        day, month_name, year, hour, minute, second, half, zone = found.groups()
        month = _MONTHS.get(month_name[:3].lower())
    elif found := _ASCTIME.match(value):
        month_name, day, hour, minute, second, name, year, zone = found.groups()
        month, half, zone = _MONTHS.get(month_name.lower()), None, name or zone
    elif found := _ISO.match(value):
        year, number, day, hour, minute, second, zone = found.groups()
        month, half = int(number), None
    else:
        return None
    if month is None:
        return None
    hours = int(hour) % 12 + (12 if half.lower() == "pm" else 0) if half else int(hour)
    offset = _offset(zone or "")
    local = datetime(_year(year), month, int(day), hours, int(minute), min(int(second or 0), 59))
    return (local - timedelta(minutes=offset or 0)).replace(tzinfo=UTC), offset


def _year(text: str) -> int:
    """Return the year of RFC 5322 section 4.3: 00-49 are 2000s, 50-99 and three digits count from 1900."""
    year = int(text)
    if len(text) <= 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(text) == 3 else year


def _offset(zone: str) -> int | None:
    found = _OFFSET.search(zone)
    if found:
        minutes = int(found[2]) * 60 + int(found[3])
        if minutes > 14 * 60 or (found[1] == "-" and minutes == 0):
            return None
        return minutes if found[1] == "+" else -minutes
    name = re.match(r"\(?([A-Za-z]{1,5})\b", zone)
    return _ZONES.get(name[1].lower()) if name else None


# --- message ids ---------------------------------------------------------------------------------------------------
_ID = re.compile(r"<\s*\[?\s*([^<>\s\[\]]+)\s*\]?\s*>")  # Exchange writes <[...]> in some replies
MAX_ID = 250  # longer ones are attacks or junk (reliability 62: ids of 5 KB)


def message_ids(fields: Mapping[str, list[str]], name: str, limit: int = 100) -> tuple[MessageId, ...]:
    """Return the ids of In-Reply-To, References or Message-ID without brackets, in order, each once."""
    values = fields.get(name)
    if not values:
        return ()
    text = " ".join(values)
    found = _ID.findall(text)
    if not found and "@" in text:  # without <>; phrases like "message of Tuesday from x@y" are no ids
        found = [one.strip("<>[],;") for one in text.split() if "@" in one] if len(text.split()) <= 3 else []
    ids = dict.fromkeys(one for one in found if one and len(one) <= MAX_ID)
    listed = [MessageId(one if one.isascii() else repair(one)) for one in ids]
    return tuple(listed if len(listed) <= limit else [listed[0], *listed[1 - limit :]])
