"""Prices of people who deal with each other daily: no currency, an index, a month; and what only looks like them."""

import pytest

from assistant.model import Kind
from tests.given.understood import received, sent


@pytest.mark.parametrize(
    "text",
    [
        "We can do 4.25 for July, 4.31 for August. Firm until noon.",
        "Best we can do today is LME -180, 2 x 20ft, subject unsold.",
        "I can show you 10k/d at index+2 for next month.",
        "We can sell 5,000 mt at Platts plus 12 for April.",
        "Offer 500 mt HRC 3.0mm at 612 cfr Antwerp, April shipment.",
        "0.62 for the small, 0.88 for the big ones. Same terms as last year.",
        "Bei Abnahme von 5000 gehe ich auf 2,85.",
        "这个数量可以做到4.2，含税。",
    ],
)
def test_a_price_between_traders_is_a_quote(text: str) -> None:
    assert sent(text, "Re: July").kind is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, we cannot do 4.25 for July. What would be your best number?",
        "We are not able to sell at index+2 this month.",
        "Index settled at 4.25 yesterday, your June invoice follows.",
        "The market traded LME -180 last week, we wait.",
        "Bis 4.25 Uhr hat niemand geantwortet.",
    ],
)
def test_a_price_refused_or_reported_is_none(text: str) -> None:
    assert sent(text, "Re: July").kind is Kind.REPLY


def test_a_few_words_under_the_subject_quotation_hand_one_over() -> None:
    assert sent("Please find attached.\n\nLin", subject="Quotation 4711", files=("scan0001.pdf",)).kind is Kind.QUOTE
    assert sent("Let me know if you need anything else - Lin", subject="price indications").kind is Kind.QUOTE


def test_the_subject_of_an_answer_or_another_file_hands_over_no_offer() -> None:
    assert sent("Please find attached.\n\nLin", subject="Re: quotation request").kind is Kind.REPLY
    assert sent("Please find attached.\n\nLin", subject="Offer 12", files=("packing list.pdf",)).kind is Kind.REPLY
    assert sent("Did you see the attached? Let me know.", subject="Quotation 4711").kind is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("Boss say ok for you 4.8 instead 5.1 if you take the whole lot, exw", ["4.8"]),
        ("My last is 12.6 for the long one and 10.4 for the short.", ["12.6", "10.4"]),
        ("For this qty I can go down to 3.05", ["3.05"]),
        ("Garden chair teak 41.5 ea, with arms 46.", ["41.5", "46"]),
        ("125 for the 1.4 m and 155 for the 1.8 m, both with frame", ["125", "155"]),
        ("The pump comes to 1,420 with motor.", ["1420"]),
        ("Bei dieser Menge gehen wir auf 3,05.", ["3.05"]),
        ("Te lo dejo en 135.", ["135"]),
        ("Consigo fazer por 3,05 para essa quantidade.", ["3.05"]),
        ("Je peux descendre à 3,05 pour cette quantité.", ["3.05"]),
        ("Posso scendere a 3,05.", ["3.05"]),
        ("Могу опуститься до 3,05.", ["3.05"]),
        ("Mogę zejść do 3,05.", ["3.05"]),
        ("3,05'e kadar inerim", ["3.05"]),
        ("Harga mentok 3,05", ["3.05"]),
        ("Giá chót 3,05", ["3.05"]),
        ("اخر سعر 3.05", ["3.05"]),
        ("3.05까지 가능합니다", ["3.05"]),
        ("跟老板申请到含税9.4，不含税8.7", ["9.4", "8.7"]),
        ("问过厂里，最多能到5.2了，再低做不了", ["5.2"]),
        ("大号72一只，小号48一只，包邮", ["72", "48"]),
    ],
)
def test_a_price_named_in_talk_is_a_quote(text: str, prices: list[str]) -> None:
    found = sent(text, "Re: July")

    assert found.kind is Kind.QUOTE
    assert [f"{one.value.normalize():f}" for one in found.amounts] == prices


@pytest.mark.parametrize(
    "text",
    [
        "We can go down to 500 pcs.",
        "We can do 500 for this order.",
        "I can not go down to 3.05.",
        "Wir gehen nicht auf 3,05.",
        "They say their last is 3.05.",
        "The box weighs 0.35 each.",
        "Our best is 30 days.",
        "We can make it 3.5 mm.",
        "Room 12 for the 3 m banner and 15 for the 5 m banner",
        "The total comes to 1,420 with freight.",
        "样品已寄，质保一年。",
    ],
)
def test_other_numbers_of_talk_are_no_prices(text: str) -> None:
    assert sent(text, "Re: July").kind is Kind.REPLY


def test_among_italians_a_price_and_iva_is_in_euro() -> None:
    assert [
        one.currency for one in sent("Il prezzo della sedia è 24,50 + IVA, consegna in due settimane.").amounts
    ] == ["EUR"]


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("木箱报价", "一个136，50个以上128，含送货。", Kind.QUOTE),
        ("报价", "300克白卡覆膜，3000个起0.72一个", Kind.QUOTE),
        ("轴承钢", "轴承钢今天报5280一吨，含税，送到厂", Kind.QUOTE),
        ("询价", "我们要3000个，0.72一个能做吗？", Kind.INQUIRY),
    ],
)
def test_a_chinese_supplier_needs_no_money_for_his_price(subject: str, text: str, kind: Kind) -> None:
    assert received(text, "wang@boxes.example", subject, first=True).kind is kind


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("final: 0.412 for the 30k lot", "0.412"),
        ("for 8000 pcs can do 3.7, below that no way", "3.7"),
        ("ok dear, 4.05 and we close it now", "4.05"),
        ("Let's say 7.3 then, T/T in advance.", "7.3"),
        ("My boss agreed 0.94, last price.", "0.94"),
        ("We meet in the middle: 13.25", "13.25"),
        ("Son: 2,85, altına inemem.", "2.85"),
        ("最终价4.6，2万个起。", "4.6"),
        ("112 is the last, my friend.", "112"),
        ("bro 3.15 my last, cotton is mad now", "3.15"),
        ("Ok 290 per ton, January shipment.", "290"),
    ],
)
def test_words_that_end_a_haggling_name_a_price(text: str, price: str) -> None:
    facts = sent(text, "Re: July")

    assert facts.kind is Kind.QUOTE
    assert [str(one.value) for one in facts.amounts] == [price]


@pytest.mark.parametrize(
    "text",
    [
        "final: version 3.1 of the drawing for the 30k lot",
        "final weight: 0.412 for one piece, please check",
        "We can do 3.7 mm thickness for 8000 pcs",
        "for 8000 pcs we need 3.5 pallets, last time too",
        "We close at 5.30 today, call me before.",
        "Is 4.05 your final number?",
        "ok 500 at 20 kg per bag, 25 days, noted",
    ],
)
def test_measures_hours_and_questions_end_no_haggling(text: str) -> None:
    assert sent(text, "Re: July").kind is Kind.REPLY
