"""What a writer may be called: given and family name, never swapped, never one where there is none.

Public: `name_of`, `person_name`. `sure` means that a second sign agrees (the address, the signature, a script whose
order is fixed); without one the neutral salutation is used (design 9: a fallback that is never wrong).
"""

import re
from dataclasses import replace

from assistant.facts.lexicon import Lexicon, builtin, fold
from assistant.facts.parsing.forms import form_of
from assistant.facts.who.companies import is_portal, is_robot
from assistant.facts.who.contacts import is_company
from assistant.facts.who.latin import LATIN, Signs, entries, latin_name
from assistant.facts.who.signed import as_signed, is_anothers
from assistant.facts.who.titles import titled, without_degrees, without_desk
from assistant.model import Message, PersonName

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
_BRACKETED = re.compile(r"\(((?:Mrs?|Ms|Miss|Mx|Dr|Sra?|Srta|Herr|Frau|Mme|Sig|Sig\.ra)\.?)\)", re.I)
_PARTED = re.compile(r"\s*[|·•,/]\s*")
_BESIDE = re.compile(r"\(.*?\)|\[.*?\]|<.*?>|\s+(?:via|per|from|at|on behalf of|@)\s.*$|\s[|/].*$|\s[-–]\s.*$")
_OWNED = re.compile(r"[^\W\d_]['’]s\s")  # "Peter's Boat Yard"
_SEVERAL = re.compile(r"\s(?:&|\+|and|et|und)\s", re.I)  # "M. et Mme Leroy": nobody is called by two names
_FORM = re.compile(r"^[^\S\n]*(?:full )?(?:name|nombre|nom|nome|ad soyad|имя|姓名)\s*[:：]\s*(.{2,60})$", re.I | re.M)


def name_of(message: Message, lexicon: Lexicon, language: str | None = None) -> PersonName | None:
    """Return the writer's name from display name, web form and signature; None where only a desk or firm writes.

    A title in brackets behind the name ("Anna Keller (Ms.)") is how people of far countries tell theirs.
    """
    found = _name_of(message, lexicon, language)
    if found is None:
        return None
    signed = (message.signature or _lone_name(message.new_text)).split("\n", 3)[:3]
    if found.sure and is_anothers(found, signed, message.sender.address, lexicon):
        found = replace(found, sure=False)
    if found.title is not None:
        return found
    told = _BRACKETED.search(f"{message.sender.name}\n{(message.signature or '')[:300]}")
    title = told[1] if told else as_signed(found, signed, lexicon)
    return replace(found, title=title) if title else found


