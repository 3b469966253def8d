"""Care for the database: copies, checks, forgetting a customer, and cutting old texts.

Public: `backup`, `restore`, `integrity`, `forget`, `trim`, `restate`.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from assistant.errors import LedgerUnusable, WrongUsage
from assistant.ledger import codec, journal, membership, suppression
from assistant.ledger.dialect import Doors, chunks, open_doors, unusable
from assistant.ledger.messages import drop_messages, freshen
from assistant.ledger.recorded import Held, Restate, Restated
from assistant.ledger.schema import VERSIONS
from assistant.ledger.tables import (
    CITATION,
    CORRECTION,
    CUSTOMER,
    DECISION,
    DRAFT,
    DRAFT_EVENT,
    ERRAND,
    JOINED,
    LOCATION,
    MESSAGE,
    OUTLOOK,
    OUTSIDE_TOUCH,
    PARTY,
    PICTURE,
    RUNG,
    SETTING,
    SHELF,
    STALE,
    WISH,
)
from assistant.model import Message

log = logging.getLogger(__name__)
EXCERPT = 300  # characters of new text kept beyond the retention
AT_ONCE = 500  # messages


# --- copies --------------------------------------------------------------------------------------------------------
def backup(doors: Doors, path: Path) -> None:
    """Write a consistent copy of the ledger to `path` (0600) while others work on. Raises LedgerUnusable."""
    if doors.path is None:
        raise LedgerUnusable("this ledger is no file", next_step="for PostgreSQL use pg_dump")
    partly = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partly.unlink(missing_ok=True)
        partly.touch(mode=0o600)
        source, target = sqlite3.connect(doors.path), sqlite3.connect(partly)
        try:
            source.backup(target)
            state = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            target.close()
            source.close()
        if state != "ok":  # a copy of it would be kept in place of a sound one of yesterday
            partly.unlink(missing_ok=True)
            step = "put an older backup back: followup restore FILE"
            raise LedgerUnusable(f"{doors.path} is damaged, no copy of it was written", next_step=step)
        os.replace(partly, path)
    except OSError as error:
        raise LedgerUnusable(f"cannot write {path}: {error.strerror}", next_step="choose another place") from error
    except sqlite3.Error as error:
        raise unusable(error, path) from error


def restore(url: str, path: Path) -> Path | None:
    """Put a backup in the place of the ledger file, after checking it; return where the former file is kept now.

    Afterwards every folder counts as not completely read, so that nothing is drafted before the mailboxes were compared
    again (reliability 34). None: there was no former file. Raises LedgerUnusable when the backup is damaged or the
    ledger in use.
    """
    _check_backup(path)
    doors = open_doors(url)
    doors.close()
    if doors.path is None:
        raise LedgerUnusable("this ledger is no file", next_step="for PostgreSQL use pg_restore")
    target = doors.path
    kept = target.with_name(target.name + ".before-restore") if target.stat().st_size else None
    try:
        if kept is not None:
            _only_ours(target)
            for suffix in ("-wal", "-shm"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
            os.replace(target, kept)
        partly = target.with_name(target.name + ".part")
        partly.unlink(missing_ok=True)
        partly.touch(mode=0o600)
        source, copy = sqlite3.connect(f"file:{path}?mode=ro", uri=True), sqlite3.connect(partly)
        try:
            source.backup(copy)
            copy.execute("UPDATE folder SET complete = 0, problem = 'restored from a backup and is compared again'")
            copy.execute("UPDATE mailbox SET checked_at = NULL, problem = NULL")
            copy.commit()
        finally:
            copy.close()
            source.close()
        os.replace(partly, target)
    except OSError as error:
        raise LedgerUnusable(f"cannot write {target}: {error.strerror}", next_step="make it writable") from error
    except sqlite3.Error as error:
        raise unusable(error, target) from error
    return kept


def _check_backup(path: Path) -> None:
    try:
        held = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            state = held.execute("PRAGMA integrity_check").fetchone()[0]
            version = held.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        finally:
            held.close()
    except (sqlite3.Error, TypeError) as error:
        raise LedgerUnusable(f"{path} is no backup of a ledger: {error}", next_step="choose another backup") from error
    if state != "ok":
        raise LedgerUnusable(f"{path} is damaged: {state.splitlines()[0]}", next_step="choose another backup")
    if version not in VERSIONS:
        raise LedgerUnusable(
            f"{path} has version {version}, newer than this program", next_step="install the newer followup-assistant"
        )


def _only_ours(target: Path) -> None:
    """Refuse while another process has the file open for writing; a damaged file is nobody's."""
    held = sqlite3.connect(target, timeout=1, isolation_level=None)
    try:
        held.execute("PRAGMA locking_mode=EXCLUSIVE")
        held.execute("BEGIN EXCLUSIVE")
        held.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise unusable(error, target) from error
    except sqlite3.DatabaseError:
        pass  # damaged: that is why it is restored
    finally:
        held.close()


