"""Mails and folders that could not be read: how the shelf names them and what the seller is told.

Public: `KIND`, `reference`, `broke`, `NOT_HANDED_OUT`, `is_given_up`, `told`, `vanished`.
"""

from collections.abc import Iterable

from assistant.ledger.receipts import GIVE_UP_AFTER, MISSING, NO_ANSWERS
from assistant.ledger.store import Shelved
from assistant.ledger.values import FolderReceipt

KIND = "message"
NOT_HANDED_OUT = "the server lists it and does not hand it out"
_BROKE = "the connection breaks when it is asked for"


def reference(mailbox: str, folder: str, uid: int | str) -> str:
    """Return the shelf's name of a mail; with uid "" how those of a folder begin."""
    return f"{mailbox}:{folder}:{uid}"


def broke(said: str) -> str:
    """Return the shelf's error for a mail whose fetch ends the connection with these words."""
    return f"{_BROKE} ({said})"


def is_given_up(item: Shelved) -> bool:
    """Return whether a mail is not asked for any more."""
    return item.kind == KIND and item.tries >= GIVE_UP_AFTER


def told(item: Shelved) -> str:
    """Return one line on a mail that could not be read: where it lies, why, and what to do.

    What went wrong in understanding it is not told, because that may quote the mail.
    """
    mailbox, _, place = item.ref.partition(":")
    folder, _, uid = place.rpartition(":")
    why = item.error if item.error.startswith((_BROKE, NOT_HANDED_OUT)) else "it could not be understood"
    where = f"mailbox {mailbox}: folder {folder}, mail with UID {uid}"
    if not is_given_up(item):
        return f"{where} could not be read: {why}; tried again by itself ({item.tries} of {GIVE_UP_AFTER} tries)"
    return (
        f"{where} is left out after {item.tries} tries: {why}; look at it in your mail program and answer it there "
        "if it waits for you; once you delete it, it is off this list"
    )


def vanished(receipts: Iterable[FolderReceipt], mailbox: str) -> list[str]:
    """Return a line for every folder that is a gap because the server does not list it any more (a day at most)."""
    return [
        f"folder {one.folder} {MISSING}: an answer may lie in it, so nothing is drafted for a day or until it is back"
        for one in receipts
        if one.mailbox == mailbox and one.problem == MISSING and one.role not in NO_ANSWERS
    ]
