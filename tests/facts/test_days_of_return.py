"""The first day back, read from absence notices that name a range, a last day, or a day without its month."""

from datetime import UTC, date, datetime

import pytest

from assistant.facts.dates.returns import return_date


def back(text: str, language: str | None, sent: tuple[int, int, int]) -> date | None:
    return return_date(text, language, datetime(*sent, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our works rest from 2 to 20 August and reopen on the 23rd."),
        ("en", "Holidays 2 to 20 August, back on the 23rd."),
        ("fr", "Congés du 2 au 20 août, retour le 23"),
        ("es", "De vacaciones del 2 al 20 de agosto, volvemos el lunes 23"),
        ("pt", "Férias de 2 a 20 de agosto, voltamos no dia 23"),
        ("it", "Ferie dal 2 al 20 agosto, riapriamo il 23"),
        ("de", "Betriebsferien vom 2. bis 20. August, ab dem 23. wieder erreichbar"),
        ("pl", "Urlop od 2 do 20 sierpnia, wracam 23."),
        ("ru", "Отпуск со 2 по 20 августа, выхожу 23-го"),
        ("tr", "2-20 Ağustos arası izindeyiz, 23'ünde ofisteyiz"),
        ("zh", "8月2日至20日高温假，23日恢复上班"),
        ("ja", "8月2日から20日まで夏季休業、23日より通常営業いたします"),
        ("ko", "8월 2일부터 20일까지 여름 휴가이며 23일 복귀합니다"),
    ],
)
@pytest.mark.parametrize("sent", [(2027, 3, 9), (2027, 7, 30)])
def test_a_day_without_its_month_after_a_range_lies_behind_the_range(
    language: str, text: str, sent: tuple[int, int, int]
) -> None:
    assert back(text, language, sent) == date(2027, 8, 23)


def test_it_may_lie_in_the_following_month() -> None:
    assert back("Away 16 to 31 August, back on the 1st.", "en", (2027, 3, 9)) == date(2027, 9, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I am off until close of business Friday 12th March."),
        ("en", "I am off until and including Friday 12 March."),
        ("en", "My last day of leave is Friday 12 March, so do write."),
        ("en", "Last day of leave is Friday 12 March."),
        ("en", "Off till end of day Friday, 12 March, so you will hear from me on the 15th."),
        ("de", "Letzter Urlaubstag ist Freitag, der 12. März."),
        ("fr", "En congés jusqu'au vendredi 12 mars inclus, je vous lirai à mon retour."),
        ("es", "Último día de vacaciones: viernes 12 de marzo."),
        ("tr", "12 Mart Cuma günü dahil izindeyim."),
        ("pl", "Nie ma mnie, w biurze od 15.03."),
        ("ko", "12일까지 휴가이며 15일(월)부터 확인 가능합니다."),
        ("zh", "3/8～3/12休假，3/15(一)返回辦公室"),
        ("zh", "3/8-3/12 請假，3/15 回辦公室"),
        ("zh", "3.8-3.12放假，3.15正式上班"),
        ("vi", "Em nghỉ phép đến hết 14/3, làm việc lại thứ Hai 15/3"),
    ],
)
def test_the_last_day_away_and_the_first_one_back_are_told_apart(language: str, text: str) -> None:
    assert back(text, language, (2027, 3, 7)) == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Off up to and including Monday 15 March."),
        ("fr", "En congés jusqu'au lundi 15 mars inclus, réponse dès mon retour."),
        ("tr", "15 Mart Pazartesi günü dahil izindeyim."),
    ],
)
def test_a_monday_that_is_counted_in_is_still_away(language: str, text: str) -> None:
    assert back(text, language, (2027, 3, 7)) == date(2027, 3, 16)


def test_mon_retour_is_no_monday() -> None:
    assert back("Je suis absente. Je vous réponds à mon retour.", "fr", (2027, 3, 7)) is None


def test_the_date_beside_a_weekday_counts_whatever_the_next_such_weekday_is() -> None:
    assert back("làm việc lại thứ Hai 15/3", "vi", (2027, 3, 1)) == date(2027, 3, 15)
    assert back("wieder da am Montag, 15. März", "de", (2027, 3, 1)) == date(2027, 3, 15)


@pytest.mark.parametrize("text", ["saat 10'da arayacağım, geri dönerim", "wracam 24 godziny na dobę", "буду 2 недели"])
def test_hours_and_spans_are_no_days(text: str) -> None:
    assert back(text, None, (2027, 3, 7)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I am out of office for two weeks from 8 March."),
        ("en", "Out of office, two weeks from Monday 8 March."),
        ("de", "Ich bin ab dem 8. März für zwei Wochen im Urlaub."),
        ("fr", "Je suis absent pendant deux semaines à partir du 8 mars."),
        ("es", "Estaré fuera de la oficina dos semanas desde el 8 de marzo."),
    ],
)
def test_the_length_of_an_absence_tells_its_end(language: str, text: str) -> None:
    assert back(text, language, (2027, 3, 7)) == date(2027, 3, 22)


def test_after_a_feast_is_the_first_working_day_behind_it() -> None:
    assert back("Ich bin im Urlaub und nach Ostern wieder da.", "de", (2027, 3, 20)) == date(2027, 3, 30)
    assert back("Ich bin im Urlaub. Frohe Ostern!", "de", (2027, 3, 20)) is None


def test_a_city_named_after_a_day_is_no_day_and_what_stands_in_brackets_is_told_by_itself() -> None:
    travels = "I am in 6th October City until Thursday 4 March, back at my desk on Friday."
    assert back(travels, "en", (2027, 3, 1)) == date(2027, 3, 5)
    feast = "Ab Donnerstag, den 7. Januar sind wir wieder für Sie da (am 6. ist bei uns Feiertag)."
    assert back(feast, "de", (2026, 12, 23)) == date(2027, 1, 7)
