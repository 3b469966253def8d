"""A mail that its client marked as a draft was never sent, in whatever folder it lies."""

import json
from pathlib import Path

import pytest

from tests.cli.typed import Terminal, seller_of
from tests.given.letters import letter, quote_and_silence
from tests.given.parties import BECK, LIN, THEN

LATER_QUOTE = letter(
    LIN,
    BECK,
    "Re: Inquiry LED panel",
    "Dear Ms Beck,\n\nour new offer: LED panel BL-2031 at USD 7.10 per piece FOB Ningbo, 500 pcs.\n\nLin Wei\n",
    "2026-11-10 09:00",
    message_id="half-written@brightline.example",
    answers=("inquiry@beck-leuchten-demo.de",),
)


@pytest.fixture
def seller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return seller_of(tmp_path, capsys, quote_and_silence())


def lay(seller: Terminal, folder: str, flags: str) -> Path:
    """Put the half-written offer into a folder as a client saves it, read everything, and return its file."""
    place = seller.config.parent / "mail" / f".{folder}"
    for part in ("cur", "new", "tmp"):
        (place / part).mkdir(parents=True, exist_ok=True)
    file = place / "cur" / f"1790000000.half:2,{flags}"
    file.write_bytes(LATER_QUOTE)
    assert seller.type("sync").code == 0
    return file


def known(seller: Terminal) -> tuple[int, str, str]:
    """Return the follow-ups counted, the day of the quote, and what is done now."""
    [customer] = json.loads(seller.type("customers", "--at", THEN, "--json").out)
    [planned] = json.loads(seller.type("plan", "--at", THEN, "--json").out)
    return customer["follow_ups"], customer["quote"]["at"][:10], planned["action"]


@pytest.mark.parametrize("folder", ["In Arbeit", "All Mail", "INBOX.Offers"])
def test_an_offer_that_was_never_sent_is_no_quote_and_holds_while_it_lies_there(seller: Terminal, folder: str) -> None:
    file = lay(seller, folder, "DS")
    assert known(seller) == (0, "2026-10-24", "hold")

    file.unlink()
    assert seller.type("sync").code == 0
    assert known(seller) == (0, "2026-10-24", "draft")


@pytest.mark.parametrize(("folder", "flags"), [("Sent", "DS"), ("Sent", "S"), ("In Arbeit", "S")])
def test_what_lies_in_sent_or_carries_no_mark_was_sent(seller: Terminal, folder: str, flags: str) -> None:
    lay(seller, folder, flags)

    assert known(seller)[:2] == (1, "2026-11-10")
