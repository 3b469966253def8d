"""A ledger with very many customers: a few hundred are read from mail, the rest are copies of their pictures.

Public: `crowded`. A copy has its own key, number and due date and shares the messages of its original, so that loading
and judging it costs what loading and judging any customer costs.
"""

import json
import mailbox as stdlib_mailbox
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from assistant import wiring
from assistant.daemon import cycle
from assistant.model import CustomerNumber
from bench.mailbox import mails
from tests.installation import install

ORIGINALS = 3_000  # mails
DUE = 50  # customers


def crowded(folder: Path, customers: int, now: datetime) -> Path:
    """Return the config of an installation whose ledger holds that many customers, fifty of them due."""
    store = stdlib_mailbox.Maildir(folder / "mail", create=True)
    sent = store.add_folder("Sent")
    for name, raw in mails(ORIGINALS):
        (sent if name == "Sent" else store).add(raw)
    store.add_folder("Drafts")
    config = install(folder, {"password": "-"}).config
    plain = json.loads(config.read_text())
    plain["mailboxes"] = [{"name": "lin", "maildir": "mail"}]
    config.write_text(json.dumps(plain))
    with wiring.open_house(wiring.load_files(str(config))) as house:
        cycle.read_all(house, now)
        _multiply(folder / "state" / "followup.db", customers)
        later = dict.fromkeys(map(CustomerNumber, range(DUE + 1, customers + 1)), now + timedelta(days=1))
        house.ledger.set_due(later)
    return config


def _multiply(database: Path, customers: int) -> None:
    """Copy pictures under new keys until there are that many."""
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT * FROM picture")).mappings().all()
        given = connection.execute(text("SELECT * FROM customer LIMIT 1")).mappings().one()
        last = connection.execute(text("SELECT max(number) FROM customer")).scalar_one()
        pictures, numbers = [], []
        for index in range(customers - last):
            row = rows[index % len(rows)]
            key = f"copy{index}-{row['key']}"
            pictures.append(dict(row) | {"key": key})
            numbers.append(dict(given) | {"number": last + index + 1, "key": key})
        for table, copies in (("picture", pictures), ("customer", numbers)):
            columns = list(copies[0])
            values = ", ".join(f":{column}" for column in columns)
            connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"), copies)
    engine.dispose()
