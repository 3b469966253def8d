"""The mailbox that a digest is written for, and the digests found in it."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from assistant.daemon import morning
from assistant.daemon.house import House
from tests.given.letters import letter
from tests.given.mailboxes import silent_customer
from tests.given.parties import AT, US


def mailbox(folder: Path) -> None:
    """One customer silent since a quote, one who asked something this morning."""
    asked = letter(
        "Pablo Ruiz <pablo@ruiz-demo.es>",
        US,
        "Lámparas",
        "Dear Lin, please quote 300 pcs of LED panel BL-2031 CIF Valencia.",
        AT - timedelta(hours=9),
        message_id="asked@ruiz-demo.es",
    )
    silent_customer(folder, ("INBOX", asked))


def digests(folder: Path) -> list[EmailMessage]:
    """Return the digests that lie in the mailbox."""
    found = [
        path for path in (folder / "mail").glob("*/*") if path.is_file() and b"X-Followup-Digest" in path.read_bytes()
    ]
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]


def keep(house: House, at: datetime = AT) -> bool:
    """Write the digest of eight o'clock where it is due, and return whether it was."""
    return morning.keep(house, "story", "08:00", "lin@brightline.example", None, at)


def text_of(digest: EmailMessage, kind: str = "plain") -> str:
    """Return what stands in a digest."""
    part = digest.get_body((kind,))
    assert part is not None
    return str(part.get_content())
