"""Which language a person wrote in. Public: `language_of`.

Scripts decide where they can; among the Latin languages small words and letters vote. A library would be larger than
all of this house (py3langid needs numpy) or fails on the ten-word mails that sellers get.
"""

import re
from functools import cache, lru_cache

from assistant.facts.lexicon import builtin, fold

_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]+")),
    ("hangul", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]+")),
    ("han", re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")),
    ("arabic", re.compile(r"[\u0620-\u064a]+")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]+")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")),
)
_BEYOND_LATIN = re.compile("[\u0370-\U0010ffff]")  # letters of other scripts
_OF_SCRIPT = {"kana": "ja", "hangul": "ko", "han": "zh", "arabic": "ar", "cyrillic": "ru"}
# A character of these says more than a Latin letter: one Han character is about a word, product names stay Latin.
_WEIGHT = {"kana": 4, "hangul": 3, "han": 3, "arabic": 2, "cyrillic": 2, "latin": 1}
# Addresses, file names and article numbers are of no language; nor are the abbreviations of trade.
_NOISE = re.compile(
    # Where words are not spaced an address ends with its letters: the rest of the sentence is language.
    r"https?://[!-~]+|[!-~\u00c0-\u024f]+@[!-~\u00c0-\u024f]+|[\w-]+\.(?:com|net|org|example|pdf|xlsx?|docx?)\b|"
    r"[A-Za-z0-9_./-]*[0-9][A-Za-z0-9_./-]*"
)
_SIGN_OF_NOISE = re.compile(r"[0-9@:.]")
_DOTTED = ("com", "net", "org", "example", "pdf", "xls", "doc")
_SPACE = re.compile(r"\s|$")
_TRADE = re.compile(r"usd|eur|fob|cif|dap", re.I)
_TRADE_WORDS = ("usd", "eur", "fob", "cif", "dap")
_SENT_FROM = re.compile(r"sent from my \w+", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_LIMIT = 4096


@lru_cache(maxsize=32)  # several readers of one mail ask for it
def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language most of `text` is written in; None where nothing tells."""
    sample = _without_noise(text[:_LIMIT])
    if sample.isascii():
        return _latin(sample) if _WORD.search(sample) else None
    if not _BEYOND_LATIN.search(sample):
        return _latin(sample) if _SCRIPTS[-1][1].search(sample) else None
    counts = {name: sum(map(len, script.findall(sample))) * _WEIGHT[name] for name, script in _SCRIPTS}
    if counts["kana"] and counts["kana"] * 3 >= counts["han"]:  # Japanese mixes both; a kana in Chinese is a brand
        counts["kana"] += counts["han"]
    leading = max(counts, key=lambda name: counts[name])
    if not counts[leading]:
        return None
    return _latin(sample) if leading == "latin" else _OF_SCRIPT[leading]


def _without_noise(text: str) -> str:
    """Return the text with a space for whatever is of no language; only words with a sign of noise are looked at."""
    lower = text.lower()
    if "sent from my" in lower:
        text = _SENT_FROM.sub(" ", text)
    pieces, end = [], 0
    for sign in _SIGN_OF_NOISE.finditer(text):
        at = sign.start()
        if at < end or (text[at] == "." and not text.startswith(_DOTTED, at + 1)):
            continue
        if text[at] == ":" and not text.startswith("//", at + 1):
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
    weights = _word_weights()
    for word in _WORD.findall(fold(sample)):
        for language, weight in weights.get(word, ()):
            votes[language] = votes.get(language, 0) + weight
    lower = sample.lower() + " "
    for mark, language, vote in _letter_votes(plain=lower.isascii()):
        count = lower.count(mark)
        if count:
            votes[language] = votes.get(language, 0) + min(count, 6) * vote
    return max(votes, key=lambda language: votes[language], default=None)


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
def _word_weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """Small words and what each is worth: ten points, shared among the languages that have it."""
    homes: dict[str, list[str]] = {}
    for language, words in builtin().words("language-words").items():
        for word in dict.fromkeys(words):
            homes.setdefault(word, []).append(language)
    return {
        # a lone letter is an article in one language and an initial or a size in all of them
        word: tuple((language, (12 if len(word) > 1 else 4) // len(found) or 1) for language in found)
        for word, found in homes.items()
    }
