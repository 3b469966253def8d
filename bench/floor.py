"""What a first reading costs before anything is understood: the least that any program of this shape can take here.

Public: `floor`. The same mails over the same transport, taken apart by the same compiled parser and laid into one table
of SQLite; no language, no lexicon, no customers. Where this alone misses a goal, no quicker understanding reaches it.
"""

import sqlite3
from datetime import UTC, datetime

import fast_mail_parser

from assistant import wiring
from assistant.mail.mailbox import Held, Mailbox
from assistant.model import RawMail, Role
from bench.rivals import Site
from tests.given.installation import install

_TABLE = "CREATE TABLE mail (uid INTEGER, id TEXT PRIMARY KEY, sender TEXT, subject TEXT, at TEXT, text TEXT)"


def floor(site: Site, name: str) -> int:
    """Read every mail of the site into a new table in the folder `name`; return how many lie there."""
    folder = site.folder / name
    folder.mkdir()
    files = wiring.load_files(str(install(folder, site.account()).config))
    with wiring.open_house(files) as house, sqlite3.connect(folder / "floor.db") as table:
        table.execute("PRAGMA journal_mode=WAL")
        table.execute(_TABLE)
        for box_name in house.connections.names:
            box = house.connections.get(box_name, datetime.now(UTC))
            for folder_read in (one.name for one in box.folders() if one.role in (Role.INBOX, Role.SENT)):
                _store(box, folder_read, table)
        return int(table.execute("SELECT count(*) FROM mail").fetchone()[0])


def _store(box: Mailbox, folder: str, table: sqlite3.Connection) -> None:
    for batch in box.changes(folder, Held(state=None)):
        table.executemany("INSERT OR IGNORE INTO mail VALUES (?, ?, ?, ?, ?, ?)", map(_row, batch.mails))
        table.commit()


def _row(raw: RawMail) -> tuple[int, str, str, str, str, str]:
    try:
        mail = fast_mail_parser.parse_email(raw.raw)
    except fast_mail_parser.ParseError:  # a mail cut inside a part
        return raw.uid, str(raw.uid), "", "", "", ""
    head = {name.lower(): value for name, value in mail.headers.items()}
    text = mail.text_plain[0] if mail.text_plain else ""
    return raw.uid, str(head.get("message-id", raw.uid)), str(head.get("from")), mail.subject, mail.date, text[:400]
