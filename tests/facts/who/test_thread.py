"""Which mails are one conversation."""

import random

import pytest

from assistant.facts.who.thread import root, stem, threads
from tests.given.messages import message
from tests.given.parties import ANNA, US


@pytest.mark.parametrize(
    "subject",
    [
        "Re: LED panels",
        "RE[2]: LED panels",
        "Re(3): LED panels",
        "RE^4: LED panels",
        "Re: Fwd: AW: WG: LED panels",
        "re : LED  panels",
        "RV: RES: ENC: LED panels",
        "SV: VS: VB: LED panels",
        "R: I: Rif: LED panels",
        "TR: LED panels",
        "答复: 回复：转发: LED panels",
        "回覆: 轉寄: LED panels",
        "Ответ: Отв: HA: LED panels",
        "Ynt: İlt: LED panels",
        "YNT: İLT: ILT: LED panels",
        "Odp: Pd: LED panels",
        "返信: 転送: LED panels",
        "답장: 회신: LED panels",
        "رد: LED panels",
        "Trả lời: LED panels",
        "Balas: LED panels",
        "[EXT] Re: [External Email] LED panels",
        "Re: [SPAM] LED panels",
        "LED panels (fwd)",
        "  led panels ",
    ],
)
def test_prefixes_of_all_languages_are_no_part_of_the_subject(subject: str) -> None:
    assert stem(subject) == "led panels"


@pytest.mark.parametrize(
    "subject", ["Rev: drawing", "Inquiry: panels", "ReTail order", "[Order 45] panels", "I need panels", "RE300 lamp"]
)
def test_words_of_the_subject_itself_stay(subject: str) -> None:
    assert stem(subject) == subject.casefold()


def test_the_root_is_the_oldest_named_mail() -> None:
    assert root(message("c", "2026-03-03", answers="a b")) == "a"
    assert root(message("c", "2026-03-03")) == "c"


def test_answers_without_headers_join_by_subject_people_and_time() -> None:
    first = message("a", "2026-03-02", subject="LED panels")
    quote = message("b", "2026-03-03", US, ANNA, subject="Re: LED panels", answers="a")
    bare = message("c", "2026-04-20", subject="AW: LED panels")
    late = message("d", "2026-08-20", subject="AW: LED panels")
    fresh = message("e", "2026-04-21", subject="LED panels")
    stranger = message("f", "2026-04-21", "x@else.com", "y@else.com", subject="Re: LED panels")

    found = threads([first, quote, bare, late, fresh, stranger])

    assert dict(found) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e", "f": "f"}


def test_the_same_threads_whatever_the_order() -> None:
    mails = [
        message("b", "2026-03-03", US, ANNA, subject="Re: LED", answers="a"),
        message("c", "2026-03-04", subject="Re: LED", answers="a b"),
        message("d", "2026-03-05", subject="Re: LED", answers="x"),
        message("e", "2026-03-06", subject="Re: LED"),
        message("g", "2026-03-06", subject="Re: LED"),
    ]
    first = dict(threads(mails))

    for seed in range(10):
        random.Random(seed).shuffle(mails)
        assert dict(threads(mails)) == first
    assert first == {"b": "a", "c": "a", "d": "x", "e": "x", "g": "x"}
