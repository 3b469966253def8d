"""Absence notices: nobody is written to while he is away, however he writes the days of his leave."""

from datetime import UTC, date, datetime

import pytest

from assistant.facts.dates.named import named_date
from assistant.facts.dates.returns import return_date

SENT = datetime(2026, 6, 16, 9, 0, tzinfo=UTC)  # a Tuesday in week 25
BACK = date(2026, 7, 6)  # the Monday of week 28


@pytest.mark.parametrize(
    "text",
    [
        "I am on leave in weeks 25-27, back in week 28.",
        "On holiday week 25 to week 27.",
        "Urlaub in KW 25 bis KW 27, ab KW 28 bin ich wieder da.",
        "Ich bin bis einschließlich KW 27 nicht erreichbar.",
        "Von der 25. bis zur 27. KW bin ich im Urlaub, ab der 28. KW wieder im Büro.",
        "Jag är på semester vecka 25-27 och åter vecka 28.",
        "Jeg har ferie uke 25-27, tilbake i uke 28.",
        "Jeg er på ferie i uge 26 og 27 og er tilbage i uge 28.",
        "Ik ben met vakantie in week 25 t/m 27 en ben in week 28 terug.",
        "En congés semaines 25 à 27, de retour semaine 28.",
        "Sono in ferie nelle settimane 26 e 27, torno nella settimana 28.",
        "De vacaciones las semanas 25 a 27, vuelvo en la semana 28.",
        "Я в отпуске на 26-27 неделе, вернусь на 28-й неделе.",
        "第28周回来上班。",
    ],
)
def test_a_leave_counted_in_weeks_ends_with_its_last_week(text: str) -> None:
    assert return_date(text, None, SENT) == BACK


@pytest.mark.parametrize(
    "text",
    [
        "Out of office 15 Jun - 3 Jul.",
        "I am out of the office June 15 - July 3.",
        "Annual leave 15/06/2026 - 03/07/2026. I am out of the office.",
        "Estoy de vacaciones del 1 al 3 de julio, ambos inclusive.",
        "Fuera de la oficina: 15/06 - 03/07.",
        "Estou de férias de 15/06 a 03/07.",
        "Je suis en congés du 1 au 3 juillet.",
        "Congés du 15/06 au 03/07, bureau fermé.",
        "Sono in ferie dal 15 giugno al 3 luglio.",
        "Urlaub 15.6. - 3.7., ich bin nicht im Büro.",
        "Abwesend 29.6.-3.7.",
        "Betriebsferien vom 1.-3.7.",
        "В отпуске 1-3 июля.",
        "1-3 Temmuz arası izindeyim.",
        "Urlop 15.06 - 03.07, jestem nieobecna.",
        "Tôi nghỉ phép 15/6 - 3/7.",
        "Cuti 1 - 3 Juli 2026.",
        "6月15日-7月3日休假。",
        "7月1日～3日は休暇のため不在です。",
        "6월 15일 ~ 7월 3일 휴가입니다.",
        "أنا في إجازة 15/6 - 3/7.",
        "Met vakantie van 15 juni tot en met 3 juli.",
        "Afwezig t/m vrijdag 3 juli.",
        "Jag är bortrest till och med 3 juli.",
        "Jeg er på ferie til og med fredag den 3. juli.",
        "Olen lomalla 29.6.-3.7.",
        "Jsem na dovolené do 3. července.",
        "Szabadságon vagyok július 3-ig.",
        "Sunt în concediu până pe 3 iulie.",
        "Θα απουσιάζω έως και 3 Ιουλίου.",
        "В отпуск съм до 3 юли.",
        "Я у відпустці до 3 липня.",
    ],
)
def test_a_leave_told_by_its_days_ends_with_the_last_of_them(text: str) -> None:
    assert return_date(text, None, SENT) == BACK


@pytest.mark.parametrize(
    "text",
    [
        "Ich bin ab Montag, 06.07. wieder erreichbar.",
        "Bin im Urlaub. Ab 6.7. bin ich wieder da.",
        "Ab 6. wieder im Büro.",
        "Vanaf maandag 6 juli ben ik weer bereikbaar.",
        "Åter måndag 6 juli.",
        "Jeg er tilbage mandag d. 6. juli.",
        "Palaan töihin maanantaina 6.7.",
        "Zpět v kanceláři budu 6. července.",
        "Július 6-án leszek újra az irodában.",
        "Revin la birou luni, 6 iulie.",
        "Επιστρέφω στις 06/07/2026.",
    ],
)
def test_the_first_day_back_is_read_in_neighbouring_languages_too(text: str) -> None:
    assert return_date(text, None, SENT) == BACK


@pytest.mark.parametrize(
    "text",
    [
        "Visit us at the fair in hall 5, 15-18 June. I am out of the office.",
        "We are closed 24-28 December. Your mail has reached us.",
        "Your ticket was opened on 15-16 June.",
        "Opening hours: 9-17.",
        "We have received your mail and answer in weeks 2-3 of your order.",
    ],
)
def test_the_days_of_a_fair_of_a_far_holiday_and_of_no_absence_hold_nobody_up(text: str) -> None:
    assert return_date(text, None, SENT) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We decide in week 28.", BACK),
        ("Entscheidung in KW 28.", BACK),
        ("Vi beslutar vecka 28.", BACK),
        ("Decidiamo nella settimana 28.", BACK),
        ("Decyzja w tygodniu 28.", BACK),
        ("28. haftada karar veririz.", BACK),
        ("We decide in weeks 27-28.", BACK),
        ("We are at a fair next week, 23-25 June, then we decide.", date(2026, 6, 22)),
        ("Semana 14 de julio lo vemos.", date(2026, 7, 14)),
    ],
)
def test_a_numbered_week_is_no_day_of_november(text: str, day: date) -> None:
    named = named_date(text, None, SENT)

    assert (named.day if named else None) == day
