"""An order that leaves some of the offered goods out: "we take 200 of model A, model B not this time".

Public: `refuses_a_part`, `leaves_out`. No to one item is no refusal (definitions `refusal`), and the order beside it
is one.
"""

import re

from assistant.facts.acts.declining import is_denied
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading

# A no to goods, not to us: "not this time", "does not interest us", "no need".
_OF_GOODS = re.compile(
    r"this time|for now|right now|interes|need|pass\b|skip|leave|diesmal|dieses mal|brauch|bedarf|benotig|"
    r"esta vez|por ahora|ahora no|de momento|necesit|falta|desta vez|por enquanto|precis|"
    r"cette fois|pour l'instant|besoin|questa volta|per ora|per il momento|serv|"
    r"в этот раз|пока|нуж|интерес|надо|tym razem|na razie|potrzeb|bu sefer|bu defa|simdilik|gerek|ihtiyac|"
    r"ilgilen|istemi|这次|暂|不要|不需要|先不|今回|必要|见送|이번|필요|관심|제외|"
    r"next time|proxima|outra vez|"
    r"lan nay|khong can|khong lay|chua can|kali ini|perlu|butuh|tertarik|هذه المره|نحتاج|نريد|مهتم"
)
_DEAL = re.compile(r"\b(?:pedido|encomenda|compra|negocio|order|deal|purchase|nos|mim)\b")  # a no to it all
_APART = re.compile(r"[,;:.!?。\n(]")


def refuses_a_part(reading: Reading, bought: str) -> bool:
    """Return whether all that is refused is some of the goods, in other clauses than `bought`, the folded order words.

    The clause of the no must name what it is about; who tells that he buys elsewhere refuses it all.
    """
    if any(reading.hits(group) for group in ("elsewhere", "has-supplier", "gives-up")):
        return False
    at = reading.folded.find(bought)
    nos = [hit for hit in reading.hits("refusal") if not is_denied(reading, hit)]
    regrets = reading.hits("polite-no")  # "fica para a próxima" is one, and a no to the goods before it
    if any(not any(no.start <= hit.start and hit.end <= no.end for no in nos) for hit in regrets):
        return False
    return at >= 0 and all(_is_of_goods(reading, hit, at, at + len(bought)) for hit in nos)


def _is_of_goods(reading: Reading, hit: Hit, start: int, end: int) -> bool:
    between = reading.folded[end : hit.start] if end <= hit.start else reading.folded[hit.end : start]
    if not (_OF_GOODS.search(hit.words) and _APART.search(between)):
        return False
    sentence = reading.sentence_of(hit)
    before = _APART.split(reading.folded[sentence.start : hit.start])[-1]
    return any(sign.isalnum() for sign in before) and not _DEAL.search(before)


_SOME_GOODS = re.compile(r"\b(?:ones?|others?|models?|sizes?|items?)\b[^,;:]{0,20}\bnext time\b")


def leaves_out(reading: Reading, hit: Hit) -> bool:
    """Return whether words of putting off are about some of the goods: "the big ones maybe next time"."""
    return _SOME_GOODS.search(reading.sentence_of(hit).text) is not None
