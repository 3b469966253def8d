"""What is derived of one customer, as JSON and back: customer, people, touches, foreign drafts.

Public: `Picture`, `Stored`, `to_json`, `message_ids`, `from_plain`, `touch_to`, `touch_from`. A touch
stores nothing that its message row already holds: text, subject, attachments and facts come from there again, so that
no mail is stored twice and retention cuts in one place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.ledger import codec
from assistant.ledger.codec import Plain, attachments_from, attachments_to, ids
from assistant.model import Customer, CustomerNumber, Facts, ForeignDraft, MessageId, Person, Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The derived part of a history."""

    customer: Customer  # its number is 0 here: numbers are given when all new customers are known
    people: tuple[Person, ...]
    touches: tuple[Touch, ...]
    foreign_drafts: tuple[ForeignDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the message row of a touch holds, as plain values."""

    content: Plain
    facts: Facts  # with the user's mark, if any


Lookup = Callable[[str], Stored | None]


def to_json(picture: Picture, stored: Lookup) -> str:
    """Return the picture as JSON text; the same picture gives the same text."""
    customer = picture.customer
    return codec.dumps(
        {
            "customer": {
                "region": customer.region,
                "key": customer.key,
                "domain": customer.domain,
                "domains": customer.domains,
                "company": customer.company,
                "country": customer.country,
                "timezone": customer.timezone,
                "freemail": customer.is_freemail,
            },
            "people": [_person_to(person) for person in picture.people],
            "touches": [touch_to(touch, stored) for touch in picture.touches],
            "foreign": [[draft.at.isoformat(), draft.to] for draft in picture.foreign_drafts],
        }
    )


def message_ids(text: str) -> tuple[Plain, list[str]]:
    """Return the parsed picture and the Message-IDs whose rows `from_plain` will ask for."""
    plain: Plain = codec.loads(text)
    return plain, [touch["id"] for touch in plain["touches"] if "id" in touch]


def from_plain(plain: Plain, number: int, region: str, stored: Lookup) -> Picture:
    """Return the picture with the customer's lasting number and region."""
    customer = plain["customer"]
    return Picture(
        customer=Customer(
            number=CustomerNumber(number),
            region=region,
            key=customer["key"],
            domain=customer["domain"],
            domains=tuple(customer["domains"]),
            company=customer["company"],
            country=customer["country"],
            timezone=customer["timezone"],
            is_freemail=customer["freemail"],
        ),
        people=tuple(_person_from(person) for person in plain["people"]),
        touches=tuple(touch_from(touch, stored) for touch in plain["touches"]),
        foreign_drafts=tuple(ForeignDraft(at=datetime.fromisoformat(at), to=tuple(to)) for at, to in plain["foreign"]),
    )


def _person_to(person: Person) -> Plain:
    plain: Plain = {"address": person.address}
    if person.name is not None:
        plain["name"] = codec.name_to(person.name)
    if person.language is not None:
        plain["lang"] = person.language
    if person.last_seen is not None:
        plain["seen"] = person.last_seen.isoformat()
    if person.successor is not None:
        plain["successor"] = person.successor
    for key, value in (("confirmed", person.confirmed), ("dead", person.dead), ("role", person.role_account)):
        if value:
            plain[key] = True
    return plain


def _person_from(plain: Mapping[str, Any]) -> Person:
    get = plain.get
    name = get("name")
    return Person(
        address=plain["address"],
        name=None if name is None else codec.name_from(name),
        language=get("lang"),
        last_seen=codec.moment(get("seen")),
        confirmed=get("confirmed", False),
        dead=get("dead", False),
        role_account=get("role", False),
        successor=get("successor"),
    )


_LISTS = ("references", "to", "cc")
_TEXTS = ("thread", "writer", "language", "note", "mailbox")
_CLAIMS = ("bounced", "answered", "in_trash")


def touch_to(touch: Touch, stored: Lookup) -> Plain:
    """Return a touch without what its message row holds."""
    plain: Plain = {"at": touch.at.isoformat(), "dir": touch.direction.value, "kind": touch.kind.value}
    if touch.by != "mail":
        plain["by"] = touch.by
    for name in _LISTS + _TEXTS + _CLAIMS:
        if value := getattr(touch, name):
            plain[name] = value
    held = None
    if touch.message_id is not None:
        plain["id"] = touch.message_id
        held = stored(touch.message_id)
    content: Plain = held.content if held else {}
    if touch.text != content.get("text", ""):
        plain["text"] = touch.text
    if touch.subject != content.get("subject", ""):
        plain["subject"] = touch.subject
    if touch.attachments != attachments_from(content.get("files", ())):
        plain["files"] = attachments_to(touch.attachments)
    if touch.facts != (held.facts if held else None):
        plain["facts"] = None if touch.facts is None else codec.facts_to_plain(touch.facts)
    return plain


def touch_from(plain: Plain, stored: Lookup) -> Touch:
    """Return a touch with what its message row holds."""
    get = plain.get
    message_id = get("id")
    held = None if message_id is None else stored(message_id)
    content: Plain = held.content if held else {}
    if "facts" in plain:
        facts = None if plain["facts"] is None else codec.facts_from_plain(plain["facts"])
    else:
        facts = held.facts if held else None
    return Touch(
        at=datetime.fromisoformat(plain["at"]),
        direction=codec.DIRECTIONS[plain["dir"]],
        kind=codec.KINDS[plain["kind"]],
        by=get("by", "mail"),
        message_id=None if message_id is None else MessageId(message_id),
        thread=get("thread", ""),
        references=ids(get("references", ())),
        writer=get("writer", ""),
        to=tuple(get("to", ())),
        cc=tuple(get("cc", ())),
        subject=plain["subject"] if "subject" in plain else content.get("subject", ""),
        text=plain["text"] if "text" in plain else content.get("text", ""),
        language=get("language"),
        facts=facts,
        bounced=get("bounced", False),
        answered=get("answered", False),
        attachments=attachments_from(plain["files"] if "files" in plain else content.get("files", ())),
        in_trash=get("in_trash", False),
        note=get("note", ""),
        mailbox=get("mailbox", ""),
    )
