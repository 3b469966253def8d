"""Mail of fifteen languages that the lexicon was not written from, as whole mails through reading and judging.

The tables (tests/corpus/languages) were each written before a word of them was looked for, and measured before anything
was changed for them: the score of then stands above each. A table says whether what its mails answer stands `quoted`
below them. A mail is ["in kind" or "out kind", subject, text, fields]. Fields: first (answers nothing), below (offer or
request: what stands quoted, where it is not the usual), charset, html, files, at, from, to, headers; and what is to be
understood: language (that of the file unless told, or "any"), returns, named, amounts ("4.20", "4.20 USD"), has and
lacks (signals), body (the new text).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.header import Header
from email.utils import format_datetime
from functools import cache
from typing import Any

import pytest
import yaml

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Facts, Message
from tests.given.corpus import CORPUS
from tests.given.parties import KELLER, LIN, ME, at

LANGUAGES = ("ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "vi", "zh")
BELOW = {
    "offer": f"\n\nOn Mon, Mar 9, 2026 at 9:15 AM {LIN} wrote:\n\n> We can offer USD 3.85/pc FOB Ningbo.\n",
    "request": f"\n\nOn Mon, Mar 9, 2026 at 9:15 AM {KELLER} wrote:\n\n> Could you quote 500 pcs?\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One mail of a table and what it means."""

    language: str
    direction: str
    kind: str
    subject: str
    text: str
    quoted: bool
    fields: dict[str, Any]

    @property
    def ours(self) -> bool:
        return self.direction == "outbound"


@cache
def rows(language: str) -> tuple[Row, ...]:
    tables = yaml.load((CORPUS / "languages" / f"{language}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(_rows(language, tables))


def _rows(language: str, tables: list[dict[str, Any]]) -> Iterator[Row]:
    for table in tables:
        for what, subject, text, *fields in table["mails"]:
            direction, kind = what.split()
            yield Row(
                language=language,
                direction=f"{direction}bound",
                kind=kind,
                subject=subject,
                text=text,
                quoted=table["quoted"],
                fields=fields[0] if fields else {},
            )


def raw(row: Row) -> bytes:
    """Return the mail as its client would send it: encoded words and a body in that charset."""
    charset = row.fields.get("charset", "utf-8")
    named = {
        "Message-ID": "<m@x.example>",
        "Date": format_datetime(at(row.fields.get("at", "2026-03-10 09:00"))),
        "From": row.fields.get("from", LIN if row.ours else KELLER),
        "To": row.fields.get("to", KELLER if row.ours else LIN),
        "Subject": Header(row.subject, charset).encode(),
        "MIME-Version": "1.0",
        **row.fields.get("headers", {}),
    }
    text = row.text
    if not row.fields.get("first"):
        named["In-Reply-To"] = "<request@keller.example>" if row.ours else "<offer@brightline.example>"
        if row.quoted:
            text += BELOW[row.fields.get("below", "request" if row.ours else "offer")]
    kind = "html" if row.fields.get("html") else "plain"
    body = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    body += text.replace("\n", "\r\n").encode(charset) + b"\r\n"
    head = "".join(f"{key}: {value}\r\n" for key, value in named.items()).encode("utf-8")
    if not row.fields.get("files"):
        return head + body
    parts = [b"--b\r\n" + body]
    for file in row.fields["files"]:
        shown = Header(file, "utf-8").encode()
        parts.append(
            f'--b\r\nContent-Type: application/octet-stream; name="{shown}"\r\n'
            f'Content-Disposition: attachment; filename="{shown}"\r\n\r\nx\r\n'.encode("ascii")
        )
    return head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"".join(parts) + b"--b--\r\n"


def differences(row: Row) -> list[str]:
    """Return what was understood otherwise than the table wants, one line a field."""
    message = read(raw(row))
    facts = understand(message, ME, lexicon.builtin())
    wrong = []
    if f"{facts.direction} {facts.kind}" != f"{row.direction} {row.kind}":
        wrong.append(f"{facts.direction} {facts.kind} {[(one.what, one.text) for one in facts.evidence]}")
    return wrong + _fields(row, message, facts)


def _fields(row: Row, message: Message, facts: Facts) -> list[str]:
    wrong, wanted = [], row.fields
    if wanted.get("language", row.language) not in (facts.language, "any"):
        wrong.append(f"language {facts.language}")
    if "returns" in wanted and facts.return_date != wanted["returns"]:
        wrong.append(f"returns {facts.return_date}")
    named = facts.signal("named_date")
    if "named" in wanted and (named is None or named.value != wanted["named"].isoformat()):
        wrong.append(f"named {named}")
    found = [(float(amount.value), amount.currency) for amount in facts.amounts]
    for amount in wanted.get("amounts", ()):
        value, _, money = amount.partition(" ")
        if not any(float(value) == of and money in ("", str(currency)) for of, currency in found):
            wrong.append(f"amount {amount} not in {found}")
    wrong += [f"no {name}" for name in wanted.get("has", ()) if facts.signal(name) is None]
    wrong += [f"has {name}" for name in wanted.get("lacks", ()) if facts.signal(name) is not None]
    if "body" in wanted and " ".join(message.new_text.split()) != " ".join(wanted["body"].split()):
        wrong.append(f"body {message.new_text!r}")
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)  # one test for each mail would cost more than understanding them
def test_a_mail_means_what_its_reader_takes_it_for(language: str) -> None:
    assert {(row.subject, row.text): missed for row in rows(language) if (missed := differences(row))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_of_the_tables_got_lost_or_stands_there_twice(language: str) -> None:
    told = [(row.subject, row.text, str(row.fields)) for row in rows(language)]

    assert len(told) == len(set(told)) > 110
    assert all(isinstance(row.fields.get("returns", date.min), date) for row in rows(language))
