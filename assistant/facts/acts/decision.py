"""What was decided of a mail, with its reasons. Public: `Decision`, `decided`, `shown_as`."""

from dataclasses import dataclass

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.model import Evidence, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A kind with its reasons."""

    kind: Kind
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def decided(kind: Kind, confidence: float, reading: Reading, hit: Hit) -> Decision:
    """Return a decision that rests on words of the lexicon."""
    evidence = Evidence(what=hit.group, where="new_text", text=reading.shown(hit))
    return Decision(kind=kind, confidence=confidence, evidence=(evidence,))


def shown_as(what: str, text: str) -> Evidence:
    """Return evidence that names other words of the new text, at most 120 letters of them."""
    return Evidence(what=what, where="new_text", text=" ".join(text.split())[:120])
