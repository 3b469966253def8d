"""From decisions to drafts on the seller's desk: words, bytes, a last look at the mailbox, then the journal and APPEND.

Public: `place_all`, `try_compose`, `Placed`.
"""

import logging
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from assistant.daemon import reading
from assistant.daemon.desks import desk_of
from assistant.daemon.house import House
from assistant.daemon.judging import load_now, present
from assistant.drafts import own_files
from assistant.drafts.desk import Desk
from assistant.drafts.enclosures import Enclosure, enclosures_of, together
from assistant.errors import AssistantError, MailboxUnreachable
from assistant.model import Decision, Draft, Touch
from assistant.plan.decide import decide
from assistant.plan.insights import WENT_OUT, favourites

if TYPE_CHECKING:
    from assistant.phrases.write import Refused

log = logging.getLogger(__name__)
OVERTAKEN = "mail arrived meanwhile; judged again in the next pass"
TRY_AGAIN = timedelta(hours=1)
WEEK = timedelta(days=7)
FRESH = timedelta(minutes=5)  # reliability 9, rank 1: no reading younger than this, no draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of one wish to write: a draft in a folder, or the problem that kept it away."""

    decision: Decision
    draft: Draft | None
    folder: str | None
    problem: str | None


def place_all(
    house: House, wanted: Sequence[Decision], mailboxes: Collection[str], now: datetime, clock: datetime
) -> tuple[Placed, ...]:
    """Return what became of each wanted draft. Every mailbox is looked at once more before the first APPEND.

    Where anything new arrived since the decisions were made, each is made again right before its draft.
    """
    if not wanted:
        return ()
    try:
        moved = last_look(house, mailboxes, clock)
    except AssistantError as error:  # not certain that nobody answered meanwhile: the next pass begins anew
        return tuple(_kept_away(decision, f"the last look at the mailbox failed: {error}") for decision in wanted)
    cut, liked = None if now == clock else now, _liked(house, now)
    desk = cache(lambda mailbox: desk_of(house, mailbox, now))  # once a round: its folders are listed for that
    placed = []
    for decision in wanted:
        try:
            fresh = _still_wanted(house, decision, now, cut) if moved else decision
            placed.append(
                _place(house, fresh, mailboxes, now, liked, desk) if fresh else _kept_away(decision, OVERTAKEN)
            )
        except AssistantError as error:
            log.warning("draft not placed", extra={"customer": decision.customer, "error": type(error).__name__})
            placed.append(_kept_away(decision, f"{error}; {error.next_step}" if error.next_step else str(error)))
            if isinstance(error, MailboxUnreachable):
                break  # the connection is void; the next pass opens another one
        except Exception as error:  # the border per customer
            log.exception("draft not placed", extra={"customer": decision.customer})
            house.ledger.shelve("draft", str(decision.customer), repr(error), now + TRY_AGAIN, now)
            placed.append(_kept_away(decision, f"could not be written: {error!r}; it is on the shelf"))
    return tuple(placed)


def rehearse(house: House, wanted: Sequence[Decision], now: datetime) -> tuple[Placed, ...]:
    """Return what would be placed, with the very words; places nothing."""
    rehearsed = []
    liked = _liked(house, now) if wanted else frozenset()
    for decision in wanted:
        try:
            draft = try_compose(house, decision, now, liked)
        except own_files.FileNotAttached as error:
            rehearsed.append(_kept_away(decision, str(error)))
            continue
        if isinstance(draft, Draft):
            rehearsed.append(Placed(decision=decision, draft=draft, folder=None, problem=None))
        else:
            rehearsed.append(_kept_away(decision, _refusal(draft)))
    return tuple(rehearsed)


