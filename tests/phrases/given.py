"""The phrasebook of the house, occasions to write on, and the letter that comes of one."""

from datetime import datetime
from typing import Any

from assistant.model import Decision, DraftId, DraftState, History, Occasion, PastDraft, Wording
from assistant.phrases import book as books
from assistant.phrases.nouns import Book
from assistant.phrases.samples import ME, NOW, OCCASIONS, Reader, situation
from assistant.phrases.write import write

BOOK, _ = books.load()


def news(topic: str = "", point: str = "") -> Occasion:
    """Return the sample occasion of that topic or point."""
    return next(one for one in OCCASIONS if topic in ("", one.topic) and point in ("", one.point))


def occasion(topic: str, point: str = "", **facts: str) -> Occasion:
    """Return an occasion that tells these facts."""
    return Occasion(topic=topic, point=point, material="m", facts=facts)


CHEAPER = occasion(
    "price-update", product="LED panel BL-2031", change="-4 %", reason="aluminium is cheaper this quarter"
)


def letter(decision: Decision, history: History, book: Book = BOOK, now: datetime = NOW, **more: Any) -> Wording:
    """Return the letter that is written; `more`: see `write`."""
    made = write(decision, history, book, ME, now, **more)
    assert isinstance(made, Wording), made
    return made


def sent_as(made: Wording, topic: str, number: int, at: datetime) -> PastDraft:
    """Return what is remembered of a letter that was sent."""
    return PastDraft(
        draft=DraftId(str(number)),
        topic=topic,
        material="m",
        state=DraftState.SENT,
        placed_at=at,
        changed_at=at,
        sentences=made.sentences,
        phrases=made.phrases,
    )


def first_line(reader: Reader, language: str = "en") -> str:
    """Return how the letter to such a person begins."""
    return letter(*situation(reader, OCCASIONS[0], language)).body.split("\n")[0]
