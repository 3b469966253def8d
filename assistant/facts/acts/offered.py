"""Which sums of a mail are prices offered: not what is owed, given, charged by others, paid by the night, added to all.

Public: `prices_offered`, `totals`, `ONE_BEHIND`. Definitions `quote`: a price for named goods; its nots are balances,
deposits, credits, freight of the market, general increases.
"""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading, Sentence
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.desk import is_refused
from assistant.facts.trade.money import Sum
from assistant.facts.trade.terms import incoterms
from assistant.facts.trade.theirs import is_theirs

ONE_BEHIND = re.compile(
    r"\s?(?:piece|stuck|stk|pezzo|pz|pieza|peca|unite|unidad|unidade|sztuka|szt|шт|adet)(?!\w)"
)  # "12 € pièce"
_SETTLED = frozenset({"credit", "credited", "balance", "invoice", "refund"})
_PENALTY = re.compile(
    r"penal|fee|demurrage|contribut|bussgeld|vertragsstraf|multa|amende|штраф|ceza|kara |罚|違約|위약"
)
_DONE = re.compile(r"paid|owe|credit|refund|overdue|outstanding|declare|reimburs|compensat|deduct|fee|penal|invoice")
_PARAGRAPH = 250  # characters
_RIGHT_BEHIND = 3  # characters
_SHARE_BEFORE = re.compile(r"\d\s?%\s?(?:的)?$")
_SUM_NEXT = 6  # characters between "30% deposit" and what it comes to
_CLAUSE = re.compile(r"[,;(\n]|\s[-–]\s|。")
_TERM_WITHIN = 25  # characters behind the word of payment in which the term is told: "pay by TT in advance"
# A unit of time behind the money: stays, rents and wages are no goods.
_OF_TIME = re.compile(
    r"\s?(?:/|(?:per|an?|each|every|pro|je|im|al?|all[ao']|por|ao|par|la|le|il|в|за|za|na|w|mot|moi|se)(?!\w))\s?"
    r"(?:calendar |working |kalender)?(?:days?|nights?|weeks?|months?|years?|annum|hours?|mo|hr|"
    r"tag|nacht|woche|monat|jahr|stunde|dia|noche|semana|mes|ano|hora|noite|jour|nuit|semaine|mois|an|heure|"
    r"giorno|notte|settimana|mese|anno|ora|день|сутки|ночь|неделю|месяц|год|час|gun|gece|hafta|ay|yil|saat|"
    r"dzien|dobe|noc|tydzien|miesiac|rok|godzine|ngay|dem|tuan|thang|nam|gio|hari|malam|minggu|bulan|tahun|jam)(?!\w)|"
    r"\s?(?:/|[一每])\s?(?:天|晚|夜|周|星期|个?月|年|小时|日|泊|時間)|\s?/\s?(?:일|박|주|월|년|시간)|"
    r"\s?(?:في |لكل )?(?:اليوم|الليله|الشهر|السنه|الساعه|شهريا|يوميا|سنويا)|"
    r"\s?(?:monthly|daily|weekly|yearly|mensual(?:es)?|mensais|mensuels?|mensili|monatlich|taglich|в месяц|aylik)(?!\w)"
)
# Behind a price: it holds no longer.
_VOID = re.compile(
    r"(?:\s?/\s?\w{1,6}?)?(?:的)?(?:价格|报价|单价|价)?(?:现在|目前|已经|已|就|都|也)?"
    r"(?:失效|过期|作废|不再有效|不能做了|做不了了?|做不到)|"
    r"(?:\s?/\s?\w{1,6})?\.?\s(?:(?:is|are) (?:no longer|not) valid|(?:has|have) (?:expired|lapsed)|"
    r"gilt nicht mehr|gelten nicht mehr|ist nicht mehr (?:gultig|haltbar)|ya no (?:es valido|es valida|vale)|"
    r"n'est plus valable|non e piu valid[oa]|ja nao (?:e valido|vale)|(?:уже|больше) не действ\w+)"
)


