"""The goods that a subject names, without the words of asking: "Zapytanie ofertowe - wkręty do drewna" is about
"wkręty do drewna". Public: `goods_of`, `ARTICLE`.

The name goes into letters to customers: where what is left is half a phrase ("from Keller GmbH"), none is given.
"""

import re
from functools import lru_cache

from assistant.facts.lexicon import fold

_PREFIXES = re.compile(r"^(?:\s*(?:re|aw|fw|fwd|wg|ynt|odp|r|rv|res|回复|答复|转发|رد)\s*[:：])+", re.I)
# Of an article; those of papers, standards and classes of protection look alike.
ARTICLE = re.compile(
    r"\b(?!(?:PI|PO|QT|QTN|QUO|INV|CI|RFQ|RFP|REF|NO|ISO|EN|DIN|IEC|ASTM|AISI|GB|IP|KW|CW|HS|USD|EUR|RMB)-)"
    r"[A-Z]{2,5}-\d{2,5}[A-Z]?\b"
)
_WORD = re.compile(r"[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")
_PARTS = re.compile(r"\s[-–—|/]\s|\s?[:：|]\s*|\s?[–—]\s")
# Asking, offering and greeting, with the endings that each language gives them: no goods.
_ASKING = (
    r"prices?(?! (?:tag|label)s?)|pricing|price-?list|budget(?:ary)?|counter(?=[ -]?offer)|target(?= price)|"
    r"list|catalog(?:ue)?s?|katalog|"
    r"request(?:ing)?|inquir(?:y|ies)|enquir(?:y|ies)|rf[qpi]|quotations?|quotes?|offers?|hello|hi|dear|new|urgent|order|asap|please|pls|products?|cooperation|"
    r"business|best|latest|need(?:ed|s)?|wanted|required|looking|interested|sourcing|we|i|fyi|"
    r"(?:preis)?anfragen?|angebot(?:e|s|sanfrage)?|preis(?:e|liste|angebot)?|bitte|bedarf|kaufinteresse|interesse|"
    r"consultas?|solicitud(?:es)?|solicito|cotizacion(?:es)?|cotizar|precios?|presupuestos?|pedido|oferta|necesito|interes|"
    r"listas?|demandes?|prix|devis|tarifs?|(?:d')?offres?|besoin|preventiv[oi]|richiest[ae]|listino|prezz[oi]|"
    r"(?:d')?offert[ae]|quotazion[ei]|cotac(?:ao|oes)|solicitacao|precos?|orcamentos?|"
    r"запрос\w*|цен(?:а|ы|у|ой)?|стоимост\w*|прайс(?:-лист)?|коммерческ\w*|предложени\w*|кп|расчет\w*|нужн[ыао]?|"
    r"zapytani[aeu]|ofert(?:a|e|y|owe|owy|owa)|cenow[aey]|cen(?:a|e|y)|cennik\w*|wycen[aey]|prosb[ae]|prosze|potrzebuje|"
    r"fiyat(?:i|lari|lar)?|teklif(?:i|imiz)?|tale[bp]i?|"
    r"طلب|عرض|عروض|سعر|اسعار|تسعير\w*|استفسار|السعر|الاسعار|"
    r"yeu cau|bao gia|hoi gia|xin|can|mua|permintaan|penawaran|harga|minta|mohon|tanya|"
    r"询价|询盘|报价单?|价格|目录|求购|采购|请|咨询|"
    r"견적서?|문의(?:의|드립니다)?|요청(?:의|드립니다|합니다)?|단가|가격|의뢰(?:의)?|건|"
    r"お?[见見][积積]も?り?(?:の?お?(?:依[頼赖]|[願愿]い))?|お?问い合わせ|お問い合わせ|"
    r"projects?|projekt\w*|proyecto|projeto|progetto|proje\w*|проект\w*"
)
_LINKS = (  # which lead from the asking to the goods
    r"for|of|on|about|regarding|re|in your|your|our|the|a|to|and|fur|uber|nach|zu|wegen|um|an|para|por|sobre|de|del|"
    r"los|las|dos|das|pour|sur|des|du|les|la|le|concernant|per|di|dei|delle|su|на|по|для|o|na|dla|sprawie|w sprawie|su|"
    r"ve|cho|untuk|عن|علي|بخصوص|关于|的|unsere?[rns]?|ihre?[rns]?|su|sua|dot\.?|bzgl\.?|betr\w*\.?|по|hk\.?|"
    r"(?:n[or]\.?|num\w*\.?|№) ?[\w/-]*\d[\w/-]*"
)
_HEAD = re.compile(
    rf"\W*(?:(?:{_LINKS})\s)*(?:{_ASKING})(?![^\W_])(?:[\s!.,;&-]*(?:{_ASKING}|{_LINKS})(?![^\W_]))*[\s!.,;&-]*|"
    r"关于|(?:v/v|ve viec)[\s:]+(?:bao gia)?\s*|请?报价|询价|求购|采购"
)
_END = re.compile(
    rf"(?:[\s!.,;&-]+(?:{_ASKING}|icin|hakkinda|관련|의|for|of))+[\s!.?]*$|"
    r"(?:の|的)?(?:価格|お?[见見]积も?り?(?:の?お?[依願]い?[頼赖い]?)?|"
    r"价格(?:咨询)?|询价单?|咨询|询盘|报价单?|采购|の?ご?照会|请?报价)?(?:の件|について)?$"
)
_NO_GOODS = re.compile(rf"(?:(?:{_ASKING}|{_LINKS}|from)(?![^\W_])[\s!.,:;&-]*)+")
# What a deal consists of besides its goods: a subject of nothing but such words names none.
_MATTERS = (
    r"orders?|confirmation|confirmed|counter|target|increase|adjustment|details?|items?|sizes?|freight|shipping|shipment|"
    r"delivery|deliveries|payments?|balance|deposit|invoices?|documents?|docs|packing|complaints?|claims?|samples?|discount|"
    r"moq|lead|time|terms?|conditions?|visit|meeting|call|talks?|mails?|e-?mails?|message|follow(?:ing)?|up|holidays?|notice|"
    r"national|day|application|position|sales|customs|value|hs|code|cost|bank|status|update|schedule|question|reminder|"
    r"happy|year|included|sent|attached|pi|ci|po|pl|bl|awb|eta|etd|today|tomorrow|week|last|bulk|trip|feedback|information|alibaba|whatsapp|wechat|message|fair|canton|factory|audit|next|steps?|"
    r"nachlass|rabatt|auftrags?\w*|bestell\w*|liefer\w*|zahlung\w*|rechnung\w*|muster\w*|termin\w*|telefonat|heute|"
    r"reklamation\w*|kalkulation|besuch|versand|nachfrage|e-?mail|mail|fracht\w*|"
    r"commandes?|confirmation|livraisons?|expedition|paiements?|facture|echantillons?|transport|remise|relance|visite|"
    r"pedidos?|orden(?:es)?|compra|oc|confirmacion|entregas?|envios?|pagos?|facturas?|muestras?|flete|descuento|adjunt[ao]s?|seguimiento|visita|"
    r"encomenda|confirmacao|pagamentos?|fatura|amostras?|frete|desconto|propostas?|comercial|anexo|"
    r"ordin[ei]|conferma|d'ordine|consegna|spedizione|fattura|campion[ei]|trasporto|sconto|"
    r"заказ\w*|подтверждени\w*|отгрузк\w*|доставк\w*|оплат\w*|счет\w*|образ(?:ец|цы|цов)|скидк\w*|встреч\w*|"
    r"zamowieni\w*|potwierdzeni\w*|dostaw\w*|platnosc\w*|faktur\w*|probk\w*|transport\w*|"
    r"siparis\w*|onay\w*|teslimat|sevkiyat|odeme\w*|fatura\w*|numune\w*|navlun|indirim\w*|"
    r"don hang|xac nhan|giao hang|thanh toan|hoa don|mau|pesanan|konfirmasi|pengiriman|pembayaran|sampel|contoh|"
    r"طلبيه|تاكيد|شحن|الشحن|دفع|الدفع|فاتوره|عينات?|عينه|"
    r"订单|确认|订单确认|发货|付款|样品|放假通知?|交期|发票|运费|合同|"
    r"注文|纳期|出荷|请求书|サンプル|送付|お见积书送付|支払い?|주문|납기|출하|결제|샘플|발송|송부|샘플 발송"
)
_ONLY_MATTERS = re.compile(
    rf"(?:(?:{_MATTERS}|{_ASKING}|{_LINKS}|from|included|n°|\d[\d./-]*|[a-z]{{2,4}}-?\d{{5,}})(?![^\W_])[\s!?.,:;&+'-]*)+"
)
_HALF = re.compile(  # with which no name of goods begins
    r"(?:valid|gultig|from|with|at|by|in|is|are|von|mit|im|vom|bei|ihr\w*|aus|con|desde|en|da|dal|avec|chez|dans|од|из|от|с|в|z|ze|od|w|ile|"
    r"dari|dengan|tu|voi|من|مع|في|no|nr|n|num|number|ref|qt|po|offer|o|i|und|et|y|e)(?![^\W_])"
)
_HALF_BEHIND = re.compile(
    r"(?<![^\W_])(?:el|la|le|de|of|for|the|to|in|with|und|and|fur|para|por|sobre|per|di|su|na|o|z|на|по)$"
)
_ARABIC_FOR = re.compile(r"لل(?=[\u0620-\u064a]{3})")


