"""Answers that no header ties to our mail: an unknown address writes, and our own mail stands quoted below.

Public: `Echo`, `echo_of`, `quotes`. A customer answers from a private mailbox, or hands our mail on to somebody who
begins a mail of his own. What proves it is our own text below theirs, or the heading of that quotation; never a name.
As with an answer that names our Message-ID it stops the chase and makes nobody a recipient (definitions "Human mail").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.facts.dates.heading_times import time_of
from assistant.facts.lexicon import fold
from assistant.facts.parsing.quoting import patterns
from assistant.facts.who.parties import is_ours
from assistant.facts.who.thread import parents, stem
from assistant.model import Me, Message, MessageId

NEAR = timedelta(hours=38)  # between the day an attribution names, in no zone, and the mail itself
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HEADING = 6  # lines around our address that belong to its heading
_SEEN = 500  # letters and digits of our mail looked for: clients and we cut long quotations
_SHARE = 0.5  # of these that must stand below: clients break lines, people quote in part
_LEAST = 30  # letters and digits that prove anything; of Chinese, Japanese and Korean a third of it
_GREETING = 40  # characters of a first line that may greet somebody by name
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Mail of ours that an inbound mail quotes."""

    text: str  # the line that names us
    at: datetime | None  # when ours was written, as its heading says; None where unreadable


def echo_of(message: Message, me: Me) -> Echo | None:
    """Return what an inbound mail quotes of us; None where it quotes nothing, or its headers say whom it answers.

    They do where they name an id of our own domains. Other ids may be ours as well: that is for the ledger to know.
    """
    if not message.quoted or any(one.rpartition("@")[2].lower() in me.domains for one in parents(message)):
        return None
    lines = message.quoted.split("\n")
    for at, line in enumerate(lines):
        if _names_us(line, me):
            heading = "\n".join(lines[max(0, at - 2) : at + _HEADING]).replace(">", " ")
            return Echo(text=" ".join(line.split()), at=time_of(heading, message.at))
    return None


def _names_us(line: str, me: Me) -> bool:
    if "@" in line and any(is_ours(found.lower(), me) for found in _ADDRESS.findall(line)):
        return True
    return bool(me.name) and me.name in line and patterns().attribution_start.match(line) is not None


def quotes(message: Message, at: datetime | None, ours: Iterable[Message]) -> MessageId | None:
    """Return which mail of ours stands below an inbound one, the youngest of several; None for none.

    `at` as in `Echo`. Proof is most of our text, with its greeting; or a heading that names day, recipient and subject.
    """
    below = _squeezed(message.quoted)
    named = _recipients(message.quoted)
    for one in sorted(ours, key=lambda mail: (mail.at, mail.message_id), reverse=True):
        if one.at > message.at or (at is not None and abs(one.at - at) > NEAR):
            continue
        to = {address.address for address in (*one.to, *one.cc)}
        if named and named.isdisjoint(to):
            continue  # it says itself that it went to somebody else
        headed = bool(named) and at is not None and stem(one.subject) == stem(message.subject) != ""
        if headed or _stands_in(one.new_text, below):
            return one.message_id
    return None


def _recipients(quoted: str) -> frozenset[str]:
    """Return the addresses on the lines "To: ..." and "Cc: ..." of the first headings of history."""
    label = patterns().label
    found = [
        address.lower()
        for line in quoted.split("\n")[:20]
        if (match := label.match(line)) and match.lastgroup in ("r_to", "r_cc")
        for address in _ADDRESS.findall(line)
    ]
    return frozenset(found)


def _stands_in(text: str, below: str) -> bool:
    """Return whether most of a mail's beginning stands in squeezed history, its greeting too where it has one."""
    lines = [line for line in text.split("\n") if line.strip()]
    pieces = [squeezed for line in lines for part in re.split(r"[.!?。！？;]\s", line) if (squeezed := _squeezed(part))]
    if lines and len(lines) > 1 and len(lines[0].strip()) <= _GREETING and _squeezed(lines[0]) not in below:
        return False
    looked, held = 0, 0
    for piece in pieces:
        if looked >= _SEEN:
            break
        weight = _weight(piece)
        looked += weight
        held += weight if piece in below else 0
    return held >= _LEAST and held >= _SHARE * looked


def _weight(squeezed: str) -> int:
    return len(squeezed) + 2 * len(_EAST.findall(squeezed))


def _squeezed(text: str) -> str:
    """Return letters and digits alone: clients break lines, add marks and change spaces."""
    return "".join(char for char in fold(text) if char.isalnum())
