"""Delivery terms and quantities in a text; terms of payment and the goods have modules of their own.

Public: `incoterms`, `delivery_place`, `quantities`, `counted`, `is_unit`. Source: Incoterms 2020 and the older rules
still in use (CNF, DAF, DEQ).
"""

import re
from functools import lru_cache

from assistant.facts.lexicon import fold
from assistant.facts.trade.digits import matches

_RULES = {
    "EXW": (
        r"exw|ex[- ]?(?:(?:our|their|your) (?:[a-z]+ )?)?"
        r"(?:works?|factory|mill|plant|fabrica|ware ?house)|ab (?:unserem )?(?:werk|fabrik)|"
        r"franco (?:nostr[ao] )?(?:fabbrica|stabilimento)|depart (?:de )?(?:notre |nos |l'|d')?usines?|"
        r"fabrika(?:miz(?:da|dan)?)? teslim\w*|puesto en fabrica|posto (?:na )?fabrica|loco (?:fabryka|zaklad)|"
        r"франко[- ](?:наш )?завод|工厂交货|工场渡|공장도|공장 ?인도|"
        r"ab lager(?! (?:lieferbar|verfugbar|vorratig))|loco magazyn|franco partenza|самовывоз|自提价|工厂自提|"
        r"giao (?:hang )?tai xuong(?! (?:cua |ben )?(?:anh|chi|ban|khach|quy))|nhan hang tai (?:xuong|kho|nha may)|"
        r"تسليم (?:ارض )?المصنع|التسليم (?:في |من )?(?:ارض )?المصنع|اكس وركس?"
    ),
    "FCA": "fca", "FAS": "fas", "FOB": "fob|فوب",
    "CFR": r"(?<!\d )cfr|cfr(?! \d)|cnf|c\s?&\s?f|c\+f|سي (?:اند )?اف ار|سي ان اف",
    "CIF": r"cif|سي اي اف|(?:التسليم|تسليم|سعر|السعر|الاسعار|شروط) سيف", "CPT": "cpt", "CIP": "cip",
    "DAP": "dap", "DPU": "dpu|dat", "DDP": "ddp", "DDU": "ddu", "DAF": "daf",
}  # fmt: skip
_RULE = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(f'(?P<{code}>{words})' for code, words in _RULES.items())})(?![a-z0-9&])"
)
_HEADS_OF_RULES = (
    "exw", "ex w", "ex-w", "exf", "ex f", "ex-f", "ex our", "ex their", "ex your", "ex m", "ex-m", "ex p", "ex-p",
    "ab werk", "ab un", "ab fab", "franco", "depart", "fabrika", "en fabrica", "posto", "loco", "франко",
    "工厂交", "工场渡", "공장", "ab lager", "самовывоз", "自提", "tai xuong", "nhan hang tai", "المصنع", "اكس ور",
    "فوب", "سي ", "سيف", "fca", "fas", "fob", "cfr",
    "cnf", "&", "c+f", "cif", "cpt", "cip", "dap", "dpu", "dat", "ddp", "ddu", "daf",
)  # fmt: skip
_ASCII_HEADS = tuple(head for head in _HEADS_OF_RULES if head.isascii())
_UNITS = (
    r"pcs|pieces?|pc|units?|sets?|pairs?|tons?|tonnes?|mt|kg|kgs|boxes|box|cartons?|ctns?|pallets?|"
    r"containers?|fcl|x?40hq|20ft|40ft|20gp|rolls?|meters?|metres?|m2|sqm|"
    r"stuck|stk|paletten?|kartons?|rollen|satze?|paar|tonnen|"
    r"piezas?|unidad(?:es)?|uds|cajas|rollos|sacos|juegos|pares|toneladas|kilos|litros|docenas|bobinas|bultos|"
    r"contenedor(?:es)?|pecas|caixas|rolos|sacas|jogos|conjuntos|duzias|conteiner(?:es)?|contentor(?:es)?|"
    r"unites|cartons|rouleaux|paires|palettes|sacs|lots|jeux|pezzi|pz|scatole|cartoni|rotoli|sacchi|paia|bancali|pallet|"
    r"tonnellate|chili|litri|quintali|шт|штук|тонн\w*|комплект\w*|adet|tane|takim|koli|palet|rulo|cift|kutu|ton|"
    r"szt|sztuk[ai]?|palety?|karton\w*|opakowan|rolek|rolki|par|zestaw\w*|komplet\w*|litrow|paczek|"
    r"рул|короб|ящик|мешк|мешок|пачк|пачек|бухт|паллет|поддон|кг|килограм|станк|насос|контейнер|фур|пар(?=ы|\b)|набор|"
    r"bo|cai|chiec|may|cuon|thung|hop|tam|bao|kien|tan|buah|unit|set|lusin|dus|roll|batang|lembar|karton|biji|stel|pasang|peti|"
    r"karung|helai|قطعه|حاويه|حاويات|طن|اطنان|حبه|حبات|كرتون|طقم|رول|لفه|علبه|كيلو|كجم|متر|زوج|صندوق|جهاز|台|个(?!月|工作日|星期|小时|礼拜)|件|套|箱|柜|吨|把|片|"
    r"条|张|枚|只|支|根|卷|双|盏|颗|副|盒|包|瓶|袋|桶|辆|组|公斤|千克|米(?![长高宽的])|万[个只件套米张支条把]|個|セット|本|着|足|缶|脚|巻|"
    r"ロール|ケース|ロット|トン|ダース|メートル|パレット|개|박스|대|세트|병|본|장|켤레|롤|톤|파레트|팔레트|컨테이너|벌|매|상자|팩|자루|통"
)
_QUANTITY = re.compile(
    rf"(?<![\d第])(?<!\d[.,])(\d{{1,3}}(?:[ .,]\d{{3}})+|\d{{1,7}})\s?(?:{_UNITS})(?:(?<=[^\x00-\x7f])|(?![a-z]))"
)
_UNIT = re.compile(rf"(?:{_UNITS}|packs?|packages?|lots?|palets?|items?|mix|mixed|assorted|gemischt\w*|each|chacun\w*)")

