"""Command folders: a mail that the seller moves to `Followup/Grade A` is a command, obeyed once, and filed back.

Public: `obey`, `FOLDERS`, `SEND_FOLDER`, `obeyed_lately`. Which mail it was is told by the folder's UID, so that moving
the same mail there again is a new command. The errand row stands before the act, the act can be repeated, and filing
back comes last: a process that dies in between goes on there in the next pass.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.daemon.house import House
from assistant.errors import AssistantError, FolderMissing, WrongUsage
from assistant.facts.parsing.read import read
from assistant.ledger.errands import COMMAND, Errand
from assistant.mail.mailbox import Mailbox, MailGone
from assistant.mail.roles import OURS
from assistant.model import Address, Customer, Message, RawMail, Role

log = logging.getLogger(__name__)
SEND_FOLDER = f"{OURS}/Send at best time"  # looked after by `approved`
DONE, NOBODY = "done", "nobody"  # obeyed; no customer is known by this mail

Setting = tuple[str, str]  # a key of `followup set` and its value


def _snoozed(days: int) -> Callable[[datetime], Setting]:
    return lambda local: ("hold", (local.date() + timedelta(days=days)).isoformat())


def _said(key: str, value: str) -> Callable[[datetime], Setting]:
    return lambda local: (key, value)


FOLDERS: dict[str, Callable[[datetime], Setting]] = {
    f"{OURS}/Snooze 1 week": _snoozed(7),
    f"{OURS}/Snooze 1 month": _snoozed(30),
    f"{OURS}/Never again": _said("stop", "you moved a mail to Followup/Never again"),
    f"{OURS}/Grade A": _said("grade", "A"),
    f"{OURS}/Grade B": _said("grade", "B"),
    f"{OURS}/Grade C": _said("grade", "C"),
    f"{OURS}/Grade D": _said("grade", "D"),
    f"{OURS}/Not a customer": _said("stop", "not a customer"),
    f"{OURS}/Supplier": _said("stop", "a supplier of ours, not a customer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """One mail in a command folder."""

    box: Mailbox
    mailbox: str
    folder: str
    uidvalidity: int
    mail: RawMail
    message: Message

    @property
    def ref(self) -> str:
        return f"{self.mailbox} {self.folder} {self.uidvalidity}:{self.mail.uid}"


def obey(house: House, mailbox: str, now: datetime) -> int:
    """Do what the mails in the command folders of a mailbox say and file them back; return how many were obeyed.

    Raises what transport raises. Runs before the reading, while the ledger still knows where each mail lay.
    """
    box = house.connections.get(mailbox, now)
    here = {folder.name for folder in box.folders() if folder.selectable}
    _create_once(house, box, mailbox, here, now)
    obeyed = 0
    for folder, state in box.states([name for name in FOLDERS if name in here]).items():
        if not state.exists:
            continue
        for mail in box.headers(folder, 1):
            if "\\Deleted" in mail.flags:
                continue
            message = read(mail.raw, received=mail.received, complete=False)
            order = _Order(
                box=box, mailbox=mailbox, folder=folder, uidvalidity=state.uidvalidity, mail=mail, message=message
            )
            obeyed += _obey_one(house, order, here, now)
    return obeyed


def obeyed_lately(house: House, mailbox: str, since: datetime) -> tuple[Errand, ...]:
    """Return the commands of a mailbox that were obeyed or could not be, since then; the oldest first."""
    found = house.ledger.errands.all(COMMAND, {DONE, NOBODY})
    return tuple(one for one in found if one.mailbox == mailbox and one.at >= since and "folder" in one.body)


def _create_once(house: House, box: Mailbox, mailbox: str, here: set[str], now: datetime) -> None:
    """Create the folders the first time; one that the seller removed later stays removed."""
    errand = Errand(
        kind=COMMAND, ref=f"{mailbox} folders", mailbox=mailbox, state="begun", at=now, changed_at=now, body={}
    )
    before = house.ledger.errands.one(COMMAND, errand.ref)
    if before is not None and before.state == DONE:
        return
    for folder in (*FOLDERS, SEND_FOLDER):
        if folder not in here:
            box.create(folder)
            here.add(folder)
    house.ledger.errands.begin(errand)
    house.ledger.errands.move(errand, DONE, now)


def _obey_one(house: House, order: _Order, here: set[str], now: datetime) -> int:
    errands = house.ledger.errands
    errand = errands.one(COMMAND, order.ref)
    if errand is None:
        body = {"folder": order.folder, "subject": order.message.subject[:200]}
        errand = Errand(
            kind=COMMAND, ref=order.ref, mailbox=order.mailbox, state="begun", at=now, changed_at=now, body=body
        )
        errands.begin(errand)
    done = 0
    if errand.state == "begun":
        customer = _customer(house, order.message)
        if customer is None:
            errands.move(errand, NOBODY, now)
        else:
            local = errand.at.astimezone(ZoneInfo(house.me.timezone))  # a repeat after a crash says the same
            key, value = FOLDERS[order.folder](local)
            house.ledger.set(customer.number, key, value, now)
            errands.move(errand, DONE, now, customer=customer.number)
            log.info("command obeyed", extra={"customer": customer.number, "key": key})
            done = 1
    _file_back(house, order, here)
    return done


def _customer(house: House, message: Message) -> Customer | None:
    """Return the customer a mail is about: its writer, or of our own mails and drafts whom it goes to."""
    me = house.me
    ours = message.sender.address in me.addresses or message.sender.address.rpartition("@")[2] in me.domains
    asked: tuple[Address, ...] = (*message.to, *message.cc) if ours else (message.sender, *message.reply_to)
    for one in asked:
        if one.address and one.address not in me.addresses:
            try:
                return house.ledger.find(one.address)
            except WrongUsage:
                continue
    return None


def _file_back(house: House, order: _Order, here: set[str]) -> None:
    """Move the mail to where it lay, else to the inbox; flags stay as they are."""
    lay = house.ledger.whereabouts(order.mailbox, order.message.message_id)
    before = [name for name, _ in lay if name in here and not name.startswith(OURS)]
    inbox = next((one.name for one in order.box.folders() if one.role is Role.INBOX and one.selectable), "INBOX")
    for target in (*before, inbox):
        try:
            order.box.move(order.folder, order.mail.uid, target)
            return
        except MailGone:
            return  # the seller was quicker
        except FolderMissing:
            continue
        except AssistantError as error:
            log.warning("command mail not filed back", extra={"mailbox": order.mailbox, "error": type(error).__name__})
            return
