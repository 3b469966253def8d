"""The signature and footers at the end of the new text.

Public: `cut_signature(lines, patterns) -> (text lines, signature lines)`. A lone first name stays in the text as well:
it is how people end a mail, and the readers of names want it in either place.
"""

import re

from assistant.facts.parsing.quoting import Patterns, begins, is_disclaimer

_DELIMITER = re.compile(r"--[ \t]?$|—$|–{2}$")
_RULE = re.compile(r"[ \t]*(?:_{5,}|-{5,}|={5,}|—{3,}|\*{5,}|·{5,}|~{5,})[ \t]*$")
_REACH = re.compile(
    r"(?:\b(?:tel|phone|ph|mob|mobile|cell|fax|whatsapp|wechat|skype|wa|www|web|e-?mail|mail|vat|hrb|telefon|handy|móvil|celular|tél|портал|тел|моб|факс|gsm|nip|"
    r"kvk|電話|电话|手机|传真|网址|地址|邮箱|전화|cel|movil|hp|điện thoại|"
    r"هاتف|جوال)\b\.?\s*(?:/\s*\w+)?\s*[:：.+(]|\+\d[\d\s()/-]{7,}|https?://|www\.|\S+@\S+\.\w{2,}|TEL|FAX|"
    r"\b[tmf]:\s*[+\d(])",
    re.I,
)
_HINT = re.compile(r"[0-9@:+]|www", re.I)  # without one of these there is nothing to find, and this is cheap
_REACH_SIGNS = ("@", "+", "://", "www.", "tel", "fax", "t:", "m:", "f:")
_REACH_NAMES = (
    "tel|phone|ph|mob|mobile|cell|fax|whatsapp|wechat|skype|wa|www|web|email|mail|vat|hrb|telefon|handy|móvil|celular|tél|"
    "портал|тел|моб|факс|gsm|nip|kvk|電話|电话|手机|传真|网址|地址|邮箱|전화|cel|movil|hp|thoại|هاتف|جوال"
)
_REACH_WORDS = frozenset(_REACH_NAMES.split("|"))
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"\+?\d[\d\s()/-]{6,}|https?://|www\.|@", re.I)  # a number to call, a place to go
_ONLY_ADDRESS = re.compile(r"[^:]*\S+@\S+\.\w+[>)]?[.,:]?\s*")  # an address in a text is no signature
_GOES_ON = re.compile(r"(?:for|to|in|of|with|that|your|por|pour|für|per|за|de)\b", re.I)  # "Thanks for the update."
_POSTSCRIPT = re.compile(r"[ \t]*p\.? ?s\b", re.I)
_DASHES = frozenset("-—–")
_MAX_FOOTER_LINES = 150
_MAX_BLOCK = 14  # filled lines: longer endings are text
_MAX_WIDTH = 110
_MAX_LINE = 200  # characters looked at of a longer line


def cut_signature(lines: list[str], known: Patterns, writer: str = "") -> tuple[list[str], list[str]]:
    """Return the lines before the signature and the signature with footers; the second is empty where there is none."""
    end = _trimmed(lines, len(lines))
    footer = _footer_start(lines, end, known)
    kept = _trimmed(lines, footer)
    start = _block_start(lines, kept, known, _name_words(writer))
    if start is None:
        return lines[:kept], lines[footer:end]
    return lines[: _trimmed(lines, start)], lines[start:end]


