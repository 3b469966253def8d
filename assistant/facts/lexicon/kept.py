"""The built-in phrases as they were compiled the first time, kept beside Python's bytecode and in the same manner.

Compiling seven thousand phrases takes a quarter of a second, which every process and every worker would pay. What is
kept holds for exactly these words and this code (a hash over every file of this folder, and the interpreter's tag).
Whoever could forge it could change the code beside it as well; where that folder may not be written (an installation
of root's), nothing is kept and the phrases are compiled each time. Public: `kept`, `keep`.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.facts.lexicon.pattern import Phrase

FOLDER = Path(__file__).parent


def kept() -> list[Phrase] | None:
    """Return the phrases in the order of the files; None where none are kept, or those of other words or code."""
    try:
        held, mark = _place().read_bytes(), _mark()
        return [Phrase._make(row) for row in marshal.loads(held[len(mark) :])] if held.startswith(mark) else None
    except (OSError, EOFError, ValueError, TypeError, NotImplementedError):  # not there, cut, or without bytecode
        return None


def keep(phrases: Sequence[Phrase]) -> None:
    """Keep the phrases, where bytecode may be kept (PYTHONDONTWRITEBYTECODE, a folder that may be written)."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError, ValueError, NotImplementedError):
        place = _place()
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_bytes(_mark() + marshal.dumps(_sharing(phrases)))
        draft.replace(place)


def _sharing(phrases: Sequence[Phrase]) -> list[tuple[object, ...]]:
    """Return the phrases as rows in which equal parts are one: a third less of memory once they are read."""
    held: dict[object, object] = {}

    def shared(part: object) -> object:
        if part not in held:
            held[part] = tuple(map(shared, part)) if isinstance(part, tuple) else part
        return held[part]

    return [tuple(map(shared, phrase)) for phrase in phrases]


def _place() -> Path:
    return Path(importlib.util.cache_from_source(str(FOLDER / "phrases.py"))).with_suffix(".kept")


def _mark() -> bytes:
    """Return a hash over the words and the code that compiles them."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in {".yaml", ".py"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()
