"""Parts of the year, feasts and the next year, named for the next contact: nobody is written to before they begin."""

from datetime import UTC, date, datetime

import pytest

from assistant.facts.dates.named import named_date

SENT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)  # a Tuesday
JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 1)


def _day(text: str, sent: datetime = SENT, *, language: str | None = None, country: str | None = None) -> date | None:
    named = named_date(text, language, sent, country)
    return named.day if named else None


@pytest.mark.parametrize(
    "text",
    [
        "The budget opens in the second half of the year.",
        "We order the next lot in H2, I will write then.",
        "Frühestens im zweiten Halbjahr brauchen wir wieder Ware.",
        "Das schauen wir uns im 2. Halbjahr an.",
        "El proyecto pasa al segundo semestre.",
        "Só no segundo semestre voltamos ao assunto.",
        "Le chantier est décalé au second semestre.",
        "On en parle au 2ème semestre.",
        "Se ne riparla nel secondo semestre.",
        "Вернёмся к закупке во втором полугодии.",
        "نعود إلى الموضوع في النصف الثاني من العام.",
        "Yılın ikinci yarısında tekrar bakarız.",
        "Zakup planujemy w drugim półroczu.",
        "Nửa cuối năm chúng tôi mới mua.",
        "Kami bahas lagi di semester kedua.",
        "采购放到下半年再谈。",
        "年後半に改めて検討いたします。",
        "하반기에 다시 논의하겠습니다.",
        "Wir entscheiden im dritten Quartal.",
        "Decidimos en el tercer trimestre.",
        "Budżet będzie w trzecim kwartale.",
    ],
)
def test_the_second_half_and_the_third_quarter_begin_in_july(text: str) -> None:
    assert _day(text) == JULY


@pytest.mark.parametrize(
    "text",
    [
        "We look at it again in autumn.",
        "This comes up again in the fall.",
        "Wir melden uns im Herbst.",
        "Lo vemos en otoño.",
        "Voltamos a falar no outono.",
        "On en reparle à l'automne.",
        "Ci risentiamo in autunno.",
        "Осенью вернёмся к этому вопросу.",
        "نتواصل في الخريف.",
        "Sonbaharda karar veririz.",
        "Jesienią wrócimy do rozmów.",
        "Đến mùa thu chúng tôi sẽ liên hệ lại.",
        "秋季再联系您。",
        "今秋に再度ご連絡いたします。",
        "가을에 다시 연락드리겠습니다.",
        "Vi återkommer efter sommaren.",
        "Nach dem Sommer sehen wir weiter.",
    ],
)
def test_autumn_begins_in_september_and_so_does_the_time_after_the_summer(text: str) -> None:
    assert _day(text) == SEPTEMBER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wir kommen im Sommer darauf zurück.", date(2026, 6, 1)),
        ("Let us talk next winter.", date(2026, 12, 1)),
        ("We decide at the end of the year.", date(2026, 12, 1)),
        ("Second half of 2027, not earlier.", date(2027, 7, 1)),
        ("Im Frühjahr 2027 sehen wir weiter.", date(2027, 3, 1)),
        ("We decide in the second half of April.", date(2026, 4, 15)),
        ("下期(10月以降)に検討します。", date(2026, 10, 1)),
        ("来年度の下期に検討します。", date(2026, 10, 1)),
        ("We come back to it in spring.", date(2026, 5, 1)),  # it has begun: the start of its last month
        ("The first half is closed, in Q2 we have money.", date(2026, 6, 1)),
        ("Decidimos a final de mes.", date(2026, 3, 25)),
        ("After the Spring Festival.", date(2027, 2, 14)),
        ("年底比较忙，等过完年再跟您联系。", date(2027, 2, 14)),  # the first is only the reason
    ],
)
def test_other_parts_of_the_year_begin_with_their_first_month(text: str, day: date) -> None:
    assert _day(text) == day


def test_below_the_equator_autumn_begins_in_march() -> None:
    assert _day("Lo vemos en otoño.", datetime(2026, 1, 20, tzinfo=UTC), language="es", country="CL") == date(
        2026, 3, 1
    )


