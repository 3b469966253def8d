"""Names for the greeting: never swapped, never a name where only a desk writes."""

import pytest

from assistant.facts import lexicon
from assistant.facts.who.names import name_of
from assistant.model import PersonName
from tests.given.messages import message


def named(
    shown: str, address: str, text: str = "Hello", signature: str = "", language: str | None = None
) -> PersonName | None:
    written = message("m@x.example", "2026-03-10", f"{shown} <{address}>", text=text, signature=signature or None)
    return name_of(written, lexicon.builtin(), language)


@pytest.mark.parametrize(
    ("shown", "address", "given", "family"),
    [
        ("Anna Keller", "a.keller@keller.example", "Anna", "Keller"),
        ("Keller, Anna", "anna.keller@keller.example", "Anna", "Keller"),
        ("KELLER Anna", "a.keller@keller.example", "Anna", "KELLER"),
        ("Keller Anna", "anna.keller@keller.example", "Anna", "Keller"),
        ("Mr Hossain", "hossain@mill.bd", None, "Hossain"),
        ("Dr. Jan de Vries", "j.devries@lab.nl", "Jan", "de Vries"),
        ("Juan Carlos Pérez Gómez", "jc.perez@obra.cl", "Juan Carlos", "Pérez Gómez"),
        ("Nguyễn Thị Hoa", "hoa.nguyen@nhua.vn", "Hoa", "Nguyễn"),
        ("Tran Van Minh", "minh@nhua.vn", "Minh", "Tran"),
        ("王小明", "wangxm@fanyi.cn", "小明", "王"),
        ("王先生", "wang@fanyi.cn", None, "王"),
        ("高橋美咲", "takahashi@denki.jp", "美咲", "高橋"),
        ("采购-李娜", "lina@fanyi.cn", "娜", "李"),
        ("鈴木 一郎", "suzuki@denki.jp", "一郎", "鈴木"),
        ("김서연", "sy.kim@muyeok.kr", "서연", "김"),
        ("Minsu Park", "ms.park@muyeok.kr", "Minsu", "Park"),
        ("Иванова Ольга", "o.ivanova@sklad.ru", "Ольга", "Иванова"),
        ("Иванов Пётр Сергеевич", "ivanov@sklad.ru", "Пётр", "Иванов"),
        ("خالد المطيري", "khalid@sharika.sa", "خالد", "المطيري"),
    ],
)
def test_given_and_family_name_are_told_apart(shown: str, address: str, given: str | None, family: str) -> None:
    name = named(shown, address)

    assert name is not None
    assert (name.given, name.family, name.sure) == (given, family, True)


@pytest.mark.parametrize(
    "shown",
    [
        "Sales Department",
        "Purchasing",
        "Einkauf",
        "Compras Minera Norte",
        "Отдел закупок",
        "구매팀",
        "総務部",
        "مكتب النور",
        "Keller GmbH",
    ],
)
def test_a_desk_or_a_firm_has_no_name(shown: str) -> None:
    assert named(shown, "info@firm.example") is None


@pytest.mark.parametrize("shown", ["Tenders", "Bids and Tenders", "Procurement Unit", "Karaca Sea Freight"])
def test_a_tender_office_or_a_forwarder_has_no_name(shown: str) -> None:
    assert named(shown, "post@firm.example", "Is it shipped?\n\nProcurement Unit") is None


def test_who_signs_with_the_given_name_in_front_of_the_firm_is_named_as_he_signs() -> None:
    name = named("Mina Sea Freight", "mina@forwarder.example", "Is the cargo ready?", "Mina Karaca\nOperations")

    assert name is not None
    assert (name.given, name.family) == ("Mina", "Karaca")


@pytest.mark.parametrize(("title", "given"), [("Anh", "Tuấn"), ("Chị", "Hương"), ("Cô", "Thảo"), ("Bác", "Hoa")])
def test_vietnamese_words_of_kinship_are_no_names(title: str, given: str) -> None:
    name = named(f"{title} {given}", "post@cuahang.vn", "giá này cao quá", language="vi")

    assert name is not None
    assert (name.given, name.family, name.title) == (given, None, title)


