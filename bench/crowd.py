"""A ledger with very many customers: thirteen fates are read from mail and judged, the rest are copies of them.

Public: `crowded`, `Crowd`. A copy has its own key, number, due date, outlook and decision. Those who are to be judged
have messages of their own, so that loading and judging them costs what it costs with any customer; the others, whom no
measurement loads, share the messages of their original.
"""

import json
import mailbox as stdlib_mailbox
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from assistant import wiring
from assistant.daemon import cycle
from assistant.daemon.judging import judge
from assistant.model import CustomerNumber
from assistant.plan.outlook import Outlook
from bench.mailbox import ME
from tests.given.installation import install

DUE = 50  # customers
DAY = timedelta(days=1)
LETTERS = {
    "inquiry": "Please quote 500 pcs of model BL-641, 24 W, IP65, FOB Ningbo, for our project in spring.",
    "quote": "We are pleased to offer BL-641 at USD 4.20 per piece FOB Ningbo, 30 % deposit, delivery in 25 days.",
    "question": "Could you tell us the delivery time for the second lot?",
    "answer": "The second lot is ready in three weeks after your deposit.",
    "catalogue": "Please find our catalogue attached. Which models are of interest to you?",
    "nudge": "May we ask whether you have had time to look at our offer?",
    "holding": "Thank you for your offer, we will check it and come back to you.",
    "order": "We order 1,200 pcs of BL-641 as quoted, please send the proforma invoice.",
    "confirmed": "Thank you for your order, our order confirmation is attached. We ship on the 28th.",
    "refusal": "We have bought elsewhere and do not need your offer any more.",
    "stop": "Please do not write to us again and remove us from your list.",
    "march": "Please contact us again in March, we decide then.",
}
OURS = frozenset({"quote", "answer", "catalogue", "nudge", "confirmed"})
PADDING = " ".join(["We refer to the drawing of last year and to the packing that we agreed upon then."] * 9)
ROUND = ("inquiry", "quote", "question", "answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What happened to so many of a thousand customers: letters with their age in days."""

    name: str
    of_thousand: int
    letters: Sequence[tuple[str, float]]
    judged: bool = False  # has to be judged when the rules change


def _talk(rounds: int, since: float) -> list[tuple[str, float]]:
    """Return so many rounds of four mails, one every 40 days, the last one at that age."""
    return [(what, since + 40 * (rounds - n) - 5 * i) for n in range(rounds) for i, what in enumerate(ROUND)]


def _weekly(count: int, last: float) -> list[tuple[str, float]]:
    return [("nudge", last + 7 * (count - 1 - n)) for n in range(count)]


# Of a thousand customers whom sellers of a house met within some years: most are past, a tenth were quoted within the
# last half year, a fiftieth may be written to today. A desk takes eight drafts; the fiftieth are far more than that.
# Ten contacts each, as the ledgers had on which the goal was measured (performance.md 5).
FATES = (
    Fate(name="quoted long ago", of_thousand=430, letters=[*_talk(2, 300), *_weekly(2, 270)]),
    Fate(name="never quoted", of_thousand=120, letters=[("inquiry", 400), ("catalogue", 399)]),
    Fate(name="our turn", of_thousand=120, letters=[*_talk(2, 60), ("question", 9)]),
    Fate(name="order runs", of_thousand=80, letters=[*_talk(2, 60), ("order", 20), ("confirmed", 19)]),
    Fate(name="refused", of_thousand=70, letters=[*_talk(2, 100), ("refusal", 30)]),
    Fate(name="stopped", of_thousand=10, letters=[*_talk(1, 100), ("stop", 50)]),
    Fate(name="put off", of_thousand=40, letters=[*_talk(2, 60), ("quote", 8), ("holding", 4)]),
    Fate(name="named a month", of_thousand=10, letters=[*_talk(2, 60), ("quote", 8), ("march", 4)]),
    Fate(name="quoted just now", of_thousand=30, letters=[*_talk(2, 60), ("question", 3), ("quote", 1)]),
    Fate(name="followed up just now", of_thousand=40, letters=[*_talk(2, 60), ("quote", 10), *_weekly(1, 2)]),
    Fate(name="chased to the end", of_thousand=30, letters=[*_talk(2, 160), ("quote", 120), *_weekly(12, 8)]),
    Fate(name="silent, first follow-up", of_thousand=12, letters=[*_talk(2, 60), ("question", 31), ("quote", 30)],
         judged=True),
    Fate(name="silent, next follow-up", of_thousand=8,
         letters=[*_talk(2, 90), ("question", 46), ("quote", 45), *_weekly(2, 12)], judged=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """An installation with very many customers."""

    config: Path
    may_be_due: int  # customers who are to be judged whenever the rules change


def crowded(folder: Path, customers: int, now: datetime) -> Crowd:
    """Return an installation whose ledger holds that many customers, judged once, fifty of them due."""
    store = stdlib_mailbox.Maildir(folder / "mail", create=True)
    sent = store.add_folder("Sent")
    for index, fate in enumerate(FATES):
        for name, raw in _mails(index, fate, now):
            (sent if name == "Sent" else store).add(raw)
    store.add_folder("Drafts")
    config = install(folder, {"password": "-"}).config
    plain = json.loads(config.read_text())
    plain["mailboxes"] = [{"name": "lin", "maildir": "mail"}]
    config.write_text(json.dumps(plain))
    with wiring.open_house(wiring.load_files(str(config))) as house:
        cycle.read_all(house, now)
        judge(house, now)
        known = {house.ledger.find(f"firm{index}.de").number: fate for index, fate in enumerate(FATES)}
        judged = _multiply(folder / "state" / "followup.db", known, customers)
        later = dict.fromkeys((CustomerNumber(number) for number in judged), now + DAY)
        seen = {number: Outlook(shut=False) for number in later}  # those who wait for room on the desk: looked at daily
        house.ledger.set_due(later | dict.fromkeys(list(later)[:DUE], now), seen)
    return Crowd(config=config, may_be_due=len(judged))


def _mails(index: int, fate: Fate, now: datetime) -> Iterator[tuple[str, bytes]]:
    buyer, last = f"buyer@firm{index}.de", ""
    for count, (letter, age) in enumerate(sorted(fate.letters, key=lambda one: -one[1])):
        ours = letter in OURS
        to, sender = (buyer, ME) if ours else (ME, buyer)
        name, thread = f"<{count}.{index}@{sender.partition('@')[2]}>", f"References: {last}\r\n" if last else ""
        head = f"From: {sender}\r\nTo: {to}\r\nMessage-ID: {name}\r\n{thread}"
        dated = f"Subject: {'Re: ' if last else ''}LED panel BL-641\r\nDate: {format_datetime(now - age * DAY)}\r\n"
        yield "Sent" if ours else "INBOX", f"{head}{dated}\r\n{LETTERS[letter]}\r\n\r\n{PADDING}\r\n".encode()
        last = f"{last} {name}".strip() if count < 12 else f"{last.partition(' ')[0]} {name}"


def _multiply(database: Path, known: Mapping[CustomerNumber, Fate], customers: int) -> list[int]:
    """Copy each customer until the shares are right; return the numbers of those who have to be judged."""
    engine = create_engine(f"sqlite:///{database}")
    judged: list[int] = []
    with engine.begin() as connection:
        first = max(known) + 1
        for number, fate in sorted(known.items()):
            count = customers * fate.of_thousand // 1000 - 1
            if fate.judged:
                judged += [number, *range(first, first + count)]
            _copy(connection, number, first, count, own_messages=fate.judged)
            first += count
    engine.dispose()
    return judged


def _copy(connection: Connection, number: int, first: int, count: int, *, own_messages: bool) -> None:
    """Make copies number `first` and up of one customer; Message-IDs stand in JSON as "id":"..."."""
    key = connection.execute(text(f"SELECT key FROM customer WHERE number = {number}")).scalar_one()
    copies = f"WITH RECURSIVE n(n) AS (VALUES ({first}) UNION ALL SELECT n + 1 FROM n WHERE n < {first + count - 1})"
    own = """replace({}, '"id":"', '"id":"c' || n.n || '.')"""
    changed = {"number": "n.n", "key": "'c' || n.n || '-' || t.key", "id": "NULL"}
    for table, where in (("customer", "number"), ("outlook", "number"), ("decision", "number"), ("picture", "key")):
        named = {"body": own.format("body")} if table == "picture" and own_messages else {}
        value = key if where == "key" else number
        _insert(connection, table, copies, changed | named, f"t.{where} = {value!r}")
    if own_messages:
        last = connection.execute(text("SELECT max(id) FROM message")).scalar_one()
        named = {"id": f"{last} + (n.n - {first}) * 100 + row_number() OVER (PARTITION BY n.n)",
                 "message_id": "'c' || n.n || '.' || t.message_id", "content": own.format("content")}  # fmt: skip
        _insert(connection, "message", copies, named, f"t.message_id LIKE '%.{key.removeprefix('firm')[:-3]}@%'")


def _insert(connection: Connection, table: str, copies: str, changed: Mapping[str, str], where: str) -> None:
    columns = [row.name for row in connection.execute(text(f"PRAGMA table_info({table})"))]
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(text(f"INSERT INTO {table} ({named}) {copies} SELECT {values} FROM {table} t, n WHERE {where}"))
