"""What they said outside mail and our own words repeat: the day they named, their no, their wish for no more mail.

Public: `retold`. Definitions "Human mail": an answer known only from our own words ("as you said on the phone") counts.
"""

import re

from assistant.almanac.countries import country_of_domain
from assistant.facts.acts.declining import is_denied
from assistant.facts.dates.named import named_date
from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.model import Message, Signal

_SUPPOSES = re.compile(  # "if you decide before 30 September" is our offer's term, not their plan
    r"\b(?:if|when|once|should|unless|in case|please|wenn|falls|sobald|bitte|si|cuando|se|quando|quand|lorsque|"
    r"merci de|jesli|jezeli|gdy|prosze|eger|neu|khi|jika|kalau|mohon)\b|"
    r"если|когда|пожалуйста|如果|若|请|もし|만약|اذا|لو "
)
_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|whether|vielleicht|eventuell|quizas?|talvez|peut-etre|forse|moze|belki)\b|"
    r"возможно|也许|可能|是否"
)


_OURSELVES = re.compile(
    r"\b(?:we|our|us|wir|uns|unser\w*|nous|notre|avons|nosotros|nuestr\w+|hemos|temos|noi|abbiamo|nostr\w+|biz|kami|"
    r"chung toi|my|nasz\w*|\w{3,}(?:amos|iamo|ismy|lismy))\b|(?<!\w)(?:мы|нас|наш\w*)(?!\w)|"
    r"我们|我司|弊社|当社|저희|당사|نحن"
)
_THANKED = re.compile(r"merci de (?:m'|nous |l')avoir")  # and no "merci de", please
_WHATEVER = re.compile(r"(?:another|other|otro|otra|autre|altro|altra|outro|outra|andere\w?)$")  # address, size, colour
_FORMERLY = re.compile(
    r"\b(?:last (?:year|time|season)|previously|in the past|so far|until now|used to|letztes (?:jahr|mal)|bisher|"
    r"fruher|el ano pasado|la ultima vez|antes|ano passado|l'an dernier|l'annee derniere|auparavant|l'anno scorso|"
    r"in passato|w zeszlym roku|dotychczas|gecen (?:yil|sene)|nam ngoai|tahun lalu)\b|"
    r"прошл\w+ год|раньше|去年|以前|昨年|작년|العام الماضي"
)


def retold(message: Message, reading: Reading) -> list[Signal]:
    """Return told_date, and told_stop or told_refusal, of an outbound mail."""
    return _told(message, reading) + _told_no(reading)


def _told(message: Message, reading: Reading) -> list[Signal]:
    """Return the date that they named outside mail, as our own words repeat it: "you want to wait until September"."""
    for hit in reading.hits("told-put-off"):
        sentence = reading.sentence_of(hit)
        if sentence.asks or _SUPPOSES.search(reading.folded, sentence.start, hit.start):
            continue
        country = country_of_domain(message.to[0].address.rpartition("@")[2]) if message.to else None
        named = named_date(sentence.text, reading.language, message.at, country)
        if named is not None:
            return [Signal(name="told_date", text=named.text[:120], value=named.day.isoformat())]
    return []


def _told_no(reading: Reading) -> list[Signal]:
    """Return the no, or the wish for no more mail, that our own words repeat: "pity that you bought elsewhere".

    Beside words for such forms it is any no of theirs in a sentence that regrets it or repeats what they said.
    """
    for name, group in (("told_stop", "told-stop"), ("told_refusal", "told-refusal")):
        for hit in reading.hits(group):
            if _is_told(reading, hit):
                return [Signal(name=name, text=reading.shown(hit))]
    for marker in reading.hits("told-marker"):
        sentence = reading.sentence_of(marker)
        no = reading.within(sentence, "refusal")
        if no is None or _WHATEVER.search(no.words) or _OURSELVES.search(sentence.text):
            continue
        if _is_told(reading, no):
            return [Signal(name="told_refusal", text=reading.shown(no))]
    return []


def _is_told(reading: Reading, hit: Hit) -> bool:
    """Return whether words of a no tell of one: neither asked after, nor supposed, nor one of another year."""
    sentence = reading.sentence_of(hit)
    before = _THANKED.sub("", reading.folded[sentence.start : hit.start])
    if sentence.asks or _SUPPOSES.search(before) or _PERHAPS.search(before) or _FORMERLY.search(sentence.text):
        return False
    return not is_denied(reading, hit)
