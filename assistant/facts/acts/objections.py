"""What a customer says against us: the price, the goods, another supplier. Public: `objections`."""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.model import Signal

_GROUPS = (
    ("price_objection", "price-objection"), ("spec_objection", "spec-objection"), ("has_supplier", "has-supplier"),
)  # fmt: skip
_HONOURS = re.compile("贵(?=[司社公方厂国姓店部单行处校院])")  # "your esteemed firm"
_DEAR = frozenset({"caro", "cara", "caros", "caras", "cari", "care"})  # also how letters begin
_CALLED = re.compile(r"\s+[A-ZÀ-Ý][\w'’.-]*(?:\s+[A-ZÀ-Ý][\w'’.-]*){0,2}\s*(?:[,!:;\n]|$)")
_THANKED = re.compile(r"\b(?:thanks?|thank you|thank u|appreciated?|obliged)\W{1,3}(?:\w+\W){0,2}$")


def objections(reading: Reading) -> list[Signal]:
    """Return the signals of what the writer says against us, one of each sort at most."""
    found = []
    dear = reading.hits("price-objection")
    for name, group in _GROUPS:
        hits = reading.hits(group)
        if name == "price_objection":
            hits = tuple(hit for hit in hits if not _is_polite(reading, hit))
        elif name == "spec_objection":  # "on price you did not pass" tells of no test
            hits = tuple(hit for hit in hits if not any(one.start <= hit.start and hit.end <= one.end for one in dear))
        found += [Signal(name=name, text=reading.shown(hit)) for hit in hits[:1]]
    return found


def _is_polite(reading: Reading, hit: Hit) -> bool:
    """Return whether words for "dear" are an address or a thank-you: "贵司", "Caro Jason,", "thank you so much"."""
    if hit.words.endswith("贵"):
        return _HONOURS.match(reading.folded, hit.end - 1) is not None
    if hit.words.endswith("much"):
        return _THANKED.search(reading.folded, max(0, hit.start - 30), hit.start) is not None
    if hit.words in _DEAR and len(reading.original) == len(reading.folded):
        sentence = reading.sentence_of(hit)
        first = not reading.folded[sentence.start : hit.start].strip(" \n\"'")
        return first and _CALLED.match(reading.original, hit.end) is not None
    return False
