"""One pass, top to bottom: read every mailbox, settle our open drafts, judge who is due, place what is right.

This is the second text a newcomer reads (after docs/flow.md). `House` holds the parts; `wiring` builds it.
Each step can fail for one customer or one mailbox without stopping the others; what failed is on the shelf.
"""

import gc
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.daemon import placing, reading, watching
from assistant.daemon.house import House
from assistant.daemon.understanding import Understanding
from assistant.errors import AssistantError, FetchBroken, MailboxUnreachable
from assistant.ledger.store import Ledger
from assistant.model import Action, CustomerNumber, Decision, History
from assistant.plan.case import case_of
from assistant.plan.decide import arrange, decided, look_again
from assistant.plan.outlook import Outlook, floors_of, outlook_of, silent_until
from assistant.plan.rules import Rules

log = logging.getLogger(__name__)


class StaleReading(AssistantError):
    """No reading is fresh enough to place drafts by (reliability 9, rank 1)."""


BREAKS = 10  # of one mailbox's connection in one pass, while mails are fetched
RETRY_FAILED = timedelta(hours=1)
LOOK_AGAIN = timedelta(days=1)  # even where no date changes anything: holiday tables and zones do
NOW_AND_THEN = timedelta(days=7)  # at everybody, also those for whom no date and no rule can change anything
SPREAD_HOURS = 7 * 24  # those judged in one pass are not all looked at again in one pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PassReport:
    """What one pass did."""

    mailboxes: tuple[reading.MailboxReport, ...]
    decisions: tuple[Decision, ...] = ()
    placed: tuple[placing.Placed, ...] = ()


def read_all(
    house: House, now: datetime, progress: reading.Progress | None = None
) -> tuple[reading.MailboxReport, ...]:
    """Return a report per mailbox after reading each up to date; one that fails does not stop the others."""
    reports = []
    with house.understanding() as understanding:
        for name in house.connections.names:
            reports.append(_read_one(house, name, understanding, now, progress))
            _one_more_step(progress)
    house.ledger.derive(house.me, now)
    return tuple(reports)


def _read_one(
    house: House, name: str, understanding: Understanding, now: datetime, progress: reading.Progress | None
) -> reading.MailboxReport:
    """Return the report on one mailbox. Broken off while fetching, it goes on at once on a new connection.

    Those under way are then asked for one by one (`reading.read_mailbox`), down to the mail that the server stumbles
    over; that one is left out for the rest of the pass, so it counts one try a pass. A server that breaks off again
    and again is left alone like any other that cannot be reached.
    """
    new, breaks = 0, 0
    spared: set[tuple[str, int]] = set()
    while True:
        try:
            box = house.connections.get(name, now)
            report = reading.read_mailbox(box, name, house.ledger, understanding, now, progress, spared)
            return replace(report, new_messages=report.new_messages + new)
        except reading.Stopped:
            raise
        except AssistantError as error:
            breaks += 1
            if isinstance(error, FetchBroken) and breaks < BREAKS:
                house.connections.drop(name)
                if progress is not None:  # a sign of life, and where a stop is heeded
                    progress(error.folder, 0, len(error.uids))
                new += error.new_messages
                spared.update((error.folder, uid) for uid in error.uids if error.counted)
                continue
            log.warning("mailbox not read", extra={"mailbox": name, "error": type(error).__name__})
            if isinstance(error, MailboxUnreachable):
                house.connections.failed(name, error, now)
            problem = f"{error}; {error.next_step}" if error.next_step else str(error)
            house.ledger.mailbox_checked(name, now, problem)
            return reading.MailboxReport(name=name, new_messages=new, folders=(), problem=problem)


def _one_more_step(progress: reading.Progress | None) -> None:
    """Show that the pass goes on (the watchdog waits for it). Raises Stopped where the service is to end."""
    if progress is not None:
        progress("", 0, 0)


def run_pass(
    house: House,
    clock: datetime,
    *,
    at: datetime | None = None,
    read: bool = True,
    dry_run: bool = False,
    limit: int | None = None,
    only: CustomerNumber | None = None,
    progress: reading.Progress | None = None,
) -> PassReport:
    """Return what one whole pass did.

    `clock` is the real time: how fresh the reading is, is judged by it. `at` is the moment that is judged and stamped
    (`--at`), the same unless given. With `dry_run` nothing is written to any mailbox and no decision is remembered.
    """
    at = at or clock
    reports = read_all(house, clock, progress) if read else ()
    readable = _readable(house, reports, clock)
    if dry_run:
        wanted = _wanted(survey(house, at, None if only is None else (only,)), limit)
        return PassReport(mailboxes=reports, placed=placing.rehearse(house, wanted, at))
    _one_more_step(progress)
    watching.watch(house, readable, at, None if at == clock else at)
    _one_more_step(progress)
    numbers = (only,) if only is not None else house.ledger.numbers() if at != clock else None
    decisions = judge(house, at, numbers, remember_due=at == clock)
    _one_more_step(progress)
    placed = placing.place_all(house, _wanted(decisions, limit), readable, at, clock)
    return PassReport(mailboxes=reports, decisions=decisions, placed=placed)


def _readable(house: House, reports: Sequence[reading.MailboxReport], clock: datetime) -> frozenset[str]:
    """Return the mailboxes fresh enough to write into. Raises StaleReading when nothing was read lately."""
    if reports:
        return frozenset(report.name for report in reports if report.problem is None)
    fresh = [
        name
        for name in house.connections.names
        if (checked := house.checked_at(name)) is not None and abs(clock - checked) <= placing.FRESH
    ]
    if len(fresh) < len(house.connections.names):
        raise StaleReading("the mailbox was not read in the last 5 minutes", next_step="leave out --no-sync")
    return frozenset(fresh)


def _wanted(decisions: Sequence[Decision], limit: int | None) -> list[Decision]:
    return [decision for decision in decisions if decision.action is Action.DRAFT][:limit]


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
    histories = (placing.present(history, now) for history in ledger.histories(numbers, None if remember_due else now))
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
        silent = silent_until(judged.outlooks[decision.customer], floors, now)
        seldom = now + NOW_AND_THEN + timedelta(hours=decision.customer % SPREAD_HOURS)
        looks[decision.customer] = max(
            _next_look(decision, rules, now), seldom if silent is None else min(silent, seldom)
        )
    return looks


def _next_look(decision: Decision, rules: Rules, now: datetime) -> datetime:
    if decision.action is Action.DRAFT:
        return now
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
def _decide_all(house: House, histories: Iterable[History], now: datetime) -> Judged:
    coverage = house.coverage()
    loads = {name: placing.load_now(house, name, now) for name in house.connections.names}
    made: dict[str, list[Decision]] = {name: [] for name in loads}
    outlooks: dict[CustomerNumber, Outlook] = {}
    failed: dict[CustomerNumber, str] = {}
    for history in histories:
        number, name = history.customer.number, house.mailbox_of(history)
        try:
            case = case_of(history, coverage, house.rules, house.materials, loads[name], house.me, now)
            decision, outlooks[number] = decided(case), outlook_of(case)
        except Exception as error:  # the border per customer
            log.exception("customer not judged", extra={"customer": number})
            failed[number] = repr(error)
        else:
            made[name].append(decision)
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
