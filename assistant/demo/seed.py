"""The invented mailbox: every plot of every customer as RFC 5322 mails in folders, the same for the same `now`.

Public: `mailbox`, `Seeded`, `ME`.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from assistant.almanac import countries, zones
from assistant.demo.plots import PLOTS, Event

ADDRESS = "lin@brightline.example"
ME = {
    "name": "Lin Wei",
    "company": "Brightline Lighting Co., Ltd.",
    "addresses": [ADDRESS, "sales@brightline.example"],
    "domains": ["brightline.example"],
    "timezone": "Asia/Shanghai",
    "language": "en",
    "signature": "Lin Wei\nExport Manager, Brightline Lighting Co., Ltd.\n",
}
SELLER_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """One mail of the invented mailbox."""

    folder: str
    at: datetime
    raw: bytes


@dataclass(slots=True)
class _Thread:
    subject: str = ""
    ids: tuple[str, ...] = ()
    last: str = ""  # text to be quoted below
    last_by: str = ""
    last_on: str = ""


def mailbox(now: datetime) -> tuple[Seeded, ...]:
    """Return every mail, oldest first: about 50 customers, 750 mails, 18 months."""
    letters = _data("letters.yaml") | {"in": _data("letters_in.yaml")}
    mails: list[Seeded] = []
    for place, customer in enumerate(_data("customers.yaml")):
        mails += _plot(customer, place, letters, now)
    mails += _noise(letters, now)
    return tuple(sorted(mails, key=lambda mail: (mail.at, mail.raw)))


def _plot(customer: dict[str, Any], place: int, letters: dict[str, Any], now: datetime) -> Iterator[Seeded]:
    thread = _Thread()
    events = [event for event in PLOTS[customer["plot"]] if event.days >= 0]
    for number, event in enumerate(sorted(events, key=lambda event: -event.days)):
        at = _working_hour(now - timedelta(days=event.days), event, customer, place, now)
        yield _mail(customer, place, number, event, letters, thread, at, now)


def _mail(
    customer: dict[str, Any],
    place: int,
    number: int,
    event: Event,
    letters: dict[str, Any],
    thread: _Thread,
    at: datetime,
    now: datetime,
) -> Seeded:
    slots = _slots(customer, now)
    spoken = letters["in"].get(customer.get("language"), {}) if event.who == "them" else {}
    letter = spoken.get(event.letter, letters[event.letter])
    if event.new_thread or not thread.ids:
        begun = letter["subject"][place % len(letter["subject"])].format(**slots, subject=slots["product"])
        thread.subject = begun.removeprefix("Re: ")
        thread.ids = ()
        thread.last = ""
    subject = letter["subject"][place % len(letter["subject"])].format(**slots, subject=thread.subject)
    text = letter["text"][(place + number) % len(letter["text"])].format(**slots)
    message = EmailMessage()
    theirs = _full_name(customer), slots["address"]
    mine = "Lin Wei", ADDRESS
    sender, receiver = (mine, theirs) if event.who == "us" else (theirs, mine)
    if event.who == "postmaster":
        sender = ("Mail Delivery System", f"MAILER-DAEMON@mx.{customer['domain']}")
    message["From"], message["To"] = _mailbox(*sender), _mailbox(*receiver)
    message["Subject"] = subject
    message["Date"] = at
    message_id = _message_id(customer, number, at)
    message["Message-ID"] = message_id
    if thread.ids and event.letter != "their_newsletter":
        message["In-Reply-To"] = thread.ids[-1]
        message["References"] = " ".join(thread.ids)
    _robot_headers(message, event)
    signature = ME["signature"] if event.who == "us" else _signature(customer) if event.who == "them" else ""
    quoted = (
        f"\nOn {thread.last_on}, {thread.last_by} wrote:\n{thread.last}"
        if thread.last and event.who in ("us", "them")
        else ""
    )
    message.set_content(f"{text}\n{signature}{quoted}")
    if event.who in ("us", "them"):
        thread.ids = (*thread.ids, message_id)[-8:]
        thread.last = "".join(f"> {line}\n" for line in text.splitlines()[:12])
        thread.last_by, thread.last_on = sender[0], f"{at:%d %b %Y}"
    folder = event.folder or ("Sent" if event.who == "us" else "INBOX")
    return Seeded(folder=folder, at=at, raw=message.as_bytes())


def _robot_headers(message: EmailMessage, event: Event) -> None:
    if event.who == "robot":
        if event.letter == "their_newsletter":
            message["List-Unsubscribe"] = "<https://news.example/unsubscribe>"
            message["Precedence"] = "bulk"
        else:
            message["Auto-Submitted"] = "auto-replied"
    elif event.who == "postmaster":
        message["Auto-Submitted"] = "auto-replied"
        message["Return-Path"] = "<>"


def _slots(customer: dict[str, Any], now: datetime) -> dict[str, Any]:
    given, family, _ = customer["person"].split("|")
    plain = unicodedata.normalize(
        "NFKD", f"{given}.{family}".lower().replace("ı", "i").replace("ł", "l").replace("ø", "o")
    )
    local = customer.get("mail") or plain.encode("ascii", "ignore").decode().replace(" ", "")
    later = now + timedelta(days=100)
    return {
        **customer,
        "given": given,
        "family": family,
        "address": f"{local}@{customer['domain']}",
        "me": "Lin Wei",
        "later_month": f"{later:%B}",
        "back": f"{now + timedelta(days=12):%d %B %Y}",
        "back_early": f"{now - timedelta(days=25):%d %B %Y}",
    }


def _full_name(customer: dict[str, Any]) -> str:
    given, family, _ = customer["person"].split("|")
    first = {"zh": f"{family}{given}", "ja": f"{family} {given}"}
    return first.get(customer.get("language", "en"), f"{given} {family}")


def _signature(customer: dict[str, Any]) -> str:
    title = customer["person"].split("|")[2]
    lines = (_full_name(customer), title, customer["company"], customer["city"], customer.get("phone", ""))
    return "".join(f"{line}\n" for line in lines if line)


def _mailbox(name: str, address: str) -> str:
    from email.utils import formataddr

    return formataddr((name, address))


def _message_id(customer: dict[str, Any], number: int, at: datetime) -> str:
    digest = hashlib.sha256(f"{customer['person']}{customer['domain']}{number}{at:%Y%m%d}".encode()).hexdigest()
    return f"<{digest[:20]}@{customer['domain']}>"


def _working_hour(at: datetime, event: Event, customer: dict[str, Any], place: int, now: datetime) -> datetime:
    """Return a time of day that fits the writer's zone, never later than the demo's present."""
    country = countries.country_of_domain(customer["domain"])
    zone = (
        SELLER_ZONE if event.who in ("us", "colleague") else ZoneInfo((country and zones.main_zone(country)) or "UTC")
    )
    if event.days < 2:
        return at.astimezone(zone).replace(microsecond=0)
    local = at.astimezone(zone).replace(hour=9 + place % 8, minute=(place * 7) % 60, second=0, microsecond=0)
    return min(local, now.astimezone(zone) - timedelta(minutes=5))


def _noise(letters: dict[str, Any], now: datetime) -> Iterator[Seeded]:
    """Suppliers, fairs and colleagues: what else lies in a seller's mailbox, and must never be chased."""
    supplier = {"domain": "alu-profile-demo.cn", "person": "Chen|Jun|Sales", "company": "Alu Profile", "city": "Foshan"}
    fair = {"domain": "lightfair.example", "person": "Light|Fair|", "company": "Light Fair", "city": ""}
    mei = {"domain": "brightline.example", "person": "Mei|Zhou|", "company": "", "city": ""}
    goods = {"product": "", "price": "", "currency": "", "incoterm": "", "quantity": ""}
    plan = [
        (supplier, "us", "supplier_question", 18, 30),
        (supplier, "them", "supplier_quote", 18, 30),
        (fair, "robot", "fair_newsletter", 36, 15),
        (mei, "them", "colleague", 26, 20),
    ]
    for who, part, letter, count, step in plan:
        for number in range(count):
            event = Event(days=number * step + 3, who=part, letter=letter, new_thread=True)
            at = (now - timedelta(days=event.days)).astimezone(SELLER_ZONE).replace(microsecond=0)
            mail = _mail({**goods, **who}, number, number, event, letters, _Thread(), at, now)
            if letter == "fair_newsletter":
                mail = Seeded(
                    folder=mail.folder,
                    at=mail.at,
                    raw=mail.raw.replace(b"Auto-Submitted: auto-replied", b"List-Id: <news.lightfair.example>"),
                )
            yield mail


def _data(name: str) -> Any:
    return yaml.safe_load(resources.files("assistant.demo").joinpath(name).read_text(encoding="utf-8"))
