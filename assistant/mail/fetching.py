"""Reading mails off an opened folder: bounded batches, newest first, sent ahead of their reading.

One mail is asked for as ``BODY.PEEK[]<0.16384>``: the fastest useful item on first contact, because the server need
not parse MIME for it (performance.md section 1). The next batches are on their way while one is being understood,
which hides the round trip; a server may interleave their answers, so everything is matched by UID.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.mail.answers import Line, Token, compact, fetched, flags_of, internal_date, uid_of
from assistant.mail.outline import attachments_of, is_multipart
from assistant.mail.wire import Wire
from assistant.model import RawMail, Uid

LIMIT_BYTES = 16384
AHEAD = 3  # batches under way
_ITEMS = f"(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.{LIMIT_BYTES}>)"
_UIDS = "(UID)"
_HEADER_ITEMS = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER])"


_BARE_ROW = re.compile(rb"\* \d+ FETCH \(UID (\d+)\)")
_NO_FLAGS: frozenset[str] = frozenset()


class Reader:
    """Reads lists of UIDs of the folder that is open on the wire."""

    def __init__(self, wire: Wire, batch: int) -> None:
        self._wire, self._size = wire, batch
        self._rows: dict[int, dict[bytes, Token]] = {}
        self._ahead: dict[str, bytes] = {}  # listings sent before their turn, and their tags
        self.under_way: tuple[Uid, ...] = ()  # asked for and not handed over yet; after a break: who may have caused it

    def batches(self, uids: Sequence[Uid]) -> Iterator[tuple[tuple[RawMail, ...], tuple[Uid, ...]]]:
        """Yield (mails newest first, UIDs that did not come) for parts of `uids`, which are newest first."""
        self.under_way = ()
        parts = [uids[at : at + self._size] for at in range(0, len(uids), self._size)]
        tags: list[bytes] = []
        ready: _Part | None = None  # complete but for its outlines, which travel while the next part is read
        self._wire.on_line = self._keep
        try:
            for number, uids_of_part in enumerate(parts):
                while len(tags) < min(number + AHEAD, len(parts)):
                    self.under_way += tuple(parts[len(tags)])
                    tags.append(self._wire.begin(f"UID FETCH {compact(parts[len(tags)])} {_ITEMS}"))
                self._wire.end(tags[number])
                part = self._part(uids_of_part)
                if ready is not None:
                    yield self._outlined(ready)
                ready = part
            if ready is not None:
                yield self._outlined(ready)
        finally:
            try:
                self._wire.abandon()
            finally:
                self._wire.on_line = None
                self._rows.clear()

    def one(self, uid: Uid) -> RawMail | None:
        """Return one mail, None where the server does not hand it out."""
        for mails, _ in self.batches([uid]):
            return mails[0] if mails else None
        return None

    def headers(self, first: int, last: int | None) -> tuple[RawMail, ...]:
        """Return the mails with UID first..last, headers only, oldest first."""
        end = "*" if last is None else str(last)
        answer = self._wire(f"UID FETCH {first}:{end} {_HEADER_ITEMS}")
        found: dict[int, RawMail] = {}
        for row in fetched(answer.lines):
            uid, head = uid_of(row), row.get(b"BODY[HEADER]")
            # "n:*" also names the last mail when its UID is below n (RFC 3501 6.4.8)
            if uid is None or uid < first or not isinstance(head, bytes):
                continue
            found[uid] = _mail(uid, row, head, complete=False)
        return tuple(found[uid] for uid in sorted(found))

    def whole(self, uid: Uid) -> bytes | None:
        """Return one whole mail; None when it is not there (Dovecot then hands out NIL or nothing)."""
        for row in fetched(self._wire(f"UID FETCH {uid} (UID BODY.PEEK[])").lines):
            body = row.get(b"BODY[]")
            if uid_of(row) == uid and isinstance(body, bytes) and body:
                return body
        return None

    def list_ahead(self, last: int | None) -> None:
        """Ask for all UIDs up to `last` right behind the command that opens a folder: a round trip less. None: do not.

        Its rows come after the folder's own answer. One that nobody wanted in the end is forgotten.
        """
        for tag in self._ahead.values():
            self._wire.forget(tag)
        self._ahead.clear()
        if last:
            command = f"UID FETCH 1:{last} {_UIDS}"
            self._ahead[command] = self._wire.begin(command)

    def listing(self, last: int | None, exists: int, *, flags: bool, first: int = 1) -> dict[int, frozenset[str]]:
        """Return the UIDs (with flags, where asked for) from `first` on.

        By UID range up to `last`; by sequence numbers where the server does not tell UIDNEXT or the count shows that
        it told a wrong one. Never by SEARCH: QQ and Alimail answer it wrongly.
        """
        items = "(UID FLAGS)" if flags else _UIDS
        found: dict[int, frozenset[str]] = {}
        if last is not None and last >= first:
            found = self._list(f"UID FETCH {first}:{last} {items}")
        if first == 1 and len(found) < exists:
            found |= self._list(f"FETCH 1:{exists} {items}")
        return {uid: row for uid, row in found.items() if uid >= first}

    def still_there(self, uids: Sequence[Uid]) -> set[int]:
        """Return which of the UIDs the server still lists, after giving it the chance to tell of expunges."""
        self._wire("NOOP")
        found: set[int] = set()
        for at in range(0, len(uids), self._size):
            found |= self._list(f"UID FETCH {compact(uids[at : at + self._size])} (UID)").keys()
        return found & set(uids)

    def _list(self, command: str) -> dict[int, frozenset[str]]:
        """Return what such a command lists, line by line: 50,000 rows are never held as text."""
        found: dict[int, frozenset[str]] = {}

        def take(line: Line) -> bool:
            bare = _BARE_ROW.fullmatch(line.text)
            if bare:
                found[int(bare[1])] = _NO_FLAGS
                return True
            rows = list(fetched((line,)))
            for row in rows:
                uid = uid_of(row)
                if uid is not None:
                    found[uid] = flags_of(row) or _NO_FLAGS
            return bool(rows)

        self._wire.on_line = take
        try:
            self._wire.end(self._ahead.pop(command, b"") or self._wire.begin(command))
        finally:
            self._wire.on_line = None
        return found

    def _keep(self, line: Line) -> bool:
        """Take a FETCH line as it comes, whichever of the commands under way it answers."""
        taken = False
        for row in fetched((line,)):
            taken = True
            uid = uid_of(row)
            if uid is not None:
                self._rows[uid] = self._rows.get(uid, {}) | row  # flags changed meanwhile come as a row of their own
        return taken

    def _part(self, uids: Sequence[Uid]) -> "_Part":
        """Return what came of these UIDs; asks for the outlines of mails whose attachments lie behind the cut."""
        mails: dict[Uid, RawMail] = {}
        for uid in uids:
            row = self._rows.pop(uid, {})
            body = row.get(b"BODY[]")
            if isinstance(body, bytes) and (body or row.get(b"RFC822.SIZE") == b"0"):
                mails[uid] = _mail(uid, row, body, complete=len(body) < LIMIT_BYTES)
        cut = [uid for uid, mail in mails.items() if not mail.complete and is_multipart(mail.raw)]
        tag = self._wire.begin(f"UID FETCH {compact(cut)} (UID BODYSTRUCTURE)") if cut else None
        return _Part(mails=mails, missing=tuple(uid for uid in uids if uid not in mails), cut=cut, tag=tag)

    def _outlined(self, part: "_Part") -> tuple[tuple[RawMail, ...], tuple[Uid, ...]]:
        """Return the part's mails with the names of attachments, waiting for their outlines."""
        if part.tag is not None:
            self._wire.end(part.tag)
        for uid in part.cut:
            structure = self._rows.pop(uid, {}).get(b"BODYSTRUCTURE")
            if structure is not None:
                part.mails[uid] = replace(part.mails[uid], attachments=attachments_of(structure))
        self.under_way = self.under_way[len(part.mails) + len(part.missing) :]  # parts are handed over in order
        return tuple(part.mails.values()), part.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A batch on its way."""

    mails: dict[Uid, RawMail]  # in the order asked for
    missing: tuple[Uid, ...]
    cut: list[Uid]
    tag: bytes | None  # of the command that asks for their outlines


def cut_at_line(raw: bytes) -> bytes:
    """Return what was cut in mid-line up to its last whole line."""
    end = raw.rfind(b"\r\n")
    return raw[: end + 2] if end >= 0 else raw


_NUMBER = re.compile(rb"\d{1,12}")


def _mail(uid: int, row: dict[bytes, Token], body: bytes, *, complete: bool) -> RawMail:
    size, date = row.get(b"RFC822.SIZE"), row.get(b"INTERNALDATE")
    size_bytes = int(size) if isinstance(size, bytes) and _NUMBER.fullmatch(size) else len(body)
    complete = complete or size_bytes == len(body) == LIMIT_BYTES  # exactly as long as the cut
    return RawMail(
        uid=Uid(uid),
        flags=flags_of(row),
        received=internal_date(date) if isinstance(date, bytes) else None,
        size_bytes=max(size_bytes, len(body)),
        raw=body if complete else cut_at_line(body),
        complete=complete,
    )
