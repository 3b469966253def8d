"""Finding our draft again without SEARCH: windows of UIDs, tails of folders (reliability.md 3.3, points 4 and 6).

Public: `Window`, `look`, `tail`. SEARCH is unsupported or wrong on QQ and Alimail, so only STATUS and FETCH are used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.drafts.sighting import Rung, Sighting, recognise, sighting_in
from assistant.errors import FolderMissing
from assistant.mail.mailbox import Mailbox
from assistant.model import JournalEntry, RawMail, Role, Uid

TAIL_BLOCK = 200  # mails per request when a folder is read from its end
TAIL_MAX = 4000  # mails; a draft in doubt for days in a busy Sent folder stays "ask the user"
DAY = timedelta(days=1)  # INTERNALDATE and our clock may disagree by a zone at most
MAX_WINDOW = 5000  # UIDs; a larger hole says nothing any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What lies in Drafts from the saved UIDNEXT on."""

    uidvalidity: int
    next_uid: int  # first UID the next mail can get, as far as can be known
    copies: tuple[Sighting, ...]  # ours by token or ids, lowest UID first
    gap: bool  # a UID of the window is missing, or the server does not let us know
    renumbered: bool  # UIDVALIDITY is not the saved one: `copies` are of the whole folder, `gap` is True


def look(mailbox: Mailbox, folder: str, entry: JournalEntry) -> Window:
    """Return what the folder holds of this draft, and whether something may have been taken out. Raises FolderMissing.

    The state is asked before the mails: a mail that comes in between is then outside the window and no false gap.
    """
    state = mailbox.state(folder)
    renumbered = entry.uidvalidity is not None and state.uidvalidity != entry.uidvalidity
    first = 1 if renumbered or entry.uidnext is None else entry.uidnext
    mails = mailbox.headers(folder, first)
    end = state.uidnext
    gap = renumbered or entry.uidnext is None or end is None or end < first or end - first > MAX_WINDOW
    if not gap and end is not None:
        gap = not set(range(first, end)) <= {int(mail.uid) for mail in mails}
    top = max((int(mail.uid) + 1 for mail in mails), default=first)
    return Window(
        uidvalidity=state.uidvalidity,
        next_uid=max(end or top, first),
        copies=ours_among(entry, mails, folder, Role.DRAFTS),
        gap=gap,
        renumbered=renumbered,
    )


def window_start(mailbox: Mailbox, folder: str) -> tuple[int, int]:
    """Return (UIDVALIDITY, UIDNEXT) of the folder; UIDNEXT from the UIDs where the server does not say (fault 18)."""
    state = mailbox.state(folder)
    if state.uidnext is not None:
        return state.uidvalidity, state.uidnext
    return state.uidvalidity, int(max(mailbox.uids(folder), default=Uid(0))) + 1


def ours_among(entry: JournalEntry, mails: tuple[RawMail, ...], folder: str, role: Role) -> tuple[Sighting, ...]:
    """Return the mails that carry the token or an id of this draft, lowest UID first."""
    seen = (sighting_in(mail, folder, role) for mail in mails)
    sure = [one for one in seen if recognise(entry, one) in (Rung.TOKEN, Rung.MESSAGE_ID)]
    return tuple(sorted(sure, key=lambda one: one.uid))


def elsewhere(mailbox: Mailbox, folder: str, role: Role, entry: JournalEntry, since: datetime) -> Sighting | None:
    """Return the draft as it lies in Sent or Trash, by the ladder, the surest hit first; None: not there.

    Texts are fetched only for mails of the same subject or thread to the same people.
    """
    best: tuple[Rung, Sighting] | None = None
    for mail in tail(mailbox, folder, since):
        seen = sighting_in(mail, folder, role)
        rung = recognise(entry, seen)
        if rung in (Rung.TOKEN, Rung.MESSAGE_ID) or {one.lower() for one in entry.to} & set(seen.to):
            seen = _whole(mailbox, folder, role, mail) or seen
            rung = recognise(entry, seen)
        if rung is not None and (best is None or rung < best[0]):
            best = rung, seen
    return best[1] if best else None


def tail(mailbox: Mailbox, folder: str, since: datetime) -> Iterator[RawMail]:
    """Yield the headers of the mails that came into the folder since then, newest blocks first; missing: none."""
    try:
        uids = mailbox.uids(folder)
    except FolderMissing:
        return
    for end in range(len(uids), max(0, len(uids) - TAIL_MAX), -TAIL_BLOCK):
        block = uids[max(0, end - TAIL_BLOCK) : end]
        mails = mailbox.headers(folder, int(block[0]), int(block[-1]))
        yield from mails
        # Not the single mail but the block decides: clients may append old mails with old dates.
        if mails and all(mail.received is not None and mail.received < since - DAY for mail in mails):
            return


def _whole(mailbox: Mailbox, folder: str, role: Role, mail: RawMail) -> Sighting | None:
    raw = mailbox.whole(folder, mail.uid)
    if raw is None:
        return None
    whole = RawMail(uid=mail.uid, flags=mail.flags, received=mail.received, size_bytes=len(raw), raw=raw, complete=True)
    return sighting_in(whole, folder, role)
