"""The country that a postal address in a signature names. Public: `country_of_address`.

By the country's name in the languages of trade, else by a city that everybody places. Names shared by two countries
(Valencia and Santiago apart from their country's name, Birmingham, Cordoba, San Jose) are left out: no sign is better
than a wrong zone. Source: ISO 3166 names; the largest trading cities.
"""

import re
from functools import cache

from assistant.facts.lexicon import fold

_NAMES = {
    "AE": "united arab emirates|uae|u.a.e|dubai|abu dhabi|sharjah|الامارات|دبي", "AR": "argentina|buenos aires",
    "AT": "austria|osterreich|wien|vienna", "AU": "australia|sydney|melbourne|brisbane",
    "BD": "bangladesh|dhaka|chittagong", "BE": "belgium|belgien|belgique|belgie|antwerp|antwerpen|bruxelles|brussels",
    "BR": "brazil|brasil|sao paulo|rio de janeiro|curitiba|belo horizonte|porto alegre",
    "CA": "canada|toronto|montreal", "CH": "switzerland|schweiz|suisse|svizzera|zurich|geneve",
    "CL": "chile", "CN": "china|p.r. china|pr china|p.r.c|中国|shanghai|shenzhen|guangzhou|ningbo|beijing|hangzhou|"
    "dongguan|yiwu|qingdao|上海|深圳|广州|宁波|北京|杭州|东莞|义乌|青岛|苏州", "CO": "colombia|bogota|medellin",
    "CZ": "czech republic|czechia|ceska republika|praha|prague", "DE": "germany|deutschland|alemania|allemagne|berlin|"
    "hamburg|munchen|munich|frankfurt|koln|cologne|dusseldorf|stuttgart|bremen|leipzig|nurnberg|hannover",
    "DK": "denmark|danmark|kobenhavn|copenhagen", "EG": "egypt|egypte|cairo|مصر|القاهره",
    "ES": "spain|espana|spanien|madrid|barcelona|sevilla|zaragoza|bilbao|alicante", "FI": "finland|suomi|helsinki",
    "FR": "france|frankreich|francia|paris|lyon|marseille|lille|toulouse|bordeaux|nantes",
    "GB": "united kingdom|uk|u.k|england|scotland|great britain|london|manchester|leeds|glasgow",
    "GR": "greece|hellas|athens", "HK": "hong kong|hongkong|香港", "HU": "hungary|magyarorszag|budapest",
    "ID": "indonesia|jakarta|surabaya|bandung|semarang", "IE": "ireland|dublin", "IL": "israel|tel aviv",
    "IN": "india|mumbai|new delhi|bangalore|bengaluru|chennai|ahmedabad|kolkata",
    "IT": "italy|italia|italien|italie|milano|milan|roma|torino|bologna|napoli|firenze",
    "JP": "japan|日本|tokyo|osaka|nagoya|东京都|大阪府|大阪市|名古屋市|横浜市|东京|京都市|福冈",
    "KE": "kenya|nairobi", "KR": "south korea|korea|republic of korea|대한민국|한국|seoul|busan|서울|부산|인천|경기도",
    "MA": "morocco|maroc|casablanca", "MX": "mexico|guadalajara jal|monterrey|ciudad de mexico|cdmx",
    "MY": "malaysia|kuala lumpur|penang|selangor", "NG": "nigeria|lagos|abuja",
    "NL": "netherlands|the netherlands|nederland|niederlande|holland|amsterdam|rotterdam|utrecht|eindhoven",
    "NO": "norway|norge|oslo", "NZ": "new zealand|auckland", "PE": "peru|lima", "PH": "philippines|manila|quezon city",
    "PK": "pakistan|karachi|lahore", "PL": "poland|polska|polen|warszawa|warsaw|krakow|poznan|wroclaw|gdansk|lodz",
    "PT": "portugal|lisboa|lisbon", "RO": "romania|bucuresti|bucharest",
    "RU": "russia|russian federation|россия|москва|moscow|санкт-петербург|екатеринбург|новосибирск",
    "SA": "saudi arabia|ksa|k.s.a|riyadh|jeddah|dammam|السعوديه|الرياض|جده", "SE": "sweden|sverige|stockholm|goteborg",
    "SG": "singapore", "TH": "thailand|bangkok", "TR": "turkey|turkiye|istanbul|ankara|izmir|bursa|gaziantep",
    "TW": "taiwan|台湾|taipei|台北", "UA": "ukraine|украина|kyiv|киев", "US": "usa|u.s.a|united states|new york|"
    "los angeles|chicago|houston|miami|san francisco|seattle", "VN": "vietnam|viet nam|ha noi|hanoi|ho chi minh|tp.hcm|"
    "tphcm|hcmc|binh duong|hai phong|da nang", "ZA": "south africa|johannesburg|cape town|durban",
}  # fmt: skip
_US_ZIP = re.compile(r",\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?\s*$")
_UK_CODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_JAPAN_CODE = re.compile(r"〒\s?\d{3}-\d{4}")
_EDGE = re.compile(r"[\d\s.,;/|()-]+$")
_LAST_PIECE = re.compile(r"[,;|/·•]|\s[-–—]\s")
_REACHED = re.compile(r"@|https?:|www\.")


@cache
def _table() -> tuple[dict[str, str], "re.Pattern[str]"]:
    """Return the country of each name, and the names written without spaces as one expression."""
    countries = {name: code for code, names in _NAMES.items() for name in names.split("|")}
    unspaced = [name for name in countries if re.search(r"[\u0600-\u06ff\u3040-\u9fff\uac00-\ud7a3]", name)]
    return countries, re.compile("|".join(sorted(unspaced, key=len, reverse=True)))


def country_of_address(signature: str) -> str | None:
    """Return the ISO country of the last line of a signature that ends with a country or a well-known city.

    A name counts where it ends a line or a part of it ("20457 Hamburg", "46001 Valencia, España"); lines with web or
    mail addresses tell nothing here. None where no line does.
    """
    countries, unspaced = _table()
    for line in reversed([line for line in signature.split("\n")[:15] if line.strip() and not _REACHED.search(line)]):
        if _US_ZIP.search(line):
            return "US"
        if _JAPAN_CODE.search(line):
            return "JP"
        folded = fold(line)
        east = unspaced.search(folded)
        if east and len(line) <= 60:
            return countries[east.group()]
        for piece in reversed(_LAST_PIECE.split(folded)):
            words = _EDGE.sub("", piece).split()
            for many in (3, 2, 1):
                found = countries.get(" ".join(words[-many:])) if len(words) >= many else None
                if found is not None:
                    return found
        if _UK_CODE.search(line):
            return "GB"
    return None
