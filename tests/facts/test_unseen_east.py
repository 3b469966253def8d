"""Mails of Asian, Slavic, Turkish and Arab trade, read from raw bytes in the charsets of their clients.

The tables (tests/corpus/unseen_east*.yaml) were written without a look at the lexicon, so that it is judged by words it
was not made from; the first line of each table tells its columns.
"""

from dataclasses import dataclass
from email.header import Header
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Facts, Me, Message

CORPUS = Path(__file__).parent.parent / "corpus"
ME = Me(addresses=frozenset({"lin@brightline.example"}), domains=frozenset({"brightline.example"}))
THEM = "buyer@customer-demo.com"
OUR_QUOTE = "<q@brightline.example>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    language: str
    direction: str
    kind: str
    subject: str
    text: str
    more: dict[str, Any]


def rows(table: str) -> list[Row]:
    loaded = yaml.safe_load((CORPUS / table).read_text(encoding="utf-8"))
    found = []
    for language, mails in loaded.items():
        for number, (what, subject, text, *more) in enumerate(mails, start=1):
            direction, kind = what.split()
            found.append(
                Row(
                    name=f"{table.removesuffix('.yaml')} {language} {number} {what}",
                    language=language,
                    direction={"in": "inbound", "out": "outbound"}[direction],
                    kind=kind,
                    subject=subject,
                    text=text,
                    more=more[0] if more else {},
                )
            )
    return found


def raw(row: Row) -> bytes:
    """Return the mail as its client would send it: encoded words and a body in that charset."""
    charset = row.more.get("charset", "utf-8")
    sender = row.more.get("sender", THEM if row.direction == "inbound" else "lin@brightline.example")
    to = "lin@brightline.example" if row.direction == "inbound" else THEM
    day, time = str(row.more.get("at", "2026-03-10 09:00")).split()
    year, month, number = day.split("-")
    name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][int(month) - 1]
    fields = {
        "Message-ID": "<m@x.example>",
        "Date": f"{number} {name} {year} {time}:00 +0000",
        "From": row.more.get("from", sender),
        "To": to,
        "Subject": Header(row.subject, charset).encode(),
        "MIME-Version": "1.0",
        **row.more.get("fields", {}),
    }
    if not row.more.get("first"):
        fields["In-Reply-To"] = OUR_QUOTE if row.direction == "inbound" else "<m0@customer-demo.com>"
    kind = "html" if row.more.get("html") else "plain"
    body = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    body += row.text.replace("\n", "\r\n").encode(charset) + b"\r\n"
    head = "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode("ascii")
    if not row.more.get("files"):
        return head + body
    parts = [b"--b\r\n" + body]
    for file in row.more["files"]:
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
    if facts.kind.value != row.kind:
        wrong.append(f"kind {facts.kind.value}")
    if facts.direction is None or facts.direction.value != row.direction:
        wrong.append(f"direction {facts.direction}")
    return wrong + _fields(row, message, facts)


def _fields(row: Row, message: Message, facts: Facts) -> list[str]:
    wrong = []
    wanted: str = row.more.get("language", row.language)
    if facts.language != wanted:
        wrong.append(f"language {facts.language}")
    if "returns" in row.more and facts.return_date != row.more["returns"]:
        wrong.append(f"returns {facts.return_date}")
    named = facts.signal("named_date")
    if "named" in row.more and (named is None or named.value != row.more["named"].isoformat()):
        wrong.append(f"named {named}")
    values = {float(amount.value) for amount in facts.amounts}
    lost = [value for value in row.more.get("amounts", ()) if float(value) not in values]
    if lost:
        wrong.append(f"amounts {sorted(values)} without {lost}")
    wrong += [f"no {name}" for name in row.more.get("has", ()) if facts.signal(name) is None]
    wrong += [f"has {name}" for name in row.more.get("lacks", ()) if facts.signal(name) is not None]
    if "body" in row.more and " ".join(message.new_text.split()) != " ".join(row.more["body"].split()):
        wrong.append(f"body {message.new_text!r}")
    return wrong


TABLES = (
    *("unseen_east", "unseen_east_2", "unseen_east_3", "unseen_east_4", "unseen_east_5", "unseen_east_6"),
    *(
        "unseen_east_plain",
        "unseen_cjk",
        "unseen_cjk_2",
        "unseen_cjk_3",
        "unseen_cjk_4",
        "unseen_cjk_5",
        "unseen_cjk_6",
        "unseen_cjk_7",
        "unseen_cjk_traps",
    ),
)


@pytest.mark.parametrize("table", TABLES)  # one test for each mail would cost more than understanding them
def test_a_mail_of_the_east_means_what_its_reader_takes_it_for(table: str) -> None:
    assert {row.name: (row.text, wrong) for row in rows(f"{table}.yaml") if (wrong := differences(row))} == {}
