"""The parts of one installation as one value; `wiring` builds it, the modules of the pass take it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.daemon.connections import Connections
from assistant.daemon.understanding import Meaning, Understanding
from assistant.drafts.own_files import with_files_there
from assistant.ledger.store import Ledger
from assistant.model import Coverage, Direction, History, Me
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
        """Return the mailbox whose desk a customer's drafts lie on: of their seller's, the one last used."""
        names = self._seller_of(history) if self.me.colleagues else self.connections.names
        return next((touch.mailbox for touch in reversed(history.touches) if touch.mailbox in names), names[0])

    def _seller_of(self, history: History) -> tuple[str, ...]:
        """Return the mailboxes of whoever wrote to them last; our own, too, where they know an address of ours.

        A copy in a colleague's mailbox makes nobody his customer.
        """
        names, others = self.connections.names, self.me.colleagues
        mails = [touch for touch in history.touches if touch.by == "mail"]
        last = next((touch.writer for touch in reversed(mails) if touch.direction is Direction.OUTBOUND), "")
        colleague = self.me.colleague_at(last)
        if colleague is not None and colleague.mailbox in names:
            return (colleague.mailbox,)
        met = {address for touch in mails for address in (touch.writer, *touch.to, *touch.cc)}
        own = tuple(name for name in names if name not in {one.mailbox for one in others})
        return own if own and (met & self.me.addresses or not mails) else names

    def writer_in(self, mailbox: str) -> Me:
        """Return who writes the drafts of a mailbox: the seller, or the colleague whose it is."""
        colleague = next((one for one in self.me.colleagues if one.mailbox == mailbox), None)
        return self.me if colleague is None else self.me.as_colleague(colleague)
