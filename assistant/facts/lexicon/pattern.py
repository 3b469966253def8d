"""The small language in which phrases of the lexicon are written, compiled to expressions that cannot run away.

A phrase is words with spaces. `word*` takes any ending, `(a|b c)` one of several, `[a|b]` perhaps, `..` up to four
other words of the same sentence (up to ten characters where words are not spaced), `#` a number. Nothing else is
special: users need no regular expressions, and no quantifier is ever nested (reliability: 16 KB within 20 ms).
Public: `Phrase`, `compile_phrase`, `expression`.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.facts.lexicon.fold import fold

UNSPACED = frozenset({"zh", "ja", "ko"})  # spaces carry no meaning there, or are set at will (ko)
_LETTERS = {"ru": "a-z0-9а-я"}
_TOKEN = re.compile(r"\.\.|#|[()\[\]|]|\s+|[^\s()\[\]|#]+?(?=\.\.|[\s()\[\]|#]|$)")
MAX_PHRASE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase of a group, ready to be looked for in folded text."""

    group: str
    language: str  # ISO 639-1, or "any"
    text: str  # as the file has it
    source: str  # the expression; compiled when an anchor is first met, which most phrases of a language never are
    anchors: tuple[str, ...]  # folded literals; a text with none of them cannot match


def compile_phrase(group: str, language: str, text: str) -> Phrase:
    """Return the phrase, checked. Raises ValueError, in the user's words, for a phrase that cannot be understood."""
    source, anchors = _parsed(language, text)
    return Phrase(group=group, language=language, text=text, source=source, anchors=anchors)


@cache
def expression(source: str) -> "re.Pattern[str]":
    """Return the compiled expression of a phrase."""
    return re.compile(source)


def _parsed(language: str, text: str) -> tuple[str, tuple[str, ...]]:
    if len(text) > MAX_PHRASE:
        raise ValueError(f"longer than {MAX_PHRASE} characters")
    tokens = [token for token in _TOKEN.findall(fold(text).strip()) if token]
    source, end = _Reader(tokens, language).sequence(0, depth=0)
    if end < len(tokens):
        raise ValueError(f"{tokens[end]!r} stands alone: brackets must come in pairs")
    anchors = _anchors(tokens)
    if not anchors:
        raise ValueError("has no word of its own to look for")
    return source, anchors


class _Reader:
    """Reads tokens into an expression; one instance per phrase."""

    def __init__(self, tokens: list[str], language: str) -> None:
        self.tokens = tokens
        self.letters = _LETTERS.get(language, "a-z0-9")
        self.open = language in UNSPACED or language == "ar"  # Arabic glues articles and prepositions to the word
        self.separator = r"[\s,]{0,2}" if language in UNSPACED else r"[\s,]{1,3}"
        self.gap = r"[^\s.!?;\n]{1,12}" if language in UNSPACED else r"[^\s.!?;\n]{1,30}"
        self.unspaced = language in UNSPACED

    def sequence(self, at: int, *, depth: int) -> tuple[str, int]:
        """Return the expression of the items from `at` up to a closing bracket or bar, and where it stopped."""
        if depth > 4:
            raise ValueError("brackets are nested deeper than four")
        source, first, glued = "", True, False
        while at < len(self.tokens) and self.tokens[at] not in ")]|":
            token = self.tokens[at]
            if token.isspace():
                at, glued = at + 1, False
                continue
            joint = "" if first or glued else self.separator
            if token == "..":
                source += r"[^.!?;\n]{0,10}?" if self.unspaced else rf"(?:[\s,]{{1,3}}{self.gap}){{0,4}}?"
                at, glued = at + 1, self.unspaced
            elif token in "([":
                if token == "[" and first:
                    raise ValueError("begins with something that may be missing: leave it out")
                inner, at = self.choices(at + 1, "]" if token == "[" else ")", depth + 1)
                source += rf"(?:{joint}(?:{inner}))?" if token == "[" else rf"{joint}(?:{inner})"
                first, glued = False, True
            elif token == "#":
                source += joint + r"\d[\d.,]{0,11}"
                at, first, glued = at + 1, False, True
            else:
                source += joint + self.word(token)
                at, first, glued = at + 1, False, True
        return source, at

    def choices(self, at: int, closing: str, depth: int) -> tuple[str, int]:
        """Return the alternatives up to the closing bracket and the place after it."""
        found = []
        while True:
            inner, at = self.sequence(at, depth=depth)
            found.append(inner)
            if at >= len(self.tokens):
                raise ValueError(f"a {closing} is missing")
            if self.tokens[at] == "|":
                at += 1
                continue
            if self.tokens[at] != closing:
                raise ValueError(f"{self.tokens[at]!r} where {closing} should be")
            return "|".join(found), at + 1

    def word(self, token: str) -> str:
        """Return the expression of one word, with the boundaries its script has."""
        stem = token.rstrip("*")
        if not stem or "*" in stem:
            raise ValueError(f"{token!r}: a * may only follow a word")
        tail = rf"[{self.letters}]{{0,12}}" if stem != token and not self.open else (r"\w{0,8}" if stem != token else "")
        if self.open and not stem.isascii():
            return re.escape(stem) + tail
        left = rf"(?<![{self.letters}])" if stem[0].isalnum() else ""
        right = rf"(?![{self.letters}])" if stem[-1].isalnum() or tail else ""
        return left + re.escape(stem) + tail + right


def _anchors(tokens: list[str]) -> tuple[str, ...]:
    """Return literals one of which any match holds: the longest plain word, else the words of one bracket's choices."""
    best: tuple[str, ...] = ()
    depth, choices, optional = 0, [[]], False  # type: tuple[int, list[list[str]], bool]
    for token in tokens:
        if token in "([":
            depth += 1
            if depth == 1:
                choices, optional = [[]], token == "["
        elif token in ")]":
            depth -= 1
            if depth == 0 and not optional and not best and all(choices):
                best = tuple(max(words, key=len) for words in choices)
        elif token == "|":
            if depth == 1:
                choices.append([])
        elif not token.isspace() and token not in ("..", "#"):
            stem = token.rstrip("*")
            if depth == 0 and (len(best) != 1 or len(stem) > len(best[0])):
                best = (stem,)
            elif depth == 1:
                choices[-1].append(stem)
    return best
