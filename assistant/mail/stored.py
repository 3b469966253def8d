"""What Maildir and mbox have in common: the reading half of the mailbox contract over numbered local mails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from assistant.errors import FolderRenumbered
from assistant.mail.changes import by_listing, unchanged
from assistant.mail.fetching import LIMIT_BYTES, cut_at_line
from assistant.mail.mailbox import Batch, FolderState, Held
from assistant.mail.outline import attachments_in, is_multipart
from assistant.model import RawMail, Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One mail as a local store has it."""

    raw: bytes  # whole, with CRLF
    flags: frozenset[str]
    changed: datetime  # when its file was written


class Shelf(Protocol):
    """One folder of a local store at one moment."""

    def state(self) -> FolderState: ...
    def listing(self) -> Mapping[int, frozenset[str]]: ...
    def read(self, uid: int) -> Stored | None: ...


def changes(folder: str, shelf: Shelf, held: Held, size: int) -> Iterator[Batch]:
    """Yield what changed since `held`, in parts of `size` mails (mailbox.Mailbox.changes)."""
    now = shelf.state()
    if held.state is not None and held.state.uidvalidity != now.uidvalidity:
        raise FolderRenumbered(folder, held.state.uidvalidity, now.uidvalidity)
    if unchanged(held, now):
        yield Batch(mails=(), state=now)
        return
    listed = shelf.listing()
    if held.state is not None and not held.uids and held.state.exists and held.state.uidnext:
        # The caller held its UIDs back because the states showed additions only (changes.needs_uids). If a mail left
        # meanwhile, the state we return says more mails than there are, and the next pass compares UIDs.
        then, first = held.state, held.state.uidnext
        held = Held(state=then, uids=frozenset(uid for uid in listed if uid < first), flags_of=held.flags_of)
        now = replace(now, exists=then.exists + len(listed) - len(held.uids))
    difference = by_listing(held, listed if held.flags_of is not None else listed.keys())
    left = len(difference.fetch)
    unreadable: list[Uid] = []
    for at in range(0, left, size):
        mails = []
        for uid in difference.fetch[at : at + size]:
            mail = raw_mail(shelf, uid)
            if mail is not None:
                mails.append(mail)
            elif uid in shelf.listing():
                unreadable.append(uid)
        left -= len(difference.fetch[at : at + size])
        if left > 0:
            yield Batch(mails=tuple(mails), remaining=left)
            continue
        yield _last(tuple(mails), difference.gone, difference.flags, tuple(unreadable), now)
        return
    yield _last((), difference.gone, difference.flags, (), now)


def _last(
    mails: tuple[RawMail, ...],
    gone: tuple[Uid, ...],
    flags: tuple[tuple[Uid, frozenset[str]], ...],
    unreadable: tuple[Uid, ...],
    now: FolderState,
) -> Batch:
    return Batch(mails=mails, gone=gone, flags=flags, unreadable=unreadable, state=now)


def headers(shelf: Shelf, first: int, last: int | None) -> tuple[RawMail, ...]:
    """Return mails by UID range, headers only, oldest first."""
    found = []
    for uid in sorted(shelf.listing()):
        if uid < first or (last is not None and uid > last):
            continue
        stored = shelf.read(uid)
        if stored is None:
            continue
        head, separator, _ = stored.raw.partition(b"\r\n\r\n")
        found.append(
            RawMail(
                uid=Uid(uid),
                flags=stored.flags,
                received=received_at(stored),
                size_bytes=len(stored.raw),
                raw=head + separator,
                complete=False,
            )
        )
    return tuple(found)


def raw_mail(shelf: Shelf, uid: Uid) -> RawMail | None:
    """Return one mail, cut like a server's; None when it cannot be read (any more)."""
    stored = shelf.read(uid)
    if stored is None:
        return None
    complete = len(stored.raw) <= LIMIT_BYTES
    return RawMail(
        uid=uid,
        flags=stored.flags,
        received=received_at(stored),
        size_bytes=len(stored.raw),
        raw=stored.raw if complete else cut_at_line(stored.raw[:LIMIT_BYTES]),
        complete=complete,
        attachments=attachments_in(stored.raw) if not complete and is_multipart(stored.raw) else None,
    )


def received_at(stored: Stored) -> datetime:
    """Return when the mail arrived: the time in its first Received header, else when its file was written.

    A file's time is no witness against the mail's own Date (definitions "Time" names Received alone): copies, restored
    backups and the envelopes of some clients' mbox files bear any time. So the later of the two is returned.
    """
    head = stored.raw.split(b"\r\n\r\n", 1)[0].replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")
    lines = head.split(b"\r\n")
    for line in lines:
        if line[:9].lower() == b"received:":
            at = _stamp(line.rsplit(b";", 1)[-1])
            if at is None:
                break
            return at
    dated = next((_stamp(line[5:]) for line in lines if line[:5].lower() == b"date:"), None)
    return max(stored.changed, dated) if dated is not None else stored.changed


def _stamp(text: bytes) -> datetime | None:
    try:
        at = parsedate_to_datetime(text.strip().decode("ascii", "replace"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def with_crlf(raw: bytes) -> bytes:
    """Return a mail with the line ends that the network uses, whatever the file has."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
