"""How payment was agreed upon or asked for, as mail in fifteen languages writes it. Public: `payment_terms`.

"30 % Anzahlung, Rest vor Versand", "T/T 30/70", "L/C at sight", "60 giorni data fattura". Deposit and balance stay
together: one without the other is half a term. Source: trade usage; UCP 600 and URC 522 for documents.
"""

import re

from assistant.facts.sentences import Reading

_MOST = 3
_SHARE = r"(?:\d{1,3}\s?%|%\s?\d{1,3}(?!\d))"
_FIRST = "|".join(
    (
        r"deposit\w*|in advance|advance(?: payment)?|down ?payment|upfront|prepayment|prepaid|"
        r"(?:t/?t|cad|lc|l/c)(?![a-z])",
        r"(?:before|prior to|against|on|with|at) (?:the |your |a |copy of (?:the )?)?(?:shipment|shipping|delivery|"
        r"dispatch|production|loading|order|po|pi|proforma|contract|docs|documents|b/l|bl|copy)(?!\w)",
        r"anzahlung|vorkasse|vorauskasse|vorab|bei (?:auftrags?\w*|bestellung)",
        r"anticip\w+|adelant\w+|por adelantado|a la orden",
        r"(?:a la|alla|na|bei) (?:firma|signature|unterschrift)|(?:on|at|upon) (?:signing|signature)",
        r"adiantad\w+|adiantamento|antecipad\w+|(?:de )?entrada|sinal|no pedido",
        r"(?:d')?acompte|d'avance|a la commande",
        r"acconto|all'ordine|alla conferma",
        r"предоплат\w*|аванс\w*",
        r"pesin\w*|avans|on odeme|kapora|siparis\w*",
        r"zaliczk\w*|przedplat\w*|z gory|przy zamowieniu",
        r"dat coc|coc(?![a-z])|tra truoc|tam ung|thanh toan truoc",
        r"dp(?![a-z])|uang muka|di muka",
        r"前t/?t|定金|订金|预付款?",
        r"前払い?金?|前金|手付金?",
        r"선금|선불|선급금|계약금",
        r"مقدم\w*|دفعه مقدمه|عربون|كمقدم",
    )
)
_REST = (
    r"balance|rest\w*|remain\w+|saldo|solde|остат\w*|остальн\w*|bakiye|kalan\w*|reszt\w+|pozostal\w+|con lai|sisa\w*|"
    r"pelunasan|尾款|余款|残金|残り|残額|잔금|잔액|나머지|ال?باقي|المتبقي|الرصيد"
)
_TAIL = rf"(?:[^.。\n;]{{0,30}}?(?:{_SHARE}|{_REST})[^.。,\n;)]{{0,45}})?"
_SHARE_FIRST = (
    rf"(?<![a-z0-9.])(?<!\d,){_SHARE}(?! more| less| higher| lower| of the)[^.。,\n;%]{{0,24}}?(?<![a-z])(?:{_FIRST})"
)
_SHARE_LAST = rf"(?<![^\W\d_])(?:t/t )?(?:{_FIRST})[^.,\n;%\d]{{0,12}}{_SHARE}"
_DEPOSIT = re.compile(rf"(?:{_SHARE_FIRST}|{_SHARE_LAST}){_TAIL}")
_SIGHT = r"(?: (?:at sight|a la vista|a vista|a vue|bei sicht|\d{2,3} (?:days|tage|dias|jours|giorni)))?"
_DOCUMENTS = (
    r"(?:irrevocable )?(?:l/c|letter of credit)(?: at sight| \d{2,3} days)?",
    r"lc at sight|(?:by|via|terms:?) lc|irrevocable lc|dlc|sblc|(?:unwiderruflich\w* )?akkreditiv",
    rf"(?:carta de credito|lettre de credit|credit documentaire|lettera di credito){_SIGHT}",
    r"аккредитив\w*|akreditif|akredytyw\w*|thu tin dung(?: tra ngay)?|l/c tra ngay",
    r"(?:即期|远期|不可撤销)*信用证|信用状|신용장|اعتماد مستندي|见提单\w{0,4}付款",
    r"d/p(?: at sight)?|d/a(?: \d{2,3} days| \d{2,3})?|cash against documents|contra documentos",
    r"mal mukabili|vesaik mukabili|cad \d{1,3}\s?%|(?:by|payment|terms:?|zahlung|pago|paiement) cad|cad at sight",
    r"open account|t/t(?: (?:in advance|at sight|100 ?%[^.,;\n]{0,25}|(?:(?:with)?in )?\d{1,3} days[^.,;\n]{0,25}|"
    r"(?:before|after|upon|against) [^.,;\n]{1,25}))?",
)
_DAYS = (
    r"net \d{1,3}(?![.,]?\d)(?: days)?|\d{1,3} days (?:net(?! weight)|credit)",
    r"\d{1,3} days (?:after|from) (?:date of )?(?:the )?(?:invoice|delivery|shipment|receipt|b/l|bl date)",
    r"payment (?:terms:? )?\d{1,3} days[^.,\n;]{0,25}",
    r"(?:\d{1,3} tage(?: (?:rein )?netto| ziel| nach rechnung\w*| netto kasse)+|netto \d{1,3} tage)"
    r"(?:[^.\n;]{0,25}skonto)?",
    r"(?:nur |gegen |per )?(?:vorkasse|vorauskasse)",
    r"\d(?:[.,]\d)? ?% skonto(?:[^.\n;]{0,40}netto)?|zahlbar[^.\n]{0,40}|zahlungsziel[^.,\n]{0,25}",
    r"(?:pago |credito )?(?:a )?\d{2,3} dias (?:fecha (?:de )?factura|de (?:la )?factura|de credito)",
    r"(?:pago )?(?:al contado|contra entrega)",
    r"\d{2,3}(?:/\d{2,3})* dias (?:no |de |via )?boleto|boleto (?:bancario )?\d{2,3}(?:/\d{2,3})* dias",
    r"\d{2,3} dias (?:da fatura|data da fatura)|pagamento a vista",
    r"(?:pago|pagamento)[^.,\n\d]{0,20}\d{2,3}(?:/\d{2,3})* dias(?: (?:no |de |via )?boleto)?|"
    r"\d{2}/\d{2}(?:/\d{2,3})+ ?(?:dias|ddl|dd)",
    r"\d{2,3} jours (?:net|fin de mois|date de facture|nets|de facture)(?: le \d{1,2})?",
    r"a reception de (?:la )?facture|paiement comptant|comptant a la commande",
    r"\d{2,3} (?:giorni|gg)\.? (?:data fattura|fine mese|d\.?\s?f\.?f?\.?m?\.?)(?: fine mese)?",
    r"rimessa diretta|bonifico (?:bancario )?anticipato|ri\.?ba\.? \d{2,3}[^.,\n;]{0,20}",
    r"отсрочк\w+(?: платежа)? (?:на )?\d{1,3} \w+|\d{1,3} дней отсрочки|постоплата",
    r"по факту (?:поставки|отгрузки|получения)",
    r"\d{2,3} gun vade\w*|\d{2,3} gun (?:icinde )?odeme",
    r"(?:termin platnosci|przelew|platnosc|platne)[^.,\n;\d]{0,12}\d{1,3} dni|za pobraniem",
    r"cong no \d{1,3} ngay|thanh toan (?:trong (?:vong )?\d{1,3} ngay|ngay khi giao)",
    r"thanh toan (?:khi (?:nhan|giao) hang|truoc khi giao)",
    r"tempo \d{1,3} hari|(?:pembayaran|bayar) (?:tunai|cash|\d{1,3} hari)[^.,\n;]{0,20}",
    r"现款(?:现货|现结|提货)?|现结|款清发货|先款后货|月结\s?(?:\d{1,3}\s?天)?|账期\s?\d{1,3}\s?天|款到发货|货到付款|前t/?t|后t/?t",
    r"月末締め?[^。\n,]{0,8}払い?|月末締め?翌々?月\w?末|(?:全額)?前払い?|後払い?",
    r"월말 ?(?:결제|마감)|(?:전액 ?)?선불|후불",
    r"الدفع (?:مقدما|نقدا|عند الاستلام|خلال \d{1,3} يوم\w*)",
)
_TERM = re.compile(rf"(?<![a-zа-я0-9/])(?:{'|'.join((*_DOCUMENTS, *_DAYS))})(?![^\W_](?<=[a-zа-я0-9])|/)")
_SPLIT = re.compile(
    r"(?<![\w.,-])(?<!\d/)(?:t/t )?(?P<one>[1-9]\d)\s?[/-]\s?(?P<two>[1-9]\d)(?![\d/-]|[.,]\d|\s?(?:mm|cm))(?: ?t/?t)?"
)
_HALVES = re.compile(  # "50 advance 50 on docs": the two make the whole
    r"(?<![\w.,/-])(?P<one>[1-9]\d) (?:in )?(?:advance|deposit|upfront|prepaid|with order)[, ]{1,3}(?:and )?"
    r"(?P<two>[1-9]\d) (?:(?:on|against|before|at|upon) (?:the )?\w+|balance)"
)
_NO_BEFORE = re.compile(
    r"(?:(?<!\w)(?:no|not|cannot|can't|don't|without|kein\w*|nicht|sin|sem|sans|pas de|senza|non|без|не|bez|nie|khong|"
    r"tidak|tanpa)(?: (?:accept|do|offer|give|work (?:on|with)|any|auf|mit|per|aceptamos|aceitamos|acceptons|"
    r"accettiamo|принимаем|работаем по|akceptujemy|nhan|menerima))?|"
    r"不(?:做|接受|能|可以|支持)?|没有?|无法?|لا نقبل|بدون)\s?$"
)
_NO_BEHIND = re.compile(
    r"\s?(?:不行|不可以|不能|不做|做不了|没法|不接受|(?:is |are )?not (?:possible|acceptable|accepted|workable)|"
    r"(?:ist |sind )?nicht moglich|no es posible|nao e possivel|n'est pas possible|non e possibile|"
    r"невозможн|не принима|olmaz|mumkun degil|(?:는|은)? ?(?:불가|안 됩|어렵)|は?(?:できません|不可|お受けでき)|"
    r"khong duoc|tidak bisa|nie(?:mozliw| jest mozliw)|غير ممكن)"
)
_USUAL = frozenset({"30", "70"})  # a third before, the rest after: sellers write no word beside it
_SPLIT_CUE = re.compile(r"t/?t|deposit|payment|terms|оплат|предоплат|zahl|pago|pagament|paie|odeme|platno|付|결제|支払")


