"""Judgement over the ledger: who is due, what is decided for each, and when each is looked at again.

Public: `judge`, `survey`, `surveyed`, `silences`, `next_looks`, `Judged`, `load_now`, `present`. Nothing here reads or
writes a mailbox, and nothing finds words: a command that shows what is planned needs no more than this.
"""

import gc
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.daemon.house import House
from assistant.ledger.store import Ledger
from assistant.model import OPEN_STATES, Action, CustomerNumber, Decision, History, Quiet
from assistant.plan.case import case_of
from assistant.plan.decide import Load, arrange, decided, look_again
from assistant.plan.outlook import Outlook, floors_of, outlook_of, silent_until
from assistant.plan.rules import Rules
from assistant.plan.standing import quiet

log = logging.getLogger(__name__)
RETRY_FAILED = timedelta(hours=1)
LOOK_AGAIN = timedelta(days=1)  # even where no date changes anything: holiday tables and zones do
NOW_AND_THEN = timedelta(days=7)  # at everybody, also those for whom no date and no rule can change anything
SPREAD_HOURS = 7 * 24  # those judged in one pass are not all looked at again in one pass
WEEK = timedelta(days=7)


def judge(
    house: House, now: datetime, only: Collection[CustomerNumber] | None = None, *, remember_due: bool = True
) -> tuple[Decision, ...]:
    """Return the decisions for all due customers (or for `only`) in work order, limits applied, and remember them.

    The date when each is to be looked at again goes into the ledger's indexed due column, so that a pass costs what is
    due and not what is stored. Where the rules are others than last time, those are due too for whom they may matter.
    """
    ledger = house.ledger
    if only is None:
        ledger.plan_by(floors_of(house.rules), now)
    numbers = ledger.due(now) if only is None else only
    histories = (present(history, now) for history in ledger.histories(numbers, None if remember_due else now))
    judged = _decide_all(house, histories, now)
    arranged, failed = judged.arranged, judged.failed
    ledger.save_decisions(now, arranged)
    if remember_due:  # not for another moment than the present one (`--at`)
        looks = dict.fromkeys(numbers, now + NOW_AND_THEN)  # also of those merged into others: no customers any more
        looks |= dict.fromkeys(failed, now + RETRY_FAILED) | next_looks(judged, house.rules, now)
        ledger.set_due(looks, judged.outlooks)
    _mind_the_shelf(ledger, arranged, failed, now)
    _show_rungs(ledger, arranged, now)
    return arranged


def survey(house: House, at: datetime, only: Collection[CustomerNumber] | None = None) -> tuple[Decision, ...]:
    """Return the decision for every customer (or for `only`) at that moment, in work order; writes nothing."""
    return _decide_all(house, house.ledger.histories(only, at), at).arranged


