"""`followup insights`: what brought answers, and what the seller keeps changing in our drafts."""

from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes, policy

import click

from assistant import wiring
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now
from assistant.daemon.house import House
from assistant.model import CustomerNumber, Direction, DraftState, History, JournalEntry
from assistant.phrases import habits
from assistant.plan.insights import Rate, outcomes, rates


@click.command()
@common
@at_option
def insights(options: Options, at: datetime | None) -> None:
    """Reply rates by topic, phrase, number, country and weekday, and changes you keep making as proposals."""
    moment = at or now()
    with wiring.open_house(wiring.load_files(options.config)) as house:
        entries = house.ledger.entries()
        read = house.ledger.histories({entry.customer for entry in entries}, moment) if entries else ()
        histories = {history.customer.number: history for history in read}
        found = rates(outcomes(entries, histories, house.me, moment))
        kept = _proposals(house, entries, histories)
    if options.as_json:
        emit_json(
            {
                "rates": [_plain(one) for one in found],
                "proposals": [
                    {"phrase": one.phrase.id, "language": one.phrase.language, "text": one.now}
                    | {"times": one.times, "used": one.used}
                    for one in kept
                ],
            }
        )
        return
    rows = [(one.by, one.value, one.sent, one.answered, f"{one.rate:.0%}", _interval(one)) for one in found]
    emit_table(
        ("by", "value", "sent", "answered", "rate", "95 % interval"), rows, "no follow-up was sent long enough ago"
    )
    for proposal in kept:
        click.echo(
            f"\nYou changed this in {proposal.times} of {proposal.used} letters; for your own phrasebook folder:"
        )
        click.echo(habits.as_yaml(proposal))


def _plain(one: Rate) -> dict[str, object]:
    return {
        "by": one.by,
        "value": one.value,
        "sent": one.sent,
        "answered": one.answered,
        "rate": round(one.rate, 3),
        "low": round(one.low, 3),
        "high": round(one.high, 3),
    }


def _interval(one: Rate) -> str:
    return f"{one.low:.0%} to {one.high:.0%}"


def _proposals(
    house: House, entries: Sequence[JournalEntry], histories: dict[CustomerNumber, History]
) -> tuple[habits.Proposal, ...]:
    """Return the habits seen in the drafts that were sent with changes or as they stood."""
    book, changes = house.book, []
    for entry in entries:
        sent = _sent_text(entry, histories.get(entry.customer))
        if sent is None:
            continue
        book = book.speaking(entry.language) if entry.language != "en" else book
        part = message_from_bytes(entry.raw, policy=policy.default).get_body(("plain",))
        text = str(part.get_content()) if part is not None else ""
        names = _names(entry, histories[entry.customer])
        changes += habits.changes_of(text, sent, entry.phrases, entry.language, book, names)
    return habits.proposals(changes, book)


def _sent_text(entry: JournalEntry, history: History | None) -> str | None:
    if history is None or entry.state not in (DraftState.SENT, DraftState.SENT_EDITED, DraftState.ANSWERED):
        return None
    for touch in history.touches:
        is_it = entry.token in touch.references or touch.message_id == entry.message_id
        if touch.direction is Direction.OUTBOUND and is_it:
            return touch.text
    return None


def _names(entry: JournalEntry, history: History) -> dict[str, str]:
    person = next((one for one in history.people if one.address in entry.to), None)
    if person is None or person.name is None:
        return {}
    return {"full": person.name.full, "given": person.name.given or "", "family": person.name.family or ""}
