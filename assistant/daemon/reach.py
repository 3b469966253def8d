"""What each material is good for now: in force, for whom, told to how many, in which languages.

Public: `Reach`, `reach`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.daemon.house import House
from assistant.daemon.judging import surveyed
from assistant.model import Decision, History
from assistant.phrases.tellable import languages_of
from assistant.plan.materials import Material, Unready
from assistant.plan.place import place_of
from assistant.plan.portrait import portrait
from assistant.plan.record import record_of
from assistant.plan.scope import outside
from assistant.plan.topics import USED, occasion_of
from assistant.plan.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What one material is good for at a moment."""

    material: Material
    state: str  # "valid", "later", "expired", "unready" (a file is missing) or "unused" (its topic is not in the rules)
    fits: int  # customers it is meant for, whatever the date
    told: int  # of all customers, those who were sent it
    languages: tuple[str, ...]  # in which it can be told
    lacks: Mapping[str, int]  # other languages -> how many of those it fits read them


def reach(house: House, at: datetime) -> tuple[Reach, ...]:
    """Return what each material is good for, in the order of the file; writes nothing."""
    known = [(history, _Reader(history, decision, house, at)) for history, decision in surveyed(house, at)]
    today = at.astimezone(ZoneInfo(house.me.timezone)).date()
    return tuple(_reach(material, house, known, today) for material in house.occasions)


class _Reader:
    """A customer as materials are fitted to him; worked out once for all of them."""

    def __init__(self, history: History, decision: Decision, house: House, at: datetime) -> None:
        self.words = Words(record_of(history, at), decision.standing.quote, history.settings)
        self.country = place_of(history, house.me).country
        self.language: str = portrait(history, decision, house.me)["language"] or house.me.language
        self.told = {d.material for d in history.drafts if d.state in USED and d.changed_at <= at}


def _reach(material: Material, house: House, known: Sequence[tuple[History, _Reader]], today: date) -> Reach:
    meant = [one for past, one in known if outside(material, past, one.country, house.rules, one.words) is None]
    languages = languages_of(occasion_of(material), house.book, house.me)
    read = Counter(one.language for one in meant)
    return Reach(
        material=material,
        state=_state(material, house, today),
        fits=len(meant),
        told=sum(material.id in one.told for _, one in known),
        languages=languages,
        lacks={language: read[language] for language in sorted(read) if language not in languages},
    )


def _state(material: Material, house: House, today: date) -> str:
    if material.last_day is not None and material.last_day < today:
        return "expired"
    if material.since is not None and today < material.since:
        return "later"
    if isinstance(material, Unready):
        return "unready"
    return "valid" if material.topic in house.rules.topics else "unused"
