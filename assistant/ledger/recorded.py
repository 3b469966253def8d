"""A mail as the ledger stores it: plain values and texts, ready for the rows.

Public: `Recorded`, `recorded`, `lies_as`, `Restated`, `restated`, `cited_by`, `quoted_on`. Made wherever there is
time for it, also in another process: so nothing here needs the database, and what is handed over is cheap to hand over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.ledger import codec
from assistant.ledger.codec import clean
from assistant.model import Direction, Facts, Message, RawMail, Role

_NO_DRAFTS = frozenset({Role.SENT, Role.TRASH, Role.OURS})
CITED_LIMIT = 40  # Message-IDs kept of one References header: the oldest few and the youngest
QUOTED = "quoted:"  # begins what stands among the cited ids for a day
UNDATED_DAYS = 21  # before an inbound mail in which the mail of ours that it quotes is looked for, where no date tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One mail on its way into the ledger: where it lay, when it came, what it says and means."""

    uid: int
    flags: str  # sorted, separated by a space
    received: datetime | None  # INTERNALDATE, aware
    message_id: str
    at: datetime
    direction: str | None
    kind: str
    complete: bool  # False: understood from its first 16 KB
    addresses: tuple[str, ...]  # of everybody it names
    cited: tuple[str, ...]  # see `cited_by`
    content: str  # codec.message_to_json
    facts: str  # codec.facts_to_json


def recorded(raw: RawMail, message: Message, facts: Facts) -> Recorded:
    """Return a mail as it is stored, from how it lay there, how it was read and how it was understood."""
    everybody = (message.sender, *message.reply_to, *message.to, *message.cc, *message.bcc)
    return Recorded(
        uid=raw.uid,
        flags=" ".join(sorted(raw.flags)),
        received=raw.received,
        message_id=clean(message.message_id),
        at=message.at,
        direction=facts.direction,
        kind=facts.kind,
        complete=message.complete,
        addresses=tuple({one.address: None for one in everybody if one.address}),
        cited=cited_by(message, facts),
        content=codec.message_to_json(message),
        facts=codec.facts_to_json(facts),
    )


def lies_as(role: Role, flags: str) -> Role:
    """Return as what a mail lies in a folder of that role: what its client marked as a draft was never sent.

    A second folder for drafts, of another client or another language, has no role of its own, and All Mail holds them
    too. In Sent the mark was forgotten; in Trash it is nobody's draft any more.
    """
    return Role.DRAFTS if "\\draft" in flags.lower() and role not in _NO_DRAFTS else role


def cited_by(message: Message, facts: Facts) -> tuple[str, ...]:
    """Return the Message-IDs that an inbound message names, sorted: none of ours; and the days of ours that it quotes.

    What others cite may be ours, and then it is an answer whoever wrote it (definitions "Human mail"). Where no header
    says whom a mail answers, the day of the quoted mail is what it can be found by (`quoted_on`).
    """
    if facts.direction is Direction.OUTBOUND:
        return ()
    references = message.references
    if len(references) > CITED_LIMIT:
        references = references[:8] + references[8 - CITED_LIMIT :]
    days = _quoted_days(message, facts)
    return tuple(sorted(map(clean, {*message.in_reply_to, *references, *map(quoted_on, days)})))


def quoted_on(day: int) -> str:
    """Return what stands among the cited ids for mail of ours of some day (since 1970, UTC) that is quoted."""
    return f"{QUOTED}{day}"


def _quoted_days(message: Message, facts: Facts) -> range:
    """Return the days on which the mail of ours was written that an inbound one quotes without naming it."""
    signal = facts.signal("quotes_us")
    if signal is None:
        return range(0)
    if signal.value is None:
        last = _day(message.at)
        return range(last - UNDATED_DAYS, last + 1)
    day = _day(datetime.fromisoformat(signal.value))
    return range(day - 1, day + 2)  # attributions tell no zone


def _day(moment: datetime) -> int:
    return int(moment.timestamp() // 86_400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """What an understanding gained anew changes in the row of a message."""

    number: int
    direction: str | None
    kind: str
    facts: str
    cited: tuple[str, ...]


Held = tuple[int, str, str, str]  # number, role of the folder of the copy that is kept, content, facts
Restate = Callable[[Iterable[Sequence[Held]]], Iterable[Sequence[Restated]]]  # part by part, in order


def restated(part: Sequence[Held], understand: Callable[[Message, Role], Facts]) -> list[Restated]:
    """Return what changes when these messages are understood anew."""
    changed = []
    for number, role, content, was in part:
        message = codec.message_from_json(content)
        facts = understand(message, Role(role))
        text = codec.facts_to_json(facts)
        if text != was:
            changed.append(
                Restated(
                    number=number,
                    direction=facts.direction,
                    kind=facts.kind,
                    facts=text,
                    cited=cited_by(message, facts),
                )
            )
    return changed
