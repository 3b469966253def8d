"""Which phrase: always the same for the same past, and never one that this customer has had (design 9).

No chance is involved: candidates are ordered by a hash of customer and step, so that two customers get different
words and a second run the same ones. Public: `ordered`, `register_of`, `used_phrases`, `seed_of`.
"""

import hashlib
from collections.abc import Iterable, Sequence

from assistant.model import Decision, History
from assistant.phrases.nouns import Book, Manners, Phrase

_NEAR = {"formal": ("formal", "neutral"), "neutral": ("neutral",), "informal": ("informal", "neutral")}


def ordered(
    phrases: Iterable[Phrase], known: Iterable[str], used: Sequence[str], register: str, seed: str
) -> list[Phrase]:
    """Return the phrases whose needs are known, best first: unused, least used, right register, then by hash."""
    names, registers = set(known), _NEAR[register]
    fitting = [p for p in phrases if names.issuperset(p.needs) and p.register in registers]
    return sorted(fitting, key=lambda p: (used.count(p.id), registers.index(p.register), _hash(seed, p.id), p.id))


def register_of(history: History, book: Book, familiar: bool) -> str:
    """Return the tone: informal only among people on first names, else what the country expects (003-C6)."""
    if familiar:
        return "informal"
    country = history.settings.country or history.customer.country
    return book.manners.get(country or "", Manners()).register


def used_phrases(history: History) -> list[str]:
    """Return the ids of all phrases this customer has had, each as often as it was used."""
    return [phrase for draft in history.drafts for phrase in draft.phrases]


def seed_of(decision: Decision) -> str:
    """Return what the order hangs on: the customer and the step."""
    return f"{decision.customer}|{decision.step or ''}"


def _hash(*parts: str) -> int:
    return int.from_bytes(hashlib.blake2b("|".join(parts).encode(), digest_size=6).digest(), "big")
