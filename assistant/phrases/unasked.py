"""What is not asked of a customer because of a note of the seller: they have none of it, or it is known (003-K13).

Public: `unasked`, `ROWS`. "Know, do not ask": a question in a letter that the dossier answers tells the reader that
nobody looked. Confirming it is another thing: a question that names what is noted is welcome (003-G2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Words of one matter, in all languages of the phrasebook, and the note that makes asking for it wrong."""

    rule: str  # id in the domain
    field: str
    values: tuple[str, ...] = ()  # () = whatever is noted
    says: str
    words: re.Pattern[str]


def _row(rule: str, field: str, says: str, words: str, *values: str) -> Row:
    return Row(rule=rule, field=field, values=values, says=says, words=re.compile(words, re.IGNORECASE))


ROWS = (
    _row(
        "003-K5", "design_department", "asks for drawings, and they have no design department",
        r"\bdrawings?\b|\b3d\b|\bartwork|\bdesign files?|zeichnung|\bplano|\bdibujo|\bdessin|\bplans?\b|disegn|desenho"
        r"|чертеж|чертёж|rysunk|çizim|图纸|图稿|図面|도면|bản vẽ|gambar teknik|رسومات|مخطط",
        "no", "none",
    ),
    _row(
        "003-G1", "forwarder", "asks for their forwarder, who is known",
        r"\bforward(?:er|ing agent)|spediteur|transitaire|spedizionier|transitario|agente de (?:carga|aduanas)"
        r"|despachante|货代|экспедитор|spedyt|nakliye|フォワーダー|포워더|giao nhận|شركة الشحن",
    ),
    _row(
        "003-C3", "career", "asks about the company, and they are new there",
        r"\bin your company\b|\babout your company\b|\bin ihrem (?:haus|unternehmen)\b|über ihr unternehmen"
        r"|dans votre (?:société|entreprise)|(?:en|sobre) su empresa|贵公司(?:的情况|主要|一般)|в вашей компании",
        "newcomer", "new",
    ),
    _row(
        "003-K8", "supplier", "asks who supplies them, which is known",
        r"\b(?:current|present|usual|your) suppliers?\b|lieferant|proveedor|fournisseur|fornitor|fornecedor|поставщик"
        r"|dostawc|tedarikç|供应商|仕入先|공급업체|nhà cung cấp|pemasok|المورد",
    ),
)  # fmt: skip


def unasked(questions: str, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield (rule, what is wrong, the words) for each question that a note forbids. `questions`: of the letter."""
    for row in ROWS:
        noted = settings.noted(row.field)
        forbidden = settings.is_noted(row.field, row.values) if row.values else noted and noted not in ("no", "none")
        found = row.words.search(questions) if forbidden else None
        if found is not None and (row.values or noted not in questions.casefold()):
            yield row.rule, row.says, found[0]
