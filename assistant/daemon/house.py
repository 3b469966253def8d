"""The parts of one installation as one value; `wiring` builds it, the modules of the pass take it."""

from dataclasses import dataclass
from datetime import datetime

from assistant.daemon.connections import Connections
from assistant.facts.lexicon import Lexicon
from assistant.ledger.store import Ledger
from assistant.model import Coverage, History, Me
from assistant.phrases.nouns import Book
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of one installation, as wired for this pass."""

    me: Me
    rules: Rules
    materials: Materials
    book: Book
    lexicon: Lexicon
    ledger: Ledger
    connections: Connections

    def coverage(self) -> Coverage:
        """Return how completely the configured mailboxes are read."""
        return self.ledger.coverage(self.connections.names)

    def checked_at(self, mailbox: str) -> datetime | None:
        """Return when a mailbox was last read to its end; None: never, or the last try failed."""
        for check in self.ledger.mailbox_checks():
            if check.mailbox == mailbox:
                return None if check.problem else check.checked_at
        return None

    def mailbox_of(self, history: History) -> str:
        """Return the mailbox whose desk a customer's drafts lie on: the one that holds the last mail with them."""
        names = self.connections.names
        return next((touch.mailbox for touch in reversed(history.touches) if touch.mailbox in names), names[0])
