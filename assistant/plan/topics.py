"""An honest reason to write: unused, true, and fitting this customer (domain 001-17, 001-T1 to 001-T7).

Public: `choose`, `occasion_of`, `spent_topics`. Topics come from the seller's materials, from the calendar, and
from our own quote (correction and completion). Nothing is claimed that is not in materials, config or the record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from assistant.almanac import greetings
from assistant.almanac.notation import is_language_free, is_span
from assistant.almanac.seasons import seasons
from assistant.clock import Duration
from assistant.model import DraftState, History, Me, Occasion, PastDraft, RunnerUp, Standing
from assistant.plan import correction, notes, reorder
from assistant.plan.materials import Material, Materials, Unready
from assistant.plan.place import Place, place_of
from assistant.plan.record import Record, record_of
from assistant.plan.rules import Rules
from assistant.plan.scope import outside
from assistant.plan.words import Words

USED = frozenset({DraftState.SENT, DraftState.SENT_EDITED, DraftState.ANSWERED})
_A_YEAR = Duration(number=11, unit="months")  # moon feasts come eleven days earlier every year
_ASSISTANT = re.compile(r"\bassist|\bjunior\b|\btrainee\b|\bassistenz|助理|アシスタント|보조|ассистент", re.IGNORECASE)
AGAINST_US = frozenset({"price_objection", "spec_objection", "has_supplier"})  # signals: first of all an answer to it
COURTESIES = frozenset({"convenient", "compare"})  # nothing is wrong or open: another form of the same quote
HOLIDAY_WITHIN = 5  # working days before the day (definitions "Topics")


# Facts without which a topic says nothing and which are sentences: in another language they need a translation.
_SENTENCES = {
    "company-news": ("what", "means"),
    "visit": ("who", "when", "where"),
    "correction": ("what", "correct"),
    "exhibition": ("dates",),
    "price-update": ("conditions",),  # without them it would be another promise
}
_OF_A_PRODUCT = frozenset({"specification", "selling_point", "price", "status", "schedule", "picture"})  # one is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    occasion: Occasion
    source: Material | None
    rank: tuple[bool, int, int, int]  # tellable in their language, wanted, real news before courtesy, rules' order
    wanted_for: str = ""  # why it goes before others, for the seller


def choose(
    history: History, standing: Standing, rules: Rules, materials: Materials, me: Me, now: datetime
) -> tuple[Occasion | None, tuple[RunnerUp, ...]]:
    """Return the best unused, true occasion, or None, and the others with why they lost."""
    record, place = record_of(history, now), place_of(history, me)
    return choose_from(_Desk(history, standing, record, rules, materials, place, now, me.language))


@dataclass(frozen=True, slots=True)
class _Desk:
    history: History
    standing: Standing
    record: Record
    rules: Rules
    materials: Materials
    place: Place
    now: datetime
    language: str = "en"  # the seller's
    lately: frozenset[str] = field(init=False)  # what they said of late: it steers the topic (001-13, 001-14)

    def __post_init__(self) -> None:
        said = (signal.name for touch in self.record.humans[-3:] if touch.facts for signal in touch.facts.signals)
        object.__setattr__(self, "lately", frozenset(said))

    @property
    def today(self) -> date:
        return self.place.local(self.now).date()


def choose_for(
    history: History,
    standing: Standing,
    record: Record,
    rules: Rules,
    materials: Materials,
    place: Place,
    now: datetime,
    language: str,
) -> tuple[Occasion | None, tuple[RunnerUp, ...]]:
    """Return the same as `choose` for a record that is already in order; `language` is the seller's."""
    return choose_from(_Desk(history, standing, record, rules, materials, place, now, language))


