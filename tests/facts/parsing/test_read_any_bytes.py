"""Whatever the bytes are, reading returns a message, soon."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from tests.given.corpus import MAILS
from tests.given.parties import ME


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(MAILS) - 1), st.integers(0, 2**32), st.integers(1, 40))
def test_a_mutated_mail_is_read_and_understood(which: int, seed: int, changes: int) -> None:
    raw = bytearray(MAILS[which].read_bytes())
    chance = random.Random(seed)
    for _ in range(changes):
        at = chance.randrange(len(raw))
        how = chance.randrange(4)
        if how == 0:
            raw[at] = chance.randrange(256)
        elif how == 1:
            del raw[at : at + chance.randrange(30)]
            raw = raw or bytearray(b"x")
        elif how == 2:
            raw[at:at] = raw[at : at + chance.randrange(60)]
        else:
            raw[at:at] = chance.choice([b"\r\n", b"\0", b"=?utf-8?B?", b"<", b"\xff", b"> ", b"charset=rot13"])

    message = read(bytes(raw))
    facts = understand(message, ME, lexicon.builtin())

    assert message.message_id
    assert 0 <= facts.confidence <= 1
    str(message.subject + message.new_text + message.sender.name).encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_a_message(raw: bytes) -> None:
    assert read(raw).at.tzinfo is not None


def test_a_thousand_nested_parts_are_read_within_bounds() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(1000))
    attached = "Content-Type: message/rfc822\r\n\r\n" * 3000
    for raw in (f"From: a@x.example\r\n{nested}text", f"From: a@x.example\r\n{attached}text"):
        began = time.perf_counter()
        message = read(raw.encode())

        assert message.sender.address == "a@x.example"
        assert time.perf_counter() - began < 2  # 0.1 s on an idle machine


def test_charsets_that_are_no_charsets_still_give_text() -> None:
    for label in ("rot13", "undefined", "idna", "base64", "utf-8\0", "x" * 300, "unicode_escape"):
        head = f"From: a@x.example\r\nContent-Type: text/plain; charset={label}\r\n\r\n"

        assert "Stra" in read(head.encode() + "Straße".encode()).new_text


def test_long_lines_and_endless_quotes_do_not_slow_reading_down() -> None:
    bodies = [
        "a@b.example " * 5000,
        "www." * 15_000,
        "On x " * 9000 + "wrote:",
        "> " * 20000,
        "From: \n" * 8000,
        "12/12/2026 10:00 " * 3000,
        "Sent from my\n" * 2000,
        "On 9 Feb 2026 at 16:12\n" * 2000 + "a@b.example wrote:",
        "-" * 60000,
    ]
    for text in bodies:
        began = time.perf_counter()
        read(b"From: a@x.example\r\n\r\n" + text.encode())

        assert time.perf_counter() - began < 1  # 0.1 s on an idle machine
