"""Message and Facts as JSON text and back: written by hand, because it runs for every mail and every history.

Public: `message_to_json`, `message_from_json`, `message_plain`, `told`, `facts_to_json`, `facts_from_json`,
`acts_from_json`, `clean`, and small pieces that picture.py and decisions.py share. Defaults are left out. The text is
pure ASCII, so that half a surrogate pair or a NUL in a hostile mail is stored like any other letter by every database.
Unknown keys are ignored: a newer program may add some.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

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

Plain = dict[str, Any]
KINDS = {kind.value: kind for kind in Kind}  # several times faster than Kind(...)
DIRECTIONS = {direction.value: direction for direction in Direction}
_dumps = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False).encode
_first_value = json.JSONDecoder().raw_decode  # `decode` also looks for blanks around the value; we write none


def dumps(value: object) -> str:
    """Return compact ASCII JSON; the same value gives the same text."""
    return _dumps(value)


def loads(text: str) -> Any:
    """Return what `dumps` was given."""
    return _first_value(text)[0]


def clean(text: str) -> str:
    """Return text that any database stores as it is: no NUL, no half of a surrogate pair."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")


def moment(text: str | None) -> datetime | None:
    """Return the datetime of ISO text; None stays None."""
    return None if text is None else datetime.fromisoformat(text)


# --- message -------------------------------------------------------------------------------------------------------
def message_to_json(message: Message) -> str:
    """Return the message as JSON texts in a row: what a touch tells (subject, text, files), the rest, the history.

    A judgement reads the first alone (`told`), identification the first two: a history is often ten times as long.
    """
    first: Plain = {key: value for key, value in (("subject", message.subject), ("text", message.new_text)) if value}
    if message.attachments:
        first["files"] = attachments_to(message.attachments)
    plain: Plain = {"id": message.message_id, "at": message.at.isoformat(), "from": _address(message.sender)}
    if message.id_is_ours:
        plain["own_id"] = True
    if message.date_offset_minutes is not None:
        plain["offset"] = message.date_offset_minutes
    if message.size_bytes:
        plain["size"] = message.size_bytes
    if not message.complete:
        plain["cut"] = True
    if message.has_price_table:
        plain["table"] = True
    if message.signature is not None:
        plain["signature"] = message.signature
    for key, addresses in (
        ("reply_to", message.reply_to),
        ("to", message.to),
        ("cc", message.cc),
        ("bcc", message.bcc),
    ):
        if addresses:
            plain[key] = [_address(address) for address in addresses]
    for key, value in (
        ("irt", message.in_reply_to),
        ("refs", message.references),
        ("problems", message.problems),
    ):
        if value:
            plain[key] = value
    for key, table in (("headers", message.headers), ("report", message.report)):
        if table:
            plain[key] = dict(table)
    return "\n".join(map(_dumps, (first, plain, message.quoted) if message.quoted else (first, plain)))


def message_from_json(text: str) -> Message:
    """Return the message that `message_to_json` stored."""
    return message_from_plain(message_plain(text))


def message_plain(text: str, *, with_history: bool = True) -> Plain:
    """Return what `message_to_json` stored, as one plain dict."""
    first, end = _first_value(text)
    rest, end = _first_value(text, end + 1) if end < len(text) else ({}, end)  # one text: a ledger of before
    plain: Plain = first | rest
    if with_history and end < len(text):
        plain["quoted"] = loads(text[end + 1 :])
    return plain


def told(text: str) -> Plain:
    """Return what a touch tells of a stored message: its subject, text and files, those that are there."""
    plain: Plain = loads(text)
    return plain


def message_from_plain(plain: Plain) -> Message:
    """Return the message of parsed JSON."""
    get = plain.get
    return Message(
        message_id=plain["id"],
        id_is_ours=get("own_id", False),
        in_reply_to=tuple(get("irt", ())),
        references=tuple(get("refs", ())),
        at=datetime.fromisoformat(plain["at"]),
        date_offset_minutes=get("offset"),
        sender=_to_address(plain["from"]),
        reply_to=tuple(map(_to_address, get("reply_to", ()))),
        to=tuple(map(_to_address, get("to", ()))),
        cc=tuple(map(_to_address, get("cc", ()))),
        bcc=tuple(map(_to_address, get("bcc", ()))),
        subject=get("subject", ""),
        headers=get("headers", {}),
        new_text=get("text", ""),
        quoted=get("quoted", ""),
        signature=get("signature"),
        has_price_table=get("table", False),
        attachments=attachments_from(get("files", ())),
        report=get("report", {}),
        size_bytes=get("size", 0),
        complete=not get("cut", False),
        problems=tuple(get("problems", ())),
    )


