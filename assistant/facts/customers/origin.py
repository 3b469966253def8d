"""The country and the time zone of one customer, by several signs. Public: `country`, `timezone`."""

from collections.abc import Collection

from assistant.almanac.countries import country_of_domain, country_of_phone
from assistant.almanac.zones import main_zone, zone_by_offset, zones_of
from assistant.facts.customers.evidence import Case, Writing
from assistant.facts.customers.people import majority
from assistant.facts.who.companies import is_freemail
from assistant.model import HUMAN_KINDS

_RECENT = 5  # mails whose Date header is asked for the offset


def _written(case: Case) -> list[Writing]:
    return [one for one in case.writings if one.by_customer and one.touch.kind in HUMAN_KINDS]


def country(case: Case, keys: Collection[str], first: str = "") -> str | None:
    """Return the country: of the domain, else of the phone numbers, else of the addresses in the signatures.

    None where no sign tells (definitions "Zone": domain, phone, signature). Then the web site they sign with; the host
    of private mail (mail.ru, web.de) is the weakest sign and comes last. Of several domains that tell different
    countries equally often, `first` decides: the one that stands for the customer.
    """
    ordered = sorted(keys, key=lambda key: (key != first, "@" in key, key))
    hosts = [key.rpartition("@")[2] for key in ordered]
    domains = [host for key, host in zip(ordered, hosts, strict=True) if "@" not in key or not is_freemail(host)]
    own = [found for domain in domains if (found := country_of_domain(domain))]
    if own:
        return majority(reversed(own))
    written = _written(case)
    phones = [country_of_phone(one.seen.facts.phone) for one in written if one.seen.facts.phone]
    signs = [[one for one in phones if one], [one.seen.facts.country for one in written if one.seen.facts.country]]
    sites = [one.seen.facts.website.partition("/")[0] for one in written if one.seen.facts.website]
    signs.append([found for site in sites if (found := country_of_domain(site))])
    signs.append([found for host in hosts if (found := country_of_domain(host))])
    return next((majority(sign[-10:]) for sign in signs if sign), None)


def timezone(case: Case, country: str | None) -> str | None:
    """Return the zone: of the country, else by the offset of their recent Date headers; None where neither tells.

    A country of several zones does not decide alone: there the offset chooses among its own, if one of them has it.
    """
    recent = [one for one in _written(case) if one.seen.message.date_offset_minutes is not None][-_RECENT:]
    # "+0000" is what relays and webmail put when they do not tell.
    told = [one for one in recent if one.seen.message.date_offset_minutes != 0]
    offset = majority(str(one.seen.message.date_offset_minutes) for one in told)
    if country is not None and (len(zones_of(country)) <= 1 or offset is None):
        return main_zone(country)
    if offset is None:
        return None
    at = next(one.touch.at for one in reversed(told) if str(one.seen.message.date_offset_minutes) == offset)
    found = zone_by_offset(int(offset), at, country)
    return found if found or country is None else main_zone(country)
