"""The lexicon from its data files: what comes with the house, and the user's folders laid over it.

A file holds groups; a group holds `why` (where its words come from) and lists of phrases by language (ISO 639-1, or
`any`). A user's file adds phrases; one that begins with "! " takes a built-in phrase away. Public: `load`, `builtin`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant import yamldoc
from assistant.errors import Problem
from assistant.facts.lexicon.fold import fold
from assistant.facts.lexicon.matcher import Lexicon
from assistant.facts.lexicon.pattern import Phrase, compile_phrase

LANGUAGES = frozenset({"en", "zh", "es", "pt", "fr", "de", "it", "ru", "ar", "tr", "pl", "ja", "ko", "vi", "id", "any"})
_ENDINGS = (".yaml", ".yml")
Entries = dict[tuple[str, str], dict[str, Phrase]]  # (group, language) -> text -> phrase


def load(
    places: Iterable[str | Path] = (), written: Mapping[Path, str] | None = None
) -> tuple[Lexicon, tuple[Problem, ...]]:
    """Return the built-in lexicon with the user's files laid over it, and everything wrong in those files.

    `places` are files (.yaml, .yml) or folders of such. `written`: texts to read in place of files, as they would be.
    A file with problems still gives what of it is right: one slip must not silence all of a user's words.
    """
    entries, problems = _packaged()
    merged: Entries = {key: dict(phrases) for key, phrases in entries.items()}
    found = list(problems)
    known = frozenset(group for group, _ in entries)
    given = written or {}
    for path in (path for place in places for path in _files_at(Path(place), found)):
        try:
            text = given[path] if path in given else path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            found.append(Problem(file=str(path), line=0, text=f"cannot be read: {error}"))
            continue
        found += _lay(text, str(path), merged, known=known)
    return _lexicon(merged), tuple(found)


def _files_at(place: Path, problems: list[Problem]) -> list[Path]:
    """Return the place itself, or the lexicon files of the folder it is."""
    if place.suffix in _ENDINGS:
        return [place]
    try:
        return sorted(path for path in place.iterdir() if path.suffix in _ENDINGS)
    except OSError as error:
        problems.append(Problem(file=str(place), line=0, text=f"cannot be read: {error.strerror}"))
        return []


@cache
def builtin() -> Lexicon:
    """Return the lexicon that comes with the house, compiled once per process."""
    return load()[0]


@cache
def _packaged() -> tuple[Entries, tuple[Problem, ...]]:
    entries: Entries = {}
    problems: list[Problem] = []
    for file in _files(resources.files("assistant.facts.lexicon")):
        problems += _lay(file.read_text("utf-8"), file.name, entries, known=None)
    return entries, tuple(problems)


def _files(folder: Traversable) -> Iterator[Traversable]:
    yield from sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def _lay(text: str, file: str, entries: Entries, *, known: frozenset[str] | None) -> list[Problem]:
    """Lay one file over `entries`; `known` are the groups a user's file may extend (None: it defines its own)."""
    doc, problems = yamldoc.parse(text, file)
    found = list(problems)
    if doc is None:
        return found
    if not isinstance(doc.value, dict):
        return [*found, yamldoc.problem_at(doc, (), "a lexicon file is a mapping of groups")]
    for group, languages in doc.value.items():
        if known is not None and group not in known:
            hint = yamldoc.nearest(group, sorted(known))
            found.append(yamldoc.problem_at(doc, (group,), f"unknown group {group}{hint}"))
        elif not isinstance(languages, dict):
            found.append(yamldoc.problem_at(doc, (group,), f"{group} needs lists of phrases by language"))
        else:
            for language, phrases in languages.items():
                if language != "why":
                    found += _lay_language(doc, group, language, phrases, entries)
    return found


def _lay_language(doc: yamldoc.Doc, group: str, language: str, phrases: object, entries: Entries) -> list[Problem]:
    path = (group, language)
    if language not in LANGUAGES:
        hint = yamldoc.nearest(language, sorted(LANGUAGES))
        return [yamldoc.problem_at(doc, path, f"unknown language {language}{hint}")]
    if not isinstance(phrases, list):
        return [yamldoc.problem_at(doc, path, f"{group}: {language} must be a list of phrases")]
    found = []
    held = entries.setdefault(path, {})
    for index, text in enumerate(phrases):
        if not isinstance(text, str):
            found.append(yamldoc.problem_at(doc, (*path, index), "a phrase must be text"))
        elif text.startswith("! "):
            if held.pop(text[2:], None) is None:
                found.append(yamldoc.problem_at(doc, (*path, index), f"no phrase {text[2:]!r} to take away"))
        else:
            try:
                held[text] = compile_phrase(group, language, text)
            except ValueError as error:
                found.append(yamldoc.problem_at(doc, (*path, index), f"{text!r}: {error}"))
    return found


def _lexicon(entries: Entries) -> Lexicon:
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for (group, language), phrases in entries.items():
        words.setdefault(group, {})[language] = tuple(fold(text) for text in phrases)
    return Lexicon((phrase for phrases in entries.values() for phrase in phrases.values()), words)
