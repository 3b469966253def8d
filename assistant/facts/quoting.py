"""What history and footers look like, compiled from data/quoting.yaml into few patterns.

Public: `patterns() -> Patterns` (compiled once per process).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

ROLES = ("from", "sent", "to", "cc", "subject")
_DASHES = r"[-_=—–*~·]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Compiled patterns, each over one line or a few joined lines."""

    label: re.Pattern[str]  # "From: ..." of a quoted header; its one group named after the role matched
    opener: re.Pattern[str]  # a line that alone opens history
    attribution: re.Pattern[str]  # "On ... wrote:" joined to one line
    attribution_end: re.Pattern[str]  # the last line of one: cheap test before joining
    attribution_start: re.Pattern[str]
    closing: re.Pattern[str]
    sent_from: re.Pattern[str]
    disclaimer: re.Pattern[str]
    footer: re.Pattern[str]
    banner: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Return the compiled patterns."""
    text = files("assistant.facts").joinpath("data/quoting.yaml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    labels = data.pop("labels")
    assert isinstance(labels, dict)
    roles = "|".join(f"(?P<{_group(role)}>{_any(labels[role])})" for role in ROLES)
    wrote = _any(data["wrote"])
    starts = _any(data["attribution_starts"])
    address = r"<?[^\s<>@]+@[^\s<>@]+>?"
    clock = r"\d{1,2}[:.h：時时点]\s?\d{2}"
    day = (
        r"(?:\d{1,4}\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,4}|\d{1,2}\D{0,6}[^\W\d_]{3,10}\D{0,6}\d{4}"
        r"|[^\W\d_]{3,10}\.? \d{1,2},? \d{4})"
    )
    return Patterns(
        label=re.compile(rf"[ \t>*|]*(?:{roles})[ \t\xa0*]{{0,12}}[:：][*]?", re.I),
        opener=re.compile(
            rf"[ \t>]*(?:{_DASHES}{{2,}}[ \t]*(?:{_any(data['openers'])}).{{0,90}}"
            rf"|(?:{_any(data['plain_openers'])})[ \t]*[:：]?[ \t]*"
            rf"|-{{3,}} ?(?:On|Am|Le|El|Em|Il|在|Op) .{{8,160}} ?-{{3,}})$",
            re.I,
        ),
        attribution=re.compile(
            rf"[ \t>*]*(?:(?:{starts})\b.{{4,260}}(?:{wrote})"
            rf"|.{{0,160}}(?:{clock}|{day}|{address}|«|\").{{0,160}}(?:{wrote})"
            rf"|(?:.{{0,60}}{day}.{{0,120}}{address}|.{{0,60}}{address}.{{0,80}}{clock}))"
            rf".{{0,70}}?[:：]?[ \t*_]*$",
            re.I | re.S,
        ),
        attribution_end=re.compile(rf"(?:[:：]|(?:{wrote})[ \t.]*|{address})[ \t*_>]*$", re.I),
        attribution_start=re.compile(
            rf"[ \t>*]*(?:(?:{starts})\b|[\"«<]|\d|{day}"
            rf"|[^\W\d_]{{2,12}}[.,]? ?\d{{1,2}}[. ]|.{{1,60}}<[^\s<>@]+@[^\s<>@]+>)",
            re.I,
        ),
        closing=re.compile(rf"[ \t]*(?:{_any(data['closings'])})(?!\w)", re.I),
        sent_from=re.compile(rf"[ \t*_-]*(?:{_any(data['sent_from'])})", re.I),
        disclaimer=re.compile(rf"[ \t*_\-\[(\"]*(?:{_any(data['disclaimers'])})", re.I),
        footer=re.compile(rf"[ \t*_\-\[(\"]*(?:{_any(data['footers'])})", re.I),
        banner=re.compile(rf"[ \t*_\-]*(?:{_any(data['banners'])})", re.I),
    )


def _group(role: str) -> str:
    return f"r_{role}"


def _any(words: list[str]) -> str:
    """Return an alternation, longest word first, so that "Envoyé le" wins over "Envoyé"."""
    return "|".join(re.escape(word).replace(r"\ ", r"[ \xa0]+") for word in sorted(set(words), key=len, reverse=True))
