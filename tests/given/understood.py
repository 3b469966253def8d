"""What mails are understood to mean.

`theirs` and `ours` judge one message by itself: a customer's answer to our offer (or first mail), and a mail of ours.
`understood` reads a mail from its bytes; `received` and `sent` do so with the usual mail of either side.
"""

from collections.abc import Sequence
from typing import Any

from assistant.facts import lexicon
from assistant.facts.acts.act import judge
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Direction, Facts, Role
from tests.given.letters import letter
from tests.given.messages import message
from tests.given.parties import BECK, KELLER, LIN, ME, US

OFFER = "offer@brightline.example"  # a mail of ours
QUOTED = f"\n\nOn Mon, 9 Mar 2026 at 10:00 {LIN} wrote:\n> our offer: LED panel BL-2031 USD 12.40 FOB Ningbo\n"


def theirs(
    text: str,
    *,
    first: bool = False,
    subject: str = "",
    quoted: str = "",
    files: Sequence[str] = (),
    when: str = "2026-03-10",
) -> Facts:
    """Return what a customer's answer to our offer means, or (`first`) a mail that answers nothing."""
    named, answers = subject or ("panels" if first else "Re: panels"), "" if first else OFFER
    mail = message(
        "m@keller.example", when, KELLER, subject=named, answers=answers, text=text, quoted=quoted, files=files
    )
    return judge(mail, ME, lexicon.builtin(), Direction.INBOUND)


def ours(
    text: str,
    *,
    subject: str = "Re: panels",
    quoted: str = "",
    files: Sequence[str] = (),
    when: str = "2026-03-10",
) -> Facts:
    """Return what a mail of ours to a customer means."""
    mail = message("m@brightline.example", when, LIN, KELLER, subject=subject, text=text, quoted=quoted, files=files)
    return judge(mail, ME, lexicon.builtin(), Direction.OUTBOUND)


def understood(raw: bytes, role: Role | None = None) -> Facts:
    """Return what a mail means, read from its bytes."""
    return understand(read(raw), ME, lexicon.builtin(), role)


def received(
    text: str, sender: str = KELLER, subject: str = "Re: offer", *, first: bool = False, to: str = US, **more: Any
) -> Facts:
    """Return what a mail to us means; it answers our offer unless it is their `first`. `more`: see `letter`."""
    answers = () if first else (OFFER,)
    return understood(letter(sender, to, subject, text, **{"answers": answers, **more}))


def answer(text: str, *, first: bool = False) -> Facts:
    """Return what a mail of Karin's means: her answer with our offer quoted below it, or her `first` mail."""
    if first:
        return received(text, BECK, "LED panel", first=True)
    return received(f"{text}\n\nKarin{QUOTED}", BECK, "Re: Offer LED panel")


def sent(text: str, subject: str = "Re: panels", **more: Any) -> Facts:
    """Return what a mail of ours means. `more`: see `letter`."""
    return understood(letter(LIN, KELLER, subject, text, **more))
