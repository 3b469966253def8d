"""Wishes that other commands left while the daemon holds the mailboxes: each is one pass, its report is the answer.

Public: `fulfil`. An answer is `{"result", "said", "incomplete"}`, or `{"problem", "next_step", "usage"}`.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.reading import Progress, Stopped
from assistant.daemon.reports import draft_result, said_of, sync_result
from assistant.errors import AssistantError, WrongUsage

log = logging.getLogger(__name__)
Plain = dict[str, Any]


def fulfil(house: House, now: datetime, progress: Progress | None = None, leap: str | None = None) -> int:
    """Return how many wishes were fulfilled; a wish that cannot be is answered with its problem.

    `leap`: why nothing may be drafted now (the clock was set); None: nothing speaks against it.
    """
    wishes = house.ledger.wishes()
    for wish in wishes:
        try:
            if leap is not None and wish.kind != "sync":
                raise AssistantError(leap, next_step="set the clock right, or restart followup once it is right")
            result = _one(house, wish.kind, wish.payload, now, progress)
        except Stopped:
            raise  # the daemon ends; the next one finds the wish
        except AssistantError as error:
            log.warning("wish not fulfilled", extra={"wish": wish.id, "error": type(error).__name__})
            usage = isinstance(error, WrongUsage)
            result = {"problem": str(error), "next_step": error.next_step, "usage": usage}
        house.ledger.fulfil(wish.id, result, now)
    return len(wishes)


def _one(house: House, kind: str, payload: Mapping[str, Any], now: datetime, progress: Progress | None) -> Plain:
    if kind == "sync":
        if payload.get("rebuild"):
            rebuild(house, now)
            return {"result": sync_result(house, (), now), "said": [], "incomplete": False}
        reports = cycle.read_all(house, now, progress)
        incomplete = not all(box.complete for box in reports)
        return {"result": sync_result(house, reports, now), "said": [], "incomplete": incomplete}
    customer, at, dry_run = payload.get("customer"), payload.get("at"), bool(payload.get("dry_run"))
    report = cycle.run_pass(
        house,
        now,
        at=datetime.fromisoformat(at) if at else None,
        read=not payload.get("no_sync"),
        dry_run=dry_run,
        limit=payload.get("limit"),
        only=house.ledger.find(customer).number if customer else None,
        progress=progress,
    )
    return {
        "result": draft_result(house, report.placed, with_raw=dry_run),
        "said": said_of(report.mailboxes),
        "incomplete": not all(box.complete for box in report.mailboxes),
    }


def rebuild(house: House, now: datetime) -> None:
    """Understand every recorded message anew; needs no server."""
    with house.understanding() as understanding:
        house.ledger.rebuild(understanding.anew, house.me, now)
