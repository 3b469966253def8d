"""Countries, regions, and what a domain or a phone number says."""

import pytest
from babel import Locale

from assistant.almanac.countries import REGIONS, codes, countries_of, country_of_domain, country_of_phone, region_of
from assistant.almanac.languages import language_of_country
from assistant.almanac.zones import main_zone

# Exceptional reservations and uninhabited rocks.
NO_TRADE = codes("AC AQ BV CP CQ DG EA EU EZ GS HM IC QO TA TF UN XA XB ZZ")
KNOWN = {str(code) for code in Locale("en").territories if len(str(code)) == 2 and str(code).isalpha()}
COUNTRIES = sorted(KNOWN - NO_TRADE)


def test_every_country_has_one_region_a_zone_and_a_language() -> None:
    for country in COUNTRIES:
        assert sum(country in members for members in REGIONS.values()) == 1, country
        assert main_zone(country), country
        assert language_of_country(country), country


@pytest.mark.parametrize(
    "pair",
    [
        "DE-EU",
        "MX-LA",
        "JM-LA",
        "US-NA",
        "TR-ME",
        "EG-AF",
        "VN-SEA",
        "CN-EA",
        "IN-SA",
        "AU-OC",
        "RU-CIS",
        "UA-EU",
        "ZZ-XX",
    ],
)
def test_regions(pair: str) -> None:
    country, _, region = pair.partition("-")

    assert region_of(country) == region
    assert region_of(None) == "XX"


def test_the_regions_of_the_windows_are_those_of_the_definitions() -> None:
    assert countries_of("southeast-asia") == codes("BN KH ID LA MM MY PH SG TH TL VN")
    assert {"US", "CA", "MX", "BR", "CU"} <= countries_of("americas")
    assert countries_of("americas") == countries_of("NA") | countries_of("LA")
    with pytest.raises(KeyError):
        countries_of("europe")


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        ("firm.de", "DE"),
        ("firm.co.uk", "GB"),
        ("firm.com.br", "BR"),
        ("mail.firm.com.cn", "CN"),
        ("firm.com", None),
        ("firm.eu", None),
        ("firm.io", None),
        ("firm.tv", None),
        ("firm.co", None),
        ("firm.com.co", "CO"),
        ("firm.me", None),
        ("firm.co.me", "ME"),
        ("firm.com.tw", "TW"),
        ("firm.tw", "TW"),
        ("firm.com.ly", "LY"),
        ("firm.uk.com", "GB"),
        ("firm.berlin", "DE"),
        ("firm.xn--p1ai", "RU"),
        ("firm.su", "RU"),
        ("firm.example", None),
        ("firm.shop", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_the_country_of_a_domain(domain: str, country: str | None) -> None:
    assert country_of_domain(domain) == country


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("+49 30 123456", "DE"),
        ("+14165550123", "CA"),
        ("+12125550123", "US"),
        ("+77272501234", "KZ"),
        ("+74951234567", "RU"),
        ("+8613800138000", "CN"),
        ("+971 4 123 4567", "AE"),
        ("+49 99 99", "DE"),
        ("+19", None),
        ("030 123456", None),
        ("phone", None),
        ("", None),
    ],
)
def test_the_country_of_a_phone_number(phone: str, country: str | None) -> None:
    assert country_of_phone(phone) == country


@pytest.mark.parametrize("pair", ["DE-de", "BR-pt", "MX-es", "IN-en", "CN-zh", "JP-ja"])
def test_the_language_of_a_country(pair: str) -> None:
    country, _, language = pair.partition("-")

    assert language_of_country(country) == language
    assert language_of_country(None) is None
