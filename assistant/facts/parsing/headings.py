"""Where history begins in a body: the headings that mail clients write above the mail that is answered or handed on.

Public: `opening` (any heading), `header_block` (From, Sent, To, Subject), `own_heading` (of a memo), `is_quote`,
`next_filled`, `Ends`. Known are Outlook, Lotus Notes (name and date, or a box of dashes), GroupWise (">>> name
date >>>") and "On ... X wrote:" of all others.
"""

import re

from assistant.facts.parsing.quoting import Patterns, begins, is_attribution

_MAX_LINE = 400  # longer lines are text, never a heading
_DASHES = frozenset("-_=—–*~·")
_WHEN_ENDS = frozenset("0123456789 MmTSZEPCD")
QUOTE_MARK = re.compile(r"[ \t]{0,4}[>＞](?!= ?\d)")  # ">= 2000 pcs" is a line of a price list
_MARKS = frozenset(">＞ \t")  # with which a quoted line begins
_PIPE_QUOTE = re.compile(r"\| ")
_RULE = re.compile(r"[ \t]*(?:_{5,}|-{5,}|={4,}|—{3,}|\*{5,})[ \t]*$")
_NOTES_WHEN = re.compile(
    r"(?:^|.*[ \t>\"])(?:on )?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \t]+(?:at )?\d{1,2}[:.]\d{2}"
    r"(?:[:.]\d{2})?(?:[ \t]*[AP]M)?(?:[ \t]+\w{2,5})?[ \t]*$",
    re.I,
)
_GROUPWISE = re.compile(
    r">>> ?(?!>)(?:.{2,160}?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \t]+(?:at |um )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"[ \t]*(?:[AP]M)?[ \t]*>>>$|(?:On|Am) .{6,160}(?:wrote|schrieb|geschrieben)[^:]{0,80}:$)",
    re.I,
)
_BOX = re.compile(r"\|-{3,}\+-{3,}>$")
_BOX_LINES = 40
_NAMES = re.compile(r"[^\W\d_]{2,}")
_HOSTS = frozenset(["com", "net", "org", "www", "co", "mail", "gmail", "info", "sales", "office", "de", "van", "von"])
_REGARDING = re.compile(r"[ \t]*(?:re|ref|betr|subj)\b\.?[ \t]*[:：]", re.I)  # a subject's label in memos alone
_CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?![\d.])|[時时시]\d")  # "2.11.2026" is a day
_WRITER = re.compile(r"[ \t]*[A-Z\u00c0-\uffff]\S*(?: \S+){1,4}[:：]$")
LABEL_WINDOW = 9  # lines in which the labels of one header block stand


class Ends:
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


def opening(lines: list[str], at: int, known: Patterns, ends: Ends) -> int | None:
    """Return the line after a heading of history that begins at `at`, None if none does.

    Cheap looks come first: of a mail's lines very few are worth an expression.
    """
    line = lines[at]
    if len(line) > _MAX_LINE:
        return None
    if line[0] == ">" and line.startswith(">>>"):
        return _groupwise(lines, at)
    if line[0] == "|" and _BOX.match(line):
        return _notes_box(lines, at, known)
    bare = line.lstrip(" \t>")
    if bare[:1] in _DASHES:
        if known.opener.match(line):
            return at + 1
        if _RULE.match(line):
            below = next_filled(lines, at + 1)
            if below is None or below > at + 3:
                return None
            return header_block(lines, below, known) or _yandex_heading(lines, below, known, ends)
    if ":" in line[:60] or "：" in line[:60]:
        block = header_block(lines, at, known)
        if block is not None:
            return block
    if len(bare) < 70 and begins(bare, known.plain_openers):
        return at + 1
    notes = _notes_heading(lines, at, known)
    if notes is not None:
        return notes
    return _attribution(lines, at, known, ends) if ends.near(at) else None


def header_block(lines: list[str], at: int, known: Patterns) -> int | None:
    """Return the line after a quoted header block (From, Sent, To, Subject in any language) that begins at `at`."""
    first = known.label.match(lines[at])
    if first is None:
        return None
    roles = {first.lastgroup}
    last = at
    for there in range(at + 1, min(len(lines), at + LABEL_WINDOW + 4)):
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


