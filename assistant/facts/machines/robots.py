"""Whether a machine wrote a mail, before anybody asks what it says (definitions "kind", order of test).

Public: `robot(message, me, lexicon) -> Robot | None`. Header checks come first:
they cost a microsecond and settle most machine mail.
"""

from dataclasses import dataclass, field
from datetime import date

from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.machines import autoreplies, bounces, bulk
from assistant.model import Evidence, Kind, Me, Message, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Robot:
    """A machine's mail: its kind and what it lets us know."""

    kind: Kind  # BOUNCE, AUTO_REPLY or BULK
    confidence: float
    evidence: tuple[Evidence, ...]
    signals: tuple[Signal, ...] = field(default=())
    return_date: date | None = None


def robot(message: Message, me: Me, lexicon: Lexicon) -> Robot | None:
    """Return what kind of machine wrote an inbound mail, None for a person.

    Bounce before auto-reply: Exim's bounces say `Auto-Submitted: auto-replied` (understanding.md, insider fact 2).
    """
    subject, text = fold(message.subject), fold(message.new_text)
    bounced = bounces.bounce(message, me, lexicon, subject, text)
    if bounced is not None:
        return Robot(kind=Kind.BOUNCE, confidence=0.97, evidence=bounced.evidence, signals=bounced.signals)
    answered = autoreplies.auto_reply(message, lexicon, subject, text)
    if answered is not None:
        return Robot(
            kind=Kind.AUTO_REPLY,
            confidence=0.95,
            evidence=answered.evidence,
            signals=answered.signals,
            return_date=answered.return_date,
        )
    mass = bulk.bulk(message, me, lexicon, subject, text)
    if mass:
        return Robot(kind=Kind.BULK, confidence=0.9, evidence=mass)
    return None
