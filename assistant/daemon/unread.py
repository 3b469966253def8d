"""Mails that could not be read: how the shelf names them and what the seller is told.

Public: `KIND`, `reference`, `broke`, `NOT_HANDED_OUT`, `is_given_up`, `told`.
"""

from assistant.ledger.receipts import GIVE_UP_AFTER
from assistant.ledger.store import Shelved

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
