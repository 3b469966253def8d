"""rules.yaml: the judgement that users edit most. A partial file is laid over the defaults, which are the contract's.

Public: `Rules`, `load`, `default`, `schema`. Every value is checked when the file is read, so that judging never fails
on a rule. Durations are `clock.Duration`; hours of a window are minutes after midnight on the window's clock.
"""

import itertools
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from assistant import yamldoc
from assistant.almanac import countries
from assistant.clock import Duration, parse_duration
from assistant.errors import Problem
from assistant.model import Grade, Stage

TOPICS = ("correction", "price-update", "product-update", "company-news", "exhibition", "visit", "holiday")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = ("ramadan", "chinese-new-year", "august", "golden-week", "christmas")
GROUPS = ("americas", "southeast-asia")  # further names of regions, as the contract spells them
MINUTES_A_DAY = 24 * 60
_DURATION_PATTERN = r"^[0-9]{1,4} +(minutes?|hours?|days?|working +days?|weeks?|months?)$"
_HOURS_PATTERN = r"^ *([01]?[0-9]|2[0-4]):([0-5][0-9]) *- *([01]?[0-9]|2[0-4]):([0-5][0-9]) *$"
_AMOUNT_PATTERN = r"^ *([0-9]+(?:\.[0-9]+)?) *([A-Z]{3}) *$"
_SIZE_PATTERN = r"^ *([0-9]{1,4}(?:\.[0-9]{1,3})?) *([kKM])B *$"
MOST_BYTES = 20_000_000  # what large providers take in one mail, a third of which is its encoding


class Amount(BaseModel):
    """A sum of money in a rule; sums compare only in the same currency (definitions "skip")."""

    model_config = ConfigDict(frozen=True)
    value: Decimal
    currency: str


def _duration(value: object) -> object:
    return parse_duration(value) if isinstance(value, str) else value


