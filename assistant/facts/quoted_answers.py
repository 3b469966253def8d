"""A customer's answer that is only seen as history below a later mail of ours.

Public: `Answer`, `answer_in`.
Their mail was deleted or filed where nobody looks; our own later mail quotes it (understanding.md, insider value 4).
"""

import re
from dataclasses import dataclass

from assistant.facts.heading_times import time_of
from assistant.model import Me, Message

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
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
