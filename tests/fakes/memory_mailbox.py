"""A mail store in memory that fulfils `Mailbox`, with a user's hands on the other side and faults on request.

`MemoryServer` holds the folders; `MemoryMailbox` is one connection to it. Abilities can be taken away one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant.errors import (
    AppendInDoubt,
    AppendRefused,
    FolderMissing,
    FolderRenumbered,
    MailboxFull,
    MailboxUnreachable,
)
from assistant.mail.mailbox import Abilities, Batch, Folder, FolderState, Held, MailGone
from assistant.model import RawMail, Role, Uid

EVERYTHING = Abilities(uidplus=True, move=True)
ROLES = {"INBOX": Role.INBOX, "Drafts": Role.DRAFTS, "Sent": Role.SENT, "Trash": Role.TRASH}
HEADER_END = b"\r\n\r\n"


@dataclass(slots=True)
class MemoryFolder:
    uidvalidity: int
    uidnext: int = 1
    mails: dict[int, RawMail] = field(default_factory=dict)


class MemoryServer:
    """The folders, and the user's hands: `put`, `take`, `flag`. `clock` stamps what arrives."""

    def __init__(self, abilities: Abilities = EVERYTHING, *, tells_uidnext: bool = True) -> None:
        self.abilities, self.tells_uidnext = abilities, tells_uidnext
        self.folders = {name: MemoryFolder(uidvalidity=7 + n) for n, name in enumerate(ROLES)}
        self.late: list[tuple[str, bytes, frozenset[str], datetime]] = []
        self.clock = datetime(2026, 11, 3, 12, tzinfo=UTC)

    def put(self, folder: str, raw: bytes, flags: Sequence[str] = (), at: datetime | None = None) -> Uid:
        """Store a mail."""
        held = self.folders[folder]
        uid = Uid(held.uidnext)
        held.uidnext += 1
        held.mails[uid] = RawMail(
            uid=uid, flags=frozenset(flags), received=at or self.clock, size_bytes=len(raw), raw=raw, complete=True
        )
        return uid

    def take(self, folder: str, uid: int) -> RawMail | None:
        """Remove a mail for good."""
        return self.folders[folder].mails.pop(uid, None)

    def flag(self, folder: str, uid: int, *flags: str) -> None:
        """Add flags."""
        mail = self.folders[folder].mails[uid]
        self.folders[folder].mails[uid] = replace(mail, flags=mail.flags | set(flags))

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY and its mails new UIDs."""
        old = self.folders[folder]
        self.folders[folder] = MemoryFolder(uidvalidity=old.uidvalidity + 100)
        for mail in old.mails.values():
            self.put(folder, mail.raw, tuple(mail.flags), mail.received)

    def commit_late(self) -> None:
        """What a server held back commits now (the "zombie" of reliability.md 3.2)."""
        for folder, raw, flags, at in self.late:
            self.put(folder, raw, tuple(flags), at)
        self.late.clear()

    def live(self, folder: str) -> list[RawMail]:
        """Return the mails of a folder that are not flagged for removal."""
        return [mail for mail in self.folders[folder].mails.values() if "\\Deleted" not in mail.flags]


class MemoryMailbox:
    """One connection. `fault` strikes at the next APPEND and voids the connection as a real one would be.

    Faults: refused, full, before (never begun), lost (begun, not stored), reply_lost (stored), late (stored later).
    """

    def __init__(self, server: MemoryServer, fault: str = "") -> None:
        self.server, self.fault = server, fault
        self._void = False

    @property
    def abilities(self) -> Abilities:
        return self.server.abilities

    def folders(self) -> tuple[Folder, ...]:
        self._alive()
        names = sorted(self.server.folders)
        return tuple(
            Folder(name=name, role=ROLES.get(name, Role.OURS if name.startswith("Followup/") else Role.OTHER))
            for name in names
        )

    def state(self, folder: str) -> FolderState:
        held = self._folder(folder)
        uidnext = held.uidnext if self.server.tells_uidnext else None
        return FolderState(uidvalidity=held.uidvalidity, uidnext=uidnext, exists=len(held.mails))

    def states(self, folders: Iterable[str]) -> dict[str, FolderState]:
        return {folder: self.state(folder) for folder in folders if folder in self.server.folders}

    def changes(self, folder: str, held: Held, now: FolderState | None = None) -> Iterator[Batch]:
        there = self._folder(folder)
        if held.state is not None and held.state.uidvalidity != there.uidvalidity:
            raise FolderRenumbered(folder, held.state.uidvalidity, there.uidvalidity)
        flags_of = held.flags_of or {}
        yield Batch(
            mails=tuple(mail for uid, mail in sorted(there.mails.items(), reverse=True) if uid not in held.uids),
            gone=tuple(Uid(uid) for uid in sorted(held.uids - there.mails.keys())),
            flags=tuple(
                (Uid(uid), there.mails[uid].flags)
                for uid, flags in sorted(flags_of.items())
                if uid in there.mails and there.mails[uid].flags != flags
            ),
            state=self.state(folder),
        )

    def headers(self, folder: str, first: int, last: int | None = None) -> tuple[RawMail, ...]:
        held = self._folder(folder)
        chosen = [mail for uid, mail in sorted(held.mails.items()) if first <= uid and (last is None or uid <= last)]
        return tuple(
            replace(mail, raw=mail.raw.partition(HEADER_END)[0] + HEADER_END, complete=False) for mail in chosen
        )

    def uids(self, folder: str) -> tuple[Uid, ...]:
        return tuple(Uid(uid) for uid in sorted(self._folder(folder).mails))

    def whole(self, folder: str, uid: Uid) -> bytes | None:
        mail = self._folder(folder).mails.get(uid)
        return mail.raw if mail else None

    def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None = None) -> Uid | None:
        fault, self.fault = self.fault, ""
        self._folder(folder)
        if fault == "refused":
            raise AppendRefused("NO")
        if fault == "full":
            raise MailboxFull("NO [OVERQUOTA]")
        self._void = bool(fault)
        if fault == "before":
            raise MailboxUnreachable("closed")
        if fault == "late":
            self.server.late.append((folder, raw, frozenset(flags), at or self.server.clock))
        elif fault != "lost":
            uid = self.server.put(folder, raw, flags, at)
            if not fault:
                return uid if self.abilities.uidplus else None
        raise AppendInDoubt("closed after the first byte of APPEND")

    def move(self, folder: str, uid: Uid, target: str) -> Uid | None:
        there = self._folder(target)
        mail = self._folder(folder).mails.get(uid)
        if mail is None:
            raise MailGone(folder, uid)
        new = self.server.put(target, mail.raw, tuple(mail.flags), mail.received)
        assert new in there.mails
        if self.abilities.move or self.abilities.uidplus:
            self.server.take(folder, uid)
        else:
            self.server.flag(folder, uid, "\\Deleted")
        return new if self.abilities.uidplus else None

    def remove(self, folder: str, uid: Uid) -> bool:
        if self._folder(folder).mails.get(uid) is None:
            return True
        if self.abilities.uidplus:
            self.server.take(folder, uid)
        else:
            self.server.flag(folder, uid, "\\Deleted")
        return self.abilities.uidplus

    def create(self, folder: str) -> None:
        self._alive()
        self.server.folders.setdefault(folder, MemoryFolder(uidvalidity=50 + len(self.server.folders)))

    def close(self) -> None:
        self._void = True

    def _folder(self, name: str) -> MemoryFolder:
        self._alive()
        if name not in self.server.folders:
            raise FolderMissing(name)
        return self.server.folders[name]

    def _alive(self) -> None:
        if self._void:
            raise MailboxUnreachable("the connection is void")