def own_heading(lines: list[str], known: Patterns, writer: str, address: str) -> int:
    """Return the line after a memo's heading (To, From, Date, Re) that the writer set above his own words; 0 for none.

    Above a history stands who wrote it; a heading with nothing above it that names the writer, or no other party and
    no time of day, is his own.
    """
    first = next_filled(lines, 0)
    if first is None or (":" not in lines[first][:20] and "：" not in lines[first][:20]):
        return 0
    after = header_block(lines, first, known)
    below = None if after is None else next_filled(lines, after)
    if after is None or below is None or is_quote(lines[below]):
        return 0
    while _REGARDING.match(lines[after]):
        after += 1
    told = {
        found.lastgroup: lines[at][found.end() :]
        for at in range(first, after)
        if (found := known.label.match(lines[at]))
    }
    sender = told.get("r_from", "").lower()
    if "@" in sender and address:
        return after if address in sender else 0
    own = {word for word in _NAMES.findall(f"{writer} {address}".lower()) if word not in _HOSTS}
    if own & set(_NAMES.findall(sender)):
        return after
    other = own & set(_NAMES.findall(told.get("r_to", "").lower())) or any(_CLOCK.search(one) for one in told.values())
    return 0 if other else after


def _groupwise(lines: list[str], at: int) -> int | None:
    """Return the line after a heading of GroupWise: ">>> name date >>>", or ">>> On ... wrote:", on one line or two."""
    for end in (at, at + 1):
        joined = " ".join(lines[at : end + 1])
        if _GROUPWISE.match(joined) and end < len(lines):
            return end + 1
    return None


def _yandex_heading(lines: list[str], at: int, known: Patterns, ends: Ends) -> int | None:
    """Return the line after Yandex's heading: To and Subject from `at`, and below them day, name and address."""
    there = at
    while there < min(len(lines), at + 4) and known.label.match(lines[there]):
        there += 1
    return _attribution(lines, there, known, ends) if at < there < len(lines) else None


def _notes_box(lines: list[str], at: int, known: Patterns) -> int | None:
    """Return the line after a box of Lotus Notes with sender, date and To in it."""
    end = at
    while end < len(lines) and lines[end].lstrip()[:1] in {"|", ">"}:
        end += 1
    roles = {found.lastgroup for line in lines[at:end] if (found := known.label.match(line))}
    return end if end - at <= _BOX_LINES and roles & {"r_to", "r_subject"} else None


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
        below = _labelled(lines, when + 1, known)
        if below is None:
            return None
        roles = {found.lastgroup for line in lines[below : below + 14] if (found := known.label.match(line))}
        if len(roles & {"r_to", "r_cc", "r_subject"}) >= 2:
            return below + 1
    return None


def _labelled(lines: list[str], start: int, known: Patterns) -> int | None:
    """Return the first filled line where it is "To: ...", one "Please respond to ..." above it left out."""
    filled = [at for at in range(start, min(len(lines), start + 9)) if lines[at].strip()][:2]
    return next((at for at in filled if known.label.match(lines[at])), None)


def _attribution(lines: list[str], at: int, known: Patterns, ends: Ends) -> int | None:
    """Return the line after an attribution ("On ... X wrote:", up to four lines) that begins at `at`."""
    starts = bool(known.attribution_start.match(lines[at]))
    if not starts and at not in ends:
        return None
    joined = ""
    # Only a line that looks like the start of one may go on below: "... did not reach the following:" is a sentence.
    for there in range(at, min(len(lines), at + (5 if starts else 1))):
        line = lines[there].strip()
        if not line or is_quote(line):
            return None
        joined = f"{joined} {line}" if joined else line
        if len(joined) > 400:
            return None
        told = there in ends and (ends.is_attribution(joined) or _names_writer(lines, there, known))
        if told and (line[-1] in ":：*_" or _next_is_history(lines, there + 1)):
            return there + 1
    return None


def _names_writer(lines: list[str], at: int, known: Patterns) -> bool:
    """Return whether a line is "Lin Wei wrote:" with quoted words right below, as old programs put it: no day told."""
    line = lines[at].rstrip()
    below = at + 1 < len(lines) and is_quote(lines[at + 1])
    return below and _WRITER.match(line) is not None and line[:-1].lower().endswith(known.wrote)


def _next_is_history(lines: list[str], at: int) -> bool:
    below = next_filled(lines, at)
    return below is not None and bool(QUOTE_MARK.match(lines[below]) or _PIPE_QUOTE.match(lines[below]))


def is_quote(line: str) -> bool:
    """Return whether a line carries ">" in front."""
    return line[:1] in _MARKS and QUOTE_MARK.match(line) is not None


def next_filled(lines: list[str], start: int) -> int | None:
    """Return the first filled of six lines; None where all are blank."""
    return next((at for at in range(start, min(len(lines), start + 6)) if lines[at].strip()), None)
