"""While the daemon holds the mailbox, `sync` and `draft` leave a wish in the ledger and wait for that pass."""

import time
from typing import Any

from assistant import wiring
from assistant.cli.options import now
from assistant.errors import AssistantError, MailboxBusy
from assistant.ledger.store import Ledger

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.2


def ask(files: wiring.Files, kind: str, payload: dict[str, Any], busy: MailboxBusy) -> Any:
    """Return what the daemon's next pass made of the wish. Raises the given MailboxBusy after 60 seconds of silence."""
    ledger = Ledger.open(files.config.database)
    try:
        wish = ledger.wish(kind, payload, now())
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            told = ledger.wish_result(wish)
            if told is not None and told.fulfilled_at is not None:
                if isinstance(told.result, dict) and set(told.result) == {"problem", "next_step"}:
                    raise AssistantError(told.result["problem"], next_step=told.result["next_step"])
                return told.result
            time.sleep(LOOK_SECONDS)
        raise MailboxBusy(busy.mailbox, busy.pid, next_step="systemctl status followup says what it does")
    finally:
        ledger.close()
