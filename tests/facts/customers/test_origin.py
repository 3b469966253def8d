"""Country and time zone by several signs, and the language of a person over time: difficult cases, one line each."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import company_key
from tests.given.customers import known_of, mail
from tests.given.messages import facts, message
from tests.given.parties import US


def written(who: str, when: str = "2026-03-02", number: int = 1, **told: Any) -> Seen:
    """Return an inquiry; `told`: phone, address (a country), site, offset in minutes, language."""
    known = facts(
        "inquiry", phone=told.get("phone"), country=told.get("address"), language=told.get("language")
    )  # fmt: skip
    sent = message(
        f"m{number}", when, who, text="Please quote 500 pieces of the panel.", offset_minutes=told.get("offset")
    )
    return mail(sent, known=replace(known, website=told.get("site")))


@pytest.mark.parametrize(
    ("who", "told", "country", "zone"),
    [
        ("a@luce.com", {"phone": "+390212345678"}, "IT", "Europe/Rome"),  # .com tells nothing, the phone does
        ("a@luce.com", {"phone": "+390212345678", "offset": 480}, "IT", "Europe/Rome"),  # on a journey in China
        ("a@luce.de", {"phone": "+390212345678"}, "DE", "Europe/Berlin"),  # definitions: the domain before the phone
        ("a@luce.eu", {"phone": "+390212345678"}, "IT", "Europe/Rome"),
        ("a@show.tv", {"phone": "+905321234567"}, "TR", "Europe/Istanbul"),  # .tv .io .co .ai .me are sold to all
        ("a@start.io", {"phone": "+97235551234"}, "IL", "Asia/Jerusalem"),
        ("a@brand.co", {}, None, None),
        ("a@brand.com.co", {}, "CO", "America/Bogota"),  # a registry's own second level is for residents
        ("a@brand.co", {"offset": 330}, None, "Asia/Kolkata"),  # only the Date header tells: a zone, no country
        ("a@acme.ai", {"address": "AE"}, "AE", "Asia/Dubai"),
        ("a@acme.uk.com", {}, "GB", "Europe/London"),  # a resold country
        ("a@xn--e1afmkfd.xn--p1ai", {}, "RU", "Europe/Moscow"),
        ("a@acme.com", {"phone": "+14165550123"}, "CA", "America/Toronto"),  # +1 is not always America
        ("a@acme.com", {"phone": "+12125550187", "offset": -480}, "US", "America/Los_Angeles"),  # of several zones
        ("a@acme.com", {"phone": "+12125550187", "offset": 60}, "US", "America/New_York"),  # none of the country's
        ("a@acme.com", {"phone": "+18005550199", "address": "US"}, "US", "America/New_York"),  # toll-free
        ("a@acme.com", {"phone": "+77012345678"}, "KZ", "Asia/Almaty"),  # +7 is not always Russia
        ("a@acme.ru", {"offset": 420}, "RU", "Asia/Novosibirsk"),  # +0700 from Russia is not Bangkok
        ("a@acme.com", {"offset": 0}, None, None),  # +0000 is what relays write who do not tell
        ("a@acme.co.uk", {"offset": 0}, "GB", "Europe/London"),
        ("a@acme.com", {"phone": "+393331234567", "address": "CH"}, "IT", "Europe/Rome"),  # phone before address
        ("tom@gmail.com", {"phone": "+6281234567890"}, "ID", "Asia/Jakarta"),
        ("tom@gmail.com", {"site": "www.acme.co.uk"}, "GB", "Europe/London"),  # the site of his firm
        ("tom@gmail.com", {"site": "www.acme.com"}, None, None),
        ("tom@web.de", {"phone": "+8613812345678"}, "CN", "Asia/Shanghai"),  # the host of private mail is the weakest
        ("tom@web.de", {}, "DE", "Europe/Berlin"),
        ("tom@qq.com", {"offset": 480}, None, "Asia/Shanghai"),
        ("a@acme.com", {"offset": 345}, None, "Asia/Kathmandu"),
        ("a@acme.com", {"offset": 999}, None, None),  # no zone has it
    ],
)  # fmt: skip
def test_country_and_zone_of_one_mail(who: str, told: dict[str, Any], country: str | None, zone: str | None) -> None:
    known = known_of(written(who, **told), keys=[company_key(who)])

    assert (known.country, known.timezone) == (country, zone)


def test_the_offset_is_read_at_the_time_of_its_mail() -> None:
    summer = written("a@acme.com", "2026-07-01", offset=60)
    winter = written("a@acme.com", "2026-01-05", offset=60)

    assert known_of(summer, keys=["acme.com"]).timezone == "Europe/London"
    assert known_of(winter, keys=["acme.com"]).timezone == "Europe/Berlin"


def test_a_journey_of_one_mail_changes_nothing() -> None:
    mails = [written("a@acme.com", f"2026-03-0{day}", day, offset=540 if day == 5 else -300) for day in range(1, 6)]

    assert known_of(*mails, keys=["acme.com"]).timezone == "America/New_York"


def test_who_moved_is_believed_once_most_of_the_last_five_mails_say_so() -> None:
    mails = [written("a@acme.com", f"2026-03-0{day}", day, offset=-300 if day < 5 else 540) for day in range(1, 8)]

    assert known_of(*mails, keys=["acme.com"]).timezone == "Asia/Tokyo"


def test_of_two_countries_that_of_the_domain_that_was_there_first_counts() -> None:
    mails = [written("a@zeta.fr", "2026-03-01", 1), written("b@acme.de", "2026-03-02", 2)]

    known = known_of(*mails, keys=["acme.de", "zeta.fr"])

    assert (known.domain, known.country) == ("zeta.fr", "FR")


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["en"], "en"),
        (["en", "en", "es", "es", "es"], "es"),  # went over to Spanish: most of the last five
        (["en", "en", "en", "es", "es"], "en"),  # not yet
        (["en", "es"], "es"),  # as many of either: the latest
        (["es", "es", "es", "es", "en", "en", "en"], "en"),
        (["es", None, None, "es"], "es"),  # mails that tell no language do not count
        ([None], None),
    ],
)
def test_the_language_of_a_person_over_time(languages: list[str | None], expected: str | None) -> None:
    mails = [written("a@acme.com", f"2026-03-{n:02}", n, language=one) for n, one in enumerate(languages, 1)]

    (person,) = known_of(*mails, mail(message("o", "2026-04-01", US, "a@acme.com")), keys=["acme.com"]).people

    assert person.language == expected
