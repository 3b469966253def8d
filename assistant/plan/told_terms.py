"""Which terms a buyer needs a text tells: payment, delivery, lead time. Public: `tells_payment`, `tells_delivery`,
`tells_lead_time`.

Only what none of our mail tells may be called missing in a letter, so these look generously: a word found by accident
("holidays") or a time meant for something else ("valid 15 days") counts as told, which is the safe side.
"""

import re

_PAYMENT = (
    "payment", "t/t", "l/c", "letter of credit", "deposit", "prepay", "advance", "balance", "zahlung", "skonto",
    "vorkasse", "vorauskasse", "zahlbar", "netto", "paiement", "acompte", "comptant", "pago", "anticip",
    "adelant", "contado", "pagamento", "entrada", "boleto", "acconto", "bonifico", "оплат", "аванс", "отсроч",
    "ödeme", "peşin", "avans", "kapora", "vade", "płatno", "przedpł", "zaliczk", "przelew", "付款", "定金",
    "订金", "预付", "月结", "现款", "现结", "账期", "款到", "到付", "支払", "前払", "前金", "後払", "月末締",
    "결제", "선금", "선불", "후불", "계약금", "thanh toán", "đặt cọc", "công nợ", "trả trước", "pembayaran",
    "bayar", "uang muka", "pelunasan", "tunai", "tempo", "دفع", "مقدم", "عربون", "اعتماد مستندي",
)  # fmt: skip
_PAYMENT_SHORT = re.compile(
    r"\btt\b|\bdp\b|\bnet\s*\d|\b\d\d\s?/\s?\d\d\b|\bpa(?:y|id)\b|\bcash\b|\bc\.?o\.?d\b"
    r"|(?:usual|same|standard|known) terms"
    r"|(?:\d\s?%|third|half|50\s)[^.\n]{0,30}(?:order|ship|load|cop|b/l|before|advance|front|rest|docs)"
)
_LEAD_TIME = (
    "lead time", "lead-time", "leadtime", "deliver", "dispatch", "shipment", "shipping time", "ready in",
    "week", "days", "stock", "lieferzeit", "woche", "tage", "lager", "sofort", "délai", "livraison", "semaine",
    "jours", "plazo", "entrega", "semana", "días", "prazo", "dias", "consegna", "settiman", "giorni", "pronta",
    "magazzino", "срок", "недел", "дней", "налич", "teslim", "hafta", "termin", "tygodni", "dostaw", "od ręki",
    "magazyn", "交期", "交货", "货期", "现货", "天", "納期", "週間", "在庫", "即納", "납기", "재고",
    "giao hàng", "tuần", "ngày", "có sẵn", "pengiriman", "hari", "minggu", "ready", "تسليم", "متوفر",
)  # fmt: skip
# A bare time is the lead time: "FOB Ningbo, 25 gün". "3月25日" and "3월 25일" are days of a calendar.
_TIME = re.compile(
    r"\d\s?-?(?:(?:day|wk|wks|d|tag|wochen|monat\w*|jour|mois|día|dia|meses|mes|mese|mesi|giorno|gg|gün|ay|dni"
    r"|dnia|dzień|dn\.|tyg|miesi\w+|дн|дня|день|нед|месяц\w*|tháng|bulan|bln|hr|business|working|arbeits\w*|días|jrs?)(?!\w)"
    r"|个?工作日|个月|周|个?星期|个?礼拜|営業日|か月|ヶ月|개월|주|영업일|يوم|ايام|أيام|أسبوع|اسبوع|أسابيع|اسابيع|شهر)"
    r"|(?<![月월/.\-])(?<!월 )(?<!\d)\d{1,3}\s?[日일]|\b(?:gün|günde|haftada)\b|أسبوعين|اسبوعين|يومين"
)
_DELIVERY = re.compile(
    r"\b(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DDU|C&F|CNF)\b|ex.?works|ab (?:werk|lager)", re.IGNORECASE
)


def tells_payment(text: str) -> bool:
    """Return whether a text may tell how to pay. `text`: case-folded."""
    return any(word in text for word in _PAYMENT) or _PAYMENT_SHORT.search(text) is not None


def tells_delivery(text: str) -> bool:
    """Return whether a text names a delivery term. `text`: case-folded."""
    return _DELIVERY.search(text) is not None


def tells_lead_time(text: str) -> bool:
    """Return whether a text may tell how long the goods take, or that they are there. `text`: case-folded."""
    return any(word in text for word in _LEAD_TIME) or _TIME.search(text) is not None
