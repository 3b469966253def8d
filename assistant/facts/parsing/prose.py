"""Whether one line reads like something said to somebody, or like a line of particulars: a name, a firm, a street.

Public: `reads_as_text`, `is_sentence`. Asked only about lines that are about to be taken for a signature: what is cut
there is lost, so a line that may be said counts as said.
"""

import re

_ENDS = (".", "!", "?", ";", "。", "！", "？", "؟")
_ABBREVIATED = re.compile(r"(?:^|\s)(?:[^\W\d_]{1,4}|\S*\.\S*)\.$")  # "Co. Ltd.", "Sp. z o.o.": a firm ends like that
# Words with which people speak to each other: "we", "you", "please". In small letters, or first in the line.
_SAID = (
    "we you your our us me my please pls kindly wir ich uns mir bitte leider euch nous je vous votre notre merci "
    "nosotros usted ustedes nuestro favor lamentablemente você vocês nós nosso noi voi vostro prego purtroppo "
    "мы я вы вам нам нас наш ваш прошу просим пожалуйста biz siz size bize lütfen maalesef "
    "proszę prosimy niestety nam państwo chúng tôi xin kami saya mohon tolong maaf نحن لقد يرجى نريد نحتاج للأسف"
)
_SPEAKING = frozenset(_SAID.split())
_WE = ("amos", "emos", "imos", "iamo", "yoruz", "yorum", "dık", "dik", "duk", "dük", "tık", "tik", "śmy", "jemy")
_SPOKEN = re.compile(  # of languages that write no spaces
    r"[了们們已没沒请請吗嗎吧您你]|我(?:司|们|们|方|想|要)|ます|です|ました|ません|ください|下さい|니다|세요|해요"
)
_LABEL = re.compile(r"[^\W\d_.-]{1,12}\.?[ \t]?[:：+]")
_FEW = 3  # words


def reads_as_text(line: str) -> bool:
    """Return whether a line reads like a sentence or a part of one: "wir bestellen 300 Stück.", "we bought it"."""
    text = line.strip()
    if not text.isascii() and _SPOKEN.search(text):
        return True
    words = text.split()
    if len(words) < _FEW or _LABEL.match(text):
        return False
    if len(words) > _FEW and words[0].isalpha() and words[0].islower():
        return True
    if len(words) > _FEW and text.endswith(_ENDS) and not _ABBREVIATED.search(text):
        return True
    said = [words[0].lower(), *(word for word in words if word[0].islower() or word in {"I", "Sie", "Ihnen"})]
    return any(word.strip(",.!") in _SPEAKING or word.endswith(_WE) for word in said) or "I" in words


def is_sentence(line: str) -> bool:
    """Return whether a line is a whole long sentence, as people write on after "Thanks,"."""
    return len(line.split()) >= 9 and line.rstrip().endswith((".", "!", ","))
