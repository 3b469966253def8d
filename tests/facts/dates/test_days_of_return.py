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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Siamo chiusi per le festività da giovedì 24 dicembre e riapriamo il giorno dopo l'Epifania."),
        ("en", "Our works are closed from 24 December and reopen the day after Epiphany."),
        ("en", "I'm out from 24 December and return in the new year."),
        ("de", "Ab 24. Dezember geschlossen, nach Dreikönig sind wir wieder da."),
        ("es", "Estamos cerrados desde el 24 de diciembre y volvemos después de Reyes."),
        ("pt", "Estaremos fechados a partir de 24 de dezembro e voltamos depois do Ano Novo."),
        ("fr", "Bureaux fermés à partir du 24 décembre, nous rouvrons le lendemain de l'Épiphanie."),
        ("pl", "Biuro zamknięte od 24 grudnia, wracamy po Trzech Królach."),
        ("ru", "С 24 декабря не работаем, вернёмся после новогодних праздников."),
        ("tr", "24 Aralık'tan itibaren kapalıyız, yılbaşından sonra döneceğiz."),
        ("id", "Kami libur mulai 24 Desember, kembali setelah tahun baru."),
        ("zh", "12月24日起放假，元旦后上班。"),
        ("ja", "12月24日から休業、正月明けに再開します。"),
    ],
)
def test_who_closes_on_a_day_and_opens_after_a_feast_is_back_behind_the_feast(language: str, text: str) -> None:
    assert back(text, language, (2026, 12, 18)) == date(2027, 1, 7)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "From 24 December I am away; I return when the little one sleeps through."),
        ("en", "We are closed from 24 December, back next year."),
        ("en", "We close on Thursday 24 December and return when the snow is gone."),
        ("fr", "Nous fermons le 24 décembre et rouvrons quand la neige aura fondu."),
        ("de", "Ab dem 24. Dezember bin ich im Urlaub, zurück bin ich, sobald der Schnee schmilzt."),
        ("ko", "12월 24일부터 휴가이며 새해에 복귀합니다."),
    ],
)
def test_the_first_day_away_is_no_day_of_return(language: str, text: str) -> None:
    assert back(text, language, (2026, 12, 18)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are closed over the holidays; from 4 January we are back."),
        ("en", "Closed and back from 4 January."),
        ("de", "Ab dem 4. Januar sind wir wieder erreichbar, bis dahin ist geschlossen."),
        ("fr", "Fermé pour les fêtes, de retour à partir du lundi 4 janvier."),
        ("es", "Desde el 4 de enero estamos de vuelta."),
        ("it", "Dal 4 gennaio siamo di nuovo operativi."),
        ("ru", "С 4 января снова на связи."),
        ("ja", "休業中ですが、1月4日から出社します。"),
        ("ko", "1월 4일부터 휴가에서 복귀합니다."),
    ],
)
def test_from_the_day_of_opening_people_are_back(language: str, text: str) -> None:
    assert back(text, language, (2026, 12, 18)) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I am out until Sunday 26th and then taking the Monday off.", date(2026, 7, 28)),
        ("Out until Sunday 26 July, then one more day off.", date(2026, 7, 28)),
        ("Ich bin bis Sonntag, 26. Juli weg und habe den Montag noch frei.", date(2026, 7, 28)),
        ("Away until Friday 24 July, another day lost on trains.", date(2026, 7, 27)),
    ],
)
def test_a_day_off_added_to_the_leave_counts(text: str, first: date) -> None:
    assert back(text, None, (2026, 7, 20)) == first
