"""Who a company is and what passed between it and us, put together from all messages that concern it.

Public: `Seen`, `Corrections`, `Known`, `assemble`, `code`, `parse_code`; `parties` and `company_key` say beforehand
which messages those are. Pure, and independent of the order in which messages were read: a rebuild gives the same.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.almanac.countries import region_of
from assistant.facts.customers import origin, people, roles, touches
from assistant.facts.customers.evidence import NO_CORRECTIONS, Case, Corrections, Seen
from assistant.facts.who.companies import company_key, host_of, is_freemail, registrable
from assistant.facts.who.parties import Party, parties
from assistant.model import ForeignDraft, Grade, Me, MessageId, Person, Touch

__all__ = ["Corrections", "Known", "Party", "Seen", "assemble", "code", "company_key", "parse_code", "parties"]

_CODE = re.compile(r"\s*([A-Z]{2,3})-(\d{1,6})(?:-([A-D]))?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that the mail says of one company (or free-mail person)."""

    role: str  # customer, supplier, colleague, service or known; only customers are ever judged
    why: str  # in words, why it has that role
    key: str  # the one of `keys` that stands for it: a domain before private addresses, the oldest first
    keys: frozenset[str]  # those asked for and those proved to be the same customer: derive it again with them
    domain: str  # of `key`; for free-mail the host
    domains: tuple[str, ...]  # confirmed ones, `domain` first; without hosts of private mail
    company: str | None
    reached_at: tuple[str, ...]  # telephone numbers and domains of web sites, as its people sign
    country: str | None
    timezone: str | None
    region: str  # XX where the country is unknown
    people: tuple[Person, ...]  # by address
    touches: tuple[Touch, ...]  # oldest first
    foreign_drafts: tuple[ForeignDraft, ...]
    is_freemail: bool


def assemble(
    keys: Collection[str],
    seen: Sequence[Seen],
    me: Me,
    *,
    ours: Collection[MessageId] = (),
    tokens: Collection[MessageId] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> Known:
    """Return what is known of the customer that owns `keys` (several after a merge).

    `seen`: every message with one of the keys among its `parties`, every message that names one of our Message-IDs
    to this customer, and the mails of ours that those name (an answer in another company's thread makes no customer);
    other mail among them is left aside. `ours`: ids of our mail to this customer
    that may not be in `seen` (erased, or read later). `tokens`: message ids and tokens of the assistant's own drafts,
    which are no drafts of the user's. Source: definitions "Who is judged".
    """
    case = touches.gather(frozenset(keys), seen, me, frozenset(ours), frozenset(tokens), corrections)
    owned = frozenset(keys) | case.joined
    if case.joined and not case.joined <= frozenset(keys):
        # Somebody proved to be of this customer: what else came from there is the customer's as well.
        case = touches.gather(owned, seen, me, frozenset(ours), frozenset(tokens), corrections)
        owned |= case.joined
    key = _first_key(case, frozenset(keys), corrections)
    country = origin.country(case, owned, key)
    role, why = roles.role(case, owned, me, corrections)
    freemail = is_freemail(host_of(key)) if "@" in key else False
    domain = (host_of(key) if freemail else registrable(host_of(key))) if "@" in key else key
    domains = (domain, *sorted(one for one in owned if "@" not in one and one != domain))
    return Known(
        role=role,
        why=why,
        key=key,
        keys=owned,
        domain=domain,
        domains=domains,
        company=people.company(case),
        reached_at=people.reached_at(case),
        country=country,
        timezone=origin.timezone(case, country),
        region=region_of(country),
        people=people.people(case, owned, me, corrections),
        touches=case.touches,
        foreign_drafts=case.foreign_drafts,
        is_freemail=freemail,
    )


def _first_key(case: Case, keys: frozenset[str], corrections: Corrections) -> str:
    """Return the key that stands for the customer: a company's domain before private addresses, the oldest first.

    A second domain that is proved later must not rename the customer.
    """
    oldest: dict[str, datetime] = {}
    for one in case.writings:
        message = one.seen.message
        for address in (one.writer, *(one.address for one in (*message.to, *message.cc, *message.bcc))):
            oldest.setdefault(company_key(address, corrections.split), one.touch.at)
    never = datetime.max.replace(tzinfo=UTC)
    return min(keys, key=lambda key: ("@" in key, oldest.get(key, never), key))


def code(region: str, number: int, grade: Grade | None = None) -> str:
    """Return the code by which people know a customer: EU-001-A; without a grade EU-001. `number` is the serial."""
    return f"{region}-{number:03d}" + (f"-{grade}" if grade else "")


def parse_code(text: str) -> tuple[str, int] | None:
    """Return region and serial of a code with any or no grade letter; None where the text is no code."""
    found = _CODE.fullmatch(text)
    return (found[1].upper(), int(found[2])) if found else None