def _name_of(message: Message, lexicon: Lexicon, language: str | None) -> PersonName | None:
    local, _, host = message.sender.address.partition("@")
    lines = [line for line in message.new_text.strip().split("\n") if line.strip()]
    signature = message.signature or ""
    signs = Signs(
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


def _lone_name(text: str) -> str:
    """Return the last line where it may be a name below a closing: one or two words below a short line; else ""."""
    *_, closing, last = ["", "", *filter(None, map(str.strip, text[-120:].split("\n")))]
    return last if len(last.split()) <= 2 and 0 < len(closing) <= 30 and not last.endswith((",", "!", "?")) else ""


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
    return bool(shown) and (
        lexicon.first("not-a-person", shown) is not None or is_company(shown) or _OWNED.search(shown) is not None
    )


def person_name(shown: str, signs: Signs, lexicon: Lexicon) -> PersonName | None:
    """Return the parts of a shown name; None for no person's name."""
    name = without_degrees(_BESIDE.sub("", shown).strip(" \"'‘’“”,"))
    if not name or len(name) > 60 or re.search(r"\d|@|https?:", name) or _is_nobody(name, lexicon):
        return None
    if _SEVERAL.search(name):
        return None
    title, rest = titled(name, lexicon)
    if signs.zone == "tr" or signs.language == "tr":
        bare, behind = _ending(rest, "tr")  # Bey and Hanım stand behind the given name
        if behind is not None and bare.endswith(" "):
            called = bare.split()
            family = " ".join(called[1:]) or None
            return PersonName(full=" ".join(called), given=called[0], family=family, title=behind, sure=True)
    if _HAN.search(rest):
        rest = rest.replace("-", " ")  # 采购-李娜
    if _HAN.search(rest) and LATIN.match(rest):
        east = signs.language in ("zh", "ja", "ko")  # "LIU Yang 刘洋": the one that a letter can print
        kept = [word for word in rest.split() if bool(LATIN.match(word)) != east]
        rest = " ".join(kept) or rest
    for script, reader in (
        (_HANGUL, _korean),
        (_KANA, _japanese),
        (_HAN, _han),
        (_ARABIC, _arabic),
        (_CYRILLIC, _russian),
    ):
        if script.search(rest):
            return _with_title(reader(without_desk(rest), signs), title)
    return _with_title(latin_name(rest, title, signs), title)


def _with_title(name: PersonName | None, title: str | None) -> PersonName | None:
    return name if name is None or name.title else replace(name, title=title)


def _of_kin(name: str, signs: Signs) -> PersonName | None:
    """Return a Vietnamese given name behind a word of kinship ("Anh Quang", "Chị Hạnh"); None for other names.

    Without its marks such a word may be a given name itself, as before a family name: "Anh Nguyen", "Chi Tran".
    """
    words = name.split()
    if len(words) != 2 or not (signs.zone == "vn" or signs.language == "vi"):
        return None
    written, last = words[0].lower(), fold(words[1])
    if written not in builtin().written("kin-titles")["vi"]:
        return None
    if written.isascii() and last in entries("surnames", "vi"):
        return None
    return PersonName(full=words[1], given=words[1], title=words[0], sure=True)


def _ending(name: str, language: str) -> tuple[str, str | None]:
    """Return a name without the title that follows it, and that title."""
    for entry in builtin().words("title-endings").get(language, ()):
        for title in sorted(entry.strip("()").split("|"), key=len, reverse=True):
            if fold(name).endswith(title) and len(name) > len(title):
                return name[: len(name) - len(title)], name[len(name) - len(title) :]
    return name, None


def _korean(name: str, signs: Signs) -> PersonName | None:
    bare, title = _ending(name, "ko")
    plain = bare.replace(" ", "")
    if not 2 <= len(plain) <= 4 or plain[0] not in {char for char in entries("surnames", "ko")}:
        return PersonName(full=name) if 2 <= len(plain) <= 4 else None
    return PersonName(full=bare.strip(), family=plain[0], given=plain[1:], title=title, sure=True)


def _japanese(name: str, signs: Signs) -> PersonName | None:
    bare, title = _ending(name, "ja")
    parts = re.split(r"[\s\u3000]+", bare.strip())
    if len(parts) == 2:
        return PersonName(full=name, family=parts[0], given=parts[1], title=title, sure=True)
    return PersonName(full=name, title=title)


def _han(name: str, signs: Signs) -> PersonName | None:
    japanese = signs.zone == "jp" or signs.language == "ja"
    bare, title = _ending(name, "ja" if japanese else "zh")
    parts = [part for part in re.split(r"[\s\u3000]+", bare.strip()) if part]
    if not parts:
        return None
    if japanese:
        if len(parts) == 2:
            return PersonName(full=name, family=parts[0], given=parts[1], title=title, sure=True)
        whole = parts[0]
        if title is None and 3 <= len(whole) <= 5 and fold(whole[:2]) in entries("surnames", "ja"):
            return PersonName(full=name, family=whole[:2], given=whole[2:], sure=True)  # 高橋美咲
        known = fold(parts[0]) in entries("surnames", "ja") or title is not None
        return PersonName(full=name, family=parts[0] if known else None, title=title, sure=known)
    last = parts[-1]
    surnames = entries("surnames", "zh")
    if title is not None and len(last) <= 2:
        known = fold(last) in surnames
        return PersonName(full=last + title, family=last if known else None, title=title, sure=known)
    length = 2 if fold(last[:2]) in surnames and len(last) > 2 else 1
    if len(parts) == 1 and title is None and 2 <= len(last) <= 3 + (length == 2) and fold(last[:length]) in surnames:
        return PersonName(full=name, family=last[:length], given=last[length:], sure=True)
    return PersonName(full=name)


def _arabic(name: str, signs: Signs) -> PersonName | None:
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


def _russian(name: str, signs: Signs) -> PersonName | None:
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