@pytest.mark.parametrize(("shown", "given"), [("Anh Nguyen", "Anh"), ("Chi Tran", "Chi")])
def test_a_vietnamese_given_name_before_the_family_name_stays_one(shown: str, given: str) -> None:
    name = named(shown, "post@cuahang.vn", "giá này cao quá", language="vi")

    assert name is not None
    assert name.given == given


@pytest.mark.parametrize(
    ("shown", "given", "family"),
    [("أبو سالم", "أبو سالم", None), ("أم فهد", "أم فهد", None), ("عبد العزيز الشمري", "عبد العزيز", "الشمري")],
)
def test_arabic_names_of_two_words_are_one_name(shown: str, given: str, family: str | None) -> None:
    name = named(shown, "post@sharika.sa")

    assert name is not None
    assert (name.given, name.family) == (given, family)


@pytest.mark.parametrize(("shown", "address"), [("Lin Wei", "sales@fabrik.cn"), ("Lumex", "info@other.example")])
def test_a_name_whose_parts_nothing_tells_apart_is_not_sure(shown: str, address: str) -> None:
    name = named(shown, address)

    assert name is None or not name.sure


@pytest.mark.parametrize(
    ("shown", "signature"),
    [
        ("Silver Creek Inn", "Blessing Dube\nHousekeeping"),
        ("Marek Hill Bakery", "Hanna\n+48 600 100 200"),
        ("Anna Keller", "Jonas Brandt\nPurchasing"),
        ("Corner Flower Garden", "Jess"),
        ("Familie Berger", "Karin und Otto"),
    ],
)
def test_who_signs_with_another_name_is_not_called_by_the_shown_one(shown: str, signature: str) -> None:
    name = named(shown, "desk7@firm.example", "Please quote.", signature)
    alone = named(shown, "desk7@firm.example", "Please quote.\n\nKind regards\nBlessing")

    assert name is None or not name.sure
    assert alone is None or not alone.sure


@pytest.mark.parametrize(
    ("shown", "address", "signature", "sure"),
    [
        ("Dwor Pod Debem", "dwor@poddebem.pl", "", False),
        ("Maria Vargas Pinto", "maria@vargaspinto.es", "Maria Vargas Pinto\nGerente", True),
        ("Anna Keller", "anna.keller@firm.example", "Jonas Brandt\nPurchasing", False),
        ("Anna Keller", "anna.keller@firm.example", "Jonas Keller\nPurchasing", False),
        ("Thomas Brandt", "t.brandt@firm.example", "Tom Brandt\nPurchasing", True),
        ("Lucia Vega", "l.vega@firm.example", "Lucia Vega Ortiz\nCompras", True),
        ("Dirk Brandt", "brandt@firma.de", "Brandt", True),
        ("Хлеб Соль", "xleb@lavka.ru", "Игорь Белов", False),
        ("Joris van Veen", "joris@vanveen.nl", "", True),
        ("Maria Bianchi", "maria@lucidoro.it", "Luci d'Oro\nMaria Bianchi", True),
        ("Maria Bianchi", "maria@lucidoro.it", "Luci Srl\nMaria Bianchi", True),
    ],
)
def test_a_name_is_the_writers_where_the_line_below_or_else_the_address_bears_it_out(
    shown: str, address: str, signature: str, sure: bool
) -> None:
    name = named(shown, address, "Please quote.", signature)

    assert name is not None
    assert name.sure is sure


def test_who_signs_with_a_short_form_or_at_his_own_address_keeps_his_name() -> None:
    short = named("Alexander Brandt", "a.brandt@firm.example", "Please quote.", "Alex Brandt\nPurchasing")
    called_otherwise = named("Zhou Meiling", "meiling@firm.cn", "Please quote.", "Vicky\nPurchasing")

    assert short is not None
    assert called_otherwise is not None
    assert (short.sure, called_otherwise.sure) == (True, True)


