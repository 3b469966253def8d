"""Orders that wait for something of theirs: a signature, a budget, a licence. Public: `awaits`, `awaited`.

"The PO will come once finance has signed" commits to nothing yet and asks nothing (definitions `holding_reply`); heard
as an order it would end the chase for a quarter of a year.
"""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading

_ON_US = re.compile(
    r"\s+(?:you|your|u|sie|ihr\w*|vous|votre|vos|usted\w*|tu|tus|su|sus|voces?|seu|sua|voi|vostr\w+|lei|вы|ваш\w*|"
    r"panstwo|siz|anda|kalian)\b"
)
_ON_US_EAST = re.compile(r"(?:等|待|请|麻烦|要) ?(?:您|你|贵)|(?:御社|貴社|贵社)[のがから]|귀사")
_BEFORE = 8  # characters in which they name who must sign
_WAITING_FIRST = re.compile(
    r"(?:once|as soon as|sobald|des que|une fois|lorsque|quand|en cuanto|cuando|assim que|logo que|quando|appena)\b"
)


def awaits(reading: Reading, hit: Hit) -> bool:
    """Return whether words of an order only tell what it waits for."""
    return any(one.start <= hit.end and one.end >= hit.start for one in reading.hits("order-awaits"))


def awaited(reading: Reading) -> list[Hit]:
    """Return the words of orders that wait for something of theirs; not for us ("we order once you confirm")."""
    return [hit for hit in reading.hits("order-awaits") if not _is_for_us(reading.folded, hit)]


def _is_for_us(text: str, hit: Hit) -> bool:
    first = _WAITING_FIRST.match(hit.words)
    told = hit.start + first.end() if first else hit.end  # where it is told what the order waits for
    if _ON_US.match(text, told):
        return True
    return not hit.words.isascii() and _ON_US_EAST.search(text, max(0, hit.start - _BEFORE), hit.end) is not None
