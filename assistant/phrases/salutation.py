"""How a person is addressed: by rule, with evidence, and never wrong (design 9, domain 000-13, 001-25).

A wrong name is worse than none, so a name is used only where understanding is sure of it, a title only as they sign
it, a first name only where both sides already use it. Public: `salutation`, `Address`, `is_familiar`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.model import Customer, Direction, History, Me, Person, PersonName
from assistant.phrases.nouns import Book, Manners
from assistant.phrases.text import clean, is_wide, script_of

_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "la",
        "le",
        "du",
        "el",
        "al",
        "bin",
        "ter",
    ]
)
_INITIALS = 3  # letters; longer capitals are a name
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\- ])*")
_FORM = (
    r"(?:ges\.?mbh|gmbh(?: ?& ?co\.? ?kg)?|mbh|ag|kg|ohg|ug|e\.?k|ltd|limited|llc|llp|inc|incorporated|corp|corporation"
    r"|co|company|plc|pty|pvt|pte|s\.?a\.? de c\.?v|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?a|s\.?l|s\.?l\.?u|sas|sasu"
    r"|b\.?v|n\.?v|ab|as|a/s|aps|oy|oyj|sp\. ?z ?o\. ?o|s\.?r\.?o|a\.?s|kft|zrt|d\.?o\.?o|jsc|ltda|eireli|sdn|bhd"
    r"|tbk|llp|lda|[cop]?jsc|e?ood|ehf|snc|uab|e\.?i\.?r\.?l|fze|fzco|fz-llc|w\.?l\.?l|est|san|tic|şti|ve)\.?"
)
_LEGAL = re.compile(rf"(?:^|[\s,]+)(?:& ?)?{_FORM}\s*$|^(?:pt|cv|ooo|oao|zao|ооо|оао)\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The form of the salutation, the slots it prints, and why."""

    form: str  # title.KEY full given mononym team neutral
    values: Mapping[str, str]
    because: str

    @property
    def occasions(self) -> tuple[str, ...]:
        """Return the forms to look for in the phrasebook, the exact one first: title.dr.ms, title.dr, full, neutral."""
        found = [self.form]
        while found[-1].count(".") > 1:
            found.append(found[-1].rpartition(".")[0])
        found += ["title.ms"] if self.form == "title.mrs" else []
        found += ["full"] if self.form.startswith("title.") or self.form in ("given", "mononym") else []
        return (*found, "neutral")


def salutation(person: Person | None, history: History, book: Book, me: Me, language: str) -> Address:
    """Return how to address a person in a letter of that language; neutral wherever anything is doubtful."""
    country = history.settings.country or history.customer.country
    manners = book.manners.get(country or "", Manners())
    if person is None:
        return _neutral("nobody is known at this address")
    if person.role_account:
        team = sure_company(history.customer, history)
        if team and usable(team, language, strict=False):
            return Address(form="team", values={"team": team}, because="a role account, the company's name is sure")
        return _neutral("a role account, and the company's name is not sure")
    name = person.name
    if name is None or not name.sure:
        return _neutral("the name is not sure")
    if _called_otherwise(person, history, book):
        return _neutral("our last mail to this address greeted somebody else")
    given, family = (_written(part or "") for part in (name.given, name.family))
    full = _written(name.full)
    values = {name: value for name, value in _values(name, given, family, full, manners, language).items() if value}
    if "given" in values and is_familiar(person, history, book, me):
        return Address(form="given", values=values, because="both sides use first names")
    title = book.titles.get((name.title or "").casefold().rstrip("."))
    if title and "name" in values:
        return Address(form=f"title.{title}", values=values, because="they sign with this title")
    if "full" in values:
        return Address(form="full", values=values, because="the full name is sure, the title is not known")
    if full and " " not in full and usable(full, language) and manners.mononyms and not family:
        return Address(form="mononym", values={**values, "full": full}, because="one name is the whole name there")
    return _neutral("the name cannot be used in this language, or is only a part of a name")


def _values(name: PersonName, given: str, family: str, full: str, manners: Manners, language: str) -> Mapping[str, str]:
    """Return the parts of a name that may stand in a letter of that language; "" where one may not."""
    whole = full if (given or family) and (" " in full or _spells_whole(full)) else ""
    called = {"given": given, "full": full if given or family else ""}.get(manners.title_with) or family
    parts = {"given": given, "family": family, "full": whole, "name": called}
    return {part: value if usable(value, language) else "" for part, value in parts.items()}


