"""The price that another one takes the place of: "4.20 instead of 4.55". Public: `INSTEAD`, `is_replaced`."""

import re

INSTEAD = (
    r"instead of|rather than|in place of|statt|anstatt|anstelle von|en (?:vez|lugar) de|em vez de|ao inves de|"
    r"au lieu (?:de|du)|invece d(?:i|ei|el)|anziche|вместо|zamiast|thay vi"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:{INSTEAD})(?: (?:the|our|my|den|dem|die|les?|la|los|il|os?|as))?"
    r"(?:(?: [^\W\d_]+)? (?:price|\w*preis(?:es)?|precio|preco|prix|prezzo|цены|ceny)(?: (?:of|von|de|di|в))?)?"
    r"\s?(?:usd|eur|us\$|\$|€)?\s?$"
)
_NEAR = 48  # characters before a price in which it is said to be replaced


def is_replaced(text: str, start: int) -> bool:
    """Return whether the price that begins there in folded text stands behind "instead of", and so is not offered."""
    return _BEFORE.search(text, max(0, start - _NEAR), start) is not None
