"""Who outside our house one message concerns.

Public: `Party`, `parties`, `writer`, `is_ours`, `is_outbound`, `failed`; of lists `list_stamps`, `is_post_to_a_list`,
`is_group_of_the_sender`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.facts.parsing.forms import form_of
from assistant.facts.who.companies import company_key, host_of, is_freemail, is_list, is_portal, is_robot, registrable
from assistant.model import HUMAN_KINDS, Address, Direction, Facts, Kind, Me, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One address outside our own that a message concerns."""

    address: str  # lower case
    name: str  # as the header shows it, "" where none
    key: str  # of its company, see companies.company_key
    part: str  # from, to, cc, bcc, failed (a recipient that a bounce tells of) or told (whose mail we hand on)


_LIST_HEADERS = ("list-id", "list-post", "mailing-list")
_GROUP_HEADERS = ("list-post", "mailing-list", "x-beenthere")
_ADDRESS = re.compile(r"[^\s<>\"';,@]+@[^\s<>\"';,@]+")


def is_ours(address: str, me: Me) -> bool:
    """Return whether the address is our own or a colleague's."""
    if address in me.addresses:
        return True
    host = host_of(address)
    if not host or is_freemail(host):  # gmail.com among the own domains would make every buyer there a colleague
        return False
    return host in me.domains or registrable(host) in me.domains


def is_outbound(message: Message, facts: Facts, me: Me) -> bool:
    """Return whether we wrote it: as understanding judged (it sees forgeries, aliases in Sent and colleagues' mail to
    strangers), else by the sender's address.
    """
    if facts.direction is None:
        return message.sender.address in me.addresses
    return facts.direction is Direction.OUTBOUND


def writer(message: Message, facts: Facts, me: Me) -> Address:
    """Return who speaks in a message: the sender, or the buyer whom a form, a portal or his firm's group passes on: in
    Reply-To, or in the form's own fields.

    Reply-To is believed only there: a forged mail may show a customer in From and catch answers by Reply-To, so that
    a stranger's Reply-To must not stand for the sender. Source: trade set, "Unsure of" 3.
    """
    sender = message.sender
    passed_on = is_ours(sender.address, me) or is_robot(sender.address) or is_portal(host_of(sender.address))
    if facts.direction is not Direction.OUTBOUND and facts.kind in HUMAN_KINDS and passed_on:
        for address in message.reply_to:
            if address.address and not is_ours(address.address, me) and not is_robot(address.address):
                return address
        form = form_of(message.new_text)
        if form is not None and not is_ours(form.address, me):
            return Address(address=form.address, name=form.name or "")
    return _member(message, me) or sender


def _member(message: Message, me: Me) -> Address | None:
    """Return who writes through a group of his own firm, as the group's Reply-To tells; None where none does.

    Only an address of the same house is believed: a forged mail may catch answers by Reply-To.
    """
    house = registrable(host_of(message.sender.address))
    told = message.reply_to[0] if len(message.reply_to) == 1 else None
    if told is None or told.address == message.sender.address or registrable(host_of(told.address)) != house:
        return None
    passed_on = " via " in message.sender.name and not is_freemail(house) and is_group_of_the_sender(message, me)
    return told if passed_on else None


