"""What a signature tells of its writer: phone, country, company, job title, web site.

Public: `Contact`, `contact_of`, `is_company`, `is_job`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.almanac.countries import country_of_domain
from assistant.facts.lexicon import fold
from assistant.facts.who.companies import is_freemail, registrable
from assistant.facts.who.places import country_of_address
from assistant.facts.who.sites import site_of

_COMPANY = re.compile(
    r"\b(?:ltd|limited|llc|l\.l\.c|inc|corp|corporation|co\.|company|gmbh|ag|kg|ohg|e\. ?k|bv|b\.v|nv|"
    r"n\.v|oy|ab|as|a/s|aps|sa|s\.a|sas|s\.a\.s|sarl|srl|s\.r\.l|s\.l|sl|spa|s\.p\.a|ltda|"
    r"s\.a\.c|s\.a\. de c\.v|eireli|e\.?i\.?r\.?l|lda|llp|[cop]?jsc|pcl|e?ood|ehf|snc|zrt|gesmbh|d\.?o\.?o|uab|pty|"
    r"тов|тоо|me|pvt|pte|plc|sp\. ?z ?o\.? ?o|s\.?r\.?o|kft|a\.?s|san\. ve tic|"
    r"tic\. ltd|ltd\. sti|ooo|ооо|оао|зао|ао|pt|cv|sdn|bhd|fze|fzco|fzc|est|trading|group|holding|"
    r"industries|"
    r"contracting|groothandel|manufacturing|imports?|exports?)\b\.?|公司|有限|集团|工厂|商行|株式会社|"
    r"有限会社|合同会社|合資会社|㈱|㈲|\(주\)|주식회사|شركه|مؤسسه|cong ty",
)
_TITLE = re.compile(
    r"\b(?:manager|director|ceo|cto|coo|owner|founder|president|buyer|purchaser|purchasing|"
    r"procurement|engineer|sales|export|import|head of|officer|executive|assistant|secretary|"
    r"partner|chairman|staff|clerk|coordinador\w*|assistante?|achats|zaakvoerder|controller|proprietor|[ad]?gm|kepala|inkoper|inkopare|innkjop\w*|indkob\w*|ostopaal\w*|direktor|"
    r"vedouci|nakup\w*|achizitii|beszerz\w*|"
    r"representative|coordinator|specialist|consultant|supervisor|merchandiser|geschaftsfuhrer\w*|"
    r"einkauf\w*|leiter\w*|einkaufer\w*|vertrieb|inhaber\w*|gerente|director\w*|jefe|compras|comprador\w*|"
    r"directeur|directrice|acheteur|acheteuse|responsable|gerant\w*|direttore|responsabile|acquisti|"
    r"titolare|директор|менеджер|инженер|начальник|снабжен\w*|мудур\w*|mudur\w*|satin alma|uzman\w*|"
    r"kierownik|dyrektor|prezes|zakupy|giam doc|truong phong|manajer|direktur|diretor\w*|"
    r"comprador\w*)\b|经理|总监|工程师|采购|主管|业务|部长|课长|課长|社长|係长|系长|主任|専務|常务|営業|购买|과장|부장|대리|사장|"
    r"팀장|차장|مدير|مهندس|مشتريات",
)
_PHONE = re.compile(r"(?<![\w@/])(?:\+|00)\d[\d ()./-]{7,20}\d")
_CALLED = re.compile(  # a number without country code is one only behind such a word, or alone on its line
    r"(?:(?<![^\W\d_])(?:tel|telefon|telefono|telefone|phone|ph|mob|mobile|mobil|movil|telm|tél|telp|cell?|celular"
    r"|handy|gsm|hp|wa|whatsapp|"
    r"đt|sđt|điện thoại|di động|тел|моб|телефон|tlf|fon|fone|t|m|o)\b\.?"
    r"|电话|手机|電話|携帯|전화|휴대폰|핸드폰|هاتف|جوال|טל)"
    r"\s*(?:[:：.]|\(?\w{0,8}\)?\s?:)?\s*((?:\(?0\d{1,4}\)? / )?\(?\d(?:[\d().-]|[ /](?=[\d(])){5,18}\d)"
    r"|^\s*(\(?\d[\d ()./-]{7,18}\d)\s*(?:\||$)",
    re.I | re.M,
)
_NOT_NAME = re.compile(r"https?://|www\.|@|\d{3}")
_SEPARATOR = re.compile(r"\s*(?:\||·|•|\s/\s|,\s(?=[A-ZÀ-Ý]{2})|\s[-–—]\s)\s*")
_COMMA = re.compile(r",\s+(?!(?:ltd|limited|inc|llc|s\.?[al]|co|corp|gmbh|plc)\b)", re.I)
_OF_TRADE = re.compile(
    r"\b(?:imports?|exports?|trading|group|industries|manufacturing|contracting)\W+(?:(?:&|and)\W+)?(?:\w+\W+){0,2}"
    r"(?:manager|director|executive|assistant|department|coordinator|head|buyer|specialist|officer|supervisor|sales|division|desk|dept|staff|clerk|team)\b|\b(?:manager|head|director|buyer|[ad]?gm)\W+\(?(?:imports?|exports?)\b"
)
_TELLING = 6  # letters of a domain: fewer begin many a line
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EASTERN_DESK = re.compile(r"(?:部|課|科|室|处|팀|실|본부|그룹)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Details of a writer, each None where the signature does not tell."""

    phone: str | None = None  # E.164
    country: str | None = None  # ISO 3166, of the phone number, else of the postal address
    company: str | None = None
    job_title: str | None = None
    website: str | None = None  # "www.keller.de"


