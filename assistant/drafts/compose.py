"""The bytes of a draft: a plain mail that every client opens, edits and sends as if the seller had begun it.

Exactly contract.md "What a draft is"; why each header is as it is stands in ecosystem.md section 4. Pure: the random
parts come in as `Ids`. Public: `compose`, `Ids`.
"""

import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.almanac import notation
from assistant.drafts import headerlines
from assistant.drafts.enclosures import Enclosure, enclosed
from assistant.model import (
    Address,
    Decision,
    Direction,
    Draft,
    DraftId,
    History,
    Kind,
    Me,
    MessageId,
    Touch,
    Wording,
)

DRAFT_HEADER = "X-Followup-Draft"
MAX_QUOTED_LINES = 60
MAX_QUOTED = 4_000  # characters; as much as the ledger keeps of a mail
_REPLY = re.compile(
    r"\s*(?:re|r|aw|antw|antwort|rv|res|rif|sv|vs|ynt|odp|отв|ha|回复|回覆|答复|答覆|返信|답장|회신|رد|trả lời|balas)"
    r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]",
    re.IGNORECASE,
)
_NOT_SEEN = frozenset({Kind.INTERNAL, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.BULK})  # never answered, never quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The random parts of a draft. They reach the customer, so they must tell nothing: no code, no counter."""

    draft: str  # for X-Followup-Draft and the ledger
    message: str  # left part of the Message-ID
    token: str  # left part of the id in References by which the sent mail is found again


def compose(
    decision: Decision,
    history: History,
    wording: Wording,
    me: Me,
    now: datetime,
    *,
    mailbox: str,
    ids: Ids,
    files: Sequence[Enclosure] = (),
) -> Draft:
    """Return the draft of `wording` for the decided recipient, dated `now` on the seller's clock.

    `files`: those for which the words were written; without any the draft is one text/plain part. Raises ValueError
    where words and files differ, and where the decision names no recipient, or an address that no header can hold.
    """
    if not decision.to:
        raise ValueError("the decision names no recipient")
    _check_files(wording, files)
    sender = _sender(decision, history, me)
    domain = sender.rsplit("@", 1)[-1]
    message_id, token = MessageId(f"{ids.message}@{domain}"), MessageId(f"{ids.token}@{domain}")
    answered = _answered(decision, history)
    subject = _subject(decision, answered, wording)
    in_reply_to = _real_id(answered) if answered is not None else None
    to = (decision.to,)
    cc = tuple(address for address in dict.fromkeys(decision.cc) if address not in (decision.to, sender))
    zone = _zone(me.timezone)
    raw = b"".join(
        (
            headerlines.addresses("From", (Address(address=sender, name=me.name),)),
            headerlines.addresses("To", (_named(address, history) for address in to)),
            headerlines.addresses("Cc", (_named(address, history) for address in cc)) if cc else b"",
            headerlines.line("Subject", subject),
            headerlines.dated(now.astimezone(zone)),
            headerlines.ids("Message-ID", (message_id,)),
            headerlines.ids("In-Reply-To", (in_reply_to,)) if in_reply_to else b"",
            headerlines.ids("References", _references(answered, token)),
            headerlines.line(DRAFT_HEADER, ids.draft),
            enclosed(_body(_text(answered, history, wording, me, zone)), files, f"=_{ids.draft}{ids.message}"),
        )
    )
    return Draft(
        draft=DraftId(ids.draft),
        customer=decision.customer,
        mailbox=mailbox,
        step=decision.step or "",
        topic=decision.occasion.topic if decision.occasion else "",
        material=decision.occasion.material if decision.occasion else None,
        wording=wording,
        message_id=message_id,
        token=token,
        sender=sender,
        to=to,
        cc=cc,
        subject=subject,
        in_reply_to=in_reply_to,
        raw=raw,
        because=decision.because,
    )


def _check_files(wording: Wording, files: Sequence[Enclosure]) -> None:
    """Raise ValueError where the words were not written for these very files: none goes unsaid, none is only said."""
    if wording.encloses != tuple(file.name for file in files):
        raise ValueError("the words were written for other files")


def _text(answered: Touch | None, history: History, wording: Wording, me: Me, zone: tzinfo) -> str:
    # A new subject is a new matter: nobody lays an old quotation under a Christmas greeting.
    quoted = _quoted(answered, history, wording, me, zone) if answered is not None and wording.subject is None else ""
    signature = me.signature_in(wording.language)
    return "\n\n".join(part for part in (_signed(wording, signature, me), quoted) if part) + "\n"


def _sender(decision: Decision, history: History, me: Me) -> str:
    """The own address that carried the thread; where that is not ours, the one they last met, else the first of ours.

    A colleague's quote must not be followed up from whichever private address of ours the alphabet puts first.
    """
    if decision.sender and (decision.sender in me.addresses or not me.addresses):
        return decision.sender
    mails = [touch for touch in reversed(history.touches) if touch.by == "mail"]
    met = [address for touch in mails for address in (touch.writer, *touch.to, *touch.cc) if address in me.addresses]
    at_home = [address for address in sorted(me.addresses) if address.rpartition("@")[2] in me.domains]
    own = [*met, *at_home, *sorted(me.addresses)]
    if not own:
        raise ValueError("no address of our own is known")
    return own[0]