@pytest.mark.parametrize("shown", ["M. et Mme Garnier", "Tim & Rosa", "Herr und Frau Lang", "Bids Apteka Zdrowie"])
def test_two_people_and_a_shop_have_no_name(shown: str) -> None:
    assert named(shown, "post@firm.example") is None


@pytest.mark.parametrize(
    ("shown", "address", "full", "given", "family"),
    [
        ("Jiří Dvořák, CSc.", "dvorak@firma.cz", "Jiří Dvořák", "Jiří", "Dvořák"),
        ("Helen Marsh OBE", "h.marsh@firm.co.uk", "Helen Marsh", "Helen", "Marsh"),
        ("Agus Wijaya, S.E., M.M.", "agus.wijaya@firma.co.id", "Agus Wijaya", "Agus", "Wijaya"),
        ("Laine Pekka", "pekka.laine@yritys.fi", "Pekka Laine", "Pekka", "Laine"),
        ("BIANCHI CARLA", "carla.bianchi@ditta.it", "CARLA BIANCHI", "CARLA", "BIANCHI"),
        ("DE LA TOUR Anne", "a.delatour@maison.fr", "Anne DE LA TOUR", "Anne", "DE LA TOUR"),
        ("María del Pilar Soto Vega", "mpsoto@obra.mx", "María del Pilar Soto Vega", "María del Pilar", "Soto Vega"),
        ("Maria de Souza", "maria.souza@obra.com.br", "Maria de Souza", "Maria", "de Souza"),
        ("Lars Erik Holm", "lars.holm@firma.se", "Lars Erik Holm", "Lars Erik", "Holm"),
        ("Szabó Katalin", "szabo.katalin@ceg.hu", "Szabó Katalin", "Katalin", "Szabó"),
        ("LAU Ka Ming, Eric", "eric.lau@firm.com.hk", "Eric LAU", "Eric", "LAU"),
        ("Brink, Tess van den", "t.vandenbrink@bedrijf.nl", "Tess van den Brink", "Tess", "van den Brink"),
        ("Van der Linden Koen", "k.vanderlinden@firma.be", "Koen Van der Linden", "Koen", "Van der Linden"),
        ("Marta on behalf of Luis Vega", "marta@firm.es", "Marta", "Marta", None),
        ("Deniz Hanım", "deniz@firma.com.tr", "Deniz", "Deniz", None),
    ],
)
def test_what_stands_beside_a_name_and_its_order_in_lists_are_no_part_of_it(
    shown: str, address: str, full: str, given: str, family: str | None
) -> None:
    name = named(shown, address, "Please quote.", "Koen Van der Linden" if "Koen" in shown else "")

    assert name is not None
    assert (name.full, name.given, name.family, name.sure) == (full, given, family, True)


@pytest.mark.parametrize(
    ("shown", "signature", "title"),
    [
        ("Tran Quoc Huy", "Mr. Tran Quoc Huy\nPurchasing", "Mr."),
        ("Rosli bin Omar", "En. Rosli bin Omar\nStores", "En."),
        ("Laura Conti", "Arch. Laura Conti | Studio", "Arch."),
        ("司马兰", "司马兰女士\n采购部", "女士"),
        ("Karin Lang", "i.A. Karin Lang\nEinkauf", None),
        ("Laura Conti", "Laura Conti\nMs. Anna Riva, assistant", None),
    ],
)
def test_the_title_with_which_the_signature_repeats_the_name_is_theirs(
    shown: str, signature: str, title: str | None
) -> None:
    name = named(shown, "post@firm.example", "Please quote.", signature)

    assert name is not None
    assert name.title == title


def test_the_title_is_kept_as_they_sign() -> None:
    name = named("Dr. Petra Novotná", "novotna@lekarna.cz")

    assert name is not None
    assert name.title == "Dr."