def integrity(doors: Doors) -> tuple[str, ...]:
    """Return what is wrong with the database, one line each; nothing when all is well."""
    found: list[str] = []
    with doors.reading() as connection:
        if doors.is_sqlite:
            states = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
            found += [state for state in states if state != "ok"]
        found += [f"draft {draft}: its row is damaged and not used" for draft in journal.damaged(connection)]
    return tuple(found)


# --- forgetting ----------------------------------------------------------------------------------------------------
def forget(doors: Doors, number: int, at: datetime) -> None:
    """Erase all that is held of one customer but keyed hashes, which keep their mail from being recorded again.

    The number is not given to anybody else. Raises WrongUsage for an unknown number.
    """
    with doors.writing() as connection:
        key = connection.execute(select(CUSTOMER.c.key).where(CUSTOMER.c.number == number)).scalar()
        if key is None or key.startswith("#"):
            raise WrongUsage(f"there is no customer number {number}")
        belongs = membership.load(connection)
        keys = belongs.members(belongs.root(key))
        numbers = sorted(membership.numbers_of_keys(connection, keys).values())
        rows = connection.execute(select(PARTY.c.message, PARTY.c.address).where(PARTY.c.key.in_(keys))).all()
        messages, addresses = sorted({row.message for row in rows}), {row.address for row in rows}
        suppression.suppress(connection, {*keys, *addresses}, suppression.FORGOTTEN, "", at)
        suppression.lift(connection, keys, suppression.BY_MAIL)
        suppression.lift(connection, keys, suppression.BY_USER)
        _forget_messages(connection, messages)
        for part in chunks(sorted(addresses | set(keys))):
            connection.execute(delete(CORRECTION).where(CORRECTION.c.a.in_(part) | CORRECTION.c.b.in_(part)))
        ours = select(DRAFT.c.draft).where(DRAFT.c.customer.in_(numbers))
        connection.execute(delete(DRAFT_EVENT).where(DRAFT_EVENT.c.draft.in_(ours)))
        connection.execute(delete(DRAFT).where(DRAFT.c.customer.in_(numbers)))
        connection.execute(delete(ERRAND).where(ERRAND.c.customer.in_(numbers)))
        for table in (SETTING, OUTSIDE_TOUCH, RUNG, DECISION, OUTLOOK):
            connection.execute(delete(table).where(table.c.number.in_(numbers)))
        for table in (PICTURE, STALE, JOINED):
            connection.execute(delete(table).where(table.c.key.in_(keys)))
        connection.execute(delete(SHELF))  # tracebacks may name anybody; what still fails comes back by itself
        connection.execute(delete(WISH).where(WISH.c.fulfilled_at.is_not(None)))
        hashes = suppression.macs(connection)
        connection.execute(
            update(CUSTOMER).where(CUSTOMER.c.number == bindparam("of")).values(key=bindparam("hash"), next_due=None),
            [
                {"of": one, "hash": f"#{one}:{hashes.of(name)}"}
                for name, one in membership.numbers_of_keys(connection, keys).items()
            ],
        )
    _wipe(doors)
    log.info("customer forgotten", extra={"customer": number, "messages": len(messages)})


