"""Which phrase: always the same for the same past, and never one that this customer has had (design 9).

No chance is involved: candidates are ordered by a hash of customer and step, so that two customers get different
words and a second run the same ones. Public: `ordered`, `register_of`, `occasions`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from assistant.almanac.greetings import greetable
from assistant.almanac.holidays import weekend
from assistant.model import Decision, Direction, History, Kind, Me
from assistant.phrases.nouns import Book, Manners, Phrase
from assistant.phrases.slots import last_mail_of_theirs, zone_of

_RECENT = timedelta(days=60)  # an older mail of theirs is not thanked for
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


def day_of_reading(decision: Decision, history: History, me: Me, now: datetime) -> date:
    """Return the customer's day on which the letter will be in front of them: the window's, else today."""
    at = max(decision.window[0], now) if decision.window else now
    return at.astimezone(zone_of(history, me)).date()


def occasions(decision: Decision, history: History, me: Me, now: datetime) -> list[str]:
    """Return the occasions of an opening line that hold on the day of reading, the most telling first."""
    topic = decision.occasion.topic if decision.occasion else ""
    if topic == "holiday":
        return []  # the greeting is the matter; nothing goes before it
    day = day_of_reading(decision, history, me, now)
    country = history.settings.country or history.customer.country
    free = weekend(country, day)
    found: list[str] = []
    ours = [t.at for t in history.touches if t.direction is Direction.OUTBOUND and t.at <= now]
    turned = greetable(country, date(day.year, 1, 1))
    if day.month == 1 and day.day <= 20 and (country is None or (turned is not None and turned.key == "new-year")):
        found += [] if any(at.year == day.year for at in ours) else ["new-year"]
    theirs = last_mail_of_theirs(history, now)
    # Thanked for once: in the third follow-up the same thanks are only a reproach.
    if theirs is not None and now - theirs.at <= _RECENT and decision.standing.follow_ups == 0:
        found.append({Kind.INQUIRY: "inquiry", Kind.SAMPLE_REQUEST: "sample"}.get(theirs.kind, "thanks"))
    if (day - timedelta(days=1)).weekday() in free and day.weekday() not in free:
        found.append("weekend")
    if (day + timedelta(days=1)).weekday() in free and day.weekday() not in free:
        found.append("friday")
    return found


def _hash(*parts: str) -> int:
    return int.from_bytes(hashlib.blake2b("|".join(parts).encode(), digest_size=6).digest(), "big")