def _address(address: Address) -> list[str]:
    return [address.address, address.name] if address.name else [address.address]


def _to_address(plain: list[str]) -> Address:
    return Address(address=plain[0], name=plain[1] if len(plain) > 1 else "")


def attachments_to(attachments: Iterable[Attachment]) -> list[list[Any]]:
    """Return attachments as plain lists."""
    return [[attachment.name, attachment.type, attachment.size_bytes] for attachment in attachments]


def attachments_from(plain: Iterable[list[Any]]) -> tuple[Attachment, ...]:
    """Return the attachments of `attachments_to`."""
    return tuple(Attachment(name=name, type=kind, size_bytes=size) for name, kind, size in plain)


def ids(plain: Iterable[str]) -> tuple[MessageId, ...]:
    """Return Message-IDs of plain texts."""
    return tuple(map(MessageId, plain))


# --- facts ---------------------------------------------------------------------------------------------------------
def facts_to_plain(facts: Facts) -> Plain:
    """Return the facts as a plain dict."""
    plain: Plain = {"kind": facts.kind.value, "sure": facts.confidence}
    if facts.direction is not None:
        plain["dir"] = facts.direction.value
    if facts.evidence:
        plain["evidence"] = [[piece.what, piece.where, piece.text] for piece in facts.evidence]
    if facts.amounts:
        plain["amounts"] = [[str(amount.value), amount.currency] for amount in facts.amounts]
    if facts.signals:
        plain["signals"] = [
            [signal.name, signal.text] if signal.value is None else [signal.name, signal.text, signal.value]
            for signal in facts.signals
        ]
    if facts.return_date is not None:
        plain["return"] = facts.return_date.isoformat()
    if facts.name is not None:
        plain["name"] = name_to(facts.name)
    for key, values in (
        ("incoterms", facts.incoterms),
        ("terms", facts.payment_terms),
        ("products", facts.products),
        ("quantities", facts.quantities),
    ):
        if values:
            plain[key] = values
    for key, text in (
        ("lang", facts.language),
        ("job", facts.job_title),
        ("company", facts.company),
        ("phone", facts.phone),
        ("country", facts.country),
        ("site", facts.website),
    ):
        if text is not None:
            plain[key] = text
    return plain


def facts_from_plain(plain: Mapping[str, Any]) -> Facts:
    """Return the facts of `facts_to_plain`."""
    get = plain.get
    direction, returns, name = get("dir"), get("return"), get("name")
    return Facts(
        direction=None if direction is None else DIRECTIONS[direction],
        kind=KINDS[plain["kind"]],
        confidence=plain["sure"],
        evidence=tuple(Evidence(what=what, where=where, text=text) for what, where, text in get("evidence", ())),
        language=get("lang"),
        amounts=tuple(Amount(value=Decimal(value), currency=currency) for value, currency in get("amounts", ())),
        incoterms=tuple(get("incoterms", ())),
        payment_terms=tuple(get("terms", ())),
        products=tuple(get("products", ())),
        quantities=tuple(get("quantities", ())),
        return_date=None if returns is None else date.fromisoformat(returns),
        signals=tuple(
            Signal(name=piece[0], text=piece[1], value=piece[2] if len(piece) > 2 else None)
            for piece in get("signals", ())
        ),
        name=None if name is None else name_from(name),
        job_title=get("job"),
        company=get("company"),
        phone=get("phone"),
        country=get("country"),
        website=get("site"),
    )


def acts_from_json(text: str) -> Facts:
    """Return direction, kind and signals alone: all that attribution asks, at a third of the cost."""
    plain: Plain = loads(text)
    return facts_from_plain({name: plain[name] for name in ("dir", "kind", "sure", "signals") if name in plain})


def facts_to_json(facts: Facts) -> str:
    """Return the facts as JSON text."""
    return _dumps(facts_to_plain(facts))


def facts_from_json(text: str) -> Facts:
    """Return the facts that `facts_to_json` stored."""
    return facts_from_plain(loads(text))


def name_to(name: PersonName) -> list[Any]:
    """Return a person's name as a plain list."""
    return [name.full, name.given, name.family, name.title, name.sure]


def name_from(plain: list[Any]) -> PersonName:
    """Return the name of `name_to`."""
    full, given, family, title, sure = plain
    return PersonName(full=full, given=given, family=family, title=title, sure=sure)
