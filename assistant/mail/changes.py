"""What must be read of a folder: comparisons of what we hold with what the server says. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.mail.mailbox import FolderState, Held
from assistant.model import Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What to fetch and what to report."""

    fetch: tuple[Uid, ...]  # newest (highest) first
    gone: tuple[Uid, ...] = ()
    flags: tuple[tuple[Uid, frozenset[str]], ...] = ()


def unchanged(held: Held, now: FolderState) -> bool:
    """Return whether the two states prove that nothing we report can have happened.

    Equal UIDNEXT: nothing arrived; equal number besides: nothing left (UIDs are never reused, RFC 3501 2.3.1.1).
    Flags need an equal HIGHESTMODSEQ; without CONDSTORE they are only watched where `held.flags_of` is given.
    """
    then = held.state
    if then is None or then.uidnext is None or then.uidnext != now.uidnext or then.exists != now.exists:
        return False
    if then.uidvalidity != now.uidvalidity:
        return False
    if then.highestmodseq is not None and now.highestmodseq is not None:
        return then.highestmodseq == now.highestmodseq
    return held.flags_of is None


def needs_uids(then: FolderState | None, now: FolderState) -> bool:
    """Return whether `Held.uids` must be filled for `changes` to find what left the folder.

    False where the states show additions only (as many more mails as UIDs were given out) or no change at all.
    """
    if then is None or then.uidnext is None or now.uidnext is None:
        return True
    return now.uidnext - then.uidnext != now.exists - then.exists


def by_listing(held: Held, listed: Mapping[int, frozenset[str]] | Collection[int]) -> Difference:
    """Return the difference to a complete listing of the folder (a mapping where flags were asked for)."""
    present = frozenset(listed)
    new = present - held.uids
    flags = changed_flags(held, listed, present - new) if isinstance(listed, Mapping) else ()
    return Difference(fetch=newest_first(new), gone=_ascending(held.uids - present), flags=flags)


def by_window(held: Held, first: int, arrived: Collection[int], gone: Collection[int]) -> Difference:
    """Return the difference where everything below UID `first` is known, and `arrived` lists all from there on.

    Mails of an interrupted pass may be held from `first` on, and may have left again meanwhile.
    """
    left_again = {uid for uid in held.uids if uid >= first}.difference(arrived)
    left = set(gone) & held.uids if held.uids else {uid for uid in gone if uid < first}
    return Difference(fetch=newest_first(set(arrived) - held.uids), gone=_ascending(left | left_again))


def changed_flags(
    held: Held, listed: Mapping[int, frozenset[str]], known: Collection[int]
) -> tuple[tuple[Uid, frozenset[str]], ...]:
    """Return flags that differ from those held; all of the known mails where we hold no flags (CHANGEDSINCE)."""
    before = held.flags_of
    rows = [(Uid(uid), listed[uid]) for uid in sorted(set(known) & listed.keys())]
    if before is None:
        return tuple(rows)
    return tuple((uid, flags) for uid, flags in rows if before.get(uid) != flags)


def newest_first(uids: Collection[int]) -> tuple[Uid, ...]:
    """Return UIDs in the order we read them: the latest mail decides soonest."""
    return tuple(Uid(uid) for uid in sorted(uids, reverse=True))


def _ascending(uids: Collection[int]) -> tuple[Uid, ...]:
    return tuple(Uid(uid) for uid in sorted(uids))