def prices_offered(reading: Reading) -> tuple[Sum, ...]:
    """Return the sums that are not owed, paid, declared or only talked about."""
    kept = []
    text = reading.folded
    listed = bool(reading.hits("open-invoices"))
    rises = reading.hits("price-rise")
    asked = reading.hits("declared-value")
    for one in sums(text, folded_from=reading.original):
        if is_refused(text, one.start) or _OF_TIME.match(text, one.end) or (listed and not one.per_unit):
            continue
        if _VOID.match(text, one.end) or any(hit.start < one.end and one.start < hit.end for hit in rises):
            continue
        if any(_is_declared(hit, one, text) for hit in asked):
            continue
        sentence = reading.at(one.start)
        if is_theirs(text, one.start, sentence.text):
            continue
        other = _beside(reading, sentence, one)
        if other is None or (one.per_unit and reading.within(sentence, "offer-words") and not _is_owed(other, one)):
            kept.append(one)
    return tuple(kept)


def _is_declared(asked: Hit, one: Sum, text: str) -> bool:
    """Return whether a sum follows the question what to write for the customs, in the same paragraph."""
    return 0 <= one.start - asked.end < _PARAGRAPH and "\n\n" not in text[asked.end : one.start]


def _is_owed(other: Hit, one: Sum) -> bool:
    """Return whether a word makes also a sum per piece one that is owed, whatever is said of offers beside it.

    A fee or penalty names the sum behind it, or the one right before: "USD 35 storage fee".
    """
    if other.words in _SETTLED:
        return True
    names_it = other.end <= one.start or other.start - one.end <= _RIGHT_BEHIND
    return names_it and _PENALTY.search(other.words) is not None


def _beside(reading: Reading, sentence: Sentence, one: Sum) -> Hit | None:
    """Return the word that makes a sum one that is owed or talked about; None where none speaks of it.

    In a long sentence a deposit mentioned at its end does not make the price at its head a deposit.
    """
    last = sentence.start + len(sentence.text)
    short = len(sentence.text) < 60
    for hit in reading.hits("sum-not-offered"):
        near = sentence.start <= hit.start < last and (short or (hit.start - 12 < one.end and hit.end > one.start - 45))
        if near and not (_is_share(reading, hit, one) or _is_term(reading, sentence, hit, one)):
            return hit
    return None


def _is_share(reading: Reading, other: Hit, one: Sum) -> bool:
    """Return whether words of payment are a share that was agreed ("FOB, 30% deposit"), not what a sum is owed for."""
    share = _SHARE_BEFORE.search(reading.folded, max(0, other.start - 6), other.start)
    return share is not None and not 0 <= one.start - other.end <= _SUM_NEXT


def _is_term(reading: Reading, sentence: Sentence, other: Hit, one: Sum) -> bool:
    """Return whether a price tells behind it how it is to be paid: "4.20 USD FOB, pay by TT in advance"."""
    text = reading.folded
    if other.start < one.end or _DONE.search(other.words) or not _CLAUSE.search(text, one.end, other.start):
        return False
    is_price = one.per_unit or ONE_BEHIND.match(text, one.end) is not None
    told = is_price or reading.within(sentence, "offer-words") or incoterms(text[one.end : other.start])
    words = reading.hits("payment-words") if told else ()
    return any(one.end <= hit.start <= other.end + _TERM_WITHIN for hit in words)


_TOTAL = frozenset({"total", "amounting", "amount of"})
_VALID = re.compile(r"(?<!\w)(?:valid|validity|offer|quote|quotation|proforma)(?!\w)")


def totals(reading: Reading) -> tuple[Sum, ...]:
    """Return the total of an offer that names no price of a piece: "the total comes to USD 14,000 CIF Mombasa".

    With a word of orders, invoices, payments or credits in the mail it is what is owed.
    """
    words = {hit.words for hit in reading.hits("sum-not-offered")}
    if not words or not words <= _TOTAL or reading.hits("order-accepted"):
        return ()
    return tuple(
        one
        for one in sums(reading.folded, folded_from=reading.original)
        if one.currency is not None and (incoterms(here := reading.at(one.start).text) or _VALID.search(here))
    )
