"""The words of a quote and its thread, to find products in. Public: `Words`."""

import re
from collections.abc import Iterator

from assistant.model import Settings, Touch
from assistant.plan.record import Record

THEIR_GOODS = ("products", "best_seller", "interest")  # notes of goods that news may be about (003-K6, 003-K11)
_SEPARATORS = re.compile(r"[\W_]+")


class Words:
    """What was written about in the quote's thread, and noted of their goods; read only as far as an answer needs."""

    __slots__ = ("_read", "_unread")

    def __init__(self, record: Record, quote: Touch | None, settings: Settings | None = None) -> None:
        noted = map(settings.noted, THEIR_GOODS) if settings is not None else ()
        self._read = [text for text in noted if text]  # small letters, as they stand
        self._unread = _parts(record, quote)

    def have(self, product: str) -> bool:
        """Return whether the product's words stand there, whole from their start; case, dashes and plurals aside."""
        wanted = _plain(product)
        if not wanted:
            return False
        first = wanted.split(maxsplit=1)[0]
        return any(first in text and _stands_in(wanted, _plain(text)) for text in self._texts())

    def _texts(self) -> Iterator[str]:
        yield from self._read
        for text in self._unread:
            self._read.append(text.casefold())
            yield self._read[-1]


def _parts(record: Record, quote: Touch | None) -> Iterator[str]:
    thread = quote.thread if quote is not None else None
    touches = [touch for touch in record.touches if not thread or touch.thread == thread]
    for touch in touches:  # the short and telling ones first
        yield from touch.facts.products if touch.facts is not None else ()
        yield touch.subject
    for touch in reversed(touches):
        yield touch.text
        yield from (attached.name or "" for attached in touch.attachments)


def _stands_in(wanted: str, text: str) -> bool:
    return f" {wanted}" in f" {text}" or (_is_unspaced(wanted) and wanted in text)


def _plain(text: str) -> str:
    return _SEPARATORS.sub(" ", text.casefold()).strip()


def _is_unspaced(word: str) -> bool:
    """Chinese, Japanese and Thai write no spaces between words."""
    return any("\u0e00" <= sign <= "\u0e7f" or "\u3040" <= sign <= "\u9fff" for sign in word)
