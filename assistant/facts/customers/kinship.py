"""Customers that may be one firm: proposed to the seller with the reason, never joined by themselves.

Public: `Firm`, `Kin`, `kin`. Two customers may be one where the same company, the same telephone number or the other's
web site stands in their signatures, or where a private address bears the name of somebody known. A domain that is
spelled nearly like the other's is never proposed: who imitates a firm copies its signature too (`lookalikes`). What
proves it so that mail is joined without asking stands in `confirm`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.facts.customers.confirm import firm_name
from assistant.facts.customers.lookalikes import lookalikes
from assistant.facts.who.companies import is_everybodys, is_freemail, registrable
from assistant.facts.who.contacts import is_company
from assistant.model import CustomerNumber

_MANY = 4  # customers with one sign: an agent's number, a word that every second firm bears
_SHORTEST = 5  # letters of a name that can be told from another


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A customer as it is searched for."""

    number: CustomerNumber
    domain: str  # for free-mail the host
    known_as: tuple[str, ...]  # company, domains, web site, telephone numbers, people's names and addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Another customer that may be the same firm."""

    number: CustomerNumber
    because: str


def kin(firms: Iterable[Firm]) -> dict[CustomerNumber, tuple[Kin, ...]]:
    """Return, per number, the customers that may be the same firm, by number. Cost grows with the number of firms."""
    by_number = {firm.number: firm for firm in firms}
    bearers: dict[tuple[str, str], list[CustomerNumber]] = defaultdict(list)
    for firm in by_number.values():
        for sign in sorted(_signs(firm)):
            bearers[sign].append(firm.number)
    alike = lookalikes([firm.domain for firm in by_number.values() if not is_freemail(firm.domain)])
    found: dict[CustomerNumber, dict[CustomerNumber, str]] = defaultdict(dict)
    for (sort, shown), numbers in sorted(bearers.items()):
        if sort == "name" and any(_is_firms(by_number[number], shown) for number in numbers):
            sort = "company"
        for one, other in combinations(numbers, 2) if len(numbers) <= _MANY else ():
            if _may_be_one(by_number[one], by_number[other], sort, alike):
                because = _BECAUSE[sort].format(shown)
                found[one].setdefault(other, because)
                found[other].setdefault(one, because)
    return {
        number: tuple(Kin(number=other, because=why) for other, why in sorted(others.items()))
        for number, others in sorted(found.items())
    }


_BECAUSE = {
    "company": "both sign as the same company",
    "domain": "{} is the web site of both",
    "name": "a private address bears the name of somebody there",
    "phone": "both sign with {}",
}


def _signs(firm: Firm) -> set[tuple[str, str]]:
    """Return what a customer can be recognised by: (sort, in one spelling)."""
    found = set()
    for line in firm.known_as:
        if "@" in line:
            continue
        name = firm_name(line)
        if line.startswith("+") and line[1:].isdecimal():
            found.add(("phone", line))
        elif "." in line and " " not in line and line.isascii():
            domain = registrable(line)
            if not is_everybodys(domain):
                found.add(("domain", domain))
        elif len(name) >= _SHORTEST or (len(name) >= 2 and not name.isascii()):
            found.add(("name", name))
    return found


def _is_firms(firm: Firm, name: str) -> bool:
    """Return whether the name is that of a company, by the legal form it is signed with."""
    return any(firm_name(line) == name and is_company(line) for line in firm.known_as)


def _may_be_one(one: Firm, other: Firm, sort: str, alike: Mapping[str, Sequence[str]]) -> bool:
    if sort == "name" and is_freemail(one.domain) == is_freemail(other.domain):
        return False  # two firms may have a Michael Müller each
    imitates = other.domain in alike.get(one.domain, ())
    return not imitates or _label(one.domain) == _label(other.domain)


def _label(domain: str) -> str:
    return registrable(domain).partition(".")[0]
