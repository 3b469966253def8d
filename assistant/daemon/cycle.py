"""One pass, top to bottom: read every mailbox, settle our open drafts, judge who is due, place what is right.

This is the second text a newcomer reads (after docs/flow.md). `House` holds the parts; `wiring` builds it.
Each step can fail for one customer or one mailbox without stopping the others; what failed is on the shelf.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.daemon import placing, reading, watching
from assistant.daemon.house import House
from assistant.daemon.judging import judge, survey
from assistant.daemon.understanding import Understanding
from assistant.errors import AssistantError, FetchBroken, MailboxUnreachable
from assistant.model import CustomerNumber, Decision

log = logging.getLogger(__name__)


class StaleReading(AssistantError):
    """No reading is fresh enough to place drafts by (reliability 9, rank 1)."""


BREAKS = 10  # of one mailbox's connection in one pass, while mails are fetched


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
            log.warning(
                "mailbox not read; followup status says why", extra={"mailbox": name, "error": type(error).__name__}
            )
            if isinstance(error, MailboxUnreachable):
                house.connections.failed(name, error, now)
            says = str(error).removeprefix(f"mailbox {name}: ")  # wherever it is told, the name stands before it
            problem = f"{says}; {error.next_step}" if error.next_step else says
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
    return [decision for decision in decisions if decision.writes][:limit]
