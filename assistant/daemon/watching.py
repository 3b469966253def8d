"""What became of our drafts: seen in the mailbox, not assumed. Tracks them, and takes back what must not be sent.

Public: `watch`. Runs after every reading and before anything new is placed.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.daemon.desks import desk_of
from assistant.daemon.house import House
from assistant.drafts.desk import Desk
from assistant.drafts.sighting import Sighting
from assistant.drafts.track import sightings_of, track
from assistant.errors import AssistantError, FolderMissing
from assistant.model import OPEN_STATES, Direction, DraftState, History, JournalEntry, Role

log = logging.getLogger(__name__)
LOOKED_AT = frozenset({Role.DRAFTS, Role.SENT, Role.TRASH, Role.OURS})
FOLLOWED = OPEN_STATES | {DraftState.SENT, DraftState.SENT_EDITED, DraftState.DISCARDED}  # a late Sent copy corrects it
SLACK = timedelta(days=1)
TRY_AGAIN = timedelta(hours=1)


def watch(house: House, mailboxes: Collection[str], now: datetime, cut: datetime | None = None) -> None:
    """Bring every draft of ours in these mailboxes to the state the mailbox shows; withdraw what an answer overtook.

    `cut`: mail dated later does not exist (`--at`); None: all counts, also what a wrong clock dated ahead.
    Only for mailboxes that were just read completely: a mail not read yet would look like a discarded draft.
    """
    for name in sorted(mailboxes):
        try:
            desk = desk_of(house, name, now, lambda entry: _unwanted(house, entry, now, cut))
        except FolderMissing as missing:  # said by `followup check`; nothing can be placed or taken back meanwhile
            log.warning("no Drafts folder", extra={"mailbox": name})
            house.ledger.mailbox_checked(name, now, f"{missing}; {missing.next_step}")
            continue
        entries = house.ledger.entries(name, FOLLOWED)
        sightings = _sightings(house, name, entries)
        for entry in entries:
            try:
                _follow(house, desk, entry, sightings, now, cut)
            except AssistantError:
                raise
            except Exception as error:  # the border per customer
                log.exception("draft not followed", extra={"draft": entry.draft})
                house.ledger.shelve("draft", entry.draft, repr(error), now + TRY_AGAIN, now)
        desk.reconcile(now)


def _sightings(house: House, mailbox: str, entries: Sequence[JournalEntry]) -> tuple[Sighting, ...]:
    if not entries:
        return ()
    since = min(entry.placed_at or entry.changed_at for entry in entries) - SLACK
    return sightings_of(house.ledger.located(mailbox, LOOKED_AT, since), house.me.addresses)


def _follow(
    house: House,
    desk: Desk,
    entry: JournalEntry,
    sightings: Sequence[Sighting],
    now: datetime,
    cut: datetime | None,
) -> None:
    history = house.ledger.history(entry.customer, cut)
    changed = track(entry, sightings, _last_answer(history), _last_of_ours(history), now)
    if changed != entry:
        house.ledger.update(changed)
    why = _unwanted(house, changed, now, cut) if changed.state in (DraftState.WAITING, DraftState.EDITED) else None
    if why is not None and changed.phase != "withdrawing" and not changed.notice:
        changed = desk.withdraw(changed, why, now)
    if changed.state is not entry.state:
        log.info("draft changed", extra={"draft": entry.draft, "was": str(entry.state), "now": str(changed.state)})
        house.ledger.set_due({entry.customer: now})


def _unwanted(house: House, entry: JournalEntry, now: datetime, cut: datetime | None) -> str | None:
    """Return why a draft must not be placed or stay (any more); None: it may.

    The answer is compared with the silent spell, not with the draft: one that was dated earlier but read later counts.
    """
    history = house.ledger.history(entry.customer, cut)
    if history.settings.stop is not None:
        return "you said stop"
    spell = datetime.fromisoformat(entry.step.partition("#")[0])
    answer = _last_answer(history)
    if answer is not None and answer > spell:
        return "the customer has answered"
    today = now.astimezone(ZoneInfo(house.me.timezone)).date()
    ends = {material.id: material.until for material in house.materials}
    last_day = ends.get(entry.material) if entry.material else None
    return "its occasion has passed" if last_day is not None and last_day < today else None


def _last_answer(history: History) -> datetime | None:
    return max((touch.at for touch in history.touches if touch.is_human), default=None)


def _last_of_ours(history: History) -> datetime | None:
    """Return our last mail to the customer; the sent form of a draft is one too, and is recognised in Sent first."""
    ours = (touch.at for touch in history.touches if touch.direction is Direction.OUTBOUND and not touch.bounced)
    return max(ours, default=None)
