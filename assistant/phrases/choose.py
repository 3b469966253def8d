"""Which phrase: always the same for the same past, and never one that this customer has had (design 9).

No chance is involved: candidates are ordered by a hash of customer and step, so that two customers get different
words and a second run the same ones. Public: `ordered`, `register_of`, `used_phrases`, `seed_of`.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence

from assistant.model import Decision, Direction, History
from assistant.phrases.nouns import NOBODY, Book, Manners, Phrase

_NEAR = {
    "formal": ("formal", "neutral"),
    "neutral": ("neutral",),
    "informal": ("informal", "neutral"),
    "plain": ("plain", "neutral"),
}


def ordered(
    phrases: Iterable[Phrase],
    known: Iterable[str],
    used: Sequence[str],
    register: str,
    seed: str,
    favoured: Collection[str] = (),
) -> list[Phrase]:
    """Return the phrases whose needs are known, best first: unused, least used, right register, then by hash.

    `favoured` (LANGUAGE:ID): phrases that brought more answers than others; they go before their equals.
    """
    names, registers = set(known), _NEAR[register]
    fitting = [p for p in phrases if names.issuperset(p.needs) and p.register in registers]

    def rank(p: Phrase) -> tuple[int, int, bool, int, str]:
        liked = f"{p.language}:{p.id}" in favoured
        return used.count(p.id), registers.index(p.register), not liked, _hash(seed, p.id), p.id

    return sorted(fitting, key=rank)


def register_of(history: History, book: Book, familiar: bool, language: str) -> str:
    """Return the tone: plain for people with little English, informal among friends, else what the country expects.

    Where a language has words for close people (du, tú), first names alone do not make friends: both must use the
    words (003-C4, 003-C6).
    """
    if language == "en" and history.settings.has_little("written_english"):
        return "plain"
    if familiar and _on_intimate_terms(history, book, language):
        return "informal"
    if history.settings.noted("temper") == "strict":
        return "formal"  # 003-C6: business only
    country = history.settings.country or history.customer.country
    return book.manners.get(country or "", Manners()).register


def _on_intimate_terms(history: History, book: Book, language: str) -> bool:
    words = book.words.get(language)
    if words is None or words.intimate is NOBODY:
        return True
    mails = [touch for touch in history.touches if touch.is_human or touch.direction is Direction.OUTBOUND]
    return len({touch.direction for touch in mails if words.intimate.search(touch.text)}) == 2


def used_phrases(history: History) -> list[str]:
    """Return the ids of all phrases this customer has had, each as often as it was used."""
    return [phrase for draft in history.drafts for phrase in draft.phrases]


def seed_of(decision: Decision) -> str:
    """Return what the order hangs on: the customer and the step."""
    return f"{decision.customer}|{decision.step or ''}"


def _hash(*parts: str) -> int:
    return int.from_bytes(hashlib.blake2b("|".join(parts).encode(), digest_size=6).digest(), "big")
