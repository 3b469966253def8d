"""Tables that the first mail would otherwise wait for. Public: `make_ready`.

The suffix list, the hosts of free mail, the heads of histories and the expressions for dates take 60 ms together; no
mail may take 100. Processes that only show what is known never come here: `facts.understand` calls it when imported.
"""

from datetime import date

from assistant.facts import language
from assistant.facts.dates import calendar_words
from assistant.facts.lexicon import builtin
from assistant.facts.parsing import quoting
from assistant.facts.who import companies


def make_ready() -> None:
    """Load what every mail needs; a second call costs nothing."""
    builtin().likely("ready")
    companies.is_freemail("mail.example")
    quoting.patterns()
    language.language_of("of the")
    calendar_words.mentions("on 3 may, 3.5.", date(2026, 1, 1))
