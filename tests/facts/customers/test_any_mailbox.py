"""What holds of any mailbox: identification is total, independent of order, and never writes to strangers."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.roles import MACHINES
from assistant.facts.who.companies import company_key
from assistant.model import Direction, Kind, Role, Signal
from tests.given.customers import known_of, mail
from tests.given.messages import facts, message
from tests.given.parties import ANNA, US, at

ADDRESSES = [
    ANNA,
    "bert@muster-leuchten.de",
    "info@mail.muster-leuchten.de",
    "noreply@muster-leuchten.de",
    "am77@gmail.com",
    "ines@muster-group.com",
    "x@1-uster-leuchten.de",
    "mei@brightline.example",
    US,
    "",
]
IDS = [f"m{number}" for number in range(8)]
WORDS = ["", "Anna, Muster Leuchten", "Re: price", "please quote"]


@st.composite
def seen(draw: st.DrawFn) -> Seen:
    """Return any mail between any of these people."""
    sender = draw(st.sampled_from(ADDRESSES))
    name = draw(st.sampled_from(["", "Anna Muster <{}>"]))
    kind = draw(st.sampled_from(list(Kind)))
    when = at("2026-03-01") + timedelta(hours=draw(st.integers(0, 900)))
    mentioned = draw(st.sampled_from(ADDRESSES))
    signals = [
        Signal(
            name=signal, value=mentioned or None, text=draw(st.sampled_from(["permanent 5.1.1", "temporary 4.2.2", ""]))
        )
        for signal in draw(
            st.lists(st.sampled_from(["failed", "successor", "left_company", "quoted_answer"]), max_size=2)
        )
    ]
    one = message(
        draw(st.sampled_from(IDS)),
        when.strftime("%Y-%m-%d %H:%M"),
        name.format(sender) if name and sender else sender,
        ",".join(draw(st.lists(st.sampled_from(ADDRESSES), max_size=3))),
        cc=draw(st.sampled_from(ADDRESSES)),
        answers=" ".join(draw(st.lists(st.sampled_from(IDS), max_size=2))),
        text=draw(st.sampled_from(WORDS)),
        signature=draw(st.sampled_from([None, "Muster Leuchten GmbH"])),
    )
    direction = "outbound" if sender == US else "inbound"
    roles = draw(st.lists(st.sampled_from(list(Role)), min_size=1, max_size=2))
    return mail(one, kind, *roles, known=facts(kind, direction, signals=signals))


MAILBOXES = st.lists(seen(), max_size=7, unique_by=lambda one: one.message.message_id)


@given(mailbox=MAILBOXES, order=st.randoms(use_true_random=False))
@settings(deadline=None, derandomize=True, database=None, max_examples=150)
def test_the_order_of_reading_changes_nothing(mailbox: list[Seen], order: object) -> None:
    shuffled = list(mailbox)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert known_of(*shuffled) == known_of(*mailbox)


@given(mailbox=MAILBOXES)
@settings(deadline=None, derandomize=True, database=None, max_examples=200)
def test_nobody_outside_the_customers_own_hosts_becomes_a_person(mailbox: list[Seen]) -> None:
    known = known_of(*mailbox)

    assert all(company_key(person.address) in known.keys for person in known.people)
    assert not any("brightline" in person.address for person in known.people)
    assert not any("uster-leuchten.de" in key and key != "muster-leuchten.de" for key in known.keys)


@given(mailbox=MAILBOXES)
@settings(deadline=None, derandomize=True, database=None, max_examples=200)
def test_every_touch_is_there_once_and_in_order(mailbox: list[Seen]) -> None:
    touches = known_of(*mailbox).touches

    ids = [one.message_id for one in touches if one.message_id]
    assert len(ids) == len(set(ids))
    assert [one.at for one in touches] == sorted(one.at for one in touches)


@given(mailbox=MAILBOXES)
@settings(deadline=None, derandomize=True, database=None, max_examples=150)
def test_a_picture_made_again_with_all_its_keys_is_the_same(mailbox: list[Seen]) -> None:
    known = known_of(*mailbox)

    again = known_of(*mailbox, keys=sorted(known.keys))

    assert known.keys <= again.keys
    if known.keys == again.keys:
        assert (again.touches, again.people) == (known.touches, known.people)


@given(mailbox=MAILBOXES)
@settings(deadline=None, derandomize=True, database=None, max_examples=200)
def test_mail_of_machines_makes_no_customer_and_joins_nobody(mailbox: list[Seen]) -> None:
    machines = [one for one in mailbox if one.facts.direction is Direction.INBOUND and one.facts.kind in MACHINES]
    known = known_of(*machines)

    assert known.role != "customer"
    assert known.keys == {company_key(ANNA)}
