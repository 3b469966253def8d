"""A number that can be a quantity although no unit stands behind it: "then 300 of the black, please".

Public: `bare_count`. Means something only beside words that agree to an offer: dates, prices, measures, percents and
numbers of models, weeks and papers are left out as far as their neighbours show them.
"""

import re

_RUN = re.compile(r"\d[\d.,/:-]*")
_BEFORE = re.compile(
    r"(?:[\w.,/:#%$€£+-]|\b(?:weeks?|kw|n[or]\.?|art\.?|ref|pos|item|position|page|semaine|usd|eur|gbp|rmb|cny|at|zu|a|fur|"
    r"for|from|by|until|till|before|after|bis|ab|vor|nach|than|over|about|of|ip|din|iso|en|angebot|offer|quote|offre|"
    r"devis|rechnung|invoice|facture|pi|po|order|bestellung|commande|room|hall|halle|booth|stand) )$"
)
_DAY = re.compile(r"\b(?:the|on|le|du|au|am|dem|den|vom|zum) $")  # before one or two digits
_COUNT = re.compile(
    r"(?!(?:19|20)\d\d\b)"
    r"(?:\d{1,3}[., ]\d{3}|[2-9]\d|1\d(?= (?:x|of|davon|de)\b)|\d{3,6}|[1-9](?= ?x ))(?![\w.,/:%°$€£-]*\w)"
    r"(?! ?[%$€£°]|\.|,\d| ?(?:percent|prozent|pour ?cent|days?|weeks?|months?|years?|hours?|tagen?|wochen?|monaten?|"
    r"dias?|giorni|dni|gun|hari|ngay|"
    r"jahren?|jours?|semaines?|mois|ans|uhr|h|usd|eur|euros?|dollars?|cents?|gbp|mm|cm|m|w|watt|v|volts?|k|kelvin|hz|"
    r"grad|bar|inch|ft|jan\w*|feb\w*|mar\w*|apr\w*|may|mai|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|"
    r"fev\w*|avr\w*|juin|juil\w*|aout)\b)"
)


def bare_count(folded: str) -> str | None:
    """Return the first such number in folded text as it stands there; None where there is none."""
    for run in _RUN.finditer(folded):
        start = run.start()
        found = _COUNT.match(folded, start)
        if found is None or _BEFORE.search(folded, max(0, start - 14), start):
            continue
        if len(found.group()) > 2 or not _DAY.search(folded, max(0, start - 4), start):
            return found.group()
    return None
