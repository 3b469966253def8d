"""Where a customer stands and what is to be done about it, with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant.model.history import Grade, Heat, Stage, Touch
from assistant.model.ids import CustomerNumber
from assistant.model.meaning import Colleague


class Quiet(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Action(StrEnum):
    ANSWER = "answer"
    DRAFT = "draft"
    CALL = "call"
    CHANGE_PERSON = "change_person"
    CHANGE_COLLEAGUE = "change_colleague"
    REST = "rest"
    WAIT = "wait"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    rule: str  # a rule name of definitions.md: coverage stop lost hold open_draft owe ...
    says: str  # one sentence for the seller


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One rule as it was weighed, for `followup explain`."""

    rule: str
    verdict: str  # allows delays stops
    until: datetime | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a customer stands at a moment: the three fields, and the silence."""

    grade: Grade
    stage: Stage
    heat: Heat
    quiet: Quiet
    quiet_since: datetime | None  # time of the base mail
    follow_ups: int
    base: Touch | None  # the mail whose silence is counted
    quote: Touch | None  # the latest quote of ours
    last_inbound: datetime | None  # last human mail
    last_outbound: datetime | None
    owed: Touch | None = None  # their mail that we must answer first
    hold: str | None = None  # a fact or person that stops it, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An honest reason to write: topic with the facts that may be claimed, and nothing else."""

    topic: str  # correction price-update product-update company-news exhibition visit holiday
    point: str  # sub-point of the topic ("complete", "up", "down", ...), "" = any
    material: str | None  # id in materials.yaml; None: from the calendar or the quote
    facts: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)  # the seller's own wording by language
    language: str = ""  # of the facts; "" = the seller's
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # facts by language


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """An occasion that was not taken, and why."""

    topic: str
    material: str | None
    why: str
    again: datetime | None = None  # when time alone makes it usable; None: never or not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do about a customer now, always with reasons; the first reason is the rule that decided."""

    customer: CustomerNumber
    action: Action
    because: tuple[Reason, ...]
    weighed: tuple[Weighed, ...] = ()
    standing: Standing
    due: datetime | None = None  # when it would be right to write, window included
    window: tuple[datetime, datetime] | None = None  # the window of `due`
    to: str | None = None
    cc: tuple[str, ...] = ()
    sender: str | None = None  # our address that carried the thread
    occasion: Occasion | None = None
    step: str | None = None  # key of this step: spell start + number within the spell; at most one draft for it
    soften: bool = False
    thread: Touch | None = None  # the message a draft answers
    colleague: Colleague | None = None  # who writes it from his own mailbox, for the first time; None: the usual seller
    runners_up: tuple[RunnerUp, ...] = ()  # occasions that lost; for showing, not stored with the decision

    @property
    def writes(self) -> bool:
        """Return whether a draft is to be laid out: a follow-up, or a first answer to an inquiry that waits for us."""
        return self.action is Action.DRAFT or (self.action is Action.ANSWER and self.occasion is not None)