@pytest.mark.parametrize(
    ("shown", "address", "title", "given", "family"),
    [
        ("Prof. Dr.-Ing. Eva von Rhein", "e.vonrhein@werk.de", "Prof. Dr.-Ing.", "Eva", "von Rhein"),
        ("Dr. med. Karin Lang", "k.lang@praxis.de", "Dr. med.", "Karin", "Lang"),
        ("Ing. Mag. Otto Huber", "huber@bau.at", "Ing. Mag.", "Otto", "Huber"),
        ("DI Eva Gruber", "e.gruber@bau.at", "DI", "Eva", "Gruber"),
        ("Dott.ssa Chiara De Santis", "c.desantis@ditta.it", "Dott.ssa", "Chiara", "De Santis"),
        ("Sig.ra Carla Fonti", "fonti@ditta.it", "Sig.ra", "Carla", "Fonti"),
        ("Geom. Luca Riva", "riva@ditta.it", "Geom.", "Luca", "Riva"),
        ("Rag. Riva", "riva@ditta.it", "Rag.", None, "Riva"),
        ("mgr inż. Adam Nowak", "nowak@zaklad.pl", "mgr inż.", "Adam", "Nowak"),
        ("prof. dr hab. inż. Jan Nowak", "nowak@zaklad.pl", "prof. dr hab. inż.", "Jan", "Nowak"),
        ("Yrd. Doç. Dr. Elif Kaya", "elif@firma.tr", "Yrd. Doç. Dr.", "Elif", "Kaya"),
        ("C.P. Laura Soto", "lsoto@obra.mx", "C.P.", "Laura", "Soto"),
        ("Datuk Ahmad Zaki", "zaki@firma.my", "Datuk", "Ahmad", "Zaki"),
        ("Khun Somchai", "somchai@firma.th", "Khun", None, "Somchai"),
        ("д-р Анна Петрова", "petrova@sklad.ru", "д-р", "Анна", "Петрова"),
        ("م. خالد المطيري", "khalid@sharika.sa", "م.", "خالد", "المطيري"),
        ("Ông Phạm Văn Đức", "duc@nhua.vn", "Ông", "Đức", "Phạm"),
    ],
)
def test_titles_of_any_country_are_no_part_of_the_name(
    shown: str, address: str, title: str, given: str | None, family: str
) -> None:
    name = named(shown, address)

    assert name is not None
    assert (name.title, name.given, name.family, name.sure) == (title, given, family, True)


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ("T. Kovach", "t.kovach@firm.ca"),
        ("Kovach, T.", "t.kovach@firm.ca"),
        ("Kovach T.", "t.kovach@firm.ca"),
        ("J.R. Kovach", "jkovach@firm.com"),
        ("H.-P. Meier", "hp.meier@firm.de"),
        ("Chr. Kovach", "kovach@firm.dk"),
    ],
)
def test_nobody_is_called_by_an_initial(shown: str, address: str) -> None:
    name = named(shown, address)

    assert name is not None
    assert (name.given, name.sure) == (None, False)


@pytest.mark.parametrize(
    ("shown", "address", "family"),
    [
        ("品質管理 大野", "ohno@denki.jp", "大野"),
        ("外贸 王小明", "wang@fanyi.cn", "王"),
        ("품질관리 김서연", "kim@muyeok.kr", "김"),
    ],
)
def test_a_desk_before_the_name_is_no_family_name(shown: str, address: str, family: str) -> None:
    name = named(shown, address)

    assert name is not None
    assert name.family == family


@pytest.mark.parametrize(
    ("shown", "given"), [("Nguyễn Thị Lan Anh", "Lan Anh"), ("Trần Minh Anh", "Minh Anh"), ("Lê Văn Hùng", "Hùng")]
)
def test_a_vietnamese_given_name_of_two_syllables_stays_whole(shown: str, given: str) -> None:
    name = named(shown, "post@nhua.vn")

    assert name is not None
    assert name.given == given