def choose_from(desk: _Desk) -> tuple[Occasion | None, tuple[RunnerUp, ...]]:
    """Return the best candidate and the runners-up; equals are ordered by the file, so that two runs agree."""
    lost: list[RunnerUp] = []
    spent: dict[str, _Spent | None] = {topic: spent_until(topic, desk) for topic in desk.rules.topics}
    candidates = []
    words = Words(desk.record, desk.standing.quote, desk.history.settings)
    for occasion, source in _occasions(desk, words, lost):
        if occasion.topic not in spent:
            lost.append(RunnerUp(topic=occasion.topic, material=occasion.material, why="not among your topics"))
        elif (used := spent[occasion.topic]) is not None and (used.wholly or occasion.material is None):
            lost.append(RunnerUp(topic=occasion.topic, material=occasion.material, why=used.why, again=used.again))
        else:
            rank, why = _order(occasion, desk)
            candidates.append(_Candidate(occasion=occasion, source=source, rank=rank, wanted_for=why))
    if not candidates:
        return None, tuple(lost)
    first = max(candidate.rank for candidate in candidates)
    equals = [candidate for candidate in candidates if candidate.rank == first]
    best = equals[0] if len(equals) == 1 else max(equals, key=lambda one: _fit(one.source, words))
    for other in candidates:
        if other is not best:
            goes_first = f"{best.occasion.topic} comes first" + (f": {best.wanted_for}" if best.wanted_for else "")
            why = goes_first if other.rank != best.rank else "fits less well"
            if best.rank[0] and not other.rank[0]:
                why = "its facts are not written in their language"
            lost.append(RunnerUp(topic=other.occasion.topic, material=other.occasion.material, why=why))
    return best.occasion, tuple(lost)


@dataclass(frozen=True, slots=True)
class _Spent:
    """Why a topic may not be used again now."""

    why: str
    again: datetime | None  # until when; None: not in this spell
    wholly: bool = True  # False: a material that was never told may still bring it back


def spent_until(topic: str, desk: _Desk) -> _Spent | None:
    """Return why a topic may not be used again now; None where it is free.

    None twice within `repeat_topic_after`, and a discarded draft spends its topic for the spell. After that time the
    same silent spell allows it only with news never told (design 3.7). The holiday greeting comes once a year.
    """
    spell = desk.standing.last_inbound
    for draft in reversed(desk.history.drafts):
        if draft.topic != topic or draft.changed_at > desk.now:
            continue
        at = draft.placed_at or draft.changed_at
        in_spell = spell is None or draft.changed_at > spell
        if draft.state is DraftState.DISCARDED and in_spell:
            return _Spent(f"you discarded a draft about it on {desk.place.local(draft.changed_at):%d %B}", None)
        if draft.state not in USED:
            continue
        yearly = desk.place.after(at, _A_YEAR)
        if topic == "holiday" and desk.now < yearly:
            return _Spent(f"greeted on {desk.place.local(at):%d %B %Y}, once a year is enough", yearly)
        at = _sent_at(draft, desk)
        again, used = desk.place.after(at, desk.rules.repeat_topic_after), f"used on {desk.place.local(at):%d %B %Y}"
        if desk.now < again:
            return _Spent(f"{used}, free again after {desk.rules.repeat_topic_after}", again)
        if in_spell and topic != "holiday":
            return _Spent(f"{used}, and they have not answered since", None, wholly=False)
    return None


def _sent_at(draft: PastDraft, desk: _Desk) -> datetime:
    """Return when the customer got it, which may be weeks after it was laid out: the repeat is counted from there."""
    placed = draft.placed_at or draft.changed_at
    if draft.state is not DraftState.ANSWERED:
        return max(placed, draft.changed_at)  # of a sent draft the time of the sent mail
    # The answer's time hides it: our first mail since, because any mail of ours retires an open draft.
    since = (touch.at for touch in desk.record.all_ours if placed <= touch.at <= draft.changed_at)
    return min(since, default=placed)


