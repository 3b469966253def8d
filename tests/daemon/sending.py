"""A draft that was approved by moving it, and the passes that send it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiosmtpd.smtp import Envelope

from assistant.daemon import approved, commands, cycle
from assistant.daemon.house import House
from assistant.ledger.errands import SEND
from assistant.mail.account import Account, Secret
from tests.given.mailboxes import RULES, house_over, silent_customer
from tests.servers.smtp import USER, Post

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # Wednesday, 11:00 in Berlin: the window opens at 13:00


OPEN = AT + timedelta(hours=3)


@contextmanager
def desk(folder: Path) -> Iterator[House]:
    """A house whose one customer has a draft, which the seller has moved to the folder for sending."""
    silent_customer(folder)
    with house_over(folder, RULES.replace("0 hours", "12 hours")) as house:
        cycle.run_pass(house, AT)
        commands.obey(house, "story", AT)
        box = house.connections.get("story", AT)
        (draft,) = box.headers("Drafts", 1)
        box.move("Drafts", draft.uid, commands.SEND_FOLDER)
        yield house


def account(post: Post) -> Account:
    """Return the seller's account at the SMTP server."""
    secret = Secret(source="env", value="LIN")
    return Account(name="story", host="127.0.0.1", port=post.port, security="none", user=USER, password=secret)


def passed(house: House, post: Post, at: datetime) -> tuple[str, ...]:
    """Do one pass and return the states of the approved drafts after it."""
    report = cycle.run_pass(house, at)
    approved.send_due(house, "story", account(post), all(box.complete for box in report.mailboxes), at)
    return tuple(one.state for one in house.ledger.errands.all(SEND))


def sent_and_not_yet_filed(house: House) -> None:
    """Leave the errand as a process leaves it that dies after the server has taken the mail."""
    (errand,) = house.ledger.errands.all(SEND)
    (entry,) = house.ledger.entries()
    raw = entry.raw.decode("latin-1")
    house.ledger.errands.move(errand, "sent", AT, message_id=entry.message_id, sent_uidnext=None, raw=raw)


def content_of(taken: Envelope) -> bytes:
    """Return a mail as the SMTP server took it."""
    assert isinstance(taken.content, bytes)
    return taken.content


def count(house: House, folder: str) -> int:
    """Return how many mails stand in a folder of the seller's."""
    box = house.connections.get("story", AT)
    return sum("\\Deleted" not in one.flags for one in box.headers(folder, 1))
