"""The lexicon from its data files: what comes with the house, and the user's folders laid over it.

A file holds groups; a group holds `why` (where its words come from) and lists of phrases by language (ISO 639-1, or
`any`). A user's file adds phrases; one that begins with "! " takes a built-in phrase away. Public: `load`, `builtin`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Problem
from assistant.facts.lexicon.kept import keep, kept
from assistant.facts.lexicon.matcher import Lexicon
from assistant.facts.lexicon.pattern import Phrase

if TYPE_CHECKING:
    from assistant.facts.lexicon.written import Entries

_ENDINGS = (".yaml", ".yml")


def load(
    places: Iterable[str | Path] = (), written: Mapping[Path, str] | None = None
) -> tuple[Lexicon, tuple[Problem, ...]]:
    """Return the built-in lexicon with the user's files laid over it, and everything wrong in those files.

    `places` are files (.yaml, .yml) or folders of such. `written`: texts to read in place of files, as they would be.
    A file with problems still gives what of it is right: one slip must not silence all of a user's words.
    """
    ours, problems = _packaged()
    merged: Entries = {}
    for phrase in ours.phrases():
        merged.setdefault((phrase.group, phrase.language), {})[phrase.text] = phrase
    found = list(problems)
    known = frozenset(group for group, _ in merged)
    given = written or {}
    for path in (path for place in places for path in _files_at(Path(place), found)):
        from assistant.facts.lexicon.written import lay

        try:
            text = given[path] if path in given else path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            found.append(Problem(file=str(path), line=0, text=f"cannot be read: {error}"))
            continue
        found += lay(text, str(path), merged, known=known)
    return Lexicon(_phrases(merged)), tuple(found)


def _files_at(place: Path, problems: list[Problem]) -> list[Path]:
    """Return the place itself, or the lexicon files of the folder it is."""
    if place.suffix in _ENDINGS:
        return [place]
    try:
        return sorted(path for path in place.iterdir() if path.suffix in _ENDINGS)
    except OSError as error:
        problems.append(Problem(file=str(place), line=0, text=f"cannot be read: {error.strerror}"))
        return []


def builtin() -> Lexicon:
    """Return the lexicon that comes with the house, put together once per process."""
    return _packaged()[0]


@cache
def _packaged() -> tuple[Lexicon, tuple[Problem, ...]]:
    phrases = kept()
    if phrases is not None:
        return Lexicon(phrases), ()
    from assistant.facts.lexicon.written import lay  # with the reader of YAML: only where nothing is kept

    entries: Entries = {}
    problems: list[Problem] = []
    for file in _files(resources.files("assistant.facts.lexicon")):
        problems += lay(file.read_text("utf-8"), file.name, entries, known=None)
    if not problems:
        keep(list(_phrases(entries)))
    return Lexicon(_phrases(entries)), tuple(problems)


def _files(folder: Traversable) -> Iterator[Traversable]:
    yield from sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def _phrases(entries: "Entries") -> Iterator[Phrase]:
    return (phrase for phrases in entries.values() for phrase in phrases.values())
