"""Messages as they are read, and what they are understood to mean."""

from collections.abc import Sequence

from assistant.model import Address, Attachment, Direction, Facts, Kind, Message, MessageId, PersonName, Signal
from tests.given.parties import ANNA, US, at


def address(text: str) -> Address:
    """Return the address of "anna@firm.de" or "Anna Muster <anna@firm.de>"."""
    name, _, rest = text.rpartition("<")
    return Address(address=(rest or text).strip(" >").lower(), name=name.strip())


def message(
    message_id: str,
    when: str,
    sender: str = ANNA,
    to: str = US,
    *,
    cc: str = "",
    bcc: str = "",
    reply_to: str = "",
    subject: str = "LED panels",
    answers: str = "",
    text: str = "",
    quoted: str = "",
    files: Sequence[str] = (),
    signature: str | None = None,
    offset_minutes: int | None = None,
    headers: dict[str, str] | None = None,
    report: dict[str, str] | None = None,
) -> Message:
    """Return a message; `to`, `cc`, ... and `answers` hold several separated by a comma or a space."""

    def several(value: str) -> tuple[Address, ...]:
        return tuple(address(one) for one in value.split(",") if one.strip())

    chain = tuple(MessageId(one) for one in answers.split())
    return Message(
        message_id=MessageId(message_id),
        at=at(when),
        sender=address(sender),
        to=several(to),
        cc=several(cc),
        bcc=several(bcc),
        reply_to=several(reply_to),
        subject=subject,
        in_reply_to=chain[-1:],
        references=chain,
        new_text=text,
        quoted=quoted,
        attachments=tuple(Attachment(name=name, type="application/pdf", size_bytes=1000) for name in files),
        signature=signature,
        date_offset_minutes=offset_minutes,
        headers=headers or {},
        report=report or {},
    )


def facts(
    kind: str = "reply",
    direction: str = "inbound",
    *,
    signals: Sequence[Signal] = (),
    language: str | None = "en",
    name: str = "",
    company: str | None = None,
    phone: str | None = None,
    country: str | None = None,
) -> Facts:
    """Return facts of a kind, sure of it."""
    return Facts(
        direction=Direction(direction),
        kind=Kind(kind),
        confidence=1.0,
        signals=tuple(signals),
        language=language,
        name=PersonName(full=name, sure=True) if name else None,
        company=company,
        phone=phone,
        country=country,
    )
