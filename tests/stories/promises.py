"""What the assistant promises, checked after every pass of the simulated year against the truth of the story.

Public: `broken_after`, `PROMISES`. Each check yields sentences; none calls plan, facts or ledger. Windows, weekends and
holidays are worked out here a second time, from the definitions.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from tests.stories.cast import Fate
from tests.stories.letters import HUMAN, OURS, Meaning
from tests.stories.post import sentences_of
from tests.stories.year import Laid, Said, Year

LEAD = timedelta(hours=12)
OPEN_DRAFTS, PER_DAY, FIRST_DAY, PER_WEEK = 7, 3, 2, 2  # news.RULES
REPEAT_TOPIC_AFTER = timedelta(days=90)
QUIET_AFTER = {Meaning.QUOTES: 3, Meaning.SAMPLES: 5}
QUIET_AFTER_OTHER, QUIET_AFTER_HOLDING, MIN_GAP, SHORTEST_REST = 7, 10, 2, timedelta(days=3)
ORDER_RUNS, QUOTE_AGE = timedelta(days=90), timedelta(days=180)
AMERICAS, SOUTHEAST_ASIA = ("US", "CA", "MX", "BR"), ("VN", "SG")
OPEN_WEEKDAYS = (1, 2, 3, 4)  # Tuesday to Friday, in every entry of `windows`
ZONES = {
    "DE": "Europe/Berlin", "ES": "Europe/Madrid", "CH": "Europe/Zurich", "SA": "Asia/Riyadh", "CN": "Asia/Shanghai",
    "VN": "Asia/Ho_Chi_Minh", "JP": "Asia/Tokyo", "US": "America/New_York", "CZ": "Europe/Prague",
    "DK": "Europe/Copenhagen", "GB": "Europe/London", "FR": "Europe/Paris", "NL": "Europe/Amsterdam",
    "PT": "Europe/Lisbon", "TR": "Europe/Istanbul", "AT": "Europe/Vienna", "UA": "Europe/Kyiv",
    "SE": "Europe/Stockholm", "AU": "Australia/Sydney", "IT": "Europe/Rome", "PL": "Europe/Warsaw",
    "FI": "Europe/Helsinki", "CA": "America/Toronto", "AE": "Asia/Dubai", "IE": "Europe/Dublin", "IN": "Asia/Kolkata",
    "KR": "Asia/Seoul", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City", "HU": "Europe/Budapest",
    "ZA": "Africa/Johannesburg", "SG": "Asia/Singapore", "RO": "Europe/Bucharest", "NO": "Europe/Oslo",
    "": "Asia/Shanghai",
}  # fmt: skip
SHANGHAI = ZoneInfo("Asia/Shanghai")


def broken_after(year: Year, now: datetime, new: list[Laid]) -> list[str]:
    """Return every promise broken by the pass at `now`, which laid `new`; empty on a good day."""
    found = [says for check in AFTER_EVERY_PASS for says in check(year, now)]
    for one in new:
        found += [f"{name}: {says}" for name, check in PROMISES.items() for says in check(year, one)]
    return [f"{now:%Y-%m-%d %H:%M} {says}" for says in found]


# --- the desk as a whole ---------------------------------------------------------------------------------------------
def _no_draft_lies_for_one_who_answered(year: Year, now: datetime) -> Iterator[str]:
    for one in year.open_drafts():
        if one.state != "lying":
            continue
        later = [said for said in year.said[one.fate.name] if said.at > one.at]
        if any(said.meaning in HUMAN for said in later):
            yield f"overtaken: an untouched draft still lies for {one.fate.name}, who has answered"
        elif any(said.meaning in OURS for said in later):
            yield f"overtaken: an untouched draft still lies for {one.fate.name}, to whom the seller has written"


def _one_open_draft_each(year: Year, now: datetime) -> Iterator[str]:
    for name, count in Counter(one.fate.name for one in year.open_drafts()).items():
        if count > 1:
            yield f"one open draft: {count} lie for {name}"


def _limits_hold(year: Year, now: datetime) -> Iterator[str]:
    if len(year.open_drafts()) > OPEN_DRAFTS:
        yield f"limits: {len(year.open_drafts())} drafts are open"
    days = Counter(one.at.astimezone(SHANGHAI).date() for one in year.laid)
    today = days[now.astimezone(SHANGHAI).date()]
    if today > (FIRST_DAY if len(days) == 1 else PER_DAY):
        yield f"limits: {today} drafts today"
    week = Counter(one.fate.name for one in year.laid if now - one.at < timedelta(days=7))
    yield from (f"limits: {count} drafts to {name} in a week" for name, count in week.items() if count > PER_WEEK)


def _nothing_else_is_touched(year: Year, now: datetime) -> Iterator[str]:
    yield from (f"the seller's own: {path.parent.parent.name} lost a mail" for path in year.post.missing())
    yield from (f"the seller's own: a stranger lies in {path.parent.parent.name}" for path in year.post.strangers())


AFTER_EVERY_PASS = (
    _no_draft_lies_for_one_who_answered,
    _one_open_draft_each,
    _limits_hold,
    _nothing_else_is_touched,
)


# --- one new draft ---------------------------------------------------------------------------------------------------
def _we_owe_no_answer(year: Year, one: Laid) -> Iterator[str]:
    last = _last_human(year, one)
    if last is None:
        return
    ours = [said for said in _ours_since(year, one, last) if said.meaning is not Meaning.PROMISES]
    if last.meaning in (Meaning.ASKS, Meaning.REOPENS) and not ours:
        yield f"{one.fate.name} asked on {last.at:%d %b} and nobody answered"


def _nobody_said_stop(year: Year, one: Laid) -> Iterator[str]:
    yield from (
        f"{one.fate.name} was stopped on {said.at:%d %b}"
        for said in year.said[one.fate.name]
        if said.meaning is Meaning.STOPS
    )


def _no_refusal_stands(year: Year, one: Laid) -> Iterator[str]:
    turns = [said for said in year.said[one.fate.name] if said.meaning in HUMAN]
    turning = [said for said in turns if said.meaning in (Meaning.REFUSES, Meaning.REOPENS, Meaning.ORDERS)]
    if turning and turning[-1].meaning is Meaning.REFUSES:
        yield f"{one.fate.name} refused on {turning[-1].at:%d %b}"


def _no_order_runs(year: Year, one: Laid) -> Iterator[str]:
    said = year.said[one.fate.name]
    orders = [each for each in said if each.meaning in (Meaning.ORDERS, Meaning.ORDER_NOTICE)]
    quotes = [each for each in said if each.meaning is Meaning.QUOTES]
    if orders and orders[-1].at > quotes[-1].at and one.at - orders[-1].at < ORDER_RUNS:
        yield f"an order of {one.fate.name} runs"


def _silence_has_lasted(year: Year, one: Laid) -> Iterator[str]:
    last = _last_human(year, one)
    ours = _ours_since(year, one, last)
    if ours:
        quotes = [said for said in ours if said.meaning is Meaning.QUOTES]
        samples = [said for said in ours if said.meaning is Meaning.SAMPLES]
        base = (quotes or samples or ours[:1])[-1]
        days = QUIET_AFTER.get(base.meaning, QUIET_AFTER_OTHER)
    elif last is not None:
        base, days = last, QUIET_AFTER_HOLDING
    else:
        yield f"nobody ever wrote to {one.fate.name}"
        return
    if last is not None and last.until is not None and not ours:
        return  # `_named_days_are_kept` sees to it
    if one.at < _working_days_after(one.fate, base.at, days):
        yield f"only since {base.at:%d %b %H:%M} ({base.meaning}) for {one.fate.name}"


def _named_days_are_kept(year: Year, one: Laid) -> Iterator[str]:
    last = _last_human(year, one)
    if last is not None and last.until is not None and _local(one.fate, one.at).date() < last.until:
        yield f"{one.fate.name} named {last.until}"
    today = _local(one.fate, one.at).date()
    for said in year.said[one.fate.name]:
        if said.meaning is not Meaning.AWAY or said.until is None or (last is not None and said.at <= last.at):
            continue
        if said.writer in one.to and today <= said.until:
            yield f"{one.fate.name} is away until {said.until}"
        if said.writer not in one.to and today < said.until:
            yield f"{one.fate.name} is held by the seller until {said.until}"


def _gaps_are_kept(year: Year, one: Laid) -> Iterator[str]:
    contacts = [said for said in _until(year, one) if said.meaning in HUMAN | OURS]
    last = max(contacts, key=lambda said: said.at)
    if one.at < _working_days_after(one.fate, last.at, MIN_GAP):
        yield f"the last contact with {one.fate.name} was on {last.at:%d %b %H:%M}"
    ours = _ours_since(year, one, _last_human(year, one))
    address_died = any(said.meaning in (Meaning.LEFT, Meaning.BOUNCES) for said in year.said[one.fate.name])
    if len(ours) > 1 and one.at < ours[-1].at + SHORTEST_REST - timedelta(hours=1) and not address_died:
        yield f"the last follow-up to {one.fate.name} was on {ours[-1].at:%d %b %H:%M}"


def _the_quote_is_young(year: Year, one: Laid) -> Iterator[str]:
    quotes = [said for said in year.said[one.fate.name] if said.meaning is Meaning.QUOTES]
    if quotes and one.at - quotes[-1].at > QUOTE_AGE + timedelta(hours=2):
        yield f"the quote to {one.fate.name} is of {quotes[-1].at:%d %b}"


def _a_window_is_near(year: Year, one: Laid) -> Iterator[str]:
    zone = ZoneInfo(ZONES[one.fate.country])
    hours = (time(13), time(17, 30), zone)
    if one.fate.country in AMERICAS:
        hours = (time(17), time(18), SHANGHAI)
    if one.fate.country in SOUTHEAST_ASIA:
        hours = (time(8), time(9), SHANGHAI)
    start, end, clock = hours
    today = one.at.astimezone(clock).date()
    for day in (today, today + timedelta(days=1)):
        opens, closes = datetime.combine(day, start, clock), datetime.combine(day, end, clock)
        if day.weekday() in OPEN_WEEKDAYS and opens - LEAD <= one.at < closes:
            theirs = opens.astimezone(zone).date()
            if theirs.weekday() in _weekend(one.fate.country):
                yield f"{theirs:%A} is weekend in {one.fate.country} ({one.fate.name})"
            if theirs in _holidays(one.fate.country, theirs.year) or theirs in _holidays("CN", theirs.year):
                yield f"{theirs} is a holiday for {one.fate.name} or for us"
            return
    yield f"no window of {one.fate.name} opens within {LEAD}"


def _the_address_lives(year: Year, one: Laid) -> Iterator[str]:
    before = _until(year, one)
    dead = {said.writer for said in before if said.meaning is Meaning.LEFT}
    dead |= {one.fate.address() for said in before if said.meaning is Meaning.BOUNCES}
    known = {one.fate.address(), one.fate.address("other")} if one.fate.other else {one.fate.address()}
    for address in (*one.to, *one.cc):
        if address in dead:
            yield f"{one.fate.name}: that address is dead"
        elif address not in known:
            yield f"{one.fate.name}: that address was never confirmed"


def _topic_and_words_are_new(year: Year, one: Laid) -> Iterator[str]:
    sent = [other for other in year.laid if other.fate is one.fate and other.sent_at is not None and other is not one]
    for other in sent:
        assert other.sent_at is not None
        if other.topic == one.topic and one.at - other.sent_at < REPEAT_TOPIC_AFTER:
            yield f"{one.topic} was sent to {one.fate.name} on {other.sent_at:%d %b}"
        if one.material is not None and other.material == one.material:
            yield f"{one.material} was told to {one.fate.name} on {other.sent_at:%d %b}"
        for sentence in set(sentences_of(one.words)) & set(sentences_of(other.words)):
            yield f"{one.fate.name} has read on {other.sent_at:%d %b}: {sentence}"


PROMISES = {
    "owe": _we_owe_no_answer,
    "stop": _nobody_said_stop,
    "lost": _no_refusal_stands,
    "order": _no_order_runs,
    "quiet_after": _silence_has_lasted,
    "named_date": _named_days_are_kept,
    "min_gap": _gaps_are_kept,
    "age": _the_quote_is_young,
    "window": _a_window_is_near,
    "recipient": _the_address_lives,
    "topic": _topic_and_words_are_new,
}


# --- the story read back ---------------------------------------------------------------------------------------------
def _until(year: Year, one: Laid) -> list[Said]:
    return [said for said in year.said[one.fate.name] if said.at <= one.at]


def _last_human(year: Year, one: Laid) -> Said | None:
    humans = [said for said in _until(year, one) if said.meaning in HUMAN]
    return humans[-1] if humans else None


def _ours_since(year: Year, one: Laid, last: Said | None) -> list[Said]:
    bounced = {said.at for said in _until(year, one) if said.meaning is Meaning.BOUNCES}
    ours = [said for said in _until(year, one) if said.meaning in OURS and (last is None or said.at > last.at)]
    return [said for said in ours if not any(timedelta(0) < at - said.at < timedelta(hours=6) for at in bounced)]


def _local(fate: Fate, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(ZONES[fate.country]))


def _working_days_after(fate: Fate, at: datetime, days: int) -> datetime:
    local = _local(fate, at)
    day = local.date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() not in _weekend(fate.country) and day not in _holidays(fate.country, day.year)
    return datetime.combine(day, local.timetz().replace(tzinfo=None), local.tzinfo)


def _weekend(country: str) -> tuple[int, int]:
    return (4, 5) if country == "SA" else (5, 6)


@lru_cache
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year)) if country else frozenset()
