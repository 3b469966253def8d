"""The language in which business of a country is mostly written. Public: `language_of_country`, `is_language`."""

import re
from functools import lru_cache

# Where babel's first official language is not the one of trade mail.
_OF_TRADE = {
    "AE": "en", "BE": "nl", "BW": "en", "CA": "en", "CH": "de", "CM": "fr", "CY": "el", "DJ": "fr", "ER": "en",
    "ET": "en", "FJ": "en", "GH": "en", "GM": "en", "HK": "zh", "IE": "en", "IL": "he", "IN": "en", "JM": "en",
    "KE": "en", "KZ": "ru", "KG": "ru", "LK": "en", "LR": "en", "LS": "en", "LU": "fr", "MG": "fr", "MO": "zh",
    "MT": "en", "MU": "en", "MW": "en", "MY": "en", "NA": "en", "NG": "en", "NP": "en", "NZ": "en", "PG": "en",
    "PH": "en", "PK": "en", "PY": "es", "RW": "en", "SC": "en", "SD": "ar", "SG": "en", "SL": "en", "SS": "en",
    "SZ": "en", "TD": "fr", "TZ": "en", "UG": "en", "ZA": "en", "ZM": "en", "ZW": "en", "BY": "ru", "BI": "fr",
    "BO": "es", "PE": "es", "HT": "fr", "US": "en", "GB": "en", "AU": "en", "NO": "no", "AF": "fa", "IQ": "ar",
}  # fmt: skip


@lru_cache(maxsize=512)
def language_of_country(country: str | None) -> str | None:
    """Return the ISO 639-1 code of a country's usual business language; None where the country is unknown.

    A weak sign: the language of a customer's own mail always stands above it (definitions "Language of a person").
    """
    if country is None:
        return None
    if country in _OF_TRADE:
        return _OF_TRADE[country]
    from babel.languages import get_official_languages

    for language in get_official_languages(country, de_facto=True):
        code = language.split("_")[0]
        if len(code) == 2:
            return str(code)
    return None


def is_language(code: str) -> bool:
    """Return whether this is a code of ISO 639, alone or with a country or script behind it: es, pt-BR, zh-Hant."""
    if re.fullmatch("[a-z]{2,3}(-[a-z]{2,4})?", code, re.IGNORECASE) is None:
        return False
    from babel import Locale  # half a tenth of a second, for who asks

    return code.partition("-")[0].lower() in Locale("en").languages
