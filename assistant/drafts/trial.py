"""The user's own phrases, tried once in a child process before they are used (design 17, reliability 2 row 47).

A phrase cannot loop or calculate (phrases/template.py), so this is the second fence: whatever a new version of the
template library may allow one day, it stops a child and not the daemon. Public: `tried`.
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import Problem
from assistant.phrases import book
from assistant.phrases.nouns import Phrase
from assistant.phrases.template import TemplateRefused

SECONDS = 1  # of computing, for all phrases together
MEMORY_BYTES = 256_000_000  # beyond what the child needed to start
START_SECONDS = 30  # a slow machine may need some to start a Python at all
_VALUE = "LED panel BL-2031 " * 12  # longer than facts are


def tried(folders: Sequence[Path], python: str = sys.executable) -> tuple[Problem, ...]:
    """Return a problem for each phrase of the folders that does not render within the limits; () without folders."""
    if not folders:
        return ()
    command = [python, "-m", "assistant.drafts.trial", *(str(folder) for folder in folders)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=START_SECONDS, check=False)
        rows = json.loads(done.stdout)
        return tuple(Problem(file=row["file"], line=row["line"], text=row["text"]) for row in rows)
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        says = f"a phrase of this folder needs more than {SECONDS} s or too much memory: the folder cannot be used"
        return tuple(Problem(file=str(folder), line=0, text=says) for folder in folders)


def _child(folders: Sequence[Path]) -> list[dict[str, str | int]]:
    known, _ = book.load(folders)
    theirs = [phrase for phrase in known.phrases if any(phrase.where.startswith(str(folder)) for folder in folders)]
    used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS + 1, int(used) + SECONDS + 1))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (_size_bytes() + MEMORY_BYTES, most))
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 2)  # ends the child by SIGALRM
    rows: list[dict[str, str | int]] = []
    for phrase in theirs:
        try:
            _render(phrase)
        except (TemplateRefused, MemoryError) as error:
            file, _, line = phrase.where.rpartition(":")
            rows.append({"file": file, "line": int(line), "text": f"{phrase.id}: {error or 'needs too much memory'}"})
    return rows


def _render(phrase: Phrase) -> None:
    values = dict.fromkeys((*phrase.needs, *phrase.may), _VALUE)
    for template in (phrase.text, phrase.ask):
        if template is not None:
            template.render(values)


def _size_bytes() -> int:
    """The address space in use; a guess where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 1_000_000_000


if __name__ == "__main__":
    json.dump(_child([Path(argument) for argument in sys.argv[1:]]), sys.stdout)
