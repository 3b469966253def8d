"""The desk of a mailbox: which of its folders are Drafts, Sent and Trash."""

from collections.abc import Callable
from datetime import datetime

from assistant.daemon.house import House
from assistant.drafts.desk import Desk
from assistant.errors import FolderMissing
from assistant.model import JournalEntry, Role


def desk_of(
    house: House, mailbox: str, now: datetime, unwanted: Callable[[JournalEntry], str | None] | None = None
) -> Desk:
    """Return the desk over the open connection of that mailbox. Raises FolderMissing when it has no Drafts folder.

    `unwanted` is asked right before a draft in doubt is tried again: why it must not be placed any more.
    """
    box = house.connections.get(mailbox, now)
    by_role: dict[Role, list[str]] = {}
    for folder in box.folders():
        if folder.selectable:
            by_role.setdefault(folder.role, []).append(folder.name)
    drafts = by_role.get(Role.DRAFTS, [])
    if not drafts:
        step = f"name it in config.yaml: mailboxes, {mailbox}, folders, drafts; or create one in your mail client"
        raise FolderMissing("Drafts", next_step=step)
    return Desk(
        box,
        mailbox,
        house.ledger,
        drafts_folder=drafts[0],
        sent_folders=tuple(by_role.get(Role.SENT, ())),
        trash_folders=tuple(by_role.get(Role.TRASH, ())),
        unwanted=unwanted,
    )
