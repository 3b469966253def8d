"""What stands beside a name and is none: titles, degrees, desks. Public: `titled`, `without_degrees`, `without_desk`.

Titles are the list `personal-titles` of the lexicon; beside it an abbreviation with its full stop before a name of two
words ("Geom. Luca Riva"), and small letters with one behind a title ("Dr. med.", "mgr inż.") are none of the name.
"""

import re
from functools import lru_cache

from assistant.facts.lexicon import Lexicon, builtin, fold

_ABBREVIATED = re.compile(r"[^\W\d_]{2,}\.?(?:-?[^\W\d_]+\.)*\.|(?:[^\W\d_]\.){2,}")
_DEGREE = re.compile(r"(?:[a-zà-žа-я]{1,6}\.-?)+|habil|mult")  # in small letters, behind a title
_CAPITALS = frozenset({"DI", "DDI", "CPA", "FH"})  # titles in capitals alone; small they are names
# Short forms of given names: no title, and nothing to call anybody by.
_FOR_ANOTHER = frozenset({"ia", "iv", "ppa", "pp", "gez", "tel", "att", "attn"})  # "i.A. Anna Keller"
# Letters behind a name, with a comma before them or without.
_LETTERS = re.compile(
    r"(?:ph\.?d|mba|m\.?sc|b\.?sc|dr\.?sc|csc|pmp|jr|sr|md|mbe|obe|cbe|cpa|cfa|mcips|ll\.?[bm]|esq|i{2,3})\.?",
    re.IGNORECASE,
)
_BEHIND_COMMA = re.compile(r"[A-Z][a-z]{0,3}\.?(?:[A-Z][a-z]{0,3}\.?)+")  # "M.Eng.", "CSc."; "S.T." is told apart below
_SHORT_GIVEN = frozenset({"md", "mohd", "moh", "muh", "mhd", "abd", "ma", "fco", "jos", "joh", "chr", "wm", "st"})
_DESK = re.compile(
    r"(?:部|部門|部门|課|课|科|室|処|处|係|组|本部|センター|グループ|チーム|팀|부|과|실|본부|그룹)$|"
    r"^(?:品質(?:管理|保証)|購買|調達|営業|総務|経理|生産(?:管理|技術)?|製造|技術|開発|設計|資材|物流|貿易|海外(?:営業)?|"
    r"輸[入出]|企画|管理|采购|销售|外贸|质量|品质|财务|技术|物流|工程|구매|영업|품질(?:관리|보증)?|무역|해외영업|자재|생산|총무)$"
)


def titled(name: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """Return the titles with which a name begins, as signed (None for none), and the rest, never empty."""
    titles: list[str] = []
    words = re.sub(r"(?<=\.)(?=[A-ZÀ-ÝА-Я][a-zà-ÿа-я])", " ", name).split()  # "Dr.Anna"
    while len(words) > 1 and _is_title(words, bool(titles), lexicon):
        if re.sub(r"[.]", "", fold(words[0])) in _FOR_ANOTHER:
            del words[0]
        else:
            titles.append(words.pop(0))
    if len(words) > 2 and fold(words[0]).rstrip(".") in _SHORT_GIVEN and words[0].endswith("."):
        del words[0]
    return (" ".join(titles) or None), " ".join(words)


def without_degrees(name: str) -> str:
    """Return a name without the letters behind it: "Petr Novák, CSc.", "Kate Winters MBE", "Budi Hadi, S.T., M.M."."""
    head, *tail = [part.strip() for part in name.split(",")]
    # Behind a whole name they are degrees, behind a family name alone the initials of the given one.
    while tail and len(head.split()) > 1 and all(map(_is_degree, tail[-1].split())):
        tail.pop()
    words = ", ".join([head, *tail]).split()
    while len(words) > 2 and _LETTERS.fullmatch(words[-1].strip(",")):
        words.pop()
    return " ".join(words).rstrip(",")


def _is_degree(word: str) -> bool:
    mixed = _BEHIND_COMMA.fullmatch(word) is not None and (not word.isupper() or "." in word)
    return mixed or _LETTERS.fullmatch(word) is not None


def _is_title(words: list[str], behind: bool, lexicon: Lexicon) -> bool:
    """Return whether the first of `words` is a title; `behind` tells that one stands before it."""
    word = words[0]
    plain = re.sub(r"[./:]", "", fold(word).rstrip("'"))
    if plain in _SHORT_GIVEN:
        return False
    if plain in _listed(lexicon):
        return True
    if behind and _DEGREE.fullmatch(word):
        return True
    if len(words) > 2:
        return word in _CAPITALS or _ABBREVIATED.fullmatch(word) is not None or (not word.isascii() and _is_kin(word))
    return False


@lru_cache(maxsize=8)
def _listed(lexicon: Lexicon) -> frozenset[str]:
    """Return the titles of a lexicon, folded and without stops."""
    return frozenset(word for words in lexicon.words("personal-titles").values() for word in words)


def _is_kin(word: str) -> bool:
    return word.lower() in builtin().written("kin-titles")["vi"]


def without_desk(name: str) -> str:
    """Return a Chinese, Japanese or Korean name without the desk written before or behind it: "品質管理 大野"."""
    words = name.split()
    kept = [word for word in words if not _DESK.search(word)] if len(words) > 1 else words
    return " ".join(kept) if kept else name
