"""The one place where SQLite and PostgreSQL differ: opening, locking, upserts, and what their errors mean.

Public: `Doors` (how a connection is had for reading or writing), `open_doors`, `unusable`, `upsert`, `insert_new` (and
their statements `upsert_of`, `insert_new_of`), `among`, `chunks`, `latest`, `stamp`.

SQLite: WAL, synchronous=FULL (only FULL outlives a power cut, reliability 29), BEGIN IMMEDIATE for writing (an
upgrade from a read ends in SQLITE_BUSY_SNAPSHOT whatever the timeout, reliability 31). PostgreSQL: writers take one
advisory lock, so that "one writer at a time" holds there too.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Insert,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    make_url,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.errors import LedgerUnusable

SHARED_BYTES = 32_768  # of the file beside the database through which its readers see each other
BUSY_SECONDS = 30
WRITER_LOCK = 0x666F6C6C6F77  # "follow"
_SQLITE = "sqlite:///"
IN_LIMIT = 500  # values in one IN list: far below every database's limit

T = TypeVar("T")


class Doors:
    """Connections to one database: `reading()` sees one consistent state, `writing()` is one durable transaction."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path  # of the SQLite file; None: in memory, or a server
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._read = engine.execution_options(writing=False)
        self._write = engine.execution_options(writing=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see the same moment. Raises LedgerUnusable."""
        with self._told(), self._read.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose doings are stored durably at the end, or not at all. Raises LedgerUnusable."""
        with self._told(), self._write.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise unusable(error.orig if error.orig is not None else error, self.path) from error
        except sqlite3.Error as error:
            raise unusable(error, self.path) from error
        except SQLAlchemyError as error:
            raise unusable(error, self.path) from error


def stamp(url: str) -> object:
    """Return what changes whenever anybody writes, at the price of two looks at files; None: ask the database."""
    if not url.startswith(_SQLITE):
        return None
    path = url.removeprefix(_SQLITE)
    return (_stamp_of(path), _stamp_of(f"{path}-wal"))


def _stamp_of(path: str) -> tuple[int, int, int]:
    try:
        told = os.stat(path)
    except FileNotFoundError:  # the WAL of a database at rest
        return (0, 0, 0)
    return (told.st_ino, told.st_mtime_ns, told.st_size)


def open_doors(url: str) -> Doors:
    """Return the doors to the database at `url`; the folder of a SQLite file is made (0700) when missing.

    Raises LedgerUnusable when the folder cannot be made or no driver knows the URL.
    """
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise LedgerUnusable(
            f"{url!r} is no database URL", next_step="write sqlite:///PATH or postgresql+psycopg://..."
        ) from error
    path = None
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        path = Path(str(parsed.database)).expanduser()
        parsed = parsed.set(database=str(path))
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)  # mail is private: never readable for others, whatever the umask
            elif not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise LedgerUnusable(
                f"cannot write {path}: {error.strerror}", next_step="make the folder writable, or set `database`"
            ) from error
    try:
        options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS}} if path is not None else {}
        engine = create_engine(parsed, **options)
    except (SQLAlchemyError, ImportError) as error:
        raise LedgerUnusable(
            f"no driver for {parsed.drivername}", next_step="install the driver, for PostgreSQL psycopg"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Doors(engine, path)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # else the driver begins transactions on its own, and late
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=FAST")
    connection.execute("PRAGMA temp_store=MEMORY")  # never a plain copy of mail in a temporary folder
    connection.execute("PRAGMA cache_size=-2048")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def unusable(error: BaseException, path: Path | None) -> LedgerUnusable:
    """Return what a database error means for the user, with the next step."""
    where = str(path) if path is not None else "the database"
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_IOERR") and path is not None and _is_full(path):
        name = "SQLITE_FULL"  # how SQLite calls it where the file that readers share finds no room
    for start, says, step in (
        ("SQLITE_FULL", "disk full: paused, nothing lost", "free some space; work goes on by itself"),
        ("SQLITE_BUSY", f"{where} is in use by {_writer(path)}", "stop that process, or try again later"),
        ("SQLITE_LOCKED", f"{where} is in use by {_writer(path)}", "stop that process, or try again later"),
        ("SQLITE_CORRUPT", f"{where} is damaged", "put a backup back: followup restore FILE"),
        ("SQLITE_NOTADB", f"{where} is not a ledger or damaged", "put a backup back: followup restore FILE"),
        ("SQLITE_READONLY", f"cannot write {where}: read-only", "make file, folder and disk writable"),
        ("SQLITE_CANTOPEN", f"cannot open {where}", "make file and folder readable and writable"),
        ("SQLITE_IOERR", f"the disk fails under {where}", "check the disk; put a backup back if needed"),
    ):
        if name.startswith(start):
            return LedgerUnusable(says, next_step=step)
    first = (str(error).splitlines() or [type(error).__name__])[0][:200]
    return LedgerUnusable(f"{where} cannot be used: {first}", next_step="run followup check")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < SHARED_BYTES
    except OSError:
        return False


def _writer(path: Path | None) -> str:
    """Return who holds the write lock of a SQLite file, as the kernel tells it ("process 123"), for the message."""
    try:
        inode = os.stat(f"{path}-shm").st_ino
        for line in Path("/proc/locks").read_text().splitlines():
            fields = line.split()  # 1: POSIX  ADVISORY  WRITE 123 08:01:4711 120 120
            if fields[3] == "WRITE" and fields[5].rpartition(":")[2] == str(inode) and int(fields[4]) > 0:
                return f"process {fields[4]}"
    except (OSError, ValueError, IndexError):
        pass  # no such file on this system: the name is a courtesy
    return "another process"


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Store rows, all with the same columns; one with the same primary key is overwritten in these columns."""
    if rows:
        connection.execute(upsert_of(connection.dialect.name, table, tuple(rows[0])), list(rows))


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Store the rows that are not there yet; the others are left as they are."""
    if rows:
        connection.execute(insert_new_of(connection.dialect.name, table), list(rows))


@lru_cache
def upsert_of(name: str, table: Table, columns: tuple[str, ...]) -> Insert:
    """Return the statement of `upsert` in the dialect of that name."""
    insert = _insert(name, table)
    key = [column.name for column in table.primary_key]
    new = {column: insert.excluded[column] for column in columns if column not in key}
    if not new:
        return insert.on_conflict_do_nothing()
    return insert.on_conflict_do_update(index_elements=key, set_=new)


@lru_cache
def insert_new_of(name: str, table: Table) -> Insert:
    """Return the statement of `insert_new` in the dialect of that name."""
    return _insert(name, table).on_conflict_do_nothing()


def _insert(name: str, table: Table) -> sqlite.Insert:
    """Return the dialect's INSERT; PostgreSQL's has the same two methods."""
    if name != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # its three drivers, 2 MB, which an installation with SQLite never asks

    return cast(sqlite.Insert, postgresql.insert(table))


def latest(name: str, moments: Sequence[ColumnElement[int]]) -> ColumnElement[int]:
    """Return the greatest of several columns in the dialect of that name; none of them may be NULL."""
    return func.greatest(*moments) if name == "postgresql" else func.max(*moments)


def among(column: ColumnElement[Any], name: str = "values") -> ColumnElement[bool]:
    """Return the condition that a column is one of the values given under that name when the statement is run.

    So a statement is put together once for all: to do it for each run is two thirds of reading one row.
    """
    return column.in_(bindparam(name, expanding=True))


def chunks(values: Sequence[T], size: int = IN_LIMIT) -> Iterator[Sequence[T]]:
    """Yield the values in parts that fit into one IN list."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
