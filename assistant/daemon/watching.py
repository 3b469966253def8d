"""What became of our drafts: seen in the mailbox, not assumed. Settles the unfinished, then tracks the open ones.

Public: `watch`. Runs after every reading and before anything new is placed.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from assistant.daemon.desks import desk_of
from assistant.daemon.house import House
from assistant.drafts.sighting import Sighting
from assistant.drafts.track import sightings_of, track
from assistant.errors import AssistantError
from assistant.model import OPEN_STATES, Direction, DraftState, History, JournalEntry, Role

log = logging.getLogger(__name__)
LOOKED_AT = frozenset({Role.DRAFTS, Role.SENT, Role.TRASH})
FOLLOWED = OPEN_STATES | {DraftState.SENT, DraftState.SENT_EDITED, DraftState.DISCARDED}  # a late Sent copy corrects it
SLACK = timedelta(days=1)
TRY_AGAIN = timedelta(hours=1)


def watch(house: House, mailboxes: Collection[str], now: datetime, cut: datetime | None = None) -> None:
    """Bring every draft of ours in these mailboxes to the state the mailbox shows; withdraw what an answer overtook.

    `cut`: mail dated later does not exist (`--at`); None: all counts, also what a wrong clock dated ahead.
    Only for mailboxes that were just read completely: a mail not read yet would look like a discarded draft.
    """
    for name in sorted(mailboxes):
        entries = house.ledger.entries(name, FOLLOWED)
        if not entries:
            continue
        desk = desk_of(house, name, now)
        since = min(entry.placed_at or entry.changed_at for entry in entries) - SLACK
        located = house.ledger.located(name, LOOKED_AT, since)
        sightings = sightings_of(located, house.me.addresses)
        for entry in entries:
            try:
                _follow(house, entry, sightings, now, cut)
            except AssistantError:
                raise
            except Exception as error:  # the border per customer
                log.exception("draft not followed", extra={"draft": entry.draft})
                house.ledger.shelve("draft", entry.draft, repr(error), now + TRY_AGAIN, now)
        desk.reconcile(now)


def _follow(
    house: House, entry: JournalEntry, sightings: Sequence[Sighting], now: datetime, cut: datetime | None
) -> None:
    history = house.ledger.history(entry.customer, cut)
    changed = track(entry, sightings, *_since(entry, history), now)
    if changed == entry:
        return
    house.ledger.update(changed)
    if changed.state is not entry.state:
        log.info("draft changed", extra={"draft": entry.draft, "was": str(entry.state), "now": str(changed.state)})
        house.ledger.set_due({entry.customer: now})


def _since(entry: JournalEntry, history: History) -> tuple[datetime | None, datetime | None]:
    """Return the customer's last human mail and our last mail to him; a stop by the user counts as a mail of ours.

    The sent form of this very draft is an outbound mail too: `track` recognises it in Sent first.
    """
    inbound = [touch.at for touch in history.touches if touch.is_human]
    outbound = [touch.at for touch in history.touches if touch.direction is Direction.OUTBOUND and not touch.bounced]
    if history.settings.stop is not None:
        outbound.append(datetime.max.replace(tzinfo=UTC))
    return max(inbound, default=None), max(outbound, default=None)
