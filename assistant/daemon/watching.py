"""What became of our drafts: seen in the mailbox, not assumed. Settles the unfinished, then tracks the open ones.

Public: `watch`. Runs after every reading and before anything new is placed.
"""

import logging
from collections.abc import Collection
from datetime import datetime

from assistant.daemon.cycle import House
from assistant.daemon.desks import desk_of
from assistant.drafts.track import sighting_of, track
from assistant.errors import AssistantError
from assistant.model import OPEN_STATES, Direction, DraftState, History, JournalEntry, Role

log = logging.getLogger(__name__)
LOOKED_AT = frozenset({Role.DRAFTS, Role.SENT, Role.TRASH})
FOLLOWED = OPEN_STATES | {DraftState.SENT, DraftState.SENT_EDITED}  # a sent one may still be answered


def watch(house: House, mailboxes: Collection[str], now: datetime) -> None:
    """Bring every draft of ours in these mailboxes to the state the mailbox shows; withdraw what an answer overtook."""
    for name in mailboxes:
        entries = house.ledger.entries(name, FOLLOWED)
        if not entries:
            continue
        desk = desk_of(house, name, now)
        desk.reconcile(now)
        since = min(entry.placed_at or entry.changed_at for entry in entries)
        seen = [sighting_of(*located) for located in house.ledger.located(name, LOOKED_AT, since)]
        for entry in house.ledger.entries(name, FOLLOWED):
            try:
                _follow(house, desk, entry, seen, now)
            except AssistantError:
                raise
            except Exception as error:  # the border per customer
                log.exception("draft not followed", extra={"draft": entry.draft})
                house.ledger.shelve("draft", entry.draft, repr(error), now, now)
