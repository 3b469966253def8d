"""Whether a customer wants to be left alone (definitions `stop_request`). Public: `stop`, `left_until`.

After a stop only `resume` lets us write again, so it is weighed against what others wished, what was asked for until a
day, and what is not to be sent yet.
"""

import re

from assistant.facts.acts.decision import Decision, decided
from assistant.facts.dates.named import named_date
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.model import Kind, Message

_FOOTER = re.compile(r"http|click|preferences|\b(?:or|to) unsubscribe")
_WHY = re.compile(  # "why did you stop sending the list?" misses our mail; "why don't you stop?" does not
    r"\b(?:why (?!don't|dont|not|can't|won't)|how come|when did|since when|warum|wieso|weshalb|porque|"
    r"por que|pourquoi|perche|dlaczego|czemu|neden|nicin|niye|tai sao|vi sao|sao|kenapa|mengapa)\b|"
    r"почему|зачем|为什么|为何|怎么|なぜ|どうして|왜|لماذا"
)
_FOR_GOOD = re.compile(  # who wants his data deleted by a day does not want a letter on the next
    r"delet|remov|eras|\boff\b|unsubscri|losch|entfern|streich|verteiler|austrag|borr|elimin|suprim|baja|supprim|retir|ray[eo]|"
    r"enlev|cancell|rimuov|tolg|togl|apag|exclu|tir[ae]|удал|исключ|убер|вычерк|отпис|usun|wykresl|skresl|wypis|\bsil|cikar|"
    r"删|退订|移除|削除|解除|삭제|빼|xoa|hapus|احذف|ازال|شيل"
)
_UNTIL = re.compile(  # a day or period follows
    r"\b(?:until|till|before|bis|vor|hasta|antes del?|ate|antes d[oa]|jusqu'(?:a|au|en)|avant|d'ici|fino al?|"
    r"prima d[ie]l?|przed|sampai|hingga|sebelum)\b|"
    r"\bdo (?=\d|konca|polowy|stycz|lut|marc|kwie|maja|czerw|lip|sierp|wrze|pazdz|list|grud)|"
    r"\b(?:den|truoc|toi) (?=thang|cuoi|dau|giua|quy|tet|nam|tuan|mua|\d)|(?<!\w)(?:до|раньше|حتي|قبل)(?!\w)"
)
_DAY_FIRST = re.compile(r"(?:kadar|once|dek)\b|之前|以前|まで|까지")  # stands behind the day, in these languages:
_DAY_FIRST_IN = frozenset({"tr", "zh", "ja", "ko"})


def left_until(message: Message, reading: Reading, stop: Hit) -> bool:
    """Return whether a wish to be left alone ends by itself: "no questions until then, please", "not before March"."""
    sentence = reading.sentence_of(stop)
    if _FOR_GOOD.search(stop.words):
        return False
    if reading.within(sentence, "until-that") is not None:
        return True
    day_first = reading.language in _DAY_FIRST_IN
    for word in (_DAY_FIRST if day_first else _UNTIL).finditer(sentence.text):
        told = sentence.text[: word.end()] if day_first else sentence.text[word.start() :]
        if named_date(told, reading.language, message.at) is not None:
            return True
    return False


def _of_files(reading: Reading, hit: Hit) -> bool:
    """Return whether all that shall stop is a way of sending files: "stop sending the photos by WeTransfer"."""
    sentence = reading.sentence_of(hit)
    if reading.within(sentence, "stop-anyway"):
        return False
    return any(one.start <= hit.end and one.end >= hit.start for one in reading.hits("files-otherwise"))


def stop(message: Message, reading: Reading) -> Decision | None:
    """Return a wish to be left alone, or the holding reply it is where it ends by itself.

    None where another wished it, where it is asked why we stopped, and in words that a bare forward only carries.
    """
    for hit in reading.hits("stop-request"):
        sentence = reading.sentence_of(hit)
        trapped = reading.within(sentence, "stop-trap") and not reading.within(sentence, "stop-anyway")
        if trapped or _of_files(reading, hit) or reading.within(sentence, "bulk-release"):
            continue
        if hit.words == "unsubscribe" and (len(sentence.text) > 60 or _FOOTER.search(sentence.text)):
            continue  # a footer's offer to us, not a wish of theirs
        if sentence.asks and _WHY.search(sentence.text):
            continue
        if hit.start > len(message.new_text):
            continue
        if left_until(message, reading, hit):
            return decided(Kind.HOLDING_REPLY, 0.75, reading, hit)
        return decided(Kind.STOP_REQUEST, 0.95, reading, hit)
    return None
