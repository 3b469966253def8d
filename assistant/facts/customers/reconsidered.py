"""What our mail to one customer is in the light of what passed before it. Public: `reconsidered`.

A proforma alone does not tell whether they have ordered, nor does "we could offer EUR 2,400" whether an applicant
asked; the history does. Definitions: `quote` "Not: ... proforma after acceptance", `other` "our mail to such a party".
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.customers.evidence import Writing
from assistant.facts.customers.roles import MACHINES
from assistant.model import Amount, Direction, Kind

# Their mail that says how they stand to us; replies and puttings off leave that as it was.
_ACTS = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST, Kind.ORDER, Kind.REFUSAL, Kind.STOP_REQUEST})
# What nobody writes to an applicant or a journalist: beside it, it was their mail that was taken for the wrong thing.
_OF_TRADE = frozenset(
    f"quote.{name}"
    for name in ("attachment", "offer-sent", "prices-handed", "handed-over", "price-table", "basis-price", "incoterm")
)
_SIGNALS_OF_TRADE = ("sample_sent", "catalogue_sent", "order_notice", "asks_price")


def reconsidered(writings: Sequence[Writing]) -> list[Writing]:
    """Return the writings, oldest first as they come, with ours as what they are after those before them.

    What the user said of a mail stands (confidence 1).
    """
    found: list[Writing] = []
    theirs: list[Kind] = []
    told: set[Amount] = set()  # prices of our quotes so far
    ordered = False  # they did, and we have offered nothing since
    for one in writings:
        kind = one.touch.kind
        if one.touch.direction is Direction.INBOUND:
            if kind not in MACHINES:
                theirs.append(kind)
            if kind in _ACTS:
                ordered = kind is Kind.ORDER
        elif one.seen.facts.confidence < 1:
            if ordered and _bills(one, told):
                one = _as(one, Kind.REPLY)
            elif theirs and set(theirs) == {Kind.OTHER} and found[0].touch.direction is Direction.INBOUND:
                one = _as(one, Kind.OTHER) if _is_outside_trade(one) else one
        if one.touch.direction is Direction.OUTBOUND and one.touch.kind is Kind.QUOTE:
            told.update(one.seen.facts.amounts)
            ordered = False
        found.append(one)
    return found


def _bills(one: Writing, told: set[Amount]) -> bool:
    """Return whether a quote is but the proforma of what they ordered: it names no price but those told before."""
    facts = one.seen.facts
    is_proforma = any(piece.what == "quote.proforma" for piece in facts.evidence)
    return one.touch.kind is Kind.QUOTE and is_proforma and (not told or told.issuperset(facts.amounts))


def _is_outside_trade(one: Writing) -> bool:
    """Return whether our mail to somebody who never wrote of trade holds nothing that belongs to trade alone."""
    facts = one.seen.facts
    if one.touch.kind not in (Kind.QUOTE, Kind.REPLY) or any(facts.signal(name) for name in _SIGNALS_OF_TRADE):
        return False
    return _OF_TRADE.isdisjoint(piece.what for piece in facts.evidence)


def _as(one: Writing, kind: Kind) -> Writing:
    facts = replace(one.seen.facts, kind=kind, amounts=())
    return replace(one, seen=replace(one.seen, facts=facts), touch=replace(one.touch, kind=kind, facts=facts))
