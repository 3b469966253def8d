"""Which language a person wrote in. Public: `language_of`.

Scripts decide where they can; among the Latin languages small words and letters vote. A library would be larger than
all of this house (py3langid needs numpy) or fails on the ten-word mails that sellers get.
"""

import re
from collections import Counter
from functools import cache, lru_cache

from assistant.facts.lexicon import builtin, fold

_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("han", re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("arabic", re.compile(r"[\u0620-\u064a]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_OF_SCRIPT = {"kana": "ja", "hangul": "ko", "han": "zh", "arabic": "ar", "cyrillic": "ru"}
# A character of these says more than a Latin letter: one Han character is about a word, product names stay Latin.
_WEIGHT = {"kana": 4, "hangul": 3, "han": 3, "arabic": 2, "cyrillic": 2, "latin": 1}
_NOISE = re.compile(
    r"https?://\S+|\S+@\S+|[\w-]+\.(?:com|net|org|example|pdf|xlsx?|docx?)\b|"
    r"[A-Za-z0-9_./-]*[0-9][A-Za-z0-9_./-]*|(?i:sent from my \w+|usd|eur|fob|cif|dap)"
)
_WORD = re.compile(r"[^\W\d_]+")
_LIMIT = 4096


@lru_cache(maxsize=32)  # several readers of one mail ask for it
def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language most of `text` is written in; None where nothing tells."""
    sample = _NOISE.sub(" ", text[:_LIMIT])
    if sample.isascii():
        return _latin(sample) if _WORD.search(sample) else None
    counts = {name: len(script.findall(sample)) * _WEIGHT[name] for name, script in _SCRIPTS}
    if counts["kana"] and counts["kana"] * 3 >= counts["han"]:  # Japanese mixes both; a kana in Chinese is a brand
        counts["kana"] += counts["han"]
    leading = max(counts, key=lambda name: counts[name])
    if not counts[leading]:
        return None
    return _latin(sample) if leading == "latin" else _OF_SCRIPT[leading]


def _latin(sample: str) -> str | None:
    votes: Counter[str] = Counter()
    weights = _word_weights()
    for word in _WORD.findall(fold(sample)):
        for language, weight in weights.get(word, ()):
            votes[language] += weight
    lower = sample.lower() + " "
    for language, marks in (ascii_letters() if lower.isascii() else builtin_letters()).items():
        votes[language] += sum(min(lower.count(mark), 6) for mark in marks) * _LETTER_VOTE[language]
    best = votes.most_common(2)
    return best[0][0] if best and best[0][1] > 0 else None


_LETTER_VOTE = {"en": 2, "id": 3, "es": 12, "pt": 5, "fr": 5, "de": 5, "it": 4, "tr": 5, "pl": 5, "vi": 10}


@cache
def builtin_letters() -> dict[str, tuple[str, ...]]:
    """Return the letters and letter groups that speak for a language, as written."""
    return {
        language: tuple(mark.lower() for mark in marks)
        for language, marks in builtin().written("language-letters").items()
    }


@cache
def ascii_letters() -> dict[str, tuple[str, ...]]:
    """Return those of them that can stand in a text of plain letters."""
    plain = {language: tuple(filter(str.isascii, marks)) for language, marks in builtin_letters().items()}
    return {language: marks for language, marks in plain.items() if marks}


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