def _hours(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.match(_HOURS_PATTERN, value)
    if not found:
        raise ValueError('hours are written like "13:00-17:30"')
    start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if not start < end <= MINUTES_A_DAY:
        raise ValueError("the window must end after it starts, on the same day (24:00 at the latest)")
    return start, end


def _amount(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.match(_AMOUNT_PATTERN, value)
    if not found:
        raise ValueError('write a sum with its currency, like "200 USD"')
    return Amount(value=Decimal(found[1]), currency=found[2])


def _size(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.match(_SIZE_PATTERN, value)
    made = round(float(found[1]) * (1_000_000 if found[2] == "M" else 1_000)) if found else 0
    if not found or not 0 < made <= MOST_BYTES:
        raise ValueError(f'write a size like "5 MB" or "800 KB", at most {MOST_BYTES // 1_000_000} MB')
    return made


def _many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _upper(value: object) -> object:
    given = _many(value)
    return tuple(str(code).upper() for code in given) if isinstance(given, list | tuple) else given


def _word(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


_LENGTH_SCHEMA = {"type": "string", "pattern": _DURATION_PATTERN, "examples": ["3 working days", "2 weeks"]}
_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_SUM_SCHEMA = {"type": "string", "pattern": _AMOUNT_PATTERN}
Length = Annotated[Duration, BeforeValidator(_duration), WithJsonSchema(_LENGTH_SCHEMA)]
Hours = Annotated[
    tuple[int, int], BeforeValidator(_hours), WithJsonSchema({"type": "string", "pattern": _HOURS_PATTERN})
]
Sum = Annotated[Amount, BeforeValidator(_amount), WithJsonSchema(_SUM_SCHEMA)]
Size = Annotated[int, BeforeValidator(_size), WithJsonSchema({"type": "string", "pattern": _SIZE_PATTERN})]
Texts = Annotated[tuple[str, ...], BeforeValidator(_many), WithJsonSchema(_TEXTS)]
Countries = Annotated[tuple[str, ...], BeforeValidator(_upper), WithJsonSchema(_TEXTS)]
Day = Annotated[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], BeforeValidator(_word)]
Topic = Literal["correction", "price-update", "product-update", "company-news", "exhibition", "visit", "holiday"]
# YAML 1.2 editors read `no` as text, older ones as false: both are right.
Switch = Annotated[bool, WithJsonSchema({"enum": [True, False, "yes", "no"]})]
Count = Annotated[int, Field(ge=0, le=100_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _length(text: str) -> Duration:
    return parse_duration(text)


class QuietAfter(_Strict):
    """Silence of the customer after our last mail of that kind."""

    quote: Length = _length("3 working days")
    sample: Length = _length("5 working days")
    other: Length = _length("7 working days")
    holding: Length = _length("10 working days")


class Every(_Strict):
    """Rest between follow-ups; the shortest that applies wins (domain 001-20, 004-04)."""

    A: Length = _length("2 weeks")
    B: Length = _length("1 week")
    C: Length = _length("3 weeks")
    D: Length = _length("4 weeks")
    hot: Length = _length("3 days")
    sample: Length = _length("1 week")


class WindowRule(_Strict):
    """When a follow-up should be in front of the customer: weekdays and hours on one of two clocks (domain 004-05)."""

    days: tuple[Day, ...] = Field(min_length=1)
    hours: Hours  # minutes after midnight
    clock: Literal["customer", "seller"]


class Limits(_Strict):
    """How much the seller wants on the desk."""

    open_drafts: Count = 8
    per_day: Count = 20
    first_day: Count = 5
    per_company_per_week: Count = 2


class Ladder(_Strict):
    """After so many unanswered follow-ups something else than a mail (domain 001-22, 002-20)."""

    call: Count = 3
    change_person: Count = 4
    change_colleague: Count = 6
    rest: Count = 11


class Reminders(_Strict):
    """Grace after an absence, and when an unused draft is listed."""

    out_of_office_grace: Length = _length("1 working day")
    unused_draft_after: Length = _length("7 days")


class Conditions(_Strict):
    """What must hold of a customer to be skipped: every key that is given; lists mean any (definitions "skip")."""

    country: Countries = ()
    domain: Texts = ()
    stage: Annotated[tuple[Stage, ...], BeforeValidator(_many)] = ()
    grade: Annotated[tuple[Grade, ...], BeforeValidator(_many)] = ()
    quote_below: Sum | None = None
    quote_above: Sum | None = None
    products: Texts = ()


class SkipRule(_Strict):
    """Customers that are not followed up (domain 004-11); none by default (domain A.6-6)."""

    when: Conditions = Field(alias="if")
    because: str = "a skip rule applies"


class Cuts(_Strict):
    """Points out of 100 from which a grade is proposed (domain 002-17)."""

    A: Count = 60
    B: Count = 35
    C: Count = 15


class Grading(_Strict):
    """Weights in percent of the weighted score (domain 002-17)."""

    credit: Count = 10
    order_amount: Count = 30
    profit: Count = 60
    cuts: Cuts = Cuts()


_WORKWEEK = ("tue", "wed", "thu", "fri")
WINDOWS: Mapping[str, Mapping[str, Any]] = {
    "default": {"days": _WORKWEEK, "hours": "13:00-17:30", "clock": "customer"},
    "americas": {"days": _WORKWEEK, "hours": "17:00-18:00", "clock": "seller"},
    "southeast-asia": {"days": _WORKWEEK, "hours": "08:00-09:00", "clock": "seller"},
}
SEASON_RULES = {"ramadan": "soften", "chinese-new-year": "skip", "august": "soften", "golden-week": "skip"}


class Rules(_Strict):
    """All of rules.yaml, complete and checked."""

    quiet_after: QuietAfter = QuietAfter()
    every: Every = Every()
    min_gap: Length = _length("2 working days")
    windows: dict[str, WindowRule] = Field(default_factory=dict, validate_default=True)
    lead: Length = _length("12 hours")
    topics: tuple[Topic, ...] = TOPICS  # type: ignore[assignment]  # a tuple of those very words
    repeat_topic_after: Length = _length("90 days")
    seasons: dict[str, Literal["skip", "soften", "greet", "ignore"]] = Field(
        default_factory=dict, validate_default=True
    )
    answer_drafts: Switch = False
    attach_quote: Switch = False
    attach_at_most: Size = 5_000_000  # bytes of the files that one material sends along, together
    limits: Limits = Limits()
    only_quotes_younger_than: Length = _length("180 days")
    ladder: Ladder = Ladder()
    reminders: Reminders = Reminders()
    skip: tuple[SkipRule, ...] = ()
    grading: Grading = Grading()
    regions: dict[str, Countries] = {}  # overrides and additions to the almanac's regions

    @model_validator(mode="before")
    @classmethod
    def _laid_over_the_defaults(cls, value: Any) -> Any:
        """A key that is empty keeps its default; windows and seasons are laid over the built-in ones, key by key."""
        if not isinstance(value, Mapping):
            return value
        given = {key: inner for key, inner in value.items() if inner not in (None, "")}
        given["windows"] = _windows_over_defaults(given.get("windows", {}))
        if isinstance(given.get("seasons", {}), Mapping):
            given["seasons"] = SEASON_RULES | dict(given.get("seasons", {}))
        return given


def load(text: str, file: str) -> tuple[Rules | None, tuple[Problem, ...]]:
    """Return the rules of a file and everything wrong with it, with lines; None where there is a problem.

    An empty file is the defaults.
    """
    doc, problems = yamldoc.parse(text, file)
    if doc is None:
        return None, problems
    rules, invalid = yamldoc.validated(doc, Rules)
    problems = (*problems, *invalid)
    if rules is not None:
        problems = (*problems, *_contradictions(rules, doc))
    return (None if problems else rules), tuple(sorted(set(problems)))


@lru_cache(maxsize=1)
def default() -> Rules:
    """Return the rules of a user who changed nothing."""
    return Rules()


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of rules.yaml for editors; lengths of time are patterns."""
    made = Rules.model_json_schema(by_alias=True)
    # In a file no key is required: what is missing in a window comes from the built-in entry.
    made["$defs"]["WindowRule"].pop("required", None)
    made["properties"]["windows"]["default"] = {name: dict(entry) for name, entry in WINDOWS.items()}
    made["properties"]["seasons"]["default"] = SEASON_RULES
    made["properties"]["seasons"]["propertyNames"] = {"enum": list(SEASONS)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "followup rules.yaml", **made}


def _windows_over_defaults(given: Any) -> Any:
    if not isinstance(given, Mapping):
        return given
    own_default = given.get("default")
    base = {**WINDOWS["default"], **(own_default if isinstance(own_default, Mapping) else {})}
    merged: dict[str, Any] = {name: dict(entry) for name, entry in WINDOWS.items()}
    for name, entry in given.items():
        inherited = WINDOWS.get(name, base)
        merged[name] = {**inherited, **entry} if isinstance(entry, Mapping) else entry
    return merged


def _contradictions(rules: Rules, doc: yamldoc.Doc) -> list[Problem]:
    return [
        *_unknown_places(rules, doc),
        *_ladder_problems(rules.ladder, doc),
        *_cadence_problems(rules, doc),
        *_grading_problems(rules.grading, doc),
    ]


def _unknown_places(rules: Rules, doc: yamldoc.Doc) -> list[Problem]:
    codes = known_countries()
    found: list[Problem] = []
    for region, listed in rules.regions.items():
        for code in listed:
            if code not in codes:
                found.append(yamldoc.problem_at(doc, ("regions", region), _no_country(code)))
    places = ["default", *GROUPS, *countries.REGIONS, *rules.regions, *codes]
    for name in rules.windows:
        if name not in places and name.removeprefix("country-") not in codes:
            near = yamldoc.nearest(name, places) or yamldoc.nearest(name.upper(), places)
            text = f"unknown place {name}: write a country code (DE), a region (EU), or default{near}"
            found.append(yamldoc.problem_at(doc, ("windows", name), text))
    for name in rules.seasons:
        if name not in SEASONS:
            text = f"unknown season {name}{yamldoc.nearest(name, list(SEASONS))}"
            found.append(yamldoc.problem_at(doc, ("seasons", name), text))
    for index, entry in enumerate(rules.skip):
        path = ("skip", index, "if")
        if entry.when == Conditions():
            found.append(yamldoc.problem_at(doc, path, "a skip rule without a condition would skip everybody"))
        for code in entry.when.country:
            if code not in codes:
                found.append(yamldoc.problem_at(doc, (*path, "country"), _no_country(code)))
    return found


def _no_country(code: str) -> str:
    return f"{code} is not a country code (ISO 3166, two letters: DE, MX, AE)"


@lru_cache(maxsize=1)
def known_countries() -> frozenset[str]:
    """Return all ISO 3166 codes that belong to a region."""
    return frozenset().union(*countries.REGIONS.values())


def _ladder_problems(ladder: Ladder, doc: yamldoc.Doc) -> list[Problem]:
    steps = ["call", "change_person", "change_colleague", "rest"]
    found = []
    for lower, higher in itertools.pairwise(steps):
        if getattr(ladder, lower) >= getattr(ladder, higher):
            text = f"ladder: {higher} ({getattr(ladder, higher)}) must come after {lower} ({getattr(ladder, lower)})"
            found.append(yamldoc.problem_at(doc, ("ladder", higher), text))
    return found


def _cadence_problems(rules: Rules, doc: yamldoc.Doc) -> list[Problem]:
    found = []
    for name in Every.model_fields:
        if getattr(rules.every, name).number == 0:
            found.append(yamldoc.problem_at(doc, ("every", name), "a rest of nothing would write every day"))
    if rules.min_gap.number == 0:
        found.append(yamldoc.problem_at(doc, ("min_gap",), "min_gap must be at least 1 hour"))
    longest = max((getattr(rules.every, grade) for grade in "ABCD"), key=lambda length: length.rough())
    if rules.min_gap.rough() > longest.rough():
        text = f"min_gap ({rules.min_gap}) is longer than every rest between follow-ups (the longest is {longest})"
        found.append(yamldoc.problem_at(doc, ("min_gap",), text))
    for index, topic in enumerate(rules.topics):
        if topic in rules.topics[:index]:
            found.append(yamldoc.problem_at(doc, ("topics", index), f"{topic} stands in the list twice"))
    return found


def _grading_problems(grading: Grading, doc: yamldoc.Doc) -> list[Problem]:
    found = []
    total = grading.credit + grading.order_amount + grading.profit
    if total != 100:
        found.append(yamldoc.problem_at(doc, ("grading",), f"the weights must make 100 together, they make {total}"))
    cuts = grading.cuts
    if not 100 >= cuts.A > cuts.B > cuts.C >= 0:
        found.append(yamldoc.problem_at(doc, ("grading", "cuts"), "cuts must descend from A to C, within 0 to 100"))
    return found
