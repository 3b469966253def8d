"""One customer at one moment, with everything the rules of judgement look at. Public: `Case`, `Load`, `case_of`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from assistant.almanac.seasons import seasons
from assistant.model import Coverage, CustomerNumber, DraftState, History, Me, PastDraft, Standing
from assistant.plan.cadence import Rest, rest
from assistant.plan.materials import Materials
from assistant.plan.place import Place, place_of, seller_place
from assistant.plan.quiet import Silence, silence_of
from assistant.plan.recipient import Recipient, recipient_of
from assistant.plan.record import Record, record_of
from assistant.plan.rules import Rules, WindowRule
from assistant.plan.standing import standing_of
from assistant.plan.window import Window, next_window, rule_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much lies on the desk of one mailbox now (definitions "Limits")."""

    open_drafts: int = 0  # drafts of ours that still lie in its Drafts
    placed_today: int = 0  # on this calendar day of me.timezone
    is_first_day: bool = False  # today is the first day on which this mailbox gets a draft
    placed_last_week: Mapping[CustomerNumber, int] = field(default_factory=dict)  # per company, in 7 x 24 hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is judged: the past in order, the rules, the desk, and the moment."""

    history: History
    coverage: Coverage
    rules: Rules
    materials: Materials
    load: Load
    me: Me
    now: datetime
    place: Place
    seller: Place
    record: Record
    silence: Silence
    standing: Standing
    recipient: Recipient
    rest: Rest
    season: str | None  # the season that softens today, for them or for us
    hours: tuple[str, WindowRule]  # the entry of `windows` that holds for them

    @property
    def today(self) -> date:
        """Return the customer's date."""
        return self.place.local(self.now).date()

    @property
    def spell_start(self) -> datetime | None:
        """Return when the present turn of ours began: their last human mail; None where they never wrote."""
        return self.standing.last_inbound

    def next_window(self, ready: datetime, *, ignore_closed: bool = False) -> Window | None:
        """Return the window of this customer that is open at `ready` or comes next."""
        return next_window(self.place, self.seller, self.rules, ready, ignore_closed=ignore_closed, named=self.hours)

    def one_rest_after(self, at: datetime) -> datetime:
        """Return the moment one `every` after `at` on the customer's calendar."""
        return self.place.after(at, self.rest.length)

    def discarded(self) -> tuple[PastDraft, ...]:
        """Return the drafts that the seller threw away in this spell, oldest first."""
        return tuple(draft for draft in self.retired() if draft.state is DraftState.DISCARDED)

    def retired(self) -> tuple[PastDraft, ...]:
        """Return the drafts of this spell that were thrown away or withdrawn, oldest first."""
        start, gone = self.spell_start, (DraftState.DISCARDED, DraftState.WITHDRAWN)
        return tuple(
            draft
            for draft in self.history.drafts
            if draft.state in gone and draft.changed_at <= self.now and (start is None or draft.changed_at > start)
        )


def case_of(
    history: History,
    coverage: Coverage,
    rules: Rules,
    materials: Materials,
    load: Load,
    me: Me,
    now: datetime,
) -> Case:
    """Return the case of a customer at `now`; everything that several rules need is worked out once."""
    place, seller = place_of(history, me), seller_place(me)
    record = record_of(history, now)
    silence = silence_of(record, coverage, rules, place, now)
    standing = standing_of(history, record, silence, place, now)
    season = season_with("soften", place, seller, rules, now)
    return Case(
        history=history,
        coverage=coverage,
        rules=rules,
        materials=materials,
        load=load,
        me=me,
        now=now,
        place=place,
        seller=seller,
        record=record,
        silence=silence,
        standing=standing,
        recipient=recipient_of(history, record, silence.base),
        rest=rest(standing, rules, soften=season is not None),
        season=season,
        hours=rule_for(place.country, rules),
    )


# Seasons that close the seller's own side too; the others are the customer's alone.
OURS_TOO = frozenset({"chinese-new-year", "golden-week"})


def season_with(what: str, place: Place, seller: Place, rules: Rules, at: datetime) -> str | None:
    """Return a season with that rule over the customer's day: theirs, or one of ours that stops our side."""
    day = place.local(at).date()
    theirs = seasons(place.country, day)
    own = [name for name in seasons(seller.country, day) if name in OURS_TOO]
    return next((name for name in (*theirs, *own) if rules.seasons.get(name) == what), None)
