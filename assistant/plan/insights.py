"""What brought answers: reply rates of our follow-ups by topic, phrase, number, country, weekday, source. Pure.

Public: `Outcome`, `Rate`, `outcomes`, `rates`, `favourites`, `WENT_OUT`. Few letters prove nothing, so every rate
comes with its 95 % interval (Wilson's score, which stays honest for small numbers), and only rates whose interval lies
wholly above what is usual order phrases, and only equals (design 3.11).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.model import CustomerNumber, DraftState, History, JournalEntry, Me
from assistant.plan.place import place_of

TIME_TO_ANSWER = timedelta(days=14)  # a younger letter without an answer is no failure yet
LEAST = 8  # letters behind a rate that may order anything
_SENT = frozenset({DraftState.SENT, DraftState.SENT_EDITED})
WENT_OUT = _SENT | {DraftState.ANSWERED}
_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One follow-up that was sent, and whether a person of theirs answered."""

    topic: str
    phrases: tuple[str, ...]
    language: str
    number: int  # 1 for the first follow-up of its silence
    country: str | None
    weekday: str  # mon ... sun, on the customer's clock
    source: str = ""  # where the seller noted that they came from: "exhibition" (003-C1); "" = not noted
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of some letters were answered."""

    by: str  # topic phrase number country weekday source all
    value: str
    sent: int
    answered: int
    low: float  # 95 % interval, 0..1
    high: float

    @property
    def rate(self) -> float:
        """Return the share that was answered, 0..1."""
        return self.answered / self.sent if self.sent else 0.0


def outcomes(
    entries: Iterable[JournalEntry], histories: Mapping[CustomerNumber, History], me: Me, now: datetime
) -> list[Outcome]:
    """Return what became of every letter that went out and had time to be answered; without a history: left out."""
    found = []
    for entry in entries:
        history = histories.get(entry.customer)
        placed = entry.placed_at
        answered = _answered(entry.state, entry.changed_at, now)
        if history is None or placed is None or answered is None:
            continue
        place = place_of(history, me)
        sent = placed if answered else entry.changed_at
        found.append(
            Outcome(
                topic=entry.topic,
                phrases=entry.phrases,
                language=entry.language,
                number=_number(entry.step),
                country=place.country,
                weekday=f"{place.local(sent):%a}".lower(),
                source=history.settings.noted("source"),
                answered=answered,
            )
        )
    return found


def rates(found: Sequence[Outcome]) -> tuple[Rate, ...]:
    """Return the rate of everything that was tried, all letters first, then sorted by kind and value."""
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in found:
        groups[("all", "all")].append(one.answered)
        groups[("topic", one.topic)].append(one.answered)
        groups[("number", str(one.number))].append(one.answered)
        groups[("country", one.country or "unknown")].append(one.answered)
        groups[("weekday", one.weekday)].append(one.answered)
        if one.source:
            groups[("source", one.source)].append(one.answered)
        for phrase in dict.fromkeys(one.phrases):
            groups[("phrase", f"{one.language}:{phrase}")].append(one.answered)
    made = [_rate(by, value, answers) for (by, value), answers in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.by != "all", one.by, one.value)))


def favourites(said: Iterable[tuple[str, Sequence[str], DraftState, datetime]], now: datetime) -> frozenset[str]:
    """Return the phrases (LANGUAGE:ID) that are answered more often than all letters together, beyond chance.

    `said`: language, phrases, state and its time, of every letter that was sent.
    """
    every: list[bool] = []
    by_phrase: dict[str, list[bool]] = defaultdict(list)
    for language, phrases, state, changed_at in said:
        answered = _answered(state, changed_at, now)
        if answered is not None:
            every.append(answered)
            for phrase in dict.fromkeys(phrases):
                by_phrase[f"{language}:{phrase}"].append(answered)
    usual = sum(every) / len(every) if every else 1.0
    tried = ((phrase, answers) for phrase, answers in by_phrase.items() if len(answers) >= LEAST)
    return frozenset(phrase for phrase, answers in tried if interval(sum(answers), len(answers))[0] > usual)


def _answered(state: DraftState, changed_at: datetime, now: datetime) -> bool | None:
    """Return whether a letter was answered; None: not sent, or too young to tell."""
    if state is DraftState.ANSWERED:
        return True
    return False if state in _SENT and now - changed_at >= TIME_TO_ANSWER else None


def _rate(by: str, value: str, answers: Sequence[bool]) -> Rate:
    low, high = interval(sum(answers), len(answers))
    return Rate(by=by, value=value, sent=len(answers), answered=sum(answers), low=low, high=high)


def interval(hits: int, tries: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share; (0, 1) where nothing was tried."""
    if tries == 0:
        return 0.0, 1.0
    share, z2 = hits / tries, _Z * _Z
    middle = share + z2 / (2 * tries)
    reach = _Z * math.sqrt(share * (1 - share) / tries + z2 / (4 * tries * tries))
    below = 1 + z2 / tries
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)


def _number(step: str) -> int:
    tail = step.rpartition("#")[2]
    return int(tail) if tail.isdigit() else 1
