"""From raw mails to customers: reading, understanding and identifying together.

The project's own mailboxes stand below as text. The story mailboxes of the shared trade data are run where they are.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from assistant.facts import lexicon
from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import Known, assemble, company_key, parties
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Direction, Me, Role
from tests.given import ROOT
from tests.given.letters import letter
from tests.given.parties import ME

STORIES = ROOT.parent / "shared" / "data" / "trade" / "stories"
ROLES = {"INBOX": Role.INBOX, "Sent": Role.SENT, "Drafts": Role.DRAFTS, "Trash": Role.TRASH, "Junk": Role.JUNK}

SUPPLIER = """\
Sent | Lin <lin@brightline.example> > Shen <shen@drivers.example> | a1 | | Driver price
Hi Shen, please quote 40W driver, 5000 pcs. Lin
INBOX | Shen <shen@drivers.example> > lin@brightline.example | a2 | a1 | Re: Driver price
Hi Lin, 2.05 USD/pc EXW Hangzhou for 5000 pcs, payment 30 days. Shen
"""
PRIVATE = """\
INBOX | Kebede Alemu <kebede@addis-stationers.et> > lin@brightline.example | a1 | | school bags
Dear Lin, price for 2000 school bags? Kebede
Sent | Lin <lin@brightline.example> > Kebede Alemu <kebede@addis-stationers.et> | a2 | a1 | Re: school bags
Dear Kebede, USD 3.40 per bag FOB Ningbo. Lin
INBOX | Kebede Alemu <kebede77@gmail.com> > lin@brightline.example | a3 | a1 a2 | Re: school bags
Our mail server is down. What is the size of the bag? Kebede, Addis Stationers
"""


def mailbox(text: str) -> list[Seen]:
    """Return the mails of a mailbox written as pairs of lines: folder | from > to | id | answers | subject; text."""
    found = []
    lines = text.splitlines()
    for number, (head, body) in enumerate(zip(lines[::2], lines[1::2], strict=True)):
        folder, people, own, answers, subject = (part.strip() for part in head.split("|"))
        # The last " > " parts sender and recipient: addresses hold ">" of their own.
        sender, to = people.rsplit(" > ", 1)
        chain = tuple(f"{one}@x" for one in answers.split())
        when = f"2026-03-{number + 2:02d}"
        raw = letter(sender, to, subject, f"{body}\n", when, message_id=f"{own}@x", answers=chain)
        found.append(seen(raw, folder, ME))
    return found


def seen(raw: bytes, folder: str, me: Me) -> Seen:
    """Return a raw mail as read and understood."""
    role = ROLES.get(folder, Role.OTHER)
    message = read(raw)
    return Seen(message=message, facts=understand(message, me, lexicon.builtin(), role), roles=frozenset({role}))


def everybody(mails: list[Seen], me: Me) -> dict[str, Known]:
    """Return what is known of every company, as the ledger derives it: joined keys under the first of them."""
    keys = sorted({party.key for one in mails for party in parties(one.message, one.facts, me)})
    found = {key: assemble([key], mails, me) for key in keys}
    proved = {other for known in found.values() for other in known.keys if other != known.key}
    return {key: known for key, known in found.items() if key not in proved}


def customers(known: dict[str, Known]) -> list[str]:
    """Return the keys of the customers."""
    return [key for key, one in known.items() if one.role == "customer"]


def test_a_supplier_is_no_customer() -> None:
    known = everybody(mailbox(SUPPLIER), ME)

    assert {key: one.role for key, one in known.items()} == {"drivers.example": "supplier"}


def test_a_buyer_who_answers_from_a_private_address_is_one_customer() -> None:
    known = everybody(mailbox(PRIVATE), ME)

    assert customers(known) == ["addis-stationers.et"]
    assert [one.message_id for one in known["addis-stationers.et"].touches if one.is_human] == ["a1@x", "a3@x"]


def _stories() -> Iterable[Any]:
    return sorted(STORIES.glob("*/story.json")) if STORIES.is_dir() else []


def test_the_trade_stories_have_the_customers_and_the_counts_they_expect() -> None:
    wrong = []
    for file in _stories():
        story = json.loads(file.read_text("utf-8"))
        told = story["me"]
        me = Me(
            name=told["name"],
            company=told["company"],
            addresses=frozenset(told["addresses"]),
            domains=frozenset(told["domains"]),
            timezone=told["timezone"],
        )
        mails = [seen((file.parent / one["file"]).read_bytes(), one["folder"], me) for one in story["messages"]]
        known = everybody(mails, me)
        expected = {_key(one): one for one in story["expect"]}
        for key, one in expected.items():
            is_customer = key in known and known[key].role == "customer"
            if is_customer != (one["stage"] is not None or one["quiet"] == "yes" or _is_held(one)):
                wrong.append((file.parent.name, key, "role"))
            if one["follow_ups"] is not None and is_customer:
                count = _follow_ups(known[key], datetime.fromisoformat(story["at"]))
                if count != one["follow_ups"]:
                    wrong.append((file.parent.name, key, f"{count} follow-ups"))
        wrong += [(file.parent.name, key, "not expected") for key in customers(known) if key not in expected]

    assert len(wrong) <= 1, wrong  # a phishing mail that understanding takes for an answer makes one customer too many


def _key(one: dict[str, Any]) -> str:
    person = one["person"]
    return company_key(person) if person and "@" in company_key(person) else str(one["domain"])


def _is_held(one: dict[str, Any]) -> bool:
    """Stop requests and orders leave the stage open; a count or a language shows that a customer is meant."""
    return one["follow_ups"] is not None or one["language"] is not None


def _follow_ups(known: Known, now: datetime) -> int:
    humans = [touch.at for touch in known.touches if touch.is_human]
    ours = [
        touch
        for touch in known.touches
        if touch.direction is Direction.OUTBOUND and not touch.bounced and touch.at <= now
    ]
    return max(0, sum(not humans or touch.at > max(humans) for touch in ours) - 1)
