"""What history and footers look like, compiled from data/quoting.yaml.

Public: `patterns() -> Patterns` (built once per process). Words that begin or end a line are kept as tuples for
`str.startswith`: over a mailbox that is ten times cheaper than an alternation of two hundred words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

import yaml

ROLES = ("from", "sent", "to", "cc", "subject")
_MAX_TRAILER = 90  # characters
_DASHES = r"[-_=—–*~·]"
_CLOCK = r"\d{1,2}[:.h：時时点]\s?\d{2}"
_DAY = (
    r"(?:\d{1,4}\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,4}|\d{1,2}\D{0,6}[^\W\d_]{3,10}\D{0,6}\d{4}"
    r"|[^\W\d_]{3,10}\.? \d{1,2},? \d{4})"
)
_CLOCKS, _DAYS = re.compile(_CLOCK), re.compile(_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Patterns over one line or a few joined lines; words in lower case, longest first."""

    label: re.Pattern[str]  # "From: ..." of a quoted header; its group is named after the role
    opener: re.Pattern[str]  # a line of dashes and words that alone opens history
    plain_openers: tuple[str, ...]  # a line that is one of these opens history
    starts: re.Pattern[str]  # the first words of an attribution: "On", "Am", "在"
    attribution_start: re.Pattern[str]
    wrote: tuple[str, ...]
    quoting_starts: tuple[str, ...]  # "Quoting", above history without a day
    closings: Mapping[str, tuple[str, ...]]  # by their first letter
    sent_from: tuple[str, ...]
    sent_last: tuple[str, ...]
    devices: tuple[str, ...]
    disclaimers: tuple[str, ...]
    footers: tuple[str, ...]
    endings: tuple[str, ...]  # how any line of these sorts begins: looked at first
    mail_itself: tuple[str, ...]  # "This e-mail", with one of the next ones a disclaimer
    confidential: tuple[str, ...]
    receipts: tuple[str, ...]  # "was read on", below the heading of our mail
    banners: tuple[str, ...]


@cache
def patterns() -> Patterns:
    """Return the compiled patterns."""
    text = files("assistant.facts.parsing").joinpath("quoting.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    roles = "|".join(f"(?P<r_{role}>{_any(data['labels'][role])})" for role in ROLES)
    starts = _any(data["attribution_starts"])
    return Patterns(
        label=re.compile(rf"[ \t>*|]*(?:{roles})[ \t\xa0*]{{0,12}}[:：][*]?", re.I),
        opener=re.compile(
            rf"[ \t>]*(?:{_DASHES}{{2,}}[ \t\[]*(?:{_any(data['openers'])}).{{0,90}}"
            rf"|-{{3,}} ?(?:On|Am|Le|El|Em|Il|在|Op) .{{8,160}} ?-{{3,}}"
            r"|-{6,}(?:[ \t]|&nbsp;)*original(?:[ \t]|&nbsp;)*-{6,}"  # QQ in English
            rf"|-{{2,3}}[^\n-].{{1,60}}?-{{2,3}}\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}} {_CLOCK}.{{0,200}})$",  # Lotus Notes
            re.I,
        ),
        plain_openers=_words(data["plain_openers"]),
        starts=re.compile(rf"[ \t>*]*(?:{starts})\b", re.I),
        attribution_start=re.compile(
            rf"[ \t>*]*(?:(?:{starts})\b|[\"«<]|\d|{_DAY}"
            rf"|[^\W\d_]{{2,12}}[.,]? ?\d{{1,2}}[. ]|.{{1,60}}<[^\s<>@]+@[^\s<>@]+>)",
            re.I,
        ),
        wrote=_words(data["wrote"]),
        quoting_starts=_words(data["quoting_starts"]),
        closings=_by_first_letter(_words(data["closings"])),
        sent_from=_words(data["sent_from"]),
        sent_last=_words(data["sent_last"]),
        devices=_words(data["devices"]),
        disclaimers=_words(data["disclaimers"]),
        footers=_words(data["footers"]),
        endings=_words(
            [
                word
                for name in ("sent_from", "sent_last_starts", "disclaimers", "footers", "mail_itself")
                for word in data[name]
            ]
        ),
        mail_itself=_words(data["mail_itself"]),
        confidential=_words(data["confidential"]),
        receipts=_words(data["receipts"]),
        banners=_words(data["banners"]),
    )


def is_attribution(text: str, known: Patterns) -> bool:
    """Return whether joined lines are an attribution: "On ... X wrote:" in any language, or date, name and address.

    Looked at piece by piece: one expression for all of it ran for seconds on odd lines.
    """
    lowered = text.lower()
    said_last = lowered.rstrip(" :：*_\t")
    if said_last.endswith(known.wrote):
        verb_ends = len(said_last)
    else:
        verb_ends = max((at + len(verb) for verb in known.wrote if (at := lowered.rfind(verb)) >= 0), default=-1)
    said = verb_ends >= 0 and len(text) - verb_ends <= 75
    if said and known.starts.match(text) and verb_ends > 8:
        return True
    if said:
        return "@" in text or "«" in text or '"' in text or _is_dated(text)
    if "@" not in text or text.rstrip(" *_\t")[-1:] not in ":：>" or len(text) >= 200:
        return False
    return _is_dated(text) or begins(text, known.quoting_starts)


def _is_dated(text: str) -> bool:
    return bool(_CLOCKS.search(text) or _DAYS.search(text))


def begins(line: str, words: tuple[str, ...]) -> bool:
    """Return whether a line begins with one of the words, marks of emphasis aside."""
    return line[:80].lstrip(' \t*_-[("').lower().startswith(words)


def is_disclaimer(lines: list[str], at: int, known: Patterns) -> bool:
    """Return whether a line begins a disclaimer: known words, or "This e-mail" with "confidential" on it or below."""
    if begins(lines[at], known.disclaimers):
        return True
    if not begins(lines[at], known.mail_itself):
        return False
    paragraph = " ".join(takewhile(str.strip, lines[at : at + 4]))[:400].lower()
    return any(word in paragraph for word in known.confidential)


def is_trailer(line: str, known: Patterns) -> bool:
    """Return whether a device or an app added a line below a mail: "Sent from my iPhone", "iPhoneから送信"."""
    if len(line) > _MAX_TRAILER:
        return False
    said = line.lower().strip(' \t*_-[("').rstrip(' .!。)"*_')
    sent = said.startswith(known.sent_from) or said.endswith(known.sent_last)
    return sent and any(device in said for device in known.devices)


def _words(listed: list[str]) -> tuple[str, ...]:
    return tuple(sorted({word.lower() for word in listed}, key=len, reverse=True))


def _by_first_letter(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def _any(words: list[str]) -> str:
    """Return an alternation, longest word first, so that "Envoyé le" wins over "Envoyé"."""
    return "|".join(re.escape(word).replace(r"\ ", r"[ \xa0]+") for word in sorted(set(words), key=len, reverse=True))
