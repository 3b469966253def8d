"""Prices named in talk, without money: "my last is 11.4 for the big one and 9.8 for the small", "I can go down to
2.15", "36.5 ea". Public: `talked_prices`.

Who writes so bargains with somebody who knows the money. Only words of giving with us as their subject count; a whole
number may be pieces or days and needs words that mean nothing but a price.
"""

import re
from collections.abc import Sequence

from assistant.facts.sentences import Reading
from assistant.facts.trade.digits import matches
from assistant.facts.trade.former import INSTEAD
from assistant.facts.trade.further import further_prices
from assistant.facts.trade.measures import SIZES, SPANS
from assistant.facts.trade.money import GROUPED, Sum, number
from assistant.facts.trade.steps import steps
from assistant.facts.trade.terms import is_unit

_NUMBER = rf"(?P<n>{GROUPED}|\d{{1,6}}(?:[.,]\d{{1,3}})?(?![\d%]))"
_ENDS = (
    r"(?=\s?(?:$|[.!](?:\s|$)|[,;)](?!\d)|\n|\s-\s|(?:for|each|ea|and|und|y|et|e|и|i|ve|dan|fob|exw|cif|cfr|ex|net|"
    r"netto|with|"
    r"without|instead|if|when|but|wenn|bei|ab|mit|si|se|para|por|pour|con|com|avec|при|если|za|przy|przy|icin|untuk|"
    r"cho|neu|now|"
    r"final|last|(?:my|our) (?:last|best|final|lowest)|then|delivered|"
    r"incl|plus|per|le|la|el|il|den|der|die|das|voi)(?!\w)))"
)
# Words that end in nothing but a price: whole numbers may follow.
_PRICE = (
    r"(?:my|our|the) (?:last|best|final|lowest|bottom)(?: price| offer| figure|"
    r" number)?(?: for (?:\w+ ){1,4})? ?(?:is|now)(?: now)?|"
    r"(?:i|we)(?: can| could| will| would)?(?: only| maybe)? (?:go|come|get) down (?:\w+ )?to|"
    r"boss (?:\w+ ){1,3}?ok for you|ok for you(?: at)?|"
    r"mein(?:e|en)? (?:letzter|bester|ausserster)(?: preis)?(?: ist|:)|(?:ich|wir) gehen? (?:\w+ )?(?:runter )?auf|"
    r"(?:te|se|os|le|les) l[oa]s? (?:dejo|dejamos|puedo dejar|podemos dejar) (?:en|a)|"
    r"(?:puedo|podemos) bajar(?:\w*)? (?:\w+ )?(?:a|hasta)|(?:mi|nuestro) (?:ultimo|mejor)(?: precio)? (?:es|"
    r"seria)(?: de)?|"
    r"(?:consigo|conseguimos|posso|podemos) baixar (?:\w+ )?(?:para|a|ate)|(?:meu|nosso) (?:ultimo|"
    r"melhor)(?: preco)? (?:e|seria)|"
    r"(?:je peux|nous pouvons|on peut) descendre (?:\w+ )?(?:a|jusqu'a)|(?:mon|notre) (?:dernier|"
    r"meilleur) prix (?:est|serait)(?: de| a)?|"
    r"(?:posso|possiamo) scendere (?:\w+ )?(?:a|fino a)|(?:mio|nostro) (?:ultimo|miglior)(?: prezzo)? e|"
    r"[tv]e l[oa] (?:faccio|lascio) a|"
    r"(?:могу|можем) (?:опуститься|снизить(?:ся)?|упасть) (?:\w+ )?до|(?:отдам|отдадим) (?:\w+ )?(?:по|за)|"
    r"(?:последняя|крайняя) цена(?: -| —|:)?|"
    r"(?:moge|mozemy) zejsc (?:\w+ )?do|(?:moja |nasza )?(?:ostatnia|ostateczna) cena(?: to|:)?|"
    r"son fiyat(?:im|imiz)?:?|(?:harga (?:net|mentok|terakhir|pas)(?:nya)?|(?:bisa|kami) turun (?:jadi|ke|sampai))|"
    r"gia (?:chot|cuoi)(?: la)?|(?:em|ben em) giam con|(?:اخر|افضل|احسن) سعر(?: عندنا| لك)?|ننزل (?:الي|لـ?)"
)
# Words of giving, behind which only a number with decimals is surely a price.
_GIVES = (
    r"(?:i|we)(?: can| could| will| would)(?: still| only| even)? (?:do|make(?: it)?|give you|sell|offer you|"
    r"accept)(?: (?:it|this|these))?(?: at| for)?|"
    r"(?:ich|wir) (?:kann|konnen) (?:\w+ ){0,3}(?:zu|fur|auf|mit)|(?:consigo|conseguimos|posso|"
    r"podemos) fazer (?:\w+ )?(?:por|a|em)|"
    r"(?:puedo|podemos) (?:hacer|dar)\w* (?:\w+ )?(?:a|en|por)|(?:je peux|nous pouvons) (?:\w+ )?faire (?:\w+ )?a|"
    r"(?:сделаем|дадим|можем дать) (?:\w+ )?(?:по|за)|(?:damy|zrobimy) (?:\w+ )?(?:po|za)|(?:kami|"
    r"bisa) kasih (?:\w+ )?(?:di )?|(?:em|ben em) de (?:gia )?"
)
_COMES_TO = r"(?:pump|machine|set|chair|table|model|unit|piece|item|one|it) (?:comes|works) (?:out )?(?:to|at)"
_NAMED = re.compile(rf"{_NUMBER}{_ENDS}")
_SURE = re.compile(rf"(?<!\w)(?:{_PRICE}|{_COMES_TO}) ?:? ?$")
_LIKELY = re.compile(rf"(?<!\w)(?:{_GIVES}) ?$")
_BEHIND = re.compile(  # "2,15'e kadar inerim", "2.15까지 가능합니다"
    rf"{_NUMBER}(?:(?:'?(?:e|a|ye|ya|den|dan)(?: kadar)?)? (?:iner\w+|dus(?:er|ebil)\w+|yapar\w+|verir\w+|"
    rf"birak\w+)(?!\w)|"
    r"(?:까지|으로|로) ?(?:가능|맞춰|해 ?드|드릴))"
)
_EACH = re.compile(
    r"(?<![\w.,/:x×*-])(?<!\d )(?P<n>\d{1,5}[.,]\d{1,3})\s?(?:(?:ea|each|apiece|a piece|per (?:pc|piece|kg|set|m2|"
    r"metre|"
    r"meter|unit)|"
    r"das stuck|pro stuck|la pieza|la piece|al pezzo|a peca|c/u|za szt|за шт(?:уку)?)(?!\w)|/\s?(?:pc|pcs|kg|m2|set|"
    r"unit|szt|шт)(?!\w))"
)
# "final: 0.535 for the 20k lot": who haggles leaves out whose price it is; his words for the end of it tell.
_HAGGLED = re.compile(
    r"(?:^|[\n:,.;!]|(?<!\w)(?:do|does|is|are|say|agreed?|ok|okay|final|last|lowest|best|price|at|to|auf|zu|bei|ist|por|en|a|"
    r"para|es|e|est|per|до|по|за|po|za|na|do|jadi|di|con|la|son|dit|dice|cerramos|fechamos|chiudiamo))\s?$"
)
_MY_LAST = re.compile(r" (?:is )?(?:my|our) (?:last|best|final|lowest)(?!\w)")
_ENDS_HAGGLING = re.compile(
    r"(?<!\w)(?:final|last|lowest|bottom|best (?:i|we)|deal|impossible|no way|let's say|lets say|in the middle|boss|"
    r"can do|can make|no lower|not lower|(?:close|closing) (?:it|this|the deal)|(?:below|under) (?:that|this)|"
    r"letzte\w*|ausserste\w*|tiefer|in der mitte|chef|ultim[oa]|cerramos|cierro|a medio camino|jefe|fechamos|"
    r"meio termo|"
    r"chefe|dernier|derniere|on dit|coupons la poire|chiudiamo|a meta strada|capo|последн\w+|крайн\w+|посередине|"
    r"договорились|ostatni\w*|ostateczn\w*|nizej|po srodku|szef|son|altina|ortada|patron|mentok|terakhir|bos|chot|cuoi|"
    r"sep|اخر|نهائي)(?!\w)"
)
_WHOLE_MAY_STAND = re.compile(r"\d (?:is|are) |ok \d")
_HAGGLED_WHOLE = re.compile(  # "98 is the last, brother", "ok 315 per ton"
    r"(?<![\w.,/:x×*-])(?<!\d )(?P<n>\d{2,6})"
    r"(?= (?:is|are) (?:my|our|the) (?:very )?(?:last|best|final|lowest|bottom)(?!\w))|"
    r"(?<=\bok )(?P<m>\d{2,6})(?= ?(?:per |/ ?)(?:ton|tonne|mt|kg|m2|sqm|cbm|m3)(?!\w))"
)
_REPLACES = re.compile(  # "41.50 instead of 46"
    r"(?<![\w.,/:x×*-])(?<!\d )(?P<n>\d{1,6}(?:[.,]\d{1,2})?) "
    rf"(?:{INSTEAD}) (?P<m>\d{{1,6}}(?:[.,]\d{{1,2}})?)(?![\d.,/%]*\d)\s?(?P<next>[%°\"×]|[^\W\d_]+)?"
)
_WE_GIVE = re.compile(
    r"(?<!\w)(?:(?:i|we)(?:'ll| can| could| will| would)?(?: still| only| now| also| even)? (?:give|do|make|offer|sell|"
    r"(?:take|bring|get|let) (?:it|them|this|these|that|you have))|"
    r"(?:ich|wir) (?:kann|konnen|gebe|geben|mache|machen|gehe|gehen|biete|bieten|lasse|lassen)|"
    r"puedo|podemos|dejo|dejamos|hago|hacemos|doy|(?:je|nous|on) (?:peux|pouvons|peut|(?:vous |te )?l[ea]s? fais)|"
    r"posso|possiamo|consigo|conseguimos|faccio|facciamo|lascio|deixo|faco|могу|можем|отдам|отдадим|сделаю|сделаем|"
    r"moge|mozemy|zrobie|zrobimy)(?!\w)"
)
_BUYS_OR_MEASURES = re.compile(
    r"(?<!\w)(?:pay\w*|buy\w*|order\w*|za[hk]l\w+|pag\w+|compr\w+|pay\w+|achet\w+|acquist\w+|плат\w+|заплат\w+|куп\w+|"
    r"diameter|wall|thread|wand\w*|durchmesser|diametr\w+|diamet\w+|толщин\w*|dick\w*|epaisseur|espesor|spessore|version)(?!\w)"
)
_SIZED = re.compile(r"(?<![\w.,/:-])(?P<n>\d{2,6}(?:[.,]\d{1,2})?) for the \d[\d.,x]* ?(?:m|mm|cm|l|kg|kw|inch)(?!\w)")
# The words before such a number end with one of these, and one of those stands among them: quickly looked up.
_ENDINGS = (
    "is now to you at it this these do accept sell ist preis auf en a hasta es de seria para ate e em est jusqu'a "
    "serait до по за цена do cena to po za fiyat fiyatim fiyatimiz net netnya mentok terakhir pas jadi ke sampai "
    "chot cuoi la con سعر عندنا لك الي لـ zu fur mit for kasih di gia de — -"
)
_OURS = (
    "i we last best final lowest bottom ok comes works letzter bester ausserster ich wir dejo dejamos dejar puedo "
    "podemos ultimo mejor consigo conseguimos posso melhor peux pouvons peut dernier meilleur possiamo miglior te ve "
    "могу можем отдам отдадим последняя крайняя сделаем дадим moge mozemy ostatnia ostateczna damy zrobimy son "
    "harga bisa kami gia em اخر افضل احسن ننزل"
)
_LAST, _AMONG = frozenset(_ENDINGS.split()), frozenset(_OURS.split())
_NOT_PRICE = re.compile(  # of what else such a number tells, and who else asks for it
    r"(?<!\w)(?:weighs?|weight|gross|thick\w*|width|length|moq|minimum|lead time|days|weeks|market|competitors?|"
    r"others?|they|"
    r"he|she|your (?:price|offer|target)|target|last year|version|drawing|"
    r"diameter|tolerance|draft|invoice|total|deposit|balance|gewicht|peso|poids|вес|"
    r"minder)(?!\w)"
)
_WHOLE_NOT_PRICE = re.compile(
    r"(?<!\w)(?:qty|quantity|room|hall|pcs|pieces|stock|order of|menge|stuck|cantidad|unidades|quantite|quantita|шт|"
    r"adet)(?!\w)"
)
_IF = re.compile(r"(?<!\w)(?:if|whether|wenn|ob|falls|если|eger|jesli|czy|kalau|jika)(?!\w)")
_NOT = re.compile(r"(?<!\w)(?:not|cannot|nicht|no|nao|ne|non|не|nie|khong|tidak)(?!\w)|n't")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_VERB_LAST = frozenset({"tr", "ko", None})  # languages that put the verb behind the number
_MEASURE = re.compile(rf"[%°\"×x]|h|{SIZES}|{SPANS}")
_DECIMAL = re.compile(r"\d[.,]\d")
_LONGEST = 600  # characters: talk is short
_SHORT = 25  # words
_FEW = 40  # words of a mail that haggles
_FAR = 48  # characters before a number in which its words stand
_LEADS = frozenset(" :")


