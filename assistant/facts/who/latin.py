"""Which end of a name in Latin letters is the family's, and whether a second sign agrees.

Public: `latin_name`, `Signs`, `entries`, `LATIN`.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.facts.lexicon import builtin, fold
from assistant.model import PersonName

LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-žƀ-ɏḀ-ỿ][\w'’.-]*")
_ASIAN_ZONES = ("cn", "tw", "hk", "sg", "mo", "kr", "my")
# Of three words the second is a given name as well, while Spaniards have two family names.
_ONE_FAMILY_NAME_ZONES = frozenset({"at", "au", "ca", "ch", "de", "dk", "fi", "ie", "is", "no", "nz", "se", "uk"})
_SWAPPING_ZONES = ("hu",)  # family name first, in Latin script
_INITIALS = re.compile(r"[^\W\d_](?:\.?-?[^\W\d_])?\.|[^\W\d_]|(?:[^\W\d_]\.){3,}")  # "D.", "J.-P.", "C.P."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a name can be checked against, folded."""

    local: str  # of the address
    zone: str  # top-level domain
    signed: str  # signature and the last lines of the text
    language: str | None


def latin_name(name: str, title: str | None, signs: Signs) -> PersonName | None:
    """Return the parts of a name that stands without its title; None for what is no name."""
    head, comma, tail = name.partition(",")
    if comma and tail.strip() and len(tail.split()) <= 3 and len(head.split()) <= 3:
        given, family = _behind_comma(head.split(), _words(tail))
        if _INITIALS.fullmatch(given):
            return PersonName(full=f"{given} {family}", family=family, sure=title is not None)
        return PersonName(full=f"{given} {family}", given=given, family=family, sure=_agrees(given, family, signs))
    words = _words(name)
    if not words or len(words) > 6 or not all(LATIN.fullmatch(word) for word in words):
        return None
    if len(words) > 1 and (_INITIALS.fullmatch(words[0]) or (len(words) == 2 and words[0].endswith("."))):
        words = words[1:]  # nobody is called by an initial, nor by "Chr."
        if len(words) == 1:
            return PersonName(full=name, family=words[0], sure=title is not None)
        if fold(words[0]) in entries("particles", "any"):
            return PersonName(full=name, family=" ".join(words), sure=title is not None)  # "S. de Vries"
    if len(words) == 1:
        return _one_word(words[0], title, signs)
    asian = _asian(words, signs)
    if asian is not None:
        return replace(asian, full=name)
    given, family = _western(words, signs)
    turned = name.endswith(given) and signs.zone not in _SWAPPING_ZONES
    full = f"{given} {family}" if turned else name  # "DUPONT Claire" is a list's order, no way to call anybody
    return PersonName(full=full, given=given, family=family, sure=bool(family) and _agrees(given, family, signs))


def _behind_comma(head: list[str], tail: list[str]) -> tuple[str, str]:
    """Return given and family name of "Keller, Anna", "Berg, Pieter van den" and "CHAN Tai Man, Peter"."""
    particles = entries("particles", "any")
    while len(tail) > 1 and fold(tail[-1]) in particles:
        head.insert(0, tail.pop())
    if len(head) == 3 and fold(head[0]) in entries("surnames", "any"):
        del head[1:]  # of Hong Kong: who has a western name is called by it
    return " ".join(tail), " ".join(head)


def _words(name: str) -> list[str]:
    """Return the words of a name without initials in its middle."""
    words = [word.strip(",;") for word in name.split()]
    return [word for at, word in enumerate(words) if word and (at == 0 or not re.fullmatch(r"\w\.?", word))]


def _one_word(word: str, title: str | None, signs: Signs) -> PersonName:
    """Return a lone name: after a title the family's, else the given one if address or signature has it too."""
    if title is not None:
        return PersonName(full=word, family=word, sure=True)
    plain = fold(word)
    if re.match(rf"[a-z][._-]?{re.escape(plain)}", signs.local):  # "Keller A.", d.keller@
        return PersonName(full=word, family=word, sure=False)
    told = len(plain) > 2 and (
        plain in signs.local or re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", signs.signed) is not None
    )
    family = any(plain in entries("surnames", language) for language in ("vi", "any"))
    return PersonName(full=word, given=word, sure=told and not family)


