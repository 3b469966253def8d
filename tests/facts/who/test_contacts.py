"""What signatures tell: phone, country, company and job title, apart from each other."""

import pytest

from assistant.facts import lexicon
from assistant.facts.parsing.body import split
from assistant.facts.who.contacts import Contact, contact_of
from assistant.facts.who.names import name_of
from assistant.facts.who.places import country_of_address
from tests.given.messages import message
from tests.given.parties import US


@pytest.mark.parametrize(
    ("signature", "company", "job_title"),
    [
        ("Tom Baker | Senior Buyer | Acme Ltd | +44 20 7946 0958 | www.acme.co.uk", "Acme Ltd", "Senior Buyer"),
        ("Tom Baker, Senior Buyer, Acme Ltd, +44 20 7946 0958", "Acme Ltd", "Senior Buyer"),
        ("Lin Wei\nExport Manager, Brightline Lighting Co., Ltd.", "Brightline Lighting Co., Ltd.", "Export Manager"),
        ("株式会社山田商事\n購買部 課長 佐藤 健一", "株式会社山田商事", "購買部 課長"),
        ("山田商事株式会社 購買部\n佐藤 健一", "山田商事株式会社", "購買部"),
        ("(주)한국조명\n구매팀 과장 김민수", "(주)한국조명", "구매팀 과장"),
        ("김민수 과장\n한국조명 주식회사", "한국조명 주식회사", "과장"),
        ("王强 采购经理\n上海明光照明有限公司", "上海明光照明有限公司", "采购经理"),
        ("Anna Keller (Ms.)\nPurchasing Manager\nKeller Leuchten GmbH", "Keller Leuchten GmbH", "Purchasing Manager"),
        ("Müller, Schmidt & Co. KG\nHamburg", "Müller, Schmidt & Co. KG", None),
        ("Thomas Gruber\nGruber Metallbau GmbH, Linz", "Gruber Metallbau GmbH", None),
        ("Ayla Sen\nSen Yapı Market\nBursa", "Sen Yapı Market", None),
        ("Petr Holub / Buyer\nHolub Svítidla s.r.o.", "Holub Svítidla s.r.o.", "Buyer"),
        ("Omar Said\nGulf Fittings LLC, P.O. Box 2211, Muscat", "Gulf Fittings LLC", None),
        ("Ivana Ilić\nRasveta Plus d.o.o.", "Rasveta Plus d.o.o.", None),
        ("Rosa Díaz\nImport Division\nTiendas Sol E.I.R.L.", "Tiendas Sol E.I.R.L.", "Import Division"),
        ("Wang Li\nVelta Fasteners Co., Ltd., Hangzhou", "Velta Fasteners Co., Ltd.", None),
        ("Jens Huber\nHuber Pumpen e. K.", "Huber Pumpen e. K.", None),
        ("Leo Ek\nMalmö", None, None),  # a family of that name, and no merchant of Germany's register
    ],
)
def test_company_title_and_name_stand_apart(signature: str, company: str | None, job_title: str | None) -> None:
    found = contact_of(signature, "senyapi.com.tr")

    assert (found.company, found.job_title) == (company, job_title)


@pytest.mark.parametrize(
    ("signature", "domain", "phone"),
    [
        ("Tel. 040 123456-0", "keller.de", "+49401234560"),
        ("T: 020 7946 0958", "acme.co.uk", "+442079460958"),
        ("TEL: 06-6345-1234\n〒530-0001 大阪市北区", "gmail.com", "+81663451234"),
        ("전화: 02-1234-5678 / 010-1234-5678\n서울시 강남구", "gmail.com", "+82212345678"),
        ("手机：13812345678\n上海市浦东新区", "163.com", "+8613812345678"),
        ("ĐT: 0903 123 456\nQuận 1, TP. Hồ Chí Minh", "gmail.com", "+84903123456"),
        ("Tel: 0212 123 45 67\nİstanbul / Türkiye", "gmail.com", "+902121234567"),
        ("(212) 555-0187\nNew York, NY 10001", "gmail.com", "+12125550187"),
        ("Tél. 01 40 20 30 40", "maison.fr", "+33140203040"),
        ("Tel.: 040 / 22 33 44 55", "keller.de", "+494022334455"),
        ("(11) 3344-8890 | (11) 98811-2203", "obra.com.br", "+551133448890"),
        ("O: (614) 555-0142 | C: (614) 555-0199\nColumbus, OH 43215", "acme.com", "+16145550142"),
        ("HRB 123456, USt-IdNr. DE123456789", "keller.de", None),
        ("Tel. 040 123456-0", "keller.com", None),
    ],
)
def test_a_number_without_country_code_is_read_where_the_country_is_known(
    signature: str, domain: str, phone: str | None
) -> None:
    assert contact_of(signature, domain).phone == phone


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Hafenstr. 5, 20457 Hamburg", "DE"),
        ("46001 Valencia, España", "ES"),
        ("São Paulo - SP, Brasil", "BR"),
        ("12 High Street, London", "GB"),
        ("Unit 4, Trading Estate, Leicester LE1 3WT", "GB"),
        ("350 Fifth Ave, Austin, TX 78701", "US"),
        ("〒530-0001 大阪市北区梅田1-2-3", "JP"),
        ("Москва, ул. Ленина 5\nРоссия", "RU"),
        ("الرياض - السعودية", "SA"),
        ("Jakarta 10110, Indonesia", "ID"),
        ("Tom Baker\nSenior Buyer", None),
        ("Paris Hilton\nhttps://shop.example/china", None),
    ],
)
def test_a_postal_address_tells_the_country(address: str, country: str | None) -> None:
    assert country_of_address(address) == country


def test_a_company_named_after_a_country_is_no_address() -> None:
    assert contact_of("中国電力株式会社") == Contact(company="中国電力株式会社")


def test_a_signature_may_stand_on_one_line() -> None:
    line = "Tom Baker | Senior Buyer | Acme Ltd | +44 20 7946 0958"
    parts = split(f"Dear Lin,\n\nplease quote 500 pcs of LED panel.\n\n{line}")

    assert parts.signature == line
    assert parts.new_text.endswith("LED panel.")


@pytest.mark.parametrize(
    ("shown", "signature", "title"),
    [
        ("Anna Keller (Ms.)", "", "Ms."),
        ("Anna Keller", "Anna Keller (Ms.)\nPurchasing", "Ms."),
        ("Tom Baker", "Tom Baker (Mr)\nAcme Ltd", "Mr"),
        ("Tom Baker", "Tom Baker (London)\nAcme Ltd", None),
    ],
)
def test_a_title_in_brackets_behind_the_name_is_theirs(shown: str, signature: str, title: str | None) -> None:
    sent = message("i1", "2026-03-02", f"{shown} <anna@keller.example>", US, text="Please quote.", signature=signature)

    found = name_of(sent, lexicon.builtin(), "en")

    assert found is not None
    assert found.title == title
