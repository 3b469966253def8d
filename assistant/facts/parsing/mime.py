"""The parts of a mail: its texts, its attached files, and what a delivery report says. Never raises.

Public: `parts(raw, fields) -> Parts`. fast-mail-parser first; the standard library's compat32 on bare iso-2022-* (the
first does not decode it), on an exception and on a repaired charset (performance.md 3). `email.policy.default` never
reads.
"""

import email
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message as StdMessage
from typing import TYPE_CHECKING

from assistant.facts.parsing.charsets import decode
from assistant.facts.parsing.headers import addresses, message_ids, pick, words
from assistant.model import Attachment

if TYPE_CHECKING:  # loaded with the first mail: a daemon to whom nobody writes does without
    import fast_mail_parser

MAX_RAW_BYTES = 4_000_000  # more is never needed to understand: texts stand in front of attachments
MAX_TEXT = 65_536  # characters of one text kept for splitting
MAX_HTML = 262_144
MAX_PARTS = 200
MAX_CONTAINERS = 60  # for the careful road, whose time grows with their number times the lines; real mail has ten
_EXACT_SIZE_BYTES = 65_536  # larger attachments are measured from their encoded size instead of being decoded
_REPORT_TYPES = frozenset({"message/delivery-status", "message/disposition-notification", "message/feedback-report"})
_ORIGINAL_TYPES = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global"})
_REPORT_FIELDS = [
    "final-recipient",
    "original-recipient",
    "action",
    "status",
    "diagnostic-code",
    "remote-mta",
    "reporting-mta",
    "last-attempt-date",
    "will-retry-until",
    "disposition",
    "feedback-type",
    "original-message-id",
    "original-rcpt-to",
    "x-actual-recipient",
    "x-display-name",
    "x-supplementary-info",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A mail taken apart."""

    plain: str = ""  # all text/plain body parts, joined
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    report: Mapping[str, str]  # see `_report`
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """An attached part as either parser saw it."""

    name: str | None
    type: str
    size_bytes: int
    part: "fast_mail_parser.PyLazyAttachment | StdMessage"

    def content(self) -> bytes:
        if isinstance(self.part, StdMessage):
            return _payload(self.part)
        return bytes(self.part.content)


def parts(raw: bytes, fields: Mapping[str, list[str]]) -> Parts:
    """Return texts, attachments and report fields of a mail; `fields` are its header fields as `pick` gave them."""
    import fast_mail_parser

    problems: list[str] = []
    if len(raw) > MAX_RAW_BYTES:
        raw = raw[: raw.rfind(b"\n", 0, MAX_RAW_BYTES) + 1 or MAX_RAW_BYTES]
        problems.append("only the first 4 MB were read")
    try:
        plain, html, files = _fast(raw)
    except (_NotForFast, fast_mail_parser.ParseError, UnicodeError, ValueError, MemoryError):
        try:
            if len(_CONTAINER.findall(raw)) > MAX_CONTAINERS:
                raise ValueError("too many containers")
            plain, html, files = _careful(raw)
        except Exception as error:  # border: per message. RecursionError and all that compat32 may raise on odd input
            problems.append(f"structure unreadable ({type(error).__name__}), read as plain text")
            plain, html, files = _without_structure(raw), "", []
    if not plain and not html and not files and "multipart" in (fields.get("content-type") or [""])[0].lower():
        plain = _without_structure(raw)  # a boundary that nobody can find
    attachments = tuple(Attachment(name=one.name, type=one.type, size_bytes=one.size_bytes) for one in files)
    report = _report(fields, files) if files else {}
    return Parts(plain=plain, html=html, attachments=attachments, report=report, problems=tuple(problems))


_CONTAINER = re.compile(rb"content-type:\s*(?:multipart|message)/", re.I)


class _NotForFast(Exception):
    """The fast parser would read this mail wrongly."""


def _fast(raw: bytes) -> tuple[str, str, list[_File]]:
    from fast_mail_parser import parse_email

    if b"\x1b" in raw and b"-2022-" in raw:  # ISO-2022-* without a transfer encoding: its escapes stand in the open
        raise _NotForFast
    if raw[:5] == b"From ":
        raw = raw[raw.find(b"\n") + 1 :]
    mail = parse_email(raw, mode="lazy")
    plain = _joined(mail.text_plain, MAX_TEXT)
    html = _joined(mail.text_html, MAX_HTML)
    if mail.warnings and any(one.kind == "charset-fallback" for one in mail.warnings):
        raise _NotForFast
    if not (plain.isascii() and html.isascii()) and _undeclared(raw, plain or html):
        raise _NotForFast
    files = []
    for part in mail.attachments[:MAX_PARTS]:
        size = part.encoded_size
        size = len(part.content) if size <= _EXACT_SIZE_BYTES else size * 3 // 4
        name = words(part.filename)[:255] if part.filename else None
        files.append(_File(name=name, type=part.mimetype.lower(), size_bytes=size, part=part))
    return plain, html, files


_BEYOND_1252 = re.compile("[^\u0000-\u2122]")


def _undeclared(raw: bytes, text: str) -> bool:
    """Return whether 8-bit text came without a usable charset: the fast parser then reads windows-1252, we guess."""
    if "\ufffd" in text:
        return True
    if _BEYOND_1252.search(text):  # something windows-1252 does not hold: a charset was declared and used
        return False
    lowered = raw.lower()
    return b"charset" not in lowered or b"us-ascii" in lowered or b"unknown" in lowered


def _joined(texts: Iterable[str], limit: int) -> str:
    listed = list(texts)
    text = listed[0] if len(listed) == 1 else "\n".join(listed)
    return text[:limit] if len(text) > limit else text


# --- the standard library's road -----------------------------------------------------------------------------------
def _careful(raw: bytes) -> tuple[str, str, list[_File]]:
    plain: list[str] = []
    html: list[str] = []
    files: list[_File] = []
    for part in _leaves(email.message_from_bytes(raw)):
        kind = part.get_content_type()
        name = _file_name(part)
        attached = str(part.get("content-disposition", "")).strip().lower().startswith("attachment")
        if kind in {"text/plain", "text/html"} and not attached and name is None:
            label = part.get_param("charset")
            text, _ = decode(_payload(part), label[2] if isinstance(label, tuple) else label)
            (plain if kind == "text/plain" else html).append(text)
        else:
            size = len(_payload(part))
            files.append(_File(name=name, type=kind, size_bytes=size, part=part))
    return _joined(plain or [""], MAX_TEXT), _joined(html or [""], MAX_HTML), files


def _leaves(root: StdMessage) -> Iterator[StdMessage]:
    """Yield the parts that are no containers, in order, without recursion; an attached mail is one leaf."""
    stack = [root]
    for _ in range(MAX_PARTS * 5):
        if not stack:
            return
        part = stack.pop()
        children = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(children, list):
            stack.extend(child for child in reversed(children) if isinstance(child, StdMessage))
        else:
            yield part


def _payload(part: StdMessage) -> bytes:
    content = part.get_payload()
    if isinstance(content, list):  # message/rfc822 and message/delivery-status hold parsed messages
        return b"\n".join(_written(one) for one in content if isinstance(one, StdMessage))
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _written(mail: StdMessage) -> bytes:
    """Return header and text of an attached mail as they stand; `str(mail)` folds odd headers anew for minutes."""
    lines = [f"{name}: {value}" for name, value in mail.raw_items()]
    body = mail.get_payload()
    return bytes("\n".join((*lines, "", body if isinstance(body, str) else "")), "utf-8", "surrogateescape")


def _file_name(part: StdMessage) -> str | None:
    try:
        name = part.get_filename()
    except (UnicodeError, ValueError, TypeError, LookupError):
        return None
    return words(name)[:255] if name else None


def _without_structure(raw: bytes) -> str:
    end = raw.find(b"\n\n")
    crlf = raw.find(b"\r\n\r\n")
    start = min((at for at in (end, crlf) if at >= 0), default=0)
    return decode(raw[start : start + MAX_TEXT], None)[0]


# --- reports -------------------------------------------------------------------------------------------------------
def _report(fields: Mapping[str, list[str]], files: list[_File]) -> dict[str, str]:
    """Return the fields of a DSN (RFC 3464), MDN (RFC 8098) or ARF (RFC 5965) part and of the mail they are about.

    Keys: `report-type`, the report's own fields (first recipient's), `recipients` (one line per recipient:
    "address action status"), and of the returned mail `original-message-id`, `original-to`, `original-subject`.
    """
    content_type = (fields.get("content-type") or [""])[0]
    found: dict[str, str] = {}
    if content_type.lower().startswith("multipart/report"):
        named = re.search(r"report-type\s*=\s*\"?([\w-]+)", content_type, re.I)
        found["report-type"] = named[1].lower() if named else ""
    for one in files:
        if one.type in _REPORT_TYPES:
            found.setdefault("report-type", one.type.split("/")[1])
            _status_fields(one.content()[:16_384], found)
        elif one.type in _ORIGINAL_TYPES and ("report-type" in found or _is_robot(fields)):
            _original_fields(one.content(), found)
    return found


def _is_robot(fields: Mapping[str, list[str]]) -> bool:
    if (fields.get("return-path") or ["x"])[0].strip() == "<>" or "x-failed-recipients" in fields:
        return True
    return bool(re.search(r"mailer-daemon|postmaster|mail delivery", (fields.get("from") or [""])[0], re.I))


def _status_fields(content: bytes, found: dict[str, str]) -> None:
    recipients: list[str] = []
    for block in re.split(rb"(?:\r?\n){2,}", content.strip()):
        listed = pick(block)
        for name in _REPORT_FIELDS:
            if name in listed:
                found.setdefault(name, words(listed[name][0])[:500])
        address = _recipient_of(listed)
        if address is not None:
            action = words((listed.get("action") or [""])[0]).lower().split(" ")[0] or "-"
            status = re.search(r"\d\.\d{1,3}\.\d{1,3}", " ".join(listed.get("status", [])))
            recipients.append(f"{address} {action} {status[0] if status else '-'}")
    if recipients:
        found["recipients"] = "\n".join(dict.fromkeys(recipients[:50]))


def _recipient_of(listed: Mapping[str, list[str]]) -> str | None:
    """Return the recipient of one block of a report, "" where unreadable; None: the block is about none.

    Systems that deliver inside the house name an inner address as the final one (user@ims_daemon): then the original
    recipient (RFC 3464 2.3.1) is the one we wrote to.
    """
    final, original = listed.get("final-recipient"), listed.get("original-recipient")
    if not final and not original:
        return None
    found = [recipient(value[0]) for value in (final, original) if value]
    return next((one for one in found if "." in one.rpartition("@")[2]), found[0])


def recipient(value: str) -> str:
    """Return the address of a Final-Recipient value: "rfc822; <user@host>" (RFC 3464 2.3.2), lower case."""
    listed = addresses(value.split(";", 1)[-1].strip())
    return listed[0].address if listed else ""


def _original_fields(content: bytes, found: dict[str, str]) -> None:
    listed = pick(content)
    ids = message_ids(listed, "message-id")
    if ids:
        found.setdefault("original-message-id", ids[0])
    elif "original-message-id" in found:
        found["original-message-id"] = found["original-message-id"].strip("<> ")
    for name in ("to", "subject", "from"):
        if name in listed:
            value = listed[name][0]
            text = ", ".join(one.address for one in addresses(value)[:20]) if name != "subject" else words(value)
            found.setdefault(f"original-{name}", text)
