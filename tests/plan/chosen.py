"""What a past gives reason to write about."""

from assistant.model import History, Occasion, RunnerUp
from assistant.plan.materials import Materials
from assistant.plan.standing import standing
from assistant.plan.topics import choose
from tests.given.parties import ME
from tests.plan.given import COMPLETE, OPEN, at, materials, rules


def chosen(past: History, moment: str = OPEN, news: Materials | None = None, rule_text: str = "") -> Occasion | None:
    """Return the occasion that is chosen."""
    return both(past, moment, news, rule_text)[0]


def both(
    past: History, moment: str = OPEN, news: Materials | None = None, rule_text: str = ""
) -> tuple[Occasion | None, tuple[RunnerUp, ...]]:
    """Return the occasion that is chosen, and those it was chosen before."""
    made, now = rules(rule_text), at(moment)
    stood = standing(past, COMPLETE, made, ME, now)
    return choose(past, stood, made, materials() if news is None else news, ME, now)


def topic_of(found: Occasion | None) -> tuple[str, str | None] | None:
    """Return topic and material of an occasion."""
    return (found.topic, found.material) if found else None


TOLD = "USD 3.65 FOB Ningbo, 30 % deposit, balance before shipment, lead time 25 days"


def point_of(past: History) -> str | None:
    """Return what a draft without news is to make its point of."""
    found = chosen(past, news=Materials())
    return found.point if found else None