# Codes that words of other languages fold to: "dat" only in capitals, "dap" only without accents.
_WRITTEN_PLAIN = {"DPU": re.compile(r"\b(?:DPU|dpu|DAT)\b"), "DAP": re.compile(r"\bdap\b", re.I)}


@lru_cache(maxsize=16)  # the offer, its place and the acts each ask for the same text
def incoterms(text: str) -> tuple[str, ...]:
    """Return the codes of the delivery terms that stand in a text, in order of place; "Ex works" is EXW."""
    folded = fold(text)
    if not any(map(folded.__contains__, _ASCII_HEADS if folded.isascii() else _HEADS_OF_RULES)):
        return ()
    codes = dict.fromkeys(match.lastgroup or "" for match in _RULE.finditer(folded))
    # Vietnamese "đặt" and "đáp" fold to DAT and DAP.
    return tuple(code for code in codes if code not in _WRITTEN_PLAIN or _WRITTEN_PLAIN[code].search(text))


# The place behind the code: capitals, or two to four signs of a script without them; what else stands there is none.
_PLACE = re.compile(
    r"(?<![A-Za-z0-9])(?i:(fob|cif|cfr|cnf|fca|fas|cpt|cip|dap|dpu|ddp|ddu|daf|exw|c&f))[ :]{0,2}(?:in |at )?\(?"
    r"((?:[A-ZÀ-ÝĀ-ŽƠ-Ỹ][^\W\d_]+|[А-ЯЁ][а-яё]{2,})(?: (?:de |do |da |di |del )?[A-ZÀ-ÝĀ-ŽƠ-Ỹ][a-zà-ỹ]{2,}){0,3}|"
    r"[\u4e00-\u9fff]{2,3}?(?=港|[^\u4e00-\u9fff]|$)|[\u30a0-\u30ff]{2,8}|[\uac00-\ud7a3]{2,4}(?=[^\uac00-\ud7a3]|$)|"
    r"[\u0620-\u064a]{3,12})"
)
_NO_PLACE = re.compile(
    r"(?:us|usd|eur|gbp|cny|rmb|moq|price\w*|pre[cçi]\w*|prix|preis\w*|basis|terms?|incoterms?|port|for|and|with|from|the|цена|"
    r"qty|our|your|delivery|value|total|unit|valid\w*|please|or|und|per|shipment|"
    r"payments?|deposit|lead|time|production|packing|packages?|packed|loading|containers?|quantit(?:y|ies)|weight|models?|items?|"
    r"products?|orders?|samples?|notes?|remarks?|warranty|prompt|best|kind|warm|regards?|thanks?|sincerely|yours|dear|cheers|"
    r"zahlung\w*|liefer\w*|verpackung|gultig\w*|menge|mindest\w*|mit|pago|entrega|plazo|validez|saludos|cantidad|"
    r"pagamento|prazo|validade|consegna|saluti|quantit\w+|paiement|delai|livraison|cordialement|оплата|срок|поставка|"
    r"odeme|teslim\w*|vade|saygilar\w*|platnosc|termin|dostawa|pozdrawiam|pembayaran|pengiriman|thanh|"
    r"交期|价格|单价|含税|报价|条件|价|가격|조건)$",
    re.I,
)


def delivery_place(text: str) -> tuple[str, str] | None:
    """Return the first delivery term with its place, as (code, "FOB Ningbo"); None where no place stands behind it.

    Of several terms each has its own price: the place of the second belongs to no price of the first.
    """
    codes = incoterms(text)
    if not codes:
        return None
    for match in _PLACE.finditer(text):
        words = match[2].split()
        kept = words[: next((at for at, word in enumerate(words) if _NO_PLACE.match(fold(word))), len(words))]
        code = match[1].upper().replace("CNF", "CFR").replace("C&F", "CFR")
        if len(codes) > 1 and code != codes[0]:
            return None
        if kept:
            return code, f"{code} {' '.join(kept)}"
    return None


def quantities(text: str) -> tuple[str, ...]:
    """Return quantities with their units, as written but folded, at most five."""
    return tuple(dict.fromkeys(" ".join(match.group().split()) for match in counted(fold(text))))[:5]


def is_unit(words: str) -> bool:
    """Return whether folded words only count or pack ("set", "pallets", "ctn"): they name no goods."""
    return all(_UNIT.fullmatch(word) for word in words.split())


@lru_cache(maxsize=16)  # acts, offers and terms ask for the same text
def counted(folded: str) -> tuple["re.Match[str]", ...]:
    """Return the quantities in folded text, in order."""
    return tuple(matches(_QUANTITY, folded))
