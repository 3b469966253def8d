"""Which of our mails to a customer did not arrive, and whose address is dead. Public: `Failures`, `trace`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.facts.customers.evidence import Seen, Writing
from assistant.facts.who import thread
from assistant.facts.who.companies import host_of, registrable
from assistant.facts.who.parties import failed, is_ours
from assistant.model import Direction, Kind, Me, Message, MessageId, Touch

_WINDOW = timedelta(days=6)  # servers give up after five days
# Only unknown or disabled user is for ever; full, spam, policy, temporary and delayed are not (definitions "bounce").
_DEAD = re.compile(r"\b5\.(1\.\d{1,3}|2\.1)\b")
_ID = re.compile(r"<([^<>\s]+)>")
_ID_FIELDS = ("original-message-id", "message-id", "x-original-message-id", "references", "in-reply-to")


@dataclass(slots=True, kw_only=True)
class Failures:
    """What the bounces of one customer say."""

    bounced: set[MessageId] = field(default_factory=set)  # our mails that failed for all their recipients
    dead: dict[str, tuple[datetime, str]] = field(default_factory=dict)  # address -> when, status; the latest
    touches: list[Touch] = field(default_factory=list)  # the bounces themselves, as part of the story


def trace(bounces: Sequence[Seen], writings: Sequence[Writing], me: Me) -> Failures:
    """Return what failed, by the Message-ID that a bounce names, else by the failed address and the time."""
    found = Failures()
    sent = [one for one in writings if one.touch.direction is Direction.OUTBOUND]
    recipients = {one.touch.message_id: _recipients(one, me) for one in sent}
    missed: dict[MessageId, set[str]] = {}
    for bounce in bounces:
        told = failed(bounce.message, bounce.facts)
        mail = _original(bounce.message, told, sent, recipients)
        if mail is None or mail.touch.message_id is None:
            continue
        to = recipients[mail.touch.message_id]
        if any(one.what == "bounce.delay" for one in bounce.facts.evidence):
            found.touches.append(_touch(bounce, mail))
            continue  # late, not lost: the words of such a report name no failed address
        if len(to) == 1 and all(_is_inside(address, next(iter(to))) for address, _ in told):
            told = ((next(iter(to)), told[0][1] if told else ""),)
        final = [(address, text) for address, text in told if _is_final(bounce.message, text)]
        missed.setdefault(mail.touch.message_id, set()).update(address for address, _ in final)
        for address, text in final:
            if _DEAD.search(text):
                before = found.dead.get(address)
                when = max(bounce.message.at, before[0]) if before else bounce.message.at
                found.dead[address] = (when, text)
        found.touches.append(_touch(bounce, mail))
    for message_id, addresses in missed.items():
        if recipients[message_id] and recipients[message_id] <= addresses:
            found.bounced.add(message_id)
    return found


def _is_inside(named: str, recipient: str) -> bool:
    """Return whether a report names the recipient by an inner address of his house, which no mail from outside reaches.

    Another name in his house may be one member of a group, and an address elsewhere that of a forward: the recipient
    himself may have had the mail.
    """
    host = host_of(named)
    if "." not in host:
        return True
    own = named.partition("@")[0] == recipient.partition("@")[0]
    return own and named != recipient and registrable(host) == registrable(host_of(recipient))


def _recipients(one: Writing, me: Me) -> frozenset[str]:
    message = one.seen.message
    standing = (*message.to, *message.cc, *message.bcc)
    return frozenset(address.address for address in standing if address.address and not is_ours(address.address, me))


def _is_final(message: Message, text: str) -> bool:
    """Return whether the mail did not arrive; a delay is no failure, a given-up 4.x.x is."""
    action = message.report.get("action", "").strip().lower()
    return action == "failed" if text.startswith("temporary") else action not in ("delayed", "relayed", "delivered")


def _original(
    bounce: Message,
    told: tuple[tuple[str, str], ...],
    sent: Sequence[Writing],
    recipients: dict[MessageId | None, frozenset[str]],
) -> Writing | None:
    # The last id named is the nearest: References of a bounce end with the mail that failed.
    named = [*thread.parents(bounce)]
    named += [MessageId(one) for name in _ID_FIELDS for one in _ID.findall(bounce.report.get(name, ""))]
    by_id = {one.touch.message_id: one for one in sent}
    for one in reversed(named):
        if one in by_id:
            return by_id[one]
    addresses = {address for address, _ in told}
    for mail in reversed(sent):
        # Clocks of mail systems differ by minutes; a bounce may seem to come before its mail.
        near = -timedelta(minutes=30) <= bounce.at - mail.touch.at <= _WINDOW
        if near and not addresses.isdisjoint(recipients[mail.touch.message_id]):
            return mail
    return None


def _touch(bounce: Seen, mail: Writing) -> Touch:
    return Touch(
        at=bounce.message.at,
        direction=Direction.INBOUND,
        kind=Kind.BOUNCE,
        message_id=bounce.message.message_id,
        thread=mail.touch.thread,
        references=thread.parents(bounce.message),
        writer=bounce.message.sender.address,
        subject=bounce.message.subject,
        text=bounce.message.new_text,
        language=bounce.facts.language,
        facts=bounce.facts,
        mailbox=bounce.mailbox,
    )
