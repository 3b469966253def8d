"""A mailbox on an IMAP server: folders, states, changes, and the few writes, with a fallback for every extension.

Folders are opened by EXAMINE and left before STATUS; only `move` and `remove` SELECT. Names are the user's (decoded);
our own `Followup/...` is spelt with the server's delimiter and prefix on the wire and always with "/" here.
"""

import contextlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from assistant.errors import FetchBroken, FolderMissing, FolderRenumbered, MailboxUnreachable
from assistant.mail import writing
from assistant.mail.account import FolderChoice
from assistant.mail.answers import Answer, fetched, flags_of, status_of, statuses_of, tokens, uid_of, vanished
from assistant.mail.changes import Difference, by_listing, by_window, changed_flags, unchanged
from assistant.mail.connection import Connection, decode_name, encode_name
from assistant.mail.fetching import Reader
from assistant.mail.mailbox import Abilities, Batch, Folder, FolderState, Held, MailGone
from assistant.mail.roles import OURS, Listed, decide_roles
from assistant.mail.wire import quoted
from assistant.model import RawMail, Uid

_NOWHERE = '"followup-no-such-folder"'
_VIRTUAL = frozenset({"\\flagged", "\\important"})  # views of mails that lie elsewhere (RFC 6154, Gmail)


class ImapMailbox:
    """Fulfils `mailbox.Mailbox` on one connection."""

    def __init__(self, connection: Connection, choice: FolderChoice | None = None, batch: int = 250) -> None:
        self._wire, self._socket = connection.wire, connection.socket
        self._choice = choice or FolderChoice()
        names = connection.capabilities
        self._abilities = Abilities(
            uidplus="UIDPLUS" in names,
            move="MOVE" in names,
            condstore="CONDSTORE" in names or "QRESYNC" in names,
            qresync="QRESYNC" in names and "ENABLE" in names,
            idle="IDLE" in names,
            special_use="SPECIAL-USE" in names,
            literal_plus="LITERAL+" in names,
            names=names,
        )
        self._reader = Reader(self._wire, batch)
        self._spelling: dict[str, bytes] = {}  # our name -> the server's own bytes
        self._delimiter: str | None = None
        self._prefix = ""
        self._open: str | None = None
        self._qresync_on = False

    @property
    def abilities(self) -> Abilities:
        """Return what the server announced after the login."""
        return self._abilities

    def folders(self) -> tuple[Folder, ...]:
        """Return all folders that the user lets us read, with roles, sorted by name."""
        with self._wire.border():
            listed = self._list()
            roles = decide_roles(listed, self._choice)
            return tuple(
                Folder(name=item.name, role=roles[item.name], selectable=item.selectable)
                for item in sorted(listed, key=lambda item: item.name)
                if item.name in roles
            )

    def state(self, folder: str) -> FolderState:
        """Return the folder's state by STATUS, without opening it."""
        with self._wire.border():
            self._leave(folder)
            answer = self._wire(self._status(folder))
            if not answer.ok:
                raise self._refused(folder, answer)
            state = _state(status_of(answer.lines))
            if state is None:
                raise ValueError("a STATUS answer without UIDVALIDITY or MESSAGES")
            return state

    def states(self, folders: Iterable[str]) -> dict[str, FolderState]:
        """Return states by STATUS commands that are all sent before the first is answered: one round trip."""
        with self._wire.border():
            self._leave()
            wanted = list(folders)
            tags = self._wire.begin_all([self._status(folder) for folder in wanted]) if wanted else []
            answers = {folder: self._wire.end(tag) for folder, tag in zip(wanted, tags, strict=True)}
            told = {named: numbers for answer in answers.values() for named, numbers in statuses_of(answer.lines)}
            found = {folder: _state(told.get(self._raw(folder), {})) for folder, answer in answers.items() if answer.ok}
            return {folder: state for folder, state in found.items() if state is not None}

    def changes(self, folder: str, held: Held, now: FolderState | None = None) -> Iterator[Batch]:
        """Yield what changed; STATUS alone decides that nothing did."""
        with self._wire.border():
            now = now or self.state(folder)
            if held.state is not None and held.state.uidvalidity != now.uidvalidity:
                raise FolderRenumbered(folder, held.state.uidvalidity, now.uidvalidity)
            if unchanged(held, now) or (held.state is None and not held.uids and not now.exists):
                yield Batch(mails=(), state=now)  # nothing happened, or nothing is there and nothing was
                return
            is_new = held.state is None and held.flags_of is None  # then all is listed, whatever opening it tells
            opened = self._examine(folder, now, now.uidnext - 1 if is_new and now.uidnext else None)
            if opened.uidvalidity != now.uidvalidity:
                raise FolderRenumbered(folder, now.uidvalidity, opened.uidvalidity)
            difference, exists = self._compare(held, opened)
            try:
                yield from self._read(difference, opened, exists, held.suspects)
            except MailboxUnreachable as broken:
                if not self._reader.under_way:
                    raise
                uids = self._reader.under_way
                raise FetchBroken(str(broken), folder, uids, next_step=broken.next_step) from broken

    def headers(self, folder: str, first: int, last: int | None = None) -> tuple[RawMail, ...]:
        """Return mails by UID range, headers only, oldest first, as the folder is at this moment."""
        if last is not None and last < first:
            return ()
        with self._wire.border():
            return self._reader.headers(first, last) if self._examine(folder).exists else ()

    def uids(self, folder: str) -> tuple[Uid, ...]:
        """Return every UID in the folder now, ascending."""
        with self._wire.border():
            opened = self._examine(folder)
            last = opened.uidnext - 1 if opened.uidnext else None
            found = self._reader.listing(last, opened.exists, flags=False) if opened.exists else {}
            return tuple(Uid(uid) for uid in sorted(found))

    def whole(self, folder: str, uid: Uid) -> bytes | None:
        """Return one whole mail, None when it is not there."""
        with self._wire.border():
            self._examine(folder)
            return self._reader.whole(uid)

    def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None = None) -> Uid | None:
        """Store a mail; see `mailbox.Mailbox.append` for what each error makes certain."""
        with self._wire.border():
            self._wire.abandon()
            return writing.append(self._wire, self._name(folder), folder, raw, flags, at)

    def move(self, folder: str, uid: Uid, target: str) -> Uid | None:
        """Move one mail. Raises FolderMissing, MailGone (somebody was quicker), MailboxFull."""
        with self._wire.border():
            self._select(folder)
            if not writing.holds(self._wire, uid):
                raise MailGone(folder, uid)
            able = self._abilities
            name = self._name(target)
            return writing.move(self._wire, uid, name, target, can_move=able.move, can_expunge=able.uidplus)

    def remove(self, folder: str, uid: Uid) -> bool:
        """Remove one mail; False where it could only be flagged. True also when it was gone already."""
        with self._wire.border():
            self._select(folder)
            if not writing.holds(self._wire, uid):
                return True
            return writing.remove(self._wire, uid, can_expunge=self._abilities.uidplus)

    def create(self, folder: str) -> None:
        """Create and subscribe a folder; no error when it exists."""
        with self._wire.border():
            name = self._name(folder)
            answer = self._wire(f"CREATE {name}")
            if not answer.ok and not self._exists(folder):
                raise MailboxUnreachable(
                    f"the server refuses to create {folder} ({answer.text})",
                    next_step="create the folder in your mail program",
                )
            self._wire(f"SUBSCRIBE {name}")  # else many clients do not show it

    def close(self) -> None:
        """Log out; never raises."""
        with contextlib.suppress(Exception):
            if not self._wire.void:
                self._socket.settimeout(3)
                self._wire.abandon()
                self._wire.begin("LOGOUT")
        self._wire.give_up()

    # --- comparing ------------------------------------------------------------------------------------------------
    def _compare(self, held: Held, opened: FolderState) -> tuple[Difference, int]:
        """Return what to read, and how many mails the folder holds as far as the difference accounts for it."""
        then = held.state
        last = opened.uidnext - 1 if opened.uidnext else None
        if then is not None and then.uidnext is not None and last is not None:
            first = then.uidnext
            arrived = self._reader.listing(last, 0, flags=False, first=first) if last >= first else {}
            lost = then.exists + len(arrived) != opened.exists
            if not lost or self._can_resync(then):
                changed, gone = self._since(then, opened, first - 1)
                difference = by_window(held, first, arrived, gone)
                known = {uid: flags for uid, flags in changed.items() if uid < first or uid in held.uids}
                flags = changed_flags(held, known, known)
                watching = then.highestmodseq is not None and opened.highestmodseq is not None
                accounted = then.exists + len(arrived) - len(gone) == opened.exists
                if accounted and (watching or held.flags_of is None):
                    complete = Difference(fetch=difference.fetch, gone=difference.gone, flags=flags)
                    return complete, opened.exists
            if lost and not held.uids and then.exists:
                # The caller held back the UIDs and somebody removed a mail meanwhile: the next pass compares them,
                # because the state we return says more mails than the server has.
                return by_window(held, first, arrived, ()), then.exists + len(arrived)
        watched = held.flags_of is not None
        listed = self._reader.listing(last, opened.exists, flags=watched) if opened.exists else {}
        return by_listing(held, listed if watched else listed.keys()), max(opened.exists, len(listed))

    def _can_resync(self, then: FolderState) -> bool:
        return self._qresync_on and then.highestmodseq is not None

    def _since(self, then: FolderState, opened: FolderState, last: int) -> tuple[dict[int, frozenset[str]], set[int]]:
        """Return flags changed and UIDs gone since a state, by CONDSTORE or QRESYNC (RFC 7162 3.1.4.1, 3.2.6)."""
        if then.highestmodseq is None or opened.highestmodseq is None or last < 1:
            return {}, set()
        if then.highestmodseq == opened.highestmodseq:
            return {}, set()
        more = " VANISHED" if self._qresync_on else ""
        answer = self._wire(f"UID FETCH 1:{last} (UID FLAGS) (CHANGEDSINCE {then.highestmodseq}{more})")
        rows = ((uid_of(row), flags_of(row)) for row in fetched(answer.lines))
        return {uid: flags for uid, flags in rows if uid is not None}, vanished(answer.lines, last)

    def _read(
        self, difference: Difference, opened: FolderState, exists: int, suspects: Sequence[int]
    ) -> Iterator[Batch]:
        left = len(difference.fetch)
        missing: list[Uid] = []
        alone = [uid for uid in suspects if uid in difference.fetch]
        together = [uid for uid in difference.fetch if uid not in alone] if alone else difference.fetch
        asked = (together, *([Uid(uid)] for uid in alone))
        for mails, absent in itertools.chain.from_iterable(map(self._reader.batches, asked)):
            missing.extend(absent)
            left -= len(mails) + len(absent)
            if left > 0 or missing:
                yield Batch(mails=mails, remaining=left + len(missing))
            else:
                self._leave()
                yield self._last(mails, difference, opened, exists, ())
                return
        there = self._reader.still_there(missing) if missing else set()
        late = [mail for uid in missing if uid in there and (mail := self._reader.one(uid))]
        unreadable = tuple(uid for uid in missing if uid in there - {mail.uid for mail in late})
        exists -= len(set(missing) - there)  # expunged while we read
        self._leave()  # a folder that is deleted while it is open takes the connection with it
        yield self._last(tuple(late), difference, opened, exists, unreadable)

    @staticmethod
    def _last(
        mails: tuple[RawMail, ...], difference: Difference, opened: FolderState, exists: int, bad: tuple[Uid, ...]
    ) -> Batch:
        state = FolderState(
            uidvalidity=opened.uidvalidity,
            uidnext=opened.uidnext,
            exists=exists,
            highestmodseq=opened.highestmodseq,
        )
        return Batch(mails=mails, gone=difference.gone, flags=difference.flags, unreadable=bad, state=state)

    # --- folders --------------------------------------------------------------------------------------------------
    def _list(self) -> list[Listed]:
        names = self._abilities.names
        command = "XLIST" if "XLIST" in names and "SPECIAL-USE" not in names else "LIST"
        listed = self._parse_list(self._wire(f'{command} "" "*"'))
        marked = any(item.attributes & {"\\sent", "\\drafts", "\\trash", "\\junk"} for item in listed)
        if not marked and {"SPECIAL-USE", "LIST-EXTENDED"} <= names:
            answer = self._wire('LIST "" "*" RETURN (SPECIAL-USE)')  # RFC 6154 2: some tell only when asked
            listed = self._parse_list(answer) or listed
        return [item for item in listed if not item.attributes & _VIRTUAL]

    def _parse_list(self, answer: Answer) -> list[Listed]:
        rows: list[tuple[frozenset[str], str, bytes]] = []
        for line in answer.lines:
            found = re.match(rb"\* X?LIST ", line.text, re.IGNORECASE)
            if not found:
                continue
            items = tokens(line, found.end())
            if len(items) < 3 or not isinstance(items[0], list) or not isinstance(items[2], bytes):
                continue  # one odd name must not hide all the others
            attributes = frozenset(a.decode("ascii", "replace").lower() for a in items[0] if isinstance(a, bytes))
            rows.append((attributes, items[1].decode() if isinstance(items[1], bytes) else "", bytes(items[2])))
        self._delimiter = next((delimiter for _, delimiter, _ in rows if delimiter), "")
        self._prefix = _prefix([raw for _, _, raw in rows], self._delimiter)
        self._spelling = {self._display(decode_name(raw)): raw for _, _, raw in rows}
        back = {raw: name for name, raw in self._spelling.items()}
        dead = {"\\noselect", "\\nonexistent"}
        return [
            Listed(name=back[raw], delimiter=delimiter, attributes=attributes, selectable=not attributes & dead)
            for attributes, delimiter, raw in rows
        ]

    def _display(self, name: str) -> str:
        bare = name.removeprefix(self._prefix)
        if self._delimiter and (bare == OURS or bare.startswith(OURS + self._delimiter)):
            return bare.replace(self._delimiter, "/")
        return "INBOX" if name.upper() == "INBOX" else name

    def _name(self, folder: str) -> str:
        """Return the folder's name for a command line: the server's own bytes where it listed them."""
        if self._delimiter is None:
            self._list()
        raw = self._raw(folder)
        return quoted(raw) if raw.isascii() else '"' + raw.decode("latin-1") + '"'

    def _raw(self, folder: str) -> bytes:
        raw = self._spelling.get(folder)
        if raw is None:
            ours = folder == OURS or folder.startswith(OURS + "/")
            raw = encode_name(self._prefix + folder.replace("/", self._delimiter or "/") if ours else folder)
        return raw

    def _status(self, folder: str) -> str:
        items = "UIDVALIDITY UIDNEXT MESSAGES" + (" HIGHESTMODSEQ" if self._abilities.condstore else "")
        return f"STATUS {self._name(folder)} ({items})"

    def _exists(self, folder: str) -> bool:
        return any(item.name == folder for item in self._list())

    def _refused(self, folder: str, answer: Answer) -> Exception:
        """Return why a folder cannot be opened: not there, or a server that will not."""
        if answer.code.startswith("NONEXISTENT") or not self._exists(folder):
            self._spelling.pop(folder, None)
            return FolderMissing(folder)
        return MailboxUnreachable(f"the server does not open {folder} ({answer.text[:120]})")

    def _examine(self, folder: str, known: FolderState | None = None, last: int | None = None) -> FolderState:
        """Open read-only and return the state as of this moment. `last`: all up to that UID will be listed next."""
        if not self._abilities.qresync or self._qresync_on:
            return self._open_folder("EXAMINE", folder, known, last)
        self._leave()
        enabled = self._wire.begin("ENABLE QRESYNC")  # its answer comes with the folder's: a round trip less
        try:
            return self._open_folder("EXAMINE", folder, known, last)
        finally:
            self._qresync_on = self._wire.end(enabled).ok

    def _select(self, folder: str) -> None:
        self._open_folder("SELECT", folder, None, None)

    def _open_folder(self, verb: str, folder: str, known: FolderState | None, last: int | None) -> FolderState:
        name = self._name(folder)
        self._open = None
        option = " (CONDSTORE)" if self._abilities.condstore and not self._qresync_on else ""
        tag = self._wire.begin(f"{verb} {name}{option}")
        self._reader.list_ahead(last)
        answer = self._wire.end(tag)
        if not answer.ok:
            self._reader.list_ahead(None)
            raise self._refused(folder, answer)
        self._open = folder
        return _opened(answer, known)

    def _leave(self, folder: str | None = None) -> None:
        """Leave the open folder without EXPUNGE, because STATUS of an open folder may be stale (RFC 3501 6.3.10)."""
        if self._open is None or (folder is not None and self._open != folder):
            return
        self._open = None
        # CLOSE would expunge what the user flagged \Deleted, and pymap refuses it after EXAMINE. An EXAMINE that fails
        # leaves no folder open and expunges nothing (RFC 3501 6.3.1).
        self._wire.tell("UNSELECT" if "UNSELECT" in self._abilities.names else f"EXAMINE {_NOWHERE}")


