"""Judging is total and quick, whatever stands in a mail; and as good as promised on the labelled set."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts import lexicon
from assistant.facts.acts.act import judge
from assistant.facts.parsing.read import read
from assistant.facts.report import as_json
from assistant.model import Direction, Kind, Message
from bench import accuracy
from tests.given import ROOT
from tests.given.messages import message
from tests.given.parties import ME

DATA = ROOT.parent / "shared" / "data"
WORDS = st.sampled_from(
    ["price", "USD", "3.85", "1.234,56", "报价", "样品", "order", "stop", "?", ".", "\n", "until", "31/31/2026", "on",
     "30 February", "Montag", "week", "(", "€", "einundzwanzig", "\u202e", "İ", "ﬁ", "٣", "0", "at", "PO", "\t"]
)  # fmt: skip


def written(text: str, name: str = "", **more: str) -> Message:
    plain = message("m@x.example", "2026-03-10", "a@b.example", text=text, **more)  # type: ignore[arg-type]
    return replace(plain, sender=replace(plain.sender, name=name))


@pytest.mark.parametrize("direction", [Direction.INBOUND, Direction.OUTBOUND, None])
@pytest.mark.parametrize("text", ["Dear Lin, it rained all week here.", ""])
def test_even_a_plain_reply_says_by_what_it_was_judged(text: str, direction: Direction | None) -> None:
    facts = judge(written(text, subject="weather"), ME, lexicon.builtin(), direction)

    assert facts.kind is Kind.REPLY
    assert [(one.what, one.text) for one in facts.evidence] == [("reply.no_other_act", text or "weather")]


def test_a_file_without_a_date_shows_none() -> None:
    raw = b"From: a@b.example\r\n\r\nhello\r\n"
    undated = read(raw)

    assert as_json("-", undated, judge(undated, ME, lexicon.builtin(), None))["date"] is None


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join)), st.text(max_size=60))
def test_no_text_makes_judging_fail(text: str, other: str) -> None:
    for direction in (Direction.INBOUND, Direction.OUTBOUND, None):
        facts = judge(
            written(text, name=other, subject=other, quoted=text, signature=other), ME, lexicon.builtin(), direction
        )
        assert 0 <= facts.confidence <= 1


@pytest.mark.parametrize(
    "unit", ["please do not a a a a ", "价格请报", "1.1.1.1,", "USD 3 a ", "((((", "the price is 3.85 usd.\n"]
)
def test_four_kilobytes_of_anything_are_judged_quickly(unit: str) -> None:
    text = (unit * 4096)[:4096]
    judge(written("warm up the tables"), ME, lexicon.builtin(), Direction.INBOUND)
    start = time.perf_counter()

    judge(written(text), ME, lexicon.builtin(), Direction.INBOUND)

    assert time.perf_counter() - start < 1.0  # bounded, on a busy machine too


def test_the_labelled_trade_mails_are_judged_as_well_as_promised() -> None:
    judged = accuracy.trade(lexicon.builtin()) if (DATA / "trade" / "messages.jsonl").exists() else []
    quotes = [one for one in judged if one.wanted == "outbound quote" or one.got == "outbound quote"]
    right = [one for one in quotes if one.wanted == one.got]
    stops = [one for one in judged if one.wanted == "inbound stop_request"]

    assert all(one.facts.kind is Kind.STOP_REQUEST for one in stops)
    assert len(right) >= 0.95 * len([one for one in quotes if one.wanted == "outbound quote"])
    assert len(right) >= 0.97 * len([one for one in quotes if one.got == "outbound quote"])
    assert sum(one.wanted == one.got for one in judged) >= 0.95 * len(judged)