def _spells_whole(name: str) -> bool:
    """Names of two characters and more in Chinese, Japanese or Korean script are written without a blank."""
    return len(name) >= 2 and all(script_of(letter) in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA") for letter in name)


def is_familiar(person: Person, history: History, book: Book, me: Me) -> bool:
    """Return whether they address us by first name and we them, in mails to and from this very person."""
    given = (person.name.given if person.name else None) or ""
    ours = {part.casefold() for part in me.name.split()}
    we = they = False
    for touch in history.touches:
        found = book.hello.match(touch.text)
        if found is None:
            continue
        named = found["name"].casefold()
        if touch.direction is Direction.INBOUND and touch.writer == person.address:
            they = they or named in ours
        elif touch.direction is Direction.OUTBOUND and person.address in touch.to:
            we = we or named == given.casefold() != ""
    return we and they


def _called_otherwise(person: Person, history: History, book: Book) -> bool:
    """The seller knows who reads there: if our last greeting named another, a colleague sits at that address now."""
    for touch in reversed(history.touches):
        found = book.hello.match(touch.text)
        if touch.direction is not Direction.OUTBOUND or touch.to != (person.address,) or found is None:
            continue
        named = _folded(found["name"])
        if named in map(_folded, book.nobody):
            continue
        parts = _folded(f"{person.name.full} {person.name.given} {person.name.family}") if person.name else ""
        return not any(part.startswith(named[:3]) for part in re.findall(r"\w+", parts))
    return False


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sure_company(customer: Customer, history: History) -> str:
    """Return the company's name without its legal form; "" unless the user said it or the domain bears it out."""
    said = history.settings.dossier.get("company")
    name = clean(said or customer.company or "")
    short = without_legal_form(name)
    if not short:
        return ""
    if said:
        return short
    stem = re.sub(r"[^a-z0-9]", "", customer.key.rsplit(".", 1)[0].casefold())
    first = re.sub(r"[^a-z0-9]", "", short.split()[0].casefold())
    return short if not customer.is_freemail and len(first) >= 3 and first in stem else ""


def without_legal_form(company: str) -> str:
    """Return "Nordlicht Leuchten" for "Nordlicht Leuchten GmbH": as people say it in a sentence."""
    name = clean(company)
    for _ in range(6):  # "Co., Ltd.", "San. ve Tic. A.Ş."
        shorter = _LEGAL.sub("", name).strip(" ,-&")
        if shorter == name:
            break
        name = shorter
    return name


def usable(name: str, language: str, strict: bool = True) -> bool:
    """Return whether a name can stand in a letter of that language: letters only, its script, a sensible length."""
    least = 1 if is_wide(name) else 2  # 王 is a whole family name
    if not least <= len(name) <= 50 or (strict and not _NAME.fullmatch(name)):
        return False
    if re.search(r"[{}<>@/\\%\"\[\]|]", name):
        return False
    return all(script in ("", *scripts_of(language)) for script in map(script_of, name))


def scripts_of(language: str) -> tuple[str, ...]:
    """Return the scripts a letter of that language is written in."""
    return {
        "zh": ("CJK",), "ja": ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"), "ko": ("HANGUL", "CJK"),
        "ru": ("CYRILLIC",), "uk": ("CYRILLIC",), "bg": ("CYRILLIC",), "ar": ("ARABIC",), "fa": ("ARABIC",),
        "he": ("HEBREW",), "el": ("GREEK",), "th": ("THAI",),
    }.get(language, ("LATIN",))  # fmt: skip


def _written(name: str) -> str:
    """Return a name as one writes it: KARIN VOGT and karin vogt both become Karin Vogt; "" for a hostile one."""
    if any(unicodedata.category(character) in _HIDDEN for character in name):
        return ""  # nobody has a line break or a direction mark in his name: it was put there
    name = clean(name)
    if not name or not (name.isupper() or name.islower()):
        # A family name in capitals tells which of the two it is; a letter is no list: "Jean Dupont".
        return " ".join(
            _capital(part) if part.isupper() and len(part) > _INITIALS else part for part in name.split(" ")
        )
    return " ".join(
        part.lower() if part.lower() in _PARTICLES and name.strip() != part else _capital(part)
        for part in name.split(" ")
    )


def _capital(part: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), part)


def _neutral(because: str) -> Address:
    return Address(form="neutral", values={}, because=because)
