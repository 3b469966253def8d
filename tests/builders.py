"""Builders with defaults, so that a test names only what matters: messages, facts, seen mail, touches, histories.

Two parties appear unless told otherwise: Lin Wei of Brightline (we), and Anna of Muster GmbH (the customer). Times are
given as text, "2026-03-10 09:00", in UTC.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import Corrections, Known, assemble
from assistant.model import (
    Address,
    Customer,
    CustomerNumber,
    Direction,
    Facts,
    History,
    Kind,
    Me,
    Message,
    MessageId,
    Person,
    PersonName,
    Role,
    Settings,
    Signal,
    Touch,
)

US = "lin@brightline.example"
ANNA = "anna@muster-leuchten.de"
ME = Me(
    name="Lin Wei",
    company="Brightline Lighting Co., Ltd.",
    addresses=frozenset({US, "sales@brightline.example"}),
    domains=frozenset({"brightline.example"}),
    timezone="Asia/Shanghai",
    country="CN",
)


def at(text: str) -> datetime:
    """Return the moment of "2026-03-10" or "2026-03-10 09:00" in UTC; a date alone is 09:00."""
    return datetime.fromisoformat(text if len(text) > 10 else f"{text} 09:00").replace(tzinfo=UTC)


def address(text: str) -> Address:
    """Return the address of "anna@firm.de" or "Anna Muster <anna@firm.de>"."""
    name, _, rest = text.rpartition("<")
    return Address(address=(rest or text).strip(" >").lower(), name=name.strip())


def message(
    message_id: str,
    when: str,
    sender: str = ANNA,
    to: str = US,
    *,
    cc: str = "",
    bcc: str = "",
    reply_to: str = "",
    subject: str = "LED panels",
    answers: str = "",
    text: str = "",
    signature: str | None = None,
    offset_minutes: int | None = None,
    headers: dict[str, str] | None = None,
    report: dict[str, str] | None = None,
) -> Message:
    """Return a message; `to`, `cc`, ... and `answers` hold several separated by a comma or a space."""

    def several(value: str) -> tuple[Address, ...]:
        return tuple(address(one) for one in value.split(",") if one.strip())

    chain = tuple(MessageId(one) for one in answers.split())
    return Message(
        message_id=MessageId(message_id),
        at=at(when),
        sender=address(sender),
        to=several(to),
        cc=several(cc),
        bcc=several(bcc),
        reply_to=several(reply_to),
        subject=subject,
        in_reply_to=chain[-1:],
        references=chain,
        new_text=text,
        signature=signature,
        date_offset_minutes=offset_minutes,
        headers=headers or {},
        report=report or {},
    )


def facts(
    kind: str = "reply",
    direction: str = "inbound",
    *,
    signals: Sequence[Signal] = (),
    language: str | None = "en",
    name: str = "",
    company: str | None = None,
    phone: str | None = None,
    country: str | None = None,
) -> Facts:
    """Return facts of a kind, sure of it."""
    return Facts(
        direction=Direction(direction),
        kind=Kind(kind),
        confidence=1.0,
        signals=tuple(signals),
        language=language,
        name=PersonName(full=name, sure=True) if name else None,
        company=company,
        phone=phone,
        country=country,
    )


def mail(message: Message, kind: str = "reply", *roles: Role, known: Facts | None = None) -> Seen:
    """Return a message as it lies in a folder: what we wrote in Sent, all else in the inbox."""
    direction = "outbound" if message.sender.address in ME.addresses else "inbound"
    folders = roles or ((Role.SENT,) if direction == "outbound" else (Role.INBOX,))
    return Seen(message=message, facts=known or facts(kind, direction), roles=frozenset(folders), mailbox="lin")


def known_of(
    *seen: Seen,
    keys: Sequence[str] = ("muster-leuchten.de",),
    said: Corrections | None = None,
    tokens: Sequence[str] = (),
) -> Known:
    """Return what these mails make of a customer."""
    return assemble(keys, seen, ME, tokens=[MessageId(one) for one in tokens], corrections=said or Corrections())


def touch(when: str, direction: str = "outbound", kind: str = "reply", **more: object) -> Touch:
    """Return a touch between us and Anna."""
    ours = direction == "outbound"
    values: dict[str, object] = {
        "at": at(when),
        "direction": Direction(direction),
        "kind": Kind(kind),
        "message_id": MessageId(f"{when}@test"),
        "writer": US if ours else ANNA,
        "to": (ANNA,) if ours else (US,),
        "facts": facts(kind, direction),
    }
    return Touch(**{**values, **more})  # type: ignore[arg-type]  # a builder passes on what the test names


def customer(**more: object) -> Customer:
    """Return Muster GmbH of Germany."""
    values: dict[str, object] = {
        "number": CustomerNumber(1),
        "region": "EU",
        "key": "muster-leuchten.de",
        "domain": "muster-leuchten.de",
        "domains": ("muster-leuchten.de",),
        "company": "Muster Leuchten GmbH",
        "country": "DE",
        "timezone": "Europe/Berlin",
    }
    return Customer(**{**values, **more})  # type: ignore[arg-type]  # as above


def person(address: str = ANNA, **more: object) -> Person:
    """Return a confirmed person of the customer."""
    values: dict[str, object] = {"address": address, "confirmed": True, "language": "en"}
    return Person(**{**values, **more})  # type: ignore[arg-type]  # as above


def history(*touches: Touch, settings: Settings | None = None, **more: object) -> History:
    """Return the history of Muster GmbH with these touches."""
    values: dict[str, object] = {
        "customer": customer(),
        "people": (person(),),
        "touches": tuple(sorted(touches, key=lambda one: one.at)),
        "settings": settings or Settings(),
    }
    return History(**{**values, **more})  # type: ignore[arg-type]  # as above
