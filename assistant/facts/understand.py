"""What one message means: the judgement of a whole mail, from cheap signs to dear ones.

Public: `understand(message, me, lexicon, role=None) -> Facts`. Pure. Order: internal, bounce, auto_reply, bulk, other
(forged), then the act (definitions "kind"); people behind a machine's marks are looked for before bulk stands.
"""

from dataclasses import replace

from assistant.facts.acts import act as acts
from assistant.facts.language import language_of
from assistant.facts.lexicon import Lexicon
from assistant.facts.machines import robots
from assistant.facts.machines.behind import act_behind, person_behind
from assistant.facts.ready import make_ready
from assistant.facts.who.parties import is_ours
from assistant.facts.who.quoted_answers import answered_below
from assistant.facts.who.sides import carries_a_buyer, is_forged, is_internal
from assistant.model import Direction, Evidence, Facts, Kind, Me, Message, Role

make_ready()
_BEHIND = {Kind.BULK: person_behind, Kind.AUTO_REPLY: act_behind}


def understand(message: Message, me: Me, lexicon: Lexicon, role: Role | None = None) -> Facts:
    """Return what a message is, with evidence; `role` is that of a folder it lies in, where known.

    `direction` is None only where nobody of ours takes part and the folder tells nothing.
    """
    if role is not Role.SENT and is_forged(message, me):
        return _plain(message, Direction.INBOUND, Kind.OTHER, 0.9, "other.forged", message.sender.address)
    direction = _direction(message, me, role)
    if is_internal(message, me):
        among_us = _plain(message, direction, Kind.INTERNAL, 0.99, "internal.addresses", message.sender.address)
        return replace(among_us, signals=answered_below(message, me))
    if direction is not Direction.OUTBOUND:
        machine = robots.robot(message, me, lexicon)
        if machine is not None:
            behind = _BEHIND.get(machine.kind)
            said = behind(message, me, lexicon, direction, machine.evidence) if behind else None
            return said or Facts(
                direction=direction,
                kind=machine.kind,
                confidence=machine.confidence,
                evidence=machine.evidence,
                language=language_of(message.new_text),
                return_date=machine.return_date,
                signals=machine.signals,
            )
    return acts.judge(message, me, lexicon, direction)


def _direction(message: Message, me: Me, role: Role | None) -> Direction | None:
    """Return whose mail it is: ours by sender or by the folder Sent, else theirs.

    A web form writes from our own domain and answers go to the buyer: that is inbound (definitions "internal").
    """
    sender = message.sender.address
    people = [one.address for one in (*message.to, *message.cc) if one.address]
    if is_ours(sender, me) and people and all(is_ours(one, me) for one in people) and carries_a_buyer(message, me):
        return Direction.INBOUND
    if sender in me.addresses or (
        role is Role.SENT and not (sender and not is_ours(sender, me) and _to_us(message, me))
    ):
        return Direction.OUTBOUND
    if is_ours(sender, me):
        strangers = any(not is_ours(one, me) for one in people)
        return Direction.OUTBOUND if strangers else Direction.INBOUND
    if not me.addresses and not me.domains:
        return None
    return Direction.INBOUND


def _to_us(message: Message, me: Me) -> bool:
    """Return whether a stranger's mail to us was filed in Sent by a rule or by hand."""
    return any(is_ours(one.address, me) for one in (*message.to, *message.cc) if one.address)


def _plain(message: Message, direction: Direction | None, kind: Kind, confidence: float, what: str, text: str) -> Facts:
    return Facts(
        direction=direction,
        kind=kind,
        confidence=confidence,
        evidence=(Evidence(what=what, where="header", text=text[:120]),),
        language=language_of(message.new_text),
    )
