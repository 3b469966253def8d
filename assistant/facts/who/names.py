"""What a writer may be called: given and family name, never swapped, never one where there is none.

Public: `name_of`, `person_name`. `sure` means that a second sign agrees (the address, the signature, a script whose
order is fixed); without one the neutral salutation is used (design 9: a fallback that is never wrong).
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.facts.lexicon import Lexicon, builtin, fold
from assistant.facts.parsing.forms import form_of
from assistant.facts.who.companies import is_portal, is_robot
from assistant.facts.who.contacts import is_company
from assistant.facts.who.titles import titled, without_desk
from assistant.model import Message, PersonName

_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-žƀ-ɏḀ-ỿ][\w'’.-]*")
_HAN, _KANA = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[\u3040-\u30ff]")
_HANGUL, _ARABIC, _CYRILLIC = (
    re.compile(r"[\uac00-\ud7a3]"),
    re.compile(r"[\u0620-\u064a]"),
    re.compile(r"[\u0400-\u04ff]"),
)
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична|инична)$")
_RUSSIAN_FAMILY = re.compile(
    r"(?:енко|[оеё]в|ин|ын|[оеё]ва|ина|ына|ский|ская|цкий|цкая|ых|их|чук|юк|ук|ян|янц|швили|дзе|ко)$"
)
_ASIAN_ZONES = ("cn", "tw", "hk", "sg", "mo", "kr", "my")
_SWAPPING_ZONES = ("hu",)  # family name first, in Latin script
_BRACKETED = re.compile(r"\(((?:Mrs?|Ms|Miss|Mx|Dr|Sra?|Srta|Herr|Frau|Mme|Sig|Sig\.ra)\.?)\)", re.I)
_INITIALS = re.compile(r"[^\W\d_](?:\.?-?[^\W\d_])?\.|[^\W\d_]|(?:[^\W\d_]\.){3,}")  # "D.", "J.-P.", "C.P."
_PARTED = re.compile(r"\s*[|·•,/]\s*")
_FORM = re.compile(r"^[^\S\n]*(?:full )?(?:name|nombre|nom|nome|ad soyad|имя|姓名)\s*[:：]\s*(.{2,60})$", re.I | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """What a name can be checked against, folded."""

    local: str  # of the address
    zone: str  # top-level domain
    signed: str  # signature and the last lines of the text
    language: str | None


def name_of(message: Message, lexicon: Lexicon, language: str | None = None) -> PersonName | None:
    """Return the writer's name from display name, web form and signature; None where only a desk or firm writes.

    A title in brackets behind the name ("Anna Keller (Ms.)") is how people of far countries tell theirs.
    """
    found = _name_of(message, lexicon, language)
    if found is None or found.title is not None or "(" not in message.sender.name + (message.signature or ""):
        return found
    told = _BRACKETED.search(f"{message.sender.name}\n{(message.signature or '')[:300]}")
    return replace(found, title=told[1]) if told else found


def _name_of(message: Message, lexicon: Lexicon, language: str | None) -> PersonName | None:
    local, _, host = message.sender.address.partition("@")
    lines = [line for line in message.new_text.strip().split("\n") if line.strip()]
    signature = message.signature or ""
    signs = _Signs(
        local=fold(local),
        zone=host.rsplit(".", 1)[-1],
        signed=fold("\n".join([*lines[-2:], signature])),
        language=language,
    )
    shown = message.sender.name.partition(" via ")[0].strip(" '")  # a group's mark: "'Marta Nowak' via Purchasing"
    if is_robot(message.sender.address) or is_portal(host) or form_of(message.new_text) is not None:
        shown = _passed_on(message)  # the site's own name is nobody's
    kin = _of_kin(shown, signs)
    if kin is not None:
        return kin
    if _is_nobody(shown, lexicon):
        signed = _signed_behind(shown, [*lines[-2:], *signature.split("\n")[:3]], lexicon)
        if signed is not None:
            return person_name(signed, signs, lexicon)
        form = _FORM.search(message.new_text)
        found = person_name(form[1].strip(), replace(signs, local=fold(form[1]), signed=""), lexicon) if form else None
        return found
    if not shown or "@" in shown:
        first = _PARTED.split(next(iter(signature.split("\n")), "").strip(" ,-|/"))[0]
        return person_name(first, signs, lexicon) if first and len(first.split()) in (2, 3) else None
    return person_name(shown, signs, lexicon)


def _passed_on(message: Message) -> str:
    """Return the name of the buyer whom a form, a portal or a purchasing system passes on; "" for none."""
    form = form_of(message.new_text)
    told = _FORM.search(message.new_text)
    named = (form.name if form is not None else None) or (told[1].strip() if told else None)
    return named or next((one.name.strip() for one in message.reply_to if one.name), "")


def _signed_behind(shown: str, lines: list[str], lexicon: Lexicon) -> str | None:
    """Return the line that signs with the given name of a display name's firm: "Mina Sea Freight", "Mina Karaca"."""
    given = fold(shown.split()[0])
    for line in lines:
        words = line.strip(" ,.-").split()
        if len(words) in (2, 3) and fold(words[0]) == given and not _is_nobody(line, lexicon):
            return " ".join(words)
    return None


