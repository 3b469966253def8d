"""The version of the database's shape: made new, known, older (upgraded after a copy) or newer (refused).

Public: `bring_up_to_date`, `upgrade`, `VERSIONS`, `HEAD`. Alembic (0.2 s to import) is loaded only for an upgrade;
a new database is made from tables.py at once (tests prove that both ways give the same shape).
"""

import logging
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect

from assistant.errors import LedgerUnusable
from assistant.ledger.dialect import Doors
from assistant.ledger.suppression import make_secret
from assistant.ledger.tables import metadata

log = logging.getLogger(__name__)
MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = ("0001", "0002", "0003", "0004")  # oldest first; one file each in migrations/versions
HEAD = VERSIONS[-1]


def bring_up_to_date(doors: Doors) -> None:
    """Make, check or upgrade the database. Raises LedgerUnusable when it is newer than this program or not a ledger.

    Before an upgrade a SQLite file is copied to FILE.before-VERSION; the upgrade itself is one transaction.
    """
    with doors.reading() as connection:
        version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version not in VERSIONS:
        raise LedgerUnusable(
            f"the database has version {version}, newer than this program knows ({HEAD})",
            next_step="install the newer followup-assistant again, or restore a backup made by this one",
        )
    if version is not None and doors.path is not None:
        _copy_aside(doors.path, version)
    with doors.writing() as connection:
        version = _version(connection)  # another process may have been faster
        if version is None:
            _make_new(connection)
        elif version != HEAD:
            upgrade(connection)
            log.info("ledger upgraded", extra={"was": version, "now": HEAD})


def _version(connection: Connection) -> str | None:
    if "alembic_version" not in (names := inspect(connection).get_table_names()):
        if names:
            raise LedgerUnusable(
                "the database holds tables of something else", next_step="set `database` to a file of its own"
            )
        return None
    rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(rows) != 1:
        raise LedgerUnusable("the database does not say its version", next_step="followup restore FILE")
    return str(rows[0])


def _make_new(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    make_secret(connection)
    connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')")


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Run the migrations up to `target` within the transaction of this connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _copy_aside(path: Path, version: str) -> None:
    """Copy the file as it is, with what its WAL holds, to FILE.before-VERSION (0600)."""
    copy = path.with_name(f"{path.name}.before-{version}")
    partly = copy.with_name(copy.name + ".part")
    try:
        partly.unlink(missing_ok=True)
        partly.touch(mode=0o600)
        with sqlite3.connect(path) as source, sqlite3.connect(partly) as target:
            source.backup(target)
        target.close()
        source.close()
        shutil.move(partly, copy)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnusable(
            f"cannot copy {path.name} before its upgrade: {error}", next_step="free some space, then start again"
        ) from error
