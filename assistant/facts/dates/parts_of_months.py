"""The middle and the end of a month: "mid January", "fin du mois", 月底. Public: `into_month`, `this_month`.

The end counts from the 25th, the middle from the 15th: a period begins with its first day (definitions "quiet").
"""

import re
from datetime import date, timedelta

_LATE_DAYS, _MIDDLE_DAYS = 24, 14  # after the first
_REACH = 30  # characters before a month in which "at the end of" stands
_LINK = (
    r"(?:of |the |month of |de |di |d'|do |del |du |des |mois (?:de |d')|mes de |mese di |monats |thang |bulan |"
    r"miesiaca |месяца |شهر )*"
)
_LATE = re.compile(
    rf"(?<!\w)(?:ende?|close|fin(?:e|es|al|ales|ais)?|fim|cuoi|akhir|koniec|koncem|koncu|konca|конц[еау]|اواخر|نهايه|اخر)\s{_LINK}$"
)
_MIDDLE = re.compile(
    rf"(?<!\w)(?:mid[- ]?|mi[- ]|(?:middle|mitte|mediados|mitad|meados|meio|milieu|meta|giua|pertengahan|tengah|"
    rf"polow\w+|середин\w+|منتصف|second half|zweite\w* halfte|segunda (?:quincena|quinzena|metade|mitad)|"
    rf"(?:deuxieme|seconde) quinzaine|seconda meta|второи половин\w)\s{_LINK})$"
)
_LATE_BEHIND = re.compile(r"(?:份)?(?:底|末|下旬|말|하순)|\s말|の(?:终わり|末)|\s(?:ayi\w* )?(?:sonu|sonun)\w*")
_MIDDLE_BEHIND = re.compile(r"(?:份)?(?:中旬|中(?!国)|중순)|\s중순|の?半ば|\s(?:ayi\w* )?orta\w*")

_THE_MONTH = (  # "the end of the month" and "the middle of" it: both words of each language in one place
    ("end|close", r"of (?:the |this |the current )?month"),
    ("ende", r"(?:des |dieses |diesen |vom |des laufenden )?monats?(?!\w)"),
    ("fin(?:es|al|ales)?", r"(?:de |del )(?:este |presente )?mes(?!\w)"),
    ("fim|final|finais", r"(?:do|deste|desse|de) mes(?!\w)"),
    ("fin", r"(?:du |de ce |de |du present )mois"),
    ("fine", r"(?:del |di questo |di |questo )?mese"),
    ("конц[еау]", r"(?:этого |текущего )?месяца"),
    ("kon(?:iec|ca|cu)|koncem", r"(?:tego |biezacego )?miesiaca"),
    ("ayin|ay", r"sonu\w*"),
    ("cuoi", r"thang(?: nay)?(?! \d)"),
    ("akhir", r"bulan(?: ini)?(?! \w+ \d)"),
    ("نهايه|اخر|اواخر", r"(?:هذا )?الشهر"),
)
_THE_MIDDLE = (
    ("middle|mid", r"of (?:the |this )?month"),
    ("mitte", r"(?:des |dieses )?monats?(?!\w)"),
    ("mediados|mitad", r"(?:de |del )(?:este )?mes(?!\w)"),
    ("meados|meio", r"(?:do|deste|desse|de) mes(?!\w)"),
    ("milieu", r"(?:du |de ce )mois"),
    ("meta", r"(?:del |di questo |di )?mese"),
    ("середин\\w+", r"(?:этого )?месяца"),
    ("polow\\w+", r"(?:tego )?miesiaca"),
    ("ayin|ay", r"orta\w*"),
    ("giua", r"thang(?: nay)?(?! \d)"),
    ("pertengahan|tengah", r"bulan(?: ini)?(?! \w+ \d)"),
    ("منتصف", r"(?:هذا )?الشهر"),
)
_OTHER_MONTH = r"(?<![\d下个来一二三四五六七八九十])"  # before 月: 10月底, 下个月底
_END = re.compile(
    "|".join(rf"(?<!\w)(?:{words})\s{month}" for words, month in _THE_MONTH)
    + rf"|(?<!\w)(?<!last )month[ -]?end(?![\w-])|monatsende|(?<!\w)(?:termine|acabe) el mes"
    rf"|(?:这个|本|今)月(?:[底末]|の终わり|いっぱい)|{_OTHER_MONTH}月[底末]"
    r"|(?<!\d)(?<!\d )월말|이번\s?달\s?말"
)
_MID = re.compile(
    "|".join(rf"(?<!\w)(?:{words})\s{month}" for words, month in _THE_MIDDLE)
    + rf"|(?<!\w)mid[- ]?month|monatsmitte|(?:这个|本|今)月(?:中旬|中(?!国)|半ば)"
    rf"|{_OTHER_MONTH}月中旬|이번\s?달\s?중순"
)
_HOLDS = (  # one of them stands in whatever the expressions find
    "month", "monat", "mes", "mois", "месяца", "miesiaca", "sonu", "orta", "thang", "bulan", "الشهر",
    "月", "월말", "달",
)  # fmt: skip


def into_month(text: str, start: int, end: int) -> timedelta:
    """Return how far into a month the words around it point: `text[start:end]` names the month, folded."""
    before = text[max(0, start - _REACH) : start]
    if _LATE.search(before) or _LATE_BEHIND.match(text, end):
        return timedelta(days=_LATE_DAYS)
    if _MIDDLE.search(before) or _MIDDLE_BEHIND.match(text, end):
        return timedelta(days=_MIDDLE_DAYS)
    return timedelta(0)


def this_month(text: str, sent: date) -> tuple[date, str] | None:
    """Return the day meant by the end or the middle of the month in which a mail is sent, with the words; else None."""
    if not any(word in text for word in _HOLDS):
        return None
    first = sent.replace(day=1)
    following = date(sent.year + sent.month // 12, sent.month % 12 + 1, 1)
    ends = _END.search(text)
    if ends is not None:
        late = first + timedelta(days=_LATE_DAYS)
        return (late if late > sent else following - timedelta(days=1)), ends[0]
    middle = _MID.search(text)
    if middle is not None:
        half = first + timedelta(days=_MIDDLE_DAYS)
        return (half if half > sent else following + timedelta(days=_MIDDLE_DAYS)), middle[0]
    return None
