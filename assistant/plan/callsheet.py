"""What to say on the phone, and completely on a voicemail, when a call is the next step (domain 002-20, 001-22). Pure.

Public: `call_sheet`, and what other sheets tell too: `about_of`, `phone_of`, `last_words`,
`shortened`. English, for the seller; only what is on record is named.
"""

from datetime import datetime

from assistant.model import Decision, Direction, History, Me, Touch
from assistant.plan.notes import advice
from assistant.plan.place import place_of


def call_sheet(decision: Decision, history: History, me: Me, now: datetime) -> tuple[str, ...]:
    """Return the lines of a call sheet: whom, when, what it is about, what to ask, what to leave on a voicemail."""
    place = place_of(history, me)
    local = place.local(now)
    person = next((one for one in history.people if one.address == decision.to), None)
    name = person.name.full if person is not None and person.name is not None and person.name.sure else "the buyer"
    phone = phone_of(history, decision.to)
    quote = decision.standing.quote
    about = about_of(quote, place.local(quote.at)) if quote is not None else "their inquiry"
    lines = [
        f"Call {name}{f' on {phone}' if phone else ': no number is on record'}; it is {local:%H:%M} there now.",
        f"It is about {about}.",
    ]
    theirs = last_words(history)
    if theirs is not None:
        lines.append(f'They last wrote on {place.local(theirs.at):%d %B}: "{shortened(theirs.text)}"')
    lines += advice(history.settings)
    lines.append(
        "Ask one thing: what is still open on their side. Listen, and offer the next step that follows from it."
    )
    lines.append(
        f"On a voicemail say it all before you hang up: your name ({me.name}), {me.company or 'your company'}, "
        f"that you call about {about}, the one question, and the number to call back."
    )
    lines.append("Afterwards: followup touch CODE --by phone, with --answered if they spoke to you.")
    return tuple(lines)


def about_of(quote: Touch, at: datetime) -> str:
    """Return our quotation in words: its day (`at`, on their clock), subject and sum."""
    sums = quote.facts.amounts if quote.facts is not None else ()
    told = f", {sums[0].currency} {sums[0].value}" if sums and sums[0].currency else ""
    return f'your quotation of {at:%d %B} ("{shortened(quote.subject, 60)}"{told})'


def phone_of(history: History, address: str | None) -> str | None:
    """Return the youngest number that this person signed with, else one of the company, else None."""
    said = history.settings.dossier.get("phone")
    if said:
        return said
    found = [t for t in reversed(history.touches) if t.direction is Direction.INBOUND and t.facts and t.facts.phone]
    own = [touch for touch in found if touch.writer == address]
    best = next(iter([*own, *found]), None)
    return best.facts.phone if best is not None and best.facts is not None else None


def last_words(history: History) -> Touch | None:
    """Return their last mail with words in it; None: they never wrote any."""
    return next((t for t in reversed(history.touches) if t.is_human and t.by == "mail" and t.text.strip()), None)


def shortened(text: str, most: int = 140) -> str:
    """Return text on one line, cut between words where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0]} …"
