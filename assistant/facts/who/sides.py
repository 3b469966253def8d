"""Ours or theirs: which side of the table an address is on, and whether it is really there.

Public: `is_internal`, `carries_a_buyer`, `is_forged`. Source: definitions "kind" (internal, other).
"""

import re

from assistant.facts.parsing.forms import form_of
from assistant.facts.who.companies import is_robot
from assistant.facts.who.parties import is_ours
from assistant.model import Me, Message

_DMARC_OR_SPF_FAILED = re.compile(r"\b(?:dmarc=fail|spf=(?:fail|softfail))\b", re.I)
_PASSED = re.compile(r"\bdmarc\s*=\s*pass\b|\bdkim\s*=\s*pass\b", re.I)


def is_internal(message: Message, me: Me) -> bool:
    """Return whether sender and every recipient are ours; not a web form that carries a buyer (definitions)."""
    if not is_ours(message.sender.address, me):
        return False
    if is_robot(message.sender.address) and not message.sender.address.startswith(("system@", "root@")):
        return False  # our own mail server's bounce is a bounce
    people = [one.address for one in (*message.to, *message.cc, *message.bcc) if one.address]
    if not people:
        return not carries_a_buyer(message, me)  # a note or calendar entry, a circular to hidden colleagues
    if not all(is_ours(address, me) for address in people) or carries_a_buyer(message, me):
        return False
    return all(is_ours(one.address, me) for one in message.reply_to if one.address)


def carries_a_buyer(message: Message, me: Me) -> bool:
    """Return whether a mail in our own name is a web form that somebody outside filled in."""
    form = form_of(message.new_text) if not (message.in_reply_to or message.references or message.quoted) else None
    return form is not None and not is_ours(form.address, me)


def is_forged(message: Message, me: Me) -> bool:
    """Return whether an inbound mail only pretends to come from us: our address, but the receiving server says no.

    Signs: SPF or DMARC failed; or answers and bounces both go to strangers. The second alone also fits web forms,
    which send from our own domain (definitions "internal"), so it counts for exact own addresses only.
    """
    if not is_ours(message.sender.address, me) or is_robot(message.sender.address):
        return False  # our web form often fails SPF: the site's host is no mail server of ours
    checks = f"{message.headers.get('authentication-results', '')} {message.headers.get('received-spf', '')}"
    if _DMARC_OR_SPF_FAILED.search(checks) or checks.strip().lower().startswith("fail"):
        return not _PASSED.search(checks)
    path = message.headers.get("return-path", "").strip("<> ").lower()
    foreign_path = bool(path) and "@" in path and not is_ours(path, me)
    foreign_reply = any(one.address and not is_ours(one.address, me) for one in message.reply_to)
    return message.sender.address in me.addresses and foreign_path and foreign_reply