def _forget_messages(connection: Connection, messages: list[int]) -> None:
    for part in chunks(messages):
        named = select(MESSAGE.c.message_id).where(MESSAGE.c.id.in_(part))
        connection.execute(delete(CORRECTION).where(CORRECTION.c.what == "mark", CORRECTION.c.a.in_(named)))
        connection.execute(update(LOCATION).where(LOCATION.c.message.in_(part)).values(message=None))
    drop_messages(connection, messages)


def _wipe(doors: Doors) -> None:
    """Leave nothing of deleted rows in the file or its log."""
    if not doors.is_sqlite:
        return
    with doors.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw = connection.connection.driver_connection
        connection.rollback()
        if isinstance(raw, sqlite3.Connection):
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# --- retention -----------------------------------------------------------------------------------------------------
def trim(doors: Doors, before: datetime) -> int:
    """Cut the texts of messages older than `before` to an excerpt, keep their facts; return how many were cut."""
    cut = 0
    while True:
        with doors.writing() as connection:
            wanted = select(MESSAGE.c.id, MESSAGE.c.content).where(MESSAGE.c.at < before, MESSAGE.c.trimmed.is_(False))
            rows = connection.execute(wanted.order_by(MESSAGE.c.at).limit(AT_ONCE)).all()
            if not rows:
                _trim_decisions(connection, before)
                return cut
            connection.execute(
                update(MESSAGE).where(MESSAGE.c.id == bindparam("of")).values(content=bindparam("cut"), trimmed=True),
                [{"of": row.id, "cut": codec.message_to_json(_excerpt(row.content))} for row in rows],
            )
        cut += len(rows)


def _excerpt(content: str) -> Message:
    message = codec.message_from_json(content)
    return replace(message, new_text=message.new_text[:EXCERPT], quoted="", signature=None)


def _trim_decisions(connection: Connection, before: datetime) -> None:
    last = select(func.max(DECISION.c.id)).group_by(DECISION.c.number)
    connection.execute(delete(DECISION).where(and_(DECISION.c.at < before, DECISION.c.id.not_in(last))))


# --- rebuild -------------------------------------------------------------------------------------------------------
def restate(doors: Doors, restate_parts: Restate) -> None:
    """Understand every recorded message anew; those whose text was cut keep their facts."""
    for changed in restate_parts(_parts(doors)):
        if changed:
            with doors.writing() as connection:
                _write_facts(connection, changed)


def _parts(doors: Doors) -> Iterator[list[Held]]:
    """Yield all messages with their whole text, part by part."""
    after = 0
    while True:
        with doors.reading() as connection:
            wanted = select(MESSAGE.c.id, MESSAGE.c.role, MESSAGE.c.content, MESSAGE.c.facts)
            wanted = wanted.where(MESSAGE.c.id > after, MESSAGE.c.trimmed.is_(False))
            rows = connection.execute(wanted.order_by(MESSAGE.c.id).limit(AT_ONCE)).all()
        if not rows:
            return
        after = rows[-1].id
        yield [(row.id, row.role, row.content, row.facts) for row in rows]


def _write_facts(connection: Connection, changed: Sequence[Restated]) -> None:
    connection.execute(
        update(MESSAGE)
        .where(MESSAGE.c.id == bindparam("of"))
        .values(facts=bindparam("to"), direction=bindparam("way"), kind=bindparam("sort")),
        [{"of": one.number, "to": one.facts, "way": one.direction, "sort": one.kind} for one in changed],
    )
    numbers = [one.number for one in changed]
    for part in chunks(numbers):
        connection.execute(delete(CITATION).where(CITATION.c.message.in_(part)))
    if cited := [{"message": one.number, "cited": cited} for one in changed for cited in one.cited]:
        connection.execute(insert(CITATION), cited)
    freshen(connection, numbers)
