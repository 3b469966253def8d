"""The user's skip rules, and his note that somebody only asks for prices. Public: `skipped_because`.

All keys of one entry must hold, lists mean any, sums compare only in the same currency (definitions "skip"; 004-11).
"""

from decimal import Decimal

from assistant.model import History
from assistant.plan.case import Case
from assistant.plan.rules import Amount, Conditions
from assistant.plan.words import Words

ONLY_ASKING = frozenset({"fishing", "collecting", "only asking"})  # 004-03: not our dish; 002-19: for later


def skipped_because(case: Case) -> str | None:
    """Return why this customer is passed over: the seller's note, else the first skip rule; None where none holds."""
    asks = case.history.settings.noted("price_asker")
    if asks in ONLY_ASKING:
        return f"you noted that they only ask for prices (price_asker={asks})"
    return next((entry.because for entry in case.rules.skip if _holds(entry.when, case)), None)


def _holds(when: Conditions, case: Case) -> bool:
    checks = []
    if when.country:
        checks.append(case.place.country in when.country)
    if when.domain:
        checks.append(any(_is_of(domain.lower(), case.history) for domain in when.domain))
    if when.stage:
        checks.append(case.standing.stage in when.stage)
    if when.grade:
        checks.append(case.standing.grade in when.grade)
    if when.quote_below is not None:
        checks.append(any(value < when.quote_below.value for value in _sums(case, when.quote_below)[:1]))
    if when.quote_above is not None:
        checks.append(any(value > when.quote_above.value for value in _sums(case, when.quote_above)[:1]))
    if when.products:
        words = Words(case.record, case.standing.quote)
        checks.append(any(words.have(product) for product in when.products))
    return bool(checks) and all(checks)


def _is_of(domain: str, history: History) -> bool:
    customer = history.customer
    owned = (customer.domain, customer.key, *customer.domains)
    return any(name == domain or name.endswith((f".{domain}", f"@{domain}")) for name in owned)


def _sums(case: Case, like: Amount) -> list[Decimal]:
    """Return the greatest sum of the latest quote in that currency, as a list of one; empty where none is recorded."""
    quote = case.standing.quote
    if quote is None or quote.facts is None:
        return []
    sums = [amount.value for amount in quote.facts.amounts if amount.currency == like.currency]
    return [max(sums)] if sums else []
