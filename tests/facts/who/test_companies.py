"""Which company an address belongs to."""

import pytest

from assistant.facts.who.companies import company_key, is_list, is_robot, is_role_account


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("anna@firm.de", "firm.de"),
        ("anna@mail.firm.co.uk", "firm.co.uk"),
        ("li@x.com.cn", "x.com.cn"),
        ("li@sz.x.com.cn", "x.com.cn"),
        ("a@one.uk.com", "one.uk.com"),
        ("a@two.uk.com", "two.uk.com"),
        ("a@uk.com", "uk.com"),
        ("grace@ninglux.example", "ninglux.example"),
        ("a@müller.de", "xn--mller-kva.de"),
        ("a@[192.0.2.1]", "[192.0.2.1]"),
        ("a@localhost", "localhost"),
        ("no address", ""),
        ("", ""),
    ],
)
def test_a_company_is_its_registrable_domain(address: str, key: str) -> None:
    assert company_key(address) == key


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Ngozi.Umeh+gifts@Gmail.com", "ngoziumeh@gmail.com"),
        ("ngoziumeh@googlemail.com", "ngoziumeh@gmail.com"),
        ("wang.amy@163.com", "wang.amy@163.com"),
        ("12345@vip.qq.com", "12345@vip.qq.com"),
        ("taro@yahoo.co.jp", "taro@yahoo.co.jp"),
        ("ana+compras@hotmail.com.br", "ana@hotmail.com.br"),
        ("a@outlook.it", "a@outlook.it"),
        ("a@mail.ru", "a@mail.ru"),
        ("a@poczta.onet.pl", "a@poczta.onet.pl"),
        ("a@t-online.de", "a@t-online.de"),
        ("a@emirates.net.ae", "a@emirates.net.ae"),
        ("kim@hanmail.net", "kim@hanmail.net"),
    ],
)
def test_at_a_free_mail_host_the_person_is_the_customer(address: str, key: str) -> None:
    assert company_key(address) == key


def test_a_company_with_a_free_mail_word_in_its_host_is_a_company() -> None:
    assert company_key("a@live.firm.de") == "firm.de"
    assert company_key("a@gmail.firm.de") == "firm.de"


def test_a_split_address_stands_alone() -> None:
    assert company_key("Bert@firm.de", {"bert@firm.de"}) == "bert@firm.de"
    assert company_key("anna@firm.de", {"bert@firm.de"}) == "firm.de"


def test_machines_roles_and_lists_are_told_by_their_names() -> None:
    robots = ["no-reply@x.de", "noreply@x.de", "donotreply@x.de", "mailer-daemon@x.de", "newsletter@x.de"]
    assert all(is_robot(one) for one in robots)
    assert not any(is_robot(one) for one in ["reply.anna@x.de", "anna@x.de", "norbert@x.de", "info@x.de"])
    assert all(is_role_account(one) for one in ["info@x.de", "sales2@x.de", "einkauf@x.de", "compras@x.es"])
    assert not any(is_role_account(one) for one in ["anna@x.de", "infante@x.es", "salesia@x.it"])
    desks = [
        "team.procurement",
        "info-export",
        "cotacoes",
        "innkjop",
        "snab",
        "reservations",
        "adquisiciones",
        "projectsales",
    ]
    assert all(is_role_account(f"{one}@x.example") for one in desks)
    assert not any(
        is_role_account(f"{one}@x.example") for one in ["info.anna", "himani", "poster", "general.motors", "otto"]
    )
    assert is_list("makers@lists.openhw.example")
    assert not is_list("list@openhw.example")
