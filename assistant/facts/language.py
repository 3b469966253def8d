"""Which language a person wrote in. Public: `language_of`, `is_read`, `is_strange`.

Scripts decide where they can; among the Latin languages small words and letters vote, those of languages that the
lexicon cannot read too: a Dutch mail must not be taken for a German one whose words are not found. A library would be
larger than all of this house (py3langid needs numpy) or fails on the ten-word mails that sellers get.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
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
_BEYOND_LATIN = re.compile("[\u0370-\U0010ffff]")  # letters of other scripts
_OF_SCRIPT = {"kana": "ja", "hangul": "ko", "han": "zh", "arabic": "ar", "cyrillic": "ru"}
# A character of these says more than a Latin letter: one Han character is about a word, product names stay Latin.
_WEIGHT = {"kana": 4, "hangul": 3, "han": 3, "latin": 1}  # the others 2
# What of a script another language than the usual one writes: two such letters for forty are no slip.
_OTHERWISE = {
    "cyrillic": (
        ("be", re.compile(r"ў", re.I)),
        ("bg", re.compile(r"ъ(?![еёюя])", re.I)),
        ("uk", re.compile(r"[іїєґ]", re.I)),
        ("sr", re.compile(r"[јљњћђџѓќѕ]", re.I)),
        ("kk", re.compile(r"[әғқңөұүһ]", re.I)),
    ),
    "arabic": (("fa", re.compile(r"[پچژگی]")), ("ur", re.compile(r"[ٹڈڑںے]"))),
}
_RUSSIAN = re.compile(r"[ыэё]", re.I)
_CYRILLIC_NAME = re.compile(r"(?<=[\w,] )[А-ЯЁЂ-ЏІЇЄҐ]\w+")  # in the middle of a sentence: of whatever language
_NAME = re.compile(r"(^|[.!?:\n] *|\b)[A-Z][a-z]+(?: [A-Z][a-z]+)+")  # "Ho Chi Minh", "La Paz", "Anna Le Goff"
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
_SPARE = 2  # words of a text that may all be names and goods
_SHORT = 14  # words of an answer in which some must be known
_FEW = 30  # words of a text that names alone can turn
_MANY_FORMS = frozenset({"en", "tr"})  # whose words no list can hold: one that is known is enough
# Words of every language.
_OF_ALL = frozenset(["ok", "okay", "OK", "pcs", "moq", "asap", "fyi", "via", "pdf", "excel", "www", "email"])
# Letters that no language writes that is read.
_FOREIGN = re.compile(r"[åøæðþəőűčěřůžšģķļņāēīūėįųħġșțľťď]")
_NAME = re.compile(r"(^|[.!?:\n] *|\b)[A-Z][a-z]+(?: [A-Z][a-z]+)+")  # "Ho Chi Minh", "La Paz", "Anna Le Goff"


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language most of `text` is written in; None where nothing tells."""
    return _judged(text)[0]


def is_read(language: str | None) -> bool:
    """Return whether the lexicon has phrases of a language; what it cannot name (None) may be any."""
    return language is None or language in LANGUAGES


def is_strange(text: str, home: Callable[[], str | None] = lambda: None) -> bool:
    """Return whether nobody can know what `text` says: a language that is not read, or words of none that is.

    `home` gives the language of the writer's country, None where that is not known; it is asked only where one word is
    strange and none is known: that is enough from where no language that is read is spoken.
    """
    language, strangers = _judged(text)
    return not is_read(language) or strangers >= _SPARE or (strangers == 1 and not is_read(home()))


@lru_cache(maxsize=32)  # several readers of one mail ask for it
def _judged(text: str) -> tuple[str | None, int]:
    """Return the language of a text, and how many of its words are strange where few are of that language, else 0."""
    sample = _without_noise(text[:_LIMIT])
    if sample.isascii() or not _BEYOND_LATIN.search(sample):
        return _latin(sample)
    counts = {name: 0 for name, *_ in _SCRIPTS}
    for char, count in Counter(sample).items():
        script = _script_of(char)
        if script is not None:
            counts[script] += count * _WEIGHT.get(script, 2)
    if counts["kana"] and counts["kana"] * 3 >= counts["han"]:  # Japanese mixes both; a kana in Chinese is a brand
        counts["kana"] += counts["han"]
    leading = max(counts, key=lambda name: counts[name])
    if not counts[leading]:
        return None, 0
    if leading == "latin":
        return _latin(sample)
    letters = counts[leading] // _WEIGHT.get(leading, 2)
    return _cyrillic(sample, letters) if leading == "cyrillic" else (_of_script(leading, sample, letters), 0)


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str | None:
    return next((name for name, first, last in _SCRIPTS if first <= char <= last), None)


def _of_script(script: str, sample: str, letters: int) -> str:
    """Return the language of a script, the usual one unless letters of another speak against it."""
    for language, own in _OTHERWISE.get(script, ()):
        if len(own.findall(sample)) * 30 > letters:
            return language
    return _OF_SCRIPT.get(script, script)


def _cyrillic(sample: str, letters: int) -> tuple[str | None, int]:
    """Return what `_judged` does: Russian, unless letters or small words of another language speak against it."""
    text = _CYRILLIC_NAME.sub(" ", sample)
    russian = _RUSSIAN.search(text) is not None
    for language, own in _OTHERWISE["cyrillic"]:
        found = len(own.findall(text))
        if found and (not russian or found * 30 > letters):
            return language, 0
    words = dict.fromkeys(_WORD.findall(fold(text)))
    known = _heard("language-words", words).get("ru", 0)
    heard = _heard("unread-words", words)
    best = max(heard, key=lambda language: heard[language], default=None)
    if best is not None and heard[best] > known * (1.5 if russian else 1) + (len(words) > _SHORT):
        return best, 0
    strangers = 0 if known or russian else max(0, len(words) - _SPARE)
    return "ru" if strangers < _SPARE else None, strangers


