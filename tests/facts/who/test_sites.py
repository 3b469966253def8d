"""The web site that a signature names: the firm's own, and none of the services everybody links to."""

import pytest

from assistant.facts.who.contacts import contact_of


@pytest.mark.parametrize(
    ("signature", "domain", "site"),
    [
        ("Anna Keller\nKeller Leuchten GmbH\nwww.keller.de", "keller.de", "www.keller.de"),
        ("Anna Keller\nhttps://www.Keller.de/", "keller.de", "www.keller.de"),
        ("Anna\nhttps://keller.de/en/lamps?utm=mail", "keller.de", "keller.de/en/lamps"),
        ("Tom Baker | Acme Ltd | +44 20 7946 0958 | www.acme.co.uk", "gmail.com", "www.acme.co.uk"),
        ("Tom\nWeb: acme.co.uk", "gmail.com", "acme.co.uk"),
        ("Tom\nanna@acme.co.uk acme.co.uk", "acme.co.uk", "acme.co.uk"),
        ("Tom\ntom@acme.co.uk", "acme.co.uk", None),
        ("linkedin.com/in/tom\nhttps://www.linkedin.com/in/tombaker\nhttps://www.acme.com", "acme.com", "www.acme.com"),
        ("https://www.linkedin.com/in/tombaker\nhttps://wa.me/44123\nwww.facebook.com/acme", "acme.com", None),
        ("www.linkedin.cn/in/tom www.google.de/maps", "acme.com", None),
        ("www.group-holding.com\nwww.acme.com", "acme.com", "www.acme.com"),
        ("www.group-holding.com\n", "acme.com", "www.group-holding.com"),
        ("www.gmail.com\nhttps://mail.yahoo.co.jp", "gmail.com", None),
        ("https://acme.en.alibaba.com", "acme.com", None),
        ("Lin Wei\nwww.brightline.example", "acme.com", None),
        ("Virus-free. www.avast.com", "acme.com", None),
        ("网址:www.mingguang.com.cn", "163.com", "www.mingguang.com.cn"),
        ("홈페이지: hanlight.co.kr", "naver.com", "hanlight.co.kr"),
        ("www.müller-licht.de", "xn--mller-licht-thb.de", "www.müller-licht.de"),
        ("Sent from my iPhone 15.2", "acme.com", None),
        ("Tel. 040.123.456 St. 12.5", "acme.com", None),
    ],
)
def test_the_site_is_the_firms_own(signature: str, domain: str, site: str | None) -> None:
    assert contact_of(signature, domain, {"brightline.example"}).website == site
