"""What a writer may be called. Public: `name_of`."""

from assistant.facts.lexicon import Lexicon
from assistant.model import Message, PersonName


def name_of(message: Message, lexicon: Lexicon) -> PersonName | None:
    """Return the writer's name from the display name; None where it shows none."""
    name = message.sender.name.strip()
    return PersonName(full=name) if name else None
