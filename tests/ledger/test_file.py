"""The file itself: versions, copies, damage, kills, two writers; and SQL that PostgreSQL takes as well."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from assistant.errors import LedgerUnusable
from assistant.ledger import dialect, schema
from assistant.ledger.store import Ledger
from assistant.ledger.tables import metadata
from assistant.model import CustomerNumber, Facts, Kind, Message, Role
from tests.given import ROOT
from tests.given.messages import facts, message
from tests.given.parties import ME, at
from tests.ledger.setting import (
    NOW,
    by,
    content_of,
    draft,
    inquiry_and_quote,
    later,
    read_in,
    recorded,
    url_of,
    with_anna,
)

POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # the library leaves it untyped
ONE = CustomerNumber(1)


def shape_difference(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def test_the_migrations_lead_to_the_shape_that_a_new_ledger_has(tmp_path: Path) -> None:
    doors = dialect.open_doors(url_of(tmp_path))
    with doors.writing() as connection:
        schema.upgrade(connection)
    with doors.reading() as connection:
        assert shape_difference(connection) == []
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert scripts.get_current_head() == schema.HEAD
    assert tuple(reversed([one.revision for one in scripts.walk_revisions()])) == schema.VERSIONS


def test_an_older_ledger_is_copied_aside_and_upgraded_with_its_rows(tmp_path: Path) -> None:
    doors = dialect.open_doors(url_of(tmp_path))
    with doors.writing() as connection:
        schema.upgrade(connection, "0001")
        connection.exec_driver_sql("INSERT INTO mailbox VALUES ('lin', NULL, NULL)")
        connection.exec_driver_sql(
            "INSERT INTO message VALUES "
            "(1, 'a@x', 1, 'inbound', 'reply', 'inbox trash', 'lin', NULL, 15, 0, '{}', '{}')"
        )
    doors.close()

    with Ledger.open(url_of(tmp_path)) as ledger:
        assert [check.mailbox for check in ledger.mailbox_checks()] == ["lin"]
    (row,) = content_of(tmp_path)["message"]
    assert "inbox" in row
    copy = sqlite3.connect(tmp_path / "ledger.db.before-0001")
    assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    assert copy.execute("SELECT count(*) FROM message").fetchone() == (1,)
    copy.close()
    assert (tmp_path / "ledger.db.before-0001").stat().st_mode & 0o077 == 0


def test_a_ledger_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    with_anna(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    before = (tmp_path / "ledger.db").read_bytes()

    with pytest.raises(LedgerUnusable, match="version 0999, newer than this program") as refused:
        Ledger.open(url_of(tmp_path))
    assert "newer followup-assistant" in refused.value.next_step
    assert (tmp_path / "ledger.db").read_bytes() == before


def test_opening_an_up_to_date_ledger_does_not_load_alembic(tmp_path: Path) -> None:
    with_anna(tmp_path).close()
    code = (
        "import sys; from assistant.ledger.store import Ledger; "
        f"Ledger.open({url_of(tmp_path)!r}).close(); print('alembic' in sys.modules)"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.db").write_bytes(content)

    with pytest.raises(LedgerUnusable, match=r"ledger\.db is .*damaged") as refused:
        Ledger.open(url_of(tmp_path))
    assert refused.value.next_step == "put a backup back: followup restore FILE"


def test_a_database_of_something_else_is_not_touched(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("CREATE TABLE photos (id INTEGER)")
    connection.commit()
    connection.close()

    with pytest.raises(LedgerUnusable, match="tables of something else"):
        Ledger.open(url_of(tmp_path))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(LedgerUnusable, match=r"cannot write .*ledger"):
        Ledger.open(f"sqlite:///{tmp_path}/file/ledger.db")
    with pytest.raises(LedgerUnusable, match="no database URL"):
        Ledger.open("nonsense")


def test_folder_and_file_are_for_the_owner_alone(tmp_path: Path) -> None:
    Ledger.open(f"sqlite:///{tmp_path}/a/ledger.db").close()

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "ledger.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_taken_at_work_can_be_put_back_and_asks_for_a_comparison_first(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ledger.backup(tmp_path / "copy.db")
    ledger.add_touch(ONE, NOW, "phone", False, "", NOW)
    ledger.close()

    kept = Ledger.restore(url_of(tmp_path), tmp_path / "copy.db")

    assert kept == tmp_path / "ledger.db.before-restore"
    with Ledger.open(url_of(tmp_path)) as again:
        assert len(again.history(ONE).touches) == 3
        assert not again.coverage().complete
        assert again.integrity() == ()


def test_only_a_sound_backup_is_put_back(tmp_path: Path) -> None:
    with_anna(tmp_path).close()
    before = content_of(tmp_path)
    (tmp_path / "bad.db").write_bytes(b"no backup")

    with pytest.raises(LedgerUnusable, match="no backup of a ledger"):
        Ledger.restore(url_of(tmp_path), tmp_path / "bad.db")
    assert content_of(tmp_path) == before


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    before = content_of(tmp_path)
    engine = ledger._doors.engine

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # SQLite takes the present size: the disk is full

    event.listen(engine, "connect", limit)
    engine.dispose()
    mails = [recorded(uid, message(f"f{uid}@x", "2026-03-05", text="x" * 4000)) for uid in range(100, 200)]
    with pytest.raises(LedgerUnusable, match="disk full: paused, nothing lost"):
        read_in(ledger, mails, folder="more")
    assert content_of(tmp_path) == before

    event.remove(engine, "connect", limit)
    engine.dispose()
    assert read_in(ledger, mails, folder="more") == 100


def test_a_disk_without_room_for_the_file_of_readers_is_full_and_does_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    assert str(dialect.unusable(error, tmp_path / "ledger.db")).startswith("the disk fails under")

    monkeypatch.setattr(dialect, "SHARED_BYTES", 1 << 62)
    assert str(dialect.unusable(error, tmp_path / "ledger.db")) == "disk full: paused, nothing lost"


def test_a_damaged_ledger_takes_no_sound_backups_place(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    with (tmp_path / "ledger.db").open("r+b") as file:
        file.seek(size * 6)
        file.write(b"\x17" * size * 10)

    with pytest.raises(LedgerUnusable, match="is damaged"):
        ledger.backup(tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy.db*"))


def test_a_lock_that_does_not_end_names_its_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0)
    ledger = with_anna(tmp_path)
    other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(LedgerUnusable, match=rf"is in use by (process {os.getpid()}|another process)"):
        ledger.wish("sync", {}, NOW)
    assert len(ledger.history(ONE).touches) == 3  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    ledger.wish("sync", {}, NOW)


def test_two_writers_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    with_anna(tmp_path).close()
    failed: list[BaseException] = []

    def write(kind: str) -> None:
        try:
            with Ledger.open(url_of(tmp_path)) as ledger:
                for number in range(40):
                    ledger.wish(kind, {"n": number}, NOW)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(kind,)) for kind in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Ledger.open(url_of(tmp_path)) as ledger:
        assert (failed, len(ledger.wishes())) == ([], 80)


_KILLED = """
import os, signal, sys
from pathlib import Path
from dataclasses import replace
from assistant.ledger.store import Ledger
from tests.ledger.setting import NOW, draft, later, read_in, recorded, url_of
ledger = Ledger.open(url_of(Path(sys.argv[1])))
print("open", flush=True)
number = 0
while True:
    number += 1
    when = later(minutes=number)
    mails = [recorded(number * 10 + n, message(f"m{number}.{n}@x", "2026-03-05", f"p{number}@firm{number}.example"),
                      "inquiry") for n in range(9)]
    read_in(ledger, mails, folder=f"f{number}")
    ledger.derive(ME, when)
    entry = ledger.intend(draft(f"d{number}", step=f"s/{number}"), folder="Drafts", uidvalidity=1, uidnext=1, at=when)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 2, 4])
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path, after: int) -> None:
    with_anna(tmp_path).close()
    child = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    done = 0
    for line in child.stdout:
        done = int(line) if line.strip().isdigit() else 0
        if done == after:
            break
    threading.Event().wait(0.003 * after)  # somewhere within the next round
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()

    with Ledger.open(url_of(tmp_path)) as ledger:
        assert ledger.integrity() == ()
        for number in range(1, done + 1):
            assert len(ledger.held_uids("lin", f"f{number}")) == 9
            assert ledger.entry(f"d{number}") is not None
        assert all(receipt.held in (0, 1, 2, 9) for receipt in ledger.receipts())
        ledger.derive(ME, NOW)  # goes on where the kill left it
        before = list(ledger.histories())

        def as_stored(what: Message, role: Role) -> Facts:
            found = ledger.message(what.message_id)
            assert found is not None
            return found[1]

        ledger.rebuild(by(as_stored), ME, NOW)
        assert list(ledger.histories()) == before


