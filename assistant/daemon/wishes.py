"""Wishes that other commands left while the daemon holds the mailboxes: each is one pass, its report is the answer."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.reports import draft_result, sync_result
from assistant.errors import AssistantError

log = logging.getLogger(__name__)


def fulfil(house: House, now: datetime) -> int:
    """Return how many wishes were fulfilled; a wish that cannot be is answered with its problem."""
    wishes = house.ledger.wishes()
    for wish in wishes:
        try:
            result = _one(house, wish.kind, wish.payload, now)
        except AssistantError as error:
            log.warning("wish not fulfilled", extra={"wish": wish.id, "error": type(error).__name__})
            result = {"problem": str(error), "next_step": error.next_step}
        house.ledger.fulfil(wish.id, result, now)
    return len(wishes)


def _one(house: House, kind: str, payload: Mapping[str, Any], now: datetime) -> object:
    if kind == "sync":
        return sync_result(house, cycle.read_all(house, now), now)
    customer, limit = payload.get("customer"), payload.get("limit")
    only = house.ledger.find(str(customer)).number if customer else None
    report = cycle.run_pass(house, now, limit=int(str(limit)) if limit else None, only=only)
    return draft_result(house, report.placed, with_raw=False)
