"""Which company an address belongs to: registrable domain, or the person at a free-mail host.

Public: `company_key`, `registrable`, `host_of`, `is_freemail`, `is_portal`, `is_everybodys`, `is_robot`,
`is_noreply`, `is_role_account`, `is_list`, `plain`. Pure; the public suffix list is the one that publicsuffixlist
bundles, never fetched.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_ROBOT = re.compile(
    r"(no|not|non|do-?not|donot|ne|keine?)[-_.]?(reply|antwort(en)?|responder|repondre|responda|rispondere)"
    r"|no-?response|mailer-?daemon|postmaster|bounces?|notifications?|notify|newsletters?|nieuwsbrief|news|alerts?"
    r"|mailing|marketing-?noreply|auto-?(reply|mailer|confirm)|system|daemon|root|www-?data|wordpress|webforms?|forms?|mailer|contact-?forms?|kontaktformular|formular(?:z|io)?|formulario|website"
)
_NO_REPLY = re.compile(
    r"(?:^|[._-])(?:no|not|non|do-?not|donot|ne|keine?)[-_.]?(?:reply|antwort(?:en)?|responder|repondre|responda|rispondere)"
)
_DESK = (
    r"(?:info|sales?|office|contact|contacts|contacto|contato|kontakt|mail|email|e-?mail|export|exports|import|imports|admin"
    r"|administration|hello|hallo|hi|service|services|support|helpdesk|help|enquir(?:y|ies)|inquir(?:y|ies)|orders?|purchas"
    r"(?:e|ing)|procurement|buying|einkauf|achats?|compras?|acquisti|ufficio\.?acquisti|satinalma|zakupki|zakup(?:y)?|sekretariat"
    r"|sekretariat|reception|recepcion|ventas?|vendas?|vendite|vente|verkauf|vertrieb|commercial|comercial|commerciale"
    r"|accounts?|accounting|buchhaltung|contabilidad(?:e)?|finance|logistics?|logistik|shipping|team|post|zentrale|biuro"
    r"|sprzedaz|zamowienia|satis|ihracat|ithalat|bilgi|muhasebe|zakaz|webmaster|customer\.?(?:service|care)|general"
    r"|marketing|hr|jobs|trade|trading|business|company|shop|stores?|buyers?|sourcing|suppl(?:y|ies)"
    r"|tenders?|rfq|quotes?|quotations?|projects?|warehouse|reservations?|bookings?|rezeption|recepcja|rezervasyon|mairie|front\.?desk|cota(?:coes|cao)|licitac(?:oes|iones)|suprimentos|adquisiciones|cotizaciones|pedidos?"
    r"|abastecimiento|suministros|atendimento|recepcao|financeiro|gerencia|direccion|direction|direzione|geral|ordini|magazzino"
    r"|amministrazione|administracion|commandes?|appro|approvisionnements?|accueil|comptabilite|bestellung(?:en)?|anfragen?"
    r"|inn?kjop|inkoop|inkop|indkob|ostot|nakup|nabava|beszerzes|achizitii|przetargi|oferty|zapytania|tedarik|teklif|siparis"
    r"|snab|snabzhenie|otdel|prodazhi|pembelian|penjualan|muahang|kinhdoanh|ketoan|caigou|waimao|koubai|eigyo|soumu|gumae)"
    r"[0-9]{0,2}"
)
_ROLE = re.compile(rf"{_DESK}(?:[._-]?{_DESK})*")  # team.procurement, info-export
_LIST_HOST = re.compile(r"^(lists?|groups?|mailman|listserv)\.|(^|\.)(googlegroups\.com|groups\.io|yahoogroups\.com)$")


@cache
def _data() -> Mapping[str, frozenset[str]]:
    text = resources.files("assistant.facts.who").joinpath("freemail.yaml").read_text("utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # the C one is ten times as quick
    return {name: frozenset(hosts) for name, hosts in loaded.items()}


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # ten thousand rules; commands that show what is known do without

    # Private suffixes count: two firms under uk.com or myshopify.com are two firms.
    return PublicSuffixList()


@lru_cache(maxsize=16384)
def host_of(address: str) -> str:
    """Return the host of an address in lower case and punycode, "" where there is none."""
    host = address.rpartition("@")[2].strip().strip(".>").lower() if "@" in address else ""
    if not host.isascii():
        try:
            return host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    return host


@lru_cache(maxsize=16384)
def registrable(host: str) -> str:
    """Return the domain that its owner registered: mail.firm.co.uk -> firm.co.uk.

    A host that is a public suffix itself, an address literal or a bare name stays as it is. Under a top-level domain
    that the list does not know (.example, .local) the last two labels are taken.
    """
    if host.startswith("[") or host.replace(".", "").isdigit() or "." not in host:
        return host
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=16384)
def is_freemail(host: str) -> bool:
    """Return whether addresses at this host belong to persons: free mail and internet providers."""
    data = _data()
    domain = registrable(host)
    return host in data["hosts"] or domain in data["hosts"] or domain.partition(".")[0] in data["families"]


@lru_cache(maxsize=4096)
def is_portal(host: str) -> bool:
    """Return whether the host is a marketplace that passes on a buyer's words."""
    return registrable(host) in _data()["portals"]


@lru_cache(maxsize=4096)
def is_everybodys(host: str) -> bool:
    """Return whether the host is a service that all the world links to, and no firm's own site."""
    domain, known = registrable(host), _data()["everybodys"]
    brand = domain.partition(".")[0]
    worldwide = len(brand) > 4 and f"{brand}.com" in known  # google.de, linkedin.cn
    return domain in known or host in known or worldwide or is_freemail(host) or is_portal(host)


@lru_cache(maxsize=4096)
def is_robot(address: str) -> bool:
    """Return whether the local part says that nobody reads it: no-reply, mailer-daemon, newsletter ..."""
    return _ROBOT.fullmatch(address.rpartition("@")[0].lower()) is not None


def is_noreply(address: str) -> bool:
    """Return whether the local part asks not to be written to: noreply@, erp-noreply@, keine-antwort@ ..."""
    return _NO_REPLY.search(address.rpartition("@")[0].lower()) is not None


def is_role_account(address: str) -> bool:
    """Return whether several people read it: info@, sales@, einkauf@ ..."""
    local = address.rpartition("@")[0].lower()
    return _ROLE.fullmatch(local) is not None or is_robot(address)


@lru_cache(maxsize=4096)
def is_list(address: str) -> bool:
    """Return whether the address is that of a mailing list, by its host (lists.firm.example, googlegroups.com)."""
    return _LIST_HOST.search(host_of(address)) is not None


@lru_cache(maxsize=16384)
def plain(address: str) -> str:
    """Return an address as one person has it: lower case, at free-mail hosts without "+tag", at Gmail without dots."""
    local, _, _ = address.strip().lower().rpartition("@")
    host = host_of(address)
    if not is_freemail(host):
        return f"{local}@{host}" if host else local
    local = local.partition("+")[0] or local
    if registrable(host) in ("gmail.com", "googlemail.com"):
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{host}"


def company_key(address: str, split: Collection[str] = ()) -> str:
    """Return what one customer's addresses have in common: the registrable domain, else the address itself.

    The address itself (see `plain`) at free-mail hosts, and where the user took it out of its company (`split`, lower
    case). "" for an address without a host. Source: design 3.2.
    """
    host = host_of(address)
    if not host:
        return ""
    if is_freemail(host):
        return plain(address)
    return address.lower() if split and address.lower() in split else registrable(host)
