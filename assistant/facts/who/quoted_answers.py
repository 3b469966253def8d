"""A customer's answer that is only seen as history below a later mail of ours.

Public: `Answer`, `answer_in`, `answered_below`.
Their mail was deleted or filed where nobody looks; our own later mail quotes it (understanding.md, insider value 4).
"""

import re
from dataclasses import dataclass

from assistant.facts.dates.heading_times import time_of
from assistant.facts.who.parties import is_ours
from assistant.model import Me, Message, Signal

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HEAD_LINES = 8  # an attribution or header block ends within


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of theirs, known as history."""

    text: str  # the line of the attribution that names the writer
    value: str | None  # ISO time of its attribution line; None where unreadable


def answer_in(message: Message, me: Me) -> Answer | None:
    """Return the answer that stands right below a mail of ours, sent out or among us; None where our own stands there.

    Whether that answer is known already is for the ledger to say: it compares the time with the mails it holds.
    """
    head = "\n".join(line for line in message.quoted.lstrip("> \n\t").split("\n")[:_HEAD_LINES])
    address = _ADDRESS.search(head) if "@" in head else None
    if address is None:
        return None
    writer = address.group().lower()
    if is_ours(writer, me):
        return None
    known = {one.address for one in (*message.to, *message.cc) if not is_ours(one.address, me)}  # none: among us
    if known and writer not in known and writer.rsplit("@", 1)[1] not in {one.rsplit("@", 1)[-1] for one in known}:
        return None
    stamp = time_of(head, message.at)
    line = next(line for line in head.split("\n") if address.group() in line)
    return Answer(text=" ".join(line.split()), value=stamp.isoformat() if stamp else None)


def answered_below(message: Message, me: Me) -> tuple[Signal, ...]:
    """Return the signal of such an answer; () where there is none. Its text names the writer's address."""
    answer = answer_in(message, me)
    return (Signal(name="quoted_answer", text=answer.text[-120:], value=answer.value),) if answer is not None else ()
