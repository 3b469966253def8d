"""Answers that no header ties to our mail: an unknown address writes, and our own mail stands quoted below."""

from dataclasses import replace

import pytest

from assistant.facts.customers.evidence import Seen
from assistant.facts.lexicon import builtin
from assistant.facts.understand import understand
from assistant.facts.who.echoes import echo_of
from assistant.model import Message
from tests.given.customers import known_of, mail
from tests.given.messages import message
from tests.given.parties import ANNA, ME, US

OFFER = (
    "Dear Anna,\n\nthank you for asking. LED panel 60x60 at USD 9.80 FOB Ningbo for 500 pcs,\n"
    "delivery 25 days after your deposit, packing two pieces in a carton.\n\nLin"
)
HEAD = "On Tue, 3 Mar 2026 at 17:00, Lin Wei <lin@brightline.example> wrote:"
OUTLOOK = (
    "From: Lin Wei <lin@brightline.example>\nSent: Tuesday, March 3, 2026 5:00 PM\n"
    f"To: Anna Muster <{ANNA}>\nSubject: LED panels\n"
)
INQUIRY = mail(message("i1", "2026-03-02", f"Anna Muster <{ANNA}>", text="Price for 500 panels?"), "inquiry")
QUOTE = mail(message("q1", "2026-03-03", US, ANNA, text=OFFER), "quote")


def marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def answer(below: str, who: str = "Pepe <pepe77@gmail.com>", text: str = "What is the CRI?", **more: str) -> Seen:
    """Return a stranger's mail as it is really understood, our mail or something else below it."""
    sent = message("r1", "2026-04-01", who, text=text, **more)  # type: ignore[arg-type]  # a builder's options
    sent = replace(sent, quoted=below)
    return Seen(message=sent, facts=understand(sent, ME, builtin()), roles=mail(sent).roles, mailbox="lin")


def heard(one: Seen) -> bool:
    return "r1" in [touch.message_id for touch in known_of(INQUIRY, QUOTE, one).touches if touch.is_human]


@pytest.mark.parametrize(
    ("below", "is_answer"),
    [
        pytest.param(f"{HEAD}\n{marked(OFFER)}", True, id="our whole mail below an attribution"),
        pytest.param(f"{OUTLOOK}\n{OFFER}", True, id="our whole mail below a header block"),
        pytest.param(f"{HEAD}\n{marked(OFFER[:150])}", True, id="the beginning of it: clients and we cut"),
        pytest.param(f"{HEAD}\n{OFFER.replace(chr(10), ' ')}", True, id="in one line"),
        pytest.param(OUTLOOK, True, id="only the heading: it names the day, Anna and the subject"),
        pytest.param(OUTLOOK.replace(ANNA, "bo@other.com") + OFFER, False, id="our mail to somebody else"),
        pytest.param(f"{HEAD}\n{marked(OFFER.replace('Anna', 'Bo'))}", False, id="the same letter to Mr Bo"),
        pytest.param(f"{HEAD.replace('3 Mar', '9 Feb')}\n{marked(OFFER)}", False, id="of another day"),
        pytest.param(f"{HEAD}\n> Hello", False, id="our name and address, but nothing that we wrote"),
        pytest.param(marked(OFFER), False, id="our words without a heading that names us"),
        pytest.param("On Tue, 3 Mar 2026, Anna Muster wrote:\n> Hi", False, id="only her name"),
        pytest.param("", False, id="nothing below"),
    ],
)  # fmt: skip
def test_a_stranger_with_our_mail_below_his_answers_for_the_customer(below: str, is_answer: bool) -> None:
    assert heard(answer(below)) is is_answer


def test_he_becomes_no_recipient_whatever_he_signs() -> None:
    text = "Our server is down, I write from here.\nAnna, Muster Leuchten GmbH"
    known = known_of(INQUIRY, QUOTE, answer(f"{HEAD}\n{marked(OFFER)}", "Anna Muster <am77@gmail.com>", text))

    assert [one.address for one in known.people] == [ANNA]
    assert known.keys == {"muster-leuchten.de"}
    assert known.touches[-1].note == "an address that is not theirs; our mail stands quoted below"


def test_it_belongs_to_the_thread_of_the_mail_that_it_quotes() -> None:
    known = known_of(INQUIRY, QUOTE, answer(f"{HEAD}\n{marked(OFFER)}", subject="your offer"))

    assert known.touches[-1].thread == known.touches[-2].thread == "q1"


def test_an_auto_reply_or_a_forged_mail_that_quotes_us_is_no_answer() -> None:
    below = f"{HEAD}\n{marked(OFFER)}"
    away = answer(below, text="I am out of the office until 10 April.", headers={"auto-submitted": "auto-replied"})  # type: ignore[arg-type]

    assert not heard(away)


def test_our_mail_quoted_in_chinese_is_found_too() -> None:
    ours = "王先生您好:\n面板灯六十乘六十,离岸宁波价每只九点八美元,收到定金后二十五天交货。\n林"
    below = "在 2026年3月3日 17:00,Lin Wei <lin@brightline.example> 写道:\n" + marked(ours)
    quote = mail(message("q1", "2026-03-03", US, ANNA, text=ours), "quote")

    known = known_of(INQUIRY, quote, answer(below, text="有红色的吗?"))

    assert [touch.message_id for touch in known.touches] == ["i1", "q1", "r1"]


def test_headers_that_name_a_mail_of_our_house_need_no_quotation() -> None:
    sent: Message = replace(message("r1", "2026-04-01", answers="q1@brightline.example"), quoted=f"{HEAD}\n> {OFFER}")

    assert echo_of(sent, ME) is None
    assert echo_of(replace(sent, references=(), in_reply_to=()), ME) is not None
