"""Which language a person wrote in. Public: `language_of`, `is_read`.

Scripts decide where they can; among the Latin languages small words and letters vote, those of languages that the
lexicon cannot read too: a Dutch mail must not be taken for a German one whose words are not found. A library would be
larger than all of this house (py3langid needs numpy) or fails on the ten-word mails that sellers get.
"""

import re
from collections import Counter
from functools import cache, lru_cache

from assistant.facts.lexicon import builtin, fold
from assistant.facts.lexicon.pattern import LANGUAGES

_SCRIPTS = (  # first and last letter; none overlaps another
    ("kana", "\u3040", "\u30ff"), ("hangul", "\uac00", "\ud7a3"), ("hangul", "\u1100", "\u11ff"),
    ("han", "\u4e00", "\u9fff"), ("han", "\u3400", "\u4dbf"), ("arabic", "\u0620", "\u064a"),
    ("cyrillic", "\u0400", "\u04ff"), ("el", "\u0370", "\u03ff"), ("el", "\u1f00", "\u1fff"),
    ("he", "\u0590", "\u05ff"), ("hi", "\u0900", "\u097f"), ("bn", "\u0980", "\u09ff"),
    ("ta", "\u0b80", "\u0bff"), ("th", "\u0e00", "\u0e7f"), ("ka", "\u10a0", "\u10ff"),
    ("km", "\u1780", "\u17ff"), ("hy", "\u0530", "\u058f"), ("latin", "A", "Z"),
    ("latin", "a", "z"), ("latin", "\u00c0", "\u024f"), ("latin", "\u1e00", "\u1eff"),
)  # fmt: skip
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_BEYOND_LATIN = re.compile("[\u0370-\U0010ffff]")  # letters of other scripts
_OF_SCRIPT = {"kana": "ja", "hangul": "ko", "han": "zh", "arabic": "ar", "cyrillic": "ru"}
# A character of these says more than a Latin letter: one Han character is about a word, product names stay Latin.
_WEIGHT = {"kana": 4, "hangul": 3, "han": 3, "latin": 1}  # the others 2
# What of a script another language than the usual one writes: two such letters for forty are no slip.
_OTHERWISE = {
    "cyrillic": (
        ("uk", re.compile(r"[іїєґ]", re.I)),
        ("sr", re.compile(r"[јљњћђџѓќѕ]", re.I)),
        ("kk", re.compile(r"[әғқңөұүһ]", re.I)),
    ),
    "arabic": (("fa", re.compile(r"[پچژگی]")), ("ur", re.compile(r"[ٹڈڑںے]"))),
}
_BULGARIAN = re.compile(r"ъ(?!ем|ед|яв|ект)|\b(?:моля|благодаря|ще|сме|или|това|здравейте|оферта|поръчк\w*)\b", re.I)
_RUSSIAN = re.compile(r"[ыэё]", re.I)
# Addresses, file names and article numbers are of no language; nor are the abbreviations of trade.
_NOISE = re.compile(
    # Where words are not spaced an address ends with its letters: the rest of the sentence is language.
    r"https?://[!-~]+|[!-~\u00c0-\u024f]+@[!-~\u00c0-\u024f]+|[\w-]+\.(?:com|net|org|example|pdf|xlsx?|docx?)\b|"
    r"[A-Za-z0-9_./-]*[0-9][A-Za-z0-9_./-]*"
)
_SIGN_OF_NOISE = re.compile(r"[0-9]+|@|:(?=//)|\.(?=com|net|org|example|pdf|xls|doc)")
_SPACE = re.compile(r"\s|$")
_TRADE = re.compile(r"usd|eur|fob|cif|dap", re.I)
_TRADE_WORDS = ("usd", "eur", "fob", "cif", "dap")
_SENT_FROM = re.compile(r"sent from my \w+", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_LIMIT = 4096
_MOST_COUNTED = 6  # of the same letters in a text
_WORTH = 12  # of a word of one language alone
_SURELY = 4  # votes for each word of plain letters, of a language that is read: no other is asked


@lru_cache(maxsize=32)  # several readers of one mail ask for it
def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language most of `text` is written in; None where nothing tells."""
    sample = _without_noise(text[:_LIMIT])
    if sample.isascii():
        return _latin(sample) if _WORD.search(sample) else None
    if not _BEYOND_LATIN.search(sample):
        return _latin(sample) if _LATIN.search(sample) else None
    counts = {name: 0 for name, *_ in _SCRIPTS}
    for char, count in Counter(sample).items():
        script = _script_of(char)
        if script is not None:
            counts[script] += count * _WEIGHT.get(script, 2)
    if counts["kana"] and counts["kana"] * 3 >= counts["han"]:  # Japanese mixes both; a kana in Chinese is a brand
        counts["kana"] += counts["han"]
    leading = max(counts, key=lambda name: counts[name])
    if not counts[leading]:
        return None
    if leading == "latin":
        return _latin(sample)
    return _of_script(leading, sample, counts[leading] // _WEIGHT.get(leading, 2))


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str | None:
    return next((name for name, first, last in _SCRIPTS if first <= char <= last), None)


def is_read(language: str | None) -> bool:
    """Return whether the lexicon has phrases of a language; what it cannot name (None) may be any."""
    return language is None or language in LANGUAGES


def _of_script(script: str, sample: str, letters: int) -> str:
    """Return the language of a script, the usual one unless letters of another speak against it."""
    for language, own in _OTHERWISE.get(script, ()):
        if len(own.findall(sample)) * 30 > letters:
            return language
    if script == "cyrillic" and len(_BULGARIAN.findall(sample)) > 1 and not _RUSSIAN.search(sample):
        return "bg"
    return _OF_SCRIPT.get(script, script)


def _without_noise(text: str) -> str:
    """Return the text with a space for whatever is of no language; only words with a sign of noise are looked at."""
    lower = text.lower()
    if "sent from my" in lower:
        text = _SENT_FROM.sub(" ", text)
    pieces, end = [], 0
    for sign in _SIGN_OF_NOISE.finditer(text):
        at = sign.start()
        if at < end:
            continue
        blank, line = text.rfind(" ", end, at), text.rfind("\n", end, at)
        start = (blank if blank > line else line) + 1 or end
        pieces.append(text[end:start])
        space = _SPACE.search(text, at)
        end = space.start() if space else len(text)
        pieces.append(_quietened(text[start:end]))
    pieces.append(text[end:])
    text = "".join(pieces)
    return _TRADE.sub(" ", text) if any(word in lower for word in _TRADE_WORDS) else text


@lru_cache(maxsize=512)  # the same articles and numbers come again
def _quietened(words: str) -> str:
    return _NOISE.sub(" ", words)


def _latin(sample: str) -> str | None:
    votes: dict[str, int] = {}
    words = _WORD.findall(fold(sample))
    weights = _word_weights("language-words")
    for word in words:
        for language, weight in weights.get(word, ()):
            votes[language] = votes.get(language, 0) + weight
    lower = sample.lower() + " "
    leading = _leads(votes, len(words)) if lower.isascii() else None
    if leading is not None:
        return leading
    letters = set(lower)
    for mark, language, vote in _letter_votes(plain=lower.isascii()):
        count = lower.count(mark) if mark[0] in letters else 0
        if count:
            votes[language] = votes.get(language, 0) + min(count, _MOST_COUNTED) * vote
    best = max(votes, key=lambda language: votes[language], default=None)
    return _unread(words, lower, votes[best] if best else 0) or best


def _leads(votes: dict[str, int], words: int) -> str | None:
    """Return the language whose words lead so far that plain letters cannot change it; None where they may."""
    if not votes:
        return None
    *others, best = sorted(votes, key=lambda language: votes[language])
    second = votes[others[-1]] if others else 0
    return best if votes[best] > max(_SURELY * words, second + _most_by_letters()) else None


def _unread(words: list[str], lower: str, against: int) -> str | None:
    """Return the language that the lexicon cannot read in which these words are written; None where none leads."""
    if against > _SURELY * len(words) and lower.isascii():
        return None
    votes: dict[str, int] = {}
    if not lower.isascii():
        letters = set(lower)
        for mark, language, vote in _unread_letters():
            if mark[0] not in letters:
                continue
            votes[language] = votes.get(language, 0) + min(lower.count(mark), 3) * vote
    weights = _word_weights("unread-words")
    for word in dict.fromkeys(words):
        for language, weight in weights.get(word, ()):
            votes[language] = votes.get(language, 0) + weight
    best = max(votes, key=lambda language: votes[language], default=None)
    return best if best is not None and votes[best] > max(against * 1.3, 2 * _WORTH) else None


_LETTER_VOTE = {"en": 2, "id": 3, "es": 12, "pt": 5, "fr": 5, "de": 5, "it": 4, "tr": 5, "pl": 5, "vi": 10}


@cache
def _letter_votes(*, plain: bool) -> tuple[tuple[str, str, int], ...]:
    """Return letters and letter groups, the language each speaks for and how loud; `plain`: those of plain letters."""
    return tuple(
        (mark.lower(), language, _LETTER_VOTE[language])
        for language, marks in builtin().written("language-letters").items()
        for mark in marks
        if not plain or mark.lower().isascii()
    )


@cache
def _most_by_letters() -> int:
    """Return the most votes that plain letters can give one language."""
    most: dict[str, int] = {}
    for _, language, vote in _letter_votes(plain=True):
        most[language] = most.get(language, 0) + _MOST_COUNTED * vote
    return max(most.values(), default=0)


@cache
def _unread_letters() -> tuple[tuple[str, str, int], ...]:
    """Return letters of languages that are not read, whose they are, and what each is worth to each of these."""
    homes: dict[str, list[str]] = {}
    for language, marks in builtin().written("unread-letters").items():
        for mark in marks:
            homes.setdefault(mark, []).append(language)
    return tuple((mark, language, _WORTH // len(found)) for mark, found in homes.items() for language in found)


@cache
def _word_weights(group: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """Small words and what each is worth: twelve points, shared among the languages that have it."""
    homes: dict[str, list[str]] = {}
    for language, words in builtin().words(group).items():
        for word in dict.fromkeys(words):
            homes.setdefault(word, []).append(language)
    return {
        # a lone letter is an article in one language and an initial or a size in all of them
        word: tuple((language, (_WORTH if len(word) > 1 else 4) // len(found) or 1) for language in found)
        for word, found in homes.items()
    }