def test_every_statement_of_a_working_day_compiles_for_postgresql(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    seen: list[str] = []

    def compile_too(_: Connection, clause: object, *__: object) -> None:
        if not isinstance(clause, sqlite.Insert):  # upserts are written per dialect: see below
            seen.append(str(clause.compile(dialect=POSTGRESQL)))  # type: ignore[attr-defined]

    event.listen(ledger._doors.engine, "before_execute", compile_too)
    for one in inquiry_and_quote("bert", "bert.example"):
        read_in(ledger, [one], folder="more")
    ledger.merge(ONE, ledger.find("muster").number, NOW)
    ledger.mark("anna.3@muster-leuchten.de", Kind.ORDER, NOW)
    ledger.derive(ME, NOW)
    ledger.split("bert@bert.example", NOW)
    ledger.derive(ME, NOW)
    ledger.set(ONE, "stop", "no", NOW)
    ledger.set(ONE, "resume", None, NOW)
    ledger.add_touch(ONE, NOW, "phone", False, "", NOW)
    ledger.rung_passed(ONE, "call", NOW, NOW)
    ledger.intend(draft(), folder="Drafts", uidvalidity=1, uidnext=1, at=NOW)
    list(ledger.histories(at=at("2026-03-02 12:00")))
    ledger.set_due({ONE: later(days=1)})
    ledger.due(NOW)
    ledger.all_due_stale()
    ledger.shelve("message", "1", "broken", None, NOW)
    ledger.fulfil(ledger.wish("sync", {}, NOW), {"ok": True}, NOW)
    ledger.folders_seen("lin", [], NOW)
    ledger.renumbered("lin", "more")
    ledger.coverage()
    ledger.trim(NOW)
    ledger.rebuild(by(lambda what, role: facts()), ME, NOW)
    ledger.forget(ONE, NOW)

    tables = [str(CreateTable(table).compile(dialect=POSTGRESQL)) for table in metadata.sorted_tables]
    indexes = [
        str(CreateIndex(index).compile(dialect=POSTGRESQL))
        for table in metadata.sorted_tables
        for index in table.indexes
    ]
    upserts = [
        str(statement.compile(dialect=POSTGRESQL))
        for table in metadata.sorted_tables
        for statement in (
            dialect.upsert_of("postgresql", table, tuple(column.name for column in table.columns)),
            dialect.insert_new_of("postgresql", table),
        )
    ]
    assert len(seen) > 100
    assert all("ON CONFLICT" in one for one in upserts)
    assert len(tables) == len(metadata.tables)
    assert len(indexes) > 10
