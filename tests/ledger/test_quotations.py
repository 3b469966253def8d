"""Answers known by what they quote: found by the day of the quoted mail, in whatever order all is read."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from assistant.facts import lexicon
from assistant.facts.understand import understand
from assistant.ledger.recorded import Recorded
from assistant.ledger.store import Ledger
from assistant.model import Role
from tests.given.messages import message
from tests.given.parties import ANNA, ME, US
from tests.ledger.setting import NOW, read_in, recorded, url_of

OFFER = "Dear Anna,\n\nthe panel is USD 9.80 FOB Ningbo for 500 pcs, delivery 25 days after deposit.\n\nLin"
HEAD = "On Tue, 3 Mar 2026 at 17:00, Lin Wei <lin@brightline.example> wrote:\n"


def stranger(below: str = HEAD + OFFER, answers: str = "") -> Recorded:
    """Return the mail of somebody unknown, as it is really understood, our mail below it."""
    sent = message("r1@gmail", "2026-03-09", "pepe77@gmail.com", text="We decide in July.", answers=answers)
    sent = replace(sent, quoted=below)
    return recorded(2, sent, known=understand(sent, ME, lexicon.builtin()))


ASKED = recorded(1, message("i1@muster", "2026-03-02", ANNA, text="Price for 500 panels?"), "inquiry")
OURS = recorded(1, message("q1@us", "2026-03-03", US, ANNA, text=OFFER), "quote")
FOLDERS = ((Role.INBOX, ASKED), (Role.SENT, OURS), (Role.JUNK, stranger()))


@pytest.mark.parametrize("order", list(permutations(FOLDERS)), ids=lambda order: " ".join(role for role, _ in order))
def test_a_strangers_answer_counts_for_the_customer_whatever_is_read_first(
    order: tuple[tuple[Role, Recorded], ...], tmp_path: Path
) -> None:
    ledger = Ledger.open(url_of(tmp_path))
    for role, one in order:
        read_in(ledger, [one], role)
        ledger.derive(ME, NOW)

    (known,) = ledger.histories(None, None)
    assert [touch.message_id for touch in known.touches] == ["i1@muster", "q1@us", "r1@gmail"]
    assert [person.address for person in known.people] == [ANNA]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(stranger(HEAD.replace("3 Mar", "13 Feb") + OFFER), id="of another day"),
        pytest.param(stranger(HEAD + OFFER.replace("Anna", "Bo")), id="to somebody else"),
        pytest.param(stranger(HEAD + "> what a nice day"), id="nothing of ours"),
    ],
)
def test_what_is_not_our_mail_makes_no_answer(one: Recorded, tmp_path: Path) -> None:
    ledger = Ledger.open(url_of(tmp_path))
    for role, mail in (*FOLDERS[:2], (Role.JUNK, one)):
        read_in(ledger, [mail], role)
    ledger.derive(ME, NOW)

    known = next(one for one in ledger.histories(None, None) if one.customer.domain == "muster-leuchten.de")
    assert [touch.message_id for touch in known.touches] == ["i1@muster", "q1@us"]


def test_a_message_id_that_only_looks_like_a_day_does_no_harm(tmp_path: Path) -> None:
    ledger = Ledger.open(url_of(tmp_path))
    for role, mail in (*FOLDERS[:2], (Role.JUNK, stranger("", "quoted:9999999999999 quoted:-1 quoted:x quoted:20515"))):
        read_in(ledger, [mail], role)
    ledger.derive(ME, NOW)

    assert len(tuple(ledger.histories(None, None))) == 2
