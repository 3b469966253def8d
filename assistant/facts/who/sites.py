"""The web site that a signature names: the firm's own, not a profile, a mail host, a shortened link or ours.

Public: `site_of`. A site on the domain the writer mails from is certainly the firm's; another is believed where it is
no service that everybody links to, and the first such one counts.
"""

import re
from collections.abc import Collection
from functools import cache

from assistant.facts.who.companies import is_everybodys, is_freemail, registrable

# Both cases are written out: a range of 65,000 letters whose case is to be ignored takes 14 ms to compile.
_LETTER = r"A-Za-z\u00a1-\uffff"
_HOST = rf"(?:[0-9{_LETTER}](?:[0-9{_LETTER}-]{{0,61}}[0-9{_LETTER}])?\.){{1,4}}[{_LETTER}]{{2,12}}"
_LABEL = (  # "Web: keller.de": a bare host counts only behind such a word, or as the writer's own domain
    r"web(?:\s?site|\s?page)?|site|homepage|url|w|internet|sito|sitio|página|сайт|网址|网站|ホームページ|홈페이지"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a site, a host behind a label and a bare host; 17 ms, which only readers of mail spend."""
    return (
        re.compile(rf"(?i:https?://|(?<![\w@./-])www\.)({_HOST})((?:/[\w.~%-]{{1,40}}){{0,2}})"),
        re.compile(rf"(?<!\w)(?i:{_LABEL})\s?[:：.]\s?({_HOST})(?![\w@])"),
        re.compile(rf"(?<![\w@./-])({_HOST})(?![\w@-]|\.\w)"),
    )


def site_of(signature: str, domain: str = "", ours: Collection[str] = ()) -> str | None:
    """Return the site of the writer's firm as host and path ("www.keller.de"), lower case; None where none is named.

    `domain`: host of the writer's address. `ours`: our own domains, which stand in what people quote and sign below.
    """
    mailed_from = registrable(domain.lower()) if domain and not is_freemail(domain.lower()) else ""
    first = None
    for host, path in _named(signature[:2000]):
        owner = registrable(host)
        if owner == mailed_from:
            return host + path
        if first is None and owner not in ours and not is_everybodys(host):
            first = host + path
    if first is not None or not mailed_from or mailed_from not in signature.lower():
        return first
    bare = (found[1].lower() for found in _patterns()[2].finditer(signature[:2000]))
    return next((host for host in bare if registrable(host) == mailed_from), None)


def _named(signature: str) -> list[tuple[str, str]]:
    """Return host and path of every site that is written as one, in order."""
    sites, labelled, _ = _patterns()
    found = [(one.start(), _without_www(one), one[2].rstrip("/.")) for one in sites.finditer(signature)]
    found += [(one.start(), one[1].lower(), "") for one in labelled.finditer(signature)]
    return [(host, path) for _, host, path in sorted(found)]


def _without_www(found: "re.Match[str]") -> str:
    """Return the host as it is written, "www." included."""
    shown = found[0].lower().removeprefix("https://").removeprefix("http://")
    return shown.partition("/")[0]
