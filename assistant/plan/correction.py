"""The occasion that lies in our own quote: what it left open, or another form of it (domain 001-T1, 001-15).

Public: `from_quote`, `Reader`, `stem`. Honest completion only: every fact is taken from the recorded quote, and what
the quote lacks is offered, never filled in. Facts: quote_date (ISO, the customer's day), quote_subject, point, and
where recorded product, incoterm, amount, currency, missing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.model import Direction, Occasion, Touch
from assistant.plan.place import Place
from assistant.plan.told_terms import tells_delivery, tells_lead_time, tells_payment

# Reply and forward marks of the languages our customers' clients write.
_MARKS = re.compile(
    r"^\s*(?:(?:re|r|aw|antw|sv|vs|odp|pd|res|resp|rif|ref|ynt|cevap|ilt|fwd?|fw|wg|tr|rv|enc|i|doorst|vb|vl|"
    r"回复|答复|回覆|转发|轉寄|转寄|返信|転送|답장|전달|отв|ответ|на|пересл|رد|إعادة)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_CERTIFICATES = re.compile(
    r"\b(?:certificat\w*|zertifikat\w*|certificad\w*|certificaz\w*|сертификат\w*|sertifika\w*|certyfikat\w*"
    r"|test reports?|RoHS|CE mark(?:ing)?|UL listed|UL certified|FDA)\b"
    r"|证书|认证|證書|証明書|認証|인증서|شهادة|chứng nhận",
    re.IGNORECASE,
)
# One of these stands in whatever it finds. Every text of the talk is looked through, and hardly any speaks of them.
_CERTIFICATE_SIGNS = (
    "cert", "zert", "sert", "серт", "test rep", "rohs", "ce mark", "ul l", "fda",
    "证书", "认证", "證書", "証明書", "認証", "인증서", "شهادة", "chứng nhận",
)  # fmt: skip


def stem(subject: str) -> str:
    """Return a subject without its reply and forward marks."""
    return _MARKS.sub("", subject).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What the record and the dossier tell of the person who reads the quote."""

    too_dear: bool = False  # they called it too dear lately (001-13)
    explained: bool = False  # and were told before what stands behind the price
    compares: bool = False  # they compare suppliers (002-19)
    reports: bool = False  # they report to somebody who decides (003-C2)


def from_quote(quote: Touch, place: Place, *, reader: Reader = Reader(), talk: Sequence[Touch] = ()) -> Occasion:
    """Return the correction that our quote itself gives occasion to. `talk`: all that passed between us, any order.

    The points, the first that fits: "alternative" and "explain": they found it too dear and we know the sum, so we
    say what stands behind it, the second time we offer a choice (002-21, 004-02). "certificates": they asked for
    them, and nothing of ours speaks of them. "lead-time" and "complete": it says nothing of terms that a buyer needs
    (design 9: known terms are not asked again). "compare": it holds several sums, or they compare suppliers.
    "convenient": nothing is missing as far as we can see, or it lies in an attachment we do not open; then another
    form of it is offered, above all to those who report to a chief.
    """
    facts = _recorded(quote, place)
    around = _around(quote, talk)
    missing = _missing(quote, around)
    if missing:
        facts["missing"] = _list(missing)
    facts["point"] = point = _point(quote, around, facts, missing, reader)
    return Occasion(topic="correction", point=point, material=None, facts=facts)


def _point(
    quote: Touch, around: Sequence[Touch], facts: Mapping[str, str], missing: Sequence[str], reader: Reader
) -> str:
    if reader.too_dear and "amount" in facts and "currency" in facts:
        return "alternative" if reader.explained else "explain"
    if _wants_certificates(quote, around):
        return "certificates"
    if missing:
        return "lead-time" if list(missing) == ["lead time"] else "complete"
    sums = quote.facts.amounts if quote.facts is not None else ()
    if reader.compares or (len({amount.value for amount in sums}) > 2 and not reader.reports):
        return "compare"
    return "convenient"


def _wants_certificates(quote: Touch, around: Sequence[Touch]) -> bool:
    """Return whether their inquiry asked for certificates and neither a mail nor a file of ours speaks of any (001-T1).

    What they asked after the quote has had its answer ("yes, the report is attached"), or is owed one.
    """
    theirs = [touch for touch in around if touch.is_human and touch.at < quote.at]
    ours = [quote, *(touch for touch in around if touch.direction is Direction.OUTBOUND)]
    if not _speak_of_certificates(touch.text for touch in theirs):
        return False
    files = [file.name or "" for touch in ours for file in touch.attachments]
    return not _speak_of_certificates([*(touch.text for touch in ours), *files])


def _speak_of_certificates(texts: Iterable[str]) -> bool:
    text = "\n".join(texts)
    small = text.casefold()
    return any(sign in small for sign in _CERTIFICATE_SIGNS) and _CERTIFICATES.search(text) is not None


def _recorded(quote: Touch, place: Place) -> dict[str, str]:
    facts = {"quote_date": place.local(quote.at).date().isoformat(), "quote_subject": stem(quote.subject)}
    found = quote.facts
    if found is None:
        return facts
    product = _product(found.products, facts["quote_subject"])
    if product is not None:
        facts["product"] = product
    if found.incoterms:
        placed = found.signal("delivery_place")
        facts["incoterm"] = placed.text if placed is not None else found.incoterms[0]
    if found.amounts:
        facts["amount"] = format(found.amounts[0].value, "f")
        if found.amounts[0].currency:
            facts["currency"] = found.amounts[0].currency
    return facts


def _product(named: Sequence[str], subject: str) -> str | None:
    """Return the goods by a name both sides used: an article number, or words of the subject; None where unsure.

    Words that merely stood behind a quantity ("500 pcs unit price") are no name of anything.
    """
    numbers = [name for name in named if re.search(r"[A-Za-z]+[- ]?\d", name) and len(name) <= 24]
    shared = [name for name in named if name.casefold() in subject.casefold() and name.casefold() != subject.casefold()]
    return next(iter([*numbers, *shared]), None)


def _around(quote: Touch, talk: Sequence[Touch]) -> list[Touch]:
    """Return the mails where a term may have been told as well: the quote's thread, and whatever came after it."""
    mails = [touch for touch in talk if touch.by == "mail" and touch is not quote]
    return [t for t in mails if t.at > quote.at or (bool(t.thread) and t.thread == quote.thread)]


def _missing(quote: Touch, around: Sequence[Touch]) -> list[str]:
    later = [t for t in around if t.direction is Direction.OUTBOUND and t.at > quote.at]
    if not quote.text.strip() or any(touch.attachments for touch in (quote, *later)):
        return []  # the terms may stand in the attachment, which is never opened: claim nothing about it
    mails = (quote, *around)
    facts = [touch.facts for touch in mails if touch.facts is not None]
    text = "\n".join(touch.text for touch in mails).casefold()
    missing = []
    if not any(found.payment_terms for found in facts) and not tells_payment(text):
        missing.append("payment terms")
    if not any(found.incoterms for found in facts) and not tells_delivery(text):
        missing.append("delivery terms")
    if not tells_lead_time(text):
        missing.append("lead time")
    return missing


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
