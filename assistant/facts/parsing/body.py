"""The body of a mail split into what its writer wrote now, the history below, and the signature.

Public: `split(text) -> Split`, `with_price_table(split)`, `below_heading(quoted)`. Understanding rests on it: history
inside the new text poisons every keyword (understanding.md section 4). When in doubt text stays new: losing it is the
worse error.
"""

import re
from dataclasses import dataclass, replace

from assistant.facts.parsing.quoting import Patterns, begins, is_attribution, patterns
from assistant.facts.parsing.signature import cut_signature

MAX_LINES = 2000
_MAX_LINE = 400  # longer lines are text, never a heading
_DASHES = frozenset("-_=—–*~·")
_WHEN_ENDS = frozenset("0123456789 MmTSZEPCD")
HARD_CUT = "\ue000"
_QUOTE = re.compile(r"[ \t]{0,4}[>＞]")
_QUOTED, _BLANK = frozenset(">＞"), frozenset(" \t")
_PIPE_QUOTE = re.compile(r"\| ")
_RULE = re.compile(r"[ \t]*(?:_{5,}|-{5,}|={4,}|—{3,}|\*{5,})[ \t]*$")
_NOTES_WHEN = re.compile(
    r"(?:^|.*[ \t>\"])(?:on )?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \t]+(?:at )?\d{1,2}[:.]\d{2}"
    r"(?:[:.]\d{2})?(?:[ \t]*[AP]M)?(?:[ \t]+\w{2,5})?[ \t]*$",
    re.I,
)
_RECEIPT_ENDS = 2  # lines of a receipt below the heading it repeats
_LABEL_WINDOW = 9  # lines in which the labels of one header block stand
_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c"} | {0xA0: " "}
_MARKS = tuple(map(chr, _INVISIBLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The three parts of a body, each without surrounding blank lines."""

    new_text: str
    quoted: str = ""  # history and forwarded parts, from its first line
    signature: str | None = None
    has_price_table: bool = False


def split(text: str, writer: str = "") -> Split:
    """Return new text, history and signature of a plain body (or of HTML rendered by facts.html).

    `writer`: the display name of the sender, "" where unknown; a line with it near the end begins the signature.
    """
    lines = _lines(text)
    known = patterns()
    start, cut, end = _history(lines, known)
    if start is not None and start == end and _answers_are_marked(lines):
        start = None
    if start is None:
        fresh = lines
        quoted: list[str] = []
    elif cut is not None and end is None:
        after = _receipt_below(lines, start, known)
        fresh, quoted = lines[:start] + lines[after:], lines[cut:after]
    else:
        fresh, quoted = _interleaved(lines, start, end or start, known)
    fresh = _without_banner(fresh, known)
    written, signature = cut_signature(fresh, known, writer)
    return Split(new_text=_joined(written), quoted=_joined(quoted), signature=_joined(signature) or None)


def with_price_table(split: Split) -> Split:
    """Return the split marked as holding a price table in its new part."""
    return replace(split, has_price_table=True)


def below_heading(quoted: str) -> str:
    """Return what the writer of the first mail in a history wrote himself: below its heading, above its history."""
    lines = _lines(quoted)
    known = patterns()
    ends = _Ends(lines, known)
    found = (
        after for at, line in enumerate(lines[:_LABEL_WINDOW]) if line and (after := _opening(lines, at, known, ends))
    )
    start = next(found, 0)
    first = _next_filled(lines, start) if start else None
    # "-----Original Message-----" stands above the heading that tells from whom.
    start = (first is not None and _header_block(lines, first, known)) or start
    return split("\n".join(_QUOTE.sub("", line).removeprefix(" ") for line in lines[start:])).new_text


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
    ends = _Ends(lines, known)
    for at, line in enumerate(lines):
        if not line:
            continue
        if line == HARD_CUT:
            return at, at, None
        if _is_quote(line):
            return at, None, at
        after = _opening(lines, at, known, ends)
        if after is None:
            continue
        below = _next_filled(lines, after)
        if below is not None and _is_quote(lines[below]):
            return at, None, after
        return at, at, None
    return None, None, None


def _receipt_below(lines: list[str], start: int, known: Patterns) -> int:
    """Return the line where a receipt goes on below the heading of our mail; the number of lines where it does not.

    "Your message | To: ... Subject: ... Sent: ... | was read on ...": one line above, no sender named, one line below.
    """
    after = _header_block(lines, start, known)
    below = None if after is None else _next_filled(lines, after)
    if below is None or after is None or _filled_in(lines[:start]) != 1 or _filled_in(lines[below:]) > _RECEIPT_ENDS:
        return len(lines)
    named = {found.lastgroup for line in lines[start:after] if (found := known.label.match(line))}
    said = lines[below].lower()
    return below if "r_from" not in named and any(word in said for word in known.receipts) else len(lines)


def _filled_in(lines: list[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


class _Ends:
    """Which lines may end an attribution: a colon, a verb or an address stands last, and more near by. Lazy."""

    def __init__(self, lines: list[str], known: Patterns) -> None:
        self._lines, self._known = lines, known
        self._seen: dict[int, bool] = {}
        self._told: dict[str, bool] = {}  # the same lines stand a thousand times in a broken mail

    def __contains__(self, at: int) -> bool:
        if at not in self._seen:
            self._seen[at] = at < len(self._lines) and self._is_end(at)
        return self._seen[at]

    def near(self, at: int) -> bool:
        """Return whether one of the five lines from `at` is such a line."""
        return at in self or at + 1 in self or at + 2 in self or at + 3 in self or at + 4 in self

    def is_attribution(self, joined: str) -> bool:
        """Return whether lines up to such a line, joined, are an attribution."""
        if joined not in self._told:
            self._told[joined] = is_attribution(joined, self._known)
        return self._told[joined]

    def _is_end(self, at: int) -> bool:
        line = self._lines[at]
        tail = line[-80:].rstrip(" *_\t>.")
        if not tail or len(line) > _MAX_LINE:
            return False
        if tail.rstrip(":：").lower().endswith(self._known.wrote):
            return True
        if tail[-1] not in ":：" and "@" not in tail:
            return False
        near = " ".join(self._lines[max(at - 4, 0) : at + 1]).lower()
        return "@" in near or any(verb in near for verb in self._known.wrote)


def _is_quote(line: str) -> bool:
    return line[:1] in _QUOTED or (line[:1] in _BLANK and _QUOTE.match(line) is not None)


def _next_filled(lines: list[str], start: int) -> int | None:
    return next((at for at in range(start, min(len(lines), start + 6)) if lines[at].strip()), None)


def _opening(lines: list[str], at: int, known: Patterns, ends: _Ends) -> int | None:
    """Return the line after a heading of history that begins at `at`, None if none does.

    Cheap looks come first: of a mail's lines very few are worth an expression.
    """
    line = lines[at]
    if len(line) > _MAX_LINE:
        return None
    bare = line.lstrip(" \t>")
    if bare[:1] in _DASHES:
        if known.opener.match(line):
            return at + 1
        if _RULE.match(line):
            below = _next_filled(lines, at + 1)
            return _header_block(lines, below, known) if below is not None and below <= at + 3 else None
    if ":" in line[:60] or "：" in line[:60]:
        block = _header_block(lines, at, known)
        if block is not None:
            return block
    if len(bare) < 70 and begins(bare, known.plain_openers):
        return at + 1
    notes = _notes_heading(lines, at, known)
    if notes is not None:
        return notes
    return _attribution(lines, at, known, ends) if ends.near(at) else None


def _header_block(lines: list[str], at: int, known: Patterns) -> int | None:
    """Return the line after a quoted header block (From, Sent, To, Subject in any language) that begins at `at`."""
    first = known.label.match(lines[at])
    if first is None:
        return None
    roles = {first.lastgroup}
    last = at
    for there in range(at + 1, min(len(lines), at + _LABEL_WINDOW + 4)):
        found = known.label.match(lines[there])
        if found:
            if found.lastgroup in roles and found.lastgroup in {"r_from", "r_subject"}:
                break
            roles.add(found.lastgroup)
            last = there
        elif there - last > 3 and lines[there].strip():
            break
    wanted = roles & {"r_from", "r_sent", "r_to", "r_subject"}
    if len(wanted) >= 3 or wanted >= {"r_from", "r_sent"} or (wanted >= {"r_from", "r_to"} and _has_time(lines[at])):
        return last + 1
    return None


def _has_time(line: str) -> bool:
    return bool(_NOTES_WHEN.match(line))


def _notes_heading(lines: list[str], at: int, known: Patterns) -> int | None:
    """Return the line after a Lotus Notes heading: name, date line, then To/cc/Subject (understanding.md section 4)."""
    for when in range(at, min(len(lines), at + 3)):
        line = lines[when]
        if not line or len(line) > 160 or (when < at + 2 and line[0] in _DASHES):
            return None
        if when > at and (":" in lines[when - 1] or lines[when - 1][-1:] in ".!?"):
            return None  # a sentence, or a header, is no name
        if ":" not in line or line[-1] not in _WHEN_ENDS or not _NOTES_WHEN.match(lines[when]):
            continue
        below = next((there for there in range(when + 1, min(len(lines), when + 9)) if lines[there].strip()), None)
        if below is None or not known.label.match(lines[below]):
            return None
        roles = {found.lastgroup for line in lines[below : below + 14] if (found := known.label.match(line))}
        if len(roles & {"r_to", "r_cc", "r_subject"}) >= 2:
            return below + 1
    return None


def _attribution(lines: list[str], at: int, known: Patterns, ends: _Ends) -> int | None:
    """Return the line after an attribution ("On ... X wrote:", up to four lines) that begins at `at`."""
    starts = bool(known.attribution_start.match(lines[at]))
    if not starts and at not in ends:
        return None
    joined = ""
    # Only a line that looks like the start of one may go on below: "... did not reach the following:" is a sentence.
    for there in range(at, min(len(lines), at + (5 if starts else 1))):
        line = lines[there].strip()
        if not line or _is_quote(line):
            return None
        joined = f"{joined} {line}" if joined else line
        if len(joined) > 400:
            return None
        told = there in ends and ends.is_attribution(joined)
        if told and (line[-1] in ":：*_" or _next_is_history(lines, there + 1)):
            return there + 1
    return None


def _next_is_history(lines: list[str], at: int) -> bool:
    below = _next_filled(lines, at)
    return below is not None and bool(_QUOTE.match(lines[below]) or _PIPE_QUOTE.match(lines[below]))


def _interleaved(lines: list[str], start: int, body_at: int, known: Patterns) -> tuple[list[str], list[str]]:
    """Return the unquoted lines (answers above, between and below) and the quoted ones, each in order."""
    fresh, quoted = list(lines[:start]), list(lines[start:body_at])
    ends = _Ends(lines, known)
    at = body_at
    while at < len(lines):
        line = lines[at]
        if _is_quote(line) or _is_overflow(lines, at):
            quoted.append(line)
        elif line == HARD_CUT:
            quoted.extend(lines[at + 1 :])
            break
        elif line and (after := _opening(lines, at, known, ends)) is not None:
            below = _next_filled(lines, after)
            if below is None or not _is_quote(lines[below]):
                quoted.extend(lines[at:])
                break
            quoted.extend(lines[at:after])
            at = after
            continue
        else:
            fresh.append(line)
        at += 1
    return fresh, quoted


def _is_overflow(lines: list[str], at: int) -> bool:
    """Return whether a bare line between two quoted ones is the wrapped end of the first."""
    line = lines[at]
    if not line or not 0 < at < len(lines) - 1 or not (line[0].islower() or line[0] in ">,;."):
        return False
    return _is_quote(lines[at - 1]) and len(lines[at - 1]) > 50 and _is_quote(lines[at + 1])


def _answers_are_marked(lines: list[str]) -> bool:
    """Return whether the ">" lines are the answers: the questions stand bare, each with an answer right below."""
    marked = [at for at, line in enumerate(lines) if _is_quote(line)]
    below = [at for at in marked if (before := _filled_above(lines, at)) and before.endswith(("?", "？"))]
    return bool(marked) and len(below) * 2 > len(marked) and not _is_quote(lines[_next_filled(lines, 0) or 0])


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
