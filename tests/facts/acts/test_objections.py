"""What customers say against us, and courtesies in the same words; what we promise, and what only sounds so."""

import pytest

from assistant.model import Facts
from tests.given.understood import ours, theirs


def names(facts: Facts) -> set[str]:
    return {signal.name for signal in facts.signals}


@pytest.mark.parametrize(
    "text",
    [
        "收到貴司報價，我們看一下。",
        "贵公司的样品已经收到。",
        "Caro Jason,\nrecebemos a proposta e vamos analisar.",
        "Cara Anna Rossi,\nabbiamo ricevuto tutto.",
        "Thank you so much, we have received everything.",
        "Thanks very much for the drawings.",
    ],
)
def test_a_polite_word_is_no_objection_to_the_price(text: str) -> None:
    assert "price_objection" not in names(theirs(text))


@pytest.mark.parametrize(
    "text",
    [
        "贵司价格太贵了。",
        "Caro demais para nós.",
        "È caro.",
        "That is so much for a bracket, too expensive.",
        "A 38 no me da.",
        "Seu preço está fora do mercado.",
        "That is nearly double what I paid last spring.",
        "Others deliver at 0.62.",
        "Andere liefern für 0,62.",
        "Das ist doppelt so teuer.",
        "La concurrence propose à 0,62.",
        "Другие предлагают по 0,62.",
        "差价太大。",
        "This rise is not acceptable.",
        "At these prices we buy in Spain.",
        "Diese Erhöhung ist nicht akzeptabel.",
        "No podemos aceptar el aumento.",
        "Cette hausse est inacceptable pour nous.",
        "Questo aumento è inaccettabile.",
        "Este aumento é inaceitável.",
        "Такое повышение для нас неприемлемо.",
        "Ta podwyżka jest nie do przyjęcia.",
        "Bu zam kabul edilemez.",
        "这次涨价我们不能接受。",
        "今回の値上げは受け入れられません。",
        "이번 가격 인상은 받아들일 수 없습니다.",
    ],
)
def test_a_price_is_objected_to_by_what_others_take_or_what_was_paid(text: str) -> None:
    found = names(theirs(text))
    assert ("price_objection" in found, "spec_objection" in found) == (True, False)


@pytest.mark.parametrize("text", ["别家给到0.41。", "عندنا عرض تركي بسعر اقل."])
def test_the_offer_of_another_in_hand_is_another_supplier(text: str) -> None:
    assert "has_supplier" in names(theirs(text))


@pytest.mark.parametrize(
    "text",
    [
        "You will have the new price latest Friday.",
        "The 8D report you get on Thursday.",
        "Das Zertifikat reiche ich Ihnen am Donnerstag nach.",
        "Je te refais le devis demain.",
        "Mañana le paso la cotización.",
        "Le preparo la oferta el viernes.",
        "Je reviens vers vous demain.",
    ],
)
def test_a_promise_names_its_day_wherever_it_stands(text: str) -> None:
    assert "commitment_of_ours" in names(ours(text))


@pytest.mark.parametrize(
    "text",
    [
        "Je reviens vers vous au sujet de notre offre.",
        "I am coming back to you regarding our offer.",
        "Le paso precio: 3,20 USD por pieza FOB Ningbo.",
    ],
)
def test_an_opening_and_a_price_handed_over_promise_nothing(text: str) -> None:
    assert "commitment_of_ours" not in names(ours(text))
