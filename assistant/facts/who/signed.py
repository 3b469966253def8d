"""What the lines below the text say of the writer's name: the title before it, or that somebody else signs.

Public: `as_signed`, `signed_by_another`. A display name is often a firm's, a shop's or a predecessor's; who signs
with another name is not called by it (design 9: a fallback that is never wrong).
"""

import re
from collections.abc import Iterable, Sequence

from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.who.contacts import is_company, is_job
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


def signed_by_another(name: PersonName, lines: Sequence[str], local: str, lexicon: Lexicon) -> bool:
    """Return whether the first line signs with a name that shares nothing with `name`, nor does the address.

    `local`: of the sender's address, folded. Only among Latin names: a name in two scripts is one all the same.
    """
    signer = _signer(lines, lexicon)
    if not signer or not all(ord(letter) <= _LATIN_END for letter in name.full):
        return False
    ours = {word for word in re.findall(r"[^\W\d_]+", fold(name.full)) if len(word) > 1}
    if any(one[:_SHORTEST] == other[:_SHORTEST] for one in ours for other in signer):
        return False
    parts = (fold(part or "").replace(" ", "") for part in (name.given, name.family))
    return not any(len(part) >= _SHORTEST and part in local for part in parts)


def _signer(lines: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the folded words of the name on the first line; [] where it holds none."""
    first = next((line for line in lines if line.strip()), "")
    _, rest = titled(_PARTED.sub("", first.strip(" -*_.,")), lexicon)
    words = rest.split()
    if not 1 <= len(words) <= 4 or not all(_CAPITALISED.fullmatch(word) for word in words):
        return []
    if is_company(rest) or is_job(rest) or lexicon.first("not-a-person", rest) is not None:
        return []
    return [word for word in re.findall(r"[^\W\d_]+", fold(rest)) if len(word) > 1]
