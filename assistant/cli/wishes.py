"""While the daemon holds the mailbox, `sync` and `draft` leave a wish in the ledger and wait for that pass."""

import time
from typing import Any

from assistant import wiring
from assistant.cli.options import now
from assistant.errors import AssistantError, MailboxBusy, WrongUsage
from assistant.ledger.store import Ledger

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.2


def ask(files: wiring.Files, kind: str, payload: dict[str, Any], busy: MailboxBusy) -> Any:
    """Return what the daemon's next pass made of the wish, as `assistant.daemon.wishes` writes it.

    Raises what kept it from being fulfilled, and MailboxBusy with the process id after 60 seconds of silence.
    """
    ledger = Ledger.open(files.config.database)
    wish = ledger.wish(kind, payload, now())
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            told = ledger.wish_result(wish)
            if told is not None and told.fulfilled_at is not None:
                if "problem" in told.result:
                    condition = WrongUsage if told.result["usage"] else AssistantError
                    raise condition(told.result["problem"], next_step=told.result["next_step"])
                return told.result
            time.sleep(LOOK_SECONDS)
        raise MailboxBusy(busy.mailbox, busy.pid, next_step="systemctl status followup says what it does")
    finally:  # nobody waits any more: a daemon that wakes up later must not do it (the first result stands)
        ledger.fulfil(wish, {"problem": "nobody waited any longer", "next_step": "", "usage": False}, now())
        ledger.close()