def try_compose(
    house: House, decision: Decision, now: datetime, liked: frozenset[str] = frozenset()
) -> "Draft | Refused":
    """Return the draft that `decision` asks for, or why the words were refused. Places nothing.

    `liked`: phrases that brought more answers than others (plan.insights).
    """
    from assistant.drafts.compose import Ids, compose  # 4 MB that a daemon which places nothing never needs
    from assistant.phrases.write import Refused, write

    history = house.ledger.history(decision.customer, now)
    mailbox = decision.colleague.mailbox if decision.colleague else house.mailbox_of(history)
    writer = house.writer_in(mailbox)
    files = _files(house, mailbox, decision, now)  # first, so that the words speak of what is there
    wording = write(decision, history, house.book, writer, now, favoured=liked, files=files)
    if isinstance(wording, Refused):
        return wording
    return compose(
        decision,
        history,
        wording,
        writer,
        now,
        mailbox=mailbox,
        ids=Ids(draft=secrets.token_hex(6), token=secrets.token_hex(12), message=secrets.token_hex(12)),
        files=files,
    )


def _files(house: House, mailbox: str, decision: Decision, now: datetime) -> tuple[Enclosure, ...]:
    """Return what goes along: the material's own files, and the quote's where the rules say so.

    Raises FileNotAttached: a draft that speaks of a file must not go without it.
    """
    told = decision.occasion.material if decision.occasion is not None else None
    paths = next((one.attach for one in house.materials if told is not None and one.id == told), ())
    own = own_files.read(paths, house.rules.attach_at_most)
    return (
        together(own, _quote_again(house, mailbox, decision.standing.quote, now)) if house.rules.attach_quote else own
    )


def _quote_again(house: House, mailbox: str, quoted: Touch | None, now: datetime) -> tuple[Enclosure, ...]:
    """Return the files of our latest quote, fetched from where it lies; () where it has none or is gone."""
    if quoted is None or not quoted.attachments or quoted.message_id is None:
        return ()
    box = house.connections.get(mailbox, now)
    for folder, uid in house.ledger.whereabouts(mailbox, quoted.message_id):
        raw = box.whole(folder, uid)
        if raw is not None:
            return enclosures_of(raw)
    return ()


def _liked(house: House, now: datetime) -> frozenset[str]:
    return favourites(house.ledger.journal.said(WENT_OUT), now)


def _place(
    house: House,
    decision: Decision,
    mailboxes: Collection[str],
    now: datetime,
    liked: frozenset[str],
    desk: Callable[[str], Desk],
) -> Placed:
    draft = try_compose(house, decision, now, liked)
    if not isinstance(draft, Draft):
        return _kept_away(decision, _refusal(draft))
    if draft.mailbox not in mailboxes:
        return _kept_away(decision, f"mailbox {draft.mailbox} cannot be reached now")
    entry = desk(draft.mailbox).place(draft, now)
    if entry is None:
        return _kept_away(decision, "this step already has its draft")
    log.info("draft placed", extra={"customer": decision.customer, "draft": draft.draft, "topic": draft.topic})
    problem = None if entry.folder else "not certain that the server stored it; looked after in the next passes"
    return Placed(decision=decision, draft=draft, folder=entry.folder, problem=problem)


def last_look(house: House, mailboxes: Collection[str], clock: datetime) -> bool:
    """Read what arrived since the pass began; return whether that concerns anybody we know.

    Raises what reading raises; a broken connection is void then, and the gap is noted.
    """
    for name in sorted(mailboxes):
        try:
            box = house.connections.get(name, clock)
            with house.understanding() as understanding:
                reading.read_mailbox(box, name, house.ledger, understanding, clock)
        except MailboxUnreachable as error:
            house.connections.failed(name, error, clock)
            house.ledger.mailbox_checked(name, clock, str(error))
            raise
    return bool(house.ledger.derive(house.me, clock))


def _still_wanted(house: House, decision: Decision, now: datetime, cut: datetime | None) -> Decision | None:
    """Return the decision made again, or None where it is no draft any more. `cut`: mail dated later is not there."""
    history, coverage = present(house.ledger.history(decision.customer, cut), now), house.coverage()
    load = load_now(house, house.mailbox_of(history), now)
    again = decide(history, coverage, house.rules, house.occasions, load, house.me, now)
    return again if again.writes and again.step == decision.step else None


def _kept_away(decision: Decision, problem: str) -> Placed:
    return Placed(decision=decision, draft=None, folder=None, problem=problem)


def _refusal(refused: "Refused") -> str:
    return "refused by the lint: " + "; ".join(f"{finding.rule}: {finding.says}" for finding in refused.findings)
