"""Answers of a customer that only our own mail shows: quoted below it, or told in its words. Public:
`told_answer`, `moment`.
"""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant.facts.customers.evidence import Writing
from assistant.facts.who.companies import company_key
from assistant.model import Direction, Facts, Kind, Me, Touch

_ADDRESS = re.compile(r"[^\s<>\[\]()\"';,:]+@[^\s<>\[\]()\"';,:]+")
# Attribution lines tell no zone, and a quoted mail is mostly in the mailbox anyway: so near it is the same one.
_SAME_ANSWER = timedelta(hours=26)
_NO = {"told_stop": Kind.STOP_REQUEST, "told_refusal": Kind.REFUSAL}  # what they said elsewhere and our words repeat


def told_answer(one: Writing, real: list[Touch], keys: frozenset[str], split: frozenset[str], me: Me) -> Touch | None:
    """Return the answer of the customer of these `keys` that only our own mail shows; None where it shows none.

    It is quoted below our mail, or told in our words ("as you said on the phone", "pity that you bought elsewhere"),
    and none of the messages `real` that we hold. It counts at the date of its attribution line; without a date a moment
    before our mail. `split`: addresses taken out of their companies.
    """
    if one.touch.direction is not Direction.OUTBOUND or one.touch.facts is None:
        return None
    for name in (*_NO, "quoted_answer", "spoken_answer"):
        signal = one.touch.facts.signal(name)
        if signal is None or (name in _NO and one.touch.kind is Kind.QUOTE):
            continue  # who offers anew goes on, whatever he regrets
        at = moment(signal.value, me)
        said = _ADDRESS.search(signal.text) if name == "quoted_answer" else None
        # Our mail may go to two companies: what it quotes is the answer of one of them.
        if said and company_key(said[0].lower(), split) not in keys:
            continue
        if name == "quoted_answer" and _is_held(one, at, real):
            continue
        at = min(at or one.touch.at, one.touch.at - timedelta(minutes=1))
        who = said[0].lower() if said else next(iter(one.touch.to), "")
        text, facts = _words_below(one, who, at, me) if name == "quoted_answer" else ("", None)
        if facts is None and one.touch.kind is Kind.INTERNAL:
            continue
        return Touch(
            at=at,
            direction=Direction.INBOUND,
            kind=facts.kind if facts is not None else _NO.get(name, Kind.REPLY),
            text=text,
            facts=facts,
            by="mail" if name == "quoted_answer" else "other",
            thread=one.touch.thread,
            writer=who,
            answered=True,
            note="known only from our own mail" if name == "quoted_answer" else "told in our own mail",
            mailbox=one.touch.mailbox,
        )
    return None


def _words_below(one: Writing, who: str, at: datetime, me: Me) -> tuple[str, Facts | None]:
    """Return what such an answer says and means; ("", None) where its words are not there."""
    if not one.seen.message.quoted:
        return "", None
    from assistant.facts.who.told import told_facts  # loads the lexicon, which commands that only show do without

    among_us = one.touch.kind is Kind.INTERNAL
    return told_facts(one.seen.message, who, at, me, handed_on=among_us) or ("", None)


def _is_held(one: Writing, at: datetime | None, real: list[Touch]) -> bool:
    """Return whether the mail quoted below ours is one that we hold, or cannot be told from one."""
    answers = one.touch.references[-1:]
    if any(touch.message_id in answers for touch in real):
        return True
    if at is None:
        return not answers  # no date, and our mail answers nothing: any old mail may stand below
    return any(abs(at - touch.at) <= _SAME_ANSWER for touch in real)


def moment(value: str | None, me: Me) -> datetime | None:
    """Return the time (UTC) that a signal names, on our clock where it tells no zone; None where it names none."""
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    if len(value) <= 10:  # a date alone: the end of that day cannot come before what was written during it
        found = datetime.combine(found.date(), time(12))
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(me.timezone))).astimezone(UTC)
