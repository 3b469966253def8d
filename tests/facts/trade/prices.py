"""What prices are read from a text, and what a mail of ours that holds it is taken for."""

from assistant.facts.trade.amounts import sums
from assistant.model import Kind
from tests.given.understood import sent


def prices(text: str) -> list[tuple[str, str | None]]:
    """Return the sums that a text names, each with its money."""
    return [(str(one.value), one.currency) for one in sums(text)]


def offered(text: str) -> tuple[Kind, list[tuple[str, str | None]]]:
    """Return what our mail is taken for, and its prices."""
    facts = sent(text, "Re: hinges", when="2026-11-20 09:00")
    return facts.kind, [(str(one.value), one.currency) for one in facts.amounts]
