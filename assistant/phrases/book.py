"""The phrasebook: every sentence the product may use, as data, checked when it is loaded.

Public: `load`, `check`, `builtin`. `load` reads the built-in phrasebook and the user's folders over it (last wins,
phrase by phrase, by id). A phrase that cannot be used is left out and named with file and line; the others work
(reliability 2, row 46). A folder holds English at its top and each further language in a folder of its own (`de/`),
which looks the same; what stands there needs no `language`. `openings.de.yaml` beside `openings.yaml` works as well.
"""

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant.errors import Problem
from assistant.phrases import preview
from assistant.phrases.nouns import NOBODY, Book
from assistant.phrases.rows import Collected, read_file
from assistant.phrases.template import compile_text

_LANGUAGE = re.compile(r"[a-z]{2}")


def builtin() -> Traversable:
    """Return the folder of the built-in phrasebook: packaged in a wheel, at the top of a source tree."""
    packaged = resources.files("assistant") / "phrasebook"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2] / "phrasebook"


def load(folders: Sequence[Traversable] = ()) -> tuple[Book, tuple[Problem, ...]]:
    """Return the built-in phrasebook with `folders` laid over it, and everything wrong in the user's files.

    English and the user's folders are read now, a further built-in language when a letter is first written in it.
    """
    own = builtin()
    base = Collected()
    for file, name in _files(own):
        _take(file, name, "en", base)
    at_hand = copy.deepcopy(base) if folders else base
    _lay_over(folders, at_hand)
    more = {name: _opener(own / name, name, base, folders) for name in _languages(own)}
    return _bound(at_hand, more), tuple(sorted(set(at_hand.problems)))


def _opener(folder: Traversable, language: str, base: Collected, folders: Sequence[Traversable]) -> Callable[[], Book]:
    """Return what gives the book with one more language in it, read once."""

    @cache
    def opened() -> Book:
        into = copy.deepcopy(base)
        for file, name in _files(folder):
            _take(file, name, language, into)
        _lay_over(folders, into)
        return _bound(into, {})

    return opened


def _lay_over(folders: Sequence[Traversable], into: Collected) -> None:
    for folder in folders:
        if not folder.is_dir():
            into.problems.append(Problem(file=str(folder), line=0, text="there is no such phrasebook folder"))
            continue
        into.here.clear()
        for further in ("en", *_languages(folder)):
            for file, name in _files(folder if further == "en" else folder / further):
                _take(file, name, further, into)


def _take(file: Traversable, name: str, language: str, into: Collected) -> None:
    into.language = language
    read_file(file, name, into)


def _bound(into: Collected, more: Mapping[str, Callable[[], Book]]) -> Book:
    if into.letter is None:
        into.problems.append(Problem(file=str(builtin()), line=0, text="letter.txt.j2 is missing"))
    return Book(
        phrases=tuple(into.phrases[key] for key in sorted(into.phrases)),
        greetings=into.greetings,
        holidays=into.holidays,
        titles=into.titles,
        manners=into.manners,
        taboos=tuple(into.taboos[key] for key in sorted(into.taboos)),
        words=into.words,
        hello=_hello(into.hello),
        nobody=frozenset(into.nobody),
        samples=into.samples,
        named=into.named,
        letter=into.letter or compile_text("{{ salutation }}\n\n{{ body }}"),
        more=more,
    )


def check(book: Book) -> tuple[Problem, ...]:
    """Return what the lint finds in sample letters made with each phrase, at that phrase; `load` finds the rest."""
    return preview.findings(book)


def _files(folder: Traversable) -> Iterable[tuple[Traversable, str]]:
    """Yield every file of one language's folder with its sort of content, in a fixed order."""
    for place, sort in ((folder, ""), (folder / "topics", "topic")):
        if not place.is_dir():
            continue
        for file in sorted(place.iterdir(), key=lambda item: item.name):
            if file.name == "letter.txt.j2":
                yield file, "letter"
            elif file.name.endswith(".yaml"):
                yield file, sort or file.name.split(".")[0]


def _languages(folder: Traversable) -> list[str]:
    """Return the languages that have a folder of their own in a phrasebook, sorted."""
    return sorted(item.name for item in folder.iterdir() if _LANGUAGE.fullmatch(item.name) and item.is_dir())


def _hello(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the name behind a salutation at the beginning of a mail: "Hi Karin,", "Hola Karin:"."""
    known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if not known:
        return NOBODY
    return re.compile(rf"\s*(?:{known})[ ,]+(?P<name>[^\W\d_][\w'’\-]*)\s*[,!.:，：\n–-]", re.IGNORECASE)
