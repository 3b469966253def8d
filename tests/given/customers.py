"""Seen mail, and what it makes of a customer: Muster GmbH of Germany and its Anna unless told."""

from collections.abc import Sequence

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import Corrections, Known, assemble
from assistant.model import Facts, Message, MessageId, Role
from tests.given.messages import facts
from tests.given.parties import ME


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
