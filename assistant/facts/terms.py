"""Delivery and payment terms, goods and quantities in a text.

Public: `incoterms`, `payment_terms`, `quantities`, `products`. Source: Incoterms 2020 and the older rules still in use
(CNF, DAF, DEQ); payment words of the labelled trade set.
"""

import re
from functools import lru_cache

from assistant.facts.lexicon import fold

_RULES = {
    "EXW": r"exw|ex[- ]?works?|ex[- ]?factory|ab werk|franco fabbrica|depart usine|fabrika teslim",
    "FCA": "fca", "FAS": "fas", "FOB": "fob", "CFR": r"cfr|cnf|c\s?&\s?f|c\+f",
    "CIF": "cif", "CPT": "cpt", "CIP": "cip",
    "DAP": "dap", "DPU": "dpu|dat", "DDP": "ddp", "DDU": "ddu", "DAF": "daf",
}  # fmt: skip
_ANY_RULE = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_RULES.values())})(?![a-z0-9&])")
_HEADS_OF_RULES = (
    "ex", "ab werk", "franco", "depart", "fabrika", "fca", "fas", "fob", "cfr", "cnf", "&", "c+f", "cif", "cpt", "cip",
    "dap", "dpu", "dat", "ddp", "ddu", "daf",
)  # fmt: skip
_EXPRESSIONS = {code: re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9&])") for code, words in _RULES.items()}
_PAYMENT = re.compile(
    r"(?<!\w)(?:\d{1,3}\s?%\s?(?:deposit|in advance|advance|down payment|t/?t|anzahlung|anticipo|"
    r"adiantado|d'acompte|acconto|cad|lc)"
    r"(?:[^.\n]{0,40}\d{1,3}\s?%[^.\n,;]{0,40})?|l/?c at sight|letter of credit|irrevocable l/?c|t/t|"
    r"net \d{1,3}(?: days)?|"
    r"cad(?: \d{1,3}\s?%)?|d/?p at sight|d/a \d{1,3}|open account|cash against documents|\d{1,3}/\d{2} (?:t/t)?|"
    r"payment \d{1,3} days|zahlbar[^.\n]{0,40}|(?<!\d)30/70|70/30)(?!\w)|"
    r"оплата\s?\d\d/\d\d|前[tT]/[tT]|月结|货到付款|定金\s?\d{1,2}%|\d{1,2}%\s?定金"
)
# What every payment term holds one of; looked for first, because that is cheap.
_OF_PAYMENT = (
    "%", "/", "at sight", "credit", "irrevocable", "net ", "cad", "account", "cash", "payment ", "zahlbar", "оплата",
    "月结", "货到付款", "定金",
)  # fmt: skip
_UNITS = (
    r"pcs|pieces?|pc|units?|sets?|pairs?|tons?|tonnes?|mt|kg|kgs|boxes|box|cartons?|ctns?|pallets?|"
    r"containers?|fcl|x?40hq|20ft|40ft|20gp|rolls?|meters?|metres?|m2|sqm|"
    r"stuck|stk|paletten?|piezas|unidades|uds|cajas|pecas|unidades|caixas|pieces|unites|cartons|pezzi|"
    r"pz|scatole|шт|штук|тонн\w*|комплект\w*|adet|tane|takim|koli|palet|"
    r"szt|sztuk|palet|bo|cai|chiec|may|buah|unit|set|lusin|قطعه|حاويه|طن|台|个|件|套|箱|柜|吨|把|片|"
    r"条|张|枚|個|セット|개|박스|대|세트"
)
_DIGITS = re.compile(r"\d+")
_QUANTITY = re.compile(rf"(?<![\d.,])(\d{{1,3}}(?:[ .,]\d{{3}})+|\d{{1,7}})\s?(?:{_UNITS})(?![a-z])")
_AFTER_QUANTITY = re.compile(r"\s?(?:of |x |de |di |d')?([^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,2})")
_STOP = re.compile(
    r"^(?:and|or|per|for|to|in|at|the|with|from|by|minimum|min|order|each|only|please|pls|usd|eur|fob|cif|exw|dap)$"
)