def _answered(decision: Decision, history: History) -> Touch | None:
    """Return the last mail of the decided thread that the customer has seen; None for a fresh mail.

    Never an auto-reply, a bounce or a colleague's mail: their text is not for the customer, and to answer a machine
    breaks the thread.
    """
    if decision.thread is None:
        return None
    same = [t for t in history.touches if t.thread == decision.thread.thread and t.thread]
    seen = [t for t in (decision.thread, *same) if _is_seen(t) and history.is_shared(t)]
    return max(seen, key=lambda touch: touch.at, default=None)


def _is_seen(touch: Touch) -> bool:
    return touch.by == "mail" and touch.kind not in _NOT_SEEN and not touch.bounced


def _references(answered: Touch | None, token: MessageId) -> tuple[MessageId, ...]:
    """The chain with our token before the last real id: put last, Thunderbird would answer the token (ecosystem 4)."""
    if answered is None:
        return (token,)
    own = _real_id(answered)
    chain = [one for one in dict.fromkeys(answered.references) if headerlines.is_id(one) and one != own]
    chain += [own] if own else []
    if len(chain) > headerlines.MAX_REFERENCES:
        chain = [chain[0], *chain[1 - headerlines.MAX_REFERENCES :]]
    return (*chain[:-1], token, *chain[-1:])


def _real_id(touch: Touch) -> MessageId | None:
    """Return the id that the mail bears itself; None where it has none and the house made one of its content."""
    named = touch.message_id
    return named if named and headerlines.is_id(named) and not named.endswith("@content.invalid") else None


def _subject(decision: Decision, answered: Touch | None, wording: Wording) -> str:
    """The wording's own subject, else "Re:" and the thread's; reply marks of other languages are not piled up."""
    if wording.subject is not None:
        return headerlines.clean_header(wording.subject)
    before = answered or decision.thread
    text = before.subject if before is not None else ""
    for _ in range(10):
        found = _REPLY.match(text)
        if found is None:
            break
        text = text[found.end() :]
    return headerlines.clean_header(f"Re: {text}")


def _named(address: str, history: History) -> Address:
    """An address with the person's name where it is sure; a wrong name in To is worse than none."""
    for person in history.people:
        if person.address == address and person.name is not None and person.name.sure and not person.role_account:
            name = person.name.full
            return Address(address=address, name="" if "@" in name else name)
    return Address(address=address)


def _signed(wording: Wording, signature: str, me: Me) -> str:
    signature = "\n".join(line.rstrip() for line in signature.strip().splitlines()) or me.name
    text = "\n".join(line.rstrip() for line in wording.body.strip().splitlines())
    # One line break after "Kind regards,", as people write it; no "-- ", below which clients grey out and cut.
    core = "\n".join(line.rstrip() for line in wording.core.strip().splitlines())
    has_closing = text.endswith((",", "，")) or (core != "" and not text.endswith(core))
    return f"{text}\n{signature}" if has_closing else f"{text}\n\n{signature}"


def _quoted(answered: Touch, history: History, wording: Wording, me: Me, zone: tzinfo) -> str:
    """The answered mail's own text, as clients lay it below. Notes of ours are no part of a touch's text."""
    text = answered.text.strip()
    if not text:
        return ""
    lines = text[:MAX_QUOTED].splitlines()
    kept = lines[:MAX_QUOTED_LINES]
    if len(kept) < len(lines) or len(text) > MAX_QUOTED:
        kept.append("[...]")
    writer = headerlines.clean_header(_writer(answered, history, me))
    at = answered.at.astimezone(zone)
    day, time = notation.weekday_date(at.date(), wording.language), notation.clock_time(at)
    above = wording.wrote.replace("{day}", day).replace("{time}", time).replace("{who}", writer)
    return "\n".join((above, *(_quote(line) for line in kept)))


def _quote(line: str) -> str:
    line = line.rstrip()
    return f">{line}" if line.startswith(">") else f"> {line}".rstrip()


def _writer(touch: Touch, history: History, me: Me) -> str:
    if touch.direction is Direction.OUTBOUND:
        return f"{me.name} <{touch.writer}>" if me.name and touch.writer in me.addresses else touch.writer
    named = _named(touch.writer, history)
    return f"{named.name} <{named.address}>" if named.name else named.address


def _body(text: str) -> bytes:
    """One text/plain utf-8 part. 7bit where it fits; else quoted-printable, which no server or client changes."""
    text = "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0 and not _is_half(c)))
    lines = text.split("\n")
    plain = text.isascii() and all(len(line) <= 78 and not line.startswith("From ") for line in lines)
    encoding = b"7bit" if plain else b"quoted-printable"
    content = text.encode("utf-8")
    if not plain:
        content = quopri.encodestring(content).replace(b"\nFrom ", b"\n=46rom ")
    return (
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
        + encoding
        + b"\r\n\r\n"
        + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    )


def _is_half(character: str) -> bool:
    """A lone surrogate: the trace of undecodable bytes, and no utf-8."""
    return 0xD800 <= ord(character) <= 0xDFFF


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
