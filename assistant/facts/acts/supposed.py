"""Whether words about an order speak of one to come: "30 days after order confirmation". Public: `is_supposed`.

Half of all offers count the delivery from the order; who takes that for an order that runs never chases the offer.
Trade usage of fifteen languages; definitions `stage` (only our confirmation of an order makes one run).
"""

import re

from assistant.facts.lexicon import Hit
from assistant.facts.sentences import Reading

# Right before the words: what is counted from.
_COUNTED_FROM = re.compile(
    r"(?<!\w)(?:(?:after|upon|from|against|subject to|pending|nach|ab|bei|vorbehaltlich|gegen|"
    r"tras|despues de(?: la)?|desde(?: la)?|a partir de(?: la)?|contra|apos(?: a)?|depois da|a partir da|"
    r"apres(?: la)?|des(?: la)?|suivant|a compter de(?: la)?|dopo(?: la| il)?|dalla|dal|alla|contro|"
    r"после|с момента|при|od|od daty|setelah|sejak|sau khi|ke tu khi)"
    r"(?: (?:receipt of|receiving|your|the|official|final|written|ihrer|der|die|votre|vostra|su|sua|tu))*|"
    r"بعد|من تاريخ|عند|فور|如|若|如果|一旦|等)\s?$"
)
_ANY = re.compile(  # and any order at all
    r"(?<!\w)(?:each|any|every|all|next|jede[rs]?|alle|cada|cualquier|qualquer|chaque|toute|ogni|kazde|her|tum|"
    r"tiap|setiap|moi)\s?$|(?:каждый|凡|所有)\s?$"
)
_RIGHT_BEHIND = re.compile(
    r"\s?(?:以?后|之后|起|的话|次第|後|から|ければ|ましたら|いただ(?:ければ|いてから|き次第)|하시면|주시면|되면|하면|받으면|후|시(?!작)|"
    r"(?:sonra|takiben|itibaren|halinde|durumunda|uzerine)(?!\w)|(?:before|until|till|prior to)(?!\w))"
)
_IF = re.compile(  # before the words in the same clause, or heading the sentence
    r"(?<!\w)(?:if|when|once|as soon as|unless|in case|should you|provided|"
    r"after (?:receipt|receiving|receive|we|you|your|the (?:order|po|deposit))|upon|subject to|"
    r"wenn|falls|sobald|nachdem|nach (?:auftrag|bestell|erhalt|eingang|ihrer)\w*|si|cuando|en cuanto|"
    r"una vez|al recibir|"
    r"se (?:confirm|fech|aceit|fizer|o pedido|a encomenda|vi |voi |l'ordine|il |ci )\w*|quando|assim que|caso|"
    r"quand|lorsque|des que|des reception|une fois|appena|una volta|qualora|jesli|jezeli|gdy|kiedy|"
    r"po (?:otrzyman|potwierdz|zlozen|wplac|zamow)\w*|eger|neu|khi|jika|kalau|apabila|bila|begitu)(?!\w)|"
    r"если|когда|как только|после (?:подтвержд|получен|оплат)|"
    r"如果|若|一旦|等您|等你|收到.{0,6}后|的话|(?:[您你]|客户).{0,4}确认.{0,8}就(?!已)|(?:收到|定下来).{0,6}就(?!已)|"
    r"もし|만약|"
    r"اذا|عندما|بمجرد|بعد (?:استلام|تاكيد)"
)
_ORDER = re.compile(
    r"(?<!\w)(?:orders?|po|confirm\w*|agree|accept|auftrag\w*|bestell\w*|bestatig\w*|pedido|orden|commande\w*|ordine|"
    r"conferm\w*|encomenda|siparis\w*|zamowi\w*|potwierdz\w*|don hang|xac nhan|pesanan|konfirmasi)(?!\w)|"
    r"заказ|подтверд|订单|合同|下单|注文|発注|주문|발주|طلب|تاكيد"
)
_CLAUSE = re.compile(r"[,;:()–]\s|[,;:]$| - ")
_TURKISH_ORDERS = re.compile(r"siparisler\w*(?:de|den|e|icin)$")  # "in the orders that you place until the year's end"
_THANKS = re.compile(
    r"(?<!\w)(?:thank|dank|gracias|obrigad|merci|grazie|tesekkur|dziek|cam on|terima kasih)|"
    r"спасибо|谢|ありがと|감사|شكر"
)


def is_supposed(reading: Reading, hit: Hit) -> bool:
    """Return whether the words of a hit count from, wait for or invite an order instead of telling of one."""
    text, sentence = reading.folded, reading.sentence_of(hit)
    if _THANKS.search(hit.words):
        return False
    if _RIGHT_BEHIND.match(text, hit.end) or _TURKISH_ORDERS.search(hit.words):
        return True
    before = text[sentence.start : hit.start]
    of_order = _ORDER.search(hit.words) is not None
    if _COUNTED_FROM.search(before) or (of_order and _ANY.search(before)):
        return True
    *earlier, last = _CLAUSE.split(before)
    if _IF.search(last):
        return True
    return not of_order and any(_IF.search(one) and _ORDER.search(one) for one in earlier)