def _order(occasion: Occasion, desk: _Desk) -> tuple[tuple[bool, int, int, int], str]:
    """Return (can be told in their language, wanted, is news, place in the rules' order), and what it is wanted for.

    What can be said in their language goes before what would have to be English. Of that, a season to greet comes
    first, then what they said against us, then their rhythm of orders and what the seller noted of them.

    Where nothing is missing in our quote, offering it in another form is a courtesy: any real occasion goes before it
    (001-17, "each follow-up needs a fine pretext"; docs/decisions/0020).
    """
    wanted, why = notes.leaning(occasion, desk.history.settings, desk.lately)
    if occasion.topic == "holiday" and is_greeting_season(desk):
        wanted, why = 3, "it is the season to greet"
    if occasion.point == reorder.POINT:  # it has its time, as a feast has; news can wait (004-07)
        wanted, why = 1, "the rhythm of their orders"
    is_courtesy = occasion.topic == "correction" and occasion.point in COURTESIES and occasion.material is None
    rank = _is_tellable(occasion, desk), wanted, not is_courtesy, -desk.rules.topics.index(occasion.topic)
    return rank, why


def _is_tellable(occasion: Occasion, desk: _Desk) -> bool:
    """Return whether the facts can stand in a letter of their language; else it would be one in the seller's.

    What is made of the quote or the calendar has words in every language; a material needs a translation of its
    sentences (contract `text`, `translations`), unless they are figures, names and dates.
    """
    spoken = desk.history.settings.language or _spoken(desk)
    if occasion.material is None or spoken is None or spoken == (occasion.language or desk.language):
        return True
    if spoken in occasion.text:
        return True
    there = occasion.translations.get(spoken, {})
    told = [value for name, value in occasion.facts.items() if name in _OF_A_PRODUCT and name not in there]
    if occasion.topic == "product-update" and there.keys().isdisjoint(_OF_A_PRODUCT):
        return any(is_language_free(value) for value in told)
    needed = set(_SENTENCES.get(occasion.topic, ())) - set(there)
    prose = (value for name, value in occasion.facts.items() if name in needed)
    return all(is_language_free(value) or is_span(value) for value in prose)


def _spoken(desk: _Desk) -> str | None:
    """Return the language of the one who last wrote; None where it is not known."""
    last = desk.record.humans[-1] if desk.record.humans else None
    people = {person.address: person.language for person in desk.history.people}
    return people.get(last.writer) if last is not None else None


def is_greeting_season(desk: _Desk) -> bool:
    """Return whether a season with `greet` lies over the customer's day."""
    return any(desk.rules.seasons.get(name) == "greet" for name in seasons(desk.place.country, desk.today))


def _occasions(desk: _Desk, words: Words, lost: list[RunnerUp]) -> Iterator[tuple[Occasion, Material | None]]:
    used = {d.material for d in desk.history.drafts if d.material and d.state in USED and d.changed_at <= desk.now}
    for material in desk.materials:
        unfit, again = _unfit(material, desk, words, used)
        if unfit is None:
            yield occasion_of(material), material
        else:
            lost.append(RunnerUp(topic=material.topic, material=material.id, why=unfit, again=again))
    ours = None
    if desk.standing.quote is not None:
        talk = [touch for touch in desk.history.touches if touch.at <= desk.now]
        ours = correction.from_quote(desk.standing.quote, desk.place, reader=_reader(desk), talk=talk)
        yield ours, None
    objected = not desk.lately.isdisjoint(AGAINST_US)
    next_order = reorder.from_orders(desk.record.humans, ours, desk.place, desk.now, objected=objected)
    if isinstance(next_order, Occasion):
        yield next_order, None
    elif next_order is not None:
        lost.append(next_order)
    greeting = greetings.greeting_ahead(desk.place.country, desk.today, HOLIDAY_WITHIN)
    if greeting is None and "holiday" in desk.rules.topics:
        ahead = _next_greeting(desk.place.country, desk.today)
        if ahead is not None:
            again = desk.place.start_of(ahead)
            lost.append(RunnerUp(topic="holiday", material=None, why="no holiday of theirs is near", again=again))
    elif greeting is not None and not notes.keeps(desk.history.settings, greeting.key):
        lost.append(RunnerUp(topic="holiday", material=None, why=f"{greeting.name} is no feast of theirs"))
    elif greeting is not None:
        facts = {"greeting": greeting.key, "holiday": greeting.name}  # no date: moon feasts are estimates
        yield Occasion(topic="holiday", point=greeting.key, material=None, facts=facts), None


