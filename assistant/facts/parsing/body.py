"""The body of a mail split into what its writer wrote now, the history below, and the signature.

Public: `split(text) -> Split`, `with_price_table(split)`, `below_heading(quoted)`. Understanding rests on it: history
inside the new text poisons every keyword (understanding.md section 4). When in doubt text stays new: losing it is the
worse error.
"""

from dataclasses import dataclass, replace

from assistant.facts.parsing.answers import answers_within
from assistant.facts.parsing.headings import (
    LABEL_WINDOW,
    QUOTE_MARK,
    Ends,
    header_block,
    is_quote,
    next_filled,
    opening,
    own_heading,
)
from assistant.facts.parsing.quoting import Patterns, begins, patterns
from assistant.facts.parsing.signature import cut_signature

MAX_LINES = 2000
HARD_CUT = "\ue000"
_RECEIPT_ENDS = 2  # lines of a receipt below the heading it repeats
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # around names in Hebrew and Arabic
_INVISIBLE = {ord(mark): None for mark in f"\u200b\u200c\u200d\u2060\ufeff\u00ad{_DIRECTIONS}"} | {0xA0: " "}
_MARKS = tuple(map(chr, _INVISIBLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The three parts of a body, each without surrounding blank lines."""

    new_text: str
    quoted: str = ""  # history and forwarded parts, from its first line
    signature: str | None = None
    has_price_table: bool = False


def split(text: str, writer: str = "", address: str = "") -> Split:
    """Return new text, history and signature of a plain body (or of HTML rendered by facts.html).

    `writer`, `address`: of the sender, "" where unknown; a line with his name near the end begins the signature.
    """
    lines = _lines(text)
    known = patterns()
    lines = lines[own_heading(lines, known, writer, address) :]
    start, cut, end = _history(lines, known)
    answers: list[str] = []
    if start is not None and start == end and _answers_are_marked(lines):
        start = None
    if start is None:
        fresh = lines
        quoted: list[str] = []
    elif cut is not None and end is None:
        after = _receipt_below(lines, start, known)
        fresh, quoted = lines[:start] + lines[after:], lines[cut:after]
        answers = answers_within(fresh, lines[cut:], known, writer)
    else:
        fresh, quoted = _interleaved(lines, start, end or start, known)
    fresh = _without_banner(fresh, known)
    written, signature = cut_signature(fresh, known, writer)
    if answers:
        written = [*written, "", *answers]
    return Split(new_text=_joined(written), quoted=_joined(quoted), signature=_joined(signature) or None)


def with_price_table(split: Split) -> Split:
    """Return the split marked as holding a price table in its new part."""
    return replace(split, has_price_table=True)


def below_heading(quoted: str) -> str:
    """Return what the writer of the first mail in a history wrote himself: below its heading, above its history."""
    lines = _lines(quoted)
    known = patterns()
    ends = Ends(lines, known)
    found = (
        after for at, line in enumerate(lines[:LABEL_WINDOW]) if line and (after := opening(lines, at, known, ends))
    )
    start = next(found, 0)
    first = next_filled(lines, start) if start else None
    # "-----Original Message-----" stands above the heading that tells from whom.
    start = (first is not None and header_block(lines, first, known)) or start
    return split("\n".join(QUOTE_MARK.sub("", line).removeprefix(" ") for line in lines[start:])).new_text


def _lines(text: str) -> list[str]:
    if not text.isascii() and any(mark in text for mark in _MARKS):  # translating takes ten times as long as looking
        text = text.translate(_INVISIBLE)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [line.rstrip() for line in text.split("\n", MAX_LINES)]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _history(lines: list[str], known: Patterns) -> tuple[int | None, int | None, int | None]:
    """Return (first line of history, same for hard history, line after its heading for interleaved history).

    All None: no history. Hard: everything below is history. Interleaved: the quoted lines carry ">" and the writer's
    answers stand between or below them.
    """
    ends = Ends(lines, known)
    for at, line in enumerate(lines):
        if not line:
            continue
        if line == HARD_CUT:
            return at, at, None
        quote = is_quote(line)
        after = None if quote and line[:3] != ">>>" else opening(lines, at, known, ends)
        if after is None:
            if quote:
                return at, None, at
            continue
        below = next_filled(lines, after)
        if below is not None and is_quote(lines[below]):
            return at, None, after
        return at, at, None
    return None, None, None


def _receipt_below(lines: list[str], start: int, known: Patterns) -> int:
    """Return the line where a receipt goes on below the heading of our mail; the number of lines where it does not.

    "Your message | To: ... Subject: ... Sent: ... | was read on ...": one line above, no sender named, one line below.
    """
    after = header_block(lines, start, known)
    below = None if after is None else next_filled(lines, after)
    if below is None or after is None or _filled_in(lines[:start]) != 1 or _filled_in(lines[below:]) > _RECEIPT_ENDS:
        return len(lines)
    named = {found.lastgroup for line in lines[start:after] if (found := known.label.match(line))}
    said = lines[below].lower()
    return below if "r_from" not in named and any(word in said for word in known.receipts) else len(lines)


def _filled_in(lines: list[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def _interleaved(lines: list[str], start: int, body_at: int, known: Patterns) -> tuple[list[str], list[str]]:
    """Return the unquoted lines (answers above, between and below) and the quoted ones, each in order."""
    fresh, quoted = list(lines[:start]), list(lines[start:body_at])
    ends = Ends(lines, known)
    at = body_at
    while at < len(lines):
        line = lines[at]
        quote = is_quote(line)
        if (quote and line[:3] != ">>>") or _is_overflow(lines, at):
            quoted.append(line)
        elif line == HARD_CUT:
            quoted.extend(lines[at + 1 :])
            break
        elif line and (after := opening(lines, at, known, ends)) is not None:
            below = next_filled(lines, after)
            if below is None or not is_quote(lines[below]):
                quoted.extend(lines[at:])
                break
            quoted.extend(lines[at:after])
            at = after
            continue
        elif quote:
            quoted.append(line)
        else:
            fresh.append(line)
        at += 1
    return fresh, quoted


def _is_overflow(lines: list[str], at: int) -> bool:
    """Return whether a bare line between two quoted ones is the wrapped end of the first."""
    line = lines[at]
    if not line or not 0 < at < len(lines) - 1 or not (line[0].islower() or line[0] in ">,;."):
        return False
    return is_quote(lines[at - 1]) and len(lines[at - 1]) > 50 and is_quote(lines[at + 1])


def _answers_are_marked(lines: list[str]) -> bool:
    """Return whether the ">" lines are the answers: the questions stand bare, each with an answer right below."""
    marked = [at for at, line in enumerate(lines) if is_quote(line)]
    below = [at for at in marked if (before := _filled_above(lines, at)) and before.endswith(("?", "？"))]
    return bool(marked) and len(below) * 2 > len(marked) and not is_quote(lines[next_filled(lines, 0) or 0])


def _filled_above(lines: list[str], at: int) -> str:
    return next((lines[there] for there in range(at - 1, max(at - 3, -1), -1) if lines[there].strip()), "")


def _without_banner(lines: list[str], known: Patterns) -> list[str]:
    """Return the lines without a gateway's warning above the mail."""
    for at in range(min(len(lines), 4)):
        if lines[at].strip() and begins(lines[at], known.banners):
            end = at + 1
            while end < len(lines) and lines[end].strip() and end < at + 5:
                end += 1
            return lines[:at] + lines[end:]
    return lines
