"""Calls as calendar items: one file that a calendar takes over, the same call always under the same id. Pure.

Public: `Call`, `as_calendar`, `uid_of`. iCalendar (RFC 5545), published by the seller to himself (RFC 5546, 3.2.1). A
few lines of our own and no library: we write one kind of item and read none. Times are in UTC, which every calendar
shows on its owner's clock and which needs no description of zones.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//followup-assistant//calls//EN"
_FIRST_DAY = date(2020, 1, 1)  # SEQUENCE counts days from here: a later digest always stands above an earlier one
_LINE = 75  # octets without the line break (RFC 5545, 3.1)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # of TEXT only a line feed may stay, written as \n (3.3.11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to make."""

    uid: str
    start: datetime
    length: timedelta
    whom: str  # "Karin Beck, Beck Leuchten (EU-001-B)"
    phone: str | None  # as noted or signed; None: none is known
    says: tuple[str, ...]  # lines of the call sheet: what to say, on the phone and on a voicemail (002-20)


def uid_of(mailbox: str, customer_key: str, silent_since: datetime | None) -> str:
    """Return the id of the call to a customer in one silence: the same every morning, and it tells nothing."""
    since = silent_since.astimezone(UTC).isoformat() if silent_since is not None else ""
    mark = hashlib.sha256(f"{mailbox}|{customer_key}|{since}|call".encode()).hexdigest()[:32]
    return f"call-{mark}@followup-assistant"


def as_calendar(calls: Sequence[Call], organizer: str, now: datetime) -> bytes:
    """Return the calls as the content of an .ics file, lines ended by CRLF. `organizer`: the seller's own address."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for call in calls:
        lines += _event(call, organizer, now)
    return b"".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _event(call: Call, organizer: str, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{call.uid}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{(now.astimezone(UTC).date() - _FIRST_DAY).days}"
    yield f"ORGANIZER:mailto:{_CONTROL.sub('', organizer)}"
    yield f"DTSTART:{_utc(call.start)}"
    yield f"DTEND:{_utc(call.start + call.length)}"
    yield f"SUMMARY:{_text(f'Call {call.whom}')}"
    if call.phone:
        yield f"LOCATION:{_text(call.phone)}"
    told = "\n".join(call.says)
    yield f"DESCRIPTION:{_text(told)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Return a value of type TEXT (3.3.11): commas, semicolons, backslashes and line breaks escaped."""
    escaped = re.sub(r"([\\;,])", r"\\\1", re.sub(r"\r\n?", "\n", value))
    return _CONTROL.sub(" ", escaped).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line, broken after at most 75 octets and never within a character (3.1)."""
    made, at = b"", 0
    for sign in line:
        octets = sign.encode(errors="replace")
        if at + len(octets) > _LINE:
            made, at = made + b"\r\n ", 1
        made, at = made + octets, at + len(octets)
    return made + b"\r\n"
