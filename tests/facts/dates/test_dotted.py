"""A day and its month with a dot between ("am 3.5.") and a decimal number ("3.5 g", "our 4.20") are told apart."""

from datetime import date

import pytest

from assistant.facts.dates.calendar_words import mentions
from assistant.facts.lexicon import fold

SENT = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the 4.5 g version costs a little more"),
        ("en", "we can do 4.10 usd for the 2.5 mm plate"),
        ("en", "the 1.5 kW drive"),
        ("en", "I told the owner about your 3.20, he thinks it over"),
        ("en", "noted, 6.10 for the small ones"),
        ("en", "11.30 is what we talk about"),
        ("en", "you lowered it from 3.12 to 3.05"),
        ("en", "the price went from 3.12 to 3.05"),
        ("de", "Das Blech mit 3.5 mm zu 4.10 €"),
        ("fr", "la feuille de 3.5 mm à 4.10 €"),
        ("es", "le dejo en 4.10 usd"),
        ("zh", "单价4.10元"),
        ("zh", "厚度1.2毫米"),
        ("ja", "1.5mmの板"),
        ("ko", "두께 1.5mm"),
        ("ru", "лист 1.5 мм по 4.10 usd"),
        (None, "3.5g blue, 19.80"),
    ],
)
def test_a_decimal_number_is_no_date(language: str | None, text: str) -> None:
    assert mentions(fold(text), SENT, language) == []


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("de", "Wir sind am 3.5. zurück", ["2026-05-03"]),
        ("de", "Betriebsferien 3.8. bis 14.8.", ["2026-08-03", "2026-08-14"]),
        ("en", "we are back on 3.5", ["2026-05-03"]),
        ("en", "closed from 3.8. to 14.8.", ["2026-08-03", "2026-08-14"]),
        ("en", "our offer of 03.11", ["2026-11-03"]),
        ("en", "shipped 5.10.2025", ["2025-10-05"]),
        ("fr", "fermé du 3.8 au 14.8", ["2026-08-03", "2026-08-14"]),
        ("it", "torno il 3.5", ["2026-05-03"]),
        ("ru", "в отпуске до 3.08", ["2026-08-03"]),
        ("pl", "wracam 3.05", ["2026-05-03"]),
        ("tr", "3.5 tarihine kadar", ["2026-05-03"]),
        ("zh", "5.10前发货", ["2026-05-10"]),
        ("vi", "đến ngày 3.5", ["2026-05-03"]),
    ],
)
def test_with_a_sign_of_a_date_it_is_one(language: str, text: str, days: list[str]) -> None:
    assert [str(mention.day) for mention in mentions(fold(text), SENT, language)] == days
