"""Dates that people name: when they are back, and when they want to hear from us again."""

from datetime import UTC, date, datetime

import pytest

from assistant.facts.dates.named import named_date
from assistant.facts.dates.returns import return_date

SENT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am out of office and will be back on 23 March.", date(2026, 3, 23)),
        ("Out of office until Friday 20 March 2026.", date(2026, 3, 23)),
        ("I'm away from March 9 through March 13, returning March 16.", date(2026, 3, 16)),
        ("Ich bin bis einschließlich 20.03.2026 im Urlaub und ab dem 23.03. wieder erreichbar.", date(2026, 3, 23)),
        ("Ich bin bis zum 18.03.2026 nicht im Büro.", date(2026, 3, 19)),
        ("Estoy de vacaciones y regreso el 23 de marzo.", date(2026, 3, 23)),
        ("Estarei ausente até 22/03/2026, retorno em 23/03/2026.", date(2026, 3, 23)),
        ("Je suis absent jusqu'au 20 mars, de retour le 23 mars.", date(2026, 3, 23)),
        ("Sarò di nuovo in ufficio il 23 marzo.", date(2026, 3, 23)),
        ("Я в отпуске до 22 марта, вернусь 23 марта.", date(2026, 3, 23)),
        ("أنا في إجازة وسأعود إلى العمل يوم 23 مارس 2026.", date(2026, 3, 23)),
        ("23 Mart 2026 tarihinde ofise döneceğim.", date(2026, 3, 23)),
        ("Jestem na urlopie, wracam 23 marca.", date(2026, 3, 23)),
        ("3月9日から3月20日まで休業いたします。3月23日より営業を再開いたします。", date(2026, 3, 23)),
        ("3월 23일부터 업무에 복귀합니다.", date(2026, 3, 23)),
        ("Tôi nghỉ phép đến hết 22/3/2026, đi làm lại ngày 23/3.", date(2026, 3, 23)),
        ("Saya cuti dan kembali bekerja tanggal 23 Maret 2026.", date(2026, 3, 23)),
        ("我在休假，3月23日上班。", date(2026, 3, 23)),
        ("I have limited access to mail.", None),
        ("Thank you for contacting us, we will answer within 2 days.", None),
    ],
)
def test_the_first_day_back_is_read_in_every_language(text: str, day: date | None) -> None:
    assert return_date(text, None, SENT) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Please contact me again in September.", date(2026, 9, 1)),
        ("Please contact me again in May.", date(2026, 5, 1)),
        ("Perhaps we may come back.", None),
        ("Call me in two weeks.", date(2026, 3, 24)),
        ("The result comes after 2-3 weeks.", date(2026, 3, 31)),
        ("We decide next week.", date(2026, 3, 16)),
        ("Next month, please.", date(2026, 4, 1)),
        ("Let us talk in Q3.", date(2026, 7, 1)),
        ("Not before the second week of April.", date(2026, 4, 13)),
        ("Perhaps in 2027.", date(2027, 1, 1)),
        ("Melden Sie sich bitte im Oktober.", date(2026, 10, 1)),
        ("Llámeme en septiembre.", date(2026, 9, 1)),
        ("Volte a falar em outubro.", date(2026, 10, 1)),
        ("Recontactez-moi en septembre.", date(2026, 9, 1)),
        ("Ci risentiamo a settembre.", date(2026, 9, 1)),
        ("Напишите в сентябре.", date(2026, 9, 1)),
        ("Eylül ayında tekrar yazın.", date(2026, 9, 1)),
        ("Proszę o kontakt we wrześniu.", date(2026, 9, 1)),
        ("九月再联系。", date(2026, 9, 1)),
        ("9月份再联系。", date(2026, 9, 1)),
        ("下周给您答复。", date(2026, 3, 16)),
        ("来月改めてご連絡ください。", date(2026, 4, 1)),
        ("다음 주에 연락드리겠습니다.", date(2026, 3, 16)),
        ("Minggu depan saya kabari.", date(2026, 3, 16)),
        ("Tuần sau em báo lại.", date(2026, 3, 16)),
        ("We will see.", None),
    ],
)
def test_a_named_time_is_the_start_of_its_period_and_the_end_of_its_span(text: str, day: date | None) -> None:
    named = named_date(text, None, SENT)

    assert (named.day if named else None) == day


def test_a_day_written_with_slashes_is_the_reading_nearest_after_the_mail() -> None:
    sent = datetime(2026, 5, 2, tzinfo=UTC)

    assert return_date("Back on 7/5/2026.", None, sent) == date(2026, 5, 7)


_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *("December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


def test_the_last_of_its_name_has_passed_whatever_month_or_weekday_it_is() -> None:
    told = {name: named_date(f"We placed the order last {name}.", "en", SENT) for name in _NAMES}

    assert told == dict.fromkeys(_NAMES)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Im letzten April haben wir bestellt.", None),
        ("Lundi dernier nous avons parlé.", None),
        ("El abril pasado compramos.", None),
        ("Lo scorso aprile abbiamo comprato.", None),
        ("В прошлую пятницу говорили.", None),
        ("Last April we bought some, ask again in September.", date(2026, 9, 1)),
        ("We decide on the last Friday of the month.", date(2026, 3, 13)),
    ],
)
def test_a_day_that_has_passed_is_no_day_to_come(text: str, day: date | None) -> None:
    named = named_date(text, None, SENT)

    assert (named.day if named else None) == day
