"""Days, spans and sums as each language writes them, and which facts need no translation."""

from datetime import date

import pytest

from assistant.almanac.notation import day, decimals, is_language_free, length, span, sum_of


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "3 November", "3 November 2026"),
        ("de", "3. November", "3. November 2026"),
        ("es", "3 de noviembre", "3 de noviembre de 2026"),
        ("zh", "11月3日", "2026年11月3日"),
        ("ko", "11월 3일", "2026년 11월 3일"),
        ("ru", "3 ноября", "3 ноября 2026 года"),
        ("ar", "3 نوفمبر", "3 نوفمبر 2026"),
        ("vi", "3 tháng 11", "3 tháng 11 năm 2026"),
    ],
)
def test_a_day_stands_as_people_write_it(language: str, short: str, long: str) -> None:
    assert day(date(2026, 11, 3), language, year=False) == short
    assert day(date(2026, 11, 3), language, year=True) == long


def test_the_first_of_a_month_has_its_own_word_in_french() -> None:
    assert day(date(2026, 11, 1), "fr", year=False) == "1er novembre"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("15 to 19 April 2027", "en", "15–19 April 2027"),
        ("15 to 19 April 2027", "de", "15.–19. April 2027"),
        ("April 15-19, 2027", "es", "del 15 al 19 de abril de 2027"),
        ("15 to 19 April 2027", "pt", "15 a 19 de abril de 2027"),
        ("1 to 5 June", "fr", "du 1er au 5 juin"),
        ("15 to 19 April 2027", "zh", "2027年4月15日至19日"),
        ("28 April - 2 May 2027", "fr", "du 28 avril au 2 mai 2027"),
        ("12 to 16 April", "it", "dal 12 al 16 aprile"),
        ("8 to 11 April", "it", "dall'8 all'11 aprile"),
        ("2027-04-12", "pt", "12 de abril de 2027"),
        ("15 December", "ja", "12月15日"),
        ("any day in May", "de", None),
        ("next week", "en", None),
        ("45 April", "en", None),
    ],
)
def test_a_span_of_days_is_read_and_written_in_another_language_or_not_at_all(
    text: str, language: str, shown: str | None
) -> None:
    assert span(text, language) == shown


def test_sums_and_figures_take_the_signs_of_the_language() -> None:
    assert [sum_of("1234.50", "USD", language) for language in ("en", "de", "fr")] == [
        "USD 1,234.50",
        "USD 1.234,50",
        "USD 1 234,50",
    ]
    assert decimals("3.5 %", "de") == "3,5 %"
    assert decimals("USD 6.10 FOB Ningbo", "fr") == "USD 6,10 FOB Ningbo"
    assert [decimals("3.5 %", language) for language in ("en", "it", "zh")] == ["3.5%", "3,5%", "3.5%"]
    assert [decimals("3.5 %", language) for language in ("pl", "tr", "ru")] == ["3,5%", "%3,5", "3,5 %"]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("-4 %", True),
        ("IP65, 7 W", True),
        ("USD 6.10 FOB Ningbo", True),
        ("60 x 40 x 30 cm", True),
        ("tooling finished", False),
        ("4.05 instead of 4.20 USD", False),
    ],
)
def test_figures_and_codes_need_no_translation_and_sentences_do(text: str, free: bool) -> None:
    assert is_language_free(text) is free


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["two weeks", "three months", "14 weeks"]),
        ("de", ["zwei Wochen", "drei Monate", "14 Wochen"]),
        ("fr", ["deux semaines", "trois mois", "14 semaines"]),
        ("pt", ["duas semanas", "três meses", "14 semanas"]),
        ("ru", ["2 недели", "3 месяца", "14 недель"]),
        ("ja", ["2週間", "3か月", "14週間"]),
    ],
)
def test_small_lengths_are_spelled_where_a_letter_spells_them(language: str, told: list[str]) -> None:
    assert [length(text, language) for text in ("2 weeks", "3 months", "14 weeks")] == told
