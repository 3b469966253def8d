"""What is bought, wished or decided later, neither now nor never.

Public: `taken_along`, `bought_later`, `no_for_now`, `decided_later`, `putting_off`.

"We order in autumn" commits to nothing, and "not now, write in September" is no refusal (definitions `order`,
`refusal`): only who is heard as putting off is written to again, and not before the day he named.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from assistant.facts.acts.awaiting import awaited
from assistant.facts.acts.stopping import left_until
from assistant.facts.dates.named import named_date
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.facts.trade.counts import bare_count
from assistant.facts.trade.terms import quantities
from assistant.model import Message

_BUYS = re.compile(
    r"order|buy|purchase|bestell|kauf|command|achet|pedido|pedi|compr|encomend|ordin|acquist|заказ|закуп|куп|siparis|"
    r"al[iı]|zamaw|zamow|kup|注文|発注|购|订|下单|采购|발주|주문|dat hang|mua|pesan|beli|طلب|شراء|شتري"
)
# Words with which an order lies before us, whatever day stands beside them.
_FIRM = re.compile(
    r"\d|hereby|herewith|attach|enclos|confirm|hiermit|anbei|bestatig|joint|adjunt|anex|allegat|во вложении|подтвержд|"
    r"ekte|onayl|zalacz|potwierdz|附|确认|添付|첨부|확정|dinh kem|xac nhan|lampir|konfirm|مرفق|نؤكد|"
    r"repeat|same|reorder|wiederhol|nachbestell|renouvel|repet|ripet|riordin|повтор|powtor|tekrar|ayni|ulang|lap lai|"
    r"كرر|返单|リピート|再発注|재주문"
)
_DELIVERS = re.compile(
    r"deliver|ship|arriv|liefer|versand|livr|exped|entreg|embarqu|envi|consegn|spedi|отгруз|постав|достав|teslim|sevk|"
    r"dostaw|wysyl|交货|交期|发货|到货|納期|納品|出荷|납기|납품|출하|출고|giao|kirim|تسليم|شحن|توريد"
)
_HYPOTHETICAL = ("condition", "own-condition", "still-open")
_APART = ",;:("
_SOON = timedelta(days=10)  # who orders within these does it now


def taken_along(reading: Reading, hit: Hit) -> bool:
    """Return whether words of buying are part of others that count no goods: "we take" of "we take a look"."""
    around = (one for one in reading.hits("taken-along") if one.start <= hit.end and one.end >= hit.start)
    return any(not quantities(one.words) and bare_count(one.words) is None for one in around)


def bought_later(message: Message, reading: Reading, hit: Hit) -> bool:
    """Return whether words of an order only tell when they will buy: a day far off or a period, and nothing counted."""
    if not _BUYS.search(hit.words) or _FIRM.search(hit.words):
        return False
    sentence = reading.sentence_of(hit)
    if quantities(sentence.text) or bare_count(sentence.text):
        return False
    clause = reading.folded[_begin(reading, hit) : _end(reading, hit)]
    if _DELIVERS.search(clause):
        return False
    named = named_date(clause, reading.language, message.at)
    return named is not None and named.day > message.at.date() + _SOON


def no_for_now(message: Message, reading: Reading, no: Sequence[Hit]) -> Hit | None:
    """Return the words that make a no one for now: "write again in March", "nothing before July".

    In the sentence of the no itself a day or period must stand beside them. "For the next project" is an open door and
    names none: who bought elsewhere says it out of courtesy.
    """
    first = reading.sentence_of(no[0])
    for hit in (one for group in ("back-later", "asked-again", "left-for") for one in reading.hits(group)):
        sentence = reading.sentence_of(hit)
        rest = reading.folded[_begin(reading, hit) : sentence.start + len(sentence.text)]
        if named_date(rest, reading.language, message.at) is not None:
            return hit
        if hit.group == "back-later" and sentence is not first and not reading.within(sentence, "open-door"):
            return hit
    for hit in reading.hits("not-before"):
        if any(hit.start <= one.end and hit.end >= one.start for one in no):
            sentence = reading.sentence_of(hit)
            if named_date(sentence.text, reading.language, message.at) is not None:
                return hit
    return next(_to_come(message, reading), None)  # "we are well stocked, we order again in autumn"


def decided_later(message: Message, reading: Reading) -> Hit | None:
    """Return words of deciding that stand in one sentence with a day or period to come: "the budget is in April"."""
    for group in ("deciding", "not-before", "left-for"):
        if not reading.hits(group):
            continue
        for sentence in reading.sentences:
            hit = reading.within(sentence, group)
            if hit is not None and named_date(sentence.text, reading.language, message.at) is not None:
                return hit
    return next(_to_come(message, reading), None)


def putting_off(message: Message, reading: Reading) -> Iterator[Hit]:
    """Return all words that put something off, those first whose sentence is likeliest to name the day."""
    for group in ("back-later", "asked-again", "left-for", "holding", "not-before", "taken-along", "deciding"):
        yield from reading.hits(group)
    yield from (hit for hit in reading.hits("stop-request") if left_until(message, reading, hit))
    yield from awaited(reading)
    yield from _to_come(message, reading)


def _to_come(message: Message, reading: Reading) -> Iterator[Hit]:
    """Return the words of orders that will be placed later, none on a condition: "if it sells, we order monthly"."""
    for hit in reading.hits("order"):
        held = reading.within(reading.sentence_of(hit), *_HYPOTHETICAL)
        if held is None and bought_later(message, reading, hit):
            yield hit


def _begin(reading: Reading, hit: Hit) -> int:
    """Return where the clause of a hit begins: behind the last comma before it."""
    start = reading.sentence_of(hit).start
    return max([start, *(reading.folded.rfind(sign, start, hit.start) + 1 for sign in _APART)])


def _end(reading: Reading, hit: Hit) -> int:
    """Return where the clause of a hit ends: at the first comma behind it."""
    sentence = reading.sentence_of(hit)
    end = sentence.start + len(sentence.text)
    return min([end, *(at for sign in _APART if (at := reading.folded.find(sign, hit.end, end)) >= 0)])
