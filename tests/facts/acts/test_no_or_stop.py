"""Refusals and wishes to be left alone, and what only has their words, in fifteen languages (tests/corpus/no_or_stop).

A stop silences a customer until `resume`, a refusal for good; each must be heard, and neither where it was not said.
"""

import pytest

from assistant.model import Kind
from tests.facts.acts.tables import misses, table
from tests.given.understood import received, understood

TABLES = table("no_or_stop")
OPEN = frozenset({Kind.REPLY, Kind.HOLDING_REPLY, Kind.INQUIRY})
WANTED = {
    "stops": frozenset({Kind.STOP_REQUEST}),
    "no-stops": OPEN,
    "left-until": frozenset({Kind.HOLDING_REPLY}),
    "no-refusals": frozenset(Kind) - {Kind.REFUSAL, Kind.STOP_REQUEST},
    "refusals": frozenset({Kind.REFUSAL}),
}


@pytest.mark.parametrize("part", WANTED)
def test_a_no_and_a_stop_are_heard_where_they_are_said_and_nowhere_else(part: str) -> None:
    assert misses(TABLES[part], WANTED[part]) == []


def test_a_no_that_hangs_on_our_price_waits_for_our_answer() -> None:
    assert received("We cannot buy unless you come down to 5.80.").signal("question") is not None


def test_a_wish_to_be_left_alone_that_is_only_passed_on_stops_nobody() -> None:
    raw = (
        "From: Anna Keller <a.keller@keller.example>\nTo: lin@brightline.example\nSubject: Fwd: samples\n"
        "Date: Tue, 10 Mar 2026 10:00:00 +0000\nMessage-ID: <f@keller.example>\n\nFYI\n\n"
        "---------- Forwarded message ---------\nFrom: Tom Reed <t.reed@reed.example>\n"
        "Date: Mon, 9 Mar 2026\nSubject: samples\nTo: Anna Keller\n\nPlease stop sending me these mails.\n"
    )

    assert understood(raw.encode()).kind is not Kind.STOP_REQUEST
