"""Domains that look like another customer's: flagged for the seller, never merged, never proof of anything.

Public: `lookalikes`. Fraud with changed bank details begins with such a domain. Two domains look alike when their names
are the same after signs that are mistaken for one another are made one (0 and o, 1 and l, rn and m, vv and w, hyphens),
or differ by one letter, or are the same under another ending that nobody of both writes from.
"""

from collections import defaultdict
from collections.abc import Collection

from assistant.facts.who.companies import registrable

SHORTEST = 6  # letters of a name: shorter ones differ by one letter too often
_SAME = (("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("rn", "m"), ("vv", "w"), ("-", ""))


def lookalikes(domains: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each domain that looks like others, those others, sorted. Cost grows with the number of domains."""
    names = {domain: _name(domain) for domain in domains if "@" not in domain}
    seen: dict[str, set[str]] = defaultdict(set)
    for domain, name in names.items():
        if len(name) >= SHORTEST:
            for key in _keys(name):
                seen[key].add(domain)
    found: dict[str, set[str]] = defaultdict(set)
    for together in seen.values():
        for domain in together:
            others = (other for other in together if registrable(other) != registrable(domain))
            found[domain] |= {other for other in others if _is_near(names[domain], names[other])}
    return {domain: tuple(sorted(alike)) for domain, alike in sorted(found.items()) if alike}


def _name(domain: str) -> str:
    return registrable(domain).partition(".")[0].casefold()


def _folded(name: str) -> str:
    for written, meant in _SAME:
        name = name.replace(written, meant)
    return name


def _keys(name: str) -> set[str]:
    """Return the name and all it is with one letter left out: names that differ by one letter share one of these."""
    folded = _folded(name)
    return {folded, *(folded[:at] + folded[at + 1 :] for at in range(len(folded)))}


def _is_near(name: str, other: str) -> bool:
    one, two = sorted((_folded(name), _folded(other)), key=len)
    if one == two:
        return True
    if len(two) - len(one) > 1:
        return False
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1 or _is_swapped(one, two)
    return any(one == two[:at] + two[at + 1 :] for at in range(len(two)))


def _is_swapped(one: str, two: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    return len(apart) == 2 and one[apart[0]] == two[apart[1]] and one[apart[1]] == two[apart[0]]
