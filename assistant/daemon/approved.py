"""Sending what the seller approved: a draft moved to `Followup/Send at best time` goes out in the customer's window.

Public: `send_due`. At most once: `sending` is written down before the server is given the mail, and a row that is
found in that state later is in doubt for ever, shown and never tried again. Right before a mail goes out
the mailboxes are read once more: whoever has answered since the text was saved gets nothing.
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.daemon.commands import SEND_FOLDER
from assistant.daemon.connections import LOGIN_TRIES
from assistant.daemon.house import House
from assistant.daemon.placing import last_look
from assistant.delivery.outgoing import NotSendable, Outgoing, prepared
from assistant.errors import AssistantError, LoginRefused, WrongUsage
from assistant.facts.parsing.read import read
from assistant.ledger.errands import (
    APPROVED,
    CANCELLED,
    FILED,
    IN_DOUBT,
    RETURNED,
    SEND,
    SENDING,
    SENT,
    UNDER_WAY,
    Errand,
)
from assistant.mail.account import Account
from assistant.mail.mailbox import Mailbox, MailGone
from assistant.mail.quirks import files_sent_itself
from assistant.mail.smtp import SendInDoubt, SendRefused, hand_over
from assistant.model import Customer, Direction, History, RawMail, Role
from assistant.plan.place import place_of, seller_place
from assistant.plan.window import next_window

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """One mailbox whose approved drafts are looked after."""

    house: House
    box: Mailbox
    mailbox: str
    account: Account | None
    drafts: str
    sent: str | None
    here: Mapping[str, RawMail]  # the mails in the folder, by errand reference
    now: datetime


def send_due(house: House, mailbox: str, account: Account | None, is_read: bool, now: datetime) -> tuple[Errand, ...]:
    """Look after the approved drafts of a mailbox and send those whose window is open; return what changed.

    `is_read`: every mailbox was just read to its end; without that nothing is sent. Raises what transport raises.
    """
    box = house.connections.get(mailbox, now)
    folders = {folder.name: folder.role for folder in box.folders() if folder.selectable}
    under_way = [one for one in house.ledger.errands.all(SEND, UNDER_WAY) if one.mailbox == mailbox]
    if SEND_FOLDER not in folders and not under_way:
        return ()
    by_role = {role: name for name, role in reversed(folders.items())}
    post = _Post(
        house=house,
        box=box,
        mailbox=mailbox,
        account=account,
        drafts=by_role.get(Role.DRAFTS, "INBOX"),
        sent=by_role.get(Role.SENT),
        here=_lying(box, mailbox) if SEND_FOLDER in folders else {},
        now=now,
    )
    changed = [_go_on(post, errand) for errand in under_way]
    known = {errand.ref for errand in under_way}
    changed += [_begin(post, ref, mail) for ref, mail in post.here.items() if ref not in known]
    ready = [one for one in changed if one is not None and one.state == APPROVED]
    if is_read and ready:
        last_look(house, house.connections.names, now)
        changed += [_send(post, errand) for errand in ready]
    return tuple(one for one in changed if one is not None)


def _lying(box: Mailbox, mailbox: str) -> dict[str, RawMail]:
    state = box.state(SEND_FOLDER)
    if not state.exists:
        return {}
    mails = (mail for mail in box.headers(SEND_FOLDER, 1) if "\\Deleted" not in mail.flags)
    return {f"{mailbox} {state.uidvalidity}:{mail.uid}": mail for mail in mails}


def _go_on(post: _Post, errand: Errand) -> Errand | None:
    """Take up what an earlier pass left; None where nothing changed."""
    if errand.state == SENDING:  # the process died while the server had the mail
        return _move(post, errand, IN_DOUBT)
    if errand.state == SENT:
        return _file(post, errand)
    if errand.ref not in post.here:
        return _move(post, errand, CANCELLED)
    return errand


def _begin(post: _Post, ref: str, mail: RawMail) -> Errand | None:
    """Write down that this text was approved; one that cannot be sent goes back to Drafts."""
    before = post.house.ledger.errands.one(SEND, ref)
    if before is not None:  # returned, in doubt or sent, and still lying there
        if before.state in (RETURNED, FILED):
            _take_out(post, mail, post.drafts if before.state == RETURNED else None)
        return None
    whole = post.box.whole(SEND_FOLDER, mail.uid)
    if whole is None:
        return None
    made = prepared(whole, post.house.me, post.now)
    customer = _customer(post.house, made.recipients) if isinstance(made, Outgoing) else None
    subject = made.subject if isinstance(made, Outgoing) else read(whole).subject
    errand = Errand(
        kind=SEND,
        ref=ref,
        mailbox=post.mailbox,
        customer=customer.number if customer is not None else None,
        state=APPROVED,
        at=post.now,
        changed_at=post.now,
        body={"subject": subject[:200], "hash": getattr(made, "text_hash", "")},
    )
    if not post.house.ledger.errands.begin(errand):
        return None
    if isinstance(made, NotSendable):
        return _return(post, errand, made.says)
    if customer is None:
        return _return(post, errand, "no customer is known at its addresses: send it yourself")
    return errand


def _send(post: _Post, errand: Errand) -> Errand | None:
    mail = post.here.get(errand.ref)
    whole = post.box.whole(SEND_FOLDER, mail.uid) if mail is not None else None
    if mail is None or whole is None or errand.customer is None:
        return _move(post, errand, CANCELLED)
    made = prepared(whole, post.house.me, post.now)
    if isinstance(made, NotSendable) or made.text_hash != errand.body["hash"]:
        return _return(post, errand, "its text changed after you approved it: move it there again")
    history = post.house.ledger.history(errand.customer)
    why = _why_not(history, made) or _sent_before(post, errand, made)
    if why:
        return _return(post, errand, why)
    opens = _opens(post, history)
    if opens is None or opens > post.now:
        shown = opens.isoformat() if opens else None
        return _move(post, errand, APPROVED, due=shown) if errand.body.get("due") != shown else None
    if post.account is None:
        return _return(post, errand, "config.yaml names no smtp server for this mailbox")
    return _hand_over(post, errand, post.account, made)


def _hand_over(post: _Post, errand: Errand, account: Account, made: Outgoing) -> Errand:
    before = post.box.state(post.sent).uidnext if post.sent is not None else None

    def write_down() -> None:
        nonlocal errand
        errand = _move(post, errand, SENDING, message_id=made.message_id, sent_uidnext=before)

    try:
        hand_over(account, made.sender, made.recipients, made.raw, write_down)
    except SendInDoubt as error:
        log.warning("send in doubt", extra={"mailbox": post.mailbox, "customer": errand.customer})
        return _move(post, errand, IN_DOUBT, problem=str(error))
    except SendRefused as error:
        if error.permanent:
            return _return(post, errand, f"the server refused it: {error}")
        return _move(post, errand, APPROVED, problem=str(error))
    except LoginRefused as error:
        tries = int(errand.body.get("refused_logins", 0)) + 1
        if tries >= LOGIN_TRIES:
            return _return(post, errand, f"{error}; {error.next_step}")
        return _move(post, errand, APPROVED, problem=str(error), refused_logins=tries)
    except AssistantError as error:  # said before the mail was: certainly not sent
        return _move(post, errand, APPROVED, problem=str(error))
    log.info("approved draft sent", extra={"mailbox": post.mailbox, "customer": errand.customer})
    errand = _move(post, errand, SENT, raw=made.raw.decode("latin-1"))
    return _file(post, errand)


def _file(post: _Post, errand: Errand) -> Errand:
    """Put a copy into Sent, where the server did not do so itself, and take the draft out of the folder."""
    by_server = post.account is not None and files_sent_itself(post.account.host)
    if post.sent is not None and not by_server and not _is_filed(post, errand):
        post.box.append(post.sent, str(errand.body["raw"]).encode("latin-1"), ("\\Seen",), post.now)
    mail = post.here.get(errand.ref)
    if mail is not None:
        _take_out(post, mail, None)
    return _move(post, errand, FILED, raw="")


def _is_filed(post: _Post, errand: Errand) -> bool:
    first = errand.body.get("sent_uidnext")
    wanted = f"<{errand.body['message_id']}>".encode()
    return any(wanted in one.raw for one in post.box.headers(post.sent or "", int(first) if first else 1))


def _why_not(history: History, made: Outgoing) -> str:
    """Return why this text must not go out any more; "" where it may."""
    if history.settings.stop is not None:
        return "you said stop for this customer"
    if any(t.message_id == made.message_id and t.direction is Direction.OUTBOUND for t in history.touches):
        return "this very mail was sent before"
    since = [touch for touch in history.touches if touch.at > made.saved_at and touch.message_id != made.message_id]
    if any(touch.is_human for touch in since):
        return "they have written since this text was saved: read it first"
    ours = [one for one in since if one.direction is Direction.OUTBOUND and not one.bounced]
    if any(set(one.to) & set(made.recipients) for one in ours):
        return "another mail of yours went to them since this text was saved"
    return ""


def _sent_before(post: _Post, errand: Errand, made: Outgoing) -> str:
    """A copy of the same mail in the folder is not a second wish: the customer would get it twice."""
    others = post.house.ledger.errands.all(SEND, {SENDING, SENT, FILED, IN_DOUBT})
    same = any(one.ref != errand.ref and one.body.get("message_id") == made.message_id for one in others)
    return "this very mail was sent before, or may have been" if same else ""


def _opens(post: _Post, history: History) -> datetime | None:
    house = post.house
    window = next_window(place_of(history, house.me), seller_place(house.me), house.rules, post.now)
    return window.start if window is not None else None


def _return(post: _Post, errand: Errand, why: str) -> Errand:
    after = _move(post, errand, RETURNED, why=why)
    mail = post.here.get(errand.ref)
    if mail is not None:
        _take_out(post, mail, post.drafts)
    return after


def _take_out(post: _Post, mail: RawMail, target: str | None) -> None:
    """Move a mail out of the folder; without a target it is removed, because its sent form lies in Sent."""
    try:
        if target is None:
            post.box.remove(SEND_FOLDER, mail.uid)
        else:
            post.box.move(SEND_FOLDER, mail.uid, target)
    except MailGone:
        return  # the seller was quicker


def _customer(house: House, recipients: Collection[str]) -> Customer | None:
    for address in recipients:
        try:
            return house.ledger.find(address)
        except WrongUsage:
            continue
    return None


def _move(post: _Post, errand: Errand, state: str, **body: object) -> Errand:
    return post.house.ledger.errands.move(errand, state, post.now, **body)
