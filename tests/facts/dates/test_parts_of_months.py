"""The middle and the end of a month, as people put us off until then."""

from datetime import UTC, date, datetime

import pytest

from assistant.facts.dates.named import named_date

SENT = datetime(2026, 11, 4, 9, tzinfo=UTC)


def named(text: str, sent: datetime = SENT) -> date | None:
    found = named_date(text, None, sent)
    return found.day if found is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "we look at it in the middle of February", "mid February", "around mid-February",
        "towards the middle of February",
        "a mediados de febrero", "a mitad de febrero", "em meados de fevereiro", "no meio de fevereiro",
        "à la mi-février", "mi février", "au milieu du mois de février", "Mitte Februar", "Mitte des Monats Februar",
        "a metà febbraio", "verso la metà di febbraio", "в середине февраля", "к середине февраля", "şubat ortasında",
        "şubat ayının ortasında", "w połowie lutego", "giữa tháng 2", "pertengahan Februari",
        "pertengahan bulan Februari", "2月の半ば", "في منتصف فبراير", "منتصف شهر فبراير",
    ],
)  # fmt: skip
def test_the_middle_of_a_month_is_its_fifteenth(text: str) -> None:
    assert named(text) == date(2027, 2, 15)


@pytest.mark.parametrize(
    "text",
    [
        "we tell you by the end of the month", "till month end", "until the end of this month", "by month-end",
        "bis Ende des Monats", "Ende dieses Monats", "zum Monatsende", "a fin de mes", "a finales de este mes",
        "antes de que termine el mes", "até o fim do mês", "no final deste mês", "d'ici la fin du mois",
        "en fin de mois", "à la fin de ce mois", "entro fine mese", "alla fine del mese", "до конца месяца",
        "в конце этого месяца", "ay sonuna kadar", "bu ayın sonunda", "do końca miesiąca", "pod koniec tego miesiąca",
        "đến cuối tháng", "cuối tháng này", "sampai akhir bulan", "akhir bulan ini", "月底前", "这个月底", "本月末",
        "月末まで", "今月の終わり", "월말까지", "이번 달 말", "حتى نهاية الشهر", "آخر هذا الشهر",
    ],
)  # fmt: skip
def test_the_end_of_the_month_is_near_the_end_of_the_one_in_which_they_write(text: str) -> None:
    assert named(text) == date(2026, 11, 25)
    assert named(text, datetime(2026, 11, 27, 9, tzinfo=UTC)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("at the end of next month", date(2026, 12, 25)),
        ("in the middle of next month", date(2026, 12, 15)),
        ("Ende nächsten Monats", date(2026, 12, 25)),
        ("下个月底", date(2026, 12, 25)),
        ("at the end of February", date(2027, 2, 25)),
        ("Ende des Monats Februar", date(2027, 2, 25)),
        ("fin février", date(2027, 2, 25)),
        ("2月底", date(2027, 2, 25)),
        ("in the middle of the month", date(2026, 11, 15)),
        ("Mitte des Monats", date(2026, 11, 15)),
        ("by Friday or by the end of the month", date(2026, 11, 25)),
        ("月底28号", date(2026, 11, 28)),
    ],
)
def test_another_month_or_a_day_beside_it_counts_for_more(text: str, day: date) -> None:
    assert named(text) == day


@pytest.mark.parametrize(
    "text", ["in the end we took the others", "last month end-users asked", "fine, mesh is ok", "Mi mesa es roja"]
)
def test_words_alike_name_no_part_of_a_month(text: str) -> None:
    assert named(text) is None
