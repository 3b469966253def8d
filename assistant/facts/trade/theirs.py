"""A sum that the other side has named, or that we ask of every order: "your target of USD 2.40", "minimum order value
USD 5,000". Public: `is_theirs`.

We offer it only where we say yes to it: "USD 2.40 as you asked is ok for us".
"""

import re

_MONEY = r"\s?(?:is |was |of |at |:)?(?:about |around |only )?(?:usd|eur|us\$|\$|€|£|rmb)?\s?$"
_NAMED_BEFORE = re.compile(
    r"(?:(?<!\w)(?:"
    r"your (?:\w+ )?(?:target|budget|idea|bid|counter|counter-?offer|limit|wish)(?: price| idea)?|target price|"
    r"(?:you|they|customer|client|buyer|who|he|she)(?: have| has| had)? "
    r"(?:ask(?:ed)?|want(?:ed)?|mention(?:ed)?|expect(?:ed)?|request(?:ed)?|need(?:ed)?|offer(?:ed)?|quoted)"
    r"(?: for| us| me| you| about)*|"
    r"(?:minimum|min\.?) (?:order|invoice) (?:value|amount)|mov|"
    r"(?:ihre?[rnm]?|euer) (?:budget|zielpreis|preisvorstellung|wunschpreis|preisidee|limit)|"
    r"mindest(?:bestell|auftrags)wert|"
    r"(?:su|tu|vuestro) (?:precio objetivo|objetivo|presupuesto)|(?:pedido|compra) minim[oa] (?:en valor )?de|"
    r"(?:seu|vosso|teu) (?:preco[- ]alvo|alvo|orcamento)|votre (?:prix cible|objectif|budget|cible)|"
    r"(?:suo|vostro|vs\.?) (?:target|budget|obiettivo|prezzo obiettivo)|"
    r"ваш\w* (?:целев\w+ цен\w+|бюджет\w*|цель)|(?:panstwa|wasza|wasz|twoj) (?:budzet|cena docelowa|oczekiwania)|"
    r"(?:hedef|hedeflediginiz|istediginiz) (?:fiyat(?:iniz)?)|"
    r"(?:gia muc tieu|ngan sach) cua (?:anh|chi|ben anh|ben chi)|target (?:bapak|ibu|anda))"
    r"|(?:您|你|贵司|客户)的?(?:目标价|预算|心理价位?)(?:格)?|"
    r"(?:目標価格|ご希望価格|ご予算)|(?:목표가|희망가|희망 단가|예산)"
    r"|(?:السعر المستهدف|ميزانيتكم))"
    rf"\s?(?:是|为|は|は、|는|은|von|de|del|di|da|в|la|adalah)?{_MONEY}"
)
_YES = re.compile(
    r"(?<![^\W_])(?:accept\w*|agree\w*|ok|okay|match|meet|confirm\w*|works?|fine|deal|approved|passt|einverstanden|"
    r"akzeptieren|geht klar|aceptamos|de acuerdo|aceitamos|acceptons|d'accord|accettiamo|согласн\w+|принимаем|подходит|"
    r"akceptujemy|zgadzamy|kabul|setuju|dong y)(?![^\W_])|可以|接受|同意|没问题|承知|가능|موافق"
)
_NO = re.compile(
    r"(?<![^\W_])(?:not|no|cannot|can't|impossible|too low|below|nicht|nein|kein\w*|no|nao|pas|non|не|нет|nie|"
    r"degil|olmaz|tidak|khong)(?![^\W_])|不|没法|無理|難し|어렵|لا"
)
# One of these stands among the words before; quickly looked up. Scripts without spaces are searched as they are.
_LEADS = (
    "your you they customer client buyer who he she target minimum min min. mov ihr ihre ihrem ihren ihrer euer su tu "
    "mindestbestellwert mindestauftragswert vuestro pedido compra seu vosso teu votre suo vostro vs vs. ваш ваша ваше "
    "ваши вашу вашей panstwa wasza wasz twoj hedef hedeflediginiz istediginiz gia ngan السعر ميزانيتكم"
)
_HEADS = frozenset(_LEADS.split())
_UNSPACED = re.compile("[目预予望心목희예]")
_NEAR = 44  # characters before a sum in which it is told whose it is


def is_theirs(text: str, start: int, sentence: str) -> bool:
    """Return whether the sum that begins there in folded text is another's, and its sentence does not agree to it."""
    before = text[max(0, start - _NEAR) : start]
    if _HEADS.isdisjoint(before.split()) and (before.isascii() or not _UNSPACED.search(before)):
        return False
    if _NAMED_BEFORE.search(before) is None:
        return False
    return _YES.search(sentence) is None or _NO.search(sentence) is not None