def _reader(desk: _Desk) -> correction.Reader:
    """Return what record and dossier tell of the one who reads our quote (002-19, 002-21, 003-C2)."""
    settings = desk.history.settings
    told = [draft for draft in desk.history.drafts if draft.topic == "correction" and draft.state in USED]
    signed = next((t.facts.job_title or "" for t in desk.record.humans[-1:] if t.facts), "")
    return correction.Reader(
        too_dear="price_objection" in desk.lately or settings.is_noted("our_price", ("above", "high")),
        explained=any(phrase.startswith("correction.explain") for draft in told for phrase in draft.phrases),
        compares=settings.is_noted("price_asker", ("comparing", "compares")),
        reports=_ASSISTANT.search(settings.noted("position") or signed) is not None,
    )


@lru_cache(maxsize=4096)
def _next_greeting(country: str | None, day: date) -> date | None:
    """Return the next day on which a holiday lies near enough to greet; None: none within four months."""
    days = (day + timedelta(days=ahead) for ahead in range(1, 120))
    return next((then for then in days if greetings.greeting_ahead(country, then, HOLIDAY_WITHIN)), None)


def occasion_of(material: Material) -> Occasion:
    """Return the reason to write that a material is."""
    return Occasion(
        topic=material.topic,
        point=_point(material),
        material=material.id,
        facts=material.facts,
        text=material.text,
        language=material.language,
        translations=material.translations,
    )


def _point(material: Material) -> str:
    """Return the sub-point of domain 001-T1 and 001-T2 that the facts show; "" where any fits."""
    change = material.facts.get("change", "").strip().lower()
    if material.topic == "price-update":
        if change.startswith(("-", "−", "–", "minus")) or re.search(r"\b(lower|down|cheaper|less|decrease)", change):
            return "down"
        if change.startswith(("+", "plus")) or re.search(r"\b(higher|up|dearer|more|increase)", change):
            return "up"
    return "correct" if material.topic == "correction" else ""


def _unfit(material: Material, desk: _Desk, words: Words, used: set[str]) -> tuple[str | None, datetime | None]:
    """Return why a material may not be used for this customer now, and when it may; (None, None) where it may."""
    if material.since is not None and desk.today < material.since:
        return f"begins on {material.since:%d %B %Y}", desk.place.start_of(material.since)
    if material.last_day is not None and desk.today > material.last_day:
        return f"ended on {material.last_day:%d %B %Y}", None
    if material.id in used:
        return "told to this customer before", None
    quote = desk.standing.quote
    if material.topic == "price-update" and material.since is not None and quote is not None:
        quoted = desk.place.local(quote.at).date()
        if material.since <= quoted:  # whatever is written: "a change since we quoted to you" would be untrue
            return f"older than our quote of {quoted:%d %B %Y}, which has that price", None
    elsewhere = outside(material, desk.history, desk.place.country, desk.rules, words)
    return (material.why if elsewhere is None and isinstance(material, Unready) else elsewhere), None


def _fit(material: Material | None, words: Words) -> int:
    """Return how closely a fitting material is meant for this customer; the more exactly it is aimed the better."""
    if material is None:
        return 0
    named = material.facts.get("product", "")
    about = 4 if material.products else 3 if named and words.have(named) else 0  # `_unfit` has found the products
    narrowed = 2 * bool(material.countries) + 2 * bool(material.notes) + bool(material.regions)
    return about + 8 * bool(material.customers) + narrowed


def spent_topics(history: History, now: datetime) -> tuple[PastDraft, ...]:
    """Return the drafts whose topics count as used at `now`."""
    return tuple(d for d in history.drafts if d.state in USED and d.changed_at <= now)
