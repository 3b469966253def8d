"""The signature and footers at the end of the new text.

Public: `cut_signature(lines, patterns) -> (text lines, signature lines)`. A lone first name stays in the text as well:
it is how people end a mail, and the readers of names want it in either place.
"""

import re

from assistant.facts.quoting import Patterns

_DELIMITER = re.compile(r"--[ \t]?$|—$|–{2}$")
_RULE = re.compile(r"[ \t]*(?:_{5,}|-{5,}|={5,}|—{3,}|\*{5,}|·{5,}|~{5,})[ \t]*$")
_REACH = re.compile(
    r"(?:\b(?:tel|phone|ph|mob|mobile|cell|fax|whatsapp|wechat|skype|wa|www|web|e-?mail|mail|vat|hrb|telefon|handy|móvil|celular|tél|портал|тел|моб|факс|gsm|nip|"
    r"kvk|電話|电话|手机|传真|网址|地址|邮箱|전화|cel|movil|hp|điện thoại|"
    r"هاتف|جوال)\b\.?\s*(?:/\s*\w+)?\s*[:：.+(]|\+\d[\d\s()/-]{7,}|https?://|www\.|\S+@\S+\.\w{2,}|TEL|FAX|"
    r"\b[tmf]:\s*[+\d(])",
    re.I,
)
_GOES_ON = re.compile(r"(?:for|to|in|of|with|that|your|por|pour|für|per|за|de)\b", re.I)  # "Thanks for the update."
_MAX_BLOCK = 14  # filled lines: longer endings are text
_MAX_WIDTH = 110


def cut_signature(lines: list[str], known: Patterns) -> tuple[list[str], list[str]]:
    """Return the lines before the signature and the signature with footers; the second is empty where there is none."""
    end = _trimmed(lines, len(lines))
    footer = _footer_start(lines, end, known)
    kept = _trimmed(lines, footer)
    start = _block_start(lines, kept, known)
    if start is None:
        return lines[:kept], lines[footer:end]
    return lines[: _trimmed(lines, start)], lines[start:end]


def _trimmed(lines: list[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _footer_start(lines: list[str], end: int, known: Patterns) -> int:
    """Return where legal text and "Sent from my" lines begin, `end` where there are none; the first line stays text."""
    for at in range(1, end):
        line = lines[at]
        if not line or not (known.disclaimer.match(line) or known.sent_from.match(line)):
            continue
        opens = not lines[at - 1].strip() or known.sent_from.match(line) or bool(_RULE.match(lines[at - 1]))
        if not opens or not any(one.strip() for one in lines[:at]):
            continue
        if known.sent_from.match(line) and (len(line) > 70 or _filled(lines, at + 1, end) > 4):
            continue
        if _RULE.match(lines[at - 1]):
            at -= 1
        return at
    return end


def _filled(lines: list[str], start: int, end: int) -> int:
    return sum(bool(lines[at].strip()) for at in range(start, end))


def _block_start(lines: list[str], end: int, known: Patterns) -> int | None:
    """Return the first line of the signature in lines[:end]; None where only text, or only a name, ends the mail."""
    for at in range(end):
        if _DELIMITER.match(lines[at]) and (any(one.strip() for one in lines[:at]) or at == 0) and end - at <= 40:
            return at
    filled = 0
    reach_at: int | None = None
    at = end - 1
    while at >= 0 and filled <= _MAX_BLOCK:
        line = lines[at]
        if line.strip():
            filled += 1
            if len(line) > _MAX_WIDTH and not _REACH.search(line):
                break
            if known.closing.match(line) and _is_closing(line, known):
                return _after_closing(lines, at, end)
            if _REACH.search(line):
                reach_at = at
        at -= 1
    if reach_at is None:
        return None
    return _contact_block(lines, reach_at, end)


def _is_closing(line: str, known: Patterns) -> bool:
    """Return whether a line is only a closing ("Best regards,"), not a sentence that starts like one."""
    found = known.closing.match(line)
    rest = line[found.end() :].strip(" ,.!;:，。！、-") if found else line
    return len(rest) <= 24 and len(rest.split()) <= 2 and not _GOES_ON.match(rest)


def _after_closing(lines: list[str], closing: int, end: int) -> int | None:
    """Return the line where the block below a closing begins; None for nothing or a lone name below it."""
    below = [at for at in range(closing + 1, end) if lines[at].strip()]
    if not below:
        return None
    if len(below) == 1 and not _REACH.search(lines[below[0]]) and len(lines[below[0]]) <= 30:
        return None
    if any(len(lines[at]) > _MAX_WIDTH and not _REACH.search(lines[at]) for at in below):
        return None
    if any(lines[at].rstrip().endswith(("?", "？")) or _is_sentence(lines[at]) for at in below):
        return None
    return below[0]


def _is_sentence(line: str) -> bool:
    """Return whether a line below a closing reads like text: people write on after "Thanks,"."""
    return len(line.split()) >= 9 and line.rstrip().endswith((".", "!", ",")) and not _REACH.search(line)


def _contact_block(lines: list[str], reach_at: int, end: int) -> int | None:
    """Return the start of the last paragraph where it is short lines with phone, web or mail in them."""
    start = reach_at
    while start > 0 and lines[start - 1].strip():
        start -= 1
    if start == 0 and lines[0].strip():
        return None
    block = [line for line in lines[start:end] if line.strip()]
    sentences = sum(line.rstrip().endswith((".", "?", "!", "。")) and len(line) > 40 for line in block)
    reached = sum(bool(_REACH.search(line)) for line in block)
    if len(block) <= _MAX_BLOCK and sentences == 0 and all(len(line) <= _MAX_WIDTH for line in block):
        return start if reached >= 1 and len(block) >= 2 else None
    return None