def talked_prices(reading: Reading) -> tuple[Sum, ...]:
    """Return the prices of pieces that a mail of ours names in talk (asked where it names no money)."""
    text = reading.folded
    if len(text) > _LONGEST:
        return ()
    found = [one for one in steps(text) if _may_be_price(reading, one.start, whole=False)]
    if found:
        return tuple(found)
    numbers = tuple(matches(_NAMED, text))
    for match in numbers:
        before = text[max(0, match.start() - _FAR) : match.start()]
        words = before.replace(":", " ").split()
        if not words or before[-1:] not in _LEADS or words[-1] not in _LAST or _AMONG.isdisjoint(words):
            continue
        sure = _SURE.search(before)
        if sure or _LIKELY.search(before):
            found += _price(reading, match, needs_decimals=sure is None)
    for expression, may in ((_BEHIND, reading.language in _VERB_LAST), (_EACH, _DECIMAL.search(text) is not None)):
        for match in matches(expression, text) if may else ():
            if not any(one.start == match.start("n") for one in found):
                found += _price(reading, match, needs_decimals=expression is _EACH)
    found = found or _haggled(reading, numbers)
    found = found or [one for match in _REPLACES.finditer(text) for one in _in_place(reading, match)]
    if not found and " for the " in text and len(text.split()) <= _SHORT:
        sized = [one for match in matches(_SIZED, text) for one in _price(reading, match, needs_decimals=False)]
        found = sized if len(sized) > 1 else []
    more = further_prices(text, found) if found else []
    return tuple(sorted((*found, *more), key=lambda one: one.start))


