"""A customer's answer that is only seen as history below a later mail of ours.

Public: `Answer`, `answer_in`, `time_of`.
Their mail was deleted or filed where nobody looks; our own later mail quotes it (understanding.md, insider value 4).
"""

import email.utils
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from assistant.facts.calendar_words import mentions
from assistant.facts.lexicon import fold
from assistant.model import Me, Message

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?\s?([ap]\.?m)?")
_OFFSET = re.compile(r"([+-]\d{2}):?(\d{2})(?!\d)")
_HEAD_LINES = 8  # an attribution or header block ends within


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of theirs, known as history."""

    text: str  # the attribution
    value: str | None  # ISO time of its attribution line; None where unreadable


def answer_in(message: Message, me: Me) -> Answer | None:
    """Return the answer that stands right below an outbound mail of ours; None where our own mail stands there.

    Whether that answer is known already is for the ledger to say: it compares the time with the mails it holds.
    """
    head = "\n".join(line for line in message.quoted.lstrip("> \n\t").split("\n")[:_HEAD_LINES])
    address = _ADDRESS.search(head) if "@" in head else None
    if address is None:
        return None
    writer = address.group().lower()
    known = {one.address for one in (*message.to, *message.cc)}
    if writer in me.addresses or writer.rsplit("@", 1)[1] in me.domains:
        return None
    if known and writer not in known and writer.rsplit("@", 1)[1] not in {one.rsplit("@", 1)[-1] for one in known}:
        return None
    stamp = time_of(head, message.at)
    return Answer(text=" ".join(head.split("\n")[0].split()), value=stamp.isoformat() if stamp else None)


def time_of(head: str, sent: datetime) -> datetime | None:
    """Return the time an attribution names, in the offset of `sent` where it names none; never after `sent`."""
    for line in head.split("\n"):
        parsed = _rfc_time(line.split(":", 1)[-1].strip())
        if parsed is not None and parsed <= sent:
            return parsed
    folded = fold(head)
    for mention in mentions(folded, sent.date()):
        if mention.precision != "day" or not mention.year_given:
            continue
        stamp = _with_clock(mention.day, folded, sent)
        if stamp <= sent + timedelta(days=1):
            return min(stamp, sent)
    return None


def _rfc_time(text: str) -> datetime | None:
    try:
        parsed = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return parsed if parsed.tzinfo else None


def _with_clock(day: date, head: str, sent: datetime) -> datetime:
    clock = _CLOCK.search(head)
    zone = sent.tzinfo or UTC
    if clock is None:
        return datetime.combine(day, time(12), zone)
    hour = int(clock[1]) % 24
    if clock[3]:
        hour = hour % 12 + (12 if clock[3].startswith("p") else 0)
    return datetime.combine(day, time(hour, int(clock[2]) % 60), zone)
