"""What the lines below the text say of the writer's name: the title before it, or that somebody else signs.

Public: `as_signed`, `is_anothers`. A display name is often a firm's, a shop's or a predecessor's; who signs with
another name is not called by it (design 9: a fallback that is never wrong).
"""

import re
from collections.abc import Iterable, Sequence

from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.who.companies import is_freemail, registrable
from assistant.facts.who.contacts import is_company, is_job
from assistant.facts.who.latin import entries
from assistant.facts.who.titles import titled
from assistant.model import PersonName

_PARTED = re.compile(r"\s*[(\[].*?[)\]]|\s*(?:[|·•,/]|\s[-–]\s).*$")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*")
_LATIN_END = 0x24F
_HONORIFICS = ("先生", "女士", "小姐")
_SHORTEST = 3  # letters: fewer stand in many a word


def as_signed(name: PersonName, lines: Iterable[str], lexicon: Lexicon) -> str | None:
    """Return the title with which a line signs this very name: "Mr. Nguyen Van Anh", "欧阳静女士"; None for none."""
    words = sorted(fold(name.full).split())
    for line in lines:
        title, rest = titled(_PARTED.sub("", line.strip()), lexicon)
        if title and sorted(fold(rest).split()) == words:
            return title
        behind = line.strip().removeprefix(name.full).strip()
        if behind in _HONORIFICS and behind != line.strip():
            return behind
    return None


def is_anothers(name: PersonName, lines: Sequence[str], address: str, lexicon: Lexicon) -> bool:
    """Return whether a shown name is not the writer's: somebody else signs, or it is the firm's as the domain has it.

    Only among Latin names: a name in two scripts is one all the same.
    """
    if not all(ord(letter) <= _LATIN_END for letter in name.full):
        return False
    local, _, host = address.partition("@")
    stem = "" if is_freemail(host) else registrable(host).partition(".")[0]
    ours = [word for word in re.findall(r"[^\W\d_]+", fold(name.full)) if len(word) > 1]
    signer = _signer(lines, stem, lexicon)
    if any(one[:_SHORTEST] == other[:_SHORTEST] for one in ours for other in signer):
        return False
    if not signer:
        telling = [word for word in ours if len(word) >= _SHORTEST and word not in entries("particles", "any")]
        return len(telling) > 2 and sum(word in stem for word in telling) > 1
    if len(signer) > 1 or len(ours) > 2:
        return True  # "Jonas Brandt" at anna@: somebody else reads there now; "Corner Flower Shop" is no Jess
    # Who has the address for himself may sign with any one name he likes: "Vicky" for Zhou Meiling.
    parts = (fold(part or "").replace(" ", "") for part in (name.given, name.family))
    return not any(len(part) >= _SHORTEST and part in fold(local) for part in parts)


def _signer(lines: Sequence[str], stem: str, lexicon: Lexicon) -> list[str]:
    """Return the folded words of the name that signs; [] where none does. The firm may stand above it."""
    for line in lines:
        _, rest = titled(_PARTED.sub("", line.strip(" -*_.,")), lexicon)
        words = rest.split()
        if not words or is_company(rest) or re.sub(r"[^a-z0-9]", "", fold(rest)) in (stem, stem.replace("-", "")):
            continue
        told = 1 <= len(words) <= 4 and all(_CAPITALISED.fullmatch(word) for word in words)
        if not told or is_job(rest) or lexicon.first("not-a-person", rest) is not None:
            return []
        return [word for word in re.findall(r"[^\W\d_]+", fold(rest)) if len(word) > 1]
    return []
