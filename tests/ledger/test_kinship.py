"""Several domains of one firm: what is one customer without asking, what is only proposed, what never is.

Anna of Muster Leuchten GmbH had our quote; then somebody else writes. One line per case.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.facts.customers.kinship import kin
from assistant.ledger.store import Ledger
from assistant.model import Role
from tests.given.messages import facts, message
from tests.given.parties import ANNA, ME, US
from tests.ledger.setting import NOW, read_in, recorded, url_of

FIRM, PHONE = "Muster Leuchten GmbH", "+493012345678"
JOINED, PROPOSED, APART, NOBODY = "one customer", "two, perhaps one", "two", "no customer"


def outcome(folder: Path, who: str, kind: str, **told: str) -> str:
    """Return what becomes of a second writer; `told`: company, phone, site, name, and what the mail answers."""
    signed = facts(kind, name=told.get("name", ""), company=told.get("company"), phone=told.get("phone"))
    signed = replace(signed, website=told.get("site"))
    first = facts("inquiry", name="Anna Muster", company=FIRM, phone=PHONE)
    first = replace(first, website="www.muster-leuchten.de")
    asked = message("i1@muster", "2026-03-02", f"Anna Muster <{ANNA}>", text="Price for 500 panels?")
    ours = message("q1@us", "2026-03-03", US, ANNA, answers="i1@muster", text="USD 9.80")
    second = message(
        "s1@second", "2026-03-05", who, cc=told.get("cc", ""), answers=told.get("answers", ""), text="And 300 spots?",
        signature=told.get("company"),
    )  # fmt: skip
    ledger = Ledger.open(url_of(folder))
    read_in(ledger, [recorded(1, asked, known=first), recorded(2, second, known=signed)])
    read_in(ledger, [recorded(1, ours, "quote")], Role.SENT)
    ledger.derive(ME, NOW)
    known = list(ledger.histories())
    ids = next([touch.message_id for touch in one.touches] for one in known if one.customer.domain in ANNA)
    if len(known) == 1:
        return JOINED if "s1@second" in ids else NOBODY
    return PROPOSED if kin(ledger.review.firms()) else APART


THREAD = "i1@muster q1@us"


@pytest.mark.parametrize(
    ("who", "kind", "told", "expected"),
    [
        # one customer, without asking
        ("Bert <bert@mail.muster-leuchten.de>", "inquiry", {}, JOINED),  # a host of the same domain
        ("Ines <ines@muster-group.com>", "reply", {"answers": THREAD, "company": FIRM}, JOINED),  # our thread
        ("Anna Muster <am77@gmail.com>", "reply", {"answers": THREAD, "company": FIRM}, JOINED),
        ("Bo <bo@other.com>", "reply", {"answers": THREAD}, JOINED),  # counts as the answer, adds no domain
        # proposed: the seller decides
        ("Luc <luc@muster-leuchten.fr>", "inquiry", {"company": "Muster Leuchten SARL"}, PROPOSED),  # another country
        ("Luc <luc@muster-france.fr>", "inquiry", {"company": "MUSTER LEUCHTEN"}, PROPOSED),  # signs as the same firm
        ("Kim <kim@muster-brands.com>", "inquiry", {"phone": PHONE}, PROPOSED),  # a holding with two brands
        ("Kim <kim@lumenda.de>", "inquiry", {"site": "www.muster-leuchten.de"}, PROPOSED),  # the site of the other
        ("am <am77@gmail.com>", "inquiry", {"site": "muster-leuchten.de/en"}, PROPOSED),  # private mail, their site
        ("Anna Muster <am77@gmail.com>", "inquiry", {}, PROPOSED),  # a private address with a known name: no proof
        ("Fwd <office@muster-mail.com>", "inquiry", {"company": FIRM}, PROPOSED),  # a forwarding address
        # apart
        ("Luc <luc@muster-leuchten.fr>", "inquiry", {}, APART),  # nothing but the name of the domain; `show` warns
        ("Anna Muster <anna@elsewhere.de>", "inquiry", {}, APART),  # two firms may have an Anna Muster each
        ("Bo <bo77@gmail.com>", "inquiry", {}, APART),
        ("A <anna@muster-1euchten.de>", "inquiry", {"company": FIRM, "phone": PHONE}, APART),  # a look-alike copies all
        ("A <anna@rnuster-leuchten.de>", "inquiry", {"site": "www.muster-leuchten.de"}, APART),
        ("Eve <eve@agent.com>", "inquiry", {"company": "Eve Trading"}, APART),  # an agent signs for herself
        ("Kim <kim@lumenda.de>", "inquiry", {"site": "www.linkedin.com/in/kim", "cc": ANNA}, APART),
        # no customer at all
        ("Shop <sales@muster-supply.com>", "quote", {"company": FIRM}, NOBODY),  # a supplier, whatever he signs
        ("News <news@muster-news.com>", "bulk", {"company": FIRM}, NOBODY),
        ("Anna Muster <office@secure-doc.com>", "other", {}, NOBODY),  # forged: the name alone proves nothing
    ],
)  # fmt: skip
def test_who_is_one_firm(who: str, kind: str, told: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, who, kind, **told) == expected


def test_two_firms_behind_one_mail_host_and_a_number_that_many_give_are_never_proposed(tmp_path: Path) -> None:
    ledger = Ledger.open(url_of(tmp_path))
    for number in range(6):
        known = facts("inquiry", name=f"Li {'abcdef'[number] * 5}", company="Import Export Ltd", phone=PHONE)
        sent = message(f"m{number}@qq", "2026-03-02", f"{1000 + number}@qq.com", text="Price?")
        read_in(ledger, [recorded(1, sent, known=known)], folder=f"f{number}")
    ledger.derive(ME, NOW)

    assert len(list(ledger.histories())) == 6
    assert kin(ledger.review.firms()) == {}


def test_a_merge_ends_the_proposal(tmp_path: Path) -> None:
    assert outcome(tmp_path, "Luc <luc@muster-france.fr>", "inquiry", company=FIRM) == PROPOSED
    ledger = Ledger.open(url_of(tmp_path))
    one, other = ledger.numbers()
    ledger.merge(one, other, NOW)
    ledger.derive(ME, NOW)

    assert kin(ledger.review.firms()) == {}
