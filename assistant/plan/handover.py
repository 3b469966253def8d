"""What a colleague must know to take a silent customer over, and what may be offered at the very end (001-22). Pure.

Public: `hand_over_note`, `referral`. English, for the seller; only what is on record is named. A note and a text are
shown, never placed as a draft: whom the seller introduces to another company is his word alone.
"""

from collections import Counter
from datetime import datetime

from assistant.model import Decision, DraftState, History, Me, Person, Touch
from assistant.plan.callsheet import about_of, last_words, phone_of, shortened
from assistant.plan.notes import advice
from assistant.plan.place import Place, place_of

_TOLD = frozenset({DraftState.SENT, DraftState.SENT_EDITED, DraftState.ANSWERED})
_OPEN = {  # signals of theirs, in the order in which a colleague wants to know
    "price_objection": "they found the price too high",
    "spec_objection": "they had something against the specification",
    "has_supplier": "they said that they have a supplier",
    "question": "they asked something; see whether it was answered in full",
}
_LATELY = 3  # mails of theirs that still say how things stand


def hand_over_note(decision: Decision, history: History, me: Me, now: datetime) -> tuple[str, ...]:
    """Return the lines of a hand-over note: who they are, what was said, what is open, how to begin (003-G5)."""
    place = place_of(history, me)
    lines = [_who(history, decision.to), _so_far(decision, history, place)]
    theirs = last_words(history)
    if theirs is not None:
        lines.append(f'They last wrote on {place.local(theirs.at):%d %B}: "{shortened(theirs.text)}"')
    lines.append(_still_open(decision, history, place))
    told = Counter(draft.topic for draft in history.drafts if draft.state in _TOLD and draft.changed_at <= now)
    if told:
        lines.append(f"Told already, so not again: {', '.join(sorted(told))}.")
    lines += advice(history.settings)
    lines.append(
        f'The colleague begins honestly: "my colleague {me.name} has been in touch with you about '
        f'{_matter(decision)}", says who they are, and brings one thing of use.'
    )
    lines.append("Afterwards: followup touch CODE --by other --note NAME, so that nobody writes twice.")
    return tuple(lines)


def referral(decision: Decision, history: History, me: Me) -> tuple[str, ...]:
    """Return the last thing that may be offered when nothing more is written: another company (001-22, third step)."""
    count = decision.standing.follow_ups
    return (
        f"{count} follow-up{'s' if count != 1 else ''} brought no answer, so nothing more is written by itself "
        "(followup set CODE resume goes on).",
        "If you know a company that suits them better, you may offer to introduce them. A text to change as you like:",
        f'  "I have written to you about {_matter(decision)} and will not take more of your time. If something else '
        "suits you better, I can introduce you to [COMPANY], who make [GOODS]. A short yes is enough.",
        f'  {me.name}"',
    )


def _who(history: History, address: str | None) -> str:
    customer = history.customer
    person = next((one for one in history.people if one.address == address), None)
    role = history.settings.dossier.get("position", "")
    phone = phone_of(history, address)
    parts = [customer.company or customer.key, customer.country, _named(person), role, address, phone]
    return f"Hand over: {', '.join(part for part in parts if part)}."


def _so_far(decision: Decision, history: History, place: Place) -> str:
    standing = decision.standing
    first = min((touch.at for touch in history.touches), default=None)
    since = f"in touch since {place.local(first):%d %B %Y}; " if first is not None else ""
    quote = standing.quote
    about = about_of(quote, place.local(quote.at)) if quote is not None else "no quotation yet"
    last = f", the last on {place.local(standing.last_outbound):%d %B}" if standing.last_outbound else ""
    count = standing.follow_ups
    return f"So far: {since}{about}; {count} follow-up{'s' if count != 1 else ''} unanswered{last}."


def _still_open(decision: Decision, history: History, place: Place) -> str:
    lately = [touch for touch in history.touches if touch.is_human and touch.facts is not None][-_LATELY:]
    names = {signal.name for touch in lately if touch.facts for signal in touch.facts.signals}
    found = [says for name, says in _OPEN.items() if name in names]
    base: Touch | None = decision.standing.base
    if base is not None:
        found.insert(0, f'no word on "{shortened(base.subject, 60)}" of {place.local(base.at):%d %B}')
    return f"Open: {'; '.join(found)}." if found else "Open: nothing is on record; read the thread."


def _matter(decision: Decision) -> str:
    base = decision.standing.quote or decision.standing.base
    subject = shortened(base.subject, 60) if base is not None else ""
    return f'"{subject}"' if subject else "your inquiry"


def _named(person: Person | None) -> str:
    return person.name.full if person is not None and person.name is not None and person.name.sure else ""