def surveyed(
    house: House, at: datetime, only: Collection[CustomerNumber] | None = None
) -> list[tuple[History, Decision]]:
    """Return the same as `survey`, each decision with the history it was made from, which is read once."""
    held: dict[CustomerNumber, History] = {}

    def read() -> Iterator[History]:
        for history in house.ledger.histories(only, at):
            held[history.customer.number] = history
            yield history

    return [(held[decision.customer], decision) for decision in _decide_all(house, read(), at).arranged]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of judging some customers."""

    arranged: tuple[Decision, ...]  # in work order, mailbox by mailbox: limits are a mailbox's
    outlooks: Mapping[CustomerNumber, Outlook]
    failed: Mapping[CustomerNumber, str]  # who could not be judged, and the error


def next_looks(judged: Judged, rules: Rules, now: datetime) -> dict[CustomerNumber, datetime]:
    """Return when each is judged again if nothing happens before.

    Soon where work waits, daily where it might, and not before it can be due where that is certain; yet everybody now
    and then, so that an oversight in a summary cannot last.
    """
    floors = floors_of(rules)
    looks = {}
    for decision in judged.arranged:
        if decision.writes:
            looks[decision.customer] = now
            continue
        silent = silent_until(judged.outlooks[decision.customer], floors, now)
        seldom = now + NOW_AND_THEN + timedelta(hours=decision.customer % SPREAD_HOURS)
        looks[decision.customer] = max(
            _next_look(decision, rules, now), seldom if silent is None else min(silent, seldom)
        )
    return looks


def _next_look(decision: Decision, rules: Rules, now: datetime) -> datetime:
    when = look_again(decision, rules)
    return now + LOOK_AGAIN if when is None or when <= now else min(when, now + LOOK_AGAIN)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of reference cycles out: histories have none, and it would go through every mail again.

    That is half the time of judging many customers. What nobody holds any more is freed without it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def silences(house: House, at: datetime) -> Counter[Quiet]:
    """Return how many customers are silent at that moment and how many are not; far less work than judging them."""
    coverage = house.coverage()
    found: Counter[Quiet] = Counter()
    for history in house.ledger.histories(None, at, words=False):
        try:
            found[quiet(history, coverage, house.rules, house.me, at)] += 1
        except Exception:  # the border per customer
            log.exception("silence not judged", extra={"customer": history.customer.number})
    return found


@_uncollected()
def _decide_all(house: House, histories: Iterable[History], now: datetime) -> Judged:
    coverage, materials = house.coverage(), house.occasions
    loads = {name: load_now(house, name, now) for name in house.connections.names}
    made: dict[str, list[Decision]] = {name: [] for name in loads}
    outlooks: dict[CustomerNumber, Outlook] = {}
    failed: dict[CustomerNumber, str] = {}
    for history in histories:
        number, name = history.customer.number, house.mailbox_of(history)
        try:
            case = case_of(history, coverage, house.rules, materials, loads[name], house.me, now)
            decision, outlooks[number] = decided(case), outlook_of(case)
        except Exception as error:  # the border per customer
            log.exception("customer not judged", extra={"customer": number})
            failed[number] = repr(error)
        else:
            made[decision.colleague.mailbox if decision.colleague else name].append(decision)
    arranged = [one for name, decisions in made.items() for one in arrange(decisions, loads[name], house.rules)]
    return Judged(arranged=tuple(arranged), outlooks=outlooks, failed=failed)


def _mind_the_shelf(
    ledger: Ledger, arranged: Sequence[Decision], failed: Mapping[CustomerNumber, str], now: datetime
) -> None:
    for number, error in failed.items():
        ledger.shelve("customer", str(number), error, now + RETRY_FAILED, now)
    judged = {str(decision.customer) for decision in arranged}
    for item in ledger.shelf():
        if item.kind == "customer" and item.ref in judged:
            ledger.unshelve(item.kind, item.ref)


def _show_rungs(ledger: Ledger, decisions: Sequence[Decision], now: datetime) -> None:
    """A rung of the ladder is passed one `every` after it was first shown (definitions, ladder)."""
    for decision in decisions:
        since = decision.standing.quiet_since
        if decision.action in (Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE) and since is not None:
            ledger.rung_shown(decision.customer, str(decision.action), since, now)


def load_now(house: House, mailbox: str, now: datetime) -> Load:
    """Return how much lies on the desk of one mailbox: open drafts, today's, this week's per company."""
    zone = ZoneInfo(house.me.timezone)
    today = now.astimezone(zone).date()
    known = [one for one in house.ledger.on_desk(mailbox) if one.intended_at <= now]
    days = [one.intended_at.astimezone(zone).date() for one in known]
    return Load(
        open_drafts=sum(one.state in OPEN_STATES for one in known),
        placed_today=days.count(today),
        is_first_day=all(day >= today for day in days),
        placed_last_week=Counter(one.customer for one in known if now - one.intended_at < WEEK),
    )


def present(history: History, now: datetime) -> History:
    """Return the history with nothing in the future: what came already was written by now, whatever its clock says.

    A customer's answer that is dated some minutes ahead must count at once; waiting for its date could place a draft.
    """
    if all(touch.at <= now for touch in history.touches):
        return history
    return replace(history, touches=tuple(replace(touch, at=min(touch.at, now)) for touch in history.touches))
