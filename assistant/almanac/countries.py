"""Countries (ISO 3166 alpha-2), the regions of customer codes, and what a domain or a phone number says of a country.

Public: `REGIONS`, `codes`, `region_of`, `countries_of`, `country_of_domain`, `country_of_phone`.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType


def codes(text: str) -> frozenset[str]:
    """Return the codes that stand in a text, parted by spaces: a table that a person can read."""
    return frozenset(text.split())


# definitions "Window": EU is the continent of trade talk, not the Union; Mexico and the Caribbean are LA; SEA is given
# there country by country. Turkey, Cyprus' neighbours and Israel are ME; the Caucasus is CIS, Ukraine is EU.
REGIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "EU": codes(
            "AD AL AT AX BA BE BG CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC ME MK "
            "MT NL NO PL PT RO RS SE SI SJ SK SM UA VA XK"
        ),
        "NA": codes("BM CA GL PM US"),
        "LA": codes(
            "AG AI AR AW BB BL BO BQ BR BS BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS "
            "MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
        ),
        "ME": codes("AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE"),
        "AF": codes(
            "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ "
            "NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW"
        ),
        "SEA": codes("BN KH ID LA MM MY PH SG TH TL VN"),
        "EA": codes("CN HK JP KP KR MN MO TW"),
        "SA": codes("AF BD BT IN IO LK MV NP PK"),
        "OC": codes("AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"),
        "CIS": codes("AM AZ BY GE KG KZ MD RU TJ TM UZ"),
    }
)
UNKNOWN_REGION = "XX"

# Country-code TLDs that are sold to the world at large: they say nothing of where the owner lives.
_SOLD_TO_ALL = codes(
    "ac ag ai am as bi bz cc cd cf cm co cx dj fm ga gd gg gl gq im io la lc li ly me ml ms mu nf nu pm pn pw re sc sh "
    "so st sx tc tf tk to tv tw vc vg wf ws yt"
) - {"am", "cm", "li", "ly", "tw"}  # these five are mostly local after all
# A registry's own second level is for residents even there: firm.com.co is Colombian, firm.co is anybody.
_LOCAL_SECOND_LEVELS = codes("com co net org gov gob edu ac or ne go mil ind")
_OTHER_NAMES = {"uk": "GB", "su": "RU", "eu": None, "ac": None}
# Names of places, and country codes written in their own script (punycode as it stands in addresses, and decoded).
_PLACE_NAMES = {
    "berlin": "DE", "hamburg": "DE", "koeln": "DE", "cologne": "DE", "bayern": "DE", "nrw": "DE", "saarland": "DE",
    "wien": "AT", "tirol": "AT", "paris": "FR", "bzh": "FR", "alsace": "FR", "cat": "ES", "eus": "ES", "gal": "ES",
    "madrid": "ES", "barcelona": "ES", "london": "GB", "scot": "GB", "wales": "GB", "cymru": "GB", "amsterdam": "NL",
    "frl": "NL", "brussels": "BE", "gent": "BE", "vlaanderen": "BE", "swiss": "CH", "zuerich": "CH", "nyc": "US",
    "miami": "US", "boston": "US", "vegas": "US", "quebec": "CA", "rio": "BR", "tokyo": "JP", "osaka": "JP",
    "kyoto": "JP", "nagoya": "JP", "yokohama": "JP", "okinawa": "JP", "taipei": "TW", "istanbul": "TR", "ist": "TR",
    "moscow": "RU", "tatar": "RU", "dubai": "AE", "abudhabi": "AE", "doha": "QA", "sydney": "AU", "melbourne": "AU",
    "capetown": "ZA", "joburg": "ZA", "durban": "ZA", "kiwi": "NZ", "krd": "IQ",
    "xn--p1ai": "RU", "рф": "RU", "xn--80adxhks": "RU", "москва": "RU", "xn--90ais": "BY", "бел": "BY",
    "xn--j1amh": "UA", "укр": "UA", "xn--80ao21a": "KZ", "қаз": "KZ", "xn--90a3ac": "RS", "срб": "RS",
    "xn--e1a4c": None, "xn--qxam": "GR", "ελ": "GR", "xn--fiqs8s": "CN", "中国": "CN", "xn--fiqz9s": "CN",
    "中國": "CN", "xn--kpry57d": "TW", "台灣": "TW", "xn--kprw13d": "TW", "台湾": "TW", "xn--j6w193g": "HK",
    "香港": "HK", "xn--3e0b707e": "KR", "한국": "KR", "xn--o3cw4h": "TH", "ไทย": "TH", "xn--mgberp4a5d4ar": "SA",
    "السعودية": "SA", "xn--mgbaam7a8h": "AE", "امارات": "AE", "xn--wgbh1c": "EG", "مصر": "EG", "xn--wgbl6a": "QA",
    "قطر": "QA", "xn--mgba3a4f16a": "IR", "ایران": "IR", "xn--h2brj9c": "IN", "भारत": "IN",
}  # fmt: skip
# Second-hand "country" domains under .com and .net that a registrar sells (CentralNic and others).
_RESOLD = {
    "uk": "GB", "gb": "GB", "de": "DE", "br": "BR", "cn": "CN", "ru": "RU", "sa": "SA", "za": "ZA", "us": "US",
    "jpn": "JP", "kr": "KR", "mex": "MX", "co": None, "eu": None, "gr": "GR", "hu": "HU", "no": "NO", "se": "SE",
    "uy": "UY", "it": "IT", "africa": None, "ar": "AR",
}  # fmt: skip


@lru_cache(maxsize=512)
def region_of(country: str | None) -> str:
    """Return the region of an ISO 3166 country: EU NA LA ME AF SEA EA SA OC CIS, or XX where it is unknown."""
    return next((region for region, countries in REGIONS.items() if country in countries), UNKNOWN_REGION)


def countries_of(region: str) -> frozenset[str]:
    """Return the ISO countries of a region, of "americas" or of "southeast-asia". Raises KeyError for other words."""
    if region == "americas":
        return REGIONS["NA"] | REGIONS["LA"]
    return REGIONS["SEA" if region == "southeast-asia" else region]


@lru_cache(maxsize=8192)
def country_of_domain(domain: str) -> str | None:
    """Return the country whose top-level domain this is.

    None: a generic ending (.com, .eu), one that is sold to everybody (.io .co .tv .me ...: no evidence of a country),
    or no domain at all.
    """
    labels = domain.lower().strip(".").split(".")
    if len(labels) < 2:
        return None
    top = labels[-1]
    if top in _PLACE_NAMES:
        return _PLACE_NAMES[top]
    if top in _OTHER_NAMES:
        return _OTHER_NAMES[top]
    if top in ("com", "net") and len(labels) > 2:
        return _RESOLD.get(labels[-2])
    if top in _SOLD_TO_ALL and (len(labels) < 3 or labels[-2] not in _LOCAL_SECOND_LEVELS):
        return None
    country = top.upper()
    return country if region_of(country) != UNKNOWN_REGION else None


@lru_cache(maxsize=8192)
def country_of_phone(phone: str) -> str | None:
    """Return the country of a phone number in international form ("+4930123456"); None where it does not tell."""
    import phonenumbers

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return None
    region: str | None = phonenumbers.region_code_for_number(number)
    if region is None or region == "001":  # 001: satellite and other numbers of no country
        code = number.country_code or 0
        countries = [country for country in phonenumbers.region_codes_for_country_code(code) if country != "001"]
        # An unreadable rest under a code of one country still names that country; +1 and +7 stay open.
        return str(countries[0]) if len(countries) == 1 else None
    return region
