"""Mail as accidents and enemies make it: seeded mutations of good mail, the same ones for the same seed."""

import random
import re
from collections.abc import Callable

CHARSETS = (
    b"utf-8",
    b"utf-16",
    b"utf-7",
    b"gb2312",
    b"iso-2022-jp",
    b"iso-2022-kr",
    b"koi8-r",
    b"rot13",
    b"hz",
    b"x\0y",
    b"big5",
)
LINES = (
    b"a",
    b"<",
    b"> ",
    b"=20",
    b"&amp;",
    b"(",
    b'"',
    b"1,",
    b"a@b.example ",
    b"On ",
    b"From: ",
    b"\xe4\xbd\xa0",
    b"- ",
    b"USD 1 ",
)
TAGS = (b"<div>", b"<blockquote>", b"<table><tr><td>", b"<b", b"<a href='", b"<!--", b"<style>", b"&#x", b"<p></div>")
MOST_BYTES = 300_000  # of a mutated mail; transport hands over the first 16 KB
Mutation = Callable[[random.Random, bytes], bytes]


def truncated(chance: random.Random, raw: bytes) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def flipped(chance: random.Random, raw: bytes) -> bytes:
    made = bytearray(raw)
    for _ in range(chance.choice((1, 10, 100, 1000))):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def headers_repeated(chance: random.Random, raw: bytes) -> bytes:
    head, gap, body = raw.partition(b"\n\r\n" if b"\n\r\n" in raw else b"\n\n")
    lines = head.split(b"\n")
    extra = [chance.choice(lines) for _ in range(chance.choice((1, 20, 2000)))]
    chance.shuffle(extra)
    return b"\n".join(extra + lines + extra) + gap + body


def charsets_swapped(chance: random.Random, raw: bytes) -> bytes:
    swapped = re.sub(rb'(?i)(charset="?)[\w-]+', lambda found: found.group(1) + chance.choice(CHARSETS), raw)
    return re.sub(rb"=\?[\w-]+\?", lambda _: b"=?" + chance.choice(CHARSETS) + b"?", swapped)


def nested(chance: random.Random, raw: bytes) -> bytes:
    depth = chance.choice((5, 50, 500))
    if chance.random() < 0.5:
        return b"From: a@x.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * depth + raw
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return b"From: a@x.example\r\n" + b"".join(parts) + raw + b"\r\n--b1--\r\n--b0--"


def many_parts(chance: random.Random, raw: bytes) -> bytes:
    part = b"--b\r\nContent-Type: " + chance.choice((b"text/plain", b"text/html", b"image/png")) + b"\r\n\r\nx\r\n"
    return b"From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 2000 + b"--b\r\n" + raw


def huge_line(chance: random.Random, raw: bytes) -> bytes:
    at, unit = chance.randrange(len(raw) + 1), chance.choice(LINES)
    return raw[:at] + unit * (chance.choice((2_000, 60_000)) // len(unit)) + raw[at:]


def repeated_lines(chance: random.Random, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join((*lines[:at], *[lines[at]] * chance.choice((50, 3000)), *lines[at:]))


def deep_html(chance: random.Random, raw: bytes) -> bytes:
    tag = chance.choice(TAGS)
    head = b"From: a@x.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head + tag * chance.choice((100, 4000)) + raw[-3000:]


def base64_garbage(chance: random.Random, raw: bytes) -> bytes:
    coding = chance.choice((b"base64", b"quoted-printable", b"x-uuencode", b"7bit", b"binary"))
    garbage = bytes(chance.choice(b"ABCabc+/=\r\n-_\xff") for _ in range(3000))
    head = b"From: a@x.example\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: " + coding
    return head + b"\r\n\r\n" + garbage + raw[:2000]


def with_nuls(chance: random.Random, raw: bytes) -> bytes:
    made = bytearray(raw)
    for _ in range(chance.choice((1, 50, 500))):
        at = chance.randrange(len(made) + 1)
        made[at:at] = b"\0" * chance.choice((1, 8))
    return bytes(made)


def other_line_ends(chance: random.Random, raw: bytes) -> bytes:
    plain = raw.replace(b"\r\n", b"\n")
    return b"".join(line + chance.choice((b"\n", b"\r", b"\r\n", b"\r\r\n", b"\x0b")) for line in plain.split(b"\n"))


def addresses(chance: random.Random, raw: bytes) -> bytes:
    unit = chance.choice(
        (b"a b <a@x.example>, ", b"(", b'"', b"g: a@x.example;, ", b"<<>@,", b"=?utf-8?B?4pi6?= <", b"\\")
    )
    return chance.choice((b"From: ", b"To: ", b"Cc: ", b"References: ", b"Subject: ")) + unit * 2000 + b"\r\n" + raw


def encoded_words(chance: random.Random, raw: bytes) -> bytes:
    unit = chance.choice((b"=?utf-8?B?", b"=?utf-8?Q?=?=", b"=?gb2312?B?xOO6w?= ", b"=?" + b"x" * 50 + b"?Q?a?= "))
    return b"Subject: " + unit * chance.choice((5, 1000)) + b"\r\n" + raw


MUTATIONS: tuple[Mutation, ...] = (
    truncated,
    flipped,
    headers_repeated,
    charsets_swapped,
    nested,
    many_parts,
    huge_line,
    repeated_lines,
    deep_html,
    base64_garbage,
    with_nuls,
    other_line_ends,
    addresses,
    encoded_words,
)


def mutated(seed: int, raw: bytes) -> tuple[str, bytes]:
    """Return the names of one or two mutations and what they make of a mail."""
    chance = random.Random(seed)
    chosen = chance.sample(MUTATIONS, chance.choice((1, 1, 2)))
    for mutation in chosen:
        raw = mutation(chance, raw)[:MOST_BYTES] or b"x"
    return "+".join(mutation.__name__ for mutation in chosen), raw
