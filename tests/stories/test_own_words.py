"""What our own follow-ups look like when they lie in Sent: a letter of the phrasebook must not pass for a quote.

A follow-up taken for a quote would begin the silence anew and keep an old quote young for ever.
"""

from datetime import UTC, datetime

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Kind, Me, Role
from assistant.phrases import book as books
from assistant.phrases.preview import every_phrase
from tests.given.letters import letter
from tests.given.parties import LIN, US

OURS = Me(addresses=frozenset({US}), domains=frozenset({"brightline.example"}))
AT = datetime(2026, 3, 3, 2, tzinfo=UTC)


def test_no_phrase_of_a_follow_up_reads_as_a_quote_once_it_is_sent() -> None:
    book, _ = books.load()
    words = lexicon.builtin()

    taken = {}
    for phrase, sample in every_phrase(book):
        priced = any(name in sample.body for name in ("USD", "EUR", "per piece"))
        if not sample.body or (priced and phrase.id.startswith(("price-update", "product-update"))):
            continue  # a letter that names a new price does quote; one that names the old one does not
        sent = letter(LIN, "karin@beck.example", sample.subject or "Re: Lamps", sample.body, AT, message_id="1@x")
        facts = understand(read(sent), OURS, words, Role.SENT)
        if facts.kind is Kind.QUOTE:
            taken[phrase.id] = facts.evidence[0].text

    assert taken == {}
