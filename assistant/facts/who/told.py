"""What an answer says that is known only as history below a later mail of ours. Public: `told_facts`.

Their mail is gone (deleted, filed where nobody looks), but a refusal, a wish to be left alone or a date stands in it
all the same. Judged with the words that come with the program, and only for the few such answers that the ledger does
not hold: our own replies quote nearly every mail of theirs.
"""

from dataclasses import replace
from datetime import datetime

from assistant.facts.acts.act import judge
from assistant.facts.lexicon import builtin
from assistant.facts.machines.robots import robot
from assistant.facts.parsing.body import below_heading
from assistant.facts.who.thread import stem
from assistant.model import HUMAN_KINDS, Address, Direction, Facts, Kind, Me, Message


def told_facts(
    message: Message, writer: str, at: datetime, me: Me, *, handed_on: bool = False
) -> tuple[str, Facts] | None:
    """Return their words and what they mean; None where nothing of them can be read.

    `message`: our mail; `writer` and `at`: who wrote the one below it, and when. `handed_on`: a colleague passed it on,
    which people do with notices of machines too; None for these.
    """
    words = below_heading(message.quoted)
    if not words.strip():
        return None
    theirs = replace(
        message,
        at=at,
        sender=Address(address=writer),
        new_text=words,
        quoted="",
        signature=None,
        attachments=(),
        has_price_table=False,
    )
    if handed_on:
        bare = replace(theirs, subject=stem(message.subject), headers={}, report={}, in_reply_to=(), references=())
        if robot(bare, me, builtin()) is not None:
            return None
    facts = judge(theirs, me, builtin(), Direction.INBOUND)
    return words, facts if facts.kind in HUMAN_KINDS else replace(facts, kind=Kind.REPLY)
