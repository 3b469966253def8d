"""UIDs for stores that have none (Maildir, mbox), kept in a file of ours beside the ledger and never in the mailbox.

A store names its mails by keys (a Maildir's unique names, hashes in an mbox); this file gives every key a number once
and for ever. Is the file lost, all numbers are void, which the new UIDVALIDITY tells.
"""

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import LedgerUnusable

_TABLES = """
CREATE TABLE IF NOT EXISTS folder (name TEXT PRIMARY KEY, uidvalidity INTEGER NOT NULL, uidnext INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS mail (folder TEXT NOT NULL, key TEXT NOT NULL, uid INTEGER NOT NULL,
                                 PRIMARY KEY (folder, key)) WITHOUT ROWID;
"""


class Numbering:
    """The numbers of one mailbox."""

    def __init__(self, file: Path) -> None:
        """Open the file, made where missing. Raises LedgerUnusable where that cannot be."""
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_TABLES)
        except OSError as error:
            step = "make the folder of the database writable"
            raise LedgerUnusable(f"cannot write in {file.parent}: {error.strerror}", next_step=step) from error
        except sqlite3.Error as error:
            step = "if it is damaged, delete it: the mailbox is then compared anew, nothing is lost"
            raise LedgerUnusable(f"cannot use {file}: {error}", next_step=step) from error

    def number(self, folder: str, keys: Iterable[str]) -> dict[int, str]:
        """Return uid -> key for the keys that are there now, oldest first; new keys get the next numbers in order.

        Keys that are not named any more are forgotten: their numbers are never given again.
        """
        present = list(keys)
        self._validity(folder)
        known: dict[str, int] = dict(self._db.execute("SELECT key, uid FROM mail WHERE folder = ?", (folder,)))
        fresh = [key for key in present if key not in known]
        lost = known.keys() - set(present)
        if fresh or lost:
            self._db.execute("BEGIN IMMEDIATE")
            (first,) = self._db.execute("SELECT uidnext FROM folder WHERE name = ?", (folder,)).fetchone()
            rows = [(folder, key, uid) for uid, key in enumerate(fresh, first)]
            self._db.executemany("INSERT OR IGNORE INTO mail VALUES (?, ?, ?)", rows)
            self._db.executemany("DELETE FROM mail WHERE folder = ? AND key = ?", [(folder, key) for key in lost])
            self._db.execute("UPDATE folder SET uidnext = ? WHERE name = ?", (first + len(rows), folder))
            self._db.execute("COMMIT")
            known.update((key, uid) for _, key, uid in rows)
        return dict(sorted((known[key], key) for key in set(present)))

    def state(self, folder: str) -> tuple[int, int]:
        """Return UIDVALIDITY and UIDNEXT."""
        self._validity(folder)
        row: tuple[int, int] = self._db.execute(
            "SELECT uidvalidity, uidnext FROM folder WHERE name = ?", (folder,)
        ).fetchone()
        return row

    def forget(self, folder: str) -> None:
        """Make all numbers of a folder void: it comes back under a new UIDVALIDITY."""
        self._db.execute("DELETE FROM mail WHERE folder = ?", (folder,))
        self._db.execute("DELETE FROM folder WHERE name = ?", (folder,))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _validity(self, folder: str) -> None:
        # Microseconds, so that a file lost and made anew at once is told; 31 bits, as IMAP has it.
        stamp = (time.time_ns() // 1000) % 2**31 or 1
        self._db.execute("INSERT OR IGNORE INTO folder VALUES (?, ?, 1)", (folder, stamp))
