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
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w'’.-]*|v[ao]n|d[eiua]l?|der|den|la|bin|binti?|ter")
_LATIN_END = 0x24F
_HONORIFICS = ("先生", "女士", "小姐")
_FAMILY_ALONE = (".de", ".at", ".ch")  # where men sign "MfG Keller"
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

    Who signs with a part of the shown name, or with more than it, is its owner. Only within one script: a name in two
    is one all the same.
    """
    local, _, host = address.partition("@")
    stem = "" if is_freemail(host) else registrable(host).partition(".")[0]
    shown, signer = _words(name.full), _signer(lines, stem, lexicon)
    if not signer:
        telling = [word for word in shown if len(word) >= _SHORTEST]
        return len(telling) > 2 and sum(word in stem for word in telling) > 1
    if _script(shown) != _script(signer):
        return False
    if len(signer) == 1 and name.given:
        given = _words(name.given)
        if host.endswith(_FAMILY_ALONE) and _same(signer[0], shown[-1]):
            return False
        if any(_same(signer[0], word) or signer[0][0] == word[0] for word in given):
            return False
        # Who has the address for himself may sign with any one name he likes: "Vicky" for Zhou Meiling.
        return len(shown) > 2 or not any(len(word) > _SHORTEST and word in fold(local) for word in given)
    return not (_holds(shown, signer) or _holds(signer, shown))


def _words(name: str) -> list[str]:
    """Return the folded words of a name without initials and particles."""
    particles = entries("particles", "any")
    return [word for word in re.findall(r"[^\W\d_]+", fold(name)) if len(word) > 1 and word not in particles]


def _script(words: Sequence[str]) -> bool:
    """Return whether words are written in Latin letters."""
    return all(ord(letter) <= _LATIN_END for word in words for letter in word)


def _same(one: str, other: str) -> bool:
    return one[:_SHORTEST] == other[:_SHORTEST]  # Alex, Alexander


def _holds(more: Sequence[str], less: Sequence[str]) -> bool:
    """Return whether all words of `less` stand in `more`; of two that share one, a short form may be the other."""
    kept = [word for word in less if not any(_same(word, one) for one in more)]
    short = len(kept) == 1 and len(less) > 1 and any(kept[0][0] == one[0] for one in more)  # Tom Keller, Thomas Keller
    return not kept or short


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
        return _words(rest)
    return []
