"""How completely each folder is read: the receipts on which "no answer came" stands.

Public: `advance`, `all_receipts`, `one_receipt`, `held_uids`, `suspects`, `drop_suspects`, `held_flags`, `renumber`,
`seen`, `mailbox_checked`, `checks`, `coverage`. When in doubt a folder is not complete (design 3.1).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, select, update

from assistant.ledger.dialect import Doors, chunks, upsert
from assistant.ledger.messages import drop_unsent
from assistant.ledger.recorded import Recorded
from assistant.ledger.tables import FOLDER, LOCATION, MAILBOX, UNREADABLE
from assistant.ledger.values import FolderReceipt, MailboxCheck, Position
from assistant.model import Coverage, Role

GIVE_UP_AFTER = 3  # tries to fetch a mail that the server lists but does not hand out (reliability 18)
BELIEVE_GONE_AFTER = timedelta(hours=24)  # a folder missing so long was deleted; before, LIST may just be lying
BELIEVE_EMPTY_AFTER = timedelta(hours=1)  # a folder that lost all its mail at once is looked at again by then
SUDDENLY = 10  # mails; fewer may well be deleted at once
MISSING = "is not on the server any more"
EMPTIED = "is suddenly empty"
IN_ORDER = 10  # mails at the old end of a batch whose youngest date bounds what is covered
NO_ANSWERS = frozenset({Role.DRAFTS, Role.OURS})


def advance(
    connection: Connection,
    mailbox: str,
    folder: str,
    role: Role,
    uidvalidity: int,
    mails: Sequence[Recorded],
    position: Position | None,
    remaining: int,
    at: datetime,
) -> None:
    """Note how far the folder is read after one batch: complete when `position` is given, else with `remaining`."""
    before = connection.execute(_folder(mailbox, folder)).first()
    row: dict[str, Any] = {"mailbox": mailbox, "name": folder, "role": role, "uidvalidity": uidvalidity}
    if position is not None and before is not None and _is_doubtful(before, position, at):
        row |= {"complete": False, "on_server": 0, "problem": EMPTIED}
    elif position is not None:
        row |= {
            "uidnext": position.uidnext,
            "exists": position.exists,
            "highestmodseq": position.highestmodseq,
            "complete": True,
            "checked_at": at,
            "covered_from": None,
            "on_server": position.exists,
            "missing_since": None,
            "problem": None,
        }
    else:
        was_complete = before is not None and before.complete and before.uidvalidity == uidvalidity
        row |= {
            "uidnext": before.uidnext if was_complete and before else None,
            "exists": before.exists if was_complete and before else None,
            "highestmodseq": before.highestmodseq if was_complete and before else None,
            "complete": False,
            "checked_at": before.checked_at if before else None,
            # A suspect may be younger than what was read after it: then nothing is covered for sure.
            "covered_from": None if suspects(connection, mailbox, folder) else _covered(before, mails, role),
            "on_server": _count(connection, mailbox, folder) + remaining,
            "missing_since": None,
            "problem": None,
        }
    upsert(connection, FOLDER, [row])


def _is_doubtful(before: Row[Any], position: Position, at: datetime) -> bool:
    """Return whether the folder was just emptied (`note_emptied`) and may be so by a fault of the server."""
    emptied = before.problem == EMPTIED and before.missing_since is not None and position.exists == 0
    return emptied and at - before.missing_since < BELIEVE_EMPTY_AFTER


def note_emptied(connection: Connection, mailbox: str, folder: str, removed: Sequence[int], at: datetime) -> None:
    """Doubt a folder that lost all its mail at once, unless that mail lies elsewhere (design 3.1).

    `removed`: the messages whose places were just dropped.
    """
    if len(removed) < SUDDENLY or _count(connection, mailbox, folder):
        return
    elsewhere = 0
    for part in chunks(removed):
        placed = select(func.count(LOCATION.c.message.distinct())).where(LOCATION.c.message.in_(part))
        elsewhere += connection.execute(placed).scalar_one()
    if elsewhere < len(removed):
        connection.execute(
            update(FOLDER)
            .where(FOLDER.c.mailbox == mailbox, FOLDER.c.name == folder)
            .values(complete=False, problem=EMPTIED, missing_since=at)
        )


def _covered(before: Row[Any] | None, mails: Sequence[Recorded], role: Role) -> datetime | None:
    """Return from when on a folder that is read newest first may be called complete; None where UIDs tell no order.

    Only new mail comes into INBOX and Sent in order of time; elsewhere the user files old mail at any time. Even there
    one moved mail must not make us believe too much: the youngest of the last ten counts.
    """
    if role not in (Role.INBOX, Role.SENT) or not mails:
        return before.covered_from if before is not None else None
    oldest = sorted(mails, key=lambda recorded: recorded.uid)[:IN_ORDER]
    return max(recorded.received or recorded.at for recorded in oldest)


def _folder(mailbox: str, folder: str) -> Select[Any]:
    return select(FOLDER).where(FOLDER.c.mailbox == mailbox, FOLDER.c.name == folder)


def _count(connection: Connection, mailbox: str, folder: str) -> int:
    counted = select(func.count()).where(LOCATION.c.mailbox == mailbox, LOCATION.c.folder == folder)
    return connection.execute(counted).scalar_one()


_COUNTED = select(LOCATION.c.mailbox, LOCATION.c.folder, func.count()).group_by(LOCATION.c.mailbox, LOCATION.c.folder)
_FOLDERS = select(FOLDER).order_by(FOLDER.c.mailbox, FOLDER.c.name)
_CHECKS = select(MAILBOX).order_by(MAILBOX.c.name)


def all_receipts(connection: Connection) -> tuple[FolderReceipt, ...]:
    """Return the receipts of all folders, sorted by mailbox and name."""
    held = {(mailbox, folder): count for mailbox, folder, count in connection.execute(_COUNTED)}
    return tuple(_receipt(row, held.get((row.mailbox, row.name), 0)) for row in connection.execute(_FOLDERS))


def one_receipt(connection: Connection, mailbox: str, folder: str) -> FolderReceipt | None:
    """Return the receipt of one folder; None: never read."""
    row = connection.execute(_folder(mailbox, folder)).first()
    return None if row is None else _receipt(row, _count(connection, mailbox, folder))


def _receipt(row: Row[Any], held: int) -> FolderReceipt:
    return FolderReceipt(
        mailbox=row.mailbox,
        folder=row.name,
        role=Role(row.role),
        uidvalidity=row.uidvalidity,
        uidnext=row.uidnext,
        exists=row.exists,
        highestmodseq=row.highestmodseq,
        complete=row.complete,
        checked_at=row.checked_at,
        covered_from=row.covered_from,
        on_server=row.on_server,
        held=held,
        problem=row.problem,
    )


def held_uids(connection: Connection, mailbox: str, folder: str) -> frozenset[int]:
    """Return the UIDs that need not be fetched: those held, and those given up after three tries."""
    held = select(LOCATION.c.uid).where(LOCATION.c.mailbox == mailbox, LOCATION.c.folder == folder)
    given_up = select(UNREADABLE.c.uid).where(
        UNREADABLE.c.mailbox == mailbox, UNREADABLE.c.folder == folder, UNREADABLE.c.tries >= GIVE_UP_AFTER
    )
    return frozenset(connection.execute(held).scalars()) | frozenset(connection.execute(given_up).scalars())


def suspects(connection: Connection, mailbox: str, folder: str) -> tuple[int, ...]:
    """Return the UIDs that were not had yet and are not given up, in the order to ask for them: least tried, newest."""
    tried = select(UNREADABLE.c.uid).where(
        UNREADABLE.c.mailbox == mailbox, UNREADABLE.c.folder == folder, UNREADABLE.c.tries < GIVE_UP_AFTER
    )
    return tuple(connection.execute(tried.order_by(UNREADABLE.c.tries, UNREADABLE.c.uid.desc())).scalars())


def drop_suspects(connection: Connection, mailbox: str, folder: str) -> None:
    """Forget who was suspected; those given up stay."""
    connection.execute(
        delete(UNREADABLE).where(
            UNREADABLE.c.mailbox == mailbox, UNREADABLE.c.folder == folder, UNREADABLE.c.tries < GIVE_UP_AFTER
        )
    )


def held_flags(connection: Connection, mailbox: str, folder: str) -> dict[int, frozenset[str]]:
    """Return the flags of every held mail of the folder."""
    held = select(LOCATION.c.uid, LOCATION.c.flags).where(LOCATION.c.mailbox == mailbox, LOCATION.c.folder == folder)
    return {uid: frozenset(flags.split()) for uid, flags in connection.execute(held)}


def renumber(connection: Connection, mailbox: str, folder: str) -> None:
    """Drop where the folder's mails lay and its receipt: its UIDs mean nothing any more.

    The messages stay, but for unsent drafts: their versions are told apart by UID, so they are read anew.
    """
    lay = select(LOCATION.c.message).where(
        LOCATION.c.mailbox == mailbox, LOCATION.c.folder == folder, LOCATION.c.message.is_not(None)
    )
    before = connection.execute(_folder(mailbox, folder)).first()
    drafts = before is not None and before.role == Role.DRAFTS
    numbers = list(connection.execute(lay).scalars()) if drafts else []
    for table in (LOCATION, UNREADABLE):
        connection.execute(delete(table).where(table.c.mailbox == mailbox, table.c.folder == folder))
    connection.execute(
        update(FOLDER)
        .where(FOLDER.c.mailbox == mailbox, FOLDER.c.name == folder)
        .values(
            uidvalidity=None,
            uidnext=None,
            exists=None,
            highestmodseq=None,
            complete=False,
            covered_from=None,
            problem="was renumbered by the server and is read again",
        )
    )
    for part in chunks(numbers):
        drop_unsent(connection, part)


def seen(doors: Doors, mailbox: str, folders: Iterable[tuple[str, Role]], at: datetime) -> tuple[FolderReceipt, ...]:
    """Compare what the server lists with what is held: new folders get an empty receipt, vanished ones a problem.

    A vanished folder stops being a gap when all its mails lie elsewhere (it was renamed or filed away), or after a day.
    Returns all receipts as they stand then; nothing is written where the server lists exactly what is held.
    """
    listed = dict(folders)
    with doors.reading() as connection:
        held = all_receipts(connection)
    known = {one.folder: None if one.problem == MISSING else one.role for one in held if one.mailbox == mailbox}
    if known and known == listed:
        return held
    with doors.writing() as connection:
        _compare(connection, mailbox, listed, at)
        return all_receipts(connection)


def _compare(connection: Connection, mailbox: str, listed: Mapping[str, Role], at: datetime) -> None:
    known = {row.name: row for row in connection.execute(select(FOLDER).where(FOLDER.c.mailbox == mailbox))}
    new = [
        {
            "mailbox": mailbox,
            "name": name,
            "role": role,
            "complete": False,
            "on_server": 0,
            "problem": "not read yet",
        }
        for name, role in listed.items()
        if name not in known
    ]
    upsert(connection, FOLDER, new)
    upsert(connection, MAILBOX, [{"name": mailbox}])
    for name, row in known.items():
        this = and_(FOLDER.c.mailbox == mailbox, FOLDER.c.name == name)
        if name in listed:
            if row.problem == MISSING:
                back = {"complete": False, "problem": "was missing and is compared again", "missing_since": None}
                connection.execute(update(FOLDER).where(this).values(role=listed[name], **back))
            elif row.role != listed[name]:
                connection.execute(update(FOLDER).where(this).values(role=listed[name]))
            continue
        since = row.missing_since if row.problem == MISSING else at
        if at - since >= BELIEVE_GONE_AFTER or _all_elsewhere(connection, mailbox, name):
            _drop_folder(connection, mailbox, name)
        else:
            connection.execute(update(FOLDER).where(this).values(complete=False, missing_since=since, problem=MISSING))


def _all_elsewhere(connection: Connection, mailbox: str, folder: str) -> bool:
    other = LOCATION.alias()
    elsewhere = select(other.c.uid).where(
        other.c.message == LOCATION.c.message,
        (other.c.mailbox != mailbox) | (other.c.folder != folder),
    )
    alone = select(LOCATION.c.uid).where(
        LOCATION.c.mailbox == mailbox,
        LOCATION.c.folder == folder,
        LOCATION.c.message.is_not(None),
        ~elsewhere.exists(),
    )
    return connection.execute(alone.limit(1)).first() is None


def _drop_folder(connection: Connection, mailbox: str, folder: str) -> None:
    for table in (LOCATION, UNREADABLE):
        connection.execute(delete(table).where(table.c.mailbox == mailbox, table.c.folder == folder))
    connection.execute(delete(FOLDER).where(FOLDER.c.mailbox == mailbox, FOLDER.c.name == folder))


def mailbox_checked(connection: Connection, mailbox: str, at: datetime, problem: str | None) -> None:
    """Note that a mailbox was looked through; with a problem the last good check stays what it was."""
    row: dict[str, Any] = {"name": mailbox, "problem": problem}
    upsert(connection, MAILBOX, [row if problem else row | {"checked_at": at}])


def checks(connection: Connection) -> tuple[MailboxCheck, ...]:
    """Return when each mailbox was last looked through, sorted by name."""
    rows = connection.execute(_CHECKS)
    return tuple(MailboxCheck(mailbox=row.name, checked_at=row.checked_at, problem=row.problem) for row in rows)


def coverage(connection: Connection, mailboxes: Collection[str] | None) -> Coverage:
    """Return how completely the mailboxes (None: all that were ever read) are read."""
    looked = {check.mailbox: check for check in checks(connection)}
    names = sorted(looked if mailboxes is None else mailboxes)
    gaps: list[str] = [] if names else ["no mailbox was read yet"]
    covered: list[datetime | None] = []
    rows = connection.execute(_FOLDERS).all()
    for name in names:
        check = looked.get(name)
        if check is None or (check.checked_at is None and check.problem is None):
            gaps.append(f"{name}: not read to its end yet")
        elif check.problem:
            gaps.append(f"{name}: {check.problem}")
            covered.append(None)  # what came since is not known, however far the reading had come
        folders = [row for row in rows if row.mailbox == name and row.role not in NO_ANSWERS]
        covered += [None] if not folders else [row.covered_from for row in folders if not row.complete]
        gaps += [f"{name}: {row.name} {row.problem or 'is not read to its end'}" for row in folders if not row.complete]
    read = [looked[name].checked_at if name in looked else None for name in names]
    known = [moment for moment in read if moment is not None]
    sure = [moment for moment in covered if moment is not None]
    return Coverage(
        complete=not gaps,
        covered_from=max(sure) if gaps and sure and len(sure) == len(covered) else None,
        read_at=min(known) if known and len(known) == len(read) else None,
        gaps=tuple(gaps),
    )
