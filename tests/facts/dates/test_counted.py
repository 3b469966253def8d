"""Days that people count, and days that depend on where they live."""

from datetime import UTC, date, datetime

import pytest

from assistant.facts.dates.named import named_date
from assistant.facts.dates.returns import return_date

SENT = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("The board meets on the first Tuesday of October.", "en", date(2026, 10, 6)),
        ("Ask me on the last Friday in November.", "en", date(2026, 11, 27)),
        ("Wir tagen am zweiten Mittwoch im November.", "de", date(2026, 11, 11)),
        ("Melden Sie sich in der ersten Novemberwoche.", "de", date(2026, 11, 2)),
        ("Wir entscheiden in der zweiten Oktoberhälfte.", "de", date(2026, 10, 15)),
        ("Decidimos el primer jueves de diciembre.", "es", date(2026, 12, 3)),
        ("La commission siège le troisième mardi de novembre.", "fr", date(2026, 11, 17)),
        ("Kasım ayının ikinci haftasında dönüş yaparız.", "tr", date(2026, 11, 9)),
        ("Wrócimy w trzecim tygodniu listopada.", "pl", date(2026, 11, 16)),
        ("Kami kabari minggu kedua November.", "id", date(2026, 11, 9)),
        ("The week after next, please.", "en", date(2026, 9, 28)),
        ("Rufen Sie übernächsten Donnerstag an.", "de", date(2026, 10, 1)),
        ("再来週の水曜日にお返事します。", "ja", date(2026, 9, 30)),
        ("下下周五给你答复。", "zh", date(2026, 10, 2)),
        ("Call me a week from Friday.", "en", date(2026, 9, 25)),
        ("Rappelez-moi le premier lundi de mars.", "fr", date(2027, 3, 1)),
        ("10月末までに回答いたします。", "ja", date(2026, 10, 25)),
        ("In a fortnight, I think.", "en", date(2026, 9, 29)),
        ("Réponse sous huitaine.", "fr", date(2026, 9, 23)),
        ("Ne parliamo tra una decina di giorni.", "it", date(2026, 9, 25)),
        ("En quince días le digo.", "es", date(2026, 9, 29)),
        ("Try me again in five months.", "en", date(2027, 2, 15)),
        ("Please write on or before Oct. 9.", "en", date(2026, 10, 9)),
        ("The committee decides on 01/11/1405.", "en", date(2027, 1, 21)),
        ("Write again on 20/01/2570.", "en", date(2027, 1, 20)),
    ],
)
def test_what_is_counted_is_a_day(text: str, language: str, day: date) -> None:
    named = named_date(text, language, SENT)

    assert named is not None
    assert named.day == day


@pytest.mark.parametrize(
    ("text", "language", "country", "day"),
    [
        ("Let us talk on 04/02/2027.", "en", "US", date(2027, 4, 2)),
        ("Let us talk on 04/02/2027.", "en", "IE", date(2027, 2, 4)),
        ("Let us talk on 02/04/2027.", "en", "IE", date(2027, 4, 2)),
        ("Let us talk on 02/25/2027.", "en", "IE", date(2027, 2, 25)),
        ("After Golden Week, please.", "en", "JP", date(2027, 5, 8)),
        ("After Golden Week, please.", "en", "CN", date(2026, 10, 8)),
        ("In the new financial year, please.", "en", "IN", date(2027, 4, 1)),
        ("In the new financial year, please.", "en", "AU", date(2027, 7, 1)),
        ("After Diwali next year.", "en", "IN", date(2027, 11, 1)),
        ("À la rentrée de janvier.", "fr", "FR", date(2027, 1, 1)),
        ("Depois do Carnaval.", "pt", "BR", date(2027, 2, 11)),
        ("Nach dem Fasching.", "de", "DE", date(2027, 2, 11)),
        ("After Nowruz.", "en", "IR", date(2027, 4, 4)),
        ("After Songkran.", "en", "TH", date(2027, 4, 16)),
        ("After Eid Al Adha.", "en", "AE", date(2027, 5, 20)),
        ("After Passover.", "en", "IL", date(2027, 4, 30)),
        ("Après l'Aïd.", "fr", "MA", date(2027, 3, 14)),
    ],
)
def test_the_same_words_are_another_day_in_another_country(text: str, language: str, country: str, day: date) -> None:
    named = named_date(text, language, SENT, country)

    assert named is not None
    assert named.day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am away today, back tomorrow.", date(2026, 9, 16)),
        ("Ich bin heute nicht im Büro und ab morgen wieder erreichbar.", date(2026, 9, 16)),
        ("I am on parental leave, returning in March 2027.", date(2027, 3, 1)),
        ("I am out of office for the next three weeks.", date(2026, 10, 6)),
        ("Je suis absente du bureau, de retour vendredi.", date(2026, 9, 18)),
        ("Estoy de vacaciones, retomando mis funciones el lunes 28.", date(2026, 9, 28)),
        ("I will be out of the office 9/21 through 10/2, back 10/5.", date(2026, 10, 5)),
        ("Out of office 10/5 through 10/9.", date(2026, 10, 12)),
        ("Out of office, back on 5/10.", date(2026, 10, 5)),
        ("Ich bin in KW 39 nicht im Büro.", date(2026, 9, 28)),
        ("I am out of office and will answer within two days.", None),
    ],
)
def test_a_return_needs_no_date(text: str, day: date | None) -> None:
    assert return_date(text, None, SENT) == day
