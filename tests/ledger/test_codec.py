"""What is stored is what was understood: every Message and Facts comes back as it was."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ledger.codec import facts_from_json, facts_to_json, message_from_json, message_to_json, told
from assistant.model import (
    Address,
    Amount,
    Attachment,
    Direction,
    Evidence,
    Facts,
    Kind,
    Message,
    MessageId,
    PersonName,
    Signal,
)

# Half surrogate pairs and NUL included: mail holds them.
TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
MAYBE = st.none() | TEXT
IDS = st.lists(TEXT.map(MessageId), max_size=3).map(tuple)
ADDRESS = st.builds(Address, address=TEXT, name=TEXT)
ADDRESSES = st.lists(ADDRESS, max_size=2).map(tuple)
MOMENT = st.datetimes(
    min_value=datetime(1990, 1, 1),
    max_value=datetime(2090, 1, 1),
    timezones=st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
FILES = st.lists(st.builds(Attachment, name=MAYBE, type=TEXT, size_bytes=st.integers(0, 2**40)), max_size=2).map(tuple)
TABLE = st.dictionaries(TEXT, TEXT, max_size=3)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NAME = st.builds(PersonName, full=TEXT, given=MAYBE, family=MAYBE, title=MAYBE, sure=st.booleans())

MESSAGE = st.builds(
    Message,
    message_id=TEXT.map(MessageId),
    id_is_ours=st.booleans(),
    in_reply_to=IDS,
    references=IDS,
    at=MOMENT,
    date_offset_minutes=st.none() | st.integers(-720, 840),
    sender=ADDRESS,
    reply_to=ADDRESSES,
    to=ADDRESSES,
    cc=ADDRESSES,
    bcc=ADDRESSES,
    subject=TEXT,
    headers=TABLE,
    new_text=TEXT,
    quoted=TEXT,
    signature=MAYBE,
    has_price_table=st.booleans(),
    attachments=FILES,
    report=TABLE,
    size_bytes=st.integers(0, 2**40),
    complete=st.booleans(),
    problems=TEXTS,
)
FACTS = st.builds(
    Facts,
    direction=st.none() | st.sampled_from(Direction),
    kind=st.sampled_from(Kind),
    confidence=st.floats(0, 1),
    evidence=st.lists(st.builds(Evidence, what=TEXT, where=TEXT, text=TEXT), max_size=2).map(tuple),
    language=MAYBE,
    amounts=st.lists(
        st.builds(Amount, value=st.decimals(allow_nan=False, allow_infinity=False), currency=MAYBE), max_size=2
    ).map(tuple),
    incoterms=TEXTS,
    payment_terms=TEXTS,
    products=TEXTS,
    quantities=TEXTS,
    return_date=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    signals=st.lists(st.builds(Signal, name=TEXT, text=TEXT, value=MAYBE), max_size=3).map(tuple),
    name=st.none() | NAME,
    job_title=MAYBE,
    company=MAYBE,
    phone=MAYBE,
    country=MAYBE,
    website=MAYBE,
)


@settings(max_examples=150, deadline=None)
@given(MESSAGE)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    text = message_to_json(message)

    assert text.isascii()
    assert message_from_json(text) == message


def test_what_a_touch_tells_is_read_without_the_history_below_it() -> None:
    assert told('{"subject":"Lamps","text":"Too dear."}\nwhatever stands here is not looked at') == {
        "subject": "Lamps",
        "text": "Too dear.",
    }


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_facts_come_back_as_they_were(facts: Facts) -> None:
    text = facts_to_json(facts)

    assert text.isascii()
    assert facts_from_json(text) == facts


def test_what_a_newer_program_added_is_ignored_and_what_is_missing_is_the_default() -> None:
    found = message_from_json('{"id":"a@x","at":"2026-03-02T09:00:00+00:00","from":["a@x"],"news":1}')

    assert found == Message(
        message_id=MessageId("a@x"), at=datetime(2026, 3, 2, 9, tzinfo=UTC), sender=Address(address="a@x")
    )


def test_amounts_keep_their_digits() -> None:
    facts = Facts(
        direction=None, kind=Kind.QUOTE, confidence=0.5, amounts=(Amount(value=Decimal("9.80"), currency="USD"),)
    )

    assert str(facts_from_json(facts_to_json(facts)).amounts[0].value) == "9.80"
