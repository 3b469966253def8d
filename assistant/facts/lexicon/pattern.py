"""The small language in which phrases of the lexicon are written, compiled to expressions that cannot run away.

A phrase is words with spaces. `word*` takes any ending, `(a|b c)` one of several, `[a|b]` perhaps, `..` up to four
other words of the same sentence (up to fourteen characters where words are not spaced), `<n>` a number. Nothing else is
special: users need no regular expressions, and no quantifier is ever nested (reliability: 16 KB within 20 ms).
Public: `Phrase`, `compile_phrase`, `expression`, `LANGUAGES`, `UNSPACED`.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.keys import CYRILLIC, key_of

LANGUAGES = frozenset({"en", "zh", "es", "pt", "fr", "de", "it", "ru", "ar", "tr", "pl", "ja", "ko", "vi", "id", "any"})
UNSPACED = frozenset({"zh", "ja", "ko"})  # spaces carry no meaning there, or are set at will (ko)
_LETTERS = {"ru": f"a-z0-9{CYRILLIC}"}
_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_TOKEN = re.compile(r"\.\.|<n>|[()\[\]|]|\s+|[^\s()\[\]|<]+?(?=\.\.|[\s()\[\]|<]|$)")
MAX_PHRASE = 500
MAX_GAPS = 4  # each may hold up to four words: more of them are more ways than anybody waits for


class Phrase(NamedTuple):
    """One phrase of a group, ready to be looked for in folded text; a tuple, because there are seven thousand."""

    group: str
    language: str  # ISO 639-1, or "any"
    text: str  # as the file has it
    needs: tuple[tuple[str, ...], ...]  # keys (see keys.py), one of each of which every match holds; the rarest first
    # Folded literals with one of which every match begins, and the key without which none stands in a text ("": any
    # text may hold it); () where a match may begin with a number.
    leads: tuple[tuple[str, str], ...] = ()


def compile_phrase(group: str, language: str, text: str) -> Phrase:
    """Return the phrase, checked. Raises ValueError, in the user's words, for a phrase that cannot be understood."""
    item = _parsed(language, text)
    keys = {key for keys in item.needs for key in keys}
    leads = tuple(dict.fromkeys((lead, key if key in keys else "") for lead, key in item.leads))
    return Phrase(group=group, language=language, text=text, needs=item.needs, leads=leads)


@cache
def expression(language: str, text: str) -> "re.Pattern[str]":
    """Return the expression of a phrase: made when its words are first met, which those of most phrases never are."""
    return re.compile(_parsed(language, text).source)


def _parsed(language: str, text: str) -> "_Item":
    if len(text) > MAX_PHRASE:
        raise ValueError(f"longer than {MAX_PHRASE} characters")
    tokens = [token for token in _TOKEN.findall(fold(text).strip()) if token]
    if tokens.count("..") > MAX_GAPS:
        raise ValueError(f"more than {MAX_GAPS} gaps (..): write two phrases")
    item, end = _Reader(tokens, language).sequence(0, depth=0)
    if end < len(tokens):
        raise ValueError(f"{tokens[end]!r} stands alone: brackets must come in pairs")
    if not item.needs:
        raise ValueError("has no word of its own to look for")
    return item


class _Item(NamedTuple):
    """A part of a phrase as an expression, and what every match of it holds; thirty thousand are made at the start."""

    source: str
    needs: tuple[tuple[str, ...], ...] = ()  # as in Phrase
    leads: tuple[tuple[str, str], ...] = ()  # literals with one of which every match of it begins, () = unknown; key


