"""The signature and footers at the end of the new text.

Public: `cut_signature(lines, patterns) -> (text lines, signature lines)`. A lone first name stays in the text as well:
it is how people end a mail, and the readers of names want it in either place.
"""

import re

from assistant.facts.parsing.prose import is_sentence, reads_as_text
from assistant.facts.parsing.quoting import Patterns, begins, is_disclaimer, is_trailer

_DELIMITER = re.compile(r"--[ \t]?$|—$|–{2}$")
_RULE = re.compile(r"[ \t]*(?:_{5,}|-{5,}|={5,}|—{3,}|\*{5,}|·{5,}|~{5,})[ \t]*$")
_REACH = re.compile(
    r"(?:\b(?:tel|phone|ph|mob|mobile|cell|fax|whatsapp|wechat|skype|wa|www|web|e-?mail|mail|vat|hrb|telefon|handy|móvil|celular|tél|портал|тел|моб|факс|gsm|nip|"
    r"kvk|電話|电话|手机|传真|网址|地址|邮箱|전화|cel|movil|hp|điện thoại|"
    r"هاتف|جوال)\b\.?\s*(?:/\s*\w+)?\s*(?:[:：+]|\(?\d[\d\s()/.-]{5,})|\+\d[\d\s()/-]{7,}|https?://|www\.|\S+@\S+\.\w{2,}|"
    r"\b(?:tel|fax)\.?\d|\d[\d/.-]{3,}[ \t]*\(?(?:fax|tel|phone|ph|voice|cell|mobile)\b|\b[tmf]:\s*[+\d(])",
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
_PARTICULAR = re.compile(r"[ \t]*[^\W\d_][^:：]{1,30}[:：][ \t]")
_POSTSCRIPT = re.compile(r"[ \t]*p\.? ?s\b", re.I)
_DASHES = frozenset("-—–")
_MAX_FOOTER_LINES = 150
_MAX_BLOCK = 14  # filled lines: longer endings are text
_MAX_WIDTH = 110
_MAX_DELIMITED = 40  # lines below "--"
_GREETING = 40  # characters: "Hallo Herr Wei,"
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
        if is_trailer(line, known) and _filled(lines, at + 1, end) <= 4:
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
    delimited = _delimiter(lines, end)
    if delimited is not None:
        return delimited
    filled = 0
    named_at = ruled_at = None
    reached: list[int] = []
    for at in range(end - 1, -1, -1):
        line = lines[at]
        if not line.strip():
            continue
        filled += 1
        if filled > _MAX_BLOCK or (len(line) > _MAX_WIDTH and not _reaches(line)):
            break
        if _is_closing(line, known):
            if _opens(lines, at, end, name):
                break  # "Saludos Nina," above what is said
            return _after_closing(lines, at, end, name)
        if (filled > 1 or _is_in_one_line(line)) and _is_name(line, name):
            named_at = at
        if _RULE.match(line) and filled > 1:
            ruled_at = at
        if _reaches(line) and not _ends_with_address(line):
            reached.append(at)
    if ruled_at is not None and not _ends_text(lines, ruled_at, end, known):
        ruled_at = None
    for start in (named_at, ruled_at):
        if start is not None and _is_apart(lines, start, end):
            return start
    reach_at = next((at for at in reversed(reached) if not reads_as_text(lines[at])), None)
    start = _contact_block(lines, reach_at, end, name) if reach_at is not None else None
    return start if start is not None and _says_enough(lines, start, end) else None


def _delimiter(lines: list[str], end: int) -> int | None:
    """Return the line "--" above a signature (RFC 3676 4.3); None also where such lines part the things of a list."""
    for at in range(end):
        if lines[at][:1] in _DASHES and _DELIMITER.match(lines[at]) and end - at <= _MAX_DELIMITED:
            below = next((line.lstrip() for line in lines[at + 1 : end] if line.strip()), "")
            again = any(_DELIMITER.match(line) for line in lines[at + 1 : end] if line[:1] in _DASHES)
            if below[:1].isdigit() or (again and not any(map(_reaches, lines[at + 1 : end]))):
                return None
            named = not reads_as_text(below) and _filled(lines, 0, at)
            if named or _says_enough(lines, at, end):
                return at
    return None


def _ends_text(lines: list[str], rule: int, end: int, known: Patterns) -> bool:
    """Return whether a rule parts the text from a signature: not the things of a list, not a sum from its parts."""
    below = [line for line in lines[rule + 1 : end] if line.strip()]
    above = next((line for line in reversed(lines[:rule]) if line.strip()), "")
    if below[0].lstrip()[:1].isdigit() or above.lstrip()[:1].isdigit():
        return False
    if any(map(_reaches, below)) or not any(map(reads_as_text, below)):
        return True
    return any(word in "\n".join(below).lower() for word in known.confidential)


def _is_apart(lines: list[str], start: int, end: int) -> bool:
    """Return whether lines[start:end] may go as a signature: no question or long sentence, and something is left."""
    if any(_is_sentence(line) or line.endswith("?") for line in lines[start:end]):
        return False
    return _says_enough(lines, start, end)


def _says_enough(lines: list[str], start: int, end: int) -> bool:
    """Return whether something is left above `start`; a greeting is not where what is said would be cut."""
    above = [line for line in lines[:start] if line.strip()]
    if len(above) > 1 or (above and len(above[0]) > _GREETING):
        return True
    return not any(reads_as_text(line) for line in lines[start:end] if line.strip())


def _opens(lines: list[str], closing: int, end: int, name: frozenset[str]) -> bool:
    """Return whether a line like a closing stands above what is said: a greeting, or "Thanks." before a sentence."""
    below = next((line for line in lines[closing + 1 : end] if line.strip()), None)
    if below is None or _is_name(below, name):
        return False
    return reads_as_text(below) or not any(line.strip() for line in lines[:closing])


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


def _is_in_one_line(line: str) -> bool:
    """Return whether a whole signature may stand in a line: "Ana Ruiz / Ruiz Bolsos, Calle Mayor 4, 28001 Madrid"."""
    parts = re.split(r"[|,/·•]", line)
    words = [word for part in parts[1:] for word in re.findall(r"[^\W\d_]{3,}", part)]
    return len(parts) > 2 and bool(words) and all(not word.islower() for word in words)


def _is_closing(line: str, known: Patterns, depth: int = 0) -> bool:
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
    rest = rest.strip(" ,.!;:，。！、-/|·&")
    if len(rest) <= 24 and len(rest.split()) <= 2:
        return not _GOES_ON.match(rest)
    return depth == 0 and _is_closing(rest, known, 1)  # "Best regards / Med venlig hilsen"


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
    return is_sentence(line) and not _reaches(line)


def _tells(line: str) -> bool:
    """Return whether a line only speaks of a way to reach somebody: "as you asked on whatsapp: 2.18 usd per set."."""
    return is_sentence(line) and not _NUMBERED.search(line)


def _announced(lines: list[str], start: int) -> bool:
    """Return whether the line above leads to what follows: "his numbers are:"."""
    return next((line for line in reversed(lines[:start]) if line.strip()), "").rstrip().endswith((":", "："))


def _contact_block(lines: list[str], reach_at: int, end: int, name: frozenset[str]) -> int | None:
    """Return the start of the last paragraph where it is short lines with phone or web address in them."""
    start = reach_at
    while start > 0 and lines[start - 1].strip():
        start -= 1
    if start == 0 or (start == reach_at and _announced(lines, start)):
        return None
    block = [line for line in lines[start:end] if line.strip()]
    if len(block) > _MAX_BLOCK or any(_is_sentence(line) or len(line) > _MAX_WIDTH for line in block):
        return None
    if any(_tells(line) for line in block) or any(map(reads_as_text, filter(str.strip, lines[start : reach_at + 1]))):
        return None
    if any(line.rstrip().endswith(("?", "!", ":")) for line in block):
        return None
    if sum(_PARTICULAR.match(line) is not None and not _reaches(line) for line in block) >= 3:
        return None  # "Order no.: 4711", "Size: 40 cm"
    parted = block[0].count("|") >= 2  # "Tom Baker | Senior Buyer | Acme Ltd | +44 ...": a whole signature on one line
    return start if len(block) >= 2 or parted or _is_name(block[0], name) else None