def failed(message: Message, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return the recipients that a bounce tells of, each with what happened ("permanent 5.1.1", "" where unknown)."""
    found = [
        (signal.value.lower(), signal.text) for signal in facts.signals if signal.name == "failed" and signal.value
    ]
    if not found:
        for name in ("final-recipient", "original-recipient"):
            address = _ADDRESS.search(message.report.get(name, "").rpartition(";")[2])
            if address:
                status = message.report.get("status", "")
                words = {"5": "permanent", "4": "temporary"}.get(status[:1], "")
                return ((address[0].lower(), f"{words} {status}".strip()),)
    return tuple(dict.fromkeys(found))


def parties(message: Message, facts: Facts, me: Me, split: Collection[str] = ()) -> tuple[Party, ...]:
    """Return the addresses outside our house that a message concerns, the writer first, each once.

    None for mail of our colleagues, and for mail through a mailing list: who writes there does not write to us. Mail
    among us concerns whose mail it hands on; a bounce the recipients it tells of, not the mail system.
    `split`: addresses the user took out of their companies.
    """
    if facts.kind is Kind.INTERNAL:
        told = facts.signal("quoted_answer")
        named = _ADDRESS.findall(told.text) if told is not None else []
        return _external([("told", Address(address=one.lower().strip(":.[]()"))) for one in named[:1]], me, split)
    if _through_a_list(message, facts, me):
        return ()
    if facts.kind is Kind.BOUNCE:
        return _external([("failed", Address(address=one)) for one, _ in failed(message, facts)], me, split)
    standing = []
    if not is_outbound(message, facts, me):
        who = writer(message, facts, me)
        if is_ours(who.address, me):
            return ()  # a colleague's mail to us, or one forged in our name
        standing = [("from", who)]
    standing += [("to", one) for one in message.to] + [("cc", one) for one in message.cc]
    standing += [("bcc", one) for one in message.bcc]
    return _external(standing, me, split)


def _external(standing: list[tuple[str, Address]], me: Me, split: Collection[str]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for part, one in standing:
        key = company_key(one.address, split)
        if key and one.address not in found and not is_ours(one.address, me) and not is_list(one.address):
            found[one.address] = Party(address=one.address, name=one.name, key=key, part=part)
    return tuple(found.values())


def list_stamps(message: Message, me: Me) -> tuple[str, ...]:
    """Return the headers by which a list marks its mail, lower case; none of a list of our own domain, which is no
    list: a group mailbox (sales@ as a Google group) stamps List-Id on customers' mail.
    """
    stamps = tuple(message.headers[name].lower() for name in _LIST_HEADERS if name in message.headers)
    return () if any(domain in stamp for stamp in stamps for domain in me.domains) else stamps


def is_group_of_the_sender(message: Message, me: Me) -> bool:
    """Return whether a group of the writer's own firm passed his mail on to us ("'Marta Nowak' via Purchasing").

    Newsletters carry a List-Id too; only groups of people also take mail (List-Post, Mailing-List).
    """
    house = registrable(host_of(message.sender.address))
    stamps = list_stamps(message, me)
    takes_mail = " via " in message.sender.name or any(name in message.headers for name in _GROUP_HEADERS)
    return bool(house) and _is_to_us(message, me) and takes_mail and any(house in stamp for stamp in stamps)


def is_post_to_a_list(message: Message, me: Me) -> bool:
    """Return whether a mail is said to a list that is not of the writer's firm, whoever else gets a copy.

    So it is with no address of ours in To or Cc, with the list's name as a tag in the subject, with the list's headers
    and its address together, and with the list in To and us in Cc. A list that a buyer copies is none: he writes to us.
    """
    if not _is_to_us(message, me):
        return any(is_list(one.address) for one in (*message.to, *message.cc)) or bool(list_stamps(message, me))
    house = registrable(host_of(message.sender.address))
    stamps = list_stamps(message, me)
    lists = [
        one.address
        for one in (*message.to, *message.cc)
        if (is_list(one.address) and not is_ours(one.address, me)) or _is_named(one.address, stamps)
    ]
    if any(registrable(host_of(one)) != house for one in lists):
        to_us = any(is_ours(one.address, me) for one in message.to)
        return bool(stamps) or not to_us or any(_is_tagged(message.subject, one) for one in lists)
    return False


def _is_named(address: str, stamps: tuple[str, ...]) -> bool:
    """Return whether it is the list's own address: makers@lists.firm.example is <makers.lists.firm.example>."""
    return any(address in stamp or address.replace("@", ".") in stamp for stamp in stamps)


def _is_tagged(subject: str, address: str) -> bool:
    return f"[{address.partition('@')[0]}]" in subject.lower()


def _is_to_us(message: Message, me: Me) -> bool:
    return any(is_ours(one.address, me) for one in (*message.to, *message.cc))


def _through_a_list(message: Message, facts: Facts, me: Me) -> bool:
    """Return whether a list brought the mail; newsletters carry the same headers, but they are judged bulk before.

    A mail of ours to a list concerns nobody; one to a buyer that copies a list concerns the buyer.
    """
    if facts.kind is Kind.BULK:
        return False
    if is_outbound(message, facts, me):
        lists = [one.address for one in (*message.to, *message.cc) if is_list(one.address)]
        return any(_is_tagged(message.subject, one) for one in lists)
    return is_post_to_a_list(message, me)
