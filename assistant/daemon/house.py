"""The parts of one installation as one value; `wiring` builds it, the modules of the pass take it."""

from dataclasses import dataclass

from assistant.daemon.connections import Connections
from assistant.facts.lexicon import Lexicon
from assistant.ledger.store import Ledger
from assistant.model import Me
from assistant.phrases.book import Book
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