_ARTICLE = re.compile(r"\b[A-Z]{2,5}-\d{2,5}[A-Z]?\b")
_PREFIXES = re.compile(r"^(?:\s*(?:re|aw|fw|fwd|wg|ynt|odp|r|rv|res|回复|答复|转发|رد)\s*[:：])+", re.I)
# A subject of nothing but such words names no goods: "Price list", "Anfrage", "Request for quotation".
_NO_GOODS = re.compile(
    r"(?:(?:prices?|price-?list|list|catalog(?:ue)?s?|katalog|request|inquiry|enquiry|rfq|quotations?|quote|offers?|hello|"
    r"hi|new|urgent|order|for|of|from|your|our|the|a|to|and|please|products?|cooperation|business|best|latest|need|"
    r"(?:preis)?anfrage|angebot|preis(?:e|liste)?|consulta|solicitud|cotizacion|precios?|lista|de|demande|prix|devis|"
    r"tarifs?|offre|preventivo|richiesta|listino|prezzi|cotacao|pedido|precos?|orcamento|запрос|цены?|прайс|прайс-лист|"
    r"zapytanie|oferta|cennik|fiyat|teklif|talebi|询价|询盘|报价|報價|價格|价格|目录|見積|見積依頼|견적|문의)[\s!.,:;&-]*)+"
)


def incoterms(text: str) -> tuple[str, ...]:
    """Return the codes of the delivery terms that stand in a text, in order of place; "Ex works" is EXW."""
    folded = fold(text)
    if not any(head in folded for head in _HEADS_OF_RULES) or not _ANY_RULE.search(folded):
        return ()
    places = {code: match.start() for code, words in _EXPRESSIONS.items() if (match := words.search(folded))}
    return tuple(sorted(places, key=lambda code: places[code]))


def payment_terms(text: str) -> tuple[str, ...]:
    """Return the payment terms that stand in a text, folded, at most three."""
    folded = fold(text)
    if not any(sign in folded for sign in _OF_PAYMENT):
        return ()
    found = [" ".join(match.group().split()) for match in _PAYMENT.finditer(folded)]
    return tuple(dict.fromkeys(found))[:3]


def quantities(text: str) -> tuple[str, ...]:
    """Return quantities with their units, as written but folded, at most five."""
    return tuple(dict.fromkeys(" ".join(match.group().split()) for match in _counted(fold(text))))[:5]


@lru_cache(maxsize=16)  # acts, offers and terms ask for the same text
def _counted(folded: str) -> tuple["re.Match[str]", ...]:
    """Return the quantities in folded text: what `finditer` would give, tried only where digits begin."""
    found = []
    end = 0
    for digits in _DIGITS.finditer(folded):
        match = _QUANTITY.match(folded, digits.start()) if digits.start() >= end else None
        if match is not None:
            end = match.end()
            found.append(match)
    return tuple(found)


def products(text: str, subject: str) -> tuple[str, ...]:
    """Return what goods a mail names: the words behind quantities, article numbers, the subject; at most five.

    As the writer named them. An empty tuple where nothing of that kind stands in the mail.
    """
    folded = fold(text)
    found = []
    for match in _counted(folded):
        behind = _AFTER_QUANTITY.match(folded, match.end())
        if behind:
            words = [word for word in behind[1].split() if not _STOP.match(word)]
            if words and behind[1].split()[0] == words[0]:
                found.append(" ".join(words))
    found += _ARTICLE.findall(text)
    topic = _PREFIXES.sub("", subject).strip() if ":" in subject or "：" in subject else subject.strip()
    if 3 <= len(topic) <= 60 and not _NO_GOODS.fullmatch(fold(topic)):
        found.append(topic)
    return tuple(dict.fromkeys(found))[:5]
