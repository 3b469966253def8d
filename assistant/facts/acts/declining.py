"""The no of a customer that is explained or regretted rather than said. Public: `declined`, `is_denied`, `is_bid`.

Who declines politely tells a story: what the test showed, who got the job, how full the store is. No list of phrases
holds all of them; two weak clues of different kinds do, in an answer to an offer that asks and puts off nothing.
"""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading
from assistant.facts.trade.terms import quantities
from assistant.model import Message


def is_denied(reading: Reading, hit: Hit) -> bool:
    """Return whether longer words around a hit say the opposite: "we do not cancel", "not approved yet"."""
    return any(one.start <= hit.end and one.end >= hit.start for one in reading.hits("denied"))


def is_bid(reading: Reading, hit: Hit) -> bool:
    """Return whether a no hangs on our price or terms: "we cannot buy unless you come down" bargains."""
    return reading.within(reading.sentence_of(hit), "no-unless") is not None


def declined(message: Message, reading: Reading) -> Hit | None:
    """Return the words of a no that is explained or regretted rather than said, in a mail that asks nothing."""
    given_up = [hit for hit in reading.hits("gives-up") if not is_denied(reading, hit)]
    given_up += [hit for hit in reading.hits("stays") if not (is_denied(reading, hit) or _of_a_detail(reading, hit))]
    if given_up and not any(reading.hits(group) for group in ("still-wanted", "accepts", "receipt")):
        return given_up[0]
    regrets = reading.hits("polite-no") if not message.attachments else ()
    if regrets and reading.hits("buying") and not any(reading.hits(group) for group in _NOT_DECLINED):
        return regrets[0]
    return _two_clues(reading, regrets)


_DETAIL = re.compile(
    r"\b(?:pack(?:ing|aging)|carton|label|logo|colou?r|size|pri[cs]e|pre[zc]|design|diseno|desenho|dessin|disegn|mou?ld|molde|"
    r"moule|terms|position|posicao|wording|artwork|finish|thickness|agreed|discussed|verpackung|karton|etikett|farbe|grosse|"
    r"preis|werkzeug|termin|konditionen|vereinbart|besprochen|embal|empaque|caja|etiqueta|tamano|medida|fecha|condic|hablado|"
    r"acordado|caixa|cor\b|cores\b|tamanho|combinad|falado|etiquette|couleur|coloris|taille|prix|date|conditions|convenu|"
    r"dit\b|detto\b|dicho\b|imball|scatol|etichett|misur|condizion|d'accordo|concordat|opakow|etykiet|kolor|rozmiar|cen[aey]|"
    r"warunk|ustalon|umowion|ambalaj|koli|etiket|renk|renge|boyut|olcu|fiyat|tasarim|kalip|bao bi|thung|nhan\b|mau\b|"
    r"kich thuoc|gia\b|thiet ke|khuon|dong goi|kemasan|kardus|warna|ukuran|harga|desain|cetakan|syarat|posisi)|"
    r"упаков|короб|этикет|логотип|цвет|размер|цен[аыеу]|дизайн|срок|услови|договор|تغليف|كرتون|ملصق|شعار|لون|مقاس|سعر|تصميم|قالب|包装|纸箱|标签|唛头|颜色|尺寸|价格|设计|模具|"
    r"交期|条款|位置|厚度|工艺|梱包|箱|ラベル|ロゴ|色|カラー|サイズ|価格|价格|デザイン|金型|納期|条件|文字|포장|박스|라벨|로고|색상|"
    r"색깔|사이즈|가격|디자인|금형|납기|조건|위치|두께"
)


def _of_a_detail(reading: Reading, hit: Hit) -> bool:
    """Return whether what stays is a colour, a price or a number of goods, not their supply."""
    sentence = reading.sentence_of(hit)
    return _DETAIL.search(sentence.text) is not None or bool(quantities(sentence.text))


# Regret about these is not about buying; a mail that tells of money, goods on the way or a date declines nothing.
_NOT_DECLINED = ("no-decline", "price-objection", "bargaining", "receipt", "delivered", "other-matter", "sample-noun")

# What keeps an offer open, or speaks of other things than buying, whatever clues stand beside it.
_KEPT_OPEN = (
    *("price-objection", "receipt", "complaint", "still-wanted", "accepts", "condition", "own-condition"),
    *("other-matter", "sample-sent"),
)


def _two_clues(reading: Reading, regrets: tuple[Hit, ...]) -> Hit | None:
    """Return the first of two clues of different kinds: something is not wanted, somebody else has it, regret."""
    if not (reading.hits("unwanted") or reading.hits("elsewhere")):
        return None
    if any(reading.hits(group) for group in _KEPT_OPEN):
        return None
    unwanted = [hit for hit in reading.hits("unwanted") if not is_denied(reading, hit)]
    elsewhere = [hit for hit in reading.hits("elsewhere") if not is_denied(reading, hit)]
    kinds = [hits for hits in (unwanted, elsewhere, regrets) if hits]
    return kinds[0][0] if len(kinds) > 1 else None
