"""A user's Maildir with his files beside it, and the house over them."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import wiring
from assistant.daemon.house import House
from tests.given.letters import quote_and_silence
from tests.given.parties import OWNER

RULES = """\
lead: 0 hours
limits: {open_drafts: 50, per_day: 50, first_day: 50, per_company_per_week: 50}
"""
MATERIALS = """\
- id: price-note
  topic: price-update
  facts: {product: our main range, change: -3 %, reason: raw material is cheaper, conditions: orders of this quarter}
  from: 2024-01-01
  until: 2027-12-31
- id: new-version
  topic: product-update
  facts: {product: the new version, selling_point: it is easier to install, status: in stock}
  from: 2024-01-01
  until: 2027-12-31
- id: second-line
  topic: company-news
  facts: {what: a second production line is running, means: lead time is one week shorter}
  from: 2024-01-01
  until: 2027-12-31
"""


def write_maildir(folder: Path, mails: Sequence[tuple[str, bytes]]) -> Path:
    """Return a Maildir++ that holds (folder name, raw mail) pairs; INBOX is its root."""
    for name in {"INBOX", "Sent", "Drafts"} | {name for name, _ in mails}:
        place = folder if name == "INBOX" else folder / f".{name}"
        for part in ("cur", "new", "tmp"):
            (place / part).mkdir(parents=True, exist_ok=True)
    for number, (name, raw) in enumerate(mails):
        place = folder if name == "INBOX" else folder / f".{name}"
        unique = f"{1_700_000_000 + number}.{hashlib.sha1(raw).hexdigest()[:8]}{number}.story"
        (place / "cur" / f"{unique}:2,S").write_bytes(raw)
    return folder


def silent_customer(folder: Path, *more: tuple[str, bytes]) -> Path:
    """Write a Maildir below `folder` in which Karin Beck is silent since our quote, and return `folder`."""
    write_maildir(folder / "mail", [*quote_and_silence(), *more])
    return folder


def configured(
    folder: Path,
    rules: str = RULES,
    materials: str = MATERIALS,
    *,
    me: Mapping[str, Any] = OWNER,
    **more: object,
) -> Path:
    """Write the files of a user whose only mailbox is the Maildir `folder`/mail, and return his config."""
    config = {
        "me": {key: value for key, value in me.items() if value},
        "mailboxes": [{"name": "story", "maildir": "mail"}],
        "database": "sqlite:///state/ledger.db",
        **more,
    }
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    (folder / "materials.yaml").write_text(materials, encoding="utf-8")
    path = folder / "config.yaml"
    path.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    return path


@contextmanager
def house_over(
    folder: Path, rules: str = RULES, materials: str = MATERIALS, *, me: Mapping[str, Any] = OWNER
) -> Iterator[House]:
    """Give a house over such files."""
    with wiring.open_house(wiring.load_files(str(configured(folder, rules, materials, me=me)))) as house:
        yield house
