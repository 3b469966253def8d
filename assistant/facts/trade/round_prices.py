"""Round prices as German, Dutch and Swiss letters write them: "zu 9.850,- Euro", "kostet 3.480,-- netto".

Public: `round_prices`, `ROUND`. The stroke stands for the cents, so that such a number is a sum also without its money.
"""

import re

from assistant.facts.trade.digits import matches
from assistant.facts.trade.money import Sum, number

ROUND = r"(?:,-{1,2}(?![\d-]))?"  # may stand between a number and its money
_ROUND = re.compile(r"(?<![\w.,/-])(?P<n>\d{1,3}(?:\.\d{3})+|\d{2,7}),-{1,2}(?![\w-])")
_SELLS = re.compile(r"(?:netto |zzgl\.? mwst\.? )?(?:uberlassen|anbieten|abgeben|verkaufen|liefern)(?!\w)")
_COSTS = re.compile(r"(?<!\w)(?:kostet|kosten|zum preis von|der preis ist) $")


def round_prices(text: str, found: list[Sum], money: str | None) -> list[Sum]:
    """Return the round prices of folded text that are none of the sums `found`, in the money that the text names."""
    if ",-" not in text:
        return []
    return [
        Sum(start=match.start(), end=match.end(), value=value, currency=money, per_unit=_is_told(text, match))
        for match in matches(_ROUND, text)
        if not any(match.start() < held.end and held.start < match.end() for held in found)
        if (value := number(match["n"])) is not None
    ]


def _is_told(text: str, match: "re.Match[str]") -> bool:
    """Return whether the words beside a round price sell the thing that it is the price of."""
    before = _COSTS.search(text, max(0, match.start() - 16), match.start())
    return before is not None or _SELLS.match(text, match.end() + 1) is not None
