"""To whom a draft goes: only confirmed people of the customer, and never a dead address.

Public: `Recipient`, `recipient_of`, `other_person`. Definitions "When a draft is right, and to whom".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model import Direction, History, Person, Touch
from assistant.plan.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Where a draft would go."""

    to: str | None  # None: nobody who can be written to is known
    cc: tuple[str, ...] = ()
    sender: str | None = None  # our address that carried the thread
    thread: Touch | None = None  # the message to answer
    changed: str | None = None  # why it is not the person we wrote with, one sentence


def recipient_of(history: History, record: Record, base: Touch | None) -> Recipient:
    """Return the recipients: the writer of L, else the person we wrote to; a successor or colleague for a dead address.

    The draft goes on in the thread of the base mail, which is what we wait for an answer to.
    """
    people = {person.address: person for person in history.people}
    thread = _thread(history, record, base)
    sender = _sender(record, thread)
    wanted, cc = _of_last_human(record, people)
    if wanted is None or wanted not in people or not people[wanted].confirmed:
        wanted, cc = _of_our_last(record, people)  # a private mailbox that answered adds no recipient
    who = people.get(wanted) if wanted else None
    if who is not None and who.confirmed and not who.dead:
        return Recipient(to=wanted, cc=cc, sender=sender, thread=thread)
    instead = _successor(who, people) or other_person(history, record, without=wanted)
    if instead is None:
        return Recipient(
            to=None, sender=sender, thread=thread, changed=f"{wanted or 'the person'} cannot be written to"
        )
    left = tuple(address for address in cc if address != instead)
    says = f"{wanted} cannot be reached any more: to {instead} instead" if who is not None and who.dead else None
    return Recipient(to=instead, cc=left, sender=sender, thread=thread, changed=says)


def other_person(history: History, record: Record, without: str | None) -> str | None:
    """Return the confirmed other person: who decides, where noted (003-K4), else the one last seen in the thread.

    A role address only when no person is known.
    """
    decides = history.settings.noted("decision_maker")
    named = {address for touch in record.touches for address in (touch.writer, *touch.to, *touch.cc)}
    usable = [p for p in history.people if p.confirmed and not p.dead and p.address != without]
    ranked = sorted(
        usable,
        key=lambda p: (
            bool(decides) and decides in (p.address, p.name.full.casefold() if p.name else ""),
            not p.role_account,
            p.address in named,
            p.last_seen.timestamp() if p.last_seen else 0.0,
            p.address,
        ),
        reverse=True,
    )
    return ranked[0].address if ranked else None


def _thread(history: History, record: Record, base: Touch | None) -> Touch | None:
    """Return the last message of the base mail's thread, in either direction, that the customer has a part in."""
    anchor = base if base is not None and base.by == "mail" and base.message_id is not None else None
    if anchor is not None:
        found = next((touch for touch in _shared(history, record) if _same(touch, anchor)), None)
        if found is not None:
            return found
    ours = next((t for t in _shared(history, record) if t.direction is Direction.OUTBOUND), None)
    last = ours or next(_shared(history, record), None)
    if anchor is not None or last is None:
        return last
    return next((touch for touch in _shared(history, record) if _same(touch, last)), last)


def _shared(history: History, record: Record) -> Iterator[Touch]:
    """Yield the mails that the customer has a part in, newest first: mostly the first ones settle it."""
    for touch in reversed(record.touches):
        if touch.by == "mail" and touch.message_id is not None and history.is_shared(touch):
            yield touch


def _sender(record: Record, thread: Touch | None) -> str | None:
    """Return the own address of the thread's last outbound mail; else of our last mail; else the one they wrote to."""
    ours = [touch for touch in reversed(record.all_ours) if touch.by == "mail" and touch.writer]
    carried = next((touch for touch in ours if _same(touch, thread)), ours[0] if ours else None)
    return carried.writer if carried else None


def _same(touch: Touch, thread: Touch | None) -> bool:
    return thread is not None and (touch is thread or (bool(touch.thread) and touch.thread == thread.thread))


def _of_last_human(record: Record, people: dict[str, Person]) -> tuple[str | None, tuple[str, ...]]:
    last = next((touch for touch in reversed(record.humans) if touch.by == "mail" and touch.writer), None)
    if last is None:
        return None, ()
    return last.writer, _living(last.cc, people, without=last.writer)


def _of_our_last(record: Record, people: dict[str, Person]) -> tuple[str | None, tuple[str, ...]]:
    ours = next((touch for touch in reversed(record.all_ours) if touch.by == "mail" and touch.to), None)
    if ours is None:
        return None, ()
    to = next((a for a in ours.to if a in people), ours.to[0])
    rest = tuple(a for a in (*ours.to, *ours.cc) if a != to)
    return to, _living(rest, people, without=to)


def _living(addresses: tuple[str, ...], people: dict[str, Person], without: str) -> tuple[str, ...]:
    """Return those who belong to the customer, are confirmed and not dead; each once."""
    kept = []
    for address in addresses:
        person = people.get(address)
        if person is not None and person.confirmed and not person.dead and address != without and address not in kept:
            kept.append(address)
    return tuple(kept)


def _successor(who: Person | None, people: dict[str, Person]) -> str | None:
    if who is None or who.successor is None:
        return None
    named = people.get(who.successor)
    return who.successor if named is not None and named.confirmed and not named.dead else None
