"""What identification works on: messages as they lie in the folders, and the user's corrections.

Public: `Seen`, `Corrections`, `Writing`, `Case`, `merged`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.model import Facts, ForeignDraft, Message, MessageId, Role, Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One message with all its copies: the same mail in two folders or mailboxes is one."""

    message: Message
    facts: Facts  # already as the user corrected them (`followup mark`)
    roles: frozenset[Role]  # of every folder that holds a copy, or last held it
    mailbox: str = ""  # config name of the (first) mailbox
    received: datetime | None = None  # INTERNALDATE of the first copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What the user said about who is whom; stands above every inference. A merge is several keys of one customer."""

    split: frozenset[str] = frozenset()  # addresses taken out of their companies, lower case
    declared: bool = False  # the user imported this customer or set something of it: it is one, whatever mail says


NO_CORRECTIONS = Corrections()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A message of this customer, or to it, with what was found about its writer."""

    seen: Seen
    touch: Touch
    by_customer: bool  # from one of its own addresses; False: ours, or a stranger's answer to us
    writer: str  # address, lower case
    name: str  # as the header shows it
    answers: tuple[MessageId, ...] = ()  # ids it answers, by its headers or by what it quotes
    by_quotation: bool = False  # no header ties it to our mail, only our text below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The messages that concern one customer, sorted out."""

    writings: tuple[Writing, ...] = ()  # oldest first
    touches: tuple[Touch, ...] = ()  # oldest first; also answers that no message of theirs shows
    foreign_drafts: tuple[ForeignDraft, ...] = ()
    joined: frozenset[str] = (
        frozenset()
    )  # keys of strangers whose signature and name proved them to be of this customer
    confirmed: frozenset[str] = frozenset()  # their addresses
    to_others: frozenset[str] = frozenset()  # ids of our mail to other companies, this one at most in Cc
    failures: Mapping[str, tuple[datetime, str]] = field(default_factory=dict)  # address -> last bounce: when, what


def merged(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Return each message once, oldest first, with the roles of all its copies."""
    found: dict[MessageId, Seen] = {}
    for one in sorted(seen, key=lambda one: (one.message.at, one.message.message_id, one.mailbox, sorted(one.roles))):
        before = found.get(one.message.message_id)
        found[one.message.message_id] = replace(before, roles=before.roles | one.roles) if before else one
    return tuple(found.values())
