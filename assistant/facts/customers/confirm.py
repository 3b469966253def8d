"""Which stranger who answered our mail is proved, by his own signature and name, to be of the customer.

Public: `proved`, `firm_name`. A display name alone proves nothing, and a host that only looks like the customer's
never does.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from assistant.facts.customers.evidence import Writing
from assistant.facts.who.companies import host_of, is_freemail, registrable
from assistant.model import HUMAN_KINDS, Direction

_LOOK_ALIKE = 0.88  # reuter-licht and reuter-1icht are 0.92 alike; bhp and bhpbilliton 0.43
_LEGAL = re.compile(
    r"\b(gmbh|ag|kg|ohg|ltd|limited|llc|inc|corp|co|company|plc|bv|nv|sa|sas|sarl|srl|spa|sl|lda|ltda|as|ab|oy|aps|doo"
    r"|d o o|kft|zrt|sp z o o|sro|s r o|ooo|ооо|zao|pvt|private|pte|sdn|bhd|pt|cv|fze|fzco|est|trading|group|holding"
    r"|international)\b"
)


def proved(writings: Sequence[Writing], keys: Collection[str], split: Collection[str]) -> frozenset[str]:
    """Return the addresses of strangers who are of this customer.

    Either the writer bears the name of a person we know there and names the company below his text, or his signature
    block names the company. Source: definitions "Human mail": the writer's own signature and name confirm it.
    """
    own = [one for one in writings if one.by_customer and one.touch.kind in HUMAN_KINDS]
    names = {_words(one.name) for one in own if len(_words(one.name)) >= 2}
    names |= {
        _words(one.seen.facts.name.full) for one in own if one.seen.facts.name and " " in one.seen.facts.name.full
    }
    companies = _companies(own, keys)
    found = set()
    for one in writings:
        if one.by_customer or one.touch.kind not in HUMAN_KINDS or one.writer in split:
            continue
        if one.by_quotation:  # who stole a mailbox has the old mail and the signature too: only a `merge` tells
            continue
        if one.touch.direction is Direction.OUTBOUND or _looks_alike(one.writer, keys):
            continue
        message, facts = one.seen.message, one.seen.facts
        # A greeting line like "Kebede, Addis Stationers" is no signature block to a parser: take the last lines too.
        tail = " ".join((message.new_text or "").strip().splitlines()[-4:])
        tail = tail[-200:] + " " + (message.signature or "")
        same_person = bool(names & {_words(one.name), _words(facts.name.full) if facts.name else frozenset()})
        signed = " ".join(filter(None, [message.signature or "", facts.company or ""]))
        if (same_person and _names_one(tail + " " + signed, companies)) or _names_one(signed, companies):
            found.add(one.writer)
    return frozenset(found)


def firm_name(text: str) -> str:
    """Return a firm's name in one spelling, without its legal form: "Keller Leuchten GmbH" -> "kellerleuchten"."""
    return "".join(_LEGAL.sub(" ", _fold(text)).split())


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char))


def _words(name: str) -> frozenset[str]:
    return frozenset(_fold(name).split())


def _squeezed(text: str) -> str:
    return "".join(_fold(text).split())


def _companies(own: Sequence[Writing], keys: Collection[str]) -> frozenset[str]:
    """Return what the company may be called, squeezed: names from its signatures, and its domains' own words."""
    found = set()
    for one in own:
        found.add(firm_name(one.seen.facts.company or ""))
    for key in keys:
        if "@" in key:
            continue
        parts = key.partition(".")[0].split("-")
        # bhp-billiton.com: "bhp billiton"; also without a last word of the domain that the firm's name lacks.
        found |= {"".join(parts[:length]) for length in range(min(2, len(parts)), len(parts) + 1)}
    return frozenset(one for one in found if len(one) >= 5)


def _names_one(text: str, companies: Collection[str]) -> bool:
    squeezed = _squeezed(text)
    return any(company in squeezed for company in companies)


def _looks_alike(address: str, keys: Collection[str]) -> bool:
    host = host_of(address)
    if is_freemail(host):
        return False
    label = registrable(host).partition(".")[0]
    for key in keys:
        known = key.partition(".")[0]
        if "@" not in key and label != known and SequenceMatcher(None, label, known).ratio() >= _LOOK_ALIKE:
            return True
    return False