def _trimmed(lines: list[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _name_words(writer: str) -> frozenset[str]:
    return frozenset(
        word for word in re.findall(r"[^\W\d_]+", writer.casefold()) if len(word) > 1 or not word.isascii()
    )


def _footer_start(lines: list[str], end: int, known: Patterns) -> int:
    """Return where legal text and "Sent from my" lines begin, `end` where there are none; the first line stays text."""
    for at in range(max(1, end - _MAX_FOOTER_LINES), end):
        line = lines[at]
        if not line:
            continue
        if len(line) > 2000 or not begins(line, known.endings):
            continue
        sent_from = begins(line, known.sent_from)
        if sent_from and len(line) <= 70 and _filled(lines, at + 1, end) <= 4:
            return at
        if begins(line, known.footers) and _ends(lines[at - 1]) and _only_footers(lines[at + 1 : end], known):
            return at
        if is_disclaimer(lines, at, known) and _ends(lines[at - 1]) and any(one.strip() for one in lines[:at]):
            return at - 1 if _RULE.match(lines[at - 1]) and at > 1 else at
    return end


def _only_footers(below: list[str], known: Patterns) -> bool:
    """Return whether nothing but further footers, links and addresses stands below a footer line."""
    filled = [line for line in below if line.strip()]
    return len(filled) <= 4 and all(
        begins(line, known.footers) or begins(line, known.disclaimers) or _reaches(line) or "©" in line
        for line in filled
    )


def _ends(before: str) -> bool:
    """Return whether the line before leaves off: blank, a rule, short, a full stop or a list of particulars."""
    text = before.rstrip()
    return not text or len(text) < 60 or text[-1] in ".!?。！？:-_=|*" or "|" in text or bool(_reaches(text))


def _filled(lines: list[str], start: int, end: int) -> int:
    return sum(bool(lines[at].strip()) for at in range(start, end))


def _block_start(lines: list[str], end: int, known: Patterns, name: frozenset[str]) -> int | None:
    """Return the first line of the signature in lines[:end]; None where only text, or only a name, ends the mail."""
    for at in range(end):
        if lines[at][:1] in _DASHES and _DELIMITER.match(lines[at]) and end - at <= 40:
            return at
    filled = 0
    reach_at = named_at = ruled_at = None
    for at in range(end - 1, -1, -1):
        line = lines[at]
        if not line.strip():
            continue
        filled += 1
        if filled > _MAX_BLOCK or (len(line) > _MAX_WIDTH and not _reaches(line)):
            break
        if _is_closing(line, known):
            return _after_closing(lines, at, end, name)
        if _is_name(line, name) and filled > 1:
            named_at = at
        if _RULE.match(line) and filled > 1:
            ruled_at = at
        if _reaches(line) and not _ends_with_address(line):
            reach_at = at
    for start in (named_at, ruled_at):
        if start is not None and not any(
            _is_sentence(lines[at]) or lines[at].endswith("?") for at in range(start, end)
        ):
            return start
    return _contact_block(lines, reach_at, end, name) if reach_at is not None else None


def _ends_with_address(line: str) -> bool:
    """Return whether a line is text that leads to an address, not a list of particulars."""
    if "@" not in line or ":" in line[:-_MAX_LINE]:
        return False
    return _ONLY_ADDRESS.fullmatch(line[-_MAX_LINE:]) is not None


def _is_name(line: str, name: frozenset[str]) -> bool:
    """Return whether a line is, or begins with, the sender's own name: "Marta Lindqvist", "Deb", "设计部 佐藤 健"."""
    if not name or len(line) > 60:
        return False
    lowered = line.casefold()
    if not any(word in lowered for word in name):
        return False
    head = re.split(r"[|,/·•(–—-]", line.strip(), maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]+", head.casefold())
    return bool(words) and len(words) <= 5 and all(word in name for word in words)


def _is_closing(line: str, known: Patterns) -> bool:
    """Return whether a line is only a closing ("Best regards,"), not a sentence that starts like one."""
    text = line.strip().lower()
    if not text or len(text) > 90:
        return False
    word = next(filter(text.startswith, known.closings.get(text[0], ())), None)
    if word is None:
        return False
    rest = text[len(word) :]
    if rest[:1].isalnum() and word[-1].isascii():
        return False
    rest = rest.strip(" ,.!;:，。！、-")
    return len(rest) <= 24 and len(rest.split()) <= 2 and not _GOES_ON.match(rest)


def _reaches(line: str) -> bool:
    """Return whether a line tells how to reach somebody: phone, web, mail."""
    if not _HINT.search(line):
        return False
    lowered = line[:400].lower()  # most lines of digits or colons are text: the words are quicker looked at than tried
    if not any(sign in lowered for sign in _REACH_SIGNS) and _REACH_WORDS.isdisjoint(_WORD.findall(lowered)):
        return False
    return _REACH.search(line[:400]) is not None


def _after_closing(lines: list[str], closing: int, end: int, name: frozenset[str]) -> int | None:
    """Return the line where the block below a closing begins; None for nothing or a lone name below it."""
    below = [at for at in range(closing + 1, end) if lines[at].strip()]
    if not below:
        return None
    if len(below) == 1 and not _reaches(lines[below[0]]) and len(lines[below[0]]) <= 30:
        return None
    if _is_name(lines[below[0]], name) and not any(_POSTSCRIPT.match(lines[at]) for at in below):
        return below[0]
    if any(len(lines[at]) > _MAX_WIDTH and not _reaches(lines[at]) for at in below):
        return None
    if any(lines[at].rstrip().endswith(("?", "？")) or _is_sentence(lines[at]) for at in below):
        return None
    return below[0]


def _is_sentence(line: str) -> bool:
    """Return whether a line below a closing reads like text: people write on after "Thanks,"."""
    return len(line.split()) >= 9 and line.rstrip().endswith((".", "!", ",")) and not _reaches(line)


def _tells(line: str) -> bool:
    """Return whether a line only speaks of a way to reach somebody: "as you asked on whatsapp: 2.18 usd per set."."""
    return len(line.split()) >= 9 and line.rstrip().endswith((".", "!", ",")) and not _NUMBERED.search(line)


def _contact_block(lines: list[str], reach_at: int, end: int, name: frozenset[str]) -> int | None:
    """Return the start of the last paragraph where it is short lines with phone or web address in them."""
    start = reach_at
    while start > 0 and lines[start - 1].strip():
        start -= 1
    if start == 0:
        return None
    block = [line for line in lines[start:end] if line.strip()]
    if len(block) > _MAX_BLOCK or any(_is_sentence(line) or len(line) > _MAX_WIDTH for line in block):
        return None
    if any(_tells(line) for line in block):
        return None
    if any(line.rstrip().endswith(("?", "!", ":")) for line in block):
        return None
    parted = block[0].count("|") >= 2  # "Tom Baker | Senior Buyer | Acme Ltd | +44 ...": a whole signature on one line
    return start if len(block) >= 2 or parted or _is_name(block[0], name) else None