def _haggled(reading: Reading, numbers: Sequence["re.Match[str]"]) -> list[Sum]:
    """Return the price of a few words that end a haggling, where none but such words lead to it."""
    text = reading.folded
    if len(text.split()) > _FEW:
        return []
    found = [
        one
        for match in numbers
        if "." in match["n"] or "," in match["n"]
        if _ends_haggling(reading, match)
        for one in _price(reading, match, needs_decimals=True)
    ]
    return found or [
        Sum(start=match.start(), end=match.end(), value=value, currency=None, per_unit=True)
        for match in (matches(_HAGGLED_WHOLE, text) if _WHOLE_MAY_STAND.search(text) else ())
        if (value := number(match.group())) is not None and _may_be_price(reading, match.start(), whole=True)
    ]


def _ends_haggling(reading: Reading, match: "re.Match[str]") -> bool:
    text = reading.folded
    before = text[max(0, match.start() - 12) : match.start()]
    led = _HAGGLED.search(before) is not None or _MY_LAST.match(text, match.end()) is not None
    return led and _ENDS_HAGGLING.search(reading.at(match.start()).text) is not None


def _in_place(reading: Reading, match: "re.Match[str]") -> list[Sum]:
    """Return the price that takes the place of a higher one, where we say that we give it; none for pieces or sizes."""
    value, former, told = number(match["n"]), number(match["m"]), reading.at(match.start()).text
    if value is None or former is None or not value < former <= 2 * value or not _DECIMAL.search(match.group()):
        return []
    behind = match["next"]
    counts = behind is not None and (_MEASURE.fullmatch(behind) or is_unit(behind))
    if counts or not _WE_GIVE.search(told) or _BUYS_OR_MEASURES.search(told):
        return []
    return _price(reading, match, needs_decimals=False)


def _price(reading: Reading, match: "re.Match[str]", *, needs_decimals: bool) -> list[Sum]:
    """Return the price that words around a number name; none where the sentence asks, agrees or tells of others."""
    value, sentence = number(match["n"]), reading.at(match.start())
    whole = "." not in match["n"] and "," not in match["n"]
    if value is None or (whole and needs_decimals) or _YEAR.match(match["n"]):
        return []
    lead = reading.folded[max(sentence.start, match.start() - _FAR) : match.start()]
    if _IF.search(lead) or _NOT.search(lead) or not _may_be_price(reading, match.start(), whole=whole):
        return []
    return [Sum(start=match.start("n"), end=match.end("n"), value=value, currency=None, per_unit=True)]


def _may_be_price(reading: Reading, place: int, *, whole: bool) -> bool:
    """Return whether the sentence around a number neither asks nor tells of measures, of others or of what is owed."""
    sentence = reading.at(place)
    if sentence.asks or _NOT_PRICE.search(sentence.text) or (whole and _WHOLE_NOT_PRICE.search(sentence.text)):
        return False
    return reading.within(sentence, "order-accepted", "asked-about-offer", "sum-not-offered") is None
