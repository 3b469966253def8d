"""What the seller keeps changing in our drafts before they go out, as proposals for a phrasebook of his own. Pure.

Public: `Change`, `Proposal`, `changes_of`, `proposals`, `as_yaml`. Only whole lines that we wrote and that stood
differently in the sent mail count; the seller decides, nothing changes by itself (design 3.11).
"""

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.phrases.nouns import Book, Phrase
from assistant.phrases.text import clean

OFTEN = 3  # times the same change was made
MOSTLY = 0.6  # of the times the phrase was used
SLOTS = ("full", "given", "family", "team")
FILES = {
    "salutation": ("salutations.yaml", "salutations"),
    "opening": ("openings.yaml", "openings"),
    "closing": ("closings.yaml", "closings"),
    "thanks": ("closings.yaml", "thanks"),
}
ROLES = ("salutation", "opening", "closing", "thanks")  # lines of their own; topic texts are facts of one letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of ours and what stood in its place in the sent mail, names put back as slots ("" = it was deleted)."""

    language: str
    phrase: str
    is_changed: bool
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change made again and again."""

    phrase: Phrase
    now: str
    times: int
    used: int  # letters with this phrase that were sent


def changes_of(
    draft: str, sent: str, phrases: Sequence[str], language: str, book: Book, names: Mapping[str, str]
) -> list[Change]:
    """Return what became of the lines of one draft, by the phrase they came from. `names`: slot -> the person's."""
    ours, theirs = _lines(draft), _lines(sent)
    found = []
    for role in ROLES:
        for phrase in (one for one in book.of(role, language) if one.id in phrases):
            line = _line_of(phrase, ours)
            if line is not None:
                now = _instead(line, ours, theirs)
                framed = _framed(now, names)
                found.append(Change(language=language, phrase=phrase.id, is_changed=now != line, now=framed))
    return found


def proposals(changes: Iterable[Change], book: Book) -> tuple[Proposal, ...]:
    """Return the changes that were made often enough to be a habit; names inside the lines do not matter."""
    every = list(changes)
    used = Counter((one.language, one.phrase) for one in every)
    made = Counter((one.language, one.phrase, one.now) for one in every if one.is_changed and one.now)
    by_id = {(phrase.language, phrase.id): phrase for phrase in book.phrases if phrase.role in ROLES}
    return tuple(
        Proposal(phrase=by_id[(language, name)], now=now, times=times, used=used[(language, name)])
        for (language, name, now), times in sorted(made.items())
        if times >= OFTEN and times / used[(language, name)] >= MOSTLY and (language, name) in by_id
    )


def as_yaml(proposal: Proposal) -> str:
    """Return the row for the seller's own phrasebook, with the file it belongs into."""
    phrase = proposal.phrase
    slots = [slot for slot in SLOTS if f"{{{{ {slot} }}}}" in proposal.now]
    row = {"id": phrase.id, "language": phrase.language, "occasion": phrase.occasion, "register": phrase.register}
    shown = ", ".join(f"{name}: {value}" for name, value in row.items() if value)
    needs = f", needs: [{', '.join(slots)}]" if slots else ""
    file, key = FILES[phrase.role]
    return f"# {file}\n{key}:\n  - {{{shown}{needs}, text: {json.dumps(proposal.now, ensure_ascii=False)}}}"


def _framed(line: str, names: Mapping[str, str]) -> str:
    for slot, value in sorted(names.items(), key=lambda item: -len(item[1])):
        if value:
            line = re.sub(rf"\b{re.escape(value)}\b", f"{{{{ {slot} }}}}", line)
    return line


def _lines(text: str) -> list[str]:
    return [line for line in (clean(line) for line in text.splitlines()) if line and not line.startswith(">")]


def _line_of(phrase: Phrase, lines: Sequence[str]) -> str | None:
    """Return the line that a phrase printed: the text around its slots is in it."""
    fixed = [part for part in _fixed(phrase.text.source) if part]
    return next((line for line in lines if fixed and all(part in line for part in fixed)), None)


def _fixed(source: str) -> list[str]:
    parts, rest = [], source
    while "{{" in rest:
        before, _, rest = rest.partition("{{")
        parts.append(before.strip())
        rest = rest.partition("}}")[2]
    return [*parts, rest.strip()]


def _instead(line: str, ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return the sent line at the place of ours; the same where it stayed, "" where nothing stands there."""
    matcher = difflib.SequenceMatcher(a=list(ours), b=list(theirs), autojunk=False)
    at = list(ours).index(line)
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if a1 <= at < a2:
            if what == "equal":
                return line
            there = theirs[b1:b2]
            return there[min(at - a1, len(there) - 1)] if there else ""
    return line
