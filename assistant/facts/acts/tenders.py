"""Conditions for offers to come: "late bids will not be considered". Public: `sets_conditions`.

Who invites to a tender says what he will turn down; nobody has been turned down yet (definitions `refusal`).
"""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading

_OFFERS = re.compile(  # many of them, of whoever
    r"\b(?:bids|offers|quotations|quotes|tenders|proposals|submissions|angebote|gebote|offres|propositions|soumissions|"
    r"ofertas|propuestas|cotizaciones|propostas|cotacoes|offerte|oferty|teklifler)\b|предложения|заявки|котировки|"
    r"报价|投标|报盘"
)
_TO_COME = re.compile(
    r"\b(?:will|shall|can|cannot|may|are|werden|konnen|seront|sont|seran|serao|saranno|beda)\b|ecek|acak|"
    r"не (?:рассматриваются|принимаются|будут)|不予|将不|恕不"
)
_WHICH = re.compile(  # the sort that is turned down
    r"\b(?:late|exceed\w*|above|over|after|without|incomplete|partial|received|submitted|verspatet\w*|nach|ohne|uber|"
    r"unvollstandig\w*|hors|apres|sans|depass\w*|incomplet\w*|fuera|despues|sin|super\w*|exced\w*|fora|apos|sem|tard\w*|"
    r"ritardo|oltre|senza|po terminie|niekompletn\w*)\b|после|без|позднее|逾期|超过|超出|不完整|未附"
)
_OF_US = re.compile(  # or of all that are still to come: then it is over
    r"\b(?:you|your|yours|ihr\w*|euer|eure|votre|vos|vous|su|sus|tu|vuestr\w+|suas?|vossas?|vostr\w+|panstwa|all|"
    r"no longer|further|other|more(?! than)|additional|weitere|mehr(?! als)|autres|plus(?! de)|otras|outras|"
    r"mais(?! d[eo]))\b|ваш|больше|другие|[您你贵]|其他|再"
)


def sets_conditions(reading: Reading, hit: Hit) -> bool:
    """Return whether words of a refusal stand in a sentence about offers to come, of whoever makes them."""
    sentence = reading.sentence_of(hit).text
    if not (_OFFERS.search(sentence) and _TO_COME.search(sentence)) or _OF_US.search(sentence):
        return False
    return _WHICH.search(sentence) is not None