def _asian(words: list[str], signs: Signs) -> PersonName | None:
    """Return a Vietnamese, or a romanised Chinese or Korean name; None where nothing says that it is one."""
    plain = [fold(word) for word in words]
    vietnamese = signs.zone == "vn" or signs.language == "vi" or any(mark in plain[1:-1] for mark in ("thi", "van"))
    if vietnamese and plain[0] in entries("surnames", "vi") and len(words) <= 4:
        both = len(words) == 2 and plain[1] in entries("surnames", "vi")
        # "Anh" and "Chi" alone would be words of kinship; behind "Thị" and "Văn" the last two are one given name.
        double = (len(words) == 4 and plain[1] in ("thi", "van")) or (len(words) > 2 and plain[-1] in ("anh", "chi"))
        return PersonName(full="", given=" ".join(words[-2 if double else -1 :]), family=words[0], sure=not both)
    if vietnamese and plain[-1] in entries("surnames", "vi"):
        return PersonName(full="", given=words[0], family=words[-1], sure=len(words) == 2)
    known = entries("surnames", "any")
    if plain[0] not in known and (signs.zone not in _ASIAN_ZONES or plain[-1] not in known):
        return None
    first, last = plain[0] in known, plain[-1] in known
    local = signs.zone in _ASIAN_ZONES or signs.language in ("zh", "ko", "ja")
    if (first and last) or (first and not local):
        return PersonName(full="", sure=False)  # Li Jun, Han Lee: either may be the family
    if first:
        return PersonName(full="", family=words[0], given=" ".join(words[1:]), sure=True)
    return PersonName(full="", family=words[-1], given=" ".join(words[:-1]), sure=True)


def _western(words: list[str], signs: Signs) -> tuple[str, str]:
    """Return given and family name of a Latin name that is written given name first, unless signs say otherwise."""
    plain = [fold(word) for word in words]
    particles = entries("particles", "any")
    run = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    if any(len(word) > 2 for word in words[:run]) and not any(word.isupper() for word in words[run:]):
        return " ".join(words[run:]), " ".join(words[:run])  # WEBER Jonas, DE LA TOUR Anne
    if len(words) > 2 and f"{plain[-1]} {' '.join(plain[:-1])}" in signs.signed and signs.zone not in _SWAPPING_ZONES:
        return words[-1], " ".join(words[:-1])  # "Van den Berg Koen", who signs "Koen Van den Berg"
    double = _double_given(plain)
    if double:
        return " ".join(words[:double]), " ".join(words[double:])
    at = next((index for index, word in enumerate(plain) if index and word in particles), None)
    if at is not None and at < len(words) - 1:
        return " ".join(words[:at]), " ".join(words[at:])
    if len(words) == 2 and signs.zone in _SWAPPING_ZONES and plain[1] in entries("hungarian-givens", "any"):
        return words[1], words[0]
    if len(words) == 2:
        swapped = re.fullmatch(rf"{re.escape(plain[1])}[._-]{re.escape(plain[0])}\d*", signs.local) is not None
        swapped |= re.fullmatch(rf"{re.escape(plain[1][:1])}[._-]?{re.escape(plain[0])}\d*", signs.local) is not None
        swapped |= re.search(rf"(?<!\w){re.escape(plain[1])} {re.escape(plain[0])}(?!\w)", signs.signed) is not None
        return (words[1], words[0]) if swapped and plain[0] != plain[1] else (words[0], words[1])
    if len(words) >= 4:
        return " ".join(words[:2]), " ".join(words[2:])
    if plain[1] in entries("second-givens", "any") or signs.zone in _ONE_FAMILY_NAME_ZONES:
        return " ".join(words[:2]), words[2]
    return words[0], " ".join(words[1:])


def _double_given(plain: list[str]) -> int:
    """Return how many words "María del Carmen" and "Maria de Lourdes" have at the beginning of a name; 0 for none."""
    particles = entries("particles", "any")
    at = next((at for at, word in enumerate(plain) if at and word not in particles), 0)
    return at + 1 if 1 < at < len(plain) - 1 and plain[at] in entries("givens-with-particles", "any") else 0


def _agrees(given: str, family: str, signs: Signs) -> bool:
    """Return whether address or signature shows the same name, in an order that does not contradict."""
    if signs.zone in _SWAPPING_ZONES:
        told = {fold(given), fold(family)} & entries("hungarian-givens", "any") == {fold(given)}
        return told or f"{fold(given)} {fold(family)}" in signs.signed
    one, other = fold(given), fold(family)
    pieces = [piece for piece in re.split(r"[^a-z]+", signs.local) if len(piece) > 1]
    joined = signs.local.replace(".", "").replace("_", "").replace("-", "")
    parts = [part for part in re.split(r"[\s'-]+", f"{one} {other}") if len(part) > 2]
    in_address = any(
        part in joined or any(part.startswith(piece) and len(piece) > 2 for piece in pieces) for part in parts
    )
    initials = joined in (one[:1] + other[:1], other[:1] + one[:1])
    in_signature = any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", signs.signed) for part in parts)
    umlauts = any(
        _spelled_out(part) in joined for part in re.split(r"[\s'-]+", f"{given} {family}".lower()) if len(part) > 2
    )
    return in_address or initials or in_signature or umlauts


def _spelled_out(text: str) -> str:
    """Return German and Scandinavian letters as addresses spell them."""
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("å", "aa"), ("ø", "oe")):
        text = text.replace(letter, plain)
    return fold(text)


@cache
def entries(group: str, language: str) -> frozenset[str]:
    """Return the words of a group of the built-in lexicon in one language, folded."""
    return frozenset(builtin().words(group).get(language, ()))
