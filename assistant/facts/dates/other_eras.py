"""Days written with the years of Iran and of Thailand: 15/10/1405, 1405/10/15, 05/01/2570.

Public: `EXPRESSION`, `day_of`.
"""

import re
from datetime import date, timedelta

EXPRESSION = re.compile(
    r"(?<![\d./-])(?:(\d{1,2})([./-])(\d{1,2})\2(1[34]\d\d|25\d\d)|(1[34]\d\d|25\d\d)([./-])(\d{1,2})\6(\d{1,2}))(?!\d|[./-]\d)"
)
_BUDDHIST, _PERSIAN = 543, 621  # years before ours, and behind it from Nowruz on
_LONG_MONTHS = 6  # of 31 days; the others have 30


def day_of(match: "re.Match[str]") -> date | None:
    """Return the day that a match of `EXPRESSION` names; None where the calendar has none such.

    A Persian day may lie one off in a year of theirs that begins on 20 March: waiting a day longer does no harm.
    """
    day, month, year = (int(part) for part in (match[1] or match[8], match[3] or match[7], match[4] or match[5]))
    if year > 2500:
        try:
            return date(year - _BUDDHIST, month, day)
        except ValueError:
            return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    before = 30 * (month - 1) + min(month - 1, _LONG_MONTHS)
    return date(year + _PERSIAN, 3, 21) + timedelta(days=before + day - 1)
