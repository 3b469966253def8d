"""Whether words of a promise of ours promise anything. Public: `is_promise`."""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading

_NO_SENDING = ("发票", "发现", "发生", "给力")
# "I come back to you about my offer" opens a mail; "I will come back to you tomorrow" is a promise.
_OPENS = re.compile(r"(?:reviens|revenons) vers vous|(?:coming|getting) back to you|melde(?:n)? (?:mich|uns)")
_ABOUT = re.compile(
    r"\W{0,3}(?:(?:aujourd'hui|today|heute|again|nochmals?|erneut|a nouveau|bei ihnen)\W)?"
    r"(?:au sujet|concernant|a propos|suite a|quant a|pour (?:savoir|faire le point)|regarding|about|concerning|"
    r"on (?:our|my|the)|with regard|wegen|bezuglich|hinsichtlich|zu (?:unserem|meinem|ihrem|dem)|zum|zur)\b"
)
_DAY = re.compile(r"demain|lundi|mardi|mercredi|jeudi|vendredi|semaine|tomorrow|day\b|week|soon|morgen|tag\b|woche")
_NOW = re.compile(r"(?:te|le|os|les) (?:paso|mando|envio|hago llegar)\b")  # with the price itself behind it
_MONEY = re.compile(r"\d[\d.,]*\s?(?:usd|eur|€|\$|dolares|euros)|(?:usd|eur|€|\$)\s?\d|\d[.,]\d\d")


def is_promise(reading: Reading, hit: Hit) -> bool:
    """Return whether a hit of `commitment` promises something for later.

    Chinese words may tell of the past, or end within another word ("上周五已经到…发票"); openings of a mail and words
    beside the price that is handed over promise nothing.
    """
    before, behind = reading.folded[max(0, hit.start - 2) : hit.start], reading.folded[hit.end - 1 : hit.end + 1]
    if "已" in hit.words or before.endswith(("上", "昨", "前")) or behind in _NO_SENDING:
        return False
    if _OPENS.search(hit.words) and _ABOUT.match(reading.folded, hit.end):
        return False
    handed = _NOW.match(hit.words) and not _DAY.search(hit.words)
    return not (handed and _MONEY.search(reading.folded, hit.start, hit.end + 160))