def _is_nobody(shown: str, lexicon: Lexicon) -> bool:
    return bool(shown) and (lexicon.first("not-a-person", shown) is not None or is_company(shown))


def person_name(shown: str, signs: _Signs, lexicon: Lexicon) -> PersonName | None:
    """Return the parts of a shown name; None for no person's name."""
    name = re.sub(r"\(.*?\)|\[.*?\]|\s+(?:via|per|from|@)\s.*$|\s[|/].*$|\s[-–]\s.*$", "", shown).strip(" \"'‘’“”,")
    if not name or len(name) > 60 or re.search(r"\d|@|https?:", name) or _is_nobody(name, lexicon):
        return None
    title, rest = titled(name, lexicon)
    for script, reader in (
        (_HANGUL, _korean),
        (_KANA, _japanese),
        (_HAN, _han),
        (_ARABIC, _arabic),
        (_CYRILLIC, _russian),
    ):
        if script.search(rest):
            return _with_title(reader(without_desk(rest), signs), title)
    return _with_title(_latin(rest, title, signs), title)


def _with_title(name: PersonName | None, title: str | None) -> PersonName | None:
    return name if name is None or name.title else replace(name, title=title)


def _of_kin(name: str, signs: _Signs) -> PersonName | None:
    """Return a Vietnamese given name behind a word of kinship ("Anh Quang", "Chị Hạnh"); None for other names.

    Without its marks such a word may be a given name itself, as before a family name: "Anh Nguyen", "Chi Tran".
    """
    words = name.split()
    if len(words) != 2 or not (signs.zone == "vn" or signs.language == "vi"):
        return None
    written, last = words[0].lower(), fold(words[1])
    if written not in builtin().written("kin-titles")["vi"]:
        return None
    if written.isascii() and last in _entries("surnames", "vi"):
        return None
    return PersonName(full=words[1], given=words[1], title=words[0], sure=True)


@cache
def _entries(group: str, language: str) -> frozenset[str]:
    return frozenset(builtin().words(group).get(language, ()))


def _ending(name: str, language: str) -> tuple[str, str | None]:
    """Return a name without the title that follows it, and that title."""
    for entry in builtin().words("title-endings").get(language, ()):
        for title in sorted(entry.strip("()").split("|"), key=len, reverse=True):
            if fold(name).endswith(title) and len(name) > len(title):
                return name[: len(name) - len(title)], name[len(name) - len(title) :]
    return name, None


def _korean(name: str, signs: _Signs) -> PersonName | None:
    bare, title = _ending(name, "ko")
    plain = bare.replace(" ", "")
    if not 2 <= len(plain) <= 4 or plain[0] not in {char for char in _entries("surnames", "ko")}:
        return PersonName(full=name) if 2 <= len(plain) <= 4 else None
    return PersonName(full=name, family=plain[0], given=plain[1:], title=title, sure=True)


def _japanese(name: str, signs: _Signs) -> PersonName | None:
    bare, title = _ending(name, "ja")
    parts = re.split(r"[\s\u3000]+", bare.strip())
    if len(parts) == 2:
        return PersonName(full=name, family=parts[0], given=parts[1], title=title, sure=True)
    return PersonName(full=name, title=title)


