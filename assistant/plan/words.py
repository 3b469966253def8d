"""The words of a quote and its thread, to find products in. Public: `Words`."""

import re
from collections.abc import Iterator

from assistant.model import Touch
from assistant.plan.record import Record

_SEPARATORS = re.compile(r"[\W_]+")


class Words:
    """What was written about in the quote's thread; gathered when first asked."""

    __slots__ = ("_quote", "_record", "_text")

    def __init__(self, record: Record, quote: Touch | None) -> None:
        self._record, self._quote, self._text = record, quote, ""

    def have(self, product: str) -> bool:
        """Return whether the product's words stand there, whole from their start; case, dashes and plurals aside."""
        if not self._text:
            self._text = _plain(" ".join(self._parts()))
        wanted = _plain(product).rstrip()
        return bool(wanted) and (wanted in self._text or (_is_unspaced(wanted) and wanted.strip() in self._text))

    def _parts(self) -> Iterator[str]:
        thread = self._quote.thread if self._quote is not None else None
        for touch in self._record.touches:
            if thread and touch.thread != thread:
                continue
            yield from (touch.subject, touch.text, *(attached.name or "" for attached in touch.attachments))
            if touch.facts is not None:
                yield from touch.facts.products


def _plain(text: str) -> str:
    return f" {_SEPARATORS.sub(' ', text.casefold()).strip()} ".replace("  ", " ") if text.strip() else ""


def _is_unspaced(word: str) -> bool:
    """Chinese, Japanese and Thai write no spaces between words."""
    return any("\u0e00" <= sign <= "\u0e7f" or "\u3040" <= sign <= "\u9fff" for sign in word)
