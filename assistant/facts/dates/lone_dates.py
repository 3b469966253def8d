"""A day or period to come that is the whole answer: "In September then." Public: `lone_date`."""

import re

from assistant.facts.dates.calendar_words import mentions
from assistant.facts.dates.named import Named, named_date
from assistant.facts.lexicon import fold
from assistant.facts.sentences import Reading
from assistant.model import Message

_LONGEST = 90  # letters of a mail that can be nothing but a date
_WORDS = re.compile(r"[^\W\d_]+")
# What may stand beside such a date, folded; a delivery, a receipt or a place would be another matter.
_BESIDE = frozenset(
    word
    for words in (
        "in then on at ok okay maybe perhaps better not before after from earliest earlier only again around say let",
        "us lets make it the thanks thank you regards best",
        "im dann erst ab vielleicht lieber besser wieder fruhestens am gut bitte danke grusse gruss",
        "en entonces mejor hasta recien para gracias saludos em entao melhor so obrigado obrigada",
        "alors plutot merci a allora meglio solo grazie",
        "тогда давайте лучше только не раньше в во после спасибо w wtedy dopiero lepiej dziekuje",
        "o zaman ancak tesekkurler nanti setelah de sau nhe",
        "等 再 说 说吧 再说 再说吧 吧 到 那 好 以后 之后",
    )
    for word in words.split()
)


def lone_date(message: Message, reading: Reading, country: str | None = None) -> Named | None:
    """Return the date that a mail of a few words names and nothing else; None for any other mail.

    Read as "write to us then": to wait is the safe mistake. `country`: see `dates.named_date`.
    """
    text = reading.folded
    if len(text) > _LONGEST or any(sentence.asks for sentence in reading.sentences):
        return None
    named = named_date(text, reading.language, message.at, country)
    if named is None:
        return None
    left = text
    for mention in reversed(mentions(text, message.at.date(), reading.language)):
        left = f"{left[: mention.start]} {left[mention.end :]}"
    if left == text:  # a season or "next week": its words are exactly the date
        left = text.replace(named.text, " ")
    rest = set(_WORDS.findall(left))
    return named if rest <= _BESIDE | set(_WORDS.findall(fold(message.sender.name))) else None
