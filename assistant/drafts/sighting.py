"""A mail of ours as it was seen in a folder, and how surely it is a given draft.

Public: `Sighting`, `sighting_of` (from a recorded `Message`), `sighting_in` (from bytes a desk just fetched),
`recognise`, `text_of`, `same_text`. Pure.

Clients rewrite drafts. Thunderbird gives a new Message-ID on every save and drops X- headers and keywords, Roundcube
drops X- headers and \\Draft, neomutt drops keywords; all three keep In-Reply-To and References (ecosystem.md 4).
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import IntEnum

from assistant.facts.parsing import headers
from assistant.facts.parsing.read import read
from assistant.facts.who.thread import stem
from assistant.model import DraftState, JournalEntry, Message, MessageId, RawMail, Role, Uid

SLACK = timedelta(minutes=10)  # clocks of the user's client and of the server differ
ALIKE = 0.6  # similarity of the texts from which a mail without any of our ids counts as the edited draft
DRAFT_HEADER = "x-followup-draft"
EARLIER_ID = "x-microsoft-original-message-id"  # Exchange keeps the replaced Message-ID here


class Rung(IntEnum):
    """How a mail was recognised as a draft of ours; lower is surer."""

    TOKEN = 1  # the opaque id in References, the mark every observed client keeps
    MESSAGE_ID = 2  # or our X-Followup-Draft, or the replaced Message-ID as Exchange notes it
    REPLY = 3  # answers the same mail, to the same people, after the draft
    TEXT = 4  # same subject, same people, similar text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One mail written by us, as it lies in a folder."""

    role: Role
    folder: str
    uid: Uid
    flags: frozenset[str] = frozenset()
    message_id: MessageId
    former_id: MessageId | None = None  # X-Microsoft-Original-Message-ID
    draft: str = ""  # X-Followup-Draft, "" = none (most clients drop it)
    references: tuple[MessageId, ...] = ()
    in_reply_to: tuple[MessageId, ...] = ()
    to: tuple[str, ...] = ()  # all recipients, lower case
    subject: str = ""
    at: datetime  # Date header, else INTERNALDATE
    text: str = ""  # new text without history and signature; "" where only headers are known
    unchanged: bool | None = None  # the very bytes we appended; None: not compared

    @property
    def is_deleted(self) -> bool:
        """Return whether it is flagged for removal, as some clients leave it until the folder is compacted."""
        return "\\deleted" in {flag.lower() for flag in self.flags}

    @property
    def is_draft(self) -> bool:
        """Return whether it carries \\Draft. False proves nothing: Roundcube drops the flag on save."""
        return "\\draft" in {flag.lower() for flag in self.flags}


def sighting_of(
    message: Message, *, folder: str, role: Role, uid: Uid, flags: Collection[str], own: Collection[str] = ()
) -> Sighting | None:
    """Return the sighting of a recorded message, None when somebody else wrote it.

    `own`: our addresses in lower case. A customer's answer carries our token in its References, so pass `own` for every
    folder but Drafts and Sent, where every mail is ours (Roundcube replaces From by the login).
    """
    if role not in (Role.DRAFTS, Role.SENT) and message.sender.address not in own:
        return None
    return _sighting(message, folder, role, uid, flags, message.headers)


def sighting_in(mail: RawMail, folder: str, role: Role) -> Sighting:
    """Return the sighting of a mail just fetched; `text` is filled only when the mail is whole."""
    fields = {name: values[0] for name, values in headers.pick(mail.raw).items()}
    message = read(mail.raw, received=mail.received, complete=mail.complete)
    return _sighting(message, folder, role, mail.uid, mail.flags, fields)


def _sighting(
    message: Message, folder: str, role: Role, uid: Uid, flags: Collection[str], fields: Mapping[str, str]
) -> Sighting:
    former = headers.message_ids({EARLIER_ID: [fields.get(EARLIER_ID, "")]}, EARLIER_ID)
    return Sighting(
        role=role,
        folder=folder,
        uid=uid,
        flags=frozenset(flags),
        message_id=message.message_id,
        former_id=former[0] if former else None,
        draft=fields.get(DRAFT_HEADER, "").strip(),
        references=message.references,
        in_reply_to=message.in_reply_to,
        to=tuple(one.address for one in (*message.to, *message.cc, *message.bcc) if one.address),
        subject=message.subject,
        at=message.at,
        text=message.new_text,
    )


def recognise(entry: JournalEntry, seen: Sighting) -> Rung | None:
    """Return how surely `seen` is the draft of `entry` in whatever shape; None: another mail (ecosystem.md 4)."""
    if entry.token in seen.references or entry.token in seen.in_reply_to:
        return Rung.TOKEN
    if entry.message_id in (seen.message_id, seen.former_id) or seen.draft == entry.draft:
        return Rung.MESSAGE_ID
    if not {address.lower() for address in entry.to} & set(seen.to) or seen.at < written_at(entry) - SLACK:
        return None
    if entry.in_reply_to is not None and entry.in_reply_to in seen.in_reply_to:
        return Rung.REPLY
    if stem(seen.subject) == stem(entry.subject) and seen.text and alike(seen.text, text_of(entry.raw)):
        return Rung.TEXT
    return None


def written_at(entry: JournalEntry) -> datetime:
    """Return when the draft was written: its Date header, which no second try changes."""
    dated = headers.mail_date(headers.pick(entry.raw).get("date", [""])[0])
    return dated[0] if dated else entry.placed_at or entry.changed_at


def text_of(raw: bytes) -> str:
    """Return what the writer of a mail wrote, without history and signature, as reading the mailbox would."""
    return read(raw).new_text


def same_text(one: str, other: str) -> bool:
    """Return whether two texts say the same after white space (definitions "sent")."""
    return _flat(one) == _flat(other)


def alike(one: str, other: str) -> bool:
    """Return whether one text may be the other, edited."""
    return SequenceMatcher(None, _flat(one), _flat(other), autojunk=False).ratio() >= ALIKE


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\xad", "").split())


def is_same(raw: bytes, ours: bytes) -> bool:
    """Return whether these are the bytes we appended, modulo line ends (servers and Maildirs change those)."""
    return _lines(raw) == _lines(ours)


def _lines(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").rstrip(b"\n")


def fate_of(entry: JournalEntry, seen: Sighting) -> DraftState:
    """Return what it means that the draft lies in Sent or Trash.

    In Trash a mail flagged \\Draft, or with the date we wrote, is a draft thrown away; else it was sent and then
    deleted (Trash-after-send). Roundcube's saved drafts have neither mark: they count as sent, which errs to silence.
    """
    if seen.role is Role.TRASH and (seen.is_draft or seen.at == written_at(entry)):
        return DraftState.DISCARDED
    return DraftState.SENT if same_text(seen.text, text_of(entry.raw)) else DraftState.SENT_EDITED


def is_as_placed(entry: JournalEntry, seen: Sighting) -> bool:
    """Return whether a mail in Drafts is the draft as we placed it, untouched.

    Every observed client sets Date when it saves. The mail at the UID we were given never changes (RFC 3501 2.3.1.1),
    even where the server rewrote our text; at another UID (second copy, renumbered, put back by hand) the text decides.
    """
    if seen.unchanged is not None:
        return seen.unchanged
    if seen.message_id != entry.message_id or seen.at != written_at(entry):
        return False
    return seen.uid == entry.uid or same_text(seen.text, text_of(entry.raw))