@pytest.mark.parametrize(
    "text",
    [
        "明年3月再联系我。",
        "来年3月以降に改めて検討いたします。",
        "내년 3월에 다시 연락 주세요.",
        "Ask me again in March next year.",
        "Melden Sie sich im März nächsten Jahres.",
        "Escríbame en marzo del próximo año.",
        "Volte a falar em março do próximo ano.",
        "Recontactez-nous en mars de l'année prochaine.",
        "Ci risentiamo a marzo dell'anno prossimo.",
        "Напишите в марте следующего года.",
        "Gelecek yıl Mart ayında yazın.",
        "W marcu w przyszłym roku.",
        "2027年3月再联系我。",
    ],
)
def test_a_month_of_next_year_is_that_month_and_not_the_first_of_january(text: str) -> None:
    assert _day(text) == date(2027, 3, 1)


def test_a_month_in_which_money_for_next_year_is_given_is_no_month_of_next_year() -> None:
    assert _day("We fix the budget for next year.") == date(2027, 1, 1)


_WESTERN, _JULIAN = date(2026, 4, 7), date(2026, 4, 14)  # the Tuesdays after 5 and 12 April


@pytest.mark.parametrize(
    ("text", "language", "country", "day"),
    [
        ("After Easter.", "en", "GB", _WESTERN),
        ("Nach Ostern melden wir uns.", "de", None, _WESTERN),
        ("Po Wielkanocy wrócimy.", "pl", None, _WESTERN),
        ("After Easter.", "en", "RO", _JULIAN),
        ("After Easter.", "en", "GR", _JULIAN),
        ("After Easter.", "en", "CY", _JULIAN),
        ("После Пасхи напишем.", "ru", None, _JULIAN),
        ("Μετά το Πάσχα θα σας απαντήσουμε.", None, None, _JULIAN),
        ("Vă contactăm după Paști.", None, None, _JULIAN),
        ("After Orthodox Easter.", "en", "DE", _JULIAN),
        ("После Пасхи напишем.", "ru", "DE", _JULIAN),  # either church
        ("After Easter.", "en", "LB", _JULIAN),  # both churches
        ("After Easter.", "en", None, _JULIAN),  # who knows whose
    ],
)
def test_easter_is_that_of_their_country_else_of_their_language_else_the_later_one(
    text: str, language: str | None, country: str | None, day: date
) -> None:
    assert _day(text, language=language, country=country) == day


@pytest.mark.parametrize(("year", "western", "julian"), [(2027, (3, 28), (5, 2)), (2028, (4, 16), (4, 16))])
def test_easter_sunday_is_reckoned_by_both_calendars(
    year: int, western: tuple[int, int], julian: tuple[int, int]
) -> None:
    sent = datetime(year, 2, 20, tzinfo=UTC)

    found = [_day("After Easter.", sent, country=country) for country in ("DE", "RS")]

    assert [(day.month, day.day - 2) for day in found if day] == [western, julian]


@pytest.mark.parametrize("text", ["После майских праздников напишем.", "После майских вернёмся.", "五一以后再定。"])
def test_the_may_holidays_are_not_the_next_holidays_of_any_name(text: str) -> None:
    assert _day(text) == date(2026, 5, 8)


@pytest.mark.parametrize(
    "text",
    [
        "Vi återkommer i kvartal 3.",
        "Vi ser på det i tredje kvartalet.",
        "Vi vender tilbage i 3. kvartal.",
        "On en reparle au T3.",
        "Voltamos ao assunto no 3T.",
        "Decyzja zapadnie w III kwartale.",
        "Vom revedea oferta în trimestrul 3.",
        "Ozveme se ve 3. čtvrtletí.",
        "A 3. negyedévben döntünk.",
        "Решение в III квартале.",
        "Entscheidung im III. Quartal.",
        "Wij kijken er in het derde kwartaal naar.",
    ],
)
def test_a_quarter_is_named_by_a_figure_on_either_side_and_in_roman_numbers(text: str) -> None:
    assert _day(text) == JULY


def test_two_quarters_are_a_stretch_and_an_article_number_is_no_quarter() -> None:
    assert _day("Give us 2 quarters.") == date(2026, 9, 8)
    assert _day("The valve T3 is on hold.") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("Let us talk after Thanksgiving.", date(2026, 11, 30)), ("We decide after Diwali.", date(2026, 11, 11))],
)
def test_american_and_indian_feasts_are_days_to_wait_for(text: str, day: date) -> None:
    assert _day(text) == day


def test_the_day_of_the_answer_counts_and_not_that_of_the_meeting_before_it() -> None:
    assert _day("来週の会議で検討し、今月末頃にご返事します。", language="ja") == date(2026, 3, 25)
    assert _day("来週ご返事します。", language="ja") == date(2026, 3, 16)
