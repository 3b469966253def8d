"""What our own mails tell beside a quote: promises, samples on their way, talks outside mail."""

from datetime import UTC, datetime

import pytest

from assistant.facts import lexicon
from assistant.facts.acts import judge
from assistant.model import Address, Direction, Facts, Me, Message, MessageId

ME = Me(addresses=frozenset({"lin@brightline.example"}), domains=frozenset({"brightline.example"}))


def ours(text: str) -> Facts:
    message = Message(
        message_id=MessageId("m@x.example"),
        references=(MessageId("q@keller.example"),),
        at=datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
        sender=Address(address="lin@brightline.example"),
        to=(Address(address="a.keller@keller.example", name="Anna Keller"),),
        subject="Re: panels",
        new_text=text,
    )
    return judge(message, ME, lexicon.builtin(), Direction.OUTBOUND)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your inquiry. We will check with our factory and revert.",
        "Noted, I will prepare the quotation for you.",
        "We will send you our offer.",
        "Quotation is under preparation.",
        "I'll get back to you with the price asap.",
        "Our offer will reach you on Friday.",
        "Please give me two days to calculate.",
        "The sample will be sent next week.",
        "Wir erstellen das Angebot und melden uns.",
        "Estamos preparando la cotización.",
        "Nous préparons votre devis.",
        "Vi invieremo l'offerta al più presto.",
        "Мы подготовим предложение и вышлем.",
        "正在核价，稍后报给您",
        "Teklifimizi hazırlıyoruz.",
        "Przygotujemy ofertę.",
    ],
)
def test_a_promise_is_seen_so_that_we_owe_the_answer(text: str) -> None:
    facts = ours(text)

    assert facts.kind == "reply"
    assert facts.signal("commitment_of_ours")
    assert facts.signal("sample_sent") is None


@pytest.mark.parametrize(
    "text", ["The sample left today by FedEx, AWB 7781.", "Échantillon expédié ce jour.", "Образцы отправлены сегодня."]
)
def test_a_sample_on_its_way_is_no_shipment_of_an_order(text: str) -> None:
    assert ours(text).signal("sample_sent")
    assert ours(text).signal("order_notice") is None


@pytest.mark.parametrize(
    "text", ["Per our phone conversation, attached the drawing.", "You told me last week that the project is delayed."]
)
def test_a_talk_outside_mail_is_known_from_our_words(text: str) -> None:
    assert ours(text).signal("spoken_answer")


@pytest.mark.parametrize("text", ["I tried to call you but could not reach you.", "I left you a message on WhatsApp."])
def test_a_call_that_nobody_took_is_no_answer(text: str) -> None:
    assert ours(text).signal("spoken_answer") is None
