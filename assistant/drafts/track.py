"""What became of a draft: seen in Sent, changed in Drafts, gone, or overtaken by an answer. Pure.

Public: `track`, `sightings_of`. The states are those of definitions.md "Fate of a draft"; `sighting` says how a
mail is recognised.

A draft that is not in Drafts is neither sent nor discarded yet: neomutt deletes it the moment it is opened and puts it
back when postponed, every client renumbers it on save (ecosystem.md 4).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.drafts.sighting import Rung, Sighting, fate_of, is_as_placed, recognise, sighting_of, written_at
from assistant.model import DraftState, JournalEntry, Message, Role, Uid

GONE_PASSES = 2  # a draft must be missing in so many passes ...
GONE_FOR = timedelta(minutes=60)  # ... and for so long before it counts as discarded (definitions)
SENT_STATES = frozenset({DraftState.SENT, DraftState.SENT_EDITED})
ANSWERED_FIRST = "the customer has answered"
WRITTEN_SINCE = "another mail to the customer has been sent"
EDITED_STAYS = "edited by you and left in Drafts: {why}"
COPY_STAYS = "sent, but a copy still lies in Drafts"


def track(
    entry: JournalEntry,
    sightings: Sequence[Sighting],
    answered_at: datetime | None,
    outbound_at: datetime | None,
    now: datetime,
) -> JournalEntry:
    """Return the entry as this pass leaves it; the same value where nothing happened.

    `sightings`: our mails in Drafts, Sent, Trash and Followup/*, of a pass that read these folders completely (call it
    in no other, or a mail not read yet looks discarded). `answered_at`: the customer's last human mail; `outbound_at`:
    our last mail to the customer in any form. Both count only when later than the draft. None: there is none.

    A waiting draft to be taken back comes out as `waiting`, phase `withdrawing`, `notice` = why: `Desk.reconcile` or
    `Desk.withdraw` does it. Closed drafts may be passed too: a mail sent late corrects "discarded".
    """
    known = [(rung, one) for one in sightings if (rung := recognise(entry, one)) is not None]
    drafts = [(rung, one) for rung, one in known if one.role is Role.DRAFTS and not one.is_deleted]
    in_drafts = [one for rung, one in drafts if rung <= Rung.MESSAGE_ID]  # weaker ones may be the user's own drafts
    sent = _sent(entry, known, still_there=any(is_as_placed(entry, one) for one in in_drafts))
    if entry.state in SENT_STATES or entry.state is DraftState.ANSWERED or sent is not None:
        return _after_sending(entry, sent, in_drafts, answered_at)
    overtaken = _overtaken(entry, answered_at, outbound_at)
    if entry.state is DraftState.PLACING:
        return _unplaced(entry, overtaken, now)
    if in_drafts:
        return _in_drafts(entry, in_drafts, overtaken, now)
    if entry.state not in (DraftState.WAITING, DraftState.EDITED):
        return entry
    ours = [one for _, one in known if one.role is Role.OURS]
    if ours:  # moved by hand into one of our folders: approved for sending, a command, or put away
        away = any(one.folder.endswith("Withdrawn") for one in ours) and entry.phase != "withdrawing"
        found = replace(entry, missing_since=None, missing_passes=0)
        return replace(found, state=DraftState.WITHDRAWN, phase="", changed_at=now) if away else found
    return _missing(entry, overtaken, now)


def sightings_of(
    located: Iterable[tuple[Message, str, Role, Uid, frozenset[str]]], own: Collection[str]
) -> tuple[Sighting, ...]:
    """Return what `track` looks at: our own mails among (message, folder, role, UID, flags) rows of the ledger.

    `own`: our addresses in lower case. Mails of others are left out, because a customer's answer carries our token.
    """
    seen = (
        sighting_of(message, folder=folder, role=role, uid=uid, flags=flags, own=own)
        for message, folder, role, uid, flags in located
    )
    return tuple(one for one in seen if one is not None)


def _sent(entry: JournalEntry, known: Iterable[tuple[Rung, Sighting]], still_there: bool) -> Sighting | None:
    """Return the sent mail this draft became. The weak rungs do not count while the draft lies untouched in Drafts."""
    weakest = Rung.MESSAGE_ID if still_there else Rung.TEXT
    found = [(rung, one.at, one) for rung, one in known if _is_sent(entry, one) and rung <= weakest]
    return min(found, key=lambda hit: hit[:2])[2] if found else None


def _is_sent(entry: JournalEntry, seen: Sighting) -> bool:
    if seen.role is Role.TRASH:
        return fate_of(entry, seen) is not DraftState.DISCARDED
    return seen.role not in (Role.DRAFTS, Role.OURS) and not seen.is_draft


def _after_sending(
    entry: JournalEntry, sent: Sighting | None, in_drafts: Sequence[Sighting], answered_at: datetime | None
) -> JournalEntry:
    if entry.state is DraftState.ANSWERED:
        return entry
    if entry.state not in SENT_STATES and sent is not None:
        entry = replace(
            entry,
            state=fate_of(entry, sent),
            phase="",
            folder=sent.folder,
            uid=sent.uid,
            placed_at=entry.placed_at or entry.doubted_at or sent.at,
            changed_at=sent.at,
            missing_since=None,
            missing_passes=0,
            notice=COPY_STAYS if in_drafts else "",
        )
    if entry.notice == COPY_STAYS and not in_drafts:
        entry = replace(entry, notice="")
    if answered_at is not None and answered_at > entry.changed_at:
        return replace(entry, state=DraftState.ANSWERED, changed_at=answered_at)
    return entry


def _overtaken(entry: JournalEntry, answered_at: datetime | None, outbound_at: datetime | None) -> str | None:
    since = max(written_at(entry), entry.placed_at or entry.doubted_at or entry.changed_at)
    if answered_at is not None and answered_at > since:
        return ANSWERED_FIRST
    return WRITTEN_SINCE if outbound_at is not None and outbound_at > since else None


def _unplaced(entry: JournalEntry, overtaken: str | None, now: datetime) -> JournalEntry:
    if overtaken is None or entry.phase == "unwanted":
        return entry
    if entry.phase == "in_doubt":
        return replace(entry, phase="unwanted", notice=overtaken)
    return replace(entry, state=DraftState.WITHDRAWN, phase="", notice=overtaken, changed_at=now)


def _in_drafts(entry: JournalEntry, copies: Sequence[Sighting], overtaken: str | None, now: datetime) -> JournalEntry:
    edited = [one for one in copies if not is_as_placed(entry, one)]
    if entry.state is DraftState.WITHDRAWN and not edited and entry.phase == "recheck":
        return entry  # the desk looks again itself
    seen = edited[-1] if edited else copies[0]
    # Once touched it is the user's, also when a client later writes the old text; a draft put back by hand as well.
    touched = bool(edited) or entry.state in (DraftState.EDITED, DraftState.WITHDRAWN)
    state = DraftState.EDITED if touched else DraftState.WAITING
    phase = entry.phase if state is DraftState.WAITING and entry.state is DraftState.WAITING else ""
    found = replace(
        entry, folder=seen.folder, uid=seen.uid, missing_since=None, missing_passes=0, state=state, phase=phase
    )
    if state is not entry.state:
        found = replace(found, changed_at=now, notice="" if entry.state is not DraftState.WITHDRAWN else entry.notice)
    if overtaken is None or found.phase == "withdrawing":
        if state is DraftState.EDITED and entry.phase == "withdrawing":
            return replace(found, notice=EDITED_STAYS.format(why=entry.notice))
        return found
    if state is DraftState.EDITED:
        return replace(found, notice=EDITED_STAYS.format(why=overtaken))
    return replace(found, phase="withdrawing", notice=overtaken)


def _missing(entry: JournalEntry, overtaken: str | None, now: datetime) -> JournalEntry:
    since = entry.missing_since or now
    gone = replace(entry, missing_since=since, missing_passes=entry.missing_passes + 1)
    if overtaken is not None and not gone.notice:
        gone = replace(gone, notice=overtaken)
    if gone.missing_passes >= GONE_PASSES and now - since >= GONE_FOR:
        return replace(gone, state=DraftState.DISCARDED, phase="", changed_at=now)
    return gone
