"""What a signature tells of its writer: phone, country, company, job title.

Public: `Contact`, `contact_of`, `is_company`.
"""

import re
from dataclasses import dataclass

from assistant.facts.lexicon import fold

_COMPANY = re.compile(
    r"\b(?:ltd|limited|llc|l\.l\.c|inc|corp|corporation|co\.|company|gmbh|ag|kg|ohg|e\.?k|bv|b\.v|nv|"
    r"n\.v|oy|ab|as|a/s|aps|sa|s\.a|sas|s\.a\.s|sarl|srl|s\.r\.l|s\.l|sl|spa|s\.p\.a|ltda|"
    r"s\.a\.c|s\.a\. de c\.v|eireli|me|pvt|pte|plc|sp\. ?z ?o\.? ?o|s\.?r\.?o|kft|a\.?s|san\. ve tic|"
    r"tic\. ltd|ltd\. sti|ooo|ооо|оао|зао|ао|pt|cv|sdn|bhd|fze|fzco|fzc|est|trading|group|holding|"
    r"industries|"
    r"contracting|groothandel|manufacturing|imports?|exports?)\b\.?|公司|有限|集团|工厂|商行|株式会社|"
    r"有限会社|\(주\)|주식회사|شركه|مؤسسه|cong ty",
)
_TITLE = re.compile(
    r"\b(?:manager|director|ceo|cto|coo|owner|founder|president|buyer|purchaser|purchasing|"
    r"procurement|engineer|sales|export|import|head of|chief|officer|executive|assistant|secretary|"
    r"partner|"
    r"representative|coordinator|specialist|consultant|supervisor|merchandiser|geschaftsfuhrer\w*|"
    r"einkauf\w*|leiter\w*|einkaufer\w*|vertrieb|inhaber\w*|gerente|director\w*|jefe|compras|comprador\w*|"
    r"directeur|directrice|acheteur|acheteuse|responsable|gerant\w*|direttore|responsabile|acquisti|"
    r"titolare|директор|менеджер|инженер|начальник|снабжен\w*|мудур\w*|mudur\w*|satin alma|uzman\w*|"
    r"kierownik|dyrektor|prezes|zakupy|giam doc|truong phong|manajer|direktur|diretor\w*|"
    r"comprador\w*)\b|经理|总监|工程师|采购|主管|业务|部长|課長|部長|社長|営業|購買|과장|부장|대리|사장|"
    r"팀장|차장|مدير|مهندس|مشتريات",
)
_PHONE = re.compile(r"(?<![\w@/])(?:\+|00)\d[\d ()./-]{7,20}\d")
_NOT_NAME = re.compile(r"https?://|www\.|@|\d{3}")
_SEPARATOR = re.compile(r"\s*(?:\||·|•|,\s(?=[A-ZÀ-Ý]{2})|\s[-–—]\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Details of a writer, each None where the signature does not tell."""

    phone: str | None = None  # E.164
    country: str | None = None  # ISO 3166, of the phone number
    company: str | None = None
    job_title: str | None = None


def contact_of(signature: str) -> Contact:
    """Return what a signature tells. Only numbers written with a country code give phone and country."""
    phone, country = _phone(signature)
    pieces = [piece.strip(" ,;|") for line in signature.split("\n")[:15] for piece in _SEPARATOR.split(line)]
    plain = [piece for piece in pieces if 2 < len(piece) <= 80 and not _NOT_NAME.search(piece)]
    company = next((piece for piece in plain if _COMPANY.search(fold(piece))), None)
    job_title = next(
        (piece for piece in plain if piece != company and len(piece) <= 50 and _TITLE.search(fold(piece))), None
    )
    return Contact(phone=phone, country=country, company=company, job_title=job_title)


def is_company(text: str) -> bool:
    """Return whether a line names a company by its legal form or trade."""
    return _COMPANY.search(fold(text)) is not None


def _phone(signature: str) -> tuple[str | None, str | None]:
    import phonenumbers  # large; most mails have no number in their signature

    for match in _PHONE.finditer(signature[:2000]):
        try:
            parsed = phonenumbers.parse(re.sub(r"^00", "+", match.group().strip()), None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed):
            region = phonenumbers.region_code_for_number(parsed)
            code = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
            country = region or (code if code and code not in ("ZZ", "001") else None)
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), country
    return None, None
