"""Time zones of countries, and the zone that an offset in a Date header suggests.

Public: `main_zone`, `zones_of`, `zone_by_offset`. Zones are IANA names that `zoneinfo.ZoneInfo` opens.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

# Where most of the business of a country with several zones sits, babel having no opinion; then its other zones that
# matter in trade, weightiest first, for `zone_by_offset`.
_SEVERAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AR": ("America/Argentina/Buenos_Aires",),
        "AU": ("Australia/Sydney", "Australia/Perth", "Australia/Adelaide", "Australia/Brisbane", "Australia/Darwin"),
        "BR": ("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha"),
        "CA": (
            "America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax",
            "America/Regina", "America/St_Johns",
        ),
        "CD": ("Africa/Kinshasa", "Africa/Lubumbashi"),
        "CL": ("America/Santiago", "America/Punta_Arenas", "Pacific/Easter"),
        "CN": ("Asia/Shanghai", "Asia/Urumqi"),
        "CY": ("Asia/Nicosia",),
        "DE": ("Europe/Berlin",),
        "EC": ("America/Guayaquil", "Pacific/Galapagos"),
        "ES": ("Europe/Madrid", "Atlantic/Canary"),
        "FM": ("Pacific/Pohnpei", "Pacific/Chuuk"),
        "GL": ("America/Nuuk", "America/Danmarkshavn", "America/Thule"),
        "ID": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
        "KI": ("Pacific/Tarawa", "Pacific/Kanton", "Pacific/Kiritimati"),
        "KZ": ("Asia/Almaty", "Asia/Aqtau"),
        "MH": ("Pacific/Majuro",),
        "MN": ("Asia/Ulaanbaatar", "Asia/Hovd"),
        "MX": ("America/Mexico_City", "America/Tijuana", "America/Hermosillo", "America/Cancun", "America/Chihuahua"),
        "MY": ("Asia/Kuala_Lumpur",),
        "NZ": ("Pacific/Auckland", "Pacific/Chatham"),
        "PF": ("Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Gambier"),
        "PG": ("Pacific/Port_Moresby", "Pacific/Bougainville"),
        "PS": ("Asia/Hebron", "Asia/Gaza"),
        "PT": ("Europe/Lisbon", "Atlantic/Azores"),
        "RU": (
            "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok", "Europe/Samara",
            "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Omsk", "Europe/Kaliningrad", "Asia/Yakutsk", "Asia/Magadan",
            "Asia/Kamchatka",
        ),
        "UA": ("Europe/Kyiv",),
        "UM": ("Pacific/Wake", "Pacific/Midway"),
        "US": (
            "America/New_York", "America/Los_Angeles", "America/Chicago", "America/Denver", "America/Phoenix",
            "Pacific/Honolulu", "America/Anchorage",
        ),
        "UZ": ("Asia/Tashkent",),
        "XK": ("Europe/Belgrade",),
    }
)  # fmt: skip
# The zone to assume for an offset when the country is unknown: where most trade mail with that offset comes from.
_LIKELY = (
    "Europe/Berlin", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago", "America/Los_Angeles",
    "America/Sao_Paulo", "Asia/Dubai", "Europe/Moscow", "Asia/Riyadh", "Asia/Kolkata", "Asia/Karachi", "Asia/Dhaka",
    "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "America/Denver",
    "America/Bogota", "America/Mexico_City", "America/Santiago", "Africa/Lagos", "Africa/Johannesburg",
    "Africa/Nairobi", "Asia/Tehran", "Asia/Kabul", "Asia/Tashkent", "Asia/Kathmandu", "Asia/Yangon",
    "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "America/Halifax", "America/St_Johns",
    "Atlantic/Azores", "Atlantic/Cape_Verde", "Atlantic/South_Georgia", "Pacific/Honolulu", "America/Anchorage",
    "Pacific/Noumea", "Pacific/Fiji", "Pacific/Auckland", "Pacific/Apia", "Pacific/Pago_Pago", "Pacific/Kiritimati",
)  # fmt: skip


@lru_cache(maxsize=1)
def _zones_by_country() -> Mapping[str, tuple[str, ...]]:
    from babel.core import get_global

    found: dict[str, list[str]] = {}
    for zone, country in sorted(get_global("zone_territories").items()):
        found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items() if country.isalpha() and country != "ZZ"}


def zones_of(country: str | None) -> tuple[str, ...]:
    """Return the zones of a country, the main one first; () where it is unknown or uninhabited."""
    if country is None:
        return ()
    if country in _SEVERAL:
        return _SEVERAL[country]
    zones = _zones_by_country().get(country, ())
    return zones if len(zones) == 1 else ()


def main_zone(country: str | None) -> str | None:
    """Return the zone in which most of a country does business; None where the country is unknown."""
    zones = zones_of(country)
    return zones[0] if zones else None


def zone_by_offset(minutes: int, at: datetime, country: str | None = None) -> str | None:
    """Return the likeliest zone with that UTC offset at that (aware) moment; None where no zone has it.

    With a country only its own zones are tried, the main one first: +0700 from Russia is Novosibirsk, not Bangkok.
    """
    wanted = timedelta(minutes=minutes)
    candidates = zones_of(country) if country else _LIKELY
    for zone in candidates:
        if at.astimezone(ZoneInfo(zone)).utcoffset() == wanted:
            return zone
    return None


def country_of_zone(zone: str) -> str | None:
    """Return the ISO country a zone lies in; None for UTC and other zones of no country."""
    from babel.core import get_global

    territories = get_global("zone_territories")
    found = territories.get(zone) or territories.get(get_global("zone_aliases").get(zone, ""))
    return str(found) if found and found.isalpha() and found != "ZZ" else None
