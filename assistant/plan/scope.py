"""For whom a material is meant: customers, countries, regions, products and notes it names. Pure. Public: `outside`."""

from assistant.model import History
from assistant.plan.materials import Material
from assistant.plan.place import countries_of
from assistant.plan.rules import Rules
from assistant.plan.words import Words


def outside(material: Material, history: History, country: str | None, rules: Rules, words: Words) -> str | None:
    """Return why a material is not meant for this customer, whatever the date; None where it is."""
    if material.customers and not any(_is_customer(name, history) for name in material.customers):
        return "meant for other customers"
    if material.countries and country not in material.countries:
        return f"not for {country or 'an unknown country'}"
    if material.regions and not any(country in countries_of(region, rules) for region in material.regions):
        return f"not for the region of {country or 'an unknown country'}"
    if material.products and not any(words.have(product) for product in material.products):
        return "about other products than theirs"
    for field, wanted in material.notes.items():
        if not history.settings.is_noted(field, [value.casefold() for value in wanted]):
            return f"meant for customers with {field}={' or '.join(wanted)}"
    return None


def _is_customer(name: str, history: History) -> bool:
    customer, wanted = history.customer, name.strip().lower()
    code = f"{customer.region}-{customer.number:03d}".lower()
    known = {code, customer.domain, customer.key, *customer.domains}
    return wanted in known or wanted.rsplit("-", 1)[0] == code or any(p.address == wanted for p in history.people)
