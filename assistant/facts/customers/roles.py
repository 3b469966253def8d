"""What a company is to us: customer, supplier, service, colleague or merely known. Public: `role`, `MACHINES`."""

from collections.abc import Collection

from assistant.facts.customers.evidence import Case, Corrections, Writing
from assistant.model import HUMAN_KINDS, Direction, Kind, Me

# Inbound mail of these kinds makes nobody a customer, and proves nobody to be of one: `_act` is silent on them.
MACHINES = frozenset({Kind.BULK, Kind.AUTO_REPLY, Kind.BOUNCE})
_TRADE_IN = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST, Kind.ORDER})
_ASKS_KINDS = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST, Kind.ORDER})
_SUPPLIER_ASKED = ("supplier", "our first mail to them asks for their price")


def role(case: Case, keys: Collection[str], me: Me, corrections: Corrections) -> tuple[str, str]:
    """Return the role and, in words, why. Source: definitions "Customer"."""
    if keys and all(key in me.domains for key in keys):
        return "colleague", "it is our own domain"
    if corrections.declared:
        return "customer", "you said so"
    elsewhere = _elsewhere(case)
    own = [one for one in case.writings if one.touch.message_id not in elsewhere]
    first = next((act for one in own if (act := _act(one, own)) is not None), None)
    if first is not None:
        return first
    if own and all(one.touch.kind in (Kind.BULK, Kind.AUTO_REPLY) for one in own):
        return "service", "only machines write from there"
    return "known", "no trade with us"


def _act(one: Writing, own: list[Writing]) -> tuple[str, str] | None:
    """Return what the earliest mail of trade makes of them: who offers is a supplier, who asks a customer."""
    kind, facts = one.touch.kind, one.seen.facts
    if one.touch.direction is Direction.OUTBOUND:
        if kind is Kind.QUOTE or facts.signal("sample_sent"):
            return "customer", "we sent them a quote or a sample"
        if one is not _first_of_ours(own):
            return None
        if kind in _ASKS_KINDS or facts.signal("asks_price"):
            return _SUPPLIER_ASKED
        if kind is Kind.REPLY and one is own[0]:
            return _unless_supplier(own, "we wrote to them first")
        return None
    if kind is Kind.QUOTE:
        return "supplier", "they quote to us"
    if kind in _TRADE_IN and one.by_customer:
        return "customer", "they wrote to us about buying"
    if kind in HUMAN_KINDS and one.by_customer and _may_be_trade(own):
        return _unless_supplier(own, "they wrote to us")
    return None


def _first_of_ours(own: list[Writing]) -> Writing | None:
    """Return our first mail to them; what their machines sent before it (a newsletter) begins no trade."""
    return next((one for one in own if one.touch.direction is Direction.OUTBOUND), None)


def _unless_supplier(own: list[Writing], why: str) -> tuple[str, str]:
    """A greeting proves little: what they do first afterwards decides."""
    for one in own:
        if one.touch.direction is Direction.INBOUND and one.touch.kind is Kind.QUOTE:
            return "supplier", "they quote to us"
        if one.touch.direction is Direction.OUTBOUND and one.touch.kind is Kind.QUOTE:
            return "customer", "we sent them a quote or a sample"
        if one.touch.direction is Direction.OUTBOUND and one.seen.facts.signal("asks_price"):
            return "supplier", "we asked for their price before any quote of ours"
        if one.touch.direction is Direction.INBOUND and one.touch.kind in _TRADE_IN:
            return "customer", "they wrote to us about buying"
    return "customer", why


def _may_be_trade(own: list[Writing]) -> bool:
    """Return False where all we ever wrote to them was outside trade: landlords, auditors, applicants answer too."""
    ours = [one.touch.kind for one in own if one.touch.direction is Direction.OUTBOUND]
    return not ours or any(kind is not Kind.OTHER for kind in ours)


def _elsewhere(case: Case) -> frozenset[str]:
    """Return the mails that are part of another company's conversation with us.

    Ours, when they stood only in Cc of a mail to somebody else; theirs, when it answers such a mail: the colleague from
    another domain who takes part in his firm's thread is no second customer (story answered-by-other-domain).
    """
    found: set[str] = set(case.to_others)
    for one in case.writings:
        # What we wrote to them later in that thread stays there; only a new thread is their own.
        if not found.isdisjoint(one.answers):
            found.add(one.seen.message.message_id)
    return frozenset(found)
