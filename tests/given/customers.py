"""What is known of a customer: seen mail, touches, histories. Muster GmbH of Germany and its Anna unless told."""

from collections.abc import Sequence

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import Corrections, Known, assemble
from assistant.model import (
    Customer,
    CustomerNumber,
    Direction,
    Facts,
    History,
    Kind,
    Message,
    MessageId,
    Person,
    Role,
    Settings,
    Touch,
)
from tests.given.messages import facts
from tests.given.parties import ANNA, ME, US, at


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
