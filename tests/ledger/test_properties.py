"""However mails arrive and whenever customers are derived in between, the end is the same."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ledger.store import Ledger, Recorded
from assistant.model import CustomerNumber, Facts, History, Message, MessageId, Role
from tests.given.messages import facts, message
from tests.given.parties import ME, US
from tests.ledger.setting import NOW, by, read_in, recorded

PEOPLE = ("anna@muster.de", "boss@muster.de", "bert@bertram.example", "cleo@gmail.com", "max@gmail.com")
SIGNED = {  # answers to our mail from these prove their writers to be of another company
    "cleo@gmail.com": "Cleo\nMuster GmbH",
    "max@gmail.com": "Max\nBertram Ltd",
    "bert@bertram.example": "Bert\nMuster GmbH",
}
KINDS = ("inquiry", "reply", "order", "stop_request", "auto_reply", "bulk", "other")


@st.composite
def mails(draw: st.DrawFn) -> list[tuple[Role, Recorded]]:
    """Return a mailbox: people write, we quote, some answer mails that were sent to others."""
    found: list[tuple[Role, Recorded]] = []
    ids: list[str] = []
    for number in range(draw(st.integers(2, 9))):
        who, other = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(("", *PEOPLE)))
        answers = " ".join(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))) if ids else ""
        day = f"2026-03-{draw(st.integers(1, 19)):02} 10:{number:02}"
        ours = draw(st.booleans())
        sender, to = (US, who) if ours else (who, US)
        what = message(f"m{number}@x", day, sender, to, cc=other, answers=answers, text=f"text {number}")
        what = replace(what, signature=SIGNED.get(sender))
        kind = draw(st.sampled_from(("quote", "reply"))) if ours else draw(st.sampled_from(KINDS))
        ids.append(f"m{number}@x")
        found.append(
            (Role.SENT if ours else draw(st.sampled_from((Role.INBOX, Role.TRASH))), recorded(number + 1, what, kind))
        )
    return found


def picture(ledger: Ledger) -> dict[str, History]:
    """Return all histories by key, without what depends on when a customer was first seen."""
    return {
        one.customer.key: replace(one, customer=replace(one.customer, number=CustomerNumber(0), region=""))
        for one in ledger.histories()
    }


def record_one(ledger: Ledger, number: int, role: Role, one: Recorded) -> None:
    read_in(ledger, [one], role, folder=f"{role.value}{number}")


@settings(max_examples=25, deadline=None)
@given(mails(), st.data())
def test_every_order_of_reading_and_deriving_leads_to_the_same_customers(
    box: list[tuple[Role, Recorded]], data: st.DataObject
) -> None:
    with Ledger.open("sqlite://") as at_once:
        for number, (role, one) in enumerate(box):
            record_one(at_once, number, role, one)
        at_once.derive(ME, NOW)
        expected = picture(at_once)
        stopped = [who for who in PEOPLE if at_once.is_suppressed(who)]
    order = data.draw(st.permutations(list(enumerate(box))))
    pauses = data.draw(st.lists(st.booleans(), min_size=len(box), max_size=len(box)))
    with Ledger.open("sqlite://") as bit_by_bit:
        for (number, (role, one)), pause in zip(order, pauses, strict=True):
            record_one(bit_by_bit, number, role, one)
            if pause:
                bit_by_bit.derive(ME, NOW)
        bit_by_bit.derive(ME, NOW)
        assert picture(bit_by_bit) == expected
        assert [who for who in PEOPLE if bit_by_bit.is_suppressed(who)] == stopped

        def as_stored(what: Message, role: Role) -> Facts:
            found = bit_by_bit.message(what.message_id)
            return found[1] if found else facts()

        bit_by_bit.rebuild(by(as_stored), ME, NOW)
        assert picture(bit_by_bit) == expected


def test_a_hostile_message_id_is_stored_like_any_other() -> None:
    with Ledger.open("sqlite://") as ledger:
        odd = message("nul\0\ud800@x", "2026-03-05", text="a\0b\ud800")
        assert read_in(ledger, [recorded(1, odd, "inquiry")]) == 1
        assert read_in(ledger, [recorded(1, odd, "inquiry")]) == 0
        ledger.derive(ME, NOW)

        assert next(ledger.histories()).touches[0].message_id == MessageId("nul\0\ud800@x")
        assert next(ledger.histories()).touches[0].text == "a\0b\ud800"
