"""What an IMAP server's answer lines say (RFC 3501 section 7): pure functions over bytes, ValueError for garbage.

A line's literals are taken out of it: the text keeps ``{n}`` where they stood, `literals` holds them in order.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

# One alternation per kind of token; BODY[...] is one atom although its section may hold blanks and parentheses.
_TOKEN = re.compile(
    rb"\s*(?:(?P<open>\()|(?P<close>\))|\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|\{(?P<literal>\d+)\+?\}"
    rb"|(?P<atom>(?i:BODY|BINARY)\[[^\]]*\](?:<\d+>)?|[^\s()\"{]+))",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_MONTHS = {m: n for n, m in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_DATE = re.compile(rb"\s*(\d{1,2})-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")


class Atom(bytes):
    """A bare word: told from a quoted string, because only the word NIL means nothing."""

    __slots__ = ()


Token = bytes | None | list["Token"]


@dataclass(frozen=True, slots=True)
class Line:
    """One whole answer: its text without the last CRLF, and its literals."""

    text: bytes
    literals: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished command: how it ended and every untagged line before it."""

    status: str  # OK NO BAD
    code: str  # response code in capitals, "APPENDUID 38505 3955"; "" where none
    text: str  # the human part
    lines: tuple[Line, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether the server did it."""
        return self.status == "OK"

    def code_numbers(self, name: str) -> list[str]:
        """Return the words after that response code, looking in untagged OK lines too ([] = not given)."""
        if self.code.split(" ")[0] == name:
            return self.code.split(" ")[1:]
        for line in self.lines:
            found = re.match(rb"\* OK \[" + name.encode() + rb" ([^\]]*)\]", line.text, re.IGNORECASE)
            if found:
                return found[1].decode("ascii", "replace").split(" ")
        return []


def finish(tagged: bytes, lines: Iterable[Line]) -> Answer:
    """Return the answer that a tagged line (without its tag) ends."""
    found = re.match(rb"(OK|NO|BAD)(?: \[([^\]]*)\])? ?(.*)", tagged, re.IGNORECASE | re.DOTALL)
    if not found:
        raise ValueError("a tagged line without OK, NO or BAD")
    code = (found[2] or b"").decode("ascii", "replace").upper()
    return Answer(found[1].decode().upper(), code, found[3].decode("utf-8", "replace").strip(), tuple(lines))


def tokens(line: Line, start: int = 0) -> list[Token]:
    """Return the tokens of a line from byte `start`, nested lists as lists, NIL as None."""
    literals = iter(line.literals)
    stack: list[list[Token]] = [[]]
    at = start
    text = line.text
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            if text[at:].strip():
                raise ValueError("an answer that is no IMAP")
            break
        at = found.end()
        kind = found.lastgroup
        if kind == "open":
            stack.append([])
            if len(stack) > 200:
                raise ValueError("an answer nested too deeply")
        elif kind == "close":
            if len(stack) == 1:
                raise ValueError("an answer with a stray parenthesis")
            done = stack.pop()
            stack[-1].append(done)
        elif kind == "quoted":
            quoted = found["quoted"]
            stack[-1].append(_ESCAPED.sub(rb"\1", quoted) if b"\\" in quoted else quoted)
        elif kind == "literal":
            stack[-1].append(next(literals, b""))
        else:
            stack[-1].append(None if found["atom"].upper() == b"NIL" else Atom(found["atom"]))
    if len(stack) != 1:
        raise ValueError("an answer that breaks off")
    return stack[0]


_FETCH = re.compile(rb"\* \d+ FETCH (?=\()", re.IGNORECASE)
# A mail as most servers hand it out, in the order asked for: read in one look, several times faster than by tokens.
_MAIL = re.compile(
    rb'\* \d+ FETCH \(UID (\d+) FLAGS \(([^()"{]*)\) INTERNALDATE "([^"\\]*)" RFC822\.SIZE (\d+)'
    rb" BODY\[\](?:<0>)? \{\d+\}\)"
)


def fetched(lines: Iterable[Line]) -> Iterator[dict[bytes, Token]]:
    """Yield the items of every FETCH line, keys in capitals without a partial's ``<0>``; other lines are passed over.

    Unsolicited FETCH lines (flags changed by another client) look the same and lack the UID or the body asked for.
    """
    for line in lines:
        mail = _MAIL.fullmatch(line.text) if len(line.literals) == 1 else None
        if mail is not None:
            uid, flags, date, size = mail.groups()
            row: dict[bytes, Token] = {b"UID": uid, b"FLAGS": list(flags.split()), b"INTERNALDATE": date}
            yield row | {b"RFC822.SIZE": size, b"BODY[]": line.literals[0]}
            continue
        found = _FETCH.match(line.text)
        if found is None:
            continue
        items = tokens(line, found.end())
        if len(items) != 1 or not isinstance(items[0], list) or len(items[0]) % 2:
            raise ValueError("a FETCH answer without pairs")
        pairs = items[0]
        row = {}
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            if not isinstance(key, bytes):
                raise ValueError("a FETCH answer without names")
            name = key.upper()
            row[name[: name.rfind(b"<")] if name.endswith(b">") else name] = value
        yield row


def uid_of(row: dict[bytes, Token]) -> int | None:
    """Return a FETCH row's UID, None for unsolicited rows without it."""
    value = row.get(b"UID")
    return int(value) if isinstance(value, bytes) else None


def flags_of(row: dict[bytes, Token]) -> frozenset[str]:
    """Return a FETCH row's flags; \\Recent is left out, because it belongs to a session and not to the mail."""
    value = row.get(b"FLAGS")
    names = value if isinstance(value, list) else []
    return frozenset(n.decode("utf-8", "replace") for n in names if isinstance(n, bytes)) - {"\\Recent"}


def internal_date(text: bytes) -> datetime | None:
    """Return an INTERNALDATE as aware time, None where it is none."""
    found = _DATE.match(text)
    if found is None or found[2].title() not in _MONTHS:
        return None
    offset = timedelta(hours=int(found[8]), minutes=int(found[9])) * (-1 if found[7] == b"-" else 1)
    day, year, hour, minute, second = (int(found[n]) for n in (1, 3, 4, 5, 6))
    try:
        return datetime(year, _MONTHS[found[2].title()], day, hour, minute, min(second, 59), tzinfo=timezone(offset))
    except ValueError:
        return None


def status_of(lines: Iterable[Line]) -> dict[str, int]:
    """Return the numbers of the STATUS line ({} where there is none)."""
    return next((numbers for _, numbers in statuses_of(lines)), {})


def statuses_of(lines: Iterable[Line]) -> Iterator[tuple[bytes, dict[str, int]]]:
    """Yield the folder's name, as the server spells it, and the numbers of every STATUS line."""
    for line in lines:
        if line.text[:9].upper() == b"* STATUS ":
            named = tokens(line, 9)
            name, items = named[0], named[-1]
            if isinstance(items, list):
                pairs = zip(items[::2], items[1::2], strict=False)
                numbers = {
                    k.decode().upper(): int(v)
                    for k, v in pairs
                    if isinstance(k, bytes) and isinstance(v, bytes) and v.isdigit()
                }
                yield bytes(name) if isinstance(name, bytes) else b"", numbers


def compact(uids: Iterable[int]) -> str:
    """Return a UID set as short as it gets: ``1:4,7`` (RFC 3501 sequence-set)."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(str(a) if a == b else f"{a}:{b}" for a, b in runs)


def expand(text: str, limit: int) -> set[int]:
    """Return the UIDs of a set like ``1:4,7``, none above `limit` (a server may name more than ever was)."""
    found: set[int] = set()
    for run in text.split(","):
        first, _, last = run.partition(":")
        if not first.isdigit() or (last and not last.isdigit()):
            raise ValueError("a set of UIDs that is none")
        low, high = sorted((int(first), int(last or first)))
        found.update(range(low, min(high, limit) + 1))
    return found


def vanished(lines: Iterable[Line], limit: int) -> set[int]:
    """Return the UIDs of all VANISHED lines (RFC 7162 3.2.10)."""
    found: set[int] = set()
    for line in lines:
        hit = re.match(rb"\* VANISHED (?:\(EARLIER\) )?([\d:,]+)", line.text, re.IGNORECASE)
        if hit:
            found |= expand(hit[1].decode(), limit)
    return found
