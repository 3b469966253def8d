"""What a quote tells of payment, delivery and lead time is never called missing, in whichever words it tells it."""

import pytest

from assistant.plan.told_terms import tells_delivery, tells_lead_time, tells_payment


@pytest.mark.parametrize(
    "told",
    [
        "FOB Ningbo, 25 days",
        "FCA Hamburg, 4 Wochen",
        "FOB Ningbo, 25 días",
        "FOB Ningbo, 25 jours",
        "FCA Genova, 25 gg",
        "FOB Ningbo, 25 dias",
        "FOB Ningbo, 25 дн.",
        "FOB Ningbo, 25 gün",
        "CIF Mersin, 3 haftada",
        "FOB Ningbo, 25 dni",
        "DAP Gdynia, 1 miesiąc",
        "FOB宁波，25天",
        "出厂价，15个工作日",
        "FOB寧波、25日",
        "FOB 닝보, 25일",
        "FOB 닝보, 4주",
        "FOB Ningbo, 25 ngày",
        "FOB Ningbo, 25 hari",
        "فوب نينغبو، 25 يوم",
        "فوب نينغبو، 4 أسابيع",
        "USD 2.10, in stock",
    ],
)
def test_a_bare_time_is_the_lead_time(told: str) -> None:
    assert tells_lead_time(told.casefold())


@pytest.mark.parametrize(
    "told",
    [
        "USD 3.65 per piece FOB Ningbo",
        "Fiyatımız 3,65 USD FOB Ningbo",
        "3월 25일 기준 단가는 3.65달러입니다",
        "単価は3月25日現在で3.65ドルです",
        "Cena 3,65 USD FOB Ningbo",
    ],
)
def test_a_price_alone_tells_no_lead_time(told: str) -> None:
    assert not tells_lead_time(told.casefold())


@pytest.mark.parametrize(
    "told",
    [
        "peşin ödeme",
        "100% przedpłata",
        "50 advance 50 on docs",
        "只做现款",
        "月末締め翌月末払い",
        "선금 30%",
        "đặt cọc 30%",
        "uang muka 30%",
        "28 dias no boleto",
    ],
)
def test_terms_of_payment_are_heard_in_every_language(told: str) -> None:
    assert tells_payment(told.casefold())
    assert not tells_payment("USD 3.65 FOB Ningbo, 25 days".casefold())


def test_a_delivery_term_is_heard() -> None:
    assert tells_delivery("ab werk, 25 tage")
    assert not tells_delivery("3,65 usd, 25 tage")
