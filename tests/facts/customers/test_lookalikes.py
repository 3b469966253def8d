"""Domains that look like another customer's are flagged; names that merely resemble each other are left alone."""

import pytest

from assistant.facts.customers.lookalikes import lookalikes


@pytest.mark.parametrize(
    ("real", "false"),
    [
        ("beck-leuchten.de", "beck-1euchten.de"),
        ("beck-leuchten.de", "beckleuchten.de"),
        ("beck-leuchten.de", "beck-leuchten.com"),
        ("brightmart.com", "brightrnart.com"),
        ("nordlicht.example", "nordlciht.example"),
        ("nordlicht.example", "nordlichtt.example"),
        ("nordlicht.example", "n0rdlicht.example"),
    ],
)
def test_a_domain_that_looks_like_another_is_flagged_on_both_sides(real: str, false: str) -> None:
    assert lookalikes([real, false, "somebody-else.com"]) == {real: (false,), false: (real,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("abc.de", "abd.de"), ("lumen-nord.de", "lumen-sued.de"), ("mail.nordlicht.com", "nordlicht.com")],
)
def test_short_names_other_names_and_hosts_of_one_domain_are_left_alone(one: str, other: str) -> None:
    assert lookalikes([one, other]) == {}


def test_ten_thousand_domains_are_compared_at_once() -> None:
    domains = [f"company{number:05d}trading.com" for number in range(0, 100000, 10)]

    assert len(lookalikes([*domains, "companyo0010trading.com"])) >= 2
