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
from assistant.drafts.sighting import Sighting, is_as_placed
from assistant.drafts.track import sightings_of, track
from assistant.errors import AssistantError, FolderMissing
from assistant.model import OPEN_STATES, CustomerNumber, Direction, DraftState, History, JournalEntry, Role

log = logging.getLogger(__name__)
ON_THE_DESK = frozenset({Role.DRAFTS, Role.OURS})
GONE_TO = frozenset({Role.SENT, Role.TRASH})
SENT = frozenset({DraftState.SENT, DraftState.SENT_EDITED})  # may yet be answered
SETTLED = SENT | {DraftState.DISCARDED}  # a late Sent copy corrects it
LATE_COPY = timedelta(days=30)  # a laptop may send its outbox after a holiday
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
        except FolderMissing:  # said by sync, check and status; nothing can be placed or taken back meanwhile
            log.warning("no Drafts folder", extra={"mailbox": name})
            continue
        entries = _followed(house, name, now, cut)
        histories = _Histories(house, [entry.customer for entry in entries], cut)
        sightings = _sightings(house, name, entries, histories)
        for entry in entries:
            try:
                _follow(house, desk, entry, sightings, histories, now)
            except AssistantError:
                raise
            except Exception as error:  # the border per customer
                log.exception("draft not followed", extra={"draft": entry.draft})
                house.ledger.shelve("draft", entry.draft, repr(error), now + TRY_AGAIN, now)
        desk.reconcile(now)


class _Histories:
    """The histories of one watch, read together and each once."""

    def __init__(self, house: House, numbers: Sequence[CustomerNumber], cut: datetime | None) -> None:
        self._ledger, self._cut = house.ledger, cut
        read = house.ledger.histories(dict.fromkeys(numbers), cut)
        self._held = {history.customer.number: history for history in read}

    def of(self, number: CustomerNumber) -> History:
        if number not in self._held:  # merged into another one since
            self._held[number] = self._ledger.history(number, self._cut)
        return self._held[number]


def _followed(house: House, mailbox: str, now: datetime, cut: datetime | None) -> tuple[JournalEntry, ...]:
    """Return the drafts to look after: all that are open, and the settled ones of customers who are due.

    A settled draft changes only when mail comes, which makes its customer due.
    So a pass costs what lies on the desk and what changed, not what was ever written.
    """
    desk = house.ledger.entries(mailbox, OPEN_STATES)
    due = None if cut is not None else house.ledger.due(now)
    settled = house.ledger.entries(mailbox, SETTLED, due)
    recent = (entry for entry in settled if entry.state in SENT or now - entry.changed_at <= LATE_COPY)
    return tuple(sorted((*desk, *recent), key=lambda entry: (entry.placed_at or entry.changed_at, entry.draft)))


def _sightings(
    house: House, mailbox: str, entries: Sequence[JournalEntry], histories: _Histories
) -> tuple[Sighting, ...]:
    """Return our mails on the desk, and in Sent and Trash where a draft may have become one of them.

    A draft that lies in Drafts as we placed it, to somebody we have not written to since, was not sent.
    """
    wanted = [entry for entry in entries if entry.state not in SENT]
    if not entries:
        return ()
    own = house.writer_in(mailbox).addresses
    youngest = max(entry.changed_at for entry in entries)  # all of Drafts is given whatever its date
    seen = sightings_of(house.ledger.located(mailbox, ON_THE_DESK, _since(wanted) or youngest), own)
    gone = [entry for entry in wanted if not _lies_untouched(entry, seen, histories)]
    since = _since(gone)
    return seen if since is None else (*seen, *sightings_of(house.ledger.located(mailbox, GONE_TO, since), own))


def _since(entries: Sequence[JournalEntry]) -> datetime | None:
    first = min((entry.placed_at or entry.changed_at for entry in entries), default=None)
    return None if first is None else first - SLACK


def _lies_untouched(entry: JournalEntry, seen: Sequence[Sighting], histories: _Histories) -> bool:
    there = any(one.role is Role.DRAFTS and one.uid == entry.uid and is_as_placed(entry, one) for one in seen)
    if not there or entry.placed_at is None:
        return False
    ours = _last_of_ours(histories.of(entry.customer))
    return ours is None or ours < entry.placed_at - SLACK


def _follow(
    house: House,
    desk: Desk,
    entry: JournalEntry,
    sightings: Sequence[Sighting],
    histories: _Histories,
    now: datetime,
) -> None:
    history = histories.of(entry.customer)
    changed = track(entry, sightings, _last_answer(history), _last_of_ours(history), now)
    if changed != entry:
        house.ledger.update(changed)
    why = _why_not(house, changed, history, now) if changed.state in (DraftState.WAITING, DraftState.EDITED) else None
    if why is not None and changed.phase != "withdrawing" and not changed.notice:
        changed = desk.withdraw(changed, why, now)
    if changed.state is not entry.state:
        log.info("draft changed", extra={"draft": entry.draft, "was": str(entry.state), "now": str(changed.state)})
        house.ledger.set_due({entry.customer: now})


def _unwanted(house: House, entry: JournalEntry, now: datetime, cut: datetime | None) -> str | None:
    return _why_not(house, entry, house.ledger.history(entry.customer, cut), now)


def _why_not(house: House, entry: JournalEntry, history: History, now: datetime) -> str | None:
    """Return why a draft must not be placed or stay (any more); None: it may.

    The answer is compared with the silent spell, not with the draft: one that was dated earlier but read later counts.
    """
    if history.settings.stop is not None:
        return "you said stop"
    spell = datetime.fromisoformat(entry.step.partition("#")[0])
    answer = _last_answer(history)
    if answer is not None and answer > spell:
        return "the customer has answered"
    today = now.astimezone(ZoneInfo(house.me.timezone)).date()
    ends = {material.id: material.last_day for material in house.materials}
    last_day = ends.get(entry.material) if entry.material else None
    return "its occasion has passed" if last_day is not None and last_day < today else None


def _last_answer(history: History) -> datetime | None:
    return max((touch.at for touch in history.touches if touch.is_human), default=None)


def _last_of_ours(history: History) -> datetime | None:
    """Return our last mail to the customer; the sent form of a draft is one too, and is recognised in Sent first."""
    ours = (touch.at for touch in history.touches if touch.direction is Direction.OUTBOUND and not touch.bounced)
    return max(ours, default=None)