@lru_cache(maxsize=512)  # a thread has one subject
def goods_of(subject: str) -> str | None:
    """Return the goods of a subject as written; None where it names none, or not surely."""
    topic = _PREFIXES.sub("", subject).strip() if ":" in subject or "：" in subject else subject.strip()
    if len(topic) > 120 or len(fold(topic)) != len(topic):
        return _named(topic)
    parts = [part.strip() for part in _PARTS.split(topic) if part.strip()]
    bare = [_bare(part) for part in parts]
    for part, rest in zip(parts, bare, strict=True):
        if rest != part and (name := _named(rest)):
            return name
    asks = [at for at, part in enumerate(parts) if _NO_GOODS.fullmatch(fold(part))]
    for at in asks:  # "RFQ - steel pipes - Brno", "steel pipes - RFQ"
        for rest in (*parts[at + 1 : at + 2], *parts[max(0, at - 1) : at]):
            if name := _named(rest):
                return name
    stripped = any(rest != part for part, rest in zip(parts, bare, strict=True))
    return None if stripped or asks else _named(topic)


def _named(rest: str) -> str | None:
    if ARTICLE.fullmatch(rest):
        return rest
    folded = fold(rest)
    half = _HALF.match(folded) or _HALF_BEHIND.search(folded) or _ONLY_MATTERS.fullmatch(folded)
    return rest if 2 <= len(rest) <= 60 and _WORD.search(rest) and not half else None  # a number is that of a paper


def _bare(part: str) -> str:
    """Return a part of a subject without the words of asking at its ends: "LED panel" of "Quotation LED panel"."""
    folded = fold(part)
    head = _HEAD.match(folded)
    start = head.end() if head else 0
    if start and (arabic := _ARABIC_FOR.match(folded, start)):
        start = arabic.end()
    end = _END.search(folded, start)
    stop = end.start() if end else len(part)
    return part[start:stop].strip(" -,.;") if start < stop else part