def _han(name: str, signs: _Signs) -> PersonName | None:
    japanese = signs.zone == "jp" or signs.language == "ja"
    bare, title = _ending(name, "ja" if japanese else "zh")
    parts = [part for part in re.split(r"[\s\u3000]+", bare.strip()) if part]
    if not parts:
        return None
    if japanese:
        if len(parts) == 2:
            return PersonName(full=name, family=parts[0], given=parts[1], title=title, sure=True)
        known = fold(parts[0]) in _entries("surnames", "ja") or title is not None
        return PersonName(full=name, family=parts[0] if known else None, title=title, sure=known)
    last = parts[-1]
    surnames = _entries("surnames", "zh")
    if title is not None and len(last) <= 2:
        known = fold(last) in surnames
        return PersonName(full=last + title, family=last if known else None, title=title, sure=known)
    length = 2 if fold(last[:2]) in surnames and len(last) > 2 else 1
    if len(parts) == 1 and title is None and 2 <= len(last) <= 3 + (length == 2) and fold(last[:length]) in surnames:
        return PersonName(full=name, family=last[:length], given=last[length:], sure=True)
    return PersonName(full=name)


def _arabic(name: str, signs: _Signs) -> PersonName | None:
    words = _joined([word for word in name.split() if word.strip(".")])
    if len(words) < 2:
        return PersonName(full=name, given=name, sure=False)
    return PersonName(full=name, given=words[0], family=" ".join(words[1:]), sure=len(words) <= 4)


# "Father of", "mother of" and "servant of" make one name with the word behind them: أبو خالد, أم سعيد, عبد الله.
_JOINING = frozenset({"ابو", "ام", "عبد"})


def _joined(words: list[str]) -> list[str]:
    """Return the words of an Arabic name, those that make one name together as one."""
    joined: list[str] = []
    for word in words:
        if joined and fold(joined[-1]) in _JOINING:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _russian(name: str, signs: _Signs) -> PersonName | None:
    words = name.replace(",", " ").split()
    family_first = bool(_RUSSIAN_FAMILY.search(fold(words[0]).replace("ё", "е")))
    if len(words) == 2 and re.fullmatch(r"(?:\w\.){1,2}", words[1]):
        return PersonName(full=name, family=words[0], sure=True)
    if len(words) == 2 and _PATRONYMIC.search(words[1]):
        return PersonName(full=name, given=words[0], sure=True)  # addressed by both, as `full` has it
    if len(words) == 3 and _PATRONYMIC.search(words[2]):
        return PersonName(full=name, family=words[0], given=words[1], sure=True)
    if len(words) == 3 and _PATRONYMIC.search(words[1]):
        return PersonName(full=name, given=words[0], family=words[2], sure=True)
    if len(words) == 2:
        family_last = bool(_RUSSIAN_FAMILY.search(fold(words[1])))
        swapped = fold(f"{words[1]} {words[0]}") in signs.signed or (family_first and not family_last)
        given, family = (words[1], words[0]) if swapped else (words[0], words[1])
        told = fold(f"{given} {family}") in signs.signed or family_first != family_last
        told = told or _romanised(family) in signs.local.replace(".", "")
        return PersonName(full=name, given=given, family=family, sure=told)
    return PersonName(full=name, given=words[0] if len(words) == 1 else None, sure=False)


_ROMAN = dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziyklmnoprstufhcye", strict=True)) | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ь": "", "ъ": "", "ё": "e",
}  # fmt: skip


def _romanised(name: str) -> str:
    """Return a Russian name in the Latin letters that addresses use."""
    return "".join(_ROMAN.get(letter, letter) for letter in fold(name))


def _latin(name: str, title: str | None, signs: _Signs) -> PersonName | None:
    head, comma, tail = name.partition(",")
    if comma and tail.strip() and len(tail.split()) <= 3 and len(head.split()) <= 3:
        given, family = " ".join(_words(tail)), head.strip()
        if _INITIALS.fullmatch(given):
            return PersonName(full=f"{given} {family}", family=family, sure=title is not None)
        return PersonName(full=f"{given} {family}", given=given, family=family, sure=_agrees(given, family, signs))
    words = _words(name)
    if not words or len(words) > 6 or not all(_LATIN.fullmatch(word) for word in words):
        return None
    if len(words) > 1 and (_INITIALS.fullmatch(words[0]) or (len(words) == 2 and words[0].endswith("."))):
        words = words[1:]  # nobody is called by an initial, nor by "Chr."
        if len(words) == 1:
            return PersonName(full=name, family=words[0], sure=title is not None)
    if len(words) == 1:
        return _one_word(words[0], title, signs)
    asian = _asian(words, signs)
    if asian is not None:
        return replace(asian, full=name)
    given, family = _western(words, signs)
    sure = bool(given and family) and _agrees(given, family, signs)
    return PersonName(full=name, given=given, family=family, sure=sure)


