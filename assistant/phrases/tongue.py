"""Whether a text in Latin letters is written in another language than it should be. Pure. Public: `other_tongue`.

Told by small words that no neighbour shares. It is no recogniser: it only says no where nothing speaks for the language
and much for another, which is how a seller's own words look that stand under the wrong language.
"""

import re

_SMALL_WORDS = {
    "en": "the and of with this that which would your is it our are have from will",
    "de": "der die das und ist nicht mit für wir ihnen ihr eine wenn auch dass ich sie zu",
    "fr": "les des une est avec nous vous pour dans qui votre notre sur pas",
    "it": "il gli della che di è sono per questo nostra più anche nel alla",
    "es": "el los las una del con su usted muy esta nuestro y",
    "pt": "os as uma não com pelo dos das ao seu nosso nossa mais do",
    "pl": "się nie jest na do państwa że oraz dla nasz nasza jak po",
    "tr": "ve bir bu için ile olarak size daha da olan gibi bizim",
    "vi": "của và là cho một không các có được chúng tôi với này",
    "id": "yang dan untuk kami dari ini dengan akan bisa anda pada di",
}
SIGNS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
ENOUGH = 4  # different small words of another language


def other_tongue(text: str, language: str) -> str | None:
    """Return the language that a text is plainly written in instead; None where it may be the one it should be."""
    if language not in SIGNS:
        return None  # other scripts tell by their letters (lint)
    seen = set(re.findall(r"[^\W\d_]+", text.casefold()))
    if seen & SIGNS[language]:
        return None
    best = max(SIGNS, key=lambda other: len(seen & SIGNS[other]))
    return best if len(seen & SIGNS[best]) >= ENOUGH else None