class _Reader:
    """Reads tokens into an expression; one instance per phrase."""

    def __init__(self, tokens: list[str], language: str) -> None:
        self.tokens = tokens
        self.letters = _LETTERS.get(language, "a-z0-9")
        self.open = language in UNSPACED or language == "ar"  # Arabic glues articles and prepositions to the word
        self.separator = r"[\s,:：]{0,3}" if language in UNSPACED else r"[\s,:]{1,3}"
        # A comma or colon parts words: were it also a letter of one, "1,1,1" could be read in millions of ways.
        self.gap = r"[^\s.!?;\n]{1,12}" if language in UNSPACED else r"[^\s,:.!?;\n]{1,30}"
        self.unspaced = language in UNSPACED

    def sequence(self, at: int, *, depth: int) -> tuple[_Item, int]:
        """Return the expression of the items from `at` up to a closing bracket or bar, and where it stopped."""
        if depth > 4:
            raise ValueError("brackets are nested deeper than four")
        source, first, glued = "", True, False
        needs: list[tuple[str, ...]] = []
        leads: tuple[tuple[str, str], ...] = ()
        while at < len(self.tokens) and self.tokens[at] not in ")]|":
            token = self.tokens[at]
            at += 1
            if token.isspace():
                glued = False
                continue
            if token == "..":
                source += r"[^.!?;。\n]{0,14}?" if self.unspaced else rf"(?:[\s,:]{{1,3}}{self.gap}){{0,4}}?"
                glued = self.unspaced
                continue
            joint = "" if first or glued else self.separator
            if token == "[":
                if first:
                    raise ValueError("begins with something that may be missing: leave it out")
                item, at = self.choices(at, "]", depth + 1)
                source += rf"(?:{joint}(?:{item.source}))?"
            else:
                item, at = self.item(token, at, depth)
                source += joint + item.source
                if source == item.source:  # the first of the sequence
                    leads = item.leads
                needs += item.needs
            first, glued = False, True
        if len(needs) > 1:
            needs.sort(key=_worth, reverse=True)
        return _Item(source=source, needs=tuple(needs), leads=leads), at

    def item(self, token: str, at: int, depth: int) -> tuple[_Item, int]:
        """Return a number, a word or a bracket of choices, and the place after it."""
        if token == "<n>":
            return _Item(source=r"\d[\d.,]{0,11}"), at
        if token == "(":
            return self.choices(at, ")", depth + 1)
        letters = _LETTERS["ru"] if _CYRILLIC.search(token) else self.letters  # whatever tongue "any" stands for
        return _word(token, letters, self.open), at

    def choices(self, at: int, closing: str, depth: int) -> tuple[_Item, int]:
        """Return the alternatives up to the closing bracket and the place after it."""
        found = []
        while True:
            item, at = self.sequence(at, depth=depth)
            found.append(item)
            if at >= len(self.tokens):
                raise ValueError(f"a {closing} is missing")
            if self.tokens[at] != "|":
                break
            at += 1
        if self.tokens[at] != closing:
            raise ValueError(f"{self.tokens[at]!r} where {closing} should be")
        # Of each alternative the rarest: a text holds one of these.
        needs = (tuple(key for item in found for key in item.needs[0]),) if all(i.needs for i in found) else ()
        leads = tuple(lead for item in found for lead in item.leads) if all(i.leads for i in found) else ()
        return _Item(source=rf"(?:{'|'.join(item.source for item in found)})", needs=needs, leads=leads), at + 1


@lru_cache(maxsize=512)  # the words that many phrases share
def _word(token: str, letters: str, is_open: bool) -> _Item:
    """Return the expression of one word, with the boundaries its script has; `is_open`: see `_Reader`."""
    stem = token.rstrip("*")
    if not stem or "*" in stem:
        raise ValueError(f"{token!r}: a * may only follow a word")
    edgeless = is_open and not token.isascii()  # it may begin in the middle of another
    key = key_of(token, letters=letters, anywhere=edgeless)
    source = re.escape(stem)
    tail = "" if stem == token else r"\w{0,8}" if is_open else rf"[{letters}]{{0,12}}"
    if edgeless:
        source += tail
    else:
        # What may not stand before it is looked at behind it: an expression that begins with a text is quicker.
        left = rf"(?<![{letters}]{source})" if stem[0].isalnum() else ""
        right = rf"(?![{letters}])" if stem[-1].isalnum() or tail else ""
        source += left + tail + right
    return _Item(source=source, needs=((key,),), leads=((stem, key),))


def _worth(keys: tuple[str, ...]) -> tuple[int, int]:
    """Long keys meet few texts, and few of them still fewer."""
    return (min(map(len, keys)), -len(keys))
