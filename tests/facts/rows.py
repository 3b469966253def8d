"""Mails of the tables, one a row, as bytes of their clients."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from email.utils import format_datetime
from functools import cache
from typing import Any

import yaml

from tests.given.corpus import CORPUS
from tests.given.parties import KELLER, LIN, at

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
    """Return the mails of the tables of a language."""
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