def _words(name: str) -> list[str]:
    """Return the words of a name without initials in its middle and academic letters behind."""
    words = [word.strip(",;") for word in name.split()]
    kept = [
        word
        for index, word in enumerate(words)
        if index == 0 or not re.fullmatch(r"\w\.?|(?:PhD|MBA|MSc|BSc|PMP|Jr|Sr|MD)\.?", word)
    ]
    return [word for word in kept if word]


def _one_word(word: str, title: str | None, signs: _Signs) -> PersonName:
    """Return a lone name: after a title the family's, else the given one if address or signature has it too."""
    if title is not None:
        return PersonName(full=word, family=word, sure=True)
    plain = fold(word)
    if re.match(rf"[a-z][._-]?{re.escape(plain)}", signs.local):  # "Keller A.", d.keller@
        return PersonName(full=word, family=word, sure=False)
    told = len(plain) > 2 and (
        plain in signs.local or re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", signs.signed) is not None
    )
    family = any(plain in _entries("surnames", language) for language in ("vi", "any"))
    return PersonName(full=word, given=word, sure=told and not family)


def _asian(words: list[str], signs: _Signs) -> PersonName | None:
    """Return a Vietnamese, or a romanised Chinese or Korean name; None where nothing says that it is one."""
    plain = [fold(word) for word in words]
    vietnamese = signs.zone == "vn" or signs.language == "vi" or any(mark in plain[1:-1] for mark in ("thi", "van"))
    if vietnamese and plain[0] in _entries("surnames", "vi") and len(words) <= 4:
        both = len(words) == 2 and plain[1] in _entries("surnames", "vi")
        # "Anh" and "Chi" alone would be words of kinship; behind "Thị" and "Văn" the last two are one given name.
        double = (len(words) == 4 and plain[1] in ("thi", "van")) or (len(words) > 2 and plain[-1] in ("anh", "chi"))
        return PersonName(full="", given=" ".join(words[-2 if double else -1 :]), family=words[0], sure=not both)
    if vietnamese and plain[-1] in _entries("surnames", "vi"):
        return PersonName(full="", given=words[0], family=words[-1], sure=len(words) == 2)
    known = _entries("surnames", "any")
    if plain[0] not in known and (signs.zone not in _ASIAN_ZONES or plain[-1] not in known):
        return None
    first, last = plain[0] in known, plain[-1] in known
    local = signs.zone in _ASIAN_ZONES or signs.language in ("zh", "ko", "ja")
    if (first and last) or (first and not local):
        return PersonName(full="", sure=False)  # Li Jun, Han Lee: either may be the family
    if first:
        return PersonName(full="", family=words[0], given=" ".join(words[1:]), sure=True)
    return PersonName(full="", family=words[-1], given=" ".join(words[:-1]), sure=True)


def _western(words: list[str], signs: _Signs) -> tuple[str, str]:
    """Return given and family name of a Latin name that is written given name first, unless signs say otherwise."""
    plain = [fold(word) for word in words]
    particles = _entries("particles", "any")
    at = next((index for index, word in enumerate(plain) if index and word in particles), None)
    if at is not None and at < len(words) - 1:
        return " ".join(words[:at]), " ".join(words[at:])
    capitals = [word.isupper() and len(word) > 1 for word in words]
    if capitals[0] and not any(capitals[1:]):
        return " ".join(words[1:]), words[0]  # WEBER Jonas
    if len(words) == 2:
        swapped = re.fullmatch(rf"{re.escape(plain[1])}[._-]{re.escape(plain[0])}\d*", signs.local) is not None
        swapped |= re.fullmatch(rf"{re.escape(plain[1][:1])}[._-]?{re.escape(plain[0])}\d*", signs.local) is not None
        swapped |= re.search(rf"(?<!\w){re.escape(plain[1])} {re.escape(plain[0])}(?!\w)", signs.signed) is not None
        return (words[1], words[0]) if swapped and plain[0] != plain[1] else (words[0], words[1])
    if len(words) >= 4:
        return " ".join(words[:2]), " ".join(words[2:])
    if plain[1] in _entries("second-givens", "any"):
        return " ".join(words[:2]), words[2]
    return words[0], " ".join(words[1:])


def _agrees(given: str, family: str, signs: _Signs) -> bool:
    """Return whether address or signature shows the same name, in an order that does not contradict."""
    if signs.zone in _SWAPPING_ZONES:
        return f"{fold(given)} {fold(family)}" in signs.signed
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
