"""What goods a mail names. Public: `products`.

The words beside a quantity, article numbers, the subject. Words that only ask or count are no goods: "duoc khong a"
behind "100 cai" is "is that possible?". Where nothing is sure nothing is named.
"""

import re
from functools import cache

from assistant.facts.lexicon import builtin, fold
from assistant.facts.trade.subjects import ARTICLE, goods_of
from assistant.facts.trade.terms import counted, is_unit

_MOST = 5
_BEHIND = re.compile(r"\s?(?:of |x |de |di |d')?([^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,2})")
_STOP = re.compile(
    r"^(?:and|or|per|for|to|in|at|the|with|from|by|minimum|min|order|each|only|please|pls|usd|eur|fob|cif|exw|dap|quote|"
    r"offer|delivery|shipment|possible|available|urgent\w*|asap|giao|lam|cho|ve|nhe|nha|hang|dia|gia|bao|kirim|harga|bisa|"
    r"duoc|khong|nhe|ne|nua|thoi|thi|a|la|va|co|em|anh|chi|toi|minh|nao|gi|loai|dung|trong|truoc|sau|voi|nay|kia)$"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# Chinese names goods before or behind the quantity; what asks, wishes or counts ends or begins their name.
_HAN_BEHIND = re.compile(r"\s?的?([a-z0-9\u4e00-\u9fff-]{2,24})")
_HAN_BEFORE = re.compile(r"([a-z0-9\u30a0-\u30ff\u4e00-\u9fff-]{2,24})(?:を|が|は|の|[约大共各x×*\s]){0,3}$")
_HAN_ENDS = re.compile(
    r"请|吗|吧|呢|多少|报|价|的话|可|能|要|就|每|一|是|到|和|及|或|以|起|发|交|寄|希望|谢|左右|需|行|怎|什|现|有|在|包|共|总|为|做"
)
_HAN_BEGINS = re.compile(r"要|订|买|需|想|报|询|购|约|大概|共|各|给|做|采|们|是|有|请|问|贵司|我司|的")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HANGUL_BEFORE = re.compile(r"([a-z0-9\uac00-\ud7a3-]+(?: [a-z0-9\uac00-\ud7a3-]+)?)\s?(?:을|를|은|는|이|가)?\s$")
_KOREAN_VERB = re.compile(r"(?:요|다|까|세요|는|은|를|을|에|로|해|할|및|약|총|당사|저희)$")


def products(text: str, subject: str, language: str | None = None) -> tuple[str, ...]:
    """Return what goods a mail names, as the writer named them (folded where they stand beside a quantity); at most 5.

    An empty tuple where nothing of that kind stands in the mail. `language`: of the text, None where unknown.
    """
    folded = fold(text)
    found = []
    for match in counted(folded):
        name = _beside(folded, match.start(), match.end(), language)
        if name and not is_unit(name):
            found.append(name)
    found += ARTICLE.findall(text)
    topic = goods_of(subject)
    if topic:
        found.append(topic)
    return tuple(dict.fromkeys(found))[:_MOST]


def _beside(folded: str, start: int, end: int, language: str | None) -> str | None:
    """Return the goods that are counted: the words behind the quantity, in East Asia those before or behind it."""
    around = folded[max(0, start - 24) : start]
    if _HANGUL.search(around) or _HANGUL.search(folded, end, end + 8):
        before = _HANGUL_BEFORE.search(around)
        return before[1] if before and not _KOREAN_VERB.search(before[1]) else None
    if _UNSPACED.search(folded, start, end + 4):
        behind, before = _HAN_BEHIND.match(folded, end), _HAN_BEFORE.search(around)
        names = [_HAN_ENDS.split(behind[1])[0]] if behind and language != "ja" else []
        names += [_HAN_BEGINS.split(before[1])[-1]] if before else []
        return next((name.strip("-") for name in names if len(name.strip("-")) >= 2 and not name.isdigit()), None)
    behind = _BEHIND.match(folded, end)
    words = []
    for word in behind[1].split() if behind else ():
        if _STOP.match(word) or word in _small_words(language):
            break
        words.append(word)
    return " ".join(words) or None


@cache
def _small_words(language: str | None) -> frozenset[str]:
    """Return the words of a language that name nothing; of "from" and "is" no goods are made."""
    # Without its tones Vietnamese has the same letters for a lamp and for "to": its small words stand in `_STOP`.
    return frozenset(builtin().words("language-words").get(language or "en", ()) if language != "vi" else ())
