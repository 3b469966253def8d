"""Terms of payment, in the usual forms of fifteen languages: deposit and balance stay together."""

import pytest

from assistant.facts import lexicon
from assistant.facts.language import language_of
from assistant.facts.sentences import Reading
from assistant.facts.trade.payments import payment_terms


def terms_of(text: str) -> tuple[str, ...]:
    return payment_terms(Reading.of(text, lexicon.builtin(), language_of(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30% deposit, balance before shipment.", "30% deposit, balance before shipment"),
        (
            "30% T/T in advance, 70% against copy of B/L, lead time 30 days.",
            "30% T/T in advance, 70% against copy of B/L",
        ),
        ("Payment T/T 30/70, delivery 25 days.", "T/T 30/70"),
        ("FOB Ningbo, 30/70.", "30/70"),
        ("We work with L/C at sight.", "L/C at sight"),
        ("Our terms are net 30 days.", "net 30 days"),
        ("30 Tage netto, 2 % Skonto.", "30 Tage netto, 2 % Skonto"),
        ("30 % Anzahlung bei Auftrag, Rest vor Versand.", "30 % Anzahlung bei Auftrag, Rest vor Versand"),
        ("Pago: 30 % de anticipo y 70 % contra copia de BL.", "30 % de anticipo y 70 % contra copia de BL"),
        ("Pago a 60 días fecha factura.", "Pago a 60 días fecha factura"),
        ("30% adiantado e 70% antes do embarque.", "30% adiantado e 70% antes do embarque"),
        (
            "30 % d'acompte à la commande, solde avant expédition.",
            "30 % d'acompte à la commande, solde avant expédition",
        ),
        ("45 jours fin de mois.", "45 jours fin de mois"),
        ("30% acconto all'ordine, saldo alla consegna.", "30% acconto all'ordine, saldo alla consegna"),
        ("60 giorni data fattura.", "60 giorni data fattura"),
        ("Предоплата 30%, остаток 70% перед отгрузкой.", "Предоплата 30%, остаток 70% перед отгрузкой"),
        ("Отсрочка 30 дней.", "Отсрочка 30 дней"),
        ("30% peşin, kalan %70 sevkiyattan önce.", "30% peşin, kalan %70 sevkiyattan önce"),
        ("%30 peşin, %70 yükleme öncesi.", "%30 peşin, %70 yükleme öncesi"),
        ("30% zaliczki, reszta przed wysyłką.", "30% zaliczki, reszta przed wysyłką"),
        ("Płatność: przelew 14 dni.", "Płatność: przelew 14 dni"),
        ("Đặt cọc 30%, còn lại thanh toán trước khi giao hàng.", "Đặt cọc 30%, còn lại thanh toán trước khi giao hàng"),
        ("DP 30%, pelunasan sebelum kirim.", "DP 30%, pelunasan sebelum kirim"),
        ("30%定金，70%尾款见提单副本付清。", "30%定金，70%尾款见提单副本付清"),
        ("付款方式：月结30天", "月结30天"),
        ("30%を前払い、残金は出荷前", "30%を前払い、残金は出荷前"),
        ("月末締め翌月末払い", "月末締め翌月末払い"),
        ("선금 30%, 잔금 선적 전 70%", "선금 30%, 잔금 선적 전 70%"),
        ("30% مقدماً والباقي قبل الشحن", "30% مقدما والباقي قبل الشحن"),
    ],
)
def test_terms_of_payment_are_read_whole(text: str, expected: str) -> None:
    assert terms_of(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Il prezzo è 12,40 € cad.",
        "The meeting is on 03/11 at 10.",
        "5% discount for full containers, delivery in 30 days.",
        "Lieferung in 30 Tagen, Zahlung noch offen.",
        "Samples ship 30 days after artwork approval, no payment needed.",
    ],
)
def test_prices_dates_and_delivery_times_are_no_terms_of_payment(text: str) -> None:
    assert terms_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Payment 40% with PO, 60% before shipping.", "40% with PO, 60% before shipping"),
        ("Payment 40 advance 60 on docs", "40 advance 60 on docs"),
        ("Payment: T/T within 45 days after B/L date.", "T/T within 45 days after B/L date"),
        ("Payment by T/T in advance.", "T/T in advance"),
        ("Pagamento: 35 dias no boleto.", "Pagamento: 35 dias no boleto"),
        ("お支払いは月末締め翌月末です。", "月末締め翌月末"),
        ("只做现款", "现款"),
        ("Wir liefern nur gegen Vorkasse.", "gegen Vorkasse"),
    ],
)
def test_a_term_is_told_whole(text: str, expected: str) -> None:
    assert terms_of(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("月结不行，现款", ("现款",)),
        ("不接受月结", ()),
        ("We do not accept L/C, only T/T.", ("T/T",)),
        (
            "Open account is not possible, 30% deposit, balance before shipment.",
            ("30% deposit, balance before shipment",),
        ),
        ("L/C не принимаем", ()),
    ],
)
def test_a_term_refused_is_none(text: str, expected: tuple[str, ...]) -> None:
    assert terms_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sheets of 100% cotton, 200 TC.", ()),
        ("Butter of 100% cocoa, deodorised.", ()),
        (
            "Payment: 40% advance and the balance against scan of documents\nDelivery: 45 days",
            ("40% advance and the balance against scan of documents",),
        ),
        ("Bonifico 60 gg. d.f., consegna 3 settimane.", ("60 gg. d.f.",)),
        ("运费另计约300元，30%预付，货好付清。", ("30%预付",)),
        ("Payment DLC at sight.", ("DLC",)),
    ],
)
def test_a_term_of_payment_ends_with_its_own_words(text: str, expected: tuple[str, ...]) -> None:
    assert terms_of(text) == expected