def payment_terms(reading: Reading) -> tuple[str, ...]:
    """Return the payment terms that stand in a text, as written, in order of place, at most three."""
    text = reading.folded
    if not (reading.hits("payment-words") or "30/70" in text or "70/30" in text):
        return ()
    held: list[tuple[int, int]] = []
    if "%" in text:
        held += [match.span() for match in _DEPOSIT.finditer(text)]
    for match in _SPLIT.finditer(text):  # "30/70": the two make the whole, or it is a date
        whole = int(match["one"]) + int(match["two"]) == 100
        beside = text[max(0, match.start() - 30) : match.end() + 20]
        if (
            whole
            and (match["one"] in _USUAL or _SPLIT_CUE.search(beside))
            and not _covered(match.start(), match.end(), held)
        ):
            held.append(match.span())
    held += [match.span() for match in _HALVES.finditer(text) if int(match["one"]) + int(match["two"]) == 100]
    held += [match.span() for match in _TERM.finditer(text) if not _covered(match.start(), match.end(), held)]
    held = [span for span in held if not _is_refused(text, *span)]
    written = reading.original if len(reading.original) == len(text) else text  # folding kept the places
    found = [" ".join(written[start:end].split()).strip(" ,(") for start, end in sorted(held)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _is_refused(text: str, start: int, end: int) -> bool:
    """Return whether a term is named only to say no to it: "月结不行", "no open account"."""
    return _NO_BEHIND.match(text, end) is not None or _NO_BEFORE.search(text, max(0, start - 24), start) is not None


def _covered(start: int, end: int, held: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in held)
