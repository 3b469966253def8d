"""materials.yaml: the seller's news, the only source of claims in a draft beside config and the record.

Public: `Material`, `Unready`, `Materials`, `load`, `lines`, `FACTS`. A material without dates is valid always; without
regions, countries, customers and products it fits everybody. Dates are inclusive.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant import yamldoc
from assistant.almanac import countries
from assistant.almanac.notation import deadline, first_day
from assistant.errors import Problem
from assistant.model import PERSONAL
from assistant.plan.rules import GROUPS, Countries, Rules, Texts, Topic, default, known_countries

# topic -> facts that must be there; of the second tuple at least one (contract "Facts per topic").
FACTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "price-update": (("product", "change", "reason", "conditions"), ()),
    "product-update": (("product",), ("specification", "picture", "selling_point", "price", "status", "schedule")),
    "company-news": (("what", "means"), ()),
    "exhibition": (("name", "place", "dates", "booth"), ()),
    "visit": (("who", "when", "where"), ()),
    "correction": (("what", "correct"), ()),
    "holiday": ((), ()),
}
_HELD_ON = {"exhibition": "dates", "visit": "when"}  # facts that say when something begins
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("write a date as YEAR-MONTH-DAY, like 2026-12-15") from None


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_date)]
Facts = dict[str, str]


class Material(BaseModel):
    """One real occasion to write."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    topic: Annotated[Topic, BeforeValidator(_lower)]
    facts: Facts = {}
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    products: Texts = ()
    regions: Texts = ()
    countries: Countries = ()
    customers: Texts = ()  # codes with or without the grade letter, domains or addresses
    notes: dict[str, Texts] = {}  # for customers of whom that is noted, {brand: own} (domain 003); all must hold
    text: Facts = {}  # the seller's own wording by language, used as it stands
    language: str = ""  # of the facts; "" = me.language
    translations: dict[str, Facts] = {}  # facts by language, where they are sentences and not names or figures
    attach: Texts = ()  # files of the seller's own to send along; relative ones count from the file's folder (001-07)

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it may be told: `until`, or an earlier one that its facts name. None: always.

        An invitation to a fair that has begun is worse than none, and so is a price "for orders by 15 December" on the
        sixteenth. A day whose year cannot be known is not counted.
        """
        begins = first_day(self.facts.get(_HELD_ON.get(self.topic, ""), ""))
        eve = begins - timedelta(days=1) if begins is not None else None
        ends = deadline(self.facts.get("conditions", ""), self.since)
        return min((day for day in (self.until, eve, ends) if day is not None), default=None)


class Unready(Material):
    """A material that cannot be told as things stand: a file that it sends along is not there."""

    why: str  # for the seller; never read from the file


class Materials(tuple[Material, ...]):
    """All occasions of the file, in its order."""

    __slots__ = ()


def load(text: str, file: str, rules: Rules | None = None) -> tuple[Materials, tuple[Problem, ...]]:
    """Return the occasions and everything wrong with the file; where something is wrong, the sound ones only.

    `rules` names the user's own regions; without it the default ones are known.
    """
    doc, problems = yamldoc.parse(text, file)
    if doc is None or doc.value is None:
        return Materials(), problems
    if not isinstance(doc.value, list):
        wanted = "a list is expected here: each occasion starts with '- id: NAME'"
        return Materials(), (*problems, yamldoc.problem_at(doc, (), wanted))
    sound: list[Material] = []
    found = list(problems)
    seen: dict[str, int] = {}
    for index, entry in enumerate(doc.value):
        material, wrong = _entry(entry, index, doc)
        if material is not None:
            wrong = (*wrong, *_wrong_facts(material, index, doc), *_wrong_scope(material, index, doc, rules))
            if material.id in seen:
                text = f"id {material.id} stands here again; it was already given as entry {seen[material.id] + 1}"
                wrong = (*wrong, yamldoc.problem_at(doc, (index, "id"), text))
            seen.setdefault(material.id, index)
        found.extend(wrong)
        if material is not None and not wrong:
            paths = tuple(str(PurePath(file).parent / path) for path in material.attach)
            sound.append(material.model_copy(update={"attach": paths}) if paths else material)
    return Materials(sound), tuple(sorted(set(found)))


def lines(text: str, file: str) -> Mapping[tuple[str, str], int]:
    """Return the line of every entry, (id, ""), and of each of its keys, (id, "attach"); {} where there is no list."""
    doc, _ = yamldoc.parse(text, file)
    if doc is None or not isinstance(doc.value, list):
        return {}
    found: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(doc.value):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            for key in ("", *map(str, entry)):
                line, _ = doc.places.get((index, key) if key else (index,), doc.places[()])
                found.setdefault((entry["id"], key), line)
    return found


def _entry(entry: Any, index: int, doc: yamldoc.Doc) -> tuple[Material | None, tuple[Problem, ...]]:
    if not isinstance(entry, dict):
        return None, (yamldoc.problem_at(doc, (index,), "an occasion has keys: id, topic, facts"),)
    given = {key: value for key, value in entry.items() if value not in (None, "")}
    near = _misspelt_topic(given.get("topic"), index, doc)
    if near is not None:
        return None, (near,)
    places = {path[1:]: place for path, place in doc.places.items() if path[:1] == (index,)}
    inner = yamldoc.Doc(file=doc.file, value=given, places=places)
    return yamldoc.validated(inner, Material)


def _misspelt_topic(topic: object, index: int, doc: yamldoc.Doc) -> Problem | None:
    if not isinstance(topic, str) or topic.strip().lower() in FACTS:
        return None
    text = f"unknown topic {topic}{yamldoc.nearest(topic, list(FACTS))}: one of {', '.join(FACTS)}"
    return yamldoc.problem_at(doc, (index, "topic"), text)


def _wrong_facts(material: Material, index: int, doc: yamldoc.Doc) -> tuple[Problem, ...]:
    required, any_of = FACTS[material.topic]
    place = (index, "facts")
    wrong = []
    for name in required:
        if not material.facts.get(name, "").strip():
            near = yamldoc.nearest(name, [given for given in material.facts if given not in required])
            hint = near.replace("did you mean", "is it").replace("?", "? rename it") if near else ""
            text = f"{material.id}: a {material.topic} needs the fact {name}{hint}"
            wrong.append(yamldoc.problem_at(doc, place, text))
    if any_of and not any(material.facts.get(name, "").strip() for name in any_of):
        text = f"{material.id}: a {material.topic} needs at least one of the facts {', '.join(any_of)}"
        wrong.append(yamldoc.problem_at(doc, place, text))
    return tuple(wrong)


def _wrong_scope(material: Material, index: int, doc: yamldoc.Doc, rules: Rules | None) -> tuple[Problem, ...]:
    wrong = []
    if not _ID.fullmatch(material.id):
        text = "an id is made of letters, digits, points and dashes"
        wrong.append(yamldoc.problem_at(doc, (index, "id"), text))
    if material.since and material.until and material.until < material.since:
        text = f"{material.id}: until ({material.until}) lies before from ({material.since})"
        wrong.append(yamldoc.problem_at(doc, (index, "until"), text))
    known = [*countries.REGIONS, *GROUPS, *(rules or default()).regions]
    for region in material.regions:
        if region not in known:
            text = f"{material.id}: unknown region {region}{yamldoc.nearest(region.upper(), known)}"
            wrong.append(yamldoc.problem_at(doc, (index, "regions"), text))
    for code in material.countries:
        if code not in known_countries():
            text = f"{material.id}: {code} is not a country code (ISO 3166, two letters)"
            wrong.append(yamldoc.problem_at(doc, (index, "countries"), text))
    for field in PERSONAL.intersection(material.notes):
        text = f"{material.id}: what you noted of {field} chooses nobody's news: it is personal"
        wrong.append(yamldoc.problem_at(doc, (index, "notes", field), text))
    for key, languages in (("text", material.text), ("translations", material.translations)):
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                text = f"{material.id}: {language} is not a language code (two letters: de, es, zh)"
                wrong.append(yamldoc.problem_at(doc, (index, key, language), text))
    if any(not path.strip() for path in material.attach):
        wrong.append(yamldoc.problem_at(doc, (index, "attach"), f"{material.id}: name the file to attach"))
    return tuple(wrong)