def _heard(group: str, words: Iterable[str]) -> dict[str, int]:
    """Return how many of `words` each language has in a group."""
    heard: dict[str, int] = {}
    weights = _word_weights(group)
    for word in words:
        for language, _ in weights.get(word, ()) if len(word) > 1 or not word.isascii() else ():
            heard[language] = heard.get(language, 0) + 1
    return heard


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


def _latin(sample: str) -> tuple[str | None, int]:
    words = _WORD.findall(fold(sample))
    if not words:
        return None, 0
    votes = _votes(words)
    lower = sample.lower() + " "
    plain = lower.isascii()
    leading = _leads(votes, len(words)) if plain else None
    if leading is not None:
        return leading, 0
    own = frozenset(words)
    if len(words) <= _FEW and votes:
        known = own & _words_of(max(votes, key=votes.__getitem__))
        if plain and len(known) > _SPARE and len(known) * 3 >= len(own) * 2:
            return max(votes, key=votes.__getitem__), 0
        if len(known) <= _SPARE and (nameless := _NAME.sub(_unless_first, sample)) != sample:
            others = _WORD.findall(fold(nameless))
            without = _votes(others)
            words, votes, own = (others, without, frozenset(others)) if without else (words, votes, own)
    letters = set(lower)
    for mark, language, vote in _letter_votes(plain=plain):
        count = lower.count(mark) if mark[0] in letters else 0
        if count:
            votes[language] = votes.get(language, 0) + min(count, _MOST_COUNTED) * vote
    best = max(votes, key=votes.__getitem__, default=None)
    heard = len(own & _words_of(best)) if best else 0
    strange = _unread(words, lower, votes[best] if best else 0, heard)
    if strange is not None:
        return strange, 0
    may = len(words) <= _SHORT and (heard < _SPARE or (not plain and _FOREIGN.search(sample)))
    strangers = _strangers(sample, best) if may else 0
    return best if strangers < _SPARE else None, strangers


@cache
def _words_of(language: str) -> frozenset[str]:
    """Return the words of a language of two letters and more."""
    return frozenset(word for word in builtin().words("language-words").get(language, ()) if len(word) > 1)


def _strangers(sample: str, language: str | None) -> int:
    """Return how many small words are of no language that is read, where hardly any is of `language`; else 0.

    Words with a capital are names or the first of their sentence.
    """
    own = {word for word in _WORD.findall(sample) if len(word) > 1} - _OF_ALL
    known = _words_of(language) if language else frozenset()
    marks = [mark for mark, whose, _ in _letter_votes(plain=False) if whose == language and not mark.isascii()]
    foreign = {word for word in own if _FOREIGN.search(word)}
    unknown = foreign.union(w for w in own if fold(w) not in known and not any(map(w.count, marks)))
    heard = len(own) - len(unknown)
    small = [word for word in unknown if not word[0].isupper()]
    thin = not heard or (heard == 1 and len(small) > _SPARE and language not in _MANY_FORMS)
    return len(small) if thin or len(foreign.intersection(small)) > heard else 0


def _unless_first(name: "re.Match[str]") -> str:
    """Return nothing for a name, and words with which a sentence begins as they are: "Hi Anna", "Vielen Dank"."""
    return name[0] if name[1] or not name.start() else " "


def _votes(words: Iterable[str]) -> dict[str, int]:
    votes: dict[str, int] = {}
    weights = _word_weights("language-words")
    for word in words:
        for language, weight in weights.get(word, ()):
            votes[language] = votes.get(language, 0) + weight
    return votes


def _leads(votes: dict[str, int], words: int) -> str | None:
    """Return the language whose words lead so far that plain letters cannot change it; None where they may."""
    if not votes:
        return None
    *others, most = sorted(votes.values())
    second = others[-1] if others else 0
    leads = most > max(_SURELY * words, second + _most_by_letters())
    return max(votes, key=votes.__getitem__) if leads else None


def _unread(words: list[str], lower: str, against: int, known: int) -> str | None:
    """Return the language that the lexicon cannot read in which these words are written; None where none leads.

    `against` are the votes of the best that is read, `known` is how many of the words it has.
    """
    if len(words) > _FEW and against > _SURELY * len(words) and lower.isascii():
        return None
    votes: dict[str, int] = {}
    if not lower.isascii():
        letters = set(lower)
        for mark, language, vote in _unread_letters():
            if mark[0] not in letters:
                continue
            votes[language] = votes.get(language, 0) + min(lower.count(mark), 3) * vote
    own = dict.fromkeys(words)
    weights = _word_weights("unread-words")
    for word in own:
        for language, weight in weights.get(word, ()):
            votes[language] = votes.get(language, 0) + weight
    best = max(votes, key=votes.__getitem__, default=None)
    if best is None or votes[best] > max(against * 1.3, 2 * _WORTH):
        return best
    if 2 * known > len(own):
        return None
    heard = _heard("unread-words", own)
    best = max(heard, key=lambda language: (heard[language], votes[language]), default=None)
    return best if best is not None and heard[best] > 1 and heard[best] >= 2 * known else None


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
