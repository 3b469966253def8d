"""The few writes: storing a draft, filing one mail elsewhere, taking one of our own away, making a folder."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.errors import AppendInDoubt, AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.mail.answers import Answer, fetched, uid_of
from assistant.mail.wire import Wire
from assistant.model import Uid

_FLAG = re.compile(r"\\?[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|~]+")  # RFC 3501 flag: a backslash only in front


def append(wire: Wire, target: str, folder: str, raw: bytes, flags: Sequence[str], at: datetime | None) -> Uid | None:
    """Store a mail under the quoted name `target`; the errors say exactly what is certain (mailbox.Mailbox.append)."""
    for flag in flags:
        if not _FLAG.fullmatch(flag):
            raise AppendRefused(f"{flag!r} is no flag")
    command = f"APPEND {target} ({' '.join(flags)})"
    if at is not None:
        command += f' "{_date_time(at)}"'
    begun = False
    try:
        for step in wire.append(command, raw):
            begun = begun or step == "literal"
        answer = wire.end(wire.last_tag())
    except MailboxUnreachable as problem:
        if not begun:
            raise  # the server never got a byte of the mail
        raise AppendInDoubt(
            f"the connection broke while a mail was being stored in {folder} ({problem})",
            next_step="nothing to do: it is looked for before anything else is tried",
        ) from problem
    if not answer.ok:
        raise _refusal(answer, folder)
    words = answer.code_numbers("APPENDUID")
    return Uid(int(words[1])) if len(words) == 2 and words[1].isdigit() else None


def move(wire: Wire, uid: Uid, target: str, folder: str, *, can_move: bool, can_expunge: bool) -> Uid | None:
    """Move one mail of the opened folder to the quoted name `target`; the new UID where the server tells it."""
    answer = wire(f"UID {'MOVE' if can_move else 'COPY'} {uid} {target}")
    if not answer.ok:
        if answer.code.startswith("TRYCREATE") or answer.code.startswith("NONEXISTENT"):
            raise FolderMissing(folder)
        if "OVERQUOTA" in answer.code:
            raise MailboxFull(f"the mailbox is full: nothing can be filed in {folder}")
        raise AppendRefused(f"the server refuses to file a mail in {folder}: {answer.text}")
    if not can_move:
        remove(wire, uid, can_expunge=can_expunge)
    words = answer.code_numbers("COPYUID")
    return Uid(int(words[2])) if len(words) == 3 and words[2].isdigit() else None


def remove(wire: Wire, uid: Uid, *, can_expunge: bool) -> bool:
    """Take one mail of the opened folder away; False: only flagged.

    Without UIDPLUS there is only plain EXPUNGE, which removes everything that anybody has flagged \\Deleted, also
    what the user flags between our look and our command. So it is never sent (reliability row 54).
    """
    wire(f"UID STORE {uid} +FLAGS.SILENT (\\Deleted)")
    return can_expunge and wire(f"UID EXPUNGE {uid}").ok


def holds(wire: Wire, uid: Uid) -> bool:
    """Return whether the opened folder has that mail."""
    return any(uid_of(row) == uid for row in fetched(wire(f"UID FETCH {uid} (UID)").lines))


def _refusal(answer: Answer, folder: str) -> Exception:
    said = answer.text or answer.code
    if "OVERQUOTA" in answer.code or "quota" in answer.text.lower():
        return MailboxFull(
            f"the mailbox is full: the server stored nothing in {folder} ({said})",
            next_step="make room in the mailbox; the draft is placed at the next pass",
        )
    if answer.code.startswith(("TRYCREATE", "NONEXISTENT")):
        return FolderMissing(folder, next_step="create it, or name another one under folders: in the config")
    return AppendRefused(f"the server refuses to store a mail in {folder} ({said})")


def _date_time(at: datetime) -> str:
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    at_month = 3 * (moment.month - 1)
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[at_month : at_month + 3]  # never the locale's
    return f"{moment.day:2d}-{month}-{moment:%Y %H:%M:%S %z}"
