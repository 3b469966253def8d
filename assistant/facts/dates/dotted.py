"""Whether two numbers with a dot between are a day and its month, or a decimal number. Public: `may_be_date`.

"3.5" is 3 May in "am 3.5. sind wir da" and half a number in "3.5 g", "our price is 4.20". Day and month need a sign: a
word of time before, a weekday, a year, a zero in front, or a language that writes decimals with a comma.
"""

import re
from functools import cache

from assistant.facts.dates.date_lists import pattern_of
from assistant.facts.trade.money import names_money

_WRITE_SO = frozenset({"de", "ru", "pl", "tr"})  # days with dots, decimals with commas
_MONTH_FIRST = frozenset({"zh", "ja", "ko"})
_UNIT_BEHIND = re.compile(
    r"\s?(?:[%°\"*×x/+]|(?:mm|cm|m|m2|m3|qm|cbm|sqm|kg|kgs|g|gr|gm|gsm|w|kw|kva|v|kv|ah|mah|wh|kwh|hz|ghz|mhz|khz|t|mt|to|ton|"
    r"tons|l|ml|oz|inch|inches|ft|lb|lbs|mil|mic|micron|nm|bar|mpa|rpm|pcs|pc|k|uhr|h|am|pm|each|per|cents?|ct|"
    r"percent|prozent|mio|million|мм|см|м|кг|г|т|л|квт|вт|%)(?![a-zа-я])|[元块毛米克吨公升毫厘瓦伏折万千百号个件倍分点成円원불개])"
)
_BESIDE = 6  # characters in which a name of money stands beside a number
_UNIT_BEFORE = re.compile(
    r"(?:[x×*@$€£¥/+<>=~≤≥-]|(?<!\w)(?:at|for|price|rate|zu|je|auf|a|um|version|ver|v|no|nr|art|pos|"
    r"o|po|по)\.?)\s?$"
)
_TIME_BEFORE = re.compile(
    r"(?<!\w)(?:on|until|till|til|since|dated|due|before|after|by|from|starting|(?:quotation|mail|letter|message|"
    r"invitation|e-mail|email) of|vom|am|zum|bis|ab|den|dem|seit|von|nach|vor|"
    r"hasta|desde|antes del?|despues del?|el|del|al|dia|ate|antes de|depois de|a partir de|a partir del|em|"
    r"le|du|au|jusqu'au|des le|avant le|apres le|dal|dall'|entro il|il|fino al|dopo il|"
    r"с|со|до|от|к|после|z|od|do|dnia|dniu|przed|ngay|tu ngay|den ngay|tanggal|tgl|sampai|sejak|"
    r"يوم|بتاريخ|حتى|منذ|في|قبل|بعد)\s$|"
    r"(?<!\w)(?:from|between|vom|von|du|dal|del|desde|de|с|od|z)\s\d{1,2}\.\d{1,2}\.?\s?(?:-|to|and|bis|au|al|a|ate|по|до|do)\s?$|"
    r"\.\d{1,2}\.\s?(?:-|to|and|bis|au|al|a|ate|по|до|do)\s?$"
)
_EASTERN_BEFORE = re.compile(r"(?:到|于|在|至|从|截至|定在)\s?$")
_EASTERN_BEHIND = re.compile(
    r"\s?(?:[-~至到]\s?\d{1,2}\.\d{1,2}\s?)?"
    r"(?:放假|休假|请假|正式|恢复|上班|返岗|返工|复工|开工|之?前|[日号起发交出后开]|以前|以后|に|まで|から|까지|부터|에)"
)
_ORDINAL = re.compile(
    r"\.(?=[,;)-]|\s?(?:-|to|bis|al|au|до)(?!\w))|\s?(?:-|bis|to|al|au|до)\s?\d{1,2}\.\d{1,2}\.?(?!\d)"
)
_PRICED = re.compile(
    r"price|preis|precio|preco|prix|prezzo|цен|fiyat|cena|\bgia\b|harga|discount|reduc|lower|price|down|سعر"
)


def may_be_date(match: "re.Match[str]", language: str | None) -> bool:
    """Return whether day and month of a match (two numbers, a mark between, a year or none) are one; `language` of the
    text, None where nobody knows. Any mark but a dot, and a year, leave no doubt.
    """
    day, month, year = match[1], match[2], match[3]
    text, start, end = match.string, match.start(), match.end()
    if year or text[match.end(1)] != ".":
        return True
    if _UNIT_BEHIND.match(text, end) or names_money(text[end : end + _BESIDE].split("\n")[0]):
        return False
    before = text[max(0, start - 20) : start]
    if names_money(before[-_BESIDE:]) or (language not in _MONTH_FIRST and int(month) > 12):
        return False
    if day.startswith("0") or _weekday().search(before):
        return True
    if _TIME_BEFORE.search(before):
        return not _PRICED.search(text, max(0, start - 30), start)
    if _UNIT_BEFORE.search(before):
        return False
    if language in _MONTH_FIRST:
        return bool(_EASTERN_BEFORE.search(before) or _EASTERN_BEHIND.match(text, end))
    return language in _WRITE_SO or bool(_ORDINAL.match(text, end))


@cache
def _weekday() -> "re.Pattern[str]":
    return re.compile(rf"(?:{pattern_of('weekdays')})[.,]?\s(?:the |den |dem |le |el |il |dia )?$")
