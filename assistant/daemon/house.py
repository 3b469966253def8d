"""The parts of one installation as one value; `wiring` builds it, the modules of the pass take it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.daemon.connections import Connections
from assistant.daemon.understanding import Meaning, Understanding
from assistant.drafts.own_files import with_files_there
from assistant.ledger.store import Ledger
from assistant.model import Coverage, History, Me
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules

if TYPE_CHECKING:
    from assistant.facts.lexicon import Lexicon
    from assistant.phrases.nouns import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of one installation, as wired for this pass."""

    me: Me
    rules: Rules
    materials: Materials
    book_source: Callable[[], "Book"]
    lexicon_source: Callable[[], "Lexicon"]
    ledger: Ledger
    connections: Connections
    own_words: str = ""  # hash of the user's lexicon files; "": there is none

    @property
    def book(self) -> "Book":
        """Return the phrasebook; read when first asked for, because showing what is known needs no words."""
        return self.book_source()

    @property
    def lexicon(self) -> "Lexicon":
        """Return the lexicon; read when first asked for."""
        return self.lexicon_source()

    @property
    def occasions(self) -> Materials:
        """Return the materials as they can be told now: those whose files are missing say so."""
        return with_files_there(self.materials, self.rules.attach_at_most)

    def understanding(self) -> Understanding:
        """Return what understands mail, to be closed when the reading is over."""
        return Understanding(Meaning(me=self.me, source=self.lexicon_source))

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