def _state(numbers: Mapping[str, int]) -> FolderState | None:
    """Return what STATUS told; None where it lacks what it must tell."""
    if "UIDVALIDITY" not in numbers or "MESSAGES" not in numbers:
        return None
    return FolderState(
        uidvalidity=numbers["UIDVALIDITY"],
        uidnext=numbers.get("UIDNEXT") or None,
        exists=numbers["MESSAGES"],
        highestmodseq=numbers.get("HIGHESTMODSEQ") or None,
    )


def _opened(answer: Answer, known: FolderState | None) -> FolderState:
    exists = known.exists if known else 0
    for line in answer.lines:
        found = re.match(rb"\* (\d+) EXISTS", line.text, re.IGNORECASE)
        if found:
            exists = int(found[1])
    numbers = {name: answer.code_numbers(name) for name in ("UIDVALIDITY", "UIDNEXT", "HIGHESTMODSEQ")}
    found_numbers = {name: int(words[0]) for name, words in numbers.items() if words and words[0].isdigit()}
    uidvalidity = found_numbers.get("UIDVALIDITY", known.uidvalidity if known else 0)
    # UIDNEXT is optional in the answer to EXAMINE; STATUS was asked just before and can only be lower, never wrong
    uidnext = found_numbers.get("UIDNEXT") or (known.uidnext if known else None)
    return FolderState(
        uidvalidity=uidvalidity, uidnext=uidnext, exists=exists, highestmodseq=found_numbers.get("HIGHESTMODSEQ")
    )


def _prefix(names: list[bytes], delimiter: str) -> str:
    """Return "INBOX." where every folder lies below INBOX (Courier, Cyrus), else ""."""
    if not delimiter:
        return ""
    inbox = f"INBOX{delimiter}"
    others = [name.decode("latin-1") for name in names if name.upper() != b"INBOX"]
    return inbox if others and all(name.upper().startswith(inbox) for name in others) else ""
