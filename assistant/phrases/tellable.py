"""In which languages an occasion can be told, tried out with the very words. Public: `languages_of`."""

from assistant.model import Me, Occasion, Wording
from assistant.phrases.nouns import Book
from assistant.phrases.samples import NOW, PEOPLE, situation
from assistant.phrases.write import write


def languages_of(occasion: Occasion, book: Book, me: Me) -> tuple[str, ...]:
    """Return the languages of the phrasebook in which a letter about it comes out, to somebody easy to write to.

    A fact that is a sentence stands in its own language alone; for others the material needs `translations`, or a
    `text` of its own (docs/phrasebook.md, "Facts in several languages").
    """
    return tuple(language for language in book.languages if _is_told(occasion, book, me, language))


def _is_told(occasion: Occasion, book: Book, me: Me, language: str) -> bool:
    decision, history = situation(PEOPLE[0], occasion, language)
    made = write(decision, history, book, me, NOW)
    return isinstance(made, Wording) and made.language == language