def contact_of(signature: str, domain: str = "", ours: Collection[str] = ()) -> Contact:
    """Return what a signature tells. `ours`: our own domains, no site of theirs.

    A number without a country code is read as one of the country that `domain` (of the sender's address) or the
    postal address tells.
    """
    phone, country = _phone(signature)
    address = country_of_address(_addressed(signature)) if country is None else None
    if phone is None:
        phone = _local_phone(signature, country_of_domain(domain) or address)
    company = job_title = None
    pieces = _pieces(signature)
    for piece in pieces:
        if company is None and _is_firm(piece):
            company, rest = _eastern_company(_without_place(piece))
        else:
            rest = piece
        if job_title is None and rest != company and len(rest) <= 50 and _TITLE.search(fold(rest)):
            job_title = _without_name(rest)
    company = company or _named_as_site(pieces[1:], domain)
    site = site_of(signature, domain, ours) if "." in signature else None
    return Contact(phone=phone, country=country or address, company=company, job_title=job_title, website=site)


def _addressed(signature: str) -> str:
    """Return the lines that may hold a postal address: not those of a company alone, named after a country or not."""
    return "\n".join(line for line in signature.split("\n")[:15] if "," in line or "|" in line or not is_company(line))


def _pieces(signature: str) -> list[str]:
    """Return the particulars of a signature that can be names: its lines, and the parts of lines that hold several."""
    found = []
    for line in signature.split("\n")[:15]:
        for piece in _SEPARATOR.split(line):
            parts = _COMMA.split(piece)
            titled = len(parts) > 1 and any(
                _NOT_NAME.search(part) or (_TITLE.search(fold(part)) and not _is_firm(part)) for part in parts
            )
            found += parts if titled else [piece]
    stripped = [piece.strip(" ,;|") for piece in found]
    return [piece for piece in stripped if 2 < len(piece) <= 80 and not _NOT_NAME.search(piece)]


def _named_as_site(pieces: list[str], domain: str) -> str | None:
    """Return the particular that begins as the sender's domain does: "Ege Yapı Market" at egeyapi.com.tr.

    The first one is the writer's name, and a firm of one's own name is no company's.
    """
    stem = re.sub(r"[^a-z0-9]", "", registrable(domain).partition(".")[0]) if not is_freemail(domain) else ""
    if len(stem) < _TELLING:
        return None
    plain = ((piece, re.sub(r"[^a-z0-9]", "", fold(piece))) for piece in pieces)
    return next((piece for piece, letters in plain if letters.startswith(stem) and not is_job(piece)), None)


def _without_place(piece: str) -> str:
    """Return a company without the town behind it: "Gruber Metallbau GmbH, Linz"; "Co., Ltd." stays."""
    parts = piece.split(",")
    last = max((at for at, part in enumerate(parts) if is_company(part)), default=len(parts) - 1)
    return ",".join(parts[: last + 1])


def _eastern_company(piece: str) -> tuple[str, str]:
    """Return a company without the desk and titles behind it ("山田商事株式会社 購買部 課長"), and these."""
    words = piece.split()
    if len(words) < 2 or not _EAST.search(piece):
        return piece, piece
    at = next((at for at, word in enumerate(words) if at and (_EASTERN_DESK.search(word) or _titles(word))), len(words))
    return " ".join(words[:at]), " ".join(words[at:])


def _without_name(piece: str) -> str:
    """Return a job title without the name that East Asians write on the same line: "구매팀 과장 김민수"."""
    words = piece.split()
    if len(words) < 2 or not _EAST.search(piece):
        return piece
    kept = [word for word in words if _EASTERN_DESK.search(word) or _titles(word)]
    return " ".join(kept) or piece


def _titles(word: str) -> bool:
    return _TITLE.search(fold(word)) is not None and not is_company(word)


def _is_firm(piece: str) -> bool:
    """Return whether a piece names a company: "Export Manager" and "Group Buyer" hold a word of trade and do not."""
    return is_company(piece) and _OF_TRADE.search(fold(piece)) is None


def _local_phone(signature: str, region: str | None) -> str | None:
    """Return the first number written as people of that country write it among themselves, as E.164."""
    called = _CALLED.search(signature[:2000]) if region is not None else None
    if called is None:
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(called[1] or called[2], region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def is_company(text: str) -> bool:
    """Return whether a line names a company by its legal form or trade."""
    return _COMPANY.search(fold(text)) is not None


def is_job(text: str) -> bool:
    """Return whether a line names what somebody does in a firm, or a desk."""
    return _TITLE.search(fold(text)) is not None


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
