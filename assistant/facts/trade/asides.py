"""What a quote names besides the price of its goods: samples, tools, freight, the market, last year. Public:
`without_asides`.

The first price of a quote may stand in a letter to the customer: "Tooling EUR 4,500 once. The part EUR 2.35" offers the
part at 2.35. Where nothing else has a price these are what is sold, and stay.
"""

import re

from assistant.facts.trade.money import Sum

_WORDS = (
    r"samples?|prototypes?|toolings?|tool costs?|mou?lds?|fixtures?|set-?up|courier|freight|shipping (?:costs?|fees?)|"
    r"delivery|installation|engineer|insurance|bank charges?|raw materials?|resin|lme|competitors?|market price|"
    r"last (?:year|order|month)|list price|retail price|duty|duties|penalt\w+|(?:order|invoice|contract) value|"
    r"turnover|exported|certificates?|inspection|printing plates?|"
    r"muster\w*|werkzeug\w*|form(?:en)?kosten|fracht\w*|versand\w*|lieferung|montage|rohstoff\w*|listenpreis|"
    r"letztes jahr|vertragsstrafe|umsatz|mindestmenge|"
    r"muestras?|moldes?|flete|envio|tarifa|ano pasado|precio de lista|amostras?|frete|ano passado|"
    r"echantillons?|moules?|outillage|port|transport|l'an dernier|prix catalogue|"
    r"campion[ei]|stamp[oi]|attrezzatura|trasporto|spedizione|anno scorso|prezzo di listino|"
    r"образ(?:ец|цы|цов|ца)|оснастк\w*|пресс-форм\w*|доставк\w*|фрахт\w*|в прошлом году|"
    r"probk\w*|forma|narzedzi\w*|transport\w*|w zeszlym roku|numune\w*|kalip\w*|nakliye|navlun|kargo|gecen yil|"
    r"mau|khuon|van chuyen|sampel|cetakan|ongkir|ongkos kirim"
)
_WITH = [  # "with samples": they are in the price
    *("with", "incl", "incl.", "including", "without", "free", "inkl", "inkl.", "ohne", "mit", "con", "sin", "avec"),
    "sans",
]
_SPACED = re.compile(
    rf"(?<!\w){''.join(f'(?<!{re.escape(word)} )' for word in _WITH)}(?:{_WORDS})(?!\w)"
    r"(?!-|[ :]{0,2}(?:incl|free|exempt|inbegriffen|compris|frei))"
)
_UNSPACED = re.compile(
    r"(?:样品|打样|开模|模具|运|快递|安装|检测|制版)(?:费用?|价格?)|去年|市场价|原材料|金型代|型代|送料|サンプル代|샘플비|금형비|운송비|배송비"
)
_ADDED = re.compile(r"(?:(?<!\w)(?:plus|zzgl\.?|zuzuglich|mas|piu|plus de|add)|\+)\s?$")
_BEHIND = re.compile(
    r" ?[(,]? ?(?:once\b|one[- ]time|one-?off|einmalig|einmal\b|una sola vez|una tantum|une fois|единоразово|"
    r"jednorazowo|bir kere|refundable|returnable|erstattbar|reembolsable|remboursable)|"
    r" (?:sample|tooling|mou?ld|freight|shipping|courier|set-?up|bank|fracht|versand)(?:kosten)?"
    r"(?: (?:fees?|costs?|charges?))?(?!\w)|"
    r" (?:for|fur|pour|para|per) (?:(?:the|a|das|die|den|la|le|el|il|lo) )?(?:samples?|tooling|mou?lds?|freight|"
    r"courier|installation|muster|werkzeug|form|muestras?|moldes?|moules?|outillage|stampo)(?!\w)|"
    r" (?:last|letztes|im letzten) (?:year|jahr)| (?:ano pasado|l'an dernier)"
)
_CLAUSE = re.compile(r"(?:[\n\t]|[,;!?(](?!\d)|\.(?!\d)|\s(?:and|but|so|und|aber|y|pero|et|mais|ve|и|а|но|i|ale)\s)")
_NEAR = 48  # characters before a sum in which it is told what it is for


def without_asides(offered: tuple[Sum, ...], text: str) -> tuple[Sum, ...]:
    """Return the sums without those of other things than the goods; all where nothing else is left. `text`: folded."""
    if len(offered) <= 1:
        return offered
    return tuple(one for one in offered if not _is_aside(one, text)) or offered


def _is_aside(one: Sum, text: str) -> bool:
    before = text[max(0, one.start - _NEAR) : one.start]
    marks = [mark.end() for mark in _CLAUSE.finditer(before)]
    clause = before[marks[-1] :] if marks else before
    if _BEHIND.match(text, one.end) or _ADDED.search(before) or _SPACED.search(clause):
        return True
    return not clause.isascii() and _UNSPACED.search(clause) is not None
